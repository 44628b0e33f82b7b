use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::session::SqliteSession;
use super::values::engine_fault;
use crate::db::{Access, Options, spawn};
use crate::queue::Queue;
use crate::{DbUrl, Fault, OpenError, batch};

/// Opens every connection on this thread, so that errors reach the caller, then starts threads.
pub(crate) fn start(
    url: &DbUrl,
    options: &Options,
    reads: &Arc<Queue>,
    writes: &Arc<Queue>,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let writer = open(url, options)?;
    let readers = match url {
        DbUrl::File(_) => (0..options.readers.max(1))
            .map(|_| open(url, options))
            .collect::<Result<Vec<_>, _>>()?,
        _ => Vec::new(),
    };
    let mut threads = vec![thread("sqlite-writer", writer, writes, options.commit_max)?];
    for reader in readers {
        threads.push(thread("sqlite-reader", reader, reads, 1)?);
    }
    Ok(threads)
}

fn thread(
    name: &str,
    connection: Connection,
    queue: &Arc<Queue>,
    commit_max: usize,
) -> Result<JoinHandle<()>, OpenError> {
    let queue = Arc::clone(queue);
    spawn(name, move || match SqliteSession::new(&connection) {
        Ok(mut session) => batch::serve(&mut session, &queue, commit_max),
        Err(error) => {
            tracing::error!(%error, "a SQLite connection cannot serve: {error}");
            queue.close();
        }
    })
}

fn open(url: &DbUrl, options: &Options) -> Result<Connection, OpenError> {
    let DbUrl::File(path) = url else {
        let connection = Connection::open_in_memory().map_err(|error| other(url, &error))?;
        prepare(&connection, options.busy_wait).map_err(|error| other(url, &error))?;
        return Ok(connection);
    };
    let shown = path.display().to_string();
    let failed = |error: rusqlite::Error| explained(url, &shown, options.busy_wait, &error);
    if options.access == Access::Read {
        return read_only(path, options.busy_wait, failed);
    }
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new(""))
        && !folder.is_dir()
    {
        return Err(OpenError::NoFolder { path: shown, folder: folder.display().to_string() });
    }
    let connection = Connection::open(path).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        return Err(OpenError::ReadOnly { path: shown });
    }
    prepare(&connection, options.busy_wait).map_err(failed)?;
    let mode: String =
        connection.query_row("pragma journal_mode = wal", (), |row| row.get(0)).map_err(failed)?;
    if mode != "wal" {
        let reason = format!("it stays in journal mode {mode}");
        return Err(OpenError::NoLog { path: shown, reason });
    }
    Ok(connection)
}

/// Opens what is there without leaving a trace: as its owner when that may be, so that a log beside
/// the file is read and tidied up, and as a file that cannot change where nothing can be written.
fn read_only(
    path: &Path,
    busy_wait: Duration,
    failed: impl Fn(rusqlite::Error) -> OpenError,
) -> Result<Connection, OpenError> {
    if !path.exists() {
        return Err(OpenError::Missing { path: path.display().to_string() });
    }
    let attempt = |flags: OpenFlags, name: &str| {
        let flags = flags | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(name, flags)?;
        prepare(&connection, busy_wait)?;
        connection.execute_batch("pragma query_only = on")?;
        Ok(connection)
    };
    let name = uri(path);
    let barred = |error: &rusqlite::Error| {
        matches!(
            error.sqlite_error_code(),
            Some(
                ErrorCode::ReadOnly
                    | ErrorCode::CannotOpen
                    | ErrorCode::PermissionDenied
                    | ErrorCode::SystemIoFailure
                    | ErrorCode::DiskFull
            )
        )
    };
    // What a log holds belongs to the file and would be left out.
    let still = !fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let opened = attempt(OpenFlags::SQLITE_OPEN_READ_WRITE, &name).or_else(|error| {
        if !still || !barred(&error) {
            return Err(error);
        }
        attempt(OpenFlags::SQLITE_OPEN_READ_ONLY, &format!("{name}?immutable=1"))
    });
    opened.map_err(failed)
}

/// The file that SQLite keeps beside another.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The path as SQLite reads it in a URI.
fn uri(path: &Path) -> String {
    let mut name = "file:".to_owned();
    for sign in path.display().to_string().chars() {
        match sign {
            '%' | '?' | '#' => name.push_str(&format!("%{:02x}", u32::from(sign))),
            _ => name.push(sign),
        }
    }
    name
}

/// Makes a database that nobody has open one file, with no log beside it.
pub(crate) fn settle(path: &Path) -> Result<(), Fault> {
    let tried = format!("closing {}", path.display());
    let settled = Connection::open(path).and_then(|connection| {
        connection.query_row("pragma journal_mode = delete", (), |_| Ok(()))?;
        connection.close().map_err(|(_, error)| error)
    });
    settled.map_err(|error| engine_fault(&tried, &error))
}

fn explained(url: &DbUrl, shown: &str, busy_wait: Duration, error: &rusqlite::Error) -> OpenError {
    let path = shown.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase { path },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            OpenError::ReadOnly { path }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Locked {
            path,
            waited_ms: u64::try_from(busy_wait.as_millis()).unwrap_or(u64::MAX),
        },
        _ => other(url, error),
    }
}

/// `temp_store = memory`: savepoints keep undo pages there, and a file would cost a system call
/// each.
fn prepare(connection: &Connection, busy_wait: Duration) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(busy_wait)?;
    rusqlite::vtab::array::load_module(connection)?;
    connection.execute_batch(
        "pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;",
    )?;
    connection.query_row("select count(*) from sqlite_schema", (), |_| Ok(()))
}

fn other(url: &DbUrl, error: &rusqlite::Error) -> OpenError {
    OpenError::Engine { path: url.to_string(), reason: error.to_string() }
}

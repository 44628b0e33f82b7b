use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::session::SqliteSession;
use crate::db::{Options, spawn};
use crate::queue::Queue;
use crate::{DbUrl, OpenError, batch};

/// Opens every connection on this thread, so that errors reach the caller, then starts threads.
pub(crate) fn start(
    url: &DbUrl,
    options: &Options,
    reads: &Arc<Queue>,
    writes: &Arc<Queue>,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let writer = open(url, options.busy_wait)?;
    let readers = match url {
        DbUrl::File(_) => (0..options.readers.max(1))
            .map(|_| open(url, options.busy_wait))
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

fn open(url: &DbUrl, busy_wait: Duration) -> Result<Connection, OpenError> {
    let DbUrl::File(path) = url else {
        let connection = Connection::open_in_memory().map_err(|error| other(url, &error))?;
        prepare(&connection, busy_wait).map_err(|error| other(url, &error))?;
        return Ok(connection);
    };
    let shown = path.display().to_string();
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new(""))
        && !folder.is_dir()
    {
        return Err(OpenError::NoFolder { path: shown, folder: folder.display().to_string() });
    }
    let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase { path: shown.clone() },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            OpenError::ReadOnly { path: shown.clone() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Locked {
            path: shown.clone(),
            waited_ms: u64::try_from(busy_wait.as_millis()).unwrap_or(u64::MAX),
        },
        _ => other(url, &error),
    };
    let connection = Connection::open(path).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        return Err(OpenError::ReadOnly { path: shown });
    }
    prepare(&connection, busy_wait).map_err(failed)?;
    let mode: String =
        connection.query_row("pragma journal_mode = wal", (), |row| row.get(0)).map_err(failed)?;
    if mode != "wal" {
        let reason = format!("it stays in journal mode {mode}");
        return Err(OpenError::NoLog { path: shown, reason });
    }
    Ok(connection)
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

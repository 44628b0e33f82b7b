use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use kernel::Timestamp;

use super::{Onto, Transfer, TransferError, Watch, transfer};
use crate::{Db, DbUrl, Engine, Fault, Migration, Options, migrate};

/// Keeps everything that `db` holds at one moment in one new SQLite file, while it goes on serving.
///
/// SQLite is copied page by page, PostgreSQL row by row; either way the file is a whole database of
/// the same schema, without a write-ahead log beside it, that only its owner may read. It has its
/// name only once it is complete and on the disk.
pub fn backup(
    db: &Db,
    to: &Path,
    migrations: &'static [Migration],
    now: Timestamp,
    watch: Watch,
) -> Result<(), TransferError> {
    if migrate::applied(db, migrations)? == 0 {
        return Err(TransferError::Nothing { database: db.url().to_string() });
    }
    if to.exists() {
        return Err(failed(to, "the file is already there; name a new one").into());
    }
    let partial = Partial::new(to)?;
    match db.engine() {
        Engine::Sqlite => {
            let path = partial.0.clone();
            db.read_now(move |tx| tx.backup(&path, &watch))?;
        }
        Engine::Postgres => {
            let options = Options { readers: 1, ..Options::default() };
            let file = Db::open(&DbUrl::File(partial.0.clone()), options)
                .map_err(|error| failed(to, &error.to_string()))?;
            let job = Transfer { from: db, to: &file, migrations, onto: Onto::Empty, now, watch };
            let copied = transfer(&job);
            file.close();
            copied?;
        }
    }
    crate::sqlite::settle(&partial.0)?;
    Ok(partial.keep(to)?)
}

fn failed(to: &Path, reason: &str) -> Fault {
    Fault::Engine { tried: format!("backup to {}", to.display()), reason: reason.to_owned() }
}

/// A file that is not complete yet; goes when it is not kept.
struct Partial(PathBuf);

impl Partial {
    /// An empty file beside `to`. What a killed backup left there goes first.
    fn new(to: &Path) -> Result<Self, Fault> {
        let mut name = to.as_os_str().to_owned();
        name.push(".partial");
        let partial = Self(name.into());
        partial.remove();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&partial.0) {
            Ok(_) => Ok(partial),
            Err(error) => Err(failed(to, &error.to_string())),
        }
    }

    /// Gives the file its name, for good.
    fn keep(self, to: &Path) -> Result<(), Fault> {
        let named = File::open(&self.0)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.0, to))
            .and_then(|()| sync_folder(to));
        named.map_err(|error| failed(to, &error.to_string()))
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(ending);
            let _ = fs::remove_file(name);
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A name is on the disk once its folder is.
fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use store::{Access, Db, DbUrl, MigrateError, Options, migrate};

use super::SystemClock;
use crate::migrations::MIGRATIONS;

/// Where the data is.
#[derive(Args)]
pub struct Place {
    /// Folder of the embedded database and files
    #[arg(
        long,
        global = true,
        env = "GUILDHALL_DATA_DIR",
        default_value = "guildhall-data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// `sqlite:PATH` or `postgres://…`; the embedded database when absent
    #[arg(
        long, global = true, env = "GUILDHALL_DATABASE", hide_env_values = true,
        value_name = "URL", value_parser = DatabaseParser
    )]
    database: Option<DbUrl>,
}

/// The database is there and not ready for this program.
#[derive(Debug, thiserror::Error)]
pub enum Unprepared {
    #[error(
        "{database} holds no conference yet; run `guildhall demo` or `guildhall serve` on it first"
    )]
    Empty { database: String },
    #[error(
        "{database} is of an older program: it has schema {found}, this program needs {known}; \
         make a backup, then start `guildhall serve` on it once"
    )]
    Older { database: String, found: usize, known: usize },
}

/// Reads a database's URL and never repeats it: it may hold a password.
#[derive(Clone)]
pub struct DatabaseParser;

impl TypedValueParser for DatabaseParser {
    type Value = DbUrl;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<DbUrl, clap::Error> {
        let arg = arg.map(ToString::to_string).unwrap_or_default();
        value.to_string_lossy().parse().map_err(|why: store::UrlError| {
            let message = format!("{arg}: {why}\n");
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}

impl Place {
    /// The database, its schema up to date; an empty one is made when there is none.
    pub fn open(&self) -> anyhow::Result<Db> {
        let db = self.open_as_it_is()?;
        migrate(&db, MIGRATIONS, SystemClock::moment())?;
        Ok(db)
    }

    /// The database to be written, whatever its schema.
    pub fn open_as_it_is(&self) -> anyhow::Result<Db> {
        if self.database.is_none() {
            std::fs::create_dir_all(&self.data).with_context(|| {
                format!("cannot make the folder {}; choose another --data", self.data.display())
            })?;
        }
        Ok(Db::open(&self.url(), Options::default())?)
    }

    /// The database to be read: it must be there, and its schema up to date.
    pub fn look(&self) -> anyhow::Result<Db> {
        let db = self.look_as_it_is()?;
        let (known, database) = (MIGRATIONS.len(), db.url().to_string());
        match store::applied(&db, MIGRATIONS) {
            Ok(0) => Err(Unprepared::Empty { database }.into()),
            Ok(found) if found < known => Err(Unprepared::Older { database, found, known }.into()),
            Ok(_) => Ok(db),
            Err(error @ MigrateError::Fault(_)) => {
                Err(anyhow::Error::from(error).context(format!("cannot read {database}")))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The database to be read, whatever its schema.
    pub fn look_as_it_is(&self) -> anyhow::Result<Db> {
        let options = Options { access: Access::Read, ..Options::default() };
        Ok(Db::open(&self.url(), options)?)
    }

    fn url(&self) -> DbUrl {
        match &self.database {
            Some(url) => url.clone(),
            None => DbUrl::File(self.data.join("guildhall.sqlite")),
        }
    }
}

use kernel::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Db, Engine, Fault, Sql, Tx};

/// One step of the schema: a file `migrations/NNNN_name.sql`, or a pair where the engines differ.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Counts from 1 without gaps.
    pub number: u32,
    /// What the file is called after its number.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// The schema cannot be brought up to date. Nothing of the failing step was written.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// A newer program was here.
    #[error(
        "{database} is newer than this program: it has migration {found} ({name}), and this \
         program knows up to {known}; run the newer program, or restore a backup from before"
    )]
    Newer {
        /// Which database.
        database: String,
        /// The newest migration it has.
        found: u32,
        /// That migration's name.
        name: String,
        /// The newest this program knows.
        known: u32,
    },
    /// A migration that was applied reads differently now.
    #[error(
        "migration {number} ({name}) was applied to {database} with another text (checksum \
         {applied}, now {now}); put the file back as it was and add a new migration instead"
    )]
    Changed {
        /// Which database.
        database: String,
        /// Which migration.
        number: u32,
        /// Its name.
        name: String,
        /// The checksum of the text that was applied.
        applied: String,
        /// The checksum of the text of this program.
        now: String,
    },
    /// The database belongs to something else.
    #[error(
        "{database} holds tables that this program did not make ({tables}); \
         give it a database or schema of its own"
    )]
    Foreign {
        /// Which database.
        database: String,
        /// Some of its tables.
        tables: String,
    },
    /// The list of migrations is not 1, 2, 3, …: a mistake in the program.
    #[error("migration {found} stands where migration {expected} must stand")]
    Order {
        /// The number that should come.
        expected: u32,
        /// The number that came.
        found: u32,
    },
    /// One step failed.
    #[error("migration {number} ({name}) failed on {database}: {fault}")]
    Step {
        /// Which database.
        database: String,
        /// Which migration.
        number: u32,
        /// Its name.
        name: &'static str,
        /// Why.
        fault: Fault,
    },
    /// The database could not be asked.
    #[error("cannot migrate: {0}")]
    Fault(#[from] Fault),
}

impl Migration {
    /// One text for both engines.
    pub const fn portable(number: u32, name: &'static str, text: &'static str) -> Self {
        Self { number, name, sqlite: text, postgres: text }
    }

    /// A text for each engine.
    pub const fn pair(
        number: u32,
        name: &'static str,
        sqlite: &'static str,
        postgres: &'static str,
    ) -> Self {
        Self { number, name, sqlite, postgres }
    }

    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }

    /// Line ends do not count: a checkout on Windows has others.
    fn checksum(&self, engine: Engine) -> String {
        let digest = Sha256::digest(self.text(engine).replace("\r\n", "\n").as_bytes());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

crate::statements! {
    APPLIED = "select number, name, checksum from migration order by number";
    APPLY_NOTE =
        "insert into migration (number, name, checksum, applied_at) values ($1, $2, $3, $4)";
    SQLITE_TABLES = "select name from sqlite_schema
        where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name";
    SQLITE_NEWEST = "select name from sqlite_schema
        where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by rowid desc";
    POSTGRES_TABLES = "select tablename::text from pg_tables
        where schemaname = current_schema() order by tablename";
    POSTGRES_LOCK = "select 1 from (select pg_advisory_xact_lock(7142816930)) as locked";
}

const TABLE: &str = "create table if not exists migration (
    number bigint primary key,
    name text not null,
    checksum text not null,
    applied_at bigint not null
)";

struct Applied {
    number: u32,
    name: String,
    checksum: String,
}
crate::row!(Applied { number, name, checksum });

/// Brings the schema up to date and answers which migrations it applied now, each in its own
/// transaction. Refuses before touching anything when the database is newer, was made from other
/// texts or belongs to something else. Several nodes may call it at once: they take turns.
pub fn migrate(
    db: &Db,
    migrations: &'static [Migration],
    now: Timestamp,
) -> Result<Vec<u32>, MigrateError> {
    let database = db.url().to_string();
    let mut done = applied(db, migrations)?;
    let mut applied_now = Vec::new();
    while let Some(migration) = migrations.get(done) {
        let step = db.write_now(move |tx| apply(tx, migration, now));
        let applied = step.map_err(|fault| MigrateError::Step {
            database: database.clone(),
            number: migration.number,
            name: migration.name,
            fault,
        })?;
        if applied {
            applied_now.push(migration.number);
        }
        done += 1;
    }
    // Another node may have been faster, and newer.
    applied(db, migrations)?;
    Ok(applied_now)
}

/// How many of `migrations` the database has. Writes nothing, and refuses as [`migrate`] does.
pub fn applied(db: &Db, migrations: &'static [Migration]) -> Result<usize, MigrateError> {
    for (migration, expected) in migrations.iter().zip(1..) {
        if migration.number != expected {
            return Err(MigrateError::Order { expected, found: migration.number });
        }
    }
    let database = db.url().to_string();
    db.read_now(move |tx| standing(tx, &database, migrations))
}

/// How many of them are applied.
pub(crate) fn standing(
    tx: &mut Tx<'_>,
    database: &str,
    list: &[Migration],
) -> Result<usize, MigrateError> {
    let tables = tables(tx)?;
    if !tables.iter().any(|table| table == "migration") {
        if tables.is_empty() {
            return Ok(0);
        }
        let some = tables.iter().take(5).map(String::as_str).collect::<Vec<_>>();
        return Err(MigrateError::Foreign {
            database: database.to_owned(),
            tables: some.join(", "),
        });
    }
    let applied: Vec<Applied> = tx.all(APPLIED, ())?;
    let known = list.last().map_or(0, |last| last.number);
    if let Some(newer) = applied.iter().rev().find(|applied| applied.number > known) {
        return Err(MigrateError::Newer {
            database: database.to_owned(),
            found: newer.number,
            name: newer.name.clone(),
            known,
        });
    }
    for (applied, migration) in applied.iter().zip(list) {
        let now = migration.checksum(tx.engine());
        if applied.checksum != now || applied.number != migration.number {
            return Err(MigrateError::Changed {
                database: database.to_owned(),
                number: applied.number,
                name: applied.name.clone(),
                applied: applied.checksum.clone(),
                now,
            });
        }
    }
    Ok(applied.len())
}

/// False when another node applied it in the meantime.
pub(crate) fn apply(tx: &mut Tx<'_>, migration: &Migration, now: Timestamp) -> Result<bool, Fault> {
    if tx.engine() == Engine::Postgres {
        tx.one::<i64>(POSTGRES_LOCK, ())?;
    }
    tx.script("MIGRATION_TABLE", TABLE)?;
    let newest = tx.all::<Applied>(APPLIED, ())?.last().map_or(0, |applied| applied.number);
    if newest >= migration.number {
        return Ok(false);
    }
    tx.script(migration.name, migration.text(tx.engine()))?;
    let checksum = migration.checksum(tx.engine());
    tx.run(APPLY_NOTE, (migration.number, migration.name, checksum, now))?;
    Ok(true)
}

/// Every table of this database (on PostgreSQL: of its schema), by name.
pub(crate) fn tables(tx: &mut Tx<'_>) -> Result<Vec<String>, Fault> {
    let sql: Sql = match tx.engine() {
        Engine::Sqlite => SQLITE_TABLES,
        Engine::Postgres => POSTGRES_TABLES,
    };
    tx.all(sql, ())
}

/// The same with the newest first on SQLite, where a table goes before those that it refers to.
pub(crate) fn newest_first(tx: &mut Tx<'_>) -> Result<Vec<String>, Fault> {
    match tx.engine() {
        Engine::Sqlite => tx.all(SQLITE_NEWEST, ()),
        Engine::Postgres => tables(tx),
    }
}

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use kernel::Timestamp;

use super::fingerprint::{Fingerprint, of_table};
use super::plan::Plan;
use super::{POSTGRES_FOREIGN_KEYS, Progress, TELL_EVERY, Watch};
use crate::{Db, Engine, Fault, MigrateError, Migration, Tx, Value, migrate};

/// Rows read ahead of the writer. Bounds memory whatever the size of a table.
const AHEAD_MAX: usize = 1_000;

/// What becomes of the rows that the target has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onto {
    /// There may be none: the copy refuses and touches nothing.
    Empty,
    /// They go, and so does the schema, in the transaction that brings the new ones.
    Replaced,
}

/// One copy from a database to another.
pub struct Transfer<'d> {
    /// Is only read.
    pub from: &'d Db,
    /// Ends up holding what `from` held at one moment, its schema as old as the source's.
    pub to: &'d Db,
    /// The history of the schema.
    pub migrations: &'static [Migration],
    /// What becomes of the target's own rows.
    pub onto: Onto,
    /// When migrations are noted as applied.
    pub now: Timestamp,
    /// Is told how far it is.
    pub watch: Watch,
}

/// Why nothing was copied. The target is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The source has no schema.
    #[error("{database} is empty: there is nothing to copy; name the database that is in use")]
    Nothing {
        /// Which database.
        database: String,
    },
    /// The target holds rows.
    #[error("{database} is not empty ({rows}); name an empty database")]
    NotEmpty {
        /// Which database.
        database: String,
        /// Some of its tables, with how many rows each has.
        rows: String,
    },
    /// The target's schema is newer than the source's.
    #[error(
        "{target} has schema {found} and {from} has schema {wanted}; start `guildhall serve` on \
         the source once to bring it up to date, or name a database without tables"
    )]
    Ahead {
        /// The database to copy to.
        target: String,
        /// Its newest migration.
        found: usize,
        /// The database to copy from.
        from: String,
        /// Its newest migration.
        wanted: usize,
    },
    /// What arrived is not what was sent.
    #[error(
        "table {table} came to {there} rows with another fingerprint than the {here} rows read; \
         nothing was kept, and this is a mistake in the program or the machine"
    )]
    Differs {
        /// The table.
        table: String,
        /// Rows read.
        here: u64,
        /// Rows that arrived.
        there: u64,
    },
    /// One of the two databases is not ours, or newer than the program.
    #[error(transparent)]
    Schema(#[from] MigrateError),
    /// Reading or writing failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Copies every row of every table and answers what was copied, table by table.
///
/// One transaction reads and one writes, so the copy is of one moment and is there wholly or not at
/// all. The writer reads back what it wrote and compares fingerprints before it commits. Foreign
/// keys are checked at the end, so the order of tables and rows does not matter.
pub fn transfer(job: &Transfer<'_>) -> Result<Vec<Fingerprint>, TransferError> {
    let Transfer { from, to, migrations, onto, now, ref watch } = *job;
    let applied = migrate::applied(from, migrations)?;
    if applied == 0 {
        return Err(TransferError::Nothing { database: from.url().to_string() });
    }
    let (plans, total) = from.read_now(plans)?;
    let plans: Arc<[Plan]> = plans.into();
    let target = Target {
        shown: to.url().to_string(),
        from: from.url().to_string(),
        migrations: &migrations[..applied],
        known: migrations,
        onto,
        now,
    };
    thread::scope(|scope| {
        let (rows, arriving) = sync_channel(AHEAD_MAX);
        let rows = Mutex::new(Some(rows));
        let arriving = Mutex::new(Some(arriving));
        let (reading, writing) = (Arc::clone(&plans), plans);
        let reader = scope.spawn(move || {
            from.read_now(move |tx| -> Result<(), Fault> { send_all(tx, &reading, once(&rows)?) })
        });
        let watch = Arc::clone(watch);
        let written = to.write_now(move |tx| {
            let telling = Telling { done: 0, total, watch: &watch };
            target.prepare(tx, &writing)?;
            write_all(tx, &writing, &once(&arriving)?, telling)
        });
        let read = reader.join().unwrap_or(Err(Fault::Closed));
        // A target that refused says more than a reader nobody listened to; a reader that stopped
        // early says more than a writer that then missed rows.
        match (read, written) {
            (Err(read), Err(TransferError::Fault(Fault::Engine { .. }))) => Err(read.into()),
            (_, written) => written,
        }
    })
}

/// Every table's plan, and how many rows they have together.
fn plans(tx: &mut Tx<'_>) -> Result<(Vec<Plan>, u64), Fault> {
    let mut tables = migrate::tables(tx)?;
    tables.retain(|table| table != "migration");
    let plans = tables.iter().map(|table| Plan::of(tx, table)).collect::<Result<Vec<_>, _>>()?;
    let mut total = 0;
    for plan in &plans {
        total += tx.one::<u64>(plan.count, ())?;
    }
    Ok((plans, total))
}

enum Sent {
    Row {
        plan: usize,
        row: Vec<Value<'static>>,
    },
    /// The last thing sent: what was read, table by table.
    All(Vec<Fingerprint>),
}

/// A verb may run again after a deadlock, but a stream cannot be read twice: that copy fails.
fn once<T>(end: &Mutex<Option<T>>) -> Result<T, Fault> {
    end.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(|| Fault::Contended {
        reason: "the copy cannot run beside other programs; stop the server".into(),
    })
}

fn send_all(tx: &mut Tx<'_>, plans: &[Plan], rows: SyncSender<Sent>) -> Result<(), Fault> {
    let mut prints = Vec::with_capacity(plans.len());
    for (index, plan) in plans.iter().enumerate() {
        // A closed channel means the writer failed, and it says why.
        prints.push(of_table(tx, plan, |row| drop(rows.send(Sent::Row { plan: index, row })))?);
    }
    let _ = rows.send(Sent::All(prints));
    Ok(())
}

/// Says now and then how far it is.
struct Telling<'w> {
    done: u64,
    total: u64,
    watch: &'w Watch,
}

impl Telling<'_> {
    fn one_more(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(TELL_EVERY) || self.done >= self.total {
            (self.watch)(Progress { done: self.done, total: self.total });
        }
    }
}

fn write_all(
    tx: &mut Tx<'_>,
    plans: &[Plan],
    arriving: &Receiver<Sent>,
    mut telling: Telling<'_>,
) -> Result<Vec<Fingerprint>, TransferError> {
    let restore = check_keys_later(tx)?;
    let mut read = None;
    for sent in arriving {
        match sent {
            Sent::Row { plan, row } => {
                tx.put(plans[plan].insert, row)?;
                telling.one_more();
            }
            Sent::All(prints) => read = Some(prints),
        }
    }
    let read = read.ok_or_else(|| Fault::Engine {
        tried: "copy".into(),
        reason: "reading stopped early".into(),
    })?;
    if !restore.is_empty() {
        tx.script("COPY_KEYS_RESTORE", &restore)?;
    }
    for (plan, here) in plans.iter().zip(&read) {
        let there = of_table(tx, plan, |_| ())?;
        if there != *here {
            let (table, here, there) = (there.table, here.rows, there.rows);
            return Err(TransferError::Differs { table, here, there });
        }
    }
    Ok(read)
}

/// The database that is copied to.
struct Target {
    shown: String,
    from: String,
    /// As far as the source has come.
    migrations: &'static [Migration],
    /// As far as the program has come.
    known: &'static [Migration],
    onto: Onto,
    now: Timestamp,
}

impl Target {
    /// Leaves the source's schema and no rows.
    fn prepare(&self, tx: &mut Tx<'_>, plans: &[Plan]) -> Result<(), TransferError> {
        match (self.onto, migrate::standing(tx, &self.shown, self.known)) {
            // Never what another program keeps there.
            (_, Err(other @ (MigrateError::Foreign { .. } | MigrateError::Fault(_)))) => {
                return Err(other.into());
            }
            (Onto::Replaced, _) => wipe(tx)?,
            (Onto::Empty, Ok(found)) => self.refuse_rows(tx, found)?,
            (Onto::Empty, Err(other)) => return Err(other.into()),
        }
        for migration in self.migrations {
            migrate::apply(tx, migration, self.now)?;
        }
        for plan in plans {
            plan.fits(&Plan::of(tx, &plan.table)?)?;
        }
        // What migrations put there comes from the source too.
        let tables: Vec<&str> = plans.iter().map(|plan| plan.table.as_str()).collect();
        empty(tx, &tables).map_err(TransferError::from)
    }

    fn refuse_rows(&self, tx: &mut Tx<'_>, found: usize) -> Result<(), TransferError> {
        if found == 0 {
            return Ok(());
        }
        let (plans, total) = plans(tx)?;
        if total > 0 {
            let mut rows = Vec::new();
            for plan in &plans {
                match tx.one::<u64>(plan.count, ())? {
                    0 => {}
                    count => rows.push(format!("{}: {count}", plan.table)),
                }
            }
            rows.truncate(4);
            let database = self.shown.clone();
            return Err(TransferError::NotEmpty { database, rows: rows.join(", ") });
        }
        let wanted = self.migrations.len();
        if found <= wanted {
            return Ok(());
        }
        let (target, from) = (self.shown.clone(), self.from.clone());
        Err(TransferError::Ahead { target, found, from, wanted })
    }
}

/// Takes out every table.
fn wipe(tx: &mut Tx<'_>) -> Result<(), Fault> {
    let tables = migrate::newest_first(tx)?;
    // SQLite lets a table go that others refer to once nothing is in any of them.
    empty(tx, &tables)?;
    let drop = |table: &String| match tx.engine() {
        Engine::Postgres => format!("drop table {} cascade;", quoted(table)),
        Engine::Sqlite => format!("drop table {};", quoted(table)),
    };
    let script: String = tables.iter().map(drop).collect();
    tx.script("COPY_WIPE", &script)
}

/// Takes every row out of `tables`.
fn empty(tx: &mut Tx<'_>, tables: &[impl AsRef<str>]) -> Result<(), Fault> {
    let names: Vec<String> = tables.iter().map(|table| quoted(table.as_ref())).collect();
    if names.is_empty() {
        return Ok(());
    }
    let script = match tx.engine() {
        Engine::Postgres => format!("truncate {}", names.join(", ")),
        Engine::Sqlite => {
            let delete = names.iter().map(|name| format!("delete from {name};"));
            format!("pragma defer_foreign_keys = on;{}", delete.collect::<String>())
        }
    };
    tx.script("COPY_EMPTY", &script)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Puts off the check of every foreign key to the end of the transaction, and answers the script
/// that makes the schema as it was.
fn check_keys_later(tx: &mut Tx<'_>) -> Result<String, Fault> {
    if tx.engine() == Engine::Sqlite {
        tx.script("COPY_KEYS_LATER", "pragma defer_foreign_keys = on")?;
        return Ok(String::new());
    }
    let keys: Vec<(String, String)> = tx.all(POSTGRES_FOREIGN_KEYS, ())?;
    let alter = |(table, key): &(String, String), to: &str| {
        format!("alter table {table} alter constraint {key} {to};")
    };
    let later: String =
        keys.iter().map(|key| alter(key, "deferrable initially deferred")).collect();
    let back: String = keys.iter().map(|key| alter(key, "not deferrable")).collect();
    if !later.is_empty() {
        tx.script("COPY_KEYS_LATER", &later)?;
    }
    Ok(format!("set constraints all immediate;{back}"))
}

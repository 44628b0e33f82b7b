//! Moving every row from one database to another, whichever engines they run on.
//!
//! Start with [`copy_all`]; [`fingerprints`] compares two databases afterwards.

mod fingerprint;
mod plan;

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub use self::fingerprint::{Fingerprint, fingerprints};
use self::plan::{AnyRow, Plan};
use crate::{Db, Engine, Fault, Tx, Value};

/// Rows read ahead of the writer. Bounds memory whatever the size of a table.
const AHEAD_MAX: usize = 1_000;

crate::statements! {
    SQLITE_COLUMNS = "select name, lower(type) from pragma_table_info($1) order by name";
    POSTGRES_COLUMNS = "select column_name::text collate \"C\", data_type::text
        from information_schema.columns
        where table_schema = current_schema() and table_name = $1 order by 1";
    POSTGRES_FOREIGN_KEYS = "select conrelid::regclass::text, quote_ident(conname)
        from pg_constraint
        where contype = 'f' and not condeferrable
            and connamespace = current_schema()::regnamespace
        order by 1, 2";
}

/// Every table of the database by name, but `migration`, which is the schema's own.
pub fn tables(db: &Db) -> Result<Vec<String>, Fault> {
    db.read_now(|tx| {
        let mut tables = crate::migrate::tables(tx)?;
        tables.retain(|table| table != "migration");
        Ok(tables)
    })
}

/// Copies all rows of `tables` and answers how many each has. One transaction reads and one
/// writes, so the copy is of one moment and is there wholly or not at all. The tables must exist
/// and be empty in `to`; columns are matched by name. Foreign keys are checked at the end, so the
/// order of tables and rows does not matter.
pub fn copy_all(from: &Db, to: &Db, tables: &[&str]) -> Result<Vec<(String, u64)>, Fault> {
    let plans = tables.iter().map(|table| Plan::between(from, to, table));
    let plans: Arc<[Plan]> = plans.collect::<Result<Vec<_>, _>>()?.into();
    thread::scope(|scope| {
        let (rows, arriving) = sync_channel(AHEAD_MAX);
        let rows = Mutex::new(Some(rows));
        let arriving = Mutex::new(Some(arriving));
        let (reading, writing) = (Arc::clone(&plans), Arc::clone(&plans));
        let reader =
            scope.spawn(move || from.read_now(move |tx| send_all(tx, &reading, &once(&rows)?)));
        let written = to.write_now(move |tx| write_all(tx, &writing, &once(&arriving)?));
        let read = reader.join().unwrap_or(Err(Fault::Closed));
        // When reading stopped early, why it did says more than what the writer then missed.
        read.and(written)
            .map(|counts| plans.iter().map(|plan| plan.table.clone()).zip(counts).collect())
    })
}

/// A table's place in the list and one of its rows; no row ends the table.
type Sent = (usize, Option<Vec<Value<'static>>>);

/// A verb may run again after a deadlock, but a stream cannot be read twice: that copy fails.
fn once<T>(end: &Mutex<Option<T>>) -> Result<T, Fault> {
    end.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(|| Fault::Contended {
        reason: "the copy cannot run beside other programs; stop the server".into(),
    })
}

fn send_all(tx: &mut Tx<'_>, plans: &[Plan], rows: &SyncSender<Sent>) -> Result<(), Fault> {
    for (index, plan) in plans.iter().enumerate() {
        let mut unreadable = None;
        tx.each::<AnyRow>(plan.select, (), |AnyRow(row)| match plan.typed(row) {
            // A closed channel means the writer failed, and it says why.
            Ok(row) => drop(rows.send((index, Some(row)))),
            Err(reason) => unreadable = Some(reason),
        })?;
        if let Some(reason) = unreadable {
            let reason = format!("table {}: {reason}", plan.table);
            return Err(Fault::Decode { name: plan.select.name(), reason });
        }
        let _ = rows.send((index, None));
    }
    Ok(())
}

fn write_all(
    tx: &mut Tx<'_>,
    plans: &[Plan],
    arriving: &Receiver<Sent>,
) -> Result<Vec<u64>, Fault> {
    let restore = check_keys_later(tx)?;
    let mut counts = vec![0; plans.len()];
    let mut ended = 0;
    for (index, row) in arriving {
        match row {
            Some(row) => counts[index] += tx.run(plans[index].insert, row)?,
            None => ended += 1,
        }
    }
    if ended < plans.len() {
        let reason = "reading stopped early".to_owned();
        return Err(Fault::Engine { tried: "copy".into(), reason });
    }
    if !restore.is_empty() {
        tx.script("COPY_KEYS_RESTORE", &restore)?;
    }
    Ok(counts)
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

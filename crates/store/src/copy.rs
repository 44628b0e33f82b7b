//! Moving every row from one database to another, whichever engines they run on.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use kernel::Uuid;

use crate::{Columns, Db, Engine, Fault, Row, Sql, Tx, Value};

/// Rows read ahead of the writer. Bounds memory whatever the size of a table.
const AHEAD_MAX: usize = 1_000;

crate::statements! {
    SQLITE_COLUMNS = "select name, lower(type) from pragma_table_info($1) order by cid";
    POSTGRES_COLUMNS = "select column_name::text, data_type::text from information_schema.columns
        where table_schema = current_schema() and table_name = $1 order by ordinal_position";
}

/// Copies all rows of `tables`, parents before children, and answers how many each has. One
/// transaction reads and one writes, so the copy is of one moment and is there wholly or not at
/// all. The tables must exist and be empty in `to`; columns are matched by name.
pub fn copy_all(from: &Db, to: &Db, tables: &[&str]) -> Result<Vec<(String, u64)>, Fault> {
    let plans =
        tables.iter().map(|table| Plan::of(from, to, table)).collect::<Result<Vec<_>, _>>()?;
    let plans: Arc<[Plan]> = plans.into();
    thread::scope(|scope| {
        // A verb may run again after a deadlock, and a stream cannot be read twice, so the copy
        // takes its receiver once and fails the second time.
        let (rows, arriving) = sync_channel(AHEAD_MAX);
        let reader = {
            let plans = Arc::clone(&plans);
            scope.spawn(move || {
                let rows = Mutex::new(Some(rows));
                from.read_now(move |tx| send_all(tx, &plans, take(&rows)?))
            })
        };
        let arriving = Mutex::new(Some(arriving));
        let writing = Arc::clone(&plans);
        let written = to.write_now(move |tx| write_all(tx, &writing, &take(&arriving)?));
        let read = reader.join().unwrap_or(Err(Fault::Closed));
        let counts = written?;
        read?;
        Ok(plans.iter().map(|plan| plan.table.clone()).zip(counts).collect())
    })
}

/// Every table of the database, by name; `migration` is the schema's own and left out.
pub fn tables(db: &Db) -> Result<Vec<String>, Fault> {
    db.read_now(|tx| {
        let mut tables = crate::migrate::tables(tx)?;
        tables.retain(|table| table != "migration");
        Ok(tables)
    })
}

/// One table's statements and how to read its columns.
struct Plan {
    table: String,
    select: Sql,
    insert: Sql,
    kinds: Vec<Column>,
}

/// What the declared type makes of a column. Only SQLite needs telling: it keeps a `uuid` as
/// bytes and a `boolean` as a number.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Uuid,
    Boolean,
    Json,
    Plain,
}

/// A table's place in the list and one of its rows; no row ends the table.
type Sent = (usize, Option<Vec<Value<'static>>>);

/// A row of any width.
struct AnyRow(Vec<Value<'static>>);

impl Row for AnyRow {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        (0..columns.count()).map(|_| columns.take()).collect::<Result<_, _>>().map(Self)
    }
}

impl Plan {
    fn of(from: &Db, to: &Db, table: &str) -> Result<Self, Fault> {
        let source = columns(from, table)?;
        let target = columns(to, table)?;
        let same = |(name, _): &(String, Column)| target.iter().any(|(other, _)| other == name);
        if source.is_empty() || source.len() != target.len() || !source.iter().all(same) {
            let names = |list: &[(String, Column)]| {
                list.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
            };
            return Err(Fault::Engine {
                tried: format!("copy of table {table}"),
                reason: format!(
                    "its columns are ({}) in {from:?} and ({}) in {to:?}; migrate both first",
                    names(&source),
                    names(&target)
                ),
            });
        }
        let quoted = source.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>();
        let places = (1..=source.len()).map(|place| format!("${place}")).collect::<Vec<_>>();
        let list = quoted.join(", ");
        let insert = format!("insert into \"{table}\" ({list}) values ({})", places.join(", "));
        Ok(Self {
            table: table.to_owned(),
            select: lasting("COPY_SELECT", format!("select {list} from \"{table}\" order by 1")),
            insert: lasting("COPY_INSERT", insert),
            kinds: source.into_iter().map(|(_, column)| column).collect(),
        })
    }

    fn typed(&self, row: Vec<Value<'static>>) -> Result<Vec<Value<'static>>, String> {
        row.into_iter().zip(&self.kinds).map(|(value, kind)| kind.of(value)).collect()
    }
}

impl Column {
    fn declared(word: &str) -> Self {
        match word {
            "uuid" => Self::Uuid,
            "boolean" => Self::Boolean,
            "json" | "jsonb" => Self::Json,
            _ => Self::Plain,
        }
    }

    fn of(self, value: Value<'static>) -> Result<Value<'static>, String> {
        Ok(match (self, value) {
            (Self::Uuid, Value::Bytes(bytes)) => {
                Value::Id(Uuid::from_slice(&bytes).map_err(|error| error.to_string())?)
            }
            (Self::Boolean, Value::Int(number @ 0..=1)) => Value::Bool(number == 1),
            (Self::Json, Value::Text(text)) => Value::Json(text),
            (Self::Json, Value::Int(number)) => Value::Json(number.to_string().into()),
            (Self::Json, Value::Real(number)) => Value::Json(number.to_string().into()),
            (_, value) => value,
        })
    }
}

fn columns(db: &Db, table: &str) -> Result<Vec<(String, Column)>, Fault> {
    let sql = match db.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    };
    let table = table.to_owned();
    let found: Vec<(String, String)> = db.read_now(move |tx| tx.all(sql, (&table,)))?;
    let declared = |(name, word): (String, String)| (name, Column::declared(&word));
    Ok(found.into_iter().map(declared).collect())
}

/// A statement made for one table, kept as long as the program runs: a few kilobytes, in a
/// command that copies and ends.
fn lasting(name: &'static str, text: String) -> Sql {
    Sql::registered(name, Box::leak(text.into_boxed_str()))
}

fn take<T>(once: &Mutex<Option<T>>) -> Result<T, Fault> {
    once.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(|| Fault::Engine {
        tried: "copy".into(),
        reason: "it was interrupted by another transaction; stop the server and try again".into(),
    })
}

fn send_all(tx: &mut Tx<'_>, plans: &[Plan], rows: SyncSender<Sent>) -> Result<(), Fault> {
    for (index, plan) in plans.iter().enumerate() {
        let mut unreadable = None;
        tx.each::<AnyRow>(plan.select, (), |AnyRow(row)| match plan.typed(row) {
            // A closed channel means the writer failed, and says so itself.
            Ok(row) => drop(rows.send((index, Some(row)))),
            Err(reason) => drop(unreadable.get_or_insert(reason)),
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
    let mut counts = vec![0; plans.len()];
    let mut ended = 0;
    for (index, row) in arriving {
        match row {
            Some(row) => counts[index] += tx.run(plans[index].insert, row)?,
            None => ended += 1,
        }
    }
    if ended < plans.len() {
        return Err(Fault::Engine {
            tried: "copy".into(),
            reason: "reading stopped early; its own fault says why".into(),
        });
    }
    Ok(counts)
}

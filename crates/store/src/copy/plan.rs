use kernel::Uuid;

use super::{POSTGRES_COLUMNS, SQLITE_COLUMNS};
use crate::{Columns, Db, Engine, Fault, Row, Sql, Value};

/// One table's statements and how to read its columns, which stand in the order of their names.
pub(super) struct Plan {
    pub(super) table: String,
    pub(super) select: Sql,
    pub(super) insert: Sql,
    columns: Vec<Column>,
}

#[derive(Debug, PartialEq)]
struct Column {
    name: String,
    kind: Kind,
}

/// What the declared type makes of a column. Only SQLite needs telling: it keeps a `uuid` as
/// bytes and a `boolean` as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Uuid,
    Boolean,
    Json,
    Real,
    Plain,
}

/// A row of any width.
pub(super) struct AnyRow(pub(super) Vec<Value<'static>>);

impl Row for AnyRow {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        (0..columns.count()).map(|_| columns.take()).collect::<Result<_, _>>().map(Self)
    }
}

impl Plan {
    pub(super) fn of(db: &Db, table: &str) -> Result<Self, Fault> {
        let columns = columns(db, table)?;
        if columns.is_empty() {
            return Err(Fault::Engine {
                tried: format!("copy of table {table}"),
                reason: format!("{} has no such table", db.url()),
            });
        }
        let quoted = columns.iter().map(|column| format!("\"{}\"", column.name));
        let list = quoted.collect::<Vec<_>>().join(", ");
        let places = (1..=columns.len()).map(|place| format!("${place}")).collect::<Vec<_>>();
        let insert = format!("insert into \"{table}\" ({list}) values ({})", places.join(", "));
        Ok(Self {
            table: table.to_owned(),
            select: lasting("COPY_SELECT", format!("select {list} from \"{table}\"")),
            insert: lasting("COPY_INSERT", insert),
            columns,
        })
    }

    /// The plan for reading `from` and writing `to`, when both have the same columns.
    pub(super) fn between(from: &Db, to: &Db, table: &str) -> Result<Self, Fault> {
        let (source, target) = (Self::of(from, table)?, Self::of(to, table)?);
        if source.columns != target.columns {
            return Err(Fault::Engine {
                tried: format!("copy of table {table}"),
                reason: format!(
                    "its columns are {:?} in {} and {:?} in {}; migrate both first",
                    source.columns,
                    from.url(),
                    target.columns,
                    to.url(),
                ),
            });
        }
        Ok(source)
    }

    /// The row as the other engine would keep it.
    pub(super) fn typed(&self, row: Vec<Value<'static>>) -> Result<Vec<Value<'static>>, String> {
        row.into_iter().zip(&self.columns).map(|(value, column)| column.kind.of(value)).collect()
    }
}

impl Kind {
    fn declared(word: &str) -> Self {
        match word {
            "uuid" => Self::Uuid,
            "boolean" => Self::Boolean,
            "json" | "jsonb" => Self::Json,
            "double precision" | "real" => Self::Real,
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
            // SQLite keeps a bare number in a `json` column as a number.
            (Self::Json, Value::Int(number)) => Value::Json(number.to_string().into()),
            (Self::Json, Value::Real(number)) => Value::Json(number.to_string().into()),
            (_, value) => value,
        })
    }
}

fn columns(db: &Db, table: &str) -> Result<Vec<Column>, Fault> {
    let sql = match db.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    };
    let table = table.to_owned();
    let found: Vec<(String, String)> = db.read_now(move |tx| tx.all(sql, (&table,)))?;
    let column = |(name, word): (String, String)| Column { name, kind: Kind::declared(&word) };
    Ok(found.into_iter().map(column).collect())
}

/// A statement made for one table, kept as long as the program runs: a few kilobytes, in a
/// command that copies and ends.
fn lasting(name: &'static str, text: String) -> Sql {
    Sql::registered(name, Box::leak(text.into_boxed_str()))
}

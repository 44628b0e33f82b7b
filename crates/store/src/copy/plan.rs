use kernel::Uuid;

use super::{POSTGRES_COLUMNS, SQLITE_COLUMNS};
use crate::{Columns, Engine, Fault, Row, Sql, Tx, Value};

/// One table's statements and how to read its columns, which stand in the order of their names.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) table: String,
    pub(super) select: Sql,
    pub(super) insert: Sql,
    pub(super) count: Sql,
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq)]
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
    pub(super) fn of(tx: &mut Tx<'_>, table: &str) -> Result<Self, Fault> {
        let columns = columns(tx, table)?;
        if columns.is_empty() {
            return Err(Fault::Engine {
                tried: format!("reading table {table}"),
                reason: "there is no such table".into(),
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
            count: lasting("COPY_COUNT", format!("select count(*) from \"{table}\"")),
            columns,
        })
    }

    /// Refuses a table of the same name that has other columns.
    pub(super) fn fits(&self, target: &Self) -> Result<(), Fault> {
        if self.columns == target.columns {
            return Ok(());
        }
        Err(Fault::Engine {
            tried: format!("copy of table {}", self.table),
            reason: format!(
                "its columns are {:?} in the source and {:?} in the target",
                self.columns, target.columns,
            ),
        })
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

fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<Column>, Fault> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    };
    let found: Vec<(String, String)> = tx.all(sql, (table,))?;
    let column = |(name, word): (String, String)| Column { name, kind: Kind::declared(&word) };
    Ok(found.into_iter().map(column).collect())
}

/// A statement made for one table, kept as long as the program runs: a few kilobytes, in a
/// command that copies and ends.
fn lasting(name: &'static str, text: String) -> Sql {
    Sql::registered(name, Box::leak(text.into_boxed_str()))
}

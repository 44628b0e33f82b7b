//! Values between the seam and SQLite, and SQLite's errors in our words.

use std::borrow::Cow;
use std::rc::Rc;

use rusqlite::ffi;
use rusqlite::types::{ToSql, ToSqlOutput, Value as Owned, ValueRef};

use crate::{Constraint, Fault, Value, Violation};

/// One column of a row, borrowed from SQLite's memory.
pub(crate) fn column<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Value<'r>, String> {
    let text = |bytes: &'r [u8]| std::str::from_utf8(bytes).map_err(|error| error.to_string());
    Ok(match row.get_ref(index).map_err(|error| error.to_string())? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Text(bytes) => Value::Text(Cow::Borrowed(text(bytes)?)),
        ValueRef::Blob(bytes) => Value::Bytes(Cow::Borrowed(bytes)),
    })
}

/// A parameter as SQLite keeps it.
pub(super) struct Bound<'v>(pub &'v Value<'v>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Bool(value) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*value))),
            Value::Int(value) => ToSqlOutput::Borrowed(ValueRef::Integer(*value)),
            Value::Real(value) => ToSqlOutput::Borrowed(ValueRef::Real(*value)),
            Value::Text(text) | Value::Json(text) => {
                // PostgreSQL keeps no such text, so neither do we.
                if text.as_bytes().contains(&0) {
                    return Err(rusqlite::Error::ToSqlConversionFailure(
                        "text may not hold the character U+0000".into(),
                    ));
                }
                ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
            }
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Value::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Value::List(values) => {
                let values = values.iter().map(owned).collect::<Result<Vec<_>, _>>()?;
                return Ok(ToSqlOutput::from_rc(Rc::new(values), c"rarray"));
            }
        })
    }
}

fn owned(value: &Value<'_>) -> rusqlite::Result<Owned> {
    Ok(match value {
        Value::Null => Owned::Null,
        Value::Bool(value) => Owned::Integer(i64::from(*value)),
        Value::Int(value) => Owned::Integer(*value),
        Value::Real(value) => Owned::Real(*value),
        Value::Text(text) | Value::Json(text) => Owned::Text(text.clone().into_owned()),
        Value::Bytes(bytes) => Owned::Blob(bytes.clone().into_owned()),
        Value::Id(id) => Owned::Blob(id.as_bytes().to_vec()),
        Value::List(_) => {
            return Err(rusqlite::Error::ToSqlConversionFailure("a list inside a list".into()));
        }
    })
}

/// What SQLite said about a statement.
pub(super) fn fault(name: &'static str, error: &rusqlite::Error) -> Fault {
    let reason = error.to_string();
    let Some(code) = error.sqlite_error().map(|error| error.extended_code) else {
        return Fault::Statement { name, reason };
    };
    if let Some(kind) = constraint(code) {
        return Fault::Violation(Box::new(violation(name, kind, &reason)));
    }
    below(&reason, code).unwrap_or(Fault::Statement { name, reason })
}

/// What SQLite said about something that is no statement of ours.
pub(super) fn engine_fault(tried: &str, error: &rusqlite::Error) -> Fault {
    let reason = error.to_string();
    let code = error.sqlite_error().map_or(ffi::SQLITE_ERROR, |error| error.extended_code);
    below(&reason, code).unwrap_or_else(|| Fault::Engine { tried: tried.to_owned(), reason })
}

/// Faults that are nobody's mistake in SQL.
fn below(reason: &str, code: i32) -> Option<Fault> {
    let reason = reason.to_owned();
    match code & 0xff {
        ffi::SQLITE_FULL => Some(Fault::Full { reason }),
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Some(Fault::Locked { reason }),
        ffi::SQLITE_IOERR
        | ffi::SQLITE_CORRUPT
        | ffi::SQLITE_NOTADB
        | ffi::SQLITE_CANTOPEN
        | ffi::SQLITE_READONLY
        | ffi::SQLITE_NOMEM => {
            Some(Fault::Engine { tried: "reading or writing the database file".into(), reason })
        }
        _ => None,
    }
}

const fn constraint(code: i32) -> Option<Constraint> {
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Some(Constraint::Unique),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Some(Constraint::ForeignKey),
        ffi::SQLITE_CONSTRAINT_CHECK => Some(Constraint::Check),
        ffi::SQLITE_CONSTRAINT_NOTNULL => Some(Constraint::NotNull),
        _ => None,
    }
}

/// Reads "UNIQUE constraint failed: person.email, person.site" and its siblings, the only place
/// where SQLite says which.
fn violation(statement: &'static str, kind: Constraint, message: &str) -> Violation {
    let mut found = Violation { statement, kind, table: None, columns: Vec::new(), name: None };
    let Some((_, what)) = message.split_once("constraint failed: ") else { return found };
    match kind {
        Constraint::Check => found.name = Some(what.to_owned()),
        Constraint::ForeignKey => {}
        Constraint::Unique | Constraint::NotNull => {
            if let Some(index) = what.strip_prefix("index ") {
                found.name = Some(index.trim_matches('\'').to_owned());
                return found;
            }
            for place in what.split(", ") {
                let Some((table, column)) = place.split_once('.') else { continue };
                found.table = Some(table.to_owned());
                found.columns.push(column.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_violation_names_its_table_and_columns() {
        let said = "UNIQUE constraint failed: seat.hall_id, seat.number";
        let found = violation("SEAT_INSERT", Constraint::Unique, said);
        assert_eq!(found.table.as_deref(), Some("seat"));
        assert_eq!(found.columns, ["hall_id", "number"]);
    }

    #[test]
    fn an_index_over_an_expression_gives_its_own_name() {
        let said = "UNIQUE constraint failed: index 'person_by_lower_email'";
        let found = violation("PERSON_INSERT", Constraint::Unique, said);
        assert_eq!(found.name.as_deref(), Some("person_by_lower_email"));
        assert_eq!(found.table, None);
    }
}

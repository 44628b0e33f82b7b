//! Values between the seam and PostgreSQL, and its errors in our words.

use std::borrow::Cow;
use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::error::{DbError, SqlState};
use tokio_postgres::types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};

use crate::{Constraint, Fault, Value, Violation, Written};

type Encoded = Result<IsNull, Box<dyn Error + Sync + Send>>;

impl ToSql for Value<'_> {
    /// Takes the shape of the type PostgreSQL inferred for the parameter.
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(value) if *ty == Type::BOOL => value.to_sql(ty, out),
            Self::Int(value) => integer(*value, ty, out).unwrap_or_else(|| refuse(self, ty)),
            Self::Real(value) => match *ty {
                Type::FLOAT8 => value.to_sql(ty, out),
                #[expect(clippy::cast_possible_truncation, reason = "the column is narrower")]
                Type::FLOAT4 => (*value as f32).to_sql(ty, out),
                _ => refuse(self, ty),
            },
            Self::Text(text) if is_text(ty) => raw(text.as_bytes(), out),
            Self::Text(text) | Self::Json(text) => match *ty {
                Type::JSONB => {
                    out.extend_from_slice(&[1]);
                    raw(text.as_bytes(), out)
                }
                Type::JSON | Type::TEXT | Type::VARCHAR | Type::UNKNOWN => {
                    raw(text.as_bytes(), out)
                }
                _ => refuse(self, ty),
            },
            Self::Bytes(bytes) if *ty == Type::BYTEA => raw(bytes, out),
            Self::Bytes(bytes) if *ty == Type::UUID && bytes.len() == 16 => raw(bytes, out),
            Self::Id(id) if *ty == Type::UUID => raw(id.as_bytes(), out),
            Self::List(values) if matches!(ty.kind(), Kind::Array(_)) => values.to_sql(ty, out),
            _ => refuse(self, ty),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn raw(bytes: &[u8], out: &mut BytesMut) -> Encoded {
    out.extend_from_slice(bytes);
    Ok(IsNull::No)
}

fn refuse(value: &Value<'_>, ty: &Type) -> Encoded {
    Err(format!("the parameter is {} where PostgreSQL wants {ty}", value.kind()).into())
}

fn integer(value: i64, ty: &Type, out: &mut BytesMut) -> Option<Encoded> {
    Some(match *ty {
        Type::INT8 => value.to_sql(ty, out),
        Type::INT4 => match i32::try_from(value) {
            Ok(value) => value.to_sql(ty, out),
            Err(_) => Err(format!("{value} does not fit {ty}; write `cast($n as bigint)`").into()),
        },
        Type::INT2 => match i16::try_from(value) {
            Ok(value) => value.to_sql(ty, out),
            Err(_) => Err(format!("{value} does not fit {ty}").into()),
        },
        #[expect(clippy::cast_precision_loss, reason = "the column is a float")]
        Type::FLOAT8 => (value as f64).to_sql(ty, out),
        _ => return None,
    })
}

fn is_text(ty: &Type) -> bool {
    matches!(*ty, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
        || matches!(ty.kind(), Kind::Enum(_))
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(ty, raw)?.into()),
            Type::NUMERIC => numeric(raw)?,
            Type::UUID => Self::Id(kernel::Uuid::from_slice(raw)?),
            Type::BYTEA => Self::Bytes(Cow::Borrowed(raw)),
            Type::JSON => Self::Json(Cow::Borrowed(std::str::from_utf8(raw)?)),
            Type::JSONB => Self::Json(Cow::Borrowed(std::str::from_utf8(
                raw.strip_prefix(&[1]).ok_or("jsonb of an unknown version")?,
            )?)),
            _ if is_text(ty) => Self::Text(Cow::Borrowed(std::str::from_utf8(raw)?)),
            _ => return Err(format!("type {ty} is not one of ours; cast it").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// `sum` of a `bigint` is a `numeric`: base 10,000 digits, the first times 10,000^weight.
fn numeric<'a>(raw: &[u8]) -> Result<Value<'a>, Box<dyn Error + Sync + Send>> {
    const NEGATIVE: i16 = 0x4000;
    let mut words = raw.chunks_exact(2).map(|word| i16::from_be_bytes([word[0], word[1]]));
    let mut next = || words.next().ok_or("a numeric is too short");
    let (count, weight, sign, _scale) = (next()?, next()?, next()?, next()?);
    if sign != 0 && sign != NEGATIVE {
        return Err("a numeric is not a number".into());
    }
    let digits = words.take(usize::try_from(count)?).collect::<Vec<_>>();
    if i32::from(count) <= i32::from(weight) + 1 {
        let places = usize::try_from(i32::from(weight) + 1).unwrap_or(0);
        let whole = (0..places).try_fold(0_i128, |sum, place| {
            let digit = digits.get(place).copied().unwrap_or(0);
            sum.checked_mul(10_000)?.checked_add(digit.into())
        });
        let signed = whole.map(|whole| if sign == NEGATIVE { -whole } else { whole });
        if let Some(value) = signed.and_then(|value| i64::try_from(value).ok()) {
            return Ok(Value::Int(value));
        }
    }
    let size = (digits.iter().zip(0_i32..))
        .map(|(digit, place)| f64::from(*digit) * 10_000_f64.powi(i32::from(weight) - place))
        .sum::<f64>();
    Ok(Value::Real(if sign == NEGATIVE { -size } else { size }))
}

/// What PostgreSQL or the driver said about a statement.
pub(super) fn fault(name: &'static str, error: &tokio_postgres::Error) -> Fault {
    let Some(said) = error.as_db_error() else {
        return match error.is_closed() || is_io(error) {
            true => Fault::Lost { reason: reason(error), written: Written::No },
            false => Fault::Statement { name, reason: reason(error) },
        };
    };
    if let Some(kind) = constraint(said.code()) {
        return Fault::Violation(Box::new(violation(name, kind, said)));
    }
    if *said.code() == SqlState::READ_ONLY_SQL_TRANSACTION {
        return Fault::ReadOnly { name };
    }
    below(said).unwrap_or_else(|| Fault::Statement { name, reason: reason(error) })
}

/// The whole chain in one line: the driver alone says only "db error".
pub(super) fn reason(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(said), _) => format!("{} ({})", said.message(), said.code().code()),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|source| source.is::<std::io::Error>())
}

fn below(said: &DbError) -> Option<Fault> {
    let reason = format!("{} ({})", said.message(), said.code().code());
    match *said.code() {
        SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::LOCK_NOT_AVAILABLE => Some(Fault::Contended { reason }),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            Some(Fault::Lost { reason, written: Written::No })
        }
        SqlState::DISK_FULL => Some(Fault::Full { reason }),
        _ => None,
    }
}

fn constraint(code: &SqlState) -> Option<Constraint> {
    match *code {
        SqlState::UNIQUE_VIOLATION => Some(Constraint::Unique),
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => {
            Some(Constraint::ForeignKey)
        }
        SqlState::CHECK_VIOLATION => Some(Constraint::Check),
        SqlState::NOT_NULL_VIOLATION => Some(Constraint::NotNull),
        _ => None,
    }
}

/// The columns of a key stand only in the detail: "Key (hall_id, number)=(…) already exists."
fn violation(statement: &'static str, kind: Constraint, said: &DbError) -> Violation {
    let columns = match kind {
        Constraint::Unique => said.detail().map(key_columns).unwrap_or_default(),
        Constraint::NotNull => said.column().map(str::to_owned).into_iter().collect(),
        Constraint::ForeignKey | Constraint::Check => Vec::new(),
    };
    let name = said.constraint().map(str::to_owned);
    Violation { statement, kind, table: said.table().map(str::to_owned), columns, name }
}

fn key_columns(detail: &str) -> Vec<String> {
    let inside = detail.split_once("Key (").and_then(|(_, rest)| rest.split_once(")=("));
    let names = inside.map_or("", |(names, _)| names);
    names.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_from_its_base_ten_thousand_digits() {
        let words = |words: [i16; 6]| words.map(i16::to_be_bytes).concat();
        assert_eq!(numeric(&words([2, 1, 0, 0, 12, 3456])).unwrap(), Value::Int(123_456));
        assert_eq!(numeric(&words([2, 0, 0x4000, 1, 1, 5000])).unwrap(), Value::Real(-1.5));
        assert_eq!(numeric(&words([1, 2, 0, 0, 7, 0])[..10]).unwrap(), Value::Int(700_000_000));
    }

    #[test]
    fn a_key_names_its_columns_in_order() {
        let said = "Key (hall_id, number)=(7, 12) already exists.";
        assert_eq!(key_columns(said), ["hall_id", "number"]);
    }
}

use std::borrow::Cow;

use kernel::{Id, Lang, Text, Timestamp, Uuid};
use serde::de::DeserializeOwned;

use crate::{Json, Value};

/// A type one column can be read as.
pub trait FromValue: Sized {
    /// Converts, or says in words why not.
    fn from_value(value: Value<'_>) -> Result<Self, String>;
}

/// A type one result row can be read as: a single column, a tuple of up to sixteen, or a struct by
/// [`row!`](crate::row).
pub trait Row: Sized {
    /// Takes the columns it needs, in order.
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String>;
}

/// The columns of one result row, taken from left to right.
pub struct Columns<'r> {
    source: Source<'r>,
    taken: usize,
}

pub(crate) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

/// Reads a struct from columns of the same names in the same order.
///
/// The struct may stand here or elsewhere; debug builds check that each column's name is the
/// field's, so swapped columns fail in the first test and not in front of a guest.
///
/// ```
/// struct Seat { hall: String, number: i64 }
/// store::row!(Seat { hall, number });
/// ```
#[macro_export]
macro_rules! row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::Row for $name {
            fn from_columns(
                columns: &mut $crate::Columns<'_>,
            ) -> ::std::result::Result<Self, String> {
                Ok(Self { $($field: columns.named(stringify!($field))?),+ })
            }
        }
    };
}

impl<'r> Columns<'r> {
    pub(crate) const fn new(source: Source<'r>) -> Self {
        Self { source, taken: 0 }
    }

    /// The next column.
    pub fn take<T: FromValue>(&mut self) -> Result<T, String> {
        let index = self.taken;
        self.taken += 1;
        let value = self.source.value(index)?;
        T::from_value(value)
            .map_err(|why| format!("column {} ({}): {why}", index + 1, self.source.name(index)))
    }

    /// The next column, which must be called `name`; checked in debug builds.
    pub fn named<T: FromValue>(&mut self, name: &str) -> Result<T, String> {
        if cfg!(debug_assertions) {
            let found = self.source.name(self.taken);
            if found != name {
                return Err(format!(
                    "column {} is called \"{found}\" where the row has \"{name}\"; \
                     reorder the columns or write `as {name}`",
                    self.taken + 1
                ));
            }
        }
        self.take()
    }

    /// A row inside this row, from the next columns.
    pub fn row<T: Row>(&mut self) -> Result<T, String> {
        T::from_columns(self)
    }

    /// How many columns the row has.
    pub fn count(&self) -> usize {
        match self.source {
            Source::Sqlite(row) => row.as_ref().column_count(),
            Source::Postgres(row) => row.len(),
        }
    }

    /// The text of a column that keeps text. For [`as_text!`](crate::as_text).
    pub fn text(value: Value<'_>) -> Result<Cow<'_, str>, String> {
        match value {
            Value::Text(text) | Value::Json(text) => Ok(text),
            other => Err(format!("expected text, found {}", other.kind())),
        }
    }
}

impl Source<'_> {
    fn value(&self, index: usize) -> Result<Value<'_>, String> {
        match self {
            Self::Sqlite(row) => crate::sqlite::column(row, index),
            Self::Postgres(row) => row.try_get(index).map_err(|error| error.to_string()),
        }
    }

    fn name(&self, index: usize) -> &str {
        match self {
            Self::Sqlite(row) => row.as_ref().column_name(index).unwrap_or("(none)"),
            Self::Postgres(row) => row.columns().get(index).map_or("(none)", |c| c.name()),
        }
    }
}

impl<T: FromValue> Row for T {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        columns.take()
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {$(
        impl<$($name: FromValue),+> Row for ($($name,)+) {
            fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
                Ok(($(columns.take::<$name>()?,)+))
            }
        }
    )+};
}
tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
    A B C D E F G H I J K L M;
    A B C D E F G H I J K L M N;
    A B C D E F G H I J K L M N O;
    A B C D E F G H I J K L M N O P;
}

fn unexpected<T>(wanted: &str, found: &Value<'_>) -> Result<T, String> {
    Err(format!("expected {wanted}, found {}", found.kind()))
}

impl FromValue for i64 {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Int(value) => Ok(value),
            Value::Bool(value) => Ok(Self::from(value)),
            other => unexpected("an integer", &other),
        }
    }
}

macro_rules! narrower_integers {
    ($($name:ty),+) => {$(
        impl FromValue for $name {
            fn from_value(value: Value<'_>) -> Result<Self, String> {
                let wide = i64::from_value(value)?;
                Self::try_from(wide)
                    .map_err(|_| format!("{wide} does not fit {}", stringify!($name)))
            }
        }
    )+};
}
narrower_integers!(i32, i16, u64, u32, u16, u8, usize);

impl FromValue for bool {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Bool(value) => Ok(value),
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => unexpected("a boolean", &other),
        }
    }
}
impl FromValue for f64 {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Real(value) => Ok(value),
            #[expect(clippy::cast_precision_loss, reason = "the caller asked for a float")]
            Value::Int(value) => Ok(value as Self),
            other => unexpected("a floating point number", &other),
        }
    }
}
impl FromValue for String {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        Columns::text(value).map(Cow::into_owned)
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.into_owned()),
            other => unexpected("bytes", &other),
        }
    }
}
impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Bytes(bytes) => Self::try_from(bytes.as_ref())
                .map_err(|_| format!("expected {N} bytes, found {}", bytes.len())),
            other => unexpected("bytes", &other),
        }
    }
}
impl FromValue for Uuid {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Id(id) => Ok(id),
            Value::Bytes(bytes) => Self::from_slice(&bytes).map_err(|error| error.to_string()),
            other => unexpected("a uuid", &other),
        }
    }
}
impl<T> FromValue for Id<T> {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        Uuid::from_value(value).map(Self::from_uuid)
    }
}
impl FromValue for Timestamp {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        i64::from_value(value).map(Self::from_millis)
    }
}
impl FromValue for Lang {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        let code = Columns::text(value)?;
        Self::from_code(&code).ok_or_else(|| format!("{code:?} is no language of the interface"))
    }
}
impl FromValue for Text {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        Json::from_value(value).map(|Json(text)| text)
    }
}
impl<T: DeserializeOwned> FromValue for Json<T> {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        let text = match value {
            // SQLite keeps a bare number in a `json` column as a number.
            Value::Int(number) => Cow::Owned(number.to_string()),
            Value::Real(number) => Cow::Owned(number.to_string()),
            other => Columns::text(other)?,
        };
        serde_json::from_str(&text).map(Self).map_err(|error| format!("json: {error}"))
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}
impl FromValue for Value<'static> {
    fn from_value(value: Value<'_>) -> Result<Self, String> {
        Ok(value.into_owned())
    }
}

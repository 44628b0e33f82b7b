use std::borrow::Cow;

use kernel::{Date, Id, Lang, LangTag, Slug, Text, Timestamp, Uuid, Zone};
use serde::Serialize;

/// One value on its way into or out of a database, the same for both engines.
///
/// Slices rarely name it: parameters convert by [`From`], columns by
/// [`FromValue`](crate::FromValue).
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// `boolean`; 0 or 1 on SQLite.
    Bool(bool),
    /// `bigint`, or any smaller integer.
    Int(i64),
    /// `double precision`.
    Real(f64),
    /// `text`.
    Text(Cow<'a, str>),
    /// `json`, already written out.
    Json(Cow<'a, str>),
    /// `bytea`.
    Bytes(Cow<'a, [u8]>),
    /// `uuid`; sixteen bytes on SQLite.
    Id(Uuid),
    /// The right side of `= any($1)`.
    List(Vec<Value<'a>>),
}

/// A serde value kept in a `json` column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// Keeps a type in a `text` column by its `Display` and `FromStr`.
///
/// ```
/// # use std::{fmt, str::FromStr};
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum State { Draft, Open }
/// # impl fmt::Display for State {
/// #     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         f.write_str(match self { Self::Draft => "draft", Self::Open => "open" })
/// #     }
/// # }
/// # impl FromStr for State {
/// #     type Err = String;
/// #     fn from_str(s: &str) -> Result<Self, String> {
/// #         match s { "draft" => Ok(Self::Draft), "open" => Ok(Self::Open), _ => Err(s.into()) }
/// #     }
/// # }
/// store::as_text!(State);
/// assert_eq!(store::Value::from(State::Open), store::Value::from("open"));
/// ```
#[macro_export]
macro_rules! as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl From<$name> for $crate::Value<'_> {
            fn from(value: $name) -> Self {
                Self::from(&value)
            }
        }
        impl From<&$name> for $crate::Value<'_> {
            fn from(value: &$name) -> Self {
                Self::Text(::std::borrow::Cow::Owned(value.to_string()))
            }
        }
        impl $crate::FromValue for $name {
            fn from_value(value: $crate::Value<'_>) -> ::std::result::Result<Self, String> {
                let text = $crate::Columns::text(value)?;
                text.parse().map_err(|_| format!("{text:?} is no {}", stringify!($name)))
            }
        }
    )+};
}

as_text!(Date, LangTag, Slug, Zone);

impl<'a> Value<'a> {
    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Int(value) => Value::Int(value),
            Self::Real(value) => Value::Real(value),
            Self::Text(value) => Value::Text(Cow::Owned(value.into_owned())),
            Self::Json(value) => Value::Json(Cow::Owned(value.into_owned())),
            Self::Bytes(value) => Value::Bytes(Cow::Owned(value.into_owned())),
            Self::Id(value) => Value::Id(value),
            Self::List(values) => Value::List(values.into_iter().map(Value::into_owned).collect()),
        }
    }

    /// The right side of `= any($1)`.
    pub fn list<T: Into<Value<'a>>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }

    /// What it is, in words for an error message. Never the content: it may be personal.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Real(_) => "a floating point number",
            Self::Text(_) => "text",
            Self::Json(_) => "json",
            Self::Bytes(_) => "bytes",
            Self::Id(_) => "a uuid",
            Self::List(_) => "a list",
        }
    }
}

macro_rules! from_integer {
    ($($name:ty),+) => {$(
        impl From<$name> for Value<'_> {
            fn from(value: $name) -> Self {
                Self::Int(i64::from(value))
            }
        }
    )+};
}
from_integer!(i64, i32, i16, u32, u16, u8);

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}
impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}
impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(value: Cow<'a, str>) -> Self {
        Self::Text(value)
    }
}
impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}
impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}
impl<const N: usize> From<[u8; N]> for Value<'_> {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(Cow::Owned(value.to_vec()))
    }
}
impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}
impl From<Vec<u8>> for Value<'_> {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(value))
    }
}
impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Self::Id(value)
    }
}
impl<T> From<Id<T>> for Value<'_> {
    fn from(value: Id<T>) -> Self {
        Self::Id(value.uuid())
    }
}
impl<T> From<&Id<T>> for Value<'_> {
    fn from(value: &Id<T>) -> Self {
        Self::Id(value.uuid())
    }
}
impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Int(value.as_millis())
    }
}
impl From<Lang> for Value<'_> {
    fn from(value: Lang) -> Self {
        Self::from(value.code())
    }
}
impl From<&Text> for Value<'_> {
    fn from(value: &Text) -> Self {
        Self::from(Json(value))
    }
}
impl From<Text> for Value<'_> {
    fn from(value: Text) -> Self {
        Self::from(Json(&value))
    }
}
impl<T: Serialize> From<Json<T>> for Value<'_> {
    fn from(value: Json<T>) -> Self {
        Self::from(&value)
    }
}
impl<T: Serialize> From<&Json<T>> for Value<'_> {
    fn from(value: &Json<T>) -> Self {
        // Only a hand-written `Serialize` or a map without text keys can fail: a mistake in the
        // program, which the first test of that statement meets.
        Self::Json(Cow::Owned(serde_json::to_string(&value.0).expect("json columns serialise")))
    }
}
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

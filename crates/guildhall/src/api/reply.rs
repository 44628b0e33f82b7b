//! What an act answers.

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

/// A body with what is said beside it.
pub struct Reply<T> {
    pub body: T,
    pub(super) etag: Option<String>,
    pub(super) location: Option<String>,
    pub(super) next: Option<String>,
    pub(super) is_empty: bool,
}

/// A part of a list.
#[derive(Serialize, JsonSchema)]
pub struct Listed<T> {
    pub items: Vec<T>,
    /// What to send as `after` for the next part; null at the end.
    pub next: Option<String>,
}

/// No body at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
pub struct Nothing;

impl<T> Reply<T> {
    pub const fn of(body: T) -> Self {
        Self { body, etag: None, location: None, next: None, is_empty: false }
    }

    /// The same with the entity tag by which a change says what it saw.
    #[must_use]
    pub fn tagged(self, etag: impl ToString) -> Self {
        Self { etag: Some(etag.to_string()), ..self }
    }

    /// The same with the address of what was made, from the root of the API on.
    #[must_use]
    pub fn at(self, path: impl Into<String>) -> Self {
        Self { location: Some(path.into()), ..self }
    }
}

impl<T> Reply<Listed<T>> {
    pub fn list(items: Vec<T>, next: Option<String>) -> Self {
        let is_empty = items.is_empty();
        let body = Listed { items, next: next.clone() };
        Self { body, etag: None, location: None, next, is_empty }
    }

    /// The same with every thing as others read it.
    pub fn map<S>(self, shape: impl FnMut(T) -> S) -> Reply<Listed<S>> {
        let Self { body: Listed { items, next: said }, etag, location, next, is_empty } = self;
        let items = items.into_iter().map(shape).collect();
        Reply { body: Listed { items, next: said }, etag, location, next, is_empty }
    }
}

/// An answer ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub status: StatusCode,
    /// JSON; none for [`Nothing`].
    pub body: Option<String>,
    pub etag: Option<String>,
    pub location: Option<String>,
    pub next: Option<String>,
    pub is_empty: bool,
}

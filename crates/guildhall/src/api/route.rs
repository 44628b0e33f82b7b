//! A line of the table: method, path, who may ask, shapes in and out, and the act.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Tx;

use super::asked::{Asked, Given};
use super::problem::{Problem, Trouble};
use super::reply::{Made, Nothing, Reply};
use crate::access::{Area, Doing};
use crate::words::Words;

/// One route under [`super::ROOT`].
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    /// From the root of the API on: `/editions/{edition}/facts`.
    pub path: &'static str,
    /// What the document calls it: `list-facts`.
    pub name: &'static str,
    /// One sentence.
    pub said: fn(Words) -> &'static str,
    pub gate: Gate,
    pub parameters: Vec<Parameter>,
    pub status: StatusCode,
    pub body: Option<SchemaOf>,
    pub answer: Option<SchemaOf>,
    pub matched: Match,
    pub repeats: Repeats,
    /// `wait=SECONDS` holds the answer back until there is something to tell.
    pub waits: bool,
    pub(super) act: Act,
}

/// Who may ask at all; the act asks the policy besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Whoever, with a token or without.
    Open,
    /// Whoever has a token.
    Token,
    /// Tokens that were made for that area, to read or to write as the method says.
    Area(Area),
}

/// Whether a change says by `If-Match` what it saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    Never,
    May,
    Must,
}

/// Whether a request carries an `Idempotency-Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Doing it twice does it once.
    Anyway,
    May,
    Must,
}

/// What the query may say.
#[derive(Clone, Copy)]
pub struct Parameter {
    pub name: &'static str,
    /// A JSON Schema type: `string`, `integer` or `boolean`.
    pub kind: &'static str,
    pub said: fn(Words) -> &'static str,
}

pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

type Acting = dyn Fn(&mut Tx<'_>, &Asked, &Bytes) -> Result<Made, Trouble> + Send + Sync;

#[derive(Clone)]
pub(super) enum Act {
    Verb(Arc<Acting>),
    /// Answers the description of the API itself.
    Describe,
}

/// An act that only reads.
pub trait Reading<T>:
    Fn(&mut Tx<'_>, &Asked) -> Result<Reply<T>, Trouble> + Send + Sync + 'static
{
}
impl<T, F> Reading<T> for F where
    F: Fn(&mut Tx<'_>, &Asked) -> Result<Reply<T>, Trouble> + Send + Sync + 'static
{
}

/// An act that may write.
pub trait Writing<B, T>:
    Fn(&mut Tx<'_>, &Asked, &Given<'_, B>) -> Result<Reply<T>, Trouble> + Send + Sync + 'static
{
}
impl<B, T, F> Writing<B, T> for F where
    F: Fn(&mut Tx<'_>, &Asked, &Given<'_, B>) -> Result<Reply<T>, Trouble> + Send + Sync + 'static
{
}

impl Route {
    /// A route that reads.
    pub fn get<T: Serialize + JsonSchema + 'static>(
        path: &'static str,
        name: &'static str,
        said: fn(Words) -> &'static str,
        act: impl Reading<T>,
    ) -> Self {
        let acting =
            move |tx: &mut Tx<'_>, asked: &Asked, _: &Bytes| made(act(tx, asked)?, StatusCode::OK);
        Self {
            answer: Some(|generator| generator.subschema_for::<T>()),
            ..Self::bare(Method::GET, path, (name, said), Act::Verb(Arc::new(acting)))
        }
    }

    /// A route that makes something: 201, and repeated requests are known by their key.
    pub fn post<B, T>(
        path: &'static str,
        name: &'static str,
        said: fn(Words) -> &'static str,
        act: impl Writing<B, T>,
    ) -> Self
    where
        B: DeserializeOwned + JsonSchema + 'static,
        T: Serialize + JsonSchema + 'static,
    {
        let made = Self::change(Method::POST, path, (name, said), act, StatusCode::CREATED);
        Self { repeats: Repeats::May, ..made }
    }

    /// A route that makes something be as it is told, however often.
    pub fn put<B, T>(
        path: &'static str,
        name: &'static str,
        said: fn(Words) -> &'static str,
        act: impl Writing<B, T>,
    ) -> Self
    where
        B: DeserializeOwned + JsonSchema + 'static,
        T: Serialize + JsonSchema + 'static,
    {
        Self::change(Method::PUT, path, (name, said), act, StatusCode::OK)
    }

    /// A route that ends something.
    pub fn delete(
        path: &'static str,
        name: &'static str,
        said: fn(Words) -> &'static str,
        act: impl Writing<Nothing, Nothing>,
    ) -> Self {
        Self::change(Method::DELETE, path, (name, said), act, StatusCode::OK)
    }

    /// The route that answers the description of all.
    pub fn describe(
        path: &'static str,
        name: &'static str,
        said: fn(Words) -> &'static str,
    ) -> Self {
        let answer: SchemaOf = |generator| generator.subschema_for::<serde_json::Value>();
        Self { answer: Some(answer), ..Self::bare(Method::GET, path, (name, said), Act::Describe) }
    }

    fn bare(
        method: Method,
        path: &'static str,
        (name, said): (&'static str, fn(Words) -> &'static str),
        act: Act,
    ) -> Self {
        Self {
            method,
            path,
            name,
            said,
            gate: Gate::Open,
            parameters: Vec::new(),
            status: StatusCode::OK,
            body: None,
            answer: None,
            matched: Match::Never,
            repeats: Repeats::Anyway,
            waits: false,
            act,
        }
    }

    /// What has no body to answer with says so by its status.
    fn change<B, T>(
        method: Method,
        path: &'static str,
        named: (&'static str, fn(Words) -> &'static str),
        act: impl Writing<B, T>,
        status: StatusCode,
    ) -> Self
    where
        B: DeserializeOwned + JsonSchema + 'static,
        T: Serialize + JsonSchema + 'static,
    {
        let body: SchemaOf = |generator| generator.subschema_for::<B>();
        let answer: SchemaOf = |generator| generator.subschema_for::<T>();
        let answer = (!is_nothing::<T>()).then_some(answer);
        let status = if answer.is_some() { status } else { StatusCode::NO_CONTENT };
        let acting = move |tx: &mut Tx<'_>, asked: &Asked, bytes: &Bytes| {
            let given = Given { bytes, kind: PhantomData };
            made(act(tx, asked, &given)?, status)
        };
        Self {
            body: (!is_nothing::<B>()).then_some(body),
            answer,
            status,
            ..Self::bare(method, path, named, Act::Verb(Arc::new(acting)))
        }
    }

    /// The same for tokens of an area alone.
    #[must_use]
    pub fn reaching(self, area: Area) -> Self {
        Self { gate: Gate::Area(area), ..self }
    }

    /// The same for any token.
    #[must_use]
    pub fn with_token(self) -> Self {
        Self { gate: Gate::Token, ..self }
    }

    /// The same with what the query may say.
    #[must_use]
    pub fn asking(mut self, parameters: &[Parameter]) -> Self {
        self.parameters.extend(parameters);
        self
    }

    /// The same, answered in parts.
    #[must_use]
    pub fn in_parts(self) -> Self {
        self.asking(&[
            Parameter { name: "limit", kind: "integer", said: |words| words.api_limit() },
            Parameter { name: "after", kind: "string", said: |words| words.api_after() },
        ])
    }

    /// The same, which may be told to wait until there is something to tell.
    #[must_use]
    pub fn waiting(self) -> Self {
        let wait = Parameter { name: "wait", kind: "integer", said: |words| words.api_wait() };
        Self { waits: true, ..self.asking(&[wait]) }
    }

    #[must_use]
    pub fn matched(self, matched: Match) -> Self {
        Self { matched, ..self }
    }

    #[must_use]
    pub fn repeated(self, repeats: Repeats) -> Self {
        Self { repeats, ..self }
    }

    /// What the method asks of an area.
    pub fn doing(&self) -> Doing {
        if self.method == Method::GET { Doing::Read } else { Doing::Write }
    }

    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }

    /// The names that stand in its path.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

fn is_nothing<T: 'static>() -> bool {
    std::any::TypeId::of::<T>() == std::any::TypeId::of::<Nothing>()
}

fn made<T: Serialize + 'static>(reply: Reply<T>, status: StatusCode) -> Result<Made, Trouble> {
    let Reply { body, etag, location, next, is_empty } = reply;
    let body = if is_nothing::<T>() {
        None
    } else {
        let written = serde_json::to_string(&body);
        // Shapes have only text keys: what cannot be written is a mistake in the program.
        Some(written.map_err(|_| Problem::Failed)?)
    };
    Ok(Made { status, body, etag, location, next, is_empty })
}

//! Storage: one SQL text over two engines, embedded SQLite and PostgreSQL.
//!
//! A *verb* is a plain function over [`&mut Tx`](Tx). Hand it to [`Db::write`] and it is durable
//! when the answer comes, or it never happened; hand it to [`Db::read`] and it sees one moment.
//! Under load many verbs share one commit, each in its own savepoint, so a refusal undoes only
//! itself.
//!
//! What it is *not*: no ORM, no query builder, no async below [`Db`]. Dialect lives here and
//! nowhere else. Start with [`Db`], [`Tx`] and [`statements!`]; what SQL may say is in `README.md`.
#![warn(missing_docs)]

mod batch;
mod columns;
pub mod copy;
mod db;
mod fault;
mod migrate;
mod params;
mod postgres;
mod queue;
pub mod scratch;
mod session;
pub mod sound;
mod sql;
mod sqlite;
mod tx;
mod url;
mod value;
mod verb;

pub use columns::{Columns, FromValue, Row};
pub use db::{Access, Db, Options};
pub use fault::{Constraint, Fault, OpenError, Violation, Written};
pub use migrate::{MigrateError, Migration, STATEMENTS as MIGRATE_STATEMENTS, applied, migrate};
pub use params::Params;
pub use sql::Sql;
pub use tx::Tx;
pub use url::{DbUrl, Engine, UrlError};
pub use value::{Json, Value};

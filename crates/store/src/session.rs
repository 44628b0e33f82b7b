//! What one connection can do, whichever engine it speaks to.

use std::path::Path;

use crate::copy::Watch;
use crate::{Columns, Engine, Fault, Sql, Value};

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One verb that reads.
    Read,
    /// One verb that may write.
    Write,
    /// Several verbs that may write, in one commit.
    Share,
}

/// Takes one row; an error ends the query.
pub(crate) type EachRow<'f> = &'f mut dyn FnMut(&mut Columns<'_>) -> Result<(), String>;

/// One connection. Savepoints nest and share one name, so the innermost is meant.
///
/// `commit` answers the failure of anything that was [`put`](Session::put) and has not answered
/// yet; so does the next statement.
pub(crate) trait Session {
    fn engine(&self) -> Engine;
    fn begin(&mut self, mode: Mode) -> Result<(), Fault>;
    fn commit(&mut self) -> Result<(), Fault>;
    /// Never fails: what cannot be rolled back was lost with the connection.
    fn rollback(&mut self);
    /// Ends a transaction that only read; nobody needs to know how.
    fn finish_read(&mut self);
    fn savepoint(&mut self) -> Result<(), Fault>;
    fn release(&mut self) -> Result<(), Fault>;
    fn undo(&mut self) -> Result<(), Fault>;
    /// Watches from here on whether anything is written. False when this engine cannot tell.
    fn watch(&mut self) -> bool;
    /// Whether anything may have been written since [`watch`](Session::watch).
    fn wrote(&self) -> bool;
    /// Waits until everything [`put`](Session::put) has answered.
    fn settle(&mut self) -> Result<(), Fault>;
    fn query(&mut self, sql: Sql, values: &[Value<'_>], each: EachRow<'_>) -> Result<(), Fault>;
    fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault>;
    /// Like `run`, but may answer before the database does.
    fn put(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<(), Fault>;
    /// Several statements without parameters, for migrations.
    fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault>;
    /// Prepares and forgets.
    fn prepare(&mut self, sql: Sql) -> Result<(), Fault>;
    /// Copies every page into a SQLite file; only SQLite has pages.
    fn backup(&mut self, to: &Path, watch: &Watch) -> Result<(), Fault>;
}

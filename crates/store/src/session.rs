//! What one connection can do, whichever engine it speaks to.

use std::path::Path;

use crate::{Columns, Engine, Fault, Sql, Value};

/// Whether a transaction may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// Takes one row; an error ends the query.
pub(crate) type EachRow<'f> = &'f mut dyn FnMut(&mut Columns<'_>) -> Result<(), String>;

/// One connection. Savepoints nest and share one name, so the innermost is meant.
pub(crate) trait Session {
    fn engine(&self) -> Engine;
    fn begin(&mut self, mode: Mode) -> Result<(), Fault>;
    fn commit(&mut self) -> Result<(), Fault>;
    /// Never fails: what cannot be rolled back was lost with the connection.
    fn rollback(&mut self);
    fn savepoint(&mut self) -> Result<(), Fault>;
    fn release(&mut self) -> Result<(), Fault>;
    fn undo(&mut self) -> Result<(), Fault>;
    fn query(&mut self, sql: Sql, values: &[Value<'_>], each: EachRow<'_>) -> Result<(), Fault>;
    fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault>;
    /// Several statements without parameters, for migrations.
    fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault>;
    /// Prepares and forgets.
    fn prepare(&mut self, sql: Sql) -> Result<(), Fault>;
    fn backup(&mut self, to: &Path) -> Result<(), Fault>;
}

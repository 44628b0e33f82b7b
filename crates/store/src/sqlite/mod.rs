//! SQLite: one writer thread, several readers, a write-ahead log synced at every commit.

mod open;
mod session;
mod values;

pub(crate) use open::{settle, start};
pub(crate) use values::column;

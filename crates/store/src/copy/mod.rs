//! Moving every row from one database to another, whichever engines they run on, and keeping all of
//! them in one file.
//!
//! Start with [`transfer`] and [`backup`]; [`fingerprints`] tells whether two databases hold the
//! same.

mod file;
mod fingerprint;
mod plan;
mod transfer;

use std::sync::Arc;

pub use self::file::backup;
pub use self::fingerprint::{Fingerprint, fingerprints};
pub use self::transfer::{Onto, Transfer, TransferError, transfer};
use crate::{Db, Fault};

crate::statements! {
    SQLITE_COLUMNS = "select name, lower(type) from pragma_table_info($1) order by name";
    POSTGRES_COLUMNS = "select column_name::text collate \"C\", data_type::text
        from information_schema.columns
        where table_schema = current_schema() and table_name = $1 order by 1";
    POSTGRES_FOREIGN_KEYS = "select conrelid::regclass::text, quote_ident(conname)
        from pg_constraint
        where contype = 'f' and not condeferrable
            and connamespace = current_schema()::regnamespace
        order by 1, 2";
}

/// How far a copy is, in rows or in pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// So many are copied.
    pub done: u64,
    /// So many there are.
    pub total: u64,
}

/// Is told how far a copy is, now and then.
pub type Watch = Arc<dyn Fn(Progress) + Send + Sync>;

/// Rows or pages between two tellings: often enough for an eye, seldom enough for the copy.
const TELL_EVERY: u64 = 512;

/// Every table of the database by name, but `migration`, which is the schema's own.
pub fn tables(db: &Db) -> Result<Vec<String>, Fault> {
    db.read_now(|tx| {
        let mut tables = crate::migrate::tables(tx)?;
        tables.retain(|table| table != "migration");
        Ok(tables)
    })
}

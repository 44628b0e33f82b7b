//! Databases for tests: a fresh one per call on every engine at hand.
//!
//! SQLite in memory always; PostgreSQL when `GUILDHALL_TEST_POSTGRES` names a server, each call in
//! a schema of its own, so tests run side by side.

use std::env;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::{Db, DbUrl, Options};

/// The variable that names the PostgreSQL server for tests.
pub const VARIABLE: &str = "GUILDHALL_TEST_POSTGRES";

/// An empty database on each engine at hand. Panics, as tests do, when one cannot be opened.
pub fn all() -> Vec<Db> {
    [Some(sqlite()), postgres()].into_iter().flatten().collect()
}

/// An empty database in memory.
pub fn sqlite() -> Db {
    Db::open(&DbUrl::Memory, Options::default()).expect("memory is always there")
}

/// An empty PostgreSQL schema, or none when no server is named.
pub fn postgres() -> Option<Db> {
    postgres_url().map(|url| {
        let options = Options { readers: 2, writers: 2, ..Options::default() };
        Db::open(&url, options).unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
    })
}

/// The URL of an empty PostgreSQL schema made just now, or none when no server is named.
pub fn postgres_url() -> Option<DbUrl> {
    static SAID: Once = Once::new();
    let Ok(server) = env::var(VARIABLE) else {
        SAID.call_once(|| eprintln!("not run: {VARIABLE} is unset"));
        return None;
    };
    let url: DbUrl = server.parse().unwrap_or_else(|error| panic!("{VARIABLE}: {error}"));
    Some(schema_of(&url))
}

/// The URL of an empty schema made just now in this PostgreSQL database.
pub fn schema_of(url: &DbUrl) -> DbUrl {
    let DbUrl::Postgres(config) = url else { panic!("{url} is no PostgreSQL") };
    let schema = schema();
    let made = crate::postgres::script(config, &format!("create schema {schema}"));
    made.unwrap_or_else(|error| panic!("{url}: cannot make schema {schema}: {error}"));
    url.in_schema(&schema)
}

/// Unlike any other schema of this server: the clock, the process and a counter make it.
fn schema() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |span| span.as_micros());
    format!("scratch_{since}_{}_{count}", std::process::id())
}

//! PostgreSQL: a few threads, each with a connection.
//!
//! One writer shares commits; the other writers relieve it of what waits too long.

mod link;
mod session;
mod values;

use std::sync::Arc;
use std::thread::JoinHandle;

use self::session::PostgresSession;
use crate::db::{Options, spawn};
use crate::queue::Queue;
use crate::{DbUrl, OpenError, batch};

/// Connects once on this thread, so that errors reach the caller, then starts threads.
pub(crate) fn start(
    config: &tokio_postgres::Config,
    url: &DbUrl,
    options: &Options,
    reads: &Arc<Queue>,
    writes: &Arc<Queue>,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let mut config = config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(options.busy_wait);
    }
    if config.get_application_name().is_none() {
        config.application_name("guildhall");
    }
    let unreachable = |reason: String| OpenError::Unreachable { url: url.to_string(), reason };
    let mut first = Some(PostgresSession::connect(&config).map_err(unreachable)?);
    let mut session = || first.take().unwrap_or_else(|| PostgresSession::later(&config));
    let mut threads = Vec::new();
    for writer in 0..options.writers.max(1) {
        let (mut session, queue) = (session(), Arc::clone(writes));
        let commit_max = options.commit_max;
        threads.push(spawn("postgres-writer", move || match writer {
            0 => batch::serve(&mut session, &queue, commit_max),
            _ => batch::relieve(&mut session, &queue),
        })?);
    }
    for _ in 0..options.readers.max(1) {
        let (mut session, queue) = (session(), Arc::clone(reads));
        threads.push(spawn("postgres-reader", move || batch::serve(&mut session, &queue, 1))?);
    }
    Ok(threads)
}

/// Runs a script on a connection of its own.
pub(crate) fn script(config: &tokio_postgres::Config, text: &str) -> Result<(), String> {
    let mut link = link::Link::connect(config)?;
    link.script("script", text).map_err(|fault| fault.to_string())
}

//! PostgreSQL: a few threads, each with a connection.
//!
//! One writer shares commits; the other writers relieve it of what waits too long.

mod link;
mod session;
mod values;

use std::sync::Arc;
use std::thread::JoinHandle;

use tokio_postgres::error::SqlState;

use self::link::Unconnected;
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
    let mut first = Some(PostgresSession::connect(&config).map_err(|why| explained(url, why))?);
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

fn explained(url: &DbUrl, Unconnected { reason, code }: Unconnected) -> OpenError {
    let url = url.to_string();
    match code {
        Some(SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => {
            OpenError::Barred { url, reason }
        }
        Some(SqlState::INVALID_CATALOG_NAME) => OpenError::NoDatabase { url, reason },
        _ => OpenError::Unreachable { url, reason },
    }
}

/// Runs a script on a connection of its own.
pub(crate) fn script(config: &tokio_postgres::Config, text: &str) -> Result<(), String> {
    let mut link = link::Link::connect(config).map_err(|why| why.reason)?;
    link.script("script", text).map_err(|fault| fault.to_string())
}

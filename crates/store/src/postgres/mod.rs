//! PostgreSQL: a few threads, each with a connection, each taking several verbs per commit.

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
    config: &postgres::Config,
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
    let mut threads = Vec::new();
    let wanted = (0..options.writers.max(1))
        .map(|_| ("postgres-writer", writes))
        .chain((0..options.readers.max(1)).map(|_| ("postgres-reader", reads)));
    for (name, queue) in wanted {
        let mut session = first.take().unwrap_or_else(|| PostgresSession::later(&config));
        let queue = Arc::clone(queue);
        let commit_max = options.commit_max;
        threads.push(spawn(name, move || batch::serve(&mut session, &queue, commit_max))?);
    }
    Ok(threads)
}

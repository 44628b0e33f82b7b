//! Work that no reader waits for: a thread for each task, leases that let one node do a thing at a
//! time, and jobs that wait as rows until somebody has time for them.
//!
//! What it is *not*: it knows no task. Each floor and slice offers its own ([`Task`]); whoever
//! starts the program hands them to [`Worker::start`].

pub mod checks;
pub mod jobs;
pub mod lease;
#[cfg(test)]
mod tests;
mod worker;

use std::time::Duration;

pub use worker::{Act, Next, Task, Worker};

/// What failed is tried again after a minute, then two, four, …: about an hour in all, so that a
/// mail server may be restarted and nobody gets a letter of yesterday.
pub const TRIES_MAX: i64 = 6;

/// How long to wait after that many tries; `None` when it is not tried again.
pub fn wait_after(tries: i64) -> Option<Duration> {
    let exponent = u32::try_from(tries - 1).unwrap_or(0);
    (tries < TRIES_MAX).then(|| Duration::from_secs(60) * 2_u32.saturating_pow(exponent))
}

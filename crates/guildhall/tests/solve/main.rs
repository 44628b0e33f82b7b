//! `guildhall solve` as people run it: the real binary, real files, real signals.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod bench;
mod formats;
mod refusals;
mod runs;

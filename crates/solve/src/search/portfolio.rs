//! Independent searches side by side.

use std::thread;

use super::Found;
use crate::run::Limits;

/// Threads that one run may start, whatever its limits say.
const SEARCHES_MAX: u32 = 64;

/// Runs `search` once for each seed (`limits.seed`, and the ones after it) on threads of their own
/// and returns the best by (score, seed): which thread was first does not matter.
pub fn portfolio<A: Send>(limits: Limits, search: impl Fn(u64) -> Found<A> + Sync) -> Found<A> {
    let searches = u64::from(limits.searches.clamp(1, SEARCHES_MAX));
    let seeds: Vec<u64> = (0..searches).map(|more| limits.seed.wrapping_add(more)).collect();
    let search = &search;
    let found = thread::scope(|scope| {
        let running: Vec<_> =
            seeds.into_iter().map(|seed| scope.spawn(move || search(seed))).collect();
        let ended = running.into_iter().map(|one| match one.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect::<Vec<_>>()
    });
    found.into_iter().min_by_key(|one| (one.score, one.seed)).expect("there is at least one search")
}

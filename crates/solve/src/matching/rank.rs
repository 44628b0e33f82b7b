//! The best for each entry of both sides, from scoring every pair.

use std::collections::BinaryHeap;
use std::thread;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use super::scan::{Scan, Scratch, Side};
use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Progress, Status, Watch};
use crate::score::Score;

/// One of the other side, kept for its points.
///
/// Ordered so that the worse is the greater: fewer points, or a later number among equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Kept {
    /// Its number on the other side.
    pub other: u32,
    pub points: u32,
}

/// For each entry the best of the other side, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Ranking {
    pub for_offers: Vec<Vec<Kept>>,
    pub for_needs: Vec<Vec<Kept>>,
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (other.points, self.other).cmp(&(self.points, other.other))
    }
}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The best so far of one entry.
#[derive(Clone, Default)]
pub(super) struct Top {
    heap: BinaryHeap<Kept>,
}

impl Top {
    /// Fewer points than these are not kept.
    pub(super) fn least(&self, keep: usize) -> u32 {
        if self.heap.len() < keep { 1 } else { self.heap.peek().map_or(1, |kept| kept.points) }
    }

    pub(super) fn offer(&mut self, kept: Kept, keep: usize) {
        if self.heap.len() < keep {
            self.heap.push(kept);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && kept < *worst
        {
            *worst = kept;
        }
    }

    pub(super) fn sorted(self) -> Vec<Kept> {
        self.heap.into_sorted_vec()
    }
}

/// Rows that one thread scores before the next takes its turn; the split never shows in the result.
const BLOCK_ROWS: usize = 64;

/// Scores every pair and keeps the best. One step is one posting or one pair looked at; rows that
/// the steps do not reach stay empty, and the status then says `Feasible`.
pub fn rank(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Ranking>, Invalid> {
    problem.check()?;
    let scan = Scan::new(problem);
    Ok(ranked(&scan, problem.keep as usize, limits, watch))
}

pub(super) fn ranked(
    scan: &Scan<'_>,
    keep: usize,
    limits: Limits,
    watch: Watch<'_>,
) -> Outcome<Ranking> {
    let within = within(scan, limits.steps);
    let part = |scratch: &mut Scratch, row: usize, tops: &mut Tops| {
        tops.row(scan, row, keep, scratch);
    };
    let tops = || Tops { rows: Vec::new(), columns: vec![Top::default(); scan.columns.len()] };
    let parts = each_row(scan, Turns { rows: within.rows, limits, watch }, tops, part);
    let mut rows = vec![Vec::new(); scan.rows.len()];
    let mut columns = vec![Vec::new(); scan.columns.len()];
    let mut done = 0;
    for part in parts {
        done += part.rows.len();
        for (row, kept) in part.rows {
            rows[row as usize] = kept;
        }
        for (column, top) in columns.iter_mut().zip(part.columns) {
            column.extend(top.heap);
        }
    }
    for column in &mut columns {
        column.sort_unstable();
        column.truncate(keep);
    }
    let points = rows.iter().flatten().map(|kept| u64::from(kept.points)).sum::<u64>();
    let (for_offers, for_needs) = match scan.row_side {
        Side::Offers => (rows, columns),
        Side::Needs => (columns, rows),
    };
    let status = if done == scan.rows.len() { Status::Optimal } else { Status::Feasible };
    Outcome {
        answer: Some(Ranking { for_offers, for_needs }),
        status,
        score: Score::ZERO,
        value: points as f64,
        bound: (status == Status::Optimal).then_some(points as f64),
        penalties: Vec::new(),
        conflict: Vec::new(),
        steps: within.steps,
        seed: limits.seed,
    }
}

struct Tops {
    rows: Vec<(u32, Vec<Kept>)>,
    columns: Vec<Top>,
}

impl Tops {
    fn row(&mut self, scan: &Scan<'_>, row: usize, keep: usize, scratch: &Scratch) {
        let mut top = Top::default();
        let mut least = 1;
        for (column, of_column) in self.columns.iter_mut().enumerate() {
            let most = scratch.cheap[column] + scratch.rest_max;
            if most < least && most < of_column.least(keep) {
                continue;
            }
            let Some(points) = scan.whole(row, column, scratch) else { continue };
            if points >= least {
                top.offer(Kept { other: column as u32, points }, keep);
                least = top.least(keep);
            }
            if points > 0 {
                of_column.offer(Kept { other: row as u32, points }, keep);
            }
        }
        self.rows.push((row as u32, top.sorted()));
    }
}

/// Rows that the steps reach, and the steps they take.
#[derive(Clone, Copy)]
pub(super) struct Within {
    pub rows: usize,
    pub steps: u64,
}

pub(super) fn within(scan: &Scan<'_>, steps: u64) -> Within {
    let mut within = Within { rows: 0, steps: 0 };
    for row in 0..scan.rows.len() {
        let more = within.steps.saturating_add(scan.effort(row));
        if more > steps {
            break;
        }
        within = Within { rows: row + 1, steps: more };
    }
    within
}

#[derive(Clone, Copy)]
pub(super) struct Turns<'a> {
    pub rows: usize,
    pub limits: Limits,
    pub watch: Watch<'a>,
}

/// Fills the scratch for every row and hands it to `part`, on `limits.searches` threads.
pub(super) fn each_row<T: Send>(
    scan: &Scan<'_>,
    turns: Turns<'_>,
    start: impl Fn() -> T + Sync,
    part: impl Fn(&mut Scratch, usize, &mut T) + Sync,
) -> Vec<T> {
    let threads =
        (turns.limits.searches.max(1) as usize).min(turns.rows.div_ceil(BLOCK_ROWS).max(1));
    let (start, part) = (&start, &part);
    let one = move |thread: usize| {
        let mut scratch = scan.scratch();
        let mut made = start();
        let blocks = (0..turns.rows).step_by(BLOCK_ROWS).skip(thread).step_by(threads);
        for block in blocks {
            if turns.watch.is_stopped() {
                break;
            }
            if thread == 0 {
                let (steps, steps_max) = (block as u64, turns.rows as u64);
                turns.watch.tell(Progress { steps, steps_max, best: Score::ZERO });
            }
            for row in block..(block + BLOCK_ROWS).min(turns.rows) {
                scan.fill(row, &mut scratch);
                part(&mut scratch, row, &mut made);
            }
        }
        made
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || one(thread))).collect();
        let ended = running.into_iter().map(|one| match one.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect()
    })
}

//! Who ranks first: judges' sheets, votes between two, rankings and choices, made into one order
//! with what is known and not known about it.
//!
//! | evidence | method |
//! | --- | --- |
//! | sheets with marks | severity and spread of judges, with shrinkage ([`scores`]) |
//! | votes between two | Bradley and Terry ([`strength`]) |
//! | rankings, whole or in part | Plackett and Luce ([`strength`]), or Kemeny ([`kemeny`]) |
//! | one chosen of several | Luce ([`strength`]) |
//!
//! Around each: places with uncertainty, which vote to ask for next ([`pairs`]), what one judge
//! changes ([`without`]), and whether judging may stop ([`belief`]).
//!
//! What it is *not*: it decides no prize. It says how sure an order is, and the jury decides.
//! Start with [`Problem`], then [`solve`].

mod agree;
mod answer;
mod assemble;
mod belief;
mod case;
mod check;
pub mod choix;
mod dense;
mod explain;
mod graph;
mod kemeny;
mod pairs;
mod problem;
mod scores;
mod strength;
mod without;

#[cfg(test)]
mod tests;

pub use answer::{Answer, JudgeSeen, NextPair, Placed, Stopping, Verdict, Without};
pub use explain::explain;
pub use problem::{
    Choice, Criterion, Evidence, Method, Problem, RankingGiven, Sheet, Spread, Unranked, Vote,
    Winner,
};

use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Watch};
use case::{Case, Held};

/// Ranks the entries. Only a problem that contradicts itself is refused; evidence that allows no
/// answer is answered *infeasible*, with the reason.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Answer>, Invalid> {
    let case = check::check(problem)?;
    let run = Run { case: &case, limits, watch };
    Ok(match &case.held {
        Held::Sheets(sheets) => scores::rank(run, sheets),
        Held::Lists(lists) => strength::rank(run, lists),
        Held::Orders(orders) => kemeny::rank(run, orders),
    })
}

impl Problem {
    /// Refuses a problem that contradicts itself, by the path of the field.
    pub fn check(&self) -> Result<(), Invalid> {
        check::check(self).map(|_| ())
    }
}

/// The votes between two that would teach most, among the pairs that `may` be asked: a page asks
/// for one judge, and leaves out what the judge has seen or has a part in. From the first vote on.
pub fn next_pairs(
    problem: &Problem,
    limits: Limits,
    may: impl Fn(usize, usize) -> bool,
) -> Result<Vec<NextPair>, Invalid> {
    let case = check::check(problem)?;
    Ok(match &case.held {
        Held::Lists(lists) => strength::next(&case, lists, limits, may),
        Held::Sheets(_) | Held::Orders(_) => Vec::new(),
    })
}

/// One run: what is ranked, how long, who looks on.
#[derive(Clone, Copy)]
struct Run<'a> {
    case: &'a Case,
    limits: Limits,
    watch: Watch<'a>,
}

//! From a problem and its rule to an outcome.

use super::case::Case;
use super::levels::{aims, reached};
use super::lottery::{draw, order};
use super::reasons::reasons;
use super::relax::relax;
use super::search::search;
use super::{Granted, Level, Problem, Rule, constraints};
use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::score::Score;

/// Gives seats by the problem's rule. One step is one wish looked at in a lottery; a pivot of the
/// flow or a move of the search under the other rules.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Granted>, Invalid> {
    problem.check()?;
    let case = Case::new(problem);
    let given = match problem.rule {
        Rule::Lottery => by_lottery(&case, limits, watch),
        Rule::RankMaximal | Rule::Fair => by_levels(&case, limits, watch)?,
    };
    Ok(outcome(&case, given, limits))
}

struct Given {
    granted: Granted,
    is_best: bool,
    steps: u64,
    seed: u64,
}

fn by_lottery(case: &Case<'_>, limits: Limits, watch: Watch<'_>) -> Given {
    let drawn = draw(case, limits, watch);
    let mut granted = case.granted(&drawn.chosen);
    granted.order = drawn.order;
    "whoever draws the published seed again gets the same answer".clone_into(&mut granted.proof);
    Given { granted, is_best: false, steps: drawn.steps, seed: limits.seed }
}

fn by_levels(case: &Case<'_>, limits: Limits, watch: Watch<'_>) -> Result<Given, Invalid> {
    let order = order(case.problem, limits.seed);
    let aims = aims(case.problem.rule, case.ranks);
    let relaxed = relax(case, &aims, &order, limits.steps, watch)
        .map_err(|unfit| Invalid::new("parties", unfit))?;
    let (mut steps, mut seed) = (relaxed.steps, limits.seed);
    let chosen = if relaxed.is_whole {
        relaxed.whole
    } else {
        let left = Limits { steps: limits.steps - steps, ..limits };
        let is_known = relaxed.bounds.len() == aims.len();
        let endless = vec![i64::MAX; aims.len()];
        let enough = if is_known { &relaxed.bounds } else { &endless };
        let found = search(case, &aims, &relaxed.whole, enough, (left, watch));
        (steps, seed) = (steps + found.steps, found.seed);
        found.chosen
    };
    let mut granted = case.granted(&chosen);
    granted.order = order;
    let (ranks, served) = constraints::ranks(case.problem, &granted);
    let bounds = relaxed.bounds.into_iter().map(Some).chain(std::iter::repeat(None));
    let levels = aims.iter().zip(reached(&aims, &ranks, served)).zip(bounds);
    granted.proved = levels.map(|((&aim, reached), bound)| Level { aim, reached, bound }).collect();
    let off = granted.proved.iter().position(|level| level.bound != Some(level.reached));
    granted.proof = proof(&granted.proved, off);
    Ok(Given { granted, is_best: off.is_none(), steps, seed })
}

fn proof(levels: &[Level], off: Option<usize>) -> String {
    match off.map(|at| (at, &levels[at])) {
        None => "proved: no answer is better under this rule".to_owned(),
        Some((at, Level { reached, bound: Some(bound), .. })) => format!(
            "the first {at} of {} aims are proved; the next reaches {reached}, and no answer that \
             keeps those reaches more than {bound}; what follows is as good as was found",
            levels.len()
        ),
        Some((at, _)) => format!(
            "the run ended with {at} of {} aims proved; what follows is as good as was found",
            levels.len()
        ),
    }
}

const fn strategy(rule: Rule) -> &'static str {
    match rule {
        Rule::Lottery => {
            "random serial dictatorship: the order is drawn from the published seed and the \
             weights; where each party may get one activity, wishing anything but the truth gains \
             nothing"
        }
        Rule::RankMaximal => {
            "rank-maximal: not strategy-proof; who names first a wish that few others name first \
             may get more than by telling the truth, so the wishes of others should not be seen \
             before the end"
        }
        Rule::Fair => {
            "fair: not strategy-proof; who leaves out wishes that are easily granted may be given \
             a dearer one so as not to go without, so every party should have to name as many"
        }
    }
}

fn outcome(case: &Case<'_>, given: Given, limits: Limits) -> Outcome<Granted> {
    let Given { mut granted, is_best, steps, seed } = given;
    granted.reasons = reasons(case, &granted);
    strategy(case.problem.rule).clone_into(&mut granted.strategy);
    (granted.ranks, granted.served) = constraints::ranks(case.problem, &granted);
    let penalties = constraints::penalties(case.problem, &granted);
    let hard: i64 = penalties.iter().map(|penalty| penalty.score.hard).sum();
    let first = granted.proved.first();
    let count = granted.activities.iter().map(Vec::len).sum::<usize>();
    Outcome {
        status: match (hard, is_best) {
            // What is granted breaks nothing; so what is confirmed does, and nobody moves that.
            (1.., _) => Status::Infeasible,
            (_, true) => Status::Optimal,
            (_, false) => Status::Feasible,
        },
        score: Score::hard(hard),
        value: first.map_or(count as f64, |level| level.reached as f64),
        bound: first.and_then(|level| level.bound).map(|bound| bound as f64),
        penalties,
        conflict: if hard > 0 { conflict(case) } else { Vec::new() },
        steps,
        seed: if hard > 0 { limits.seed } else { seed },
        answer: Some(granted),
    }
}

/// What is confirmed and cannot be, in words.
fn conflict(case: &Case<'_>) -> Vec<String> {
    let activities = case.problem.activities.iter().zip(&case.left);
    let over = activities.filter(|(_, left)| **left < 0).map(|(one, left)| {
        let people = i64::from(one.seats) - left;
        format!("{}: {people} people are confirmed for {} seats", one.id, one.seats)
    });
    let twice = case.problem.parties.iter().zip(&case.parties).flat_map(|(party, group)| {
        let own = &group.confirmed;
        let pairs =
            (0..own.len()).flat_map(move |at| (0..at).map(move |less| (own[less], own[at])));
        let clashes = pairs.filter_map(|(one, other)| case.calendar.clash(one, other));
        clashes.map(|clash| format!("{} is confirmed in both: {clash}", party.id))
    });
    over.chain(twice).collect()
}

//! From lists to an outcome.

use super::belief::belief;
use super::exists::{groups, islands};
use super::lists::Lists;
use super::newton::{End, Fit, fit};
use crate::ranking::answer::{Answer, JudgeSeen, NextPair};
use crate::ranking::assemble::{named, placed};
use crate::ranking::case::Case;
use crate::ranking::without::{Again, without};
use crate::ranking::{Run, agree, pairs};
use crate::run::{Limits, Outcome, Progress, Status, Watch};
use crate::score::Score;

/// Pairs named for the next votes.
const NEXT_PAIRS: usize = 5;
/// List places that leaving judges out may copy and pass over.
const WITHOUT_WORK: usize = 400_000_000;
/// About so many passes over the lists find a maximum again from nearby.
const WITHOUT_PASSES: usize = 100;

pub(in crate::ranking) fn rank(run: Run<'_>, lists: &Lists) -> Outcome<Answer> {
    let Run { case, limits, watch } = run;
    let conflict = if lists.prior > 0.0 { Vec::new() } else { conflict(case, lists) };
    if !conflict.is_empty() {
        return Outcome {
            answer: None,
            status: Status::Infeasible,
            score: Score::ZERO,
            value: 0.0,
            bound: None,
            penalties: Vec::new(),
            conflict,
            steps: 0,
            seed: limits.seed,
        };
    }
    let found = fit(lists, None, limits.steps, watch);
    let (answer, steps) = answer(run, lists, &found);
    watch.tell(Progress { steps, steps_max: limits.steps, best: Score::ZERO });
    let is_best = found.end == End::Maximum;
    Outcome {
        answer: Some(answer),
        status: if is_best { Status::Optimal } else { Status::Feasible },
        score: Score::ZERO,
        value: found.likelihood,
        bound: is_best.then_some(found.likelihood),
        penalties: Vec::new(),
        conflict: Vec::new(),
        steps,
        seed: limits.seed,
    }
}

/// The votes that would teach most, from the first vote on: where the evidence alone gives no
/// order, a weak prior does.
pub(in crate::ranking) fn next(
    case: &Case,
    lists: &Lists,
    limits: Limits,
    may: impl Fn(usize, usize) -> bool,
) -> Vec<NextPair> {
    const WEAK: f64 = 0.1;
    let lists = Lists { prior: lists.prior.max(WEAK), ..lists.clone() };
    let found = fit(&lists, None, limits.steps, Watch::NONE);
    let belief = belief(&lists, &found.strength, limits.seed, Watch::NONE);
    pairs::next(&belief, &case.entries, NEXT_PAIRS, may)
}

fn answer(run: Run<'_>, lists: &Lists, found: &Fit) -> (Answer, u64) {
    let Run { case, limits, watch } = run;
    let belief = belief(lists, &found.strength, limits.seed, watch);
    let (ranking, stopping) = placed(case, &belief);
    let next_pairs = pairs::next(&belief, &case.entries, NEXT_PAIRS, |_, _| true);
    let mut notes = Vec::new();
    let islands = islands(lists);
    if islands.len() > 1 {
        notes.push(format!(
            "The evidence falls into {} groups between which nothing was compared; places across \
             them rest on the prior alone. One group: {}.",
            islands.len(),
            named(case, islands.iter().min_by_key(|group| group.len()).map_or(&[], |one| one)),
        ));
    }
    let mut steps = found.steps;
    let cost = (lists.items.len() + case.entries.len()) * WITHOUT_PASSES;
    let mut work = 0;
    let without = without(case, &found.strength, |judge| {
        work += cost;
        if work > WITHOUT_WORK || steps >= limits.steps || watch.is_stopped() {
            return Again::Stop;
        }
        let rest = lists.without(judge);
        if rest.prior == 0.0 && groups(&rest).len() > 1 {
            let judge = &case.judges[judge];
            notes.push(format!("Without {judge} there is no order: some entries always won."));
            return Again::None;
        }
        let again = fit(&rest, Some(&found.strength), limits.steps - steps, watch);
        steps += again.steps;
        Again::Values(again.strength)
    });
    let judges = judges(case, lists, &found.strength);
    (Answer { ranking, judges, without, stopping, next_pairs, notes }, steps)
}

/// Why there is no maximum: an empty list when there is one.
fn conflict(case: &Case, lists: &Lists) -> Vec<String> {
    let groups = groups(lists);
    if groups.len() == 1 {
        return Vec::new();
    }
    let islands = islands(lists);
    if islands.len() > 1 {
        let smallest = islands.iter().min_by_key(|group| group.len()).map_or(&[][..], |one| one);
        return vec![format!(
            "Nothing was compared between these and the other entries: {}. Ask for votes across, \
             or give the problem a prior above 0.",
            named(case, smallest)
        )];
    }
    // A first group that nobody outside ever beat, or a last one that never beat anybody outside.
    let (first, last) = (&groups[0], &groups[groups.len() - 1]);
    let (small, does) = match first.len() <= last.len() {
        true => (first, "never lost against"),
        false => (last, "never won against"),
    };
    vec![format!(
        "These entries {does} any other, so no strength is high or low enough: {}. Ask for votes \
         between them and the others, or give the problem a prior above 0.",
        named(case, small)
    )]
}

fn judges(case: &Case, lists: &Lists, strength: &[f64]) -> Vec<JudgeSeen> {
    let mut sums = vec![(0.0, 0.0); case.judges.len()];
    for list in &lists.lists {
        let Some(judge) = list.judge else { continue };
        let items = &lists.items[list.start..list.end];
        let mut both: Vec<(f64, f64)> = (items.iter().enumerate())
            .map(|(at, &item)| (-(at.min(list.stages) as f64), strength[item as usize]))
            .collect();
        let (agree, all) = agree::agreeing(&mut both);
        sums[judge].0 += list.weight * agree;
        sums[judge].1 += list.weight * all;
    }
    let one = |(at, (agree, all)): (usize, (f64, f64))| JudgeSeen {
        judge: case.judges[at].clone(),
        given: lists.given.get(at).copied().unwrap_or(0),
        severity: None,
        spread: None,
        agreement: if all > 0.0 { agree / all } else { 1.0 },
    };
    sums.into_iter().enumerate().map(one).collect()
}

//! From marks to an outcome.

use super::model::{Around, islands};
use super::state::{State, Table, Variances};
use crate::random::Random;
use crate::ranking::answer::{Answer, JudgeSeen};
use crate::ranking::assemble::{named, placed};
use crate::ranking::belief::{Belief, worlds_for};
use crate::ranking::case::{Case, Sheets};
use crate::ranking::problem::Spread;
use crate::ranking::without::{Again, without};
use crate::ranking::{Run, agree};
use crate::run::{Outcome, Progress, Status, Watch};
use crate::score::Score;

/// Steps in which the variances settle.
const STEPS_MAX: u64 = 300;
/// Steps from one judge more to one less, the variances kept.
const WITHOUT_STEPS_MAX: u64 = 30;
/// A step that moves nothing by more than this, in deviations of the marks, is the last.
const SETTLED: f64 = 1e-8;
/// Variances may still change by this share when they are called settled.
const VARIANCE_SETTLED: f64 = 1e-6;
const HALVINGS_MAX: u32 = 20;
/// Multiplications that leaving judges out may take, all told.
const WITHOUT_WORK: f64 = 2e10;

pub(in crate::ranking) fn rank(run: Run<'_>, sheets: &Sheets) -> Outcome<Answer> {
    let Run { case, limits, watch } = run;
    let table = Table::of(&sheets.marks, case.entries.len(), case.judges.len());
    let start = State::start(&table);
    let Fitted { state, mut steps, end } =
        fit(&table, start, sheets.spread, Sought::Variances, limits.steps.min(STEPS_MAX), watch);
    let belief = belief(&table, &state, sheets.spread, limits.seed);
    let (ranking, stopping) = placed(case, &belief);
    let passes = WITHOUT_STEPS_MAX as f64;
    let cost = passes * (2.0 * case.judges.len() as f64 + 1.0).powi(3) / 3.0;
    let mut work = 0.0;
    let without = without(case, &belief.mean, |judge| {
        work += cost;
        if work > WITHOUT_WORK || steps >= limits.steps || watch.is_stopped() {
            return Again::Stop;
        }
        let rest = table.without(judge);
        if rest.marks.is_empty() {
            return Again::None;
        }
        let steps_max = (limits.steps - steps).min(WITHOUT_STEPS_MAX);
        let again = fit(&rest, state.clone(), sheets.spread, Sought::Means, steps_max, watch);
        steps += again.steps;
        Again::Values(values(&table, &again.state))
    });
    watch.tell(Progress { steps, steps_max: limits.steps, best: Score::ZERO });
    let judges = judges(case, &table, &state, &belief.mean);
    let mut notes = notes(case, &table);
    if end == End::Halted {
        notes.push("The run ended before the fit had settled; give it more time.".to_owned());
    }
    Outcome {
        answer: Some(Answer { ranking, judges, without, stopping, next_pairs: Vec::new(), notes }),
        status: Status::Feasible,
        score: Score::ZERO,
        value: state.variance.chance.sqrt() * table.scale,
        bound: None,
        penalties: Vec::new(),
        conflict: Vec::new(),
        steps,
        seed: limits.seed,
    }
}

/// Where a fit ended, and why.
struct Fitted {
    state: State,
    steps: u64,
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Settled,
    /// Out of steps, or stopped.
    Halted,
}

#[derive(Clone, Copy, PartialEq)]
enum Sought {
    /// The variances as well.
    Variances,
    /// Only what is most likely under the variances as they are.
    Means,
}

fn fit(
    table: &Table,
    mut state: State,
    spread: Spread,
    sought: Sought,
    steps_max: u64,
    watch: Watch<'_>,
) -> Fitted {
    let (mut steps, mut end) = (0, End::Halted);
    while steps < steps_max && !watch.is_stopped() {
        let Some(around) = Around::of(table, &state, spread) else { break };
        steps += 1;
        let step = around.step();
        let (before, mut part) = (state.cost(table), 1.0);
        let mut next = state.stepped(&step, part);
        for _ in 0..HALVINGS_MAX {
            if next.cost(table) <= before {
                break;
            }
            part /= 2.0;
            next = state.stepped(&step, part);
        }
        next.balance();
        // The variances are asked where the step led, or they would swing between two answers.
        let sought = match sought {
            Sought::Variances => Around::of(table, &next, spread).map(|there| there.variances()),
            Sought::Means => None,
        };
        let variance = sought.map_or(state.variance, |sought| state.variance.towards(sought));
        let settled =
            next.apart(&state) <= SETTLED && change(state.variance, variance) <= VARIANCE_SETTLED;
        state = State { variance, ..next };
        if settled {
            end = End::Settled;
            break;
        }
    }
    Fitted { state, steps, end }
}

fn change(from: Variances, to: Variances) -> f64 {
    let share = |from: f64, to: f64| (to / from - 1.0).abs();
    share(from.chance, to.chance)
        .max(share(from.quality, to.quality))
        .max(share(from.severity, to.severity))
        .max(share(from.spread, to.spread))
}

/// Qualities in the judges' own measure.
fn values(table: &Table, state: &State) -> Vec<f64> {
    let value = |quality: &f64| table.middle + table.scale * (state.judge.middle + quality);
    state.quality.iter().map(value).collect()
}

fn belief(table: &Table, state: &State, spread: Spread, seed: u64) -> Belief {
    let mean = values(table, state);
    let entries = mean.len();
    let Some(around) = Around::of(table, state, spread) else {
        let worlds = mean.repeat(worlds_for(entries));
        return Belief { mean, error: vec![0.0; entries], worlds, covariance: None };
    };
    let mut random = Random::new(seed);
    let mut worlds = Vec::with_capacity(worlds_for(entries) * entries);
    for _ in 0..worlds_for(entries) {
        worlds.extend(around.world(&mut random).iter().map(|one| table.scale * one));
    }
    let error = around.errors().into_iter().map(|error| error * table.scale).collect();
    Belief { mean, error, worlds, covariance: None }
}

fn judges(case: &Case, table: &Table, state: &State, values: &[f64]) -> Vec<JudgeSeen> {
    let mut given: Vec<Vec<(f64, f64)>> = vec![Vec::new(); table.judges];
    for mark in &table.marks {
        given[mark.judge].push((mark.value, values[mark.entry]));
    }
    let one = |(at, mut given): (usize, Vec<(f64, f64)>)| {
        let (agree, all) = agree::agreeing(&mut given);
        JudgeSeen {
            judge: case.judges[at].clone(),
            given: given.len() as u64,
            severity: Some(state.judge.severity[at] * table.scale),
            spread: Some(1.0 + state.judge.spread[at]),
            agreement: if all > 0.0 { agree / all } else { 1.0 },
        }
    };
    given.into_iter().enumerate().map(one).collect()
}

fn notes(case: &Case, table: &Table) -> Vec<String> {
    let mut notes = Vec::new();
    let unmarked: Vec<usize> =
        (0..table.entries()).filter(|&entry| table.of_entry(entry).is_empty()).collect();
    if !unmarked.is_empty() {
        notes.push(format!("Without any mark, placed in the middle: {}.", named(case, &unmarked)));
    }
    let mut islands = islands(table);
    islands.retain(|group| !table.of_entry(group[0]).is_empty());
    if islands.len() > 1 {
        let smallest = islands.iter().min_by_key(|group| group.len()).map_or(&[][..], |one| one);
        notes.push(format!(
            "The marks fall into {} groups that share no judge; between them a strict jury cannot \
             be told from weak entries, and places rest on judges being alike on average. One \
             group: {}.",
            islands.len(),
            named(case, smallest)
        ));
    }
    notes
}

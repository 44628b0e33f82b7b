//! From rankings to an outcome.

use super::bound::bound;
use super::descent::descend;
use super::exact::{EXACT_MAX, best};
use super::groups::groups;
use super::search::search;
use super::table::Table;
use crate::ranking::answer::{Answer, JudgeSeen, Placed};
use crate::ranking::assemble::named;
use crate::ranking::case::{Case, Order};
use crate::ranking::without::{Again, without};
use crate::ranking::{Run, agree};
use crate::run::{Limits, Outcome, Penalty, Progress, Status, Watch};
use crate::score::Score;

/// Subsets that leaving judges out may look at, all told.
const WITHOUT_SUBSETS: u64 = 1 << 24;

pub(in crate::ranking) fn rank(run: Run<'_>, orders: &[Order]) -> Outcome<Answer> {
    let Run { case, limits, watch } = run;
    let table = Table::of(case.entries.len(), orders.iter());
    let found = order(&table, limits, watch);
    let values = values(&found.order);
    let mut subsets = 0;
    let without = without(case, &values, |judge| {
        if watch.is_stopped() || subsets > WITHOUT_SUBSETS {
            return Again::Stop;
        }
        let mut rest = table.clone();
        for order in orders.iter().filter(|order| order.judge == Some(judge)) {
            rest.add(order, -order.times);
        }
        Again::Values(self::values(&again(&rest, &found.order, &mut subsets)))
    });
    let status = if found.cost == found.bound { Status::Optimal } else { Status::Feasible };
    let score = Score::soft(found.cost);
    let answer = Answer {
        ranking: placed(case, &table, &found.order),
        judges: judges(case, orders, &values),
        without,
        stopping: None,
        next_pairs: Vec::new(),
        notes: notes(case, &table, &found),
    };
    let said = ("disagreements", "the order is the one that judges gave, pair by pair");
    let penalty = Penalty::new(said, found.cost, score);
    Outcome {
        answer: Some(answer),
        status,
        score,
        value: found.cost as f64,
        bound: Some(found.bound as f64),
        penalties: vec![penalty],
        conflict: Vec::new(),
        steps: found.steps,
        seed: limits.seed,
    }
}

struct Found {
    order: Vec<usize>,
    cost: i64,
    bound: i64,
    /// Orders as good, within the groups that were solved exactly.
    ways: u64,
    steps: u64,
}

/// The best order found: group by group.
fn order(table: &Table, limits: Limits, watch: Watch<'_>) -> Found {
    let groups = groups(table);
    let searched = groups.iter().filter(|group| group.len() > EXACT_MAX).count() as u64;
    let steps = limits.steps / searched.max(1);
    let mut found = Found { order: Vec::new(), cost: 0, bound: 0, ways: 1, steps: 0 };
    for group in &groups {
        let mut order = group.clone();
        order.sort_by(|&a, &b| table.won(b).total_cmp(&table.won(a)).then(a.cmp(&b)));
        descend(table, &mut order);
        let is_exact = group.len() <= EXACT_MAX && !watch.is_stopped();
        let least = if is_exact {
            let (best, ways) = best(table, group);
            order = best;
            found.ways = found.ways.saturating_mul(ways);
            table.cost(&order)
        } else {
            let least = bound(table, group);
            if table.cost(&order) > least {
                let limits = Limits { steps, ..limits };
                let (better, taken) = search(table, order, least, limits, watch);
                order = better;
                descend(table, &mut order);
                found.steps += taken;
            }
            least
        };
        found.cost += table.cost(&order);
        found.bound += least;
        found.order.extend(order);
        let best = Score::soft(found.cost);
        watch.tell(Progress { steps: found.steps, steps_max: limits.steps, best });
    }
    // Between the groups every pair costs its least.
    let within: i64 = found.cost;
    found.cost = table.cost(&found.order);
    found.bound += found.cost - within;
    found
}

/// The order of a table that differs little: groups are solved exactly while there is time, and
/// larger ones from where they stand.
fn again(table: &Table, before: &[usize], subsets: &mut u64) -> Vec<usize> {
    let mut place = vec![0; before.len()];
    for (at, &entry) in before.iter().enumerate() {
        place[entry] = at;
    }
    let mut order = Vec::new();
    for group in groups(table) {
        let mut group = group;
        group.sort_by_key(|&entry| place[entry]);
        let count = 1_u64 << group.len().min(EXACT_MAX);
        if group.len() <= EXACT_MAX && *subsets + count <= WITHOUT_SUBSETS {
            *subsets += count;
            group = best(table, &group).0;
        } else {
            descend(table, &mut group);
        }
        order.extend(group);
    }
    order
}

/// A number for each entry, larger for better places.
fn values(order: &[usize]) -> Vec<f64> {
    let mut values = vec![0.0; order.len()];
    for (at, &entry) in order.iter().enumerate() {
        values[entry] = -(at as f64);
    }
    values
}

fn placed(case: &Case, table: &Table, order: &[usize]) -> Vec<Placed> {
    let one = |(at, &entry): (usize, &usize)| Placed {
        entry: case.entries[entry].clone(),
        place: at + 1,
        value: table.won(entry),
        error: None,
        place_range: None,
        chance: None,
    };
    order.iter().enumerate().map(one).collect()
}

fn judges(case: &Case, orders: &[Order], values: &[f64]) -> Vec<JudgeSeen> {
    let mut sums = vec![(0, 0.0, 0.0); case.judges.len()];
    for order in orders {
        let Some(judge) = order.judge else { continue };
        let mut both: Vec<(f64, f64)> = Vec::new();
        for (at, group) in order.groups.iter().enumerate() {
            both.extend(group.iter().map(|&entry| (-(at as f64), values[entry])));
        }
        let (agree, all) = agree::agreeing(&mut both);
        let times = order.times as f64;
        let sum = &mut sums[judge];
        *sum = (sum.0 + order.times as u64, sum.1 + times * agree, sum.2 + times * all);
    }
    let one = |(at, (given, agree, all)): (usize, (u64, f64, f64))| JudgeSeen {
        judge: case.judges[at].clone(),
        given,
        severity: None,
        spread: None,
        agreement: if all > 0.0 { agree / all } else { 1.0 },
    };
    sums.into_iter().enumerate().map(one).collect()
}

fn notes(case: &Case, table: &Table, found: &Found) -> Vec<String> {
    let mut notes = Vec::new();
    if found.ways > 1 {
        notes.push(format!(
            "At least {} orders have as few disagreements; this is one of them.",
            found.ways
        ));
    }
    let is_unseen = |&entry: &usize| {
        (0..table.entries).all(|other| table.over(entry, other) + table.over(other, entry) == 0)
    };
    let unseen: Vec<usize> = (0..table.entries).filter(is_unseen).collect();
    if !unseen.is_empty() && table.entries > 1 {
        notes.push(format!("Compared with nothing, placed anywhere: {}.", named(case, &unseen)));
    }
    notes
}

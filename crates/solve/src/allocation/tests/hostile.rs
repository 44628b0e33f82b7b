//! Generated problems: whatever is asked is answered, keeps every demand, and what is called proved
//! is held against every answer there is.

use proptest::prelude::*;

use super::super::levels::{aims, reached};
use super::super::{Activity, Busy, Granted, Party, Problem, Rule, Way};
use super::{constraints, solve};
use crate::run::{Limits, Status, Watch};

const IDS: [&str; 4] = ["a", "b", "c", "d"];
const PLACES: [&str; 3] = ["", "P", "Q"];

fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![Just(Rule::Lottery), Just(Rule::RankMaximal), Just(Rule::Fair)]
}

fn parties(people: u32) -> impl Strategy<Value = Vec<Party>> {
    let wishes = prop::sample::subsequence(IDS.to_vec(), 0..=4).prop_shuffle();
    let confirmed =
        prop_oneof![4 => Just(Vec::new()), 1 => prop::sample::subsequence(IDS.to_vec(), 1)];
    let busy = prop_oneof![4 => Just(Vec::new()), 1 => (0_i64..6, 0_usize..3).prop_map(|(at, place)| {
        vec![Busy { start: at * 10, end: at * 10 + 15, place: PLACES[place].to_owned() }]
    })];
    let one = (1..=people, 1_u32..4, wishes, 0_u32..4, confirmed, busy);
    prop::collection::vec(one, 0..5).prop_map(|parties| {
        let named = parties.into_iter().enumerate();
        let one = |(at, (people, weight, wishes, at_most, confirmed, busy))| {
            let text = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
            let (wishes, confirmed) = (text(wishes), text(confirmed));
            Party { id: format!("p{at}"), people, weight, wishes, at_most, confirmed, busy }
        };
        named.map(one).collect()
    })
}

fn problems(people: u32) -> impl Strategy<Value = Problem> {
    let activity = (0_u32..6, 0_i64..6, 1_i64..4, 0_usize..3);
    let travel = prop_oneof![
        Just(Vec::new()),
        (0_u32..30).prop_map(|minutes| {
            vec![Way { from: "P".to_owned(), to: "Q".to_owned(), minutes }]
        })
    ];
    (prop::collection::vec(activity, 4), parties(people), travel, rule()).prop_map(
        |(activities, parties, travel, rule)| {
            let named = activities.into_iter().zip(IDS);
            let one =
                |((seats, start, long, place), id): ((u32, i64, i64, usize), &str)| Activity {
                    id: id.to_owned(),
                    seats,
                    start: start * 10,
                    end: (start + long) * 10,
                    place: PLACES[place].to_owned(),
                };
            Problem { activities: named.map(one).collect(), parties, travel, rule }
        },
    )
}

/// The best levels of every answer that keeps all demands, by trying all.
fn best_of_all(problem: &Problem) -> Option<Vec<i64>> {
    let longest = problem.parties.iter().map(|party| party.wishes.len()).max().unwrap_or(0);
    let aims = aims(problem.rule, longest);
    let number = |id: &String| IDS.iter().position(|one| one == id).unwrap() as u32;
    let sets: Vec<Vec<Vec<u32>>> = problem
        .parties
        .iter()
        .map(|party| {
            let firm: Vec<u32> = party.confirmed.iter().map(number).collect();
            let open: Vec<u32> =
                party.wishes.iter().map(number).filter(|at| !firm.contains(at)).collect();
            let subsets = (0..1_u32 << open.len()).map(|bits| {
                let more = open.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                firm.iter().copied().chain(more.map(|(_, &at)| at)).collect()
            });
            subsets.collect()
        })
        .collect();
    let mut best: Option<Vec<i64>> = None;
    let mut counter = vec![0; sets.len()];
    loop {
        let activities: Vec<Vec<u32>> =
            sets.iter().zip(&counter).map(|(sets, &at): (_, &usize)| sets[at].clone()).collect();
        let granted = Granted { activities, ..Granted::default() };
        if constraints::penalties(problem, &granted).iter().all(|one| one.count == 0) {
            let (ranks, served) = constraints::ranks(problem, &granted);
            best = best.max(Some(reached(&aims, &ranks, served)));
        }
        let Some(at) = (0..sets.len()).find(|&at| counter[at] + 1 < sets[at].len()) else {
            return best;
        };
        counter[at] += 1;
        counter[..at].fill(0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_rule_keeps_every_demand_and_what_is_proved_is_true(problem in problems(3), seed in 0_u64..9) {
        let limits = Limits { steps: 30_000, seed, searches: 1 };
        let outcome = solve(&problem, limits, Watch::NONE).unwrap();
        let answer = outcome.answer.unwrap();
        let best = best_of_all(&problem);

        prop_assert_eq!(outcome.status == Status::Infeasible, best.is_none());
        prop_assert_eq!(outcome.status == Status::Infeasible, !outcome.conflict.is_empty());
        let Some(best) = best else { return Ok(()) };
        prop_assert_eq!(outcome.score.hard, 0);
        let got: Vec<i64> = answer.proved.iter().map(|level| level.reached).collect();
        let bound: Option<Vec<i64>> = answer.proved.iter().map(|level| level.bound).collect();
        if problem.rule != Rule::Lottery {
            prop_assert!(got <= best);
            prop_assert!(bound.is_some_and(|bound| bound >= best), "{:?} < {best:?}", answer.proved);
            if outcome.status == Status::Optimal {
                prop_assert_eq!(&got, &best);
            }
        }
        let missing = problem.parties.iter().zip(&answer.activities).map(|(party, own)| {
            let has = |id: &&String| own.iter().any(|&at| IDS[at as usize] == **id);
            party.wishes.iter().filter(|id| !has(id)).count()
        });
        let told: Vec<usize> = answer.reasons.iter().map(Vec::len).collect();
        prop_assert_eq!(told, missing.collect::<Vec<_>>());
    }

    #[test]
    fn people_alone_with_one_seat_each_are_always_proved(mut problem in problems(1), rule in rule()) {
        problem.rule = rule;
        for party in &mut problem.parties {
            party.at_most = 1;
            party.confirmed.clear();
        }
        let outcome = solve(&problem, Limits { searches: 1, ..Limits::new(30_000, 1) }, Watch::NONE).unwrap();

        if rule != Rule::Lottery {
            prop_assert_eq!(outcome.status, Status::Optimal);
            let got: Vec<i64> =
                outcome.answer.unwrap().proved.iter().map(|level| level.reached).collect();
            prop_assert_eq!(Some(got), best_of_all(&problem));
        }
    }

    #[test]
    fn a_run_again_moves_nobody_who_was_granted(problem in problems(3)) {
        let limits = Limits { steps: 30_000, seed: 1, searches: 1 };
        let first = solve(&problem, limits, Watch::NONE).unwrap();
        prop_assume!(first.status != Status::Infeasible);
        let mut again = problem;
        for (party, own) in again.parties.iter_mut().zip(first.answer.unwrap().activities) {
            party.confirmed = own.iter().map(|&at| IDS[at as usize].to_owned()).collect();
            party.busy.clear();
        }
        again.activities.iter_mut().for_each(|one| one.seats += 1);

        let second = solve(&again, limits, Watch::NONE).unwrap();

        prop_assert_eq!(second.score.hard, 0);
        for (party, own) in again.parties.iter().zip(second.answer.unwrap().activities) {
            let has = |id: &String| own.iter().any(|&at| IDS[at as usize] == *id);
            prop_assert!(party.confirmed.iter().all(has));
        }
    }

    #[test]
    fn no_numbers_break_it(
        mut problem in problems(3),
        seats in prop::sample::select(vec![0, 1, u32::MAX]),
        people in prop::sample::select(vec![0, 1, 7, 10_000, u32::MAX]),
        minute in prop::sample::select(vec![i64::MIN, -1_000_000_000_000, 0, 1_000_000_000_000, i64::MAX]),
        at_most in prop::sample::select(vec![0, 1, u32::MAX]),
        steps in prop::sample::select(vec![0, 1, 7, 100, 10_000]),
    ) {
        for party in problem.parties.iter_mut().step_by(2) {
            party.people = people;
            party.at_most = at_most;
        }
        problem.activities[0].seats = seats;
        problem.activities[1].start = minute;
        let limits = Limits { steps, seed: u64::MAX, searches: 2 };

        if let Ok(outcome) = solve(&problem, limits, Watch::NONE) {
            let again = solve(&problem, limits, Watch::NONE).unwrap();
            prop_assert_eq!(again, outcome);
        }
    }
}

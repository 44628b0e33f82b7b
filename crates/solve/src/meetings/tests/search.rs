//! What the search promises.

use super::hostile::problems;
use crate::meetings::answer::plan;
use crate::meetings::board::Board;
use crate::meetings::case::{Case, Plan};
use crate::meetings::constraints;
use crate::meetings::moves::Terrain;
use crate::meetings::problem::{Guest, Party, Problem, Says, Span, Table, Wish};
use crate::meetings::solve;
use crate::run::{Limits, Status, Watch};
use crate::search::check_moves;
use proptest::prelude::*;

/// Everybody who meets, slots of an hour from 9:00, tables of eight seats.
pub fn problem(slots: i32, tables: usize, meetings: &[&[usize]]) -> Problem {
    let parties = meetings.iter().flat_map(|all| all.iter()).max().map_or(0, |most| most + 1);
    let party = |at: usize| Party { id: format!("p{at}"), ..Party::default() };
    let guest = |at: &usize| Guest { party: format!("p{at}"), says: Says::Want };
    let wish = |(at, parties): (usize, &&[usize])| Wish {
        id: format!("w{at}"),
        parties: parties.iter().map(guest).collect(),
        ..Wish::default()
    };
    let table = |at| Table { id: format!("t{at}"), seats: 8, ..Table::default() };
    Problem {
        slots: (0..slots).map(|at| Span { from: 540 + at * 60, until: 600 + at * 60 }).collect(),
        tables: (0..tables).map(table).collect(),
        parties: (0..parties).map(party).collect(),
        wishes: meetings.iter().enumerate().map(wish).collect(),
        ..Problem::default()
    }
}

#[test]
fn when_all_can_be_held_all_are_and_it_is_proved() {
    let outcome = solve(
        &problem(3, 2, &[&[0, 1], &[2, 3], &[0, 2], &[1, 3], &[0, 3], &[1, 2]]),
        Limits::new(20_000, 1),
        Watch::NONE,
    )
    .unwrap();

    assert_eq!((outcome.value, outcome.bound), (6.0, Some(6.0)));
    assert_eq!((outcome.status, outcome.score), (Status::Optimal, crate::Score::ZERO));
}

#[test]
fn a_stranger_comes_before_a_second_meeting_of_another() {
    // Two tables for an hour each: whoever knows everybody does not have both.
    let given = problem(2, 1, &[&[0, 1], &[0, 2], &[3, 4]]);

    let outcome = solve(&given, Limits::new(5_000, 1), Watch::NONE).unwrap();

    let answer = outcome.answer.unwrap();
    assert_eq!((outcome.value, outcome.bound), (2.0, Some(2.0)));
    assert!(answer.held.iter().any(|one| one.wish == "w2"), "{answer:?}");
    let shares: Vec<_> = answer.shares.iter().map(|one| (one.meetings, one.parties)).collect();
    assert_eq!(shares, [(0, 1), (1, 4)]);
    let because = &answer.unmet[0].because;
    assert!(because.contains("no table that suits is free"), "{because}");
}

#[test]
fn the_same_steps_and_seed_give_the_same_answer() {
    let given = problem(3, 1, &[&[0, 1], &[2, 3], &[0, 2], &[1, 3], &[0, 3], &[1, 2, 4]]);
    let once = || solve(&given, Limits::new(3_000, 9), Watch::NONE).unwrap();

    assert_eq!(once(), once());
}

#[test]
fn who_stops_a_run_gets_a_whole_answer() {
    let stop = std::sync::atomic::AtomicBool::new(true);
    let given = problem(2, 1, &[&[0, 1], &[0, 2], &[3, 4]]);

    let watch = Watch { stop: Some(&stop), progress: None };
    let outcome = solve(&given, Limits::new(u64::MAX, 1), watch).unwrap();

    assert_eq!((outcome.steps, outcome.score.hard, outcome.value), (0, 0, 2.0));
}

/// The most meetings, then leximin by sorted shares, by trying everything.
fn best_of_all(case: &Case) -> Option<(usize, Vec<u32>)> {
    let mut best = None;
    everything(case, 0, &mut vec![None; case.wishes.len()], &mut best);
    best
}

fn everything(case: &Case, at: u32, plan: &mut Plan, best: &mut Option<(usize, Vec<u32>)>) {
    if at as usize == case.wishes.len() {
        if constraints::count(case, plan).0.hard > 0 {
            return;
        }
        let held = plan.iter().flatten().count();
        let mut shares = vec![0; case.parties as usize];
        for (wish, _) in case.wishes.iter().zip(plan.iter()).filter(|(_, place)| place.is_some()) {
            wish.parties.iter().for_each(|&party| shares[party as usize] += 1);
        }
        shares.sort_unstable();
        let this = Some((held, shares));
        *best = std::mem::take(best).max(this);
        return;
    }
    everything(case, at + 1, plan, best);
    for slot in 0..case.slots.len() as u32 {
        for table in 0..case.tables.len() as u32 {
            let helpers =
                (case.parties..case.persons.len() as u32).chain([super::super::case::NONE]);
            for interpreter in helpers {
                plan[at as usize] = Some(super::super::case::Place { slot, table, interpreter });
                if constraints::ALL[1..12].iter().all(|one| one.tell(case, plan, 0).count == 0) {
                    everything(case, at + 1, plan, best);
                }
            }
        }
    }
    plan[at as usize] = None;
}

#[test]
fn small_problems_are_answered_as_trying_everything_answers_them() {
    let cases: [(Problem, &str); 4] = [
        (problem(2, 1, &[&[0, 1], &[0, 2], &[3, 4], &[0, 3]]), "one table"),
        (problem(2, 2, &[&[0, 1], &[0, 2], &[0, 3], &[1, 2], &[4, 3]]), "one whom all want"),
        (problem(2, 2, &[&[0, 1, 2], &[0, 3], &[1, 4], &[2, 5], &[3, 4]]), "three at a table"),
        (problem(3, 1, &[&[0, 1], &[0, 1, 2], &[2, 3], &[1, 3], &[0, 3]]), "scarce"),
    ];
    for (given, name) in cases {
        let case = Case::new(&given).unwrap();
        let (held, shares) = best_of_all(&case).unwrap();

        let outcome = solve(&given, Limits::new(30_000, 1), Watch::NONE).unwrap();

        let answer = outcome.answer.unwrap();
        let mut found = Vec::new();
        for share in &answer.shares {
            found.extend(std::iter::repeat_n(share.meetings, share.parties as usize));
        }
        assert_eq!((answer.held.len(), found), (held, shares), "{name}");
        assert!(outcome.bound.unwrap() >= held as f64, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn the_board_says_at_every_move_what_counting_from_nothing_says(
        given in problems(),
        seed in 0_u64..100,
    ) {
        let Ok(case) = Case::new(&given) else { return Ok(()) };
        let terrain = Terrain { board: Board::new(&case) };
        check_moves(terrain, seed, 120, |terrain| constraints::count(&case, &terrain.board.plan).0);
    }

    #[test]
    fn no_bound_is_below_the_best_answer_and_no_possible_problem_is_called_impossible(
        given in problems(),
    ) {
        let Ok(case) = Case::new(&given) else { return Ok(()) };
        let work = case.wishes.len() * case.slots.len() * case.tables.len();
        if work > 24 || case.wishes.len() > 4 {
            return Ok(());
        }
        let best = best_of_all(&case);
        let outcome = solve(&given, Limits::new(2_000, 1), Watch::NONE).unwrap();
        match best {
            Some((held, _)) => {
                prop_assert_ne!(outcome.status, Status::Infeasible);
                prop_assert!(outcome.bound.unwrap() >= held as f64);
                if outcome.status == Status::Optimal && given.weights.unmet > 0 {
                    prop_assert_eq!(outcome.value, held as f64);
                }
            }
            None => prop_assert!(matches!(outcome.status, Status::Infeasible | Status::None)),
        }
    }

    #[test]
    fn whatever_is_asked_ends_within_the_steps_and_hides_nothing(
        given in problems(),
        steps in 0_u64..2_000,
    ) {
        let Ok(outcome) = solve(&given, Limits::new(steps, 3), Watch::NONE) else { return Ok(()) };
        prop_assert!(outcome.steps <= steps);
        if outcome.status == Status::Infeasible {
            prop_assert!(!outcome.conflict.is_empty());
            return Ok(());
        }
        let case = Case::new(&given).unwrap();
        let answer = outcome.answer.unwrap();
        let plan = plan(&case, &answer).unwrap();
        let (score, penalties) = constraints::count(&case, &plan);
        prop_assert_eq!((score, penalties), (outcome.score, outcome.penalties));
        // What is not placed may be missing; what is placed breaks nothing.
        let broken = constraints::ALL[1..12].iter().map(|one| one.tell(&case, &plan, 0).count);
        prop_assert_eq!(broken.sum::<i64>(), 0);
        prop_assert_eq!(outcome.status == Status::None, score.hard > 0);
        prop_assert_eq!(answer.held.len() + answer.unmet.len(), given.wishes.len());
        prop_assert!(answer.unmet.iter().all(|one| !one.because.is_empty()));
        prop_assert!(outcome.bound.unwrap() >= outcome.value);
    }
}

#[test]
fn the_manuals_example_is_answered_as_the_manual_says() {
    let text = include_str!("../../../../../docs/manual/examples/meetings.json");
    let given: Problem = crate::invalid::from_json(text).unwrap();

    let outcome = solve(&given, Limits::new(20_000, 1), Watch::NONE).unwrap();

    assert_eq!((outcome.value, outcome.bound, outcome.score.hard), (3.0, Some(3.0), 0));
    let unmet: Vec<(String, String)> =
        outcome.answer.unwrap().unmet.into_iter().map(|one| (one.wish, one.because)).collect();
    let because = "of its 2 slots: at Friday 09:00 compute provider is in another meeting, at Friday \
                   09:40 community is in another meeting";
    assert_eq!(unmet[0], ("compute for the community".into(), because.into()));
    assert_eq!(unmet[1], ("fund and compute".into(), "fund said no".into()));
}

//! Problems, releases, events and files as somebody who means harm would write them: refused by the
//! name of a field, or answered within the limits, with everything that was asked accounted for.

mod files;
mod foe;

use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;

use crate::random::Random;
use crate::run::{Limits, Outcome, Progress, Status, Watch};
use crate::search::check_moves;
use crate::timetable::board::Board;
use crate::timetable::case::Case;
use crate::timetable::moves::Terrain;
use crate::timetable::problem::Problem;
use crate::timetable::run::{Answer, ground, plan};
use crate::timetable::start::start;
use crate::timetable::stood::{Stood, without_broken_groups};
use crate::timetable::tests::made;
use crate::timetable::{constraints, explain, reasons, replan, solve, violated};
use foe::foe;

fn few(seed: u64) -> Limits {
    let steps = [0, 1, 7, 130][(seed % 4) as usize];
    Limits { steps, seed, searches: (seed % 3) as u32 }
}

/// Everything that was asked is placed or counted as not placed; what is infeasible says why.
fn accounted(case: &Case, outcome: &Outcome<Answer>, limits: Limits) -> Result<(), TestCaseError> {
    prop_assert!(outcome.steps <= limits.steps);
    let Some(answer) = &outcome.answer else {
        prop_assert_eq!(outcome.status, Status::Infeasible);
        prop_assert!(!outcome.conflict.is_empty());
        prop_assert!(outcome.conflict.iter().all(|line| !line.trim().is_empty()));
        return Ok(());
    };
    let stands = plan(case, answer).expect("an answer is in the problem's names");
    let (score, penalties) = constraints::count(case, &stands);
    prop_assert_eq!((score, &penalties), (outcome.score, &outcome.penalties));
    let homeless = penalties.iter().find(|one| one.constraint == "placed").expect("counted");
    prop_assert_eq!(answer.placed.len() + homeless.count as usize, case.activities.len());
    prop_assert_eq!(outcome.status == Status::None, score.hard > 0);
    Ok(())
}

/// The first part of a path, such as `activities`.
fn list_of(at: &str) -> &str {
    at.split(['[', '.']).next().unwrap_or(at)
}

fn is_field(at: &str) -> bool {
    let known = serde_json::to_value(Problem::default()).expect("plain data");
    known.get(list_of(at)).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn hostile_problems_are_refused_or_answered(seed in any::<u64>()) {
        let problem = foe(seed).problem();
        let limits = few(seed);
        match solve(&problem, limits, Watch::NONE) {
            Err(refused) => prop_assert!(is_field(&refused.at), "{refused}"),
            Ok(outcome) => {
                let case = Case::new(&problem).expect("it was solved");
                accounted(&case, &outcome, limits)?;
                let said = reasons(&problem).expect("it was solved");
                let words: Vec<String> = said.iter().map(|one| one.words(&problem.days)).collect();
                prop_assert_eq!(words, outcome.conflict.clone());
                prop_assert_eq!(solve(&problem, limits, Watch::NONE).expect("again"), outcome);
            }
        }
    }

    #[test]
    fn the_board_keeps_its_promises_on_hostile_problems(seed in any::<u64>()) {
        let problem = foe(seed).problem();
        let Ok(case) = Case::new(&problem) else { return Ok(()) };
        let ground = ground(&case).expect("small");
        let mut board = Board::new(&ground);
        start(&mut board, &mut Random::new(seed), Watch::NONE);
        let recount = |terrain: &Terrain<'_>| constraints::count(&case, &terrain.board.plan).0;
        check_moves(Terrain { board }, seed, 40, recount);
    }

    #[test]
    fn hostile_events_are_refused_or_mended(seed in any::<u64>()) {
        let mut foe = foe(seed);
        let problem = foe.problem();
        let event = foe.event(&problem);
        let limits = few(seed);
        let of_event = |at: &str| at.starts_with("hall_lost.") || at.starts_with("party_gone.")
            || at.starts_with("activity_grows.");
        match replan(&problem, &event, limits, Watch::NONE) {
            Err(refused) => prop_assert!(
                is_field(&refused.at) || of_event(&refused.at), "{refused}"
            ),
            Ok(mended) => {
                prop_assert!(mended.outcome.steps <= limits.steps);
                let kept = problem.activities.len() - mended.cancelled.len();
                match &mended.outcome.answer {
                    None => prop_assert!(!mended.outcome.conflict.is_empty()),
                    Some(answer) => {
                        let homeless = &mended.outcome.penalties[0];
                        prop_assert_eq!(&homeless.constraint, "placed");
                        prop_assert_eq!(answer.placed.len() + homeless.count as usize, kept);
                        if homeless.count == 0 {
                            prop_assert!(mended.moved.len() >= mended.lost.len());
                            prop_assert!(mended.moved.len() >= mended.fewest);
                        }
                    }
                }
            }
        }
    }

    /// As planning again builds it: what the release broke by itself is tolerated where it stands.
    #[test]
    fn the_board_keeps_its_promises_on_hostile_releases(seed in any::<u64>()) {
        let mut problem = foe(seed).problem();
        let Ok(before) = Case::new(&problem) else { return Ok(()) };
        without_broken_groups(&mut problem, &before);
        let mut case = Case::new(&problem).expect("only less is asked");
        (case.stood, _) = Stood::of(&before, &case, |_, _| false);
        case.mending = true;
        let ground = ground(&case).expect("small");
        let mut board = Board::new(&ground);
        start(&mut board, &mut Random::new(seed), Watch::NONE);
        let recount = |terrain: &Terrain<'_>| constraints::count(&case, &terrain.board.plan).0;
        check_moves(Terrain { board }, seed, 40, recount);
    }

    #[test]
    fn hostile_answers_are_refused_or_explained(seed in any::<u64>()) {
        let mut foe = foe(seed);
        let problem = foe.problem();
        let Ok(case) = Case::new(&problem) else { return Ok(()) };
        let placed = foe.placed(problem.activities.len(), problem.halls.len());
        match plan(&case, &Answer { placed }) {
            Err(refused) => prop_assert_eq!(list_of(&refused.at), "placed"),
            Ok(plan) => {
                let hard: i64 = violated(&case, &plan, 3).iter().map(|one| one.score.hard).sum();
                prop_assert_eq!(hard, constraints::count(&case, &plan).0.hard);
                for activity in 0..case.activities.len() as u32 {
                    let told = explain(&case, &plan, activity, 2).expect("small");
                    prop_assert_eq!(&told.activity, case.name(activity));
                }
            }
        }
    }
}

/// The flag may rise at any look; what was done until then replays from its steps.
#[test]
fn a_run_that_is_stopped_anywhere_replays_from_its_steps() {
    let problem = made(3, 2);
    for looks in [0, 1, 2, 5, 11] {
        let (stop, seen) = (AtomicBool::new(looks == 0), AtomicBool::new(false));
        let tell = |progress: Progress| {
            seen.store(true, Ordering::Relaxed);
            if progress.steps >= looks * 64 {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let watch = Watch { stop: Some(&stop), progress: Some(&tell) };
        let limits = Limits { steps: u64::MAX, seed: 4, searches: 1 };

        let stopped = solve(&problem, limits, watch).expect("sound");

        assert!(seen.load(Ordering::Relaxed) && stopped.steps <= looks * 64);
        if looks > 0 {
            let again = Limits { steps: stopped.steps, ..limits };
            assert_eq!(solve(&problem, again, Watch::NONE).expect("sound"), stopped);
        }
    }
}

/// The foe is worth something only where enough of what it draws gets past the gate.
#[test]
fn enough_of_what_is_drawn_gets_past_the_gate() {
    let (mut asked, mut impossible, mut mended, mut broken) = (0, 0, 0, 0);
    for seed in 0..600 {
        let mut foe = foe(seed);
        let problem = foe.problem();
        if let Ok(outcome) = solve(&problem, Limits::new(1, seed), Watch::NONE) {
            asked += 1;
            impossible += usize::from(outcome.status == Status::Infeasible);
        }
        let event = foe.event(&problem);
        if let Ok(one) = replan(&problem, &event, Limits::new(1, seed), Watch::NONE) {
            mended += usize::from(one.outcome.answer.is_some());
            broken += usize::from(one.outcome.answer.is_some() && !one.stood.is_empty());
        }
    }
    let said = format!("{asked} asked, {impossible} impossible, {mended} mended, {broken} broken");
    assert!(asked > 300 && asked - impossible > 100 && mended > 150 && broken > 100, "{said}");
}

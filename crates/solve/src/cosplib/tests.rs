//! Differences against counting on made problems. The kept answers to the published
//! ones are counted again in `bench/solve`, since nothing here reads a file.

use super::board::Board;
use super::count::count;
use super::model::Model;
use super::moves::{Terrain, start};
use super::problem::{Plan, Problem, Session, Submission, Track};
use super::{read_plan, solve, write};
use crate::random::Random;
use crate::run::{Limits, Status, Watch};
use crate::score::Score;
use crate::search::check_moves;

/// A made conference in which every constraint costs something.
fn made(seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let (sessions, rooms, tracks) = (4, 3, 4);
    let mut table = |rows: usize, columns: usize| -> Vec<Vec<i64>> {
        let mut row = || (0..columns).map(|_| random.below(3) as i64).collect();
        (0..rows).map(|_| row()).collect()
    };
    let (track_sessions, track_rooms) = (table(tracks, sessions), table(tracks, rooms));
    let session_rooms = table(sessions, rooms);
    let similar = (0..tracks).map(|one| {
        let cost = |other: usize| if one == other { 0 } else { ((one + other) % 3) as i64 };
        (0..tracks).map(cost).collect()
    });
    let similar = similar.collect();
    let submissions = (0..24).map(|at| Submission {
        reference: format!("s{at}"),
        track: at % tracks,
        slots: 1 + usize::from(at % 5 == 0) + usize::from(at == 7),
        order: if at % 3 == 0 { 1 + at / tracks } else { 0 },
        presenters: vec![format!("p{}", at % 9)],
        attendees: vec![format!("p{}", (at * 5 + 2) % 11)],
        session_penalty: vec![0, 1, 0, 2],
        room_penalty: vec![0, at as i64 % 2, 1],
        zone_penalty: vec![1, 0, 0, 10],
    });
    let track = |at: usize| Track { name: format!("t{at}"), chairs: vec![format!("p{}", at % 3)] };
    Problem {
        sessions: [3, 4, 4, 2]
            .map(|slots| Session { name: format!("x{slots}{}", seed % 7), slots })
            .into(),
        rooms: (0..rooms).map(|at| format!("r{at}")).collect(),
        tracks: (0..tracks).map(track).collect(),
        submissions: submissions.collect(),
        track_sessions,
        track_rooms,
        similar,
        session_rooms,
        weights: [3, 1, 2, 5, 7, 4, 6, 1, 2, 3, 1, 20, 2, 9, 15, 1],
    }
}

#[test]
fn the_board_knows_by_differences_what_is_counted() {
    for seed in 0..6 {
        let problem = made(seed);
        let model = Model::new(&problem);
        let mut board = Board::new(&model);
        start(&mut board, &mut Random::new(seed));
        let recount = |terrain: &Terrain<'_>| {
            let missing =
                terrain.board.homeless.iter().map(|&at| i64::from(model.length[at as usize]));
            let value = count(&problem, &terrain.board.plan(&problem)).value;
            Score { hard: missing.sum(), soft: value }
        };
        check_moves(Terrain { problem: &problem, board }, seed, 600, recount);
    }
}

#[test]
fn the_same_seed_and_steps_give_the_same_plan() {
    let problem = made(2);

    let [one, other] = [0, 1].map(|_| solve(&problem, Limits::new(5_000, 3), Watch::NONE));

    assert_eq!(one, other);
    assert_eq!(one.status, Status::Feasible);
    let plan = one.answer.expect("a plan");
    assert_eq!(count(&problem, &plan).broken, [] as [String; 0]);
}

#[test]
fn a_plan_goes_through_its_sheet_unchanged() {
    let mut problem = made(4);
    problem.sessions.iter_mut().zip(0..).for_each(|(session, at)| session.name = format!("x{at}"));
    let plan = solve(&problem, Limits::new(2_000, 3), Watch::NONE).answer.expect("a plan");

    let sheet = write(&problem, &plan).expect("a sheet");

    assert_eq!(read_plan(&problem, &sheet).expect("our own sheet"), plan);
}

#[test]
fn a_plan_that_breaks_demands_is_told_so() {
    let problem = made(1);
    let mut plan: Plan = problem.empty_plan();
    plan.slots[0][0][0] = Some(1);
    plan.slots[0][0][1] = Some(2);

    let broken = count(&problem, &plan).broken;

    assert!(broken.contains(&"s0 needs 2 slots and stands in 0, not as often as it needs".into()));
    assert!(broken.contains(&format!("{} in r0 mixes tracks: t1; t2", problem.sessions[0].name)));
}

#[test]
fn a_submission_longer_than_every_session_is_proved_impossible() {
    let mut problem = made(1);
    problem.submissions[3].slots = 5;

    let outcome = solve(&problem, Limits::new(10, 1), Watch::NONE);

    assert_eq!(outcome.status, Status::Infeasible);
    let words = ["s3 needs 5 time slots in one cell", "the longest session has 4"];
    assert_eq!(outcome.conflict, words);
}

//! Planning again: what already stood broken stays, and the bound on moves is true and tight.

use super::board::Board;
use super::case::Case;
use super::fewest::fewest;
use super::moves::Terrain;
use super::problem::*;
use super::run::ground;
use super::start::start;
use super::stood::Stood;
use super::{Event, constraints, replan};
use crate::random::Random;
use crate::run::{Limits, Status, Watch};
use crate::search::check_moves;

fn open(from: i32, until: i32) -> Vec<Span> {
    vec![Span { from, until }]
}

fn hall(id: &str, from: i32, until: i32) -> Hall {
    Hall { id: id.into(), open: open(from, until), ..Hall::default() }
}

fn talk(id: &str, minutes: u32) -> Activity {
    Activity { id: id.into(), minutes, ..Activity::default() }
}

fn placed(activity: &str, hall: &str, start: i32) -> Placed {
    Placed { activity: activity.into(), hall: hall.into(), start }
}

/// A release in which Li is in two places at once, one talk is outside its window and another
/// outside its hall's hours; a hall is lost that has nothing to do with them.
fn broken() -> (Problem, Event) {
    let mut problem = Problem {
        days: vec!["Fri".into()],
        halls: vec![hall("A", 540, 720), hall("B", 540, 720), hall("C", 540, 720)],
        parties: vec![Party { id: "Li".into(), ..Party::default() }],
        activities: vec![talk("one", 60), talk("two", 60), talk("early", 30), talk("late", 30)],
        release: vec![
            placed("one", "A", 540),
            placed("two", "B", 570),
            placed("early", "A", 660),
            placed("late", "B", 705),
        ],
        ..Problem::default()
    };
    problem.activities[0].parties = vec!["Li".into()];
    problem.activities[1].parties = vec!["Li".into()];
    problem.activities[2].windows = open(540, 600);
    problem.activities.push(talk("lost", 60));
    problem.release.push(placed("lost", "C", 540));
    let during = Span { from: 0, until: 1440 };
    (problem, Event::HallLost { hall: "C".into(), during })
}

#[test]
fn what_the_release_broke_by_itself_stays_and_is_told() {
    let (problem, event) = broken();

    let mended = replan(&problem, &event, Limits::new(2_000, 1), Watch::NONE).expect("sound");

    assert_eq!((mended.outcome.status, mended.outcome.score.hard), (Status::Feasible, 0));
    let moved: Vec<&str> = mended.moved.iter().map(|one| one.activity.as_str()).collect();
    assert_eq!((moved.as_slice(), mended.fewest), (&["lost"][..], 1));
    assert_eq!(mended.stood.len(), 3, "{:?}", mended.stood);
    assert!(mended.stood.iter().any(|told| told.contains("Li ends \"one\"")), "{:?}", mended.stood);
}

#[test]
fn what_the_event_itself_takes_away_is_not_tolerated() {
    let (problem, _) = broken();
    let event = Event::HallLost { hall: "B".into(), during: Span { from: 0, until: 1440 } };

    let mended = replan(&problem, &event, Limits::new(2_000, 1), Watch::NONE).expect("sound");

    assert_eq!(mended.lost, ["two", "late"]);
    assert_eq!(mended.outcome.score.hard, 0);
    assert_eq!(mended.stood.len(), 1, "{:?}", mended.stood);
}

#[test]
fn the_board_knows_by_differences_what_is_tolerated() {
    let (mut problem, _) = broken();
    problem.precedences =
        vec![Precedence { before: "late".into(), after: "one".into(), gap_minutes: 0 }];
    problem.not_parallel = vec![vec!["one".into(), "two".into()]];
    let before = Case::new(&problem).expect("sound");
    let mut case = Case::new(&problem).expect("sound");
    let (stood, _) = Stood::of(&before, &case, |_, _| false);
    (case.stood, case.mending) = (stood, true);
    assert_eq!(constraints::count(&case, &case.release).0.hard, 0);
    let ground = ground(&case).expect("small");
    let mut board = Board::new(&ground);
    start(&mut board, &mut Random::new(1), Watch::NONE);
    assert_eq!(board.score().hard, 0, "the release stands as it was");

    let recount = |terrain: &Terrain<'_>| constraints::count(&case, &terrain.board.plan).0;
    check_moves(Terrain { board }, 3, 600, recount);
}

/// A talk of 90 min and one of 30 lose their hall; A has gaps of 60, 30 and 60 min between talks.
#[test]
fn where_no_gap_is_long_enough_one_more_must_move_and_the_reason_is_told() {
    let problem = Problem {
        days: vec!["Fri".into()],
        halls: vec![hall("A", 540, 840), hall("C", 540, 840)],
        activities: vec![talk("a", 60), talk("b", 60), talk("long", 90), talk("short", 30)],
        release: vec![
            placed("a", "A", 600),
            placed("b", "A", 720),
            placed("long", "C", 540),
            placed("short", "C", 700),
        ],
        ..Problem::default()
    };
    let during = Span { from: 0, until: 1440 };
    let event = Event::HallLost { hall: "C".into(), during };

    let mended = replan(&problem, &event, Limits::new(4_000, 1), Watch::NONE).expect("sound");

    assert_eq!((mended.lost.len(), mended.moved.len(), mended.fewest), (2, 3, 3));
    assert_eq!(
        mended.because.iter().map(|one| one.words(&problem.days)).collect::<Vec<_>>(),
        [
            "1 of the lost activities need a hall for 90 min or longer",
            "between all that stays there is room for 0 of them",
            "so at least 1 more must move",
        ]
    );
}

/// Few activities in two short halls: every set of moves is tried.
#[test]
fn the_bound_is_never_above_what_trying_everything_finds() {
    let (mut tight, mut solved) = (0, 0);
    for seed in 0..60 {
        let problem = small(seed);
        let case = Case::new(&problem).expect("sound");
        let ground = ground(&case).expect("small");
        let lost: Vec<u32> = (0..case.activities.len() as u32)
            .filter(|&at| case.release[at as usize].is_some_and(|it| !ground.domains.holds(at, it)))
            .collect();
        let bound = fewest(&case, &ground.domains, &lost).moves;
        if let Some(found) = tried(&case, &ground.domains, lost.len()) {
            assert!(bound <= found, "seed {seed}: {bound} above {found}");
            (tight, solved) = (tight + u32::from(bound == found), solved + 1);
        }
    }
    assert!(solved > 20 && tight * 10 > solved * 6, "{tight} of {solved}");
}

/// Two halls of six half hours, a third that is lost.
fn small(seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut problem = Problem {
        days: vec!["Fri".into()],
        grid_minutes: 30,
        halls: vec![hall("A", 540, 720), hall("B", 540, 720)],
        ..Problem::default()
    };
    problem.halls.push(Hall { id: "C".into(), ..Hall::default() });
    for hall in ["A", "B", "C"] {
        let mut free = 540;
        while free < 720 {
            let minutes = [30, 60, 90][random.below(3)];
            let kept = random.chance(if hall == "C" { 0.4 } else { 0.55 });
            if kept && free + minutes <= 720 {
                let name = format!("{hall}{free}");
                problem.activities.push(talk(&name, minutes as u32));
                problem.release.push(placed(&name, hall, free));
            }
            free += if kept { minutes } else { 30 };
        }
    }
    problem
}

/// The fewest moves of any timetable that places everything, by trying all.
fn tried(case: &Case, domains: &super::domain::Domains, lost: usize) -> Option<usize> {
    fn place(
        case: &Case,
        domains: &super::domain::Domains,
        board: &mut Vec<(u32, i32, i32)>,
        (at, moved): (usize, usize),
        best: &mut Option<usize>,
    ) {
        if best.is_some_and(|best| moved >= best) {
            return;
        }
        let Some(own) = case.activities.get(at) else {
            *best = Some(moved);
            return;
        };
        for range in &domains.of[at] {
            for start in (range.first..=range.last).step_by(30) {
                let end = start + own.minutes;
                let free =
                    board.iter().all(|one| one.0 != range.hall || one.2 <= start || end <= one.1);
                if free {
                    let place_is = super::case::Place { hall: range.hall, start };
                    let more = usize::from(case.release[at] != Some(place_is));
                    board.push((range.hall, start, end));
                    place(case, domains, board, (at + 1, moved + more), best);
                    board.pop();
                }
            }
        }
    }
    let mut best = Some(lost + 3);
    place(case, domains, &mut Vec::new(), (0, 0), &mut best);
    best.filter(|&best| best < lost + 3)
}

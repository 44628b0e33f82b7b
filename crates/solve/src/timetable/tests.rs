//! The model as a whole: differences against counting, refusals, reasons.

use super::board::Board;
use super::case::Case;
use super::moves::Terrain;
use super::problem::*;
use super::run::{ground, plan};
use super::start::start;
use super::{Event, constraints, explain, read, replan, solve, violated};
use crate::random::Random;
use crate::run::{Limits, Status, Watch};
use crate::search::check_moves;

/// A made conference with something of everything, larger with `size`.
pub fn made(seed: u64, size: usize) -> Problem {
    let mut random = Random::new(seed);
    let span = |day: i32, from: i32, until: i32| Span {
        from: day * 1440 + from,
        until: day * 1440 + until,
    };
    let halls = (0..3 + size).map(|at| Hall {
        id: format!("hall {at}"),
        venue: format!("venue {}", at % 3),
        capacity: Some(50 + 40 * at as u32),
        features: if at % 2 == 0 { vec!["stage".into()] } else { Vec::new() },
        open: (0..3).map(|day| span(day, 540, 900 + 60 * day)).collect(),
        changeover_minutes: 5 * (at as u32 % 3),
        owner: (at == 1).then(|| "host 1".into()),
    });
    let parties = (0..8 * size).map(|at| Party {
        id: format!("party {at}"),
        available: (at % 7 == 0).then(|| vec![span(0, 540, 1080), span(1, 540, 1080)]),
        avoids: if at % 5 == 0 {
            vec![Avoid { span: span(0, 540, 660), weight: 3 }]
        } else {
            Vec::new()
        },
    });
    let all = 14 * size;
    let activities = (0..all).map(|at| Activity {
        id: format!("activity {at}"),
        minutes: [20, 30, 33, 60, 90][random.below(5)],
        setup_minutes: if at % 9 == 0 { 15 } else { 0 },
        teardown_minutes: if at % 11 == 0 { 10 } else { 0 },
        features: if at % 6 == 0 { vec!["stage".into()] } else { Vec::new() },
        windows: if at % 8 == 0 { vec![span(1, 540, 900)] } else { Vec::new() },
        parties: vec![
            format!("party {}", at % (8 * size)),
            format!("party {}", (at * 3 + 1) % (8 * size)),
        ],
        host: (at % 4 == 0).then(|| format!("host {}", at % 3)),
        demand: random.below(200) as u32,
        track: Some(format!("track {}", at % (2 * size))),
        part: Some(format!("part {}", at % 3)),
        topics: vec![format!("topic {}", at % 5)],
        ..Activity::default()
    });
    let name = |at: usize| format!("activity {at}");
    let mut activities: Vec<Activity> = activities.collect();
    for activity in &mut activities {
        activity.parties.dedup();
    }
    Problem {
        days: vec!["Fri".into(), "Sat".into(), "Sun".into()],
        grid_minutes: 5,
        travel: vec![Travel { from: "venue 0".into(), to: "venue 1".into(), minutes: 20 }],
        halls: halls.collect(),
        hosts: (0..3)
            .map(|at| Host { id: format!("host {at}"), granted_minutes: Some(3_000) })
            .collect(),
        parties: parties.collect(),
        precedences: vec![Precedence { before: name(0), after: name(5), gap_minutes: 30 }],
        same_day: vec![vec![name(1), name(2), name(3)]],
        not_parallel: vec![vec![name(4), name(5), name(6)]],
        series: vec![vec![name(7), name(9), name(10)]],
        stars: vec![Stars { one: name(3), other: name(11), people: 25 }],
        release: vec![Placed { activity: name(2), hall: "hall 0".into(), start: 600 }],
        weights: Weights { part_balance: 1, topic_balance: 1, ..Weights::default() },
        activities,
    }
}

#[test]
fn the_board_knows_by_differences_what_the_constraints_count() {
    for seed in 0..4 {
        let problem = made(seed, 2);
        let case = Case::new(&problem).expect("sound");
        let ground = ground(&case).expect("small");
        let mut board = Board::new(&ground);
        start(&mut board, &mut Random::new(seed), Watch::NONE);
        let recount = |terrain: &Terrain<'_>| constraints::count(&case, &terrain.board.plan).0;
        check_moves(Terrain { board }, seed, 400, recount);
    }
}

#[test]
fn the_same_seed_and_steps_give_the_same_timetable() {
    let problem = made(5, 2);

    let [one, other] =
        [0, 1].map(|_| solve(&problem, Limits::new(800, 9), Watch::NONE).expect("sound"));

    assert_eq!(one, other);
    assert_eq!(one.status, Status::Feasible);
}

#[test]
fn a_problem_goes_through_json_unchanged() {
    let problem = made(1, 1);

    let text = serde_json::to_string(&problem).expect("plain data");

    assert_eq!(read(&text), Ok(problem));
}

#[test]
fn a_refusal_names_the_path_of_the_field() {
    let refused = |change: &dyn Fn(&mut Problem)| {
        let mut problem = made(1, 1);
        change(&mut problem);
        Case::new(&problem).expect_err("refused").to_string()
    };

    assert_eq!(
        refused(&|it| it.activities[3].parties[1] = "nobody".into()),
        "activities[3].parties[1]: there is no party \"nobody\""
    );
    assert_eq!(
        refused(&|it| it.halls[1].open[0].until = 0),
        "halls[1].open[0]: 540 to 0 is no time between 0 and 86400"
    );
    assert_eq!(refused(&|it| it.activities[2].minutes = 0), "activities[2].minutes: is 0");
    assert_eq!(
        refused(&|it| it.halls[2].id = "hall 0".into()),
        "halls[2].id: hall \"hall 0\" is there twice"
    );
    assert_eq!(
        refused(&|it| it.weights.stars = u32::MAX),
        "weights.stars: 4294967295 is more than 1000000"
    );
    let error = read("{\"hals\": []}").expect_err("no such field").to_string();
    assert!(
        error.starts_with("hals: unknown field `hals`") && error.contains("line 1 column 7"),
        "{error}"
    );
}

/// What an impossible problem answers.
fn conflict(problem: &Problem) -> Vec<String> {
    let outcome = solve(problem, Limits::new(100, 1), Watch::NONE).expect("sound");
    assert_eq!(outcome.status, Status::Infeasible);
    outcome.conflict
}

fn two(minutes: u32, parties: &[&str]) -> Problem {
    let hall = |id: &str| Hall {
        id: id.into(),
        venue: id.into(),
        open: vec![Span { from: 540, until: 720 }],
        ..Hall::default()
    };
    let talk = |id: &str| Activity {
        id: id.into(),
        minutes,
        parties: parties.iter().map(ToString::to_string).collect(),
        ..Activity::default()
    };
    Problem {
        days: vec!["Fri".into()],
        halls: vec![hall("A"), hall("C")],
        travel: vec![Travel { from: "A".into(), to: "C".into(), minutes: 35 }],
        parties: vec![Party { id: "Li".into(), ..Party::default() }],
        activities: vec![talk("one"), talk("two")],
        ..Problem::default()
    }
}

#[test]
fn two_fixed_talks_of_one_speaker_that_are_too_far_apart_are_proved_impossible() {
    let mut problem = two(60, &["Li"]);
    problem.activities[0].fixed = Some(Spot { hall: "A".into(), start: 540 });
    problem.activities[1].fixed = Some(Spot { hall: "C".into(), start: 620 });

    assert_eq!(
        conflict(&problem),
        [
            "Li is needed in \"one\" and in \"two\"",
            "\"one\" starts at Fri 09:00 and ends at Fri 10:00 in A",
            "\"two\" starts at Fri 10:20 and ends at Fri 11:20 in C",
            "the way between them takes 35 min",
        ]
    );
}

#[test]
fn an_activity_that_fits_nowhere_is_told_by_what_contradicts_only() {
    let mut problem = two(60, &["Li"]);
    problem.activities[0].windows = vec![Span { from: 540, until: 660 }];
    problem.parties[0].available = Some(vec![Span { from: 640, until: 720 }]);

    assert_eq!(
        conflict(&problem),
        [
            "\"one\" takes 60 min",
            "\"one\" lies within from Fri 09:00 to Fri 11:00",
            "Li is there from Fri 10:40 to Fri 12:00",
        ]
    );
}

#[test]
fn more_hall_minutes_than_there_are_is_proved_impossible() {
    let mut problem = two(120, &[]);
    for name in ["three", "four", "five"] {
        problem.activities.push(Activity { id: name.into(), ..problem.activities[0].clone() });
    }

    assert_eq!(
        conflict(&problem),
        ["5 activities need 600 hall minutes", "the 2 halls that they may use are open for 360"]
    );
}

#[test]
fn a_party_with_more_to_do_than_time_is_proved_impossible() {
    let mut problem = two(60, &["Li"]);
    let third = Activity { id: "three".into(), ..problem.activities[0].clone() };
    problem.activities.push(third);
    problem.parties[0].available = Some(vec![Span { from: 540, until: 700 }]);
    problem.travel.clear();

    assert_eq!(
        conflict(&problem),
        [
            "Li is needed for 180 min in \"one\", \"two\", \"three\"",
            "between Fri 09:00 and Fri 11:40 there are 160 min for them",
        ]
    );
}

#[test]
fn what_waits_for_itself_is_proved_impossible() {
    let mut problem = two(60, &[]);
    let rule = |before: &str, after: &str| Precedence {
        before: before.into(),
        after: after.into(),
        gap_minutes: 0,
    };
    problem.precedences = vec![rule("one", "two"), rule("two", "one")];

    assert_eq!(
        conflict(&problem),
        ["\"two\" comes before \"one\"", "\"one\" comes before \"two\""]
    );
}

#[test]
fn a_lost_hall_moves_what_was_in_it_and_nothing_else() {
    let mut problem = made(3, 2);
    problem.release.clear();
    let placed = solve(&problem, Limits::new(2_000, 1), Watch::NONE).expect("sound");
    problem.release = placed.answer.expect("placed").placed;
    let first = problem.release.iter().find(|it| it.start < 1440).expect("something on Friday");
    let lost_hall = first.hall.clone();
    let during = Span { from: 0, until: 1440 };
    let there = problem
        .release
        .iter()
        .filter(|it| it.hall == lost_hall && it.start < 1440)
        .map(|it| it.activity.clone());
    let there: Vec<String> = there.collect();

    let event = Event::HallLost { hall: lost_hall, during };
    let mended = replan(&problem, &event, Limits::new(4_000, 1), Watch::NONE).expect("sound");

    assert!(!there.is_empty());
    assert_eq!(mended.lost, there);
    assert_eq!(mended.outcome.score.hard, placed.score.hard);
    assert!(mended.moved.len() * 10 <= there.len() * 11, "{:?}", mended.moved);
}

#[test]
fn a_speaker_who_is_gone_cancels_only_what_nobody_else_gives() {
    let mut problem = two(60, &["Li"]);
    problem.parties.push(Party { id: "Wu".into(), ..Party::default() });
    problem.activities[1].parties.push("Wu".into());
    problem.release = vec![
        Placed { activity: "one".into(), hall: "A".into(), start: 540 },
        Placed { activity: "two".into(), hall: "A".into(), start: 600 },
    ];

    let event = Event::PartyGone { party: "Li".into(), during: None };
    let mended = replan(&problem, &event, Limits::new(100, 1), Watch::NONE).expect("sound");

    assert_eq!(mended.cancelled, ["one"]);
    assert_eq!(mended.outcome.answer.expect("placed").placed, problem.release[1..]);
}

#[test]
fn an_activity_that_grows_pushes_as_little_as_it_can() {
    let mut problem = two(60, &[]);
    problem.release = vec![
        Placed { activity: "one".into(), hall: "A".into(), start: 540 },
        Placed { activity: "two".into(), hall: "A".into(), start: 600 },
    ];

    let event = Event::ActivityGrows { activity: "one".into(), minutes: 75 };
    let mended = replan(&problem, &event, Limits::new(1_000, 1), Watch::NONE).expect("sound");

    assert_eq!(mended.outcome.score.hard, 0);
    assert_eq!(mended.moved.len(), 1);
}

#[test]
fn an_explanation_says_why_here_and_what_it_costs_there() {
    let mut problem = two(60, &["Li"]);
    problem.halls[1].capacity = Some(30);
    problem.activities[0].demand = 50;
    let case = Case::new(&problem).expect("sound");
    let answer = super::Answer {
        placed: vec![
            Placed { activity: "one".into(), hall: "C".into(), start: 540 },
            Placed { activity: "two".into(), hall: "C".into(), start: 600 },
        ],
    };
    let plan = plan(&case, &answer).expect("known");

    let told = explain(&case, &plan, 0, 1).expect("small");
    let still = violated(&case, &plan, 5);

    assert_eq!(told.violates, ["demand: \"one\" expects 50 people; C seats 30"]);
    let there = &told.elsewhere[0];
    assert_eq!((there.hall.as_str(), there.in_the_way.len()), ("C", 0));
    assert_eq!(still.len(), 1);
    assert_eq!((still[0].constraint.as_str(), still[0].count), ("demand", 20));
}

//! Given a problem and a plan, a constraint penalises by so much.

use super::ALL;
use crate::score::Score;
use crate::timetable::case::Case;
use crate::timetable::problem::{
    Activity, Avoid, Hall, Host, Party, Placed, Precedence, Problem, Span, Stars, Travel, Weights,
};
use crate::timetable::run::{Answer, plan};

fn span(from: i32, until: i32) -> Span {
    Span { from, until }
}

/// Two halls in venues 35 min apart, open from 9:00 to 18:00 on two days; talks a, b and c of 60 min.
fn given() -> Problem {
    let open = vec![span(540, 1080), span(1980, 2520)];
    let hall = |id: &str, venue: &str| Hall {
        id: id.into(),
        venue: venue.into(),
        open: open.clone(),
        ..Hall::default()
    };
    let talk = |id: &str| Activity { id: id.into(), minutes: 60, ..Activity::default() };
    Problem {
        days: vec!["Fri".into(), "Sat".into()],
        halls: vec![hall("A", "north"), hall("C", "south")],
        travel: vec![Travel { from: "north".into(), to: "south".into(), minutes: 35 }],
        activities: ["a", "b", "c"].map(talk).into(),
        parties: vec![Party { id: "Li".into(), ..Party::default() }],
        hosts: vec![Host { id: "H".into(), granted_minutes: Some(100) }],
        weights: Weights {
            demand: 2,
            stars: 3,
            track_parallel: 5,
            track_halls: 7,
            avoids: 11,
            series: 13,
            part_balance: 1,
            topic_balance: 1,
            change: 29,
            change_day: 17,
            change_hall: 19,
            change_time: 23,
        },
        ..Problem::default()
    }
}

/// What one constraint says of a plan: its score, and its first words.
fn says(problem: &Problem, name: &str, places: &[(&str, &str, i32)]) -> (Score, String) {
    let case = Case::new(problem).expect("a sound problem");
    let placed = places.iter().map(|&(activity, hall, start)| Placed {
        activity: activity.into(),
        hall: hall.into(),
        start,
    });
    let plan = plan(&case, &Answer { placed: placed.collect() }).expect("known names");
    let constraint = ALL.iter().find(|one| one.name == name).expect("a constraint of that name");
    let tally = constraint.tell(&case, &plan, 1);
    let words = tally.findings.first().map_or(String::new(), |finding| finding.words.clone());
    (constraint.score(&case, tally.count), words)
}

const APART: &[(&str, &str, i32)] = &[("a", "A", 540), ("b", "A", 600), ("c", "C", 1980)];
const AT_ONCE: &[(&str, &str, i32)] = &[("a", "A", 540), ("b", "C", 570), ("c", "C", 1980)];

#[test]
fn an_activity_without_a_place_breaks_a_demand() {
    let said = says(&given(), "placed", &APART[..2]);
    assert_eq!(said, (Score::hard(1), "\"c\" has no place".into()));
    assert_eq!(says(&given(), "placed", APART).0, Score::ZERO);
}

#[test]
fn a_hall_that_is_not_allowed_breaks_a_demand() {
    let mut problem = given();
    problem.activities[2].halls = vec!["A".into()];
    let said = says(&problem, "hall_suits", APART);
    assert_eq!(said, (Score::hard(1), "\"c\" may not be in C".into()));
}

#[test]
fn a_hall_that_is_closed_during_set_up_breaks_a_demand() {
    let mut problem = given();
    assert_eq!(says(&problem, "hall_open", APART).0, Score::ZERO);
    problem.activities[0].setup_minutes = 10;
    let words = "\"a\" needs A from Fri 08:50 to Fri 10:00, when it is closed";
    assert_eq!(says(&problem, "hall_open", APART), (Score::hard(1), words.into()));
}

#[test]
fn two_in_one_hall_without_time_to_change_over_break_a_demand() {
    let mut problem = given();
    assert_eq!(says(&problem, "hall_overlap", APART).0, Score::ZERO);
    problem.halls[0].changeover_minutes = 5;
    let words = "A is needed by \"a\" and \"b\" at once";
    assert_eq!(says(&problem, "hall_overlap", APART), (Score::hard(1), words.into()));
}

#[test]
fn an_activity_outside_its_windows_breaks_a_demand() {
    let mut problem = given();
    problem.activities[1].windows = vec![span(540, 650), span(1980, 2040)];
    let words = "\"b\" at Fri 10:00 is outside its windows";
    assert_eq!(says(&problem, "window", APART), (Score::hard(1), words.into()));
}

#[test]
fn a_party_that_is_not_there_breaks_a_demand() {
    let mut problem = given();
    problem.activities[0].parties = vec!["Li".into()];
    problem.parties[0].available = Some(vec![span(570, 1080)]);
    let words = "Li is not there from Fri 09:00 to Fri 10:00: \"a\"";
    assert_eq!(says(&problem, "party_available", APART), (Score::hard(1), words.into()));
}

#[test]
fn a_way_that_is_too_long_breaks_a_demand() {
    let mut problem = given();
    problem.activities[0].parties = vec!["Li".into()];
    problem.activities[1].parties = vec!["Li".into()];
    let near = [("a", "A", 540), ("b", "C", 620)];
    let words =
        "Li ends \"a\" at Fri 10:00 in A and starts \"b\" at Fri 10:20 in C; the way takes 35 min";
    assert_eq!(says(&problem, "party_overlap", &near), (Score::hard(1), words.into()));
    let in_time = [("a", "A", 540), ("b", "C", 635)];
    assert_eq!(says(&problem, "party_overlap", &in_time).0, Score::ZERO);
}

#[test]
fn what_comes_too_soon_after_another_breaks_a_demand() {
    let mut problem = given();
    let rule = Precedence { before: "a".into(), after: "b".into(), gap_minutes: 30 };
    problem.precedences = vec![rule];
    let words = "\"b\" starts at Fri 10:00, before \"a\" ended at Fri 10:00 and 30 min passed";
    assert_eq!(says(&problem, "precedence", APART), (Score::hard(1), words.into()));
}

#[test]
fn a_group_over_two_days_breaks_a_demand() {
    let mut problem = given();
    problem.same_day = vec![vec!["a".into(), "b".into(), "c".into()]];
    let words = "\"a\", \"b\", \"c\" are spread over 2 days";
    assert_eq!(says(&problem, "same_day", APART), (Score::hard(1), words.into()));
}

#[test]
fn what_must_not_run_side_by_side_breaks_a_demand_when_it_does() {
    let mut problem = given();
    problem.not_parallel = vec![vec!["a".into(), "b".into()]];
    assert_eq!(says(&problem, "not_parallel", APART).0, Score::ZERO);
    let words = "\"a\" and \"b\" run at once";
    assert_eq!(says(&problem, "not_parallel", AT_ONCE), (Score::hard(1), words.into()));
}

#[test]
fn each_hour_beyond_a_grant_breaks_a_demand_but_not_in_its_own_hall() {
    let mut problem = given();
    for activity in &mut problem.activities {
        activity.host = Some("H".into());
    }
    let words = "H uses 180 hall minutes and was granted 100";
    assert_eq!(says(&problem, "granted", APART), (Score::hard(2), words.into()));
    problem.halls[0].owner = Some("H".into());
    assert_eq!(says(&problem, "granted", APART).0, Score::ZERO);
}

#[test]
fn each_person_without_a_seat_costs() {
    let mut problem = given();
    problem.halls[0].capacity = Some(100);
    problem.activities[0].demand = 130;
    let words = "\"a\" expects 130 people; A seats 100";
    assert_eq!(says(&problem, "demand", APART), (Score::soft(2 * 30), words.into()));
}

#[test]
fn each_person_who_wants_both_of_two_at_once_costs() {
    let mut problem = given();
    problem.stars = vec![Stars { one: "b".into(), other: "a".into(), people: 40 }];
    assert_eq!(says(&problem, "stars", APART).0, Score::ZERO);
    let words = "40 people want to see both \"a\" and \"b\", which run at once";
    assert_eq!(says(&problem, "stars", AT_ONCE), (Score::soft(3 * 40), words.into()));
}

#[test]
fn a_track_beside_itself_and_in_two_halls_costs() {
    let mut problem = given();
    for activity in &mut problem.activities {
        activity.track = Some("T".into());
    }
    let words = "\"a\" and \"b\" of track T run at once";
    assert_eq!(says(&problem, "track_parallel", AT_ONCE), (Score::soft(5), words.into()));
    let words = "track T is in 2 halls on Fri";
    assert_eq!(says(&problem, "track_halls", AT_ONCE), (Score::soft(7), words.into()));
    assert_eq!(says(&problem, "track_halls", APART).0, Score::ZERO);
}

#[test]
fn an_hour_that_a_party_would_rather_have_free_costs_its_weight() {
    let mut problem = given();
    problem.activities[0].parties = vec!["Li".into()];
    problem.parties[0].avoids = vec![Avoid { span: span(590, 700), weight: 4 }];
    let words = "Li would rather be free at Fri 09:00: \"a\"";
    assert_eq!(says(&problem, "avoids", APART), (Score::soft(11 * 4), words.into()));
}

#[test]
fn a_series_that_breaks_off_costs() {
    let mut problem = given();
    problem.series = vec![vec!["a".into(), "b".into(), "c".into()]];
    let words = "\"c\" does not follow \"b\" at once";
    assert_eq!(says(&problem, "series", APART), (Score::soft(13), words.into()));
}

#[test]
fn each_minute_off_the_average_day_costs() {
    let mut problem = given();
    for activity in &mut problem.activities {
        activity.part = Some("forums".into());
        activity.topics = vec!["compute".into()];
    }
    let words = "forums has 120 min on Fri; an average day has 90";
    assert_eq!(says(&problem, "part_balance", APART), (Score::soft(60), words.into()));
    assert_eq!(says(&problem, "topic_balance", APART).0, Score::soft(60));
}

#[test]
fn each_change_of_a_release_costs() {
    let mut problem = given();
    problem.release = vec![Placed { activity: "c".into(), hall: "A".into(), start: 600 }];
    let words = "\"c\" moves from A, Fri 10:00 to C, Sat 09:00";
    assert_eq!(says(&problem, "change_day", APART), (Score::soft(17), words.into()));
    assert_eq!(says(&problem, "change_hall", APART), (Score::soft(19), words.into()));
    assert_eq!(says(&problem, "change_time", APART), (Score::soft(23), words.into()));
}

#[test]
fn names_are_not_given_twice() {
    let mut names: Vec<&str> = ALL.iter().map(|constraint| constraint.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}

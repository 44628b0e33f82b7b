//! Impossible problems are proved to be, by few meetings and in words.

use super::search::problem;
use crate::meetings::problem::{Interpreter, Precedence, Problem, Says, Span, Spot, Table, Travel};
use crate::meetings::solve;
use crate::run::{Limits, Status, Watch};

fn conflict(problem: &Problem) -> Vec<String> {
    let outcome = solve(problem, Limits::new(100, 1), Watch::NONE).unwrap();
    assert_eq!((outcome.status, outcome.answer), (Status::Infeasible, None));
    outcome.conflict
}

fn must(problem: &mut Problem) {
    problem.wishes.iter_mut().for_each(|wish| wish.parties[0].says = Says::Must);
}

#[test]
fn a_way_that_is_too_long_between_two_fixed_meetings() {
    let mut given = problem(0, 0, &[&[0, 1], &[0, 2], &[1, 2]]);
    given.days = vec!["Fri".into()];
    given.slots = vec![Span { from: 580, until: 600 }, Span { from: 620, until: 640 }];
    let table = |id: &str, venue: &str| Table {
        id: id.into(),
        venue: venue.into(),
        seats: 2,
        ..Table::default()
    };
    given.tables = vec![table("A1", "hall A"), table("C1", "hall C")];
    given.travel = vec![Travel { from: "hall A".into(), to: "hall C".into(), minutes: 35 }];
    given.wishes[0].fixed = Some(Spot { start: 580, table: Some("A1".into()) });
    given.wishes[1].fixed = Some(Spot { start: 620, table: Some("C1".into()) });

    let words = [
        "\"w0\" is fixed at Fri 09:40",
        "\"w1\" is fixed at Fri 10:20",
        "p0 ends at Fri 10:00 in hall A and starts at Fri 10:20 in hall C; the way takes 35 min",
    ];
    assert_eq!(conflict(&given), words);
}

#[test]
fn more_musts_of_a_party_than_slots() {
    let mut given = problem(2, 9, &[&[0, 1], &[2, 3], &[0, 2], &[0, 3]]);
    must(&mut given);

    let said = conflict(&given);

    assert_eq!(said.len(), 4);
    assert_eq!(said[3], "p0 has only 2 slots for these 3");
    assert!(!said.contains(&"\"w1\" must be held".to_owned()), "{said:?}");
}

#[test]
fn more_musts_of_a_party_than_its_days_allow() {
    let mut given = problem(4, 9, &[&[0, 1], &[0, 2], &[0, 3]]);
    must(&mut given);
    given.parties[0].day_max = Some(2);

    assert_eq!(conflict(&given)[3], "p0 has only 2 meetings in their days for these 3");
}

#[test]
fn more_musts_than_tables() {
    let mut given = problem(1, 1, &[&[0, 1], &[2, 3]]);
    must(&mut given);

    let words =
        ["\"w1\" must be held", "\"w0\" must be held", "there are tables for only 1 of these 2"];
    assert_eq!(conflict(&given), words);
}

#[test]
fn more_musts_than_interpreters() {
    let mut given = problem(1, 2, &[&[0, 1], &[2, 3]]);
    must(&mut given);
    for (party, language) in given.parties.iter_mut().zip(["zh", "de", "zh", "de"]) {
        party.languages = vec![language.into()];
    }
    given.interpreters = vec![Interpreter {
        id: "Zhu".into(),
        pairs: vec![("de".into(), "zh".into())],
        ..Interpreter::default()
    }];

    assert_eq!(conflict(&given)[2], "there are interpreters for only 1 of these 2");
    given.interpreters.clear();
    let alone = ["\"w0\" must be held: no interpreter makes its parties understood"];
    assert_eq!(conflict(&given), alone);
}

#[test]
fn an_order_that_runs_in_a_circle() {
    let mut given = problem(3, 3, &[&[0, 1], &[2, 3], &[4, 5]]);
    must(&mut given);
    let order =
        |before: &str, after: &str| Precedence { before: before.into(), after: after.into() };
    given.precedences = vec![order("w0", "w1"), order("w1", "w0")];

    let said = conflict(&given);

    assert_eq!(said.last().unwrap(), "no slots are left in this order");
    assert!(said.contains(&"\"w0\" comes before \"w1\"".to_owned()), "{said:?}");
    assert!(!said.iter().any(|words| words.contains("w2")), "{said:?}");
}

#[test]
fn calendars_without_a_common_slot() {
    let mut given = problem(2, 1, &[&[0, 1]]);
    must(&mut given);
    given.parties[0].available = Some(vec![Span { from: 540, until: 600 }]);
    given.parties[1].available = Some(vec![Span { from: 600, until: 660 }]);

    assert_eq!(conflict(&given), ["\"w0\" must be held: p0 and p1 have no slot in common"]);
    given.wishes[0].parties[0].says = Says::Want;
    let outcome = solve(&given, Limits::new(10, 1), Watch::NONE).unwrap();
    assert_eq!(outcome.answer.unwrap().unmet[0].because, "p0 and p1 have no slot in common");
    assert_eq!((outcome.status, outcome.bound), (Status::Optimal, Some(0.0)));
}

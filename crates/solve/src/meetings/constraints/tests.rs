//! Given a problem and an answer, a constraint penalises by so much.

use super::ALL;
use crate::meetings::answer::{Answer, Held, plan};
use crate::meetings::case::Case;
use crate::meetings::problem::{
    Guest, Interpreter, Party, Precedence, Problem, Rest, Says, Span, Spot, Table, Travel, Weights,
    Wish,
};
use crate::score::Score;

fn span(from: i32, until: i32) -> Span {
    Span { from, until }
}

fn wish(id: &str, parties: [&str; 2]) -> Wish {
    let guest = |party: &str| Guest { party: party.into(), says: Says::Want };
    Wish { id: id.into(), parties: parties.map(guest).into(), ..Wish::default() }
}

/// Three slots of 20 min, 20 min apart, from 9:20; a table in A and one in C, the way takes 35 min.
fn given() -> Problem {
    let party = |id: &str| Party { id: id.into(), ..Party::default() };
    let table = |id: &str, venue: &str, seats| Table {
        id: id.into(),
        venue: venue.into(),
        seats,
        ..Table::default()
    };
    Problem {
        days: vec!["Fri".into()],
        slots: vec![span(560, 580), span(600, 620), span(640, 660)],
        travel: vec![Travel { from: "hall A".into(), to: "hall C".into(), minutes: 35 }],
        tables: vec![table("A1", "hall A", 2), table("C1", "hall C", 3)],
        interpreters: vec![Interpreter {
            id: "Zhu".into(),
            pairs: vec![("zh".into(), "de".into())],
            ..Interpreter::default()
        }],
        parties: ["Ada", "Bo", "Cy"].map(party).into(),
        wishes: vec![
            wish("ab", ["Ada", "Bo"]),
            wish("ac", ["Ada", "Cy"]),
            wish("bc", ["Bo", "Cy"]),
        ],
        weights: Weights { unmet: 7, fairness: 2, waits: 5 },
        ..Problem::default()
    }
}

/// What one constraint says of held meetings: its score, and its first words.
fn says(problem: &Problem, name: &str, held: &[(&str, i32, &str)]) -> (Score, String) {
    let case = Case::new(problem).expect("a sound problem");
    let held = held.iter().map(|&(wish, start, table)| Held {
        wish: wish.trim_end_matches('*').into(),
        start,
        table: table.into(),
        interpreter: wish.ends_with('*').then(|| "Zhu".into()),
    });
    let answer = Answer { held: held.collect(), ..Answer::default() };
    let plan = plan(&case, &answer).expect("known names");
    let constraint = ALL.iter().find(|one| one.name == name).expect("a constraint of that name");
    let tally = constraint.tell(&case, &plan, 1);
    (constraint.score(&case, tally.count), tally.words.first().cloned().unwrap_or_default())
}

const SOUND: &[(&str, i32, &str)] = &[("ab", 560, "A1"), ("ac", 600, "A1"), ("bc", 640, "A1")];

/// The constraint is silent of the sound answer, and says this of another problem or answer.
fn hard(problem: &Problem, name: &str, held: &[(&str, i32, &str)], words: &str) {
    assert_eq!(says(&given(), name, SOUND), (Score::ZERO, String::new()), "{name}");
    assert_eq!(says(problem, name, held), (Score::hard(1), words.into()), "{name}");
}

#[test]
fn a_must_that_is_not_held_breaks_a_demand() {
    let mut problem = given();
    problem.wishes[2].parties[0].says = Says::Must;
    hard(&problem, "must_held", &SOUND[..2], "\"bc\" must be held and is not");
    assert_eq!(says(&problem, "must_held", SOUND).0, Score::ZERO);
}

#[test]
fn who_said_no_does_not_meet() {
    let mut problem = given();
    problem.wishes[1].parties[1].says = Says::No;
    hard(&problem, "no_kept", SOUND, "\"ac\" is held, and Cy said no");
}

#[test]
fn a_no_is_stronger_than_a_must() {
    let mut problem = given();
    problem.wishes[1].parties[0].says = Says::Must;
    problem.wishes[1].parties[1].says = Says::No;
    assert_eq!(says(&problem, "must_held", &SOUND[..1]).0, Score::ZERO);
    assert_eq!(says(&problem, "unmet", &SOUND[..1]).0, Score::soft(7));
}

#[test]
fn a_meeting_outside_its_windows_breaks_a_demand() {
    let mut problem = given();
    problem.wishes[1].windows = vec![span(560, 615)];
    hard(&problem, "window", SOUND, "\"ac\" may not be at Fri 10:00");
}

#[test]
fn a_fixed_meeting_elsewhere_breaks_a_demand() {
    let mut problem = given();
    problem.wishes[1].fixed = Some(Spot { start: 600, table: Some("C1".into()) });
    hard(&problem, "window", SOUND, "\"ac\" may not be at Fri 10:00");
    assert_eq!(says(&problem, "window", &[("ac", 600, "C1")]).0, Score::ZERO);
}

#[test]
fn too_many_people_at_a_table_break_a_demand() {
    let mut problem = given();
    problem.parties[2].people = 2;
    hard(&problem, "table_suits", &SOUND[..2], "\"ac\" has 3 people at A1 of 2");
    assert_eq!(says(&problem, "table_suits", &[("ac", 600, "C1")]).0, Score::ZERO);
}

#[test]
fn a_table_in_the_wrong_place_breaks_a_demand() {
    let mut problem = given();
    problem.wishes[0].venues = vec!["hall C".into()];
    hard(&problem, "table_suits", SOUND, "\"ab\" may not be at A1");
    problem.wishes[0].venues.clear();
    problem.wishes[0].tables = vec!["C1".into()];
    hard(&problem, "table_suits", SOUND, "\"ab\" may not be at A1");
}

#[test]
fn a_closed_table_breaks_a_demand() {
    let mut problem = given();
    problem.tables[0].open = Some(vec![span(560, 655)]);
    hard(&problem, "table_open", SOUND, "\"bc\" is at A1, which is not open at Fri 10:40");
}

#[test]
fn two_meetings_at_one_table_break_a_demand() {
    let held = [("ab", 560, "A1"), ("ac", 560, "A1")];
    hard(&given(), "table_overlap", &held, "\"ac\" and \"ab\" are both at A1 at Fri 09:20");
}

#[test]
fn whoever_is_not_there_breaks_a_demand() {
    let mut problem = given();
    problem.parties[1].available = Some(vec![span(0, 650)]);
    hard(&problem, "available", SOUND, "Bo is not there at Fri 10:40 for \"bc\"");
    let mut problem = given();
    problem.interpreters[0].available = Some(vec![span(600, 700)]);
    let held = [("ab*", 560, "A1")];
    hard(&problem, "available", &held, "Zhu is not there at Fri 09:20 for \"ab\"");
}

#[test]
fn a_way_that_is_too_long_breaks_a_demand() {
    let words = "Ada: \"ab\" ends at Fri 09:40 at A1 and \"ac\" starts at Fri 10:00 at C1; the way \
                 takes 35 min";
    hard(&given(), "overlap", &[("ab", 560, "A1"), ("ac", 600, "C1")], words);
    let far = [("ab", 560, "A1"), ("ac", 640, "C1")];
    assert_eq!(says(&given(), "overlap", &far).0, Score::ZERO);
}

#[test]
fn two_meetings_at_once_break_a_demand() {
    let (score, _) = says(&given(), "overlap", &[("ab", 560, "A1"), ("ac", 560, "C1")]);
    assert_eq!(score, Score::hard(1));
    let (score, words) = says(&given(), "overlap", &[("ab*", 560, "A1"), ("bc*", 560, "A1")]);
    assert_eq!(score, Score::hard(2));
    assert!(words.starts_with("Bo: "), "{words}");
}

#[test]
fn a_meeting_beyond_the_limit_breaks_a_demand() {
    let mut problem = given();
    problem.parties[0].day_max = Some(1);
    let words = "Ada has 2 meetings on the day of Fri 09:20; at most 1";
    hard(&problem, "day_max", SOUND, words);
}

#[test]
fn a_break_that_is_taken_away_breaks_a_demand() {
    let mut problem = given();
    problem.parties[0].rests = vec![Rest { within: span(570, 660), minutes: 45 }];
    let words = "Ada has 40 min free from Fri 09:30, not 45; no break is left";
    hard(&problem, "rest", SOUND, words);
    assert_eq!(says(&problem, "rest", &SOUND[..1]).0, Score::ZERO);
}

#[test]
fn parties_without_a_common_language_break_a_demand() {
    let mut problem = given();
    problem.parties[0].languages = vec!["zh".into(), "en".into()];
    problem.parties[1].languages = vec!["de".into()];
    problem.parties[2].languages = vec!["en".into(), "de".into()];
    hard(&problem, "interpreter", SOUND, "Ada and Bo do not understand each other at \"ab\"");
    assert_eq!(says(&problem, "interpreter", &[("ab*", 560, "A1")]).0, Score::ZERO);
}

#[test]
fn the_wrong_order_breaks_a_demand() {
    let mut problem = given();
    problem.precedences = vec![Precedence { before: "ac".into(), after: "ab".into() }];
    let words = "\"ac\" ends at Fri 10:20, and \"ab\" is to follow it";
    hard(&problem, "precedence", SOUND, words);
    problem.precedences = vec![Precedence { before: "ab".into(), after: "ac".into() }];
    assert_eq!(says(&problem, "precedence", SOUND).0, Score::ZERO);
}

#[test]
fn a_wish_that_is_not_held_costs_its_weight() {
    assert_eq!(says(&given(), "unmet", SOUND).0, Score::ZERO);
    let said = says(&given(), "unmet", &SOUND[..1]);
    assert_eq!(said, (Score::soft(14), "\"ac\" is not held".into()));
}

#[test]
fn the_first_meeting_of_a_party_is_worth_three_times_the_second() {
    assert_eq!(says(&given(), "fairness", SOUND).0, Score::ZERO);
    let one_each = says(&given(), "fairness", &SOUND[..2]);
    let said = "Bo has 1 meetings of 2 possible".to_owned();
    assert_eq!(one_each, (Score::soft(2 * 2 * 3_i64.pow(8)), said));
    let none = says(&given(), "fairness", &SOUND[..1]).0;
    assert_eq!(none, Score::soft(2 * (3 * 3_i64.pow(8) + 3_i64.pow(9))));
}

#[test]
fn each_wait_between_two_meetings_costs_its_weight() {
    assert_eq!(says(&given(), "waits", SOUND).0, Score::soft(5));
    let held = [("ab", 560, "A1"), ("ac", 640, "A1")];
    let said = says(&given(), "waits", &held);
    assert_eq!(said, (Score::soft(5), "Ada waits 1 times on the day of Fri 09:20".into()));
    assert_eq!(says(&given(), "waits", &SOUND[..2]).0, Score::ZERO);
}

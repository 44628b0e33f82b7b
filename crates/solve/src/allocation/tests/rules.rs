//! What each rule promises, on cases small enough to read.

use super::super::{Aim, Busy, Level};
use super::{Rule, activity, constraints, party, problem, solve};
use crate::allocation::Problem;
use crate::run::{Limits, Outcome, Status, Watch};

fn three() -> Problem {
    let hours = (0, 60);
    let mut parties = vec![
        party("ann", 1, &["a", "b"]),
        party("bo", 1, &["a", "b", "c"]),
        party("cy", 1, &["a", "c", "b"]),
    ];
    parties.iter_mut().for_each(|one| one.at_most = 1);
    let activities =
        ["a", "b", "c"].map(|id| activity(id, if id == "c" { 1 } else { 2 }, hours, ""));
    Problem { activities: activities.into(), parties, travel: Vec::new(), rule: Rule::Fair }
}

fn by(mut problem: Problem, rule: Rule) -> Outcome<crate::allocation::Granted> {
    problem.rule = rule;
    solve(&problem, Limits::new(1_000_000, 1), Watch::NONE).unwrap()
}

#[test]
fn the_most_first_wishes_may_leave_somebody_with_nothing_and_fair_may_not() {
    let mut problem = three();
    // One seat each; the second wishes everything, the first only what both want.
    problem.activities.iter_mut().for_each(|one| one.seats = 1);
    problem.parties[0].wishes = vec!["b".to_owned(), "a".to_owned()];
    problem.parties[1].wishes = vec!["b".to_owned()];
    problem.parties[2].wishes = vec!["a".to_owned(), "c".to_owned()];

    let most = by(problem.clone(), Rule::RankMaximal);
    let fair = by(problem, Rule::Fair);

    let (most_answer, fair_answer) = (most.answer.unwrap(), fair.answer.unwrap());
    assert_eq!((most.status, fair.status), (Status::Optimal, Status::Optimal));
    assert_eq!(most_answer.ranks[..1], [2]);
    // Everybody has something: ann her second, bo his first, cy the second.
    assert_eq!(fair_answer.activities, [vec![0], vec![1], vec![2]]);
    assert_eq!((fair_answer.served, fair_answer.ranks), (3, vec![1, 2]));
    let levels = [(Aim::Served, 3), (Aim::Granted, 3), (Aim::Least(2), -2)];
    let levels = levels.map(|(aim, reached)| Level { aim, reached, bound: Some(reached) });
    assert_eq!(fair_answer.proved, levels);
}

#[test]
fn who_has_the_seats_is_told_by_wish() {
    let outcome = by(three(), Rule::RankMaximal);

    let answer = outcome.answer.unwrap();
    let without = answer.activities.iter().position(|own| *own != [0]).unwrap();
    assert_eq!(answer.reasons[without][0], "a: 0 seats were left for 1; 2 have it as wish 1");
    assert_eq!(answer.proof, "proved: no answer is better under this rule");
    assert_eq!(outcome.value, 2.0);
}

#[test]
fn groups_that_no_flow_keeps_together_are_searched_and_said_to_be_unproved() {
    let mut problem = three();
    problem.parties[0].people = 2;
    problem.parties[1].people = 3;
    problem.parties[2].people = 3;
    problem.activities[0].seats = 5;

    let outcome = by(problem, Rule::RankMaximal);

    let answer = outcome.answer.unwrap();
    assert_eq!(answer.ranks[0], 5);
    assert_eq!(outcome.bound, Some(5.0));
    assert_eq!(constraints::seats_of_activities(&three(), &answer), 0);
}

#[test]
fn who_is_elsewhere_is_given_nothing_there_and_told_so() {
    for rule in [Rule::Lottery, Rule::RankMaximal, Rule::Fair] {
        let mut problem = problem();
        problem.parties[1].busy = vec![Busy { start: 30, end: 50, place: "A".to_owned() }];

        let answer = by(problem, rule).answer.unwrap();

        assert_eq!(answer.activities[1], [0; 0]);
        let says = "xr: the party is elsewhere from minute 30 to 50, or on the way";
        assert_eq!(answer.reasons[1], [says]);
    }
}

#[test]
fn confirmed_seats_beyond_the_room_are_infeasible_in_words() {
    for rule in [Rule::Lottery, Rule::RankMaximal, Rule::Fair] {
        let mut problem = problem();
        for party in &mut problem.parties {
            party.confirmed = vec!["xr".to_owned()];
        }

        let outcome = by(problem, rule);

        assert_eq!(outcome.status, Status::Infeasible);
        assert_eq!(outcome.conflict, ["xr: 3 people are confirmed for 2 seats"]);
    }
}

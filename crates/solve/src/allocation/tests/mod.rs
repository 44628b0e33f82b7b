mod hostile;
mod rules;

use super::{Activity, Granted, Party, Problem, Rule, Way, constraints, solve};
use crate::run::{Limits, Status, Watch};

fn activity(id: &str, seats: u32, (start, end): (i64, i64), place: &str) -> Activity {
    Activity { id: id.to_owned(), seats, start, end, place: place.to_owned() }
}

fn party(id: &str, people: u32, wishes: &[&str]) -> Party {
    let wishes = wishes.iter().map(|&wish| wish.to_owned()).collect();
    Party {
        id: id.to_owned(),
        people,
        weight: 1,
        wishes,
        at_most: 2,
        confirmed: Vec::new(),
        busy: Vec::new(),
    }
}

fn problem() -> Problem {
    Problem {
        activities: vec![activity("xr", 2, (0, 40), "A"), activity("lab", 9, (50, 90), "B")],
        parties: vec![party("group", 2, &["xr", "lab"]), party("single", 1, &["xr"])],
        travel: vec![Way { from: "A".to_owned(), to: "B".to_owned(), minutes: 15 }],
        rule: Rule::Lottery,
    }
}

fn granted(activities: &[&[u32]]) -> Granted {
    Granted {
        activities: activities.iter().map(|own| own.to_vec()).collect(),
        ..Granted::default()
    }
}

#[test]
fn seats_given_three_people_for_two_are_over_by_one() {
    assert_eq!(constraints::seats_of_activities(&problem(), &granted(&[&[0], &[0]])), 1);
}

#[test]
fn a_way_given_longer_than_the_gap_is_one_clash() {
    assert_eq!(constraints::one_place_at_a_time(&problem(), &granted(&[&[0, 1], &[]])), 1);
}

#[test]
fn a_group_stays_together_and_is_told_why_not() {
    for seed in 0..20 {
        let outcome = solve(&problem(), Limits::new(1_000, seed), Watch::NONE).unwrap();

        let answer = outcome.answer.unwrap();
        assert_eq!(outcome.status, Status::Feasible);
        if answer.order == [0, 1] {
            assert_eq!(answer.activities, [vec![0], vec![]]);
            let way = "lab: xr ends at minute 40 and lab starts at 50; the way takes 15 min";
            assert_eq!(
                answer.reasons,
                [vec![way], vec!["xr: 0 seats were left for 1; others were drawn earlier"]]
            );
        } else {
            assert_eq!(answer.activities, [vec![1], vec![0]]);
        }
    }
}

#[test]
fn what_is_confirmed_is_never_moved() {
    let mut problem = problem();
    problem.parties[1].confirmed = vec!["xr".to_owned()];

    for seed in 0..20 {
        let outcome = solve(&problem, Limits::new(1_000, seed), Watch::NONE).unwrap();

        assert_eq!(outcome.answer.unwrap().activities, [vec![1], vec![0]]);
    }
}

#[test]
fn a_wish_for_nothing_known_is_refused_with_its_field() {
    let mut problem = problem();
    problem.parties[1].wishes = vec!["moon".to_owned()];

    let refused = solve(&problem, Limits::new(1_000, 1), Watch::NONE).unwrap_err();

    assert_eq!(refused.to_string(), "parties[1].wishes: \"moon\" is no activity");
}

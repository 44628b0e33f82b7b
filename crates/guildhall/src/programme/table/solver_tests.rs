//! The solver at the table: what it proposes for the demo, and a run from asking to undoing.

use std::collections::BTreeSet;

use kernel::{Interval, Slug};
use solve::{Limits, Watch};
use store::Tx;

use super::refusal::Unwilling;
use super::runs::{RunId, RunState};
use super::solver::{Proposal, Task, Why, propose};
use super::tests::{organiser, place_of, verb, worlds};
use super::verbs::places::{self, Wish};
use super::verbs::{runs, steps};
use super::wishes::Wishes;
use crate::demo;
use crate::editions::model::{Edition, HallId};
use crate::programme::absences::{Absence, AbsenceId, Sort, Whose};
use crate::programme::conflicts::conflicts;
use crate::programme::fixture;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Programme};

const LIMITS: Limits = Limits::new(12_000, 1);

/// The demo with these taken out of its halls.
fn without(slugs: &[&str]) -> Programme {
    let mut programme = demo::programme().unwrap();
    for activity in &mut programme.activities {
        if slugs.contains(&activity.slug.as_str()) {
            activity.placement = None;
        }
    }
    programme
}

fn named<'p>(programme: &'p Programme, slug: &str) -> &'p Activity {
    programme.activities.iter().find(|one| one.slug.as_str() == slug).unwrap()
}

fn asked(programme: &Programme, absences: &[Absence], task: &Task) -> Proposal {
    let wishes = Wishes { absences, stars: &[] };
    propose((programme, &wishes), task, LIMITS, Watch::NONE).unwrap()
}

/// Whoever gives the activity is away on those days of the edition.
fn away(programme: &Programme, slug: &str, days: &[usize]) -> Vec<Absence> {
    let edition = &programme.edition;
    let all = edition.first_day.through(edition.last_day, 10);
    let whose = Whose::Person(named(programme, slug).people[0].person);
    let of = |day: &usize| {
        let from = edition.zone.moment(all[*day], 0);
        let interval = Interval::new(from, from.plus_minutes(24 * 60)).unwrap();
        let id = AbsenceId::named("test", &day.to_string());
        Absence { id, whose, sort: Sort::Away, interval }
    };
    days.iter().map(of).collect()
}

#[test]
fn the_rest_is_placed_and_nothing_that_stands_moves() {
    let out = ["explain-a-no", "offline-tutor", "panel-robots-at-home", "tactile-few-shots"];
    let programme = without(&out);
    let proposal = asked(&programme, &[], &Task::Rest);
    let moved: BTreeSet<_> = proposal.moves.iter().map(|one| one.change.activity).collect();
    assert!(out.iter().all(|slug| moved.contains(&named(&programme, slug).id)));
    assert!(proposal.moves.iter().all(|one| one.change.from.is_none() && one.why == Why::Placed));
    assert_eq!((proposal.before, proposal.after), (0, 0));
    assert_eq!((proposal.left, proposal.reasons), (vec![], vec![]));
}

#[test]
fn only_the_chosen_are_placed() {
    let programme = without(&["explain-a-no", "offline-tutor"]);
    let slug: Slug = "offline-tutor".parse().unwrap();
    let proposal = asked(&programme, &[], &Task::These(vec![slug]));
    let moved: Vec<_> = proposal.moves.iter().map(|one| one.change.activity).collect();
    assert_eq!(moved, [named(&programme, "offline-tutor").id]);
}

#[test]
fn nobody_is_placed_when_they_are_away_and_who_never_comes_is_told() {
    let programme = without(&["explain-a-no", "offline-tutor"]);
    let last = programme.edition.last_day;
    let proposal = asked(&programme, &away(&programme, "explain-a-no", &[0, 1]), &Task::Rest);
    let id = named(&programme, "explain-a-no").id;
    let found = proposal.moves.iter().find(|one| one.change.activity == id).unwrap();
    let at = found.change.to.unwrap().interval.start();
    assert_eq!(programme.edition.zone.wall(at).date, last);

    let proposal = asked(&programme, &away(&programme, "explain-a-no", &[0, 1, 2]), &Task::Rest);
    let left: Vec<_> = proposal.left.iter().map(|one| one.activity).collect();
    assert_eq!(left, [id]);
    assert!(proposal.left[0].halls > 0 && proposal.left[0].busy > 0);
    let other = named(&programme, "offline-tutor").id;
    assert!(proposal.moves.iter().any(|one| one.change.activity == other));
}

#[test]
fn a_lost_hall_is_emptied_and_nothing_new_conflicts() {
    let programme = demo::programme().unwrap();
    let halls = || programme.venues.iter().flat_map(|venue| &venue.halls);
    let lost: HallId = halls().find(|hall| hall.slug.as_str() == "lecture-1").unwrap().id;
    let proposal = asked(&programme, &[], &Task::WithoutHall(lost));
    let own = programme
        .activities
        .iter()
        .filter(|one| one.placement.is_some_and(|place| place.hall == lost));
    let moved: BTreeSet<_> = proposal.moves.iter().map(|one| one.change.activity).collect();
    assert!(own.clone().count() > 5);
    assert!(own.clone().all(|one| moved.contains(&one.id)));
    assert!(proposal.moves.iter().all(|one| one.change.to.is_some_and(|to| to.hall != lost)));
    assert_eq!((proposal.before, proposal.after), (0, 0));
}

#[test]
fn improving_ends_conflicts_with_few_moves() {
    let mut programme = demo::programme().unwrap();
    let at = named(&programme, "tail-latency-of-thought").placement;
    let late = programme.activities.iter_mut().find(|it| it.slug.as_str() == "graph-not-chain");
    late.unwrap().placement = at;
    let index = Index::of(&programme);
    assert_eq!(conflicts(&programme, &index).len(), 1);
    let proposal = asked(&programme, &[], &Task::Improve);
    assert_eq!((proposal.before, proposal.after), (1, 0));
    assert!(proposal.moves.len() <= 3, "{:?}", proposal.moves);
    assert!(proposal.moves.iter().any(|one| one.why == Why::Mends(vec!["hall_twice".to_owned()])));
}

#[test]
fn what_is_proposed_is_accepted_as_one_step_taken_back_as_one_and_not_when_it_is_overtaken() {
    for world in worlds() {
        let ada = organiser(&world, "ada");
        let edition = fixture::id::<Edition>("edition");
        let out = |name: &str| {
            let wish = Wish {
                activity: name.parse().unwrap(),
                seen: super::model::seen(place_of(&world, name)),
                to: None,
            };
            verb(&world, &ada, move |tx, ctx, may| places::place(tx, ctx, may, &wish)).unwrap();
        };
        let ask = || verb(&world, &ada, |tx, ctx, may| runs::ask(tx, ctx, may, Task::Rest));
        let state = |run: RunId| {
            verb(&world, &ada, move |tx, _, may| runs::find(tx, may, run)).unwrap().0.state
        };
        let accept = |run: RunId| {
            verb(&world, &ada, move |tx: &mut Tx<'_>, ctx, may| runs::accept(tx, ctx, may, run))
        };
        out("activity-4");
        out("activity-5");
        let run = ask().unwrap();
        assert_eq!(ask(), Err(Unwilling::RunUnderWay));
        assert_eq!(accept(run), Err(Unwilling::RunOver));
        runs::work(&world.db, &ada, edition, run);
        assert_eq!(state(run), RunState::Proposed);
        assert_eq!(accept(run).unwrap().changes.len(), 2);
        assert_eq!(state(run), RunState::Accepted);
        assert_eq!(accept(run), Err(Unwilling::RunOver));
        verb(&world, &ada, steps::undo).unwrap();
        assert_eq!(["activity-4", "activity-5"].map(|one| place_of(&world, one)), [None, None]);

        let run = ask().unwrap();
        runs::work(&world.db, &ada, edition, run);
        // Somebody places one of them by hand meanwhile.
        verb(&world, &ada, steps::redo).unwrap();
        assert_eq!(accept(run), Err(Unwilling::MovedOn));
        verb(&world, &ada, move |tx, ctx, may| runs::discard(tx, ctx, may, run)).unwrap();
        assert_eq!(state(run), RunState::Discarded);
    }
}

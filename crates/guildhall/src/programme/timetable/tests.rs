use solve::timetable::{Case, constraints, plan, solve};
use solve::{Limits, Watch};

use super::*;
use crate::demo;
use crate::programme::conflicts::conflicts;
use crate::programme::{draft, fixture};
use crate::trial::World;

fn demo() -> (Programme, Index) {
    let programme = demo::programme().unwrap_or_else(|error| panic!("{error}"));
    let index = Index::of(&programme);
    (programme, index)
}

/// The programme with every place that an answer gives.
fn moved(programme: &Programme, index: &Index, placed: &[Placed]) -> Programme {
    let places = placements(programme, index, placed);
    let mut programme = programme.clone();
    for activity in &mut programme.activities {
        if let Some(place) = places.get(&activity.id) {
            activity.placement = Some(*place);
        }
    }
    programme
}

#[test]
fn the_demo_as_it_stands_breaks_nothing_but_that_one_thing_has_no_place() {
    let (programme, index) = demo();
    let problem = problem(&programme, &index, Places::Kept);
    let case = Case::new(&problem).unwrap();
    let answer = solve::timetable::Answer { placed: problem.release.clone() };

    let (score, penalties) = constraints::count(&case, &plan(&case, &answer).unwrap());

    let broken: Vec<(&str, i64)> = penalties
        .iter()
        .filter(|one| one.score.hard > 0)
        .map(|one| (one.constraint.as_str(), one.count))
        .collect();
    // The briefing before the conference; the hackathon's parts have places.
    assert_eq!(broken, [("placed", 1)]);
    assert_eq!(score.hard, 1);
    assert_eq!(placements(&programme, &index, &answer.placed), BTreeMap::new());
}

#[test]
fn the_demo_without_its_times_is_placed_again_without_a_conflict() {
    let (programme, index) = demo();
    let problem = problem(&programme, &index, Places::Dropped);
    assert_eq!(problem.release, []);

    let outcome = solve(&problem, Limits::new(12_000, 1), Watch::NONE);
    let outcome = outcome.unwrap();

    assert_eq!(outcome.score.hard, 0, "{:?}", outcome.penalties);
    let again = moved(&programme, &index, &outcome.answer.unwrap().placed);
    assert_eq!(conflicts(&again, &Index::of(&again)), []);
    let at = |slug: &str, of: &Programme| {
        let one = of.activities.iter().find(|one| one.slug.as_str() == slug).unwrap();
        one.placement.unwrap()
    };
    assert_eq!(at("opening-ceremony", &again), at("opening-ceremony", &programme));
    let (mic, slot) = (at("open-mic-agents", &again), at("open-mic-agents", &programme));
    assert_ne!(mic, slot, "times were dropped");
    for rider in programme.activities.iter().filter(|one| one.parent.is_some()) {
        let (Some(parent), slug) = (rider.parent, rider.slug.as_str()) else { continue };
        let parent = index.activity(&programme, parent).unwrap().slug.as_str();
        if parent != "hackathon" {
            let late = |of| {
                let (own, around) = (at(slug, of), at(parent, of));
                assert_eq!(own.hall, around.hall, "{slug}");
                own.interval.start().minutes_since(around.interval.start())
            };
            assert_eq!(late(&again), late(&programme), "{slug}");
        }
    }
    let parts = ["hackathon-check-in", "hackathon-kick-off", "hackathon-clinic", "hackathon-final"];
    let starts = parts.map(|slug| at(slug, &again).interval.start());
    assert!(starts.is_sorted(), "{starts:?}");
}

#[test]
fn what_stands_on_a_spot_keeps_it_and_its_hall_is_closed_meanwhile() {
    let mut programme = fixture::programme(2);
    let hall = &mut programme.venues[0].halls[0];
    let spot = crate::editions::model::Spot {
        id: fixture::id("spot"),
        slug: "table-1".parse().unwrap(),
        name: kernel::Text::empty(),
    };
    hall.spots.push(spot);
    let place = programme.activities[0].placement.as_mut().unwrap();
    place.hall = hall.id;
    place.spot = Some(fixture::id("spot"));
    let index = Index::of(&programme);

    let problem = problem(&programme, &index, Places::Dropped);

    let first = &problem.activities[0];
    let fixed = first.fixed.clone().unwrap();
    assert_eq!(fixed.hall, "river/main/table-1");
    assert_eq!(first.halls, ["river/main/table-1"]);
    let (around, own) = (&problem.halls[0], problem.halls.last().unwrap());
    assert_eq!((around.id.as_str(), own.id.as_str()), ("river/main", "river/main/table-1"));
    assert_eq!(own.open[0].from, fixed.start);
    assert!(around.open.iter().all(|open| !open.meets(own.open[0])), "{:?}", around.open);
    Case::new(&problem).unwrap();
}

#[test]
fn what_was_cancelled_needs_no_place_and_what_has_none_gets_one() {
    use crate::programme::model::ActivityState;
    let mut programme = fixture::programme(3);
    programme.activities[0].state = ActivityState::Cancelled;
    programme.activities[1].placement = None;
    let index = Index::of(&programme);

    let problem = problem(&programme, &index, Places::Kept);
    let outcome = solve(&problem, Limits::new(200, 1), Watch::NONE).unwrap();

    assert_eq!((problem.activities.len(), problem.release.len()), (2, 1));
    assert_eq!(outcome.score.hard, 0);
    let places = placements(&programme, &index, &outcome.answer.unwrap().placed);
    let placed: Vec<_> = places.keys().copied().collect();
    assert_eq!(placed, [programme.activities[1].id]);
}

#[test]
fn the_draft_as_rows_is_the_same_problem_on_every_engine() {
    let (programme, index) = demo();
    let wanted = problem(&programme, &index, Places::Kept);
    for world in World::all() {
        let (written, edition) = (programme.clone(), programme.edition.clone());
        world.write(move |tx| fixture::publish(tx, &written));
        let read = world.read(move |tx| draft::read(tx, edition.clone()));

        let mut found = problem(&read, &Index::of(&read), Places::Kept);

        // Rows come back in the order of their ids.
        let sorted = |problem: &Problem| {
            let mut problem = problem.clone();
            problem.activities.sort_by(|one, other| one.id.cmp(&other.id));
            problem.release.sort_by(|one, other| one.activity.cmp(&other.activity));
            problem.precedences.sort_by(|one, other| one.before.cmp(&other.before));
            problem
        };
        found = sorted(&found);
        assert_eq!(found, sorted(&wanted));
    }
}

/// The bench does not build the product: it reads the demo as this test keeps it.
#[test]
fn the_bench_measures_the_demo_as_it_is() {
    let (programme, index) = demo();
    let problem = problem(&programme, &index, Places::Dropped);
    let text = serde_json::to_string_pretty(&problem).unwrap() + "\n";
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bench/solve/problems/gdc-2025.json");
    if std::env::var_os("GUILDHALL_KEEP").is_some() {
        std::fs::write(kept, &text).unwrap();
    }
    assert!(
        std::fs::read_to_string(kept).unwrap() == text,
        "the demo has changed; run this test with GUILDHALL_KEEP=1"
    );
}

use kernel::{Id, Text};
use store::{Db, migrate, scratch};

use super::conflicts::{Conflict, conflicts};
use super::index::Index;
use super::model::{Placement, Programme, Scheme, Term};
use super::release::ReleaseError;
use super::{draft, fixture, release};
use crate::documents::Touched;
use crate::migrations::MIGRATIONS;

fn databases() -> Vec<Db> {
    let all = scratch::all();
    for db in &all {
        migrate(db, MIGRATIONS, fixture::at(0)).unwrap();
    }
    all
}

fn written(db: &Db, programme: &Programme) -> Touched {
    let programme = programme.clone();
    db.write_now(move |tx| draft::write(tx, &programme)).unwrap()
}

fn read(db: &Db, programme: &Programme) -> Programme {
    let edition = programme.edition.clone();
    db.read_now(move |tx| draft::read(tx, edition.clone())).unwrap()
}

#[test]
fn a_draft_reads_back_as_it_was_written() {
    for db in databases() {
        let programme = fixture::programme(30);
        assert!(written(&db, &programme).any());
        assert_eq!(read(&db, &programme), programme);
    }
}

#[test]
fn writing_the_same_draft_again_touches_nothing() {
    for db in databases() {
        let programme = fixture::programme(6);
        written(&db, &programme);
        assert_eq!(written(&db, &programme), Touched::default());
    }
}

#[test]
fn a_slug_may_pass_from_one_activity_to_another_that_is_new_or_stays() {
    for db in databases() {
        let mut programme = fixture::programme(6);
        written(&db, &programme);
        // One goes and a new one takes its slug; two others exchange theirs.
        let mut fresh = programme.activities.remove(0);
        fresh.id = fixture::id("another");
        programme.activities.push(fresh);
        let (one, other) = (1, 3);
        let slug = programme.activities[one].slug.clone();
        programme.activities[one].slug = programme.activities[other].slug.clone();
        programme.activities[other].slug = slug;
        programme.people[0].slug = "person-1".parse().unwrap();
        programme.people[1].slug = "person-0".parse().unwrap();
        written(&db, &programme);
        assert_eq!(read(&db, &programme), programme);
        assert_eq!(written(&db, &programme), Touched::default());
    }
}

#[test]
fn one_slug_in_two_schemes_is_left_alone() {
    for db in databases() {
        let mut programme = fixture::programme(1);
        let track = Term { scheme: Scheme::Track, ..programme.terms[0].clone() };
        programme.terms.push(track);
        written(&db, &programme);
        assert_eq!(written(&db, &programme), Touched::default());
        assert_eq!(read(&db, &programme), programme);
    }
}

#[test]
fn what_a_newer_draft_leaves_out_is_gone_and_what_it_renames_is_changed() {
    for db in databases() {
        let mut programme = fixture::programme(6);
        written(&db, &programme);
        programme.activities.pop();
        programme.activities[0].title = Text::zh_en("新题", "New title");
        assert_eq!(written(&db, &programme), Touched { added: 0, changed: 1, removed: 1 });
        assert_eq!(read(&db, &programme), programme);
    }
}

#[test]
fn a_host_and_a_venue_may_go_while_their_people_and_activities_stay() {
    for db in databases() {
        let mut programme = fixture::programme(3);
        programme.people[0].host = Some(programme.hosts[0].id);
        written(&db, &programme);
        programme.people[0].host = None;
        programme.hosts.clear();
        programme.venues.pop();
        programme.travel.clear();
        for activity in &mut programme.activities {
            activity.hosts.clear();
        }
        programme.activities[2].placement = None;
        assert_eq!(written(&db, &programme), Touched { added: 0, changed: 4, removed: 3 });
        assert_eq!(read(&db, &programme), programme);
    }
}

#[test]
fn releases_are_numbered_and_never_change() {
    for db in databases() {
        let mut programme = fixture::programme(3);
        written(&db, &programme);
        for (number, title) in [(1, "One"), (2, "Two")] {
            programme.activities[0].title = Text::zh_en("题", title);
            let frozen = programme.clone();
            let id = Id::named("release", title);
            let release = db
                .write_now(move |tx| {
                    release::freeze(tx, id, fixture::at(0), Text::empty(), frozen.clone())
                })
                .unwrap();
            assert_eq!(release.number, number);
        }
        let edition = programme.edition.id;
        let first = db.read_now(move |tx| release::find(tx, edition, 1)).unwrap().unwrap();
        assert_eq!(first.programme.activities[0].title, Text::zh_en("题", "One"));
        let newest = db.read_now(move |tx| release::newest(tx, edition)).unwrap().unwrap();
        assert_eq!(newest.programme, programme);
        assert!(db.read_now(move |tx| release::find(tx, edition, 3)).unwrap().is_none());
    }
}

store::statements! {
    RELEASE_SPOIL = "update release set body = '{}' where number = 1";
}

#[test]
fn an_altered_release_is_noticed() {
    for db in databases() {
        let programme = fixture::programme(1);
        let edition = programme.edition.id;
        written(&db, &programme);
        db.write_now(move |tx| {
            let id = Id::named("release", "1");
            release::freeze(tx, id, fixture::at(0), Text::empty(), programme.clone())?;
            tx.run(RELEASE_SPOIL, ())
        })
        .unwrap();
        let found = db.read_now(move |tx| release::find(tx, edition, 1));
        assert!(matches!(found, Err(ReleaseError::Altered { number: 1 })));
    }
}

/// The conflicts of the fixture after a change.
fn conflicts_after(change: impl FnOnce(&mut Programme)) -> Vec<Conflict> {
    let mut programme = fixture::programme(6);
    // Persons 0 and 1 have to and fro between the venues; only what a test adds shall count.
    programme.activities.iter_mut().for_each(|activity| activity.people.clear());
    assert_eq!(conflicts(&programme, &Index::of(&programme)), []);
    change(&mut programme);
    conflicts(&programme, &Index::of(&programme))
}

fn involve(programme: &mut Programme, activities: [usize; 2]) {
    let mut source = fixture::programme(1);
    let involvement = source.activities[0].people.remove(0);
    for at in activities {
        programme.activities[at].people.push(involvement);
    }
}

#[test]
fn a_person_in_two_halls_at_once_is_a_conflict() {
    let found = conflicts_after(|programme| involve(programme, [0, 1]));
    let [Conflict::PersonTwice { person, .. }] = found[..] else { panic!("{found:?}") };
    assert_eq!(person, fixture::id("person-0"));
}

#[test]
fn a_way_longer_than_the_pause_is_a_conflict() {
    let found = conflicts_after(|programme| involve(programme, [0, 5]));
    let [Conflict::TravelTooShort { gap_minutes: 2, travel_minutes: 30, .. }] = found[..] else {
        panic!("{found:?}")
    };
}

fn place_like(programme: &mut Programme, at: usize, like: usize) {
    programme.activities[at].placement = programme.activities[like].placement;
}

#[test]
fn a_hall_taken_twice_is_a_conflict_unless_one_activity_holds_the_other() {
    let found = conflicts_after(|programme| place_like(programme, 3, 0));
    assert!(matches!(found[..], [Conflict::HallTwice { .. }]), "{found:?}");
    let found = conflicts_after(|programme| {
        place_like(programme, 3, 0);
        programme.activities[3].parent = Some(programme.activities[0].id);
    });
    assert_eq!(found, []);
}

#[test]
fn more_places_than_the_hall_has_are_a_conflict() {
    let found = conflicts_after(|programme| programme.activities[0].places = Some(61));
    assert!(matches!(found[..], [Conflict::HallTooSmall { places: 61, capacity: 60, .. }]));
}

#[test]
fn a_closed_hall_is_a_conflict() {
    let found = conflicts_after(|programme| {
        let Placement { interval, .. } = programme.activities[0].placement.unwrap();
        let early = kernel::Interval::new(fixture::at(8 * 60 + 55), interval.end()).unwrap();
        programme.activities[0].placement.as_mut().unwrap().interval = early;
    });
    assert!(matches!(found[..], [Conflict::OutsideOpening { .. }]), "{found:?}");
}

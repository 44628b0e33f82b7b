use kernel::{Id, Lang, Status, Text};

use super::*;
use crate::demo;
use crate::exchange::difference::{Count, Difference};
use crate::exchange::inward::Notice;
use crate::programme::fixture;
use crate::programme::model::{Details, Kind};

/// The fixture's schedule as it comes from elsewhere: same name, guids of its own.
fn schedule() -> Schedule {
    let [_, json] = through_files(&fixture::programme(9));
    json
}

#[test]
fn a_newer_file_of_the_same_event_yields_a_difference_and_no_duplicates() {
    let old = schedule();
    let before = first(&old);
    let mut new = old.clone();
    new.version = "v2".to_owned();
    let gone = new.events.remove(0);
    new.events[0].title = "Another title".to_owned();
    let later = new.events[1].interval;
    new.events[1].interval =
        kernel::Interval::new(later.start().plus_minutes(60), later.end().plus_minutes(60))
            .unwrap();
    let mut added = new.events[2].clone();
    added.guid = Id::<()>::named("test", "added").uuid();
    (added.id, added.slug) = (None, Some(gone.slug.clone().unwrap()));
    added.persons.clear();
    new.events.push(added);
    new.rooms[0].name = "Great hall".to_owned();
    for event in &mut new.events {
        if event.room.as_deref() == Some(old.rooms[0].name.as_str()) {
            event.room = Some("Great hall".to_owned());
        }
    }

    let after = again(&before, &new);

    assert_schedule(
        &outward::schedule(&after, "", "").normalised(),
        &new.normalised(),
        "the newer file",
    );
    let difference = Difference::between(Some(&before), &after);
    assert_eq!(difference.activities, Count { added: 1, removed: 1, changed: 2 });
    assert_eq!(difference.moved, 1);
    assert_eq!(difference.halls, Count { changed: 1, ..Count::default() });
    assert_eq!(difference.people, Count { ..Count::default() });
    let kept = |programme: &Programme| {
        let same = programme.activities.iter().filter(|it| it.guid != Some(gone.guid.to_string()));
        same.map(|it| it.id).take(8).collect::<Vec<_>>()
    };
    assert_eq!(kept(&before), kept(&after));
    // And back again.
    assert_same(&again(&again(&after, &old), &old), &again(&after, &old), "twice");
}

#[test]
fn a_version_alone_is_no_difference() {
    let old = schedule();
    let before = first(&old);
    let after = again(&before, &Schedule { version: "tomorrow".to_owned(), ..old });
    assert_eq!(after.remainder.head.as_ref().unwrap().version, "tomorrow");
    assert!(!inward::differs(&before, &after));
}

#[test]
fn what_a_schedule_cannot_say_survives_a_change() {
    let demo = demo::programme().unwrap();
    let [_, mut json] = through_files(&demo);
    let guid = json.events[3].guid;
    json.events[3].title = "新的题目".to_owned();
    let after = again(&demo, &json);
    let at = demo.activities.iter().position(|it| it.id.uuid() == guid).unwrap();
    let (was, is) = (&demo.activities[at], &after.activities[at]);
    assert_eq!(is.title.get(Lang::Zh), "新的题目");
    assert_eq!(is.title.exactly(Lang::En).unwrap().status, Status::Stale);
    let mut expected = demo.clone();
    expected.activities[at].title = is.title.clone();
    assert_ne!(was.title, is.title);
    assert_same(&after, &expected, "all but one title");
}

#[test]
fn what_was_made_here_stays_when_a_file_leaves_it_out() {
    let demo = demo::programme().unwrap();
    let [_, mut json] = through_files(&demo);
    json.events.truncate(3);
    let arrival = inward::merged(&demo.edition.slug, Some(demo.clone()), &json);
    let stay = arrival.notices.iter().find_map(|notice| match notice {
        Notice::StayedHere { count } => Some(*count),
        _ => None,
    });
    assert!(stay.unwrap() > 50, "{:?}", arrival.notices);
    assert_eq!(arrival.programme.activities.len(), demo.activities.len());
    assert_eq!(arrival.programme.venues, demo.venues);
}

#[test]
fn a_file_about_another_event_keeps_name_and_days_of_the_edition() {
    let demo = demo::programme().unwrap();
    let mut foreign = schedule();
    foreign.conference.title = "Barn".to_owned();
    let arrival = inward::merged(&demo.edition.slug, Some(demo.clone()), &foreign);
    assert!(matches!(arrival.notices[0], Notice::OtherEvent { .. }));
    assert_eq!(arrival.programme.edition, demo.edition);
    assert_eq!(arrival.programme.activities.len(), demo.activities.len() + foreign.events.len());
    assert_eq!(arrival.programme.hosts, demo.hosts);
}

#[test]
fn kinds_of_other_systems_are_known_by_their_words_and_keep_them() {
    let mut file = schedule();
    file.events[0].kind = "Lecture".to_owned();
    file.events[1].kind = "devroom".to_owned();
    file.events[2].kind = "workshop".to_owned();
    file.events[3].kind = String::new();
    let after = first(&file);
    let details = |at: usize| {
        let guid = file.normalised().events[at].guid.to_string();
        let one = after.activities.iter().find(|one| one.guid.as_ref() == Some(&guid)).unwrap();
        one.details.clone()
    };
    let at = |kind: &str| file.normalised().events.iter().position(|it| it.kind == kind).unwrap();
    assert_eq!(details(at("Lecture")).kind(), Kind::Talk);
    assert_eq!(details(at("devroom")), Details::Other { label: "devroom".to_owned() });
    assert_eq!(details(at("workshop")).kind(), Kind::Workshop);
    let out = outward::schedule(&after, "", "");
    assert_schedule(&out.normalised(), &file.normalised(), "kinds");
}

#[test]
fn an_event_without_room_language_slug_or_words_is_kept() {
    let mut file = schedule();
    for event in &mut file.events {
        (event.room, event.language, event.slug, event.id) = (None, None, None, None);
        event.title = "…".to_owned();
        event.persons.iter_mut().for_each(|person| person.guid = None);
    }
    file.rooms.clear();
    file.conference.time_zone = None;
    let after = first(&file);
    assert_schedule(&outward::schedule(&after, "", "").normalised(), &file.normalised(), "bare");
    let slugs: std::collections::BTreeSet<_> =
        after.activities.iter().map(|one| one.slug.clone()).collect();
    assert_eq!(slugs.len(), 9);
    assert!(after.venues[0].halls[0].name.exactly(Lang::Zh).is_some());
}

#[test]
fn a_person_is_one_by_number_and_two_by_two_numbers() {
    let mut file = schedule();
    for (event, id) in file.events.iter_mut().zip([7, 7, 8]) {
        let person = formats::schedule::Person { guid: None, id: Some(id), ..someone("Ada") };
        event.persons = vec![person];
    }
    file.events.truncate(3);
    let after = first(&file);
    let people: Vec<&str> = after.people.iter().map(|person| person.slug.as_str()).collect();
    assert_eq!(people, ["ada", "ada-2"]);
    assert_eq!(after.people[0].name, Text::in_one(after.edition.languages[0].clone(), "Ada"));
}

fn someone(name: &str) -> formats::schedule::Person {
    formats::schedule::Person {
        name: name.to_owned(),
        guid: None,
        id: None,
        code: None,
        biography: String::new(),
        avatar: None,
    }
}

#[test]
fn a_file_that_names_its_building_and_town_names_the_venue_until_somebody_here_does() {
    let mut file = schedule();
    file.conference.venue = "Old Barn".to_owned();
    file.conference.city = "Farmington".to_owned();
    let mut named = first(&file);
    let said = |programme: &Programme| {
        let venue = programme.venues[0].name.get(Lang::En).to_owned();
        (venue, programme.edition.place.get(Lang::En).to_owned())
    };
    assert_eq!(said(&named), ("Old Barn".to_owned(), "Farmington".to_owned()));
    assert_same(&again(&named, &file), &named, "the same file again");
    let [xml, json] = through_files(&named);
    assert_same(&again(&named, &xml), &named, "our own file, which cannot say it");
    assert_same(&again(&named, &json), &named, "our own file, which cannot say it");
    named.venues[0].name = Text::in_one(kernel::LangTag::from(Lang::En), "The barn".to_owned());
    assert_eq!(said(&again(&named, &file)).0, "The barn");
}

#[test]
fn an_edition_that_was_opened_without_a_file_takes_one() {
    let schedule = schedule();
    let opened = Programme::empty(first(&schedule).edition);
    let after = again(&opened, &schedule);
    assert_eq!((after.parts.len(), after.venues.len()), (1, 1));
    assert_eq!(after.activities.len(), schedule.events.len());
    assert!(after.activities.iter().all(|one| one.part == after.parts[0].id));
    assert_same(&again(&after, &schedule), &after, "twice");
}

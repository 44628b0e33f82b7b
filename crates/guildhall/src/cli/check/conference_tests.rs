//! Editions, hosts, drafts and releases: each invariant is broken by exactly one row.

use serde_json::json;
use store::Json;

use super::tests::{broken, earlier, houses, id, programme, run, sees, written};
use crate::editions::model::EditionId;
use crate::programme::absences::AbsenceId;
use crate::programme::model::{ActivityId, Placement};
use crate::programme::{fixture, unguarded};

store::statements! {
    HALL_LARGER = "update hall set capacity = 61 where slug = 'main'";
    EDITION_WRITE = "update edition set body = $1 where slug = 'sample-2024'";
    HOST_NATURE = "update host set nature = 'body'";
    HOST_MOVE = "update host set edition_id = $1";
    ACTIVITY_PLACES = "update activity set places = 41 where slug = 'activity-0'";
    ACTIVITY_SPOIL = "update activity set body = $1 where slug = 'activity-0'";
    RELEASE_ALTER = "update release set digest = '00'";
    RELEASE_RENUMBER = "update release set number = 2";
    STEP_INSERT = "insert into table_step (edition_id, version, cause, at, state, body)
        values ($1, 3, 'placed', 0, 'spent', $2)";
    ABSENCE_INSERT = "insert into availability (id, edition_id, host_id, kind, starts_at, ends_at,
            entered_at)
        values ($1, $2, $3, 'away', 1, 2, 0)";
    STARS_INSERT = "insert into star_pair (edition_id, one_id, other_id, on_day, people)
        values ($1, $2, $3, 20000, 4)";
    HALL_INSERT = "insert into hall (id, edition_id, position, slug, venue_id, capacity, body)
        values ($1, $2, 0, 'astray', $3, $4, $5)";
}

#[test]
fn a_hall_whose_columns_differ() {
    sees(
        &["editions.rows: hall main of sample-2025: its columns differ from its document"],
        |tx| run(tx, HALL_LARGER),
    );
}

#[test]
fn an_edition_that_ends_before_it_begins() {
    let mut edition = earlier();
    edition.last_day = "2024-01-01".parse().unwrap();
    let first = edition.first_day;
    let body: &'static str = String::leak(serde_json::to_string(&edition).unwrap());
    let line =
        format!("editions.days: edition sample-2024: it begins on {first}, ends on 2024-01-01");
    sees(&[&line], move |tx| tx.run(EDITION_WRITE, (store::Value::Json(body.into()),)).map(drop));
}

#[test]
fn a_hall_in_a_venue_of_another_edition() {
    let earlier = earlier().id;
    let line = format!("editions.halls: hall astray of edition {earlier} is in a venue of another");
    sees(&[&line], move |tx| {
        let venue = &programme().venues[0];
        let mut hall = venue.halls[0].clone();
        (hall.id, hall.slug) = (id(0x99), "astray".parse().expect("a slug"));
        let mut body = serde_json::to_value(&hall).expect("it can be written");
        body["venue"] = json!(venue.id);
        let row = (hall.id, earlier, venue.id, hall.capacity, Json(body));
        tx.run(HALL_INSERT, row).map(drop)
    });
}

#[test]
fn a_host_whose_columns_differ() {
    let line = "hosts.rows: host sample-community of sample-2025: \
                its columns differ from its document";
    sees(&[line], |tx| run(tx, HOST_NATURE));
}

#[test]
fn an_activity_whose_columns_differ() {
    let line = "programme.rows: activity activity-0 of sample-2025: \
                its columns differ from its document";
    sees(&[line], |tx| run(tx, ACTIVITY_PLACES));
}

#[test]
fn an_activity_that_cannot_be_read_is_said_by_all_who_would_read_it() {
    for house in houses() {
        house.write(|tx| tx.run(ACTIVITY_SPOIL, (Json(json!({"id": 7})),)).map(drop));
        let said = broken(&house);
        let names: Vec<_> = said.iter().filter_map(|line| line.split(':').next()).collect();
        let drafts = ["programme.draft-references", "programme.parents", "programme.placements"];
        assert_eq!(names, [&["programme.rows"], &drafts[..]].concat());
        assert!(said[0].contains("its document cannot be read"), "{said:?}");
    }
}

#[test]
fn a_host_of_another_edition() {
    let earlier = earlier().id;
    for house in houses() {
        house.write(move |tx| tx.run(HOST_MOVE, (earlier,)).map(drop));
        let said = broken(&house);
        // Each of the six activities has lost its host, and the draft names it in vain.
        let relation = "programme.relations: activity activity-0: its host is of another edition";
        assert_eq!(said.iter().filter(|line| line.starts_with("programme.relations: ")).count(), 6);
        assert!(said.contains(&relation.to_owned()), "{said:?}");
    }
}

#[test]
fn a_draft_that_names_what_is_not_in_it() {
    let line = "programme.draft-references: draft of sample-2025: activity activity-0 names \
                activity 00000000-0000-0000-0000-000000000099, which is not there";
    sees(&[line], |tx| written(tx, |programme| programme.activities[0].parent = Some(id(0x99))));
}

#[test]
fn activities_that_hold_each_other() {
    let lines = [
        "programme.parents: draft of sample-2025: activity activity-0 holds itself",
        "programme.parents: draft of sample-2025: activity activity-1 holds itself",
    ];
    sees(&lines, |tx| {
        written(tx, |programme| {
            let (one, other) = (programme.activities[0].id, programme.activities[1].id);
            programme.activities[0].parent = Some(other);
            programme.activities[1].parent = Some(one);
        })
    });
}

#[test]
fn an_activity_on_no_day_of_its_edition() {
    let day = programme().edition.first_day;
    let line = format!(
        "programme.placements: draft of sample-2025: activity activity-0 is not from {day} to {day}"
    );
    sees(&[&line], |tx| {
        written(tx, |programme| {
            let placement = programme.activities[0].placement.expect("it is placed");
            let start = placement.interval.start().plus_minutes(24 * 60);
            let interval = kernel::Interval::new(start, start.plus_minutes(10));
            let interval = interval.expect("ten minutes");
            programme.activities[0].placement = Some(Placement { interval, ..placement });
        })
    });
}

#[test]
fn a_release_that_was_altered() {
    let line = "programme.releases: sample-2025 release 1: \
                release 1 was altered after it was frozen; restore it from a backup";
    sees(&[line], |tx| run(tx, RELEASE_ALTER));
}

#[test]
fn a_release_that_is_gone() {
    sees(&["programme.release-numbers: sample-2025: release 1 is gone"], |tx| {
        run(tx, RELEASE_RENUMBER)
    });
}

#[test]
fn a_release_that_names_what_is_not_in_it() {
    let line = "programme.release-references: sample-2025 release 2: activity activity-0 names \
                activity 00000000-0000-0000-0000-000000000099, which is not there";
    sees(&[line], |tx| {
        let mut programme = programme();
        programme.activities[0].parent = Some(id(0x99));
        let now = fixture::at(0);
        unguarded::freeze(tx, id(2), now, programme).map(drop)
    });
}

#[test]
fn a_step_of_the_table_that_nobody_counted() {
    sees(&["table.steps: step 3 is beyond version 0 of its draft"], |tx| {
        tx.run(STEP_INSERT, (programme().edition.id, Json(json!([])))).map(drop)
    });
}

#[test]
fn stars_that_nobody_handed_in() {
    let (one, other): (ActivityId, ActivityId) = (id(0x95), id(0x96));
    let line = format!(
        "programme.stars: 4 starred activity {one} with another, and fewer handed in stars"
    );
    sees(&[&line], move |tx| tx.run(STARS_INSERT, (programme().edition.id, one, other)).map(drop));
}

#[test]
fn an_absence_of_an_edition_that_is_gone() {
    let (absence, edition): (AbsenceId, EditionId) = (id(0x98), id(0x97));
    let line = &format!("programme.absences: absence {absence} is of no edition");
    sees(&[line], move |tx| {
        tx.run(ABSENCE_INSERT, (absence, edition, programme().hosts[0].id)).map(drop)
    });
}

use formats::schedule_xml::carried;
use store::{Db, migrate, scratch};

use super::*;
use crate::demo;
use crate::migrations::MIGRATIONS;
use crate::programme::{draft, fixture};

fn databases() -> Vec<Db> {
    let all = scratch::all();
    for db in &all {
        migrate(db, MIGRATIONS, fixture::at(0)).unwrap();
    }
    all
}

/// The programme after it was rows.
fn kept(db: &Db, programme: &Programme) -> Programme {
    let (wanted, edition) = (programme.clone(), programme.edition.clone());
    db.write_now(move |tx| draft::write(tx, &wanted)).unwrap();
    db.read_now(move |tx| draft::read(tx, edition.clone())).unwrap()
}

/// Out of an edition comes what went in, and once more in it changes nothing.
fn holds(schedule: &Schedule, programme: &Programme, what: &str) {
    let normal = schedule.normalised();
    let out = outward::schedule(programme, "1", "https://example.org");
    assert_schedule(&out.normalised(), &normal, what);
    let [xml, json] = through_files(programme);
    assert_schedule(&json.normalised(), &normal, what);
    assert_schedule(&xml.normalised(), &carried(schedule), what);
    assert_same(&again(programme, &xml), programme, what);
    assert_same(&again(programme, &json), programme, what);
    assert_same(&again(programme, schedule), programme, what);
    // Elsewhere the same file makes an edition that says the same.
    let elsewhere = inward::merged(&"elsewhere".parse().unwrap(), None, &json).programme;
    let out = outward::schedule(&elsewhere, "1", "");
    assert_schedule(&out.normalised(), &normal, what);
}

#[test]
fn data_a_published_schedule_comes_back_out_on_every_engine() {
    let Some(data) = data() else { return };
    for (name, schedule) in published(&data) {
        let programme = first(&schedule);
        for db in databases() {
            assert!(kept(&db, &programme) == programme, "{name}: as rows");
        }
        holds(&schedule, &programme, &name);
    }
}

#[test]
fn the_demo_goes_out_and_comes_back_as_it_was_on_every_engine() {
    let demo = demo::programme().unwrap();
    for db in databases() {
        let programme = kept(&db, &demo);
        for file in through_files(&programme) {
            assert_same(&again(&programme, &file), &programme, "the demo");
        }
    }
}

#[test]
fn the_demo_can_be_taken_to_another_installation() {
    let demo = demo::programme().unwrap();
    let [_, json] = through_files(&demo);
    let programme = first(&json);
    assert_eq!(programme.activities.len(), json.events.len());
    holds(&json, &programme, "the demo elsewhere");
}

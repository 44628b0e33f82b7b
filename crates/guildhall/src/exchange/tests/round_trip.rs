use formats::schedule_xml::carried;

use super::*;
use crate::access::{self, Scope};
use crate::demo;
use crate::error::Error;
use crate::programme::draft;
use crate::programme::verbs::{self, Unwilling};
use crate::trial::World;

/// The programme after it was rows.
fn kept(world: &World, programme: &Programme) -> Programme {
    let (wanted, edition) = (programme.clone(), programme.edition.clone());
    let ctx = world.ctx.clone();
    world.write(move |tx| -> Result<(), Error<Unwilling>> {
        let scope = Scope::edition(wanted.edition.id);
        let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
        verbs::import(tx, &ctx, may, &wanted).map(drop)
    });
    world.db.read_now(move |tx| draft::read(tx, edition.clone())).unwrap()
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
        for world in World::all() {
            assert!(kept(&world, &programme) == programme, "{name}: as rows");
        }
        holds(&schedule, &programme, &name);
    }
}

#[test]
fn the_demo_goes_out_and_comes_back_as_it_was_on_every_engine() {
    let demo = demo::programme().unwrap();
    for world in World::all() {
        let programme = kept(&world, &demo);
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

//! Wishes and lots.

use super::*;
use crate::admissions::rules::State;
use crate::admissions::seats::lottery::{self, Missed, Wishing};
use crate::admissions::seats::model::Way;
use crate::admissions::seats::store::wishing::Drawn;
use crate::admissions::seats::verbs::Wish;

fn by_lot(world: &World, activity: usize, places: i64) {
    let (version, ctx) = (seating(world, activity).version, world.ctx.clone());
    let slug = format!("activity-{activity}");
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
        let wish = Wish { way: Some(Way::Wished), places: Some(places), ..Wish::default() };
        let runner = verbs::Runner::Organiser(may);
        verbs::set(tx, &ctx, runner, (&slug, version), &wish).map(drop)
    });
}

fn wish(world: &World, passes: &[AdmissionId], activities: &[usize]) -> Result<(), Unwilling> {
    let (ctx, passes) = (world.ctx.clone(), passes.to_vec());
    let activities: Vec<String> =
        activities.iter().map(|number| format!("activity-{number}")).collect();
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &passes)?;
        verbs::wish(tx, &ctx, &holder, (id(), &passes), &activities)
    }))
}

fn draw(world: &World) -> Result<Drawn, Unwilling> {
    let ctx = world.ctx.clone();
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Unwilling::from))?;
        verbs::draw(tx, &ctx, may)
    }))
}

/// What each pass has, by the number of its activity.
fn has(world: &World, passes: &[AdmissionId]) -> Vec<Vec<usize>> {
    let passes = passes.to_vec();
    let number = |seat: &Seat| {
        (0..6).find(|at| fixture::id(&format!("activity-{at}")) == seat.activity).unwrap()
    };
    world.read(move |tx| {
        let mut all = Vec::new();
        for pass in &passes {
            let own = rows::seats_of_passes(tx, &[*pass])?;
            let own = own.iter().filter(|one| one.state == State::Confirmed);
            let mut own: Vec<usize> = own.map(number).collect();
            own.sort_unstable();
            all.push(own);
        }
        Ok(all)
    })
}

#[test]
fn lots_give_each_group_the_best_of_its_wishes_that_is_left_and_say_why_not_more() {
    for world in houses() {
        by_lot(&world, 4, 2);
        by_lot(&world, 5, 40);
        let all = passes(&world, 6);
        let groups = [&all[..2], &all[2..3], &all[3..4], &all[4..5]];
        for own in groups {
            wish(&world, own, &[4, 5]).unwrap();
        }
        // Somebody who is elsewhere then.
        by_lot(&world, 0, 10);
        book(&world, 1, &all[5..]).unwrap();
        wish(&world, &all[5..], &[0, 5]).unwrap();
        assert_eq!(draw(&world).unwrap().number, 1);
        sound(&world);
        let given = has(&world, &all);
        assert_eq!(given[5], [1, 5]);
        let first = given[..5].iter().filter(|own| **own == [4]).count();
        assert_eq!(first, 2, "{given:?}");
        assert_eq!(given[0], given[1], "they stay together");
        assert_eq!(given[..5].iter().filter(|own| **own == [5]).count(), 3, "{given:?}");
        let drawn = world.read(|tx| super::super::store::wishing::draws(tx, id()));
        let missed: Vec<Missed> = drawn[0]
            .draw
            .lots
            .iter()
            .flat_map(|lot| lot.missed.iter().map(|(_, why)| *why))
            .collect();
        assert_eq!(missed.iter().filter(|why| **why == Missed::Busy).count(), 1);
        assert_eq!(missed.iter().filter(|why| **why == Missed::Full).count(), missed.len() - 1);
        assert_eq!(draw(&world).unwrap_err(), Unwilling::NothingWished);
    }
}

#[test]
fn a_draw_again_leaves_everybody_what_they_have() {
    for world in houses() {
        by_lot(&world, 4, 2);
        let all = passes(&world, 6);
        for pass in &all {
            wish(&world, &[*pass], &[4]).unwrap();
        }
        draw(&world).unwrap();
        let before = has(&world, &all);
        assert_eq!(before.concat().len(), 2);
        by_lot(&world, 4, 4);
        assert_eq!(draw(&world).unwrap().number, 2);
        let after = has(&world, &all);
        assert_eq!(after.concat().len(), 4);
        assert!(before.iter().zip(&after).all(|(was, is)| was.is_empty() || was == is));
        sound(&world);
    }
}

#[test]
fn wishes_are_changed_as_a_whole_and_none_is_written_twice() {
    for world in houses() {
        by_lot(&world, 4, 2);
        by_lot(&world, 5, 2);
        let all = passes(&world, 1);
        wish(&world, &all, &[4, 5]).unwrap();
        wish(&world, &all, &[5]).unwrap();
        assert_eq!(wish(&world, &all, &[5, 5]).unwrap_err(), Unwilling::NoWishes);
        assert_eq!(wish(&world, &all, &[3]).unwrap_err(), Unwilling::NotBooked);
        draw(&world).unwrap();
        assert_eq!(has(&world, &all), [[5]]);
        sound(&world);
    }
}

#[test]
fn whoever_has_wishes_and_seed_draws_the_same() {
    let world = houses().remove(0);
    by_lot(&world, 4, 3);
    let one = seating(&world, 4);
    let group = |number: usize| Wishing {
        group: kernel::Id::<super::super::model::GroupKey>::named("wishes", &number.to_string()),
        wishes: vec![(one.activity.uuid(), Vec::new())],
        people: 1,
        busy: Vec::new(),
    };
    let groups: Vec<Wishing> = (0..20).map(group).collect();
    let of = |seed| lottery::draw(std::slice::from_ref(&one), &groups, &[], seed).unwrap();
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
    assert_eq!(of(7).lots.iter().filter(|lot| lot.given.is_some()).count(), 3);
}

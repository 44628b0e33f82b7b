//! Stories of seats on every engine.

pub mod api;
mod booking;
mod following;
mod pages;
mod waiting;
mod wishes;

use kernel::{Interval, Text};
use store::Tx;

use super::follow;
use super::holders::{self, Holder};
use super::model::{Seat, SeatId, Seating};
use super::refusal::Unwilling;
use super::store as rows;
use super::verbs::{self, Asked, Booked};
use crate::access::{self, ManagePasses, SellPasses};
use crate::admissions::model::{AdmissionId, Kind};
use crate::admissions::refusal::Unwilling as PassRefusal;
use crate::admissions::verbs::categories;
use crate::api::tests::edition;
use crate::cli::check::INVARIANTS;
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::invariants::look;
use crate::programme::fixture::{self, at};
use crate::programme::model::{Activity, Placement, Programme};
use crate::programme::verbs as released;
use crate::trial::World;

fn id() -> EditionId {
    fixture::id::<Edition>("edition")
}

/// Six workshops: in hall, from, until, places.
const HOURS: [(&str, u16, u16, i64); 6] = [
    ("main", 600, 660, 2),
    ("side", 630, 690, 2),
    // Ten minutes after the first, half an hour away.
    ("room", 670, 720, 40),
    ("main", 660, 720, 40),
    ("room", 780, 840, 40),
    ("side", 900, 960, 50),
];

fn placed(activity: &mut Activity, (hall, from, until): (&str, u16, u16)) {
    let interval = Interval::new(at(from), at(until)).unwrap();
    activity.placement = Some(Placement { hall: fixture::id(hall), spot: None, interval });
}

fn conference() -> Programme {
    let mut programme = fixture::programme(6);
    for (activity, (hall, from, until, places)) in programme.activities.iter_mut().zip(HOURS) {
        placed(activity, (hall, from, until));
        activity.places = Some(places);
    }
    programme
}

fn publish(world: &World, programme: Programme) {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<released::Unwilling>> {
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        released::import(tx, &ctx, may, &programme)?;
        let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
        released::publish(tx, &ctx, may, Text::empty()).map(drop)
    });
}

/// Houses on every engine whose conference is released.
fn houses() -> Vec<World> {
    let houses = World::all();
    houses.iter().for_each(|world| publish(world, conference()));
    houses
}

/// So many passes, one order each.
fn passes(world: &World, count: usize) -> Vec<AdmissionId> {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<Vec<AdmissionId>, Error<PassRefusal>> {
        let may = access::require::<ManagePasses>(tx, &ctx, edition());
        let may = may.map_err(|no| no.map(PassRefusal::from))?;
        let wish = categories::Wish {
            slug: "visitor".parse().unwrap(),
            kind: Kind::Visitor,
            name: Text::zh_en("观众", "Visitor"),
            opens_at: None,
            closes_at: None,
            days: Vec::new(),
            price_minor: 0,
            currency: "CNY".to_owned(),
            code: None,
            real_name: false,
            places: 10_000,
        };
        if categories::find(tx, id(), "visitor")?.is_none() {
            categories::set(tx, &ctx, may, &wish, None)?;
        }
        let may = access::require::<SellPasses>(tx, &ctx, edition());
        let may = may.map_err(|no| no.map(PassRefusal::from))?;
        let names: Vec<String> = (0..count).map(|number| format!("Sample {number}")).collect();
        let made = crate::demo::seats::passes(tx, &ctx, may, &names);
        made.map_err(|no| no.map(|_| PassRefusal::NoHolder))
    })
}

/// Whoever may act for these passes.
fn holder(tx: &mut Tx<'_>, ctx: &Ctx, passes: &[AdmissionId]) -> Result<Holder, Error<Unwilling>> {
    let may = access::require::<SellPasses>(tx, ctx, edition());
    let may = may.map_err(|no| no.map(Unwilling::from))?;
    Ok(holders::any(tx, may, passes)?)
}

fn asked(activity: usize, passes: &[AdmissionId]) -> Asked {
    let activity = format!("activity-{activity}");
    Asked { edition: id(), activity, passes: passes.to_vec() }
}

fn refused<T>(done: Result<T, Error<Unwilling>>) -> Result<T, Unwilling> {
    done.map_err(|error| match error {
        Error::Refused(why) => why,
        other => panic!("{other}"),
    })
}

fn book(world: &World, activity: usize, passes: &[AdmissionId]) -> Result<Booked, Unwilling> {
    let (ctx, passes) = (world.ctx.clone(), passes.to_vec());
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &passes)?;
        verbs::book(tx, &ctx, &holder, &asked(activity, &passes))
    }))
}

fn cancel(world: &World, pass: AdmissionId, seat: SeatId) -> Result<Seat, Unwilling> {
    let ctx = world.ctx.clone();
    refused(world.db.write_now(move |tx: &mut Tx<'_>| {
        let holder = holder(tx, &ctx, &[pass])?;
        verbs::cancel(tx, &ctx, &holder, (id(), seat))
    }))
}

fn seating(world: &World, activity: usize) -> Seating {
    let ctx = world.ctx.clone();
    let slug = format!("activity-{activity}");
    let found = world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        follow::newest::<Unwilling>(tx, &ctx, id())?;
        Ok(rows::seating(tx, id(), &slug)?)
    });
    found.unwrap()
}

/// Everything that `check` looks at holds.
fn sound(world: &World) {
    for invariant in INVARIANTS.iter().copied().flatten() {
        let found = look(&world.db, *invariant, world.ctx.now()).unwrap();
        assert_eq!(found.broken, [] as [String; 0], "{}", invariant.name);
    }
}

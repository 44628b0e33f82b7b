//! Wishes, and lots among them. What is confirmed is kept by every draw.

use kernel::Uuid;
use store::{Fault, Tx};

use super::booking::{Asked, Outcome, chosen, held, no, open};
use crate::access::{Can, ManagePasses, Scope};
use crate::admissions::calendar::model::Cause;
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats::follow;
use crate::admissions::seats::holders::{self, Holder};
use crate::admissions::seats::lottery::{self, Lot, Wishing};
use crate::admissions::seats::model::{GroupId, Seat, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store::wishing::{self, Drawn};
use crate::admissions::seats::store::{self as rows};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

/// Nobody ranks more.
pub const WISHES_MAX: usize = 5;

/// Writes what these passes wish for together, the dearest first, in place of what they wished before.
pub fn wish(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    holder: &Holder,
    (edition, passes): (EditionId, &[AdmissionId]),
    activities: &[String],
) -> Outcome<()> {
    follow::newest::<Unwilling>(tx, ctx, edition)?;
    let of = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    if activities.len() > WISHES_MAX || twice(activities) {
        return no(Unwilling::NoWishes);
    }
    let mut wished = Vec::with_capacity(activities.len());
    for activity in activities {
        let seating = rows::seating(tx, edition, activity)?.ok_or(Error::Missing)?;
        let slot = open(ctx, &seating, &[Way::Wished])?;
        let (activity, passes) = (activity.clone(), passes.to_vec());
        chosen(holder, &Asked { edition, activity, passes }, &of, slot)?;
        wished.push(seating);
    }
    let Some(own) = holder.only(passes) else { return no(Unwilling::NoPass) };
    held(tx, own.passes())?;
    let now = ctx.now();
    for seat in rows::seats_of_passes(tx, passes)? {
        if seat.state == State::Wished && !rows::move_seat(tx, &seat, (State::Released, None), now)?
        {
            return no(Unwilling::Changed);
        }
    }
    let group: GroupId = ctx.id();
    for (seating, choice) in wished.iter().zip(1..) {
        for pass in own.passes() {
            super::booking::already(tx, seating, pass)?;
            let seat = Seat {
                id: ctx.id(),
                edition,
                activity: seating.activity,
                pass: pass.id,
                group,
                state: State::Wished,
                state_at: now,
                asked_at: now,
                expires_at: None,
                choice: Some(choice),
            };
            rows::insert_seat(tx, &seat)?;
        }
    }
    let fact = Fact::new("seats.wished", group).within(Scope::edition(edition));
    journal::write(tx, ctx, fact.with("wishes", wished.len()))?;
    Ok(())
}

fn twice(activities: &[String]) -> bool {
    activities.iter().enumerate().any(|(at, one)| activities[..at].contains(one))
}

/// Draws lots among everything that is wished for in an edition, with a fresh seed that is published.
pub fn draw(tx: &mut Tx<'_>, ctx: &Ctx, can: Can<ManagePasses>) -> Outcome<Drawn> {
    let edition = can.edition::<Edition>();
    follow::newest::<Unwilling>(tx, ctx, edition)?;
    let mut seatings = rows::seatings(tx, edition)?;
    seatings.retain(|one| open(ctx, one, &[Way::Wished]).is_ok());
    let groups = groups(tx, edition, &seatings)?;
    if groups.is_empty() {
        return no(Unwilling::NothingWished);
    }
    let travel = editions::verbs::travel(tx, edition)?;
    let [first, .., last] = ctx.secret();
    // Short enough to be read out; whoever has it can draw again.
    let seed = i64::from(u32::from_be_bytes([first, last, ctx.secret()[0], ctx.secret()[1]]));
    let drawn = lottery::draw(&seatings, &groups, &travel, seed.unsigned_abs());
    let Ok(draw) = drawn else { return no(Unwilling::TooManyWishes) };
    for lot in &draw.lots {
        let group = groups.iter().find(|one| one.group.uuid() == lot.group);
        if let Some(group) = group {
            grant(tx, ctx, &seatings, group, lot)?;
        }
    }
    let number = wishing::draws(tx, edition)?.first().map_or(0, |one| one.number) + 1;
    let one = Drawn { id: ctx.id(), number, seed, drawn_at: ctx.now(), draw };
    wishing::insert_draw(tx, edition, &one, ctx.actor.account())?;
    let fact = Fact::new("seats.drawn", one.id).within(can.scope());
    journal::write(tx, ctx, fact.with("seed", seed).with("groups", groups.len()))?;
    Ok(one)
}

/// Those who wish, with what stands in their calendars, which are held from now on.
fn groups(
    tx: &mut Tx<'_>,
    edition: EditionId,
    seatings: &[Seating],
) -> Result<Vec<Wishing>, Fault> {
    let mut groups: Vec<Wishing> = Vec::new();
    for seat in wishing::wishes(tx, edition)? {
        if !seatings.iter().any(|one| one.activity == seat.activity) {
            continue;
        }
        if groups.last().is_none_or(|one| one.group != seat.group) {
            let (wishes, busy) = (Vec::new(), Vec::new());
            groups.push(Wishing { group: seat.group, wishes, people: 0, busy });
        }
        let Some(group) = groups.last_mut() else { continue };
        let activity = seat.activity.uuid();
        match group.wishes.iter_mut().find(|(known, _)| *known == activity) {
            Some((_, seats)) => seats.push(seat),
            None => group.wishes.push((activity, vec![seat])),
        }
    }
    for group in &mut groups {
        let ids: Vec<AdmissionId> = group.wishes[0].1.iter().map(|one| one.pass).collect();
        group.people = ids.len();
        let mut parties = Vec::new();
        for pass in holders::named(tx, edition, &ids)? {
            parties.extend(holders::parties(tx, &pass)?);
        }
        calendar::hold(tx, &parties)?;
        group.busy = calendar::of(tx, edition, &parties)?;
    }
    Ok(groups)
}

/// Confirms what a lot gives; the other wishes of the group are let go.
fn grant(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    seatings: &[Seating],
    group: &Wishing,
    lot: &Lot,
) -> Outcome<()> {
    let Some(given) = lot.given else { return Ok(()) };
    let slot = seatings.iter().find(|one| one.activity.uuid() == given).and_then(Seating::slot);
    let Some(slot) = slot else { return Ok(()) };
    for (activity, seats) in &group.wishes {
        let is_it: bool = *activity == given as Uuid;
        let event = if is_it { Event::Confirm } else { Event::GiveUp };
        for seat in seats {
            let state = after(seat.state, event).map_err(|no| Error::Refused(no.into()))?;
            if !rows::move_seat(tx, seat, (state, None), ctx.now())? {
                return no(Unwilling::Changed);
            }
            if is_it {
                if !rows::take_place(tx, seat.activity)? {
                    return no(Unwilling::Changed);
                }
                let cause = Cause::Seat(seat.id.uuid());
                calendar::commit(tx, ctx, seat.edition, (seat.pass.uuid(), cause, slot))?;
            }
        }
    }
    Ok(())
}

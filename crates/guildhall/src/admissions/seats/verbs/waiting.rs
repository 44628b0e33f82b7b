//! Waiting lists: groups ask, are offered seats when their turn comes, take them or let them go.

use store::Tx;

use super::booking::{Asked, Outcome, already, chosen, held, no, open};
use crate::access::Scope;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats::follow;
use crate::admissions::seats::holders::Holder;
use crate::admissions::seats::model::{GroupId, Seat, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store::{self as rows, waiting};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::journal::{self, Fact};

/// Puts passes on the waiting list, together. Seats are held for them when it is their turn.
pub fn wait(tx: &mut Tx<'_>, ctx: &Ctx, holder: &Holder, asked: &Asked) -> Outcome<Vec<Seat>> {
    follow::newest::<Unwilling>(tx, ctx, asked.edition)?;
    let edition = editions::verbs::by_id(tx, asked.edition)?.ok_or(Error::Missing)?;
    let seating = rows::seating(tx, asked.edition, &asked.activity)?.ok_or(Error::Missing)?;
    let slot = open(ctx, &seating, &[Way::Booked, Way::Queued])?;
    let passes = chosen(holder, asked, &edition, slot)?;
    held(tx, &passes)?;
    for pass in &passes {
        already(tx, &seating, pass)?;
    }
    let size = i64::try_from(passes.len()).unwrap_or(i64::MAX);
    if size > seating.places {
        return no(Unwilling::TooMany { places: seating.places });
    }
    let (now, group): (_, GroupId) = (ctx.now(), ctx.id());
    let state = after(State::Wished, Event::Wait).map_err(|no| Error::Refused(no.into()))?;
    let mut seats = Vec::with_capacity(passes.len());
    for pass in &passes {
        let seat = Seat {
            id: ctx.id(),
            edition: seating.edition,
            activity: seating.activity,
            pass: pass.id,
            group,
            state,
            state_at: now,
            asked_at: now,
            expires_at: None,
            choice: None,
        };
        rows::insert_seat(tx, &seat)?;
        seats.push(seat);
    }
    let fact = Fact::new("seats.waiting", group).within(Scope::edition(asked.edition));
    let fact = fact.with("activity", seating.activity).with("seats", seats.len());
    journal::write(tx, ctx, fact)?;
    Ok(seats)
}

/// Takes the seats that are held for a group: all of them that are the holder's.
pub fn take(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    holder: &Holder,
    (edition, group): (EditionId, GroupId),
) -> Outcome<Seating> {
    let own: Vec<Seat> = waiting::of_group(tx, edition, group)?
        .into_iter()
        .filter(|one| holder.only(&[one.pass]).is_some())
        .collect();
    let Some(first) = own.first() else { return Err(Error::Missing) };
    let held: Vec<&Seat> = own.iter().filter(|one| one.state == State::Offered).collect();
    if held.is_empty() {
        let event = Event::Confirm;
        return match after(first.state, event) {
            Err(not_now) => no(not_now.into()),
            // They wait, and nothing is held for them yet.
            Ok(_) => no(Unwilling::NotOffered),
        };
    }
    if held.iter().any(|one| one.expires_at.is_some_and(|end| end <= ctx.now())) {
        return no(Unwilling::Expired);
    }
    for seat in &held {
        let state = after(seat.state, Event::Confirm).map_err(|no| Error::Refused(no.into()))?;
        if !rows::move_seat(tx, seat, (state, None), ctx.now())? {
            return no(Unwilling::Changed);
        }
    }
    let fact = Fact::new("seats.taken", group).within(Scope::edition(edition));
    journal::write(tx, ctx, fact.with("seats", held.len()))?;
    let seating = rows::seatings_by_id(tx, &[first.activity])?.into_iter().next();
    seating.ok_or(Error::Missing)
}

//! A seat is given in one transaction: its place from the counter, its time in the calendars.

use kernel::{Text, Zone};
use store::Tx;

use crate::access::Scope;
use crate::admissions::calendar::model::{Cause, Party, Slot};
use crate::admissions::calendar::rules as calendar_rules;
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats::follow;
use crate::admissions::seats::holders::{self, Holder, Pass};
use crate::admissions::seats::model::{GroupId, Seat, SeatId, Seating, Way};
use crate::admissions::seats::refusal::{Clash, GROUP_MAX, Unwilling};
use crate::admissions::seats::store::{self as rows, waiting};
use crate::admissions::seats::turns::FILL_MINUTES;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::model::ActivityId;

/// What is asked for: an activity of an edition, for passes that stay together.
#[derive(Clone, Debug)]
pub struct Asked {
    pub edition: EditionId,
    /// The activity's slug.
    pub activity: String,
    pub passes: Vec<AdmissionId>,
}

/// Seats that were given.
#[derive(Clone, Debug)]
pub struct Booked {
    pub seating: Seating,
    pub seats: Vec<Seat>,
}

pub(super) type Outcome<T> = Result<T, Error<Unwilling>>;

pub(super) fn no<T>(why: Unwilling) -> Outcome<T> {
    Err(Error::Refused(why))
}

/// Gives seats to all of the passes, or to none.
pub fn book(tx: &mut Tx<'_>, ctx: &Ctx, holder: &Holder, asked: &Asked) -> Outcome<Booked> {
    follow::newest::<Unwilling>(tx, ctx, asked.edition)?;
    let edition = editions::verbs::by_id(tx, asked.edition)?.ok_or(Error::Missing)?;
    let seating = rows::seating(tx, asked.edition, &asked.activity)?.ok_or(Error::Missing)?;
    let slot = open(ctx, &seating, &[Way::Booked])?;
    let passes = chosen(holder, asked, &edition, slot)?;
    let parties = held(tx, &passes)?;
    let soon = slot.interval.start().minutes_since(ctx.hall_now()) < FILL_MINUTES;
    if !soon && waiting::count(tx, seating.activity)? > 0 {
        return no(Unwilling::OthersWait);
    }
    for (pass, own) in passes.iter().zip(&parties) {
        free_for(tx, &edition.zone, &seating, (pass, own, slot))?;
    }
    for _ in &passes {
        if !rows::take_place(tx, seating.activity)? {
            return no(Unwilling::Full);
        }
    }
    let seats = give(tx, ctx, &seating, &passes, slot)?;
    let fact = Fact::new("seats.booked", seats[0].group).within(Scope::edition(asked.edition));
    let fact = fact.with("activity", seating.activity).with("seats", seats.len());
    journal::write(tx, ctx, fact)?;
    Ok(Booked { seating, seats })
}

/// Seats are given there now in one of these ways, and that is when it is.
pub(super) fn open(ctx: &Ctx, seating: &Seating, ways: &[Way]) -> Outcome<Slot> {
    if !ways.contains(&seating.way) {
        return no(Unwilling::NotBooked);
    }
    let Some(slot) = seating.slot() else { return no(Unwilling::Off) };
    if seating.closed {
        return no(Unwilling::Closed);
    }
    // A queue goes on while the doors are open.
    let last = match seating.way {
        Way::Queued => slot.interval.end(),
        _ => slot.interval.start(),
    };
    if last <= ctx.hall_now() {
        return no(Unwilling::Begun);
    }
    Ok(slot)
}

/// The passes that were named: the holder's own, alive, and good for that day.
pub(super) fn chosen(
    holder: &Holder,
    asked: &Asked,
    edition: &Edition,
    slot: Slot,
) -> Outcome<Vec<Pass>> {
    let mut ids = asked.passes.clone();
    ids.sort_unstable();
    ids.dedup();
    if !(1..=GROUP_MAX).contains(&ids.len()) {
        return no(Unwilling::NoPass);
    }
    let Some(chosen) = holder.only(&ids) else { return no(Unwilling::NoPass) };
    let passes = chosen.passes().to_vec();
    if passes.iter().any(|one| !one.lives() || one.edition != edition.id) {
        return no(Unwilling::DeadPass);
    }
    let day = edition.zone.wall(slot.interval.start()).date;
    if passes.iter().any(|one| !one.days.is_empty() && !one.days.contains(&day)) {
        return no(Unwilling::OtherDay);
    }
    Ok(passes)
}

/// Everybody's calendars, held until the verb has ended.
pub(super) fn held(tx: &mut Tx<'_>, passes: &[Pass]) -> Outcome<Vec<Vec<Party>>> {
    let mut parties = Vec::with_capacity(passes.len());
    for pass in passes {
        parties.push(holders::parties(tx, pass)?);
    }
    calendar::hold(tx, &parties.concat())?;
    Ok(parties)
}

/// Nothing of that pass stands against the slot.
fn free_for(
    tx: &mut Tx<'_>,
    zone: &Zone,
    seating: &Seating,
    (pass, parties, slot): (&Pass, &[Party], Slot),
) -> Outcome<()> {
    already(tx, seating, pass)?;
    let Some(found) = calendar::against(tx, pass.edition, parties, slot)? else { return Ok(()) };
    no(Unwilling::Clash(Box::new(told(tx, zone, pass, found)?)))
}

/// The pass has no seat there yet and waits for none.
pub(super) fn already(tx: &mut Tx<'_>, seating: &Seating, pass: &Pass) -> Outcome<()> {
    let own = rows::seats_of_passes(tx, &[pass.id])?;
    let is_here = |one: &Seat| one.activity == seating.activity && !one.state.is_over();
    if own.iter().any(is_here) { no(Unwilling::Already) } else { Ok(()) }
}

fn told(tx: &mut Tx<'_>, zone: &Zone, pass: &Pass, found: calendar_rules::Clash) -> Outcome<Clash> {
    let with = found.with.slot;
    Ok(Clash {
        holder: pass.holder.clone(),
        with: title(tx, with.activity)?,
        interval: with.interval,
        zone: zone.clone(),
        gap_minutes: found.gap_minutes,
        travel_minutes: found.travel_minutes,
    })
}

fn title(tx: &mut Tx<'_>, activity: ActivityId) -> Outcome<Text> {
    let found = rows::seatings_by_id(tx, &[activity])?.into_iter().next();
    Ok(found.map_or_else(Text::empty, |one| one.told.title))
}

fn give(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    seating: &Seating,
    passes: &[Pass],
    slot: Slot,
) -> Outcome<Vec<Seat>> {
    let (now, group): (_, GroupId) = (ctx.now(), ctx.id());
    let state = after(State::Wished, Event::Confirm).map_err(|no| Error::Refused(no.into()))?;
    let mut seats = Vec::with_capacity(passes.len());
    for pass in passes {
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
        let cause = Cause::Seat(seat.id.uuid());
        calendar::commit(tx, ctx, seating.edition, (pass.id.uuid(), cause, slot))?;
        seats.push(seat);
    }
    Ok(seats)
}

/// Gives a seat up; its place and its time are free at once.
pub fn cancel(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    holder: &Holder,
    (edition, id): (EditionId, SeatId),
) -> Outcome<Seat> {
    let before = rows::seat(tx, edition, id)?.ok_or(Error::Missing)?;
    if holder.only(&[before.pass]).is_none() {
        return Err(Error::Missing);
    }
    let state = after(before.state, Event::GiveUp).map_err(|no| Error::Refused(no.into()))?;
    if !rows::move_seat(tx, &before, (state, None), ctx.now())? {
        return no(Unwilling::Changed);
    }
    if before.state.takes_place() {
        rows::give_place(tx, before.activity)?;
        calendar::free(tx, Cause::Seat(id.uuid()))?;
    }
    let fact = Fact::new("seats.given_up", id).within(Scope::edition(edition));
    journal::write(tx, ctx, fact.with("state", state.word()))?;
    Ok(Seat { state, state_at: ctx.now(), expires_at: None, ..before })
}

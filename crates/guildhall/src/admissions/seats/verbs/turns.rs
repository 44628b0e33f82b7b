//! What happens by itself, done by one node at a time: offers that ran out, seats nobody came for,
//! whose turn it is.

use std::time::Duration;

use kernel::{Timestamp, Uuid};
use store::{Db, Fault, Tx};

use crate::access::{AccountId, Scope};
use crate::admissions::calendar::model::Cause;
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats::follow;
use crate::admissions::seats::holders::{self, Pass};
use crate::admissions::seats::letters::{self, News};
use crate::admissions::seats::model::{Seat, Seating};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store::{self as rows, waiting};
use crate::admissions::seats::turns::{Turn, held_for, turn};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::release;
use crate::work::{Next, Task, lease};

/// One round does so much, so that nobody waits long for its end.
pub const ROUND_MAX: i64 = 200;
/// Groups that are looked at behind one whose calendar is full.
const LOOKED_AT_MAX: usize = 50;

/// The time of a round, and longer than any takes.
const EVERY: Duration = Duration::from_secs(1);
const HOLD: Duration = Duration::from_secs(60);
const LEASE: &str = "seats";

/// The task that follows releases and gives turns. Every node runs it; the lease lets one at a time.
pub fn task(holder: Uuid) -> Task {
    let act = move |db: &Db, ctx: &Ctx| {
        for (edition, number) in db.read_now(release::newest_numbers)? {
            let (ctx, ahead) = (ctx.clone(), number);
            if db.read_now(move |tx| rows::followed(tx, edition))? < ahead {
                let followed = db.write_now(move |tx: &mut Tx<'_>| {
                    follow::newest::<Unwilling>(tx, &ctx, edition)
                });
                if let Err(Error::Fault(fault)) = followed {
                    return Err(fault);
                }
            }
        }
        let (now, hall) = (ctx.now(), ctx.hall_now());
        if !db.read_now(move |tx| waiting::is_due(tx, now, hall))? {
            return Ok(Next::Later);
        }
        let ctx = ctx.clone();
        let more = db.write_now(move |tx: &mut Tx<'_>| -> Result<bool, Fault> {
            Ok(lease::take(tx, &ctx, LEASE, holder, HOLD)? && round(tx, &ctx)?)
        })?;
        Ok(if more { Next::Now } else { Next::Later })
    };
    Task { name: "seats", every: EVERY, act: Box::new(act) }
}

/// Everything that is due; true when there may be more.
pub fn round(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<bool, Fault> {
    let mut done = expire(tx, ctx)?;
    done += miss(tx, ctx)?;
    for activity in waiting::with_room(tx, ROUND_MAX)? {
        if let Some(seating) = rows::seatings_by_id(tx, &[activity])?.into_iter().next() {
            promote(tx, ctx, &seating)?;
        }
    }
    Ok(done >= ROUND_MAX)
}

/// Lets go of seats whose offer ran out.
fn expire(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<i64, Fault> {
    let due = waiting::run_out(tx, ctx.now(), ROUND_MAX)?;
    for seat in &due {
        if end(tx, ctx, seat, Event::Expire)? {
            tell(tx, ctx, std::slice::from_ref(seat), News::RanOut)?;
        }
    }
    Ok(i64::try_from(due.len()).unwrap_or(ROUND_MAX))
}

/// Gives the seats of those who did not come to whoever did.
fn miss(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<i64, Fault> {
    let due = waiting::missed(tx, ctx.hall_now(), ROUND_MAX)?;
    for seat in &due {
        end(tx, ctx, seat, Event::Miss)?;
    }
    Ok(i64::try_from(due.len()).unwrap_or(ROUND_MAX))
}

/// Ends a seat that held a place; false when somebody was faster.
fn end(tx: &mut Tx<'_>, ctx: &Ctx, seat: &Seat, event: Event) -> Result<bool, Fault> {
    let Ok(state) = after(seat.state, event) else { return Ok(false) };
    if !rows::move_seat(tx, seat, (state, None), ctx.now())? {
        return Ok(false);
    }
    rows::give_place(tx, seat.activity)?;
    calendar::free(tx, Cause::Seat(seat.id.uuid()))?;
    let fact = Fact::new("seats.ended", seat.id).within(Scope::edition(seat.edition));
    journal::write(tx, ctx, fact.with("state", state.word()))?;
    Ok(true)
}

/// Holds seats for those whose turn it is.
pub fn promote(tx: &mut Tx<'_>, ctx: &Ctx, seating: &Seating) -> Result<(), Fault> {
    let Some(slot) = seating.slot() else { return Ok(()) };
    if seating.closed || slot.interval.end() <= ctx.hall_now() {
        return Ok(());
    }
    let left = slot.interval.start().minutes_since(ctx.hall_now());
    let mut free = seating.free();
    for group in groups(waiting::queue(tx, seating.activity)?).into_iter().take(LOOKED_AT_MAX) {
        if free == 0 {
            break;
        }
        let size = i64::try_from(group.len()).unwrap_or(i64::MAX);
        let fits = fits(tx, seating, &group)?;
        match turn(free, size, fits, left) {
            Turn::Stop => break,
            Turn::Pass => {}
            Turn::Offer if !offer(tx, ctx, seating, &group, left)? => break,
            Turn::Offer => free -= size,
        }
    }
    Ok(())
}

/// Those who asked together, in the order in which they did.
fn groups(queue: Vec<Seat>) -> Vec<Vec<Seat>> {
    let mut groups: Vec<Vec<Seat>> = Vec::new();
    for seat in queue {
        match groups.iter_mut().find(|group| group[0].group == seat.group) {
            Some(group) => group.push(seat),
            None => groups.push(vec![seat]),
        }
    }
    groups
}

/// Nothing stands against it in the calendars of the group, which are held from now on.
fn fits(tx: &mut Tx<'_>, seating: &Seating, group: &[Seat]) -> Result<bool, Fault> {
    let Some(slot) = seating.slot() else { return Ok(false) };
    let mut parties = Vec::new();
    for pass in passes(tx, group)? {
        if !pass.lives() {
            return Ok(false);
        }
        parties.push(holders::parties(tx, &pass)?);
    }
    calendar::hold(tx, &parties.concat())?;
    for own in &parties {
        if calendar::against(tx, seating.edition, own, slot)?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn passes(tx: &mut Tx<'_>, group: &[Seat]) -> Result<Vec<Pass>, Fault> {
    let ids: Vec<_> = group.iter().map(|one| one.pass).collect();
    holders::named(tx, group[0].edition, &ids)
}

/// False when somebody else took the places meanwhile.
fn offer(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    seating: &Seating,
    group: &[Seat],
    left: i64,
) -> Result<bool, Fault> {
    let Some(slot) = seating.slot() else { return Ok(false) };
    for taken in 0..group.len() {
        if !rows::take_place(tx, seating.activity)? {
            for _ in 0..taken {
                rows::give_place(tx, seating.activity)?;
            }
            return Ok(false);
        }
    }
    let until: Timestamp = ctx.now() + held_for(seating.way, left);
    for seat in group {
        let moved = rows::move_seat(tx, seat, (State::Offered, Some(until)), ctx.now())?;
        if !moved {
            // Somebody gave up their turn a moment ago.
            rows::give_place(tx, seating.activity)?;
            continue;
        }
        let cause = Cause::Seat(seat.id.uuid());
        calendar::commit(tx, ctx, seating.edition, (seat.pass.uuid(), cause, slot))?;
    }
    let fact = Fact::new("seats.offered", group[0].group);
    let fact = fact.within(Scope::edition(seating.edition)).with("seats", group.len());
    journal::write(tx, ctx, fact)?;
    tell(tx, ctx, group, News::Offered)?;
    Ok(true)
}

/// Orders a letter to whoever manages one of the passes.
fn tell(tx: &mut Tx<'_>, ctx: &Ctx, group: &[Seat], news: News) -> Result<(), Fault> {
    let mut told: Vec<AccountId> = Vec::new();
    for pass in passes(tx, group)? {
        let Some(account) = pass.account.filter(|one| !told.contains(one)) else { continue };
        letters::order(tx, ctx, &group[0], account, news)?;
        told.push(account);
    }
    Ok(())
}

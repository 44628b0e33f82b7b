//! What happens to seats from outside: somebody comes in at the door of a hall, a pass is no more.

use store::{Fault, Tx};

use crate::access::Scope;
use crate::admissions::calendar::model::Cause;
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats::model::Seat;
use crate::admissions::seats::store as rows;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::journal::{self, Fact};
use crate::programme::model::ActivityId;

/// What the door of a hall is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Their seat is taken now.
    In,
    /// They were in already.
    Again,
    /// They have no seat there, or not any more.
    NoSeat,
}

/// Notes that whoever has the pass came to an activity.
pub fn attend(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, activity, pass): (EditionId, ActivityId, AdmissionId),
) -> Result<Came, Fault> {
    let own = rows::seats_of_passes(tx, &[pass])?;
    let here = own.iter().find(|one| one.activity == activity && one.state.takes_place());
    let Some(seat) = here else { return Ok(Came::NoSeat) };
    if seat.state == State::Attended {
        return Ok(Came::Again);
    }
    // Whoever comes takes what is held for them.
    let confirmed = match seat.state {
        State::Offered => after(seat.state, Event::Confirm),
        other => Ok(other),
    };
    let Ok(state) = confirmed.and_then(|state| after(state, Event::Attend)) else {
        return Ok(Came::NoSeat);
    };
    if !rows::move_seat(tx, seat, (state, None), ctx.now())? {
        return Ok(Came::Again);
    }
    let fact = Fact::new("seats.attended", seat.id).within(Scope::edition(edition));
    journal::write(tx, ctx, fact)?;
    Ok(Came::In)
}

/// Lets go of everything that a pass has, since it is no more.
pub fn leave(tx: &mut Tx<'_>, ctx: &Ctx, pass: AdmissionId) -> Result<(), Fault> {
    for seat in rows::seats_of_passes(tx, &[pass])? {
        end(tx, ctx, &seat)?;
    }
    Ok(())
}

fn end(tx: &mut Tx<'_>, ctx: &Ctx, seat: &Seat) -> Result<(), Fault> {
    let Ok(state) = after(seat.state, Event::GiveUp) else { return Ok(()) };
    if !rows::move_seat(tx, seat, (state, None), ctx.now())? {
        return Ok(());
    }
    if seat.state.takes_place() {
        rows::give_place(tx, seat.activity)?;
        calendar::free(tx, Cause::Seat(seat.id.uuid()))?;
    }
    let fact = Fact::new("seats.given_up", seat.id).within(Scope::edition(seat.edition));
    journal::write(tx, ctx, fact.with("state", state.word())).map(drop)
}

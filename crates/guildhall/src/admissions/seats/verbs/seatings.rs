//! What whoever runs an activity sets about its seats.

use store::Tx;

use crate::access::{Can, ManagePasses, RunHost, Scope};
use crate::admissions::model::AdmissionId;
use crate::admissions::seats::follow;
use crate::admissions::seats::holders::{self, Pass};
use crate::admissions::seats::model::{Seat, Seating, Set, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store as rows;
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};

/// More than any hall holds.
pub const PLACES_MAX: i64 = 1_000_000;

/// Later than that nobody is waited for.
pub const RELEASE_MINUTES_MAX: i64 = 240;

/// Who runs an activity: one of its hosts, or the organiser.
#[derive(Clone, Copy, Debug)]
pub enum Runner {
    Host(Can<RunHost>),
    Organiser(Can<ManagePasses>),
}

impl Runner {
    pub fn edition(self) -> EditionId {
        match self {
            Self::Host(can) => can.edition_of_host::<Edition>(),
            Self::Organiser(can) => can.edition::<Edition>(),
        }
    }

    fn runs(self, seating: &Seating) -> bool {
        match self {
            Self::Host(can) => seating.told.hosts.contains(&can.host::<Host>().uuid()),
            Self::Organiser(_) => true,
        }
    }
}

/// Seats as they are to be given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// None: as the release says.
    pub way: Option<Way>,
    /// None: as the release says.
    pub places: Option<i64>,
    pub closed: bool,
    /// Seats of those who did not come are let go so long after the start; none: never.
    pub release_minutes: Option<i64>,
}

/// The seats of an activity that this runner runs.
pub fn find(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    runner: Runner,
    slug: &str,
) -> Result<Seating, Error<Unwilling>> {
    follow::newest::<Unwilling>(tx, ctx, runner.edition())?;
    let found = rows::seating(tx, runner.edition(), slug)?.ok_or(Error::Missing)?;
    if runner.runs(&found) { Ok(found) } else { Err(Error::Missing) }
}

/// The seats of an activity, each with the pass it belongs to.
pub type Listed = (Seating, Vec<(Seat, Option<Pass>)>);

/// The seats of an activity that this runner runs, with whose they are, in the order they were asked for.
pub fn list(tx: &mut Tx<'_>, runner: Runner, slug: &str) -> Result<Listed, Error<Unwilling>> {
    let seating = rows::seating(tx, runner.edition(), slug)?.ok_or(Error::Missing)?;
    if !runner.runs(&seating) {
        return Err(Error::Missing);
    }
    let seats = rows::seats_of_activity(tx, seating.activity)?;
    let ids: Vec<AdmissionId> = seats.iter().map(|one| one.pass).collect();
    let passes = holders::named(tx, seating.edition, &ids)?;
    let of = |seat: Seat| (seat, passes.iter().find(|one| one.id == seat.pass).cloned());
    Ok((seating, seats.into_iter().map(of).collect()))
}

/// Sets how seats are given and how many there are. Nobody loses a seat by it: where fewer places are
/// set than are taken, none is given until enough were given back.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    runner: Runner,
    (slug, version): (&str, i64),
    wish: &Wish,
) -> Result<Seating, Error<Unwilling>> {
    let before = find(tx, ctx, runner, slug)?;
    if wish.places.is_some_and(|places| !(0..=PLACES_MAX).contains(&places)) {
        return Err(Error::Refused(Unwilling::NoPlaces));
    }
    if wish.release_minutes.is_some_and(|minutes| !(0..=RELEASE_MINUTES_MAX).contains(&minutes)) {
        return Err(Error::Refused(Unwilling::NoMinutes));
    }
    if wish.way.is_some_and(|way| !Way::SET.contains(&way)) {
        return Err(Error::Refused(Unwilling::NoWay));
    }
    let said = follow::said(tx, &before)?.ok_or(Error::Missing)?;
    let fixed = matches!(said.way, Way::Series | Way::Within);
    if fixed && wish.way.is_some() {
        return Err(Error::Refused(Unwilling::NoWay));
    }
    let after = Seating {
        way: wish.way.unwrap_or(said.way),
        places: wish.places.unwrap_or(said.places),
        set: Set { way: wish.way, places: wish.places },
        closed: wish.closed,
        release_minutes: wish.release_minutes,
        version,
        ..before
    };
    if !rows::set_seating(tx, &after, ctx.now())? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    let scope = Scope::edition(after.edition);
    let fact = Fact::new("seats.set", after.activity).within(scope);
    let fact = fact.with("way", after.way.word()).with("places", after.places);
    journal::write(tx, ctx, fact.with("closed", after.closed))?;
    rows::seating(tx, after.edition, slug)?.ok_or(Error::Missing)
}

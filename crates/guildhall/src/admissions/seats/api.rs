//! Seats for other programs: how one gets in, booking, waiting, giving up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::holders;
use super::model::{GroupId, Seat, Seating, Way};
use super::refusal::Unwilling;
use super::store as rows;
use super::verbs::{self, Runner, Wish};
use crate::access::{Area, ManagePasses, SellPasses};
use crate::admissions::api::shown;
use crate::admissions::model::AdmissionId;
use crate::api::{
    Asked, Given, IdText, Listed, Match, Moment, Nothing, Repeats, Reply, Route, Trouble,
};
use crate::editions::model::Edition;
use crate::error::Error;

/// Every route of seats.
pub fn routes() -> Vec<Route> {
    const SEATINGS: &str = "/editions/{edition}/seatings";
    const SEATING: &str = "/editions/{edition}/seatings/{activity}";
    const SEATS: &str = "/editions/{edition}/seats";
    const SEAT: &str = "/editions/{edition}/seats/{seat}";
    const GROUP: &str = "/editions/{edition}/seat-groups/{group}/take";
    const LINK: &str = "/editions/{edition}/admissions/{admission}/link";
    let area = Area::Admissions;
    vec![
        Route::get(SEATINGS, "list-seatings", |w| w.seats_api_list(), list).in_parts(),
        Route::get(SEATING, "get-seating", |w| w.seats_api_get(), one),
        Route::put(SEATING, "set-seating", |w| w.seats_api_set(), set)
            .reaching(area)
            .matched(Match::Must),
        Route::post(SEATS, "book-seats", |w| w.seats_api_book(), book)
            .reaching(area)
            .repeated(Repeats::Must),
        Route::delete(SEAT, "give-up-seat", |w| w.seats_api_give_up(), give_up).reaching(area),
        Route::post(GROUP, "take-seats", |w| w.seats_api_take(), take)
            .reaching(area)
            .repeated(Repeats::Must),
        Route::post(LINK, "make-pass-link", |w| w.seats_api_link(), link)
            .reaching(area)
            .repeated(Repeats::Must),
    ]
}

/// How one gets into an activity.
#[derive(Serialize, JsonSchema)]
pub struct SeatingShape {
    id: IdText,
    /// The activity's slug
    activity: String,
    /// The activity whose session it is
    series: Option<IdText>,
    /// `open`, `invited`, `booked`, `queued`, `wished`, `series` or `within`
    way: String,
    places: i64,
    /// Places that are still free
    free: i64,
    closed: bool,
    /// Seats of those who did not come are let go so many minutes after the start
    release_minutes: Option<i64>,
    /// Null while the newest release does not say, or says it is off
    starts_at: Option<Moment>,
    ends_at: Option<Moment>,
}

/// How one gets into an activity, as it is set.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatingSetting {
    /// `open`, `booked`, `queued` or `wished`; absent: as the release says
    way: Option<String>,
    /// Absent: as the release says. Nobody loses a seat when they become fewer
    places: Option<i64>,
    #[serde(default)]
    closed: bool,
    release_minutes: Option<i64>,
}

/// Seats as they are asked for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatsWish {
    /// The activity's slug
    activity: String,
    /// Admissions to the edition, 1 to 10: all of them get seats, or none
    passes: Vec<String>,
    /// Onto the waiting list, together
    #[serde(default)]
    wait: bool,
}

/// Seats that were asked for together.
#[derive(Serialize, JsonSchema)]
pub struct SeatsShape {
    group: IdText,
    activity: String,
    seats: Vec<SeatShape>,
}

/// Somebody's seat.
#[derive(Serialize, JsonSchema)]
pub struct SeatShape {
    id: IdText,
    /// The admission to the edition
    pass: IdText,
    /// `confirmed`, `waitlisted`, `offered`, `cancelled`, …
    state: String,
    /// Until when a place is held
    expires_at: Option<Moment>,
}

/// The secret link of a pass.
#[derive(Serialize, JsonSchema)]
pub struct LinkShape {
    /// From the site's root, in Chinese; `/en/` for `/zh/` in English. It is told once
    path: String,
}

impl From<&Seating> for SeatingShape {
    fn from(one: &Seating) -> Self {
        let interval = one.held.map(|held| held.interval);
        Self {
            id: one.activity.into(),
            activity: one.slug.to_string(),
            series: one.series.map(IdText::from),
            way: one.way.word().to_owned(),
            places: one.places,
            free: one.free(),
            closed: one.closed,
            release_minutes: one.release_minutes,
            starts_at: interval.map(|it| it.start().into()),
            ends_at: interval.map(|it| it.end().into()),
        }
    }
}

impl From<&Seat> for SeatShape {
    fn from(one: &Seat) -> Self {
        Self {
            id: one.id.into(),
            pass: one.pass.into(),
            state: one.state.word().to_owned(),
            expires_at: one.expires_at.map(Moment::from),
        }
    }
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<SeatingShape>>, Trouble> {
    let edition = shown(tx, asked)?;
    let mut all = rows::seatings(tx, edition)?;
    all.sort_by(|one, other| one.slug.cmp(&other.slug));
    asked.part(all.iter().map(SeatingShape::from), |one| one.activity.clone())
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<SeatingShape>, Trouble> {
    let edition = shown(tx, asked)?;
    let found = rows::seating(tx, edition, asked.named("activity"))?.ok_or(Trouble::Missing)?;
    Ok(Reply::of(SeatingShape::from(&found)).tagged(found.version))
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, SeatingSetting>,
) -> Result<Reply<SeatingShape>, Trouble> {
    let may = asked.may_in::<ManagePasses>(tx)?;
    let (sent, version) = (given.read()?, asked.version()?);
    let way = sent.way.map(|word| {
        Way::from_word(&word).ok_or_else(|| Trouble::Refused(Box::new(Unwilling::NoWay)))
    });
    let wish = Wish {
        way: way.transpose()?,
        places: sent.places,
        closed: sent.closed,
        release_minutes: sent.release_minutes,
    };
    let at = (asked.named("activity"), version);
    let made = verbs::set(tx, &asked.ctx, Runner::Organiser(may), at, &wish)?;
    Ok(Reply::of(SeatingShape::from(&made)).tagged(made.version))
}

fn book(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, SeatsWish>,
) -> Result<Reply<SeatsShape>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let sent = given.read()?;
    let ids = sent.passes.iter().map(|id| id.parse::<AdmissionId>()).collect::<Result<Vec<_>, _>>();
    let passes = ids.map_err(|_| Trouble::Refused(Box::new(Unwilling::NoPass)))?;
    let holder = holders::any(tx, may, &passes)?;
    let edition = may.edition::<Edition>();
    let wish = verbs::Asked { edition, activity: sent.activity.clone(), passes };
    let seats = match sent.wait {
        true => verbs::wait(tx, &asked.ctx, &holder, &wish)?,
        false => verbs::book(tx, &asked.ctx, &holder, &wish)?.seats,
    };
    let Some(first) = seats.first() else { return Err(Trouble::Missing) };
    let at = format!("/editions/{}/seats/{}", asked.named("edition"), first.id);
    let shape = SeatsShape {
        group: first.group.into(),
        activity: sent.activity,
        seats: seats.iter().map(SeatShape::from).collect(),
    };
    Ok(Reply::of(shape).at(at))
}

fn give_up(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let (edition, id) = (may.edition::<Edition>(), asked.id("seat")?);
    let seat = rows::seat(tx, edition, id)?.ok_or(Trouble::Missing)?;
    let holder = holders::any(tx, may, &[seat.pass])?;
    verbs::cancel(tx, &asked.ctx, &holder, (edition, id))?;
    Ok(Reply::of(Nothing))
}

fn take(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<SeatsShape>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let (edition, group): (_, GroupId) = (may.edition::<Edition>(), asked.id("group")?);
    let passes: Vec<AdmissionId> =
        rows::waiting::of_group(tx, edition, group)?.iter().map(|one| one.pass).collect();
    let holder = holders::any(tx, may, &passes)?;
    let seating = verbs::take(tx, &asked.ctx, &holder, (edition, group))?;
    let seats = rows::waiting::of_group(tx, edition, group)?;
    Ok(Reply::of(SeatsShape {
        group: group.into(),
        activity: seating.slug.to_string(),
        seats: seats.iter().map(SeatShape::from).collect(),
    }))
}

fn link(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<LinkShape>, Trouble> {
    let may = asked.may_in::<SellPasses>(tx)?;
    let (edition, pass): (_, AdmissionId) = (may.edition::<Edition>(), asked.id("admission")?);
    let found = holders::any(tx, may, &[pass])?;
    if found.passes().is_empty() {
        return Err(Error::<Unwilling>::Missing.into());
    }
    let token = holders::make_link(tx, &asked.ctx, (edition, pass))?;
    Ok(Reply::of(LinkShape { path: format!("/zh/pass/{}", token.spelled()) }))
}

//! Seats follow the newest release: what one gets into, where and when, and who has a part in what.
//! A seat belongs to its activity, so an activity that moves keeps its seats.

use kernel::{Id, Uuid};
use store::{Fault, Tx};

use super::model::{Held, Seating, Set, Told, Way};
use super::store as rows;
use crate::admissions::calendar::model::{Cause, Commitment, Slot};
use crate::admissions::calendar::store as calendar;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, ActivityState, Entry, Programme};
use crate::programme::release::{self, ReleaseError};
use crate::programme::seated::{Seated, seated};

/// True when the rows are those of the newest release.
pub fn is_newest(tx: &mut Tx<'_>, edition: EditionId) -> Result<bool, Fault> {
    Ok(rows::followed(tx, edition)? >= release::newest_number(tx, edition)?)
}

/// Brings the rows up to the newest release, when they are not.
pub fn newest<R>(tx: &mut Tx<'_>, ctx: &Ctx, edition: EditionId) -> Result<(), Error<R>> {
    if is_newest(tx, edition)? {
        return Ok(());
    }
    let found = release::newest(tx, edition).map_err(|error| match error {
        ReleaseError::Fault(fault) => Error::Fault(fault),
        // What the house shows is what it showed before; `check` tells the operator.
        _ => Error::Missing,
    })?;
    let Some(found) = found else { return Ok(()) };
    if !rows::follow(tx, edition, found.number)? {
        return Ok(());
    }
    let index = Index::of(&found.programme);
    seatings(tx, ctx, &wanted(&found.programme, &index), edition)?;
    let roles = parts(&found.programme, &index).into_iter();
    let roles: Vec<_> = roles.map(|one| (ctx.id::<Commitment>().uuid(), one)).collect();
    calendar::replace_roles(tx, edition, &roles)?;
    Ok(())
}

fn seatings(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    wanted: &[Seating],
    edition: EditionId,
) -> Result<(), Fault> {
    let standing = rows::seatings(tx, edition)?;
    for before in &standing {
        let after = wanted.iter().find(|one| one.activity == before.activity);
        if after.is_none_or(|after| after.slug != before.slug) {
            rows::free_slug(tx, before.activity)?;
        }
    }
    for one in wanted {
        match standing.iter().find(|before| before.activity == one.activity) {
            None => rows::insert_seating(tx, one)?,
            Some(before) => follow(tx, ctx, before, &kept(before, one))?,
        }
    }
    for gone in standing.iter().filter(|one| !wanted.iter().any(|it| it.activity == one.activity)) {
        if !rows::remove_seating(tx, gone.activity)? {
            let slug = gone.slug.clone();
            follow(tx, ctx, gone, &Seating { held: None, slug, ..gone.clone() })?;
        }
    }
    Ok(())
}

/// What the release says, but for what whoever runs the activity has set.
fn kept(before: &Seating, said: &Seating) -> Seating {
    let way = match said.way {
        Way::Series | Way::Within => said.way,
        other => before.set.way.unwrap_or(other),
    };
    Seating { way, places: before.set.places.unwrap_or(said.places), ..said.clone() }
}

fn follow(tx: &mut Tx<'_>, ctx: &Ctx, before: &Seating, after: &Seating) -> Result<(), Fault> {
    rows::follow_seating(tx, after, ctx.now())?;
    match (before.slot(), after.slot()) {
        (was, is) if was == is => Ok(()),
        (Some(_), Some(slot)) => calendar::move_of_activity(tx, slot, ctx.now()),
        (_, None) => calendar::remove_of_activity(tx, after.activity),
        // It takes place after all: whoever holds a seat is bound by it again.
        (None, Some(slot)) => {
            for seat in rows::seats_taking(tx, after.activity)? {
                let (party, cause) = (seat.pass.uuid(), Cause::Seat(seat.id.uuid()));
                let one = Commitment { party, cause, slot, moved_at: None };
                let id = ctx.id::<Commitment>().uuid();
                calendar::insert(tx, id, after.edition.uuid(), &one)?;
            }
            calendar::move_of_activity(tx, slot, ctx.now())
        }
    }
}

/// What the newest release says of an activity by itself; `None` when it is not in there.
pub fn said(tx: &mut Tx<'_>, seating: &Seating) -> Result<Option<Seating>, Fault> {
    let found = match release::newest(tx, seating.edition) {
        Ok(Some(found)) => found,
        Err(ReleaseError::Fault(fault)) => return Err(fault),
        _ => return Ok(None),
    };
    let index = Index::of(&found.programme);
    let activity = index.activity(&found.programme, seating.activity);
    Ok(activity.and_then(|activity| of(&found.programme, &index, activity)))
}

/// How people get into everything that has a place and a time.
pub fn wanted(programme: &Programme, index: &Index) -> Vec<Seating> {
    let all = programme.activities.iter();
    all.filter_map(|activity| of(programme, index, activity)).collect()
}

fn of(programme: &Programme, index: &Index, activity: &Activity) -> Option<Seating> {
    let slot = slot(programme, index, activity)?;
    let (venue, hall) = index.hall(programme, activity.placement?.hall)?;
    let own = activity.places.or(hall.capacity);
    let (way, series) = match (seated(programme, index, activity), activity.entry) {
        (Some(Seated::Within(_)), _) => (Way::Within, None),
        (Some(Seated::Series), _) => (Way::Series, None),
        // Without a number of places nobody can be promised one.
        (Some(Seated::Own { series }), Entry::Booking) if own.is_some() => (Way::Booked, series),
        (Some(Seated::Own { series }), Entry::OnSite) if own.is_some() => (Way::Queued, series),
        (_, Entry::Invitation | Entry::Accreditation) => (Way::Invited, None),
        _ => (Way::Open, None),
    };
    Some(Seating {
        activity: activity.id,
        edition: programme.edition.id,
        slug: activity.slug.clone(),
        series: series.map(|one| one.id),
        within: activity.parent,
        way,
        set: Set::default(),
        places: own.unwrap_or(0),
        taken: 0,
        lowered_at: None,
        closed: false,
        release_minutes: None,
        held: Some(Held { venue: slot.venue, interval: slot.interval }),
        told: Told {
            title: activity.title.clone(),
            hall: hall.name.clone(),
            venue: venue.name.clone(),
            hosts: activity.hosts.iter().map(Id::uuid).collect(),
            topics: activity.topics.clone(),
            sample: activity.provenance.is_sample(),
        },
        version: 1,
    })
}

/// What people have a part in, once an activity however many parts.
fn parts(programme: &Programme, index: &Index) -> Vec<Commitment> {
    let mut all = Vec::new();
    for activity in &programme.activities {
        let Some(slot) = slot(programme, index, activity) else { continue };
        let mut people: Vec<Uuid> = activity.people.iter().map(|one| one.person.uuid()).collect();
        people.sort_unstable();
        people.dedup();
        let cause = Cause::Role(activity.id);
        all.extend(people.into_iter().map(|party| Commitment {
            party,
            cause,
            slot,
            moved_at: None,
        }));
    }
    all
}

fn slot(programme: &Programme, index: &Index, activity: &Activity) -> Option<Slot> {
    let placement = activity.placement?;
    if activity.state != ActivityState::Planned {
        return None;
    }
    let (venue, _) = index.hall(programme, placement.hall)?;
    let (id, within): (ActivityId, _) = (activity.id, activity.parent);
    Some(Slot { activity: id, within, venue: venue.id, interval: placement.interval })
}

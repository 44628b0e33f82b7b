//! Grants: given by the organisers of an edition, spent by the host alone.

use kernel::Slug;
use store::{Fault, Tx};

use super::requests;
use crate::access::{Can, ManageGrants, ReadHost, RunHost, Scope};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId, Feature};
use crate::error::Error;
use crate::hosting::model::{Halls, HostGrant, HostGrantId, Resource};
use crate::hosting::refusal::{Hundredths, Unwilling};
use crate::hosting::requests::{Lack, RequestId};
use crate::hosting::rules::{self, Line};
use crate::hosting::store as rows;
use crate::hosts;
use crate::hosts::model::{Host, HostId};
use crate::journal::{self, Fact};
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::Programme;

/// Nobody grants more of anything.
pub const AMOUNT_MAX: i64 = 1_000_000;

/// A grant as it is wished for; an amount of 0 takes it back.
#[derive(Clone, Debug)]
pub struct Wish {
    pub host: Slug,
    pub resource: Resource,
    pub place: Place,
    pub amount: i64,
}

/// Halls as a form names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Any,
    Hall { venue: Slug, hall: Slug },
    With(Feature),
}

impl Place {
    /// Reads `venue/hall`, `with:stage` or nothing.
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Any);
        }
        if let Some(word) = text.strip_prefix("with:") {
            return Feature::from_word(word).map(Self::With);
        }
        let (venue, hall) = text.split_once('/')?;
        Some(Self::Hall { venue: venue.parse().ok()?, hall: hall.parse().ok()? })
    }
}

/// An edition's draft with what every host of it was granted.
pub struct Book {
    pub programme: Programme,
    pub grants: Vec<HostGrant>,
}

impl Book {
    /// A host's grants with what is spent of them.
    pub fn of(&self, index: &Index, host: HostId) -> Vec<Line> {
        let own: Vec<HostGrant> =
            self.grants.iter().filter(|grant| grant.host == host).cloned().collect();
        rules::balance(&own, &rules::spent(&self.programme, index, host))
    }
}

/// True when anything was granted in the edition.
pub fn any(tx: &mut Tx<'_>, can: Can<ManageGrants>) -> Result<bool, Fault> {
    Ok(!rows::grants_in(tx, can.edition::<Edition>())?.is_empty())
}

/// The book of a whole edition.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ManageGrants>) -> Result<Book, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    Ok(Book { programme: drafted(tx, edition)?, grants: rows::grants_in(tx, edition)? })
}

/// The book of an edition, opened at one host.
pub fn of_host(tx: &mut Tx<'_>, can: Can<ReadHost>) -> Result<Book, Error<Unwilling>> {
    let edition: EditionId = can.edition_of_host::<Edition>();
    let grants = rows::grants_of(tx, can.host::<Host>())?;
    Ok(Book { programme: drafted(tx, edition)?, grants })
}

fn drafted(tx: &mut Tx<'_>, edition: EditionId) -> Result<Programme, Error<Unwilling>> {
    let edition = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    Ok(draft::read(tx, edition)?)
}

/// Grants, changes or takes back. What is spent already stays granted.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGrants>,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let refused = |why| Err(Error::Refused(why));
    if !(0..=AMOUNT_MAX).contains(&wish.amount) {
        return refused(Unwilling::NoAmount);
    }
    let edition: EditionId = can.edition::<Edition>();
    let hosts = hosts::verbs::of_edition(tx, edition)?;
    let Some(host) = hosts.iter().find(|host| host.slug == wish.host).map(|host| host.id) else {
        return refused(Unwilling::NoHost);
    };
    let halls = halls(tx, edition, wish.resource, &wish.place)?;
    let before = rows::grants_of(tx, host)?;
    let same = before.iter().find(|one| one.resource == wish.resource && one.halls == halls);
    if same.map_or(0, |one| one.amount) == wish.amount {
        return Ok(());
    }
    if let Some(spent) = too_little(tx, edition, (host, halls), (&before, wish))? {
        return refused(Unwilling::BelowSpent { spent });
    }
    let to = Target { edition, host, resource: wish.resource, halls };
    Ok(change(tx, ctx, to, same, wish.amount)?)
}

/// Which budget of whom.
#[derive(Clone, Copy)]
struct Target {
    edition: EditionId,
    host: HostId,
    resource: Resource,
    halls: Halls,
}

/// A lead asks the organisers for more of something.
pub fn ask_for(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    (resource, place, amount): (Resource, &Place, i64),
    words: &str,
) -> Result<RequestId, Error<Unwilling>> {
    if !(1..=AMOUNT_MAX).contains(&amount) {
        return Err(Error::Refused(Unwilling::NoAmount));
    }
    let halls = halls(tx, can.edition_of_host::<Edition>(), resource, place)?;
    let lack = Lack { resource, halls, amount, granted: 0 };
    requests::ask(tx, ctx, can, (vec![lack], None), words)
}

/// Makes a grant larger by so much, when a request is granted.
pub(super) fn raise(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGrants>,
    host: HostId,
    lack: &Lack,
) -> Result<(), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let Lack { resource, halls, granted, .. } = *lack;
    let before = rows::grants_of(tx, host)?;
    let same = before.iter().find(|one| one.resource == resource && one.halls == halls);
    let amount = same.map_or(0, |one| one.amount) + granted;
    if amount > AMOUNT_MAX {
        return Err(Error::Refused(Unwilling::NoAmount));
    }
    if granted == 0 {
        return Ok(());
    }
    Ok(change(tx, ctx, Target { edition, host, resource, halls }, same, amount)?)
}

fn change(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    Target { edition, host, resource, halls }: Target,
    same: Option<&HostGrant>,
    amount: i64,
) -> Result<(), Fault> {
    let (now, by) = (ctx.now(), ctx.actor.account());
    let id: HostGrantId = match same {
        Some(one) if amount == 0 => {
            rows::remove_grant(tx, one.id)?;
            one.id
        }
        Some(one) => {
            rows::change_grant(tx, one.id, amount, (by, now))?;
            one.id
        }
        None => {
            let grant = HostGrant { id: ctx.id(), host, resource, halls, amount, granted_at: now };
            rows::insert_grant(tx, edition, &grant, by)?;
            grant.id
        }
    };
    let fact = Fact::new("hosting.granted", host)
        .within(Scope::edition(edition))
        .with("grant", id)
        .with("resource", resource.word())
        .with("hall", halls.hall())
        .with("feature", halls.feature())
        .with("amount", amount);
    journal::write(tx, ctx, fact).map(drop)
}

/// The halls that a form names: hall time alone is bound to any.
fn halls(
    tx: &mut Tx<'_>,
    edition: EditionId,
    resource: Resource,
    place: &Place,
) -> Result<Halls, Error<Unwilling>> {
    if resource != Resource::HallMinutes && *place != Place::Any {
        return Err(Error::Refused(Unwilling::NoHall));
    }
    let (venue, hall) = match place {
        Place::Any => return Ok(Halls::Any),
        Place::With(feature) => return Ok(Halls::With(*feature)),
        Place::Hall { venue, hall } => (venue, hall),
    };
    let layout = editions::verbs::layout(tx, edition)?;
    let venue = layout.venues.iter().find(|one| one.slug == *venue);
    let mut halls = venue.into_iter().flat_map(|venue| &venue.halls);
    let found = halls.find(|one| one.slug == *hall).map(|hall| Halls::One(hall.id));
    found.ok_or(Error::Refused(Unwilling::NoHall))
}

/// What is spent, when a grant that is made smaller would no longer cover it. A grant that never did
/// may be made larger by as little as one likes.
fn too_little(
    tx: &mut Tx<'_>,
    edition: EditionId,
    (host, halls): (HostId, Halls),
    (before, wish): (&[HostGrant], &Wish),
) -> Result<Option<Hundredths>, Error<Unwilling>> {
    let same = |one: &HostGrant| one.resource == wish.resource && one.halls == halls;
    let granted = before.iter().find(|one| same(one)).map_or(0, |one| one.amount);
    if wish.amount >= granted {
        return Ok(None);
    }
    let programme = drafted(tx, edition)?;
    let spent = rules::spent(&programme, &Index::of(&programme), host);
    let lines = rules::balance(before, &spent);
    // A smaller grant for some halls may be made good by a larger one for all.
    let mut after = before.to_vec();
    after.iter_mut().filter(|one| same(one)).for_each(|one| one.amount = wish.amount);
    let over = rules::lacks(&lines, &rules::balance(&after, &spent));
    let line = lines.iter().find(|line| line.resource == wish.resource && line.halls == halls);
    let spent = line.map_or(0, |line| line.spent);
    Ok((!over.is_empty()).then(|| in_form(wish.resource, spent)))
}

/// An amount in the unit of the form: hours for hall time.
pub fn in_form(resource: Resource, amount: i64) -> Hundredths {
    Hundredths(match resource {
        Resource::HallMinutes => (amount * 100 + 30) / 60,
        _ => amount * 100,
    })
}

/// The amount that a form says: hours with two places for hall time, whole numbers for the rest.
pub fn from_form(resource: Resource, text: &str) -> Option<i64> {
    let text = text.trim();
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    if resource != Resource::HallMinutes {
        return text.parse().ok().filter(|_| plain(text));
    }
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if !plain(whole) || !(rest.is_empty() || plain(rest)) || rest.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    whole.checked_mul(60).map(|minutes| minutes + (hundredths * 60 + 50) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hall_time_is_said_in_hours_and_kept_in_minutes() {
        let hours = |text| from_form(Resource::HallMinutes, text);
        assert_eq!(hours("1.5"), Some(90));
        assert_eq!(hours(" 12 "), Some(720));
        assert_eq!(hours("0.75"), Some(45));
        for wrong in ["", "-1", "1.555", "1,5", "ten", ".5", "1e3", "99999999999999999999"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
        assert_eq!(from_form(Resource::Seats, "120"), Some(120));
        assert_eq!(from_form(Resource::Seats, "1.5"), None);
        assert_eq!(in_form(Resource::HallMinutes, 100).to_string(), "1.67");
        assert_eq!(in_form(Resource::Seats, 120).to_string(), "120");
    }
}

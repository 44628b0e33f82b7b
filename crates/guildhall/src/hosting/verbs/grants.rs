//! Grants: given by the organisers of an edition, spent by the host alone.

use kernel::Slug;
use store::{Fault, Tx};

use crate::access::{Can, ManageGrants, ReadHost};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId, HallId};
use crate::error::Error;
use crate::hosting::model::{HostGrant, HostGrantId, Resource};
use crate::hosting::refusal::{Hundredths, Unwilling};
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
    pub hall: Option<Slug>,
    pub amount: i64,
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
    let hall = hall(tx, edition, wish)?;
    let before = rows::grants_of(tx, host)?;
    let same = before.iter().find(|one| one.resource == wish.resource && one.hall == hall);
    if same.map_or(0, |one| one.amount) == wish.amount {
        return Ok(());
    }
    if let Some(spent) = too_little(tx, edition, (host, hall), (&before, wish))? {
        return refused(Unwilling::BelowSpent { spent });
    }
    let (now, by) = (ctx.now(), ctx.actor.account());
    let id: HostGrantId = match same {
        Some(one) if wish.amount == 0 => {
            rows::remove_grant(tx, one.id)?;
            one.id
        }
        Some(one) => {
            rows::change_grant(tx, one.id, wish.amount, (by, now))?;
            one.id
        }
        None => {
            let (resource, amount) = (wish.resource, wish.amount);
            let grant = HostGrant { id: ctx.id(), host, resource, hall, amount, granted_at: now };
            rows::insert_grant(tx, edition, &grant, by)?;
            grant.id
        }
    };
    let fact = Fact::new("hosting.granted", host)
        .within(can.scope())
        .with("grant", id)
        .with("resource", wish.resource.word())
        .with("hall", hall)
        .with("amount", wish.amount);
    journal::write(tx, ctx, fact)?;
    Ok(())
}

fn hall(
    tx: &mut Tx<'_>,
    edition: EditionId,
    wish: &Wish,
) -> Result<Option<HallId>, Error<Unwilling>> {
    let Some(slug) = &wish.hall else { return Ok(None) };
    if wish.resource != Resource::HallMinutes {
        return Err(Error::Refused(Unwilling::NoHall));
    }
    let layout = editions::verbs::layout(tx, edition)?;
    let mut halls = layout.venues.iter().flat_map(|venue| &venue.halls);
    let hall = halls.find(|hall| hall.slug == *slug).map(|hall| hall.id);
    hall.map(Some).ok_or(Error::Refused(Unwilling::NoHall))
}

/// What is spent, when a grant that is made smaller would no longer cover it. A grant that never did
/// may be made larger by as little as one likes.
fn too_little(
    tx: &mut Tx<'_>,
    edition: EditionId,
    (host, hall): (HostId, Option<HallId>),
    (before, wish): (&[HostGrant], &Wish),
) -> Result<Option<Hundredths>, Error<Unwilling>> {
    let same = |one: &&HostGrant| one.resource == wish.resource && one.hall == hall;
    let granted = before.iter().find(same).map_or(0, |one| one.amount);
    if wish.amount >= granted {
        return Ok(None);
    }
    let programme = drafted(tx, edition)?;
    let spent = rules::spent(&programme, &Index::of(&programme), host);
    let lines = rules::balance(before, &spent);
    let line = lines.iter().find(|line| line.resource == wish.resource && line.hall == hall);
    let spent = line.map_or(0, |line| line.spent);
    Ok((spent > wish.amount).then(|| in_form(wish.resource, spent)))
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

//! A host's own profile, in both languages.

use serde_json::json;
use store::Tx;

use super::activities::opened;
use crate::access::{Can, RunHost};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosting::refusal::Unwilling;
use crate::hosting::wish::{Both, SUMMARY_LENGTH_MAX};
use crate::hosts::model::Host;
use crate::journal::Fact;
use crate::programme::pen::{self, Edit, Hand, Stroke};

/// A name must fit on a badge.
pub const NAME_LENGTH_MAX: usize = 80;
const SITE_LENGTH_MAX: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub name: Both,
    pub summary: Both,
    /// `https://…`; may be empty.
    pub site: String,
    /// What the form showed.
    pub seen: String,
}

/// What a form showed of a host, as a short word.
pub fn seen_of(host: &Host) -> String {
    crate::desk::seen(&json!([host.name, host.summary, host.site]))
}

/// Writes the profile, unless somebody else wrote it since it was shown.
pub fn put(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let refused = |why| Err(Error::Refused(why));
    let programme = opened(tx, can)?;
    let id = can.host::<Host>();
    let before = programme.hosts.iter().find(|one| one.id == id).ok_or(Error::Missing)?;
    if wish.name.is_empty() || wish.name.exceeds(NAME_LENGTH_MAX) {
        return refused(Unwilling::NoName);
    }
    if wish.summary.exceeds(SUMMARY_LENGTH_MAX) {
        return refused(Unwilling::SummaryLength);
    }
    let site = wish.site.trim();
    let is_address = site.strip_prefix("https://").is_some_and(|rest| {
        rest.contains('.') && !rest.contains(|sign: char| sign.is_whitespace() || sign == '"')
    });
    if !site.is_empty() && (!is_address || site.len() > SITE_LENGTH_MAX) {
        return refused(Unwilling::NoSite);
    }
    if seen_of(before) != wish.seen {
        return refused(Unwilling::Changed);
    }
    let order = &programme.edition.languages;
    let after = Host {
        name: before.name.revised(order, &wish.name.said()),
        summary: before.summary.revised(order, &wish.summary.said()),
        site: (!site.is_empty()).then(|| site.to_owned()),
        ..before.clone()
    };
    if after == *before {
        return Ok(());
    }
    let fact = Fact::new("hosting.profile_changed", id);
    pen::write(tx, ctx, Hand::of(can), Edit::elsewhere(fact, vec![Stroke::Host(&after)]))?;
    Ok(())
}

//! What the demo's communities ask beyond their grants, and whom they ask to host with them: samples,
//! all of them, by sample accounts.

use std::sync::Arc;
use std::time::Duration;

use kernel::{FixedClock, Lang, Slug};
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::accounts::name_of;
use super::files;
use crate::access::{self, Actor, Permission, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::hosting::model::Resource;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::grants::{Place, ask_for};
use crate::hosting::verbs::{cohosting, requests};
use crate::hosts;
use crate::hosts::model::HostId;
use crate::people::account::Email;
use crate::people::verbs::{accounts, roles};
use crate::words::Words;

/// What is written of requests and of hosting together.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    requests: Vec<RequestEntry>,
    together: Vec<TogetherEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestEntry {
    host: Slug,
    resource: Resource,
    place: String,
    amount: i64,
    /// In turn; what begins with `>` is the organisers'.
    messages: Vec<String>,
    decided: Option<Decided>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    granted: i64,
    reason: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TogetherEntry {
    host: Slug,
    activity: Slug,
    asks: Slug,
}

pub fn asked() -> Result<Asked, DemoError> {
    files::parse("requests.toml", files::REQUESTS)
}

/// Asks, answers and decides as the samples do, unless something was asked in that edition before.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, slug): (EditionId, &Slug),
    asked: &Asked,
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if !requests::of_edition(tx, may)?.is_empty() {
        return Ok(());
    }
    // One thing after the other, so that a thread reads in its order.
    let clock = Arc::new(FixedClock::at(ctx.now()));
    let ctx = Ctx { clock: Arc::clone(&clock) as _, ..ctx.clone() };
    let tick = || clock.set(ctx.now() + Duration::from_millis(1));
    let hosts = hosts::verbs::of_edition(tx, edition)?;
    let host = |slug: &Slug| -> Option<HostId> {
        hosts.iter().find(|host| host.slug == *slug).map(|host| host.id)
    };
    // The word "sample" and whom they lead.
    let named = |slug: &Slug| {
        let host = hosts.iter().find(|host| host.slug == *slug);
        let name = host.map_or("", |host| host.name.get(Lang::Zh));
        format!("{} {name}", Words::of(Lang::Zh).shell_sample())
    };
    let organiser =
        sample(tx, &ctx, ("organiser", slug, name_of(Role::Organiser)), (Role::Organiser, scope))?;
    for one in &asked.requests {
        let host = host(&one.host).ok_or(Error::Missing)?;
        let at = Scope::host(edition, host);
        let lead =
            sample(tx, &ctx, (one.host.as_str(), slug, named(&one.host)), (Role::HostLead, at))?;
        let place = Place::read(&one.place).ok_or(Error::Refused(Unwilling::NoHall))?;
        let mut messages = one.messages.iter();
        let first = messages.next().ok_or(Error::Refused(Unwilling::NoWords))?;
        let may = can(tx, &lead, at)?;
        let id = ask_for(tx, &lead, may, (one.resource, &place, one.amount), first)?;
        for message in messages {
            tick();
            match message.strip_prefix('>') {
                Some(words) => {
                    let may = can(tx, &organiser, scope)?;
                    requests::say_as_organiser(tx, &organiser, may, id, words)?;
                }
                None => {
                    let may = can(tx, &lead, at)?;
                    requests::say_as_host(tx, &lead, may, id, message)?;
                }
            }
        }
        tick();
        if let Some(Decided { granted, reason }) = &one.decided {
            let may = can(tx, &organiser, scope)?;
            requests::decide(tx, &organiser, may, id, (&[*granted], reason))?;
        }
    }
    for one in &asked.together {
        let host = host(&one.host).ok_or(Error::Missing)?;
        let at = Scope::host(edition, host);
        let lead =
            sample(tx, &ctx, (one.host.as_str(), slug, named(&one.host)), (Role::HostLead, at))?;
        let may = can(tx, &lead, at)?;
        cohosting::ask(tx, &lead, may, (&one.activity, one.asks.as_str()))?;
    }
    Ok(())
}

fn can<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<access::Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

/// A sample account with that role, and the circumstances in which it acts.
fn sample(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (mailbox, edition, name): (&str, &Slug, String),
    (role, scope): (Role, Scope),
) -> Result<Ctx, Error<Unwilling>> {
    let may = can(tx, ctx, Scope::Site)?;
    let email: Email = format!("{mailbox}@{edition}.example")
        .parse()
        .map_err(|_| Error::Refused(Unwilling::NoAddress))?;
    let account = accounts::ensure(tx, ctx, may, &email, &name, Lang::Zh);
    let account = account.map_err(|error| error.map(Unwilling::from))?;
    let appointed = roles::appoint(tx, ctx, may, account.id, (role, scope));
    appointed.map_err(|error| error.map(Unwilling::from))?;
    Ok(ctx.acting(Actor::Account(account.id)))
}

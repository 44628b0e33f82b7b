//! Hosting together: nobody stands among the hosts of an activity who did not consent, and whoever
//! leaves is missed.

use kernel::{Slug, Uuid};
use serde_json::json;
use store::{Fault, Tx};

use super::activities::{led, opened};
use super::news;
use crate::access::{Can, ManageGrants, ReadHost, RunHost, Scope};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosting::cohosting::{CoHosting, CoHostingId, State};
use crate::hosting::letters::News;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::WORDS_LENGTH_MAX;
use crate::hosting::store::cohosting as rows;
use crate::hosts::model::{Host, HostId};
use crate::journal::{self, Fact};
use crate::programme::model::{Activity, Programme};
use crate::programme::pen::{self, Edit, Hand, Stroke};

/// Everybody who was asked in the edition that the host is of.
pub fn around(tx: &mut Tx<'_>, can: Can<ReadHost>) -> Result<Vec<CoHosting>, Fault> {
    let host = can.host::<Host>();
    let all = rows::in_edition(tx, can.edition_of_host::<Edition>())?;
    Ok(all.into_iter().filter(|one| one.host == host || one.asking == Some(host)).collect())
}

/// Those of a whole edition.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ManageGrants>) -> Result<Vec<CoHosting>, Fault> {
    rows::in_edition(tx, can.edition::<Edition>())
}

/// The host that leads an activity asks another to host it too.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    (activity, host): (&Slug, &str),
) -> Result<CoHostingId, Error<Unwilling>> {
    let programme = opened(tx, can)?;
    let own = can.host::<Host>();
    let activity = led(&programme, activity, own)?;
    insert(tx, ctx, &programme, (activity, host), Some(own))
}

/// The organisers ask a host to take over an activity that nobody hosts.
pub fn ask_to_take_over(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGrants>,
    (activity, host): (&Slug, &str),
) -> Result<CoHostingId, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let programme = pen::open(tx, edition)?.ok_or(Error::Missing)?;
    let mut all = programme.activities.iter();
    let activity = all.find(|one| one.slug == *activity && one.hosts.is_empty());
    insert(tx, ctx, &programme, (activity.ok_or(Error::Missing)?, host), None)
}

fn insert(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    programme: &Programme,
    (activity, host): (&Activity, &str),
    asking: Option<HostId>,
) -> Result<CoHostingId, Error<Unwilling>> {
    let edition = programme.edition.id;
    let host = programme.hosts.iter().find(|one| one.slug.as_str() == host);
    let host = host.ok_or(Error::Refused(Unwilling::NoHost))?.id;
    if activity.hosts.contains(&host) {
        return Err(Error::Refused(Unwilling::HostsAlready));
    }
    let open = |one: &CoHosting| {
        one.state == State::Asked && one.activity == activity.id && one.host == host
    };
    if rows::in_edition(tx, edition)?.iter().any(open) {
        return Err(Error::Refused(Unwilling::AskedToHost));
    }
    let one = CoHosting {
        id: ctx.id(),
        edition: edition.uuid(),
        activity: activity.id,
        host,
        asking,
        state: State::Asked,
        asked_by: ctx.actor.account(),
        asked_at: ctx.now(),
        answered_at: None,
        reason: String::new(),
    };
    rows::insert(tx, &one, None)?;
    tell(tx, ctx, "hosting.asked_to_host", &one)?;
    let about = json!({ "co_hosting": one.id });
    news::to_leads(tx, ctx, (edition, host), News::AskedToHost, &about)?;
    Ok(one.id)
}

/// Whoever asked takes it back.
pub fn take_back(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    id: CoHostingId,
) -> Result<(), Error<Unwilling>> {
    let one = rows::find(tx, id)?.filter(|one| one.asking == Some(can.host::<Host>()));
    let one = one.ok_or(Error::Missing)?;
    end(tx, ctx, &one, (State::TakenBack, ""))?;
    Ok(tell(tx, ctx, "hosting.asking_to_host_taken_back", &one)?)
}

/// What was asked of the host that the permission is for.
pub fn asked(
    tx: &mut Tx<'_>,
    can: Can<ReadHost>,
    id: CoHostingId,
) -> Result<CoHosting, Error<Unwilling>> {
    let one = rows::find(tx, id)?.filter(|one| one.host == can.host::<Host>());
    one.ok_or(Error::Missing)
}

/// How a host answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Agree,
    Decline(String),
}

/// The host that was asked agrees, and hosts the activity from now on; or declines.
pub fn reply(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    id: CoHostingId,
    reply: &Reply,
) -> Result<(), Error<Unwilling>> {
    let programme = opened(tx, can)?;
    let host = can.host::<Host>();
    let one = rows::find(tx, id)?.filter(|one| one.host == host).ok_or(Error::Missing)?;
    let (state, reason, kind) = match reply {
        Reply::Agree => (State::Agreed, "", "hosting.agreed_to_host"),
        Reply::Decline(why) => (State::Declined, said(why)?, "hosting.declined_to_host"),
    };
    end(tx, ctx, &one, (state, reason))?;
    let activity = programme.activities.iter().find(|it| it.id == one.activity);
    match (reply, activity) {
        (Reply::Agree, Some(activity)) if !activity.hosts.contains(&host) => {
            let mut after = activity.clone();
            after.hosts.push(host);
            write(tx, ctx, can, fact(kind, &one), &after)?;
        }
        _ => tell(tx, ctx, kind, &one)?,
    }
    let about = json!({ "co_hosting": id });
    let edition = programme.edition.id;
    let news = if *reply == Reply::Agree { News::Agreed } else { News::Declined };
    match one.asking {
        Some(asking) => news::to_leads(tx, ctx, (edition, asking), news, &about)?,
        None => news::to_organisers(tx, ctx, (edition, host), news, &about)?,
    }
    Ok(())
}

/// A host leaves an activity. It stays with the others; when nobody is left, the organisers are told.
pub fn withdraw(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    activity: &Slug,
    reason: &str,
) -> Result<(), Error<Unwilling>> {
    let programme = opened(tx, can)?;
    let (host, now, by) = (can.host::<Host>(), ctx.now(), ctx.actor.account());
    let reason = said(reason)?;
    let mut all = programme.activities.iter();
    let before = all.find(|one| one.slug == *activity && one.hosts.contains(&host));
    let before = before.ok_or(Error::Missing)?;
    let mut after = before.clone();
    after.hosts.retain(|one| *one != host);
    let edition: Uuid = programme.edition.id.uuid();
    let one = CoHosting {
        id: ctx.id(),
        edition,
        activity: after.id,
        host,
        asking: None,
        state: State::Withdrawn,
        asked_by: by,
        asked_at: now,
        answered_at: Some(now),
        reason: reason.to_owned(),
    };
    rows::insert(tx, &one, by)?;
    write(tx, ctx, can, fact("hosting.left_activity", &one), &after)?;
    let about = json!({ "co_hosting": one.id });
    for other in &after.hosts {
        news::to_leads(tx, ctx, (programme.edition.id, *other), News::Left, &about)?;
    }
    if after.hosts.is_empty() {
        news::to_organisers(tx, ctx, (programme.edition.id, host), News::Ownerless, &about)?;
    }
    Ok(())
}

fn said(words: &str) -> Result<&str, Error<Unwilling>> {
    let words = words.trim();
    match words.chars().count() <= WORDS_LENGTH_MAX {
        true => Ok(words),
        false => Err(Error::Refused(Unwilling::NoReason)),
    }
}

fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    one: &CoHosting,
    (state, reason): (State, &str),
) -> Result<(), Error<Unwilling>> {
    let ended = rows::answer(tx, one.id, (state, reason), (ctx.actor.account(), ctx.now()))?;
    if ended { Ok(()) } else { Err(Error::Refused(Unwilling::Answered)) }
}

fn write(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    fact: Fact,
    after: &Activity,
) -> Result<(), Fault> {
    let edit = Edit::elsewhere(fact, vec![Stroke::Activity(after)]);
    pen::write(tx, ctx, Hand::of(can), edit).map(drop)
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, kind: &'static str, one: &CoHosting) -> Result<(), Fault> {
    journal::write(tx, ctx, fact(kind, one)).map(drop)
}

fn fact(kind: &'static str, one: &CoHosting) -> Fact {
    Fact::new(kind, one.activity)
        .within(Scope::Host { edition: one.edition, host: one.host.uuid() })
        .with("host", one.host)
        .with("asking", one.asking)
}

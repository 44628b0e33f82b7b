//! Requests: what crosses a grant is asked, talked about, and decided with a reason.

use serde_json::json;
use store::{Fault, Tx};

use super::{grants, news};
use crate::access::{Can, ManageGrants, ReadHost, RunHost, Scope};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosting::letters::News;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::{Lack, Message, Request, RequestId, Side, State, WORDS_LENGTH_MAX};
use crate::hosting::store::requests as rows;
use crate::hosting::wish::merged;
use crate::hosts::model::{Host, HostId};
use crate::journal::{self, Fact};
use crate::programme::model::Activity;
use crate::programme::pen::{self, Edit, Hand, Stroke};

/// Asks the organisers for what is missing, and for the activity that needs it.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    (asked, activity): (Vec<Lack>, Option<Activity>),
    words: &str,
) -> Result<RequestId, Error<Unwilling>> {
    let words = written(words).map_err(Error::Refused)?;
    let host: HostId = can.host::<Host>();
    if asked.is_empty() || asked.iter().any(|lack| lack.amount < 1) {
        return Err(Error::Refused(Unwilling::NoAmount));
    }
    let edition: EditionId = can.edition_of_host::<Edition>();
    pen::hold(tx, edition)?;
    let same = |one: &Request| {
        one.state == State::Open && activity.as_ref().map(|it| it.id) == one.activity_id()
    };
    if activity.is_some() && rows::of_host(tx, host)?.iter().any(same) {
        return Err(Error::Refused(Unwilling::AskedAlready));
    }
    let request = Request {
        id: ctx.id(),
        edition: edition.uuid(),
        host,
        asked,
        activity,
        state: State::Open,
        reason: String::new(),
        asked_by: ctx.actor.account(),
        asked_at: ctx.now(),
        decided_by: None,
        decided_at: None,
    };
    rows::insert(tx, &request)?;
    say(tx, ctx, request.id, (Side::Host, words))?;
    tell(tx, ctx, "hosting.request_asked", &request)?;
    let about = json!({ "request": request.id });
    news::to_organisers(tx, ctx, (edition, host), News::Asked, &about)?;
    Ok(request.id)
}

/// A host's requests, newest first.
pub fn of_host(tx: &mut Tx<'_>, can: Can<ReadHost>) -> Result<Vec<Request>, Fault> {
    rows::of_host(tx, can.host::<Host>())
}

/// The requests of a whole edition, newest first.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ManageGrants>) -> Result<Vec<Request>, Fault> {
    rows::in_edition(tx, can.edition::<Edition>())
}

/// One request of a host with what was said about it.
pub fn of_host_one(
    tx: &mut Tx<'_>,
    can: Can<ReadHost>,
    id: RequestId,
) -> Result<(Request, Vec<Message>), Error<Unwilling>> {
    let request = rows::find(tx, id)?.filter(|one| one.host == can.host::<Host>());
    let request = request.ok_or(Error::Missing)?;
    let messages = rows::messages(tx, id)?;
    Ok((request, messages))
}

/// A lead writes to the organisers.
pub fn say_as_host(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    id: RequestId,
    words: &str,
) -> Result<(), Error<Unwilling>> {
    let request = own(tx, can, id)?;
    let words = written(words).map_err(Error::Refused)?;
    say(tx, ctx, id, (Side::Host, words))?;
    tell(tx, ctx, "hosting.request_said", &request)?;
    let about = json!({ "request": id });
    let edition = can.edition_of_host::<Edition>();
    Ok(news::to_organisers(tx, ctx, (edition, request.host), News::Said, &about)?)
}

/// An organiser writes to those who lead the host.
pub fn say_as_organiser(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGrants>,
    id: RequestId,
    words: &str,
) -> Result<(), Error<Unwilling>> {
    let request = in_edition(tx, can, id)?;
    let words = written(words).map_err(Error::Refused)?;
    say(tx, ctx, id, (Side::Organiser, words))?;
    tell(tx, ctx, "hosting.request_said", &request)?;
    let about = json!({ "request": id });
    Ok(news::to_leads(tx, ctx, (can.edition(), request.host), News::Said, &about)?)
}

/// The host no longer asks.
pub fn withdraw(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    id: RequestId,
) -> Result<(), Error<Unwilling>> {
    let mut request = own(tx, can, id)?;
    request.state = State::Withdrawn;
    end(tx, ctx, &request)?;
    Ok(tell(tx, ctx, "hosting.request_withdrawn", &request)?)
}

/// Decides: so much of each thing that was asked is granted, for that reason. The grants are larger
/// from now on, and an activity that was asked for stands in the draft when all of it is granted.
pub fn decide(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGrants>,
    id: RequestId,
    (granted, reason): (&[i64], &str),
) -> Result<Request, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let programme = pen::open(tx, edition)?.ok_or(Error::Missing)?;
    let mut request = in_edition(tx, can, id)?;
    if request.state != State::Open {
        return Err(Error::Refused(Unwilling::Decided));
    }
    let fits = |(lack, granted): (&Lack, &i64)| (0..=lack.amount).contains(granted);
    if granted.len() != request.asked.len() || !request.asked.iter().zip(granted).all(fits) {
        return Err(Error::Refused(Unwilling::NoDecision));
    }
    for (lack, granted) in request.asked.iter_mut().zip(granted) {
        lack.granted = *granted;
    }
    request.state = State::decided(&request.asked);
    let reason = reason.trim();
    let missing = reason.is_empty() && request.state != State::Granted;
    if missing || reason.chars().count() > WORDS_LENGTH_MAX {
        return Err(Error::Refused(Unwilling::NoReason));
    }
    reason.clone_into(&mut request.reason);
    end(tx, ctx, &request)?;
    for lack in &request.asked {
        grants::raise(tx, ctx, can, request.host, lack)?;
    }
    if let (State::Granted, Some(asked)) = (request.state, &request.activity) {
        let now = programme.activities.iter().find(|one| one.id == asked.id);
        // Whoever lost the lead of it meanwhile does not write it.
        let ours = |one: &Activity| one.hosts.first() == Some(&request.host);
        if now.is_none_or(ours) {
            let after = now.map_or_else(|| asked.clone(), |now| merged(now, asked));
            let kind = match now {
                None => "hosting.activity_made",
                Some(_) => "hosting.activity_changed",
            };
            let fact = Fact::new(kind, after.id).with("host", request.host);
            let edit = Edit::elsewhere(fact, vec![Stroke::Activity(&after)]);
            pen::write(tx, ctx, Hand::of(can), edit)?;
        }
    }
    tell(tx, ctx, "hosting.request_decided", &request)?;
    let about = json!({ "request": id });
    news::to_leads(tx, ctx, (edition, request.host), News::Decided, &about)?;
    Ok(request)
}

fn own(tx: &mut Tx<'_>, can: Can<RunHost>, id: RequestId) -> Result<Request, Error<Unwilling>> {
    let request = rows::find(tx, id)?.filter(|one| one.host == can.host::<Host>());
    request.ok_or(Error::Missing)
}

fn in_edition(
    tx: &mut Tx<'_>,
    can: Can<ManageGrants>,
    id: RequestId,
) -> Result<Request, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    rows::find(tx, id)?.filter(|one| one.edition == edition).ok_or(Error::Missing)
}

fn end(tx: &mut Tx<'_>, ctx: &Ctx, request: &Request) -> Result<(), Error<Unwilling>> {
    match rows::end(tx, request, (ctx.actor.account(), ctx.now()))? {
        true => Ok(()),
        false => Err(Error::Refused(Unwilling::Decided)),
    }
}

fn written(words: &str) -> Result<&str, Unwilling> {
    let words = words.trim();
    let fits = (1..=WORDS_LENGTH_MAX).contains(&words.chars().count());
    if fits { Ok(words) } else { Err(Unwilling::NoWords) }
}

fn say(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    request: RequestId,
    (side, words): (Side, &str),
) -> Result<(), Fault> {
    let (by, at, words) = (ctx.actor.account(), ctx.now(), words.to_owned());
    rows::say(tx, request, &Message { id: ctx.id(), side, by, at, words })
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, kind: &'static str, request: &Request) -> Result<(), Fault> {
    let scope = Scope::Host { edition: request.edition, host: request.host.uuid() };
    let fact = Fact::new(kind, request.id)
        .within(scope)
        .with("host", request.host)
        .with("activity", request.activity_id())
        .with("state", request.state.word());
    journal::write(tx, ctx, fact).map(drop)
}

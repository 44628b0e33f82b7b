//! Calls: made, described, their forms designed, announced and closed.

use kernel::{Slug, Text, Timestamp};
use store::{Fault, Tx};

use super::gate::{Opens, Runs};
use crate::calls::form::{self, Field, Flaw, Move};
use crate::calls::model::{Body, Call, CallId, CallState, State};
use crate::calls::refusal::{CallFlaw, Unwilling};
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{EditionId, Part};
use crate::error::Error;
use crate::journal::{self, Fact};

/// What a call is when it is made or described.
#[derive(Clone, Debug)]
pub struct Wish {
    pub slug: Slug,
    pub opens_at: Timestamp,
    pub closes_at: Timestamp,
    pub access_code: String,
    /// Its fields are kept when a call is only described.
    pub body: Body,
}

/// More is a book.
pub const ABOUT_MAX: usize = 20_000;
/// A name stands in a list.
pub const NAME_MAX: usize = 80;
/// So many minutes at most: two days.
const MINUTES_MAX: i64 = 48 * 60;
/// More co-speakers than this are an audience.
pub const CO_SPEAKERS_MAX: usize = 8;
/// What stands where a call's slug would in a path.
pub const SLUGS_TAKEN: [&str; 1] = ["new"];

/// Every call of an edition, the first to close first.
pub fn of_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Call>, Fault> {
    rows::calls_in(tx, edition)
}

/// How many proposals of each call stand where.
pub fn counts(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<(CallId, State, i64)>, Fault> {
    rows::counts(tx, edition)
}

/// Makes a call that nobody else sees yet.
pub fn make(tx: &mut Tx<'_>, ctx: &Ctx, may: Opens, wish: &Wish) -> Result<Call, Error<Unwilling>> {
    let Wish { slug, opens_at, closes_at, access_code, body } = wish.clone();
    let call = Call {
        id: ctx.id(),
        edition: may.edition(),
        host: may.host(),
        slug,
        state: CallState::Draft,
        opens_at,
        closes_at,
        access_code,
        body,
        version: 1,
    };
    checked(tx, &call)?;
    rows::insert_call(tx, &call, ctx.now()).map_err(taken)?;
    tell(tx, ctx, "calls.made", &call)?;
    Ok(call)
}

/// Describes a call anew; `version` is the one that was read.
pub fn describe(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    wish: Wish,
) -> Result<(), Error<Unwilling>> {
    let Wish { slug, opens_at, closes_at, access_code, body } = wish;
    let before = may.call();
    let (fields, sample) = (before.body.fields.clone(), before.body.sample);
    let body = Body { fields, sample, ..body };
    let call = Call { slug, opens_at, closes_at, access_code, body, version, ..before.clone() };
    checked(tx, &call)?;
    change(tx, ctx, "calls.described", &call)
}

/// Announces a call, closes it, or takes it back to a draft.
pub fn set_state(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    state: CallState,
) -> Result<(), Error<Unwilling>> {
    let kind = match state {
        CallState::Draft => "calls.taken_back",
        CallState::Announced => "calls.announced",
        CallState::Closed => "calls.closed",
    };
    change(tx, ctx, kind, &Call { state, version, ..may.call().clone() })
}

/// Adds a field at the end, or changes the one of that key.
pub fn set_field(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    field: Field,
) -> Result<(), Error<Unwilling>> {
    let mut fields = may.call().body.fields.clone();
    match fields.iter_mut().find(|one| one.key == field.key) {
        Some(old) => *old = field,
        None => fields.push(field),
    }
    set_fields(tx, ctx, may, version, fields)
}

/// Takes a field out. What was answered stays in the proposals, unseen.
pub fn remove_field(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    key: &Slug,
) -> Result<(), Error<Unwilling>> {
    let mut fields = may.call().body.fields.clone();
    fields.retain(|field| field.key != *key);
    if fields.len() == may.call().body.fields.len() {
        return Err(Error::Missing);
    }
    set_fields(tx, ctx, may, version, fields)
}

pub fn move_field(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    (key, to): (&Slug, Move),
) -> Result<(), Error<Unwilling>> {
    let fields = form::moved(may.call().body.fields.clone(), key, to);
    set_fields(tx, ctx, may, version, fields)
}

fn set_fields(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    fields: Vec<Field>,
) -> Result<(), Error<Unwilling>> {
    if let Some((_, flaw)) = form::flaw(&fields) {
        return Err(Error::Refused(Unwilling::Form(flaw)));
    }
    let long = |text: &Text| text.iter().any(|(_, said)| said.value.chars().count() > 500);
    if fields.iter().any(|field| long(&field.label) || long(&field.hint)) {
        return Err(Error::Refused(Unwilling::Form(Flaw::NoLabel)));
    }
    let mut call = Call { version, ..may.call().clone() };
    call.body.fields = fields;
    change(tx, ctx, "calls.form_changed", &call)
}

fn change(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    kind: &'static str,
    call: &Call,
) -> Result<(), Error<Unwilling>> {
    if !rows::change_call(tx, call).map_err(taken)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, kind, call)?;
    Ok(())
}

fn taken(fault: Fault) -> Error<Unwilling> {
    if fault.is_duplicate("call", &["edition_id", "slug"]) {
        Error::Refused(Unwilling::Call(CallFlaw::SlugTaken))
    } else {
        Error::Fault(fault)
    }
}

fn checked(tx: &mut Tx<'_>, call: &Call) -> Result<(), Error<Unwilling>> {
    let parts = editions::verbs::layout(tx, call.edition)?.parts;
    match flaw(call, &parts) {
        Some(flaw) => Err(Error::Refused(Unwilling::Call(flaw))),
        None => Ok(()),
    }
}

fn flaw(call: &Call, parts: &[Part]) -> Option<CallFlaw> {
    let body = &call.body;
    let longest = |text: &Text| text.iter().map(|(_, said)| said.value.chars().count()).max();
    let flaws = [
        (body.name.is_empty() || longest(&body.name) > Some(NAME_MAX), CallFlaw::NoName),
        (longest(&body.about) > Some(ABOUT_MAX), CallFlaw::TooLong),
        (SLUGS_TAKEN.contains(&call.slug.as_str()), CallFlaw::SlugTaken),
        (call.opens_at >= call.closes_at, CallFlaw::ClosesFirst),
        (body.kinds.is_empty(), CallFlaw::NoKind),
        (
            body.durations.iter().any(|minutes| !(1..=MINUTES_MAX).contains(minutes)),
            CallFlaw::NoDuration,
        ),
        (body.co_speakers_max > CO_SPEAKERS_MAX, CallFlaw::NoNumber),
        (body.part.is_some_and(|part| !parts.iter().any(|one| one.id == part)), CallFlaw::NoPart),
    ];
    flaws.into_iter().find(|(wrong, _)| *wrong).map(|(_, flaw)| flaw)
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, kind: &'static str, call: &Call) -> Result<(), Fault> {
    let fact = Fact::new(kind, call.id).within(call.scope()).with("host", call.host);
    journal::write(tx, ctx, fact).map(drop)
}

/// One call, whoever asks.
pub fn by_id(tx: &mut Tx<'_>, id: CallId) -> Result<Option<Call>, Fault> {
    rows::call(tx, id)
}

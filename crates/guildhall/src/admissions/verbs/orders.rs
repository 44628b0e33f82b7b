//! Orders of passes: each takes its places in the transaction that makes it, or happens not at all.

use kernel::Uuid;
use store::{Fault, Tx};

use crate::access::{Can, SellPasses};
use crate::admissions::document::{Document, Kept, age_on};
use crate::admissions::model::{Admission, AdmissionId, Category, Kind, Order, OrderId};
use crate::admissions::refusal::Unwilling;
use crate::admissions::rules::{Event, State, after};
use crate::admissions::seats;
use crate::admissions::store as rows;
use crate::admissions::verbs::categories::hash_of;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

/// A school class; larger groups send several orders.
pub const PASSES_MAX: usize = 50;
const HOLDER_LENGTH_MAX: usize = 120;
/// Somebody younger needs a guardian.
const AGE_OF_CONSENT: i64 = 14;

/// One pass as it is wished for.
#[derive(Clone, Debug)]
pub struct PassWish {
    /// The category's slug.
    pub category: String,
    pub holder: String,
    pub document: Option<Document>,
    /// The admission of whoever answers for somebody under fourteen, and agrees.
    pub guardian: Option<AdmissionId>,
}

/// An order as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub passes: Vec<PassWish>,
    pub code: Option<String>,
}

/// An order with its admissions.
#[derive(Clone, Debug)]
pub struct Placed {
    pub order: Order,
    pub admissions: Vec<Admission>,
}

/// Orders passes that cost nothing: all of them, or none.
pub fn place(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<SellPasses>,
    wish: &Wish,
) -> Result<Placed, Error<Unwilling>> {
    if !(1..=PASSES_MAX).contains(&wish.passes.len()) {
        return Err(Error::Refused(Unwilling::NoPasses));
    }
    let edition = can.edition::<Edition>().uuid();
    let (now, account) = (ctx.now(), ctx.actor.account());
    // Whatever can be refused is, before anything is written: the last to fail is the place itself.
    let mut checked = Vec::with_capacity(wish.passes.len());
    for pass in &wish.passes {
        checked.push(check(tx, ctx, edition, (wish, pass))?);
    }
    for (category, _, _) in &checked {
        if !rows::take_place(tx, category.id)? {
            return Err(Error::Refused(Unwilling::SoldOut));
        }
    }
    let order = Order { id: ctx.id(), edition, account, placed_at: now };
    rows::insert_order(tx, &order)?;
    let mut admissions = Vec::with_capacity(checked.len());
    for (category, document, holder) in checked {
        let guardian = wish.passes[admissions.len()].guardian.map(|id| (id, now));
        let state = after(State::Wished, Event::Confirm).map_err(|no| refused(no.into()))?;
        let one = Admission {
            id: ctx.id(),
            edition,
            order: order.id,
            category: category.id,
            state,
            state_at: now,
            holder,
            document,
            guardian,
        };
        rows::insert_admission(tx, &one)?;
        admissions.push(one);
    }
    let fact = Fact::new("admissions.ordered", order.id).within(can.scope());
    journal::write(tx, ctx, fact.with("passes", admissions.len()))?;
    Ok(Placed { order, admissions })
}

fn refused(why: Unwilling) -> Error<Unwilling> {
    Error::Refused(why)
}

impl From<crate::admissions::rules::NotNow> for Unwilling {
    fn from(not_now: crate::admissions::rules::NotNow) -> Self {
        Self::NotNow(not_now)
    }
}

type Checked = (Category, Option<Kept>, String);

/// Everything about one pass that can be known before its place is taken.
fn check(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: Uuid,
    (wish, pass): (&Wish, &PassWish),
) -> Result<Checked, Error<Unwilling>> {
    let category = rows::category(tx, edition, &pass.category)?;
    let category = category.ok_or(Error::Refused(Unwilling::NoCategory))?;
    if !category.is_open_at(ctx.now()) {
        return Err(refused(Unwilling::Closed));
    }
    let named = wish.code.as_deref().map(hash_of);
    if category.code_hash.is_some() && category.code_hash != named {
        return Err(refused(Unwilling::NoCode));
    }
    if category.price_minor > 0 {
        return Err(refused(Unwilling::Priced));
    }
    let holder = pass.holder.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=HOLDER_LENGTH_MAX).contains(&holder.chars().count());
    if !fits || holder.chars().any(char::is_control) {
        return Err(refused(Unwilling::NoHolder));
    }
    if category.real_name && pass.document.is_none() {
        return Err(refused(Unwilling::WantsDocument));
    }
    guarded(tx, edition, &category, pass)?;
    // What is not asked for is not kept.
    let document = match pass.document.as_ref().filter(|_| category.real_name) {
        Some(document) => Some(kept(tx, ctx, edition, document)?),
        None => None,
    };
    Ok((category, document, holder))
}

fn kept(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: Uuid,
    document: &Document,
) -> Result<Kept, Error<Unwilling>> {
    let kept = document.kept(&rows::key(tx, edition, ctx.secret())?);
    if rows::lives(tx, edition, kept.hash)? {
        return Err(refused(Unwilling::DocumentUsed));
    }
    Ok(kept)
}

/// Somebody under fourteen comes with a pass of that kind and a guardian who has one too.
fn guarded(
    tx: &mut Tx<'_>,
    edition: Uuid,
    category: &Category,
    pass: &PassWish,
) -> Result<(), Error<Unwilling>> {
    let born = pass.document.as_ref().and_then(Document::born);
    if category.kind != Kind::Minor {
        let Some(born) = born else { return Ok(()) };
        let id: EditionId = kernel::Id::from_uuid(edition);
        let first_day = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?.first_day;
        let child = age_on(born, first_day) < AGE_OF_CONSENT;
        return if child { Err(refused(Unwilling::WantsGuardian)) } else { Ok(()) };
    }
    let id = pass.guardian.ok_or(refused(Unwilling::WantsGuardian))?;
    let guardian = rows::admission(tx, id, edition)?;
    let stands = guardian.is_some_and(|one| one.state.takes_place() && one.guardian.is_none());
    if stands { Ok(()) } else { Err(refused(Unwilling::NoGuardian)) }
}

/// One order with its admissions.
pub fn find(
    tx: &mut Tx<'_>,
    can: Can<SellPasses>,
    id: OrderId,
) -> Result<Placed, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let order = rows::order(tx, id, edition)?.ok_or(Error::Missing)?;
    Ok(Placed { admissions: rows::admissions_of(tx, order.id)?, order })
}

/// Gives an admission up; its place is free at once.
pub fn give_up(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<SellPasses>,
    id: AdmissionId,
) -> Result<(), Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let before = rows::admission(tx, id, edition)?.ok_or(Error::Missing)?;
    let state = after(before.state, Event::GiveUp).map_err(|no| refused(no.into()))?;
    if !rows::move_admission(tx, &before, state, ctx.now())? {
        return Err(refused(Unwilling::Changed));
    }
    if before.state.takes_place() && !state.takes_place() {
        rows::give_place(tx, before.category)?;
    }
    if state.is_over() {
        seats::verbs::leave(tx, ctx, id)?;
    }
    let fact = Fact::new("admissions.given_up", id).within(can.scope());
    journal::write(tx, ctx, fact.with("state", state.word()))?;
    Ok(())
}

/// The categories that an order's admissions are of, by their slugs.
pub fn slugs(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<(Uuid, String)>, Fault> {
    let all = rows::categories(tx, edition)?;
    Ok(all.into_iter().map(|one| (one.id.uuid(), one.slug.to_string())).collect())
}

//! What whoever runs a call does with its review.

use std::sync::Arc;

use axum::extract::{Path, State};
use kernel::{Lang, Text};
use store::Tx;

use super::board::form;
use super::{Answer, Pairs, all, beside, one};
use crate::calls::verbs::gate::{self, Runs};
use crate::ctx::Ctx;
use crate::desk::answer::{failed, nowhere, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::error::Error;
use crate::people::account::Email;
use crate::review::model::{Criterion, Manner, Mode, PhaseState, ReviewerId};
use crate::review::refusal::Unwilling;
use crate::review::verbs::{assign as assigning, phases, reviewers};

type Named = Path<(String, String, String)>;

fn may(tx: &mut Tx<'_>, ctx: &Ctx, named: &(String, String)) -> Result<Runs, Error<Unwilling>> {
    gate::runs(tx, ctx, &named.0, &named.1).map_err(|no| no.map(Unwilling::from))
}

/// The board again: as it is, or with what was wrong beside its field.
async fn answered(
    (desk, visit): (&Arc<Desk>, &Visit),
    named: (String, String),
    sent: &Pairs,
    done: Result<String, Error<Unwilling>>,
) -> Answer {
    match done {
        Ok(query) => {
            see_other(&visit.to(&format!("/{}/calls/{}/review?{query}", named.0, named.1)))
        }
        Err(Error::Refused(Unwilling::Denied(denied))) => {
            unwilling(visit, &Error::Refused(Unwilling::Denied(denied)))
        }
        Err(Error::Refused(refusal)) => {
            let (status, wrong) = beside(visit, &refusal);
            form(desk, visit, named, status, (sent, Some(wrong))).await
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn criteria_of(text: &str) -> Option<Vec<Criterion>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (weight, name) = line.split_once(' ').unwrap_or(("", line));
            let (weight, name) = match weight.parse::<u32>() {
                Ok(weight) => (weight, name),
                Err(_) => (1, line),
            };
            let name = match name.split_once('|') {
                Some((zh, en)) => Text::zh_en(zh.trim(), en.trim()),
                None => Text::in_one(Lang::Zh, name.trim()),
            };
            (!name.is_empty()).then_some(Criterion { name, weight })
        })
        .collect()
}

fn manner_of(sent: &Pairs) -> Result<Manner, Unwilling> {
    let mode = Mode::from_word(one(sent, "mode")).unwrap_or(Mode::Rubric);
    let mut criteria = criteria_of(one(sent, "criteria")).ok_or(Unwilling::NoCriteria)?;
    if mode != Mode::Rubric {
        criteria.truncate(1);
    }
    Ok(Manner {
        mode,
        anonymous: one(sent, "anonymous") == "yes",
        reviews: one(sent, "reviews").parse().map_err(|_| Unwilling::NoReviews)?,
        criteria,
    })
}

pub async fn set(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    let manner = manner_of(&sent);
    let version = one(&sent, "version").parse().unwrap_or(0);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &named)?;
        let manner = manner.clone().map_err(Error::Refused)?;
        phases::set(tx, &ctx, &may, version, manner).map(|()| "done=yes".to_owned())
    });
    let done = done.await;
    answered((&desk, &visit), (edition, call), &sent, done).await
}

pub async fn set_state(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    let state = PhaseState::from_word(one(&sent, "state"));
    let version = one(&sent, "version").parse().unwrap_or(0);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &named)?;
        let state = state.ok_or(Error::Refused(Unwilling::NoPhase))?;
        phases::set_state(tx, &ctx, &may, version, state).map(|()| "done=yes".to_owned())
    });
    let done = done.await;
    answered((&desk, &visit), (edition, call), &Pairs::new(), done).await
}

fn wish_of(visit: &Visit, sent: &Pairs) -> Result<reviewers::Wish, Unwilling> {
    Ok(reviewers::Wish {
        email: one(sent, "email").parse::<Email>().map_err(|_| Unwilling::NoAddress)?,
        topics: all(sent, "topics").filter_map(|topic| topic.parse().ok()).collect(),
        interests: one(sent, "interests").replace("\r\n", "\n"),
        load_max: one(sent, "load").parse().map_err(|_| Unwilling::NoLoad)?,
        lang: visit.lang,
    })
}

pub async fn put(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    let wish = wish_of(&visit, &sent);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &named)?;
        let wish = wish.as_ref().map_err(|why| Error::Refused(why.clone()))?;
        reviewers::put(tx, &ctx, &may, wish).map(|()| "done=yes".to_owned())
    });
    let done = done.await;
    answered((&desk, &visit), (edition, call), &sent, done).await
}

pub async fn end(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, reviewer)): Path<(String, String, String, String)>,
) -> Answer {
    let Ok(reviewer) = reviewer.parse::<ReviewerId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &named)?;
        reviewers::end(tx, &ctx, &may, reviewer).map(|()| "done=yes".to_owned())
    });
    let done = done.await;
    answered((&desk, &visit), (edition, call), &Pairs::new(), done).await
}

/// A seed that is told and kept, so that whoever doubts an assignment can make it again.
fn seed(ctx: &Ctx) -> i64 {
    let bits = ctx.secret();
    i64::from(u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]))
}

/// Finds readers for what has too few: the model works between two transactions, on a core that
/// answers nobody.
pub async fn assign(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    let named = (edition, call);
    let done = assigned(&desk, &visit, &named).await;
    answered((&desk, &visit), named, &Pairs::new(), done).await
}

async fn assigned(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: &(String, String),
) -> Result<String, Error<Unwilling>> {
    let (ctx, at) = (visit.ctx.clone(), named.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &at)?;
        assigning::task(tx, &ctx, &may)
    });
    let task = Arc::new(read.await?);
    let (seed, given) = (seed(&visit.ctx), Arc::clone(&task));
    let found = desk.heavy(move || given.solve(u64::try_from(seed).unwrap_or(0))).await;
    let pairs = found.map_err(|busy| Error::Fault(busy.into()))?;
    let pairs = pairs.map_err(|why| Error::Refused(Unwilling::Impossible(why)))?;
    let (ctx, at) = (visit.ctx.clone(), named.clone());
    let kept = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &at)?;
        assigning::keep(tx, &ctx, &may, &task, (seed, &pairs))
    });
    kept.await.map(|count| format!("assigned={count}"))
}

/// Makes the order anew from what was said so far.
pub async fn rank(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    let named = (edition, call);
    let done = ranked(&desk, &visit, &named).await;
    if let Err(Error::Fault(fault)) = &done {
        return failed(fault);
    }
    answered((&desk, &visit), named, &Pairs::new(), done).await
}

async fn ranked(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: &(String, String),
) -> Result<String, Error<Unwilling>> {
    let (ctx, at) = (visit.ctx.clone(), named.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &at)?;
        assigning::given(tx, &may)
    });
    let (phase, given) = read.await?;
    let seed = u64::try_from(phase.seed.unwrap_or(1)).unwrap_or(1);
    let of = phase.clone();
    let order = desk.heavy(move || given.rank(&of, seed)).await;
    let order = order.map_err(|busy| Error::Fault(busy.into()))?;
    let order = order.ok_or(Error::Refused(Unwilling::NothingToRank))?;
    let (ctx, at, count) = (visit.ctx.clone(), named.clone(), order.len());
    let kept = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx, &at)?;
        assigning::keep_order(tx, &ctx, &may, (&phase, &order))
    });
    kept.await.map(|()| format!("ranked={count}"))
}

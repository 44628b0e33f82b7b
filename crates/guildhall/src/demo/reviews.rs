//! The demonstration's reviews, half-way: samples, all of them. Marks follow from the numbers of
//! proposals, so that every load gives the same order.

use kernel::{Lang, Slug, Text};
use store::Tx;

use crate::access::Actor;
use crate::calls::model::{Call, ProposalId};
use crate::calls::verbs::{self as proposed, calls, gate};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::people::account::Email;
use crate::people::verbs::accounts;
use crate::review::model::{Criterion, Manner, Mode, PhaseState, Said};
use crate::review::refusal::Unwilling;
use crate::review::verbs::{assign, compare, current, give, phases, reviewers};
use crate::words::Words;

/// Mailboxes of those who review, with the topic they know; the first is the sample visitor's.
const REVIEWERS: [(&str, &str); 7] = [
    ("visitor", "large-models"),
    ("reviewer-compute", "compute"),
    ("reviewer-tools", "tools"),
    ("reviewer-corpora", "corpora"),
    ("reviewer-platforms", "platforms"),
    ("reviewer-models", "large-models"),
    ("reviewer-everything", ""),
];

/// From which the demonstration's readers are drawn.
const SEED: i64 = 2_025;

/// Finds readers for what was proposed to the call, and has most of them judge.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Slug,
    call: &Call,
) -> Result<(), Error<Unwilling>> {
    let may = gate::of_call(tx, ctx, call.clone()).map_err(|no| no.map(Unwilling::from))?;
    phases::set(tx, ctx, &may, 0, manner())?;
    phases::set_state(tx, ctx, &may, 1, PhaseState::Open)?;
    for (mailbox, topic) in REVIEWERS {
        let email = mailbox_of(mailbox, edition)?;
        let topics = topic.parse().into_iter().collect();
        let interests = String::new();
        let wish = reviewers::Wish { email, topics, interests, load_max: 20, lang: Lang::Zh };
        reviewers::put(tx, ctx, &may, &wish)?;
    }
    let task = assign::task(tx, ctx, &may)?;
    let pairs = task.solve(SEED.unsigned_abs());
    let pairs = pairs.map_err(|why| Error::Refused(Unwilling::Impossible(why)))?;
    assign::keep(tx, ctx, &may, &task, (SEED, &pairs))?;
    judged(tx, ctx, edition)?;
    ranked(tx, ctx, &may)?;
    let all = calls::of_edition(tx, call.edition)?;
    match all.into_iter().find(|one| one.slug.as_str() == IN_PAIRS) {
        Some(call) => compared(tx, ctx, edition, call),
        None => Ok(()),
    }
}

fn ranked(tx: &mut Tx<'_>, ctx: &Ctx, may: &gate::Runs) -> Result<(), Error<Unwilling>> {
    let (phase, given) = assign::given(tx, may)?;
    match given.rank(&phase, 1) {
        Some(order) => assign::keep_order(tx, ctx, may, (&phase, &order)),
        None => Ok(()),
    }
}

/// The call whose review shows two at a time.
const IN_PAIRS: &str = "open-mic";

/// The open microphone is judged in pairs: of the reviewers one has compared everything, the visitor
/// is still to begin.
fn compared(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Slug,
    call: Call,
) -> Result<(), Error<Unwilling>> {
    let may = gate::of_call(tx, ctx, call).map_err(|no| no.map(Unwilling::from))?;
    let [zh, en] = Lang::ALL.map(Words::of);
    let name = Text::zh_en(zh.review_criterion_pair(), en.review_criterion_pair());
    let criteria = vec![Criterion { name, weight: 1 }];
    let manner = Manner { mode: Mode::Pairs, anonymous: true, reviews: 4, criteria };
    phases::set(tx, ctx, &may, 0, manner)?;
    phases::set_state(tx, ctx, &may, 1, PhaseState::Open)?;
    for (mailbox, _) in REVIEWERS.into_iter().take(2) {
        let email = mailbox_of(mailbox, edition)?;
        let (topics, interests) = (Vec::new(), String::new());
        let wish = reviewers::Wish { email, topics, interests, load_max: 20, lang: Lang::Zh };
        reviewers::put(tx, ctx, &may, &wish)?;
    }
    let account = accounts::find_or_make(tx, ctx, &mailbox_of(REVIEWERS[1].0, edition)?, Lang::Zh)?;
    let acting = ctx.acting(Actor::Account(account.id));
    let phase = current(tx, may.call())?.ok_or(Error::Refused(Unwilling::NoPhase))?.id;
    let titles: Vec<ProposalId> =
        proposed::titles(tx, may.call())?.into_iter().map(|(id, _)| id).collect();
    loop {
        let task = compare::task(tx, &acting, edition.as_str(), phase)?;
        let Some((left, right)) = task.next(SEED.unsigned_abs()) else { break };
        let id = compare::ask(tx, &acting, (edition.as_str(), phase), (left, right))?;
        let at = |one: ProposalId| titles.iter().position(|id| *id == one);
        let said = if at(left) < at(right) { Said::Left } else { Said::Right };
        compare::say(tx, &acting, (edition.as_str(), id), 1, Some(said))?;
    }
    ranked(tx, ctx, &may)
}

fn mailbox_of(mailbox: &str, edition: &Slug) -> Result<Email, Error<Unwilling>> {
    let email = format!("{mailbox}@{edition}.example").parse();
    email.map_err(|_| Error::Refused(Unwilling::NoAddress))
}

fn manner() -> Manner {
    let [zh, en] = Lang::ALL.map(Words::of);
    let names = [
        Text::zh_en(zh.review_criterion_content(), en.review_criterion_content()),
        Text::zh_en(zh.review_criterion_speaker(), en.review_criterion_speaker()),
        Text::zh_en(zh.review_criterion_fit(), en.review_criterion_fit()),
    ];
    let weights = [2, 1, 1];
    let criteria = names.into_iter().zip(weights).map(|(name, weight)| Criterion { name, weight });
    Manner { mode: Mode::Rubric, anonymous: true, reviews: 3, criteria: criteria.collect() }
}

/// Everybody but the visitor has judged all but two; some are severe.
fn judged(tx: &mut Tx<'_>, ctx: &Ctx, edition: &Slug) -> Result<(), Error<Unwilling>> {
    for ((mailbox, _), severity) in REVIEWERS.into_iter().zip([0, 1, 0, -1, 0, 1, -1]).skip(1) {
        let email = mailbox_of(mailbox, edition)?;
        let account = accounts::find_or_make(tx, ctx, &email, Lang::Zh)?;
        let acting = ctx.acting(Actor::Account(account.id));
        let mine = give::mine(tx, &acting, edition.as_str())?;
        for (_, review, found) in mine.into_iter().skip(2) {
            let number = found.proposal.number;
            let mark = |at: i64| (1 + (number * 7 + at * 3) % 5 + severity).clamp(1, 5);
            let marks = [mark(0), mark(1), mark(2)];
            give::give(tx, &acting, (edition.as_str(), review.id), review.version, (&marks, ""))?;
        }
    }
    Ok(())
}

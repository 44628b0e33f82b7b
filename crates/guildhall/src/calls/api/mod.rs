//! Calls and what was proposed to them, for other programs. A page's own verbs; nobody proposes here, for
//! a proposal is known by the mailbox of whoever makes it.

mod shapes;

use kernel::{Slug, Timestamp};
use store::Tx;

use self::shapes::{
    CallShape, CallWish, Decided, DecisionWish, FieldWish, OptionShape, ProposalLine,
    ProposalShape, StateWish, WhenShape,
};
use super::form::{Field, Offer, Sort, When};
use super::model::{Body, CallState, ProposalId};
use super::refusal::Unwilling;
use super::rules::Decision;
use super::sheet::kind_from;
use super::store::Filter;
use super::verbs::decide::{self, PAGE};
use super::verbs::{calls, gate};
use crate::access::{Area, ManageCalls};
use crate::api::{
    Asked, Given, Listed, Match, Nothing, Parameter, Problem, Reply, Route, Said, Trouble,
};
use crate::editions;
use crate::programme::model::Kind;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const CALLS: &str = "/editions/{edition}/calls";
    const CALL: &str = "/editions/{edition}/calls/{call}";
    const STATE: &str = "/editions/{edition}/calls/{call}/state";
    const FIELD: &str = "/editions/{edition}/calls/{call}/fields/{field}";
    const PROPOSALS: &str = "/editions/{edition}/calls/{call}/proposals";
    const PROPOSAL: &str = "/editions/{edition}/calls/{call}/proposals/{proposal}";
    const DECISIONS: &str = "/editions/{edition}/calls/{call}/decisions";
    let filters = [
        Parameter { name: "state", kind: "string", said: |words| words.calls_api_state() },
        Parameter { name: "kind", kind: "string", said: |words| words.calls_api_kind() },
        Parameter { name: "search", kind: "string", said: |words| words.calls_api_search() },
    ];
    let all = [
        Route::get(CALLS, "list-calls", |w| w.calls_api_calls(), list).in_parts(),
        Route::post(CALLS, "make-call", |w| w.calls_api_make(), make),
        Route::get(CALL, "get-call", |w| w.calls_api_call(), one),
        Route::put(CALL, "change-call", |w| w.calls_api_change(), change).matched(Match::Must),
        Route::put(STATE, "set-call-state", |w| w.calls_api_set_state(), set_state)
            .matched(Match::Must),
        Route::put(FIELD, "set-field", |w| w.calls_api_set_field(), set_field).matched(Match::Must),
        Route::delete(FIELD, "remove-field", |w| w.calls_api_remove_field(), remove_field)
            .matched(Match::Must),
        Route::get(PROPOSALS, "list-proposals", |w| w.calls_api_proposals(), proposals)
            .asking(&filters)
            .in_parts(),
        Route::get(PROPOSAL, "get-proposal", |w| w.calls_api_proposal(), proposal),
        Route::post(DECISIONS, "decide", |w| w.calls_api_decide(), decided),
    ];
    all.map(|route| route.reaching(Area::Calls)).into()
}

/// The proof that whoever asks runs the call that the path names.
pub fn runs(tx: &mut Tx<'_>, asked: &Asked) -> Result<gate::Runs, Trouble> {
    Ok(gate::runs(tx, &asked.ctx, asked.named("edition"), asked.named("call"))?)
}

fn wrong(at: &str, why: impl ToString) -> Trouble {
    Problem::BadBody { at: at.to_owned(), why: why.to_string() }.into()
}

fn slug(at: &str, text: &str) -> Result<Slug, Trouble> {
    text.parse().map_err(|error| wrong(at, error))
}

fn said(at: &str, said: &Said) -> Result<kernel::Text, Trouble> {
    said.to_text().ok_or_else(|| wrong(at, "a key is no language tag"))
}

impl CallWish {
    /// The wish, its fields as they were.
    fn read(self, fields: Vec<Field>) -> Result<calls::Wish, Trouble> {
        let moment = |at: &str, text: &str| -> Result<Timestamp, Trouble> {
            text.parse().map_err(|error| wrong(at, error))
        };
        let kind = |text: &String| kind_from(text).ok_or_else(|| wrong("/kinds", "it is no kind"));
        Ok(calls::Wish {
            slug: slug("/slug", &self.slug)?,
            opens_at: moment("/opens_at", &self.opens_at)?,
            closes_at: moment("/closes_at", &self.closes_at)?,
            access_code: self.access_code,
            body: Body {
                name: said("/name", &self.name)?,
                about: said("/about", &self.about)?,
                part: None,
                kinds: self.kinds.iter().map(kind).collect::<Result<Vec<Kind>, _>>()?,
                durations: self.durations,
                co_speakers_max: self.co_speakers_max,
                fields,
                sample: false,
            },
        })
    }
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<CallShape>>, Trouble> {
    let may = asked.may_in::<ManageCalls>(tx)?;
    let all = calls::of_edition(tx, may.edition::<editions::model::Edition>())?;
    asked.part(all.iter().map(CallShape::from), |call| call.slug.clone())
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<CallShape>, Trouble> {
    let may = runs(tx, asked)?;
    Ok(Reply::of(may.call().into()).tagged(may.call().version))
}

fn make(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, CallWish>,
) -> Result<Reply<CallShape>, Trouble> {
    // Who may not know of the edition's calls is not told what is wrong with a body.
    let own = asked.may_in::<ManageCalls>(tx).map(drop);
    let sent = match (own, given.read()) {
        (Err(trouble), Ok(CallWish { host: None, .. }) | Err(_)) => return Err(trouble),
        (_, sent) => sent?,
    };
    let host = sent.host.clone().unwrap_or_default();
    let may = gate::opens(tx, &asked.ctx, asked.named("edition"), &host)?;
    let made = calls::make(tx, &asked.ctx, may, &sent.read(Vec::new())?)?;
    let at = format!("/editions/{}/calls/{}", asked.named("edition"), made.slug);
    Ok(Reply::of(CallShape::from(&made)).tagged(made.version).at(at))
}

fn change(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, CallWish>,
) -> Result<Reply<CallShape>, Trouble> {
    let may = runs(tx, asked)?;
    let (sent, version) = (given.read()?, asked.version()?);
    let mut wish = sent.read(may.call().body.fields.clone())?;
    // What this shape does not say stays.
    (wish.body.part, wish.body.sample) = (may.call().body.part, may.call().body.sample);
    calls::describe(tx, &asked.ctx, &may, version, wish)?;
    again(tx, &may)
}

/// The call as it is now.
fn again(tx: &mut Tx<'_>, may: &gate::Runs) -> Result<Reply<CallShape>, Trouble> {
    let now = calls::by_id(tx, may.call().id)?.ok_or(Trouble::Missing)?;
    Ok(Reply::of(CallShape::from(&now)).tagged(now.version))
}

fn set_state(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, StateWish>,
) -> Result<Reply<CallShape>, Trouble> {
    let may = runs(tx, asked)?;
    let (sent, version) = (given.read()?, asked.version()?);
    let state = CallState::from_word(&sent.state).ok_or_else(|| wrong("/state", "no state"))?;
    calls::set_state(tx, &asked.ctx, &may, version, state)?;
    again(tx, &may)
}

fn set_field(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, FieldWish>,
) -> Result<Reply<CallShape>, Trouble> {
    let may = runs(tx, asked)?;
    let (sent, version) = (given.read()?, asked.version()?);
    let option = |one: &OptionShape| -> Result<Offer, Trouble> {
        Ok(Offer { key: slug("/options", &one.key)?, label: said("/options", &one.label)? })
    };
    let when = |when: WhenShape| -> Result<When, Trouble> {
        Ok(When { field: slug("/shown_when/field", &when.field)?, value: when.value })
    };
    let field = Field {
        key: asked.id("field")?,
        label: said("/label", &sent.label)?,
        hint: said("/hint", &sent.hint)?,
        sort: Sort::from_word(&sent.sort).ok_or_else(|| wrong("/sort", "it is no sort"))?,
        required: sent.required,
        per_language: sent.per_language,
        options: sent.options.iter().map(option).collect::<Result<_, _>>()?,
        shown_when: sent.shown_when.map(when).transpose()?,
    };
    calls::set_field(tx, &asked.ctx, &may, version, field)?;
    again(tx, &may)
}

fn remove_field(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = runs(tx, asked)?;
    calls::remove_field(tx, &asked.ctx, &may, asked.version()?, &asked.id("field")?)?;
    Ok(Reply::of(Nothing))
}

fn proposals(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<ProposalLine>>, Trouble> {
    let may = runs(tx, asked)?;
    let said = |name: &str| asked.said(name).unwrap_or_default().to_owned();
    let (state, kind, search) = (said("state"), said("kind"), said("search"));
    let filter = Filter { state, kind, search, ..Filter::default() };
    let mut lines = Vec::new();
    for page in 0.. {
        let found = decide::list(tx, &may, &filter, page)?;
        let is_last = (found.lines.len() as i64) < PAGE;
        lines.extend(found.lines);
        if is_last {
            break;
        }
    }
    let part = asked.part(lines, |line| line.id.to_string())?;
    Ok(part.map(|line| ProposalLine::from(&line)))
}

fn proposal(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<ProposalShape>, Trouble> {
    let may = runs(tx, asked)?;
    let found = decide::one(tx, &may, asked.id("proposal")?)?;
    let version = found.proposal.version;
    Ok(Reply::of(ProposalShape::from(found)).tagged(version))
}

fn decided(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, DecisionWish>,
) -> Result<Reply<Decided>, Trouble> {
    let may = runs(tx, asked)?;
    let sent = given.read()?;
    let decision = match sent.decision.as_str() {
        "accept" => Decision::Accept,
        "wait" => Decision::Wait { rank: sent.rank.unwrap_or(1) },
        "decline" => Decision::Decline,
        "reopen" => Decision::Reopen,
        _ => return Err(wrong("/decision", "it is no decision")),
    };
    let id = |text: &String| {
        text.parse::<ProposalId>().map_err(|_| Trouble::Refused(Box::new(Unwilling::NothingChosen)))
    };
    let proposals = sent.proposals.iter().map(id).collect::<Result<_, _>>()?;
    let wish = decide::Wish { proposals, decision, note: sent.note };
    Ok(Reply::of(Decided { decided: decide::decide(tx, &asked.ctx, &may, &wish)? }))
}

//! What hosts ask beyond their grants, for other programs: asked, talked about, decided.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::hall_of;
use crate::access::{Area, ManageGrants, ReadHost, RunHost};
use crate::api::{Asked, Given, IdText, Listed, Moment, Nothing, Reply, Route, Trouble};
use crate::editions::model::{Edition, EditionId};
use crate::hosting::model::Resource;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::{Lack, Message, Request, RequestId};
use crate::hosting::verbs::grants::{Place, ask_for};
use crate::hosting::verbs::requests;
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::Programme;

/// Every route about requests.
pub fn routes() -> Vec<Route> {
    const ALL: &str = "/editions/{edition}/requests";
    const OWN: &str = "/editions/{edition}/hosts/{host}/requests";
    const ONE: &str = "/editions/{edition}/hosts/{host}/requests/{request}";
    const SAID: &str = "/editions/{edition}/hosts/{host}/requests/{request}/messages";
    const ANSWERED: &str = "/editions/{edition}/requests/{request}/messages";
    const DECISION: &str = "/editions/{edition}/requests/{request}/decision";
    vec![
        Route::get(ALL, "list-requests", |w| w.hosting_api_requests(), all)
            .reaching(Area::Grants)
            .in_parts(),
        Route::post(ANSWERED, "answer-request", |w| w.hosting_api_answer(), answer)
            .reaching(Area::Grants),
        Route::put(DECISION, "decide-request", |w| w.hosting_api_decide(), decide)
            .reaching(Area::Grants),
        Route::get(OWN, "list-own-requests", |w| w.hosting_api_own_requests(), own)
            .reaching(Area::Hosts)
            .in_parts(),
        Route::post(OWN, "ask-for-more", |w| w.hosting_api_ask(), ask).reaching(Area::Hosts),
        Route::get(ONE, "get-request", |w| w.hosting_api_request(), one).reaching(Area::Hosts),
        Route::post(SAID, "say-about-request", |w| w.hosting_api_say(), say).reaching(Area::Hosts),
        Route::delete(ONE, "withdraw-request", |w| w.hosting_api_withdraw_request(), withdraw)
            .reaching(Area::Hosts),
    ]
}

/// What a host asks.
#[derive(Serialize, JsonSchema)]
pub struct RequestShape {
    id: IdText,
    /// The host's slug
    host: String,
    asked: Vec<LackShape>,
    /// The slug of the activity that needs it
    activity: Option<String>,
    /// `open`, `granted`, `in_part`, `refused` or `withdrawn`
    state: String,
    /// Why it was decided so
    reason: String,
    asked_at: Moment,
    decided_at: Option<Moment>,
}

/// A request with what was said about it.
#[derive(Serialize, JsonSchema)]
pub struct RequestInFull {
    request: RequestShape,
    messages: Vec<MessageShape>,
}

/// So much more of something.
#[derive(Serialize, JsonSchema)]
pub struct LackShape {
    /// `hall_minutes`, `activities`, `seats`, `passes`, `badges` or `tables`
    resource: String,
    /// As in a grant
    hall: Option<String>,
    amount: i64,
    granted: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct MessageShape {
    id: IdText,
    /// `host` or `organiser`
    side: String,
    words: String,
    at: Moment,
}

/// What is asked, and why.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestWish {
    /// As in a grant
    resource: String,
    hall: Option<String>,
    amount: i64,
    words: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    words: String,
}

/// So much of each thing that was asked, in its order, is granted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionWish {
    granted: Vec<i64>,
    /// Needed when less is granted than was asked
    #[serde(default)]
    reason: String,
}

/// What was made.
#[derive(Serialize, JsonSchema)]
pub struct Asking {
    id: IdText,
}

fn shape(programme: &Programme, index: &Index, one: &Request) -> RequestShape {
    let lack = |lack: &Lack| LackShape {
        resource: lack.resource.word().to_owned(),
        hall: hall_of(programme, index, lack.halls),
        amount: lack.amount,
        granted: lack.granted,
    };
    let host = programme.hosts.iter().find(|host| host.id == one.host);
    RequestShape {
        id: one.id.into(),
        host: host.map(|host| host.slug.to_string()).unwrap_or_default(),
        asked: one.asked.iter().map(lack).collect(),
        activity: one.activity.as_ref().map(|activity| activity.slug.to_string()),
        state: one.state.word().to_owned(),
        reason: one.reason.clone(),
        asked_at: one.asked_at.into(),
        decided_at: one.decided_at.map(Moment::from),
    }
}

fn drafted(tx: &mut Tx<'_>, edition: EditionId) -> Result<Programme, Trouble> {
    let edition = crate::editions::verbs::by_id(tx, edition)?.ok_or(Trouble::Missing)?;
    Ok(draft::read(tx, edition)?)
}

fn listed(
    asked: &Asked,
    programme: &Programme,
    requests: Vec<Request>,
) -> Result<Reply<Listed<RequestShape>>, Trouble> {
    let index = Index::of(programme);
    let part = asked.part(requests, |one| one.id.to_string())?;
    Ok(part.map(|one| shape(programme, &index, &one)))
}

fn all(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<RequestShape>>, Trouble> {
    let may = asked.may_in::<ManageGrants>(tx)?;
    let requests = requests::of_edition(tx, may)?;
    listed(asked, &drafted(tx, may.edition::<Edition>())?, requests)
}

fn own(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<RequestShape>>, Trouble> {
    let may = asked.may_at::<ReadHost>(tx)?;
    let requests = requests::of_host(tx, may)?;
    listed(asked, &drafted(tx, may.edition_of_host::<Edition>())?, requests)
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<RequestInFull>, Trouble> {
    let may = asked.may_at::<ReadHost>(tx)?;
    let (request, messages) = requests::of_host_one(tx, may, asked.id("request")?)?;
    let programme = drafted(tx, may.edition_of_host::<Edition>())?;
    let message = |one: Message| MessageShape {
        id: one.id.into(),
        side: one.side.word().to_owned(),
        words: one.words,
        at: one.at.into(),
    };
    Ok(Reply::of(RequestInFull {
        request: shape(&programme, &Index::of(&programme), &request),
        messages: messages.into_iter().map(message).collect(),
    }))
}

fn ask(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, RequestWish>,
) -> Result<Reply<Asking>, Trouble> {
    let may = asked.may_at::<RunHost>(tx)?;
    let sent = given.read()?;
    let refused = |why: Unwilling| Trouble::Refused(Box::new(why));
    let resource = Resource::from_word(&sent.resource);
    let resource = resource.ok_or_else(|| refused(Unwilling::NoResource))?;
    let place = Place::read(sent.hall.as_deref().unwrap_or_default());
    let place = place.ok_or_else(|| refused(Unwilling::NoHall))?;
    let id = ask_for(tx, &asked.ctx, may, (resource, &place, sent.amount), &sent.words)?;
    let (edition, host) = (asked.named("edition"), asked.named("host"));
    let at = format!("/editions/{edition}/hosts/{host}/requests/{id}");
    Ok(Reply::of(Asking { id: id.into() }).at(at))
}

fn say(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, Words>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_at::<RunHost>(tx)?;
    let words = given.read()?.words;
    requests::say_as_host(tx, &asked.ctx, may, asked.id("request")?, &words)?;
    Ok(Reply::of(Nothing))
}

fn withdraw(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_at::<RunHost>(tx)?;
    requests::withdraw(tx, &asked.ctx, may, asked.id("request")?)?;
    Ok(Reply::of(Nothing))
}

fn answer(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, Words>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<ManageGrants>(tx)?;
    let words = given.read()?.words;
    requests::say_as_organiser(tx, &asked.ctx, may, asked.id("request")?, &words)?;
    Ok(Reply::of(Nothing))
}

fn decide(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, DecisionWish>,
) -> Result<Reply<RequestShape>, Trouble> {
    let may = asked.may_in::<ManageGrants>(tx)?;
    let sent = given.read()?;
    let id: RequestId = asked.id("request")?;
    let decided = requests::decide(tx, &asked.ctx, may, id, (&sent.granted, &sent.reason))?;
    let programme = drafted(tx, may.edition::<Edition>())?;
    Ok(Reply::of(shape(&programme, &Index::of(&programme), &decided)))
}

//! The feed of facts and the webhooks of an edition for other programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;

use super::address::Reachable;
use super::feed::{self, Part};
use super::model::{Delivery, Outcome, Webhook, WebhookId};
use super::verbs::webhooks::{self, Wish};
use crate::access::{Area, ManageWebhooks};
use crate::api::{
    Asked, Given, IdText, Listed, Match, Moment, Nothing, Parameter, Problem, Reply, Route, Trouble,
};
use crate::editions;
use crate::journal::{self, Sealed};

/// Every route of this slice; webhooks lead as far as `reachable` says.
pub fn routes(reachable: Reachable) -> Vec<Route> {
    const FACTS: &str = "/editions/{edition}/facts";
    const ALL: &str = "/editions/{edition}/webhooks";
    const ONE: &str = "/editions/{edition}/webhooks/{webhook}";
    const TEST: &str = "/editions/{edition}/webhooks/{webhook}/test";
    const DELIVERIES: &str = "/editions/{edition}/webhooks/{webhook}/deliveries";
    let area = Area::Webhooks;
    let after =
        Parameter { name: "after", kind: "string", said: |words| words.integrations_api_after() };
    let limit = Parameter { name: "limit", kind: "integer", said: |words| words.api_limit() };
    let make = move |tx: &mut Tx<'_>, asked: &Asked, given: Wished<'_, '_>| {
        make(tx, asked, given, reachable)
    };
    let change = move |tx: &mut Tx<'_>, asked: &Asked, given: Wished<'_, '_>| {
        change(tx, asked, given, reachable)
    };
    vec![
        Route::describe("/openapi.json", "describe", |words| words.integrations_api_describe()),
        Route::get(FACTS, "list-facts", |words| words.integrations_api_facts(), facts)
            .with_token()
            .asking(&[limit, after])
            .waiting(),
        Route::get(ALL, "list-webhooks", |words| words.integrations_api_webhooks(), list)
            .reaching(area)
            .in_parts(),
        Route::post(ALL, "make-webhook", |words| words.integrations_api_make(), make)
            .reaching(area),
        Route::get(ONE, "get-webhook", |words| words.integrations_api_webhook(), one)
            .reaching(area),
        Route::put(ONE, "change-webhook", |words| words.integrations_api_change(), change)
            .reaching(area)
            .matched(Match::Must),
        Route::delete(ONE, "remove-webhook", |words| words.integrations_api_remove(), remove)
            .reaching(area),
        Route::post(TEST, "test-webhook", |words| words.integrations_api_test(), test)
            .reaching(area),
        Route::get(DELIVERIES, "list-deliveries", |w| w.integrations_api_deliveries(), deliveries)
            .reaching(area)
            .in_parts(),
    ]
}

/// Something that happened. It names rows by their ids and holds no personal data.
#[derive(Serialize, JsonSchema)]
pub struct FactShape {
    /// Its place in the journal; greater than that of every fact before it
    cursor: i64,
    id: IdText,
    /// `programme.released`, `hosting.granted`, …
    kind: String,
    at: Moment,
    /// The id of what it happened to
    subject: IdText,
    /// Who did it, for readers of the journal
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<ActorShape>,
    /// Ids, numbers and words of the program
    #[schemars(with = "std::collections::BTreeMap<String, Value>")]
    payload: Value,
}

/// Who did something.
#[derive(Serialize, JsonSchema)]
pub struct ActorShape {
    /// `account`, `operator`, `house` or `visitor`
    kind: String,
    account: Option<IdText>,
}

/// An address that facts are sent to.
#[derive(Serialize, JsonSchema)]
pub struct WebhookShape {
    id: IdText,
    url: String,
    /// Kinds of facts; one that ends in a dot stands for all that begin so, `*` for all
    kinds: Vec<String>,
    /// The cursor of the last fact that was delivered or passed over
    cursor: i64,
    /// Failures in a row
    failures: i64,
    failing_since: Option<Moment>,
    disabled_at: Option<Moment>,
    /// `by_hand`, `failing` or `gone`
    disabled_why: Option<String>,
    made_at: Moment,
}

/// A webhook that was made, with the secret that is never told again.
#[derive(Serialize, JsonSchema)]
pub struct WebhookMade {
    id: IdText,
    /// `whsec_…`: deliveries are signed with it (Standard Webhooks)
    secret: String,
}

/// A webhook as it is wished for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookWish {
    /// `https://…`
    url: String,
    /// Kinds of facts; one that ends in a dot stands for all that begin so, `*` for all
    kinds: Vec<String>,
}

/// One try to deliver one fact.
#[derive(Serialize, JsonSchema)]
pub struct DeliveryShape {
    id: IdText,
    /// The fact's place in the journal
    cursor: i64,
    kind: String,
    /// 1 for the first
    attempt: i64,
    at: Moment,
    took_ms: i64,
    /// What the other side answered; null when it was not reached
    status: Option<u16>,
    /// Why it was not reached: `no_host`, `private`, `no_connection`, `no_tls`, `too_slow`, `no_http`
    trouble: Option<String>,
    taken: bool,
}

const FACTS_USUAL: usize = 50;
const FACTS_MAX: i64 = 200;

fn facts(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<FactShape>>, Trouble> {
    let bearer = asked.ctx.actor.bearer().ok_or(Trouble::Missing)?;
    let edition = editions::verbs::by_slug(tx, &asked.id("edition")?)?.ok_or(Trouble::Missing)?;
    if edition.id.uuid() != bearer.edition {
        return Err(Trouble::Missing);
    }
    let limit = asked.number("limit", FACTS_MAX)?.map_or(Ok(FACTS_USUAL), usize::try_from);
    let limit = limit.ok().filter(|limit| *limit > 0);
    let limit = limit.ok_or(Problem::BadQuery { name: "limit" })?;
    if asked.said("after") == Some("latest") {
        let (head, _) = journal::head(tx)?;
        return Ok(Reply::list(Vec::new(), Some(head.to_string())));
    }
    let position = asked.number("after", i64::MAX)?.unwrap_or(0);
    let part = feed::after(tx, &asked.ctx, bearer.edition, position, limit)?;
    let Part { facts, next, with_actors } = part;
    let items = facts.into_iter().map(|fact| shape(fact, with_actors)).collect();
    Ok(Reply::list(items, Some(next.to_string())))
}

fn shape(fact: Sealed, with_actors: bool) -> FactShape {
    let actor = with_actors.then(|| ActorShape {
        kind: fact.actor.kind().to_owned(),
        account: fact.actor.account().map(IdText::from),
    });
    FactShape {
        cursor: fact.position,
        id: fact.id.into(),
        kind: fact.kind,
        at: fact.at.into(),
        subject: fact.subject.into(),
        actor,
        payload: fact.payload,
    }
}

impl From<Webhook> for WebhookShape {
    fn from(webhook: Webhook) -> Self {
        let (disabled_at, why) = webhook.disabled.unzip();
        Self {
            id: webhook.id.into(),
            kinds: webhook.kinds.iter().map(str::to_owned).collect(),
            url: webhook.url,
            cursor: webhook.position,
            failures: webhook.failures,
            failing_since: webhook.failing_since.map(Moment::from),
            disabled_at: disabled_at.map(Moment::from),
            disabled_why: why.map(|why| why.word().to_owned()),
            made_at: webhook.made_at.into(),
        }
    }
}

impl From<Delivery> for DeliveryShape {
    fn from(delivery: Delivery) -> Self {
        let (status, trouble) = match delivery.outcome {
            Outcome::Answered(status) => (Some(status), None),
            Outcome::Unreached(obstacle) => (None, Some(obstacle.word().to_owned())),
        };
        Self {
            id: delivery.id.into(),
            cursor: delivery.position,
            kind: delivery.kind,
            attempt: delivery.attempt,
            at: delivery.at.into(),
            took_ms: delivery.took_ms,
            status,
            trouble,
            taken: delivery.outcome.is_taken(),
        }
    }
}

fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<WebhookShape>>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    let part = asked.part(webhooks::of_edition(tx, may)?, |webhook| webhook.id.to_string())?;
    Ok(part.map(WebhookShape::from))
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<WebhookShape>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    let found = webhooks::find(tx, may, asked.id("webhook")?)?;
    let version = found.version;
    Ok(Reply::of(found.into()).tagged(version))
}

impl WebhookWish {
    fn wish(self) -> Wish {
        Wish { url: self.url, kinds: self.kinds.join(" ") }
    }
}

type Wished<'g, 'b> = &'g Given<'b, WebhookWish>;

fn make(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: Wished<'_, '_>,
    reachable: Reachable,
) -> Result<Reply<WebhookMade>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    let wish = given.read()?.wish();
    let (id, secret) = webhooks::make(tx, &asked.ctx, may, &wish, reachable)?;
    let at = format!("/editions/{}/webhooks/{id}", asked.named("edition"));
    Ok(Reply::of(WebhookMade { id: id.into(), secret }).at(at))
}

fn change(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: Wished<'_, '_>,
    reachable: Reachable,
) -> Result<Reply<WebhookShape>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    let id: WebhookId = asked.id("webhook")?;
    webhooks::find(tx, may, id)?;
    let (version, wish) = (asked.version()?, given.read()?.wish());
    let changed = webhooks::change(tx, &asked.ctx, may, (id, version), (&wish, reachable))?;
    let version = changed.version;
    Ok(Reply::of(changed.into()).tagged(version))
}

fn remove(
    tx: &mut Tx<'_>,
    asked: &Asked,
    _: &Given<'_, Nothing>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    webhooks::remove(tx, &asked.ctx, may, asked.id("webhook")?)?;
    Ok(Reply::of(Nothing))
}

fn test(tx: &mut Tx<'_>, asked: &Asked, _: &Given<'_, Nothing>) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    webhooks::test(tx, &asked.ctx, may, asked.id("webhook")?)?;
    Ok(Reply::of(Nothing))
}

fn deliveries(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<DeliveryShape>>, Trouble> {
    let may = asked.may_in::<ManageWebhooks>(tx)?;
    let all = webhooks::deliveries(tx, may, asked.id("webhook")?)?;
    let part = asked.part(all, |delivery| delivery.id.to_string())?;
    Ok(part.map(DeliveryShape::from))
}

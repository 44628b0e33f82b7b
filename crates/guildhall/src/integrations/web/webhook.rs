//! One webhook: how it fares, its last tries, and what may be done with it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use super::webhooks::{Sent, state};
use crate::access::{Can, ManageWebhooks, require_in};
use crate::ctx::Ctx;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::integrations::courier::Reachable;
use crate::integrations::model::{Delivery, Obstacle, Outcome, Webhook, WebhookId};
use crate::integrations::refusal::Unwilling;
use crate::integrations::verbs::webhooks;
use crate::shell::Frame;
use crate::words::Words;

struct Try {
    at: String,
    kind: String,
    cursor: i64,
    attempt: i64,
    took_ms: i64,
    outcome: String,
    taken: bool,
}

#[derive(Template)]
#[template(path = "integrations/pages/webhook.html")]
struct WebhookPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    all: String,
    done: &'static str,
    /// What somebody else made of it meanwhile; empty when nobody did.
    wrong: String,
    webhook: &'v Webhook,
    made: String,
    state: String,
    next: String,
    url: Held,
    kinds: Held,
    tries: Vec<Try>,
}

type Named = Path<(String, String, String)>;
type Wrong = (&'static str, String);

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, webhook)): Named,
) -> Answer {
    form(&desk, &visit, (edition, webhook), StatusCode::OK, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, id): (String, String),
    status: StatusCode,
    sent: Option<(&Sent, Wrong)>,
) -> Answer {
    let Ok(id) = id.parse::<WebhookId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageWebhooks, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, webhooks::find(tx, may, id)?, webhooks::deliveries(tx, may, id)?))
    });
    match read.await {
        Ok((edition, webhook, tries)) => {
            page(status, &set(visit, (&edition, &webhook, &tries), sent))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    (edition, webhook, tries): (&'v Edition, &'v Webhook, &[Delivery]),
    sent: Option<(&Sent, Wrong)>,
) -> WebhookPage<'v> {
    let words = visit.words;
    let root = format!("/{}/webhooks", edition.slug);
    let (sent, wrong) = sent.unzip();
    let (wrong, kinds) = (wrong.as_ref(), webhook.kinds.to_string());
    let url = sent.map_or(&webhook.url, |sent| &sent.url);
    let next = webhook.disabled.is_none() && webhook.failures > 0;
    WebhookPage {
        frame: visit.frame_at(words.integrations_webhook(), &format!("{root}/{}", webhook.id)),
        edition: &edition.name,
        all: visit.to(&root),
        done: done(visit),
        wrong: wrong
            .filter(|(field, _)| field.is_empty())
            .map_or(String::new(), |(_, it)| it.clone()),
        webhook,
        made: visit.day(webhook.made_at),
        state: state(visit, webhook),
        next: if next { visit.moment(webhook.next_at) } else { String::new() },
        url: visit.held("url", url, wrong),
        kinds: visit.held("kinds", sent.map_or(&kinds, |sent| &sent.kinds), wrong),
        tries: tries.iter().map(|one| line(visit, one)).collect(),
    }
}

fn done(visit: &Visit) -> &'static str {
    match visit.asked("done") {
        "changed" => visit.words.integrations_is_changed(),
        "test" => visit.words.integrations_is_tested(),
        "disable" => visit.words.integrations_is_disabled(),
        "enable" => visit.words.integrations_is_enabled(),
        _ => "",
    }
}

fn line(visit: &Visit, delivery: &Delivery) -> Try {
    Try {
        at: visit.moment(delivery.at),
        kind: delivery.kind.clone(),
        cursor: delivery.position,
        attempt: delivery.attempt,
        took_ms: delivery.took_ms,
        outcome: match delivery.outcome {
            Outcome::Answered(status) => status.to_string(),
            Outcome::Unreached(obstacle) => obstacle_words(visit.words, obstacle).to_owned(),
        },
        taken: delivery.outcome.is_taken(),
    }
}

fn obstacle_words(words: Words, obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoHost => words.integrations_no_host(),
        Obstacle::Private => words.integrations_private(),
        Obstacle::NoConnection => words.integrations_no_connection(),
        Obstacle::NoTls => words.integrations_no_tls(),
        Obstacle::TooSlow => words.integrations_too_slow(),
        Obstacle::NoHttp => words.integrations_no_http(),
    }
}

pub async fn change(
    reachable: Reachable,
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Ok(webhook) = id.parse::<WebhookId>() else { return nowhere() };
    let (ctx, named, wish) = (visit.ctx.clone(), edition.clone(), sent.wish());
    let version: i64 = sent.version.parse().unwrap_or(0);
    let changed = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageWebhooks, _>(tx, &ctx, &named)?;
        webhooks::change(tx, &ctx, may, (webhook, version), (&wish, reachable))
    });
    match changed.await {
        Ok(_) => see_other(&visit.to(&format!("/{edition}/webhooks/{id}?done=changed"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = visit.beside(&refusal);
            form(&desk, &visit, (edition, id), status, Some((&sent, wrong))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

type Act = fn(&mut Tx<'_>, &Ctx, Can<ManageWebhooks>, WebhookId) -> Result<(), Error<Unwilling>>;

async fn act(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, id): (&str, &str),
    act: Act,
) -> Result<(), Answer> {
    let Ok(webhook) = id.parse::<WebhookId>() else { return Err(nowhere()) };
    let (ctx, named) = (visit.ctx.clone(), edition.to_owned());
    let acted = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageWebhooks, _>(tx, &ctx, &named)?;
        act(tx, &ctx, may, webhook)
    });
    acted.await.map_err(|error| unwilling(visit, &error))
}

macro_rules! acts {
    ($($name:ident)*) => {$(
        pub async fn $name(
            State(desk): State<Arc<Desk>>,
            visit: Visit,
            Path((_, edition, id)): Named,
        ) -> Answer {
            let done = concat!("?done=", stringify!($name));
            match act(&desk, &visit, (&edition, &id), webhooks::$name).await {
                Ok(()) => see_other(&visit.to(&format!("/{edition}/webhooks/{id}{done}"))),
                Err(answer) => answer,
            }
        }
    )*};
}
acts!(test disable enable);

pub async fn remove(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
) -> Answer {
    match act(&desk, &visit, (&edition, &id), webhooks::remove).await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/webhooks?done=removed"))),
        Err(answer) => answer,
    }
}

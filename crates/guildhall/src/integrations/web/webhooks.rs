//! The webhooks of an edition, and the form to make one.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use serde::Deserialize;
use store::Tx;

use super::Answer;
use crate::access::{ManageWebhooks, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::integrations::courier::Reachable;
use crate::integrations::model::Webhook;
use crate::integrations::refusal::Unwilling;
use crate::integrations::verbs::webhooks::{self, Wish};
use crate::shell::Frame;

pub(super) struct Line {
    path: String,
    url: String,
    kinds: String,
    /// How it fares, in a word.
    state: String,
    bad: bool,
}

#[derive(Template)]
#[template(path = "integrations/pages/webhooks.html")]
struct WebhooksPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    /// The secret of the webhook that was just made; empty when none was.
    secret: String,
    webhooks: Vec<Line>,
    url: Held,
    kinds: Held,
    happened: Vec<String>,
    described: String,
    wrong: String,
}

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    pub url: String,
    pub kinds: String,
    /// The version that was looked at, when one is changed.
    pub version: String,
}

impl Sent {
    pub fn wish(&self) -> Wish {
        Wish { url: self.url.clone(), kinds: self.kinds.clone() }
    }
}

type Wrong = (&'static str, String);

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, (StatusCode::OK, &Sent::default(), None), String::new()).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    (status, sent, wrong): (StatusCode, &Sent, Option<Wrong>),
    secret: String,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageWebhooks, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, webhooks::of_edition(tx, may)?, webhooks::kinds(tx, may)?))
    });
    let (edition, all, happened) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(visit, &error),
    };
    let (words, wrong) = (visit.words, wrong.as_ref());
    let whole = wrong.filter(|(field, _)| field.is_empty());
    let page_of = WebhooksPage {
        frame: visit.frame_at(words.integrations_webhooks_title(), &root(&edition)),
        edition: &edition.name,
        done: if visit.asked("done") == "removed" { words.integrations_removed() } else { "" },
        secret,
        webhooks: all.iter().map(|one| line(visit, &edition, one)).collect(),
        url: visit.held("url", &sent.url, wrong),
        kinds: visit.held("kinds", &sent.kinds, wrong),
        happened,
        described: visit.to("/api"),
        wrong: whole.map(|(_, why)| why.clone()).unwrap_or_default(),
    };
    page(status, &page_of)
}

fn root(edition: &Edition) -> String {
    format!("/{}/webhooks", edition.slug)
}

fn line(visit: &Visit, edition: &Edition, webhook: &Webhook) -> Line {
    Line {
        path: visit.to(&format!("{}/{}", root(edition), webhook.id)),
        url: webhook.url.clone(),
        kinds: webhook.kinds.to_string(),
        state: state(visit, webhook),
        bad: webhook.disabled.is_some() || webhook.failures > 0,
    }
}

/// How a webhook fares, in a few words.
pub(super) fn state(visit: &Visit, webhook: &Webhook) -> String {
    let words = visit.words;
    match (webhook.disabled, webhook.failing_since) {
        (Some((at, why)), _) => words.integrations_disabled_since(
            visit.moment(at),
            crate::integrations::letters::why_words(words, why),
        ),
        (None, Some(since)) => {
            words.integrations_failing_since(webhook.failures, visit.moment(since))
        }
        (None, None) => words.integrations_fine().to_owned(),
    }
}

pub async fn make(
    reachable: Reachable,
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let (ctx, named, wish) = (visit.ctx.clone(), edition.clone(), sent.wish());
    let made = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageWebhooks, _>(tx, &ctx, &named)?;
        webhooks::make(tx, &ctx, may, &wish, reachable)
    });
    match made.await {
        // The secret is shown here and never again.
        Ok((_, secret)) => {
            let fresh = Sent::default();
            form(&desk, &visit, edition, (StatusCode::CREATED, &fresh, None), secret).await
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = visit.beside(&refusal);
            form(&desk, &visit, edition, (status, &sent, Some(wrong)), String::new()).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

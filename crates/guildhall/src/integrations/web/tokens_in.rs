//! The tokens of an edition, whoever made them, for its organisers.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, AreaLine, areas};
use crate::access::tokens::ApiToken;
use crate::access::{ManageTokens, TokenId, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::error::Error;
use crate::integrations::refusal::Unwilling;
use crate::integrations::verbs::tokens;
use crate::people::account::Account;
use crate::shell::Frame;

struct Line {
    id: TokenId,
    name: String,
    owner: String,
    areas: Vec<AreaLine>,
    until: String,
    /// The day of its last use; empty before the first.
    used: String,
}

#[derive(Template)]
#[template(path = "integrations/pages/tokens_in.html")]
struct TokensInPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    tokens: Vec<Line>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), slug.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageTokens, _>(tx, &ctx, &named)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, tokens::of_edition(tx, &ctx, may)?))
    });
    let (edition, all) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let words = visit.words;
    let line = |(token, owner): (ApiToken, Account)| Line {
        id: token.id,
        name: token.name,
        owner: owner.called().to_owned(),
        areas: areas(words, token.reach),
        until: visit.day(token.expires_at),
        used: token.used_on.map(|at| visit.day(at)).unwrap_or_default(),
    };
    let done = visit.asked("done") == "revoked";
    let page_of = TokensInPage {
        frame: visit.frame_at(words.integrations_tokens_title(), &format!("/{slug}/tokens")),
        edition: &edition.name,
        done: if done { words.integrations_revoked() } else { "" },
        tokens: all.into_iter().map(line).collect(),
    };
    page(StatusCode::OK, &page_of)
}

pub async fn revoke(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, token)): Path<(String, String, String)>,
) -> Answer {
    let Ok(token) = token.parse::<TokenId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let revoked = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageTokens, _>(tx, &ctx, &named)?;
        tokens::revoke_in(tx, &ctx, may, token)
    });
    match revoked.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/tokens?done=revoked"))),
        Err(error) => unwilling(&visit, &error),
    }
}

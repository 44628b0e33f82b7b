//! One's own tokens: what they are for, when they were used, and the form to make one.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, AreaLine, areas, doing_words};
use crate::access::tokens::ApiToken;
use crate::access::{self, Area, Can, Denied, Doing, ManageOwnAccount, Reach, Scope, TokenId};
use crate::api::document::area_words;
use crate::ctx::Ctx;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::error::Error;
use crate::integrations::refusal::Unwilling;
use crate::integrations::verbs::tokens::{self, Offer, Wish};
use crate::shell::Frame;

struct Line {
    id: TokenId,
    name: String,
    edition: Option<Text>,
    areas: Vec<AreaLine>,
    until: String,
    /// The day of its last use; empty before the first.
    used: String,
}

struct Choice {
    value: String,
    label: Text,
    chosen: bool,
}

struct Check {
    value: String,
    area: &'static str,
    doing: &'static str,
    checked: bool,
}

#[derive(Template)]
#[template(path = "integrations/pages/tokens.html")]
struct TokensPage<'v> {
    frame: Frame<'v>,
    base: String,
    done: &'static str,
    /// The token that was just made; empty when none was.
    made: String,
    tokens: Vec<Line>,
    editions: Vec<Choice>,
    name: Held,
    edition: Held,
    scope: Held,
    checks: Vec<Check>,
    days: Held,
    lives: [i64; 4],
    described: String,
    wrong: String,
}

/// What a new token usually lives for.
const DAYS_USUAL: &str = "90";

type Sent = Vec<(String, String)>;

fn of<'s>(sent: &'s Sent, key: &str) -> &'s str {
    sent.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
}

fn may(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageOwnAccount>, Error<Unwilling>> {
    let may = access::require::<ManageOwnAccount>(tx, ctx, Scope::Site);
    may.map_err(|error: Error<Denied>| error.map(Unwilling::from))
}

pub async fn show(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    if visit.session.is_none() {
        return see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path()));
    }
    let fresh = vec![("days".to_owned(), DAYS_USUAL.to_owned())];
    form(&desk, &visit, (StatusCode::OK, &fresh, None), String::new()).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (status, sent, wrong): (StatusCode, &Sent, Option<Wrong>),
    made: String,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = may(tx, &ctx)?;
        Ok((tokens::offers(tx, &ctx, may)?, tokens::own(tx, &ctx, may)?))
    });
    match read.await {
        Ok((offers, own)) => {
            page(status, &set(visit, (&offers, &own), (sent, wrong.as_ref()), made))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    (offers, own): (&[Offer], &[ApiToken]),
    (sent, wrong): (&Sent, Option<&Wrong>),
    made: String,
) -> TokensPage<'v> {
    let words = visit.words;
    let choice = |offer: &Offer| Choice {
        value: offer.edition.slug.to_string(),
        label: offer.edition.name.clone(),
        chosen: offers.len() == 1 || offer.edition.slug.as_str() == of(sent, "edition"),
    };
    let line = |token: &ApiToken| Line {
        id: token.id,
        name: token.name.clone(),
        edition: (offers.iter().find(|offer| offer.edition.id.uuid() == token.edition))
            .map(|offer| offer.edition.name.clone()),
        areas: areas(words, token.reach),
        until: visit.day(token.expires_at),
        used: token.used_on.map(|at| visit.day(at)).unwrap_or_default(),
    };
    let all = wrong.filter(|(field, _)| field.is_empty());
    TokensPage {
        frame: visit.frame_at(words.integrations_tokens_title(), "/account/tokens"),
        base: visit.to("/account"),
        done: if visit.asked("done") == "revoked" { words.integrations_revoked() } else { "" },
        made,
        tokens: own.iter().map(line).collect(),
        editions: offers.iter().map(choice).collect(),
        name: visit.held("name", of(sent, "name"), wrong),
        edition: visit.held("edition", of(sent, "edition"), wrong),
        scope: visit.held("scope", "", wrong),
        checks: checks(visit, offers, sent),
        days: visit.held("days", of(sent, "days"), wrong),
        lives: [7, 30, 90, 365],
        described: visit.to("/api"),
        wrong: all.map(|(_, why)| why.clone()).unwrap_or_default(),
    }
}

/// Everything that a token could be for in one of the editions.
fn checks(visit: &Visit, offers: &[Offer], sent: &Sent) -> Vec<Check> {
    let mut all = Vec::new();
    for area in Area::ALL {
        for doing in [Doing::Read, Doing::Write] {
            if offers.iter().any(|offer| offer.reach.has(area, doing)) {
                let value = format!("{}:{}", area.word(), doing.word());
                let checked = sent.iter().any(|(key, one)| key == "scope" && *one == value);
                let (area, doing) =
                    (area_words(area, visit.words), doing_words(visit.words, doing));
                all.push(Check { value, area, doing, checked });
            }
        }
    }
    all
}

pub async fn make(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let (ctx, asked) = (visit.ctx.clone(), sent.clone());
    let made = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx)?;
        let offers = tokens::offers(tx, &ctx, may)?;
        let wish = wish(&offers, &asked).map_err(Error::Refused)?;
        tokens::make(tx, &ctx, may, &wish)
    });
    match made.await {
        // The token is shown here and never again: no address leads back to it.
        Ok((_, token)) => {
            let fresh = vec![("days".to_owned(), DAYS_USUAL.to_owned())];
            form(&desk, &visit, (StatusCode::CREATED, &fresh, None), token).await
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = visit.beside(&refusal);
            form(&desk, &visit, (status, &sent, Some(wrong)), String::new()).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

fn wish(offers: &[Offer], sent: &Sent) -> Result<Wish, Unwilling> {
    let named = |offer: &&Offer| offer.edition.slug.as_str() == of(sent, "edition");
    let edition = offers.iter().find(named).ok_or(Unwilling::NoEdition)?.edition.id;
    let scopes = sent.iter().filter(|(key, _)| key == "scope").map(|(_, value)| value.as_str());
    let scopes: Vec<&str> = scopes.collect();
    let reach = Reach::read(&scopes.join(" ")).ok_or(Unwilling::NoReach)?;
    let days = of(sent, "days").trim().parse().map_err(|_| Unwilling::NoDays)?;
    Ok(Wish { edition, name: of(sent, "name").to_owned(), reach, days })
}

pub async fn revoke(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
) -> Answer {
    let Ok(token) = token.parse::<TokenId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let revoked = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = may(tx, &ctx)?;
        tokens::revoke(tx, &ctx, may, token)
    });
    match revoked.await {
        Ok(()) => see_other(&visit.to("/account/tokens?done=revoked")),
        Err(error) => unwilling(&visit, &error),
    }
}

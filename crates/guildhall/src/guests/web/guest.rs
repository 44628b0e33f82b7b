//! One guest: how far one has got, who follows up, what they need, and the letter for their visa.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::{Date, Lang, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, Choice, beside, state_words};
use crate::access::{ManageGuests, ReadNeeds, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::guests::model::{Guest, GuestId, Need, State};
use crate::guests::refusal::Unwilling;
use crate::guests::verbs::pipeline;
use crate::people::account::Account;
use crate::shell::{Frame, when};
use crate::words::Words;

#[derive(Template)]
#[template(path = "guests/pages/guest.html")]
struct GuestPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    back: String,
    /// The way to the letter; empty for one who is not there yet.
    to_letter: String,
    wrong: String,
    done: &'static str,
    name_zh: Held,
    name_en: Held,
    title_zh: Held,
    title_en: Held,
    rank: Held,
    country: Held,
    states: Vec<Choice>,
    langs: Vec<Choice>,
    keepers: Vec<Choice>,
    next_step: Held,
    next_by: Held,
    interpreter: Held,
    zone: Held,
    version: i64,
    /// For those who may read what a guest needs.
    need: Option<Need>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    name_zh: String,
    name_en: String,
    title_zh: String,
    title_en: String,
    rank: String,
    country: String,
    state: String,
    lang: String,
    keeper: String,
    next_step: String,
    next_by: String,
    interpreter: String,
    zone: String,
    version: i64,
}

impl Sent {
    fn of(guest: &Guest) -> Self {
        let said = |text: &Text, lang| {
            text.exactly(lang).map(|words| words.value.clone()).unwrap_or_default()
        };
        Self {
            name_zh: said(&guest.name, Lang::Zh),
            name_en: said(&guest.name, Lang::En),
            title_zh: said(&guest.title, Lang::Zh),
            title_en: said(&guest.title, Lang::En),
            rank: guest.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            country: guest.country.clone(),
            state: guest.state.word().to_owned(),
            lang: guest.lang.code().to_owned(),
            keeper: guest.keeper.map(|id| id.to_string()).unwrap_or_default(),
            next_step: guest.next_step.clone(),
            next_by: guest.next_by.map(|day| day.to_string()).unwrap_or_default(),
            interpreter: guest.interpreter.clone(),
            zone: guest.zone.clone(),
            version: guest.version,
        }
    }

    fn guest(&self, visit: &Visit, id: GuestId) -> Result<Guest, Unwilling> {
        let text =
            |zh: &str, en: &str| Text::empty().with(Lang::Zh, zh.trim()).with(Lang::En, en.trim());
        let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let rank = optional(&self.rank).map(|text| text.parse::<i64>()).transpose();
        let by = optional(&self.next_by).map(|text| text.parse::<Date>()).transpose();
        let keeper = optional(&self.keeper).map(|text| text.parse()).transpose();
        Ok(Guest {
            id,
            state: State::from_word(&self.state).ok_or(Unwilling::NoState)?,
            rank: rank.map_err(|_| Unwilling::NoRank)?,
            name: text(&self.name_zh, &self.name_en),
            title: text(&self.title_zh, &self.title_en),
            country: self.country.trim().to_uppercase(),
            lang: Lang::from_code(&self.lang).unwrap_or(visit.lang),
            keeper: keeper.map_err(|_| Unwilling::NoKeeper)?,
            next_step: self.next_step.trim().to_owned(),
            next_by: by.map_err(|_| Unwilling::NoDay)?,
            interpreter: self.interpreter.trim().to_owned(),
            zone: self.zone.trim().to_owned(),
            version: self.version,
            changed_at: visit.ctx.now(),
        })
    }
}

struct Gathered {
    edition: Edition,
    guest: Option<Guest>,
    keepers: Vec<Account>,
    need: Option<Need>,
}

type Named = Path<(String, String, String)>;

/// What stands for a guest who is not there yet.
const NEW: &str = "new";

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, guest)): Named,
) -> Answer {
    form(&desk, &visit, (edition, guest), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, guest): (String, String),
    status: StatusCode,
    sent: Option<&Sent>,
    wrong: Option<Wrong>,
) -> Answer {
    let id = match guest.as_str() {
        NEW => None,
        text => match text.parse::<GuestId>() {
            Ok(id) => Some(id),
            Err(_) => return nowhere(),
        },
    };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageGuests, _>(tx, &ctx, &named)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let found = id.map(|id| pipeline::find(tx, may, id)).transpose()?;
        let reads = require_in::<ReadNeeds, Unwilling>(tx, &ctx, &named).ok().zip(id);
        let need = reads.map(|(may, id)| pipeline::need(tx, may, id)).transpose()?;
        let keepers = pipeline::keepers(tx, &ctx, may)?;
        Ok(Gathered { edition, guest: found, keepers, need })
    });
    match read.await {
        Ok(found) => page(status, &set(visit, &found, &guest, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    found: &'v Gathered,
    named: &str,
    sent: Option<&Sent>,
    wrong: Option<&Wrong>,
) -> GuestPage<'v> {
    let words = visit.words;
    let kept = found.guest.as_ref().map(Sent::of).unwrap_or_default();
    let version = kept.version;
    let typed = sent.unwrap_or(&kept);
    let rest = format!("/{}/guests", found.edition.slug);
    let root = visit.to(&format!("{rest}/{named}"));
    let held = |name, value: &str| visit.held(name, value, wrong);
    let title = match &found.guest {
        Some(guest) => guest.name.get(visit.lang),
        None => words.guests_new(),
    };
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    };
    let lang = if typed.lang.is_empty() { visit.lang.code() } else { &typed.lang };
    GuestPage {
        frame: visit.frame_at(title, &format!("{rest}/{named}")),
        edition: &found.edition.name,
        back: visit.to(&rest),
        to_letter: match &found.guest {
            Some(_) => format!("{root}/letter"),
            None => String::new(),
        },
        wrong: wrong.filter(|it| it.0.is_empty()).map(|it| it.1.clone()).unwrap_or_default(),
        done: if visit.asked("done") == "saved" { words.letters_done_saved() } else { "" },
        name_zh: held("name_zh", &typed.name_zh),
        name_en: held("name_en", &typed.name_en),
        title_zh: held("title_zh", &typed.title_zh),
        title_en: held("title_en", &typed.title_en),
        rank: held("rank", &typed.rank),
        country: held("country", &typed.country),
        states: State::ALL
            .map(|one| choice(one.word(), state_words(words, one), &typed.state))
            .into(),
        langs: Lang::ALL
            .map(|one| choice(one.code(), crate::people::web::lang_name(one), lang))
            .into(),
        keepers: (found.keepers.iter())
            .map(|one| choice(&one.id.to_string(), one.called(), &typed.keeper))
            .collect(),
        next_step: held("next_step", &typed.next_step),
        next_by: held("next_by", &typed.next_by),
        interpreter: held("interpreter", &typed.interpreter),
        zone: held("zone", &typed.zone),
        version,
        need: found.need.clone(),
        root,
    }
}

pub async fn save(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, named)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let id = match named.as_str() {
        NEW => visit.ctx.id(),
        text => match text.parse::<GuestId>() {
            Ok(id) => id,
            Err(_) => return nowhere(),
        },
    };
    let guest = sent.guest(&visit, id);
    let (ctx, of, is_new) = (visit.ctx.clone(), edition.clone(), named == NEW);
    let saved = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageGuests, Unwilling>(tx, &ctx, &of)?;
        if !is_new {
            pipeline::find(tx, may, id)?;
        }
        let guest = guest.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        pipeline::write(tx, &ctx, may, guest)
    });
    match saved.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/guests/{id}?done=saved"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = beside(&visit, refusal);
            form(&desk, &visit, (edition, named), status, Some(&sent), Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SentNeed {
    travel: String,
    diet: String,
    version: i64,
}

pub async fn save_need(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, named)): Named,
    Fields(sent): Fields<SentNeed>,
) -> Answer {
    let Ok(id) = named.parse::<GuestId>() else { return nowhere() };
    let (travel, diet) = (sent.travel.trim().to_owned(), sent.diet.trim().to_owned());
    let need = Need { travel, diet, version: sent.version };
    let (ctx, of) = (visit.ctx.clone(), edition.clone());
    let saved = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ReadNeeds, Unwilling>(tx, &ctx, &of)?;
        pipeline::write_need(tx, &ctx, may, (id, &need))
    });
    match saved.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/guests/{id}?done=saved"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = beside(&visit, refusal);
            form(&desk, &visit, (edition, named), status, None, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

#[derive(Template)]
#[template(path = "guests/pages/letter.html")]
struct LetterPage<'v> {
    frame: Frame<'v>,
    edition: &'v Edition,
    guest: &'v Guest,
    days: String,
    today: String,
    /// In the language of the page, which is the language of the letter.
    said: Words,
}

/// The letter that a guest hands in for their visa, to be printed and signed.
pub async fn letter(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, named)): Named,
) -> Answer {
    let Ok(id) = named.parse::<GuestId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageGuests, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, pipeline::find(tx, may, id)?))
    });
    match read.await {
        Ok((edition, guest)) => {
            let today = visit.zone().wall(visit.ctx.now()).date;
            let rest = format!("/{}/guests/{id}/letter", edition.slug);
            let page_of = LetterPage {
                frame: visit.frame_at(visit.words.guests_letter_title(), &rest),
                days: when::days(visit.words, edition.first_day, edition.last_day),
                today: when::days(visit.words, today, today),
                said: visit.words,
                edition: &edition,
                guest: &guest,
            };
            page(StatusCode::OK, &page_of)
        }
        Err(error) => unwilling(&visit, &error),
    }
}

//! The words of one kind of letter: what they say, and a look at what somebody would read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, beside, lang_name};
use crate::access::{ManageLetters, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::letters::changed::called;
use crate::letters::refusal::Unwilling;
use crate::letters::sorts::{self, Candidate, Sample, kind_words, nobody, sort_of};
use crate::letters::verbs::words::{self, Said};
use crate::mail::outbox::Site;
use crate::mail::wording::{Sort, Wording};
use crate::shell::Frame;

/// A template in one language on its way through a form.
struct Part {
    lang: Lang,
    label: &'static str,
    subject_field: &'static str,
    text_field: &'static str,
    subject: Held,
    text: Held,
    version: i64,
    /// What is there now, when somebody else has changed it meanwhile.
    now: Option<Wording>,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// What somebody would read.
struct Shown {
    head: String,
    reached: bool,
    lang: Lang,
    wording: Wording,
}

#[derive(Template)]
#[template(path = "letters/pages/wording.html")]
struct WordingPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    done: &'static str,
    wrong: String,
    parts: Vec<Part>,
    fields: Vec<(String, &'static str)>,
    candidates: Vec<Choice>,
    shown: Option<Shown>,
    own: bool,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Sent {
    subject_zh: String,
    text_zh: String,
    version_zh: i64,
    subject_en: String,
    text_en: String,
    version_en: i64,
    reader: String,
    act: String,
}

impl Sent {
    fn said(&self) -> [Said; 2] {
        // Browsers send line ends as the protocol has them.
        let plain = |text: &str| text.replace("\r\n", "\n");
        let of = |lang, subject: &str, text: &str, version| {
            let wording = Wording { subject: subject.trim().to_owned(), text: plain(text) };
            Said { lang, wording, version }
        };
        [
            of(Lang::Zh, &self.subject_zh, &self.text_zh, self.version_zh),
            of(Lang::En, &self.subject_en, &self.text_en, self.version_en),
        ]
    }
}

struct Gathered {
    edition: Edition,
    sort: &'static Sort,
    now: [Said; 2],
    candidates: Vec<Candidate>,
    sample: Option<Sample>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    (edition, kind, reader): &(String, String, String),
    (lang, base_url): (Lang, &str),
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_in::<ManageLetters, _>(tx, ctx, edition)?;
    let sort = sort_of(kind).ok_or(Error::Missing)?;
    let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
    let now = words::of_kind(tx, may, sort)?;
    let candidates = sorts::candidates(tx, ctx, &edition, (kind, lang))?;
    let from = nobody();
    let site = Site { base_url, from: &from };
    let sample = match reader.is_empty() {
        true => None,
        false => sorts::sample(tx, ctx, &edition, (kind, reader), &site)?,
    };
    Ok(Gathered { edition, sort, now, candidates, sample })
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, kind)): Named,
) -> Answer {
    let reader = visit.asked("reader").to_owned();
    form(&desk, &visit, (edition, kind, reader), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String, String),
    status: StatusCode,
    sent: Option<&Sent>,
    wrong: Option<Wrong>,
) -> Answer {
    let (ctx, lang, site) = (visit.ctx.clone(), visit.lang, desk.base_url().to_owned());
    let reader = named.2.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named, (lang, &site)));
    match read.await {
        Ok(found) => page(status, &set_page(visit, &found, &reader, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set_page<'v>(
    visit: &'v Visit,
    found: &'v Gathered,
    reader: &str,
    sent: Option<&Sent>,
    wrong: Option<&Wrong>,
) -> WordingPage<'v> {
    let words = visit.words;
    let rest = format!("/{}/letters/words", found.edition.slug);
    let typed = sent.map(Sent::said);
    let part = |(at, now): (usize, &Said)| {
        let said = typed.as_ref().map_or(now, |typed| &typed[at]);
        let (subject_field, text_field) = words::fields(now.lang);
        let overtaken = typed.is_some() && said.version != now.version;
        Part {
            lang: now.lang,
            label: match now.lang {
                Lang::Zh => words.letters_in_zh(),
                Lang::En => words.letters_in_en(),
            },
            subject_field,
            text_field,
            subject: visit.held(subject_field, &said.wording.subject, wrong),
            text: visit.held(text_field, &said.wording.text, wrong),
            // Whoever saves again has seen what is there now.
            version: now.version,
            now: overtaken.then(|| now.wording.clone()),
        }
    };
    let parts: Vec<Part> = found.now.iter().enumerate().map(part).collect();
    let shown = found.sample.as_ref().map(|sample| {
        let part = parts.iter().find(|part| part.lang == sample.to.lang);
        let template = part.map(|part| Wording {
            subject: part.subject.value.clone(),
            text: part.text.value.clone(),
        });
        let values: Vec<(&str, &str)> =
            sample.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Shown {
            head: words.letters_previewed(called(&sample.to)),
            reached: !sample.to.email.is_empty(),
            lang: sample.to.lang,
            wording: template.unwrap_or_default().filled(&values),
        }
    });
    WordingPage {
        frame: visit
            .frame_at(kind_words(words, found.sort.kind), &format!("{rest}/{}", found.sort.kind)),
        edition: &found.edition.name,
        root: visit.to(&rest),
        done: match visit.asked("done") {
            "saved" => words.letters_done_saved(),
            "reset" => words.letters_done_reset(),
            _ => "",
        },
        wrong: wrong
            .filter(|(field, _)| field.is_empty())
            .map(|it| it.1.clone())
            .unwrap_or_default(),
        parts,
        fields: found.sort.fields.iter().map(|field| field_words(visit, field.name)).collect(),
        candidates: (found.candidates.iter())
            .map(|one| Choice {
                value: one.id.clone(),
                label: one.name.clone(),
                chosen: one.id == reader,
            })
            .collect(),
        shown,
        own: found.now.iter().any(|said| said.version > 0),
    }
}

pub(super) fn field_words(visit: &Visit, name: &str) -> (String, &'static str) {
    let words = visit.words;
    let said = match name {
        "name" => words.letters_field_name(),
        "edition" => words.letters_field_edition(),
        "number" => words.letters_field_number(),
        "changes" => words.letters_field_changes(),
        "host" => words.letters_field_host(),
        "role" => words.letters_field_role(),
        "days" => words.letters_field_days(),
        _ => words.letters_field_link(),
    };
    (format!("{{{name}}}"), said)
}

async fn set_words(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, kind): (String, String),
    sent: &Sent,
) -> Result<(), Error<Unwilling>> {
    let (ctx, wishes) = (visit.ctx.clone(), sent.said());
    let preview = sent.act == "preview";
    desk.db
        .write(move |tx: &mut Tx<'_>| {
            let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &edition)?;
            match preview {
                // What is looked at is refused for the same flaws, and not kept.
                true => match sort_of(&kind).map(|sort| flawed(sort, &wishes)) {
                    None => Err(Error::Missing),
                    Some(Some(flaw)) => Err(Error::Refused(flaw)),
                    Some(None) => Ok(()),
                },
                false => words::set(tx, &ctx, may, &kind, &wishes),
            }
        })
        .await
}

fn flawed(sort: &Sort, wishes: &[Said]) -> Option<Unwilling> {
    wishes.iter().find_map(|wish| words::flaw(sort, wish.lang, &wish.wording))
}

pub async fn set(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, kind)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let named = (edition.clone(), kind.clone(), sent.reader.clone());
    match set_words(&desk, &visit, (edition.clone(), kind.clone()), &sent).await {
        Ok(()) if sent.act == "preview" => {
            form(&desk, &visit, named, StatusCode::OK, Some(&sent), None).await
        }
        Ok(()) => see_other(&visit.to(&format!("/{edition}/letters/words/{kind}?done=saved"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, named, status, Some(&sent), Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn reset(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, kind)): Named,
) -> Answer {
    if sort_of(&kind).is_none() {
        return nowhere();
    }
    let (ctx, named, of) = (visit.ctx.clone(), edition.clone(), kind.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        words::reset(tx, &ctx, may, &of)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/letters/words/{kind}?done=reset"))),
        Err(error) => unwilling(&visit, &error),
    }
}

/// The name of a letter's language, for a sentence.
pub(super) fn in_lang(lang: Lang) -> &'static str {
    lang_name(lang)
}

//! A call as whoever runs it designs it: what it says, when it is open, what its form asks.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Text, Zone};
use store::Tx;

use super::sending::Sent;
use super::{Answer, beside, call_state_words, standing_words, typed};
use crate::calls::form::Sort;
use crate::calls::model::{Body, Call, CallState, Standing};
use crate::calls::refusal::{CallFlaw, Unwilling};
use crate::calls::sheet::{kind_from, kind_word};
use crate::calls::verbs::calls::{self, Wish};
use crate::calls::verbs::gate;
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions;
use crate::editions::model::{Edition, Part};
use crate::error::Error;
use crate::programme::model::Kind;
use crate::shell::Frame;
use crate::site::names::Named as _;
use crate::words::Words;

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

struct FieldLine {
    label: Text,
    sort: &'static str,
    path: String,
    required: bool,
    per_language: bool,
    when: bool,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "calls/pages/design.html")]
struct DesignPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    call: &'v Call,
    root: String,
    standing: Standing,
    standing_words: &'static str,
    states: Vec<(&'static str, &'static str)>,
    zone: String,
    done: &'static str,
    wrong: String,
    /// What is stored, when somebody else changed it meanwhile.
    theirs: Vec<(&'static str, String)>,
    version: i64,
    name_zh: Held,
    name_en: Held,
    slug: Held,
    about_zh: Held,
    about_en: Held,
    opens: Held,
    closes: Held,
    code: Held,
    kinds: Held,
    kind_choices: Vec<Choice>,
    durations: Held,
    co_speakers: Held,
    part: Held,
    parts: Vec<Choice>,
    fields: Vec<FieldLine>,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    form(&desk, &visit, (edition, call), StatusCode::OK, None, None).await
}

struct Gathered {
    call: Call,
    edition: Edition,
    parts: Vec<Part>,
}

/// The page; with what was sent and what is wrong with it when something is.
pub(super) async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: Option<&Sent>,
    wrong: Option<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Gathered, Error<Unwilling>> {
        let call = gate::runs(tx, &ctx, &named.0, &named.1)?.call().clone();
        let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
        let parts = editions::verbs::layout(tx, call.edition)?.parts;
        Ok(Gathered { call, edition, parts })
    });
    match read.await {
        Ok(gathered) => page(status, &set(visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

/// What the fields hold when nothing was sent.
fn stored(call: &Call, zone: &Zone, parts: &[Part]) -> Vec<(&'static str, String)> {
    let said = |text: &Text, lang| text.exactly(lang).map(|one| one.value.clone());
    let said = |text: &Text, lang| said(text, lang).unwrap_or_default();
    let body = &call.body;
    let durations: Vec<String> = body.durations.iter().map(ToString::to_string).collect();
    let part = body.part.and_then(|id| parts.iter().find(|part| part.id == id));
    vec![
        ("name_zh", said(&body.name, Lang::Zh)),
        ("name_en", said(&body.name, Lang::En)),
        ("slug", call.slug.to_string()),
        ("about_zh", said(&body.about, Lang::Zh)),
        ("about_en", said(&body.about, Lang::En)),
        ("opens", typed(zone, call.opens_at)),
        ("closes", typed(zone, call.closes_at)),
        ("code", call.access_code.clone()),
        ("durations", durations.join(", ")),
        ("co_speakers", body.co_speakers_max.to_string()),
        ("part", part.map(|part| part.slug.to_string()).unwrap_or_default()),
    ]
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: Option<&Sent>,
    wrong: Option<&(String, String)>,
) -> DesignPage<'v> {
    let Gathered { call, edition, parts } = gathered;
    let (words, lang) = (visit.words, visit.lang);
    let stored = stored(call, &edition.zone, parts);
    let kept =
        |name: &str| stored.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    let held = |name: &str| {
        let typed = sent.map(|sent| sent.one(name).to_owned());
        let wrong = wrong.filter(|(field, _)| field == name).map(|(_, why)| why.clone());
        let value = typed.or_else(|| kept(name)).unwrap_or_default();
        Held { value, wrong: wrong.unwrap_or_default() }
    };
    let conflict = wrong.is_some_and(|(field, _)| field.is_empty());
    let differs = |(name, value): &(&'static str, String)| {
        sent.is_some_and(|sent| sent.one(name) != value.trim())
    };
    let rest = format!("/{}/calls/{}", edition.slug, call.slug);
    let part = held("part");
    let takes = |kind: Kind| match sent {
        Some(sent) => sent.all("kinds").any(|word| word == kind_word(kind)),
        None => call.body.kinds.contains(&kind),
    };
    let state = call.state;
    DesignPage {
        frame: Frame {
            section: "calls",
            ..visit.frame_at(call.body.name.get(lang), &format!("{rest}/design"))
        },
        edition: &edition.name,
        root: visit.to(&rest),
        standing: call.standing(visit.ctx.now()),
        standing_words: standing_words(words, call.standing(visit.ctx.now())),
        states: CallState::ALL
            .into_iter()
            .filter(|other| *other != state)
            .map(|other| (other.word(), call_state_words(words, other)))
            .collect(),
        zone: edition.zone.name().to_owned(),
        done: done_words(visit),
        wrong: wrong.filter(|_| conflict).map(|(_, why)| why.clone()).unwrap_or_default(),
        theirs: if conflict {
            stored.iter().filter(|one| differs(one)).cloned().collect()
        } else {
            Vec::new()
        },
        version: call.version,
        name_zh: held("name_zh"),
        name_en: held("name_en"),
        slug: held("slug"),
        about_zh: held("about_zh"),
        about_en: held("about_en"),
        opens: held("opens"),
        closes: held("closes"),
        code: held("code"),
        kinds: held("kinds"),
        kind_choices: kinds(words, takes),
        durations: held("durations"),
        co_speakers: held("co_speakers"),
        parts: parts
            .iter()
            .map(|one| Choice {
                value: one.slug.to_string(),
                label: one.name.get(lang).to_owned(),
                chosen: part.value == one.slug.as_str(),
            })
            .collect(),
        part,
        fields: lines(visit, call, &rest),
        call,
    }
}

fn kinds(words: Words, takes: impl Fn(Kind) -> bool) -> Vec<Choice> {
    Kind::ALL
        .iter()
        .map(|kind| Choice {
            value: kind_word(*kind),
            label: kind.name(words).to_owned(),
            chosen: takes(*kind),
        })
        .collect()
}

fn lines(visit: &Visit, call: &Call, rest: &str) -> Vec<FieldLine> {
    let last = call.body.fields.len().saturating_sub(1);
    let line = |(at, field): (usize, &crate::calls::form::Field)| FieldLine {
        label: field.label.clone(),
        sort: sort_words(visit.words, field.sort),
        path: visit.to(&format!("{rest}/fields/{}", field.key)),
        required: field.required,
        per_language: field.per_language,
        when: field.shown_when.is_some(),
        first: at == 0,
        last: at == last,
    };
    call.body.fields.iter().enumerate().map(line).collect()
}

pub fn sort_words(words: Words, sort: Sort) -> &'static str {
    match sort {
        Sort::ShortText => words.calls_field_short_text(),
        Sort::LongText => words.calls_field_long_text(),
        Sort::Choice => words.calls_field_choice(),
        Sort::Choices => words.calls_field_choices(),
        Sort::Number => words.calls_field_number(),
        Sort::Url => words.calls_field_url(),
        Sort::Email => words.calls_field_email(),
        Sort::File => words.calls_field_file(),
        Sort::YesNo => words.calls_field_yes_no(),
        Sort::Interests => words.calls_field_interests(),
    }
}

fn done_words(visit: &Visit) -> &'static str {
    let words = visit.words;
    match visit.asked("done") {
        "made" => words.calls_is_made(),
        "saved" => words.calls_is_saved(),
        "field" => words.calls_is_field(),
        "moved" => words.calls_is_moved(),
        "field-gone" => words.calls_is_field_gone(),
        "state" => words.calls_is_state(),
        _ => "",
    }
}

fn wish_of(sent: &Sent, zone: &Zone, parts: &[Part]) -> Result<Wish, CallFlaw> {
    let opens_at = super::read_moment(zone, sent.one("opens")).ok_or(CallFlaw::NoOpening)?;
    let closes_at = super::read_moment(zone, sent.one("closes")).ok_or(CallFlaw::NoClosing)?;
    let durations = sent.one("durations").split([',', '，', '、', ' ']);
    let durations: Result<Vec<i64>, _> =
        durations.map(str::trim).filter(|one| !one.is_empty()).map(str::parse).collect();
    let part = match sent.one("part") {
        "" => None,
        slug => {
            let found = parts.iter().find(|part| part.slug.as_str() == slug);
            Some(found.ok_or(CallFlaw::NoPart)?.id)
        }
    };
    Ok(Wish {
        slug: sent.one("slug").parse().map_err(|_| CallFlaw::NoSlug)?,
        opens_at,
        closes_at,
        access_code: sent.one("code").chars().take(60).collect(),
        body: Body {
            name: Text::zh_en(sent.one("name_zh"), sent.one("name_en")),
            about: Text::zh_en(sent.one("about_zh"), sent.one("about_en")),
            part,
            kinds: sent.all("kinds").filter_map(kind_from).collect(),
            durations: durations.map_err(|_| CallFlaw::NoDuration)?,
            co_speakers_max: sent.one("co_speakers").parse().map_err(|_| CallFlaw::NoNumber)?,
            fields: Vec::new(),
            sample: false,
        },
    })
}

pub async fn describe(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    sent: Sent,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let sent = Arc::new(sent);
    let given = Arc::clone(&sent);
    let described = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let edition = may.call().edition;
        let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
        let parts = editions::verbs::layout(tx, edition)?.parts;
        let wish = wish_of(&given, &found.zone, &parts);
        let wish = wish.map_err(|flaw| Error::Refused(Unwilling::Call(flaw)))?;
        let slug = wish.slug.clone();
        let version = given.one("version").parse().unwrap_or(0);
        calls::describe(tx, &ctx, &may, version, wish)?;
        Ok(slug)
    });
    match described.await {
        Ok(slug) => see_other(&visit.to(&format!("/{edition}/calls/{slug}/design?done=saved"))),
        Err(Error::Refused(refusal))
            if !refusal.field().is_empty() || refusal == Unwilling::Changed =>
        {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, (edition, call), status, Some(&sent), Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn set_state(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    sent: Sent,
) -> Answer {
    let state = CallState::from_word(sent.one("state"));
    let version = sent.one("version").parse().unwrap_or(0);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let state = state.ok_or(Error::Refused(Unwilling::NothingChosen))?;
        calls::set_state(tx, &ctx, &may, version, state)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/calls/{call}/design?done=state"))),
        Err(error) => unwilling(&visit, &error),
    }
}

//! One field of a call's form: added, changed, moved, taken out, without script.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Slug, Text};
use store::Tx;

use super::design::{Choice, sort_words};
use super::sending::Sent;
use super::{Answer, beside};
use crate::calls::form::{self, Field, Flaw, Move, Sort, When};
use crate::calls::model::Call;
use crate::calls::refusal::Unwilling;
use crate::calls::verbs::{calls, gate};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::error::Error;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "calls/pages/field.html")]
struct FieldPage<'v> {
    frame: Frame<'v>,
    call: &'v Call,
    design: String,
    version: i64,
    fresh: bool,
    wrong: String,
    label_zh: Held,
    label_en: Held,
    hint_zh: Held,
    hint_en: Held,
    sort: Held,
    sorts: Vec<Choice>,
    options: Held,
    required: bool,
    per_language: bool,
    when: Held,
    whens: Vec<Choice>,
}

type OfCall = Path<(String, String, String)>;
type Named = Path<(String, String, String, String)>;

pub async fn fresh(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): OfCall,
) -> Answer {
    asked(&desk, &visit, (edition, call, None), StatusCode::OK, (None, None)).await
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, field)): Named,
) -> Answer {
    let Ok(field) = field.parse::<Slug>() else { return nowhere() };
    asked(&desk, &visit, (edition, call, Some(field)), StatusCode::OK, (None, None)).await
}

async fn asked(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, call, key): (String, String, Option<Slug>),
    status: StatusCode,
    (sent, wrong): (Option<&Sent>, Option<(String, String)>),
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| {
        gate::runs(tx, &ctx, &edition, &call).map(|may| (edition.clone(), may))
    });
    let (edition, may) = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(visit, &error),
    };
    let call = may.call();
    let field = key.as_ref().and_then(|key| call.body.fields.iter().find(|one| one.key == *key));
    if key.is_some() && field.is_none() {
        return nowhere();
    }
    page(status, &drawn(visit, call, &edition, field, (sent, wrong.as_ref())))
}

fn drawn<'v>(
    visit: &'v Visit,
    call: &'v Call,
    edition: &str,
    field: Option<&Field>,
    (sent, wrong): (Option<&Sent>, Option<&(String, String)>),
) -> FieldPage<'v> {
    let words = visit.words;
    let said = |text: Option<&Text>, lang| {
        text.and_then(|text| text.exactly(lang)).map(|one| one.value.clone()).unwrap_or_default()
    };
    let held = |name: &str, stored: String| {
        let wrong = wrong.filter(|(of, _)| of == name).map(|(_, why)| why.clone());
        let value = sent.map_or(stored, |sent| sent.one(name).to_owned());
        Held { value, wrong: wrong.unwrap_or_default() }
    };
    let ticked = |name: &str, stored: bool| sent.map_or(stored, |sent| sent.one(name) == "yes");
    let (label, hint) = (field.map(|one| &one.label), field.map(|one| &one.hint));
    let sort = held("sort", field.map_or(Sort::ShortText, |one| one.sort).word().to_owned());
    let when = field.and_then(|one| one.shown_when.as_ref());
    let when =
        held("when", when.map(|when| format!("{}={}", when.field, when.value)).unwrap_or_default());
    let rest = format!("/{edition}/calls/{}", call.slug);
    let here = match field {
        Some(field) => format!("{rest}/fields/{}", field.key),
        None => format!("{rest}/fields"),
    };
    let title = match field {
        Some(field) => field.label.get(visit.lang),
        None => words.calls_add_field(),
    };
    FieldPage {
        frame: Frame { section: "calls", ..visit.frame_at(title, &here) },
        design: visit.to(&format!("{rest}/design")),
        version: call.version,
        fresh: field.is_none(),
        wrong: wrong
            .filter(|(of, _)| of.is_empty())
            .map(|(_, why)| why.clone())
            .unwrap_or_default(),
        label_zh: held("label_zh", said(label, Lang::Zh)),
        label_en: held("label_en", said(label, Lang::En)),
        hint_zh: held("hint_zh", said(hint, Lang::Zh)),
        hint_en: held("hint_en", said(hint, Lang::En)),
        sorts: Sort::ALL
            .map(|one| Choice {
                value: one.word().to_owned(),
                label: sort_words(words, one).to_owned(),
                chosen: sort.value == one.word(),
            })
            .into(),
        sort,
        options: held("options", form::offers_text(field.map_or(&[], |one| &one.options))),
        required: ticked("required", field.is_some_and(|one| one.required)),
        per_language: ticked("per_language", field.is_some_and(|one| one.per_language)),
        whens: whens(visit, call, field, &when.value),
        when,
        call,
    }
}

/// What a field may hang on: the answers of choices that come before it.
fn whens(visit: &Visit, call: &Call, field: Option<&Field>, chosen: &str) -> Vec<Choice> {
    let before =
        call.body.fields.iter().take_while(|one| Some(&one.key) != field.map(|one| &one.key));
    let lang = visit.lang;
    let answers = |one: &Field| -> Vec<(String, String)> {
        match one.sort {
            Sort::YesNo => vec![("yes".to_owned(), visit.words.calls_yes().to_owned())],
            _ => (one.options.iter())
                .map(|offer| (offer.key.to_string(), offer.label.get(lang).to_owned()))
                .collect(),
        }
    };
    before
        .flat_map(|one| answers(one).into_iter().map(move |(value, label)| (one, value, label)))
        .map(|(one, value, label)| {
            let value = format!("{}={value}", one.key);
            let label = visit.words.calls_shown_when(one.label.get(lang), label);
            Choice { chosen: value == chosen, value, label }
        })
        .collect()
}

fn field_of(sent: &Sent, call: &Call, key: Option<&Slug>) -> Result<Field, Flaw> {
    let before = key.and_then(|key| call.body.fields.iter().find(|one| one.key == *key));
    let label = Text::zh_en(sent.one("label_zh"), sent.one("label_en"));
    let sort = Sort::from_word(sent.one("sort")).ok_or(Flaw::NoSort)?;
    let options = match sort.offers() {
        true => form::offers_from(sent.one("options"), before.map_or(&[], |one| &one.options)),
        false => Vec::new(),
    };
    let key = match key {
        Some(key) => key.clone(),
        None => form::fresh_key(&label, |key| call.body.fields.iter().any(|one| one.key == *key)),
    };
    let shown_when = match sent.one("when") {
        "" => None,
        other => {
            let (field, value) = other.split_once('=').ok_or(Flaw::NoSuchCondition)?;
            let field = field.parse().map_err(|_| Flaw::NoSuchCondition)?;
            Some(When { field, value: value.to_owned() })
        }
    };
    Ok(Field {
        key,
        label,
        hint: Text::zh_en(sent.one("hint_zh"), sent.one("hint_en")),
        sort,
        required: sent.one("required") == "yes",
        per_language: sent.one("per_language") == "yes",
        options,
        shown_when,
    })
}

pub async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): OfCall,
    sent: Sent,
) -> Answer {
    kept(&desk, &visit, (edition, call, None), sent).await
}

pub async fn set(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, field)): Named,
    sent: Sent,
) -> Answer {
    let Ok(field) = field.parse::<Slug>() else { return nowhere() };
    kept(&desk, &visit, (edition, call, Some(field)), sent).await
}

async fn kept(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, call, key): (String, String, Option<Slug>),
    sent: Sent,
) -> Answer {
    let sent = Arc::new(sent);
    let (ctx, named, given) =
        (visit.ctx.clone(), (edition.clone(), call.clone(), key.clone()), Arc::clone(&sent));
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let key = named.2.as_ref();
        if key.is_some_and(|key| !may.call().body.fields.iter().any(|one| one.key == *key)) {
            return Err(Error::Missing);
        }
        let field = field_of(&given, may.call(), key);
        let field = field.map_err(|flaw| Error::Refused(Unwilling::Form(flaw)))?;
        let version = given.one("version").parse().unwrap_or(0);
        calls::set_field(tx, &ctx, &may, version, field)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/calls/{call}/design?done=field#form"))),
        Err(Error::Refused(refusal))
            if !refusal.field().is_empty() || refusal == Unwilling::Changed =>
        {
            let (status, wrong) = beside(visit, &refusal);
            asked(desk, visit, (edition, call, key), status, (Some(&sent), Some(wrong))).await
        }
        Err(error) => unwilling(visit, &error),
    }
}

pub async fn shift(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, field)): Named,
    sent: Sent,
) -> Answer {
    let to = if sent.one("to") == "up" { Move::Up } else { Move::Down };
    let done = form_changed(
        &desk,
        &visit,
        (&edition, &call, &field),
        &sent,
        move |tx, ctx, may, version, key| calls::move_field(tx, ctx, may, version, (key, to)),
    );
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/calls/{call}/design?done=moved#form"))),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn remove(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, field)): Named,
    sent: Sent,
) -> Answer {
    let done = form_changed(&desk, &visit, (&edition, &call, &field), &sent, calls::remove_field);
    match done.await {
        Ok(()) => {
            see_other(&visit.to(&format!("/{edition}/calls/{call}/design?done=field-gone#form")))
        }
        Err(error) => unwilling(&visit, &error),
    }
}

async fn form_changed(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, call, field): (&str, &str, &str),
    sent: &Sent,
    verb: impl Fn(
        &mut Tx<'_>,
        &crate::ctx::Ctx,
        &gate::Runs,
        i64,
        &Slug,
    ) -> Result<(), Error<Unwilling>>
    + Send
    + 'static,
) -> Result<(), Error<Unwilling>> {
    let field = field.parse::<Slug>().map_err(|_| Error::Missing)?;
    let version = sent.one("version").parse().unwrap_or(0);
    let (ctx, edition, call) = (visit.ctx.clone(), edition.to_owned(), call.to_owned());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &edition, &call)?;
        verb(tx, &ctx, &may, version, &field)
    });
    done.await
}

//! Proposals from other programs: the whole file or nothing. Nobody is written to: what was decided
//! there was told there.

use std::collections::HashSet;

use formats::proposals::{Proposal as Read, State as Decided};
use kernel::{Lang, LangTag};
use store::Tx;

use super::gate::Runs;
use super::proposals::blank;
use crate::calls::form::{Field, Sort};
use crate::calls::model::{Call, Proposal, Speaker, SpeakerState, State};
use crate::calls::refusal::Unwilling;
use crate::calls::rules::{BIOGRAPHY_MAX, KEEP_REFUSED, NAME_MAX, SUMMARY_MAX, TITLE_MAX};
use crate::calls::sheet::{
    ALSO, DESCRIPTION, KIND, MINUTES, NOTE, Profile, SPOKEN, SUMMARY, Sheet, TITLE, TOPICS,
    WRITTEN, kind_word, own,
};
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::people::account::Email;
use crate::programme::draft;
use crate::programme::model::{Scheme, Term};
use crate::site::names::{Named as _, language as named};
use crate::words::Words;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub added: usize,
    /// There already, by the same code; left as they are.
    pub known: usize,
}

/// Brings proposals in.
pub fn bring(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    read: &[Read],
) -> Result<Brought, Error<Unwilling>> {
    let call = may.call();
    let known: HashSet<String> = rows::imported(tx, call.id)?.into_iter().collect();
    let mut topics = draft::terms(tx, call.edition)?;
    topics.retain(|term| term.scheme == Scheme::Topic);
    let mut brought = Brought::default();
    let (mut number, mut rank) = (rows::next_number(tx, call.id)?, 0);
    for one in read {
        if known.contains(&one.code) {
            brought.known += 1;
            continue;
        }
        let sheet = sheet(call, one, &topics).map_err(Error::Refused)?;
        rank += i64::from(one.state == Decided::Waiting);
        insert(tx, ctx, call, (one, sheet), (number, rank))?;
        number += 1;
        brought.added += 1;
    }
    if brought.added > 0 {
        let fact = Fact::new("calls.imported", call.id).within(call.scope());
        journal::write(tx, ctx, fact.with("proposals", brought.added))?;
    }
    Ok(brought)
}

fn insert(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    call: &Call,
    (one, sheet): (&Read, Sheet),
    (number, rank): (i64, i64),
) -> Result<(), Error<Unwilling>> {
    let now = ctx.now();
    let names: Vec<&str> = one.speakers.iter().map(|one| one.name.as_str()).collect();
    let mut proposal = Proposal {
        id: ctx.id(),
        number,
        state: State::Submitted,
        sheet,
        imported_as: Some(one.code.clone()),
        submitted_at: Some(now),
        ..blank(call, now)
    };
    rows::insert_proposal(tx, &proposal, &names.join("\n"))?;
    let lang = if proposal.sheet.written().primary() == "zh" { Lang::Zh } else { Lang::En };
    let nobody = formats::proposals::Speaker::default();
    let speakers = if one.speakers.is_empty() { &[nobody][..] } else { &one.speakers[..] };
    for (said, position) in speakers.iter().zip(0_i64..) {
        let speaker = Speaker {
            id: ctx.id(),
            proposal: proposal.id,
            position,
            state: if position == 0 { SpeakerState::Lead } else { SpeakerState::Confirmed },
            email: said.email.parse::<Email>().map(|it| it.as_str().to_owned()).unwrap_or_default(),
            lang,
            profile: Profile {
                name: short(&said.name, NAME_MAX),
                affiliation: short(&said.affiliation, NAME_MAX * 2),
                biography: short(&said.biography, BIOGRAPHY_MAX),
            },
            person: None,
            invited_at: now,
            answered_at: None,
        };
        rows::insert_speaker(tx, call.edition, &speaker)?;
    }
    let state = match one.state {
        Decided::Accepted => State::Accepted,
        Decided::Waiting => State::Waiting,
        Decided::Declined => State::Declined,
        Decided::Submitted | Decided::Gone => return Ok(()),
    };
    proposal.state = state;
    proposal.waiting_rank = (state == State::Waiting).then_some(rank);
    proposal.erase_at = (state == State::Declined).then(|| now + KEEP_REFUSED);
    (proposal.decided_at, proposal.decided_by) = (Some(now), ctx.actor.account());
    rows::move_proposal(tx, &proposal)?;
    Ok(())
}

fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn sheet(call: &Call, one: &Read, topics: &[Term]) -> Result<Sheet, Unwilling> {
    if one.title.chars().count() > TITLE_MAX {
        let place = one.at.map(|at| format!("{at}: ")).unwrap_or_default();
        let title = short(&one.title, 60);
        let why = format!("{place}“{title}…” > {TITLE_MAX}");
        return Err(Unwilling::Unread(why));
    }
    let mut sheet = Sheet::default();
    let tag = tag(&one.language, &one.title);
    sheet.set(WRITTEN, tag.as_str());
    sheet.set(SPOKEN, tag.as_str());
    sheet.set(TITLE, &one.title);
    sheet.set(&format!("{TITLE}{ALSO}"), &one.also);
    let summary = if one.summary.is_empty() { &one.description } else { &one.summary };
    sheet.set(SUMMARY, &short(summary, SUMMARY_MAX));
    let long = summary.chars().count() > SUMMARY_MAX && one.description.is_empty();
    sheet.set(DESCRIPTION, if long { summary } else { &one.description });
    sheet.set(KIND, &kind(call, &one.kind));
    if let Some(minutes) = one.minutes.filter(|minutes| call.body.durations.contains(minutes)) {
        sheet.set(MINUTES, &minutes.to_string());
    }
    let (mut note, mut found) = (one.note.clone(), Vec::new());
    for topic in &one.topics {
        match topics.iter().find(|term| is_called(&term.name, topic) || term.slug.as_str() == topic)
        {
            Some(term) => found.push(term.slug.to_string()),
            None => line(&mut note, topic),
        }
    }
    sheet.set_all(TOPICS, found);
    for (question, answer) in &one.answers {
        let field = call.body.fields.iter().find(|field| is_called(&field.label, question));
        match field.and_then(|field| Some((field, answered(field, answer)?))) {
            Some((field, values)) => sheet.set_all(&own(&field.key), values),
            // Nothing of a file is lost: what the form does not ask is noted.
            None => line(&mut note, &format!("{question}: {answer}")),
        }
    }
    sheet.set(NOTE, &note);
    Ok(sheet)
}

fn line(note: &mut String, text: &str) {
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(text);
}

/// An answer as the field keeps it; `None` when it cannot.
fn answered(field: &Field, answer: &str) -> Option<Vec<String>> {
    match field.sort {
        Sort::Choice | Sort::Choices => {
            let parts = answer.split([';', '；', ',']).map(str::trim).filter(|one| !one.is_empty());
            let key = |part: &str| {
                let offers = field.options.iter();
                let mut same =
                    offers.filter(|one| is_called(&one.label, part) || one.key.as_str() == part);
                same.next().map(|offer| offer.key.to_string())
            };
            parts.map(key).collect()
        }
        Sort::YesNo => {
            let said = Lang::ALL.map(|lang| Words::of(lang).calls_yes().to_lowercase());
            let answer = answer.to_lowercase();
            let yes = ["true", "1"].contains(&answer.as_str()) || said.contains(&answer);
            Some(if yes { vec!["yes".to_owned()] } else { Vec::new() })
        }
        Sort::File => None,
        _ => Some(vec![answer.to_owned()]),
    }
}

fn is_called(name: &kernel::Text, word: &str) -> bool {
    name.iter().any(|(_, said)| said.value.to_lowercase() == word.to_lowercase())
}

/// The call's kind that a word names, in either language; else its first.
fn kind(call: &Call, word: &str) -> String {
    let word = word.to_lowercase();
    let named = call.body.kinds.iter().find(|kind| {
        let said = Lang::ALL.map(|lang| kind.name(Words::of(lang)).to_lowercase());
        kind_word(**kind) == word || said.contains(&word)
    });
    named.or(call.body.kinds.first()).map(|kind| kind_word(*kind)).unwrap_or_default()
}

/// The language by its tag or its name; else as the title looks.
fn tag(language: &str, title: &str) -> LangTag {
    if let Ok(tag) = language.parse() {
        return tag;
    }
    let wanted = language.to_lowercase();
    for tag in Lang::ALL.map(LangTag::from) {
        let said = Lang::ALL.map(|lang| named(&tag, Words::of(lang)).to_lowercase());
        if said.contains(&wanted) {
            return tag;
        }
    }
    let han = title.chars().any(|sign| ('\u{3400}'..='\u{9fff}').contains(&sign));
    if han { Lang::Zh.into() } else { Lang::En.into() }
}

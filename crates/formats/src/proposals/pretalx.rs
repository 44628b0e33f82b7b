//! pretalx: the list of submissions of its API (whole, or a page of it) and its JSON export.

use super::look::{any, get, has, items, minutes, said, words};
use super::{Proposal, Speaker, State};
use crate::error::{Problem, ReadError};
use crate::schedule_json::tree::{Kind, Value};
use crate::source::Source;

/// Lists of proposals go by one of these names.
const LISTS: [&str; 3] = ["results", "submissions", "talks"];

pub(super) fn is(root: &Value<'_>) -> bool {
    let list = match &root.kind {
        Kind::List(items) => items.as_slice(),
        _ => match any(root, &LISTS) {
            Some(list) => items(Some(list)),
            None => return false,
        },
    };
    list.iter().all(|one| has(one, "title") || has(one, "Proposal title") || has(one, "code"))
}

pub(super) fn read(source: Source<'_>, root: &Value<'_>) -> Result<Vec<Proposal>, ReadError> {
    let list = match &root.kind {
        Kind::List(items) => items.as_slice(),
        _ => items(any(root, &LISTS)),
    };
    let each = list.iter().map(|one| proposal(source, one));
    let mut all = each.collect::<Result<Vec<_>, _>>()?;
    all.retain(|one| one.state != State::Gone);
    Ok(all)
}

fn proposal(source: Source<'_>, one: &Value<'_>) -> Result<Proposal, ReadError> {
    let title = words(any(one, &["title", "Proposal title"]));
    if title.is_empty() {
        let problem = Problem::Missing { what: "title", of: "a proposal".to_owned() };
        return Err(source.error(one.at, problem));
    }
    let code = words(any(one, &["code", "ID", "id"]));
    let length = words(any(one, &["duration", "Duration"]));
    let notes = [said(one, "notes"), said(one, "internal_notes")];
    let topics = [words(any(one, &["track", "Track"])), words(get(one, "tags"))];
    Ok(Proposal {
        at: Some(source.place(one.at)),
        code: if code.is_empty() { title.clone() } else { code },
        summary: words(any(one, &["abstract", "Abstract"])),
        description: words(any(one, &["description", "Description"])),
        kind: words(any(one, &["submission_type", "Session type", "type"])),
        minutes: minutes(&length),
        language: words(any(one, &["content_locale", "Language", "language"])),
        state: state(&words(any(one, &["state", "Proposal state"]))),
        topics: topics
            .iter()
            .flat_map(|some| some.split(", "))
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect(),
        note: notes.iter().filter(|note| !note.is_empty()).cloned().collect::<Vec<_>>().join("\n"),
        speakers: speakers(one),
        answers: answers(one),
        title,
        ..Proposal::default()
    })
}

fn speakers(one: &Value<'_>) -> Vec<Speaker> {
    let listed = items(get(one, "speakers")).iter().map(|speaker| match &speaker.kind {
        Kind::Object(_) => Speaker {
            name: words(any(speaker, &["name", "fullname", "code"])),
            email: said(speaker, "email"),
            affiliation: String::new(),
            biography: said(speaker, "biography"),
        },
        // Without being asked to expand them the API names them by their codes.
        _ => Speaker { name: words(Some(speaker)), ..Speaker::default() },
    });
    let mut all: Vec<Speaker> = listed.filter(|one| !one.name.is_empty()).collect();
    if all.is_empty() {
        let names = words(get(one, "Speaker names"));
        let names = names.split([',', '\n', ';']).map(str::trim).filter(|name| !name.is_empty());
        all.extend(names.map(|name| Speaker { name: name.to_owned(), ..Speaker::default() }));
    }
    all
}

fn answers(one: &Value<'_>) -> Vec<(String, String)> {
    let each = items(get(one, "answers")).iter().map(|answer| {
        let question = get(answer, "question");
        let inner = question.and_then(|question| get(question, "question")).or(question);
        (words(inner), words(any(answer, &["answer", "options"])))
    });
    each.filter(|(question, answer)| !question.is_empty() && !answer.is_empty()).collect()
}

fn state(word: &str) -> State {
    match word.to_lowercase().as_str() {
        "accepted" | "confirmed" => State::Accepted,
        "rejected" => State::Declined,
        "withdrawn" | "canceled" | "cancelled" | "draft" | "deleted" => State::Gone,
        _ => State::Submitted,
    }
}

//! Sessionize: the views *All data* and *Sessions* of its API.

use super::look::{any, get, has, items, said, words};
use super::{Proposal, Speaker, State};
use crate::error::{Problem, ReadError};
use crate::schedule_json::tree::{Kind, Value};
use crate::source::Source;

pub(super) fn read(source: Source<'_>, root: &Value<'_>) -> Result<Vec<Proposal>, ReadError> {
    let groups: Vec<&Value<'_>> = match &root.kind {
        Kind::List(items) => items.iter().collect(),
        _ => vec![root],
    };
    let mut all = Vec::new();
    for group in groups {
        for one in items(get(group, "sessions")) {
            // Breaks and lunches are sessions there.
            if words(get(one, "isServiceSession")) != "yes" {
                all.push(proposal(source, root, one)?);
            }
        }
    }
    all.retain(|one| one.state != State::Gone);
    Ok(all)
}

fn proposal(source: Source<'_>, root: &Value<'_>, one: &Value<'_>) -> Result<Proposal, ReadError> {
    let title = said(one, "title");
    if title.is_empty() {
        let problem = Problem::Missing { what: "title", of: "a session".to_owned() };
        return Err(source.error(one.at, problem));
    }
    let code = said(one, "id");
    let (kind, language, topics) = categories(root, one);
    Ok(Proposal {
        at: Some(source.place(one.at)),
        code: if code.is_empty() { title.clone() } else { code },
        title,
        description: said(one, "description"),
        kind,
        language,
        state: state(&said(one, "status")),
        topics,
        speakers: items(get(one, "speakers")).iter().filter_map(|who| speaker(root, who)).collect(),
        answers: answers(root, one),
        ..Proposal::default()
    })
}

/// Somebody by their id, or as they stand there.
fn speaker(root: &Value<'_>, who: &Value<'_>) -> Option<Speaker> {
    let id = match &who.kind {
        Kind::Object(_) => said(who, "id"),
        _ => words(Some(who)),
    };
    let listed = items(get(root, "speakers")).iter().find(|one| said(one, "id") == id);
    let found = listed.unwrap_or(who);
    let full = words(any(found, &["fullName", "name"]));
    let parts = format!("{} {}", said(found, "firstName"), said(found, "lastName"));
    let name = if full.is_empty() { parts.trim().to_owned() } else { full };
    let (email, affiliation) = (said(found, "email"), said(found, "tagLine"));
    (!name.is_empty()).then(|| Speaker { name, email, affiliation, biography: said(found, "bio") })
}

/// What a session is filed under: its format, its language, the rest.
fn categories(root: &Value<'_>, one: &Value<'_>) -> (String, String, Vec<String>) {
    let (mut kind, mut language, mut topics) = (String::new(), String::new(), Vec::new());
    let mut file = |title: &str, name: String| match title.to_lowercase().as_str() {
        title if title.contains("format") => kind = name,
        title if title.contains("language") => language = name,
        _ => topics.push(name),
    };
    let chosen: Vec<String> =
        items(get(one, "categoryItems")).iter().map(|id| words(Some(id))).collect();
    for category in items(get(root, "categories")) {
        for item in items(get(category, "items")) {
            if chosen.contains(&said(item, "id")) {
                file(&said(category, "title"), said(item, "name"));
            }
        }
    }
    for category in items(get(one, "categories")) {
        for item in items(get(category, "categoryItems")) {
            file(&said(category, "name"), said(item, "name"));
        }
    }
    (kind, language, topics)
}

fn answers(root: &Value<'_>, one: &Value<'_>) -> Vec<(String, String)> {
    let each = items(get(one, "questionAnswers")).iter().map(|answer| {
        let named = if has(answer, "question") {
            said(answer, "question")
        } else {
            let id = said(answer, "questionId");
            let asked = items(get(root, "questions")).iter().find(|one| said(one, "id") == id);
            asked.map(|one| said(one, "question")).unwrap_or_default()
        };
        (named, words(any(answer, &["answerValue", "answer"])))
    });
    each.filter(|(question, answer)| !question.is_empty() && !answer.is_empty()).collect()
}

fn state(word: &str) -> State {
    match word.to_lowercase().replace('_', " ").as_str() {
        "accepted" | "accept queue" => State::Accepted,
        "declined" | "decline queue" => State::Declined,
        "waitlisted" | "waitlist queue" => State::Waiting,
        _ => State::Submitted,
    }
}

//! Indico: its export of abstracts as JSON.

use super::look::{any, get, items, said, words};
use super::{Proposal, Speaker, State};
use crate::error::{Problem, ReadError};
use crate::schedule_json::tree::Value;
use crate::source::Source;

pub(super) fn read(source: Source<'_>, root: &Value<'_>) -> Result<Vec<Proposal>, ReadError> {
    let list = items(get(root, "abstracts"));
    let each = list.iter().map(|one| proposal(source, one));
    let mut all = each.collect::<Result<Vec<_>, _>>()?;
    all.retain(|one| one.state != State::Gone);
    Ok(all)
}

fn proposal(source: Source<'_>, one: &Value<'_>) -> Result<Proposal, ReadError> {
    let title = said(one, "title");
    if title.is_empty() {
        let problem = Problem::Missing { what: "title", of: "an abstract".to_owned() };
        return Err(source.error(one.at, problem));
    }
    let code = words(any(one, &["friendly_id", "id"]));
    let tracks = items(any(one, &["submitted_for_tracks", "reviewed_for_tracks"]));
    let track = |track: &Value<'_>| words(any(track, &["title", "code"]));
    let kind = any(one, &["accepted_contrib_type", "submitted_contrib_type"]);
    Ok(Proposal {
        at: Some(source.place(one.at)),
        code: if code.is_empty() { title.clone() } else { code },
        title,
        description: said(one, "content"),
        kind: words(kind),
        minutes: super::look::minutes(&words(any(one, &["duration", "accepted_duration"]))),
        state: state(&said(one, "state")),
        topics: tracks.iter().map(track).filter(|one| !one.is_empty()).collect(),
        note: words(any(one, &["submission_comment", "comments"])),
        speakers: speakers(one),
        answers: (items(get(one, "custom_fields")).iter())
            .map(|field| (said(field, "name"), said(field, "value")))
            .filter(|(name, value)| !name.is_empty() && !value.is_empty())
            .collect(),
        ..Proposal::default()
    })
}

/// Those who speak come first; without one, everybody who wrote it.
fn speakers(one: &Value<'_>) -> Vec<Speaker> {
    let persons = items(get(one, "persons"));
    let speaks = |person: &&Value<'_>| said(person, "is_speaker") == "yes";
    let speaking: Vec<&Value<'_>> = persons.iter().filter(speaks).collect();
    let those = if speaking.is_empty() { persons.iter().collect() } else { speaking };
    let each = those.into_iter().map(|person| Speaker {
        name: format!("{} {}", said(person, "first_name"), said(person, "last_name"))
            .trim()
            .to_owned(),
        email: said(person, "email"),
        affiliation: said(person, "affiliation"),
        biography: String::new(),
    });
    each.filter(|one| !one.name.is_empty()).collect()
}

fn state(word: &str) -> State {
    match word.to_lowercase().as_str() {
        "accepted" => State::Accepted,
        "rejected" => State::Declined,
        "withdrawn" | "merged" | "duplicate" | "invited" => State::Gone,
        _ => State::Submitted,
    }
}

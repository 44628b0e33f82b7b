//! The demonstration's calls and what was proposed to them: samples, all of them.

use std::collections::BTreeMap;

use formats::proposals::{Proposal, Speaker, State};
use kernel::{Lang, Slug, Text, Timestamp};
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::Actor;
use crate::calls::form::{Field, Sort, When, offers_from};
use crate::calls::model::{Body, Call, CallState, Dossier};
use crate::calls::refusal::Unwilling;
use crate::calls::sheet::kind_from;
use crate::calls::verbs::calls::{self, Wish};
use crate::calls::verbs::{decide, gate, import, proposals};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::people::account::Email;
use crate::people::verbs::accounts;
use crate::programme::model::Programme;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallsFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    calls: Vec<CallEntry>,
    proposals: Vec<ProposalEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallEntry {
    slug: Slug,
    host: Option<Slug>,
    name: Text,
    about: Text,
    part: Slug,
    state: String,
    /// Days from when the demonstration is loaded.
    opens: i64,
    closes: i64,
    #[serde(default)]
    code: String,
    kinds: Vec<String>,
    durations: Vec<i64>,
    co_speakers: usize,
    #[serde(default)]
    fields: Vec<FieldEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldEntry {
    key: Slug,
    label: Text,
    sort: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    per_language: bool,
    #[serde(default)]
    options: String,
    /// `hardware=yes`
    #[serde(default)]
    when: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProposalEntry {
    call: Slug,
    language: String,
    title: String,
    also: String,
    summary: String,
    kind: String,
    minutes: Option<i64>,
    #[serde(default)]
    state: String,
    #[serde(default)]
    topic: String,
    speaker: String,
    #[serde(default)]
    affiliation: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    co_speaker: String,
    #[serde(default)]
    answers: BTreeMap<String, String>,
}

/// Everything that the demonstration's calls say and were sent.
pub fn file() -> Result<CallsFile, DemoError> {
    files::parse("calls.toml", files::CALLS)
}

/// Makes the calls with their proposals, unless the edition has calls already: what somebody changed
/// stays. Answers the first one, when they were made.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    programme: &Programme,
    file: &CallsFile,
) -> Result<Option<Call>, Error<Unwilling>> {
    let edition = programme.edition.id;
    if !calls::of_edition(tx, edition)?.is_empty() {
        return Ok(None);
    }
    let mut first = None;
    for entry in &file.calls {
        let host = entry.host.as_ref().and_then(|slug| {
            programme.hosts.iter().find(|host| host.slug == *slug).map(|host| host.id)
        });
        let opens = gate::opens_for(tx, ctx, edition, host)?;
        let call = calls::make(tx, ctx, opens, &entry.wish(programme, ctx.now()))?;
        let read: Vec<Proposal> = (file.proposals.iter())
            .filter(|one| one.call == entry.slug)
            .map(|one| one.read(&call))
            .collect();
        let may = gate::of_call(tx, ctx, call)?;
        import::bring(tx, ctx, &may, &read)?;
        answered(tx, ctx, (&programme.edition.slug, may.call()), &file.proposals)?;
        let state = CallState::from_word(&entry.state).unwrap_or(CallState::Draft);
        calls::set_state(tx, ctx, &may, 1, state)?;
        first.get_or_insert_with(|| may.call().clone());
    }
    Ok(first)
}

/// Some of those who proposed have answered: said yes to what was accepted, or withdrew.
fn answered(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, call): (&Slug, &Call),
    proposals: &[ProposalEntry],
) -> Result<(), Error<Unwilling>> {
    for entry in proposals.iter().filter(|one| one.call == call.slug && one.answers_itself()) {
        let email: Email = entry.email.parse().map_err(|_| Error::Missing)?;
        let account = accounts::find_or_make(tx, ctx, &email, Lang::Zh)?;
        let who = gate::signed_in(tx, &ctx.acting(Actor::Account(account.id)), edition.as_str())?;
        let title =
            |one: &Dossier| one.proposal.imported_as.as_deref() == Some(entry.title.as_str());
        let found = decide::all_of(tx, call)?.into_iter().find(title).ok_or(Error::Missing)?;
        let (id, version) = (found.proposal.id, found.proposal.version);
        match entry.state.as_str() {
            "confirmed" => decide::confirm(tx, ctx, &who, id)?,
            _ => proposals::withdraw(tx, ctx, &who, (id, version))?,
        }
    }
    Ok(())
}

impl CallEntry {
    fn wish(&self, programme: &Programme, now: Timestamp) -> Wish {
        let day = |days: i64| now.plus_minutes(days * 24 * 60);
        let part = programme.parts.iter().find(|part| part.slug == self.part);
        Wish {
            slug: self.slug.clone(),
            opens_at: day(self.opens),
            closes_at: day(self.closes),
            access_code: self.code.clone(),
            body: Body {
                name: self.name.clone(),
                about: self.about.clone(),
                part: part.map(|part| part.id),
                kinds: self.kinds.iter().filter_map(|kind| kind_from(kind)).collect(),
                durations: self.durations.clone(),
                co_speakers_max: self.co_speakers,
                fields: self.fields.iter().map(FieldEntry::field).collect(),
                sample: true,
            },
        }
    }
}

impl FieldEntry {
    fn field(&self) -> Field {
        let when = self.when.split_once('=');
        Field {
            key: self.key.clone(),
            label: self.label.clone(),
            hint: Text::empty(),
            sort: Sort::from_word(&self.sort).unwrap_or(Sort::ShortText),
            required: self.required,
            per_language: self.per_language,
            options: offers_from(&self.options, &[]),
            shown_when: when.and_then(|(field, value)| {
                Some(When { field: field.parse().ok()?, value: value.to_owned() })
            }),
        }
    }
}

impl ProposalEntry {
    fn answers_itself(&self) -> bool {
        matches!(self.state.as_str(), "confirmed" | "withdrawn")
    }

    fn read(&self, call: &Call) -> Proposal {
        let label = |key: &str| {
            let field = call.body.fields.iter().find(|field| field.key.as_str() == key);
            field.map(|field| field.label.get(kernel::Lang::En).to_owned()).unwrap_or_default()
        };
        let named = |name: &str, email: &str| Speaker {
            name: name.to_owned(),
            email: email.to_owned(),
            affiliation: self.affiliation.clone(),
            biography: String::new(),
        };
        let mut speakers = vec![named(&self.speaker, &self.email)];
        if !self.co_speaker.is_empty() {
            speakers.push(named(&self.co_speaker, ""));
        }
        Proposal {
            code: self.title.clone(),
            title: self.title.clone(),
            also: self.also.clone(),
            summary: self.summary.clone(),
            kind: self.kind.clone(),
            minutes: self.minutes,
            language: self.language.clone(),
            state: match self.state.as_str() {
                "accepted" | "confirmed" => State::Accepted,
                "waiting" => State::Waiting,
                "declined" => State::Declined,
                _ => State::Submitted,
            },
            topics: Some(self.topic.clone())
                .filter(|topic| !topic.is_empty())
                .into_iter()
                .collect(),
            speakers,
            answers: self.answers.iter().map(|(key, said)| (label(key), said.clone())).collect(),
            ..Proposal::default()
        }
    }
}

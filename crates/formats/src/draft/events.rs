//! One event of a draft: who, what and where. When is [`super::assemble`]'s.

use kernel::{Interval, Uuid};

use super::assemble::Setting;
use super::fields::address;
use super::parts::Identities;
use super::{DraftEvent, Fields};
use crate::error::ReadError;
use crate::notes::Skipping;
use crate::schedule::{Event, Person, Recording, Reference, ReferenceKind, Url, line};
use crate::source::quoted;

impl DraftEvent<'_> {
    /// How an error message names the event.
    pub(super) fn label(&self) -> String {
        match (self.fields.line_if_any("id"), self.fields.line_if_any("title")) {
            (Some(id), _) => format!("event {}", quoted(&id)),
            (None, Some(title)) => format!("event \"{}\"", quoted(&title)),
            (None, None) => "an event".to_owned(),
        }
    }
}

impl Setting<'_> {
    pub(super) fn event(
        &self,
        draft: &DraftEvent<'_>,
        interval: Interval,
        identities: &mut Identities,
        skipping: &mut Skipping,
    ) -> Result<Event, ReadError> {
        let fields = &draft.fields;
        let (id, guid) = identities.of(self, fields, skipping)?;
        let base = self.base.as_ref();
        let room = fields.line_if_any("room");
        let under = || draft.under_room.as_deref().map(line).filter(|name| !name.is_empty());
        let mut web = |name| fields.web(name, "event", base, skipping);
        let (url, logo) = (web("url"), web("logo"));
        let (feedback_url, origin_url) = (web("feedback_url"), web("origin_url"));
        Ok(Event {
            guid,
            id,
            code: fields.parsed("code", "event", skipping, code),
            slug: fields.line_if_any("slug"),
            title: fields.line("title"),
            subtitle: fields.line("subtitle"),
            track: fields.line_if_any("track"),
            kind: fields.line("type"),
            language: fields.language(skipping),
            abstract_: fields.text("abstract"),
            description: fields.text("description"),
            room: room.or_else(under),
            interval,
            persons: draft.persons.iter().filter_map(|it| person(it, base, skipping)).collect(),
            links: references(&draft.links, "link", base, skipping),
            attachments: references(&draft.attachments, "attachment", base, skipping),
            url,
            feedback_url,
            origin_url,
            logo,
            recording_license: fields.line("license"),
            recording: recording(fields, skipping),
        })
    }
}

fn recording(fields: &Fields<'_>, skipping: &mut Skipping) -> Recording {
    let meant = fields.parsed("optout", "event", skipping, |text| match text {
        "true" | "True" | "1" => Some(Recording::OptedOut),
        "false" | "False" | "0" => Some(Recording::Allowed),
        _ => None,
    });
    meant.unwrap_or_default()
}

fn code(text: &str) -> Option<String> {
    crate::schedule::is_code(text).then(|| text.to_owned())
}

fn person(fields: &Fields<'_>, base: Option<&Url>, skipping: &mut Skipping) -> Option<Person> {
    let Some(name) = fields.line_if_any("name") else {
        skipping.value("name", "person", fields.at);
        return None;
    };
    Some(Person {
        name,
        guid: fields.guid("person", skipping),
        id: fields.parsed("id", "person", skipping, |text| text.parse().ok()),
        code: fields.parsed("code", "person", skipping, code),
        biography: fields.text("biography"),
        avatar: fields.parsed("avatar", "person", skipping, |text| address(text, base)),
    })
}

fn references(
    drafts: &[Fields<'_>],
    inside: &'static str,
    base: Option<&Url>,
    skipping: &mut Skipping,
) -> Vec<Reference> {
    let mut reference = |fields: &Fields<'_>| {
        let url = fields.parsed("url", inside, skipping, |text| address(text, base))?;
        let kind = fields.parsed("kind", inside, skipping, ReferenceKind::from_word);
        Some(Reference { url, title: fields.line("title"), kind })
    };
    drafts.iter().filter_map(&mut reference).collect()
}

/// Reads a UUID in any of its spellings; another kind of guid is given the UUID that is always its.
pub(super) fn uuid_for(guid: &str) -> Uuid {
    let made = || crate::schedule::named("schedule event guid", guid);
    Uuid::parse_str(guid).unwrap_or_else(|_| made())
}

//! Events of a file: activities of the edition.

use std::collections::BTreeMap;

use formats::schedule::{Event, Recording, Reference, ReferenceKind, Url};
use kernel::{LangTag, Slug};

use super::wording::{slug, untaken, updated};
use super::{Merge, outward};
use crate::editions::model::Provenance;
use crate::programme::model::{
    Activity, ActivityState, Details, Entry, Involvement, Kind, Link, LinkKind, PersonRole,
    Placement, Scheme,
};
use crate::programme::remainder::ActivityRest;
use crate::site::Address;

/// Words of other systems for kinds that have a name in both languages here.
const KNOWN_KINDS: [(&str, Kind); 9] = [
    ("keynote", Kind::Keynote),
    ("talk", Kind::Talk),
    ("lecture", Kind::Talk),
    ("presentation", Kind::Talk),
    ("panel", Kind::Panel),
    ("podium", Kind::Panel),
    ("workshop", Kind::Workshop),
    ("tutorial", Kind::Workshop),
    ("hackathon", Kind::Hackathon),
];

fn kind_of(word: &str) -> Option<Kind> {
    let word = word.to_lowercase();
    KNOWN_KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

fn details(word: &str) -> Details {
    let plain = |kind: Kind| {
        let empty = serde_json::json!({ "kind": kind });
        serde_json::from_value(empty).ok()
    };
    let known = kind_of(word).and_then(plain);
    known.unwrap_or_else(|| Details::Other { label: word.to_owned() })
}

impl Merge<'_> {
    pub(super) fn event(&mut self, event: &Event) {
        match self.activities.get(&event.guid).copied() {
            Some(at) if self.is_said(at, event) => {}
            Some(at) => self.revise(at, event),
            None => self.add(event),
        }
    }

    /// The file says of the activity what we would say, in one of the two formats.
    fn is_said(&self, at: usize, event: &Event) -> bool {
        let Some(said) = self.said_of(event.guid) else { return false };
        let activity = &self.programme.activities[at];
        let same = |said: &Event| {
            let own_page = said.url.is_none() && self.is_own_page(activity, event.url.as_ref());
            let url = if own_page { None } else { event.url.clone() };
            said.url == url && *said == Event { url, ..event.clone() }
        };
        said.into_iter().any(same)
    }

    /// Our own page, at whatever address we are reached.
    fn is_own_page(&self, activity: &Activity, url: Option<&Url>) -> bool {
        let path = |lang| {
            let address = Address::Activity(activity.slug.clone());
            address.path(lang, &self.programme.edition.slug)
        };
        url.is_some_and(|url| kernel::Lang::ALL.iter().any(|it| url.as_str().ends_with(&path(*it))))
    }

    fn revise(&mut self, at: usize, event: &Event) {
        let out = outward::language(&self.programme);
        let mut activity = self.programme.activities[at].clone();
        let tag = event.language.clone().unwrap_or_else(|| self.main.clone());
        activity.title = updated(&activity.title, &event.title, &tag, out);
        activity.subtitle = updated(&activity.subtitle, &event.subtitle, &tag, out);
        activity.summary = updated(&activity.summary, &event.abstract_, &tag, out);
        activity.description = updated(&activity.description, &event.description, &tag, out);
        let said = self.said_of(event.guid).map(|[full, _]| full.clone());
        let said_kind = said.as_ref().map(|said| said.kind.as_str());
        if said_kind != Some(event.kind.as_str()) {
            activity.details = details(&event.kind);
        }
        if said.as_ref().is_none_or(|said| said.track != event.track) {
            activity.track = self.track(event);
        }
        if said.as_ref().is_none_or(|said| said.language != event.language) {
            activity.languages = event.language.clone().into_iter().collect();
        }
        let spot =
            activity.placement.filter(|it| Some(it.hall) == self.hall(event).map(|it| it.hall));
        activity.placement = self
            .hall(event)
            .map(|placement| Placement { spot: spot.and_then(|it| it.spot), ..placement });
        activity.people = self.involved(event, &activity.people);
        if !self.is_own_page(&activity, event.url.as_ref()) || activity.guid.is_some() {
            activity.links = links(event);
        }
        activity.recorded = event.recording == Recording::Allowed;
        activity.state = ActivityState::Planned;
        self.rewrite_rest(at, event, said.as_ref(), &mut activity);
        self.programme.activities[at] = activity;
    }

    /// What has no word here. A thing of ours needs none as long as it goes out with the same.
    fn rewrite_rest(
        &mut self,
        at: usize,
        event: &Event,
        said: Option<&Event>,
        activity: &mut Activity,
    ) {
        let id = self.programme.activities[at].id;
        let before = self.programme.remainder.activities.remove(&id);
        let mut rest = rest_of(event);
        if let Some(before) = &before {
            rest.code = rest.code.take().or_else(|| before.code.clone());
        }
        if activity.guid.is_some() && before.as_ref().is_some_and(|it| it.slug != rest.slug) {
            self.slugs.remove(&activity.slug);
            let first = address(event, &self.schedule.conference.acronym);
            activity.slug = untaken(&mut self.slugs, &first);
        }
        let needed = before.is_some() || said.is_none_or(|said| rest_of(said) != rest);
        if needed {
            self.programme.remainder.activities.insert(id, rest);
        }
    }

    fn add(&mut self, event: &Event) {
        let out = outward::language(&self.programme);
        let tag = event.language.clone().unwrap_or_else(|| self.main.clone());
        let empty = kernel::Text::empty();
        let text = |words: &str| updated(&empty, words, &tag, out);
        let first = address(event, &self.schedule.conference.acronym);
        let id = self.id("activity", &event.guid.to_string());
        let activity = Activity {
            id,
            slug: untaken(&mut self.slugs, &first),
            part: self.programme.parts[0].id,
            parent: None,
            details: details(&event.kind),
            title: text(&event.title),
            subtitle: text(&event.subtitle),
            summary: text(&event.abstract_),
            description: text(&event.description),
            hosts: Vec::new(),
            people: self.involved(event, &[]),
            track: self.track(event),
            topics: Vec::new(),
            sectors: Vec::new(),
            groups: Vec::new(),
            level: None,
            languages: event.language.clone().into_iter().collect::<Vec<LangTag>>(),
            interpretation: Vec::new(),
            entry: Entry::Open,
            places: None,
            state: ActivityState::Planned,
            placement: self.hall(event),
            minutes: None,
            links: links(event),
            recorded: event.recording == Recording::Allowed,
            guid: Some(event.guid.to_string()),
            provenance: Provenance::Own,
        };
        self.programme.remainder.activities.insert(id, rest_of(event));
        self.activities.insert(event.guid, self.programme.activities.len());
        self.programme.activities.push(activity);
    }

    fn hall(&self, event: &Event) -> Option<Placement> {
        let hall = *self.halls.get(&event.room)?;
        Some(Placement { hall, spot: None, interval: event.interval })
    }

    fn track(&self, event: &Event) -> Option<Slug> {
        let name = event.track.as_ref()?;
        let mut tracks = self.programme.terms.iter().filter(|term| term.scheme == Scheme::Track);
        let named = tracks.find(|term| term.name.iter().any(|(_, it)| it.value == *name));
        named.map(|term| term.slug.clone())
    }

    /// Who is in it; those who are in it already keep what they do there.
    fn involved(&mut self, event: &Event, before: &[Involvement]) -> Vec<Involvement> {
        let mut people = Vec::with_capacity(event.persons.len());
        for said in &event.persons {
            let person = self.person(said);
            let known = before.iter().find(|it| it.person == person);
            people
                .push(known.copied().unwrap_or(Involvement { person, role: PersonRole::Speaker }));
        }
        people
    }
}

/// What names an event in addresses, without the name of the conference that many systems put
/// before it.
fn address(event: &Event, acronym: &str) -> Slug {
    let own = event.slug.as_deref().unwrap_or_default();
    let plain = acronym.replace('-', "_");
    let bare = [acronym, plain.as_str()].iter().find_map(|it| own.strip_prefix(it));
    let bare = bare.map_or(own, |bare| bare.trim_start_matches(['-', '_']));
    let number = || event.id.map(|id| format!("activity-{id}"));
    slug(bare)
        .or_else(|| slug(&event.title))
        .or_else(|| slug(&number()?))
        .unwrap_or_else(|| "activity".parse().expect("a slug"))
}

fn links(event: &Event) -> Vec<Link> {
    let page = |kind, url: &Option<Url>| {
        url.as_ref().map(|url| Link { kind, url: url.to_string(), title: String::new() })
    };
    let reference = |kind| {
        move |it: &Reference| Link { kind, url: it.url.to_string(), title: it.title.clone() }
    };
    let mut links = Vec::new();
    links.extend(page(LinkKind::Origin, &event.url));
    links.extend(page(LinkKind::Feedback, &event.feedback_url));
    links.extend(event.links.iter().map(reference(LinkKind::Link)));
    links.extend(event.attachments.iter().map(reference(LinkKind::Attachment)));
    links
}

fn rest_of(event: &Event) -> ActivityRest {
    let kind =
        kind_of(&event.kind).filter(|_| outward::kind_word(&details(&event.kind)) != event.kind);
    let references = event.links.iter().chain(&event.attachments);
    let references = references.filter_map(|it| Some((it.url.to_string(), it.kind?)));
    let references: BTreeMap<String, String> =
        references.map(|(url, kind): (_, ReferenceKind)| (url, kind.word().to_owned())).collect();
    ActivityRest {
        id: event.id,
        code: event.code.clone(),
        slug: event.slug.clone(),
        kind: kind.map(|_| event.kind.clone()),
        origin_url: event.origin_url.as_ref().map(Url::to_string),
        logo: event.logo.as_ref().map(Url::to_string),
        license: event.recording_license.clone(),
        references,
    }
}

//! The edition itself: its name, days, zone; and what a new one begins with.

use formats::Schedule;
use formats::schedule::Url;
use kernel::{Id, Lang, Slug, Text};

use super::wording::{self, added, updated};
use super::{Merge, Notice, outward, venue_id};
use crate::editions::model::{Edition, EditionId, Hue, Part, Provenance, Standing, Venue};
use crate::programme::model::{Programme, Remainder};
use crate::programme::remainder::{DayRest, Head};
use crate::words::Words;

/// A word of the interface in both languages.
pub(super) fn word(of: impl Fn(Words) -> &'static str) -> Text {
    Lang::ALL.into_iter().fold(Text::empty(), |text, lang| text.with(lang, of(Words::of(lang))))
}

fn slug(text: &str) -> Slug {
    text.parse().expect("written here as a slug")
}

/// An edition before its first import: one part and one venue, since a schedule has no words for either.
pub(super) fn blank(slug_of_edition: &Slug, schedule: &Schedule) -> Programme {
    let id = Id::named("edition", slug_of_edition.as_str());
    let conference = &schedule.conference;
    let edition = Edition {
        id,
        slug: slug_of_edition.clone(),
        name: Text::empty(),
        short_name: Text::empty(),
        theme: Text::empty(),
        summary: Text::empty(),
        place: Text::empty(),
        first_day: conference.start,
        last_day: conference.end,
        zone: schedule.zone(),
        languages: wording::languages(schedule),
        standing: Standing::Current,
        figures: Vec::new(),
        provenance: Provenance::Own,
    };
    let acronym = conference.acronym.clone();
    let head = Head { acronym, ..Head::default() };
    Programme {
        parts: vec![first_part(id)],
        venues: vec![first_venue(id)],
        remainder: Remainder { head: Some(head), ..Remainder::default() },
        ..Programme::empty(edition)
    }
}

fn first_part(id: EditionId) -> Part {
    Part {
        id: Id::named(&format!("{id}/part"), ""),
        slug: slug("programme"),
        code: String::new(),
        name: word(Words::exchange_part),
        summary: Text::empty(),
        hue: Hue { light: "#8f2d24".to_owned(), dark: "#e58a7c".to_owned() },
    }
}

fn first_venue(id: EditionId) -> Venue {
    Venue {
        id: venue_id(id),
        slug: slug("venue"),
        name: word(Words::exchange_venue),
        short_name: Text::empty(),
        summary: Text::empty(),
        address: Text::empty(),
        directions: Text::empty(),
        position: None,
        hours: Vec::new(),
        halls: Vec::new(),
        provenance: Provenance::Own,
    }
}

/// An edition that was opened without a file has neither part nor venue yet.
pub(super) fn furnish(programme: &mut Programme) {
    let id = programme.edition.id;
    if programme.parts.is_empty() {
        programme.parts.push(first_part(id));
    }
    if programme.venues.is_empty() {
        programme.venues.push(first_venue(id));
    }
}

impl Merge<'_> {
    /// The conference as the file has it, unless the file is about another one.
    pub(super) fn head(&mut self) {
        let said = &self.said;
        if self.foreign {
            self.notices.push(Notice::OtherEvent {
                file: self.schedule.conference.acronym.clone(),
                edition: said.conference.acronym.clone(),
            });
            return;
        }
        if self.head_is_said() {
            if let Some(head) = &mut self.programme.remainder.head {
                head.version.clone_from(&self.schedule.version);
            }
            return;
        }
        let (tag, out) = (self.main.clone(), outward::language(&self.programme));
        let conference = &self.schedule.conference;
        let before = self.programme.remainder.head.take();
        let edition = &mut self.programme.edition;
        let short_was_name = edition.short_name.is_empty() || edition.short_name == edition.name;
        edition.name = updated(&edition.name, &conference.title, &tag, out);
        if short_was_name {
            edition.short_name = edition.name.clone();
        }
        edition.summary = added(&edition.summary, &conference.description, &tag, out);
        edition.first_day = conference.start;
        edition.last_day = conference.end;
        let same_zone = self.schedule.zone() == edition.zone;
        if let Some(zone) = &conference.time_zone {
            edition.zone = zone.clone();
        }
        // A zone that the reader was told, or had to guess, is not one that the file named.
        let zone_named = match &before {
            Some(head) if same_zone && head.timeslot_minutes > 0 => head.zone_named,
            _ => conference.time_zone.is_some(),
        };
        self.programme.remainder.head = Some(self.rest_of_head(zone_named));
    }

    /// Where it is held, as long as nobody has said so here: the name of the venue that a schedule
    /// makes, the town of an edition that has none.
    pub(super) fn place(&mut self, building: &str, city: &str) {
        if self.foreign {
            return;
        }
        let said = |words: &str| Text::in_one(self.main.clone(), words.to_owned());
        let edition = &mut self.programme.edition;
        if edition.place.is_empty() && !city.is_empty() {
            edition.place = said(city);
        }
        if let [venue] = self.programme.venues.as_mut_slice()
            && venue.name == word(Words::exchange_venue)
            && !building.is_empty()
        {
            venue.name = said(building);
        }
    }

    /// The file says of the edition what we would say, in one of the two formats.
    fn head_is_said(&self) -> bool {
        let zone = self.schedule.zone();
        [&self.said, &self.said_in_xml].into_iter().any(|said| {
            let mut conference = self.schedule.conference.clone();
            if zone == said.zone() {
                conference.time_zone = said.conference.time_zone.clone();
            }
            if self.programme.remainder.head.is_none() && said.conference.url.is_none() {
                conference.url = None;
            }
            conference == said.conference
                && self.schedule.base_url == said.base_url
                && self.schedule.days == said.days
        })
    }

    fn rest_of_head(&self, zone_named: bool) -> Head {
        let (schedule, conference) = (self.schedule, &self.schedule.conference);
        let text = |url: &Option<Url>| url.as_ref().map(ToString::to_string);
        let colors = conference.colors.as_ref();
        Head {
            version: schedule.version.clone(),
            acronym: conference.acronym.clone(),
            base_url: text(&schedule.base_url),
            zone_named,
            timeslot_minutes: conference.timeslot_minutes,
            url: text(&conference.url),
            logo: text(&conference.logo),
            primary: colors.map(|colors| colors.primary.to_string()),
            background: colors.and_then(|it| it.background).map(|color| color.to_string()),
            days: schedule
                .days
                .iter()
                .map(|day| DayRest { date: day.date, span: day.span })
                .collect(),
        }
    }
}

//! A programme as a schedule that any other system can read.

use std::collections::{BTreeMap, HashMap, HashSet};

use formats::schedule::{
    Color, Colors, Conference, Day, Event, Person, Recording, Reference, ReferenceKind, Room,
    Schedule, Track, Url,
};
use kernel::{Interval, Lang, Text, Uuid};

use crate::editions::model::{Hall, HallId, PartId, Venue};
use crate::people::model::{self as people, PersonId};
use crate::programme::model::{
    Activity, ActivityState, Details, LinkKind, Programme, Scheme, Term,
};
use crate::programme::remainder::{ActivityRest, HallRest, Head};
use crate::site::Address;

/// Minutes in one row of a printed grid, when no file has said.
pub(super) const TIMESLOT_MINUTES: u16 = 5;

/// The part of a programme that a schedule can say: everything that has a time and a place and is
/// not cancelled. `version` is what an edition that was never imported calls this release;
/// `base_url` begins the addresses of its own pages, or is empty.
pub fn schedule(programme: &Programme, version: &str, base_url: &str) -> Schedule {
    Outward::of(programme, base_url).schedule(version)
}

/// The language in which an edition goes out: the first of its own that the interface has.
pub fn language(programme: &Programme) -> Lang {
    let tags = programme.edition.languages.iter();
    tags.filter_map(|tag| Lang::from_code(tag.primary())).next().unwrap_or(Lang::En)
}

/// What an imported schedule calls a kind: the word of its source, or ours in plain English.
pub(super) fn kind_word(details: &Details) -> String {
    match details {
        Details::Other { label } => label.clone(),
        details => {
            let word = serde_json::to_value(details.kind()).ok();
            let word = word.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
            word.replace('_', " ")
        }
    }
}

/// Whether an activity goes out. Files have no word for what is cancelled or has no time yet.
pub(super) fn goes_out(activity: &Activity) -> bool {
    activity.placement.is_some() && activity.state == ActivityState::Planned
}

pub(super) struct Outward<'p> {
    programme: &'p Programme,
    lang: Lang,
    base_url: &'p str,
    rooms: HashMap<HallId, Option<String>>,
    people: HashMap<PersonId, &'p people::Person>,
    tracks: HashMap<&'p str, &'p Term>,
    /// Where there are several, the parts are the tracks of what has none.
    parts: BTreeMap<PartId, &'p Text>,
}

impl<'p> Outward<'p> {
    pub(super) fn of(programme: &'p Programme, base_url: &'p str) -> Self {
        let lang = language(programme);
        let tracks = programme.terms.iter().filter(|term| term.scheme == Scheme::Track);
        let parts = if programme.parts.len() > 1 { programme.parts.as_slice() } else { &[] };
        Self {
            programme,
            lang,
            base_url,
            rooms: room_names(programme, lang),
            people: programme.people.iter().map(|person| (person.id, person)).collect(),
            tracks: tracks.map(|term| (term.slug.as_str(), term)).collect(),
            parts: parts.iter().map(|part| (part.id, &part.name)).collect(),
        }
    }

    /// The name that a hall goes out by; none for the hall that stands for no room.
    pub(super) fn room(&self, hall: HallId) -> Option<&str> {
        self.rooms.get(&hall)?.as_deref()
    }

    fn schedule(&self, version: &str) -> Schedule {
        let programme = self.programme;
        let out = programme.activities.iter().filter(|activity| goes_out(activity));
        let events: Vec<Event> = out.filter_map(|activity| self.event(activity)).collect();
        let head = programme.remainder.head.as_ref();
        let mut schedule = Schedule {
            version: head.map_or_else(|| version.to_owned(), |head| head.version.clone()),
            base_url: head.and_then(|head| url(head.base_url.as_ref())),
            conference: self.conference(head),
            days: Vec::new(),
            tracks: self.track_list(&events),
            rooms: self.room_list(),
            events,
        };
        if let Some(head) = head {
            schedule.days = days(head, &schedule);
        }
        schedule
    }

    fn conference(&self, head: Option<&Head>) -> Conference {
        let edition = &self.programme.edition;
        let fresh = Head {
            acronym: edition.slug.to_string(),
            zone_named: true,
            timeslot_minutes: TIMESLOT_MINUTES,
            url: self.own(&Address::Home).map(|url| url.to_string()),
            ..Head::default()
        };
        let head = head.unwrap_or(&fresh);
        let color = |text: &Option<String>| text.as_deref().and_then(Color::parse);
        Conference {
            acronym: head.acronym.clone(),
            title: edition.name.get(self.lang).to_owned(),
            description: edition.summary.get(self.lang).to_owned(),
            start: edition.first_day,
            end: edition.last_day,
            time_zone: head.zone_named.then(|| edition.zone.clone()),
            timeslot_minutes: head.timeslot_minutes,
            url: url(head.url.as_ref()),
            logo: url(head.logo.as_ref()),
            colors: color(&head.primary)
                .map(|primary| Colors { primary, background: color(&head.background) }),
            venue: String::new(),
            city: String::new(),
        }
    }

    /// One of our own pages; none as long as nobody has said where we are reached.
    fn own(&self, address: &Address) -> Option<Url> {
        let path = address.path(self.lang, &self.programme.edition.slug);
        Url::web(&format!("{}{path}", self.base_url))
    }

    fn track_list(&self, events: &[Event]) -> Vec<Track> {
        let rest = &self.programme.remainder.tracks;
        let own = self.programme.terms.iter().filter(|term| term.scheme == Scheme::Track);
        let own = own.map(|term| Track {
            name: term.name.get(self.lang).to_owned(),
            slug: rest
                .get(&term.slug)
                .map_or_else(|| Some(term.slug.to_string()), |rest| rest.slug.clone()),
            color: rest.get(&term.slug).and_then(|it| Color::parse(it.color.as_deref()?)),
        });
        let mut tracks: Vec<Track> = own.collect();
        let used: HashSet<&str> = events.iter().filter_map(|it| it.track.as_deref()).collect();
        for part in self.programme.parts.iter().filter(|part| self.parts.contains_key(&part.id)) {
            let name = part.name.get(self.lang);
            if used.contains(name) && tracks.iter().all(|track| track.name != name) {
                tracks.push(Track {
                    name: name.to_owned(),
                    slug: Some(part.slug.to_string()),
                    color: Color::parse(&part.hue.light),
                });
            }
        }
        tracks
    }

    fn room_list(&self) -> Vec<Room> {
        let halls = self.programme.venues.iter().flat_map(|venue| &venue.halls);
        let room = |hall: &Hall| {
            let rest = self.programme.remainder.halls.get(&hall.id);
            Some(Room {
                name: self.room(hall.id)?.to_owned(),
                guid: rest.map_or_else(|| Some(hall.id.uuid()), |rest| rest.guid),
                description: rest.map(|rest| rest.description.clone()).unwrap_or_default(),
                capacity: hall.capacity.and_then(|seats| u32::try_from(seats).ok()),
            })
        };
        halls.filter_map(room).collect()
    }

    pub(super) fn event(&self, activity: &Activity) -> Option<Event> {
        let placement = activity.placement?;
        let none = ActivityRest::default();
        let rest = self.programme.remainder.activities.get(&activity.id).unwrap_or(&none);
        let said = |text: &Text| text.get(self.lang).to_owned();
        let link = |kind| activity.links.iter().find(|link| link.kind == kind);
        let page = |kind| link(kind).and_then(|link| Url::absolute(&link.url));
        let own_page = || self.own(&Address::Activity(activity.slug.clone()));
        let listed = |kinds: &[LinkKind]| self.references(activity, rest, kinds);
        let guid = activity.guid.as_deref().and_then(|guid| Uuid::parse_str(guid).ok());
        Some(Event {
            guid: guid.unwrap_or_else(|| activity.id.uuid()),
            id: rest.id,
            code: rest.code.clone(),
            slug: rest.slug.clone().or_else(|| Some(activity.slug.to_string())),
            title: said(&activity.title),
            subtitle: said(&activity.subtitle),
            track: self.track(activity),
            kind: rest.kind.clone().unwrap_or_else(|| kind_word(&activity.details)),
            language: activity.languages.first().cloned(),
            abstract_: said(&activity.summary),
            description: said(&activity.description),
            room: self.room(placement.hall).map(str::to_owned),
            interval: placement.interval,
            persons: activity.people.iter().filter_map(|it| self.person(it.person)).collect(),
            links: listed(&[LinkKind::Link, LinkKind::Stream]),
            attachments: listed(&[LinkKind::Attachment]),
            url: page(LinkKind::Origin)
                .or_else(|| activity.guid.is_none().then(own_page).flatten()),
            feedback_url: page(LinkKind::Feedback),
            origin_url: url(rest.origin_url.as_ref()),
            logo: url(rest.logo.as_ref()),
            recording_license: rest.license.clone(),
            recording: match activity.recorded {
                true => Recording::Allowed,
                false => Recording::OptedOut,
            },
        })
    }

    pub(super) fn track(&self, activity: &Activity) -> Option<String> {
        let own = activity.track.as_ref().and_then(|slug| self.tracks.get(slug.as_str()));
        let name =
            own.map(|term| &term.name).or_else(|| self.parts.get(&activity.part).copied())?;
        Some(name.get(self.lang).to_owned())
    }

    fn person(&self, id: PersonId) -> Option<Person> {
        let person = self.people.get(&id)?;
        let rest = self.programme.remainder.people.get(&id);
        Some(Person {
            name: person.name.get(self.lang).to_owned(),
            guid: rest.map_or_else(|| Some(id.uuid()), |rest| rest.guid),
            id: rest.and_then(|rest| rest.id),
            code: rest.and_then(|rest| rest.code.clone()),
            biography: person.biography.get(self.lang).to_owned(),
            avatar: rest.and_then(|rest| url(rest.avatar.as_ref())),
        })
    }

    fn references(
        &self,
        activity: &Activity,
        rest: &ActivityRest,
        kinds: &[LinkKind],
    ) -> Vec<Reference> {
        let wanted = activity.links.iter().filter(|link| kinds.contains(&link.kind));
        let reference = |link: &crate::programme::model::Link| {
            let kind = rest.references.get(&link.url).and_then(|it| ReferenceKind::from_word(it));
            Some(Reference { url: Url::absolute(&link.url)?, title: link.title.clone(), kind })
        };
        wanted.filter_map(reference).collect()
    }
}

fn url(text: Option<&String>) -> Option<Url> {
    Url::absolute(text?)
}

/// What every hall is called: its own name where that says enough, with its venue's where there is
/// more than one.
fn room_names(programme: &Programme, lang: Lang) -> HashMap<HallId, Option<String>> {
    let several = programme.venues.len() > 1;
    let name = |venue: &Venue, hall: &Hall| {
        let hall = hall.name.get(lang);
        if several { format!("{hall} · {}", venue.name.get(lang)) } else { hall.to_owned() }
    };
    let mut names = HashMap::new();
    let mut taken = HashSet::new();
    for venue in &programme.venues {
        for hall in &venue.halls {
            let rest = programme.remainder.halls.get(&hall.id);
            if rest.is_some_and(|HallRest { nowhere, .. }| *nowhere) {
                names.insert(hall.id, None);
                continue;
            }
            let plain = name(venue, hall);
            let mut free = plain.clone();
            let mut number = 2;
            while !taken.insert(free.clone()) {
                free = format!("{plain} {number}");
                number += 1;
            }
            names.insert(hall.id, Some(free));
        }
    }
    names
}

/// The days that the file had; and those that have come since, from midnight to midnight.
fn days(head: &Head, schedule: &Schedule) -> Vec<Day> {
    let mut days: Vec<Day> =
        head.days.iter().map(|day| Day { date: day.date, span: day.span }).collect();
    let Some(last) = days.iter().map(|day| day.span.end()).max() else { return days };
    let zone = schedule.zone();
    for event in &schedule.events {
        let date = zone.wall(event.interval.start()).date;
        let known = event.interval.start() < last || days.iter().any(|day| day.date == date);
        if !known && let Ok(span) = Interval::new(zone.moment(date, 0), zone.moment(date.next(), 0))
        {
            days.push(Day { date, span });
        }
    }
    days
}

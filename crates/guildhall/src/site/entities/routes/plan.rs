//! When one is where on a route: each stop as early as it can be, with the way to it and what is
//! left to spare. What cannot be reached in time is said, never hidden.

use kernel::{Date, Interval, Lang, Text, Timestamp};

use super::new_day;
use crate::editions::model::{Hall, Travel, Venue};
use crate::programme::model::{Activity, ActivityState, Route, Stop, StopPlace};
use crate::shell::when;
use crate::site::entities::days::Day;
use crate::site::names::Named as _;
use crate::site::{Address, Site};
use crate::words::Words;

/// What a visitor is assumed to stay in a hall when nobody says.
const STAY: i64 = 20;

pub struct Step<'s> {
    /// Said when the day is another than before.
    pub day: Option<Day>,
    pub date: Option<Date>,
    /// The way from the stop before: `步行 12 分钟`; empty within a venue.
    pub way: String,
    pub travel: Option<i64>,
    /// `余 18 分钟`, or how late one would be.
    pub spare: String,
    pub late: bool,
    /// When one is there: `10:00–11:00`; empty for a hall that may be seen at any time.
    pub times: String,
    pub iso: String,
    pub title: &'s Text,
    pub path: String,
    pub venue: Option<(&'s Venue, &'s Hall)>,
    /// When it is on, when that is longer than one stays.
    pub open: String,
    pub kind: String,
    pub hue: String,
    pub cancelled: bool,
    pub note: &'s Text,
}

/// Where a visitor is after a stop.
#[derive(Clone, Copy, Default)]
struct Stand<'s> {
    venue: Option<&'s Venue>,
    leaves: Option<Timestamp>,
}

pub fn plan<'s>(site: &'s Site, lang: Lang, route: &'s Route) -> Vec<Step<'s>> {
    let mut stand = Stand::default();
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(route.stops.len());
    for stop in &route.stops {
        if let Some((mut step, next)) = step(site, lang, stop, stand) {
            step.day = new_day(Words::of(lang), steps.last(), &step);
            if step.day.is_some() {
                // A new day begins where one likes.
                (step.way, step.travel) = (String::new(), None);
            }
            steps.push(step);
            stand = next;
        }
    }
    steps
}

fn step<'s>(
    site: &'s Site,
    lang: Lang,
    stop: &'s Stop,
    stand: Stand<'s>,
) -> Option<(Step<'s>, Stand<'s>)> {
    let (programme, words) = (&site.release.programme, Words::of(lang));
    let (activity, hall) = match stop.place {
        StopPlace::Activity(id) => {
            let activity = site.index.activity(programme, id)?;
            (Some(activity), activity.placement.map(|it| it.hall))
        }
        StopPlace::Hall(id) => (None, Some(id)),
    };
    let place = hall.and_then(|id| site.index.hall(programme, id));
    let way = stand.venue.zip(place).and_then(|(from, (to, _))| way(site, from, to));
    let travel = way.map(|way| way.minutes);
    let ready = stand.leaves.map(|leaves| leaves.plus_minutes(travel.unwrap_or(0)));
    let on = activity.and_then(|one| one.placement).map(|it| it.interval);
    let visit = Visit::of(site, on, stop.minutes, ready);
    let (title, path) = named(site, lang, activity, place)?;
    let zone = &programme.edition.zone;
    let start = visit.there.map(|there| zone.wall(there.start()));
    let shown = visit.there.map(|there| when::times(words, zone, there)).unwrap_or_default();
    let open = on.map(|on| when::times(words, zone, on)).filter(|open| *open != shown);
    let step = Step {
        day: None,
        date: start.map(|wall| wall.date),
        way: way.map(|it| words.entities_way(it.minutes, it.mode.name(words))).unwrap_or_default(),
        travel,
        spare: visit.told(words),
        late: visit.spare.is_some_and(|spare| spare < 0),
        iso: start.map(|wall| wall.rfc3339()).unwrap_or_default(),
        times: shown,
        title,
        path,
        venue: place,
        open: open.unwrap_or_default(),
        kind: activity.map(|one| site.line(lang, one).kind).unwrap_or_default(),
        hue: activity.map(|one| site.hue_class(one.part)).unwrap_or_default(),
        cancelled: activity.is_some_and(|one| one.state == ActivityState::Cancelled),
        note: &stop.note,
    };
    let venue = place.map(|(venue, _)| venue).or(stand.venue);
    Some((step, Stand { venue, leaves: visit.leaves(ready, stop.minutes).or(stand.leaves) }))
}

fn named<'s>(
    site: &'s Site,
    lang: Lang,
    activity: Option<&'s Activity>,
    place: Option<(&'s Venue, &'s Hall)>,
) -> Option<(&'s Text, String)> {
    match (activity, place) {
        (Some(one), _) => Some((&one.title, site.to(lang, Address::Activity(one.slug.clone())))),
        (None, Some((venue, hall))) => {
            let path = site.to(lang, Address::Venue(venue.slug.clone()));
            Some((&hall.name, format!("{path}#{}", hall.slug)))
        }
        (None, None) => None,
    }
}

fn way<'s>(site: &'s Site, from: &Venue, to: &Venue) -> Option<&'s Travel> {
    let joins = |way: &&Travel| {
        (way.from, way.to) == (from.id, to.id) || (way.from, way.to) == (to.id, from.id)
    };
    site.release.programme.travel.iter().find(joins)
}

/// One stop in time.
struct Visit {
    there: Option<Interval>,
    /// Minutes between being able to be there and having to; negative when one is late. Said only
    /// of what is on the same day as the stop before.
    spare: Option<i64>,
}

impl Visit {
    /// What has hours of its own is looked at within them; all else begins when it begins.
    fn of(site: &Site, on: Option<Interval>, stay: Option<i64>, ready: Option<Timestamp>) -> Self {
        let Some(on) = on else { return Self { there: None, spare: None } };
        let zone = &site.release.programme.edition.zone;
        let same_day = |ready: &Timestamp| zone.wall(*ready).date == zone.wall(on.start()).date;
        let ready = ready.filter(same_day);
        let stay = stay.filter(|stay| *stay > 0 && *stay < on.minutes());
        let (start, minutes, latest) = match stay {
            Some(stay) => {
                let latest = on.end().plus_minutes(-stay);
                let start = ready.unwrap_or(on.start()).max(on.start()).min(latest);
                (start, stay, latest)
            }
            None => (on.start(), on.minutes(), on.start()),
        };
        let there = Interval::new(start, start.plus_minutes(minutes)).ok();
        let spare = ready.map(|ready| match stay {
            Some(_) if ready <= latest => start.minutes_since(ready),
            _ => latest.minutes_since(ready),
        });
        Self { there, spare }
    }

    fn told(&self, words: Words) -> String {
        match self.spare {
            Some(spare) if spare < 0 => words.entities_late(-spare),
            Some(spare) if spare > 0 => words.entities_spare(words.entities_minutes(spare)),
            _ => String::new(),
        }
    }

    /// When one goes on; a hall without hours takes its stay from where one is.
    fn leaves(&self, ready: Option<Timestamp>, stay: Option<i64>) -> Option<Timestamp> {
        let later = ready.map(|ready| ready.plus_minutes(stay.unwrap_or(STAY)));
        self.there.map(Interval::end).or(later)
    }
}

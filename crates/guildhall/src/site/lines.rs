//! One activity as a line of a list, the same on every page.

use kernel::{Lang, Text};

use super::names::{Named, kind_of};
use super::{Address, Site};
use crate::editions::model::Provenance;
use crate::programme::model::{Activity, ActivityState, Entry};
use crate::shell::when;
use crate::words::Words;

/// What a line says. Set by the macro `line` of `site/lines.html`.
pub struct Line<'p> {
    pub path: String,
    pub title: &'p Text,
    /// `09:15–10:45`; empty when it is not yet known.
    pub times: String,
    /// `2月21日 周五`.
    pub day: String,
    /// RFC 3339, for the element `time`.
    pub iso: String,
    pub hall: Option<&'p Text>,
    pub venue: Option<&'p Text>,
    pub kind: String,
    /// How one gets in, when it is not simply by coming.
    pub entry: Option<&'static str>,
    pub people: Vec<&'p Text>,
    /// The class of its part's hue, and ` off` when it is cancelled.
    pub classes: String,
    /// The tokens by which the script filters.
    pub tokens: String,
    pub cancelled: bool,
    pub sample: bool,
}

/// A line names no more people than this.
const PEOPLE_MAX: usize = 4;

impl Site {
    pub(super) fn line<'p>(&'p self, lang: Lang, activity: &'p Activity) -> Line<'p> {
        let programme = &self.release.programme;
        let (words, zone) = (Words::of(lang), &programme.edition.zone);
        let place = activity.placement.and_then(|it| self.index.hall(programme, it.hall));
        let start = activity.placement.map(|it| zone.wall(it.interval.start()));
        let people = activity.people.iter().take(PEOPLE_MAX);
        let cancelled = activity.state == ActivityState::Cancelled;
        let hue = self.hue_class(activity.part);
        Line {
            path: Address::Activity(activity.slug.clone()).path(lang, &programme.edition.slug),
            title: &activity.title,
            times: activity
                .placement
                .map(|it| when::times(words, zone, it.interval))
                .unwrap_or_default(),
            day: start.map(|wall| when::day(words, wall.date)).unwrap_or_default(),
            iso: start.map(|wall| wall.rfc3339()).unwrap_or_default(),
            hall: place.map(|(_, hall)| &hall.name),
            venue: place.filter(|_| programme.venues.len() > 1).map(|(venue, _)| &venue.name),
            kind: kind_of(activity, words),
            entry: (activity.entry != Entry::Open).then(|| activity.entry.name(words)),
            people: people
                .filter_map(|it| self.index.person(programme, it.person))
                .map(|person| &person.name)
                .collect(),
            classes: if cancelled { format!("{hue} off") } else { hue },
            tokens: self.facets.tokens(programme, &self.index, activity),
            cancelled,
            sample: self.marks_sample(activity),
        }
    }

    /// A sample among things that are not is marked one by one; where all are, the page says so once.
    pub(super) fn marks_sample(&self, activity: &Activity) -> bool {
        !self.all_sample && activity.provenance == Provenance::Sample
    }
}

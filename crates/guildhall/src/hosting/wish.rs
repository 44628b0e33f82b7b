//! An activity as its host wishes it to be: what a lead may write, and what of it the draft takes.

use kernel::{Interval, Lang, LangTag, Slug};
use serde_json::json;

use super::refusal::Unwilling;
use crate::editions::model::Part;
use crate::programme::model::{Activity, Details, Entry, Kind, Programme};

pub const TITLE_LENGTH_MAX: usize = 200;
pub const SUMMARY_LENGTH_MAX: usize = 1_000;
/// Two weeks: the longest contest.
pub const MINUTES_MAX: i64 = 14 * 24 * 60;
pub const PLACES_MAX: i64 = 100_000;

/// Words in the languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

impl Both {
    pub fn said(&self) -> [(LangTag, &str); 2] {
        [(Lang::Zh.into(), self.zh.trim()), (Lang::En.into(), self.en.trim())]
    }

    pub fn is_empty(&self) -> bool {
        self.said().iter().all(|(_, words)| words.is_empty())
    }

    /// True when one of them is longer.
    pub fn exceeds(&self, length_max: usize) -> bool {
        self.said().iter().any(|(_, words)| words.chars().count() > length_max)
    }
}

/// What a lead writes of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub title: Both,
    pub summary: Both,
    pub kind: Kind,
    pub part: Slug,
    pub minutes: Option<i64>,
    pub places: Option<i64>,
    pub entry: Entry,
    pub languages: Vec<LangTag>,
}

impl Wish {
    /// What cannot be, whatever the draft holds.
    pub fn refused(&self) -> Option<Unwilling> {
        let minutes = self.minutes.is_none_or(|minutes| (5..=MINUTES_MAX).contains(&minutes));
        let places = self.places.is_none_or(|places| (0..=PLACES_MAX).contains(&places));
        match () {
            () if self.title.is_empty() || self.title.exceeds(TITLE_LENGTH_MAX) => {
                Some(Unwilling::NoTitle)
            }
            () if self.summary.exceeds(SUMMARY_LENGTH_MAX) => Some(Unwilling::SummaryLength),
            () if !minutes => Some(Unwilling::NoMinutes),
            () if !places => Some(Unwilling::NoPlaces),
            () if self.languages.is_empty() => Some(Unwilling::NoLanguage),
            () => None,
        }
    }

    /// The activity as it is then. What the wish does not speak of stays as it was.
    pub fn applied(&self, programme: &Programme, before: &Activity) -> Result<Activity, Unwilling> {
        if let Some(refusal) = self.refused() {
            return Err(refusal);
        }
        let order = &programme.edition.languages;
        let part = programme.parts.iter().find(|part: &&Part| part.slug == self.part);
        let mut after = before.clone();
        after.part = part.ok_or(Unwilling::NoPart)?.id;
        after.title = before.title.revised(order, &self.title.said());
        after.summary = before.summary.revised(order, &self.summary.said());
        if before.details.kind() != self.kind {
            if !chosen(before).contains(&self.kind) {
                return Err(Unwilling::NoKind);
            }
            after.details = details(self.kind).ok_or(Unwilling::NoKind)?;
        }
        (after.places, after.entry) = (self.places, self.entry);
        after.languages = self.languages.clone();
        if minutes_of(before) != self.minutes {
            lasting(&mut after, self.minutes);
        }
        Ok(after)
    }
}

/// How long an activity lasts or is to last.
pub fn minutes_of(activity: &Activity) -> Option<i64> {
    activity.placement.map(|placement| placement.interval.minutes()).or(activity.minutes)
}

/// The same activity, lasting so long; where it is placed it keeps its start.
fn lasting(activity: &mut Activity, minutes: Option<i64>) {
    activity.minutes = minutes;
    if let (Some(placement), Some(minutes)) = (&mut activity.placement, minutes) {
        let start = placement.interval.start();
        if let Ok(interval) = Interval::new(start, start.plus_minutes(minutes)) {
            placement.interval = interval;
        }
    }
}

/// The kinds a host may choose: the opening and the exchange are the organisers', and what an import
/// called by a name of its own stays so.
pub fn chosen(activity: &Activity) -> Vec<Kind> {
    let reserved = [Kind::Opening, Kind::YoungExchange, Kind::Other];
    let own = activity.details.kind();
    Kind::ALL.iter().copied().filter(|kind| *kind == own || !reserved.contains(kind)).collect()
}

/// A kind with none of its own fields filled in.
pub fn details(kind: Kind) -> Option<Details> {
    serde_json::from_value(json!({ "kind": kind })).ok()
}

/// What a form showed of an activity, as a short word: two who edit at once are told apart by it.
pub fn seen_of(activity: &Activity) -> String {
    let Activity { title, summary, details, part, places, entry, languages, .. } = activity;
    let minutes = minutes_of(activity);
    crate::desk::seen(&json!([
        title,
        summary,
        details.kind(),
        part,
        places,
        entry,
        languages,
        minutes
    ]))
}

/// What was asked for, on the activity as it is by now: only what a lead may write is taken over.
pub fn merged(now: &Activity, asked: &Activity) -> Activity {
    let mut after = Activity {
        title: asked.title.clone(),
        summary: asked.summary.clone(),
        details: asked.details.clone(),
        part: asked.part,
        places: asked.places,
        entry: asked.entry,
        languages: asked.languages.clone(),
        state: asked.state,
        ..now.clone()
    };
    lasting(&mut after, minutes_of(asked));
    after
}

//! The programme as one document: what a draft is written to, what a release freezes, what every
//! public page, feed and export is a function of.

use kernel::{Id, Interval, LangTag, Slug, Text, Timestamp};
use serde::{Deserialize, Serialize};

use crate::editions::model::{
    Edition, HallId, Page, Part, PartId, Provenance, SpotId, Travel, Venue,
};
use crate::hosts::model::{Host, HostId};
use crate::people::model::{Person, PersonId};

pub use super::kind::{Details, Kind, word};
pub use super::remainder::Remainder;

pub type ActivityId = Id<Activity>;
pub type RouteId = Id<Route>;
pub type ReleaseId = Id<Release>;

/// Everything public about an edition. References are ids, terms are slugs.
///
/// **Invariant:** every reference resolves; [`super::rules::references`] says which do not, and `check`
/// asks it of every draft and release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub edition: Edition,
    pub parts: Vec<Part>,
    pub terms: Vec<Term>,
    pub venues: Vec<Venue>,
    pub travel: Vec<Travel>,
    pub hosts: Vec<Host>,
    pub people: Vec<Person>,
    pub activities: Vec<Activity>,
    pub routes: Vec<Route>,
    pub pages: Vec<Page>,
    /// Earlier editions with their published totals, newest first.
    pub earlier: Vec<Edition>,
    /// What an imported schedule says beyond all this.
    #[serde(default, skip_serializing_if = "Remainder::is_empty")]
    pub remainder: Remainder,
}

impl Programme {
    /// An edition in which nothing is planned yet.
    pub fn empty(edition: Edition) -> Self {
        Self {
            edition,
            parts: Vec::new(),
            terms: Vec::new(),
            venues: Vec::new(),
            travel: Vec::new(),
            hosts: Vec::new(),
            people: Vec::new(),
            activities: Vec::new(),
            routes: Vec::new(),
            pages: Vec::new(),
            earlier: Vec::new(),
            remainder: Remainder::default(),
        }
    }
}

/// An immutable, numbered version of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    pub id: ReleaseId,
    /// 1, 2, 3, … within the edition.
    pub number: i64,
    pub released_at: Timestamp,
    /// What the organiser says has changed.
    pub note: Text,
    pub programme: Programme,
}

/// A word that activities and hosts are filed under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub scheme: Scheme,
    pub slug: Slug,
    pub name: Text,
}

/// What a term tells: four lists that an edition keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Core technology, for example compute.
    Topic,
    /// Field of industry: the "5+6".
    Sector,
    /// Group of developers, for example robotics.
    Group,
    /// A track of an imported schedule.
    Track,
}

impl Scheme {
    pub const ALL: [Self; 4] = [Self::Topic, Self::Sector, Self::Group, Self::Track];
}

/// Anything that can be placed and attended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    pub id: ActivityId,
    pub slug: Slug,
    pub part: PartId,
    /// The larger activity that holds this one: a pitch in its Demo Day, a slot in its open mic.
    pub parent: Option<ActivityId>,
    /// What sort of activity it is, with the fields only that sort has.
    pub details: Details,
    pub title: Text,
    pub subtitle: Text,
    /// One or two sentences.
    pub summary: Text,
    /// CommonMark.
    pub description: Text,
    pub hosts: Vec<HostId>,
    pub people: Vec<Involvement>,
    pub track: Option<Slug>,
    pub topics: Vec<Slug>,
    pub sectors: Vec<Slug>,
    pub groups: Vec<Slug>,
    pub level: Option<Level>,
    /// Languages spoken.
    pub languages: Vec<LangTag>,
    /// Languages interpreted into.
    pub interpretation: Vec<LangTag>,
    pub entry: Entry,
    /// How many may come; the hall's capacity when absent.
    pub places: Option<i64>,
    pub state: ActivityState,
    pub placement: Option<Placement>,
    /// How long it is to last; what is placed lasts as long as its interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    pub links: Vec<Link>,
    /// Recordings and streams are allowed.
    pub recorded: bool,
    /// The id this activity has in an imported schedule.
    pub guid: Option<String>,
    pub provenance: Provenance,
}

/// Where and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    pub hall: HallId,
    pub spot: Option<SpotId>,
    pub interval: Interval,
}

/// A person's part in an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involvement {
    pub person: PersonId,
    pub role: PersonRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Addresses the audience as an official guest.
    Official,
    Keynote,
    Speaker,
    Moderator,
    Panellist,
    Instructor,
    Presenter,
    Judge,
    Interpreter,
    Crew,
}

impl PersonRole {
    pub const ALL: [Self; 10] = [
        Self::Official,
        Self::Keynote,
        Self::Speaker,
        Self::Moderator,
        Self::Panellist,
        Self::Instructor,
        Self::Presenter,
        Self::Judge,
        Self::Interpreter,
        Self::Crew,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Everyone,
    Beginner,
    Intermediate,
    Advanced,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Everyone, Self::Beginner, Self::Intermediate, Self::Advanced];
}

/// How one gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Any pass, while there is room.
    Open,
    /// A booked place.
    Booking,
    /// A name put down on site.
    OnSite,
    Invitation,
    Accreditation,
}

impl Entry {
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Booking, Self::OnSite, Self::Invitation, Self::Accreditation];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    #[default]
    Planned,
    Cancelled,
}

/// Something to read or watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub kind: LinkKind,
    pub url: String,
    /// As its author wrote it; may be empty.
    pub title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The activity's page in the schedule it was imported from.
    Origin,
    Feedback,
    Stream,
    Attachment,
    Link,
}

/// A visitor's way through the conference by scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Route {
    pub id: RouteId,
    pub slug: Slug,
    pub title: Text,
    pub summary: Text,
    /// Slugs of the sectors whose scenarios it shows.
    pub sectors: Vec<Slug>,
    pub groups: Vec<Slug>,
    pub stops: Vec<Stop>,
    pub provenance: Provenance,
}

/// One stop: an activity, or a hall to look round in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    pub place: StopPlace,
    /// How long to stay; an activity's own length when absent.
    pub minutes: Option<i64>,
    pub note: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopPlace {
    Activity(ActivityId),
    Hall(HallId),
}

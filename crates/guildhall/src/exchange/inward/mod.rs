//! A schedule comes in: a new edition, or a change of the one that is there.
//!
//! What the file says becomes so; what a schedule cannot say stays. A thing of the file is known by
//! its guid, else by what else names it, so the same thing keeps its id, its address and all that
//! was added to it here. Where the file says of an activity just what we would export of it, that
//! activity is not touched, which makes our own export of a bilingual programme come back whole.
//!
//! What an earlier import brought and this file leaves out is taken out; what was made here, is
//! cancelled or has no time is not, since the file might not be able to say it.

mod departures;
mod events;
mod head;
mod people;
mod places;
mod wording;

use std::collections::{HashMap, HashSet};

use formats::schedule::Event;
use formats::{Schedule, schedule_xml};
use kernel::{Id, LangTag, Slug, Uuid};

use super::outward;
use crate::editions::model::{EditionId, HallId, VenueId};
use crate::people::model::PersonId;
use crate::programme::model::{Activity, Programme};

/// What an import makes of an edition, and what is worth saying about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    pub programme: Programme,
    pub notices: Vec<Notice>,
}

/// Something that a person at the command line should know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    #[error(
        "the file is about \"{file}\" and the edition about \"{edition}\": the edition keeps its \
         name, days and zone"
    )]
    OtherEvent { file: String, edition: String },
    #[error("{count} activities that were made here are not in the file; they stay")]
    StayedHere { count: usize },
    #[error("{count} cancelled or unplaced activities are not in the file; they stay")]
    Unsayable { count: usize },
    #[error("{count} stops of visitor routes led to what is taken out; they are taken out as well")]
    StopsGone { count: usize },
}

/// The edition after the import of `schedule`. A new edition is called `slug`; its ids follow from
/// it, so that the same file makes the same edition in every installation.
pub fn merged(slug: &Slug, before: Option<Programme>, schedule: &Schedule) -> Arrival {
    let place = &schedule.conference;
    let schedule = schedule.normalised();
    let mut programme = before.unwrap_or_else(|| head::blank(slug, &schedule));
    head::furnish(&mut programme);
    let mut merge = Merge::of(programme, &schedule);
    merge.head();
    merge.place(&place.venue, &place.city);
    merge.tracks();
    merge.rooms();
    for event in &schedule.events {
        merge.event(event);
    }
    merge.departures();
    Arrival { programme: merge.programme, notices: merge.notices }
}

/// Whether anything but the file's name for its version differs. A version alone is no reason for
/// a release: some systems make a new one every hour.
pub fn differs(before: &Programme, after: &Programme) -> bool {
    let version = after.remainder.head.as_ref().map(|head| head.version.clone());
    let mut same = before.clone();
    if let (Some(head), Some(version)) = (same.remainder.head.as_mut(), version) {
        head.version = version;
    }
    same != *after
}

/// The venue of a schedule, whose rooms name none.
pub fn venue_id(edition: EditionId) -> VenueId {
    Id::named(&format!("{edition}/venue"), "")
}

struct Merge<'s> {
    programme: Programme,
    schedule: &'s Schedule,
    /// What the programme would say today, as JSON and as XML carry it.
    said: Schedule,
    said_in_xml: Schedule,
    said_at: HashMap<Uuid, usize>,
    said_in_xml_at: HashMap<Uuid, usize>,
    /// The language of what does not name its own.
    main: LangTag,
    /// The file is about another event than the edition.
    foreign: bool,
    activities: HashMap<Uuid, usize>,
    slugs: HashSet<Slug>,
    halls: HashMap<Option<String>, HallId>,
    /// Halls and people of this file.
    named_halls: HashSet<HallId>,
    people: people::Known,
    person_slugs: HashSet<Slug>,
    named: HashSet<Uuid>,
    notices: Vec<Notice>,
}

impl<'s> Merge<'s> {
    fn of(programme: Programme, schedule: &'s Schedule) -> Self {
        let said = outward::schedule(&programme, "", "").normalised();
        let said_in_xml = schedule_xml::carried(&said);
        let at = |schedule: &Schedule| -> HashMap<Uuid, usize> {
            schedule.events.iter().enumerate().map(|(at, event)| (event.guid, at)).collect()
        };
        let guid = |(at, activity): (usize, &Activity)| {
            let own = activity.guid.as_deref().and_then(|guid| Uuid::parse_str(guid).ok());
            (own.unwrap_or_else(|| activity.id.uuid()), at)
        };
        Self {
            said_at: at(&said),
            said_in_xml_at: at(&said_in_xml),
            main: wording::main_language(schedule, &programme),
            foreign: schedule.conference.acronym != said.conference.acronym,
            activities: programme.activities.iter().enumerate().map(guid).collect(),
            slugs: programme.activities.iter().map(|one| one.slug.clone()).collect(),
            halls: HashMap::new(),
            named_halls: HashSet::new(),
            people: people::Known::of(&programme),
            person_slugs: programme.people.iter().map(|one| one.slug.clone()).collect(),
            named: schedule.events.iter().map(|event| event.guid).collect(),
            notices: Vec::new(),
            said,
            said_in_xml,
            programme,
            schedule,
        }
    }

    /// What we would say of that event, in the fuller and in the poorer format.
    fn said_of(&self, guid: Uuid) -> Option<[&Event; 2]> {
        let full = &self.said.events[*self.said_at.get(&guid)?];
        let poor = &self.said_in_xml.events[*self.said_in_xml_at.get(&guid)?];
        Some([full, poor])
    }

    fn id<T>(&self, kind: &str, name: &str) -> Id<T> {
        Id::named(&format!("{}/{kind}", self.programme.edition.id), name)
    }

    fn person_at(&self, id: PersonId) -> Option<usize> {
        self.people.at(id)
    }
}

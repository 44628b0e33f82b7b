//! Rooms, tracks, and the identities that events must not share.

use std::collections::{HashMap, HashSet};

use kernel::Uuid;

use super::Fields;
use super::assemble::Setting;
use super::events::uuid_for;
use crate::error::{Problem, ReadError};
use crate::notes::Skipping;
use crate::schedule::{ID_MAX, Room, Track, named, untaken};

pub(super) fn tracks(drafts: &[Fields<'_>], skipping: &mut Skipping) -> Vec<Track> {
    let mut names = HashSet::new();
    let mut track = |fields: &Fields<'_>| {
        let name = fields.line_if_any("name")?;
        let slug = fields.line_if_any("slug");
        let color = fields.color("color", "track", skipping);
        names.insert(name.clone()).then_some(Track { name, slug, color })
    };
    drafts.iter().filter_map(&mut track).collect()
}

/// The rooms by name, in the order of their first mention. A guid that an earlier room has is left
/// out: pretalx's own demonstration gives one to two rooms.
pub(super) fn rooms(drafts: &[Fields<'_>], skipping: &mut Skipping) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut guids: HashMap<Uuid, usize> = HashMap::new();
    for fields in drafts {
        let Some(name) = fields.line_if_any("name") else { continue };
        let place = *places.entry(name.clone()).or_insert(rooms.len());
        if place == rooms.len() {
            let description = String::new();
            rooms.push(Room { name, guid: None, description, capacity: None });
        }
        let room = &mut rooms[place];
        match fields.guid("room", skipping) {
            Some(guid) if *guids.entry(guid).or_insert(place) != place => {
                skipping.value("guid (another room has it)", "room", fields.at);
            }
            guid => room.guid = room.guid.or(guid),
        }
        if room.description.is_empty() {
            room.description = fields.text("description");
        }
        let capacity = fields.parsed("capacity", "room", skipping, |text| {
            text.strip_suffix(".0").unwrap_or(text).parse().ok()
        });
        room.capacity = room.capacity.or(capacity);
    }
    rooms
}

/// The ids and guids given so far.
#[derive(Default)]
pub(super) struct Identities {
    by_id: HashMap<u64, Bearer>,
    by_guid: HashMap<Uuid, usize>,
    derived: HashSet<Uuid>,
    /// Events whose guid had to be made up.
    pub(super) made_up: usize,
}

struct Bearer {
    at: usize,
    title: String,
    guid: Option<Uuid>,
}

impl Identities {
    /// The identity of an event, or the error that another has it.
    ///
    /// One submission that is held twice keeps its id in pretalx; so an id may come again when the
    /// title is the same and both events have guids of their own.
    pub(super) fn of(
        &mut self,
        setting: &Setting<'_>,
        fields: &Fields<'_>,
        skipping: &mut Skipping,
    ) -> Result<(Option<u64>, Uuid), ReadError> {
        let (at, title) = (fields.at, fields.line("title"));
        let own = fields.line_if_any("guid").map(|guid| uuid_for(&guid));
        let legal = |text: &str| text.parse().ok().filter(|id| (1..=ID_MAX).contains(id));
        let id = fields.parsed("id", "event", skipping, legal);
        let mut repeated = false;
        if let Some(id) = id {
            if let Some(first) = self.by_id.get(&id) {
                repeated = first.title == title
                    && own.is_some()
                    && first.guid.is_some_and(|guid| Some(guid) != own);
                if !repeated {
                    return Err(duplicate(setting, "id", id.to_string(), at, first.at));
                }
            } else {
                self.by_id.insert(id, Bearer { at, title, guid: own });
            }
        }
        let guid = own.unwrap_or_else(|| self.derive(setting, fields));
        if let Some(first) = self.by_guid.insert(guid, at) {
            return Err(duplicate(setting, "guid", guid.to_string(), at, first));
        }
        Ok((id.filter(|_| !repeated), guid))
    }

    /// A guid from what else names the event, the same on every import of the same event.
    fn derive(&mut self, setting: &Setting<'_>, fields: &Fields<'_>) -> Uuid {
        self.made_up += 1;
        let name = ["id", "code", "slug", "title"].iter().find_map(|it| fields.line_if_any(it));
        let name = format!("{}/{}", setting.acronym, name.unwrap_or_default());
        let follower = |number| named("schedule event", &format!("{name}/{number}"));
        untaken(&mut self.derived, named("schedule event", &name), follower)
    }
}

fn duplicate(
    setting: &Setting<'_>,
    field: &'static str,
    text: String,
    at: usize,
    first_at: usize,
) -> ReadError {
    let first = setting.source.place(first_at);
    setting.source.error(at, Problem::Duplicate { field, text, first })
}

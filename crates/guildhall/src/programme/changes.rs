//! What became of each activity from one release to the next, as far as it matters to those who take
//! part in it or mean to come. Noted with the release, so that letters, feeds and readers' own lists
//! need not compare programmes.
//!
//! What it is *not*: the page of what changed, which compares any two releases (`site`).

use std::collections::HashMap;

use kernel::{Interval, Slug, Text};
use serde::{Deserialize, Serialize};

use super::index::Index;
use super::model::{Activity, ActivityId, ActivityState, Programme};
use crate::hosts::model::HostId;
use crate::people::model::PersonId;

/// One activity that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub activity: ActivityId,
    /// Its address, as the later release has it.
    pub slug: Slug,
    /// `None`: it was not there.
    pub before: Option<State>,
    /// `None`: it is not there any more.
    pub after: Option<State>,
}

/// What people must know of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub title: Text,
    pub interval: Option<Interval>,
    /// Of the hall and of its venue.
    pub place: Option<(Text, Text)>,
    pub cancelled: bool,
    pub people: Vec<PersonId>,
    pub hosts: Vec<HostId>,
}

/// What became of it, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    Cancelled,
    Removed,
    /// Another time or another place.
    Moved,
    Added,
    /// Takes place after all.
    Restored,
    Renamed,
    /// Others take part in it or hold it.
    Recast,
}

impl Turn {
    pub const ALL: [Self; 7] = [
        Self::Cancelled,
        Self::Removed,
        Self::Moved,
        Self::Added,
        Self::Restored,
        Self::Renamed,
        Self::Recast,
    ];
}

impl Change {
    pub fn turn(&self) -> Turn {
        let (before, after) = match (&self.before, &self.after) {
            (None, _) => return Turn::Added,
            (_, None) => return Turn::Removed,
            (Some(before), Some(after)) => (before, after),
        };
        match (before.cancelled, after.cancelled) {
            (false, true) => Turn::Cancelled,
            (true, false) => Turn::Restored,
            _ if (before.interval, &before.place) != (after.interval, &after.place) => Turn::Moved,
            _ if before.title != after.title => Turn::Renamed,
            _ => Turn::Recast,
        }
    }

    /// As it is now, or was before it went.
    pub fn latest(&self) -> Option<&State> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// What is not in `after` as it was in `before`, in the order of `after`; what is gone stands last.
pub fn between(before: Option<&Programme>, after: &Programme) -> Vec<Change> {
    let was = before.map(|programme| states(programme, &Index::of(programme)));
    let mut was: HashMap<ActivityId, (Slug, State)> = was.unwrap_or_default();
    let index = Index::of(after);
    let mut changes = Vec::new();
    for activity in &after.activities {
        let (state, before) = (state(after, &index, activity), was.remove(&activity.id));
        let before = before.map(|(_, state)| state);
        if before.as_ref() == Some(&state) || before.is_none() && state.cancelled {
            continue;
        }
        let (slug, after) = (activity.slug.clone(), Some(state));
        changes.push(Change { activity: activity.id, slug, before, after });
    }
    let gone = before.iter().flat_map(|programme| &programme.activities);
    for activity in gone {
        // What had been called off before is no news.
        if let Some((slug, state)) = was.remove(&activity.id)
            && !state.cancelled
        {
            changes.push(Change { activity: activity.id, slug, before: Some(state), after: None });
        }
    }
    changes
}

fn states(programme: &Programme, index: &Index) -> HashMap<ActivityId, (Slug, State)> {
    let of = |one: &Activity| (one.id, (one.slug.clone(), state(programme, index, one)));
    programme.activities.iter().map(of).collect()
}

/// What people must know of an activity as this programme has it.
pub fn state(programme: &Programme, index: &Index, activity: &Activity) -> State {
    let hall = activity.placement.and_then(|place| index.hall(programme, place.hall));
    let mut people: Vec<PersonId> = activity.people.iter().map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    let mut hosts = activity.hosts.clone();
    hosts.sort_unstable();
    State {
        title: activity.title.clone(),
        interval: activity.placement.map(|place| place.interval),
        place: hall.map(|(venue, hall)| (hall.name.clone(), venue.name.clone())),
        cancelled: activity.state == ActivityState::Cancelled,
        people,
        hosts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::fixture;

    fn turns(before: &Programme, after: &Programme) -> Vec<Turn> {
        between(Some(before), after).iter().map(Change::turn).collect()
    }

    #[test]
    fn everything_is_new_in_a_first_release_and_nothing_changes_in_itself() {
        let programme = fixture::programme(3);
        let all = between(None, &programme);
        assert_eq!(all.iter().map(Change::turn).collect::<Vec<_>>(), [Turn::Added; 3]);
        assert_eq!(between(Some(&programme), &programme), []);
    }

    #[test]
    fn the_weightiest_of_what_became_of_an_activity_is_told() {
        let before = fixture::programme(7);
        let mut after = fixture::programme(8);
        after.activities[0].state = ActivityState::Cancelled;
        after.activities[1].title = Text::zh_en("新名", "New name");
        let interval = after.activities[3].placement.unwrap().interval;
        after.activities[2].placement.as_mut().unwrap().interval = interval;
        after.activities[2].title = Text::zh_en("新名", "New name");
        after.activities[3].people.clear();
        after.activities[4].summary = Text::zh_en("改了一句话", "Other words");
        after.activities.remove(6);
        assert_eq!(
            turns(&before, &after),
            [Turn::Cancelled, Turn::Renamed, Turn::Moved, Turn::Recast, Turn::Added, Turn::Removed]
        );
        assert_eq!(turns(&after, &before)[0], Turn::Restored);
    }

    #[test]
    fn what_was_called_off_before_anybody_heard_of_it_is_no_news() {
        let before = fixture::programme(1);
        let mut after = fixture::programme(2);
        after.activities[1].state = ActivityState::Cancelled;
        assert_eq!(between(Some(&before), &after), []);
        assert_eq!(between(Some(&after), &before), []);
    }
}

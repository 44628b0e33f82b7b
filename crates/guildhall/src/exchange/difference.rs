//! What an import changes, counted and named.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use crate::programme::model::{Activity, Programme, Scheme};

/// Names that are told of each sort; the rest is counted.
const NAMED_MAX: usize = 10;

/// How many of one sort of thing came, went and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

/// The difference between two programmes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub activities: Count,
    /// Among the changed: those at another time or in another hall.
    pub moved: usize,
    pub people: Count,
    pub halls: Count,
    pub tracks: Count,
    /// Anything else, such as the name of the edition.
    pub edition: bool,
    pub added_titles: Vec<String>,
    pub removed_titles: Vec<String>,
    pub moved_titles: Vec<String>,
}

impl Difference {
    pub fn between(before: Option<&Programme>, after: &Programme) -> Self {
        let Some(before) = before else { return Self::all_new(after) };
        let tracks = |programme: &Programme| {
            let terms = programme.terms.iter().filter(|term| term.scheme == Scheme::Track);
            terms.map(|term| (term.slug.clone(), term.name.clone())).collect::<HashMap<_, _>>()
        };
        let halls = |programme: &Programme| {
            let halls = programme.venues.iter().flat_map(|venue| &venue.halls);
            halls.map(|hall| (hall.id, hall.clone())).collect::<HashMap<_, _>>()
        };
        let people = |programme: &Programme| {
            programme.people.iter().map(|it| (it.id, it.clone())).collect::<HashMap<_, _>>()
        };
        let mut found = Self {
            people: count(&people(before), &people(after)),
            halls: count(&halls(before), &halls(after)),
            tracks: count(&tracks(before), &tracks(after)),
            edition: before.edition != after.edition,
            ..Self::default()
        };
        found.compare_activities(before, after);
        found
    }

    fn all_new(programme: &Programme) -> Self {
        let added = |added| Count { added, ..Count::default() };
        Self {
            activities: added(programme.activities.len()),
            people: added(programme.people.len()),
            halls: added(programme.venues.iter().map(|venue| venue.halls.len()).sum()),
            tracks: added(programme.terms.len()),
            edition: true,
            ..Self::default()
        }
    }

    fn compare_activities(&mut self, before: &Programme, after: &Programme) {
        let by_id = |programme: &'_ Programme| -> HashMap<_, usize> {
            programme.activities.iter().enumerate().map(|(at, one)| (one.id, at)).collect()
        };
        let (old, new) = (by_id(before), by_id(after));
        let rest = |programme: &Programme, one: &Activity| {
            programme.remainder.activities.get(&one.id).cloned()
        };
        for one in &after.activities {
            let Some(was) = old.get(&one.id).map(|at| &before.activities[*at]) else {
                self.activities.added += 1;
                name(&mut self.added_titles, one);
                continue;
            };
            if was.placement != one.placement {
                self.moved += 1;
                name(&mut self.moved_titles, one);
            }
            if was != one || rest(before, was) != rest(after, one) {
                self.activities.changed += 1;
            }
        }
        for one in before.activities.iter().filter(|one| !new.contains_key(&one.id)) {
            self.activities.removed += 1;
            name(&mut self.removed_titles, one);
        }
    }
}

fn count<K: Eq + Hash, V: PartialEq>(before: &HashMap<K, V>, after: &HashMap<K, V>) -> Count {
    let changed = |(key, value): &(&K, &V)| before.get(key).is_some_and(|was| was != *value);
    Count {
        added: after.keys().filter(|key| !before.contains_key(key)).count(),
        removed: before.keys().filter(|key| !after.contains_key(key)).count(),
        changed: after.iter().filter(changed).count(),
    }
}

fn name(into: &mut Vec<String>, activity: &Activity) {
    if into.len() < NAMED_MAX {
        into.push(activity.title.get(kernel::Lang::En).to_owned());
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [(self.added, "added"), (self.changed, "changed"), (self.removed, "taken out")];
        let said = all.iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = said.map(|(count, word)| format!("{count} {word}")).collect();
        match said.is_empty() {
            true => f.write_str("as they were"),
            false => f.write_str(&said.join(", ")),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "activities: {}", self.activities)?;
        if self.moved > 0 {
            write!(f, " ({} moved)", self.moved)?;
        }
        for (word, titles, whole) in [
            ("+", &self.added_titles, self.activities.added),
            ("-", &self.removed_titles, self.activities.removed),
            (">", &self.moved_titles, self.moved),
        ] {
            titles.iter().try_for_each(|title| write!(f, "\n  {word} {title}"))?;
            if whole > titles.len() && !titles.is_empty() {
                write!(f, "\n  {word} and {} more", whole - titles.len())?;
            }
        }
        write!(f, "\npeople: {}\nhalls: {}\ntracks: {}", self.people, self.halls, self.tracks)?;
        if self.edition {
            f.write_str("\nedition: its name, days, zone or languages are new")?;
        }
        Ok(())
    }
}

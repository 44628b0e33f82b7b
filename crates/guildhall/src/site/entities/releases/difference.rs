//! What became of each activity from one release to another, in words.

use std::collections::HashMap;

use kernel::Lang;

use super::changes::{Changed, Fate, Turn};
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, ActivityState, Programme};
use crate::shell::when;
use crate::site::{Address, Site};
use crate::words::Words;

/// A programme with its index, to say where things are.
struct Side<'p> {
    programme: &'p Programme,
    index: Index,
}

impl Site {
    /// Every activity that is not in `after` as it was in `before`, in the order of `after`; what is gone
    /// stands last. An activity leads to its page when this site's release has one.
    pub fn changed(&self, lang: Lang, before: &Programme, after: &Programme) -> Vec<Changed> {
        let sides =
            [before, after].map(|programme| Side { programme, index: Index::of(programme) });
        let mut left: HashMap<ActivityId, &Activity> =
            before.activities.iter().map(|activity| (activity.id, activity)).collect();
        let mut changed = Vec::new();
        for activity in &after.activities {
            match left.remove(&activity.id) {
                Some(old) if old == activity => {}
                Some(old) => changed.push(self.one(lang, &sides, (old, activity))),
                None => changed.push(self.named(activity, Fate::Added, Vec::new())),
            }
        }
        let gone = before.activities.iter().filter(|activity| left.contains_key(&activity.id));
        changed.extend(gone.map(|activity| self.named(activity, Fate::Removed, Vec::new())));
        changed
    }

    fn named(&self, activity: &Activity, fate: Fate, turns: Vec<Turn>) -> Changed {
        let programme = &self.release.programme;
        let here = self.index.activity(programme, activity.id);
        let page = here.map(|here| Address::Activity(here.slug.clone()));
        Changed { fate, title: activity.title.clone(), page, turns }
    }

    fn one(&self, lang: Lang, sides: &[Side<'_>; 2], pair: (&Activity, &Activity)) -> Changed {
        let (old, new) = pair;
        let turns = turns(lang, sides, pair);
        let fate = match (old.state, new.state) {
            (ActivityState::Planned, ActivityState::Cancelled) => Fate::Cancelled,
            (ActivityState::Cancelled, ActivityState::Planned) => Fate::Restored,
            _ if old.placement != new.placement => Fate::Moved,
            _ if old.title != new.title => Fate::Renamed,
            _ => Fate::Revised,
        };
        self.named(new, fate, turns)
    }
}

fn turns(lang: Lang, sides: &[Side<'_>; 2], (old, new): (&Activity, &Activity)) -> Vec<Turn> {
    let words = Words::of(lang);
    let both =
        |say: &dyn Fn(&Side<'_>, &Activity) -> String| (say(&sides[0], old), say(&sides[1], new));
    let said = [
        (words.entities_turn_title(), both(&|_, one| one.title.get(lang).to_owned())),
        (words.entities_turn_time(), both(&|side, one| side.time(words, one))),
        (words.entities_turn_place(), both(&|side, one| side.place(lang, one))),
        (words.entities_turn_people(), both(&|side, one| side.people(words, lang, one))),
        (words.entities_turn_hosts(), both(&|side, one| side.hosts(words, lang, one))),
    ];
    let turned = said.into_iter().filter(|(_, (before, after))| before != after);
    turned.map(|(label, (before, after))| Turn { label: label.to_owned(), before, after }).collect()
}

impl Side<'_> {
    fn time(&self, words: Words, activity: &Activity) -> String {
        let zone = &self.programme.edition.zone;
        let span = activity.placement.map(|place| when::span(words, zone, place.interval));
        span.unwrap_or_default()
    }

    fn place(&self, lang: Lang, activity: &Activity) -> String {
        let hall = activity.placement.and_then(|place| self.index.hall(self.programme, place.hall));
        hall.map(|(_, hall)| hall.name.get(lang).to_owned()).unwrap_or_default()
    }

    fn people(&self, words: Words, lang: Lang, activity: &Activity) -> String {
        let ids = activity.people.iter().map(|involved| involved.person);
        let people = ids.filter_map(|id| self.index.person(self.programme, id));
        let names: Vec<&str> = people.map(|person| person.name.get(lang)).collect();
        names.join(&words.entities_turn_comma())
    }

    fn hosts(&self, words: Words, lang: Lang, activity: &Activity) -> String {
        let hosts = activity.hosts.iter().filter_map(|id| self.index.host(self.programme, *id));
        let names: Vec<&str> = hosts.map(|host| host.name.get(lang)).collect();
        names.join(&words.entities_turn_comma())
    }
}

//! Conflicts in a sentence each, for whoever is about to cause them.

use serde_json::{Value, json};

use crate::desk::Visit;
use crate::programme::absences::Whose;
use crate::programme::conflicts::Conflict;
use crate::programme::index::Index;
use crate::programme::model::{ActivityId, Programme};
use crate::programme::table::model::Sort;
use crate::shell::when;
use crate::words::Words;

/// One sentence.
pub fn line(visit: &Visit, programme: &Programme, index: &Index, conflict: &Conflict) -> String {
    let (words, lang) = (visit.words, visit.lang);
    let title = |id: ActivityId| {
        let found = index.activity(programme, id);
        found.map_or(String::new(), |one| one.title.get(lang).to_owned())
    };
    let both = |first: ActivityId, second: ActivityId| [title(first), title(second)];
    let person = |id| index.person(programme, id).map_or("", |one| one.name.get(lang)).to_owned();
    let hall = |id| index.hall(programme, id).map_or("", |(_, one)| one.name.get(lang)).to_owned();
    match *conflict {
        Conflict::PersonTwice { person: who, first, second } => {
            let [one, other] = both(first, second);
            words.table_told_person_twice(one, other, person(who))
        }
        Conflict::TravelTooShort { person: who, first, second, gap_minutes, travel_minutes } => {
            let [one, other] = both(first, second);
            let (gap, way) = (gap_minutes.to_string(), travel_minutes.to_string());
            words.table_told_travel_too_short(gap, one, other, person(who), way)
        }
        Conflict::HallTwice { hall: of, first, second } => {
            let [one, other] = both(first, second);
            words.table_told_hall_twice(hall(of), one, other)
        }
        Conflict::HallTooSmall { activity, places, capacity } => {
            let (places, capacity) = (places.to_string(), capacity.to_string());
            words.table_told_hall_too_small(capacity, places, title(activity))
        }
        Conflict::OutsideOpening { activity, hall: of } => {
            let placed = index.activity(programme, activity).and_then(|one| one.placement);
            let zone = &programme.edition.zone;
            let at = placed.map(|it| when::span(words, zone, it.interval)).unwrap_or_default();
            words.table_told_outside_opening(hall(of), at, title(activity))
        }
        Conflict::Away { whose, activity } => {
            words.table_told_away(title(activity), who(programme, index, visit, whose))
        }
        Conflict::RatherNot { whose, activity } => {
            words.table_told_rather_not(title(activity), who(programme, index, visit, whose))
        }
    }
}

/// The person or the host.
pub fn who(programme: &Programme, index: &Index, visit: &Visit, whose: Whose) -> String {
    let name = match whose {
        Whose::Person(person) => index.person(programme, person).map(|one| &one.name),
        Whose::Host(host) => index.host(programme, host).map(|one| &one.name),
    };
    name.map_or(String::new(), |name| name.get(visit.lang).to_owned())
}

/// The same for the script: the sort beside the sentence.
pub fn lines(
    visit: &Visit,
    programme: &Programme,
    index: &Index,
    conflicts: &[Conflict],
) -> Vec<Value> {
    let of = |one| {
        let said = line(visit, programme, index, one);
        json!({"sort": Sort::of(one).word(), "said": said})
    };
    conflicts.iter().map(of).collect()
}

/// What a sort of conflict is called.
pub fn sort_words(words: Words, sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::PersonTwice => (words.programme_person_twice(), words.programme_person_twice_hint()),
        Sort::HallTwice => (words.programme_hall_twice(), words.programme_hall_twice_hint()),
        Sort::TravelTooShort => {
            (words.programme_travel_too_short(), words.programme_travel_too_short_hint())
        }
        Sort::Away => (words.table_away(), words.table_away_hint()),
        Sort::HallTooSmall => {
            (words.programme_hall_too_small(), words.programme_hall_too_small_hint())
        }
        Sort::OutsideOpening => {
            (words.programme_outside_opening(), words.programme_outside_opening_hint())
        }
        Sort::RatherNot => (words.table_rather_not(), words.table_rather_not_hint()),
    }
}

//! What stands, stands: where the rest is placed, whatever is placed already becomes a hall of its own
//! that is open just then, and its hall is closed meanwhile. So a draft that has conflicts can be worked
//! on, and nobody is asked to be at two places at once. Pure.

use std::collections::{BTreeMap, BTreeSet};

use solve::timetable::problem::{self as said, Placed, Span, Spot};
use solve::timetable::{self as timetable, Problem};

/// The problem in which only `those` are to be placed.
pub fn among_standing(base: &Problem, those: &BTreeSet<String>) -> Problem {
    let mut asked = Problem { release: Vec::new(), ..base.clone() };
    let places: BTreeMap<&str, &Placed> =
        base.release.iter().map(|one| (one.activity.as_str(), one)).collect();
    let wanted = |one: &said::Activity| those.contains(&one.id);
    let people: BTreeSet<&String> =
        base.activities.iter().filter(|one| wanted(one)).flat_map(|one| &one.parties).collect();
    let starred = |name: &String| {
        let meets = |one: &String, other: &String| one == name && those.contains(other);
        base.stars.iter().any(|it| meets(&it.one, &it.other) || meets(&it.other, &it.one))
    };
    // By person: the parties that stand for them at what stands.
    let mut elsewhere: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut ghosts = Vec::new();
    for one in base.activities.iter().filter(|one| !wanted(one)) {
        let Some(place) = places.get(one.id.as_str()) else { continue };
        let busy = Span { from: place.start, until: place.start + one.minutes as i32 };
        let Some(hall) = asked.halls.iter_mut().find(|hall| hall.id == place.hall) else {
            continue;
        };
        let venue = hall.venue.clone();
        hall.open = timetable::domain::without(&hall.open, busy);
        let shared: Vec<&String> = one.parties.iter().filter(|it| people.contains(it)).collect();
        if shared.is_empty() && !starred(&one.id) {
            continue;
        }
        let name = ghost(&one.id);
        let parties: Vec<String> = shared.iter().map(|who| format!("{who}{name}")).collect();
        for (who, party) in shared.iter().zip(&parties) {
            elsewhere.entry((*who).clone()).or_default().push(party.clone());
        }
        let open = vec![busy];
        asked.halls.push(said::Hall { id: name.clone(), venue, open, ..said::Hall::default() });
        ghosts.push(said::Activity {
            id: name.clone(),
            minutes: one.minutes,
            halls: vec![name.clone()],
            fixed: Some(Spot { hall: name, start: place.start }),
            parties,
            ..said::Activity::default()
        });
    }
    asked.activities.retain(wanted);
    for one in &mut asked.activities {
        one.fixed = None;
        let more: Vec<String> =
            one.parties.iter().filter_map(|who| elsewhere.get(who)).flatten().cloned().collect();
        one.parties.extend(more);
    }
    asked.activities.extend(ghosts);
    let parties = elsewhere.into_values().flatten();
    asked.parties.extend(parties.map(|id| said::Party { id, ..said::Party::default() }));
    let there = |name: &String| those.contains(name);
    asked.precedences.retain(|one| there(&one.before) && there(&one.after));
    for groups in [&mut asked.same_day, &mut asked.not_parallel, &mut asked.series] {
        groups.iter_mut().for_each(|group| group.retain(there));
    }
    stars_among(&mut asked, those);
    asked
}

/// What stands and is starred together with what is placed is there by its ghost.
fn stars_among(asked: &mut Problem, those: &BTreeSet<String>) {
    let known: BTreeSet<String> = asked.activities.iter().map(|one| one.id.clone()).collect();
    for name in asked.stars.iter_mut().flat_map(|it| [&mut it.one, &mut it.other]) {
        if !known.contains(name) {
            *name = ghost(name);
        }
    }
    asked.stars.retain(|it| {
        let placed = those.contains(&it.one) || those.contains(&it.other);
        placed && known.contains(&it.one) && known.contains(&it.other)
    });
}

/// The name of the hall, and of the activity, that stands for one that is placed already.
fn ghost(activity: &str) -> String {
    format!("{GHOST}{activity}")
}

const GHOST: char = '~';

/// The activity that a name is about, whether it is placed or to be placed.
pub fn activity_of(name: &str) -> &str {
    name.strip_prefix(GHOST).unwrap_or(name)
}

/// The activity of which a hall is only the shadow.
pub fn shadow_of(hall: &str) -> Option<&str> {
    hall.strip_prefix(GHOST)
}

/// Whoever a party stands for.
pub fn whoever(party: &str) -> &str {
    party.split_once(GHOST).map_or(party, |(who, _)| who)
}

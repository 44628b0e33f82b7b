//! From names to numbers; what does not fit is refused by the path of its field.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Activity, Case, DAY, Group, Hall, Host, Party, Place};
use super::links;
use super::names::{Names, at_most, invalid, minute, short, small, spans};
use super::pairs;
use super::problem::{self, Problem};
use super::stood::Stood;
use super::suits::Suits;
use crate::invalid::{Invalid, from_json};

/// More than ten times the largest conference we know.
pub const ACTIVITIES_MAX: usize = 20_000;
pub const HALLS_MAX: usize = 2_000;
pub const PARTIES_MAX: usize = 200_000;
/// Hosts, days, names in a group and the like.
pub const LIST_MAX: usize = 100_000;
/// Pairs of stars, and pairs that groups of `not_parallel` make.
pub const PAIRS_MAX: usize = 2_000_000;
/// Days; also the latest minute.
pub const DAYS_MAX: usize = 60;
/// Topics or features of one thing.
pub const WORDS_MAX: usize = 100;
/// Minutes of an activity with its set-up, of a way, of a change-over.
pub const MINUTES_MAX: u32 = 7 * 24 * 60;
/// A weight, or a number of people; sums of them stay far below what a number holds.
pub const WEIGHT_MAX: u32 = 1_000_000;

/// Reads a problem from JSON text; what cannot be read is named by its field, line and column.
pub fn read(text: &str) -> Result<Problem, Invalid> {
    from_json(text)
}

/// The names of all things.
pub(super) struct Known<'a> {
    pub(super) halls: Names<'a>,
    pub(super) hosts: Names<'a>,
    pub(super) parties: Names<'a>,
    pub(super) activities: Names<'a>,
}

impl Case {
    /// Checks a problem and gives its things numbers.
    pub fn new(problem: &Problem) -> Result<Self, Invalid> {
        at_most("days", problem.days.len(), DAYS_MAX)?;
        for (at, day) in problem.days.iter().enumerate() {
            short(|| format!("days[{at}]"), day)?;
        }
        small(|| "grid_minutes".to_string(), problem.grid_minutes, DAY as u32)?;
        let known = Known {
            halls: Names::new("hall", "halls", HALLS_MAX, problem.halls.iter().map(|it| &it.id))?,
            hosts: Names::new("host", "hosts", LIST_MAX, problem.hosts.iter().map(|it| &it.id))?,
            parties: Names::new(
                "party",
                "parties",
                PARTIES_MAX,
                problem.parties.iter().map(|it| &it.id),
            )?,
            activities: Names::new(
                "activity",
                "activities",
                ACTIVITIES_MAX,
                problem.activities.iter().map(|it| &it.id),
            )?,
        };
        let halls = halls(problem, &known)?;
        let hosts = hosts(problem)?;
        let mut parties = parties(problem)?;
        let suits = Suits::new(problem, &known)?;
        let mut groups = [BTreeMap::new(), BTreeMap::new(), BTreeMap::new()];
        let mut activities = Vec::new();
        for (at, from) in problem.activities.iter().enumerate() {
            activities.push(activity(from, at, (&known, &suits), &mut groups)?);
        }
        let of_parties = activities.iter().map(|it| it.parties.len()).sum();
        at_most("activities", of_parties, PAIRS_MAX)?;
        for (at, activity) in (0..).zip(&activities) {
            for &party in &activity.parties {
                parties[party as usize].activities.push(at);
            }
        }
        let [tracks, parts, topics] = groups.map(numbered);
        let mut case = Self {
            days: problem.days.clone(),
            grid: if problem.grid_minutes == 0 { 5 } else { problem.grid_minutes as i32 },
            travel: travel(problem, &halls)?,
            halls,
            hosts,
            parties,
            activities,
            tracks: tracks.0,
            parts: parts.0,
            topics: topics.0,
            precedences: pairs::precedences(problem, &known)?,
            same_day: pairs::lists(&problem.same_day, "same_day", &known)?,
            not_parallel: pairs::not_parallel(problem, &known)?,
            series: pairs::series(problem, &known)?,
            stars: pairs::stars(problem, &known)?,
            release: pairs::release(problem, &known)?,
            stood: Stood::default(),
            mending: false,
            weights: problem.weights,
        };
        weights(&case)?;
        for (at, from) in problem.activities.iter().enumerate() {
            let activity = &mut case.activities[at];
            activity.track = from.track.as_ref().map(|name| tracks.1[name]);
            activity.part = from.part.as_ref().map(|name| parts.1[name]);
            activity.topics = from.topics.iter().map(|name| topics.1[name]).collect();
            activity.topics.sort_unstable();
            activity.topics.dedup();
        }
        links::check(&case)?;
        Ok(case)
    }
}

fn halls(problem: &Problem, known: &Known<'_>) -> Result<Vec<Hall>, Invalid> {
    let mut venues: BTreeMap<&str, u32> = BTreeMap::new();
    let each = problem.halls.iter().enumerate().map(|(at, from)| {
        let next = venues.len() as u32;
        let venue = *venues.entry(from.venue.as_str()).or_insert(next);
        let path = |field: &str| format!("halls[{at}].{field}");
        small(|| path("changeover_minutes"), from.changeover_minutes, MINUTES_MAX)?;
        let owner = from.owner.as_ref();
        let owner = owner.map(|name| known.hosts.find(name, || path("owner"))).transpose()?;
        Ok(Hall {
            id: from.id.clone(),
            venue,
            capacity: from.capacity,
            open: spans(&path("open"), &from.open)?,
            changeover: from.changeover_minutes as i32,
            owner,
        })
    });
    each.collect()
}

fn travel(problem: &Problem, halls: &[Hall]) -> Result<Vec<i32>, Invalid> {
    at_most("travel", problem.travel.len(), LIST_MAX)?;
    let mut venues: BTreeMap<&str, u32> = BTreeMap::new();
    for (hall, from) in halls.iter().zip(&problem.halls) {
        venues.insert(from.venue.as_str(), hall.venue);
    }
    let mut ways: BTreeMap<(u32, u32), i32> = BTreeMap::new();
    for (at, way) in problem.travel.iter().enumerate() {
        small(|| format!("travel[{at}].minutes"), way.minutes, MINUTES_MAX)?;
        let find = |name: &String, field: &str| match venues.get(name.as_str()) {
            Some(&venue) => Ok(venue),
            None => {
                invalid(format!("travel[{at}].{field}"), format!("no hall is in venue \"{name}\""))
            }
        };
        let (from, to) = (find(&way.from, "from")?, find(&way.to, "to")?);
        for pair in [(from, to), (to, from)] {
            let minutes = ways.entry(pair).or_default();
            *minutes = (*minutes).max(way.minutes as i32);
        }
    }
    let mut table = Vec::with_capacity(halls.len() * halls.len());
    for (at, from) in halls.iter().enumerate() {
        for (other, to) in halls.iter().enumerate() {
            let way = ways.get(&(from.venue, to.venue)).copied().unwrap_or(0);
            table.push(if at == other { 0 } else { way });
        }
    }
    Ok(table)
}

fn hosts(problem: &Problem) -> Result<Vec<Host>, Invalid> {
    let of = |from: &problem::Host| Host {
        id: from.id.clone(),
        granted: from.granted_minutes.map(i64::from),
    };
    Ok(problem.hosts.iter().map(of).collect())
}

fn parties(problem: &Problem) -> Result<Vec<Party>, Invalid> {
    let each = problem.parties.iter().enumerate().map(|(at, from)| {
        let available = from.available.as_ref();
        let path = format!("parties[{at}].available");
        let available = available.map(|all| spans(&path, all)).transpose()?;
        let path = format!("parties[{at}].avoids");
        at_most(&path, from.avoids.len(), LIST_MAX)?;
        let mut avoids = Vec::new();
        for (place, avoid) in from.avoids.iter().enumerate() {
            let span = spans(&format!("{path}[{place}].span"), &[avoid.span])?[0];
            small(|| format!("{path}[{place}].weight"), avoid.weight, WEIGHT_MAX)?;
            avoids.push((span, i64::from(avoid.weight)));
        }
        Ok(Party { id: from.id.clone(), available, avoids, activities: Vec::new() })
    });
    each.collect()
}

/// Activities by the name of a track, a part, a topic.
type Groups<'a> = BTreeMap<&'a String, Vec<u32>>;

fn numbered(groups: Groups<'_>) -> (Vec<Group>, BTreeMap<String, u32>) {
    let numbers = groups.keys().zip(0..).map(|(name, at)| ((*name).clone(), at)).collect();
    let of = |(id, activities): (&String, Vec<u32>)| Group { id: id.clone(), activities };
    (groups.into_iter().map(of).collect(), numbers)
}

fn activity<'a>(
    from: &'a problem::Activity,
    at: usize,
    (known, suits): (&Known<'_>, &Suits<'_>),
    groups: &mut [Groups<'a>; 3],
) -> Result<Activity, Invalid> {
    let path = |field: &str| format!("activities[{at}].{field}");
    if from.minutes == 0 {
        return invalid(path("minutes"), "is 0");
    }
    for (field, minutes) in [
        ("minutes", from.minutes),
        ("setup_minutes", from.setup_minutes),
        ("teardown_minutes", from.teardown_minutes),
    ] {
        small(|| path(field), minutes, MINUTES_MAX)?;
    }
    small(|| path("demand"), from.demand, WEIGHT_MAX)?;
    let host = from.host.as_ref();
    let host = host.map(|name| known.hosts.find(name, || path("host"))).transpose()?;
    let fixed = from.fixed.as_ref().map(|spot| {
        let hall = known.halls.find(&spot.hall, || path("fixed.hall"))?;
        Ok(Place { hall, start: minute(spot.start, || path("fixed.start"))? })
    });
    at_most(&path("topics"), from.topics.len(), WORDS_MAX)?;
    at_most(&path("features"), from.features.len(), WORDS_MAX)?;
    for (field, names) in [
        ("track", from.track.as_slice()),
        ("part", from.part.as_slice()),
        ("topics", from.topics.as_slice()),
    ] {
        names.iter().try_for_each(|name| short(|| path(field), name))?;
    }
    for (groups, names) in
        groups.iter_mut().zip([from.track.as_slice(), from.part.as_slice(), from.topics.as_slice()])
    {
        for name in names.iter().collect::<BTreeSet<_>>() {
            groups.entry(name).or_default().push(at as u32);
        }
    }
    Ok(Activity {
        id: from.id.clone(),
        minutes: from.minutes as i32,
        setup: from.setup_minutes as i32,
        teardown: from.teardown_minutes as i32,
        halls: suits.halls(from, &known.halls.find_all(&from.halls, &path("halls"))?, host),
        windows: spans(&path("windows"), &from.windows)?,
        fixed: fixed.transpose()?,
        parties: known.parties.find_all(&from.parties, &path("parties"))?,
        host,
        demand: from.demand,
        track: None,
        part: None,
        topics: Vec::new(),
    })
}

fn weights(case: &Case) -> Result<(), Invalid> {
    let w = &case.weights;
    for (field, weight) in [
        ("demand", w.demand),
        ("stars", w.stars),
        ("track_parallel", w.track_parallel),
        ("track_halls", w.track_halls),
        ("avoids", w.avoids),
        ("series", w.series),
        ("part_balance", w.part_balance),
        ("topic_balance", w.topic_balance),
        ("change", w.change),
        ("change_day", w.change_day),
        ("change_hall", w.change_hall),
        ("change_time", w.change_time),
    ] {
        small(|| format!("weights.{field}"), weight, WEIGHT_MAX)?;
    }
    Ok(())
}

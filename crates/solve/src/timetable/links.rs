//! Which activities have to do with each other, so that moving one looks only at those.

use std::collections::BTreeMap;

use super::case::Case;
use crate::invalid::Invalid;

/// Pairs over all activities, so that memory and the time of a step stay bounded.
const LINKS_MAX: usize = 4_000_000;

/// Another activity that must or should not be at the same time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub other: u32,
    /// Parties in both: nobody is in two places.
    pub parties: u32,
    /// 1 when the two must not run side by side.
    pub apart: u32,
    /// While planning again: the release breaks a demand on the two.
    pub stood: bool,
    /// What it costs when they do: their track and those who want to see both.
    pub overlap: i64,
}

/// What has to do with one activity.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub near: Vec<Link>,
    /// (earlier, minutes between) and (later, minutes between).
    pub after: Vec<(u32, i32)>,
    pub before: Vec<(u32, i32)>,
    /// Its neighbours in its series.
    pub previous: Option<u32>,
    pub next: Option<u32>,
    /// Groups that are on one day.
    pub same_day: Vec<u32>,
    /// Times that its parties would rather be free, with weights.
    pub avoids: Vec<(super::problem::Span, i64)>,
}

/// Times to be spared over all activities.
const AVOIDS_MAX: usize = 1_000_000;

/// Refuses what would need more memory than the links may.
pub(super) fn check(case: &Case) -> Result<(), Invalid> {
    let groups = case.parties.iter().map(|party| &party.activities);
    let groups = groups.chain(case.tracks.iter().map(|track| &track.activities));
    let pairs: usize = groups.map(|of| of.len() * of.len().saturating_sub(1)).sum();
    if pairs + 2 * (case.stars.len() + case.not_parallel.len()) > LINKS_MAX {
        let says = format!("pairs of activities with something in common: more than {LINKS_MAX}");
        return Err(Invalid::new("parties", says));
    }
    let avoids = case.parties.iter().map(|party| party.avoids.len() * party.activities.len());
    if avoids.sum::<usize>() > AVOIDS_MAX {
        let says = format!("times to be spared, for each activity: more than {AVOIDS_MAX}");
        return Err(Invalid::new("parties", says));
    }
    Ok(())
}

/// The links of every activity.
pub fn links(case: &Case) -> Vec<Links> {
    let mut links = vec![Links::default(); case.activities.len()];
    for (at, near) in near(case).into_iter().enumerate() {
        links[at].near = near;
    }
    for &(before, after, gap) in &case.precedences {
        links[before as usize].before.push((after, gap));
        links[after as usize].after.push((before, gap));
    }
    for pair in case.series.iter().flat_map(|series| series.windows(2)) {
        links[pair[0] as usize].next = Some(pair[1]);
        links[pair[1] as usize].previous = Some(pair[0]);
    }
    for (group, activities) in (0..).zip(&case.same_day) {
        for &at in activities {
            links[at as usize].same_day.push(group);
        }
    }
    for party in &case.parties {
        for &at in &party.activities {
            links[at as usize].avoids.extend(&party.avoids);
        }
    }
    links
}

fn near(case: &Case) -> Vec<Vec<Link>> {
    let mut near: Vec<BTreeMap<u32, Link>> = vec![BTreeMap::new(); case.activities.len()];
    let mut both = |one: u32, other: u32, add: &dyn Fn(&mut Link)| {
        for (of, to) in [(one, other), (other, one)] {
            let link = near[of as usize].entry(to).or_default();
            link.other = to;
            add(link);
        }
    };
    let track = i64::from(case.weights.track_parallel);
    let stars = i64::from(case.weights.stars);
    for party in &case.parties {
        each_pair(&party.activities, |one, other| both(one, other, &|link| link.parties += 1));
    }
    for group in &case.tracks {
        each_pair(&group.activities, |one, other| both(one, other, &|link| link.overlap += track));
    }
    for &(one, other) in &case.not_parallel {
        both(one, other, &|link| link.apart = 1);
    }
    for &(one, other, people) in &case.stars {
        both(one, other, &|link| link.overlap += stars * people);
    }
    for (of, near) in (0..).zip(&mut near) {
        for (to, link) in near.iter_mut() {
            link.stood = case.stood.holds(of, *to);
        }
    }
    near.into_iter().map(|links| links.into_values().collect()).collect()
}

fn each_pair(activities: &[u32], mut look: impl FnMut(u32, u32)) {
    for (at, &one) in activities.iter().enumerate() {
        for &other in &activities[at + 1..] {
            look(one, other);
        }
    }
}

//! What a release broke before anything happened to it: planning again need not mend it, so it is
//! tolerated while those concerned stay where they were released.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Place, day_of};
use super::constraints::{ALL, Constraint};
use super::problem::Problem;

/// Activities and pairs that break a demand as released; nothing outside planning again.
#[derive(Clone, Debug, Default)]
pub struct Stood {
    alone: BTreeSet<u32>,
    /// The lower number first.
    pairs: BTreeSet<(u32, u32)>,
    /// Whoever is in a pair.
    paired: BTreeSet<u32>,
}

/// Findings of one demand that are told, so that a broken release costs no more.
const TOLD_MAX: usize = 10_000;

impl Case {
    pub fn is_released(&self, activity: u32, place: Place) -> bool {
        self.release[activity as usize] == Some(place)
    }

    /// Whether it may stand there although a demand of its own is broken.
    pub fn tolerates(&self, activity: u32, place: Place) -> bool {
        self.stood.alone.contains(&activity) && self.is_released(activity, place)
    }

    /// Whether the two may break a demand together, since they did as released.
    pub fn tolerates_both(&self, one: (u32, Place), other: (u32, Place)) -> bool {
        self.stood.holds(one.0, other.0)
            && self.is_released(one.0, one.1)
            && self.is_released(other.0, other.1)
    }
}

impl Stood {
    pub fn holds(&self, one: u32, other: u32) -> bool {
        self.pairs.contains(&(one.min(other), one.max(other)))
    }

    pub fn is_in_a_pair(&self, activity: u32) -> bool {
        self.paired.contains(&activity)
    }

    /// Whether it may stand where it was released whatever its own demands say.
    pub fn is_alone(&self, activity: u32) -> bool {
        self.alone.contains(&activity)
    }

    /// What the release of `before` breaks, by the numbers of `after`, and in words. `touched` says
    /// what the event itself takes away.
    pub fn of(
        before: &Case,
        after: &Case,
        touched: impl Fn(u32, Place) -> bool,
    ) -> (Self, Vec<String>) {
        let names: BTreeMap<&str, u32> =
            (0..).zip(&after.activities).map(|(at, own)| (own.id.as_str(), at)).collect();
        let (mut stood, mut words) = (Self::default(), Vec::new());
        for constraint in ALL.iter().filter(|one| is_tolerated(one)) {
            for finding in constraint.tell(before, &before.release, TOLD_MAX).findings {
                let at = finding.activities.iter().map(|&at| names.get(before.name(at)).copied());
                let Some(at) = at.collect::<Option<Vec<u32>>>() else { continue };
                let gone =
                    |one: &u32| after.release[*one as usize].is_none_or(|it| touched(*one, it));
                if at.iter().any(gone) {
                    continue;
                }
                words.push(finding.words);
                match *at {
                    [one] => _ = stood.alone.insert(one),
                    [one, other] => {
                        stood.pairs.insert((one.min(other), one.max(other)));
                        stood.paired.extend([one, other]);
                    }
                    _ => {}
                }
            }
        }
        (stood, words)
    }
}

/// Two in one hall at once are not: a search holds nothing twice.
fn is_tolerated(constraint: &Constraint) -> bool {
    const TOLERATED: [&str; 7] = [
        "hall_suits",
        "hall_open",
        "window",
        "party_available",
        "party_overlap",
        "precedence",
        "not_parallel",
    ];
    TOLERATED.contains(&constraint.name)
}

/// Leaves out the demands on many that the release breaks: days that differ, grants that are used up.
pub fn without_broken_groups(problem: &mut Problem, before: &Case) {
    let day = |at: &u32| before.release[*at as usize].map(|place| day_of(place.start));
    let mut groups = before.same_day.iter();
    problem.same_day.retain(|_| {
        let days: BTreeSet<usize> = groups.next().into_iter().flatten().filter_map(day).collect();
        days.len() < 2
    });
    let mut used = vec![0_i64; before.hosts.len()];
    for (own, place) in before.activities.iter().zip(&before.release) {
        if let (Some(host), Some(place)) = (own.host, place)
            && before.halls[place.hall as usize].owner != Some(host)
        {
            used[host as usize] += i64::from(own.hall_minutes());
        }
    }
    for (host, used) in problem.hosts.iter_mut().zip(used) {
        host.granted_minutes = host
            .granted_minutes
            .map(|granted| granted.max(u32::try_from(used).unwrap_or(u32::MAX)));
    }
}

//! Stars that visitors hand in, so that the next timetable keeps apart what many want to see both of.
//!
//! A browser sends which activities are starred, and nothing of whose they are: no account, no cookie,
//! no number. Kept is, for each two activities and each day, how many starred both; a list itself is
//! never kept. A browser that sends again says what is new, so nobody counts twice. Counts are let go
//! after a season, and what fewer than [`PEOPLE_MIN`] starred together is told to nobody.
//!
//! What it is *not*: the journal is told nothing here, for a moment and a list would be a trace.

use std::collections::BTreeSet;
use std::time::Duration;

use kernel::{Slug, Timestamp, Uuid};
use store::{Fault, Tx, Value};

use super::model::ActivityId;
use crate::editions::model::EditionId;
use crate::invariants::{Findings, Invariant, offenders};

/// More are not read: whoever stars everything says nothing.
pub const STARS_MAX: usize = 50;
/// So few who starred two together may know each other.
pub const PEOPLE_MIN: i64 = 3;
/// A timetable is made within a season.
pub(super) const KEPT: Duration = Duration::from_secs(120 * 24 * 60 * 60);
/// The strongest pairs are what a timetable can heed.
const PAIRS_MAX: i64 = 5_000;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

store::statements! {
    STARRED = "select id from activity where edition_id = $1 and slug = any($2) order by id";
    PAIR_ADD = "insert into star_pair (edition_id, one_id, other_id, on_day, people)
        values ($1, $2, $3, $4, 1)
        on conflict (edition_id, one_id, other_id, on_day)
            do update set people = star_pair.people + 1";
    LIST_ADD = "insert into star_list (edition_id, on_day, lists) values ($1, $2, 1)
        on conflict (edition_id, on_day) do update set lists = star_list.lists + 1";
    PAIRS_OF = "select one_id, other_id, cast(sum(people) as bigint) as people from star_pair
        where edition_id = $1 group by one_id, other_id having cast(sum(people) as bigint) >= $2
        order by people desc, one_id, other_id limit $3";
    LISTS_OF = "select cast(coalesce(sum(lists), 0) as bigint) from star_list where edition_id = $1";
    PAIRS_SWEEP = "delete from star_pair where on_day < $1";
    LISTS_SWEEP = "delete from star_list where on_day < $1";
    PAIR_COUNT = "select count(*) from star_pair";
    PAIR_ASTRAY = "select p.one_id, p.people from star_pair p
        left join star_list l on l.edition_id = p.edition_id and l.on_day = p.on_day
        where p.people > coalesce(l.lists, 0) order by p.one_id, p.other_id, p.on_day";
}

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "programme.stars",
    holds: "no two activities were starred together by more than handed in stars that day",
    look: astray,
}];

fn astray(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, PAIR_COUNT, PAIR_ASTRAY, |(id, people): (Uuid, i64)| {
        format!("{people} starred activity {id} with another, and fewer handed in stars")
    })
}

/// Two activities and how many want to see both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub one: ActivityId,
    pub other: ActivityId,
    pub people: i64,
}

/// What a browser hands in.
#[derive(Clone, Debug, Default)]
pub struct Handed {
    /// Starred since it handed in last.
    pub fresh: Vec<Slug>,
    /// Handed in before, and starred still.
    pub with: Vec<Slug>,
}

/// Counts one visitor's stars; answers how many pairs grew. Slugs that the edition does not know are
/// passed over.
pub fn hand_in(
    tx: &mut Tx<'_>,
    now: Timestamp,
    edition: EditionId,
    handed: &Handed,
) -> Result<usize, Fault> {
    let fresh: BTreeSet<ActivityId> = known(tx, edition, &handed.fresh)?;
    let with: BTreeSet<ActivityId> = known(tx, edition, &handed.with)?;
    let all: Vec<ActivityId> = fresh.union(&with).copied().collect();
    let day = now.as_millis().div_euclid(DAY_MS);
    let mut pairs = Vec::new();
    for (at, one) in all.iter().enumerate() {
        // In the order of ids, so that two who hand in at once wait for each other and never both.
        for other in &all[at + 1..] {
            if fresh.contains(one) || fresh.contains(other) {
                pairs.push((edition, *one, *other, day));
            }
        }
    }
    if pairs.is_empty() {
        return Ok(0);
    }
    tx.run(LIST_ADD, (edition, day))?;
    let count = pairs.len();
    tx.run_many(PAIR_ADD, pairs)?;
    Ok(count)
}

fn known(
    tx: &mut Tx<'_>,
    edition: EditionId,
    slugs: &[Slug],
) -> Result<BTreeSet<ActivityId>, Fault> {
    if slugs.is_empty() {
        return Ok(BTreeSet::new());
    }
    let slugs = Value::list(slugs.iter().take(STARS_MAX).map(Slug::as_str));
    let rows: Vec<(ActivityId,)> = tx.all(STARRED, (edition, slugs))?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The pairs that enough people starred, the strongest first.
pub fn pairs(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Pair>, Fault> {
    let rows: Vec<(ActivityId, ActivityId, i64)> =
        tx.all(PAIRS_OF, (edition, PEOPLE_MIN, PAIRS_MAX))?;
    Ok(rows.into_iter().map(|(one, other, people)| Pair { one, other, people }).collect())
}

/// How often stars were handed in.
pub fn lists(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    let (count,): (i64,) = tx.one(LISTS_OF, (edition,))?;
    Ok(count)
}

/// Lets go of what is older than a season.
pub fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Fault> {
    let day = (now.as_millis() - KEPT.as_millis() as i64).div_euclid(DAY_MS);
    Ok(tx.run(PAIRS_SWEEP, (day,))? + tx.run(LISTS_SWEEP, (day,))?)
}

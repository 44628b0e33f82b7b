//! When people and hosts are not there, or would rather be free: what they or their host's lead said,
//! drawn at the table and heeded by the solver. Nothing of it is ever public.

use kernel::{Id, Interval, Timestamp};
use store::{Columns, Fault, Row, Tx};

use super::conflicts::Conflict;
use super::index::Index;
use super::model::{Activity, ActivityState, Programme};
use crate::access::AccountId;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::hosts::model::HostId;
use crate::invariants::{Findings, Invariant, offenders};
use crate::people::model::PersonId;

pub type AbsenceId = Id<Absence>;

/// Whose time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Person(PersonId),
    Host(HostId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Cannot be there.
    Away,
    /// Would rather be free.
    RatherNot,
}

impl Sort {
    pub const ALL: [Self; 2] = [Self::Away, Self::RatherNot];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::RatherNot => "rather_not",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A time that somebody said something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    pub whose: Whose,
    pub sort: Sort,
    pub interval: Interval,
}

/// So many of one edition: more than its people would say.
pub const ABSENCES_MAX: i64 = 20_000;

store::statements! {
    ABSENCE_ALL = "select id, person_id, host_id, kind, starts_at, ends_at from availability
        where edition_id = $1 order by starts_at, id limit $2";
    ABSENCE_INSERT = "insert into availability (id, edition_id, person_id, host_id, kind,
            starts_at, ends_at, entered_by, entered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    ABSENCE_REMOVE = "delete from availability where edition_id = $1 and id = $2";
    ABSENCE_COUNT = "select count(*) from availability";
    ABSENCE_ASTRAY = "select a.id from availability a
        left join edition e on e.id = a.edition_id where e.id is null order by a.id";
}

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "programme.absences",
    holds: "every absence is of an edition that is there",
    look: astray,
}];

fn astray(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, ABSENCE_COUNT, ABSENCE_ASTRAY, |(id,): (AbsenceId,)| {
        format!("absence {id} is of no edition")
    })
}

impl Row for Absence {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let (person, host): (Option<PersonId>, Option<HostId>) = (columns.take()?, columns.take()?);
        let whose = person.map(Whose::Person).or(host.map(Whose::Host));
        let sort: String = columns.take()?;
        let sort = Sort::from_word(&sort).ok_or("no sort of absence")?;
        let interval = Interval::new(columns.take()?, columns.take()?);
        let interval = interval.map_err(|error| error.to_string())?;
        Ok(Self { id, whose: whose.ok_or("an absence of nobody")?, sort, interval })
    }
}

/// All that was said in an edition, in order of time.
pub fn of_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Absence>, Fault> {
    tx.all(ABSENCE_ALL, (edition, ABSENCES_MAX))
}

/// Keeps one. Whoever calls it has asked whose times they may enter.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    absence: &Absence,
) -> Result<(), Fault> {
    let (person, host) = match absence.whose {
        Whose::Person(person) => (Some(person), None),
        Whose::Host(host) => (None, Some(host)),
    };
    let by: Option<AccountId> = ctx.actor.account();
    let (from, until) = (absence.interval.start(), absence.interval.end());
    let row = (absence.id, edition, person, host, absence.sort.word(), from, until, by, ctx.now());
    tx.run(ABSENCE_INSERT, row).map(drop)
}

/// Forgets one; answers how many were there.
pub(super) fn remove(tx: &mut Tx<'_>, edition: EditionId, id: AbsenceId) -> Result<usize, Fault> {
    Ok(usize::from(tx.run(ABSENCE_REMOVE, (edition, id))? > 0))
}

/// What of the activities lies at a time that somebody who is needed said something about.
pub fn against<'p>(
    programme: &'p Programme,
    index: &Index,
    absences: &[Absence],
    among: impl Fn(&Activity) -> bool,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    for absence in absences {
        let theirs: Vec<&'p Activity> = match absence.whose {
            Whose::Person(person) => index.of_person(programme, person),
            Whose::Host(host) => index.of_host(programme, host),
        };
        for activity in theirs.into_iter().filter(|one| among(one)) {
            let planned = activity.state == ActivityState::Planned;
            let place = activity.placement.filter(|_| planned);
            if place.is_some_and(|place| place.interval.overlaps(absence.interval)) {
                let (whose, activity) = (absence.whose, activity.id);
                found.push(match absence.sort {
                    Sort::Away => Conflict::Away { whose, activity },
                    Sort::RatherNot => Conflict::RatherNot { whose, activity },
                });
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

//! What must be true of drafts and releases.

use kernel::Timestamp;
use store::{Fault, Tx};

use super::conflicts::conflicts;
use super::draft;
use super::index::Index;
use super::model::{Activity, Programme, Route};
use super::release::{self, ReleaseError};
use super::rules::{circles, outside, references};
use super::store::{ACTIVITIES, ROUTES, TERMS, TermOfEdition};
use crate::documents::agree;
use crate::editions;
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "programme.rows",
        holds: "every row of a draft says what its document says",
        look: rows,
    },
    Invariant {
        name: "programme.relations",
        holds: "placements, people and hosts of an activity are of its own edition",
        look: relations,
    },
    Invariant {
        name: "programme.draft-references",
        holds: "whatever a draft names is in it",
        look: draft_references,
    },
    Invariant { name: "programme.parents", holds: "no activity holds itself", look: parents },
    Invariant {
        name: "programme.placements",
        holds: "every placed activity begins on a day of its edition",
        look: placements,
    },
    Invariant {
        name: "programme.releases",
        holds: "every release is as it was frozen",
        look: releases,
    },
    Invariant {
        name: "programme.release-numbers",
        holds: "the releases of an edition are numbered 1, 2, 3, …",
        look: release_numbers,
    },
    Invariant {
        name: "programme.release-references",
        holds: "whatever a release names is in it",
        look: release_references,
    },
];

store::statements! {
    TERM_KEYS = "select id, scheme from term where edition_id = $1 order by id";
    ACTIVITY_KEYS = "select id, part_id, parent_id, kind, state, places, guid from activity
        where edition_id = $1 order by id";
    RELATION_COUNT = "select (select count(*) from placement)
        + (select count(*) from involvement) + (select count(*) from activity_host) as relations";
    RELATION_ASTRAY = "
        select 'placement' as relation, a.slug as slug from placement r
            join activity a on a.id = r.activity_id join hall h on h.id = r.hall_id
            where a.edition_id <> r.edition_id or h.edition_id <> r.edition_id
        union all
        select 'person' as relation, a.slug as slug from involvement r
            join activity a on a.id = r.activity_id join person p on p.id = r.person_id
            where a.edition_id <> r.edition_id or p.edition_id <> r.edition_id
        union all
        select 'host' as relation, a.slug as slug from activity_host r
            join activity a on a.id = r.activity_id join host h on h.id = r.host_id
            where a.edition_id <> r.edition_id or h.edition_id <> r.edition_id
        order by relation, slug";
}

fn rows(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    Ok(agree::<TermOfEdition>(tx, "term", TERMS, Some(TERM_KEYS))?
        .and(agree::<Activity>(tx, "activity", ACTIVITIES, Some(ACTIVITY_KEYS))?)
        .and(agree::<Route>(tx, "route", ROUTES, None)?))
}

fn relations(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, RELATION_COUNT, RELATION_ASTRAY, |(relation, slug): (String, String)| {
        format!("activity {slug}: its {relation} is of another edition")
    })
}

/// Asks `of` about every draft.
fn drafts(
    tx: &mut Tx<'_>,
    of: impl Fn(&Programme) -> (u64, Vec<String>),
) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    for edition in editions::verbs::all(tx)? {
        let draft = draft::read(tx, edition)?;
        let (looked_at, broken) = of(&draft);
        let slug = &draft.edition.slug;
        let broken = broken.into_iter().map(|line| format!("draft of {slug}: {line}")).collect();
        findings = findings.and(Findings::new(looked_at, broken));
    }
    Ok(findings)
}

fn count(programme: &Programme) -> u64 {
    programme.activities.len() as u64
}

fn draft_references(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    drafts(tx, |draft| {
        let found = references(draft);
        (found.looked_at, found.dangling.iter().map(ToString::to_string).collect())
    })
}

fn parents(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    drafts(tx, |draft| {
        let circles = circles(draft).into_iter();
        (count(draft), circles.map(|slug| format!("activity {slug} holds itself")).collect())
    })
}

fn placements(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    drafts(tx, |draft| {
        let (first, last) = (draft.edition.first_day, draft.edition.last_day);
        let outside = outside(draft).into_iter();
        let say = |slug| format!("activity {slug} is not from {first} to {last}");
        (count(draft), outside.map(say).collect())
    })
}

/// Asks `of` about every release that can be read, and says which cannot.
fn released(
    tx: &mut Tx<'_>,
    of: impl Fn(&Programme, &mut Findings) -> Vec<String>,
    unreadable: impl Fn(&ReleaseError) -> Option<String>,
) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    for edition in editions::verbs::all(tx)? {
        for head in release::heads(tx, edition.id)? {
            let name = format!("{} release {}", edition.slug, head.number);
            let broken: Vec<String> = match release::find(tx, edition.id, head.number) {
                Ok(Some(release)) => of(&release.programme, &mut findings),
                Ok(None) => Vec::new(),
                Err(ReleaseError::Fault(fault)) => return Err(fault),
                Err(other) => unreadable(&other).into_iter().collect(),
            };
            findings.broken.extend(broken.into_iter().map(|line| format!("{name}: {line}")));
        }
    }
    Ok(findings)
}

fn releases(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let whole = |programme: &Programme, findings: &mut Findings| {
        findings.looked_at += 1;
        let count = conflicts(programme, &Index::of(programme)).len();
        if count > 0 {
            let slug = &programme.edition.slug;
            findings.notes.push(format!("{slug}: a release has {count} conflicts"));
        }
        Vec::new()
    };
    released(tx, whole, |error| Some(error.to_string()))
}

fn release_references(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let follow = |programme: &Programme, findings: &mut Findings| {
        let found = references(programme);
        findings.looked_at += found.looked_at;
        found.dangling.iter().map(ToString::to_string).collect()
    };
    released(tx, follow, |_| None)
}

fn release_numbers(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    for edition in editions::verbs::all(tx)? {
        let mut numbers: Vec<i64> =
            release::heads(tx, edition.id)?.iter().map(|head| head.number).collect();
        numbers.reverse();
        findings.looked_at += numbers.len() as u64;
        if let Some((_, expected)) = numbers.iter().zip(1..).find(|(number, at)| *number != at) {
            findings.broken.push(format!("{}: release {expected} is gone", edition.slug));
        }
    }
    Ok(findings)
}

//! What must be true of calls, proposals, those who speak, and their files.

use std::time::Duration;

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::rules::{FILE_BYTES_MAX, FILES_BYTES_MAX};
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "calls.calls",
        holds: "every call is of an edition that is known, and closes after it opens",
        look: calls,
    },
    Invariant {
        name: "calls.proposals",
        holds: "every proposal is of its call's edition, has one who leads it, was decided only \
                after it was handed in, and is an activity exactly when it was confirmed",
        look: proposals,
    },
    Invariant {
        name: "calls.confirmed",
        holds: "what was confirmed is an activity of its edition's draft",
        look: confirmed,
    },
    Invariant {
        name: "calls.files",
        holds: "every file is as long as its row says, and no proposal has too many",
        look: files,
    },
    Invariant {
        name: "calls.forgotten",
        holds: "what was to be forgotten is: no address, no text, no file",
        look: forgotten,
    },
];

/// The sweeper comes by every few hours; two days are a machine that was off.
const GRACE: Duration = Duration::from_secs(2 * 24 * 3600);

store::statements! {
    CALL_COUNT = "select count(*) from call";
    CALL_WRONG = "select id, edition_id from call c
        where opens_at >= closes_at
            or not exists (select 1 from edition e where e.id = c.edition_id)
        order by id";
    PROPOSAL_COUNT = "select count(*) from proposal";
    PROPOSAL_WRONG = "select p.id, p.call_id from proposal p
        where not exists (select 1 from call c
                where c.id = p.call_id and c.edition_id = p.edition_id)
            or not exists (select 1 from proposal_speaker s
                where s.proposal_id = p.id and s.position = 0)
            or (p.submitted_at is null and p.state <> 'draft')
            or (p.decided_at is null and p.state in ('accepted', 'waiting', 'declined'))
            or (p.activity_id is null) = (p.state = 'confirmed')
        order by p.id";
    CONFIRMED_COUNT = "select count(*) from proposal where state = 'confirmed'";
    CONFIRMED_WRONG = "select p.id, p.call_id from proposal p
        where p.state = 'confirmed' and p.activity_id is not null
            and not exists (select 1 from activity a
                where a.id = p.activity_id and a.edition_id = p.edition_id)
        order by p.id";
    FILE_COUNT = "select count(*) from proposal_file";
    FILE_WRONG = "select f.proposal_id, f.id from proposal_file f
        where f.bytes <> length(f.content) or f.bytes > $1
            or (select cast(sum(o.bytes) as bigint) from proposal_file o where o.proposal_id = f.proposal_id) > $2
        order by f.proposal_id, f.id";
    FORGOTTEN_COUNT = "select count(*) from proposal where erase_at is not null";
    FORGOTTEN_WRONG = "select p.id, p.call_id from proposal p
        where (p.erased_at is null and p.erase_at <= $1)
            or (p.erased_at is not null and (p.searched <> ''
                or exists (select 1 from proposal_file f where f.proposal_id = p.id)
                or exists (select 1 from proposal_speaker s
                    where s.proposal_id = p.id and s.email <> '')))
        order by p.id";
}

fn calls(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, CALL_COUNT, CALL_WRONG, |(id, edition): (Uuid, Uuid)| {
        format!("call {id}: it closes before it opens, or there is no edition {edition}")
    })
}

fn proposals(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, PROPOSAL_COUNT, PROPOSAL_WRONG, |(id, call): (Uuid, Uuid)| {
        format!("proposal {id} to call {call}: nobody leads it, or its state does not follow")
    })
}

fn confirmed(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, CONFIRMED_COUNT, CONFIRMED_WRONG, |(id, call): (Uuid, Uuid)| {
        format!("proposal {id} to call {call}: its activity is not in the draft")
    })
}

fn files(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let most = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
    let limits = (most(FILE_BYTES_MAX), most(FILES_BYTES_MAX));
    let wrong: Vec<(Uuid, Uuid)> = tx.all(FILE_WRONG, limits)?;
    let looked_at: u64 = tx.one(FILE_COUNT, ())?;
    let broken = wrong.into_iter().map(|(proposal, id)| {
        format!("file {id} of proposal {proposal}: it is not as long as it says, or too much")
    });
    Ok(Findings { looked_at, broken: broken.collect(), ..Findings::default() })
}

fn forgotten(tx: &mut Tx<'_>, now: Timestamp) -> Result<Findings, Fault> {
    let wrong: Vec<(Uuid, Uuid)> = tx.all(FORGOTTEN_WRONG, (now - GRACE,))?;
    let looked_at: u64 = tx.one(FORGOTTEN_COUNT, ())?;
    let broken = wrong.into_iter().map(|(id, call)| {
        format!("proposal {id} to call {call}: it was to be forgotten, and is not")
    });
    Ok(Findings { looked_at, broken: broken.collect(), ..Findings::default() })
}

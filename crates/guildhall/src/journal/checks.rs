//! What must be true of the journal.

use std::time::Duration;

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::rows::{FACT_COUNT, verify};
use super::{Break, Broken};
use crate::invariants::{Findings, Invariant};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "journal.chain",
        holds: "the facts are one chain without gaps, and each hash is the hash of its fact",
        look: chain,
    },
    Invariant {
        name: "journal.sealed",
        holds: "no fact waits for the sealer while it seals others",
        look: sealed,
    },
];

/// Longer than any transaction that tells a fact, and than a node takes over for another.
const WAIT_MAX: Duration = Duration::from_secs(60);

store::statements! {
    WAITING_COUNT = "select count(*) from fact where position is null";
    /// A fact that is passed over: one told a while later is sealed, or a sealer holds its lease.
    WAITING_LONG = "select w.id, w.kind from fact w
        where w.position is null and (
            exists (select 1 from fact s where s.position is not null and s.at > w.at + $1)
            or (w.at + $1 < $2 and exists
                (select 1 from lease l where l.name = 'journal' and l.held_until > $2)))
        order by w.at, w.id";
}

fn chain(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let looked_at = tx.one(FACT_COUNT, ())?;
    let broken = verify(tx)?.into_iter().map(|Broken { position, why }| match why {
        Break::Altered => format!("fact {position} reads differently than when it was sealed"),
        Break::Gap => format!("before fact {position} at least one is gone"),
        Break::CutOff => format!("the chain ends at fact {position}, and was longer"),
    });
    Ok(Findings::new(looked_at, broken.collect()))
}

fn sealed(tx: &mut Tx<'_>, now: Timestamp) -> Result<Findings, Fault> {
    let looked_at = tx.one(WAITING_COUNT, ())?;
    let wait_ms = i64::try_from(WAIT_MAX.as_millis()).unwrap_or(i64::MAX);
    let waiting: Vec<(Uuid, String)> = tx.all(WAITING_LONG, (wait_ms, now))?;
    let say = |(id, kind): (Uuid, String)| format!("fact {id} ({kind}) was passed over");
    Ok(Findings::new(looked_at, waiting.into_iter().map(say).collect()))
}

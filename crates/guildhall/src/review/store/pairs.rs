//! Statements of comparisons.

use kernel::Timestamp;
use store::{Columns, Fault, Row, Tx};

use crate::calls::model::ProposalId;
use crate::review::model::{Pair, PairId, PhaseId, ReviewId, ReviewerId, Said};

store::statements! {
    PAIRS_OF = "select id, phase_id, reviewer_id, left_id, right_id, said, version
        from review_pair where phase_id = $1 order by asked_at, id";
    PAIR_BY_ID = "select id, phase_id, reviewer_id, left_id, right_id, said, version
        from review_pair where id = $1";
    PAIR_INSERT = "insert into review_pair
            (id, phase_id, reviewer_id, left_id, right_id, said, version, asked_at)
        values ($1, $2, $3, $4, $5, '', 1, $6)";
    PAIR_WRITE = "update review_pair set said = $3, given_at = $4, version = version + 1
        where id = $1 and version = $2";
    /// What is asked of a reviewer who is one no more.
    PAIRS_DROP = "delete from review_pair where reviewer_id = $1 and said = ''";
    PAIRS_ASKED_DROP = "delete from review_pair where phase_id = $1 and said = ''";
    /// What a reviewer said of a proposal that they must not judge.
    PAIRS_WITH_DROP = "delete from review_pair
        where phase_id = $1 and reviewer_id = $2 and (left_id = $3 or right_id = $3)";
    CONFLICT_PUT = "insert into review
            (id, phase_id, proposal_id, reviewer_id, state, marks, comment, version, assigned_at)
        values ($1, $2, $3, $4, 'conflict', '[]', '', 1, $5)
        on conflict (phase_id, proposal_id, reviewer_id) do nothing";
}

impl Row for Pair {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, phase, reviewer) = (columns.take()?, columns.take()?, columns.take()?);
        let (left, right) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let version = columns.take()?;
        Ok(Self { id, phase, reviewer, left, right, said: Said::from_word(&word), version })
    }
}

pub fn pairs_of(tx: &mut Tx<'_>, phase: PhaseId) -> Result<Vec<Pair>, Fault> {
    tx.all(PAIRS_OF, (phase,))
}

pub fn pair(tx: &mut Tx<'_>, id: PairId) -> Result<Option<Pair>, Fault> {
    tx.find(PAIR_BY_ID, (id,))
}

/// Asks for a comparison; the database takes no second one of the same reviewer at a time.
pub fn ask_pair(tx: &mut Tx<'_>, pair: &Pair, now: Timestamp) -> Result<(), Fault> {
    let Pair { id, phase, reviewer, left, right, .. } = *pair;
    tx.run(PAIR_INSERT, (id, phase, reviewer, left, right, now)).map(drop)
}

/// False when it was answered since it was read.
pub fn write_pair(tx: &mut Tx<'_>, pair: &Pair, now: Timestamp) -> Result<bool, Fault> {
    let said = pair.said.map_or("", Said::word);
    let given_at = pair.said.map(|_| now);
    Ok(tx.run(PAIR_WRITE, (pair.id, pair.version, said, given_at))? == 1)
}

/// Takes back what is asked of a reviewer and not answered.
pub fn drop_asked_of(tx: &mut Tx<'_>, reviewer: ReviewerId) -> Result<(), Fault> {
    tx.run(PAIRS_DROP, (reviewer,)).map(drop)
}

/// Takes back what a phase asks of anybody and nobody answered.
pub fn drop_asked(tx: &mut Tx<'_>, phase: PhaseId) -> Result<(), Fault> {
    tx.run(PAIRS_ASKED_DROP, (phase,)).map(drop)
}

pub fn drop_pairs_with(
    tx: &mut Tx<'_>,
    (phase, reviewer): (PhaseId, ReviewerId),
    proposal: ProposalId,
) -> Result<(), Fault> {
    tx.run(PAIRS_WITH_DROP, (phase, reviewer, proposal)).map(drop)
}

/// Keeps that a reviewer must not judge a proposal.
pub fn put_conflict(
    tx: &mut Tx<'_>,
    id: ReviewId,
    (phase, reviewer): (PhaseId, ReviewerId),
    proposal: ProposalId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(CONFLICT_PUT, (id, phase, proposal, reviewer, now)).map(drop)
}

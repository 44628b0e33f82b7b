//! Every SQL statement of this slice.

pub mod pairs;

pub use pairs::{
    ask_pair, drop_asked, drop_asked_of, drop_pairs_with, pair, pairs_of, put_conflict, write_pair,
};

use kernel::{Slug, Timestamp};
use store::{Columns, Fault, Json, Row, Tx};

use super::model::{
    Manner, Note, Phase, PhaseId, PhaseState, Ranked, Review, ReviewId, ReviewState, Reviewer,
    ReviewerId,
};
use crate::access::AccountId;
use crate::calls::model::{CallId, ProposalId};
use crate::editions::model::EditionId;

store::statements! {
    PHASES_OF = "select id, call_id, edition_id, number, state, body, seed, assigned_at, ranked_at,
            version
        from review_phase where call_id = $1 order by number";
    PHASE_BY_ID = "select id, call_id, edition_id, number, state, body, seed, assigned_at, ranked_at,
            version
        from review_phase where id = $1";
    PHASE_INSERT = "insert into review_phase
            (id, call_id, edition_id, number, state, body, version, made_at)
        values ($1, $2, $3, $4, $5, $6, 1, $7)";
    /// Only as it was read: whoever comes second changes nothing.
    PHASE_CHANGE = "update review_phase set state = $3, body = $4, seed = $5, assigned_at = $6,
            ranked_at = $7, version = version + 1
        where id = $1 and version = $2";

    REVIEWERS_OF = "select id, call_id, edition_id, account_id, topics, interests, load_max, ended_at
        from call_reviewer where call_id = $1 order by made_at, id";
    REVIEWERS_BY_ACCOUNT = "select id, call_id, edition_id, account_id, topics, interests, load_max,
            ended_at
        from call_reviewer where account_id = $1 and edition_id = $2 order by made_at, id";
    REVIEWER_PUT = "insert into call_reviewer
            (id, call_id, edition_id, account_id, topics, interests, load_max, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (call_id, account_id) do update set topics = excluded.topics,
            interests = excluded.interests, load_max = excluded.load_max, ended_at = null";
    REVIEWER_END = "update call_reviewer set ended_at = $3
        where id = $1 and call_id = $2 and ended_at is null";

    REVIEWS_OF = "select id, phase_id, proposal_id, reviewer_id, state, marks, comment, version
        from review where phase_id = $1 order by proposal_id, reviewer_id";
    REVIEWS_BY = "select r.id, r.phase_id, r.proposal_id, r.reviewer_id, r.state, r.marks, r.comment,
            r.version
        from review r join review_phase p on p.id = r.phase_id
        where r.reviewer_id = $1 and p.state <> 'prepared' order by p.number desc, r.id";
    REVIEW_BY_ID = "select id, phase_id, proposal_id, reviewer_id, state, marks, comment, version
        from review where id = $1";
    REVIEW_INSERT = "insert into review
            (id, phase_id, proposal_id, reviewer_id, state, marks, comment, version, assigned_at)
        values ($1, $2, $3, $4, 'assigned', '[]', '', 1, $5)";
    REVIEW_WRITE = "update review set state = $3, marks = $4, comment = $5, given_at = $6,
            version = version + 1
        where id = $1 and version = $2";
    /// What nobody read yet of a reviewer who is one no more.
    REVIEWS_DROP = "delete from review where reviewer_id = $1 and state = 'assigned'";
    /// What nobody read yet of a phase that is judged in another way now.
    REVIEWS_UNREAD = "delete from review where phase_id = $1 and state = 'assigned'";

    NOTES_OF = "select account_id, words, at from review_note where proposal_id = $1 order by at, id";
    NOTE_INSERT = "insert into review_note (id, proposal_id, account_id, words, at)
        values ($1, $2, $3, $4, $5)";

    RESULTS_OF = "select proposal_id, place, value_e3, error_e3, place_low, place_high, plain_e3,
            reviews
        from review_result where phase_id = $1 order by place, proposal_id";
    RESULTS_CLEAR = "delete from review_result where phase_id = $1";
    RESULT_INSERT = "insert into review_result
            (phase_id, proposal_id, place, value_e3, error_e3, place_low, place_high, plain_e3,
             reviews)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

impl Row for Phase {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, call, edition, number) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state = PhaseState::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let Json(body): Json<Manner> = columns.take()?;
        Ok(Self {
            id,
            call,
            edition,
            number,
            state,
            body,
            seed: columns.take()?,
            assigned_at: columns.take()?,
            ranked_at: columns.take()?,
            version: columns.take()?,
        })
    }
}

impl Row for Reviewer {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, call, edition, account) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let topics: String = columns.take()?;
        let topics = topics.split('|').filter_map(|topic| topic.parse::<Slug>().ok()).collect();
        Ok(Self {
            id,
            call,
            edition,
            account,
            topics,
            interests: columns.take()?,
            load_max: columns.take()?,
            ended_at: columns.take()?,
        })
    }
}

impl Row for Review {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, phase, proposal, reviewer) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state = ReviewState::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let Json(marks) = columns.take()?;
        let (comment, version) = (columns.take()?, columns.take()?);
        Ok(Self { id, phase, proposal, reviewer, state, marks, comment, version })
    }
}

impl Row for Note {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        Ok(Self { account: columns.take()?, words: columns.take()?, at: columns.take()? })
    }
}

impl Row for Ranked {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (proposal, place) = (columns.take()?, columns.take()?);
        let (value_e3, error_e3) = (columns.take()?, columns.take()?);
        let (low, high): (Option<i64>, Option<i64>) = (columns.take()?, columns.take()?);
        let (plain_e3, reviews) = (columns.take()?, columns.take()?);
        Ok(Self { proposal, place, value_e3, error_e3, places: low.zip(high), plain_e3, reviews })
    }
}

pub fn phases_of(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<Phase>, Fault> {
    tx.all(PHASES_OF, (call,))
}

pub fn phase(tx: &mut Tx<'_>, id: PhaseId) -> Result<Option<Phase>, Fault> {
    tx.find(PHASE_BY_ID, (id,))
}

pub fn insert_phase(tx: &mut Tx<'_>, phase: &Phase, now: Timestamp) -> Result<(), Fault> {
    let Phase { id, call, edition, number, .. } = *phase;
    let row = (id, call, edition, number, phase.state.word(), Json(&phase.body), now);
    tx.run(PHASE_INSERT, row).map(drop)
}

/// False when somebody else changed it since it was read.
pub fn change_phase(tx: &mut Tx<'_>, phase: &Phase) -> Result<bool, Fault> {
    let Phase { id, version, seed, assigned_at, ranked_at, .. } = *phase;
    let row = (id, version, phase.state.word(), Json(&phase.body), seed, assigned_at, ranked_at);
    Ok(tx.run(PHASE_CHANGE, row)? == 1)
}

pub fn reviewers_of(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<Reviewer>, Fault> {
    tx.all(REVIEWERS_OF, (call,))
}

pub fn reviewers_by(
    tx: &mut Tx<'_>,
    account: AccountId,
    edition: EditionId,
) -> Result<Vec<Reviewer>, Fault> {
    tx.all(REVIEWERS_BY_ACCOUNT, (account, edition))
}

pub fn put_reviewer(tx: &mut Tx<'_>, one: &Reviewer, now: Timestamp) -> Result<(), Fault> {
    let topics: String = one.topics.iter().map(|topic| format!("|{topic}|")).collect();
    let Reviewer { id, call, edition, account, load_max, .. } = *one;
    let row = (id, call, edition, account, topics, one.interests.as_str(), load_max, now);
    tx.run(REVIEWER_PUT, row).map(drop)
}

pub fn end_reviewer(
    tx: &mut Tx<'_>,
    id: ReviewerId,
    call: CallId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let ended = tx.run(REVIEWER_END, (id, call, now))? == 1;
    if ended {
        tx.run(REVIEWS_DROP, (id,))?;
        drop_asked_of(tx, id)?;
    }
    Ok(ended)
}

pub fn reviews_of(tx: &mut Tx<'_>, phase: PhaseId) -> Result<Vec<Review>, Fault> {
    tx.all(REVIEWS_OF, (phase,))
}

pub fn drop_unread(tx: &mut Tx<'_>, phase: PhaseId) -> Result<(), Fault> {
    tx.run(REVIEWS_UNREAD, (phase,)).map(drop)
}

pub fn reviews_by(tx: &mut Tx<'_>, reviewer: ReviewerId) -> Result<Vec<Review>, Fault> {
    tx.all(REVIEWS_BY, (reviewer,))
}

pub fn review(tx: &mut Tx<'_>, id: ReviewId) -> Result<Option<Review>, Fault> {
    tx.find(REVIEW_BY_ID, (id,))
}

pub fn insert_reviews(
    tx: &mut Tx<'_>,
    all: impl IntoIterator<Item = (ReviewId, PhaseId, ProposalId, ReviewerId, Timestamp)>,
) -> Result<u64, Fault> {
    tx.run_many(REVIEW_INSERT, all)
}

pub fn write_review(
    tx: &mut Tx<'_>,
    one: &Review,
    given_at: Option<Timestamp>,
) -> Result<bool, Fault> {
    let (state, marks, comment) = (one.state.word(), Json(&one.marks), one.comment.as_str());
    Ok(tx.run(REVIEW_WRITE, (one.id, one.version, state, marks, comment, given_at))? == 1)
}

pub fn notes_of(tx: &mut Tx<'_>, proposal: ProposalId) -> Result<Vec<Note>, Fault> {
    tx.all(NOTES_OF, (proposal,))
}

pub fn insert_note(
    tx: &mut Tx<'_>,
    id: kernel::Id<Note>,
    proposal: ProposalId,
    note: &Note,
) -> Result<(), Fault> {
    tx.run(NOTE_INSERT, (id, proposal, note.account, note.words.as_str(), note.at)).map(drop)
}

pub fn results_of(tx: &mut Tx<'_>, phase: PhaseId) -> Result<Vec<Ranked>, Fault> {
    tx.all(RESULTS_OF, (phase,))
}

/// Puts an order in place of the one before.
pub fn put_results(tx: &mut Tx<'_>, phase: PhaseId, all: &[Ranked]) -> Result<(), Fault> {
    tx.run(RESULTS_CLEAR, (phase,))?;
    let rows = all.iter().map(|one| {
        let (low, high) = (one.places.map(|(low, _)| low), one.places.map(|(_, high)| high));
        let Ranked { proposal, place, value_e3, error_e3, plain_e3, reviews, .. } = *one;
        (phase, proposal, place, value_e3, error_e3, low, high, plain_e3, reviews)
    });
    tx.run_many(RESULT_INSERT, rows).map(drop)
}

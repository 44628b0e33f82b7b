//! Calls, proposals and reviews: each invariant is broken by exactly one row.

use kernel::{Id, Timestamp, Uuid};
use store::{Fault, Tx};

use super::tests::{id, sees};
use crate::access::AccountKey;

store::statements! {
    CALL_INSERT = "insert into call (id, edition_id, slug, state, opens_at, closes_at, access_code,
            body, version, made_at)
        values ($1, $2, 'talks', 'draft', 0, 1, '', '{}', 1, 0)";
    CALL_ASTRAY = "update call set edition_id = $1";
    PROPOSAL_ASTRAY = "update proposal set edition_id = $1";
    PROPOSAL_INSERT = "insert into proposal (id, call_id, edition_id, number, state, kind, language,
            topics, searched, title, body, note, version, begun_at, changed_at, erase_at)
        values ($1, $2, $3, 1, 'draft', '', '', '', '', '{}', '{}', '', 1, 0, 0, $4)";
    PROPOSER_INSERT = "insert into proposal_speaker (id, proposal_id, edition_id, position, state,
            email, lang, body, invited_at)
        values ($1, $2, $3, 0, 'lead', 'ada@example.org', 'en', '{}', 0)";
    PROPOSAL_FILE = "insert into proposal_file (id, proposal_id, field, name, sort, bytes, content,
            made_at)
        values ($1, $2, 'slides', 'a.txt', 'text/plain', 2, $3, 0)";
    PROPOSER_LINK = "insert into proposal_link (token_hash, edition_id, email, made_at, expires_at)
        values ($1, $2, 'ada@example.org', 0, 1)";
    PROPOSAL_EARLY = "update proposal set state = 'declined'";
    PROPOSAL_AHEAD = "update proposal set state = 'confirmed', submitted_at = 0, erase_at = null,
            decided_at = 0, activity_id = $1";
    PROPOSAL_OVERDUE = "update proposal set erase_at = 1";
    FILE_SHORT = "update proposal_file set bytes = 1";
    PHASE_INSERT = "insert into review_phase (id, call_id, edition_id, number, state, body, version,
            made_at)
        values ($1, $2, $3, 1, 'open', '{}', 1, 0)";
    REVIEWER_INSERT = "insert into call_reviewer (id, call_id, edition_id, account_id, topics,
            interests, load_max, made_at)
        values ($1, $2, $3, $4, '', '', 1, 0)";
    REVIEW_INSERT = "insert into review (id, phase_id, proposal_id, reviewer_id, state, marks,
            comment, version, assigned_at)
        values ($1, $2, $3, $4, 'assigned', '[]', '', 1, 0)";
    REVIEW_NOTE = "insert into review_note (id, proposal_id, account_id, words, at)
        values ($1, $2, $3, 'So.', 0)";
    REVIEW_RESULT = "insert into review_result (phase_id, proposal_id, place, value_e3, plain_e3,
            reviews)
        values ($1, $2, 1, 0, 0, 0)";
    OTHER_PROPOSAL = "insert into proposal (id, call_id, edition_id, number, state, kind, language,
            topics, searched, title, body, note, version, begun_at, changed_at, erase_at)
        select $1, call_id, edition_id, 2, state, kind, language, topics, searched, title, body,
            note, version, begun_at, changed_at, erase_at from proposal";
    OTHER_PROPOSER = "insert into proposal_speaker (id, proposal_id, edition_id, position, state,
            email, lang, body, invited_at)
        select $1, $1, edition_id, position, state, email, lang, body, invited_at
        from proposal_speaker";
    PAIR_INSERT = "insert into review_pair (id, phase_id, reviewer_id, left_id, right_id, said,
            version, asked_at, given_at)
        values ($1, $2, $2, $3, $4, 'left', 1, 0, 0)";
    OTHER_CALL = "insert into call (id, edition_id, slug, state, opens_at, closes_at, access_code,
            body, version, made_at)
        select $1, edition_id, 'other', state, opens_at, closes_at, access_code, body, version,
            made_at from call";
    REVIEWER_MOVED = "update call_reviewer set call_id = $1";
}

/// A row in every table.
pub(super) fn furnish(
    tx: &mut Tx<'_>,
    (edition, account): (Uuid, Id<AccountKey>),
    later: Timestamp,
) -> Result<(), Fault> {
    tx.run(CALL_INSERT, (id::<()>(1), edition))?;
    tx.run(PROPOSAL_INSERT, (id::<()>(1), id::<()>(1), edition, later))?;
    tx.run(PROPOSER_INSERT, (id::<()>(1), id::<()>(1), edition))?;
    tx.run(PROPOSAL_FILE, (id::<()>(1), id::<()>(1), b"hi"))?;
    tx.run(PROPOSER_LINK, ([8_u8; 32], edition))?;
    tx.run(PHASE_INSERT, (id::<()>(1), id::<()>(1), edition))?;
    tx.run(REVIEWER_INSERT, (id::<()>(1), id::<()>(1), edition, account))?;
    tx.run(REVIEW_INSERT, (id::<()>(1), id::<()>(1), id::<()>(1), id::<()>(1)))?;
    tx.run(REVIEW_NOTE, (id::<()>(1), id::<()>(1), account))?;
    tx.run(REVIEW_RESULT, (id::<()>(1), id::<()>(1)))?;
    Ok(())
}

/// Another proposal, and the two compared.
pub(super) fn compare(tx: &mut Tx<'_>) -> Result<(), Fault> {
    tx.run(OTHER_PROPOSAL, (id::<()>(2),))?;
    tx.run(OTHER_PROPOSER, (id::<()>(2),))?;
    let (one, two) = (id::<()>(1), id::<()>(2));
    tx.run(PAIR_INSERT, (id::<()>(1), one, one, two)).map(drop)
}

#[test]
fn two_that_a_reviewer_was_asked_twice() {
    let line = |at: u8| {
        format!(
            "review.pairs: comparison 00000000-0000-0000-0000-00000000000{at} of phase \
             00000000-0000-0000-0000-000000000001: of another call, or asked before"
        )
    };
    let lines = [line(1), line(2)];
    sees(&[&lines[0], &lines[1]], |tx| {
        compare(tx)?;
        let (one, two) = (id::<()>(1), id::<()>(2));
        tx.run(PAIR_INSERT, (id::<()>(2), one, two, one)).map(drop)
    });
}

#[test]
fn a_call_of_an_edition_that_is_not_there() {
    let line = "calls.calls: call 00000000-0000-0000-0000-000000000001: it closes before it opens, or \
                there is no edition 00000000-0000-0000-0000-000000000099";
    sees(&[line], |tx| {
        tx.run(CALL_ASTRAY, (id::<()>(0x99),))?;
        tx.run(PROPOSAL_ASTRAY, (id::<()>(0x99),)).map(drop)
    });
}

#[test]
fn a_proposal_that_was_decided_before_it_was_handed_in() {
    let line = "calls.proposals: proposal 00000000-0000-0000-0000-000000000001 to call \
                00000000-0000-0000-0000-000000000001: nobody leads it, or its state does not follow";
    sees(&[line], |tx| tx.run(PROPOSAL_EARLY, ()).map(drop));
}

#[test]
fn a_confirmed_proposal_whose_activity_is_gone() {
    let line = "calls.confirmed: proposal 00000000-0000-0000-0000-000000000001 to call \
                00000000-0000-0000-0000-000000000001: its activity is not in the draft";
    sees(&[line], |tx| tx.run(PROPOSAL_AHEAD, (id::<()>(0x99),)).map(drop));
}

#[test]
fn a_review_by_a_reviewer_of_another_call() {
    let line = "review.reviews: review 00000000-0000-0000-0000-000000000001 of phase \
                00000000-0000-0000-0000-000000000001: its proposal or its reviewer is of another call";
    sees(&[line], |tx| {
        tx.run(OTHER_CALL, (id::<()>(2),))?;
        tx.run(REVIEWER_MOVED, (id::<()>(2),)).map(drop)
    });
}

#[test]
fn a_file_that_is_not_as_long_as_it_says() {
    let line = "calls.files: file 00000000-0000-0000-0000-000000000001 of proposal \
                00000000-0000-0000-0000-000000000001: it is not as long as it says, or too much";
    sees(&[line], |tx| tx.run(FILE_SHORT, ()).map(drop));
}

#[test]
fn a_proposal_that_was_to_be_forgotten() {
    let line = "calls.forgotten: proposal 00000000-0000-0000-0000-000000000001 to call \
                00000000-0000-0000-0000-000000000001: it was to be forgotten, and is not";
    sees(&[line], |tx| tx.run(PROPOSAL_OVERDUE, ()).map(drop));
}

//! What hosts, translators and organisers keep beside the programme: each invariant is broken by
//! exactly one row.

use kernel::Uuid;
use serde_json::json;
use store::{Fault, Json, Tx};

use super::tests::{id, programme, programme_host, run, sees};
use crate::editions::model::EditionId;

store::statements! {
    REQUEST_INSERT = "insert into host_request
            (id, edition_id, host_id, asked, state, reason, asked_at, decided_at)
        values ($1, $2, $3, $4, 'refused', 'No halls left', 1, 2)";
    REQUEST_SILENT = "update host_request set reason = ''";
    MESSAGE_INSERT = "insert into host_request_message (id, request_id, side, written_at, words)
        values ($1, $1, 'host', 1, 'Please')";
    TOGETHER_INSERT = "insert into co_hosting
            (id, edition_id, activity_id, host_id, state, asked_at, answered_at, reason)
        values ($1, $2, $3, $4, 'agreed', 1, 2, '')";
    TOGETHER_EARLY = "update co_hosting set answered_at = 0";
    TERM_INSERT = "insert into glossary_term (id, edition_id, zh, en, note, changed_at)
        values ($1, $2, 'voucher', 'compute', '', 1)";
    TERM_SPACED = "update glossary_term set en = ' compute'";
    WORDING_INSERT = "insert into letter_wording
            (edition_id, kind, lang, subject, body, version, changed_at)
        values ($1, 'letters.changed', 'en', 'News', '{changes}', 1, 0)";
    WORDING_SPOIL = "update letter_wording set body = 'Dear {nobody}'";
    CONTACT_INSERT = "insert into contact (person_id, edition_id, email, lang, version, noted_at)
        values ($1, $2, 'ada@example.org', 'en', 1, 0)";
    CONTACT_CAPITALS = "update contact set email = 'Ada@example.org'";
    GUEST_INSERT = "insert into guest (id, edition_id, state, name, title, country, lang, next_step,
            next_by, interpreter, zone, version, made_at, changed_at)
        values ($1, $2, 'found', $3, $3, '', 'en', '', '', '', '', 1, 0, 0)";
    GUEST_ASTRAY = "update guest set edition_id = $1";
    SHOW_INSERT = "insert into show_place (activity_id, edition_id, began_at, over, step)
        values ($1, $2, 0, 0, 1)";
    SHOW_ASTRAY = "update show_place set item_id = $1";
}

/// Rows of every sort, all of them sound.
pub(super) fn furnish(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    let host = programme_host();
    tx.run(REQUEST_INSERT, (id::<()>(1), edition, host, Json(json!([]))))?;
    tx.run(MESSAGE_INSERT, (id::<()>(1),))?;
    tx.run(TERM_INSERT, (id::<()>(1), edition))?;
    tx.run(TOGETHER_INSERT, (id::<()>(1), edition, id::<()>(1), host))?;
    tx.run(WORDING_INSERT, (edition,))?;
    tx.run(CONTACT_INSERT, (fixture_person(), edition))?;
    tx.run(GUEST_INSERT, (id::<()>(1), edition, Json(json!({"en": "Guest"}))))?;
    tx.run(SHOW_INSERT, (id::<()>(1), edition))?;
    Ok(())
}

fn fixture_person() -> Uuid {
    programme().people[0].id.uuid()
}

#[test]
fn a_request_that_was_refused_without_a_reason() {
    let line = format!(
        "hosting.requests: request {} of host {}: it lacks a reason, its edition, or its order of time",
        id::<()>(1),
        programme_host()
    );
    sees(&[&line], |tx| run(tx, REQUEST_SILENT));
}

#[test]
fn a_term_with_space_around_it() {
    let line = format!(
        "translation.terms: term {} (\"voucher\"): it lacks a language, or has space around it",
        id::<()>(1)
    );
    sees(&[&line], |tx| run(tx, TERM_SPACED));
}

#[test]
fn a_host_that_agreed_before_it_was_asked() {
    let line = format!(
        "hosting.together: asking {} of host {}: answered before it was asked, or in no edition",
        id::<()>(1),
        programme_host()
    );
    sees(&[&line], |tx| run(tx, TOGETHER_EARLY));
}

#[test]
fn words_that_no_letter_fits() {
    let edition = programme().edition.id;
    let line = format!(
        "letters.words: the words of letters.changed in en of edition {edition}: no letter fits"
    );
    sees(&[&line], |tx| run(tx, WORDING_SPOIL));
}

#[test]
fn a_contact_in_capital_letters() {
    let (person, edition) = (fixture_person(), programme().edition.id);
    let line = format!(
        "letters.contacts: contact of person {person}: its address has capitals, or no edition \
         {edition} is"
    );
    sees(&[&line], |tx| run(tx, CONTACT_CAPITALS));
}

#[test]
fn a_guest_of_an_edition_that_is_not_there() {
    let line = "guests.guests: guest 00000000-0000-0000-0000-000000000001: there is no edition \
                00000000-0000-0000-0000-000000000099";
    sees(&[line], |tx| tx.run(GUEST_ASTRAY, (id::<()>(0x99),)).map(drop));
}

#[test]
fn a_running_order_that_is_at_an_item_of_none() {
    let line = "guests.shows: the running order of activity 00000000-0000-0000-0000-000000000001: \
                item 00000000-0000-0000-0000-000000000099 is not on it";
    sees(&[line], |tx| tx.run(SHOW_ASTRAY, (id::<()>(0x99),)).map(drop));
}

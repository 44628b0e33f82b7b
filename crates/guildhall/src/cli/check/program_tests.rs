//! Tokens, webhooks and deliveries: each invariant is broken by exactly one row.

use kernel::Uuid;

use super::tests::{id, sees};
use crate::access::AccountId;
use crate::programme::fixture;

store::statements! {
    TOKEN_INSERT = "insert into api_token
            (id, token_hash, account_id, edition_id, name, reach, made_at, expires_at)
        values ($1, $2, $3, $4, 'Sample', 'facts:read', 0, 1)";
    WEBHOOK_INSERT = "insert into webhook (id, edition_id, url, kinds, secret, made_at, version,
            position, next_at, held_until, failures)
        values ($1, $2, 'https://example.org/', '*', $3, 0, 1, $4, 0, 0, 0)";
    CATEGORY_INSERT = "insert into pass_category (id, edition_id, slug, kind, name, days,
            price_minor, currency, real_name, places, taken, version)
        values ($1, $2, 'visitor', 'visitor', '{}', '[]', 0, 'CNY', $3, 10, $4, 1)";
    ORDER_INSERT = "insert into pass_order (id, edition_id, placed_at) values ($1, $2, 0)";
    ADMISSION_INSERT = "insert into admission (id, edition_id, order_id, category_id, state,
            state_at, holder)
        values ($1, $2, $1, $1, 'confirmed', 0, 'Sample')";
    SCAN_INSERT = "insert into scan (device_id, number, edition_id, gate_id, space_id, admission_id,
            how, direction, at, received_at, answer, counted)
        values ($1, 1, $1, $1, $1, $1, 'qr', 'in', 1, 1, 'wrong_day', false)";
    PRESENCE_INSERT = "insert into presence
            (space_id, admission_id, edition_id, inside, at, entries, exits)
        values ($1, $1, $1, true, 1, 1, 0)";
    SPACE_INSERT = "insert into door_space (id, edition_id, place_id, name, zone, stay_minutes)
        values ($1, $1, $1, '{}', 'UTC', 60)";
    GATE_INSERT = "insert into gate (id, edition_id, slug, name, space_id, direction, days,
            categories, reentry, lane, lanes, version)
        values ($1, $2, 'north', '{}', $1, 'in', '[]', '[]', 'free', 0, 1, 1)";
    DELIVERY_INSERT = "insert into webhook_delivery
            (id, webhook_id, position, kind, attempt, at, took_ms, status)
        values ($1, $2, $3, 'halls.opened', 1, 0, 5, 204)";
}

const ONE: &str = "00000000-0000-0000-0000-000000000001";

fn edition() -> Uuid {
    fixture::id::<()>("edition").uuid()
}

#[test]
fn a_token_for_an_edition_that_is_not() {
    let line = "access.tokens: token 00000000-0000-0000-0000-000000000001: no such account, or \
                there is no edition 00000000-0000-0000-0000-000000000099";
    sees(&[line], |tx| {
        let account: AccountId = id(0xacc);
        tx.run(TOKEN_INSERT, (id::<()>(1), [1_u8; 32], account, id::<()>(0x99))).map(drop)
    });
}

#[test]
fn a_webhook_beyond_the_journal() {
    let edition = edition();
    let line = format!(
        "integrations.webhooks: webhook {ONE} of edition {edition}: no such edition, or it is \
         beyond the journal"
    );
    sees(&[&line], move |tx| {
        tx.run(WEBHOOK_INSERT, (id::<()>(1), edition, [1_u8; 32], 3)).map(drop)
    });
}

#[test]
fn a_delivery_that_its_webhook_does_not_know_of() {
    let edition = edition();
    let line = format!(
        "integrations.deliveries: delivery {ONE}: it arrived, and webhook {ONE} does not know"
    );
    sees(&[&line], move |tx| {
        tx.run(WEBHOOK_INSERT, (id::<()>(1), edition, [1_u8; 32], 1))?;
        tx.run(DELIVERY_INSERT, (id::<()>(2), id::<()>(1), 1))?;
        tx.run(DELIVERY_INSERT, (id::<()>(1), id::<()>(1), 2)).map(drop)
    });
}

#[test]
fn a_place_that_nobody_took() {
    let line = format!(
        "admissions.places: category {ONE}: 1 places are said to be taken, and the admissions say \
         other"
    );
    let edition = edition();
    sees(&[&line], move |tx| tx.run(CATEGORY_INSERT, (id::<()>(1), edition, false, 1)).map(drop));
}

#[test]
fn an_admission_of_another_edition() {
    let line = format!("admissions.orders: admission {ONE} of order {ONE}: of another edition");
    let edition = edition();
    sees(&[&line], move |tx| {
        tx.run(CATEGORY_INSERT, (id::<()>(1), edition, false, 1))?;
        tx.run(ORDER_INSERT, (id::<()>(1), edition))?;
        tx.run(ADMISSION_INSERT, (id::<()>(1), id::<()>(0x2024))).map(drop)
    });
}

#[test]
fn somebody_inside_whom_no_scan_let_in() {
    let line = format!("door.presence: pass {ONE} in space {ONE}: the scans say other");
    sees(&[&line], |tx| tx.run(PRESENCE_INSERT, (id::<()>(1),)).map(drop));
}

#[test]
fn a_scan_of_no_device() {
    let line =
        format!("door.scans: scan 1 of device {ONE}: it has no such device, pass or presence");
    sees(&[&line], |tx| tx.run(SCAN_INSERT, (id::<()>(1),)).map(drop));
}

#[test]
fn a_gate_into_a_space_of_another_edition() {
    let line =
        format!("door.gates: gate north ({ONE}): its space or a device is of another edition");
    sees(&[&line], |tx| {
        tx.run(SPACE_INSERT, (id::<()>(1),))?;
        tx.run(GATE_INSERT, (id::<()>(1), id::<()>(2))).map(drop)
    });
}

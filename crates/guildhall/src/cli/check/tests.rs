//! Each invariant is broken by exactly one row, and `check` says exactly that.

use std::time::Duration;

use kernel::{Id, Uuid};
use serde_json::json;
use store::{Fault, Json, Sql, Tx};

use super::{Broken, INVARIANTS, check};
use crate::access::{self, AccountKey};
use crate::editions::model::Edition;
use crate::invariants::look;
use crate::journal::{self, Fact};
use crate::mail::outbox;
use crate::programme::model::Programme;
use crate::programme::{fixture, unguarded};
use crate::trial::World;
use crate::work::jobs::{self, Job};

store::statements! {
    ACCOUNT_INSERT = "insert into account (id, email, name, lang, created_at)
        values ($1, 'ada@example.org', 'Ada', 'en', $2)";
    LINK_INSERT = "insert into sign_in_link (token_hash, account_id, made_at, expires_at)
        values ($1, $2, $3, $4)";
    GRANT_INSERT = "insert into role_grant (id, account_id, role, edition_id, host_id, starts_at)
        values ($1, $2, $3, $4, $5, 0)";
    HOST_GRANT_INSERT = "insert into host_grant
            (id, edition_id, host_id, resource, amount, granted_at)
        values ($1, $2, $3, 'seats', 10, 0)";
    HOST_GRANT_ASTRAY = "update host_grant set edition_id = $1";
    INVITATION_INSERT = "insert into host_invitation
            (id, edition_id, host_id, role, email, made_at, expires_at)
        values ($1, $2, $3, 'host_lead', 'new@example.org', 0, 1)";
    INVITATION_USED = "update host_invitation set used_at = 1, used_by = $1";
    SESSION_LOOSE = "create table loose as select * from session";
    SESSION_DROP = "drop table session";
    SESSION_RENAME = "alter table loose rename to session";
    SESSION_ORPHAN = "update session set account_id = $1";
    SESSION_SHORT = "update session set ends_at = created_at";
    FACT_ALTER = "update fact set payload = $1 where position = 2";
    FACT_REMOVE = "delete from fact where position = $1";
    FACT_EARLY = "update fact set at = at - 120000 where position is null";
    ACCOUNT_CAPITALS = "update account set email = 'Ada@example.org'";
    LINK_EARLY = "update sign_in_link set used_at = made_at - 1";
    PERSON_RENAME = "update person set slug = 'other' where slug = 'person-0'";
    JOB_DEAD = "update job set dead_at = 1";
    JOB_SILENT = "update job set dead_at = 1, attempts = 6";
    LETTER_BOTH = "update outbox set sent_at = 1, dead_at = 1";
    LETTER_ENDLESS = "update outbox set ending = 'refused'";
    LETTER_UNTRIED = "update outbox set sent_at = 1";
}

pub(super) fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn account() -> Id<AccountKey> {
    id(0xacc)
}

pub(super) fn earlier() -> Edition {
    let mut edition = fixture::programme(0).edition;
    edition.id = id(0x2024);
    edition.slug = "sample-2024".parse().unwrap();
    edition
}

pub(super) fn programme() -> Programme {
    Programme { earlier: vec![earlier()], ..fixture::programme(6) }
}

/// Houses in which everything holds and every table has a row.
pub(super) fn houses() -> Vec<World> {
    let houses = World::all();
    for house in &houses {
        let ctx = house.ctx.clone();
        house.write(move |tx| furnish(tx, &ctx));
        for hall in 1..=3 {
            house.pass(Duration::from_secs(1));
            let ctx = house.ctx.clone();
            house.write(move |tx| {
                journal::write(tx, &ctx, Fact::new("halls.opened", id::<()>(hall)))
            });
        }
        house.write(|tx| journal::seal(tx, 2));
        assert_eq!(broken(house), [] as [String; 0]);
    }
    houses
}

fn furnish(tx: &mut Tx<'_>, ctx: &crate::ctx::Ctx) -> Result<(), Fault> {
    let programme = programme();
    unguarded::write(tx, &programme)?;
    let edition = programme.edition.id;
    unguarded::freeze(tx, id(1), ctx.now(), programme)?;
    tx.run(ACCOUNT_INSERT, (account(), ctx.now()))?;
    let later = ctx.now() + Duration::from_secs(60);
    tx.run(LINK_INSERT, ([7_u8; 32], account(), ctx.now(), later))?;
    let token = access::sessions::Token::new([7; 32]);
    let session = access::sessions::Session {
        id: id(1),
        account: account(),
        way: access::sessions::Way::Link,
        device: "Firefox".to_owned(),
        created_at: ctx.now(),
        seen_at: ctx.now(),
        ends_at: ctx.now() + Duration::from_secs(60),
    };
    access::sessions::insert(tx, &session, &token)?;
    tx.run(GRANT_INSERT, (id::<()>(1), account(), "organiser", edition, None::<Uuid>))?;
    let host = programme_host();
    tx.run(HOST_GRANT_INSERT, (id::<()>(1), edition, host))?;
    tx.run(INVITATION_INSERT, (id::<()>(1), edition, host))?;
    super::desk_tests::furnish(tx, edition)?;
    super::proposed_tests::furnish(tx, (edition.uuid(), account()), later)?;
    let (kind, key) = ("count", "one".to_owned());
    jobs::ask(tx, ctx, &Job { kind, key, payload: json!({}), run_at: ctx.now() })?;
    outbox::order(tx, ctx, "news", Some(account()), &json!({})).map(drop)
}

pub(super) fn programme_host() -> Uuid {
    programme().hosts[0].id.uuid()
}

/// What does not hold, each line after the name of its invariant.
pub(super) fn broken(house: &World) -> Vec<String> {
    let now = house.ctx.now();
    let all = INVARIANTS.concat().into_iter();
    all.flat_map(|invariant| {
        let lines = look(&house.db, invariant, now).unwrap().broken;
        lines.into_iter().map(move |line| format!("{}: {line}", invariant.name))
    })
    .collect()
}

/// Runs `break_it` in a house in which all holds; exactly `expected` is said then.
pub(super) fn sees(
    expected: &[&str],
    break_it: impl Fn(&mut Tx<'_>) -> Result<(), Fault> + Copy + Send + 'static,
) {
    for house in houses() {
        house.write(move |tx| break_it(tx));
        assert_eq!(broken(&house), expected, "{:?}", house.db);
        let said = check(&house.db, house.ctx.now()).unwrap_err();
        assert!(said.is::<Broken>(), "{said}");
    }
}

pub(super) fn run(tx: &mut Tx<'_>, sql: Sql) -> Result<(), Fault> {
    assert!(tx.run(sql, ())? > 0, "{sql:?} breaks nothing");
    Ok(())
}

/// The draft as `change` leaves it.
pub(super) fn written(tx: &mut Tx<'_>, change: impl Fn(&mut Programme)) -> Result<(), Fault> {
    let mut changed = programme();
    change(&mut changed);
    unguarded::write(tx, &changed).map(drop)
}

#[test]
fn every_invariant_is_broken_by_a_test() {
    let here = [
        include_str!("tests.rs"),
        include_str!("conference_tests.rs"),
        include_str!("program_tests.rs"),
        include_str!("proposed_tests.rs"),
        include_str!("desk_tests.rs"),
        include_str!("seat_tests.rs"),
    ];
    let here = here.concat();
    for invariant in INVARIANTS.concat() {
        // What the engine says is broken where the engine is named: in the store's own stories.
        let told = invariant.name.starts_with("storage.");
        assert!(told || here.contains(&format!("\"{}: ", invariant.name)), "{}", invariant.name);
    }
}

#[test]
fn a_fact_that_was_altered() {
    sees(&["journal.chain: fact 2 reads differently than when it was sealed"], |tx| {
        tx.run(FACT_ALTER, (Json(json!({"seats": 3})),)).map(drop)
    });
}

#[test]
fn a_fact_that_is_gone_from_the_middle() {
    sees(&["journal.chain: before fact 2 at least one is gone"], |tx| {
        tx.run(FACT_REMOVE, (1,)).map(drop)
    });
}

#[test]
fn a_fact_that_is_gone_from_the_end() {
    sees(&["journal.chain: the chain ends at fact 1, and was longer"], |tx| {
        tx.run(FACT_REMOVE, (2,)).map(drop)
    });
}

#[test]
fn a_fact_that_the_sealer_passed_over() {
    for house in houses() {
        house.write(|tx| run(tx, FACT_EARLY));
        let said = broken(&house);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("journal.sealed: fact "), "{said:?}");
        assert!(said[0].ends_with(" (halls.opened) was passed over"), "{said:?}");
    }
}

#[test]
fn a_grant_for_an_edition_that_is_not_there() {
    let line = "access.grants: grant 00000000-0000-0000-0000-000000000002 (organiser): \
                there is no edition 00000000-0000-0000-0000-000000000099";
    sees(&[line], |tx| {
        let row = (id::<()>(2), account(), "organiser", id::<()>(0x99), None::<Uuid>);
        tx.run(GRANT_INSERT, row).map(drop)
    });
}

#[test]
fn a_grant_for_a_host_that_nobody_ever_knew() {
    let edition = programme().edition.id;
    let line = format!(
        "access.grants: grant 00000000-0000-0000-0000-000000000002 (host_lead): \
         edition {edition} knows no host 00000000-0000-0000-0000-000000000099"
    );
    sees(&[&line], move |tx| {
        let row = (id::<()>(2), account(), "host_lead", edition, id::<()>(0x99));
        tx.run(GRANT_INSERT, row).map(drop)
    });
}

#[test]
fn a_grant_for_a_host_that_was_taken_out_of_the_draft_holds() {
    for house in houses() {
        house.write(|tx| {
            let host = programme().hosts[0].id;
            let row = (id::<()>(2), account(), "host_lead", programme().edition.id, host);
            tx.run(GRANT_INSERT, row)?;
            written(tx, |programme| {
                programme.hosts.clear();
                programme.activities.iter_mut().for_each(|activity| activity.hosts.clear());
            })
        });
        assert_eq!(broken(&house), [] as [String; 0]);
    }
}

#[test]
fn a_host_that_was_granted_something_in_an_edition_that_is_not_there() {
    let line = "hosting.grants: grant 00000000-0000-0000-0000-000000000001: it is of nothing, or \
                there is no edition 00000000-0000-0000-0000-000000000099";
    sees(&[line], |tx| tx.run(HOST_GRANT_ASTRAY, (id::<()>(0x99),)).map(drop));
}

#[test]
fn an_invitation_that_was_followed_and_gave_no_role() {
    let host = programme_host();
    let line = format!(
        "hosting.invitations: invitation 00000000-0000-0000-0000-000000000001 of host {host}: it \
         ended twice, too early, or without a role"
    );
    sees(&[&line], |tx| tx.run(INVITATION_USED, (account(),)).map(drop));
}

#[test]
fn a_session_of_nobody() {
    let line = "access.sessions: session 00000000-0000-0000-0000-000000000001 of account \
                00000000-0000-0000-0000-000000000099: no such account, or it ends before it begins";
    sees(&[line], |tx| {
        // Its foreign key would refuse.
        for sql in [SESSION_LOOSE, SESSION_DROP, SESSION_RENAME] {
            tx.run(sql, ())?;
        }
        tx.run(SESSION_ORPHAN, (id::<()>(0x99),)).map(drop)
    });
}

#[test]
fn a_session_that_ends_before_it_begins() {
    let line = "access.sessions: session 00000000-0000-0000-0000-000000000001 of account \
                00000000-0000-0000-0000-000000000acc: no such account, or it ends before it begins";
    sees(&[line], |tx| run(tx, SESSION_SHORT));
}

#[test]
fn an_address_in_capital_letters() {
    let line = "people.addresses: account 00000000-0000-0000-0000-000000000acc: \
                its address has capital letters";
    sees(&[line], |tx| run(tx, ACCOUNT_CAPITALS));
}

#[test]
fn a_link_that_was_used_before_it_was_made() {
    let line = "people.links: a link of account 00000000-0000-0000-0000-000000000acc: \
                no such account, or used before it was made";
    sees(&[line], |tx| run(tx, LINK_EARLY));
}

#[test]
fn a_profile_whose_row_says_something_else() {
    let line = "people.profiles: person other of sample-2025: its document calls it person-0";
    sees(&[line], |tx| run(tx, PERSON_RENAME));
}

#[test]
fn a_job_that_cannot_be_so() {
    for (sql, why) in
        [(JOB_DEAD, "was not tried often enough"), (JOB_SILENT, "is dead without a reason")]
    {
        for house in houses() {
            house.write(move |tx| run(tx, sql));
            let said = broken(&house);
            assert!(said.len() == 1 && said[0].starts_with("work.states: job "), "{said:?}");
            assert!(said[0].ends_with(why), "{said:?}");
        }
    }
}

#[test]
fn a_letter_that_cannot_be_so() {
    for (sql, why) in [
        (LETTER_BOTH, "it is both sent and dead"),
        (LETTER_UNTRIED, "it is sent and was never tried"),
        (LETTER_ENDLESS, "how it ended is not said, or said of one that did not"),
    ] {
        for house in houses() {
            house.write(move |tx| run(tx, sql));
            let said = broken(&house);
            assert!(said.len() == 1 && said[0].starts_with("mail.states: letter "), "{said:?}");
            assert!(said[0].ends_with(why), "{said:?}");
        }
    }
}

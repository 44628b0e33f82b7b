//! What must be true of accounts, sign-in links and profiles.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::profiles;
use crate::documents;
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "people.addresses",
        holds: "every account's address is in lower case, so that nobody has two",
        look: addresses,
    },
    Invariant {
        name: "people.links",
        holds: "every sign-in link is an account's, and is used after it was made",
        look: links,
    },
    Invariant {
        name: "people.profiles",
        holds: "every profile's row says what the profile says",
        look: profiles,
    },
];

store::statements! {
    ADDRESSES = "select id, email from account order by id";
    LINK_COUNT = "select count(*) from sign_in_link";
    LINK_WRONG = "select l.account_id from sign_in_link l
        where l.expires_at <= l.made_at or (l.used_at is not null and l.used_at < l.made_at)
            or not exists (select 1 from account a where a.id = l.account_id)
        order by l.account_id, l.made_at";
    PROFILE_KEYS = "select id, host_id, guid from person where edition_id = $1 order by id";
}

fn addresses(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    tx.each(ADDRESSES, (), |(id, email): (Uuid, String)| {
        findings.looked_at += 1;
        if email.to_lowercase() != email {
            findings.broken.push(format!("account {id}: its address has capital letters"));
        }
    })?;
    Ok(findings)
}

fn links(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, LINK_COUNT, LINK_WRONG, |account: Uuid| {
        format!("a link of account {account}: no such account, or used before it was made")
    })
}

fn profiles(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    documents::agree::<super::model::Person>(tx, "person", profiles::PEOPLE, Some(PROFILE_KEYS))
}

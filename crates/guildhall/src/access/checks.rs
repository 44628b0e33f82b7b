//! What must be true of grants and sessions.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "access.grants",
        holds: "every grant is for an edition and a host that are known",
        look: grants,
    },
    Invariant {
        name: "access.sessions",
        holds: "every session is an account's, and begins before it ends",
        look: sessions,
    },
    Invariant {
        name: "access.tokens",
        holds: "every token is an account's, for an edition that is known",
        look: tokens,
    },
];

store::statements! {
    GRANT_COUNT = "select count(*) from role_grant";
    GRANT_NO_EDITION = "select g.id, g.role, g.edition_id from role_grant g
        where g.edition_id is not null
            and not exists (select 1 from edition e where e.id = g.edition_id)
        order by g.id";
    GRANT_NO_HOST = "select g.id, g.role, g.edition_id, g.host_id from role_grant g
        where g.host_id is not null
            and not exists (select 1 from host h
                where h.id = g.host_id and h.edition_id = g.edition_id)
        order by g.id";
    /// A host that an import took out is in a release still, and may come back.
    HOST_RELEASED = "select count(*) from release where edition_id = $1 and body like $2";
    SESSION_COUNT = "select count(*) from session";
    SESSION_WRONG = "select s.id, s.account_id from session s
        where s.ends_at <= s.created_at or s.seen_at < s.created_at
            or not exists (select 1 from account a where a.id = s.account_id)
        order by s.id";
    TOKEN_COUNT = "select count(*) from api_token";
    TOKEN_WRONG = "select t.id, t.edition_id from api_token t
        where not exists (select 1 from account a where a.id = t.account_id)
            or not exists (select 1 from edition e where e.id = t.edition_id)
        order by t.id";
}

fn grants(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let say = |(id, role, edition): (Uuid, String, Uuid)| {
        format!("grant {id} ({role}): there is no edition {edition}")
    };
    let mut findings = offenders(tx, GRANT_COUNT, GRANT_NO_EDITION, say)?;
    let missing: Vec<(Uuid, String, Uuid, Uuid)> = tx.all(GRANT_NO_HOST, ())?;
    for (id, role, edition, host) in missing {
        let released: i64 = tx.one(HOST_RELEASED, (edition, format!("%\"{host}\"%")))?;
        if released == 0 {
            let line = format!("grant {id} ({role}): edition {edition} knows no host {host}");
            findings.broken.push(line);
        }
    }
    Ok(findings)
}

fn sessions(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, SESSION_COUNT, SESSION_WRONG, |(id, account): (Uuid, Uuid)| {
        format!("session {id} of account {account}: no such account, or it ends before it begins")
    })
}

fn tokens(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, TOKEN_COUNT, TOKEN_WRONG, |(id, edition): (Uuid, Uuid)| {
        format!("token {id}: no such account, or there is no edition {edition}")
    })
}

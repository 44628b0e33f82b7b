//! What must be true of grants of hosts and of invitations.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "hosting.grants",
        holds: "every grant is for an edition that is known and more than nothing",
        look: grants,
    },
    Invariant {
        name: "hosting.invitations",
        holds: "every invitation ended once at most, after it was made, and whoever followed it \
                holds or held the role",
        look: invitations,
    },
    Invariant {
        name: "hosting.requests",
        holds: "every request says why it is asked and, unless all of it was granted, why it was \
                decided so",
        look: requests,
    },
    Invariant {
        name: "hosting.together",
        holds: "whoever was asked to host together answered after they were asked",
        look: together,
    },
];

store::statements! {
    GRANT_COUNT = "select count(*) from host_grant";
    GRANT_WRONG = "select id, edition_id from host_grant g
        where amount <= 0 or not exists (select 1 from edition e where e.id = g.edition_id)
        order by id";
    INVITATION_COUNT = "select count(*) from host_invitation";
    INVITATION_WRONG = "select id, host_id from host_invitation i
        where expires_at <= made_at or used_at < made_at or withdrawn_at < made_at
            or (used_at is not null and withdrawn_at is not null)
            or (used_at is not null and not exists (
                select 1 from role_grant g where g.account_id = i.used_by
                    and g.host_id = i.host_id and g.role = i.role))
        order by id";
    REQUEST_COUNT = "select count(*) from host_request";
    REQUEST_WRONG = "select id, host_id from host_request r
        where decided_at < asked_at or (state in ('refused', 'in_part') and reason = '')
            or not exists (select 1 from edition e where e.id = r.edition_id)
            or not exists (select 1 from host_request_message m where m.request_id = r.id)
        order by id";
    TOGETHER_COUNT = "select count(*) from co_hosting";
    TOGETHER_WRONG = "select id, host_id from co_hosting c
        where answered_at < asked_at
            or not exists (select 1 from edition e where e.id = c.edition_id)
        order by id";
}

fn grants(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, GRANT_COUNT, GRANT_WRONG, |(id, edition): (Uuid, Uuid)| {
        format!("grant {id}: it is of nothing, or there is no edition {edition}")
    })
}

fn invitations(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, INVITATION_COUNT, INVITATION_WRONG, |(id, host): (Uuid, Uuid)| {
        format!("invitation {id} of host {host}: it ended twice, too early, or without a role")
    })
}

fn requests(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, REQUEST_COUNT, REQUEST_WRONG, |(id, host): (Uuid, Uuid)| {
        format!("request {id} of host {host}: it lacks a reason, its edition, or its order of time")
    })
}

fn together(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, TOGETHER_COUNT, TOGETHER_WRONG, |(id, host): (Uuid, Uuid)| {
        format!("asking {id} of host {host}: answered before it was asked, or in no edition")
    })
}

//! What must be true of calendars.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "calendar.one_place",
    holds: "nobody holds seats in two places at once, but where a release moved one of them since",
    look: one_place,
}];

store::statements! {
    COMMITMENT_COUNT = "select count(*) from commitment";
    /// One that holds the other is no clash.
    COMMITMENT_TWICE = "select one.cause_id, other.cause_id as beside
        from commitment one join commitment other on other.party_id = one.party_id
            and other.cause = 'seat' and other.id > one.id
            and other.starts_at < one.ends_at and one.starts_at < other.ends_at
        where one.cause = 'seat' and one.moved_at is null and other.moved_at is null
            and coalesce(one.within_id, one.id) <> other.activity_id
            and coalesce(other.within_id, other.id) <> one.activity_id
        order by one.cause_id, other.cause_id";
}

fn one_place(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, COMMITMENT_COUNT, COMMITMENT_TWICE, |(one, other): (Uuid, Uuid)| {
        format!("seats {one} and {other} of one pass are at once")
    })
}

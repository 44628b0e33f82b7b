//! What must be true of hosts.

use kernel::Timestamp;
use store::{Fault, Tx};

use super::model::Host;
use super::store::HOSTS;
use crate::documents;
use crate::invariants::{Findings, Invariant};

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "hosts.rows",
    holds: "every host's row says what the host says",
    look: rows,
}];

store::statements! {
    HOST_KEYS = "select id, nature from host where edition_id = $1 order by id";
}

fn rows(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    documents::agree::<Host>(tx, "host", HOSTS, Some(HOST_KEYS))
}

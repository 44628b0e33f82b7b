//! What may be done to hosts.

use store::{Fault, Tx};

use super::model::Host;
use super::store::HOSTS;
use crate::documents::{self, Touched};
use crate::editions::model::EditionId;

/// The hosts of an edition, in its own order.
pub fn of_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Host>, Fault> {
    documents::read(tx, HOSTS, edition)
}

/// Takes out the hosts that are not in `hosts`; nothing may refer to them any more.
pub fn remove_others(
    tx: &mut Tx<'_>,
    edition: EditionId,
    hosts: &[Host],
) -> Result<Touched, Fault> {
    documents::remove_others(tx, HOSTS, edition, hosts)
}

pub fn write(tx: &mut Tx<'_>, edition: EditionId, hosts: &[Host]) -> Result<Touched, Fault> {
    documents::write(tx, HOSTS, edition, hosts)
}

/// Adds one host, or changes it where it differs.
pub fn write_one(tx: &mut Tx<'_>, edition: EditionId, host: &Host) -> Result<Touched, Fault> {
    documents::write_one(tx, HOSTS, edition, host)
}

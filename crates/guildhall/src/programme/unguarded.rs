//! Rows written without the policy's proof and without a fact, for tests of what must not be there.

use kernel::{Text, Timestamp};
use store::{Fault, Tx};

use super::model::{Programme, Release, ReleaseId};
use super::{draft, release};
use crate::documents::Touched;

pub fn write(tx: &mut Tx<'_>, programme: &Programme) -> Result<Touched, Fault> {
    draft::write(tx, programme)
}

pub fn freeze(
    tx: &mut Tx<'_>,
    id: ReleaseId,
    at: Timestamp,
    programme: Programme,
) -> Result<Release, Fault> {
    release::freeze(tx, id, at, Text::empty(), programme)
}

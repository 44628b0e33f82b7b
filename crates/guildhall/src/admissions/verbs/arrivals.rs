//! Who came: told by the door, in the transaction of the scan.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::admissions::store as rows;

/// Confirmed admissions of those are attended from now on; others stay as they are. The scan's own
/// fact tells of it.
pub fn attend(tx: &mut Tx<'_>, came: &[Uuid], now: Timestamp) -> Result<(), Fault> {
    if came.is_empty() { Ok(()) } else { rows::attend(tx, came, now) }
}

//! `schedule.json`, c3voc's JSON form of a schedule (<https://c3voc.de/schedule/schema.json>), as
//! frab and pretalx publish it, with and without the newer lists of rooms and tracks.
//!
//! What it is *not*: the product's own API. Values have no places in `serde_json`, and an error
//! without a line is of little help in a file of 2 MB; so `tree` reads RFC 8259 itself.

mod read;
mod shapes;
pub(crate) mod tree;
mod write;

pub use read::{read, read_in};
pub(crate) use write::hours_minutes;
pub use write::write;

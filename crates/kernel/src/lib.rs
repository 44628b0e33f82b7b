//! The words every floor of the house shares: ids, translated text, time, slugs.
//!
//! What it is *not*: there is no IO, no clock of its own, no database and no async here. A value
//! that needs the outside world (the time, randomness) receives it as an argument, so every run
//! replays. Start with [`Id`], [`Text`] and [`Timestamp`].
#![warn(missing_docs)]

mod clock;
mod date;
mod id;
mod interval;
mod lang;
mod slug;
mod text;
mod timestamp;
mod zone;

pub use clock::{Clock, FixedClock, Ids, SeededIds};
pub use date::{Date, DateError};
pub use id::Id;
pub use interval::{Interval, IntervalError};
pub use lang::{Lang, LangTag, LangTagError};
pub use slug::{Slug, SlugError};
pub use text::{Status, Text, Translation};
pub use timestamp::{Timestamp, TimestampError};
pub use uuid::Uuid;
pub use zone::{Wall, Zone, ZoneError};

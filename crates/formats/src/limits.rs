//! Every limit of the readers, each with its reason. The largest schedule seen in public holds
//! about 1,000 events in 2 MB.

/// Bytes of one file: thirty times the largest known schedule, and a size whose parsed form still
/// fits the memory of a small machine.
pub const INPUT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Events of one schedule: fifty times the largest known.
pub const EVENTS_MAX: usize = 50_000;

/// Elements of an XML file or values of a JSON file: [`EVENTS_MAX`] events of 40 each.
pub const NODES_MAX: usize = 2_000_000;

/// Elements or values inside one another. The format needs 8; markup inside an abstract some more.
pub const DEPTH_MAX: usize = 64;

/// Different kinds of skipped things that are named; what comes after is only counted, so a hostile
/// file cannot make the report larger than itself.
pub const SKIP_KINDS_MAX: usize = 200;

/// Length of one event: `9:23:59` is the longest that `schedule.xml` can say without doubt, because
/// `10:00:00` is ten hours to some programs and ten days to others.
pub const EVENT_MINUTES_MAX: i64 = 10 * 24 * 60 - 1;

/// Days of one schedule: more than a year of weekly or daily meetings.
pub const DAYS_MAX: usize = 400;

/// The years in which an event may lie. Before 1980 some offsets are no whole minutes, and later
/// than this is a slip of the keyboard.
pub const YEARS: std::ops::RangeInclusive<i16> = 1980..=2199;

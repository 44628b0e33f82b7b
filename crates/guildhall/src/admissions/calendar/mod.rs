//! One calendar per party: what a pass or a person of the programme has said yes to, as commitments
//! with a place and a time. Seats write into it, parts in the programme do, and whatever else takes
//! somebody's time will: nobody is in two places at once, the way between venues included.
//!
//! **Invariant:** whoever adds a commitment holds the calendar's row ([`verbs::hold`]), asks
//! [`rules::clash`] and writes in one transaction. A release that moves what was said yes to may
//! bring two together: `moved_at` says so, and their owner is told.
//!
//! What it is *not*: it knows no activity and no seat, only their ids.

pub mod checks;
pub mod model;
pub mod rules;
pub mod store;
pub mod verbs;

//! Published schedules come in and go out: frab, pretalx and FOSDEM `schedule.xml` and
//! `schedule.json`, calendars and tables, to and from a [`Programme`](crate::programme::model::Programme).
//!
//! ```text
//! file --formats::read--> Schedule --inward::merged(draft)--> Programme --draft::write, freeze--> Release
//! file <--formats::write-- Schedule <--outward::schedule----- Programme <------------------------ Release
//! ```
//!
//! **Invariant:** *import, export, import changes nothing*, in XML and in JSON; and what a schedule
//! cannot say (addresses, hosts, parts, routes, pages, kinds, a second language) an import leaves as
//! it is. What a programme has no words for is kept in its
//! [`Remainder`](crate::programme::remainder::Remainder).
//!
//! What it is *not*: it opens no file and no database; `cli` does. Start with [`inward::merged`] and
//! [`files::written`].

pub mod calendar;
pub mod difference;
pub mod files;
pub mod inward;
pub mod outward;
#[cfg(test)]
mod tests;

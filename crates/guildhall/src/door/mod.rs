//! The door: codes of passes, gates and their devices, scans, and how full it is.
//!
//! ```text
//! pass --code--> device --(net)--> scans: judged, counted, answered
//!                  '--(no net)--> the device's own list: judged there, kept, sent later --> report
//! counted scans --> presence --> headcount
//! ```
//!
//! A pass's code is signed, so a gate knows it without any network ([`code`]); it is shown as a QR
//! picture ([`qr`]) and, for whoever has no phone, as nine letters ([`short`]). A scan is known by
//! (device, number): however often and in whatever order scans arrive, each counts once.
//!
//! **Invariant:** who is inside is what the counted scans say; `check` compares both.
//!
//! What it is *not*: who has a pass is decided in `admissions`. Start with [`rules::Verdict`], then
//! [`verbs::scans::take`].

pub mod api;
pub mod checks;
pub mod code;
pub mod known;
pub mod model;
pub mod qr;
pub mod refusal;
pub mod rules;
pub mod short;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod verbs;
pub mod web;

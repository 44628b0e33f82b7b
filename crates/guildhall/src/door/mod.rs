//! The door: codes of passes, gates and their devices, scans, and how full it is.
//!
//! A pass's code is signed, so a gate knows it without any network ([`code`]); it is shown as a QR
//! picture ([`qr`]) and, for whoever has no phone, as nine letters ([`short`]).
//!
//! What it is *not*: who has a pass is decided in `admissions`. Start with [`code::Claim`].

pub mod code;
pub mod qr;
pub mod short;
pub mod store;
pub mod verbs;

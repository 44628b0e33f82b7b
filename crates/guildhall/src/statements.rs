//! The register of statements: every SQL text of the product, for the test that prepares each on
//! both engines.

use store::Sql;

use crate::{access, editions, hosts, journal, mail, people, programme, work};

/// The statements of every floor and slice.
pub const STATEMENTS: &[&[Sql]] = &[
    access::grants::STATEMENTS,
    access::sessions::STATEMENTS,
    journal::STATEMENTS,
    work::jobs::STATEMENTS,
    work::lease::STATEMENTS,
    mail::outbox::STATEMENTS,
    editions::store::STATEMENTS,
    hosts::store::STATEMENTS,
    people::profiles::STATEMENTS,
    people::store::STATEMENTS,
    programme::store::STATEMENTS,
];

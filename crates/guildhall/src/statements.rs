//! The register of statements: every SQL text of the product, for the test that prepares each on
//! both engines.

use store::Sql;

use crate::{
    access, documents, editions, hosting, hosts, journal, mail, people, programme, serve, work,
};

/// The statements of every floor and slice.
pub const STATEMENTS: &[&[Sql]] = &[
    access::checks::STATEMENTS,
    access::grants::STATEMENTS,
    access::sessions::STATEMENTS,
    journal::STATEMENTS,
    journal::checks::STATEMENTS,
    work::checks::STATEMENTS,
    work::jobs::STATEMENTS,
    work::lease::STATEMENTS,
    mail::checks::STATEMENTS,
    mail::outbox::STATEMENTS,
    documents::STATEMENTS,
    editions::checks::STATEMENTS,
    editions::store::STATEMENTS,
    hosts::checks::STATEMENTS,
    hosts::store::STATEMENTS,
    people::checks::STATEMENTS,
    people::profiles::STATEMENTS,
    people::store::STATEMENTS,
    serve::STATEMENTS,
    programme::absences::STATEMENTS,
    programme::checks::STATEMENTS,
    programme::store::STATEMENTS,
    programme::table::checks::STATEMENTS,
    programme::table::runs::STATEMENTS,
    programme::table::store::STATEMENTS,
    hosting::checks::STATEMENTS,
    hosting::store::STATEMENTS,
];

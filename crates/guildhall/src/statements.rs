//! The register of statements: every SQL text of the product, for the test that prepares each on
//! both engines.

use store::Sql;

use crate::{
    access, documents, editions, guests, hosting, hosts, journal, letters, mail, people, programme,
    serve, work,
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
    mail::bounces::STATEMENTS,
    mail::checks::STATEMENTS,
    mail::entries::STATEMENTS,
    mail::outbox::STATEMENTS,
    mail::switches::STATEMENTS,
    mail::wording::STATEMENTS,
    documents::STATEMENTS,
    editions::checks::STATEMENTS,
    editions::store::STATEMENTS,
    hosts::checks::STATEMENTS,
    hosts::store::STATEMENTS,
    people::checks::STATEMENTS,
    people::contacts::STATEMENTS,
    people::profiles::STATEMENTS,
    people::store::STATEMENTS,
    serve::STATEMENTS,
    programme::checks::STATEMENTS,
    programme::store::STATEMENTS,
    hosting::checks::STATEMENTS,
    hosting::store::STATEMENTS,
    guests::checks::STATEMENTS,
    guests::store::STATEMENTS,
    letters::checks::STATEMENTS,
    letters::store::STATEMENTS,
];

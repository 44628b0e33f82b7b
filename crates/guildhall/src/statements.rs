//! The register of statements: every SQL text of the product, for the test that prepares each on
//! both engines.

use store::Sql;

use crate::{
    access, admissions, api, documents, editions, hosting, hosts, integrations, journal, mail,
    people, programme, serve, work,
};

/// The statements of every floor and slice.
pub const STATEMENTS: &[&[Sql]] = &[
    access::checks::STATEMENTS,
    access::grants::STATEMENTS,
    access::sessions::STATEMENTS,
    access::tokens::STATEMENTS,
    api::STATEMENTS,
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
    programme::checks::STATEMENTS,
    programme::store::STATEMENTS,
    hosting::checks::STATEMENTS,
    hosting::store::STATEMENTS,
    admissions::checks::STATEMENTS,
    admissions::store::STATEMENTS,
    integrations::checks::STATEMENTS,
    integrations::store::STATEMENTS,
];

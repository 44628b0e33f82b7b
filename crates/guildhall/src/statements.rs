//! The register of statements: every SQL text of the product, for the test that prepares each on
//! both engines.

use store::Sql;

use crate::{editions, hosts, people, programme};

/// The statements of every slice.
pub const STATEMENTS: &[&[Sql]] = &[
    editions::store::STATEMENTS,
    hosts::store::STATEMENTS,
    people::profiles::STATEMENTS,
    programme::store::STATEMENTS,
];

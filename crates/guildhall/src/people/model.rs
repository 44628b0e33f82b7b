//! People as the programme shows them. Accounts and sessions are in `account.rs`.

use kernel::{Id, Slug, Text};
use serde::{Deserialize, Serialize};

use crate::editions::model::Provenance;
use crate::hosts::model::HostId;

pub type PersonId = Id<Person>;

/// What the public may read about a person. Nothing here identifies them further.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub slug: Slug,
    pub name: Text,
    /// Post or profession, for example "Chief engineer".
    pub title: Text,
    /// Whom they belong to, when that is no host of the edition.
    pub affiliation: Text,
    /// The host they belong to; its page names them as those who represent it.
    pub host: Option<HostId>,
    pub biography: Text,
    /// Home country, ISO 3166-1 alpha-2 in capitals.
    pub country: Option<String>,
    /// Order of protocol among official guests, 1 first.
    pub rank: Option<i64>,
    /// The id this person has in an imported schedule.
    pub guid: Option<String>,
    pub provenance: Provenance,
}

//! Who may know of which fact. The journal tells everything to whoever may read it; others are told
//! what they could see on a page anyway: a release to everybody, what happens to a host to those who
//! act for it. A kind that is not named here is for readers of the journal alone.

use std::collections::HashMap;

use kernel::Uuid;
use serde_json::{Value, json};
use store::{Fault, Tx};

use crate::access::{
    self, ManageGrants, ManageRoles, Permission, ReadDraft, ReadHost, ReadJournal, Scope,
};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Sealed};

/// So many facts are looked at for one answer.
const LOOKED_AT_MAX: usize = 1_000;

/// Who may know of facts of a kind, besides readers of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Everybody,
    /// Who reads the draft.
    Draft,
    /// Who gives grants, and who acts for the host.
    Grants,
    /// Who acts for the host.
    Host,
    /// Who gives roles.
    Roles,
    Journal,
}

impl Sight {
    pub fn of(kind: &str) -> Self {
        match kind {
            "programme.released" => Self::Everybody,
            "hosting.granted" => Self::Grants,
            "people.role_given" | "people.role_ended" => Self::Roles,
            _ if kind.starts_with("programme.") => Self::Draft,
            _ if kind.starts_with("hosting.") => Self::Host,
            _ => Self::Journal,
        }
    }
}

/// A part of the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub facts: Vec<Sealed>,
    /// Where to go on: beyond what was looked at, told or not.
    pub next: i64,
    /// Who did it is told to readers of the journal alone.
    pub with_actors: bool,
}

/// The facts of an edition after a position, as far as whoever asks may know of them.
pub fn after(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: Uuid,
    position: i64,
    limit: usize,
) -> Result<Part, Fault> {
    let mut eyes = Eyes::open(tx, ctx, edition)?;
    let (mut facts, mut next) = (Vec::new(), position);
    let found = journal::in_edition(tx, edition, position, LOOKED_AT_MAX)?;
    let all = found.len() < LOOKED_AT_MAX;
    for fact in found {
        if facts.len() == limit {
            return Ok(Part { facts, next, with_actors: eyes.journal });
        }
        next = fact.position;
        if eyes.see(tx, &fact)? {
            facts.push(fact);
        }
    }
    if all {
        // Nothing of this edition follows: the next look begins where the journal ends now.
        next = next.max(journal::head(tx)?.0);
    }
    Ok(Part { facts, next, with_actors: eyes.journal })
}

/// What somebody may know of in one edition.
struct Eyes<'c> {
    ctx: &'c Ctx,
    edition: Uuid,
    journal: bool,
    draft: bool,
    grants: bool,
    roles: bool,
    hosts: HashMap<Uuid, bool>,
}

impl<'c> Eyes<'c> {
    fn open(tx: &mut Tx<'_>, ctx: &'c Ctx, edition: Uuid) -> Result<Self, Fault> {
        let scope = Scope::Edition(edition);
        Ok(Self {
            ctx,
            edition,
            journal: may::<ReadJournal>(tx, ctx, scope)?,
            draft: may::<ReadDraft>(tx, ctx, scope)?,
            grants: may::<ManageGrants>(tx, ctx, scope)?,
            roles: may::<ManageRoles>(tx, ctx, scope)?,
            hosts: HashMap::new(),
        })
    }

    fn see(&mut self, tx: &mut Tx<'_>, fact: &Sealed) -> Result<bool, Fault> {
        if self.journal {
            return Ok(true);
        }
        match Sight::of(&fact.kind) {
            Sight::Everybody => Ok(true),
            Sight::Draft => Ok(self.draft),
            Sight::Roles => Ok(self.roles),
            Sight::Grants if self.grants => Ok(true),
            Sight::Grants | Sight::Host => self.sees_host(tx, fact),
            Sight::Journal => Ok(false),
        }
    }

    fn sees_host(&mut self, tx: &mut Tx<'_>, fact: &Sealed) -> Result<bool, Fault> {
        let named = fact.payload.get("host").and_then(Value::as_str);
        // What happens to a host tells which, or happens to it itself.
        let host = named.and_then(|id| id.parse().ok()).unwrap_or(fact.subject);
        if let Some(sees) = self.hosts.get(&host) {
            return Ok(*sees);
        }
        let scope = Scope::Host { edition: self.edition, host };
        let sees = may::<ReadHost>(tx, self.ctx, scope)?;
        self.hosts.insert(host, sees);
        Ok(sees)
    }
}

fn may<P: Permission>(tx: &mut Tx<'_>, ctx: &Ctx, scope: Scope) -> Result<bool, Fault> {
    match access::require::<P>(tx, ctx, scope) {
        Ok(_) => Ok(true),
        Err(Error::Fault(fault)) => Err(fault),
        Err(_) => Ok(false),
    }
}

/// A fact as webhooks deliver it.
pub fn written(fact: &Sealed, edition: &str) -> Value {
    json!({
        "type": fact.kind,
        "timestamp": fact.at.to_string(),
        "data": {
            "cursor": fact.position,
            "id": fact.id,
            "edition": edition,
            "subject": fact.subject,
            "payload": fact.payload,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_for_readers_of_the_journal_alone() {
        let kinds = [
            "programme.released",
            "programme.imported",
            "hosting.granted",
            "hosting.invited",
            "people.role_given",
            "people.signed_in",
            "nonsense",
            "",
        ];
        let sights = [
            Sight::Everybody,
            Sight::Draft,
            Sight::Grants,
            Sight::Host,
            Sight::Roles,
            Sight::Journal,
            Sight::Journal,
            Sight::Journal,
        ];
        assert_eq!(kinds.map(Sight::of), sights);
    }
}

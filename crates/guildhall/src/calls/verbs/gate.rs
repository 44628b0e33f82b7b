//! Who may run a call, and who proposes.

use kernel::Slug;
use store::Tx;

use crate::access::{self, Actor, ManageCalls, ManageHostCalls, Scope, require_at, require_in};
use crate::calls::model::Call;
use crate::calls::refusal::Unwilling;
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::HostId;
use crate::people::account::Email;
use crate::people::verbs::accounts;

/// The proof that somebody runs a call: the organisers of its edition do, and the leads of its host
/// when it is a host's. Only this module makes one, by the policy.
#[derive(Clone, Debug)]
pub struct Runs {
    call: Call,
}

impl Runs {
    pub const fn call(&self) -> &Call {
        &self.call
    }
}

/// The proof that somebody may make calls there.
#[derive(Clone, Copy, Debug)]
pub struct Opens {
    edition: EditionId,
    host: Option<HostId>,
}

impl Opens {
    pub const fn edition(&self) -> EditionId {
        self.edition
    }

    pub const fn host(&self) -> Option<HostId> {
        self.host
    }
}

/// Asks the policy whether the actor runs the call that a path names.
pub fn runs(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    call: &str,
) -> Result<Runs, Error<Unwilling>> {
    let call = named(tx, edition, call)?;
    of_call(tx, ctx, call)
}

/// The same for a call that was read already.
pub fn of_call(tx: &mut Tx<'_>, ctx: &Ctx, call: Call) -> Result<Runs, Error<Unwilling>> {
    let scope = call.scope();
    let asked = match call.host {
        None => access::require::<ManageCalls>(tx, ctx, scope).map(drop),
        Some(_) => access::require::<ManageHostCalls>(tx, ctx, scope).map(drop),
    };
    asked.map_err(|error| error.map(Unwilling::from))?;
    Ok(Runs { call })
}

/// Asks whether the actor may make calls for the edition, or for the host that a form names.
pub fn opens(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    host: &str,
) -> Result<Opens, Error<Unwilling>> {
    if host.is_empty() {
        let may = require_in::<ManageCalls, Unwilling>(tx, ctx, edition)?;
        return Ok(Opens { edition: may.edition::<Edition>(), host: None });
    }
    let may = require_at::<ManageHostCalls, Unwilling>(tx, ctx, edition, host)?;
    let host = may.host::<crate::hosts::model::Host>();
    Ok(Opens { edition: may.edition_of_host::<Edition>(), host: Some(host) })
}

/// For the program's own demonstration, by whoever runs it.
pub fn opens_for(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    host: Option<HostId>,
) -> Result<Opens, Error<Unwilling>> {
    let asked = match host {
        None => access::require::<ManageCalls>(tx, ctx, Scope::edition(edition)).map(drop),
        Some(host) => {
            access::require::<ManageHostCalls>(tx, ctx, Scope::host(edition, host)).map(drop)
        }
    };
    asked.map_err(|error| error.map(Unwilling::from))?;
    Ok(Opens { edition, host })
}

/// The call that a path names, whoever asks.
pub fn named(tx: &mut Tx<'_>, edition: &str, call: &str) -> Result<Call, Error<Unwilling>> {
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    rows::call_by_slug(tx, edition.id, call)?.ok_or(Error::Missing)
}

/// Whoever proposes in an edition: known by an address, which a session or a letter's link proves.
#[derive(Clone)]
pub struct Proposer {
    edition: EditionId,
    email: Email,
}

impl Proposer {
    /// For the two ways of proof: a session here, a link in [`super::links`].
    pub(super) const fn proved(edition: EditionId, email: Email) -> Self {
        Self { edition, email }
    }

    pub const fn edition(&self) -> EditionId {
        self.edition
    }

    pub const fn email(&self) -> &Email {
        &self.email
    }
}

/// Whoever is signed in, as somebody who proposes in the edition.
pub fn signed_in(tx: &mut Tx<'_>, ctx: &Ctx, edition: &str) -> Result<Proposer, Error<Unwilling>> {
    let Actor::Account(id) = ctx.actor else { return Err(Error::Missing) };
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    let account = accounts::find(tx, id)?.ok_or(Error::Missing)?;
    let email = account.email.parse().map_err(|_| Error::Missing)?;
    Ok(Proposer::proved(edition.id, email))
}

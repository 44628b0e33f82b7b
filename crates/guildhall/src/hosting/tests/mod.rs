//! Stories of grants, invitations and members on every engine.

mod grants;
mod invitations;

use kernel::Lang;
use store::Tx;

use super::refusal::Unwilling;
use crate::access::{self, Actor, Can, ManageMembers, Permission, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::people::account::{Account, Email};
use crate::people::verbs::{accounts, roles};
use crate::programme::fixture;
use crate::programme::verbs as programme;
use crate::trial::World;

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"))
}

/// Houses on every engine with the fixture's six activities as a draft.
fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, may, &fixture::programme(6)).map(drop)
        });
    }
    worlds
}

fn may<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

fn account(world: &World, address: &str, role: Option<(Role, Scope)>) -> Account {
    let (ctx, address) = (world.ctx.clone(), email(address));
    world.write(move |tx: &mut Tx<'_>| -> Result<Account, Error<Unwilling>> {
        let permit = may(tx, &ctx, Scope::Site)?;
        let made = accounts::ensure(tx, &ctx, permit, &address, "Sample", Lang::En)
            .map_err(|no| no.map(Unwilling::from))?;
        if let Some(role) = role {
            roles::appoint(tx, &ctx, permit, made.id, role)
                .map_err(|no| no.map(Unwilling::from))?;
        }
        Ok(made)
    })
}

fn acting(world: &World, account: &Account) -> Ctx {
    world.ctx.acting(Actor::Account(account.id))
}

/// A verb's outcome, without what it answers.
fn outcome<T: Send + 'static>(
    world: &World,
    verb: impl FnMut(&mut Tx<'_>) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Option<Unwilling>> {
    world.db.write_now(verb).map_err(|error| match error {
        Error::Refused(why) => Some(why),
        Error::Missing => None,
        Error::Fault(fault) => panic!("{fault}"),
    })
}

/// A lead of the fixture's host, and the circumstances in which they act.
fn lead(world: &World) -> Ctx {
    acting(world, &account(world, "lead@example.org", Some((Role::HostLead, host()))))
}

fn manages(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageMembers>, Error<Unwilling>> {
    may(tx, ctx, host())
}

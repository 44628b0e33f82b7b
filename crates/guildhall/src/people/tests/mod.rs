//! Stories of accounts, links, passwords and roles on every engine.

mod closing;
mod letters;
mod links;
pub mod pages;
mod passwords;
mod roles;
pub(crate) mod walk;

use kernel::{Lang, Text};
use store::copy::{Fingerprint, fingerprints, tables};
use store::{Fault, Tx};

use super::account::{Account, Email};
use super::refusal::Unwilling;
use super::verbs::{Here, SignedIn, accounts, links as link_verbs, roles as role_verbs};
use crate::access::{self, Actor, Can, ManageRoles, Permission, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

/// The fixture's conference, released once.
fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"))
}

fn open(world: &World) {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
        let conference = fixture::programme(6);
        let may = access::require(tx, &ctx, edition()).map_err(|error| error.map(Into::into))?;
        programme::import(tx, &ctx, may, &conference)?;
        let may = access::require(tx, &ctx, edition()).map_err(|error| error.map(Into::into))?;
        programme::publish(tx, &ctx, may, Text::empty()).map(drop)
    });
}

/// The proof that the actor of `ctx` may.
fn may<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

/// An account with a name and that role, as whoever runs the program makes it.
pub fn account(world: &World, address: &str, role: Option<(Role, Scope)>) -> Account {
    let (ctx, address) = (world.ctx.clone(), email(address));
    world.write(move |tx: &mut Tx<'_>| -> Result<Account, Error<Unwilling>> {
        let permit = may(tx, &ctx, Scope::Site)?;
        let made = accounts::ensure(tx, &ctx, permit, &address, "Sample", Lang::En)?;
        if let Some(role) = role {
            role_verbs::appoint(tx, &ctx, permit, made.id, role)?;
        }
        Ok(made)
    })
}

fn signed_in(world: &World, account: &Account, device: &str) -> SignedIn {
    let (ctx, id) = (world.ctx.clone(), account.id);
    let here = Here { device: device.to_owned(), session: None };
    world.write(move |tx: &mut Tx<'_>| -> Result<SignedIn, Error<Unwilling>> {
        let token = link_verbs::make(tx, &ctx, id, link_verbs::LINK_LIFE)?;
        link_verbs::redeem(tx, &ctx, &token, &here)
    })
}

/// The same circumstances for the owner of an account.
fn acting(world: &World, account: &Account) -> Ctx {
    world.ctx.acting(Actor::Account(account.id))
}

/// A verb's outcome, without what it answers.
fn outcome<T: Send + 'static>(
    world: &World,
    verb: impl FnMut(&mut Tx<'_>) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<(), Option<Unwilling>> {
    match world.db.write_now(verb) {
        Ok(_) => Ok(()),
        Err(Error::Refused(refusal)) => Err(Some(refusal)),
        Err(Error::Missing) => Err(None),
        Err(Error::Fault(fault)) => panic!("{fault}"),
    }
}

/// Every row there is, by table.
fn all_rows(world: &World) -> Vec<Fingerprint> {
    let names = tables(&world.db).unwrap();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    fingerprints(&world.db, &names).unwrap()
}

fn manage(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageRoles>, Error<Unwilling>> {
    may(tx, ctx, edition())
}

/// A verb that reads, for a look at a table.
fn count(world: &World, sql: store::Sql) -> i64 {
    world.read(move |tx| -> Result<i64, Fault> { tx.one(sql, ()) })
}

//! Stories of grants, invitations and members on every engine.

mod activities;
mod grants;
mod invitations;
mod profile;
mod requests;
mod together;

use kernel::Lang;
use serde_json::Value;
use store::{Json, Tx};

use super::refusal::Unwilling;
use crate::access::{self, Actor, Can, ManageMembers, Permission, Role, RunHost, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::people::account::{Account, Email};
use crate::people::verbs::{accounts, roles};
use crate::programme::fixture;
use crate::programme::model::{Activity, Programme};
use crate::programme::verbs as programme;
use crate::trial::World;

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"))
}

fn other_host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("other"))
}

/// The fixture's conference with a second host, which hosts nothing.
fn conference() -> Programme {
    let mut programme = fixture::programme(6);
    let mut other = programme.hosts[0].clone();
    (other.id, other.slug) = (fixture::id("other"), "other-community".parse().unwrap());
    other.name = kernel::Text::zh_en("另一社区", "Another Community");
    programme.hosts.push(other);
    programme
}

/// The draft by now.
fn drafted(world: &World) -> Programme {
    world.read(|tx| {
        let edition = crate::editions::verbs::by_id(tx, fixture::id("edition"))?.unwrap();
        crate::programme::draft::read(tx, edition)
    })
}

fn activity(world: &World, slug: &str) -> Activity {
    drafted(world).activities.into_iter().find(|one| one.slug.as_str() == slug).unwrap()
}

/// The letters that were ordered: what each tells, and to whom.
fn letters(world: &World) -> Vec<(String, String)> {
    let orders: Vec<(Json<Value>, String)> = world.read(|tx| tx.all(LETTERS, ()));
    let news = |payload: &Value| payload["news"].as_str().unwrap_or("-").to_owned();
    orders.into_iter().map(|(Json(payload), email)| (news(&payload), email)).collect()
}

store::statements! {
    LETTERS = "select o.payload, a.email from outbox o join account a on a.id = o.account_id
        where o.kind = 'hosting.news' order by o.written_at, a.email, o.id";
}

/// Houses on every engine with the fixture's six activities as a draft.
fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, may, &conference()).map(drop)
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

fn organiser(world: &World) -> Ctx {
    acting(world, &account(world, "organiser@example.org", Some((Role::Organiser, edition()))))
}

/// A lead of the second host.
fn other_lead(world: &World) -> Ctx {
    acting(world, &account(world, "other@example.org", Some((Role::HostLead, other_host()))))
}

fn runs(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<RunHost>, Error<Unwilling>> {
    may(tx, ctx, host())
}

/// A lead of the fixture's host, and the circumstances in which they act.
fn lead(world: &World) -> Ctx {
    acting(world, &account(world, "lead@example.org", Some((Role::HostLead, host()))))
}

fn manages(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageMembers>, Error<Unwilling>> {
    may(tx, ctx, host())
}

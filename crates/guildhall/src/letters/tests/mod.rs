//! Stories of letters on every engine: what a release tells, letters to many, words, contacts.

mod desk;
mod released;

use std::sync::Arc;

use kernel::{Lang, Text};
use store::Tx;

use super::refusal::Unwilling;
use crate::access::{self, Actor, Can, ManageLetters, Permission, PublishRelease, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::mail::Written;
use crate::mail::outbox::{Sending, send_next_of};
use crate::people::account::{Account, Email};
use crate::people::verbs::{accounts, roles};
use crate::people::{contacts, letters as people_letters};
use crate::programme::model::{Programme, Release};
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;
use crate::work::Next;

fn edition() -> Scope {
    Scope::edition(edition_id())
}

fn edition_id() -> kernel::Id<Edition> {
    fixture::id("edition")
}

fn host() -> Scope {
    Scope::host(edition_id(), fixture::id::<Host>("host"))
}

fn may<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

fn manages(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<ManageLetters>, Error<Unwilling>> {
    may(tx, ctx, edition())
}

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

fn account(world: &World, address: &str, role: Option<(Role, Scope)>) -> Account {
    let (ctx, address) = (world.ctx.clone(), email(address));
    world.write(move |tx: &mut Tx<'_>| -> Result<Account, Error<Unwilling>> {
        let permit = may(tx, &ctx, Scope::Site)?;
        let no = |error: Error<crate::people::refusal::Unwilling>| error.map(|_| Unwilling::Nobody);
        let made = accounts::ensure(tx, &ctx, permit, &address, "Sample", Lang::Zh).map_err(no)?;
        if let Some(role) = role {
            roles::appoint(tx, &ctx, permit, made.id, role).map_err(no)?;
        }
        Ok(made)
    })
}

fn organiser(world: &World) -> Ctx {
    let made = account(world, "organiser@example.org", Some((Role::Organiser, edition())));
    world.ctx.acting(Actor::Account(made.id))
}

/// Notes an address of the fixture's person of that number.
fn reached(world: &World, number: usize, address: &str, lang: Lang) {
    let (ctx, address) = (world.ctx.clone(), email(address));
    let person = fixture::programme(6).people[number].id;
    world.write(move |tx| contacts::note(tx, &ctx, (edition_id(), person), (&address, lang), 0));
}

/// Writes the draft and releases it, and tells whom it concerns.
fn released(world: &World, draft: Programme) -> (Release, usize) {
    let ctx = organiser(world);
    world.pass(std::time::Duration::from_secs(60));
    world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let no = |error: Error<programme::Unwilling>| error.map(|_| Unwilling::Unknown);
        let can = may(tx, &ctx, edition())?;
        programme::import(tx, &ctx, can, &draft).map_err(no)?;
        let can: Can<PublishRelease> = may(tx, &ctx, edition())?;
        let release = programme::publish(tx, &ctx, can, Text::empty()).map_err(no)?;
        let Release { id, number, released_at, .. } = release;
        let head = super::verbs::releases::Head { id, number, released_at };
        let told = super::verbs::releases::tell(tx, &ctx, can, &head)?;
        Ok((release, told.letters))
    })
}

/// Houses on every engine with the fixture's draft of six activities.
fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let can = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, can, &fixture::programme(6)).map(drop)
        });
    }
    worlds
}

/// Sends everything that is due and answers what left, by address.
fn sent(world: &World) -> Vec<Written> {
    let sending = Arc::new(Sending {
        outlet: "memory:".parse().unwrap(),
        from: "Guildhall <hall@example.org>".parse().unwrap(),
        base_url: "https://example.org".to_owned(),
        kinds: people_letters::KINDS.to_vec(),
    });
    let whole = super::WHOLE_KINDS;
    while send_next_of(&world.db, &world.ctx, &sending, whole).unwrap() == Next::Now {}
    let mut sent = sending.outlet.kept_whole();
    sent.sort_by(|one, other| one.letter.to.cmp(&other.letter.to));
    sent
}

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

//! Stories of texts, the glossary and the machine on every engine.

mod machine;
mod terms;
mod texts;

use std::collections::BTreeSet;

use kernel::{Lang, LangTag, Status, Text};
use store::Tx;

use super::refusal::Unwilling;
use super::verbs::texts::{By, May, Wish, check, put, seen_of};
use crate::access::{self, Actor, Can, Permission, Role, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::people::account::Email;
use crate::people::verbs::{accounts, roles};
use crate::programme::model::Programme;
use crate::programme::texts::{Key, visit};
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"))
}

fn can<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

/// Houses whose first activity is in Chinese alone.
fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let mut conference = fixture::programme(3);
            conference.activities[0].title = Text::in_one(Lang::Zh, "算力工作坊");
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, may, &conference).map(drop)
        });
    }
    worlds
}

fn drafted(world: &World) -> Programme {
    world.read(|tx| {
        let edition = crate::editions::verbs::by_id(tx, fixture::id("edition"))?.unwrap();
        crate::programme::draft::read(tx, edition)
    })
}

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

fn text(world: &World, wanted: &str) -> Text {
    let (mut found, wanted) = (None, key(wanted));
    visit(&mut drafted(world), &mut |place, text| {
        if place.key == wanted {
            found = Some(text.clone());
        }
    });
    found.unwrap()
}

fn english(world: &World, wanted: &str) -> Option<(String, Status)> {
    text(world, wanted).exactly(Lang::En).map(|words| (words.value.clone(), words.status))
}

/// Who may write what: the organisers all of it, a lead what is the host's.
#[derive(Clone, Copy)]
enum Who {
    Organiser,
    Lead,
}

fn may(tx: &mut Tx<'_>, ctx: &Ctx, who: Who) -> Result<May, Error<Unwilling>> {
    match who {
        Who::Organiser => can(tx, ctx, edition()).map(May::All),
        Who::Lead => can(tx, ctx, host()).map(May::Own),
    }
}

fn lead(world: &World) -> Ctx {
    let ctx = world.ctx.clone();
    let account = world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<_>> {
        let permit = access::require(tx, &ctx, Scope::Site)
            .map_err(|no| no.map(crate::people::refusal::Unwilling::from))?;
        let email: Email = "lead@example.org".parse().unwrap();
        let made = accounts::ensure(tx, &ctx, permit, &email, "Sample", Lang::En)?;
        roles::appoint(tx, &ctx, permit, made.id, (Role::HostLead, host()))?;
        Ok(made)
    });
    world.ctx.acting(Actor::Account(account.id))
}

fn wish(world: &World, on: &str, tongue: Lang, words: &str, by: By) -> Wish {
    let seen = seen_of(&text(world, on));
    Wish { key: key(on), tongue: LangTag::from(tongue), words: words.to_owned(), by, seen }
}

fn write(world: &World, ctx: &Ctx, who: Who, wish: Wish) -> Result<(), Option<Unwilling>> {
    let ctx = ctx.clone();
    outcome(world, move |tx| {
        let may = may(tx, &ctx, who)?;
        put(tx, &ctx, may, &wish)
    })
}

fn mark(world: &World, ctx: &Ctx, who: Who, keys: &[&str]) -> Result<usize, Option<Unwilling>> {
    let (ctx, keys) = (ctx.clone(), keys.iter().map(|text| key(text)).collect::<BTreeSet<_>>());
    outcome(world, move |tx| {
        let may = may(tx, &ctx, who)?;
        check(tx, &ctx, may, &Lang::En.into(), &keys)
    })
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

//! Writing and releasing a programme, on every engine.

use kernel::{Lang, Text};
use store::Tx;

use super::fixture;
use super::verbs::{self, Distance, NOTE_LENGTH_MAX, Unwilling};
use crate::access::{self, Can, ImportSchedule, Permission, PublishRelease, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::model::Programme;
use crate::trial::World;

fn may<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn import(world: &World, scope: Scope, programme: Programme) -> Result<bool, Error<Unwilling>> {
    let ctx = world.ctx.clone();
    world.db.write_now(move |tx: &mut Tx<'_>| {
        let permit = may::<ImportSchedule>(tx, &ctx, scope)?;
        Ok(verbs::import(tx, &ctx, permit, &programme)?.any())
    })
}

fn publish(world: &World, note: &str) -> Result<i64, Error<Unwilling>> {
    let (ctx, note) = (world.ctx.clone(), Text::empty().with(Lang::En, note));
    world.db.write_now(move |tx: &mut Tx<'_>| {
        let permit = may::<PublishRelease>(tx, &ctx, edition())?;
        Ok(verbs::publish(tx, &ctx, permit, note.clone())?.number)
    })
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error<Unwilling>>) -> Unwilling {
    match outcome {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_differs_is_written_and_released_and_the_journal_tells_each_once() {
    for world in World::all() {
        assert!(import(&world, edition(), fixture::programme(3)).unwrap());
        assert!(!import(&world, edition(), fixture::programme(3)).unwrap());
        let long = "n".repeat(NOTE_LENGTH_MAX + 1);
        assert_eq!(refused(publish(&world, &long)), Unwilling::NoteTooLong);
        assert_eq!(publish(&world, "first").unwrap(), 1);
        assert_eq!(refused(publish(&world, "again")), Unwilling::NothingChanged);
        world.pass(std::time::Duration::from_secs(1));
        assert!(import(&world, edition(), fixture::programme(4)).unwrap());
        assert_eq!(publish(&world, "").unwrap(), 2);
        let mut told = world.told();
        told.sort();
        let twice = |kind| [kind, kind];
        assert_eq!(told, [twice("programme.imported"), twice("programme.released")].concat());
    }
}

#[test]
fn a_programme_of_another_edition_and_a_slug_that_leads_elsewhere_are_not_written() {
    for world in World::all() {
        let other = Scope::Edition(kernel::Uuid::from_u128(5));
        let outcome = import(&world, other, fixture::programme(1));
        assert!(matches!(outcome, Err(Error::Missing)), "{outcome:?}");
        let mut programme = fixture::programme(1);
        programme.edition.slug = "sign-in".parse().unwrap();
        assert_eq!(refused(import(&world, edition(), programme)), Unwilling::SlugTaken);
        assert_eq!(world.told(), [] as [String; 0]);
    }
}

#[test]
fn the_distance_to_a_release_counts_activities() {
    let (before, mut after) = (fixture::programme(4), fixture::programme(5));
    after.activities.remove(0);
    after.activities[0].places = Some(1);
    let distance = Distance { added: 1, changed: 1, removed: 1 };
    assert_eq!(Distance::between(&before, &after), distance);
}

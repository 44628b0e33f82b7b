//! Stories of releasing a draft, on every engine.

use kernel::{Lang, Text};
use store::Tx;

use super::verbs::{self, Blocks, Telling, Unwilling, Wish};
use crate::access::{self, Can, Permission, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::people::contacts;
use crate::programme::model::Programme;
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn may<P: Permission>(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, edition()).map_err(|error| error.map(Unwilling::from))
}

fn drafted(world: &World, draft: Programme) {
    let ctx = world.ctx.clone();
    world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let can = may(tx, &ctx)?;
        let written = programme::import(tx, &ctx, can, &draft);
        written.map(drop).map_err(|no| no.map(Unwilling::Programme))
    });
}

fn pressed(world: &World, blocks: Blocks) -> Result<(i64, usize), Error<Unwilling>> {
    let ctx = world.ctx.clone();
    world.db.write_now(move |tx: &mut Tx<'_>| {
        let can = may(tx, &ctx)?;
        let wish = Wish { note: Text::empty(), blocks, telling: Telling::Everybody };
        let (release, told) = verbs::release(tx, &ctx, can, &wish)?;
        Ok((release.number, told.map_or(0, |told| told.letters)))
    })
}

#[test]
fn what_stands_in_the_way_needs_a_deliberate_yes_and_the_journal_knows_of_it() {
    for world in World::all() {
        let mut draft = fixture::programme(6);
        draft.activities.iter_mut().for_each(|activity| activity.people.clear());
        draft.activities[0].title = Text::zh_en("只有中文", "");
        drafted(&world, draft);
        let refused = pressed(&world, Blocks::Heed);
        assert!(
            matches!(refused, Err(Error::Refused(Unwilling::Blocked { points: 1 }))),
            "{refused:?}"
        );
        assert!(!world.told().contains(&"programme.released".to_owned()));
        assert_eq!(pressed(&world, Blocks::Override).unwrap(), (1, 0));
        assert!(world.told().contains(&"releasing.blocks_overridden".to_owned()));
    }
}

#[test]
fn who_would_be_told_is_who_is_told() {
    for world in World::all() {
        drafted(&world, fixture::programme(6));
        let (ctx, person) = (world.ctx.clone(), fixture::programme(6).people[0].id);
        let edition = fixture::id::<Edition>("edition");
        world.write(move |tx| {
            let address = "zero@example.org".parse().unwrap();
            contacts::note(tx, &ctx, (edition, person), (&address, Lang::En), 0)
        });
        let ctx = world.ctx.clone();
        let prospect = world
            .db
            .write_now(move |tx: &mut Tx<'_>| {
                let can = may(tx, &ctx)?;
                verbs::look(tx, &ctx, can)
            })
            .unwrap();
        assert_eq!((prospect.last, prospect.differs, prospect.blocks()), (0, true, 1));
        assert_eq!(prospect.readers.reached.len(), 1);
        assert_eq!(prospect.readers.without_address.len(), 2);
        assert_eq!(pressed(&world, Blocks::Override).unwrap(), (1, 1));
        let again = pressed(&world, Blocks::Override);
        let same = programme::Unwilling::NothingChanged;
        assert!(
            matches!(again, Err(Error::Refused(Unwilling::Programme(why))) if why == same),
            "{again:?}"
        );
    }
}

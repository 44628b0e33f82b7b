//! Stories of guests and running orders, on every engine.

use kernel::{Lang, Text};
use store::Tx;

use super::model::{Guest, Need, Show, State};
use super::refusal::Unwilling;
use super::verbs::pipeline;
use super::verbs::show::{self, To, Way, Wish};
use crate::access::{self, Can, Permission, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::model::{Activity, ActivityId};
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

fn activity() -> ActivityId {
    fixture::id::<Activity>("activity-0")
}

fn may<P: Permission>(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, edition()).map_err(|error| error.map(Unwilling::from))
}

fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let can = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, can, &fixture::programme(2)).map(drop)
        });
    }
    worlds
}

/// A verb's outcome, done as the operator at the machine.
fn done<T: Send + 'static>(
    world: &World,
    mut verb: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error<Unwilling>> + Send + 'static,
) -> Result<T, Option<Unwilling>> {
    let ctx = world.ctx.clone();
    world.db.write_now(move |tx: &mut Tx<'_>| verb(tx, &ctx)).map_err(|error| match error {
        Error::Refused(why) => Some(why),
        Error::Missing => None,
        Error::Fault(fault) => panic!("{fault}"),
    })
}

fn guest(world: &World) -> Guest {
    Guest {
        id: fixture::id("guest"),
        state: State::Found,
        rank: Some(1),
        name: Text::zh_en("样例嘉宾", "Sample Guest"),
        title: Text::empty(),
        country: "BR".to_owned(),
        lang: Lang::En,
        keeper: None,
        next_step: "Write to her office".to_owned(),
        next_by: "2025-02-10".parse().ok(),
        interpreter: String::new(),
        zone: "America/Sao_Paulo".to_owned(),
        version: 0,
        changed_at: world.ctx.now(),
    }
}

fn written(world: &World, guest: &Guest) -> Result<(), Option<Unwilling>> {
    let guest = guest.clone();
    done(world, move |tx, ctx| {
        let can = may(tx, ctx)?;
        pipeline::write(tx, ctx, can, &guest)
    })
}

#[test]
fn a_guest_goes_on_and_of_two_who_change_them_at_once_the_second_is_told() {
    for world in worlds() {
        assert_eq!(written(&world, &guest(&world)), Ok(()));
        let invited = Guest { state: State::Invited, version: 1, ..guest(&world) };
        assert_eq!(written(&world, &invited), Ok(()));
        let declined = Guest { state: State::Declined, version: 1, ..guest(&world) };
        assert_eq!(written(&world, &declined), Err(Some(Unwilling::Overtaken)));
        let there = done(&world, |tx, ctx| {
            let can = may(tx, ctx)?;
            Ok(pipeline::all(tx, can)?)
        });
        let there = there.unwrap();
        assert_eq!((there.len(), there[0].state, there[0].version), (1, State::Invited, 2));
        let wrong = |change: fn(&mut Guest)| {
            let mut wrong = Guest { version: 2, ..guest(&world) };
            change(&mut wrong);
            written(&world, &wrong).unwrap_err().unwrap()
        };
        assert_eq!(wrong(|it| it.name = Text::empty()), Unwilling::NoName);
        assert_eq!(wrong(|it| it.rank = Some(0)), Unwilling::NoRank);
        assert_eq!(wrong(|it| it.country = "Brazil".into()), Unwilling::NoCountry);
        assert_eq!(wrong(|it| it.zone = "Brazil".into()), Unwilling::NoZone);
        assert_eq!(wrong(|it| it.keeper = Some(fixture::id("nobody"))), Unwilling::NoKeeper);
    }
}

#[test]
fn what_a_guest_needs_is_kept_apart_and_never_told_to_the_journal() {
    for world in worlds() {
        written(&world, &guest(&world)).unwrap();
        let need = |version| Need { travel: "MU 555".into(), diet: "no nuts".into(), version };
        let note = |need: Need| {
            done(&world, move |tx, ctx| {
                let can = may(tx, ctx)?;
                pipeline::write_need(tx, ctx, can, (fixture::id("guest"), &need))
            })
        };
        assert_eq!(note(need(0)), Ok(()));
        assert_eq!(note(need(0)), Err(Some(Unwilling::Overtaken)));
        let kept = done(&world, |tx, ctx| {
            let can = may(tx, ctx)?;
            pipeline::need(tx, can, fixture::id("guest"))
        });
        assert_eq!(kept, Ok(need(1)));
        let told = world.facts().into_iter().find(|fact| fact.kind == "guests.need_noted");
        assert!(!told.unwrap().payload.to_string().contains("nuts"));
    }
}

fn ordered(world: &World, title: &str, minutes: i64) -> Result<(), Option<Unwilling>> {
    let title = Text::zh_en(title, title);
    done(world, move |tx, ctx| {
        let can = may(tx, ctx)?;
        let (who, cue) = ("Chair".to_owned(), "Lights".to_owned());
        show::add(tx, ctx, can, activity(), &Wish { minutes, title: title.clone(), who, cue })
    })
}

fn order(world: &World) -> Show {
    done(world, |tx, ctx| {
        let can = may(tx, ctx)?;
        Ok(show::look(tx, can, activity())?)
    })
    .unwrap()
}

fn on(world: &World) -> Option<String> {
    let show = order(world);
    let item = show.items.iter().find(|item| Some(item.id) == show.place.item);
    item.map(|item| item.title.get(Lang::En).to_owned())
}

fn pressed(world: &World, step: i64, to: To) {
    done(world, move |tx, ctx| {
        let can = may(tx, ctx)?;
        show::go(tx, ctx, can, activity(), (step, to))
    })
    .unwrap();
}

#[test]
fn one_goes_through_a_running_order_item_by_item_and_two_presses_at_once_are_one() {
    for world in worlds() {
        for (title, minutes) in [("Anthem", 5), ("Welcome", 10), ("Keynote", 30)] {
            ordered(&world, title, minutes).unwrap();
        }
        assert_eq!(ordered(&world, "", 5), Err(Some(Unwilling::NoTitle)));
        assert_eq!(ordered(&world, "Dinner", 2000), Err(Some(Unwilling::NoMinutes)));
        assert_eq!((order(&world).starts(), order(&world).minutes()), (vec![0, 5, 15], 45));
        let keynote = order(&world).items[2].id;
        done(&world, move |tx, ctx| {
            let can = may(tx, ctx)?;
            show::shift(tx, ctx, can, activity(), (keynote, Way::Earlier))
        })
        .unwrap();
        pressed(&world, 0, To::Next);
        assert_eq!(on(&world).as_deref(), Some("Anthem"));
        pressed(&world, 1, To::Next);
        pressed(&world, 1, To::Next);
        assert_eq!(on(&world).as_deref(), Some("Keynote"), "the second press came too late");
        let removed = done(&world, move |tx, ctx| {
            let can = may(tx, ctx)?;
            show::remove(tx, ctx, can, activity(), keynote)
        });
        assert_eq!(removed, Err(Some(Unwilling::Overtaken)), "what is on stays");
        pressed(&world, 2, To::Next);
        pressed(&world, 3, To::Next);
        assert_eq!((on(&world), order(&world).place.is_over), (None, true));
        pressed(&world, 4, To::Start);
        assert_eq!((on(&world), order(&world).place.is_over), (None, false));
    }
}

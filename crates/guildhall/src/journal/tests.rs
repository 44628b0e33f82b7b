use std::time::Duration;

use kernel::{Id, Uuid};
use store::Fault;

use super::*;
use crate::trial::World;
use crate::work::lease;

store::statements! {
    ALTER = "update fact set payload = $2 where position = $1";
    REMOVE = "delete from fact where position = $1";
}

struct Hall;

fn fact(number: u128) -> Fact {
    let hall: Id<Hall> = Id::from_uuid(Uuid::from_u128(number));
    Fact::new("halls.opened", hall).with("seats", 300)
}

/// Writes and seals `count` facts, a second apart.
fn sealed(world: &World, count: u128) {
    for number in 1..=count {
        let ctx = world.ctx.clone();
        world.write(move |tx| write(tx, &ctx, fact(number)));
        world.pass(Duration::from_secs(1));
    }
    assert_eq!(world.write(|tx| seal(tx, 100)), usize::try_from(count).unwrap());
}

fn broken(world: &World) -> Vec<Broken> {
    world.read(verify)
}

#[test]
fn facts_are_read_back_in_the_order_they_were_sealed() {
    for world in World::all() {
        sealed(&world, 3);

        let all = world.read(|tx| after(tx, 0, 100));
        let told: Vec<_> = all.iter().map(|fact| (fact.position, fact.subject.as_u128())).collect();
        assert_eq!(told, [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(all[0].payload, json!({"seats": 300}));
        assert_eq!(all[0].actor, Actor::Operator);
        let later = world.read(|tx| after(tx, 1, 1));
        assert_eq!(later, [all[1].clone()]);
        assert_eq!(broken(&world), []);
    }
}

#[test]
fn a_refused_verb_leaves_no_fact() {
    for world in World::all() {
        let ctx = world.ctx.clone();
        let refused: Result<(), Fault> = world.db.write_now(move |tx| {
            write(tx, &ctx, fact(1))?;
            Err(Fault::Closed)
        });

        assert!(refused.is_err());
        assert_eq!(world.told(), [] as [String; 0]);
    }
}

#[test]
fn a_fact_that_was_committed_late_comes_after_the_cursor_and_not_before_it() {
    for world in World::all() {
        let early = world.ctx.clone();
        let slow = early.now() - Duration::from_secs(60);
        sealed(&world, 2);
        let cursor = world.read(|tx| after(tx, 0, 100)).last().unwrap().position;

        // Its id and moment are older than everything sealed; its commit is not.
        world.clock.set(slow);
        world.write(move |tx| write(tx, &early, fact(7)));
        world.write(|tx| seal(tx, 100));

        let news = world.read(move |tx| after(tx, cursor, 100));
        assert_eq!(news.iter().map(|one| one.subject.as_u128()).collect::<Vec<_>>(), [7]);
        assert_eq!(broken(&world), []);
    }
}

#[test]
fn a_crash_between_writing_and_sealing_loses_nothing() {
    for world in World::all() {
        let ctx = world.ctx.clone();
        world.write(move |tx| write(tx, &ctx, fact(1)));
        let crashed: Result<usize, Fault> = world.db.write_now(|tx| {
            seal(tx, 100)?;
            Err(Fault::Closed)
        });

        assert!(crashed.is_err());
        assert_eq!(world.read(unsealed), 1);
        assert_eq!(world.write(|tx| seal(tx, 100)), 1);
        assert_eq!(world.read(|tx| after(tx, 0, 100)).len(), 1);
        assert_eq!(broken(&world), []);
    }
}

#[test]
fn of_two_sealers_only_the_one_with_the_lease_seals_and_the_other_takes_over() {
    for world in World::all() {
        let span = Duration::from_secs(10);
        let take = |holder: u128| {
            let ctx = world.ctx.clone();
            let holder = Uuid::from_u128(holder);
            world.write(move |tx| lease::take(tx, &ctx, "journal", holder, span))
        };

        assert!(take(1));
        assert!(take(1));
        assert!(!take(2));
        world.pass(span);
        assert!(take(2));
        assert!(!take(1));
    }
}

#[test]
fn sealers_that_meet_make_one_chain() {
    for world in World::all() {
        for number in 1..=40 {
            let ctx = world.ctx.clone();
            world.write(move |tx| write(tx, &ctx, fact(number)));
        }

        std::thread::scope(|scope| {
            for holder in 1..=4 {
                let world = &world;
                scope.spawn(move || {
                    for _ in 0..20 {
                        let ctx = world.ctx.clone();
                        let holder = Uuid::from_u128(holder);
                        world.write(move |tx| -> Result<(), Fault> {
                            let span = Duration::ZERO;
                            if lease::take(tx, &ctx, "journal", holder, span)? {
                                seal(tx, 3)?;
                            }
                            Ok(())
                        });
                    }
                });
            }
        });

        assert_eq!(world.read(|tx| after(tx, 0, 100)).len(), 40);
        assert_eq!(broken(&world), []);
    }
}

#[test]
fn an_altered_fact_is_noticed_and_only_that_one() {
    for world in World::all() {
        sealed(&world, 4);
        world.write(|tx| tx.run(ALTER, (2, store::Json(json!({"seats": 3})))));
        assert_eq!(broken(&world), [Broken { position: 2, why: Break::Altered }]);
    }
}

#[test]
fn a_removed_fact_is_noticed_in_the_middle_and_at_the_end() {
    for world in World::all() {
        sealed(&world, 4);
        world.write(|tx| tx.run(REMOVE, (2,)));
        assert_eq!(broken(&world), [Broken { position: 3, why: Break::Gap }]);
        world.write(|tx| tx.run(REMOVE, (4,)));
        let cut = Broken { position: 3, why: Break::CutOff };
        assert_eq!(broken(&world), [Broken { position: 3, why: Break::Gap }, cut]);
    }
}

use std::time::Duration;

use store::{Fault, Tx};

use super::stars::*;
use crate::editions::model::Edition;
use crate::programme::fixture;
use crate::programme::model::Activity;
use crate::trial::World;

fn worlds() -> Vec<World> {
    let worlds = World::all();
    for world in &worlds {
        let programme = fixture::programme(6);
        world.write(move |tx: &mut Tx<'_>| {
            crate::programme::unguarded::write(tx, &programme).map(drop)
        });
    }
    worlds
}

fn hand(world: &World, fresh: &[&str], with: &[&str]) -> usize {
    let slugs = |all: &[&str]| all.iter().map(|one| one.parse().unwrap()).collect();
    let handed = Handed { fresh: slugs(fresh), with: slugs(with) };
    let now = world.ctx.now();
    world.write(move |tx: &mut Tx<'_>| hand_in(tx, now, fixture::id::<Edition>("edition"), &handed))
}

fn kept(world: &World) -> (Vec<Pair>, i64) {
    let edition = fixture::id::<Edition>("edition");
    world.read(move |tx| Ok::<_, Fault>((pairs(tx, edition)?, lists(tx, edition)?)))
}

#[test]
fn what_three_starred_together_is_told_and_nobody_counts_twice() {
    for world in worlds() {
        assert_eq!(hand(&world, &["activity-0", "activity-1", "nowhere"], &[]), 1);
        // One alone is with nothing.
        assert_eq!(hand(&world, &["activity-2"], &[]), 0);
        assert_eq!(hand(&world, &["activity-1", "activity-0"], &[]), 1);
        assert_eq!(kept(&world), (vec![], 2));
        // Sent again with one more: only what is new counts.
        assert_eq!(hand(&world, &["activity-2"], &["activity-0", "activity-1"]), 2);
        assert_eq!(kept(&world).0, []);
        assert_eq!(hand(&world, &["activity-0", "activity-1"], &[]), 1);
        let ids = ["activity-0", "activity-1"].map(fixture::id::<Activity>);
        let (one, other) = (ids[0].min(ids[1]), ids[0].max(ids[1]));
        assert_eq!(kept(&world), (vec![Pair { one, other, people: 3 }], 4));
        assert_eq!(world.told(), [] as [String; 0]);
    }
}

#[test]
fn after_a_season_it_is_let_go() {
    for world in worlds() {
        for _ in 0..3 {
            hand(&world, &["activity-0", "activity-1"], &[]);
        }
        assert_eq!(kept(&world).0.len(), 1);
        world.pass(KEPT);
        let now = world.ctx.now();
        assert_eq!(world.write(move |tx: &mut Tx<'_>| sweep(tx, now)), 0);
        world.pass(Duration::from_secs(24 * 60 * 60));
        let now = world.ctx.now();
        assert_eq!(world.write(move |tx: &mut Tx<'_>| sweep(tx, now)), 2);
        assert_eq!(kept(&world), (vec![], 0));
    }
}

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::json;

use super::*;
use crate::trial::World;
use jobs::{Held, Job};

fn asked(world: &World, key: &str) {
    let ctx = world.ctx.clone();
    let job =
        Job { kind: "count", key: key.to_owned(), payload: json!({"hall": 5}), run_at: ctx.now() };
    world.write(move |tx| jobs::ask(tx, &ctx, &job));
}

fn held(world: &World) -> Option<Held> {
    let ctx = world.ctx.clone();
    world.write(move |tx| jobs::hold(tx, &ctx))
}

fn settled(world: &World, held: &Held, outcome: Result<(), &'static str>) {
    let (ctx, held) = (world.ctx.clone(), held.clone());
    world.write(move |tx| jobs::settle(tx, &ctx, &held, outcome));
}

#[test]
fn a_job_is_held_by_one_node_and_forgotten_when_it_is_done() {
    for world in World::all() {
        asked(&world, "one");
        asked(&world, "one");

        let job = held(&world).unwrap();
        assert_eq!((job.kind.as_str(), &job.payload), ("count", &json!({"hall": 5})));
        assert_eq!(held(&world), None);

        settled(&world, &job, Ok(()));
        world.pass(Duration::from_secs(3600));
        assert_eq!(held(&world), None);
    }
}

#[test]
fn a_job_whose_node_died_is_taken_over() {
    for world in World::all() {
        asked(&world, "one");
        held(&world).unwrap();
        world.pass(Duration::from_secs(5 * 60));
        assert_eq!(held(&world).unwrap().attempts, 2);
    }
}

#[test]
fn a_job_that_always_fails_is_tried_six_times_ever_more_rarely() {
    for world in World::all() {
        asked(&world, "one");
        let mut minutes = Vec::new();
        while let Some(job) = held(&world) {
            settled(&world, &job, Err("no such hall"));
            let mut waited = 0;
            while waited < 100 && held_later(&world) {
                world.pass(Duration::from_secs(60));
                waited += 1;
            }
            minutes.push(waited);
        }
        assert_eq!(minutes, [1, 2, 4, 8, 16, 100]);
    }
}

/// True while nothing is due.
fn held_later(world: &World) -> bool {
    let ctx = world.ctx.clone();
    let tried: Result<(), Option<store::Fault>> = world
        .db
        .write_now(move |tx| {
            // Looks and lets go: the error undoes the hold.
            let found = jobs::hold(tx, &ctx).map_err(Some).map_err(Undo)?;
            found.map_or(Ok(()), |_| Err(Undo(None)))
        })
        .map_err(|Undo(fault)| fault);
    tried.is_ok()
}

#[derive(Debug)]
struct Undo(Option<store::Fault>);

impl From<store::Fault> for Undo {
    fn from(fault: store::Fault) -> Self {
        Self(Some(fault))
    }
}

#[test]
fn a_worker_finishes_its_round_and_stops() {
    let world = World::all().remove(0);
    let rounds = Arc::new(AtomicU32::new(0));
    let (told, first) = mpsc::channel();
    let counted = Arc::clone(&rounds);
    let act = move |_: &store::Db, _: &crate::ctx::Ctx| {
        let round = counted.fetch_add(1, Ordering::SeqCst);
        let _ = told.send(round);
        Ok(if round < 2 { Next::Now } else { Next::Later })
    };
    let task = Task { name: "count", every: Duration::from_secs(3600), act: Box::new(act) };

    let worker = Worker::start(&world.db, &world.ctx, vec![task]).unwrap();
    assert_eq!(first.iter().take(3).collect::<Vec<_>>(), [0, 1, 2]);
    worker.stop();

    assert_eq!(rounds.load(Ordering::SeqCst), 3);
}

//! What only a server can do to us.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use store::{Db, Fault, Options, Written, scratch};

use super::migrated;

store::statements! {
    COUNTER_ADD = "update counter set sold = sold + 1 where id = $1";
    COUNTER_BOTH = "select sold from counter order by id";
    KILL_OTHERS = "select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = $1 and pid <> pg_backend_pid()";
    KILL_MYSELF = "select pg_terminate_backend(pg_backend_pid())";
}

#[test]
fn verbs_that_deadlock_run_again_and_both_are_written() {
    let Some(url) = scratch::postgres_url() else { return };
    let one = migrated(Db::open(&url, Options::default()).unwrap());
    let two = Db::open(&url, Options::default()).unwrap();
    let both_hold_a_row = Arc::new(Barrier::new(2));
    let runs = Arc::new(AtomicU32::new(0));
    let cross = |db: &Db, first: i64, second: i64| {
        let (barrier, runs) = (Arc::clone(&both_hold_a_row), Arc::clone(&runs));
        db.write_now(move |tx| {
            tx.run(COUNTER_ADD, (first,))?;
            if runs.fetch_add(1, Ordering::SeqCst) < 2 {
                barrier.wait();
            }
            tx.run(COUNTER_ADD, (second,))
        })
    };
    let answers = thread::scope(|scope| {
        let other = scope.spawn(|| cross(&two, 2, 1));
        (cross(&one, 1, 2), other.join().unwrap())
    });
    let sold: Vec<i64> = one.read_now(|tx| tx.all(COUNTER_BOTH, ())).unwrap();

    assert!(matches!(answers, (Ok(1), Ok(1))), "{answers:?}");
    assert_eq!(sold, [2, 2]);
    assert!(runs.load(Ordering::SeqCst) > 2, "one of them ran again");
}

#[test]
fn a_server_that_dropped_every_connection_is_found_again() {
    let Some(url) = scratch::postgres_url() else { return };
    let store::DbUrl::Postgres(mut config) = url else { panic!("a PostgreSQL URL") };
    let name = format!("dropped {}", std::process::id());
    config.application_name(&name);
    let db = migrated(Db::open(&store::DbUrl::Postgres(config), Options::default()).unwrap());
    let killer = scratch::postgres().unwrap();

    for _ in 0..3 {
        let name = name.clone();
        killer.write_now(move |tx| tx.one::<i64>(KILL_OTHERS, (&name,))).unwrap();
        let added = db.write_now(|tx| tx.run(COUNTER_ADD, (1,)));
        assert!(matches!(added, Ok(1)), "{added:?}");
    }
    let sold: Vec<i64> = db.read_now(|tx| tx.all(COUNTER_BOTH, ())).unwrap();
    assert_eq!(sold, [3, 0]);
}

#[test]
fn a_verb_whose_connection_breaks_before_its_commit_runs_again() {
    let Some(url) = scratch::postgres_url() else { return };
    let db = migrated(Db::open(&url, Options::default()).unwrap());
    let mut runs = 0;
    let added = db.write_now(move |tx| {
        runs += 1;
        tx.run(COUNTER_ADD, (1,))?;
        if runs == 1 {
            tx.one::<bool>(KILL_MYSELF, ())?;
        }
        Ok::<_, Fault>(runs)
    });
    let sold: Vec<i64> = db.read_now(|tx| tx.all(COUNTER_BOTH, ())).unwrap();

    assert_eq!(added.unwrap(), 2);
    assert_eq!(sold, [1, 0]);
}

#[test]
fn a_verb_that_always_loses_its_connection_is_told_it_wrote_nothing() {
    let Some(url) = scratch::postgres_url() else { return };
    let db = migrated(Db::open(&url, Options::default()).unwrap());
    let lost = db.write_now(|tx| tx.one::<bool>(KILL_MYSELF, ()));

    assert!(matches!(lost, Err(Fault::Lost { written: Written::No, .. })), "{lost:?}");
    assert!(db.write_now(|tx| tx.run(COUNTER_ADD, (1,))).is_ok());
}

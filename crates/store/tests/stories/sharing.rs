//! Many verbs in one commit.

use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use store::{Db, DbUrl, Engine, Fault, Options, Tx, scratch};

use super::{each, migrated};

store::statements! {
    SEAT_INSERT = "insert into seat (hall, number) values ('5H', $1)";
    SEAT_LARGE = "insert into seat (hall, number) values (hex(zeroblob(1000000)), 5)";
    PAGES_MAX = "pragma max_page_count = 24";
    SEAT_NUMBERS = "select number from seat order by number";
    COUNTER_ADD = "update counter set sold = sold + 1 where id = 1 and sold < quota";
    COUNTER_READ = "select sold from counter where id = 1";
    COUNTER_SPREAD = "select quota / (sold - sold) from counter where id = 1";
}

/// With one writer, what waits behind a held verb must share the next commit.
fn one_writer() -> Vec<Db> {
    let options = Options { writers: 1, ..Options::default() };
    let open = |url: &DbUrl| migrated(Db::open(url, options.clone()).expect("it opens"));
    [Some(DbUrl::Memory), scratch::postgres_url()].iter().flatten().map(open).collect()
}

/// Holds the writer until every verb waits behind it, so that they share the next commit, and
/// answers the numbers of those that succeeded.
fn all_at_once(
    db: &Db,
    numbers: RangeInclusive<i64>,
    verb: fn(&mut Tx<'_>, i64) -> Result<(), Fault>,
) -> Vec<i64> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (open, gate) = channel::<()>();
    let gate = Mutex::new(gate);
    let hold = move |_: &mut Tx<'_>| {
        let _ = gate.lock().map(|gate| gate.recv());
        Ok::<_, Fault>(())
    };
    runtime.block_on(async {
        let holding = tokio::spawn({
            let db = db.clone();
            async move { db.write(hold).await }
        });
        let verbs = numbers.map(|number| {
            let db = db.clone();
            let written = async move { db.write(move |tx| verb(tx, number)).await };
            (number, tokio::spawn(written))
        });
        let verbs = verbs.collect::<Vec<_>>();
        // Every task runs until its verb waits in the queue; then the gate opens.
        tokio::task::yield_now().await;
        open.send(()).expect("somebody holds");
        drop(open);
        holding.await.expect("no panic").expect("holding is allowed");
        let mut kept = Vec::new();
        for (number, answer) in verbs {
            if answer.await.expect("no panic").is_ok() {
                kept.push(number);
            }
        }
        kept
    })
}

#[test]
fn a_refused_verb_in_a_shared_commit_undoes_only_itself() {
    for db in one_writer() {
        let kept = all_at_once(&db, 1..=9, |tx, number| {
            tx.run(SEAT_INSERT, (number,))?;
            match number % 3 {
                0 => tx.run(SEAT_INSERT, (number,)).map(drop),
                1 => panic!("refused by panic"),
                _ => Ok(()),
            }
        });
        let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

        assert_eq!((kept, seats), (vec![2, 5, 8], vec![2, 5, 8]));
    }
}

#[test]
fn a_verb_that_refuses_before_it_writes_makes_nobody_run_again() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    for db in one_writer() {
        RUNS.store(0, Ordering::Relaxed);
        let kept = all_at_once(&db, 1..=9, |tx, number| {
            RUNS.fetch_add(1, Ordering::Relaxed);
            tx.one::<i64>(COUNTER_READ, ())?;
            if number % 3 == 0 {
                return Err(Fault::NoRow { name: "what it wanted" });
            }
            tx.put(SEAT_INSERT, (number,))
        });
        let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

        assert_eq!((&kept, &seats), (&vec![1, 2, 4, 5, 7, 8], &kept));
        assert_eq!(RUNS.load(Ordering::Relaxed), 9, "on {:?}", db.engine());
    }
}

#[test]
fn a_failed_read_in_a_shared_commit_ends_only_its_verb() {
    // Only PostgreSQL fails here, and there a failed read ends the whole transaction.
    for db in one_writer().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        let kept = all_at_once(&db, 1..=9, |tx, number| {
            if number % 3 == 0 {
                tx.one::<i64>(COUNTER_SPREAD, ())?;
            }
            tx.put(SEAT_INSERT, (number,))
        });
        let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

        assert_eq!((kept, seats), (vec![1, 2, 4, 5, 7, 8], vec![1, 2, 4, 5, 7, 8]));
    }
}

#[test]
fn a_row_that_ran_ahead_and_was_refused_undoes_only_its_verb() {
    for db in one_writer() {
        let kept = all_at_once(&db, 1..=9, |tx, number| {
            tx.put(SEAT_INSERT, (number,))?;
            tx.run(COUNTER_ADD, ())?;
            if number % 3 == 0 { tx.put(SEAT_INSERT, (number,)) } else { Ok(()) }
        });
        let (seats, sold): (Vec<i64>, usize) = db
            .read_now(|tx| Ok::<_, Fault>((tx.all(SEAT_NUMBERS, ())?, tx.one(COUNTER_READ, ())?)))
            .unwrap();

        assert_eq!(kept, [1, 2, 4, 5, 7, 8]);
        assert_eq!((seats, sold), (kept, 6));
    }
}

#[test]
fn a_verb_that_fills_the_disk_undoes_only_itself() {
    let db = migrated(scratch::sqlite());
    db.write_now(|tx| tx.one::<i64>(PAGES_MAX, ())).unwrap();
    let kept = all_at_once(&db, 1..=9, |tx, number| {
        if number == 5 { tx.run(SEAT_LARGE, ()) } else { tx.run(SEAT_INSERT, (number,)) }.map(drop)
    });
    let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

    assert_eq!(kept, [1, 2, 3, 4, 6, 7, 8, 9]);
    assert_eq!(seats, kept);
}

#[test]
fn concurrent_callers_sell_exactly_what_there_is() {
    each(|db| {
        let sell = || db.write_now(|tx| tx.run(COUNTER_ADD, ())).unwrap();
        let sold = thread::scope(|scope| {
            let callers: Vec<_> =
                (0..64).map(|_| scope.spawn(|| (0..30).map(|_| sell()).sum::<u64>())).collect();
            callers.into_iter().map(|caller| caller.join().unwrap()).sum::<u64>()
        });
        let counted: u64 = db.read_now(|tx| tx.one(COUNTER_READ, ())).unwrap();

        assert_eq!((sold, counted), (1500, 1500));
    });
}

#[test]
fn a_full_queue_refuses_instead_of_growing() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let options = Options { waiting_max: 2, ..Options::default() };
    let db = migrated(Db::open(&DbUrl::Memory, options).unwrap());
    let (open, gate) = channel::<()>();
    let (started, running) = channel();
    let gate = Mutex::new(gate);
    let refused = runtime.block_on(async {
        let held = {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(move |_| {
                    let _ = started.send(());
                    let _ = gate.lock().map(|gate| gate.recv());
                    Ok::<_, Fault>(())
                })
                .await
            })
        };
        tokio::task::yield_now().await;
        running.recv().unwrap();
        let waiting: Vec<_> = (1..=3)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(
                    async move { db.write(move |tx| tx.run(SEAT_INSERT, (number,))).await },
                )
            })
            .collect();
        tokio::task::yield_now().await;
        open.send(()).unwrap();
        held.await.unwrap().unwrap();
        let mut refused = 0;
        for verb in waiting {
            if let Err(fault) = verb.await.unwrap() {
                assert!(matches!(fault, Fault::Overloaded { waiting: 2 }), "{fault}");
                refused += 1;
            }
        }
        refused
    });

    assert_eq!(refused, 1);
}

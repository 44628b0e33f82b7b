//! A killed process loses nothing it was told is kept.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, io, thread};

use kernel::Timestamp;
use store::{Db, DbUrl, Options, scratch};

use super::{START, migrated};

store::statements! {
    SEAT_INSERT = "insert into seat (hall, number) values ('5H', $1)";
    COUNTER_ADD = "update counter set sold = sold + 1 where id = 2";
    COUNTER_READ = "select sold from counter where id = 2";
    SEAT_NUMBERS = "select number from seat order by number";
}
const VICTIM: &str = "GUILDHALL_TEST_VICTIM";
const SCHEMA: &str = "GUILDHALL_TEST_VICTIM_SCHEMA";

/// The child: writes until it is killed, and says each number once it is told it is durable.
#[test]
fn victim() {
    let Ok(url) = env::var(VICTIM) else { return };
    let mut url: DbUrl = url.parse().unwrap();
    if let Ok(schema) = env::var(SCHEMA) {
        url = url.in_schema(&schema);
    }
    let db = Db::open(&url, Options::default()).unwrap();
    let next = AtomicU64::new(1);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                loop {
                    let number = i64::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap();
                    db.write_now(move |tx| {
                        tx.run(COUNTER_ADD, ())?;
                        tx.run(SEAT_INSERT, (number,))
                    })
                    .unwrap();
                    writeln!(io::stdout(), "kept {number}").unwrap();
                }
            });
        }
    });
}

/// Runs the victim, kills it (SIGKILL) after `count` answers and returns what it was told.
fn kill_after(count: usize, url: &str, schema: Option<&str>) -> Vec<u64> {
    let mut command = Command::new(env::current_exe().expect("the test can run its victim"));
    command.args(["--exact", "crash::victim", "--nocapture"]).env(VICTIM, url);
    if let Some(schema) = schema {
        command.env(SCHEMA, schema);
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test can run its victim");
    let lines = BufReader::new(child.stdout.take().expect("the test can run its victim")).lines();
    let mut kept = Vec::new();
    for line in lines.map_while(Result::ok) {
        if let Some(number) = line.strip_prefix("kept ") {
            kept.push(number.parse().expect("the test can run its victim"));
        }
        if kept.len() == count {
            child.kill().expect("the test can run its victim");
        }
    }
    child.wait().expect("the test can run its victim");
    kept
}

fn check(db: &Db, kept: &[u64]) {
    let seats: Vec<u64> =
        db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).expect("the test can run its victim");
    let count: usize =
        db.read_now(|tx| tx.one(COUNTER_READ, ())).expect("the test can run its victim");

    let lost: Vec<_> = kept.iter().filter(|number| !seats.contains(number)).collect();
    assert!(lost.is_empty(), "told they were kept: {lost:?}");
    assert_eq!(count, seats.len(), "no verb may be half written");
}

#[test]
fn every_acknowledged_verb_survives_a_kill_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hall.db");
    let url = DbUrl::File(path.clone());
    migrated(Db::open(&url, Options::default()).unwrap()).close();
    for round in 1..=3 {
        let kept = kill_after(150 * round, &url.to_string(), None);
        let db = Db::open(&url, Options::default()).unwrap();
        assert!(kept.len() >= 150 * round);
        check(&db, &kept);
        db.close();
        std::fs::remove_file(&path).unwrap();
        migrated(Db::open(&url, Options::default()).unwrap()).close();
    }
}

#[test]
fn every_acknowledged_verb_survives_a_kill_on_postgres() {
    let Some(url) = scratch::postgres_url() else { return };
    let db = Db::open(&url, Options::default()).unwrap();
    store::migrate(&db, START, Timestamp::from_millis(0)).unwrap();
    let DbUrl::Postgres(config) = &url else { panic!("a PostgreSQL URL") };
    let schema = config.get_options().unwrap().rsplit('=').next().unwrap().to_owned();
    let kept = kill_after(150, &env::var(scratch::VARIABLE).unwrap(), Some(&schema));

    check(&db, &kept);
}

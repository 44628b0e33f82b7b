use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use kernel::{Id, Uuid};
use store::{Fault, Json};

use super::program::{Folder, Place, bytes_of, places};

store::statements! {
    JOB_INSERT = "insert into job (id, kind, key, payload, run_at, held_until, attempts)
        values ($1, 'test', $2, $3, 0, 0, 0)";
    LETTER_INSERT = "insert into outbox
            (id, kind, account_id, payload, written_at, send_at, held_until, attempts)
        values ($1, 'test', null, $2, 0, 9000000000000000, 0, 0)";
    JOBS = "select count(*) from job";
    LETTERS = "select count(*) from outbox";
}

/// Writes a job and a letter together, again and again, until `done`.
fn hammer(place: &Place, done: &AtomicBool) -> u64 {
    let db = place.open();
    let mut written = 0;
    while !done.load(Ordering::Relaxed) {
        written += 1;
        let id: Id<()> = Id::from_uuid(Uuid::from_u128(written));
        let wrote: Result<(), Fault> = db.write_now(move |tx| {
            tx.run(JOB_INSERT, (id, format!("test-{written}"), Json("x")))?;
            tx.run(LETTER_INSERT, (id, Json("x"))).map(drop)
        });
        wrote.unwrap();
    }
    u64::try_from(written).unwrap()
}

fn counts(place: &Place) -> (u64, u64) {
    let db = place.open();
    db.read_now(|tx| -> Result<_, Fault> { Ok((tx.one(JOBS, ())?, tx.one(LETTERS, ())?)) }).unwrap()
}

/// Lets the writer go, also when an assertion fails.
struct Done<'d>(&'d AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_backup_beside_a_server_and_a_writer_comes_back_whole_on_either_engine() {
    for place in places().into_iter().map(Place::filled) {
        let serving = place.serving(&["serve"]);
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let stop = Done(&done);
            let writer = scope.spawn(|| hammer(&place, &done));
            for kept in ["one", "two"] {
                while kept == "one" && counts(&place).0 == 0 {}
                let said = place.run(&["backup", kept]);
                assert_eq!(said.code, Some(0), "{said:?}");
            }
            drop(stop);
            assert!(writer.join().unwrap() > 2);
        });
        drop(serving);
        let kept = place.folder.join("two");
        let before = fs::read(&kept).unwrap();
        for to in places() {
            let said = to.run(&["restore", kept.to_str().unwrap()]);

            assert_eq!(said.code, Some(0), "{said:?}");
            assert!(said.out.contains("invariants hold"), "{said:?}");
            let (jobs, letters) = counts(&to);
            assert!(jobs == letters && jobs > 0, "{jobs} jobs, {letters} letters");
            drop(to.serving(&["serve"]));
        }
        assert_eq!(fs::read(&kept).unwrap(), before);
    }
}

#[test]
fn a_backup_does_not_overwrite() {
    let place = places().remove(0).filled();
    fs::write(place.folder.join("kept"), "something").unwrap();
    let said = place.run(&["backup", "kept"]);

    assert_eq!(said.code, Some(4));
    assert!(said.err.contains("already there; name a new one"), "{said:?}");
    assert_eq!(fs::read(place.folder.join("kept")).unwrap(), b"something");
}

#[test]
fn a_restore_onto_rows_is_refused_unless_it_may_replace_them() {
    let kept = Folder::new();
    let file = kept.join("kept");
    let file = file.to_str().unwrap();
    assert_eq!(places().remove(0).filled().run(&["backup", file]).code, Some(0));
    for place in places().into_iter().map(Place::filled) {
        let id: Id<()> = Id::from_uuid(Uuid::from_u128(1));
        let one_more = place.open().write_now(move |tx| tx.run(LETTER_INSERT, (id, Json("x"))));
        one_more.unwrap();
        let refused = place.run(&["restore", file]);
        assert_eq!(refused.code, Some(5), "{refused:?}");
        assert!(refused.err.contains("is not empty (activity: 6"), "{refused:?}");
        assert_eq!(counts(&place), (0, 1));

        let replaced = place.run(&["restore", file, "--replace"]);
        assert_eq!(replaced.code, Some(0), "{replaced:?}");
        assert_eq!(counts(&place), (0, 0));
    }
}

#[test]
fn a_file_that_is_no_backup_brings_nothing_back() {
    for place in places().into_iter().map(Place::filled) {
        let letter = place.folder.join("letter");
        fs::write(&letter, "Dear guild").unwrap();
        for file in ["letter", "not-there"] {
            let said = place.run(&["restore", file, "--replace"]);
            assert_eq!(said.code, Some(4), "{said:?}");
        }
        place.assert_whole();
    }
}

#[test]
fn a_move_leaves_the_source_as_it_is_and_the_target_serves() {
    for from in places().into_iter().map(Place::filled) {
        for to in places() {
            let before = bytes_of(&from.folder.0);
            let said = from.run(&["move", "--to", &to.url]);
            assert_eq!(said.code, Some(0), "{said:?}");
            assert!(said.out.contains("Both hold the same"), "{said:?}");
            assert_eq!(bytes_of(&from.folder.0), before);
            to.assert_whole();
            drop(to.serving(&["serve"]));

            let again = from.run(&["move", "--to", &to.url]);
            assert_eq!(again.code, Some(5), "{again:?}");
            assert!(again.err.contains("is not empty (activity: 6"), "{again:?}");
        }
    }
}

//! A backup is one whole moment in one file, whatever is written meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use kernel::Timestamp;
use store::copy::{Onto, Transfer, backup, fingerprints, transfer};
use store::{Access, Db, DbUrl, Fault, Options, scratch};

use super::copies::{TABLES, fill, silent};
use super::{START, migrated};

store::statements! {
    COUNTER_ADD = "update counter set sold = sold + 1";
    SEAT_INSERT = "insert into seat (hall, number) select '6H', sold from counter where id = 1";
    COUNTERS = "select sold from counter order by id";
    SEATS = "select count(*) from seat where hall = '6H'";
}
const NOW: Timestamp = Timestamp::from_millis(7);

fn looked_into(path: &Path) -> Db {
    let options = Options { access: Access::Read, ..Options::default() };
    Db::open(&DbUrl::File(path.to_owned()), options).unwrap()
}

/// An empty database on each engine at hand; SQLite in a file, so that readers and the writer meet.
fn on_disk(folder: &Path) -> Vec<Db> {
    let file = DbUrl::File(folder.join("hall.db"));
    let open = |url: &DbUrl| migrated(Db::open(url, Options::default()).unwrap());
    [Some(file), scratch::postgres_url()].iter().flatten().map(open).collect()
}

#[test]
fn a_backup_holds_everything_in_one_file_that_only_its_owner_reads() {
    for db in scratch::all().into_iter().map(migrated) {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("kept.guildhall");
        fill(&db);
        backup(&db, &to, START, NOW, silent()).unwrap();

        let kept = looked_into(&to);
        assert_eq!(fingerprints(&kept, &TABLES).unwrap(), fingerprints(&db, &TABLES).unwrap());
        kept.close();
        let names: Vec<_> =
            folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["kept.guildhall"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(to.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}

/// Lets the writers go, also when an assertion fails.
struct Done<'d>(&'d AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_backup_beside_a_busy_writer_is_of_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    for db in on_disk(folder.path()) {
        fill(&db);
        let done = AtomicBool::new(false);
        let (first, began) = std::sync::mpsc::channel();
        thread::scope(|scope| {
            let _done = Done(&done);
            for _ in 0..4 {
                let (db, done, first) = (&db, &done, first.clone());
                scope.spawn(move || {
                    while !done.load(Ordering::Relaxed) {
                        let written: Result<(), Fault> = db.write_now(|tx| {
                            tx.run(COUNTER_ADD, ())?;
                            tx.run(SEAT_INSERT, ()).map(drop)
                        });
                        written.unwrap();
                        let _ = first.send(());
                    }
                });
            }
            drop(first);
            began.recv().unwrap();
            for round in 0..3 {
                let to = folder.path().join(format!("{}-{round}", db.engine()));
                backup(&db, &to, START, NOW, silent()).unwrap();

                let kept = looked_into(&to);
                let counters: Vec<u64> = kept.read_now(|tx| tx.all(COUNTERS, ())).unwrap();
                let seats: u64 = kept.read_now(|tx| tx.one(SEATS, ())).unwrap();
                assert!(counters[0] > 0);
                assert_eq!(counters, [seats, seats], "{db:?}");
            }
        });
    }
}

#[test]
fn a_backup_overwrites_nothing_and_sweeps_up_after_one_that_was_killed() {
    for db in scratch::all().into_iter().map(migrated) {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("kept");
        std::fs::write(folder.path().join("kept.partial"), "half a backup").unwrap();
        backup(&db, &to, START, NOW, silent()).unwrap();
        let before = std::fs::read(&to).unwrap();
        let again = backup(&db, &to, START, NOW, silent()).unwrap_err().to_string();

        assert!(again.contains("already there"), "{again}");
        assert_eq!(std::fs::read(&to).unwrap(), before);
    }
}

#[test]
fn a_backup_comes_back_on_either_engine() {
    for db in scratch::all().into_iter().map(migrated) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept");
        fill(&db);
        backup(&db, &path, START, NOW, silent()).unwrap();
        let before = std::fs::read(&path).unwrap();
        for to in scratch::all() {
            let from = looked_into(&path);
            let (from, to) = (&from, &to);
            let (onto, watch) = (Onto::Empty, silent());
            transfer(&Transfer { from, to, migrations: START, onto, now: NOW, watch }).unwrap();

            assert_eq!(fingerprints(to, &TABLES).unwrap(), fingerprints(&db, &TABLES).unwrap());
        }
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

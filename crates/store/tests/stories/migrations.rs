use kernel::Timestamp;
use store::{Db, DbUrl, Fault, MigrateError, Migration, Options, scratch};

const NOW: Timestamp = Timestamp::from_millis(1);
const ONE: Migration = Migration::portable(1, "halls", "create table hall (id uuid primary key);");
const TWO: Migration = Migration::pair(
    2,
    "seats",
    "create table seat (id uuid primary key); create index seat_by_id on seat (id);",
    "create table seat (id uuid primary key, found tsvector);",
);
const BROKEN: Migration =
    Migration::portable(3, "broken", "create table door (id uuid); insert into nowhere values (1)");

store::statements! {
    APPLIED = "select number, name, applied_at from migration order by number";
    TABLE_MAKE = "create table stranger (id bigint)";
    PAGES_MAX = "pragma max_page_count = 8";
}

fn applied(db: &Db) -> Vec<(u32, String, Timestamp)> {
    db.read_now(|tx| tx.all::<_>(APPLIED, ())).unwrap_or_else(|fault: Fault| panic!("{fault}"))
}

#[test]
fn each_migration_is_applied_once() {
    for db in scratch::all() {
        assert_eq!(store::migrate(&db, const { &[ONE] }, NOW).unwrap(), [1]);
        assert_eq!(store::migrate(&db, const { &[ONE, TWO] }, NOW).unwrap(), [2]);
        assert_eq!(store::migrate(&db, const { &[ONE, TWO] }, NOW).unwrap(), [0; 0]);
        assert_eq!(applied(&db), [(1, "halls".into(), NOW), (2, "seats".into(), NOW)]);
        assert_eq!(store::copy::tables(&db).unwrap(), ["hall", "seat"]);
    }
}

#[test]
fn nodes_that_migrate_at_once_take_turns() {
    for db in scratch::all() {
        let counts = std::thread::scope(|scope| {
            let nodes: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| store::migrate(&db, const { &[ONE, TWO] }, NOW).unwrap()))
                .collect();
            nodes.into_iter().map(|node| node.join().unwrap().len()).sum::<usize>()
        });
        assert_eq!(counts, 2);
    }
}

#[test]
fn a_newer_database_is_refused() {
    for db in scratch::all() {
        store::migrate(&db, const { &[ONE, TWO] }, NOW).unwrap();
        let refused = store::migrate(&db, const { &[ONE] }, NOW).unwrap_err();

        assert!(matches!(refused, MigrateError::Newer { found: 2, known: 1, .. }), "{refused}");
        assert_eq!(applied(&db).len(), 2);
    }
}

#[test]
fn a_changed_migration_is_refused_before_anything_is_touched() {
    const CHANGED: Migration =
        Migration::portable(1, "halls", "create table hall (id uuid primary key, name text);");
    for db in scratch::all() {
        store::migrate(&db, const { &[ONE] }, NOW).unwrap();
        let refused = store::migrate(&db, const { &[CHANGED, TWO] }, NOW).unwrap_err();

        assert!(matches!(refused, MigrateError::Changed { number: 1, .. }), "{refused}");
        assert_eq!(store::copy::tables(&db).unwrap(), ["hall"]);
    }
}

#[test]
fn line_ends_of_another_system_are_no_change() {
    const UNIX: Migration = Migration::portable(1, "halls", "create table hall\n(id uuid);\n");
    const WINDOWS: Migration =
        Migration::portable(1, "halls", "create table hall\r\n(id uuid);\r\n");
    for db in scratch::all() {
        store::migrate(&db, const { &[UNIX] }, NOW).unwrap();
        assert_eq!(store::migrate(&db, const { &[WINDOWS] }, NOW).unwrap(), [0; 0]);
    }
}

#[test]
fn a_broken_migration_leaves_nothing_behind() {
    for db in scratch::all() {
        let failed = store::migrate(&db, const { &[ONE, TWO, BROKEN] }, NOW).unwrap_err();

        assert!(matches!(failed, MigrateError::Step { number: 3, .. }), "{failed}");
        assert_eq!(store::copy::tables(&db).unwrap(), ["hall", "seat"]);
        assert_eq!(applied(&db).len(), 2);
    }
}

#[test]
fn the_database_of_another_program_is_refused() {
    for db in scratch::all() {
        db.write_now(|tx| tx.run(TABLE_MAKE, ())).unwrap();
        let refused = store::migrate(&db, const { &[ONE] }, NOW).unwrap_err();

        assert!(matches!(&refused, MigrateError::Foreign { tables, .. } if tables == "stranger"));
        assert_eq!(store::copy::tables(&db).unwrap(), ["stranger"]);
    }
}

#[test]
fn a_gap_in_the_numbers_is_refused() {
    let db = scratch::sqlite();
    let refused = store::migrate(&db, const { &[TWO] }, NOW).unwrap_err();

    assert!(matches!(refused, MigrateError::Order { expected: 1, found: 2 }));
}

#[test]
fn a_full_disk_leaves_the_last_step_out() {
    const LARGE: Migration = Migration::portable(
        2,
        "large",
        "create table large (raw bytea); insert into large values (zeroblob(1000000));",
    );
    let db = scratch::sqlite();
    store::migrate(&db, const { &[ONE] }, NOW).unwrap();
    db.write_now(|tx| tx.one::<i64>(PAGES_MAX, ())).unwrap();
    let full = store::migrate(&db, const { &[ONE, LARGE] }, NOW).unwrap_err();

    assert!(matches!(&full, MigrateError::Step { number: 2, fault: Fault::Full { .. }, .. }));
    assert_eq!(store::copy::tables(&db).unwrap(), ["hall"]);
    assert_eq!(applied(&db).len(), 1);
}

#[test]
fn a_file_held_by_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("held.db");
    let options = Options { busy_wait: std::time::Duration::from_millis(20), ..Options::default() };
    let db = Db::open(&DbUrl::File(path.clone()), options).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("begin immediate").unwrap();

    let locked = store::migrate(&db, const { &[ONE] }, NOW).unwrap_err();
    assert!(matches!(&locked, MigrateError::Step { number: 1, fault: Fault::Locked { .. }, .. }));

    other.execute_batch("rollback").unwrap();
    assert_eq!(store::migrate(&db, const { &[ONE] }, NOW).unwrap(), [1]);
}

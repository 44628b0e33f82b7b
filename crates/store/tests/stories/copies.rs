use std::sync::{Arc, Mutex};

use kernel::{Id, Text, Timestamp, Uuid};
use store::copy::{Onto, Progress, Transfer, TransferError, Watch, fingerprints, transfer};
use store::{Db, Fault, Json, MigrateError, Migration, Value, scratch};

use super::{START, migrated};

store::statements! {
    KIND_INSERT = "insert into kind (id, yes, whole, part, words, doc, raw, name)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    SEAT_INSERT = "insert into seat (hall, number, guest) values ($1, $2, $3)";
    GUEST_INSERT = "insert into guest (id, friend) values ($1, null)";
    GUEST_FRIEND = "update guest set friend = $2 where id = $1";
    COUNTER_CLEAR = "delete from counter";
    KIND_SPOIL = "update kind set id = x'010203' where whole = -9223372036854775808";
    STRANGER_MAKE = "create table stranger (id bigint)";
}
pub const TABLES: [&str; 4] = ["counter", "guest", "kind", "seat"];
const NOW: Timestamp = Timestamp::from_millis(7);
const LATER: Migration = Migration::portable(2, "later", "create table later (id bigint);");
const NEWER: &[Migration] = &[START[0], LATER];

pub fn silent() -> Watch {
    Arc::new(|_| ())
}

/// Rows of every kind of column.
pub fn fill_kinds(db: &Db) {
    let filled: Result<(), Fault> = db.write_now(|tx| {
        for number in 0..2_500_i64 {
            let text = Text::zh_en(format!("厅 {number} 𠮷"), "Hall");
            let id: Id<()> = Id::from_uuid(Uuid::from_u128(number.unsigned_abs().into()));
            let row: [Value<'_>; 8] = [
                id.into(),
                (number % 3 == 0).into(),
                (i64::MIN + number).into(),
                Some(0.1).filter(|_| number % 2 == 0).into(),
                Some("O'Neil \\ \" \n").filter(|_| number % 5 != 0).into(),
                Json([Some(number), None]).into(),
                vec![u8::try_from(number % 256).unwrap_or(0); 3].into(),
                text.into(),
            ];
            tx.run(KIND_INSERT, row)?;
        }
        Ok(())
    });
    filled.expect("the rows fit");
}

pub fn fill(db: &Db) {
    fill_kinds(db);
    let filled: Result<(), Fault> = db.write_now(|tx| {
        tx.run(SEAT_INSERT, ("5H", 1, None::<i64>))?;
        tx.run_many(GUEST_INSERT, (1..=3).map(|id| (id,)))?;
        // A circle of friends: no order of rows satisfies the key row by row.
        tx.run_many(GUEST_FRIEND, [(1, 2), (2, 3), (3, 1)])?;
        Ok(())
    });
    filled.expect("the rows fit");
}

fn copied(from: &Db, to: &Db, onto: Onto) -> Result<Vec<store::copy::Fingerprint>, TransferError> {
    transfer(&Transfer { from, to, migrations: START, onto, now: NOW, watch: silent() })
}

#[test]
fn a_copy_equals_its_source_row_for_row_in_every_direction() {
    for from in scratch::all().into_iter().map(migrated) {
        fill(&from);
        for to in scratch::all() {
            let copied = copied(&from, &to, Onto::Empty).unwrap();

            let expected = fingerprints(&from, &TABLES).unwrap();
            assert_eq!(fingerprints(&to, &TABLES).unwrap(), expected, "{from:?} to {to:?}");
            assert_eq!(copied, expected);
        }
    }
}

#[test]
fn a_copy_onto_a_schema_without_rows_fills_it() {
    for from in scratch::all().into_iter().map(migrated) {
        for to in scratch::all().into_iter().map(migrated) {
            to.write_now(|tx| tx.run(COUNTER_CLEAR, ())).unwrap();
            copied(&from, &to, Onto::Empty).unwrap();

            let expected = fingerprints(&from, &TABLES).unwrap();
            assert_eq!(fingerprints(&to, &TABLES).unwrap(), expected);
        }
    }
}

#[test]
fn a_copy_onto_rows_is_refused_and_touches_nothing() {
    for from in scratch::all().into_iter().map(migrated) {
        fill(&from);
        for to in scratch::all().into_iter().map(migrated) {
            let before = fingerprints(&to, &TABLES).unwrap();
            let refused = copied(&from, &to, Onto::Empty).unwrap_err();

            let TransferError::NotEmpty { rows, .. } = &refused else { panic!("{refused}") };
            assert_eq!(rows, "counter: 2");
            assert_eq!(fingerprints(&to, &TABLES).unwrap(), before);
        }
    }
}

#[test]
fn a_copy_replaces_rows_and_a_newer_schema_when_it_is_told_to() {
    for from in scratch::all().into_iter().map(migrated) {
        for to in scratch::all() {
            store::migrate(&to, NEWER, NOW).unwrap();
            fill(&to);
            copied(&from, &to, Onto::Replaced).unwrap();

            let expected = fingerprints(&from, &TABLES).unwrap();
            assert_eq!(fingerprints(&to, &TABLES).unwrap(), expected);
            assert_eq!(store::applied(&to, NEWER).unwrap(), 1);
            assert_eq!(store::copy::tables(&to).unwrap(), TABLES);
        }
    }
}

#[test]
fn a_copy_that_cannot_be_read_to_its_end_leaves_the_target_as_it_was() {
    for to in scratch::all().into_iter().map(migrated) {
        let from = migrated(scratch::sqlite());
        fill(&from);
        // A uuid of three bytes: SQLite keeps it, and nothing can read it.
        from.write_now(|tx| tx.run(KIND_SPOIL, ())).unwrap();
        let before = fingerprints(&to, &TABLES).unwrap();
        let refused = copied(&from, &to, Onto::Replaced).unwrap_err();

        let TransferError::Fault(Fault::Decode { reason, .. }) = &refused else {
            panic!("{refused}")
        };
        assert!(reason.contains("table kind"), "{reason}");
        assert_eq!(fingerprints(&to, &TABLES).unwrap(), before);
    }
}

#[test]
fn what_another_program_keeps_is_never_replaced() {
    for to in scratch::all() {
        to.write_now(|tx| tx.run(STRANGER_MAKE, ())).unwrap();
        let refused = copied(&migrated(scratch::sqlite()), &to, Onto::Replaced).unwrap_err();

        let foreign = matches!(refused, TransferError::Schema(MigrateError::Foreign { .. }));
        assert!(foreign, "{refused}");
        assert_eq!(store::copy::tables(&to).unwrap(), ["stranger"]);
    }
}

#[test]
fn a_source_without_a_schema_is_nothing_to_copy() {
    for to in scratch::all() {
        let refused = copied(&scratch::sqlite(), &to, Onto::Empty).unwrap_err();
        assert!(matches!(refused, TransferError::Nothing { .. }), "{refused}");
    }
}

#[test]
fn an_empty_target_with_a_newer_schema_is_told_apart() {
    for to in scratch::all() {
        store::migrate(&to, NEWER, NOW).unwrap();
        to.write_now(|tx| tx.run(COUNTER_CLEAR, ())).unwrap();
        let from = migrated(scratch::sqlite());
        let job = Transfer {
            from: &from,
            to: &to,
            migrations: NEWER,
            onto: Onto::Empty,
            now: NOW,
            watch: silent(),
        };
        let refused = transfer(&job).unwrap_err();

        assert!(matches!(refused, TransferError::Ahead { found: 2, wanted: 1, .. }), "{refused}");
    }
}

#[test]
fn a_copy_says_how_far_it_is_and_ends_at_the_whole() {
    for from in scratch::all().into_iter().map(migrated) {
        fill(&from);
        let told = Arc::new(Mutex::new(Vec::new()));
        let telling = Arc::clone(&told);
        let watch: Watch = Arc::new(move |progress| telling.lock().unwrap().push(progress));
        let to = scratch::sqlite();
        let job = Transfer {
            from: &from,
            to: &to,
            migrations: START,
            onto: Onto::Empty,
            now: NOW,
            watch,
        };
        transfer(&job).unwrap();

        let told = told.lock().unwrap();
        assert!(told.len() > 2 && told.is_sorted_by_key(|progress| progress.done));
        assert_eq!(told.last(), Some(&Progress { done: 2_506, total: 2_506 }));
    }
}

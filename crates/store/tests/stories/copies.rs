use kernel::{Id, Text, Uuid};
use store::copy::{copy_all, fingerprints};
use store::{Db, Fault, Json, Value, scratch};

use super::migrated;

store::statements! {
    KIND_INSERT = "insert into kind (id, yes, whole, part, words, doc, raw, name)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    SEAT_INSERT = "insert into seat (hall, number, guest) values ($1, $2, $3)";
    GUEST_INSERT = "insert into guest (id, friend) values ($1, null)";
    GUEST_FRIEND = "update guest set friend = $2 where id = $1";
    COUNTER_CLEAR = "delete from counter";
}
const TABLES: [&str; 4] = ["kind", "seat", "guest", "counter"];

fn fill(db: &Db) {
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
        tx.run(SEAT_INSERT, ("5H", 1, None::<i64>))?;
        tx.run_many(GUEST_INSERT, (1..=3).map(|id| (id,)))?;
        // A circle of friends: no order of rows satisfies the key row by row.
        tx.run_many(GUEST_FRIEND, [(1, 2), (2, 3), (3, 1)])?;
        Ok(())
    });
    filled.expect("the rows fit");
}

#[test]
fn a_copy_equals_its_source_row_for_row_in_every_direction() {
    for from in scratch::all().into_iter().map(migrated) {
        fill(&from);
        for to in scratch::all().into_iter().map(migrated) {
            to.write_now(|tx| tx.run(COUNTER_CLEAR, ())).unwrap();
            let copied = copy_all(&from, &to, &TABLES).unwrap();
            let expected = fingerprints(&from, &TABLES).unwrap();

            assert_eq!(fingerprints(&to, &TABLES).unwrap(), expected, "{from:?} to {to:?}");
            let counts: Vec<_> =
                expected.into_iter().map(|print| (print.table, print.rows)).collect();
            assert_eq!(copied, counts);
        }
    }
}

#[test]
fn a_copy_onto_rows_fails_as_a_whole() {
    for from in scratch::all().into_iter().map(migrated) {
        fill(&from);
        for to in scratch::all().into_iter().map(migrated) {
            let before = fingerprints(&to, &TABLES).unwrap();
            let refused = copy_all(&from, &to, &TABLES).unwrap_err();

            assert!(refused.is_duplicate("counter", &["id"]), "{refused}");
            assert_eq!(fingerprints(&to, &TABLES).unwrap(), before);
        }
    }
}

#[test]
fn a_table_that_differs_is_refused_with_both_shapes() {
    let from = migrated(scratch::sqlite());
    let refused = copy_all(&from, &scratch::sqlite(), &["seat"]).unwrap_err().to_string();

    assert!(refused.contains("no such table"), "{refused}");
}

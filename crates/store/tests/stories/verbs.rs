use store::{Constraint, Fault, Violation};

use super::each;

store::statements! {
    SEAT_INSERT = "insert into seat (hall, number) values ($1, $2)";
    SEAT_NULL = "insert into seat (hall, number) values ($1, null)";
    SEAT_COUNT = "select count(*) from seat";
    SEAT_NUMBERS = "select number from seat order by number";
    GUEST_INSERT = "insert into guest (id, friend) values ($1, $2)";
    NONSENSE = "select nothing from nowhere";
    NO_PARAMETERS = "select 1";
}

#[derive(Debug, PartialEq)]
enum Stop {
    Refused,
    Fault(String),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault.to_string())
    }
}

#[test]
fn a_refusal_undoes_what_the_verb_wrote() {
    each(|db| {
        let refused: Result<(), Stop> = db.write_now(|tx| {
            tx.run(SEAT_INSERT, ("5H", 1))?;
            Err(Stop::Refused)
        });
        let seats: i64 = db.read_now(|tx| tx.one(SEAT_COUNT, ())).unwrap();

        assert_eq!((refused, seats), (Err(Stop::Refused), 0));
    });
}

#[test]
fn constraints_are_named_alike() {
    each(|db| {
        let duplicate = db.write_now(|tx| {
            tx.run(SEAT_INSERT, ("5H", 1))?;
            tx.run(SEAT_INSERT, ("5H", 1))
        });
        let zero = db.write_now(|tx| tx.run(SEAT_INSERT, ("5H", 0)));
        let null = db.write_now(|tx| tx.run(SEAT_NULL, ("5H",)));
        let nobody = db.write_now(|tx| tx.run(GUEST_INSERT, (1, 99)));

        assert!(duplicate.unwrap_err().is_duplicate("seat", &["hall", "number"]));
        assert!(zero.unwrap_err().is_check("seat_number"));
        assert!(nobody.unwrap_err().is_foreign_key());
        assert_eq!(
            null.unwrap_err().violation(),
            Some(&Violation {
                statement: "SEAT_NULL",
                kind: Constraint::NotNull,
                table: Some("seat".into()),
                columns: vec!["number".into()],
                name: None,
            })
        );
    });
}

#[test]
fn a_verb_that_swallows_a_failure_writes_nothing() {
    each(|db| {
        let swallowed = db.write_now(|tx| {
            tx.run(SEAT_INSERT, ("5H", 1))?;
            let _ = tx.run(SEAT_INSERT, ("5H", 1));
            Ok::<_, Fault>(())
        });
        let went_on = db.write_now(|tx| {
            let _ = tx.run(SEAT_INSERT, ("5H", 0));
            tx.run(SEAT_INSERT, ("5H", 1))
        });
        let seats: i64 = db.read_now(|tx| tx.one(SEAT_COUNT, ())).unwrap();

        assert!(swallowed.unwrap_err().violation().is_some());
        assert!(matches!(went_on.unwrap_err(), Fault::AfterFailure { .. }));
        assert_eq!(seats, 0);
    });
}

#[test]
fn an_attempt_that_fails_undoes_only_itself() {
    each(|db| {
        let written = db.write_now(|tx| {
            tx.run(SEAT_INSERT, ("5H", 1))?;
            let twice: Result<u64, Fault> = tx.attempt(|tx| {
                tx.run(SEAT_INSERT, ("5H", 2))?;
                tx.attempt(|tx| tx.run(SEAT_INSERT, ("5H", 3)))?;
                tx.run(SEAT_INSERT, ("5H", 1))
            });
            let duplicate = twice.is_err_and(|fault| fault.violation().is_some());
            tx.attempt(|tx| tx.run(SEAT_INSERT, ("5H", 4)))?;
            Ok::<_, Fault>(duplicate)
        });
        let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

        assert!(written.unwrap());
        assert_eq!(seats, [1, 4]);
    });
}

#[test]
fn a_row_put_without_asking_still_undoes_the_verb_when_refused() {
    each(|db| {
        let kept = db.write_now(|tx| tx.put_many(SEAT_INSERT, [("5H", 7), ("5H", 8)]));
        let last = db.write_now(|tx| {
            tx.put(SEAT_INSERT, ("5H", 1))?;
            tx.put(SEAT_INSERT, ("5H", 7))
        });
        let followed = db.write_now(|tx| {
            tx.put(SEAT_INSERT, ("5H", 7))?;
            tx.put(SEAT_INSERT, ("5H", 2))?;
            tx.one::<i64>(SEAT_COUNT, ())
        });
        let attempted = db.write_now(|tx| {
            let twice = tx.attempt(|tx| tx.put(SEAT_INSERT, ("5H", 7)));
            tx.put(SEAT_INSERT, ("5H", 3))?;
            Ok::<_, Fault>(twice.is_err_and(|fault: Fault| fault.violation().is_some()))
        });
        let refused: Result<(), Stop> = db.write_now(|tx| {
            tx.put(SEAT_INSERT, ("5H", 9))?;
            Err(Stop::Refused)
        });
        let seats: Vec<i64> = db.read_now(|tx| tx.all(SEAT_NUMBERS, ())).unwrap();

        assert!(kept.is_ok());
        assert!(last.unwrap_err().is_duplicate("seat", &["hall", "number"]));
        assert!(followed.unwrap_err().is_duplicate("seat", &["hall", "number"]));
        assert!(attempted.unwrap());
        assert_eq!(refused, Err(Stop::Refused));
        assert_eq!(seats, [3, 7, 8]);
    });
}

#[test]
fn more_rows_than_may_run_ahead_are_put_all_the_same() {
    each(|db| {
        let put = db.write_now(|tx| tx.put_many(SEAT_INSERT, (1..=2_000).map(|n| ("5H", n))));
        let seats: i64 = db.read_now(|tx| tx.one(SEAT_COUNT, ())).unwrap();

        assert!(put.is_ok());
        assert_eq!(seats, 2_000);
    });
}

#[test]
fn a_panic_is_a_fault_and_the_thread_goes_on() {
    each(|db| {
        for _ in 0..8 {
            let panicked: Result<(), Fault> = db.write_now(|tx| {
                tx.run(SEAT_INSERT, ("5H", 1))?;
                panic!("seven is not a hall")
            });
            let said = panicked.unwrap_err().to_string();
            assert!(said.contains("seven is not a hall"), "{said}");
        }
        let seats: i64 = db.read_now(|tx| tx.one(SEAT_COUNT, ())).unwrap();

        assert_eq!(seats, 0);
    });
}

#[test]
fn a_read_cannot_write() {
    each(|db| {
        let written = db.read_now(|tx| tx.run(SEAT_INSERT, ("5H", 1)));

        assert!(matches!(written, Err(Fault::ReadOnly { name: "SEAT_INSERT" })));
    });
}

#[test]
fn mistakes_name_the_statement() {
    each(|db| {
        let none = db.read_now(|tx| tx.one::<i64>(SEAT_NUMBERS, ()));
        let nonsense = db.read_now(|tx| tx.all::<i64>(NONSENSE, ()));
        let many = db.read_now(|tx| tx.all::<i64>(NO_PARAMETERS, (1,)));
        let refused = db.prepare_all(STATEMENTS).unwrap();

        assert!(matches!(none, Err(Fault::NoRow { name: "SEAT_NUMBERS" })));
        assert!(matches!(nonsense, Err(Fault::Statement { name: "NONSENSE", .. })));
        assert!(matches!(many, Err(Fault::Statement { name: "NO_PARAMETERS", .. })));
        assert_eq!(refused.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["NONSENSE"]);
    });
}

#[test]
fn a_closed_database_says_so() {
    each(|db| {
        db.close();
        let read = db.read_now(|tx| tx.one::<i64>(SEAT_COUNT, ()));

        assert!(matches!(read, Err(Fault::Closed)));
    });
}

//! What a verb may rely on, told once and run on every engine at hand.

use std::thread;

use kernel::{Id, Text, Timestamp, Uuid};
use store::{Db, Fault, Json, Value, scratch};

store::statements! {
    KIND_INSERT = "insert into kind (id, yes, whole, part, words, doc, raw, name)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    KIND_ALL = "select id, yes, whole, part, words, doc, raw, name from kind order by whole";
    KIND_SWAPPED = "select whole from kind where name = $2 and whole = $1";
    KIND_ANY = "select whole from kind where id = any($1) order by whole for update";
    KIND_SUM = "select sum(whole) as sum, count(*) as count, avg(part) as mean from kind";
    SEAT_INSERT = "insert into seat (hall, number, guest) values ($1, $2, $3)";
    SEAT_COUNT = "select count(*) from seat";
    SEAT_ALL = "select hall, number, guest from seat order by hall, number";
    COUNTER_ADD = "update counter set sold = sold + $1 where id = 1 and sold < quota";
    COUNTER_READ = "select sold from counter where id = 1";
    COUNTER_QUOTA = "update counter set quota = $1 where id = $2";
    NONSENSE = "select nothing from nowhere";
}

const SCHEMA: &str = "
    create table kind (id uuid primary key, yes boolean, whole bigint, part double precision,
        words text, doc json, raw bytea, name text);
    create table seat (hall text not null, number bigint not null, guest text,
        constraint seat_number check (number > 0), primary key (hall, number));
    create table guest (id bigint primary key, friend bigint references guest (id));
    create table counter (id bigint primary key, sold bigint not null, quota bigint not null);
    insert into counter values (1, 0, 1500), (2, 0, 100000);
";
const MIGRATIONS: &[store::Migration] = &[store::Migration::portable(1, "start", SCHEMA)];

fn each(story: impl Fn(&Db)) {
    for db in scratch::all() {
        store::migrate(&db, MIGRATIONS, Timestamp::from_millis(0)).expect("it migrates");
        story(&db);
    }
}

#[derive(Debug, PartialEq)]
struct Kind {
    id: Id<()>,
    yes: Option<bool>,
    whole: Option<i64>,
    part: Option<f64>,
    words: Option<String>,
    doc: Option<Json<serde_json::Value>>,
    raw: Option<Vec<u8>>,
    name: Option<Text>,
}
store::row!(Kind { id, yes, whole, part, words, doc, raw, name });

impl Kind {
    fn insert(&self) -> Vec<Value<'_>> {
        vec![
            self.id.into(),
            self.yes.into(),
            self.whole.into(),
            self.part.into(),
            self.words.as_ref().into(),
            self.doc.as_ref().into(),
            self.raw.as_ref().into(),
            self.name.as_ref().into(),
        ]
    }
}

fn kinds() -> Vec<Kind> {
    let full = |number: u128, whole, words: &str| Kind {
        id: Id::from_uuid(Uuid::from_u128(number)),
        yes: Some(whole > 0),
        whole: Some(whole),
        part: Some(0.1),
        words: Some(words.into()),
        doc: Some(Json(serde_json::json!({"zh": "会馆", "list": [1, 2.5, null]}))),
        raw: Some((0..=255).collect()),
        name: Some(Text::zh_en("开幕式", "Opening")),
    };
    vec![
        full(1, i64::MIN, ""),
        full(u128::MAX, i64::MAX, "会馆 🐉 𠮷 e\u{301} ' \" \\ \n"),
        Kind {
            id: Id::from_uuid(Uuid::nil()),
            yes: None,
            whole: Some(0),
            part: None,
            words: None,
            doc: None,
            raw: None,
            name: None,
        },
    ]
}

#[test]
fn values_come_back_as_they_went() {
    each(|db| {
        let written = db.write_now(|tx| {
            let kinds = kinds();
            tx.run_many(KIND_INSERT, kinds.iter().map(Kind::insert))
        });
        let read: Vec<Kind> = db.read_now(|tx| tx.all(KIND_ALL, ())).unwrap();
        let mut expected = kinds();
        expected.sort_by_key(|kind| kind.whole);

        assert_eq!(written.unwrap(), 3);
        assert_eq!(read, expected);
    });
}

#[test]
fn parameters_go_by_number_and_lists_are_one_parameter() {
    each(|db| {
        let ids = kinds().iter().map(|kind| kind.id).collect::<Vec<_>>();
        let found: Result<_, Fault> = db.write_now(move |tx| {
            let mut kind = kinds().remove(1);
            kind.name = None;
            tx.run(KIND_INSERT, kind.insert())?;
            let any: Vec<i64> = tx.all(KIND_ANY, (Value::list(ids.clone()),))?;
            let none: Vec<i64> = tx.all(KIND_ANY, (Value::list([ids[0]]),))?;
            let sum: (i64, u32, f64) = tx.one(KIND_SUM, ())?;
            Ok((any, none, sum, tx.engine()))
        });
        let (any, none, sum, _) = found.unwrap();
        assert_eq!((any, none), (vec![i64::MAX], vec![]));
        assert_eq!(sum, (i64::MAX, 1, 0.1));
    });
}

#[test]
fn concurrent_callers_sell_exactly_what_there_is() {
    each(|db| {
        let sold = thread::scope(|scope| {
            let callers: Vec<_> = (0..64)
                .map(|_| {
                    scope.spawn(|| {
                        (0..30)
                            .map(|_| db.write_now(|tx| tx.run(COUNTER_ADD, (1,))).unwrap())
                            .sum::<u64>()
                    })
                })
                .collect();
            callers.into_iter().map(|caller| caller.join().unwrap()).sum::<u64>()
        });
        let counted: i64 = db.read_now(|tx| tx.one(COUNTER_READ, ())).unwrap();

        assert_eq!((sold, counted), (1500, 1500));
    });
}

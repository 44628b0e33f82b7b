use kernel::{Date, Id, Lang, LangTag, Slug, Text, Timestamp, Uuid, Zone};
use store::{Fault, Json, Value};

use super::each;

store::statements! {
    KIND_INSERT = "insert into kind (id, yes, whole, part, words, doc, raw, name)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    KIND_ALL = "select id, yes, whole, part, words, doc, raw, name from kind order by whole";
    KIND_ANY = "select whole from kind where id = any($1) order by whole for update";
    KIND_SWAPPED_INSERT = "insert into kind (words, id, whole) values ($3, $1, $2)";
    WORD_LIST = "select words from kind where words = any($1) order by words";
    WORD_ONE = "select words from kind where id = $1";
    WHOLE_LESS = "select whole < $1 from kind where id = $2";
    KIND_SUM = "select sum(whole) as sum, count(*) as count, avg(part) as mean from kind";
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
fn parameters_go_by_number_whatever_their_order() {
    each(|db| {
        let id: Id<()> = Id::named("kind", "7");
        let found = db.write_now(move |tx| {
            tx.run(KIND_SWAPPED_INSERT, (id, 7, "seven"))?;
            let words: String = tx.one(WORD_ONE, (id,))?;
            let less: bool = tx.one(WHOLE_LESS, (8, id))?;
            Ok::<_, Fault>((words, less))
        });

        assert_eq!(found.unwrap(), ("seven".to_owned(), true));
    });
}

#[test]
fn a_list_is_one_parameter() {
    each(|db| {
        let ids = kinds().iter().map(|kind| kind.id).collect::<Vec<_>>();
        let found = db.write_now(move |tx| {
            let kinds = kinds();
            tx.run_many(KIND_INSERT, kinds.iter().map(Kind::insert))?;
            let two: Vec<i64> = tx.all(KIND_ANY, (Value::list(ids[..2].iter()),))?;
            let none: Vec<i64> = tx.all(KIND_ANY, (Value::List(Vec::new()),))?;
            let words: Vec<String> = tx.all(WORD_LIST, (Value::list(["", "no"]),))?;
            Ok::<_, Fault>((two, none, words))
        });

        assert_eq!(found.unwrap(), (vec![i64::MIN, i64::MAX], vec![], vec![String::new()]));
    });
}

#[test]
fn sums_and_means_are_numbers() {
    each(|db| {
        let found = db.write_now(|tx| {
            for whole in [i64::MAX - 10, -5, 12] {
                let id: Id<()> = Id::named("kind", &whole.to_string());
                tx.run(KIND_SWAPPED_INSERT, (id, whole, ""))?;
            }
            tx.one::<(i64, u32, Option<f64>)>(KIND_SUM, ())
        });

        assert_eq!(found.unwrap(), (i64::MAX - 3, 3, None));
    });
}

#[test]
fn words_of_the_kernel_are_text() {
    each(|db| {
        let found = db.write_now(|tx| {
            let slug: Slug = "rust-forum".parse().expect("a slug");
            let zone: Zone = "Asia/Shanghai".parse().expect("a zone");
            let date: Date = "2026-03-21".parse().expect("a date");
            let tag: LangTag = "zh-hant".parse().expect("a tag");
            let mut texts = Vec::new();
            for (number, value) in
                [(&slug).into(), (&zone).into(), date.into(), tag.into(), Lang::Zh.into()]
                    .into_iter()
                    .enumerate()
            {
                let value: Value<'_> = value;
                let id: Id<()> = Id::from_uuid(Uuid::from_u128(number as u128));
                tx.run(KIND_SWAPPED_INSERT, (id, Timestamp::from_millis(5), value))?;
                texts.push(tx.one::<String>(WORD_ONE, (id,))?);
            }
            Ok::<_, Fault>(texts)
        });

        let expected = ["rust-forum", "Asia/Shanghai", "2026-03-21", "zh-hant", "zh"];
        assert_eq!(found.unwrap(), expected);
    });
}

#[test]
fn text_with_a_zero_character_is_refused_on_both() {
    each(|db| {
        let id: Id<()> = Id::named("kind", "zero");
        let refused = db.write_now(move |tx| tx.run(KIND_SWAPPED_INSERT, (id, 1, "a\0b")));

        assert!(matches!(refused, Err(Fault::Statement { name: "KIND_SWAPPED_INSERT", .. })));
    });
}

#[test]
fn columns_that_do_not_fit_the_row_are_named() {
    struct Swapped {
        part: f64,
        yes: bool,
    }
    store::row!(Swapped { part, yes });
    each(|db| {
        let read = db.write_now(|tx| {
            tx.run(KIND_INSERT, kinds()[0].insert())?;
            tx.all::<Swapped>(KIND_SUM, ()).map(|rows| rows[0].part + f64::from(rows[0].yes))
        });

        let said = read.unwrap_err().to_string();
        assert!(said.contains("column 1 is called \"sum\" where the row has \"part\""), "{said}");
    });
}

use guildhall::migrations::MIGRATIONS;
use guildhall::statements::STATEMENTS;
use kernel::Timestamp;
use store::{migrate, scratch};

use crate::tree::files;

#[test]
fn every_statement_can_be_prepared_on_every_engine() {
    let all: Vec<store::Sql> = STATEMENTS.concat();
    assert!(all.len() > 50, "{} statements", all.len());
    for db in scratch::all() {
        migrate(&db, MIGRATIONS, Timestamp::from_millis(0)).unwrap();
        let broken = db.prepare_all(&all).unwrap();
        assert!(broken.is_empty(), "{broken:?}");
    }
}

#[test]
fn every_list_of_statements_is_registered() {
    let lists = files("crates/guildhall/src", ".rs");
    let lists = lists.iter().filter(|(name, text)| {
        let told = name.ends_with("tests.rs") || name.contains("/tests/");
        text.contains("store::statements! {") && !told
    });
    assert_eq!(lists.count(), STATEMENTS.len());
}

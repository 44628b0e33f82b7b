use std::fs;

use store::{Access, Db, DbUrl, Engine, Fault, Options, scratch, sound};

use super::migrated;

store::statements! {
    GUEST_INSERT = "insert into guest (id, friend) values (1, null), (2, 1), (3, 1)";
    GUEST_REMOVE = "delete from guest where id = 1";
    KEYS_OFF = "set local session_replication_role = replica";
}

/// A file database and, when there is one, PostgreSQL, each with three guests.
fn guests(folder: &std::path::Path) -> Vec<Db> {
    let urls = [Some(DbUrl::File(folder.join("hall.db"))), scratch::postgres_url()];
    let made = |url: &DbUrl| {
        let db = migrated(Db::open(url, Options::default()).unwrap());
        db.write_now(|tx| tx.run(GUEST_INSERT, ())).unwrap();
        db
    };
    urls.iter().flatten().map(made).collect()
}

/// Takes guest 1 out as somebody would who had told the engine to look away.
fn remove_behind_its_back(db: &Db) {
    if let DbUrl::File(path) = db.url() {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        connection.execute(GUEST_REMOVE.text(), ()).unwrap();
        return;
    }
    let removed: Result<u64, Fault> = db.write_now(|tx| {
        tx.run(KEYS_OFF, ())?;
        tx.run(GUEST_REMOVE, ())
    });
    removed.unwrap();
}

#[test]
fn rows_whose_foreign_key_names_nothing_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    for db in guests(folder.path()) {
        let whole = db.read_now(sound::foreign_keys).unwrap();
        assert_eq!((whole.looked_at, whole.wrong), (2, Vec::new()));
        remove_behind_its_back(&db);

        let broken = db.read_now(sound::foreign_keys).unwrap();
        assert_eq!(broken.wrong, ["guest.friend: 2 name no row of guest"]);
    }
}

#[test]
fn a_file_with_a_page_that_was_overwritten_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = guests(folder.path());
    let db = all.remove(0);
    assert_eq!(db.engine(), Engine::Sqlite);
    super::copies::fill_kinds(&db);
    let whole = db.read_now(sound::pages).unwrap();
    assert!(whole.looked_at > 10 && whole.wrong.is_empty(), "{whole:?}");
    db.close();

    let path = folder.path().join("hall.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 2_000].fill(0x5a);
    fs::write(&path, bytes).unwrap();

    let options = Options { access: Access::Read, ..Options::default() };
    let broken = Db::open(&DbUrl::File(path), options).unwrap().read_now(sound::pages).unwrap();
    assert!(!broken.wrong.is_empty());
    for other in all {
        assert_eq!(other.read_now(sound::pages).unwrap(), sound::Soundness::default());
    }
}

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use store::{Access, Db, DbUrl, Fault, OpenError, Options};

use super::{each, migrated};

store::statements! {
    COUNTER_SELL = "update counter set sold = 7 where id = 1";
    COUNTER_SOLD = "select sold from counter where id = 1";
}
const UNWRITABLE: &str = "GUILDHALL_TEST_UNWRITABLE";

fn open(path: &Path) -> Result<Db, OpenError> {
    let options = Options { busy_wait: Duration::from_millis(20), ..Options::default() };
    Db::open(&DbUrl::File(path.to_owned()), options)
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let refused = open(&folder.path().join("no/such/file.db")).unwrap_err();

    assert!(matches!(&refused, OpenError::NoFolder { folder, .. } if folder.ends_with("no/such")));
}

fn look(path: &Path) -> Result<Db, OpenError> {
    Db::open(&DbUrl::File(path.to_owned()), Options { access: Access::Read, ..Options::default() })
}

#[test]
fn whoever_only_reads_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typo.db");
    let refused = look(&path).unwrap_err();

    assert!(matches!(refused, OpenError::Missing { .. }), "{refused}");
    assert!(!path.exists());
}

#[test]
fn whoever_only_reads_sees_what_is_written_beside_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // Signs that mean something in a URI.
    let path = folder.path().join("50%? #1.db");
    let db = migrated(open(&path).unwrap());
    let reading = look(&path).unwrap();
    let refused: Result<u64, Fault> = reading.write_now(|tx| tx.run(COUNTER_SELL, ()));
    db.write_now(|tx| tx.run(COUNTER_SELL, ())).unwrap();

    assert!(refused.is_err());
    assert_eq!(reading.read_now(|tx| tx.one::<i64>(COUNTER_SOLD, ())).unwrap(), 7);
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    fs::write(&path, "Dear guild, this is a letter and no database. ".repeat(100)).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = open(&path).unwrap_err();

    assert!(matches!(refused, OpenError::NotADatabase { .. }), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_locked_by_another_process_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("held.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("create table hall (id); begin exclusive").unwrap();
    let refused = open(&path).unwrap_err();

    assert!(matches!(refused, OpenError::Locked { waited_ms: 20, .. }), "{refused}");
}

/// Permissions do not bind root, so there the test runs itself again as nobody.
#[cfg(unix)]
#[test]
fn a_read_only_file_is_said_to_be() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    if let Ok(path) = env::var(UNWRITABLE) {
        let refused = open(Path::new(&path)).unwrap_err();
        assert!(matches!(refused, OpenError::ReadOnly { .. }), "{refused}");
        // Nothing can be written beside it either, and yet it can be read.
        let found = look(Path::new(&path)).unwrap().read_now(|tx| tx.one::<i64>(COUNTER_SOLD, ()));
        assert_eq!(found.unwrap(), 0);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.db");
    migrated(open(&path).unwrap()).close();
    let itself = folder.path().join("itself");
    fs::copy(env::current_exe().unwrap(), &itself).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();

    let mut again = Command::new(&itself);
    again.args(["--exact", "opening::a_read_only_file_is_said_to_be"]).env(UNWRITABLE, &path);
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        again.uid(65534).gid(65534);
    }
    let status = again.output().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();

    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stdout));
}

#[test]
fn an_unreachable_server_is_named_without_its_password() {
    let url: DbUrl = "postgres://guild:open-sesame@127.0.0.1:1/hall".parse().unwrap();
    let refused = Db::open(&url, Options::default()).unwrap_err().to_string();

    assert!(refused.contains("postgres://guild@127.0.0.1:1/hall"), "{refused}");
    assert!(!refused.contains("open-sesame"), "{refused}");
}

#[test]
fn a_url_that_names_nothing_does_not_repeat_itself() {
    for text in ["mysql://root:secret@host/db", "sqlite:", "postgres://u:secret@host:port/db"] {
        let refused = text.parse::<DbUrl>().unwrap_err().to_string();
        assert!(!refused.contains("secret"), "{refused}");
    }
}

#[test]
fn an_opened_database_outlives_its_clones_and_closes_with_the_last() {
    each(|db| {
        let clone = db.clone();
        drop(clone);
        assert!(store::copy::tables(db).is_ok());
    });
}

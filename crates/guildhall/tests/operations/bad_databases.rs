//! A database that cannot be used is named, with what to do, and left as it was.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use guildhall::migrations::MIGRATIONS;
use kernel::Timestamp;
use store::{Fault, Migration, migrate, scratch};

use super::program::{Folder, Place, Said, bytes_of, clean, places, postgres_url, program, said};

store::statements! {
    MIGRATION_NEWER = "insert into migration (number, name, checksum, applied_at)
        values (999, 'tomorrow', 'x', 0)";
    TABLE_MAKE = "create table stranger (id bigint)";
    ROLE_MAKE = "create role guildhall_locked login password 'the-right-one'";
    MIGRATIONS_ALL = "select number from migration order by number";
}

/// Every command that opens a database.
const COMMANDS: [&[&str]; 6] = [
    &["check"],
    &["serve", "--listen", "127.0.0.1:0"],
    &["demo", "--listen", "127.0.0.1:0"],
    &["publish", "--out", "site"],
    &["backup", "kept"],
    &["move", "--to", "sqlite:moved"],
];

fn assert_refused(said: &Said, words: &[&str]) {
    assert_eq!(said.code, Some(4), "{said:?}");
    for word in words {
        assert!(said.err.contains(word), "{word}: {said:?}");
    }
}

#[test]
fn a_database_that_is_newer_than_the_program() {
    for place in places().into_iter().map(Place::filled) {
        let db = place.open();
        db.write_now(|tx| tx.run(MIGRATION_NEWER, ())).unwrap();
        let before: Vec<i64> = db.read_now(|tx| tx.all(MIGRATIONS_ALL, ())).unwrap();
        db.close();
        for command in COMMANDS {
            let said = place.run(command);
            assert_refused(&said, &["newer than this program", "999 (tomorrow)"]);
        }
        let after: Vec<i64> = place.open().read_now(|tx| tx.all(MIGRATIONS_ALL, ())).unwrap();
        assert_eq!(after, before);
    }
}

#[test]
fn a_database_that_is_older_is_kept_and_served_but_not_checked() {
    const FIRST: &[Migration] = MIGRATIONS.split_at(1).0;
    for place in places() {
        migrate(&place.open(), FIRST, Timestamp::from_millis(0)).unwrap();
        for command in [COMMANDS[0], COMMANDS[3]] {
            let said = place.run(command);
            assert_refused(&said, &["is of an older program", "make a backup"]);
        }
        let said = place.run(&["backup", "kept"]);
        assert_eq!(said.code, Some(0), "{said:?}");
        let applied: Vec<i64> = place.open().read_now(|tx| tx.all(MIGRATIONS_ALL, ())).unwrap();
        assert_eq!(applied, [1]);
        drop(place.serving(&["serve"]));
        place.assert_whole();
    }
}

#[test]
fn a_database_of_another_program() {
    for place in places() {
        place.open().write_now(|tx| tx.run(TABLE_MAKE, ())).unwrap();
        for command in COMMANDS {
            assert_refused(&place.run(command), &["did not make (stranger)"]);
        }
        assert_eq!(store::copy::tables(&place.open()).unwrap(), ["stranger"]);
    }
}

#[test]
fn a_database_with_nothing_in_it_is_nothing_to_look_at() {
    for place in places() {
        drop(place.open());
        assert_refused(&place.run(&["check"]), &["holds no conference yet"]);
        assert_refused(&place.run(&["backup", "kept"]), &["there is nothing to copy"]);
    }
}

#[test]
fn a_path_where_no_database_is() {
    let place = places().remove(0);
    for command in [COMMANDS[0], COMMANDS[3], COMMANDS[4], COMMANDS[5]] {
        assert_refused(&place.run(command), &["there is no database at"]);
    }
    assert!(bytes_of(&place.folder.0).is_empty());
}

#[test]
fn a_file_that_is_no_database() {
    let place = places().remove(0);
    let letter = "Dear guild, this is a letter and no database. ".repeat(100);
    fs::write(place.folder.join("hall.sqlite"), letter).unwrap();
    let before = bytes_of(&place.folder.0);
    for command in COMMANDS {
        assert_refused(&place.run(command), &["is not a SQLite database"]);
    }
    assert_eq!(bytes_of(&place.folder.0), before);
}

#[test]
fn a_file_that_another_process_writes_to_can_be_read_but_not_taken() {
    let place = places().remove(0).filled();
    let db = place.open();
    let (open, gate) = channel::<()>();
    let (gate, held) = (Mutex::new(gate), channel());
    let held_by = Mutex::new(held.0);
    let holding = std::thread::spawn(move || {
        let wrote: Result<(), Fault> = db.write_now(move |_| {
            let _ = held_by.lock().map(|held| held.send(()));
            let _ = gate.lock().map(|gate| gate.recv());
            Ok(())
        });
        wrote.unwrap();
    });
    held.1.recv().unwrap();
    place.assert_whole();
    let refused = place.run(&["demo", "--listen", "127.0.0.1:0"]);
    drop(open);
    holding.join().unwrap();

    assert_refused(&refused, &["another process holds the database", "stop it or wait"]);
    place.assert_whole();
}

/// Permissions do not bind root, so root runs the program as nobody.
#[cfg(unix)]
#[test]
fn a_file_in_a_folder_that_may_not_be_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let place = places().remove(0).filled();
    let tools = Folder::new();
    let itself = tools.join("guildhall");
    fs::copy(env!("CARGO_BIN_EXE_guildhall"), &itself).unwrap();
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&tools.0, 0o755);
    let run = |arguments: &[&str]| {
        let mut command = clean(Command::new(&itself), &place.folder.0);
        command.args(["--database", &place.url]).args(arguments);
        if fs::metadata(&place.folder.0).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        said(&mut command)
    };
    set(&place.folder.join("hall.sqlite"), 0o444);
    set(&place.folder.0, 0o555);
    let before = bytes_of(&place.folder.0);
    let serve = run(&["serve", "--listen", "127.0.0.1:0"]);
    let check = run(&["check"]);
    let data = run(&["demo", "--data", "new", "--listen", "127.0.0.1:0"]);
    let after = bytes_of(&place.folder.0);
    set(&place.folder.0, 0o755);

    assert_refused(&serve, &["for writing", "read-only"]);
    assert_eq!(check.code, Some(0), "what is only read can be read: {check:?}");
    assert_ne!(data.code, Some(0));
    assert_eq!(after, before);
}

#[test]
fn a_server_that_does_not_answer() {
    let folder = Folder::new();
    for command in COMMANDS {
        let mut program = program(&folder.0);
        program.args(["--database", "postgres://guild:open-sesame@127.0.0.1:1/hall"]);
        let said = said(program.args(command));
        assert_refused(&said, &["cannot connect to postgres://guild@127.0.0.1:1/hall", "check"]);
        assert!(!said.err.contains("open-sesame"), "{said:?}");
    }
}

#[test]
fn a_database_that_the_server_does_not_have() {
    let Some(url) = postgres_url() else { return };
    let start = url.rfind('/').unwrap();
    let url = format!("{}/nowhere_at_all", &url[..start]);
    let place = Place { folder: Folder::new(), url };
    for command in COMMANDS {
        assert_refused(&place.run(command), &["has no such database", "createdb"]);
    }
}

/// `cargo xtask test` lets this one role in by password only.
#[test]
fn a_password_that_is_wrong() {
    let Some(url) = postgres_url() else { return };
    let admin = Place { folder: Folder::new(), url: url.clone() };
    let made: Result<u64, Fault> = admin.open().write_now(|tx| tx.run(ROLE_MAKE, ()));
    // Another run may have made it.
    drop(made);
    let server = url.split('@').nth(1).unwrap();
    let as_role = |password: &str| Place {
        folder: Folder::new(),
        url: format!("postgres://guildhall_locked:{password}@{server}"),
    };
    if as_role("a-wrong-one").run(&["check"]).err.contains("no conference yet") {
        browser::not_run("a wrong password", "the PostgreSQL server asks for none");
        return;
    }
    for command in COMMANDS {
        let said = as_role("a-wrong-one").run(command);
        assert_refused(&said, &["does not let us in", "check the user and the password"]);
        assert!(!said.err.contains("a-wrong-one"), "{said:?}");
    }
    let right = as_role("the-right-one").run(&["check"]);
    assert!(right.err.contains("no conference yet"), "{right:?}");
    assert!(std::env::var(scratch::VARIABLE).is_ok());
}

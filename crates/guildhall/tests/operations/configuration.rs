use std::fs;

use super::program::{Folder, Said, program, said};

/// The line of a setting in what `guildhall config` said.
fn line(said: &Said, key: &str) -> String {
    let line = said.out.lines().find(|line| line.split_whitespace().next() == Some(key));
    let words: Vec<&str> = line.unwrap_or_else(|| panic!("{said:?}")).split_whitespace().collect();
    words.join(" ")
}

#[test]
fn a_flag_comes_before_the_environment_before_the_file_before_the_default() {
    let folder = Folder::new();
    let file = "# ours\nlisten = \"127.0.0.1:1\"\nbase-url = \"https://file.example\"\n\
                data = \"from-file\"\n";
    fs::write(folder.join("guildhall.toml"), file).unwrap();
    let said = said(
        program(&folder.0)
            .args(["config", "--data", "from-flag"])
            .env("GUILDHALL_DATA_DIR", "from-environment")
            .env("GUILDHALL_BASE_URL", "https://environment.example"),
    );

    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(line(&said, "data"), "data from-flag flag --data");
    let environment = "base-url https://environment.example environment GUILDHALL_BASE_URL";
    assert_eq!(line(&said, "base-url"), environment);
    assert_eq!(line(&said, "listen"), "listen 127.0.0.1:1 file guildhall.toml, line 2");
    assert_eq!(line(&said, "log"), "log info default");
    assert_eq!(line(&said, "database"), "database - default");
    assert_eq!(line(&said, "registration"), "registration open default");
}

#[test]
fn what_the_file_says_is_what_the_program_does() {
    let folder = Folder::new();
    fs::write(folder.join("other.toml"), "data = \"elsewhere\"").unwrap();
    let said = said(program(&folder.0).args(["check", "--config", "other.toml"]));

    assert_eq!(said.code, Some(4));
    assert!(said.err.contains("elsewhere/guildhall.sqlite"), "{said:?}");
}

#[test]
fn a_file_that_cannot_be_followed_is_told_by_line_and_not_followed_in_part() {
    let cases = [
        ("\n\nlistn = \"127.0.0.1:1\"", "line 3: there is no setting listn; did you mean listen?"),
        ("[serve]\nlisten = 1", "line 1: there is no setting serve"),
        ("listen = \"nowhere\"", "line 1: listen: invalid socket address syntax"),
        ("registration = \"maybe\"", "line 1: registration: it is one of open, closed"),
        ("log-format = \"xml\"", "line 1: log-format: it is one of text, json"),
        ("log = \"info,=\"", "line 1: log: "),
        ("listen = [1]", "line 1: listen wants one word, number or truth value"),
        ("data = \"a\"\ndata = \"b\"", "line 2: this is not TOML"),
        ("data = ", "line 1: this is not TOML"),
    ];
    for (text, expected) in cases {
        let folder = Folder::new();
        fs::write(folder.join("guildhall.toml"), text).unwrap();
        let said = said(program(&folder.0).arg("config"));

        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{text}");
        assert!(
            said.err.starts_with(&format!("guildhall: guildhall.toml, {expected}")),
            "{said:?}"
        );
    }
}

#[test]
fn a_named_file_that_is_not_there_is_no_default() {
    let folder = Folder::new();
    let said = said(program(&folder.0).args(["config", "--config", "none.toml"]));

    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("cannot read the configuration file none.toml"), "{said:?}");
}

#[test]
fn no_password_is_ever_shown() {
    let right = "postgres://guild:open-sesame@127.0.0.1:1/hall";
    let wrong = "postgres://guild:open-sesame@127.0.0.1:door/hall";
    for url in [right, wrong] {
        for broken in ["", "\nlisten = \"x\"", "\"\n"] {
            let folder = Folder::new();
            let file = format!("database = \"{url}{broken}");
            let file = if broken.starts_with('"') { file } else { format!("{file}\"") };
            fs::write(folder.join("guildhall.toml"), file.replace("\\n", "\n")).unwrap();
            for arguments in [&["config"][..], &["check"], &["serve"]] {
                let by_file = said(program(&folder.0).args(arguments));
                let mut command = program(&folder.0);
                let by_flag = said(
                    command.args(["--config", "/dev/null", "--database", url]).args(arguments),
                );
                let mut command = program(&folder.0);
                command.args(["--config", "/dev/null"]).env("GUILDHALL_DATABASE", url);
                let by_environment = said(command.args(arguments));
                for said in [by_file, by_flag, by_environment] {
                    assert!(!format!("{said:?}").contains("open-sesame"), "{said:?}");
                }
            }
        }
    }
    let folder = Folder::new();
    let shown = said(program(&folder.0).args(["config", "--database", right]));
    let expected = "database postgres://guild@127.0.0.1:1/hall flag --database";
    assert_eq!(line(&shown, "database"), expected);
}

#[test]
fn a_variable_that_nobody_reads_is_pointed_at() {
    let folder = Folder::new();
    let said = said(program(&folder.0).arg("config").env("GUILDHALL_LISTN", "127.0.0.1:1"));

    assert_eq!(said.code, Some(0));
    let expected = "guildhall: GUILDHALL_LISTN is no setting; did you mean GUILDHALL_LISTEN?\n";
    assert_eq!(said.err, expected);
}

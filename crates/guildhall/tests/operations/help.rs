use super::program::{Folder, program, said};

/// What the help says stands in the manual too; this snapshot shows when it changes.
#[test]
fn the_help_of_every_command_is_as_it_was_agreed() {
    let folder = Folder::new();
    let help = |arguments: &[&str]| {
        let said = said(program(&folder.0).args(arguments));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{arguments:?}");
        said.out
    };
    let whole = help(&["--help"]);
    let names = whole.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = names
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 8, "{names:?}");
    let mut told = whole.clone();
    for name in names.into_iter().filter(|name| *name != "help") {
        told.push_str(&format!("\n==== guildhall {name} -h\n{}", help(&[name, "-h"])));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_version_is_said() {
    let folder = Folder::new();
    let said = said(program(&folder.0).arg("--version"));
    assert_eq!(said.out, format!("guildhall {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_ends_with_its_own_number() {
    let folder = Folder::new();
    for arguments in [&["chekc"][..], &["publish"], &["serve", "--listen", "nowhere"], &[]] {
        let said = said(program(&folder.0).args(arguments));
        assert_eq!(said.code, Some(2), "{said:?}");
    }
}

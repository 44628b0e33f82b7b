use crate::tree::files;

/// Two ideas in one room. Functions are held to 70 lines by clippy's `too_many_lines`.
const LINES_MAX: usize = 400;

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    let mut long = Vec::new();
    for folder in ["crates", "xtask", "bench"] {
        for (name, text) in files(folder, ".rs") {
            let lines = text.lines().count();
            if lines > LINES_MAX {
                long.push(format!("{name}: {lines} lines"));
            }
        }
    }
    assert_eq!(long, [] as [String; 0]);
}

#[test]
fn no_file_is_named_for_what_it_is_not() {
    let banned = ["util", "utils", "helper", "helpers", "manager", "service", "common", "misc"];
    let mut found = Vec::new();
    for folder in ["crates", "xtask", "bench"] {
        for (name, _) in files(folder, ".rs") {
            let parts = name.trim_end_matches(".rs").split('/');
            found.extend(parts.filter(|part| banned.contains(part)).map(|_| name.clone()));
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn every_module_says_what_it_is() {
    let silent = files("crates/guildhall/src", "/mod.rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(name, _)| name);
    assert_eq!(silent.collect::<Vec<_>>(), [] as [String; 0]);
}

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::tree::{files, root};

/// The table under "Permitted arrows" in `ARCHITECTURE.md`: module, then what it may use.
fn permitted() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = page.split("## Permitted arrows").nth(1).expect("the section is there");
    let section = section.split("\n## ").next().unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.split('|').map(|cell| cell.trim().replace('`', "")).collect()
    };
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let row = cells(line);
        let uses = row[2].split_whitespace().map(|name| name.trim_matches(',').to_owned());
        (row[1].clone(), uses.filter(|name| name != "–").collect())
    })
    .collect()
}

/// Which modules of the product each module uses, read from `crate::…` in its files.
fn drawn() -> BTreeMap<String, BTreeSet<String>> {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in files("crates/guildhall/src", ".rs") {
        let inside = name.strip_prefix("crates/guildhall/src/").unwrap();
        let Some((module, _)) = inside.split_once('/') else { continue };
        // A test may look across: it asserts, it does not build on.
        if inside.contains("tests") {
            continue;
        }
        let uses = arrows.entry(module.to_owned()).or_default();
        for used in text.split("crate::").skip(1).chain(grouped(&text)) {
            let used: String =
                used.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            if !used.is_empty() && used != module {
                uses.insert(used);
            }
        }
    }
    arrows
}

/// The names in `use crate::{a, b};`.
fn grouped(text: &str) -> impl Iterator<Item = &str> {
    let groups = text.split("use crate::{").skip(1);
    groups.flat_map(|group| group.split('}').next().unwrap_or("").split(',').map(str::trim))
}

#[test]
fn modules_use_only_what_the_architecture_permits() {
    let permitted = permitted();
    let mut crossing = Vec::new();
    for (module, uses) in drawn() {
        let Some(may) = permitted.get(&module) else {
            crossing.push(format!("{module} is not in ARCHITECTURE.md"));
            continue;
        };
        crossing.extend(uses.difference(may).map(|used| format!("{module} -> {used}")));
    }
    assert_eq!(crossing, [] as [String; 0]);
}

#[test]
fn no_slice_reaches_into_the_rows_of_another() {
    let mut reaching = Vec::new();
    for (name, text) in files("crates/guildhall/src", ".rs") {
        for slice in ["editions", "hosts", "people", "programme"] {
            // The register lists the statements of all; it asks none.
            let own = name.contains(&format!("/src/{slice}/")) || name.ends_with("statements.rs");
            if !own && text.contains(&format!("{slice}::store")) {
                reaching.push(format!("{name} -> {slice}::store"));
            }
        }
    }
    assert_eq!(reaching, [] as [String; 0]);
}

#[test]
fn only_the_store_names_a_database_driver() {
    let drivers = ["rusqlite", "tokio_postgres", "postgres::Client", "sqlx"];
    let mut naming = Vec::new();
    for (name, text) in files("crates", ".rs") {
        // This rule has to spell them.
        if name.starts_with("crates/store/") || name.contains("/tests/rules/") {
            continue;
        }
        naming.extend(drivers.iter().filter(|driver| text.contains(*driver)).map(|_| name.clone()));
    }
    assert_eq!(naming, [] as [String; 0]);
}

use crate::tree::files;

/// Code that runs outside tests and calls what only one place may call.
fn callers(of: &[&str], but: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files("crates/guildhall/src", ".rs") {
        let is_test = name.contains("/tests/") || name.ends_with("tests.rs");
        if is_test || but.iter().any(|one| name.ends_with(one)) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        let calls = |line: &&str| {
            !line.trim_start().starts_with("//") && of.iter().any(|call| line.contains(call))
        };
        found.extend(code.lines().filter(calls).map(|line| format!("{name}: {}", line.trim())));
    }
    found
}

/// A release that is frozen elsewhere tells nobody whose things changed.
#[test]
fn whoever_releases_does_it_by_the_one_verb() {
    let of = ["verbs::publish(", "programme::publish(", "release::freeze("];
    let but = ["releasing/verbs.rs", "programme/verbs.rs", "fixture.rs", "unguarded.rs"];
    assert_eq!(callers(&of, &but), [] as [String; 0]);
}

/// A row of the draft that is written elsewhere reaches no open table and no journal.
#[test]
fn whoever_writes_a_draft_does_it_with_the_pen() {
    let of = [
        "draft::write(",
        "draft::write_activity(",
        "rows::write_relations(",
        "absences::insert(",
        "steps::write_change(",
        "rows::write_change(",
        "steps::next_version(",
        "hosts::verbs::write",
        "profiles::write",
        "write_edition(",
    ];
    let but = ["programme/pen.rs", "programme/draft.rs", "unguarded.rs", "editions/verbs.rs"];
    let found = callers(&of, &but);
    let found: Vec<_> = found.iter().filter(|one| !one.contains("pub fn ")).collect();
    assert_eq!(found, [] as [&String; 0]);
}

use crate::tree::files;

/// A letter of the Chinese script.
fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}

/// Words belong into `.ftl` files, where the build refuses one that is missing in a language. Dates
/// are built from parts, and tests and the fixture speak for themselves.
const SPEAKING: [&str; 3] = ["shell/when.rs", "programme/fixture.rs", "tests.rs"];

#[test]
fn there_are_no_chinese_words_in_code() {
    let mut found = Vec::new();
    for (name, text) in files("crates/guildhall/src", ".rs") {
        if name.contains("/tests/") || SPEAKING.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (line, at) in code.lines().zip(1..) {
            if !line.trim_start().starts_with("//") && line.chars().any(is_han) {
                found.push(format!("{name}:{at}"));
            }
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn there_are_no_words_in_templates() {
    let mut found = Vec::new();
    for (name, text) in files("crates/guildhall/src", ".html") {
        if text.chars().any(is_han) {
            found.push(name);
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn no_template_carries_style_or_script_of_its_own() {
    let mut found = Vec::new();
    for (name, text) in files("crates/guildhall/src", ".html") {
        for forbidden in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
            if text.contains(forbidden) {
                found.push(format!("{name}: {forbidden}"));
            }
        }
    }
    assert_eq!(found, [] as [String; 0]);
}

//! The operators' manual says what the code says, in both languages.

use std::collections::BTreeSet;
use std::fs;

use guildhall::cli::{Exit, settings};

use crate::tree::root;

fn manuals() -> [String; 2] {
    ["en", "zh"].map(|lang| {
        fs::read_to_string(root().join(format!("docs/manual/{lang}/operator.md"))).unwrap()
    })
}

/// The cells of every table row that begins with a word in backticks.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    let cells = |line: &str| -> Vec<String> {
        line.split('|').skip(1).map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    lines.map(cells).collect()
}

#[test]
fn the_table_of_settings_is_the_codes() {
    let known: BTreeSet<[String; 3]> = settings::all()
        .into_iter()
        .map(|setting| {
            [setting.key, setting.variable, setting.default.unwrap_or_else(|| "–".to_owned())]
        })
        .collect();
    assert!(known.len() > 5);
    for text in manuals() {
        let told: BTreeSet<[String; 3]> = rows(&text)
            .into_iter()
            .filter(|row| row[1].starts_with("GUILDHALL_"))
            .map(|row| [row[0].clone(), row[1].clone(), row[2].clone()])
            .collect();
        assert_eq!(told, known);
    }
}

#[test]
fn the_table_of_exit_codes_is_the_codes() {
    let numbers = Exit::ALL.map(|(exit, _)| (exit as u8).to_string());
    for (text, english) in manuals().iter().zip([true, false]) {
        let told: Vec<Vec<String>> =
            rows(text).into_iter().filter(|row| row[0].parse::<u8>().is_ok()).collect();
        assert_eq!(told.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), numbers);
        if english {
            let meanings: Vec<&str> = told.iter().map(|row| row[1].as_str()).collect();
            assert_eq!(meanings, Exit::ALL.map(|(_, meaning)| meaning));
        }
    }
}

#[test]
fn every_command_has_a_row_in_both_introductions() {
    for page in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let told: BTreeSet<String> = rows(&text)
            .into_iter()
            .filter_map(|row| {
                row[0].strip_prefix("guildhall ")?.split(' ').next().map(str::to_owned)
            })
            .collect();
        let line = settings::command_line();
        let known: BTreeSet<String> =
            line.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        assert_eq!(told, known, "{page}");
    }
}

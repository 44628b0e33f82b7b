//! The examples of the manual, run one by one, in both languages.

use super::*;

/// The commands of a manual's shell blocks.
fn commands(manual: &str) -> Vec<&str> {
    manual.lines().filter(|line| line.starts_with("curl ")).collect()
}

/// A command's words, as a shell would take them apart.
fn words(command: &str, token: &str) -> Vec<String> {
    let (mut all, mut word, mut quote) = (Vec::new(), String::new(), None);
    for sign in command.chars() {
        match (quote, sign) {
            (Some(open), _) if sign == open => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, ' ') => all.push(std::mem::take(&mut word)),
            _ => word.push(sign),
        }
    }
    all.push(word);
    let set = |word: &String| {
        let word = word.replace("$TOKEN", token).replace("$EDITION", "sample-2025");
        word.replace("$BASE", "")
    };
    all.iter().map(set).collect()
}

#[test]
fn every_example_of_the_manual_does_what_it_says() {
    let english = include_str!("../../../../../docs/manual/en/integrator.md");
    let chinese = include_str!("../../../../../docs/manual/zh/integrator.md");
    assert_eq!(commands(english), commands(chinese));
    let house = House::all().remove(0);
    let token = house.organiser();
    let mut ran = 0;
    for command in commands(english) {
        let words = words(command, &token);
        let mut words = words.iter().skip(1);
        let (mut method, mut path, mut body, mut headers) = ("GET", "", "", Vec::new());
        while let Some(word) = words.next() {
            match word.as_str() {
                "-X" => method = words.next().unwrap(),
                "-d" => body = words.next().unwrap(),
                "-H" => headers.push(words.next().unwrap().split_once(": ").unwrap()),
                address => path = address,
            }
        }
        let answer = house.ask(method, path, None, &headers, body);
        assert!(answer.status.is_success(), "{command}: {} {}", answer.status, answer.text);
        ran += 1;
    }
    assert!(ran > 8);
}

//! Bad files: the refusal names the file, and the line, cell or field.

use crate::bench::Bench;

/// What the command says of a file that it must refuse.
fn refused(bench: &Bench, arguments: &[&str]) -> String {
    let ran = bench.run(arguments);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    ran.err.trim_end().strip_prefix("guildhall: ").expect(&ran.err).to_owned()
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let bench = Bench::new("absent");

    let said = refused(&bench, &["ranking", "absent.json"]);

    assert!(said.starts_with("cannot read absent.json: "), "{said}");
}

#[test]
fn broken_json_is_named_by_line_and_column() {
    let bench = Bench::new("broken");
    bench.file("votes.json", "{\n  \"entries\": [1,,]\n}");

    let said = refused(&bench, &["ranking", "votes.json"]);

    assert!(said.starts_with("votes.json: ") && said.contains("line 2 column 17"), "{said}");
}

#[test]
fn a_wrong_field_is_named_by_its_path() {
    let bench = Bench::new("field");
    let votes = |vote: &str| {
        let text =
            format!(r#"{{"entries": ["a", "b"], "evidence": {{"votes": {{"votes": [{vote}]}}}}}}"#);
        bench.file("votes.json", &text);
        refused(&bench, &["ranking", "votes.json"])
    };

    let kind = votes(r#"{"between": ["a", 7], "winner": "first"}"#);
    let extra = votes(r#"{"between": ["a", "b"], "winner": "first", "weight": 2}"#);
    let stranger = votes(r#"{"between": ["a", "c"], "winner": "first"}"#);

    assert!(kind.starts_with("votes.json: evidence.votes.votes[0].between[1]: "), "{kind}");
    assert!(extra.contains("unknown field `weight`"), "{extra}");
    let path = "evidence.votes.votes[0].between[1]";
    assert_eq!(stranger, format!("votes.json: {path}: \"c\" is not one of the entries"));
}

#[test]
fn tables_are_named_by_line_and_column() {
    let bench = Bench::new("tables");
    bench.file("scores.csv", "0.9,0.1\n0.8,much\n");
    bench.file("covs.csv", "1\n1\n");
    bench.file("loads.csv", "2\n2\n");

    let said = refused(&bench, &["allocation", "scores.csv"]);

    assert!(said.contains("scores.csv, line 2, column 2: \"much\" is not a number"), "{said}");
}

#[test]
fn schedules_and_workbooks_that_are_none_are_refused() {
    let bench = Bench::new("none");
    bench.file("schedule.xml", "<schedule>\n  <day></schedule>");
    bench.file("book.xlsx", "Reference,Track");
    bench.file("latin.json", "{}");
    std::fs::write(bench.path("latin.json"), b"{\n\"\xe4\"}").unwrap();

    let schedule = refused(&bench, &["timetable", "schedule.xml"]);
    let book = refused(&bench, &["timetable", "book.xlsx"]);
    let latin = refused(&bench, &["ranking", "latin.json"]);

    assert!(schedule.starts_with("schedule.xml: line 2, column "), "{schedule}");
    assert!(book.starts_with("book.xlsx: the file is no .xlsx workbook: "), "{book}");
    assert_eq!(latin, "latin.json: line 2 is not UTF-8 text");
}

#[test]
fn a_kind_that_the_model_does_not_read_is_refused_with_those_it_does() {
    let bench = Bench::new("kind");
    bench.file("scores.csv", "1,2");
    bench.file("notes.txt", "hello");

    let kind = refused(&bench, &["ranking", "scores.csv"]);
    let unknown = refused(&bench, &["ranking", "notes.txt"]);

    assert_eq!(kind, "scores.csv: ranking reads .json and the .json of choix");
    assert!(unknown.starts_with("notes.txt: neither its ending"), "{unknown}");
}

#[test]
fn seconds_that_are_none_are_refused() {
    let bench = Bench::new("seconds");

    for seconds in ["0", "-1", "soon", "NaN", "1e99"] {
        let ran = bench.run(&["ranking", "a.json", "--seconds", seconds]);
        assert_eq!(ran.code, Some(2), "{seconds}");
    }
    let both = bench.run(&["ranking", "a.json", "--seconds", "1", "--steps", "1"]);
    assert_eq!(both.code, Some(2));
}

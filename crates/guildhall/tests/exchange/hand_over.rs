use crate::{Folder, event, said, schedule};

#[test]
fn a_schedule_is_imported_changed_and_given_out_again() {
    let folder = Folder::new();
    let two = schedule(&format!("{}{}", event(1, "<odd>x</odd>"), event(2, "<odd>y</odd>")));
    let outcome =
        folder.run(&["import", "schedule", "-", "--edition", "barn-2031"], two.as_bytes());
    let (out, error) = (said(&outcome.stdout), said(&outcome.stderr));
    assert!(outcome.status.success(), "{error}");
    assert!(out.contains("activities: 2 added") && out.contains("release 1 is made"), "{out}");
    assert!(
        error.contains("left out: element <odd> in <event>: 2 times, first at line 9"),
        "{error}"
    );

    let same = folder.file("two.xml", &two);
    let before = folder.contents();
    let outcome = folder.import(&same, "barn-2031");
    assert!(outcome.status.success());
    assert!(said(&outcome.stdout).contains("nothing differs"), "{}", said(&outcome.stdout));
    assert_eq!(folder.contents(), before);

    let changed = schedule(&format!(
        "{}{}",
        event(2, "").replace("12:00", "15:00"),
        event(3, "").replace("Talk 3", "Talk three")
    ));
    let changed = folder.file("changed.xml", changed);
    let draft =
        ["import", "schedule", changed.to_str().unwrap(), "--edition", "barn-2031", "--draft"];
    let out = said(&folder.run(&draft, b"").stdout);
    for line in
        ["activities: 1 added, 1 changed, 1 taken out (1 moved)", "  + Talk three", "  - Talk 1"]
    {
        assert!(out.contains(line), "{line} in {out}");
    }
    assert!(out.contains("nothing is released"));
    let xml = said(&folder.export(&["--format", "xml"]).stdout);
    assert!(xml.contains("Talk 1") && !xml.contains("Talk three"), "{xml}");
    let out = said(&folder.import(&changed, "barn-2031").stdout);
    assert!(out.contains("release 2 is made"), "{out}");

    let xml = said(&folder.export(&["--format", "xml"]).stdout);
    assert!(xml.contains("Talk three") && !xml.contains("Talk 1"), "{xml}");
    let old = said(&folder.export(&["--format", "csv", "--release", "1"]).stdout);
    assert!(old.contains("Talk 1"), "{old}");
    let calendar = folder.0.join("barn.ics");
    folder.export(&["--format", "ics", "--out", calendar.to_str().unwrap()]);
    let calendar = std::fs::read_to_string(calendar).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2);
    // What came out as JSON changes nothing when it comes in.
    let json = folder.file("out.json", folder.export(&["--format", "json"]).stdout);
    assert!(said(&folder.import(&json, "barn-2031").stdout).contains("nothing differs"));
}

#[test]
fn an_export_of_what_is_not_there_says_what_there_is() {
    let folder = Folder::new();
    let error = |arguments: &[&str]| {
        let outcome = folder.export(arguments);
        assert_eq!((outcome.status.code(), said(&outcome.stdout)), (Some(1), String::new()));
        said(&outcome.stderr)
    };
    let words = error(&["--format", "xml"]);
    assert!(words.contains("there is no edition barn-2031; there is none yet"), "{words}");
    let file = folder.file("one.xml", schedule(&event(1, "")));
    let arguments =
        ["import", "schedule", file.to_str().unwrap(), "--edition", "barn-2031", "--draft"];
    assert!(folder.run(&arguments, b"").status.success());
    let words = error(&["--format", "xml"]);
    assert!(words.contains("nothing of barn-2031 is released yet"), "{words}");
    folder.import(&file, "barn-2031");
    let words = error(&["--format", "xml", "--release", "9"]);
    assert!(words.contains("barn-2031 has no release 9; the newest is 1"), "{words}");
    let words = error(&["--format", "csv", "--out", "/no/such/folder/file.csv"]);
    assert!(
        words.contains("cannot write /no/such/folder/file.csv; choose another --out"),
        "{words}"
    );
}

#[test]
fn a_guess_of_the_zone_is_told_and_can_be_corrected() {
    let folder = Folder::new();
    let file =
        schedule(&event(1, "")).replace("<time_zone_name>Asia/Shanghai</time_zone_name>", "");
    let file = folder.file("zoneless.xml", file.replace("+08:00", ""));
    let outcome = folder.import(&file, "barn-2031");
    let error = said(&outcome.stderr);
    assert!(
        error.contains("no time zone is named; read as UTC") && error.contains("--zone"),
        "{error}"
    );
    let name = file.to_str().unwrap();
    let zoned = ["import", "schedule", name, "--edition", "barn-2031", "--zone", "Europe/Brussels"];
    let out = said(&folder.run(&zoned, b"").stdout);
    assert!(out.contains("1 moved") && out.contains("release 2 is made"), "{out}");
    assert!(said(&folder.import(&file, "barn-2031").stdout).contains("nothing differs"));
}

#[test]
fn a_draft_goes_out_as_a_problem_that_the_solver_reads() {
    let folder = Folder::new();
    let file = folder.file("two.xml", schedule(&format!("{}{}", event(1, ""), event(2, ""))));
    folder.import(&file, "barn-2031");
    let problem = |more: &[&str]| {
        let arguments = [&["export", "timetable", "--edition", "barn-2031"], more].concat();
        let outcome = folder.run(&arguments, b"");
        assert!(outcome.status.success(), "{}", said(&outcome.stderr));
        said(&outcome.stdout)
    };
    let draft = problem(&[]);
    assert_eq!(draft, problem(&["--release", "1"]));
    assert_eq!(draft.matches("\"start\"").count(), 2, "{draft}");
    assert!(!problem(&["--drop-places"]).contains("\"start\""));

    let path = folder.file("problem.json", draft);
    let path = path.to_str().unwrap();
    let outcome = folder.run(&["solve", "timetable", path, "--steps", "500", "--json"], b"");
    let answer = said(&outcome.stdout);
    assert!(answer.contains("\"hard\":0") && answer.contains("\"value\":0.0"), "{answer}");

    let error = |arguments: &[&str]| said(&folder.run(arguments, b"").stderr);
    let nowhere = error(&["export", "timetable", "--edition", "shed-2031"]);
    assert!(nowhere.contains("there is no edition shed-2031; there is barn-2031"), "{nowhere}");
    let late = error(&["export", "timetable", "--edition", "barn-2031", "--release", "7"]);
    assert!(late.contains("barn-2031 has no release 7; the newest is 1"), "{late}");
}

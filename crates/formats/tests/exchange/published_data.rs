use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use formats::schedule::Person;
use formats::{Assumed, Schedule, schedule_json, schedule_xml};

/// The folder of published files, or nothing and a word about it.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("GUILDHALL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("not run: GUILDHALL_DATA is unset");
    }
    folder
}

fn published(data: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(data.join("schedules"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "xml" || ext == "json"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no schedule in {}", data.display());
    files
}

fn read(data: &Path, name: &str) -> formats::Reading {
    formats::read(&fs::read(data.join("schedules").join(name)).unwrap()).unwrap()
}

fn person_ids(schedule: &Schedule) -> HashSet<i64> {
    let persons = schedule.events.iter().flat_map(|event| &event.persons);
    persons.filter_map(|person: &Person| person.id).collect()
}

fn tracks_used(schedule: &Schedule) -> HashSet<&str> {
    schedule.events.iter().filter_map(|event| event.track.as_deref()).collect()
}

#[test]
fn data_fosdem_2025_is_read_whole() {
    let Some(data) = data() else { return };

    let reading = read(&data, "fosdem-2025.xml");

    let schedule = reading.schedule;
    assert_eq!(schedule.events.len(), 943);
    assert_eq!(schedule.rooms.len(), 40);
    assert_eq!(tracks_used(&schedule).len(), 69);
    assert_eq!(schedule.tracks.len(), 74);
    assert_eq!(person_ids(&schedule).len(), 992);
    assert_eq!(schedule.days.len(), 2);
    assert_eq!(schedule.conference.acronym, "fosdem-2025");
    assert_eq!(schedule.conference.time_zone.unwrap().name(), "Europe/Brussels");
    assert_eq!(schedule.conference.timeslot_minutes, 5);
    let skipped: Vec<String> = reading.notes.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(
        skipped,
        [
            "element <subtitle> in <conference>: once, at line 7",
            "attribute online_qa of <track>: 74 times, first at line 19",
            "attribute slug of <room>: 80 times, first at line 95",
        ]
    );
    assert_eq!(reading.notes.assumed, []);
}

#[test]
fn data_fosdem_2024_is_read_without_guids_dates_and_zone() {
    let Some(data) = data() else { return };

    let reading = read(&data, "fosdem-2024.xml");

    let schedule = reading.schedule;
    assert_eq!(schedule.events.len(), 674);
    assert_eq!(schedule.rooms.len(), 32);
    assert_eq!(tracks_used(&schedule).len(), 55);
    assert_eq!(person_ids(&schedule).len(), 738);
    assert_eq!(schedule.conference.acronym, "fosdem-2024");
    assert_eq!(schedule.conference.time_zone, None);
    assert_eq!(reading.notes.assumed, [Assumed::Zone(kernel::Zone::utc()), Assumed::Guids(674)]);
}

#[test]
fn data_camp_and_democon_are_read_whole() {
    let Some(data) = data() else { return };

    let camp = read(&data, "camp2019.json").schedule;
    let democon = read(&data, "democon.json").schedule;

    assert_eq!((camp.events.len(), camp.rooms.len(), camp.days.len()), (79, 2, 5));
    assert_eq!((democon.events.len(), democon.rooms.len(), democon.days.len()), (36, 2, 3));
    assert_eq!(person_ids(&democon).len(), 27);
    assert!(!democon.events[0].persons[0].biography.is_empty());
}

#[test]
fn data_import_export_import_changes_nothing() {
    let Some(data) = data() else { return };
    for (name, bytes) in published(&data) {
        let first = formats::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let first = first.schedule;

        let json = schedule_json::read(schedule_json::write(&first).as_bytes()).unwrap();
        let xml = schedule_xml::read(schedule_xml::write(&first).as_bytes()).unwrap();

        assert!(json.schedule.normalised() == first.normalised(), "{name} through JSON");
        assert!(xml.schedule.normalised() == schedule_xml::carried(&first), "{name} through XML");
        let again = schedule_json::write(&xml.schedule);
        let again = schedule_json::read(again.as_bytes()).unwrap().schedule;
        assert!(again.normalised() == schedule_xml::carried(&first), "{name} through both");
        assert_eq!(schedule_xml::write(&again), schedule_xml::write(&first), "{name} as text");
        assert_eq!(json.notes.skipped, [], "{name}: our JSON needs no leniency");
        assert_eq!(xml.notes.skipped, [], "{name}: our XML needs no leniency");
    }
}

fn judge(data: &Path, written: &[PathBuf]) {
    let judged = Command::new("xmllint")
        .args(["--noout", "--schema"])
        .arg(data.join("validators/schedule.xml.xsd"))
        .args(written)
        .output();
    let judged = judged.expect("GUILDHALL_DATA is set, so xmllint must be installed (libxml2)");
    let words = String::from_utf8_lossy(&judged.stderr);
    assert!(judged.status.success(), "{words}");
    assert_eq!(words.lines().filter(|line| line.ends_with(" validates")).count(), written.len());
}

fn exports() -> PathBuf {
    let exports = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    fs::create_dir_all(&exports).unwrap();
    exports
}

#[test]
fn data_exports_of_any_schedule_pass_the_published_xml_schema() {
    let Some(data) = data() else { return };
    let mut runner = TestRunner::deterministic();
    let mut written = Vec::new();
    for number in 0..100 {
        let schedule = crate::arbitrary::schedule().new_tree(&mut runner).unwrap().current();
        let xml = exports().join(format!("any-{number}.export.xml"));
        fs::write(&xml, schedule_xml::write(&schedule)).unwrap();
        let json = exports().join(format!("any-{number}.export.json"));
        fs::write(json, schedule_json::write(&schedule)).unwrap();
        written.push(xml);
    }
    judge(&data, &written);
}

/// Also leaves the exports in the build's folder for temporary files, so that a validator of JSON
/// Schema, which is no part of this workspace, can be run over them.
#[test]
fn data_exports_pass_the_published_xml_schema() {
    let Some(data) = data() else { return };
    let exports = exports();
    let mut written = Vec::new();
    for (name, bytes) in published(&data) {
        let schedule = formats::read(&bytes).unwrap().schedule;
        let xml = exports.join(format!("{name}.export.xml"));
        fs::write(&xml, schedule_xml::write(&schedule)).unwrap();
        fs::write(exports.join(format!("{name}.export.json")), schedule_json::write(&schedule))
            .unwrap();
        fs::write(exports.join(format!("{name}.export.csv")), formats::table::write(&schedule))
            .unwrap();
        written.push(xml);
    }

    judge(&data, &written);
}

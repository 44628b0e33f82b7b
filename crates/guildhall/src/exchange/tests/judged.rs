//! What goes out, as strangers judge it: the published schemas and two readers of calendars.

use std::fs;
use std::process::Command;

use super::*;
use crate::demo;
use crate::exchange::files::{Format, written};
use crate::programme::fixture;
use crate::programme::index::Index;
use crate::programme::model::Release;

fn releases(data: Option<&Path>) -> Vec<(String, Release)> {
    let release = |programme| Release { programme, ..fixture::release(0) };
    let mut all = vec![("demo".to_owned(), release(demo::programme().unwrap()))];
    for (name, schedule) in data.map(published).unwrap_or_default() {
        all.push((name, release(first(&schedule))));
    }
    all
}

fn file(release: &Release, format: Format) -> Vec<u8> {
    written(release, &Index::of(&release.programme), format, "https://example.org")
}

#[test]
fn data_what_goes_out_passes_both_published_schemas() {
    let Some(data) = data() else { return };
    let validators = data.join("validators");
    let schema = fs::read(validators.join("schedule.schema.json")).unwrap();
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("https://x/schema", serde_json::from_slice(&schema).unwrap()).unwrap();
    let schema = compiler.compile("https://x/schema", &mut schemas).unwrap();
    let folder = std::env::temp_dir().join(format!("guildhall-judged-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, release) in releases(Some(&data)) {
        let json = serde_json::from_slice(&file(&release, Format::Json)).unwrap();
        schemas.validate(&json, schema).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        fs::write(folder.join(format!("{name}.out")), file(&release, Format::Xml)).unwrap();
    }
    let mut judge = Command::new("xmllint");
    judge.args(["--noout", "--schema"]).arg(validators.join("schedule.xml.xsd"));
    judge.args(fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()));
    let judged = judge.output().expect("GUILDHALL_DATA is set, so xmllint must be installed");
    fs::remove_dir_all(&folder).unwrap();
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stderr));
}

#[test]
fn two_strangers_read_every_calendar() {
    for (name, release) in releases(data().as_deref()) {
        let calendar = String::from_utf8(file(&release, Format::Ics)).unwrap();
        let programme = &release.programme;
        let placed = programme.activities.iter();
        let placed = placed.filter(|it| it.placement.is_some() && it.parent.is_none()).count();
        let one: icalendar::Calendar = calendar.parse().unwrap_or_else(|it| panic!("{name}: {it}"));
        assert_eq!(one.components.len(), placed, "{name}");
        let mut other = ical::IcalParser::new(calendar.as_bytes());
        let events = other.next().unwrap().unwrap().events;
        assert_eq!(events.len(), placed, "{name}");
        assert!(events.iter().all(|event| event.properties.len() >= 8), "{name}");
    }
}

#[test]
fn a_table_has_a_row_for_everything_that_has_a_time() {
    let (_, release) = releases(None).remove(0);
    let table = String::from_utf8(file(&release, Format::Csv)).unwrap();
    let out = outward::schedule(&release.programme, "1", "");
    for event in &out.events {
        assert!(table.contains(&event.guid.to_string()), "{}", event.title);
    }
}

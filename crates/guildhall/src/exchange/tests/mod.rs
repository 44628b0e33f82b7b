//! Schedules come in, go out and come in again, on every engine at hand. Tests that read published
//! files have `data` in their names and run when `GUILDHALL_DATA` names the folder that holds them.

mod judged;
mod merging;
mod round_trip;

use std::path::{Path, PathBuf};

use formats::Schedule;
use kernel::Slug;

use super::{inward, outward};
use crate::programme::model::Programme;

fn slug() -> Slug {
    "barn-2031".parse().unwrap()
}

/// The folder of published files, or nothing and a word about it.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("GUILDHALL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("not run: GUILDHALL_DATA is unset");
    }
    folder
}

fn published(data: &Path) -> Vec<(String, Schedule)> {
    let files = std::fs::read_dir(data.join("schedules")).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "xml" || ending == "json"));
    files.sort();
    assert!(!files.is_empty());
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, formats::read(&std::fs::read(path).unwrap()).unwrap().schedule)
    };
    files.into_iter().map(read).collect()
}

fn first(schedule: &Schedule) -> Programme {
    inward::merged(&slug(), None, schedule).programme
}

/// The programme as a file would give it back, in XML and in JSON.
fn through_files(programme: &Programme) -> [Schedule; 2] {
    let out = outward::schedule(programme, "1", "https://example.org");
    [formats::schedule_xml::write(&out), formats::schedule_json::write(&out)]
        .map(|file| formats::read(file.as_bytes()).unwrap().schedule)
}

/// What an import of `schedule` makes of `programme`.
fn again(programme: &Programme, schedule: &Schedule) -> Programme {
    inward::merged(&programme.edition.slug, Some(programme.clone()), schedule).programme
}

/// Says which part is not as it was.
#[track_caller]
fn assert_same(after: &Programme, before: &Programme, what: &str) {
    assert_eq!(after.edition, before.edition, "{what}: edition");
    assert_eq!(after.terms, before.terms, "{what}: terms");
    assert_eq!(after.venues, before.venues, "{what}: venues");
    assert_eq!(after.people.len(), before.people.len(), "{what}: people");
    for (after, before) in after.people.iter().zip(&before.people) {
        assert_eq!(after, before, "{what}");
    }
    assert_eq!(after.activities.len(), before.activities.len(), "{what}: activities");
    for (after, before) in after.activities.iter().zip(&before.activities) {
        assert_eq!(after, before, "{what}");
    }
    assert_eq!(after.remainder.head, before.remainder.head, "{what}: head");
    assert!(after == before, "{what}: the rest");
}

/// Says which event is not as it was.
#[track_caller]
fn assert_schedule(after: &Schedule, before: &Schedule, what: &str) {
    assert_eq!(after.conference, before.conference, "{what}");
    assert_eq!(after.days, before.days, "{what}");
    assert_eq!(after.tracks, before.tracks, "{what}");
    assert_eq!(after.rooms, before.rooms, "{what}");
    assert_eq!(after.events.len(), before.events.len(), "{what}");
    for (after, before) in after.events.iter().zip(&before.events) {
        assert_eq!(after, before, "{what}");
    }
    assert_eq!(after, before, "{what}");
}

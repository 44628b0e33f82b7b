use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::publish::{PublishError, Siblings, publish};
use super::super::{Published, shelf::Shelf};
use super::{published, shelf};
use crate::demo;
use crate::exchange::inward;
use crate::programme::fixture;
use crate::programme::model::{Programme, Release};
use crate::site::{Setting, Site};

/// A folder of one test; removed at its end.
pub(super) struct Folder(pub PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("guildhall-{name}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        let _ = fs::remove_dir_all(&folder.0);
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Every `href`, `src` and `data-src` of a page that stays on this site, without query and anchor.
fn links(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in [" href=\"", " src=\""] {
        for rest in html.split(start).skip(1) {
            let link = rest.split('"').next().unwrap().split(['?', '#']).next().unwrap();
            if link.starts_with('/') && !link.starts_with("//") {
                found.push(link.to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_link_of_the_published_demo_leads_to_a_file() {
    every_link_leads_to_a_file("publish-demo", demo::programme().unwrap());
}

/// Runs when `GUILDHALL_DATA` names the folder of published files.
#[test]
fn data_every_link_of_a_published_import_leads_to_a_file() {
    let Some(data) = std::env::var_os("GUILDHALL_DATA").map(PathBuf::from) else {
        println!("not run: GUILDHALL_DATA is unset");
        return;
    };
    for name in ["camp2019.json", "democon.json"] {
        let file = fs::read(data.join("schedules").join(name)).unwrap();
        let schedule = formats::read(&file).unwrap().schedule;
        let slug = "imported".parse().unwrap();
        let programme = inward::merged(&slug, None, &schedule).programme;
        every_link_leads_to_a_file(&format!("publish-{name}"), programme);
    }
}

fn every_link_leads_to_a_file(name: &str, programme: Programme) {
    let now = programme.edition.zone.moment(programme.edition.first_day, 600);
    let release = Release { programme, ..fixture::release(0) };
    let site = Site::new(Arc::new(release), Setting::default());
    every_link_of(name, Published::new(site, &[], Vec::new(), now));
}

/// Writes the edition as files, follows every link from each, and gives the folder.
pub(super) fn every_link_of(name: &str, edition: Published) -> Folder {
    let folder = Folder::new(name);
    let shelf = Shelf::new(vec![edition]);
    let written = publish(&shelf, &folder.0, Siblings::None, |_, _| {}).unwrap();

    let mut all = Vec::new();
    files(&folder.0, &mut all);
    assert_eq!(all.len(), written.files);
    let mut broken = Vec::new();
    for page in all.iter().filter(|path| path.extension().is_some_and(|end| end == "html")) {
        for link in links(&fs::read_to_string(page).unwrap()) {
            let target = folder.0.join(link.trim_start_matches('/'));
            if !target.is_file() && !target.join("index.html").is_file() {
                broken.push(format!("{} -> {link}", page.display()));
            }
        }
    }
    broken.sort();
    assert!(broken.is_empty(), "{} broken, first {:?}", broken.len(), &broken[..1]);
    folder
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let folder = Folder::new("publish-foreign");
    fs::create_dir_all(&folder.0).unwrap();
    fs::write(folder.0.join("thesis.txt"), "years of work").unwrap();
    let refused = publish(&shelf(), &folder.0, Siblings::None, |_, _| {});
    assert!(matches!(refused, Err(PublishError::Foreign(_))), "{refused:?}");
    assert_eq!(fs::read_to_string(folder.0.join("thesis.txt")).unwrap(), "years of work");
}

#[test]
fn publishing_again_replaces_the_whole_site() {
    let folder = Folder::new("publish-again");
    let old = folder.0.join("zh/sample-2025/activities/activity-5/index.html");
    publish(&shelf(), &folder.0, Siblings::Pressed, |_, _| {}).unwrap();
    assert!(old.is_file());
    assert!(folder.0.join("zh/sample-2025/index.html.br").is_file());
    publish(&Shelf::new(vec![published(3)]), &folder.0, Siblings::None, |_, _| {}).unwrap();
    assert!(!old.exists());
    assert!(folder.0.join("zh/sample-2025/index.html").is_file());
    for root in ["index.html", "404.html", "zh/index.html", "robots.txt", "sitemap.xml"] {
        assert!(folder.0.join(root).is_file(), "{root}");
    }
}

#[test]
fn nothing_is_published_when_nothing_is_released() {
    let folder = Folder::new("publish-nothing");
    let refused = publish(&Shelf::new(Vec::new()), &folder.0, Siblings::None, |_, _| {});
    assert!(matches!(refused, Err(PublishError::Nothing)));
    assert!(!folder.0.exists());
}

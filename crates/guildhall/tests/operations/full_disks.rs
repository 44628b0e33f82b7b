//! A disk without room: said, and nothing is half there.

use std::fs;
use std::process::{Command, Stdio};

use super::program::{Folder, Place, places};

/// A small disk in memory, where we may mount one.
struct Disk(Folder);

impl Disk {
    fn of(kilobytes: u32) -> Option<Self> {
        let folder = Folder::new();
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&folder.0).stderr(Stdio::null());
        if mount.status().is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        browser::not_run("full disks", "only root may mount a small one");
        None
    }

    /// Leaves no room.
    fn fill(&self) {
        let mut size = 1 << 16;
        for number in 0.. {
            let path = self.0.join(&format!("ballast-{number}"));
            if fs::write(&path, vec![0; size]).is_err() {
                if size == 1 {
                    return;
                }
                size /= 2;
            }
        }
    }

    fn sqlite(&self) -> String {
        format!("sqlite:{}", self.0.join("hall.sqlite").display())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0.0).status();
    }
}

#[test]
fn a_first_load_that_finds_no_room_says_so_and_leaves_nothing_half() {
    let Some(disk) = Disk::of(700) else { return };
    let place = Place { folder: Folder::new(), url: disk.sqlite() };
    let said = place.run(&["demo", "--listen", "127.0.0.1:0"]);

    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.err.contains("no space left for the database"), "{said:?}");
    let check = place.run(&["check"]);
    // Each step of the schema is whole; the room may have ended between two of them.
    let whole = ["no conference yet", "is of an older program"];
    let said = whole.iter().any(|words| check.err.contains(words));
    assert!(check.code == Some(0) || said, "{check:?}");
    assert!(!check.out.contains("BROKEN"), "{check:?}");
}

#[test]
fn a_full_disk_leaves_what_is_there_as_it_was() {
    let Some(disk) = Disk::of(4_000) else { return };
    let place = Place { folder: Folder::new(), url: disk.sqlite() }.filled();
    place.assert_whole();
    disk.fill();
    let said = place.run(&["demo", "--listen", "127.0.0.1:0"]);

    assert_eq!(said.code, Some(4), "{said:?}");
    place.assert_whole();
}

#[test]
fn a_backup_that_finds_no_room_leaves_no_file() {
    let Some(disk) = Disk::of(200) else { return };
    for place in places().into_iter().map(Place::filled) {
        let kept = disk.0.join("kept");
        let said = place.run(&["backup", kept.to_str().unwrap()]);

        assert_eq!(said.code, Some(4), "{said:?}");
        assert!(said.err.contains("no space left"), "{said:?}");
        assert_eq!(fs::read_dir(&disk.0.0).unwrap().count(), 0);
        place.assert_whole();
    }
}

//! Schedules through the real command, on a real data folder: what cannot be imported leaves every
//! row as it was, and what can comes back out.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod damaged;
mod hand_over;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use store::copy::{Fingerprint, fingerprints};
use store::{Db, Options};

/// Every table that an import could touch.
const TABLES: [&str; 15] = [
    "edition",
    "part",
    "venue",
    "hall",
    "travel",
    "page",
    "term",
    "host",
    "person",
    "activity",
    "placement",
    "involvement",
    "route",
    "remainder",
    "release",
];

/// A data folder of one test; removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("guildhall-exchange-{}-{count}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        let _ = std::fs::remove_dir_all(&folder.0);
        std::fs::create_dir_all(&folder.0).unwrap();
        folder
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with these arguments; `input` is what it reads from standard input.
    fn run(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_guildhall"))
            .args(arguments)
            .arg("--data")
            .arg(self.0.join("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses early closes its input, which is no failure of ours.
        let _ = program.stdin.take().unwrap().write_all(input);
        program.wait_with_output().unwrap()
    }

    fn import(&self, file: &Path, edition: &str) -> Output {
        self.run(&["import", "schedule", file.to_str().unwrap(), "--edition", edition], b"")
    }

    fn export(&self, arguments: &[&str]) -> Output {
        self.run(&[&["export", "schedule", "--edition", "barn-2031"], arguments].concat(), b"")
    }

    fn contents(&self) -> Vec<Fingerprint> {
        let path = self.0.join("data/guildhall.sqlite");
        let db =
            Db::open(&format!("sqlite:{}", path.display()).parse().unwrap(), Options::default());
        fingerprints(&db.unwrap(), &TABLES).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A schedule of one day and one room; the events begin at line 7.
fn schedule(events: &str) -> String {
    format!(
        "<schedule>\n<version>1</version>\n<conference><acronym>barn-2031</acronym>\
         <title>Barn 2031</title><start>2031-05-03</start><end>2031-05-04</end>\
         <time_zone_name>Asia/Shanghai</time_zone_name></conference>\n\
         <day index=\"1\" date=\"2031-05-03\" start=\"2031-05-03T08:00:00+08:00\" \
         end=\"2031-05-04T07:59:00+08:00\">\n<room name=\"Loft\">\n\n{events}\n</room></day></schedule>"
    )
}

fn event(id: u32, rest: &str) -> String {
    format!(
        "<event id=\"{id}\"><title>Talk {id}</title>\n<start>1{id}:00</start>\n\
         <duration>00:30</duration>{rest}</event>"
    )
}

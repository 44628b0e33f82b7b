//! The program itself, open for readers, with the demo conference in a folder of its own.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// A running program. Ends, and leaves nothing behind, when dropped.
pub struct Hall {
    program: Child,
    address: String,
    /// By role: the link that signs in once.
    links: Vec<(String, String)>,
    folder: PathBuf,
}

/// Letters are sent every second.
const LETTER_WITHIN: Duration = Duration::from_secs(30);

/// The last line that a demonstration says about itself.
const LAST_ROLE: &str = "registered";

impl Hall {
    pub fn open() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("guildhall-{}-{count}", std::process::id()));
        let mut program = Command::new(env!("CARGO_BIN_EXE_guildhall"))
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
        let line = lines.next().expect("the program says where it is open");
        let start = line.find("http://").expect("the program says where it is open");
        let address = line[start..].trim().trim_end_matches('/').to_owned();
        let mut links = Vec::new();
        while links.last().is_none_or(|(role, _)| role != LAST_ROLE) {
            let line = lines.next().expect("the program says how to sign in");
            let mut words = line.split_whitespace();
            if let (Some(role), Some(link), None) = (words.next(), words.next(), words.next()) {
                links.push((role.to_owned(), link.to_owned()));
            }
        }
        Self { program, address, links, folder }
    }

    /// The link that signs in once as that role.
    pub fn link(&self, role: &str) -> &str {
        let found = self.links.iter().find(|(known, _)| known == role);
        found.map(|(_, link)| link.as_str()).unwrap_or_else(|| panic!("no link for {role}"))
    }

    /// The database beside the running program, to look into.
    pub fn database(&self) -> store::Db {
        let file = self.folder.join("guildhall.sqlite");
        let options = store::Options { access: store::Access::Read, ..Default::default() };
        store::Db::open(&store::DbUrl::File(file), options).unwrap()
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Hall {
    /// Makes the draft what a schedule says, as an operator does beside the running program.
    pub fn import_draft(&self, schedule: &str) {
        let file = self.folder.join("schedule.xml");
        fs::write(&file, schedule).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_guildhall"))
            .args(["import", "schedule"])
            .arg(&file)
            .args(["--edition", "gdc-2025", "--draft", "--data"])
            .arg(&self.folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// The newest letter to that address, which the program may still be writing.
    pub fn letter(&self, to: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < LETTER_WITHIN {
            let letters = fs::read_dir(self.folder.join("mail")).into_iter().flatten().flatten();
            let texts = letters.filter_map(|one| fs::read_to_string(one.path()).ok());
            let texts = texts.map(|text| text.replace("\r\n", "\n"));
            let ours = texts.filter(|text| text.contains(&format!("To: {to}")));
            if let Some(text) = ours.max() {
                return text;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("no letter to {to} within {LETTER_WITHIN:?}")
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        // Nothing of it is wanted any more, so how it ends does not matter.
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

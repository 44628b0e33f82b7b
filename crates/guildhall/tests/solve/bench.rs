//! A folder with files, and the command run on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder of its own, gone when the test is over.
pub struct Bench {
    pub folder: PathBuf,
}

/// How a run ended.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Bench {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("solve-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guildhall"));
        command.arg("solve").args(arguments).current_dir(&self.folder);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The summary of a run that must end well.
    pub fn summary(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The published files, when `GUILDHALL_DATA` names their folder.
pub fn data(path: &str) -> Option<String> {
    let folder = std::env::var_os("GUILDHALL_DATA")?;
    Some(Path::new(&folder).join(path).to_string_lossy().into_owned())
}

/// Votes in a circle, as choix has them.
pub const CIRCLE: &str = r#"{"n_items": 3, "data": [[0, 1], [0, 1], [1, 2], [2, 0]]}"#;

/// Rankings of sixty by nine judges who agree on little: no exact answer in a short time.
pub fn discord() -> String {
    let order = |judge: usize| -> Vec<[String; 1]> {
        (0..60)
            .map(|at| [format!("e{}", (at * (7 + 2 * judge) + judge * judge) % 61 % 60)])
            .collect()
    };
    let rankings: Vec<Value> = (0..9)
        .map(|judge| {
            let mut seen = std::collections::BTreeSet::new();
            let order: Vec<[String; 1]> =
                order(judge).into_iter().filter(|one| seen.insert(one.clone())).collect();
            serde_json::json!({ "order": order })
        })
        .collect();
    let entries: Vec<String> = (0..60).map(|entry| format!("e{entry}")).collect();
    let evidence = serde_json::json!({ "rankings": { "method": "kemeny", "rankings": rankings } });
    serde_json::json!({ "entries": entries, "evidence": evidence }).to_string()
}

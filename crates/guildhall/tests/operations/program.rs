//! The program, its databases, and what it said.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

use guildhall::migrations::MIGRATIONS;
use guildhall::programme::fixture;
use store::{Db, DbUrl, Options, migrate, scratch};

/// A folder that goes with its test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("guildhall-op-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program said and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// The program in `folder`, with nothing of ours in its environment.
pub fn program(folder: &Path) -> Command {
    clean(Command::new(env!("CARGO_BIN_EXE_guildhall")), folder)
}

/// `command` in `folder`, with nothing of ours in its environment.
pub fn clean(mut command: Command, folder: &Path) -> Command {
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("GUILDHALL_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).env_remove("COLUMNS").stdin(Stdio::null());
    command
}

pub fn said(command: &mut Command) -> Said {
    command.output().unwrap().into()
}

/// A database of one of the engines, empty at first.
pub struct Place {
    pub folder: Folder,
    /// As `--database` takes it.
    pub url: String,
}

/// One on SQLite and, when there is a server, one on PostgreSQL.
pub fn places() -> Vec<Place> {
    let folder = Folder::new();
    let url = format!("sqlite:{}", folder.join("hall.sqlite").display());
    let mut places = vec![Place { folder, url }];
    places.extend(postgres_url().map(|url| Place { folder: Folder::new(), url }));
    places
}

/// The URL of a schema of its own, as the command line takes it.
pub fn postgres_url() -> Option<String> {
    let DbUrl::Postgres(config) = scratch::postgres_url()? else { return None };
    let server = env::var(scratch::VARIABLE).unwrap();
    let options = config.get_options().unwrap().replace(' ', "%20").replace('=', "%3D");
    let sign = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{sign}options={options}"))
}

impl Place {
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(&self.folder.0);
        command.args(["--database", &self.url]).args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }

    pub fn open(&self) -> Db {
        Db::open(&self.url.parse().unwrap(), Options::default()).unwrap()
    }

    /// With a small conference that has one release.
    pub fn filled(self) -> Self {
        let db = self.open();
        migrate(&db, MIGRATIONS, fixture::at(0)).unwrap();
        db.write_now(|tx| fixture::publish(tx, &fixture::programme(6))).unwrap();
        db.close();
        self
    }

    /// The program, serving. It is killed when dropped.
    pub fn serving(&self, arguments: &[&str]) -> Serving {
        Serving::start(self.command(&[arguments, &["--listen", "127.0.0.1:0"]].concat()))
    }

    /// `check` passes.
    pub fn assert_whole(&self) {
        let said = self.run(&["check"]);
        assert_eq!(said.code, Some(0), "{said:?}");
    }
}

/// A program that is open for readers.
pub struct Serving {
    pub child: Child,
    /// `127.0.0.1:port`.
    pub address: String,
}

impl Serving {
    pub fn start(mut command: Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let start = line.find("http://").unwrap_or_else(|| panic!("it did not open: {line:?}"));
        let address = line[start + 7..].trim().trim_end_matches('/').to_owned();
        Self { child, address }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file of a folder with its bytes.
pub fn bytes_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .filter(|(path, bytes)| !is_left_over(path, bytes))
        .collect();
    files.sort();
    files
}

/// When two readers of one SQLite file close at the same moment, neither is the last, and an empty log
/// and its index stay; whoever opens the file next takes them away. They hold nothing.
fn is_left_over(path: &Path, bytes: &[u8]) -> bool {
    let name = path.to_string_lossy();
    name.ends_with("-shm") || (name.ends_with("-wal") && bytes.is_empty())
}

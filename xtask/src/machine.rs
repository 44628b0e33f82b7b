//! What this machine has of what the tests need, and installing the rest where that is allowed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest PostgreSQL whose behaviour we rely on.
const POSTGRES_AT_LEAST: u32 = 13;

/// Where servers live outside `PATH`: Debian, Fedora's vendor packages, Homebrew, Postgres.app.
/// `*` stands for one folder.
const POSTGRES_FOLDERS: [&str; 6] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql*/bin",
];

const CHROMIUMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const CHROMIUM_APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// What was found; in place of what was not, the words that tell how to get it.
pub struct Machine {
    /// The folder of `postgres` and `initdb`.
    pub postgres: Result<PathBuf, &'static str>,
    pub chromium: Result<PathBuf, &'static str>,
    pub xmllint: Result<PathBuf, &'static str>,
    pub chinese_font: Result<(), &'static str>,
}

const WANT_POSTGRES: &str = "no PostgreSQL 13 or newer here \
    (Debian: apt-get install postgresql; macOS: brew install postgresql)";
const WANT_CHROMIUM: &str = "no Chromium here (Debian: apt-get install chromium; \
    Ubuntu: the google-chrome-stable package of Google; macOS: brew install --cask chromium; \
    or name one in CHROMIUM)";
const WANT_XMLLINT: &str = "no xmllint here (Debian: apt-get install libxml2-utils)";
const WANT_FONT: &str = "no font for Chinese here (Debian: apt-get install fonts-noto-cjk)";

/// Looks, installs what is missing if it may, and looks again.
pub fn ready() -> Machine {
    let machine = Machine::look();
    let missing = machine.missing_packages();
    if missing.is_empty() || !install(&missing) {
        return machine;
    }
    Machine::look()
}

impl Machine {
    fn look() -> Self {
        Self {
            postgres: postgres().ok_or(WANT_POSTGRES),
            chromium: chromium().ok_or(WANT_CHROMIUM),
            xmllint: on_path("xmllint").ok_or(WANT_XMLLINT),
            chinese_font: chinese_font().then_some(()).ok_or(WANT_FONT),
        }
    }

    fn missing_packages(&self) -> Vec<&'static str> {
        let wanted = [
            (self.postgres.is_err(), "postgresql"),
            (self.chromium.is_err(), "chromium"),
            (self.xmllint.is_err(), "libxml2-utils"),
            (self.chinese_font.is_err(), "fonts-noto-cjk"),
        ];
        wanted.into_iter().filter_map(|(missing, package)| missing.then_some(package)).collect()
    }
}

/// The newest PostgreSQL server that is new enough.
fn postgres() -> Option<PathBuf> {
    let on_path = on_path("postgres").and_then(|program| program.parent().map(Path::to_owned));
    let elsewhere = POSTGRES_FOLDERS.iter().flat_map(|pattern| folders_like(pattern));
    let complete = |bin: &PathBuf| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file();
    let servers = on_path.into_iter().chain(elsewhere).filter(complete);
    let dated = servers.filter_map(|bin| {
        let answer = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
        Some((major(&String::from_utf8_lossy(&answer.stdout))?, bin))
    });
    let newest = dated.filter(|(major, _)| *major >= POSTGRES_AT_LEAST).max()?;
    Some(newest.1)
}

/// `15` of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(version: &str) -> Option<u32> {
    let number = version.split(' ').find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn chromium() -> Option<PathBuf> {
    let named = ["GUILDHALL_CHROMIUM", "CHROMIUM"].into_iter().filter_map(env::var_os);
    let found = CHROMIUMS.iter().filter_map(|name| on_path(name));
    let applications = CHROMIUM_APPLICATIONS.iter().map(PathBuf::from);
    named.map(PathBuf::from).chain(found).chain(applications).find(|program| {
        // A stub that only tells how to install the program answers with a failure.
        let answer = Command::new(program).arg("--version").stderr(Stdio::null()).output();
        answer.is_ok_and(|answer| answer.status.success())
    })
}

/// Where fontconfig can tell. Other systems bring such a font.
fn chinese_font() -> bool {
    match Command::new("fc-list").arg(":lang=zh-cn").output() {
        Ok(fonts) => !fonts.stdout.is_empty(),
        Err(_) => !cfg!(target_os = "linux"),
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The folders for a path in which one part has a star at or near its end.
fn folders_like(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![pattern.into()] };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let inside = fs::read_dir(parent).into_iter().flatten().flatten();
    let alike = inside.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    let after = after.trim_start_matches('/');
    alike.map(|entry| entry.path().join(after)).filter(|folder| folder.is_dir()).collect()
}

/// Installs Debian packages when there is apt-get and we are root or may become it unasked. Each
/// is tried by itself if all together fail: one that a distribution lacks must not cost the rest.
fn install(packages: &[&str]) -> bool {
    let Some(apt) = on_path("apt-get") else { return false };
    let quiet = |command: &mut Command| {
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        status.status().is_ok_and(|status| status.success())
    };
    let root = is_root();
    if !root && !quiet(Command::new("sudo").args(["-n", "true"])) {
        return false;
    }
    println!("installing with apt-get: {}", packages.join(" "));
    let get = |arguments: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        if !root {
            command.args(["-n", "env"]);
        }
        command.arg("DEBIAN_FRONTEND=noninteractive").arg(&apt).args(arguments);
        // Its progress is of interest only when it fails, and it tells errors apart by itself.
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let one_by_one = |packages: &[&str]| {
        let install = ["install", "--yes", "--no-install-recommends"];
        packages.iter().filter(|package| get(&[&install[..], &[**package]].concat())).count() > 0
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    get(&["update"]);
    get(&install) || one_by_one(packages)
}

pub fn is_root() -> bool {
    numeric_id("-u", None) == Some(0)
}

/// What `id` says: of us, or of a user.
pub fn numeric_id(flag: &str, user: Option<&str>) -> Option<u32> {
    let answer = Command::new("id").arg(flag).args(user).stderr(Stdio::null()).output().ok()?;
    String::from_utf8_lossy(&answer.stdout).trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_servers_say() {
        let said = [
            "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)",
            "postgres (PostgreSQL) 18beta1",
            "postgres: not found",
        ];
        assert_eq!(said.map(major), [Some(15), Some(18), None]);
    }

    #[test]
    fn a_star_stands_for_one_folder() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let pattern = format!("{}/x*/src", here.parent().unwrap().display());

        assert_eq!(folders_like(&pattern), [here.join("src")]);
    }
}

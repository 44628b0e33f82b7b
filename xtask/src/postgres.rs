//! A PostgreSQL of our own, for one run.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::machine;

/// How long a server may take to be ready; it takes one second on an idle machine.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A free port can be taken between finding it and using it; three in a row cannot.
const ATTEMPTS: u32 = 3;

/// Many tests, each with a pool of its own, at the same time.
const CONNECTIONS_MAX: u32 = 200;

/// Runs the server until its own input ends. That happens when we end, in whichever way: on
/// failure, on Ctrl-C, even when we are killed. So no server is ever left behind.
const SUPERVISE: &str = r#"
    bin=$1 folder=$2 port=$3 connections=$4
    "$bin/postgres" -D "$folder/data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
        -c max_connections="$connections" >"$folder/log" 2>&1 </dev/null &
    while read -r _; do :; done
    "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    wait
    rm -rf "$folder"
"#;

/// A running server. Dropping it stops it and removes what it stored.
pub struct Postgres {
    supervisor: Child,
    folder: PathBuf,
    port: u16,
}

/// PostgreSQL refuses to run as root; this is who runs it instead.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Postgres {
    /// Starts a server beneath `home`, or beneath the folder for temporary files when its user
    /// may not go there: a clone in root's own folder is such a case.
    pub fn start(bin: &Path, home: &Path) -> Result<Self> {
        let owner = owner()?;
        fs::create_dir_all(home)?;
        give(home, owner)?;
        let name = format!("run-{}", process::id());
        let temporary = std::env::temp_dir().join(format!("guildhall-postgres-{}", process::id()));
        let places = [home.join(name), temporary];
        let mut fault = anyhow!("its user may write neither to {places:?}");
        for _ in 0..ATTEMPTS {
            let Some(folder) = places.iter().find(|place| usable(place, owner)) else { break };
            match Self::attempt(bin, folder, owner) {
                Ok(server) => return Ok(server),
                Err(why) => fault = why,
            }
        }
        Err(fault.context(format!("PostgreSQL of {} did not start", bin.display())))
    }

    fn attempt(bin: &Path, folder: &Path, owner: Option<Owner>) -> Result<Self> {
        initdb(bin, folder, owner)?;
        let server = Self::launch(bin, folder, owner)?;
        server.wait_until_ready()?;
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn launch(bin: &Path, folder: &Path, owner: Option<Owner>) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let supervisor = run_as(owner, "sh")
            .args(["-c", SUPERVISE, "sh"])
            .args([bin, folder])
            .args([port.to_string(), CONNECTIONS_MAX.to_string()])
            .stdin(Stdio::piped())
            // Ctrl-C is for us; the server ends when we do, in its own order.
            .process_group(0)
            .spawn()
            .context("cannot start sh")?;
        Ok(Self { supervisor, folder: folder.to_owned(), port })
    }

    /// The last line of its pid file says `ready` once it is; its log says `FATAL` if it never
    /// will be.
    fn wait_until_ready(&self) -> Result<()> {
        let until = Instant::now() + READY_WITHIN;
        loop {
            let state = fs::read_to_string(self.folder.join("data/postmaster.pid"));
            if state.is_ok_and(|state| state.lines().nth(7).map(str::trim) == Some("ready")) {
                return Ok(());
            }
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            if log.contains("FATAL") || Instant::now() > until {
                bail!("{}", log.trim());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        let _ = self.supervisor.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn owner() -> Result<Option<Owner>> {
    if !machine::is_root() {
        return Ok(None);
    }
    let known = |name| {
        let user = machine::numeric_id("-u", Some(name))?;
        Some(Owner { user, group: machine::numeric_id("-g", Some(name))? })
    };
    let owner = known("postgres").or_else(|| known("nobody"));
    owner.map(Some).context("PostgreSQL cannot run as root, and there is no user to run it as")
}

/// Who owns a folder may also remove what lies in it: the supervisor sweeps up after a run that
/// was killed.
fn give(folder: &Path, owner: Option<Owner>) -> io::Result<()> {
    owner.map_or(Ok(()), |Owner { user, group }| chown(folder, Some(user), Some(group)))
}

/// Makes an empty folder that belongs to the owner; false when the owner cannot reach it.
fn usable(folder: &Path, owner: Option<Owner>) -> bool {
    let make = || -> io::Result<bool> {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        give(folder, owner)?;
        let reach = ["-c", r#": >"$1/reached" && rm "$1/reached""#, "sh"];
        let mut reach_as_owner = run_as(owner, "sh");
        reach_as_owner.args(reach).arg(folder).stderr(Stdio::null());
        Ok(reach_as_owner.status()?.success())
    };
    let usable = make().unwrap_or(false);
    if !usable {
        let _ = fs::remove_dir_all(folder);
    }
    usable
}

/// Sorting by code point, as SQLite does, so that both engines answer in one order.
fn initdb(bin: &Path, folder: &Path, owner: Option<Owner>) -> Result<()> {
    let answer = run_as(owner, bin.join("initdb"))
        .arg("--pgdata")
        .arg(folder.join("data"))
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
        .stdin(Stdio::null())
        .output()
        .context("cannot run initdb")?;
    if !answer.status.success() {
        let _ = fs::remove_dir_all(folder);
        bail!("initdb failed: {}", String::from_utf8_lossy(&answer.stderr).trim());
    }
    lock(&folder.join("data/pg_hba.conf")).context("cannot write pg_hba.conf")
}

/// Lets one role in by password only, for the tests of wrong ones; the first line that fits counts.
fn lock(file: &Path) -> io::Result<()> {
    let rules = fs::read_to_string(file)?;
    fs::write(file, format!("host all guildhall_locked all scram-sha-256\n{rules}"))
}

fn run_as(owner: Option<Owner>, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    if let Some(Owner { user, group }) = owner {
        command.uid(user).gid(group);
    }
    command
}

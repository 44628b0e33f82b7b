//! Finding and starting Chromium.

use std::env;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::pipe::Pipe;
use crate::{Device, Fault, Page, not_run};

/// The names Chromium goes by, best first.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS keeps it, outside `PATH`.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// How long a Chromium that was asked to end may take before it is killed.
const FAREWELL: Duration = Duration::from_secs(5);

/// A Chromium that talks to nobody but the site under test, and looks the same on every machine.
const FLAGS: [&str; 22] = [
    "--headless=new",
    "--remote-debugging-pipe",
    // It only ever opens our own pages, and neither root nor a container has a sandbox to offer.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--disable-breakpad",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    // A journey that reaches for the outside fails instead of depending on it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    // "Back" loads the page again, so that it can be waited for.
    "--disable-features=BackForwardCache,Translate,MediaRouter,OptimizationHints",
    "--disable-renderer-backgrounding",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
];

/// Gives Chromium our pipes as descriptors 3 and 4, where it expects them, and sweeps up after it
/// even when this process was killed: Chromium ends with the pipe, the shell with Chromium.
const SUPERVISE: &str = r#"
    "$@" 3<&0 4>&1 0</dev/null 1>/dev/null
    rm -rf "$PROFILE" || { sleep 1; rm -rf "$PROFILE"; }
"#;

/// One running Chromium. Dropping it ends it.
pub struct Browser {
    pipe: Arc<Pipe>,
    supervisor: Mutex<Child>,
    user_agent: String,
}

/// The Chromium of this machine: `GUILDHALL_CHROMIUM`, or the first of the known names.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("GUILDHALL_CHROMIUM").filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let on_path = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    on_path.chain(APPLICATIONS.iter().map(PathBuf::from)).find(|program| program.is_file())
}

impl Browser {
    /// Starts a Chromium with an empty profile.
    pub fn launch() -> Result<Self, Fault> {
        Self::launch_with(&[])
    }

    /// The same with a camera that sees a film for ever (a y4m file), and is allowed to.
    pub fn launch_with_camera(film: &Path) -> Result<Self, Fault> {
        let mut sees = std::ffi::OsString::from("--use-file-for-fake-video-capture=");
        sees.push(film);
        let flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];
        let mut all: Vec<std::ffi::OsString> = flags.iter().map(Into::into).collect();
        all.push(sees);
        Self::launch_with(&all)
    }

    fn launch_with(more: &[std::ffi::OsString]) -> Result<Self, Fault> {
        let program = find().ok_or(Fault::NoChromium)?;
        let fault = |why: String| Fault::Launch { program: program.display().to_string(), why };
        let profile = fresh_profile().map_err(|e| fault(format!("no profile folder: {e}")))?;
        let mut supervisor = supervise(&program, &profile, more)
            .map_err(|e| fault(format!("sh did not start: {e}")))?;
        let ends = (supervisor.stdin.take(), supervisor.stdout.take(), supervisor.stderr.take());
        let (Some(to), Some(from), Some(errors)) = ends else {
            return Err(fault("its pipes are missing".to_owned()));
        };
        let pipe = Arc::new(Pipe::new(to, from, errors));
        let mut browser =
            Self { pipe, supervisor: Mutex::new(supervisor), user_agent: String::new() };
        let version = browser
            .pipe
            .call(None, "Browser.getVersion", json!({}))
            .map_err(|e| fault(e.to_string()))?;
        // Sites that turn headless browsers away would test something else.
        let user_agent = version["userAgent"].as_str().unwrap_or_default();
        browser.user_agent = user_agent.replace("HeadlessChrome", "Chrome");
        Ok(browser)
    }

    /// The one Chromium that all tests of a test program share. `None` when the machine has none;
    /// then `journeys` are noted as not run. A Chromium that is there and does not start panics.
    pub fn for_tests(journeys: &str) -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Browser>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| match Self::launch() {
            Ok(browser) => Some(browser),
            Err(Fault::NoChromium) => None,
            Err(fault) => panic!("{fault}"),
        });
        if shared.is_none() {
            not_run(journeys, &Fault::NoChromium.to_string());
        }
        shared.as_ref()
    }

    /// A new visitor: an empty page without cookies, on that device.
    pub fn page(&self, device: Device) -> Result<Page, Fault> {
        Page::open(Arc::clone(&self.pipe), device, &self.user_agent)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.pipe.close();
        let Ok(supervisor) = self.supervisor.get_mut() else { return };
        let until = Instant::now() + FAREWELL;
        while Instant::now() < until {
            if matches!(supervisor.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // The supervisor leads a process group of its own: this ends Chromium and its helpers too.
        let group = format!("-{}", supervisor.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = supervisor.wait();
    }
}

fn supervise(
    program: &Path,
    profile: &Path,
    more: &[std::ffi::OsString],
) -> std::io::Result<Child> {
    let mut user_data = std::ffi::OsString::from("--user-data-dir=");
    user_data.push(profile);
    Command::new("sh")
        .args(["-c", SUPERVISE, "sh"])
        .arg(program)
        .args(FLAGS)
        .args(more)
        .arg(user_data)
        .arg("about:blank")
        .env("PROFILE", profile)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // Ctrl-C reaches us, not it: it ends in its own order when the pipe closes.
        .process_group(0)
        .spawn()
}

fn fresh_profile() -> std::io::Result<PathBuf> {
    static LAUNCHED: AtomicU64 = AtomicU64::new(0);
    let number = LAUNCHED.fetch_add(1, Ordering::Relaxed);
    let name = format!("guildhall-chromium-{}-{number}", process::id());
    let profile = env::temp_dir().join(name);
    fs::create_dir(&profile)?;
    Ok(profile)
}

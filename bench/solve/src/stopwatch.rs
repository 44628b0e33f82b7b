//! The clock that the solvers do not have.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// What seconds are.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    Wall,
    /// Processor seconds of all threads, a share for each core: what the same seconds of an idle
    /// machine with so many cores would give.
    Cpu {
        cores: u32,
    },
}

impl Clock {
    /// Seconds on this clock; only differences say something.
    fn now(self) -> f64 {
        match self {
            Self::Wall => seconds_since_start(),
            Self::Cpu { cores } => cpu_seconds() / f64::from(cores),
        }
    }
}

/// Time that a run took.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    pub wall: f64,
    /// Processor seconds of all threads.
    pub cpu: f64,
}

/// Raises a flag after some seconds.
pub struct Stopwatch {
    started: Instant,
    cpu: f64,
    pub stop: Arc<AtomicBool>,
}

impl Stopwatch {
    pub fn start(seconds: f64) -> Self {
        Self::on(Clock::Wall, seconds)
    }

    pub fn on(clock: Clock, seconds: f64) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::downgrade(&stop);
        let end = clock.now() + seconds;
        thread::spawn(move || {
            while clock.now() < end && flag.strong_count() > 0 {
                thread::sleep(Duration::from_millis(20));
            }
            if let Some(flag) = flag.upgrade() {
                flag.store(true, Ordering::Relaxed);
            }
        });
        Self { started: Instant::now(), cpu: cpu_seconds(), stop }
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    pub fn spent(&self) -> Spent {
        Spent { wall: self.seconds(), cpu: cpu_seconds() - self.cpu }
    }
}

/// Seconds since the first call.
fn seconds_since_start() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}

/// Seconds of processor time of this process so far; the machine may be shared.
pub fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory this process ever held, in MiB.
pub fn peak_mib() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

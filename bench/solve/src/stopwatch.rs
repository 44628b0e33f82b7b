//! The clock that the solvers do not have.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Raises a flag after some seconds.
pub struct Stopwatch {
    started: Instant,
    pub stop: Arc<AtomicBool>,
}

impl Stopwatch {
    pub fn start(seconds: f64) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::downgrade(&stop);
        thread::spawn(move || {
            let end = Instant::now() + Duration::from_secs_f64(seconds);
            while Instant::now() < end && flag.strong_count() > 0 {
                thread::sleep(Duration::from_millis(20));
            }
            if let Some(flag) = flag.upgrade() {
                flag.store(true, Ordering::Relaxed);
            }
        });
        Self { started: Instant::now(), stop }
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
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

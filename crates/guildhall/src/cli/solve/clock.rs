//! The one clock of a run, and everything that may end it before its time.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use solve::Progress;

/// How often the bar moves.
const TICK: Duration = Duration::from_millis(100);

/// A run's clock: asks the solver to stop when the seconds are over or somebody pressed Ctrl-C.
pub struct Clock {
    pub stop: Arc<AtomicBool>,
    started: Instant,
    bar: Bar,
    /// Dropped at the end, which ends the ticking.
    ticking: Mutex<Option<Sender<()>>>,
}

/// What a run is limited by.
#[derive(Clone, Copy)]
pub enum Limit {
    Seconds(f64),
    Steps(u64),
}

impl Clock {
    pub fn start(limit: Limit) -> anyhow::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        stop_on_signal(Arc::clone(&stop))?;
        let started = Instant::now();
        let bar = Bar::of(limit);
        let (sender, receiver) = mpsc::channel::<()>();
        let (ticks, flag) = (bar.clone(), Arc::clone(&stop));
        thread::spawn(move || {
            while receiver.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                let gone = started.elapsed().as_secs_f64();
                if matches!(limit, Limit::Seconds(seconds) if gone >= seconds) {
                    flag.store(true, Ordering::Relaxed);
                }
                ticks.tick(gone);
            }
        });
        Ok(Self { stop, started, bar, ticking: Mutex::new(Some(sender)) })
    }

    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    pub fn told(&self, progress: Progress) {
        self.bar.told(progress);
    }

    /// The run is over.
    pub fn end(&self) {
        if let Ok(mut ticking) = self.ticking.lock() {
            ticking.take();
        }
        self.bar.bar.finish_and_clear();
    }
}

/// The first Ctrl-C (or a request to end) asks for the best so far; the second ends the program.
fn stop_on_signal(stop: Arc<AtomicBool>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // Listening begins here and not in the thread, so that no signal falls between.
    let mut signals = {
        let _inside = runtime.enter();
        Signals::new()?
    };
    thread::spawn(move || {
        runtime.block_on(async {
            signals.next().await;
            stop.store(true, Ordering::Relaxed);
            signals.next().await;
            std::process::exit(130);
        });
    });
    Ok(())
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> anyhow::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).context("cannot listen for Ctrl-C");
        let interrupt = listen(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: listen(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> anyhow::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await.context("cannot listen for Ctrl-C");
    }
}

/// The progress bar; nothing is drawn where nobody sees it.
#[derive(Clone)]
struct Bar {
    bar: ProgressBar,
    limit: Limit,
    /// Steps of the search that has come furthest.
    steps: Arc<AtomicU64>,
}

impl Bar {
    fn of(limit: Limit) -> Self {
        let length = match limit {
            Limit::Seconds(seconds) => (seconds * 10.0) as u64,
            Limit::Steps(steps) => steps,
        };
        let bar = match std::io::stderr().is_terminal() {
            true => ProgressBar::new(length),
            false => ProgressBar::hidden(),
        };
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {percent:>3} %  {msg}") {
            bar.set_style(style);
        }
        Self { bar, limit, steps: Arc::default() }
    }

    fn tick(&self, gone: f64) {
        match self.limit {
            Limit::Seconds(_) => self.bar.set_position((gone * 10.0) as u64),
            Limit::Steps(_) => self.bar.set_position(self.steps.load(Ordering::Relaxed)),
        }
    }

    fn told(&self, progress: Progress) {
        self.steps.fetch_max(progress.steps, Ordering::Relaxed);
        if !self.bar.is_hidden() {
            let Progress { steps, best, .. } = progress;
            self.bar.set_message(format!("{steps} steps, {} hard, {} soft", best.hard, best.soft));
        }
    }
}

//! What the web floor counts about itself, as Prometheus text. Nothing here tells who asked.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

use super::class::Class;
use super::shelf::Editions;

const CLASSES: usize = Class::ALL.len();

/// Statuses that are told apart; all others count as the last.
const STATUSES: [u16; 15] =
    [200, 303, 304, 307, 308, 400, 403, 404, 405, 413, 414, 429, 500, 503, 0];

/// Upper ends of the histogram of durations, in microseconds.
const BUCKETS: [u64; 10] =
    [50, 100, 500, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000, 10_000_000];

#[derive(Default)]
pub struct Meters {
    classes: [ClassMeters; CLASSES],
    connections: AtomicU64,
    panics: AtomicU64,
}

#[derive(Default)]
struct ClassMeters {
    statuses: [AtomicU64; STATUSES.len()],
    buckets: [AtomicU64; BUCKETS.len() + 1],
    micros: AtomicU64,
    bytes: AtomicU64,
}

impl Meters {
    pub fn count(&self, class: Class, status: StatusCode, bytes: u64, span: Duration) {
        let meters = &self.classes[class as usize];
        let status = STATUSES.iter().position(|known| *known == status.as_u16());
        let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|end| micros <= *end).unwrap_or(BUCKETS.len());
        add(&meters.statuses[status.unwrap_or(STATUSES.len() - 1)], 1);
        add(&meters.buckets[bucket], 1);
        add(&meters.micros, micros);
        add(&meters.bytes, bytes);
    }

    pub fn panicked(&self) {
        add(&self.panics, 1);
    }

    pub fn connected(&self) {
        add(&self.connections, 1);
    }

    pub fn disconnected(&self) {
        self.connections.fetch_sub(1, Ordering::Relaxed);
    }

    /// Every figure in the text format of Prometheus.
    pub fn text(&self, editions: &Editions, database_answers: bool) -> String {
        let mut out = String::with_capacity(8 << 10);
        self.requests(&mut out);
        self.durations(&mut out);
        head(&mut out, "guildhall_sent_bytes_total", "counter", "Bytes of bodies sent.");
        for (class, meters) in Class::ALL.iter().zip(&self.classes) {
            let bytes = read(&meters.bytes);
            let _ =
                writeln!(out, "guildhall_sent_bytes_total{{class=\"{}\"}} {bytes}", class.name());
        }
        let single = [
            ("guildhall_connections", "gauge", "Open connections.", read(&self.connections)),
            ("guildhall_panics_total", "counter", "Requests that failed.", read(&self.panics)),
            (
                "guildhall_database_up",
                "gauge",
                "Whether the database answers.",
                u64::from(database_answers),
            ),
            ("process_resident_memory_bytes", "gauge", "Memory in use.", resident_bytes()),
        ];
        for (name, kind, about, value) in single {
            head(&mut out, name, kind, about);
            let _ = writeln!(out, "{name} {value}");
        }
        self::editions(&mut out, editions);
        out
    }

    fn requests(&self, out: &mut String) {
        head(out, "guildhall_requests_total", "counter", "Requests answered.");
        for (class, meters) in Class::ALL.iter().zip(&self.classes) {
            for (status, count) in STATUSES.iter().zip(&meters.statuses) {
                let (class, count) = (class.name(), read(count));
                if count > 0 {
                    let _ = writeln!(
                        out,
                        "guildhall_requests_total{{class=\"{class}\",status=\"{status}\"}} {count}"
                    );
                }
            }
        }
    }

    fn durations(&self, out: &mut String) {
        let name = "guildhall_request_seconds";
        head(out, name, "histogram", "Time from a request's head to its answer's.");
        for (class, meters) in Class::ALL.iter().zip(&self.classes) {
            let class = class.name();
            let mut count = 0;
            for (end, bucket) in BUCKETS.iter().zip(&meters.buckets) {
                count += read(bucket);
                let _ = writeln!(
                    out,
                    "{name}_bucket{{class=\"{class}\",le=\"{}\"}} {count}",
                    seconds(*end)
                );
            }
            count += read(&meters.buckets[BUCKETS.len()]);
            let sum = seconds(read(&meters.micros));
            let _ = writeln!(
                out,
                "{name}_bucket{{class=\"{class}\",le=\"+Inf\"}} {count}\n\
                 {name}_sum{{class=\"{class}\"}} {sum}\n\
                 {name}_count{{class=\"{class}\"}} {count}"
            );
        }
    }
}

fn editions(out: &mut String, editions: &Editions) {
    head(out, "guildhall_release", "gauge", "Number of the release that is shown.");
    for one in editions.all() {
        let number = one.site.release.number;
        let _ = writeln!(out, "guildhall_release{{edition=\"{}\"}} {number}", one.slug());
    }
    head(out, "guildhall_shelf_bytes", "gauge", "Pressed pages held in memory.");
    for one in editions.all() {
        let size = one.size();
        let _ = writeln!(out, "guildhall_shelf_bytes{{edition=\"{}\"}} {size}", one.slug());
    }
}

fn head(out: &mut String, name: &str, kind: &str, about: &str) {
    let _ = writeln!(out, "# HELP {name} {about}\n# TYPE {name} {kind}");
}

fn seconds(micros: u64) -> f64 {
    Duration::from_micros(micros).as_secs_f64()
}

fn add(meter: &AtomicU64, more: u64) {
    meter.fetch_add(more, Ordering::Relaxed);
}

fn read(meter: &AtomicU64) -> u64 {
    meter.load(Ordering::Relaxed)
}

/// What the kernel says this process holds; 0 where it does not say.
pub fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kilobytes = line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

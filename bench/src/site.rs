//! Rendering and pressing a release, the memory it takes, and searching it.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use guildhall::programme::fixture;
use guildhall::search::Search;
use guildhall::serve::{Published, resident_bytes};
use guildhall::site::{Setting, Site};

use crate::synthetic;

/// Both sizes, each in a process of its own, so that memory is told apart.
pub fn render_all() -> anyhow::Result<()> {
    println!("render and press every page in two languages, brotli + zstd + gzip");
    for count in ["1000", "10000"] {
        let status = Command::new(std::env::current_exe()?).args(["render", count]).status()?;
        ensure!(status.success(), "rendering {count} activities failed");
    }
    Ok(())
}

pub fn render(count: usize) -> anyhow::Result<()> {
    let release = Arc::new(synthetic::release(count));
    let before = resident_bytes();
    let started = Instant::now();
    let site = Site::new(release, Setting::default());
    let indexed = started.elapsed();
    let published = Published::new(site, &[], Vec::new(), fixture::at(600));
    let done = started.elapsed();
    let later = Instant::now();
    let turned = published.at(fixture::at(601)).is_some();
    println!(
        "{count:>6} activities: {} pages in {:.2} s (index {:.2} s), {:.0} MB pressed, \
         {:.0} MB resident ({:.0} MB before); next minute {:.1} ms ({})",
        published.all().count(),
        done.as_secs_f64(),
        indexed.as_secs_f64(),
        megabytes(published.size() as u64),
        megabytes(resident_bytes()),
        megabytes(before),
        later.elapsed().as_secs_f64() * 1e3,
        if turned { "pages changed" } else { "nothing changed" },
    );
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

const QUERIES: [&str; 14] = [
    "具身智能",
    "智",
    "大模型推理",
    "robots",
    "rob",
    "open source",
    "jushen",
    "jszn",
    "jushen zhineng",
    "practice 512",
    "the",
    "e",
    "算力 agents",
    "nothing-like-this",
];

/// How long each query takes over ten thousand activities.
pub fn search() -> anyhow::Result<()> {
    const ROUNDS: usize = 200;
    let release = synthetic::release(10_000);
    let started = Instant::now();
    let search = Search::of(&release.programme);
    println!("index of 10000 activities in {:.2} s", started.elapsed().as_secs_f64());
    println!("{:<20} {:>6} {:>10} {:>10}", "query", "hits", "median ms", "p99 ms");
    let mut slowest = Duration::ZERO;
    for query in QUERIES {
        let mut hits = 0;
        let mut spans: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let started = Instant::now();
                hits = std::hint::black_box(search.find(query, 50)).len();
                started.elapsed()
            })
            .collect();
        spans.sort_unstable();
        let p99 = *spans.get(ROUNDS * 99 / 100).context("there were rounds")?;
        slowest = slowest.max(p99);
        let millis = |span: Duration| span.as_secs_f64() * 1e3;
        println!("{query:<20} {hits:>6} {:>10.3} {:>10.3}", millis(spans[ROUNDS / 2]), millis(p99));
    }
    println!("slowest p99 {:.3} ms (goal 2 ms)", slowest.as_secs_f64() * 1e3);
    Ok(())
}

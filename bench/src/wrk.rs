//! One run of `wrk`, read back.

use std::process::Command;

use anyhow::{Context as _, ensure};

#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    pub requests_per_second: f64,
    pub p99_ms: f64,
}

/// Loads `url` with so many connections for so many seconds.
pub fn load(url: &str, connections: usize, seconds: u64) -> anyhow::Result<Run> {
    let threads = connections.min(2);
    let output = Command::new("wrk")
        .arg(format!("-t{threads}"))
        .arg(format!("-c{connections}"))
        .arg(format!("-d{seconds}s"))
        .args(["--latency", "-H", "Accept-Encoding: gzip", url])
        .output()
        .context("cannot run wrk; install it (Debian package wrk)")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(output.status.success(), "wrk failed: {text}");
    ensure!(!text.contains("Non-2xx"), "{url} was not answered with success:\n{text}");
    ensure!(!text.contains("Socket errors"), "{url} had socket errors:\n{text}");
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(key));
        line.map(str::trim).with_context(|| format!("wrk said no {key}:\n{text}"))
    };
    Ok(Run {
        requests_per_second: value("Requests/sec:")?.parse()?,
        p99_ms: millis(value("99%")?)?,
    })
}

fn millis(text: &str) -> anyhow::Result<f64> {
    let end = text.find(|sign: char| sign.is_ascii_alphabetic()).context("wrk gives units")?;
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse()?;
    Ok(match unit {
        "us" => number / 1e3,
        "ms" => number,
        _ => number * 1e3,
    })
}

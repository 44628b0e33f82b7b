//! How smoothly a page moves, by Chromium's own trace.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{Fault, PATIENCE, Page};

/// The frames of a while.
#[derive(Clone, Debug, PartialEq)]
pub struct Frames {
    /// Milliseconds between each two that were drawn.
    pub gaps_ms: Vec<f64>,
    /// Those that Chromium says it dropped.
    pub dropped: usize,
}

impl Frames {
    /// Frames a second, over all gaps.
    pub fn a_second(&self) -> f64 {
        let whole: f64 = self.gaps_ms.iter().sum();
        if whole > 0.0 { self.gaps_ms.len() as f64 * 1000.0 / whole } else { 0.0 }
    }

    /// The gap that so many of a hundred do not exceed.
    pub fn percentile_ms(&self, of_hundred: usize) -> f64 {
        let mut sorted = self.gaps_ms.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (sorted.len() * of_hundred / 100).min(sorted.len().saturating_sub(1));
        sorted.get(at).copied().unwrap_or(0.0)
    }
}

const FRAMES: &str = "disabled-by-default-devtools.timeline.frame,devtools.timeline.frame";

impl Page {
    /// The frames that Chromium drew while something was done.
    pub fn frames(&self, during: impl FnOnce() -> Result<(), Fault>) -> Result<Frames, Fault> {
        self.pipe.now(|heard| {
            let seen = heard.session(&self.session);
            seen.trace.clear();
            seen.trace_is_whole = false;
        });
        self.command(
            "Tracing.start",
            json!({
                "transferMode": "ReportEvents",
                "traceConfig": { "includedCategories": FRAMES.split(',').collect::<Vec<_>>() },
            }),
        )?;
        during()?;
        self.command("Tracing.end", json!({}))?;
        let whole = self.pipe.wait(PATIENCE, |heard| {
            let seen = heard.session(&self.session);
            seen.trace_is_whole.then(|| std::mem::take(&mut seen.trace))
        });
        let events = whole.ok_or_else(|| self.waited("the trace"))?;
        let named = |name: &'static str| events.iter().filter(move |one| one["name"] == name);
        let mut drawn: Vec<f64> = named("DrawFrame").filter_map(|one| one["ts"].as_f64()).collect();
        drawn.sort_by(f64::total_cmp);
        let gaps_ms = drawn.windows(2).map(|pair| (pair[1] - pair[0]) / 1000.0).collect();
        Ok(Frames { gaps_ms, dropped: named("DroppedFrame").count() })
    }

    /// Scrolls what lies at a point as a finger or a wheel would, at so many points a second.
    pub fn scroll(&self, at: (f64, f64), by: (f64, f64), speed: u32) -> Result<(), Fault> {
        let params: Value = json!({ "x": at.0, "y": at.1, "xDistance": -by.0, "yDistance": -by.1,
            "speed": speed, "gestureSourceType": "mouse" });
        self.command("Input.synthesizeScrollGesture", params).map(drop)
    }

    /// Takes what lies at a point and leads it through others, one every `pause`, then lets it go.
    pub fn lead(
        &self,
        from: (f64, f64),
        through: &[(f64, f64)],
        pause: Duration,
    ) -> Result<(), Fault> {
        let event = |kind: &str, (x, y): (f64, f64)| {
            let params = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1,
                "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", params).map(drop)
        };
        event("mouseMoved", from)?;
        event("mousePressed", from)?;
        for point in through {
            event("mouseMoved", *point)?;
            std::thread::sleep(pause);
        }
        event("mouseReleased", *through.last().unwrap_or(&from))
    }
}

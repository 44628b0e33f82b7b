use serde_json::{Value, json};

/// What a visitor holds in their hands and has set in it.
#[derive(Clone, Debug)]
pub struct Device {
    width: u32,
    height: u32,
    density: f64,
    touch: bool,
    dark: bool,
    still: bool,
    script: Script,
    language: String,
    time_zone: String,
}

/// Whether the scripts of a page run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Runs,
    Blocked,
}

impl Device {
    /// A common phone: 390 by 844 points, three pixels each, touched.
    pub fn phone() -> Self {
        Self { width: 390, height: 844, density: 3.0, touch: true, ..Self::desktop() }
    }

    /// A common laptop: 1440 by 900, one pixel each, with a mouse.
    pub fn desktop() -> Self {
        Self {
            width: 1440,
            height: 900,
            density: 1.0,
            touch: false,
            dark: false,
            still: false,
            script: Script::Runs,
            language: "en".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
        }
    }

    pub fn size(self, width: u32, height: u32) -> Self {
        Self { width, height, ..self }
    }

    /// Device pixels per point.
    pub fn density(self, density: f64) -> Self {
        Self { density, ..self }
    }

    /// Prefers the dark colour scheme.
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// Prefers reduced motion, so that pictures and contrast checks meet no half-done transition.
    pub fn still(self) -> Self {
        Self { still: true, ..self }
    }

    /// Runs no script of the page. What the test itself evaluates still runs.
    pub fn without_script(self) -> Self {
        Self { script: Script::Blocked, ..self }
    }

    /// The languages the visitor prefers, best first: `zh` or `zh-CN,en`.
    pub fn language(self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self }
    }

    /// The time zone of the visitor; that of the venue unless said otherwise.
    pub fn time_zone(self, time_zone: &str) -> Self {
        Self { time_zone: time_zone.to_owned(), ..self }
    }

    pub(crate) fn script(&self) -> Script {
        self.script
    }

    pub(crate) fn pixels_per_point(&self) -> f64 {
        self.density
    }

    /// The commands that make a page of Chromium this device.
    pub(crate) fn commands(&self, user_agent: &str) -> Vec<(&'static str, Value)> {
        let metrics = json!({
            "width": self.width, "height": self.height,
            "deviceScaleFactor": self.density, "mobile": self.touch,
        });
        let touch = json!({ "enabled": self.touch, "maxTouchPoints": 5 });
        let agent = json!({ "userAgent": user_agent, "acceptLanguage": self.language });
        vec![
            ("Emulation.setDeviceMetricsOverride", metrics),
            ("Emulation.setTouchEmulationEnabled", touch),
            ("Emulation.setEmulatedMedia", self.media("")),
            ("Emulation.setUserAgentOverride", agent),
            ("Emulation.setTimezoneOverride", json!({ "timezoneId": self.time_zone })),
            (
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": self.script == Script::Blocked }),
            ),
            // Many pages share one Chromium; each must think that it has the focus.
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
        ]
    }

    /// `medium` is `print`, `screen`, or empty for what the device is.
    pub(crate) fn media(&self, medium: &str) -> Value {
        let scheme = if self.dark { "dark" } else { "light" };
        let motion = if self.still { "reduce" } else { "no-preference" };
        json!({ "media": medium, "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]})
    }
}

//! What a page looks like: on the screen, on paper.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::{Fault, Page};

/// Chromium draws no surface taller than this many device pixels.
const TALLEST: f64 = 16_384.0;

/// How much of a page a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picture {
    /// What is in the window.
    Window,
    /// From the top down to this many points, or to the end of the page.
    Down(u32),
    /// The whole page, as far as Chromium can draw it (16,384 device pixels).
    Whole,
}

impl Page {
    /// Saves the whole page as a PNG file.
    pub fn screenshot(&self, path: impl AsRef<Path>) -> Result<(), Fault> {
        self.picture(Picture::Whole, path)
    }

    /// Saves a PNG file, after fonts and images have arrived.
    pub fn picture(&self, picture: Picture, path: impl AsRef<Path>) -> Result<(), Fault> {
        self.eval::<Option<()>>("document.fonts.ready.then(() => null)")?;
        let mut params = json!({ "format": "png", "optimizeForSpeed": true });
        let limit = TALLEST / self.device.pixels_per_point();
        let tallest = match picture {
            Picture::Window => None,
            Picture::Down(points) => Some(limit.min(points.into())),
            Picture::Whole => Some(limit),
        };
        if let Some(tallest) = tallest {
            let size = &self.command("Page.getLayoutMetrics", json!({}))?["cssContentSize"];
            let height = size["height"].as_f64().unwrap_or(tallest).min(tallest);
            params["captureBeyondViewport"] = true.into();
            params["clip"] =
                json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        }
        let answer = self.command("Page.captureScreenshot", params)?;
        save(answer["data"].as_str().unwrap_or_default(), path.as_ref())
    }

    /// From here on the page is styled as on paper.
    pub fn emulate_print(&self) -> Result<(), Fault> {
        self.command("Emulation.setEmulatedMedia", self.device.media("print")).map(drop)
    }

    /// Back to the screen after [`Page::emulate_print`].
    pub fn emulate_screen(&self) -> Result<(), Fault> {
        self.command("Emulation.setEmulatedMedia", self.device.media("screen")).map(drop)
    }

    /// Prints the page on A4 into a PDF file.
    pub fn print(&self, path: impl AsRef<Path>) -> Result<(), Fault> {
        let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
        let answer = self.command("Page.printToPDF", a4)?;
        save(answer["data"].as_str().unwrap_or_default(), path.as_ref())
    }
}

fn save(base64: &str, path: &Path) -> Result<(), Fault> {
    let unwritten = |why: String| Fault::NotWritten { path: path.display().to_string(), why };
    let bytes = decode(base64).ok_or_else(|| unwritten("Chromium sent no picture".to_owned()))?;
    fs::write(path, bytes).map_err(|e| unwritten(e.to_string()))
}

/// Base64 of the standard alphabet, padded: the only form Chromium sends.
fn decode(base64: &str) -> Option<Vec<u8>> {
    let digits = base64.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xfff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(((bits >> held) & 0xff) as u8);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_every_length_is_read() {
        let read = ["Zg==", "Zm8=", "Zm9v", "Zm9vYg=="].map(|text| decode(text).unwrap());
        assert_eq!(read, [&b"f"[..], b"fo", b"foo", b"foob"]);

        assert_eq!((decode(""), decode("not base64")), (None, None));
    }
}

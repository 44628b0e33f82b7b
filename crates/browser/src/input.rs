//! What a visitor does with hands: real mouse and key events, not calls into the page.

use std::cell::RefCell;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Fault, Page};

/// Name, code and number of the keys that print nothing, and of Enter and Space.
const KEYS: [(&str, &str, u32); 16] = [
    ("Tab", "Tab", 9),
    ("Enter", "Enter", 13),
    ("Escape", "Escape", 27),
    ("Space", "Space", 32),
    ("Backspace", "Backspace", 8),
    ("Delete", "Delete", 46),
    ("PageUp", "PageUp", 33),
    ("PageDown", "PageDown", 34),
    ("End", "End", 35),
    ("Home", "Home", 36),
    ("ArrowLeft", "ArrowLeft", 37),
    ("ArrowUp", "ArrowUp", 38),
    ("ArrowRight", "ArrowRight", 39),
    ("ArrowDown", "ArrowDown", 40),
    ("F5", "F5", 116),
    ("F10", "F10", 121),
];

const MODIFIERS: [(&str, u32); 4] = [("Alt", 1), ("Control", 2), ("Meta", 4), ("Shift", 8)];

/// Where an element can be clicked, or why it cannot.
#[derive(Deserialize)]
#[serde(untagged)]
enum Spot {
    Found { x: f64, y: f64 },
    Not { why: String },
}

#[derive(Deserialize)]
struct Focused {
    name: String,
    words: String,
}

impl Page {
    /// Clicks the first element a selector finds, once it is visible and nothing covers it, and
    /// waits until a page this opened is loaded.
    pub fn click(&self, css: &str) -> Result<(), Fault> {
        self.click_spot(css, &Value::Null)
    }

    /// Clicks the first element of a selector that says `words`: exactly, or else among others.
    pub fn click_text(&self, css: &str, words: &str) -> Result<(), Fault> {
        self.click_spot(css, &words.into())
    }

    /// Clicks into a field and types, replacing what it held. Any script can be typed, as from an
    /// input method: the page sees `input` events, and key events only from [`Page::press`].
    pub fn type_into(&self, css: &str, words: &str) -> Result<(), Fault> {
        self.click(css)?;
        self.question::<Option<()>>("mark", &[css.into()])?;
        self.command("Input.insertText", json!({ "text": words }))?;
        self.settle()
    }

    /// Chooses an option of a `select` by its value or its words.
    pub fn choose(&self, css: &str, option: &str) -> Result<(), Fault> {
        let what = format!("option {option:?} of {css}");
        self.wait_until(&what, || self.question("choose", &[css.into(), option.into()]))?;
        self.settle()
    }

    /// Presses a key: `Tab`, `Shift+Tab`, `Enter`, `ArrowDown`, `a`, `/`, `Control+k`.
    pub fn press(&self, key: &str) -> Result<(), Fault> {
        let mut event = key_event(key).ok_or_else(|| Fault::NoSuchKey(key.to_owned()))?;
        event["type"] = if event["text"].is_string() { "keyDown" } else { "rawKeyDown" }.into();
        self.command("Input.dispatchKeyEvent", event.clone())?;
        event["type"] = "keyUp".into();
        self.command("Input.dispatchKeyEvent", event)?;
        self.settle()
    }

    /// What has the keyboard, with the words on it: `a.star Star this`.
    pub fn focused(&self) -> Result<String, Fault> {
        let focused: Focused = self.question("focused", &[])?;
        Ok(format!("{} {}", focused.name, focused.words).trim().to_owned())
    }

    fn click_spot(&self, css: &str, words: &Value) -> Result<(), Fault> {
        let (x, y) = self.spot(css, words)?;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let params = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", params)?;
        }
        self.settle()
    }

    /// Takes the first element a selector finds with the mouse and lets it go over another, a little
    /// below its top.
    pub fn drag(&self, css: &str, onto: &str, below: f64) -> Result<(), Fault> {
        const STEPS: u32 = 6;
        let (from_x, from_y) = self.spot(css, &Value::Null)?;
        let place: [f64; 3] = self.eval(&format!(
            "(box => [box.left, box.top, box.width])(document.querySelector({}).getBoundingClientRect())",
            json!(onto)
        ))?;
        let (to_x, to_y) = (place[0] + place[2] / 2.0, place[1] + below);
        let event = |kind: &str, x: f64, y: f64| {
            let params = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1,
                "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", params).map(drop)
        };
        event("mouseMoved", from_x, from_y)?;
        event("mousePressed", from_x, from_y)?;
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            event("mouseMoved", from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part)?;
        }
        event("mouseReleased", to_x, to_y)
    }

    /// Lays a finger on the first element a selector finds, waits until the page holds it (`held` finds
    /// something), leads it over another, a little below its top, and lifts it there.
    pub fn carry(&self, css: &str, held: &str, onto: &str, below: f64) -> Result<(), Fault> {
        const STEPS: u32 = 12;
        let from = self.spot(css, &Value::Null)?;
        let touch = |kind: &str, at: Option<(f64, f64)>| {
            let points = at.map_or(json!([]), |(x, y)| json!([{ "x": x, "y": y }]));
            let params = json!({ "type": kind, "touchPoints": points });
            self.command("Input.dispatchTouchEvent", params).map(drop)
        };
        touch("touchStart", Some(from))?;
        self.wait_for(held)?;
        let place: [f64; 3] = self.eval(&format!(
            "(box => [box.left, box.top, box.width])(document.querySelector({}).getBoundingClientRect())",
            json!(onto)
        ))?;
        let to = (place[0] + place[2] / 2.0, place[1] + below);
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            touch("touchMove", Some(at))?;
        }
        touch("touchEnd", None)
    }

    fn spot(&self, css: &str, words: &Value) -> Result<(f64, f64), Fault> {
        let hindrance = RefCell::new(String::new());
        let mut place = (0.0, 0.0);
        let waited = self.wait_until(css, || {
            match self.question("spot", &[css.into(), words.clone()])? {
                Spot::Found { x, y } => {
                    // Twice the same, or it is still moving.
                    let rests = place == (x, y);
                    place = (x, y);
                    "keeps moving".clone_into(&mut hindrance.borrow_mut());
                    Ok(rests)
                }
                Spot::Not { why } => {
                    hindrance.replace(why);
                    Ok(false)
                }
            }
        });
        match waited {
            Ok(()) => Ok(place),
            Err(Fault::Waited { url, waited, .. }) => {
                let says = words.as_str().map(|words| format!(" that says {words:?}"));
                let why = hindrance.take();
                let what = format!("{css}{} to be clicked: it {why}", says.unwrap_or_default());
                Err(Fault::Waited { what, url, waited })
            }
            Err(fault) => Err(fault),
        }
    }
}

/// The event of a key name, without its type.
fn key_event(key: &str) -> Option<Value> {
    let mut parts: Vec<&str> = key.split('+').filter(|part| !part.is_empty()).collect();
    let name = parts.pop().unwrap_or("+");
    let modifiers = parts.iter().try_fold(0, |sum, part| {
        MODIFIERS.iter().find(|(name, _)| name == part).map(|(_, bit)| sum | bit)
    })?;
    let (key, code, number, text) = match KEYS.iter().find(|(known, ..)| *known == name) {
        Some(("Enter", code, number)) => ("Enter", (*code).to_owned(), *number, Some("\r")),
        Some(("Space", code, number)) => (" ", (*code).to_owned(), *number, Some(" ")),
        Some((key, code, number)) => (*key, (*code).to_owned(), *number, None),
        None => {
            let mut letters = name.chars();
            let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
            let upper = letter.to_ascii_uppercase();
            let code =
                if upper.is_ascii_uppercase() { format!("Key{upper}") } else { String::new() };
            // A held Control or Meta makes a command of a letter, not text.
            (name, code, u32::from(upper), (modifiers & 0b111 == 0).then_some(name))
        }
    };
    let mut event = json!({
        "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers,
    });
    if let Some(text) = text {
        event["text"] = text.into();
    }
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_with_their_modifiers() {
        let back = key_event("Shift+Tab").unwrap();
        assert_eq!((&back["key"], &back["modifiers"]), (&json!("Tab"), &json!(8)));

        let command = key_event("Control+k").unwrap();
        assert_eq!((&command["code"], &command["text"]), (&json!("KeyK"), &Value::Null));

        let plus = key_event("+").unwrap();
        assert_eq!((&plus["key"], &plus["text"]), (&json!("+"), &json!("+")));

        assert_eq!((key_event("Hyper+x"), key_event("Sideways")), (None, None));
    }
}

//! The files that pages load: one style sheet, one deferred script, the icons, the mark. Names carry
//! a hash of the content, so they may be cached for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A file that pages load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// From the site's root, with the hash of its content.
    pub path: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

const CSS: &str = concat!(
    include_str!("css/tokens.css"),
    include_str!("css/frame.css"),
    include_str!("css/prose.css"),
    include_str!("css/forms.css"),
    include_str!("css/lists.css"),
    include_str!("css/home.css"),
    include_str!("css/entities.css"),
    include_str!("css/programme.css"),
    include_str!("css/desk.css"),
    include_str!("css/integrations.css"),
    include_str!("css/seats.css"),
    include_str!("css/thumbs.css"),
    include_str!("css/print.css"),
);
const SCRIPT: &str = concat!(
    "(()=>{\n",
    include_str!("js/stars.js"),
    include_str!("js/now.js"),
    include_str!("js/filter.js"),
    include_str!("js/starred.js"),
    include_str!("js/asked.js"),
    include_str!("js/follow.js"),
    include_str!("js/mine.js"),
    "})();\n",
);
const ICONS: &str = include_str!("icons.svg");
const MARK: &str = include_str!("mark.svg");

/// The draft table's own, which no reader loads.
const TABLE_CSS: &str = include_str!("css/table.css");
const TABLE_SCRIPT: &str = concat!(
    "(()=>{\n",
    include_str!("js/table/sheet.js"),
    include_str!("js/table/check.js"),
    include_str!("js/table/draw.js"),
    include_str!("js/table/move.js"),
    include_str!("js/table/runs.js"),
    include_str!("js/table/live.js"),
    "})();\n",
);

/// The gate's own, which opens without network.
const GATE_CSS: &str = concat!(include_str!("css/tokens.css"), include_str!("css/gate.css"));
const GATE_SCRIPT: &str = concat!(
    "(()=>{\n",
    include_str!("js/gate/qr_read.js"),
    include_str!("js/gate/qr_find.js"),
    include_str!("js/gate/ed25519.js"),
    include_str!("js/gate/code.js"),
    include_str!("js/gate/judge.js"),
    include_str!("js/gate/keep.js"),
    include_str!("js/gate/net.js"),
    include_str!("js/gate/screen.js"),
    "})();\n",
);

static ASSETS: LazyLock<[Asset; 8]> = LazyLock::new(|| {
    [
        file("site", "css", "text/css; charset=utf-8", smaller_css(CSS)),
        file("site", "js", "text/javascript; charset=utf-8", smaller_script(SCRIPT)),
        file("icons", "svg", "image/svg+xml", ICONS.trim().to_owned()),
        file("mark", "svg", "image/svg+xml", MARK.trim().to_owned()),
        file("table", "css", "text/css; charset=utf-8", smaller_css(TABLE_CSS)),
        file("table", "js", "text/javascript; charset=utf-8", smaller_script(TABLE_SCRIPT)),
        file("gate", "css", "text/css; charset=utf-8", smaller_css(GATE_CSS)),
        file("gate", "js", "text/javascript; charset=utf-8", smaller_script(GATE_SCRIPT)),
    ]
});

/// Every file that pages outside an edition load.
pub fn assets() -> &'static [Asset] {
    &*ASSETS
}

/// The style sheet of pages that belong to no edition.
pub fn style_sheet() -> &'static Asset {
    &ASSETS[0]
}

pub fn script() -> &'static Asset {
    &ASSETS[1]
}

/// The symbols that `<use>` refers to.
pub fn icons() -> &'static Asset {
    &ASSETS[2]
}

pub fn table_sheet() -> &'static Asset {
    &ASSETS[4]
}

pub fn table_script() -> &'static Asset {
    &ASSETS[5]
}

pub fn gate_sheet() -> &'static Asset {
    &ASSETS[6]
}

pub fn gate_script() -> &'static Asset {
    &ASSETS[7]
}

/// Where the mark is, for whoever installs a page.
pub fn mark_path() -> &'static str {
    &mark().path
}

pub fn mark() -> &'static Asset {
    &ASSETS[3]
}

/// The style sheet with an edition's own rules at its end, as one file: only one may block.
pub fn style_sheet_with(name: &str, rules: &str) -> Asset {
    file(name, "css", "text/css; charset=utf-8", smaller_css(&format!("{CSS}{rules}")))
}

/// A file under a name that follows its content.
pub fn file(name: &str, ending: &str, content_type: &'static str, text: String) -> Asset {
    let digest = Sha256::digest(text.as_bytes());
    let mut path = format!("/assets/{name}.");
    for byte in &digest[..5] {
        let _ = write!(path, "{byte:02x}");
    }
    let _ = write!(path, ".{ending}");
    Asset { path, content_type, bytes: text.into_bytes() }
}

/// Without comments, line ends and the spaces that CSS does not need.
fn smaller_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let words: Vec<&str> = out.split_ascii_whitespace().collect();
    let mut out = words.join(" ");
    for symbol in ["{", "}", ";", ","] {
        out = out.replace(&format!("{symbol} "), symbol).replace(&format!(" {symbol}"), symbol);
    }
    out.replace(";}", "}")
}

/// Without indents, empty lines and lines that are comments.
fn smaller_script(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let kept: Vec<&str> =
        lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_loses_only_what_it_does_not_need() {
        let css = "/* why */ .a > .b {\n  color: red;\n margin: calc(1px + 2px) 0; }\n@media print { a { x: y } }";
        assert_eq!(
            smaller_css(css),
            ".a > .b{color: red;margin: calc(1px + 2px) 0}@media print{a{x: y}}"
        );
    }

    #[test]
    fn the_name_of_a_file_follows_its_content() {
        assert_ne!(style_sheet_with("a", "").path, style_sheet_with("a", "b{c:d}").path);
        assert!(style_sheet().path.starts_with("/assets/site."));
    }
}

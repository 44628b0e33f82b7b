//! A code as a QR picture, drawn as one path so that it is small and prints sharp.

use fast_qr::{ECL, QRBuilder};

/// Empty modules around it, without which scanners do not find it.
const QUIET: usize = 4;

/// An SVG of a text as a QR code, dark on light whatever the page's colours are; `label` is read out.
/// `None` when the text is too long for any QR code.
pub fn svg(text: &str, label: &str) -> Option<String> {
    let (side, path) = drawn(text)?;
    let label = label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    Some(format!(
        r##"<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>"##
    ))
}

/// A file of the same, `below` written under it: letters, digits and dashes.
pub fn picture(text: &str, below: &str) -> Option<String> {
    let (side, path) = drawn(text)?;
    let (middle, high, foot) = (side / 2, side + 5, side + 2);
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {high}" width="{side}" height="{high}"><rect width="{side}" height="{high}" fill="#fff"/><path d="{path}" fill="#000" shape-rendering="crispEdges"/><text x="{middle}" y="{foot}" font-family="ui-monospace, monospace" font-size="5" text-anchor="middle">{below}</text></svg>"##
    ))
}

/// The side with its quiet edge, and the dark modules as a path.
fn drawn(text: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let start = column;
            while column < code.size && code[row][column].value() {
                column += 1;
            }
            if column > start {
                let (x, y, run) = (start + QUIET, row + QUIET, column - start);
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            column += 1;
        }
    }
    Some((side, path))
}

/// The dark modules of a text as a QR code, row by row, for whoever draws it otherwise (a PDF, a
/// terminal); without the quiet edge of four modules that must surround it.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let row = |row: usize| (0..code.size).map(|at| code[row][at].value()).collect();
    Some((0..code.size).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::code::CODE_DIGITS;

    #[test]
    fn a_code_fits_a_picture_of_41_modules() {
        let all = modules(&"9".repeat(CODE_DIGITS)).unwrap();
        assert_eq!((all.len(), all[0].len()), (41, 41));
        let drawn = svg(&"9".repeat(CODE_DIGITS), "a < \"b\"").unwrap();
        assert!(drawn.contains(r#"viewBox="0 0 49 49""#) && drawn.contains("a &lt; &quot;b&quot;"));
        // The three corner marks begin a row of seven dark modules.
        assert!(drawn.contains("M4 4h7v1h-7z") && drawn.contains("M38 4h7v1h-7z"));
        assert_eq!(svg(&"9".repeat(8_000), ""), None);
        let file = picture(&"9".repeat(CODE_DIGITS), "K7M-Q2X-W4P").unwrap();
        assert!(file.starts_with("<svg xmlns=") && file.contains(">K7M-Q2X-W4P</text>"));
    }
}

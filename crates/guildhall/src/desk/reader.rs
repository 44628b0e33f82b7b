//! Which language a reader is answered in, when the address does not say.

use axum::http::{HeaderMap, HeaderValue, header};
use kernel::Lang;

/// What the answer depends on then.
pub const VARY: &str = "accept-language, cookie";

/// The language chosen before (cookie `lang`), else the browser's first that we speak, else Chinese.
pub fn preferred(headers: &HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let cookies = text(header::COOKIE).unwrap_or_default().split(';').map(str::trim);
    let chosen = cookies.filter_map(|one| one.strip_prefix("lang=")).find_map(Lang::from_code);
    chosen.or_else(|| asked(text(header::ACCEPT_LANGUAGE)?)).unwrap_or(Lang::Zh)
}

/// The heaviest of `Accept-Language` that we speak (RFC 9110 §12.5.4); the first among equals.
fn asked(accept: &str) -> Option<Lang> {
    let mut best = None;
    for item in accept.split(',') {
        let mut parts = item.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |weight| {
            weight.parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight))
        });
        let (Some(lang), Some(weight)) = (Lang::from_code(&tag.to_ascii_lowercase()), weight)
        else {
            continue;
        };
        if weight > best.map_or(0.0, |(known, _)| known) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_which_language_weighs_most() {
        let cases = [
            ("en-GB,en;q=0.9,zh;q=0.8", Some(Lang::En)),
            ("en;q=0.5, zh-Hans-CN;q=0.9", Some(Lang::Zh)),
            ("fr, EN_us;q=0.1", Some(Lang::En)),
            ("en;q=0, fr", None),
            ("en;q=nonsense, zh;q=0.1", Some(Lang::Zh)),
            (";;;,,,=", None),
        ];
        for (accept, expected) in cases {
            assert_eq!(asked(accept), expected, "{accept}");
        }
    }
}

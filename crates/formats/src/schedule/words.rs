//! The small values of a schedule that have a legal form: lines, texts, addresses, colours.

use std::borrow::Cow;
use std::fmt;

/// An absolute address in the characters of RFC 3986, for example `https://example.org/a%20b`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

impl Url {
    /// Takes an absolute address of any scheme and writes what RFC 3986 forbids as `%XX`. `None`
    /// when there is no scheme or the host or port cannot be one.
    pub fn absolute(text: &str) -> Option<Self> {
        let text = line(text);
        let (scheme, rest) = text.split_once(':')?;
        let mut letters = scheme.bytes();
        let scheme_ok = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
            && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        let named = !rest.trim_matches('/').is_empty();
        let url = format!("{}:{}", scheme.to_ascii_lowercase(), percent_encoded(rest));
        let host_ok = url.split_once("://").is_none_or(|(_, after)| authority_is_legal(after));
        (scheme_ok && named && host_ok).then_some(Self(url))
    }

    /// Like [`Url::absolute`], but only `http` and `https`.
    pub fn web(text: &str) -> Option<Self> {
        Self::absolute(text).filter(Self::is_web)
    }

    /// True for `http://` and `https://`.
    pub fn is_web(&self) -> bool {
        self.0.starts_with("http://") || self.0.starts_with("https://")
    }

    /// Follows `text` from this address, like a link on a page (RFC 3986 §5, without dot segments).
    pub fn join(&self, text: &str) -> Option<Self> {
        let after_scheme = self.0.find("://")? + 3;
        let path = self.0[after_scheme..].find('/').map_or(self.0.len(), |at| after_scheme + at);
        let whole = if let Some(rest) = text.strip_prefix("//") {
            format!("{}//{rest}", &self.0[..after_scheme - 2])
        } else if text.starts_with('/') {
            format!("{}{text}", &self.0[..path])
        } else {
            let folder = self.0[path..].rfind('/').map_or(path, |at| path + at);
            format!("{}/{text}", &self.0[..folder])
        };
        Self::absolute(&whole)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn percent_encoded(rest: &str) -> String {
    let mut encoded = String::with_capacity(rest.len());
    let mut fragment = false;
    let brackets = rest.starts_with("//[");
    let authority_end = rest.get(2..).and_then(|host| host.find('/')).map_or(0, |at| at + 2);
    for (at, symbol) in rest.char_indices() {
        let legal = match symbol {
            '%' => rest
                .get(at + 1..at + 3)
                .is_some_and(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit())),
            '#' => !std::mem::replace(&mut fragment, true),
            '[' | ']' => brackets && (at < authority_end || authority_end == 0),
            _ => symbol.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(symbol),
        };
        if legal {
            encoded.push(symbol);
        } else {
            let mut bytes = [0; 4];
            for byte in symbol.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

fn authority_is_legal(after: &str) -> bool {
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let digits = |port: &str| port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(inner) = host.strip_prefix('[') {
        let Some((address, port)) = inner.split_once(']') else { return false };
        let hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
        let port_ok = port.is_empty() || port.strip_prefix(':').is_some_and(digits);
        address.contains(':') && address.bytes().all(hex) && port_ok
    } else {
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        !name.is_empty() && !host.contains(['[', ']']) && !authority.contains('[') && digits(port)
    }
}

/// A colour of red, green and blue, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect();
        match digits?.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Self([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Words on one line: ASCII white space becomes single spaces, and what XML cannot hold goes.
pub(crate) fn line(words: &str) -> String {
    let mut clean = String::with_capacity(words.len());
    for word in words.split_ascii_whitespace() {
        let before = clean.len();
        clean.extend(word.chars().filter(|symbol| in_xml(*symbol)));
        if before > 0 && clean.len() > before {
            clean.insert(before, ' ');
        }
    }
    clean
}

/// Words on many lines: line ends become `\n`, outer white space and what XML cannot hold go.
pub(crate) fn text(words: &str) -> String {
    let legal = |symbol: &char| matches!(symbol, '\n' | '\t') || in_xml(*symbol);
    let one_newline = if words.contains('\r') {
        Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(words)
    };
    let clean: String = one_newline.chars().filter(legal).collect();
    clean.trim_matches(|symbol: char| symbol.is_ascii_whitespace()).to_owned()
}

/// Printable in XML 1.0 (production `Char`, without the control characters of U+007F to U+009F,
/// which it discourages).
fn in_xml(symbol: char) -> bool {
    !symbol.is_control() && !matches!(symbol, '\u{FFFE}' | '\u{FFFF}')
}

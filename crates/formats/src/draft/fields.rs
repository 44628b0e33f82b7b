//! How the fields of a draft are asked for.

use std::borrow::Cow;

use kernel::{LangTag, Uuid};

use super::{Fields, Found};
use crate::notes::Skipping;
use crate::schedule::{Color, Url, line, text};

impl<'a> Fields<'a> {
    pub(crate) fn at(at: usize) -> Self {
        Self { at, list: Vec::new() }
    }

    /// Keeps the first value of a name that is not blank.
    pub(crate) fn set(&mut self, name: &'static str, text: Cow<'a, str>, at: usize) {
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !blank && self.get(name).is_none() {
            self.list.push((name, Found { text, at }));
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Found<'a>> {
        self.list.iter().find(|(known, _)| *known == name).map(|(_, found)| found)
    }

    pub(crate) fn line(&self, name: &str) -> String {
        self.get(name).map(|found| line(&found.text)).unwrap_or_default()
    }

    pub(crate) fn line_if_any(&self, name: &str) -> Option<String> {
        Some(self.line(name)).filter(|line| !line.is_empty())
    }

    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).map(|found| text(&found.text)).unwrap_or_default()
    }

    /// A value of an inessential field: what cannot be understood is counted and left out.
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        inside: &'static str,
        skipping: &mut Skipping,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let found = self.get(name)?;
        let value = parse(&line(&found.text));
        if value.is_none() {
            skipping.value(name, inside, found.at);
        }
        value
    }

    pub(crate) fn guid(&self, inside: &'static str, skipping: &mut Skipping) -> Option<Uuid> {
        self.parsed("guid", inside, skipping, |text| Uuid::parse_str(text).ok())
    }

    pub(crate) fn color(
        &self,
        name: &'static str,
        inside: &'static str,
        skipping: &mut Skipping,
    ) -> Option<Color> {
        self.parsed(name, inside, skipping, Color::parse)
    }

    pub(crate) fn language(&self, skipping: &mut Skipping) -> Option<LangTag> {
        self.parsed("language", "event", skipping, |text| text.parse().ok())
    }

    /// An address of the web, from `base` when it begins with a slash.
    pub(crate) fn web(
        &self,
        name: &'static str,
        inside: &'static str,
        base: Option<&Url>,
        skipping: &mut Skipping,
    ) -> Option<Url> {
        self.parsed(name, inside, skipping, |text| {
            address(text, base).filter(|url: &Url| url.is_web())
        })
    }
}

/// An absolute address; one that begins with a slash starts from `base`, and one that begins like a
/// host (`example.org/page`) is taken as `https`.
pub(super) fn address(text: &str, base: Option<&Url>) -> Option<Url> {
    if text.starts_with('/') {
        return base?.join(text);
    }
    if let Some(url) = Url::absolute(text) {
        return Some(url);
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let like_a_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    if like_a_host {
        return Url::web(&format!("https://{text}"));
    }
    base?.join(text).filter(|_| !text.contains(' '))
}

//! What somebody typed into the form of a call, kept as it was typed.

use std::collections::BTreeMap;

use kernel::{Lang, LangTag, Slug, Text};
use serde::{Deserialize, Serialize};

use super::form::{Field, Sort, When};
use crate::programme::model::Kind;

/// Every answer by the name of its field. What is wrong with it is asked of
/// [`rules`](super::rules); a sheet is never refused for what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, Vec<String>>);

/// What somebody says about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub name: String,
    pub affiliation: String,
    pub biography: String,
}

/// Names of the fields that every call has. Those of a call's own form begin with [`OWN`].
pub const TITLE: &str = "title";
pub const SUMMARY: &str = "summary";
pub const DESCRIPTION: &str = "description";
pub const WRITTEN: &str = "written";
pub const SPOKEN: &str = "spoken";
pub const KIND: &str = "kind";
pub const MINUTES: &str = "minutes";
pub const TOPICS: &str = "topics";
pub const NOTE: &str = "note";
pub const OWN: &str = "f.";
/// At the end of a field's name: the same in the other language.
pub const ALSO: &str = ".also";

/// What is typed into one field, counted before anything is kept: a novel is no proposal.
pub const TYPED_BYTES_MAX: usize = 60_000;

impl Sheet {
    /// The answers of a sent form, those that belong to it alone.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n");
            let value = value.trim().to_owned();
            if is_ours(&name) && !value.is_empty() {
                all.entry(name).or_default().push(value);
            }
        }
        Self(all)
    }

    pub fn set(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.insert(name.to_owned(), vec![value.to_owned()]);
        }
    }

    /// Sets several answers under one name; none takes nothing away.
    pub fn set_all(&mut self, name: &str, values: Vec<String>) {
        if !values.is_empty() {
            self.0.insert(name.to_owned(), values);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one answer; empty when there is none.
    pub fn one(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| {
            values.iter().map(move |value| (name.as_str(), value.as_str()))
        })
    }

    /// The language it is written in.
    pub fn written(&self) -> LangTag {
        self.one(WRITTEN).parse().unwrap_or_else(|_| Lang::Zh.into())
    }

    /// The language of the interface that it may be said in besides.
    pub fn also(&self) -> Lang {
        if self.written().primary() == Lang::Zh.code() { Lang::En } else { Lang::Zh }
    }

    /// A field's words in both languages.
    pub fn text(&self, name: &str) -> Text {
        Text::in_one(self.written(), self.one(name))
            .with(self.also(), self.one(&format!("{name}{ALSO}")))
    }

    pub fn title(&self) -> Text {
        self.text(TITLE)
    }

    pub fn spoken(&self) -> LangTag {
        self.one(SPOKEN).parse().unwrap_or_else(|_| self.written())
    }

    pub fn kind(&self) -> Option<Kind> {
        kind_from(self.one(KIND))
    }

    pub fn minutes(&self) -> Option<i64> {
        self.one(MINUTES).parse().ok()
    }

    pub fn topics(&self) -> Vec<Slug> {
        self.all(TOPICS).iter().filter_map(|topic| topic.parse().ok()).collect()
    }

    /// True when the field is asked at all.
    pub fn asks(&self, field: &Field) -> bool {
        field.shown_when.as_ref().is_none_or(|When { field, value }| {
            self.all(&own(field)).iter().any(|given| given == value)
        })
    }

    /// An answer for people to read.
    pub fn told(&self, field: &Field, lang: Lang) -> Text {
        let name = own(&field.key);
        if !field.sort.offers() {
            return self.text(&name);
        }
        let given = self.all(&name).iter().filter_map(|key| {
            let offer = field.options.iter().find(|one| one.key.as_str() == key)?;
            Some(offer.label.get(lang))
        });
        Text::in_one(lang, given.collect::<Vec<_>>().join(" / "))
    }

    /// The interests that were declared, one each.
    pub fn interests(&self, fields: &[Field]) -> Vec<String> {
        let asked = fields.iter().filter(|field| field.sort == Sort::Interests);
        let lines = asked.flat_map(|field| self.one(&own(&field.key)).lines());
        lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    /// Everything that was typed, in bytes.
    pub fn bytes(&self) -> usize {
        self.pairs().map(|(name, value)| name.len() + value.len()).sum()
    }
}

fn is_ours(name: &str) -> bool {
    let bare = name.strip_suffix(ALSO).unwrap_or(name);
    let fixed = [TITLE, SUMMARY, DESCRIPTION, WRITTEN, SPOKEN, KIND, MINUTES, TOPICS, NOTE];
    fixed.contains(&bare) || bare.strip_prefix(OWN).is_some_and(|key| key.parse::<Slug>().is_ok())
}

/// The name of a field of the call's own form.
pub fn own(key: &Slug) -> String {
    format!("{OWN}{key}")
}

/// A kind as rows, addresses and forms have it.
pub fn kind_from(word: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind_word(*kind) == word)
}

pub fn kind_word(kind: Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a kind is written as a word, not as {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(pairs: &[(&str, &str)]) -> Sheet {
        Sheet::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn a_sheet_keeps_what_belongs_to_it_as_it_was_typed() {
        let one = sheet(&[
            ("title", "  Rust\r\nin space "),
            ("f.level", "a"),
            ("f.level", "b"),
            ("f.No Key", "x"),
            ("act", "submit"),
            ("minutes", "soon"),
        ]);
        assert_eq!(one.one(TITLE), "Rust\nin space");
        assert_eq!(one.all("f.level"), ["a", "b"]);
        assert_eq!((one.one("act"), one.one("f.No Key")), ("", ""));
        assert_eq!((one.one(MINUTES), one.minutes()), ("soon", None));
    }

    #[test]
    fn words_stand_in_the_language_they_were_written_in() {
        let one = sheet(&[("written", "en"), ("title", "Rust"), ("title.also", "锈")]);
        assert_eq!(one.title(), Text::zh_en("锈", "Rust"));
        let dutch = sheet(&[("written", "nl"), ("title", "Roest")]);
        assert_eq!(dutch.title().find(Lang::En).unwrap().0.as_str(), "nl");
    }
}

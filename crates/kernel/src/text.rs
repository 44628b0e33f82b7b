use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Lang, LangTag};

/// How a translation came to be, and whether it may be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Written in this language by its author.
    #[default]
    Original,
    /// Translated by a machine, not yet read by a person.
    Machine,
    /// Translated and read by a person.
    Checked,
    /// The original changed after this translation was made.
    Stale,
}

/// One language's wording and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Translation {
    /// The words.
    pub value: String,
    /// Where they come from.
    pub status: Status,
}

/// Content in one or more languages. Serialises as `{"zh": "…", "en": {"value": "…", "status":
/// "machine"}}`; a bare string is [`Status::Original`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<LangTag, Translation>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Full { value: String, status: Status },
}

impl From<Written> for Translation {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(value) => Self { value, status: Status::Original },
            Written::Full { value, status } => Self { value, status },
        }
    }
}

impl From<Translation> for Written {
    fn from(Translation { value, status }: Translation) -> Self {
        match status {
            Status::Original => Self::Plain(value),
            _ => Self::Full { value, status },
        }
    }
}

impl Text {
    /// No words in any language.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Original words in one language.
    pub fn in_one(tag: impl Into<LangTag>, value: impl Into<String>) -> Self {
        Self::empty().with(tag, value)
    }

    /// Chinese and English, both original.
    pub fn zh_en(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::in_one(Lang::Zh, zh).with(Lang::En, en)
    }

    /// The same with original words in `tag`. Empty words are left out.
    #[must_use]
    pub fn with(self, tag: impl Into<LangTag>, value: impl Into<String>) -> Self {
        self.with_status(tag, value, Status::Original)
    }

    /// The same with words in `tag` of that status. Empty words are left out.
    #[must_use]
    pub fn with_status(
        mut self,
        tag: impl Into<LangTag>,
        value: impl Into<String>,
        status: Status,
    ) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(tag.into(), Translation { value, status });
        }
        self
    }

    /// The language that the others are translated from: the one that alone is original, else the first
    /// of `order` that is.
    pub fn source(&self, order: &[LangTag]) -> Option<&LangTag> {
        let original =
            |tag: &&LangTag| self.0.get(*tag).is_some_and(|words| words.status == Status::Original);
        let mut originals = self.0.keys().filter(original);
        match (originals.next(), originals.next()) {
            (only, None) => only,
            (first, Some(_)) => {
                let like = |wanted: &LangTag| {
                    self.0.keys().filter(original).find(|tag| tag.primary() == wanted.primary())
                };
                order.iter().find_map(like).or(first)
            }
        }
    }

    /// The text after somebody wrote `said` in those languages; no words take a language out. The one
    /// rule of statuses: when the original changes, translations that were not written anew with it are
    /// stale; words that a person writes in place of a translation are checked.
    #[must_use]
    pub fn revised(&self, order: &[LangTag], said: &[(LangTag, &str)]) -> Self {
        let source = self.source(order).cloned();
        // `zh` is written where `zh-hans` stands.
        let alike = |tag: &LangTag| {
            let there = self.0.keys().find(|there| there.primary() == tag.primary());
            there.unwrap_or(tag).clone()
        };
        let said: Vec<(LangTag, &str)> =
            said.iter().map(|(tag, words)| (alike(tag), *words)).collect();
        let same = |tag: &LangTag, words: &str| match self.0.get(tag) {
            Some(there) => there.value == words,
            None => words.is_empty(),
        };
        let changed: Vec<_> = said.iter().filter(|(tag, words)| !same(tag, words)).collect();
        let moved = changed.iter().any(|(tag, _)| Some(tag) == source.as_ref());
        let mut after = self.clone();
        if moved {
            for (tag, words) in &mut after.0 {
                if Some(tag) != source.as_ref() {
                    words.status = Status::Stale;
                }
            }
        }
        for (tag, words) in changed {
            let status = match self.0.get(tag).map(|there| there.status) {
                Some(Status::Original) => Status::Original,
                None if source.is_none() => Status::Original,
                _ => Status::Checked,
            };
            after.0.remove(tag);
            after = after.with_status(tag.clone(), *words, status);
        }
        after
    }

    /// The same without what a machine translated and nobody has read, unless there is nothing else.
    #[must_use]
    pub fn without_unchecked(&self) -> Self {
        let kept = |(_, words): &(&LangTag, &Translation)| words.status != Status::Machine;
        let read: BTreeMap<_, _> =
            self.0.iter().filter(kept).map(|(tag, words)| (tag.clone(), words.clone())).collect();
        if read.is_empty() { self.clone() } else { Self(read) }
    }

    /// True when there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|translation| translation.value.is_empty())
    }

    /// The words for a reader of `lang`: that language, else the other one of the interface, else
    /// whatever there is; empty when there is nothing.
    pub fn get(&self, lang: Lang) -> &str {
        self.find(lang).map_or("", |(_, translation)| &translation.value)
    }

    /// Like [`Text::get`], with the tag the words are really in.
    pub fn find(&self, lang: Lang) -> Option<(&LangTag, &Translation)> {
        let with = |primary: &str| self.0.iter().find(|(tag, _)| tag.primary() == primary);
        with(lang.code()).or_else(|| with(lang.other().code())).or_else(|| self.0.iter().next())
    }

    /// The words in exactly this language.
    pub fn exactly(&self, lang: Lang) -> Option<&Translation> {
        self.0.iter().find(|(tag, _)| tag.primary() == lang.code()).map(|(_, words)| words)
    }

    /// Every language's words, by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&LangTag, &Translation)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_nearest_language_there_is() {
        let text = Text::zh_en("开幕式", "Opening");
        assert_eq!(text.get(Lang::En), "Opening");
        let dutch = Text::in_one("nl".parse::<LangTag>().unwrap(), "Opening ceremonie");
        assert_eq!(dutch.get(Lang::Zh), "Opening ceremonie");
        assert_eq!(dutch.find(Lang::Zh).unwrap().0.as_str(), "nl");
        assert_eq!(Text::empty().get(Lang::Zh), "");
    }

    #[test]
    fn a_changed_original_leaves_translations_stale_that_were_not_written_with_it() {
        let (zh, en) = (LangTag::from(Lang::Zh), LangTag::from(Lang::En));
        let order = [zh.clone(), en.clone()];
        let text = Text::in_one(Lang::Zh, "厅").with_status(Lang::En, "Hall", Status::Checked);
        let status = |text: &Text| text.exactly(Lang::En).map(|words| words.status);
        assert_eq!(text.revised(&order, &[(zh.clone(), "厅"), (en.clone(), "Hall")]), text);
        let moved = text.revised(&order, &[(zh.clone(), "大厅"), (en.clone(), "Hall")]);
        assert_eq!(status(&moved), Some(Status::Stale));
        let mended = moved.revised(&order, &[(en.clone(), "Great hall")]);
        assert_eq!(status(&mended), Some(Status::Checked));
        let both = text.revised(&order, &[(zh.clone(), "大厅"), (en.clone(), "Great hall")]);
        assert_eq!(both, mended);
        assert_eq!(text.revised(&order, &[(en.clone(), "")]), Text::in_one(Lang::Zh, "厅"));
        // Where both are original, the edition's first language is what others are translated from.
        let two = Text::zh_en("厅", "Hall");
        assert_eq!(status(&two.revised(&order, &[(zh.clone(), "大厅")])), Some(Status::Stale));
        let other = two.revised(&order, &[(en.clone(), "Great hall")]);
        assert_eq!(other, Text::zh_en("厅", "Great hall"));
        let first = Text::empty().revised(&order, &[(zh, "厅"), (en, "Hall")]);
        assert_eq!(first, two);
    }

    #[test]
    fn only_a_status_worth_saying_is_written() {
        let text = Text::in_one(Lang::Zh, "厅").with_status(Lang::En, "Hall", Status::Machine);
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(json, r#"{"en":{"value":"Hall","status":"machine"},"zh":"厅"}"#);
        assert_eq!(serde_json::from_str::<Text>(&json).unwrap(), text);
    }
}

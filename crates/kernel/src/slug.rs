use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The readable part of an address: lower-case ASCII letters, digits and inner hyphens, 1 to 80.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text cannot stand in an address.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("\"{text}\" is not a slug: use 1 to 80 of a-z, 0-9 and inner hyphens")]
pub struct SlugError {
    text: String,
}

impl Slug {
    /// The longest slug, so that an address stays readable.
    pub const LENGTH_MAX: usize = 80;

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest slug to some words, or `None` when no ASCII letter or digit is in them.
    ///
    /// Words in other scripts are spelled out (for example as pinyin) by the caller first.
    pub fn from_words(words: &str) -> Option<Self> {
        let mut slug = String::new();
        for symbol in words.chars() {
            if slug.len() >= Self::LENGTH_MAX {
                break;
            }
            if symbol.is_ascii_alphanumeric() {
                slug.push(symbol.to_ascii_lowercase());
            } else if symbol != '\'' && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.trim_end_matches('-').parse().ok()
    }

    /// This slug with `-2`, `-3`, … at its end, cut to fit.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let tail = format!("-{number}");
        let keep = self.0.len().min(Self::LENGTH_MAX - tail.len());
        Self(format!("{}{tail}", self.0[..keep].trim_end_matches('-')))
    }
}

impl FromStr for Slug {
    type Err = SlugError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let ok = (1..=Self::LENGTH_MAX).contains(&text.len())
            && text.bytes().all(legal)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if ok { Ok(Self(text.to_owned())) } else { Err(SlugError { text: text.to_owned() }) }
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_become_a_slug() {
        let slug = |words| Slug::from_words(words).map(String::from);
        assert_eq!(slug("Rust: what's next?"), Some("rust-whats-next".to_owned()));
        assert_eq!(slug("  "), None);
    }

    proptest! {
        #[test]
        fn what_words_give_is_always_legal(words in ".{0,200}", number in 2usize..99_999) {
            if let Some(slug) = Slug::from_words(&words) {
                prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
                prop_assert!(slug.numbered(number).as_str().parse::<Slug>().is_ok());
            }
        }
    }
}

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the interface. Content may be in any [`LangTag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, first on screen.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Every language of the interface, first choice first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The tag in addresses and in content: `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The tag for `lang` attributes and `hreflang` (BCP 47).
    pub const fn html(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The language with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language of content by its tag in lower case (BCP 47), for example `zh`, `en`, `pt-br`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LangTag(String);

/// The text is not a language tag.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("\"{text}\" is not a language tag such as zh, en or pt-BR")]
pub struct LangTagError {
    text: String,
}

impl LangTag {
    /// The tag, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language before the first hyphen: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl From<Lang> for LangTag {
    fn from(lang: Lang) -> Self {
        Self(lang.code().to_owned())
    }
}

impl FromStr for LangTag {
    type Err = LangTagError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let ok = (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
            && text.len() <= 35;
        if ok {
            Ok(Self(text.to_ascii_lowercase().replace('_', "-")))
        } else {
            Err(LangTagError { text: text.to_owned() })
        }
    }
}

impl TryFrom<String> for LangTag {
    type Error = LangTagError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<LangTag> for String {
    fn from(tag: LangTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_kept_in_lower_case_and_nonsense_is_refused() {
        assert_eq!("zh_Hans-CN".parse::<LangTag>().unwrap().as_str(), "zh-hans-cn");
        for bad in ["", "e", "english", "en-", "中文", "en en"] {
            assert!(bad.parse::<LangTag>().is_err(), "{bad}");
        }
    }
}

//! The words of the interface in both languages, one typed function a message.
//!
//! Each slice keeps its own `words.zh.ftl` and `words.en.ftl` (Project Fluent syntax); `build.rs`
//! reads them all and refuses a message that is missing in one language or takes other arguments
//! there. Content written by organisers is [`kernel::Text`] and never comes through here.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::Lang;

/// The words for readers of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
}

/// What a message may be given: a number (which picks the plural) or words.
pub struct Argument(FluentValue<'static>);

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self(FluentValue::from(number))
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self(FluentValue::from(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

// Templates hand over references.
impl From<&i64> for Argument {
    fn from(number: &i64) -> Self {
        (*number).into()
    }
}

impl From<&usize> for Argument {
    fn from(number: &usize) -> Self {
        (*number).into()
    }
}

impl From<&str> for Argument {
    fn from(words: &str) -> Self {
        Self(FluentValue::from(words.to_owned()))
    }
}

impl From<String> for Argument {
    fn from(words: String) -> Self {
        Self(FluentValue::from(words))
    }
}

impl Words {
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    pub const fn lang(self) -> Lang {
        self.lang
    }

    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn format<const N: usize>(self, key: &str, arguments: [(&'static str, Argument); N]) -> String {
        let bundle = match self.lang {
            Lang::Zh => &BUNDLES.0,
            Lang::En => &BUNDLES.1,
        };
        let mut given = FluentArgs::with_capacity(N);
        for (name, Argument(value)) in arguments {
            given.set(name, value);
        }
        let pattern = bundle
            .get_message(key)
            .and_then(|message| message.value())
            .expect("build.rs made this function from that message");
        bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<(Bundle, Bundle)> =
    LazyLock::new(|| (bundle(Lang::Zh, ZH), bundle(Lang::En, EN)));

fn bundle(lang: Lang, sources: &[&str]) -> Bundle {
    let language = lang.code().parse().expect("zh and en are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would be copied along with a phone number or an address.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource =
            FluentResource::try_new((*source).to_owned()).expect("build.rs has parsed these words");
        bundle.add_resource(resource).expect("build.rs refuses a key that is there twice");
    }
    bundle
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_picks_its_plural_and_no_marks_surround_it() {
        let en = Words::of(Lang::En);
        assert_eq!(en.words_activities(1_i64), "1 activity");
        assert_eq!(en.words_activities(2_i64), "2 activities");
        assert_eq!(Words::of(Lang::Zh).words_activities(2_i64), "2 项活动");
    }
}

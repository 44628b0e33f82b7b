//! Words of a file as content: their language, and the addresses made from them.

use std::collections::BTreeMap;

use formats::Schedule;
use kernel::{Lang, LangTag, Status, Text};

pub(super) use crate::programme::address::{slug, untaken};
use crate::programme::model::Programme;

/// The language most events say they are in; else the edition's own; else that of the script.
pub(super) fn main_language(schedule: &Schedule, programme: &Programme) -> LangTag {
    let mut counts: BTreeMap<&LangTag, usize> = BTreeMap::new();
    for tag in schedule.events.iter().filter_map(|event| event.language.as_ref()) {
        *counts.entry(tag).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count).map(|(tag, _)| (*tag).clone());
    let own = || programme.edition.languages.first().cloned();
    most.or_else(own).unwrap_or_else(|| by_script(schedule))
}

/// Every language that events say they are in, the most frequent first.
pub(super) fn languages(schedule: &Schedule) -> Vec<LangTag> {
    let mut counts: BTreeMap<&LangTag, usize> = BTreeMap::new();
    for tag in schedule.events.iter().filter_map(|event| event.language.as_ref()) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut tags: Vec<LangTag> = tags.into_iter().map(|(tag, _)| tag.clone()).collect();
    if tags.is_empty() {
        tags.push(by_script(schedule));
    }
    tags
}

fn by_script(schedule: &Schedule) -> LangTag {
    let han = |title: &String| title.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    let titles = schedule.events.iter().map(|event| &event.title);
    let chinese = titles.clone().filter(|title| han(title)).count() * 2 > titles.count();
    if chinese || han(&schedule.conference.title) { Lang::Zh.into() } else { Lang::En.into() }
}

/// The text after a file has said `said` in the language `tag`.
///
/// Words that are there in any language stay as they are, so that an export in one of two languages
/// takes nothing from the other. New words replace those of the language that goes out; the other
/// translations then are stale.
pub(super) fn updated(before: &Text, said: &str, tag: &LangTag, out: Lang) -> Text {
    let mut translations = before.iter();
    match (translations.next(), translations.next()) {
        _ if said.is_empty() => Text::empty(),
        (None, _) => Text::in_one(tag.clone(), said),
        (Some((_, only)), None) if only.value == said => before.clone(),
        (Some(_), None) => Text::in_one(tag.clone(), said),
        _ if before.iter().any(|(_, words)| same_words(&words.value, said)) => before.clone(),
        _ => {
            let target = before.find(out).map_or(tag, |(tag, _)| tag).clone();
            let stale = before.iter().fold(Text::empty(), |text, (tag, words)| {
                text.with_status(tag.clone(), words.value.clone(), Status::Stale)
            });
            stale.with(target, said)
        }
    }
}

/// Like [`updated`], for what a file may not know: no words change nothing.
pub(super) fn added(before: &Text, said: &str, tag: &LangTag, out: Lang) -> Text {
    if said.is_empty() { before.clone() } else { updated(before, said, tag, out) }
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_ascii_whitespace().eq(other.split_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_words_leave_other_translations_stale_and_known_words_leave_them_alone() {
        let both = Text::zh_en("开幕", "Opening");
        let zh: LangTag = Lang::Zh.into();
        assert_eq!(updated(&both, "开幕", &zh, Lang::Zh), both);
        assert_eq!(updated(&both, "Opening", &zh, Lang::Zh), both);
        let changed = updated(&both, "开幕式", &zh, Lang::Zh);
        assert_eq!(changed.get(Lang::Zh), "开幕式");
        assert_eq!(changed.exactly(Lang::En).unwrap().status, Status::Stale);
        assert_eq!(added(&both, "", &zh, Lang::Zh), both);
        assert!(updated(&both, "", &zh, Lang::Zh).is_empty());
    }
}

//! Looking into a JSON document without asking too much of it.

use crate::schedule_json::tree::{Kind, Value};

type Entry<'v, 'a> = &'v Value<'a>;

/// The value of a key; `None` when it is absent, null, or this is no object.
pub(super) fn get<'v, 'a>(value: Entry<'v, 'a>, key: &str) -> Option<Entry<'v, 'a>> {
    let Kind::Object(entries) = &value.kind else { return None };
    let found = entries.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    found.filter(|value| !matches!(value.kind, Kind::Null))
}

pub(super) fn has(value: &Value<'_>, key: &str) -> bool {
    get(value, key).is_some()
}

/// The first of several keys that is there.
pub(super) fn any<'v, 'a>(value: Entry<'v, 'a>, keys: &[&str]) -> Option<Entry<'v, 'a>> {
    keys.iter().find_map(|key| get(value, key))
}

/// The items of a list; none of anything else.
pub(super) fn items<'v, 'a>(value: Option<Entry<'v, 'a>>) -> &'v [Value<'a>] {
    match value.map(|value| &value.kind) {
        Some(Kind::List(items)) => items,
        _ => &[],
    }
}

/// The words of a value: of a text, a number, or of a text in several languages the first there is;
/// of anything that has a name, its name.
pub(super) fn words(value: Option<Entry<'_, '_>>) -> String {
    let Some(value) = value else { return String::new() };
    match &value.kind {
        Kind::Text(text) => text.trim().to_owned(),
        Kind::Number(number) => (*number).to_owned(),
        Kind::Bool(true) => "yes".to_owned(),
        Kind::Bool(false) => "no".to_owned(),
        Kind::Object(_) => {
            let named = any(value, &["en", "zh-hans", "zh", "de", "fr", "name", "title", "label"]);
            words(named)
        }
        Kind::List(items) => {
            let all: Vec<String> = items.iter().map(|one| words(Some(one))).collect();
            all.join(", ")
        }
        Kind::Null => String::new(),
    }
}

pub(super) fn said(value: &Value<'_>, key: &str) -> String {
    words(get(value, key))
}

/// Minutes: a number, or `01:30`.
pub(super) fn minutes(text: &str) -> Option<i64> {
    let found = match text.split_once(':') {
        Some((hours, rest)) => {
            let minutes: i64 = rest.split(':').next()?.parse().ok()?;
            hours.parse::<i64>().ok()? * 60 + minutes
        }
        None => text.trim_end_matches(".0").parse().ok()?,
    };
    (1..=2 * 24 * 60).contains(&found).then_some(found)
}

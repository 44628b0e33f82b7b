//! The form of a call: its fields, designed by whoever runs it.

use kernel::{Lang, Slug, Text};
use serde::{Deserialize, Serialize};

/// One question that a call asks beyond title, text and the like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Names it in stored answers; it stays when the words change.
    pub key: Slug,
    pub label: Text,
    /// One or two sentences under the label.
    #[serde(default)]
    pub hint: Text,
    pub sort: Sort,
    #[serde(default)]
    pub required: bool,
    /// Asked once in the language of the proposal and once more in the other.
    #[serde(default)]
    pub per_language: bool,
    /// What is offered, for choices alone.
    #[serde(default)]
    pub options: Vec<Offer>,
    /// Only when another field, which comes before, has this value.
    #[serde(default)]
    pub shown_when: Option<When>,
}

/// What is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    ShortText,
    LongText,
    /// One of the options.
    Choice,
    /// Some of the options.
    Choices,
    /// A whole number.
    Number,
    Url,
    Email,
    File,
    YesNo,
    /// Employers, funders and others in whose interest somebody may speak; one a line. Reviewers
    /// with the same interest are kept away.
    Interests,
}

impl Sort {
    pub const ALL: [Self; 10] = [
        Self::ShortText,
        Self::LongText,
        Self::Choice,
        Self::Choices,
        Self::Number,
        Self::Url,
        Self::Email,
        Self::File,
        Self::YesNo,
        Self::Interests,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::ShortText => "short_text",
            Self::LongText => "long_text",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Number => "number",
            Self::Url => "url",
            Self::Email => "email",
            Self::File => "file",
            Self::YesNo => "yes_no",
            Self::Interests => "interests",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }

    pub const fn offers(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Words that may be said in two languages.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::ShortText | Self::LongText)
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub key: Slug,
    pub label: Text,
}

/// A condition under which a field is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub field: Slug,
    /// The key of an option, or `yes`.
    pub value: String,
}

/// A form longer than this is not filled in.
pub const FIELDS_MAX: usize = 40;
/// More than this is a search, not a choice.
pub const OFFERS_MAX: usize = 60;

/// Where a field may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
}

/// Why a form is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A field without words.
    NoLabel,
    /// A choice needs two options or more, each once.
    TooFewOffers,
    TooManyOffers,
    /// The condition names no field before this one, or a value it cannot have.
    NoSuchCondition,
    TooManyFields,
    NoSort,
}

/// Options as a form writes them: one a line, Chinese and English on either side of a bar. Keys that
/// were there before stay with their words, so that answers keep their meaning.
pub fn offers_from(text: &str, before: &[Offer]) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let label = two_languages(line);
        let known = before.iter().find(|old| old.label == label).map(|old| old.key.clone());
        let key = known.unwrap_or_else(|| {
            fresh_key(&label, |key| offers.iter().chain(before).any(|one| one.key == *key))
        });
        offers.push(Offer { key, label });
    }
    offers
}

/// The same for people to edit.
pub fn offers_text(offers: &[Offer]) -> String {
    let line = |offer: &Offer| {
        let said =
            Lang::ALL.map(|lang| offer.label.exactly(lang).map(|words| words.value.as_str()));
        said.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    offers.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Words in one language or, with a bar between, in two: Chinese first.
fn two_languages(line: &str) -> Text {
    match line.split_once('|') {
        Some((zh, en)) => Text::zh_en(zh.trim(), en.trim()),
        None if is_han(line) => Text::in_one(Lang::Zh, line),
        None => Text::in_one(Lang::En, line),
    }
}

fn is_han(text: &str) -> bool {
    text.chars().any(|sign| ('\u{3400}'..='\u{9fff}').contains(&sign))
}

/// A key that is not taken, near the words where they have Latin letters.
pub fn fresh_key(label: &Text, taken: impl Fn(&Slug) -> bool) -> Slug {
    let base = Slug::from_words(label.get(Lang::En)).unwrap_or_else(first_key);
    let numbered = (2..).map(|number| base.numbered(number));
    std::iter::once(base.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(base)
}

fn first_key() -> Slug {
    "answer".parse().expect("a word is a slug")
}

/// What is wrong with the form as a whole, by the field's position.
pub fn flaw(fields: &[Field]) -> Option<(usize, Flaw)> {
    if fields.len() > FIELDS_MAX {
        return Some((FIELDS_MAX, Flaw::TooManyFields));
    }
    fields
        .iter()
        .enumerate()
        .find_map(|(at, field)| flaw_of(field, &fields[..at]).map(|flaw| (at, flaw)))
}

fn flaw_of(field: &Field, before: &[Field]) -> Option<Flaw> {
    if field.label.is_empty() {
        return Some(Flaw::NoLabel);
    }
    if field.sort.offers() && field.options.len() < 2 {
        return Some(Flaw::TooFewOffers);
    }
    if field.options.len() > OFFERS_MAX {
        return Some(Flaw::TooManyOffers);
    }
    let When { field: named, value } = field.shown_when.as_ref()?;
    let found = before.iter().find(|other| other.key == *named);
    (!found.is_some_and(|other| may_be(other, value))).then_some(Flaw::NoSuchCondition)
}

fn may_be(field: &Field, value: &str) -> bool {
    match field.sort {
        Sort::YesNo => value == "yes",
        Sort::Choice | Sort::Choices => field.options.iter().any(|one| one.key.as_str() == value),
        _ => false,
    }
}

/// The fields with one moved; as they are when it is not there or at the end already.
pub fn moved(mut fields: Vec<Field>, key: &Slug, to: Move) -> Vec<Field> {
    let Some(at) = fields.iter().position(|field| field.key == *key) else { return fields };
    let other = match to {
        Move::Up => at.checked_sub(1),
        Move::Down => Some(at + 1).filter(|next| *next < fields.len()),
    };
    if let Some(other) = other {
        fields.swap(at, other);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str, sort: Sort) -> Field {
        Field {
            key: key.parse().unwrap(),
            label: Text::in_one(Lang::En, key),
            hint: Text::empty(),
            sort,
            required: false,
            per_language: false,
            options: Vec::new(),
            shown_when: None,
        }
    }

    #[test]
    fn options_keep_their_keys_when_others_come_and_go() {
        let first = offers_from("初级 | Beginner\n高级 | Advanced\n仅中文", &[]);
        let keys = |offers: &[Offer]| -> Vec<String> {
            offers.iter().map(|offer| offer.key.to_string()).collect()
        };
        assert_eq!(keys(&first), ["beginner", "advanced", "answer"]);
        assert_eq!(offers_text(&first), "初级 | Beginner\n高级 | Advanced\n仅中文");
        let then = offers_from("高级 | Advanced\n也仅中文\n仅中文", &first);
        assert_eq!(keys(&then), ["advanced", "answer-2", "answer"]);
    }

    #[test]
    fn a_condition_names_a_field_that_comes_before_and_a_value_it_can_have() {
        let ask = field("hardware", Sort::YesNo);
        let mut which = field("which", Sort::LongText);
        let when = |value: &str| When { field: ask.key.clone(), value: value.to_owned() };
        which.shown_when = Some(when("yes"));
        assert_eq!(flaw(&[ask.clone(), which.clone()]), None);
        assert_eq!(flaw(&[which.clone(), ask.clone()]), Some((0, Flaw::NoSuchCondition)));
        which.shown_when = Some(when("maybe"));
        assert_eq!(flaw(&[ask.clone(), which]), Some((1, Flaw::NoSuchCondition)));
        assert_eq!(flaw(&[ask, field("one", Sort::Choice)]), Some((1, Flaw::TooFewOffers)));
    }

    #[test]
    fn a_field_moves_within_its_form_and_no_further() {
        let fields = vec![field("a", Sort::Url), field("b", Sort::Url), field("c", Sort::Url)];
        let keys = |fields: Vec<Field>| -> String {
            fields.iter().map(|field| field.key.as_str()).collect()
        };
        let at = |key: &str, to| keys(moved(fields.clone(), &key.parse().unwrap(), to));
        assert_eq!([at("b", Move::Up), at("b", Move::Down)], ["bac", "acb"]);
        assert_eq!([at("a", Move::Up), at("c", Move::Down), at("x", Move::Up)], ["abc"; 3]);
    }
}

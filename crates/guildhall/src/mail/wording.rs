//! What an edition says in its own words: templates with named places to fill in.
//!
//! A template is plain text in which `{word}` stands for something of the letter. Which words there
//! are, a [`Sort`] says; a template with others is refused when it is written, so that every letter
//! can be filled. There is no logic in it: nobody must learn a language to write a letter.

use kernel::{Lang, Timestamp, Uuid};
use store::{Fault, Tx};

use crate::ctx::Ctx;

store::statements! {
    WORDING_OF = "select lang, subject, body, version, changed_at from letter_wording
        where edition_id = $1 and kind = $2 order by lang";
    WORDING_IN = "select lang, subject, body, version, changed_at from letter_wording
        where edition_id = $1 and kind = $2 and lang = $3";
    WORDINGS = "select kind, lang from letter_wording where edition_id = $1 order by kind, lang";
    WORDING_INSERT = "insert into letter_wording
            (edition_id, kind, lang, subject, body, version, changed_by, changed_at)
        values ($1, $2, $3, $4, $5, 1, $6, $7) on conflict (edition_id, kind, lang) do nothing";
    WORDING_CHANGE = "update letter_wording
        set subject = $4, body = $5, version = version + 1, changed_by = $6, changed_at = $7
        where edition_id = $1 and kind = $2 and lang = $3 and version = $8";
    WORDING_REMOVE = "delete from letter_wording
        where edition_id = $1 and kind = $2 and lang = $3 and version = $4";
}

/// Letters whose words an edition may set.
#[derive(Clone, Copy)]
pub struct Sort {
    pub kind: &'static str,
    pub fields: &'static [Field],
    /// The house's words, its fields in braces.
    pub house: fn(Lang) -> Wording,
}

/// A place to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    /// A letter without it would be of no use.
    pub needed: bool,
}

/// What a letter says, or a template of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pub subject: String,
    pub text: String,
}

/// An edition's own words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub lang: String,
    pub subject: String,
    pub body: String,
    pub version: i64,
    pub changed_at: Timestamp,
}

store::row!(Own { lang, subject, body, version, changed_at });

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    Empty,
    TooLong,
    /// It names something that these letters do not have.
    Unknown(String),
    /// It lacks what the letter is for.
    Lacks(&'static str),
}

/// A subject is one line, and mail programs show its beginning.
pub const SUBJECT_LENGTH_MAX: usize = 150;
/// Nobody reads more.
pub const TEXT_LENGTH_MAX: usize = 10_000;
/// A longer run between braces is no name of a field.
const NAME_LENGTH_MAX: usize = 40;

impl Sort {
    /// What is wrong with a subject; fields may stand in it and none must.
    pub fn flaw_in_subject(&self, subject: &str) -> Option<Flaw> {
        self.flaw(subject, SUBJECT_LENGTH_MAX)
    }

    pub fn flaw_in_text(&self, text: &str) -> Option<Flaw> {
        let lacks = |field: &&Field| {
            field.needed && !pieces(text).any(|one| one == Piece::Field(field.name))
        };
        self.flaw(text, TEXT_LENGTH_MAX)
            .or_else(|| self.fields.iter().find(lacks).map(|field| Flaw::Lacks(field.name)))
    }

    fn flaw(&self, text: &str, length_max: usize) -> Option<Flaw> {
        if text.trim().is_empty() {
            return Some(Flaw::Empty);
        }
        if text.chars().count() > length_max {
            return Some(Flaw::TooLong);
        }
        pieces(text).find_map(|piece| match piece {
            Piece::Field(name) if !self.fields.iter().any(|field| field.name == name) => {
                Some(Flaw::Unknown(name.to_owned()))
            }
            _ => None,
        })
    }
}

/// The words for one letter: the edition's own when it has some, else the house's, filled in.
pub fn said(
    tx: &mut Tx<'_>,
    (edition, sort): (Uuid, &Sort),
    lang: Lang,
    values: &[(&str, &str)],
) -> Result<Wording, Fault> {
    let own: Option<Own> = tx.find(WORDING_IN, (edition, sort.kind, lang.code()))?;
    let template = own
        .map(|own| Wording { subject: own.subject, text: own.body })
        .unwrap_or_else(|| (sort.house)(lang));
    Ok(template.filled(values))
}

impl Wording {
    /// The template with its fields filled in; a value's own braces are left alone.
    #[must_use]
    pub fn filled(&self, values: &[(&str, &str)]) -> Self {
        let subject = fill(&self.subject, values).replace(['\r', '\n'], " ");
        Self { subject, text: fill(&self.text, values) }
    }
}

fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, it)| *it);
    pieces(template)
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Field(name) => value(name).unwrap_or_default(),
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece<'t> {
    Words(&'t str),
    Field(&'t str),
}

/// The words of a template and what stands in braces between them, in order.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = field_at_start(rest) {
            rest = after;
            return Some(Piece::Field(name));
        }
        let later = |from: &usize| field_at_start(&rest[*from..]).is_some();
        let braces = rest.char_indices().skip(1).filter(|(_, symbol)| *symbol == '{');
        let end = braces.map(|(at, _)| at).find(later).unwrap_or(rest.len());
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Words(words))
    })
}

fn field_at_start(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.trim().is_empty()
        && name.chars().count() <= NAME_LENGTH_MAX
        && !name.contains(['{', '\n']);
    is_name.then_some((name.trim(), after))
}

/// An edition's own words for a kind, in the languages that have some.
pub fn own(tx: &mut Tx<'_>, edition: Uuid, kind: &str) -> Result<Vec<Own>, Fault> {
    tx.all(WORDING_OF, (edition, kind))
}

/// Kinds and languages of which an edition has words of its own.
pub fn own_kinds(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<(String, String)>, Fault> {
    tx.all(WORDINGS, (edition,))
}

/// Sets an edition's words; false when somebody else has changed them since `version` was read, which
/// is 0 for words that were the house's.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, kind, lang): (Uuid, &str, Lang),
    wording: &Wording,
    version: i64,
) -> Result<bool, Fault> {
    let (by, now) = (ctx.actor.account(), ctx.now());
    let (subject, text) = (wording.subject.as_str(), wording.text.as_str());
    let row = (edition, kind, lang.code(), subject, text, by, now);
    let changed = match version {
        0 => tx.run(WORDING_INSERT, row)?,
        _ => {
            tx.run(WORDING_CHANGE, (edition, kind, lang.code(), subject, text, by, now, version))?
        }
    };
    Ok(changed == 1)
}

/// Back to the house's words; false when somebody else has changed them.
pub fn reset(
    tx: &mut Tx<'_>,
    (edition, kind, lang): (Uuid, &str, Lang),
    version: i64,
) -> Result<bool, Fault> {
    Ok(tx.run(WORDING_REMOVE, (edition, kind, lang.code(), version))? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SORT: Sort = Sort {
        kind: "sample",
        fields: &[Field { name: "name", needed: false }, Field { name: "link", needed: true }],
        house: |_| Wording::default(),
    };

    #[test]
    fn a_template_is_filled_by_name_and_other_braces_stay() {
        let of = |text: &str| Wording { subject: String::new(), text: text.to_owned() };
        let filled = |text| of(text).filled(&[("name", "林 {link}"), ("link", "L")]).text;
        assert_eq!(filled("您好，{name}：{ link }"), "您好，林 {link}：L");
        assert_eq!(filled("fn main() {}\n{\n}"), "fn main() {}\n{\n}");
        assert_eq!(filled("{{name}}"), "{林 {link}}");
        assert_eq!(filled("{name"), "{name");
    }

    #[test]
    fn a_template_names_only_what_there_is_and_all_that_is_needed() {
        assert_eq!(SORT.flaw_in_text("{name} {link}"), None);
        assert_eq!(SORT.flaw_in_text("{nmae} {link}"), Some(Flaw::Unknown("nmae".into())));
        assert_eq!(SORT.flaw_in_text("{姓名} {link}"), Some(Flaw::Unknown("姓名".into())));
        assert_eq!(SORT.flaw_in_text("{name}"), Some(Flaw::Lacks("link")));
        assert_eq!(SORT.flaw_in_text(" \n"), Some(Flaw::Empty));
        assert_eq!(SORT.flaw_in_text(&"长".repeat(TEXT_LENGTH_MAX + 1)), Some(Flaw::TooLong));
        assert_eq!(SORT.flaw_in_subject("{name}"), None);
        assert_eq!(SORT.flaw_in_subject("{other}"), Some(Flaw::Unknown("other".into())));
    }

    #[test]
    fn a_subject_is_one_line_whatever_is_filled_in() {
        let template = Wording { subject: "{name}".into(), text: String::new() };
        assert_eq!(template.filled(&[("name", "a\r\nBcc: b")]).subject, "a  Bcc: b");
    }
}

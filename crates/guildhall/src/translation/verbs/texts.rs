//! Texts of a draft, written in one language after the other.

use std::collections::BTreeSet;

use kernel::{LangTag, Status, Text};
use serde_json::json;
use store::{Fault, Tx};

use crate::access::{Can, RunHost, Scope, Translate};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::journal::Fact;
use crate::programme::model::Programme;
use crate::programme::pen::{self, Edit, Hand, Stroke};
use crate::programme::texts::{Key, Thing, visit};
use crate::translation::refusal::{Unwilling, WORDS_LENGTH_MAX};
use crate::translation::work::{Whose, in_tongue};

/// Whose texts may be written: those of the edition, or a host's own.
#[derive(Clone, Copy, Debug)]
pub enum May {
    All(Can<Translate>),
    Own(Can<RunHost>),
}

impl May {
    pub fn edition(self) -> EditionId {
        let uuid = self.scope().edition_uuid();
        EditionId::from_uuid(uuid.expect("both permissions lie in an edition"))
    }

    pub fn whose(self) -> Whose {
        match self {
            Self::All(_) => Whose::Everybodys,
            Self::Own(can) => Whose::Of(can.host::<Host>()),
        }
    }

    fn scope(self) -> Scope {
        match self {
            Self::All(can) => can.scope(),
            Self::Own(can) => can.scope(),
        }
    }
}

/// Who wrote the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Person,
    Machine,
}

/// What is written where.
#[derive(Clone, Debug)]
pub struct Wish {
    pub key: Key,
    pub tongue: LangTag,
    pub words: String,
    pub by: By,
    /// What the form showed of the text.
    pub seen: String,
}

/// What a form showed of a text, as a short word.
pub fn seen_of(text: &Text) -> String {
    crate::desk::seen(&json!(text))
}

/// What is there of a text now, as a form would show it.
pub fn seen(tx: &mut Tx<'_>, may: May, key: &Key) -> Result<String, Error<Unwilling>> {
    let mut programme = pen::open(tx, may.edition())?.ok_or(Error::Missing)?;
    let mut seen = Err(Error::Missing);
    change(&mut programme, may, &BTreeSet::from([key.clone()]), &mut |text| {
        seen = Ok(seen_of(text));
    });
    seen
}

/// Writes a text in one language. What others wrote meanwhile is not written over.
pub fn put(tx: &mut Tx<'_>, ctx: &Ctx, may: May, wish: &Wish) -> Result<(), Error<Unwilling>> {
    let words = wish.words.trim();
    if words.chars().count() > WORDS_LENGTH_MAX {
        return Err(Error::Refused(Unwilling::NoWords));
    }
    let mut programme = pen::open(tx, may.edition())?.ok_or(Error::Missing)?;
    let order = programme.edition.languages.clone();
    let mut outcome = Err(Error::Missing);
    change(&mut programme, may, &BTreeSet::from([wish.key.clone()]), &mut |text| {
        outcome = written(text, &order, wish, words);
    });
    if outcome? {
        let kind = match wish.by {
            By::Person => "translation.written",
            By::Machine => "translation.drafted_by_machine",
        };
        let fact = Fact::new(kind, may.edition()).with("texts", [wish.key.to_string()]);
        write(tx, ctx, may, (&programme, &BTreeSet::from([wish.key.clone()])), fact)?;
    }
    Ok(())
}

/// True when the text is another then.
fn written(
    text: &mut Text,
    order: &[LangTag],
    wish: &Wish,
    words: &str,
) -> Result<bool, Error<Unwilling>> {
    let refused = |why| Err(Error::Refused(why));
    if seen_of(text) != wish.seen {
        return refused(Unwilling::Changed);
    }
    let source = text.source(order).cloned();
    let is_source = source.is_some_and(|tag| tag.primary() == wish.tongue.primary());
    if words.is_empty() && (is_source || wish.by == By::Machine) {
        return refused(Unwilling::NoWords);
    }
    let tag = in_tongue(text, &wish.tongue).map_or(&wish.tongue, |(tag, _)| tag).clone();
    let after = match wish.by {
        By::Machine => text.clone().with_status(tag, words, Status::Machine),
        // A translation that is saved as it stands was read.
        By::Person => read(&text.revised(order, &[(tag.clone(), words)]), &tag),
    };
    let differs = after != *text;
    *text = after;
    Ok(differs)
}

/// The same, with what is there in that language read by a person.
fn read(text: &Text, tag: &LangTag) -> Text {
    match text.iter().find(|(there, _)| *there == tag) {
        Some((_, words)) if words.status != Status::Original => {
            text.clone().with_status(tag.clone(), words.value.clone(), Status::Checked)
        }
        _ => text.clone(),
    }
}

/// Marks translations as read, as they stand; answers how many there were.
pub fn check(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: May,
    tongue: &LangTag,
    keys: &BTreeSet<Key>,
) -> Result<usize, Error<Unwilling>> {
    if keys.is_empty() {
        return Err(Error::Refused(Unwilling::NothingTicked));
    }
    let mut programme = pen::open(tx, may.edition())?.ok_or(Error::Missing)?;
    let mut checked = 0;
    change(&mut programme, may, keys, &mut |text| {
        let tag = in_tongue(text, tongue).map(|(tag, _)| tag.clone());
        if let Some(tag) = tag {
            let after = read(text, &tag);
            checked += usize::from(after != *text);
            *text = after;
        }
    });
    if checked > 0 {
        let named: Vec<String> = keys.iter().map(Key::to_string).collect();
        let fact = Fact::new("translation.checked", may.edition()).with("texts", named);
        write(tx, ctx, may, (&programme, keys), fact)?;
    }
    Ok(checked)
}

/// Goes through the texts of that name which may be written.
fn change(
    programme: &mut Programme,
    may: May,
    keys: &BTreeSet<Key>,
    each: &mut dyn FnMut(&mut Text),
) {
    let whose = may.whose();
    visit(programme, &mut |place, text| {
        let ours = match whose {
            Whose::Everybodys => true,
            Whose::Of(host) => place.owner == Some(host),
        };
        if ours && keys.contains(&place.key) {
            each(text);
        }
    });
}

/// Thing by thing where it is one of many; what an edition has few of goes with the whole draft.
fn write(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: May,
    (programme, keys): (&Programme, &BTreeSet<Key>),
    fact: Fact,
) -> Result<(), Fault> {
    let hand = match may {
        May::All(can) => Hand::of(can),
        May::Own(can) => Hand::of(can),
    };
    let single = |key: &Key| matches!(key.thing, Thing::Activity | Thing::Host | Thing::Person);
    let named = |thing: Thing, slug: &kernel::Slug| {
        keys.iter().any(|key| key.thing == thing && key.slug == slug.as_str())
    };
    let strokes = match keys.iter().all(single) {
        false => vec![Stroke::Whole(programme)],
        true => {
            let activities = programme.activities.iter();
            let activities = activities.filter(|one| named(Thing::Activity, &one.slug));
            let hosts = programme.hosts.iter().filter(|one| named(Thing::Host, &one.slug));
            let people = programme.people.iter().filter(|one| named(Thing::Person, &one.slug));
            let activities = activities.map(Stroke::Activity);
            activities.chain(hosts.map(Stroke::Host)).chain(people.map(Stroke::Person)).collect()
        }
    };
    pen::write(tx, ctx, hand, Edit::elsewhere(fact, strokes)).map(drop)
}

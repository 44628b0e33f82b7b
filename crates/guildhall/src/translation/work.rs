//! What there is to translate, found in a draft: pure.

use std::collections::BTreeMap;

use kernel::{LangTag, Status, Text};

use crate::hosts::model::HostId;
use crate::programme::model::Programme;
use crate::programme::texts::{Key, visit};

/// What a text needs in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    Missing,
    Stale,
    Machine,
    Checked,
    /// It is what the others are translated from, or was written beside it.
    Original,
}

impl Need {
    pub const ALL: [Self; 5] =
        [Self::Missing, Self::Stale, Self::Machine, Self::Checked, Self::Original];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Machine => "machine",
            Self::Checked => "checked",
            Self::Original => "original",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.word() == word)
    }

    /// True for what somebody must still do.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Missing | Self::Stale | Self::Machine)
    }

    pub fn of(text: &Text, tongue: &LangTag) -> Self {
        match in_tongue(text, tongue).map(|(_, words)| words.status) {
            None => Self::Missing,
            Some(Status::Stale) => Self::Stale,
            Some(Status::Machine) => Self::Machine,
            Some(Status::Checked) => Self::Checked,
            Some(Status::Original) => Self::Original,
        }
    }
}

/// The words of a text in that language, under the tag they have.
pub fn in_tongue<'t>(
    text: &'t Text,
    tongue: &LangTag,
) -> Option<(&'t LangTag, &'t kernel::Translation)> {
    text.iter().find(|(tag, _)| tag.primary() == tongue.primary())
}

/// Which texts somebody may see here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Everybodys,
    Of(HostId),
}

/// One text with what it needs in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub key: Key,
    pub of: Text,
    pub owner: Option<HostId>,
    pub text: Text,
    pub need: Need,
}

/// Every text that says anything, in the order of the programme.
pub fn lines(programme: &Programme, tongue: &LangTag, whose: Whose) -> Vec<Line> {
    let mut lines = Vec::new();
    // Looking asks for a programme that could be changed; it is not.
    let mut programme = programme.clone();
    visit(&mut programme, &mut |place, text| {
        let ours = match whose {
            Whose::Everybodys => true,
            Whose::Of(host) => place.owner == Some(host),
        };
        if ours && !text.is_empty() {
            lines.push(Line {
                key: place.key.clone(),
                of: place.of.clone(),
                owner: place.owner,
                need: Need::of(text, tongue),
                text: text.clone(),
            });
        }
    });
    lines
}

/// How many texts need what.
pub fn counts(lines: &[Line]) -> BTreeMap<Need, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line.need).or_default() += 1;
    }
    counts
}

/// The next text after `key` that needs work, round to the beginning.
pub fn next<'l>(lines: &'l [Line], key: &Key) -> Option<&'l Line> {
    let at = lines.iter().position(|line| line.key == *key).map_or(0, |at| at + 1);
    let (before, after) = lines.split_at(at.min(lines.len()));
    let mut round = after.iter().chain(before);
    round.find(|line| line.need.is_work() && line.key != *key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::fixture;
    use kernel::Lang;

    #[test]
    fn what_is_missing_stale_or_unread_is_found_and_gone_through_in_turn() {
        let mut programme = fixture::programme(3);
        programme.activities[0].title = Text::in_one(Lang::Zh, "只有中文");
        let stale = Text::in_one(Lang::Zh, "新").with_status(Lang::En, "Old", Status::Stale);
        programme.activities[2].title = stale;
        let tongue = LangTag::from(Lang::En);
        let all = lines(&programme, &tongue, Whose::Everybodys);
        let work: Vec<_> = all.iter().filter(|line| line.need.is_work()).collect();
        let needs: Vec<_> = work.iter().map(|line| (line.key.slug.as_str(), line.need)).collect();
        assert_eq!(needs, [("activity-0", Need::Missing), ("activity-2", Need::Stale)]);
        assert_eq!(next(&all, &work[0].key).unwrap().key, work[1].key);
        assert_eq!(next(&all, &work[1].key).unwrap().key, work[0].key);
        let nobodys = lines(&programme, &tongue, Whose::Of(fixture::id("nobody")));
        assert_eq!(nobodys, []);
        let own = lines(&programme, &tongue, Whose::Of(fixture::id("host")));
        assert_eq!(own.iter().filter(|line| line.need.is_work()).count(), 2);
        assert!(own.len() < all.len());
        assert_eq!(counts(&all).values().sum::<usize>(), all.len());
    }
}

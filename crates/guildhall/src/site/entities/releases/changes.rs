//! What changed from one release to another, as a page to read. Comparing is the programme's; this
//! only sets what it found.

use askama::Template;
use kernel::{Lang, Text};

use crate::shell::Frame;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

/// What became of an activity, in the order in which it matters to a visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    Cancelled,
    /// Another time or another hall.
    Moved,
    Added,
    Removed,
    /// Planned again after it was cancelled.
    Restored,
    Renamed,
    /// Anything else: people, hosts, words.
    Revised,
}

impl Fate {
    pub const ALL: [Self; 7] = [
        Self::Cancelled,
        Self::Moved,
        Self::Added,
        Self::Removed,
        Self::Restored,
        Self::Renamed,
        Self::Revised,
    ];

    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Cancelled => words.entities_fate_cancelled(),
            Self::Moved => words.entities_fate_moved(),
            Self::Added => words.entities_fate_added(),
            Self::Removed => words.entities_fate_removed(),
            Self::Restored => words.entities_fate_restored(),
            Self::Renamed => words.entities_fate_renamed(),
            Self::Revised => words.entities_fate_revised(),
        }
    }

    /// What it is marked with: printers' signs for what comes, goes and moves.
    const fn sign(self) -> &'static str {
        match self {
            Self::Cancelled | Self::Removed => "−",
            Self::Moved => "→",
            Self::Added | Self::Restored => "+",
            Self::Renamed | Self::Revised => "~",
        }
    }
}

/// One activity that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub fate: Fate,
    /// As the later release calls it, or the earlier one when it is gone.
    pub title: Text,
    /// Its page; none when the current release has none.
    pub page: Option<Address>,
    pub turns: Vec<Turn>,
}

/// What was, and what is instead; either may be empty. Both are words in the page's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// `时间`, `地点`, …
    pub label: String,
    pub before: String,
    pub after: String,
}

struct Group<'a> {
    name: &'static str,
    sign: &'static str,
    rows: Vec<(&'a Changed, String)>,
}

#[derive(Template)]
#[template(path = "site/entities/releases/changes.html")]
struct ChangesPage<'a> {
    frame: Frame<'a>,
    from: i64,
    to: i64,
    count: usize,
    groups: Vec<Group<'a>>,
    releases: String,
}

impl Site {
    /// The page that tells what `changed` between two releases of this edition.
    pub fn render_changes(&self, lang: Lang, from: i64, to: i64, changed: &[Changed]) -> String {
        let words = Words::of(lang);
        let group = |fate: Fate| {
            let rows = changed.iter().filter(|one| one.fate == fate);
            let path = |one: &Changed| one.page.clone().map(|page| self.to(lang, page));
            let rows = rows.map(|one| (one, path(one).unwrap_or_default())).collect();
            Group { name: fate.name(words), sign: fate.sign(), rows }
        };
        let mut groups: Vec<Group<'_>> = Fate::ALL.into_iter().map(group).collect();
        groups.retain(|group| !group.rows.is_empty());
        let title = words.entities_changes(from, to);
        rendered(&ChangesPage {
            frame: self.frame(lang, &Address::Changes { from, to }, &title, &title),
            from,
            to,
            count: changed.len(),
            groups,
            releases: self.to(lang, Address::Releases),
        })
    }
}

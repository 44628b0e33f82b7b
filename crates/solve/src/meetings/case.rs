//! The problem with numbers for names, checked: everything that the constraints and the search ask.

use super::problem::{Says, Span, Weights};

/// Nobody, no table, no meeting.
pub const NONE: u32 = u32::MAX;
/// Minutes of a day.
pub const DAY: i32 = 24 * 60;

/// When, where and with whom a meeting is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub slot: u32,
    pub table: u32,
    /// The number of a person, or [`NONE`].
    pub interpreter: u32,
}

/// Where every wish stands.
pub type Plan = Vec<Option<Place>>;

#[derive(Clone, Debug)]
pub struct Case {
    pub days: Vec<String>,
    pub slots: Vec<Slot>,
    /// By day that has slots: its first slot; one more at the end.
    pub firsts: Vec<u32>,
    pub venues: u32,
    /// By venue and venue: minutes.
    pub ways: Vec<i32>,
    pub way_max: i32,
    pub tables: Vec<Table>,
    /// Tables that no wish tells apart.
    pub kinds: Vec<Kind>,
    /// Parties first, then interpreters: each is in one place at a time.
    pub persons: Vec<Person>,
    pub parties: u32,
    pub wishes: Vec<Wish>,
    /// By wish and day: a bit for each slot in which it could be held by itself.
    pub domains: Vec<u64>,
    /// Kinds that suit, the smallest tables first; wishes name one of these lists.
    pub suits: Vec<Vec<u32>>,
    /// Interpreters that suit; wishes name one of these lists.
    pub helpers: Vec<Vec<u32>>,
    pub precedences: Vec<(u32, u32)>,
    pub weights: Weights,
    /// By party: how many meetings it can have at most, and no more than it wishes.
    pub caps: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub span: Span,
    /// Among the days that have slots.
    pub day: u32,
    pub bit: u32,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub id: String,
    pub venue: u32,
    pub venue_name: String,
    pub seats: u32,
    pub open: Option<Vec<Span>>,
    pub kind: u32,
}

#[derive(Clone, Debug)]
pub struct Kind {
    pub venue: u32,
    pub seats: u32,
    /// By day: a bit for each slot in which these tables are open.
    pub open: Vec<u64>,
    pub tables: Vec<u32>,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub people: u32,
    pub available: Option<Vec<Span>>,
    /// By day: a bit for each slot that the calendar leaves.
    pub free: Vec<u64>,
    pub day_max: u32,
    pub rests: Vec<Rest>,
    /// Of a party what it speaks, of an interpreter nothing.
    pub languages: Vec<u32>,
    /// Of an interpreter, the lower number first.
    pub pairs: Vec<(u32, u32)>,
    /// Of a party: wishes that nobody refused, in order.
    pub wishes: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub struct Rest {
    pub within: Span,
    pub minutes: i32,
    /// Slots that touch it, from `first` until just before `end`.
    pub first: u32,
    pub end: u32,
}

#[derive(Clone, Debug)]
pub struct Wish {
    pub id: String,
    pub parties: Vec<u32>,
    pub says: Vec<Says>,
    pub must: bool,
    /// Somebody said no.
    pub refused: bool,
    pub tables: Vec<u32>,
    pub venues: Vec<u32>,
    pub windows: Vec<Span>,
    /// A slot, and a table or [`NONE`].
    pub fixed: Option<(u32, u32)>,
    pub seats: u32,
    /// Which of [`Case::suits`].
    pub suit: u32,
    /// Which of [`Case::helpers`], or [`NONE`] where everybody understands each other.
    pub helper: u32,
    pub before: Vec<u32>,
    pub after: Vec<u32>,
}

impl Case {
    pub fn day_count(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The bits of a wish's slots on a day.
    pub fn domain(&self, wish: u32, day: usize) -> u64 {
        self.domains[wish as usize * self.day_count() + day]
    }

    pub fn may_be_at(&self, wish: u32, slot: u32) -> bool {
        let slot = self.slots[slot as usize];
        self.domain(wish, slot.day as usize) >> slot.bit & 1 == 1
    }

    /// The slots in which a wish could be held by itself.
    pub fn slots_of(&self, wish: u32) -> impl Iterator<Item = u32> + '_ {
        (0..self.day_count()).flat_map(move |day| {
            let first = self.firsts[day];
            bits(self.domain(wish, day)).map(move |bit| first + bit)
        })
    }

    pub fn has_slot(&self, wish: u32) -> bool {
        (0..self.day_count()).any(|day| self.domain(wish, day) != 0)
    }

    pub fn way(&self, from: u32, to: u32) -> i32 {
        if from == to { 0 } else { self.ways[(from * self.venues + to) as usize] }
    }

    /// Minutes between two slots; negative when they are the same.
    pub fn gap(&self, one: u32, other: u32) -> i32 {
        let (first, second) = (one.min(other) as usize, one.max(other) as usize);
        if first == second {
            return -1;
        }
        self.slots[second].span.from - self.slots[first].span.until
    }

    pub fn helpers_of(&self, wish: u32) -> Option<&[u32]> {
        let helper = self.wishes[wish as usize].helper;
        (helper != NONE).then(|| self.helpers[helper as usize].as_slice())
    }

    pub fn suits_of(&self, wish: u32) -> &[u32] {
        &self.suits[self.wishes[wish as usize].suit as usize]
    }

    /// `Friday 10:05`, by the day's name.
    pub fn clock(&self, minute: i32) -> String {
        let (day, rest) = (minute.div_euclid(DAY), minute.rem_euclid(DAY));
        let name = self.days.get(day.max(0) as usize).map_or("", String::as_str);
        let space = if name.is_empty() { "" } else { " " };
        format!("{name}{space}{:02}:{:02}", rest / 60, rest % 60)
    }

    pub fn slot_name(&self, slot: u32) -> String {
        self.clock(self.slots[slot as usize].span.from)
    }

    pub fn name(&self, wish: u32) -> &str {
        &self.wishes[wish as usize].id
    }

    pub fn person(&self, person: u32) -> &str {
        &self.persons[person as usize].id
    }

    /// Everybody at a meeting: its parties and its interpreter.
    pub fn everybody(&self, wish: u32, place: Place) -> impl Iterator<Item = u32> + '_ {
        let own = self.wishes[wish as usize].parties.iter().copied();
        own.chain((place.interpreter != NONE).then_some(place.interpreter))
    }
}

impl Person {
    /// Whether nobody of these two needs an interpreter.
    pub fn understands(&self, other: &Self) -> bool {
        let (own, theirs) = (&self.languages, &other.languages);
        own.is_empty() || theirs.is_empty() || own.iter().any(|one| theirs.contains(one))
    }

    /// Whether an interpreter makes these two understood.
    pub fn links(&self, one: &Self, other: &Self) -> bool {
        let mut all =
            one.languages.iter().flat_map(|&a| other.languages.iter().map(move |&b| (a, b)));
        all.any(|(a, b)| self.pairs.binary_search(&(a.min(b), a.max(b))).is_ok())
    }
}

/// The numbers of the bits that are set, the lowest first.
pub fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros();
            word &= word - 1;
            bit
        })
    })
}

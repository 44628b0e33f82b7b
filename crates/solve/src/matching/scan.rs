//! Scores every pair, fast: a row of one side against all columns of the other.
//!
//! The side with more entries makes the rows, so that what is kept per column fits the caches.
//! Text and sets come from postings: only columns that share a thing are touched. The rest
//! (budget, times, fields) is looked at only where it could still matter.

use super::index::{Facet, Rows};
use super::parts::{self, NAMES, WHOLE};
use super::problem::{Entry, Problem, Span};
use super::text::{Corpus, Weighed, permille};

/// Sets in the order of [`NAMES`], after the text.
const SETS: usize = 5;
const BUDGET: u32 = 6;
const TIMES: u32 = 7;

/// Which side the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Offers,
    Needs,
}

pub struct Scan<'a> {
    pub rows: &'a [Entry],
    pub columns: &'a [Entry],
    pub row_side: Side,
    weights: [u32; NAMES.len()],
    minutes: u32,
    fields: Vec<(&'a str, u32)>,
    text: Rows<Weighed>,
    having: Rows<Weighed>,
    column_has_text: Vec<bool>,
    sets: [Facet; SETS],
    row_must: Vec<u32>,
    column_must: Vec<u32>,
    column_budgets: Vec<Option<Span>>,
}

/// What one row shares with each column.
pub struct Scratch {
    text: Vec<u32>,
    both: [Vec<u8>; SETS],
    /// Points from text and sets.
    pub cheap: Vec<u32>,
    /// More than budget, times and fields can add.
    pub rest_max: u32,
}

impl<'a> Scan<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let row_side =
            if problem.offers.len() > problem.needs.len() { Side::Offers } else { Side::Needs };
        let (rows, columns) = match row_side {
            Side::Offers => (&problem.offers[..], &problem.needs[..]),
            Side::Needs => (&problem.needs[..], &problem.offers[..]),
        };
        let texts = [rows, columns].map(|side| side.iter().map(|one| &one.text[..]).collect());
        let texts: [Vec<&str>; 2] = texts;
        let corpus = Corpus::new([&texts[0], &texts[1]]);
        let [text, column_text] = corpus.texts;
        let column_has_text =
            (0..columns.len()).map(|at| !column_text.row(at).is_empty()).collect();
        let having = column_text.turned(
            corpus.signs,
            |weighed| weighed.sign,
            |column, weighed| Weighed { sign: column, weight: weighed.weight },
        );
        let facet = |take: fn(&Entry) -> &Vec<String>| {
            let sets = |side: &[Entry]| side.iter().map(|one| take(one).clone()).collect();
            Facet::new(sets(rows), sets(columns))
        };
        let sets = [
            facet(|one| &one.tags),
            facet(|one| &one.layers),
            facet(|one| &one.sectors),
            facet(|one| &one.languages),
            facet(|one| &one.places),
        ];
        let fields: Vec<(&str, u32)> =
            problem.weights.fields.iter().map(|(name, &weight)| (&name[..], weight)).collect();
        let must = |side: &[Entry]| side.iter().map(|one| must(one, &fields)).collect();
        Self {
            weights: problem.weights.fixed(),
            minutes: problem.minutes,
            row_must: must(rows),
            column_must: must(columns),
            column_budgets: columns.iter().map(|one| one.budget).collect(),
            rows,
            columns,
            row_side,
            fields,
            text,
            having,
            column_has_text,
            sets,
        }
    }

    pub fn scratch(&self) -> Scratch {
        let columns = self.columns.len();
        Scratch {
            text: vec![0; columns],
            both: [(); SETS].map(|()| vec![0; columns]),
            cheap: vec![0; columns],
            rest_max: 0,
        }
    }

    /// What a row takes to score: columns and postings looked at.
    pub fn effort(&self, row: usize) -> u64 {
        let signs = self.text.row(row).iter().map(|one| self.having.row(one.sign as usize).len());
        let sets = self.sets.iter().flat_map(|facet| {
            facet.rows.row(row).iter().map(|&word| facet.having.row(word as usize).len())
        });
        (self.columns.len() + signs.chain(sets).sum::<usize>()) as u64
    }

    /// Points of a row against every column, but for what [`Scan::whole`] adds.
    pub fn fill(&self, row: usize, scratch: &mut Scratch) {
        scratch.text.fill(0);
        for weighed in self.text.row(row) {
            let weight = u32::from(weighed.weight);
            for having in self.having.row(weighed.sign as usize) {
                scratch.text[having.sign as usize] += weight * u32::from(having.weight);
            }
        }
        for (cheap, &product) in scratch.cheap.iter_mut().zip(&scratch.text) {
            *cheap = self.weights[0] * permille(product);
        }
        for (set, (facet, both)) in self.sets.iter().zip(&mut scratch.both).enumerate() {
            both.fill(0);
            let words = facet.rows.row(row);
            for &word in words {
                for &column in facet.having.row(word as usize) {
                    both[column as usize] += 1;
                }
            }
            let worth = Worth { weight: self.weights[set + 1], size: words.len() as u32 };
            let shared = both.iter().zip(&facet.sizes).zip(&mut scratch.cheap);
            if is_any(set) {
                shared.for_each(|((&both, _), cheap)| *cheap += worth.any(both));
            } else {
                shared.for_each(|((&both, &size), cheap)| *cheap += worth.shared(both, size));
            }
        }
        scratch.rest_max = self.rest_max(row);
    }

    fn rest_max(&self, row: usize) -> u32 {
        let entry = &self.rows[row];
        let fields = self.fields.iter().filter(|(name, _)| entry.fields.contains_key(*name));
        let fields: u32 = fields.map(|(_, weight)| weight).sum();
        let budget = if entry.budget.is_some() { self.weights[BUDGET as usize] } else { 0 };
        let times = if entry.times.is_empty() { 0 } else { self.weights[TIMES as usize] };
        (fields + budget + times) * WHOLE
    }

    /// All points of a pair; `None` where one of the two must have what the other does not give.
    pub fn whole(&self, row: usize, column: usize, scratch: &Scratch) -> Option<u32> {
        let (one, other) = (&self.rows[row], &self.columns[column]);
        let must = self.row_must[row] | self.column_must[column];
        let mut met = 0;
        let mut points = scratch.cheap[column];
        let mut add = |part: u32, weight: u32, permille: Option<u32>| {
            let permille = permille.unwrap_or(0);
            points += weight * permille;
            met |= u32::from(permille > 0) << part;
        };
        if let (Some(one), Some(other)) = (one.budget, self.column_budgets[column]) {
            add(BUDGET, self.weights[BUDGET as usize], Some(parts::near(one, other)));
        }
        add(TIMES, self.weights[TIMES as usize], parts::times(one, other, self.minutes));
        for (&(name, weight), part) in self.fields.iter().zip(NAMES.len() as u32..) {
            if let (Some(one), Some(other)) = (one.fields.get(name), other.fields.get(name)) {
                add(part, weight, parts::field(one, other));
            }
        }
        if must == 0 {
            return Some(points);
        }
        let likeness = permille(scratch.text[column]);
        met |= u32::from(self.column_has_text[column] && likeness > 0);
        for (both, part) in scratch.both.iter().zip(1..) {
            met |= u32::from(both[column] > 0) << part;
        }
        (must & !met == 0).then_some(points)
    }
}

/// One set of a row.
#[derive(Clone, Copy)]
struct Worth {
    weight: u32,
    size: u32,
}

impl Worth {
    const fn shared(self, both: u8, size: u8) -> u32 {
        if both == 0 {
            return 0;
        }
        self.weight * parts::dice(both as u32, self.size + size as u32)
    }

    const fn any(self, both: u8) -> u32 {
        if both == 0 { 0 } else { self.weight * WHOLE }
    }
}

/// Languages and places: one in common is enough.
const fn is_any(set: usize) -> bool {
    set >= 3
}

/// The parts an entry cannot do without, one bit each.
fn must(entry: &Entry, fields: &[(&str, u32)]) -> u32 {
    let names = NAMES.iter().copied().chain(fields.iter().map(|(name, _)| *name));
    let needed = names.zip(0..).filter(|(name, _)| entry.must.iter().any(|must| must == name));
    needed.fold(0, |mask, (_, part)| mask | 1 << part)
}

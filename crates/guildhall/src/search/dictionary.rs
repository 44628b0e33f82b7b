//! Terms in order, each with the entries it is in: one row of letters and one row of numbers, so that
//! a hundred thousand terms cost little more than their letters.

use std::collections::HashMap;

/// Where a term stands: the entry, and how much the place says about it.
#[derive(Clone, Copy)]
pub struct Posting(u32);

/// The entry takes 24 bits, the weight 8.
pub const ENTRIES_MAX: usize = 1 << 24;

impl Posting {
    fn new(entry: usize, weight: u8) -> Self {
        let entry = u32::try_from(entry.min(ENTRIES_MAX - 1)).unwrap_or(0);
        Self(entry << 8 | u32::from(weight))
    }

    pub const fn entry(self) -> usize {
        (self.0 >> 8) as usize
    }

    pub const fn weight(self) -> u16 {
        (self.0 & 0xff) as u16
    }
}

/// Keeps of `met` what `more` has too, each with the lesser weight. Both are in rising order.
pub fn keep_common(met: &mut Vec<Posting>, more: &[Posting]) {
    let mut more = more.iter().copied().peekable();
    met.retain_mut(|posting| {
        while more.next_if(|other| other.entry() < posting.entry()).is_some() {}
        let common = more.next_if(|other| other.entry() == posting.entry());
        common.inspect(|other| posting.0 = posting.0.min(other.0)).is_some()
    });
}

#[derive(Default)]
pub struct Dictionary {
    letters: String,
    /// Where each term ends in `letters` and in `postings`.
    ends: Vec<(u32, u32)>,
    postings: Vec<Posting>,
}

/// A dictionary while it is written. Entries come in rising order.
#[derive(Default)]
pub struct Draft(HashMap<String, Vec<Posting>>);

impl Draft {
    pub fn add(&mut self, term: &str, entry: usize, weight: u8) {
        let posting = Posting::new(entry, weight);
        let Some(known) = self.0.get_mut(term) else {
            self.0.insert(term.to_owned(), vec![posting]);
            return;
        };
        match known.last_mut() {
            Some(last) if last.entry() == posting.entry() => {
                last.0 = last.0.max(posting.0);
            }
            _ => known.push(posting),
        }
    }

    pub fn finish(self) -> Dictionary {
        let mut terms: Vec<(String, Vec<Posting>)> = self.0.into_iter().collect();
        terms.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut dictionary = Dictionary::default();
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        for (term, postings) in terms {
            dictionary.letters.push_str(&term);
            dictionary.postings.extend(postings);
            let ends = (end(dictionary.letters.len()), end(dictionary.postings.len()));
            dictionary.ends.push(ends);
        }
        dictionary.letters.shrink_to_fit();
        dictionary.postings.shrink_to_fit();
        dictionary
    }
}

impl Dictionary {
    /// Where exactly this term stands.
    pub fn exactly(&self, term: &str) -> &[Posting] {
        let at = self.first_from(term);
        if at < self.ends.len() && self.term(at) == term { self.postings_of(at) } else { &[] }
    }

    /// Terms that begin so, in order, each with where it stands.
    pub fn beginning<'d>(
        &'d self,
        start: &'d str,
    ) -> impl Iterator<Item = (&'d str, &'d [Posting])> {
        (self.first_from(start)..self.ends.len())
            .map(|at| (self.term(at), self.postings_of(at)))
            .take_while(move |(term, _)| term.starts_with(start))
    }

    fn first_from(&self, term: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.term(middle) < term {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn starts(&self, at: usize) -> (u32, u32) {
        if at == 0 { (0, 0) } else { self.ends[at - 1] }
    }

    fn term(&self, at: usize) -> &str {
        &self.letters[self.starts(at).0 as usize..self.ends[at].0 as usize]
    }

    fn postings_of(&self, at: usize) -> &[Posting] {
        &self.postings[self.starts(at).1 as usize..self.ends[at].1 as usize]
    }
}

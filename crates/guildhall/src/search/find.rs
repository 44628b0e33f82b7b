//! Looking words up and setting what was found in order.

use super::QUERY_LENGTH_MAX;
use super::dictionary::{Dictionary, Posting, keep_common};
use super::entries::{Drafts, NEAR, TITLE};
use super::letters::{Token, folded, singular, tokens};
use super::nearest::{Likeness, Nearest, Titles};
use super::spelling::{INITIALS_MAX, WHOLE_MAX};
use crate::programme::model::Programme;

/// What was found: its place in the programme's own list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Activity(usize),
    Person(usize),
    Host(usize),
    Venue(usize),
    Route(usize),
    Page(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub target: Target,
    /// Higher is nearer. It compares within one answer only.
    pub score: u32,
}

/// The index of one programme.
pub struct Search {
    targets: Vec<Target>,
    titles: Titles,
    words: Dictionary,
    whole: Dictionary,
    initials: Dictionary,
}

/// More words than these are not looked up, and no more terms of one beginning.
const TOKENS_MAX: usize = 8;
const TERMS_MAX: usize = 400;

/// What a match is worth, of 16: the word itself, its beginning, its spelling, its initials.
const EXACT: u16 = 16;
const BEGINNING: u16 = 10;
const SPELLED: u16 = 9;
const INITIALS: u16 = 6;

impl Search {
    pub fn of(programme: &Programme) -> Self {
        let Drafts { targets, titles, words, whole, initials } = Drafts::of(programme);
        let (words, whole) = (words.finish(), whole.finish());
        Self { targets, titles, words, whole, initials: initials.finish() }
    }

    /// What meets every word of the query, nearest first, at most `limit`.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query = looked_up(query);
        let nearest = Nearest { titles: &self.titles, query: &query, worth: worth_of };
        let found = nearest.of(&self.scores(&query, 0), limit).into_iter();
        found.map(|(at, score)| Hit { target: self.targets[at], score }).collect()
    }

    /// Activities that are about the query: its words are in the title or beside it, not merely in
    /// a description. By their place in the programme's list, in rising order.
    pub fn activities(&self, query: &str) -> Vec<usize> {
        let scores = self.scores(&looked_up(query), NEAR);
        let about = self.targets.iter().zip(scores).filter(|(_, score)| *score > 0);
        let mut found: Vec<usize> = about
            .filter_map(|(target, _)| match target {
                Target::Activity(at) => Some(*at),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// How well each entry meets all words, of what weighs at least `floor`; 0 for not at all.
    fn scores(&self, query: &str, floor: u8) -> Vec<u16> {
        let mut wanted = tokens(query);
        wanted.truncate(TOKENS_MAX);
        let mut all = wanted.iter().map(|token| match token {
            Token::Word(word) => self.met_word(word, floor),
            Token::Han(row) => self.met_han(row, floor),
        });
        let Some(mut scores) = all.next() else { return Vec::new() };
        for more in all {
            for (score, more) in scores.iter_mut().zip(more) {
                *score = if *score == 0 || more == 0 { 0 } else { score.saturating_add(more) };
            }
        }
        scores
    }

    fn met_word(&self, word: &str, floor: u8) -> Vec<u16> {
        let mut scores = vec![0; self.targets.len()];
        let mark = |scores: &mut [u16], postings: &[Posting], worth| {
            mark(scores, postings, worth, floor);
        };
        mark(&mut scores, self.words.exactly(word), EXACT);
        if word.chars().count() < 2 {
            return scores;
        }
        let stem = singular(word);
        for (term, postings) in self.words.beginning(stem).take(TERMS_MAX) {
            let same = singular(term) == stem;
            mark(&mut scores, postings, if same { EXACT - 1 } else { BEGINNING });
        }
        let bare = scores.iter().all(|score| *score == 0);
        if word.len() > 2 || bare {
            let spelled = &word[..word.floor_char_boundary(WHOLE_MAX)];
            for (_, postings) in self.whole.beginning(spelled).take(TERMS_MAX) {
                mark(&mut scores, postings, SPELLED);
            }
        }
        if word.len() <= INITIALS_MAX && scores.iter().all(|score| *score == 0) {
            for (_, postings) in self.initials.beginning(word).take(TERMS_MAX) {
                mark(&mut scores, postings, INITIALS);
            }
        }
        scores
    }

    /// Every pair of neighbours must be there.
    fn met_han(&self, row: &[char], floor: u8) -> Vec<u16> {
        let mut scores = vec![0; self.targets.len()];
        if let [sign] = row {
            mark(&mut scores, self.words.exactly(&sign.to_string()), EXACT, floor);
            return scores;
        }
        let mut pairs: Vec<&[Posting]> = (row.windows(2))
            .map(|pair| self.words.exactly(&pair.iter().collect::<String>()))
            .collect();
        // The rarest says which entries there can be at all.
        pairs.sort_by_key(|postings| postings.len());
        let mut met = pairs.first().map_or_else(Vec::new, |rarest| rarest.to_vec());
        pairs.iter().skip(1).for_each(|more| keep_common(&mut met, more));
        mark(&mut scores, &met, EXACT, floor);
        scores
    }
}

/// The query as it is looked up.
fn looked_up(query: &str) -> String {
    let query: String = query.chars().take(QUERY_LENGTH_MAX).collect();
    folded(query.trim())
}

fn mark(scores: &mut [u16], postings: &[Posting], worth: u16, floor: u8) {
    for posting in postings.iter().filter(|posting| posting.weight() >= u16::from(floor)) {
        let score = &mut scores[posting.entry()];
        *score = (*score).max((posting.weight() * worth / EXACT).max(1));
    }
}

/// What it adds that the query is the title, or a part of it.
const fn worth_of(likeness: Likeness) -> u32 {
    let title = TITLE as u32;
    match likeness {
        Likeness::Same => title,
        Likeness::Begins => title / 2,
        Likeness::Within => title / 4,
        Likeness::None => 0,
    }
}

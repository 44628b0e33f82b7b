//! The terms that all hosts of an edition share, and where they occur in a text: pure.

use kernel::{Id, Lang};

pub type TermId = Id<Term>;

/// How a word is translated here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: TermId,
    pub zh: String,
    pub en: String,
    /// When to use it, or why; may be empty.
    pub note: String,
}

impl Term {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A piece of a text, and the term that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    pub words: String,
    pub term: Option<&'t Term>,
}

/// Cuts a text at the terms that occur in it. Where several begin, the longest is meant. English is
/// compared without regard to capitals, and at the beginning of words only.
pub fn pieces<'t>(text: &str, lang: Lang, terms: &'t [Term]) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece<'t>> = Vec::new();
    let (mut rest, mut begins) = (text, true);
    while let Some(sign) = rest.chars().next() {
        let here = terms.iter().filter(|term| begins_with(rest, term.get(lang)) && begins);
        let longest = here.max_by_key(|term| term.get(lang).len());
        let (length, term) = match longest {
            Some(term) => (term.get(lang).len(), Some(term)),
            None => (sign.len_utf8(), None),
        };
        let (words, after) = rest.split_at(length);
        match (term, pieces.last_mut()) {
            (None, Some(Piece { words: plain, term: None })) => plain.push_str(words),
            _ => pieces.push(Piece { words: words.to_owned(), term }),
        }
        begins = match lang {
            Lang::Zh => true,
            Lang::En => !words.ends_with(|last: char| last.is_alphanumeric()),
        };
        rest = after;
    }
    pieces
}

fn begins_with(text: &str, term: &str) -> bool {
    let head = text.get(..term.len());
    !term.is_empty() && head.is_some_and(|head| head.eq_ignore_ascii_case(term))
}

/// The terms that occur, each once, in the order of the text.
pub fn occurring<'t>(text: &str, lang: Lang, terms: &'t [Term]) -> Vec<&'t Term> {
    let mut found: Vec<&Term> = Vec::new();
    for term in pieces(text, lang, terms).into_iter().filter_map(|piece| piece.term) {
        if !found.iter().any(|one| one.id == term.id) {
            found.push(term);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(zh: &str, en: &str) -> Term {
        let id = Id::named("term", zh);
        Term { id, zh: zh.to_owned(), en: en.to_owned(), note: String::new() }
    }

    #[test]
    fn the_longest_term_is_meant_and_english_ones_begin_a_word() {
        let terms =
            [term("算力", "compute"), term("算力券", "compute voucher"), term("具身", "art")];
        let cut: Vec<(String, bool)> = pieces("用算力券买算力", Lang::Zh, &terms)
            .into_iter()
            .map(|piece| (piece.words, piece.term.is_some()))
            .collect();
        let said = [("用", false), ("算力券", true), ("买", false), ("算力", true)];
        assert_eq!(cut, said.map(|(words, is)| (words.to_owned(), is)));
        let found = occurring("Compute vouchers buy compute: start", Lang::En, &terms);
        assert_eq!(found, [&terms[1], &terms[0]], "and “art” is no part of “start”");
        assert_eq!(occurring("", Lang::En, &terms), [] as [&Term; 0]);
    }
}

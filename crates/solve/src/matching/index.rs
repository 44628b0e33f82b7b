//! Lists of lists in one piece of memory, and the turned-round lists that find who has what.

use std::collections::BTreeMap;

/// Rows of different length.
pub struct Rows<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Rows<T> {
    pub fn new(rows: impl Iterator<Item = Vec<T>>) -> Self {
        let mut starts = vec![0];
        let mut items = Vec::new();
        for row in rows {
            items.extend_from_slice(&row);
            starts.push(items.len() as u32);
        }
        Self { starts, items }
    }

    pub fn row(&self, at: usize) -> &[T] {
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// For each of `keys` keys the rows that hold it, ascending, as `make` writes them down.
    pub fn turned<U: Copy + Default>(
        &self,
        keys: usize,
        key: impl Fn(&T) -> u32,
        make: impl Fn(u32, &T) -> U,
    ) -> Rows<U> {
        let mut starts = vec![0_u32; keys + 1];
        for item in &self.items {
            starts[key(item) as usize + 1] += 1;
        }
        for at in 0..keys {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut items = vec![U::default(); self.items.len()];
        for row in 0..self.len() {
            for item in self.row(row) {
                let at = &mut next[key(item) as usize];
                items[*at as usize] = make(row as u32, item);
                *at += 1;
            }
        }
        Rows { starts, items }
    }
}

/// Numbers for words, in the order they are met.
#[derive(Default)]
pub struct Numbers {
    of: BTreeMap<String, u32>,
}

impl Numbers {
    pub fn number(&mut self, word: String) -> u32 {
        let next = self.of.len() as u32;
        *self.of.entry(word).or_insert(next)
    }

    pub fn len(&self) -> usize {
        self.of.len()
    }
}

/// One kind of set on both sides: what each row has, how many each column has, and which columns
/// have a thing.
pub struct Facet {
    pub rows: Rows<u32>,
    pub sizes: Vec<u8>,
    pub having: Rows<u32>,
}

impl Facet {
    pub fn new(rows: Vec<Vec<String>>, columns: Vec<Vec<String>>) -> Self {
        let mut numbers = Numbers::default();
        let mut number = |sets: Vec<Vec<String>>| {
            let one = |set: Vec<String>| {
                let mut set: Vec<u32> =
                    set.iter().map(|word| numbers.number(super::parts::key(word))).collect();
                set.sort_unstable();
                set.dedup();
                set
            };
            Rows::new(sets.into_iter().map(one))
        };
        let (rows, columns) = (number(rows), number(columns));
        let sizes = (0..columns.len()).map(|at| columns.row(at).len() as u8).collect();
        let having = columns.turned(numbers.len(), |&word| word, |column, _| column);
        Self { rows, sizes, having }
    }
}

//! Clauses, and the cardinality networks that count in them (Asín, Nieuwenhuis, Oliveras,
//! Rodríguez-Carbonell, Constraints 16, 2011).

/// The literal that is always true; clauses that hold by it are left out, so that what is known
/// beforehand costs the solver nothing.
pub const YES: i32 = 1;
pub const NO: i32 = -YES;

/// Literals are variables counted from 1, negative when negated.
#[derive(Clone, Debug)]
pub struct Clauses {
    pub variables: i32,
    pub all: Vec<Vec<i32>>,
}

impl Default for Clauses {
    fn default() -> Self {
        Self { variables: YES, all: vec![vec![YES]] }
    }
}

impl Clauses {
    pub fn variable(&mut self) -> i32 {
        self.variables += 1;
        self.variables
    }

    pub fn add(&mut self, clause: &[i32]) {
        if !clause.contains(&YES) {
            self.all.push(open(clause));
        }
    }

    /// A literal that is true if and only if one of these is.
    pub fn any(&mut self, literals: &[i32]) -> i32 {
        let mut all = open(literals);
        match all[..] {
            _ if literals.contains(&YES) => YES,
            [] => NO,
            [one] => one,
            _ => {
                let any = self.variable();
                for literal in &all {
                    self.add(&[-literal, any]);
                }
                all.push(-any);
                self.add(&all);
                any
            }
        }
    }

    pub fn at_most_one(&mut self, literals: &[i32]) {
        let mut rest = open(literals);
        while rest.len() > 5 {
            let carry = self.variable();
            self.pairwise(&[rest[0], rest[1], rest[2], carry]);
            rest.drain(..3);
            rest.push(-carry);
        }
        self.pairwise(&rest);
    }

    fn pairwise(&mut self, literals: &[i32]) {
        for (at, one) in literals.iter().enumerate() {
            for other in &literals[at + 1..] {
                self.add(&[-one, -other]);
            }
        }
    }

    /// Outputs `o[j]`: true if and only if more than `j` of the literals are; the first `keep`.
    pub fn sorted(&mut self, literals: &[i32], keep: usize) -> Vec<i32> {
        let sure = literals.iter().filter(|literal| **literal == YES).count();
        let mut out = vec![YES; sure.min(keep)];
        let unsure: Vec<i32> =
            open(literals).into_iter().filter(|literal| *literal != YES).collect();
        out.extend(self.sorted_unsure(&unsure, keep - out.len()));
        out
    }

    fn sorted_unsure(&mut self, literals: &[i32], keep: usize) -> Vec<i32> {
        if literals.len() <= 1 || keep == 0 {
            return literals[..literals.len().min(keep)].to_vec();
        }
        let (left, right) = literals.split_at(literals.len() / 2);
        let (left, right) = (self.sorted_unsure(left, keep), self.sorted_unsure(right, keep));
        self.merged(&left, &right, keep)
    }

    /// The same of sequences that are sorted already.
    pub fn merged_all(&mut self, sorted: &[Vec<i32>], keep: usize) -> Vec<i32> {
        match sorted {
            [] => Vec::new(),
            [one] => one[..one.len().min(keep)].to_vec(),
            _ => {
                let (left, right) = sorted.split_at(sorted.len() / 2);
                let (left, right) = (self.merged_all(left, keep), self.merged_all(right, keep));
                self.merged(&left, &right, keep)
            }
        }
    }

    /// Odd-even merge, cut to `keep`.
    fn merged(&mut self, left: &[i32], right: &[i32], keep: usize) -> Vec<i32> {
        if left.is_empty() || right.is_empty() {
            let one = if left.is_empty() { right } else { left };
            return one[..one.len().min(keep)].to_vec();
        }
        let mut out = if left.len() == 1 && right.len() == 1 {
            self.compared(left[0], right[0]).to_vec()
        } else {
            let every = |from: &[i32], start| -> Vec<i32> {
                from.iter().skip(start).step_by(2).copied().collect()
            };
            let odd = self.merged(&every(left, 0), &every(right, 0), keep / 2 + 1);
            let even = self.merged(&every(left, 1), &every(right, 1), keep / 2);
            let mut out = vec![odd[0]];
            for at in 0..even.len().max(odd.len() - 1) {
                match (even.get(at), odd.get(at + 1)) {
                    (Some(a), Some(b)) => out.extend(self.compared(*a, *b)),
                    (Some(one), None) | (None, Some(one)) => out.push(*one),
                    (None, None) => {}
                }
            }
            out
        };
        out.truncate(keep);
        out
    }

    fn compared(&mut self, a: i32, b: i32) -> [i32; 2] {
        match (a, b) {
            (YES, other) | (other, YES) => return [YES, other],
            (NO, other) | (other, NO) => return [other, NO],
            _ => {}
        }
        let (high, low) = (self.variable(), self.variable());
        for clause in [&[-a, high][..], &[-b, high], &[-a, -b, low], &[a, -low], &[b, -low]] {
            self.add(clause);
        }
        self.add(&[a, b, -high]);
        [high, low]
    }
}

fn open(literals: &[i32]) -> Vec<i32> {
    literals.iter().copied().filter(|literal| *literal != NO).collect()
}

/// The candidate that was probably meant; none when nothing is near.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let near = candidates.map(|candidate| (distance(word, candidate), candidate));
    let (slips, candidate) = near.min()?;
    // A third of the word may be wrong.
    (slips * 3 <= word.chars().count().max(candidate.chars().count())).then_some(candidate)
}

/// How many letters must be put in, taken out or changed to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], at + 1);
        for (inner, wanted) in other.iter().enumerate() {
            let changed = before + usize::from(letter != *wanted);
            before = row[inner + 1];
            row[inner + 1] = changed.min(before + 1).min(row[inner] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood_and_another_word_is_not() {
        let known = ["base-url", "database", "listen"];
        let found = ["listn", "base_url", "datebase", "colour", ""]
            .map(|word| nearest(word, known.into_iter()));
        assert_eq!(found, [Some("listen"), Some("base-url"), Some("database"), None, None]);
    }
}

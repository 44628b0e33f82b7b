//! Reads the four tables of the fair-matching collection: affinities, and loads one a line.

use super::reviews::{Paper, Reviewer, Reviews};
use crate::invalid::Invalid;

/// The texts of the tables. Without `at_least` a reviewer may read nothing.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// `scores.csv`: one row a reviewer, one column a paper.
    pub scores: &'a str,
    /// `covs.csv`: reviews that each paper needs.
    pub covers: &'a str,
    /// `loads.csv`: papers that each reviewer takes at most.
    pub at_most: &'a str,
    /// `loads-lb.csv`: papers that each reviewer takes at least.
    pub at_least: Option<&'a str>,
}

/// Reviewers are named `r1..`, papers `p1..`, in the order of the tables.
pub fn read(tables: Tables<'_>) -> Result<Reviews, Invalid> {
    let covers = counts("covs.csv", tables.covers)?;
    let at_most = counts("loads.csv", tables.at_most)?;
    let at_least = match tables.at_least {
        Some(text) => counts("loads-lb.csv", text)?,
        None => vec![0; at_most.len()],
    };
    if at_least.len() != at_most.len() {
        let says = format!("{} lines, and loads.csv has {}", at_least.len(), at_most.len());
        return Err(Invalid::new("loads-lb.csv", says));
    }
    let affinity = affinity(tables.scores, covers.len())?;
    if affinity.len() != at_most.len() {
        let says = format!("{} rows, and loads.csv has {} lines", affinity.len(), at_most.len());
        return Err(Invalid::new("scores.csv", says));
    }
    let loads = at_least.iter().zip(&at_most).zip(1..);
    let reviewers = loads.map(|((&at_least, &at_most), number)| Reviewer {
        id: format!("r{number}"),
        at_least,
        at_most,
    });
    let papers =
        covers.iter().zip(1..).map(|(&reviews, at)| Paper { id: format!("p{at}"), reviews });
    Ok(Reviews { reviewers: reviewers.collect(), papers: papers.collect(), affinity })
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let numbered = (1..).zip(text.lines().map(str::trim));
    numbered.filter(|(_, line)| !line.is_empty())
}

fn counts(file: &str, text: &str) -> Result<Vec<u32>, Invalid> {
    let one = |(line, text): (usize, &str)| {
        // Some writers of tables give whole numbers as `3.0`.
        let whole = text.strip_suffix(".0").unwrap_or(text);
        whole.parse().map_err(|_| {
            Invalid::new(format!("{file}, line {line}"), format!("{text:?} is not a whole number"))
        })
    };
    lines(text).map(one).collect()
}

fn affinity(text: &str, papers: usize) -> Result<Vec<Vec<Option<f64>>>, Invalid> {
    let row = |(line, text): (usize, &str)| {
        let cell = |(column, text): (usize, &str)| {
            let number: Option<f64> =
                text.trim().parse().ok().filter(|value: &f64| value.is_finite());
            let at = format!("scores.csv, line {line}, column {column}");
            number.map(Some).ok_or_else(|| Invalid::new(at, format!("{text:?} is not a number")))
        };
        let cells: Vec<_> = (1..).zip(text.split(',')).map(cell).collect::<Result<_, _>>()?;
        if cells.len() != papers {
            let says = format!("{} cells, and covs.csv has {papers} papers", cells.len());
            return Err(Invalid::new(format!("scores.csv, line {line}"), says));
        }
        Ok(cells)
    };
    lines(text).map(row).collect()
}

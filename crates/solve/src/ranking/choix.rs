//! Reads the `.json` test cases of the library choix: `n_items` and `data`, which is pairs (winner,
//! loser), rankings, or choices (chosen, the others). Entries are named by their number.

use serde_json::Value;

use super::problem::{Choice, Evidence, Method, Problem, RankingGiven, Unranked, Vote, Winner};
use crate::invalid::Invalid;

/// A problem that asks for plain maximum likelihood, as the library does.
pub fn read(file: &Value) -> Result<Problem, Invalid> {
    let items = file.get("n_items").and_then(Value::as_u64);
    let items = items.ok_or_else(|| Invalid::new("n_items", "a number of items is needed"))?;
    // Told apart here so that the error names the field; a larger list is refused with its count.
    if items > 1_000_000 {
        return Err(Invalid::new("n_items", format!("{items} items are too many")));
    }
    let data = file.get("data").and_then(Value::as_array);
    let data = data.ok_or_else(|| Invalid::new("data", "a list is needed"))?;
    let entries: Vec<String> = (0..items).map(|item| item.to_string()).collect();
    Ok(Problem { evidence: evidence(&entries, data)?, entries, places: None, confidence: 0.95 })
}

fn evidence(entries: &[String], data: &[Value]) -> Result<Evidence, Invalid> {
    let each = || data.iter().enumerate().map(|(at, row)| (format!("data[{at}]"), row));
    let is_choice = |row: &Value| row.get(1).is_some_and(Value::is_array);
    let is_pair = |row: &Value| row.as_array().is_some_and(|row| row.len() == 2);
    if data.iter().any(is_choice) {
        let choices = each().map(|(path, row)| choice(entries, &path, row));
        return Ok(Evidence::Choices { choices: choices.collect::<Result<_, _>>()?, prior: 0.0 });
    }
    if data.iter().all(is_pair) {
        let votes = each().map(|(path, row)| {
            let [winner, loser] =
                [0, 1].map(|at| item(entries, &format!("{path}[{at}]"), &row[at]));
            let between = (winner?, loser?);
            Ok(Vote { judge: None, between, winner: Winner::First, times: 1 })
        });
        return Ok(Evidence::Votes { votes: votes.collect::<Result<_, _>>()?, prior: 0.0 });
    }
    let rankings = each().map(|(path, row)| {
        let order = list(entries, &path, row)?.into_iter().map(|one| vec![one]).collect();
        Ok(RankingGiven { judge: None, order, unranked: Unranked::Unseen, times: 1 })
    });
    let rankings = rankings.collect::<Result<_, _>>()?;
    Ok(Evidence::Rankings { rankings, method: Method::Strength, prior: 0.0 })
}

fn choice(entries: &[String], path: &str, row: &Value) -> Result<Choice, Invalid> {
    let Some([chosen, over]) = row.as_array().map(Vec::as_slice) else {
        return Err(Invalid::new(path, "a choice is [chosen, [the others]]"));
    };
    let chosen = item(entries, &format!("{path}[0]"), chosen)?;
    let over = list(entries, &format!("{path}[1]"), over)?;
    Ok(Choice { judge: None, chosen, over, times: 1 })
}

fn list(entries: &[String], path: &str, row: &Value) -> Result<Vec<String>, Invalid> {
    let Some(row) = row.as_array() else { return Err(Invalid::new(path, "a list is needed")) };
    row.iter().enumerate().map(|(at, one)| item(entries, &format!("{path}[{at}]"), one)).collect()
}

fn item(entries: &[String], path: &str, value: &Value) -> Result<String, Invalid> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    let found = number.and_then(|number| entries.get(number));
    let last = entries.len().saturating_sub(1);
    found
        .cloned()
        .ok_or_else(|| Invalid::new(path, format!("{value} is not an item from 0 to {last}")))
}

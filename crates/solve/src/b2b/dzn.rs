//! MiniZinc data in, one slot a line out.
//!
//! Strict: an unknown field, a number out of range or a row too few is an error that names line and
//! field. `meetingsxBusiness` and `nMeetingsBusiness` repeat what `requested` says and are passed
//! over, as one of them is published shifted by one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::problem::{FaultyDzn, MEETINGS_MAX, Meeting, Problem, SLOTS_MAX, Session};

const FIELDS: [&str; 11] = [
    "nBusiness",
    "nMeetings",
    "nTables",
    "nTotalSlots",
    "nMorningSlots",
    "requested",
    "meetingsxBusiness",
    "nMeetingsBusiness",
    "forbidden",
    "fixed",
    "precedences",
];

struct Field<'a> {
    line: usize,
    text: &'a str,
}

struct Fields<'a>(BTreeMap<&'static str, Field<'a>>);

/// One answer as the published checkers read it.
pub fn write(slots: &[u32]) -> String {
    slots.iter().fold(String::new(), |mut text, slot| {
        let _ = writeln!(text, "{slot}");
        text
    })
}

/// # Errors
/// Whatever is not a problem of this kind, by line and field.
pub fn read(text: &str) -> Result<Problem, FaultyDzn> {
    let text = without_comments(text.strip_prefix('\u{feff}').unwrap_or(text));
    let fields = Fields::split(&text)?;
    let participants = fields.size("nBusiness", MEETINGS_MAX)?;
    let count = fields.size("nMeetings", MEETINGS_MAX)?;
    let tables = fields.size("nTables", MEETINGS_MAX)?;
    let slots = fields.size("nTotalSlots", SLOTS_MAX)?;
    let morning_slots = fields.size("nMorningSlots", slots)?;
    let mut problem = Problem {
        participants,
        tables,
        slots,
        morning_slots,
        meetings: fields.requested(count, participants)?,
        forbidden: vec![0; participants],
    };
    for (who, set) in fields.sets("forbidden", participants, slots)?.into_iter().enumerate() {
        problem.forbidden[who] = set.into_iter().fold(0, |bits, slot| bits | (1 << slot));
    }
    for (at, slot) in fields.fixed(count, slots)?.into_iter().enumerate() {
        problem.meetings[at].fixed = slot.checked_sub(1);
    }
    for (at, set) in fields.sets("precedences", count, count)?.into_iter().enumerate() {
        problem.meetings[at].after = set;
    }
    Ok(problem)
}

/// Comments become blanks, so that lines still count.
fn without_comments(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.lines() {
        clean.push_str(line.split('%').next().unwrap_or_default());
        clean.push('\n');
    }
    clean
}

/// True when every list and set that opens in `value` is closed there.
fn is_closed(value: &str) -> bool {
    let count = |sign: char| value.matches(sign).count();
    count('[') == count(']') && count('{') == count('}')
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

impl<'a> Fields<'a> {
    fn split(text: &'a str) -> Result<Self, FaultyDzn> {
        let mut fields = BTreeMap::new();
        let mut at = 0;
        for statement in text.split(';') {
            let start = at + (statement.len() - statement.trim_start().len());
            at += statement.len() + 1;
            if statement.trim().is_empty() {
                continue;
            }
            let line = line_of(text, start);
            let Some((name, value)) = statement.split_once('=') else {
                let shown: String = statement.trim().chars().take(30).collect();
                let what = format!("expected a field and '=', found {shown:?}");
                return Err(FaultyDzn::Syntax { line, what });
            };
            // The last statement may stand without its end, but not with a list that has none.
            if at > text.len() && !is_closed(value) {
                let what = format!("{} does not end; the file may be cut off", name.trim());
                return Err(FaultyDzn::Syntax { line, what });
            }
            let name = name.trim();
            let Some(known) = FIELDS.into_iter().find(|field| *field == name) else {
                let shown: String = name.chars().take(30).collect();
                return Err(FaultyDzn::Syntax { line, what: format!("unknown field {shown:?}") });
            };
            if fields.insert(known, Field { line, text: value }).is_some() {
                return Err(FaultyDzn::Twice { line, field: known.into() });
            }
        }
        Ok(Self(fields))
    }

    fn get(&self, field: &'static str) -> Result<&Field<'a>, FaultyDzn> {
        self.0.get(field).ok_or(FaultyDzn::Missing { field })
    }

    fn size(&self, field: &'static str, max: usize) -> Result<usize, FaultyDzn> {
        let found = self.get(field)?;
        let value = found.text.trim().parse::<usize>();
        value.ok().filter(|value| *value <= max).ok_or_else(|| {
            let shown: String = found.text.trim().chars().take(30).collect();
            let what = format!("{shown:?} is not a number from 0 to {max}");
            FaultyDzn::Value { line: found.line, field, what }
        })
    }

    fn requested(&self, count: usize, participants: usize) -> Result<Vec<Meeting>, FaultyDzn> {
        let field = "requested";
        let found = self.get(field)?;
        let numbers = numbers(found, field, "[|", "|]")?;
        let fault = |line, what| FaultyDzn::Value { line, field, what };
        if numbers.len() != count * 3 {
            let what = format!("{} numbers for {count} meetings of 3 numbers", numbers.len());
            return Err(fault(found.line, what));
        }
        let rows = numbers.chunks_exact(3).map(|row| {
            let [(line, p), (_, q), (_, session)] = [row[0], row[1], row[2]];
            let session = match session {
                1 => Session::Morning,
                2 => Session::Afternoon,
                3 => Session::Any,
                other => return Err(fault(line, format!("session {other} is none of 1, 2, 3"))),
            };
            if [p, q].iter().any(|who| !(1..=participants).contains(who)) || p == q {
                let what = format!("{p}, {q} are not two participants from 1 to {participants}");
                return Err(fault(line, what));
            }
            Ok(Meeting { parties: [p - 1, q - 1], session, fixed: None, after: Vec::new() })
        });
        rows.collect()
    }

    fn fixed(&self, count: usize, slots: usize) -> Result<Vec<usize>, FaultyDzn> {
        let Some(found) = self.0.get("fixed") else { return Ok(vec![0; count]) };
        let fault = |line, what| FaultyDzn::Value { line, field: "fixed", what };
        let numbers = numbers(found, "fixed", "[", "]")?;
        if numbers.len() != count {
            let what = format!("{} slots for {count} meetings", numbers.len());
            return Err(fault(found.line, what));
        }
        let rows = numbers.into_iter().map(|(line, slot)| match slot {
            0.. if slot <= slots => Ok(slot),
            _ => Err(fault(line, format!("slot {slot} is none of 0 to {slots}"))),
        });
        rows.collect()
    }

    /// Sets of numbers from 1 to `max`, given back from 0; 0 in a set means nothing.
    fn sets(
        &self,
        field: &'static str,
        count: usize,
        max: usize,
    ) -> Result<Vec<Vec<usize>>, FaultyDzn> {
        let Some(found) = self.0.get(field) else { return Ok(vec![Vec::new(); count]) };
        let fault = |line, what| FaultyDzn::Value { line, field, what };
        let inner = between(found, field, "[", "]")?;
        let mut sets = Vec::new();
        let mut line = found.line + line_of(found.text, 0) - 1;
        for part in inner.split('}') {
            let here = line + part.matches('\n').count();
            let body = part.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if !body.is_empty() {
                let Some(body) = body.strip_prefix('{') else {
                    return Err(fault(here, "expected sets like {1,2}".into()));
                };
                let one = Field { line: here, text: body };
                let numbers = list(&one, field, body)?.into_iter();
                let checked = numbers.filter(|(_, number)| *number != 0).map(|(line, number)| {
                    if number > max {
                        return Err(fault(line, format!("{number} is none of 1 to {max}")));
                    }
                    Ok(number - 1)
                });
                sets.push(checked.collect::<Result<Vec<_>, _>>()?);
            }
            line = here;
        }
        if sets.len() != count {
            return Err(fault(found.line, format!("{} sets where {count} belong", sets.len())));
        }
        Ok(sets)
    }
}

fn between<'a>(
    found: &Field<'a>,
    field: &'static str,
    open: &str,
    close: &str,
) -> Result<&'a str, FaultyDzn> {
    let inner = found.text.trim().strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    inner.ok_or_else(|| FaultyDzn::Value {
        line: found.line,
        field,
        what: format!("expected {open} .. {close}"),
    })
}

fn numbers(
    found: &Field<'_>,
    field: &'static str,
    open: &str,
    close: &str,
) -> Result<Vec<(usize, usize)>, FaultyDzn> {
    list(found, field, between(found, field, open, close)?)
}

/// Numbers between commas and bars, each with its line.
fn list(
    found: &Field<'_>,
    field: &'static str,
    inner: &str,
) -> Result<Vec<(usize, usize)>, FaultyDzn> {
    let mut numbers = Vec::new();
    for (more, row) in inner.split('\n').enumerate() {
        let line = found.line + more;
        for word in row.split([',', '|']).map(str::trim).filter(|word| !word.is_empty()) {
            let number = word.parse::<usize>().map_err(|_| {
                let shown: String = word.chars().take(30).collect();
                FaultyDzn::Value { line, field, what: format!("{shown:?} is not a number") }
            })?;
            numbers.push((line, number));
        }
    }
    Ok(numbers)
}

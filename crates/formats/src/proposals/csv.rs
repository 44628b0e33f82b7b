//! Proposals as a table (RFC 4180), its columns named in the first row, in English or Chinese. A
//! column of another name is an answer to the question of that name.

use super::{Proposal, Speaker, State};
use crate::error::{Place, Problem, ReadError};
use crate::source::{Source, quoted};

/// What a column holds, and what it may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Code,
    Title,
    Summary,
    Description,
    Kind,
    Minutes,
    Language,
    State,
    Topics,
    Note,
    Names,
    Emails,
    Affiliations,
    Biography,
}

const NAMES: [(&str, Column); 42] = [
    ("code", Column::Code),
    ("id", Column::Code),
    ("编号", Column::Code),
    ("title", Column::Title),
    ("标题", Column::Title),
    ("题目", Column::Title),
    ("summary", Column::Summary),
    ("abstract", Column::Summary),
    ("摘要", Column::Summary),
    ("description", Column::Description),
    ("详细内容", Column::Description),
    ("内容", Column::Description),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("format", Column::Kind),
    ("形式", Column::Kind),
    ("类型", Column::Kind),
    ("minutes", Column::Minutes),
    ("duration", Column::Minutes),
    ("时长", Column::Minutes),
    ("language", Column::Language),
    ("语言", Column::Language),
    ("演讲语言", Column::Language),
    ("state", Column::State),
    ("status", Column::State),
    ("状态", Column::State),
    ("topics", Column::Topics),
    ("track", Column::Topics),
    ("tags", Column::Topics),
    ("主题", Column::Topics),
    ("note", Column::Note),
    ("notes", Column::Note),
    ("备注", Column::Note),
    ("speakers", Column::Names),
    ("speaker", Column::Names),
    ("讲者", Column::Names),
    ("emails", Column::Emails),
    ("email", Column::Emails),
    ("邮箱", Column::Emails),
    ("affiliation", Column::Affiliations),
    ("单位", Column::Affiliations),
    ("biography", Column::Biography),
];

pub(super) fn read(source: Source<'_>) -> Result<Vec<Proposal>, ReadError> {
    let mut table = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(source.text.as_bytes());
    let mut rows = table.records();
    let Some(head) = rows.next() else {
        return Err(source.error(0, Problem::NotProposals { found: "nothing" }));
    };
    let head = head.map_err(|error| wrong(source, &error))?;
    let names: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
    let columns: Vec<Option<Column>> = names.iter().map(|name| column(name)).collect();
    if !columns.contains(&Some(Column::Title)) {
        let problem = Problem::Missing { what: "column \"title\"", of: "the table".to_owned() };
        return Err(source.error(0, problem));
    }
    let mut all = Vec::new();
    for row in rows {
        let row = row.map_err(|error| wrong(source, &error))?;
        let at = row.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        all.push(proposal(source, at, &names, &columns, &row)?);
    }
    all.retain(|one| one.state != State::Gone);
    super::once(all)
}

fn column(name: &str) -> Option<Column> {
    let name = name.to_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

fn wrong(source: Source<'_>, error: &::csv::Error) -> ReadError {
    let at = error.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
    source.error(at, Problem::NotProposals { found: "a table with a broken row" })
}

fn proposal(
    source: Source<'_>,
    at: usize,
    names: &[String],
    columns: &[Option<Column>],
    row: &::csv::StringRecord,
) -> Result<Proposal, ReadError> {
    let place = source.place(at);
    let of = |what: &str| Problem::Missing { what: "title", of: what.to_owned() };
    let mut one = Proposal { at: Some(place), ..Proposal::default() };
    let (mut people, mut emails, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    let mut biography = String::new();
    for ((cell, column), name) in row.iter().zip(columns).zip(names) {
        let text = cell.trim().strip_prefix('\'').unwrap_or(cell.trim());
        if text.is_empty() {
            continue;
        }
        match column {
            Some(Column::Code) => text.clone_into(&mut one.code),
            Some(Column::Title) => text.clone_into(&mut one.title),
            Some(Column::Summary) => text.clone_into(&mut one.summary),
            Some(Column::Description) => text.clone_into(&mut one.description),
            Some(Column::Kind) => text.clone_into(&mut one.kind),
            Some(Column::Minutes) => one.minutes = Some(minutes(place, text, &one.title)?),
            Some(Column::Language) => text.clone_into(&mut one.language),
            Some(Column::State) => one.state = state(place, text, &one.title)?,
            Some(Column::Topics) => one.topics = parts(text),
            Some(Column::Note) => text.clone_into(&mut one.note),
            Some(Column::Names) => people = parts(text),
            Some(Column::Emails) => emails = parts(text),
            Some(Column::Affiliations) => bodies = parts(text),
            Some(Column::Biography) => text.clone_into(&mut biography),
            None if name.is_empty() => {}
            None => one.answers.push((name.clone(), text.to_owned())),
        }
    }
    if one.title.is_empty() {
        return Err(ReadError { place, problem: of("this row") });
    }
    if one.code.is_empty() {
        one.code.clone_from(&one.title);
    }
    one.speakers = (people.into_iter().enumerate())
        .map(|(at, name)| Speaker {
            name,
            email: emails.get(at).cloned().unwrap_or_default(),
            affiliation: bodies.get(at).cloned().unwrap_or_default(),
            biography: if at == 0 { biography.clone() } else { String::new() },
        })
        .collect();
    Ok(one)
}

/// Several values in one cell.
fn parts(text: &str) -> Vec<String> {
    let each = text.split([';', '；', '、', '\n']).map(str::trim);
    each.filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

fn minutes(place: Place, text: &str, of: &str) -> Result<i64, ReadError> {
    super::look::minutes(text).ok_or_else(|| value(place, "minutes", text, (of, "whole minutes")))
}

fn state(place: Place, text: &str, of: &str) -> Result<State, ReadError> {
    Ok(match text.to_lowercase().as_str() {
        "submitted" | "new" | "已提交" => State::Submitted,
        "accepted" | "confirmed" | "已接受" | "已确认" => State::Accepted,
        "waiting" | "waitlisted" | "候补" => State::Waiting,
        "declined" | "rejected" | "未入选" => State::Declined,
        "withdrawn" | "canceled" | "cancelled" | "已撤回" => State::Gone,
        _ => {
            let wanted = "submitted, accepted, waiting, declined or withdrawn";
            return Err(value(place, "state", text, (of, wanted)));
        }
    })
}

fn value(
    place: Place,
    field: &'static str,
    text: &str,
    (of, wanted): (&str, &'static str),
) -> ReadError {
    let of = format!("the proposal \"{}\"", quoted(of));
    ReadError { place, problem: Problem::Value { field, text: quoted(text), of, wanted } }
}

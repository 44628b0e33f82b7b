//! The description of the API for people: the same table of routes that makes router and document.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use serde_json::Value;

use super::Answer;
use crate::api::document::{scope, tag, tag_words, tags_of, value};
use crate::api::{Api, Gate, ROOT, Repeats, Route};
use crate::desk::Visit;
use crate::desk::answer::page;
use crate::shell::Frame;

struct Group {
    name: &'static str,
    said: &'static str,
    routes: Vec<Line>,
}

struct Line {
    id: &'static str,
    method: String,
    path: String,
    said: &'static str,
    /// What a token must be made for; empty when for nothing.
    scope: String,
    open: bool,
    key: Repeats,
    query: Vec<Field>,
    body: Vec<Field>,
    answer: Vec<Field>,
}

/// A field of what goes in or out, or a parameter.
struct Field {
    name: String,
    kind: String,
    said: String,
    needed: bool,
}

#[derive(Template)]
#[template(path = "integrations/pages/description.html")]
struct DescriptionPage<'v> {
    frame: Frame<'v>,
    root: &'static str,
    base: String,
    tokens: String,
    groups: Vec<Group>,
}

pub async fn show(api: Arc<Api>, visit: Visit) -> Answer {
    let words = visit.words;
    let document = value(api.routes(), words, "");
    let groups = tags_of(api.routes()).into_iter().map(|name| Group {
        name,
        said: tag_words(name, words),
        routes: (api.routes().iter().filter(|route| tag(route) == name))
            .map(|route| line(route, &document, &visit))
            .collect(),
    });
    let page_of = DescriptionPage {
        frame: visit.frame_at(words.integrations_api_title(), "/api"),
        root: ROOT,
        base: api.base_url().to_owned(),
        tokens: visit.to("/account/tokens"),
        groups: groups.collect(),
    };
    page(StatusCode::OK, &page_of)
}

fn line(route: &Route, document: &Value, visit: &Visit) -> Line {
    let method = route.method.as_str().to_lowercase();
    let operation = &document["paths"][route.path][&method];
    let schema = |content: &Value| fields(document, &content["application/json"]["schema"]);
    Line {
        id: route.name,
        method: route.method.to_string(),
        path: format!("{ROOT}{}", route.path),
        said: (route.said)(visit.words),
        scope: scope(route),
        open: route.gate == Gate::Open,
        key: route.repeats,
        query: parameters(operation),
        body: schema(&operation["requestBody"]["content"]),
        answer: schema(&operation["responses"][route.status.as_str()]["content"]),
    }
}

fn parameters(operation: &Value) -> Vec<Field> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    let shown = all.filter(|one| one["in"] == "query" || one["name"] == "If-Match");
    shown
        .map(|one| Field {
            name: text(&one["name"]),
            kind: text(&one["schema"]["type"]),
            said: text(&one["description"]),
            needed: one["required"] == true,
        })
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a reference stands for; the schema itself when it is none.
fn meant<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let name = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/components/schemas/"));
    name.map_or(schema, |name| &document["components"]["schemas"][name])
}

/// The fields of a shape; those of its items when it is a list.
fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    let shape = meant(document, schema);
    let items = &shape["properties"]["items"]["items"];
    let shape = if items.is_null() { shape } else { meant(document, items) };
    let needed = shape["required"].as_array();
    let all = shape["properties"].as_object().into_iter().flatten();
    let field = |(name, field): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind(document, field),
        said: text(&field["description"]),
        needed: needed.is_some_and(|all| all.iter().any(|one| one == name)),
    };
    all.map(field).collect()
}

/// The type of a field in a word or two.
fn kind(document: &Value, field: &Value) -> String {
    let branch = field["anyOf"].as_array().and_then(|all| all.first());
    let field = meant(document, branch.unwrap_or(field));
    let format = text(&field["format"]);
    let kind = match &field["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.first().map(text).unwrap_or_default(),
        _ => String::new(),
    };
    match (kind.as_str(), format.as_str()) {
        ("string", format) if !format.is_empty() => format.to_owned(),
        ("array", _) => format!("[{}]", self::kind(document, &field["items"])),
        _ => kind,
    }
}

//! The description of the API (OpenAPI 3.1), written from the table of routes and the shapes of what
//! goes in and out. Nothing of it is written by hand, so it cannot say what is not so.

use axum::http::Method;
use schemars::JsonSchema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::ROOT;
use super::route::{Gate, Match, Parameter, Repeats, Route};
use crate::access::Area;
use crate::words::Words;

/// A problem as it is described. The floor writes it.
#[derive(JsonSchema)]
#[schemars(rename = "Problem")]
#[expect(dead_code, reason = "its fields are what the schema is made from")]
struct Described {
    /// `urn:guildhall:problem:` and the name by which programs tell it from others.
    r#type: String,
    /// What sort of problem it is, in the language of `Accept-Language`.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is true and what to do, in the same language.
    detail: String,
    /// The field of the body that it is about, as a JSON pointer.
    pointer: Option<String>,
}

/// The document as JSON text.
pub fn written(routes: &[Route], words: Words, base_url: &str) -> String {
    let document = value(routes, words, base_url);
    serde_json::to_string(&document).expect("it is JSON already")
}

/// The document.
pub fn value(routes: &[Route], words: Words, base_url: &str) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Described>();
    let mut paths: Map<String, Value> = Map::new();
    for route in routes {
        let operation = operation(route, words, &mut generator, &problem);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Guildhall",
            "version": "1",
            "description": words.api_about(),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": format!("{}{ROOT}", base_url.trim_end_matches('/')) }],
        "tags": tags(routes, words),
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": words.api_token_scheme(),
                },
            },
        },
    })
}

/// What a route belongs to: its area, or what everybody may read.
pub fn tag(route: &Route) -> &'static str {
    match route.gate {
        Gate::Area(area) => area.word(),
        Gate::Open => "public",
        Gate::Token => "token",
    }
}

/// What a tag means.
pub fn tag_words(tag: &str, words: Words) -> &'static str {
    match Area::ALL.into_iter().find(|area| area.word() == tag) {
        Some(area) => area_words(area, words),
        None if tag == "public" => words.api_area_public(),
        None => words.api_area_token(),
    }
}

/// What an area holds.
pub fn area_words(area: Area, words: Words) -> &'static str {
    match area {
        Area::Programme => words.api_area_programme(),
        Area::Hosts => words.api_area_hosts(),
        Area::Grants => words.api_area_grants(),
        Area::Roles => words.api_area_roles(),
        Area::Admissions => words.api_area_admissions(),
        Area::Door => words.api_area_door(),
        Area::Scans => words.api_area_scans(),
        Area::Facts => words.api_area_facts(),
        Area::Webhooks => words.api_area_webhooks(),
        Area::Calls => words.api_area_calls(),
        Area::Guests => words.api_area_guests(),
        Area::Letters => words.api_area_letters(),
        Area::Translation => words.api_area_translation(),
    }
}

/// The tags in use, in the order of the table.
pub fn tags_of(routes: &[Route]) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for name in routes.iter().map(tag) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn tags(routes: &[Route], words: Words) -> Vec<Value> {
    let described = |name| json!({ "name": name, "description": tag_words(name, words) });
    tags_of(routes).into_iter().map(described).collect()
}

fn operation(
    route: &Route,
    words: Words,
    generator: &mut SchemaGenerator,
    problem: &schemars::Schema,
) -> Value {
    let mut answer = json!({ "description": words.api_answer() });
    if let Some(schema) = route.answer {
        let schema = schema(generator);
        answer["content"] = json!({ "application/json": { "schema": schema } });
    }
    let mut operation = json!({
        "operationId": route.name,
        "summary": (route.said)(words),
        "tags": [tag(route)],
        "parameters": parameters(route, words),
        "responses": {
            route.status.as_str(): answer,
            "default": {
                "description": words.api_problem(),
                "content": { "application/problem+json": { "schema": problem } },
            },
        },
    });
    if let Some(schema) = route.body {
        let schema = schema(generator);
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    operation["security"] = match route.gate {
        Gate::Open => json!([{}, { "token": [] }]),
        Gate::Token => json!([{ "token": [] }]),
        Gate::Area(_) => json!([{ "token": [scope(route)] }]),
    };
    operation
}

/// What a token must have been made for: `grants:write`; empty when for nothing in particular.
pub fn scope(route: &Route) -> String {
    match route.gate {
        Gate::Area(area) => format!("{}:{}", area.word(), route.doing().word()),
        _ => String::new(),
    }
}

fn parameters(route: &Route, words: Words) -> Vec<Value> {
    let mut all: Vec<Value> = route
        .places()
        .map(|name| {
            let said = words.api_in_path();
            let schema = json!({ "type": "string" });
            json!({
                "name": name, "in": "path", "required": true, "description": said,
                "schema": schema,
            })
        })
        .collect();
    all.extend(route.parameters.iter().map(|Parameter { name, kind, said }| {
        json!({
            "name": name, "in": "query", "description": said(words), "schema": { "type": kind },
        })
    }));
    let mut header = |name: &str, required: bool, said: &str| {
        all.push(json!({
            "name": name, "in": "header", "required": required, "description": said,
            "schema": { "type": "string" },
        }));
    };
    if route.repeats != Repeats::Anyway {
        header("Idempotency-Key", route.repeats == Repeats::Must, words.api_key_said());
    }
    if route.matched != Match::Never {
        header("If-Match", route.matched == Match::Must, words.api_match_said());
    }
    if route.method == Method::GET {
        header("If-None-Match", false, words.api_none_match_said());
    }
    all
}

//! The description is a valid OpenAPI document, and tells of every route and of nothing else.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::access::{Area, Doing};
use crate::api::document::written;
use crate::words::Words;

fn document(lang: Lang) -> Value {
    let routes = routes(Reachable::Public);
    serde_json::from_str(&written(&routes, Words::of(lang), "https://example.org/")).unwrap()
}

#[test]
fn it_passes_the_schema_of_the_openapi_initiative() {
    let schema = include_str!("openapi-3.1.schema.json");
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    let schema: Value = serde_json::from_str(schema).unwrap();
    let id = schema["$id"].as_str().unwrap().to_owned();
    compiler.add_resource(&id, schema).unwrap();
    let schema = compiler.compile(&id, &mut schemas).unwrap();
    for lang in Lang::ALL {
        let document = document(lang);
        schemas.validate(&document, schema).unwrap_or_else(|error| panic!("{error:#}"));
        let broken = {
            let mut it = document;
            it["paths"]["/me"]["get"]["responses"] = 1.into();
            it
        };
        assert!(schemas.validate(&broken, schema).is_err());
    }
}

/// Every schema in it is one, and every reference leads somewhere.
#[test]
fn every_shape_in_it_is_a_json_schema() {
    let document = document(Lang::En);
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("https://x/document", document.clone()).unwrap();
    let shapes = document["components"]["schemas"].as_object().unwrap();
    assert!(shapes.len() > 25);
    for name in shapes.keys() {
        let at = format!("https://x/document#/components/schemas/{name}");
        compiler.compile(&at, &mut schemas).unwrap_or_else(|error| panic!("{name}: {error:#}"));
    }
}

#[test]
fn it_tells_of_every_route_once_with_what_a_token_must_be_for() {
    let document = document(Lang::En);
    let mut told: Vec<(String, String)> = Vec::new();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            told.push((method.to_uppercase(), path.clone()));
            assert!(names.insert(operation["operationId"].to_string()), "{operation}");
            assert!(!operation["summary"].as_str().unwrap().is_empty());
        }
    }
    let mut known: Vec<(String, String)> = routes(Reachable::Public)
        .iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    told.sort();
    known.sort();
    assert_eq!(told, known);
    let grants = &document["paths"]["/editions/{edition}/grants"];
    assert_eq!(grants["put"]["security"][0]["token"][0], "grants:write");
    assert_eq!(grants["get"]["security"][0]["token"][0], "grants:read");
    assert_eq!(Area::Grants.word(), "grants");
    assert_eq!(Doing::Read.word(), "read");
}

#[test]
fn it_is_served_in_the_readers_language_and_known_by_its_tag() {
    let house = House::all().remove(0);
    let english = house.ask("GET", "/openapi.json", None, &[("accept-language", "en")], "");
    let chinese = house.ask("GET", "/openapi.json", None, &[("accept-language", "zh")], "");
    assert_eq!(english.json()["openapi"], "3.1.0");
    let said = |answer: &Answer| answer.json()["paths"]["/me"]["get"]["summary"].to_string();
    assert_ne!(said(&english), said(&chinese));
    assert_eq!(english.header("content-language"), "en");
    let known = [("accept-language", "en"), ("if-none-match", english.header("etag"))];
    let again = house.ask("GET", "/openapi.json", None, &known, "");
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

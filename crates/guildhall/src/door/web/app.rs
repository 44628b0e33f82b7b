//! The page that is a gate: it keeps itself and its list, so it opens and works without network. It is
//! the same for everybody; who a device is, it knows itself.

use std::collections::BTreeMap;

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, Response, StatusCode, header};
use kernel::Lang;
use serde_json::json;

use super::Answer;
use crate::desk::answer::nowhere;
use crate::door::rules::Verdict;
use crate::shell;
use crate::words::Words;

#[derive(Template)]
#[template(path = "door/pages/gate.html")]
struct GatePage {
    w: Words,
    lang: Lang,
    other: Lang,
    words: String,
    sheet: &'static str,
    script: &'static str,
    mark: &'static str,
    lines: [i64; 5],
}

/// How long a line is, at a glance.
const LINES: [i64; 5] = [0, 10, 30, 60, 120];

pub async fn page(Path(tongue): Path<String>) -> Answer {
    let Some(lang) = Lang::from_code(&tongue) else { return nowhere() };
    let all: BTreeMap<&str, BTreeMap<&str, &str>> =
        Lang::ALL.into_iter().map(|one| (one.code(), spoken(Words::of(one)))).collect();
    let page = GatePage {
        w: Words::of(lang),
        lang,
        other: lang.other(),
        words: json!(all).to_string(),
        sheet: &shell::gate_sheet().path,
        script: &shell::gate_script().path,
        mark: &shell::mark().path,
        lines: LINES,
    };
    match page.render() {
        Ok(html) => sent("text/html; charset=utf-8", html),
        Err(_) => nowhere(),
    }
}

/// What the page says by itself, by the key the script knows.
fn spoken(words: Words) -> BTreeMap<&'static str, &'static str> {
    let mut all: BTreeMap<&str, &str> =
        Verdict::ALL.into_iter().map(|one| (one.word(), verdict_words(words, one))).collect();
    all.extend([
        ("net", words.door_net()),
        ("no-net", words.door_no_net()),
        ("held", words.door_held()),
        ("carried", words.door_carried()),
        ("before", words.door_before()),
        ("no-camera", words.door_no_camera()),
        ("not-secure", words.door_not_secure()),
    ]);
    all
}

pub(super) fn verdict_words(words: Words, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Admitted => words.door_admitted(),
        Verdict::Left => words.door_left(),
        Verdict::NotInside => words.door_not_inside(),
        Verdict::AlreadyInside => words.door_already_inside(),
        Verdict::Used => words.door_used(),
        Verdict::WrongDay => words.door_wrong_day(),
        Verdict::WrongGate => words.door_wrong_gate(),
        Verdict::Cancelled => words.door_cancelled(),
        Verdict::NotConfirmed => words.door_not_confirmed(),
        Verdict::Forged => words.door_forged(),
        Verdict::Foreign => words.door_foreign(),
        Verdict::OldCode => words.door_old_code(),
        Verdict::Unknown => words.door_unknown(),
        Verdict::NoCode => words.door_no_code(),
        Verdict::OtherLane => words.door_other_lane(),
    }
}

pub async fn manifest(Path(tongue): Path<String>) -> Answer {
    let Some(lang) = Lang::from_code(&tongue) else { return nowhere() };
    let words = Words::of(lang);
    let manifest = json!({
        "name": words.door_app(),
        "short_name": words.door_app(),
        "lang": lang.html(),
        "start_url": format!("/gate/{lang}"),
        "scope": "/gate/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#14151a",
        "theme_color": "#14151a",
        "icons": [{ "src": shell::mark().path, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }],
    });
    sent("application/manifest+json", manifest.to_string())
}

/// The worker's text names what it keeps: another version of the page is another worker.
pub async fn worker() -> Answer {
    let assets = [shell::gate_sheet(), shell::gate_script(), shell::mark()];
    let mut files: Vec<String> = assets.iter().map(|asset| asset.path.clone()).collect();
    let name = format!("gate-{}", files.concat());
    for lang in Lang::ALL {
        files.extend([format!("/gate/{lang}"), format!("/gate/{lang}/manifest")]);
    }
    let text = include_str!("../../shell/js/gate/worker.js");
    let head = format!("const NAME = {};\nconst FILES = {};\n", json!(name), json!(files));
    sent("text/javascript; charset=utf-8", format!("{head}{text}"))
}

fn sent(kind: &'static str, text: String) -> Answer {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The worker keeps it; nothing in between does.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

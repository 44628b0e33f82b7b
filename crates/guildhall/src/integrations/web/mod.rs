//! The pages of this slice: one's own tokens, the tokens and webhooks of an edition, the description
//! of the API.

mod description;
mod tokens;
mod tokens_in;
mod webhook;
mod webhooks;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};

use super::courier::Reachable;
use crate::access::{Area, Doing, Reach};
use crate::api::Api;
use crate::api::document::area_words;
use crate::desk::Desk;
use crate::words::Words;

type Answer = Response<Body>;

/// What handlers of this slice need besides the desk.
#[derive(Clone)]
pub struct Setting {
    pub api: Arc<Api>,
    pub reachable: Reachable,
}

/// Every route of this slice.
pub fn router(setting: &Setting) -> Router<Arc<Desk>> {
    let reach = setting.reachable;
    let api = Arc::clone(&setting.api);
    Router::new()
        .route("/{lang}/api", get(move |visit| description::show(Arc::clone(&api), visit)))
        .route("/{lang}/account/tokens", get(tokens::show).post(tokens::make))
        .route("/{lang}/account/tokens/{token}/revoke", post(tokens::revoke))
        .route("/{lang}/{edition}/tokens", get(tokens_in::show))
        .route("/{lang}/{edition}/tokens/{token}/revoke", post(tokens_in::revoke))
        .route(
            "/{lang}/{edition}/webhooks",
            get(webhooks::show).post(move |desk, visit, path, sent| {
                webhooks::make(reach, desk, visit, path, sent)
            }),
        )
        .route(
            "/{lang}/{edition}/webhooks/{webhook}",
            get(webhook::show).post(move |desk, visit, path, sent| {
                webhook::change(reach, desk, visit, path, sent)
            }),
        )
        .route("/{lang}/{edition}/webhooks/{webhook}/test", post(webhook::test))
        .route("/{lang}/{edition}/webhooks/{webhook}/disable", post(webhook::disable))
        .route("/{lang}/{edition}/webhooks/{webhook}/enable", post(webhook::enable))
        .route("/{lang}/{edition}/webhooks/{webhook}/remove", post(webhook::remove))
}

/// One area of a token, as people read it.
struct AreaLine {
    said: &'static str,
    doing: &'static str,
    word: String,
}

fn areas(words: Words, reach: Reach) -> Vec<AreaLine> {
    let line = |(area, doing): (Area, Doing)| AreaLine {
        said: area_words(area, words),
        doing: doing_words(words, doing),
        word: format!("{}:{}", area.word(), doing.word()),
    };
    reach.areas().map(line).collect()
}

fn doing_words(words: Words, doing: Doing) -> &'static str {
    match doing {
        Doing::Read => words.integrations_read(),
        Doing::Write => words.integrations_write(),
    }
}

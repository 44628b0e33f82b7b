use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use kernel::{Lang, Timestamp, Zone};

use super::answer::{self, failed, nowhere};
use super::{Desk, device};
use crate::access::sessions::{self, NOTE_EVERY, Session};
use crate::access::{AccountId, Actor};
use crate::ctx::Ctx;
use crate::shell::{Frame, Masthead, when};
use crate::words::Words;

/// One request of a page behind the shelf: who asks, in which language, for which edition.
pub struct Visit {
    pub lang: Lang,
    pub words: Words,
    /// The circumstances of a verb, acting as whoever asks.
    pub ctx: Ctx,
    pub session: Option<Session>,
    /// What the device calls itself.
    pub device: String,
    pub masthead: Masthead,
    /// What the address asks for, in order.
    pub query: Vec<(String, String)>,
    /// The path without its language: `/gdc-2025/roles`.
    rest: String,
}

/// Longer names of devices are nobody's.
const USER_AGENT_MAX: usize = 400;

impl FromRequestParts<Arc<Desk>> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Response> {
        let Some((lang, rest)) = split(parts.uri.path()) else { return Err(nowhere()) };
        let mut visit = Self::bare(desk, lang, rest);
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let agent: String = agent.unwrap_or_default().chars().take(USER_AGENT_MAX).collect();
        visit.device = device::named(&agent);
        visit.query = Query::try_from_uri(&parts.uri).map(|Query(all)| all).unwrap_or_default();
        let Some(token) = desk.cookies.read(&parts.headers) else { return Ok(visit) };
        let now = visit.ctx.now();
        let found = desk.db.read(move |tx| sessions::by_token(tx, &token, now)).await;
        let Some(session) = found.map_err(|fault| failed(&fault))? else { return Ok(visit) };
        if session.seen_at + NOTE_EVERY < now {
            let id = session.id;
            let noted = desk.db.write(move |tx| sessions::note_use(tx, id, now)).await;
            noted.map_err(|fault| failed(&fault))?;
        }
        visit.ctx.actor = Actor::Account(session.account);
        visit.session = Some(session);
        Ok(visit)
    }
}

/// The language that a path begins with, and what follows it.
pub(super) fn split(path: &str) -> Option<(Lang, &str)> {
    let code = path.strip_prefix('/')?.split('/').next()?;
    Some((Lang::from_code(code)?, &path[1 + code.len()..]))
}

impl Visit {
    /// A visit of nobody in particular.
    pub(super) fn bare(desk: &Desk, lang: Lang, rest: &str) -> Self {
        let edition = rest.split('/').nth(1).filter(|slug| !slug.is_empty());
        Self {
            lang,
            words: Words::of(lang),
            ctx: desk.ctx.acting(Actor::Visitor),
            session: None,
            device: String::new(),
            masthead: desk.house.masthead(lang, edition),
            query: Vec::new(),
            rest: rest.to_owned(),
        }
    }

    /// What the address says for `key`; empty when it says nothing.
    pub fn asked(&self, key: &str) -> &str {
        self.query.iter().rfind(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    pub fn account(&self) -> Option<AccountId> {
        self.session.as_ref().map(|session| session.account)
    }

    /// The path with which a page in this language begins: `/zh`.
    pub fn to(&self, rest: &str) -> String {
        format!("/{}{rest}", self.lang)
    }

    /// The path that was asked for.
    pub fn path(&self) -> String {
        self.to(&self.rest)
    }

    /// The zone in which times are said.
    pub fn zone(&self) -> Zone {
        self.masthead.zone.parse().unwrap_or_else(|_| Zone::utc())
    }

    /// A day as the page's zone has it.
    pub fn day(&self, at: Timestamp) -> String {
        let date = self.zone().wall(at).date;
        when::days(self.words, date, date)
    }

    /// A day and a time as the page's zone has them.
    pub fn moment(&self, at: Timestamp) -> String {
        format!("{} {}", self.day(at), self.zone().wall(at).clock())
    }

    /// The frame of a page of that title.
    pub fn frame(&self, title: &str) -> Frame<'_> {
        self.frame_at(title, &self.rest)
    }

    /// The same for a page whose address to come back to is another.
    pub fn frame_at(&self, title: &str, rest: &str) -> Frame<'_> {
        Frame {
            masthead: &self.masthead,
            words: self.words,
            title: title.to_owned(),
            description: String::new(),
            path: format!("/{}{rest}", self.lang),
            other_path: format!("/{}{rest}", self.lang.other()),
            section: answer::SECTION,
            json_ld: String::new(),
            indexed: false,
            body: "desk".to_owned(),
        }
    }
}

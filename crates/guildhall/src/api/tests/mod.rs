//! Stories of the API floor and of every route on it.

mod conference;
mod document;
mod examples;
mod gates;
mod manners;
mod repeats;
mod walk;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use kernel::{Lang, Text, Timestamp, Uuid};
use serde_json::Value;
use store::Tx;
use tower::ServiceExt as _;

use super::{Allowance, Api, Limits};
use crate::access::sessions::Token;
use crate::access::tokens::{self, ApiToken};
use crate::access::{self, AccountId, Area, Doing, Reach, Role, Scope};
use crate::cli::interface::routes;
use crate::desk::Rate;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::integrations::courier::Reachable;
use crate::people::verbs::{accounts, roles};
use crate::programme::{fixture, verbs as programme};
use crate::trial::World;

/// A house whose API is open, with the fixture's conference released once.
pub struct House {
    pub world: World,
    pub api: Arc<Api>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The name of the problem.
    pub fn problem(&self) -> String {
        let kind = self.json()["type"].as_str().unwrap_or_default().to_owned();
        kind.trim_start_matches("urn:guildhall:problem:").to_owned()
    }
}

pub fn edition() -> Scope {
    Scope::edition(fixture::id::<Edition>("edition"))
}

pub fn host() -> Scope {
    Scope::host(fixture::id::<Edition>("edition"), fixture::id::<Host>("host"))
}

/// Everything that a token can be for.
pub fn everything() -> Reach {
    Area::ALL.into_iter().fold(Reach::nothing(), |reach, area| {
        reach.with(area, if area.is_writable() { Doing::Write } else { Doing::Read })
    })
}

impl House {
    /// One on every engine at hand.
    pub fn all() -> Vec<Self> {
        World::all().into_iter().map(|world| Self::on(world, Allowance::default())).collect()
    }

    pub fn on(world: World, allowance: Allowance) -> Self {
        let ctx = world.ctx.clone();
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<programme::Unwilling>> {
            let conference = fixture::programme(6);
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, may, &conference)?;
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::publish(tx, &ctx, may, Text::empty()).map(drop)
        });
        let routes = routes(Reachable::Public);
        let limits = Limits { allowance };
        let base = "https://example.org";
        let api = Api::new(world.db.clone(), world.ctx.clone(), routes, base, limits);
        Self { world, api: Arc::new(api) }
    }

    /// An account that holds that role.
    pub fn account(&self, address: &str, role: Option<(Role, Scope)>) -> AccountId {
        let (ctx, address) = (self.world.ctx.clone(), address.parse().unwrap());
        self.world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<_>> {
            let may = access::require(tx, &ctx, Scope::Site).map_err(|no| no.map(Into::into))?;
            let made = accounts::ensure(tx, &ctx, may, &address, "Sample", Lang::En)?;
            if let Some(role) = role {
                roles::appoint(tx, &ctx, may, made.id, role)?;
            }
            Ok::<_, Error<crate::people::refusal::Unwilling>>(made.id)
        })
    }

    /// A token of that account for an edition, as it is sent.
    pub fn token(&self, account: AccountId, edition: Uuid, reach: Reach) -> String {
        let token = Token::new(self.world.ctx.secret());
        let made = ApiToken {
            id: self.world.ctx.id(),
            account,
            edition,
            name: "Sample".to_owned(),
            reach,
            made_at: self.world.ctx.now(),
            expires_at: Timestamp::from_millis(self.world.ctx.now().as_millis() + 86_400_000),
            used_on: None,
            revoked_at: None,
        };
        let spelled = tokens::spelled(&token);
        self.world.write(move |tx| tokens::insert(tx, &made, &token));
        spelled
    }

    /// A token of somebody in that role, for the fixture's edition and everything.
    pub fn token_as(&self, role: Role, scope: Scope) -> String {
        let address = format!("{}@example.org", role.word().replace('_', "-"));
        let account = self.account(&address, Some((role, scope)));
        self.token(account, edition().edition_uuid().unwrap(), everything())
    }

    pub fn organiser(&self) -> String {
        self.token_as(Role::Organiser, edition())
    }

    pub fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.ask("GET", path, token, &[], "")
    }

    pub fn ask(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(asked(self.api.router(), request(method, path, token, headers, body)))
    }
}

pub fn request(
    method: &str,
    path: &str,
    token: Option<&str>,
    headers: &[(&str, &str)],
    body: &str,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "content-type") {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

pub async fn asked(router: Router, request: Request<Body>) -> Answer {
    let (head, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 10_000_000).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Answer { status: head.status, headers: head.headers, text }
}

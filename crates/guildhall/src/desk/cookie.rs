//! The cookies that the house sets: which session this browser is, and which pass it carries.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use crate::access::sessions::{LIFE_MAX, Token};

/// How the session's cookie is called and guarded. Over TLS its name holds the browser to what it
/// promises: this host alone, never without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    Secure,
    /// Without TLS: a demonstration, or a test.
    Plain,
}

impl Cookies {
    pub fn for_site(base_url: &str) -> Self {
        if base_url.starts_with("https://") { Self::Secure } else { Self::Plain }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-guildhall",
            Self::Plain => "guildhall",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Secure => "Path=/; HttpOnly; SameSite=Lax; Secure",
            Self::Plain => "Path=/; HttpOnly; SameSite=Lax",
        }
    }

    /// The pass of whoever came by its link, without an account.
    const fn pass_name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-guildhall-pass",
            Self::Plain => "guildhall-pass",
        }
    }

    pub fn read(self, headers: &HeaderMap) -> Option<Token> {
        named(headers, self.name())
    }

    /// The secret of the pass that this browser carries.
    pub fn read_pass(self, headers: &HeaderMap) -> Option<Token> {
        named(headers, self.pass_name())
    }

    /// `Set-Cookie` by which this browser carries a pass.
    pub fn set_pass(self, token: &Token) -> HeaderValue {
        let (name, ending, life) = (self.pass_name(), self.ending(), LIFE_MAX.as_secs());
        written(&format!("{name}={}; Max-Age={life}; {ending}", token.spelled()))
    }

    /// `Set-Cookie` that begins a session in this browser.
    pub fn set(self, token: &Token) -> HeaderValue {
        let (name, ending, life) = (self.name(), self.ending(), LIFE_MAX.as_secs());
        written(&format!("{name}={}; Max-Age={life}; {ending}", token.spelled()))
    }

    /// `Set-Cookie` that lets the browser forget.
    pub fn clear(self) -> HeaderValue {
        written(&format!("{}=; Max-Age=0; {}", self.name(), self.ending()))
    }
}

fn named(headers: &HeaderMap, name: &str) -> Option<Token> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = pairs.flat_map(|line| line.split(';')).filter_map(|one| one.split_once('='));
    let mut ours = pairs.filter(|(known, _)| known.trim() == name);
    ours.find_map(|(_, value)| Token::read(value.trim()))
}

fn written(text: &str) -> HeaderValue {
    let mut value = HeaderValue::try_from(text).expect("names and hexadecimal digits are legal");
    value.set_sensitive(true);
    value
}

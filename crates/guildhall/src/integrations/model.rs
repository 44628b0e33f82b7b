//! Webhooks and what became of their deliveries.

use std::fmt;

use kernel::{Id, Timestamp, Uuid};

use crate::access::AccountId;

pub type WebhookId = Id<Webhook>;
pub type DeliveryId = Id<Delivery>;

/// Somebody else's address that facts of an edition are sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    pub id: WebhookId,
    pub edition: Uuid,
    pub url: String,
    pub kinds: Kinds,
    pub secret: Vec<u8>,
    pub made_by: Option<AccountId>,
    pub made_at: Timestamp,
    /// Raised by every change.
    pub version: i64,
    /// The last fact that was delivered or passed over.
    pub position: i64,
    pub next_at: Timestamp,
    pub failures: i64,
    pub failing_since: Option<Timestamp>,
    pub disabled: Option<(Timestamp, Why)>,
}

// Its secret must not slip into a log.
impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", self.id)
    }
}

/// Why a webhook is disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    ByHand,
    /// Nothing was taken for three days.
    Failing,
    /// The other side said that it is gone for good.
    Gone,
}

impl Why {
    const ALL: [Self; 3] = [Self::ByHand, Self::Failing, Self::Gone];

    pub const fn word(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Failing => "failing",
            Self::Gone => "gone",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// Which facts a webhook wants: kinds, a beginning that ends in a dot, or `*` for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinds(Vec<String>);

/// More kinds than there are.
const KINDS_MAX: usize = 40;
const KIND_LENGTH_MAX: usize = 60;

impl Kinds {
    /// The kinds spelled so, with spaces or commas between; `None` when one is none.
    pub fn read(text: &str) -> Option<Self> {
        let words = text.split([' ', ',', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        let mut kinds: Vec<String> = words.map(str::to_owned).collect();
        kinds.sort();
        kinds.dedup();
        let fits = (1..=KINDS_MAX).contains(&kinds.len());
        (fits && kinds.iter().all(|kind| is_kind(kind))).then_some(Self(kinds))
    }

    pub fn want(&self, kind: &str) -> bool {
        self.0.iter().any(|wanted| match wanted.as_str() {
            "*" => true,
            family if family.ends_with('.') => kind.starts_with(family),
            one => one == kind,
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

fn is_kind(word: &str) -> bool {
    let plain = |sign: u8| sign.is_ascii_lowercase() || sign == b'_' || sign == b'.';
    let begins = word.starts_with(|sign: char| sign.is_ascii_lowercase());
    word == "*" || (word.len() <= KIND_LENGTH_MAX && begins && word.bytes().all(plain))
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// One try to deliver one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    /// The fact's place in the journal.
    pub position: i64,
    pub kind: String,
    /// 1 for the first.
    pub attempt: i64,
    pub at: Timestamp,
    pub took_ms: i64,
    pub outcome: Outcome,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side answered so.
    Answered(u16),
    Unreached(Obstacle),
}

impl Outcome {
    /// True when the fact arrived.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Answered(status) if status >= 200 && status < 300)
    }
}

/// Why the other side was not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The name leads nowhere.
    NoHost,
    /// The name leads into a network that is not public.
    Private,
    NoConnection,
    NoTls,
    TooSlow,
    /// What came back is no HTTP.
    NoHttp,
}

impl Obstacle {
    const ALL: [Self; 6] =
        [Self::NoHost, Self::Private, Self::NoConnection, Self::NoTls, Self::TooSlow, Self::NoHttp];

    pub const fn word(self) -> &'static str {
        match self {
            Self::NoHost => "no_host",
            Self::Private => "private",
            Self::NoConnection => "no_connection",
            Self::NoTls => "no_tls",
            Self::TooSlow => "too_slow",
            Self::NoHttp => "no_http",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_wanted_one_by_one_by_family_or_all() {
        let kinds = Kinds::read("programme.released, hosting.").unwrap();
        assert_eq!(kinds.to_string(), "hosting. programme.released");
        let wanted = ["programme.released", "programme.imported", "hosting.granted", "hosting"];
        assert_eq!(wanted.map(|kind| kinds.want(kind)), [true, false, true, false]);
        assert!(Kinds::read("*").unwrap().want("people.role_given"));
        for wrong in ["", " , ", "Programme.", "a b!", "..", &"x".repeat(61), "**"] {
            assert_eq!(Kinds::read(wrong), None, "{wrong}");
        }
    }
}

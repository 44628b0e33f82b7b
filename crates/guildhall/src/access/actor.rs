use kernel::{Id, Uuid};

use super::reach::Reach;

/// Names an account; the account itself is kept by `people`.
pub enum AccountKey {}

pub type AccountId = Id<AccountKey>;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not signed in.
    Visitor,
    /// Somebody who has.
    Account(AccountId),
    /// A program, for somebody who made it a token.
    Token(Bearer),
    /// Whoever can run the program on its machine: owns every row already.
    Operator,
    /// The program itself, tidying up. It is granted nothing.
    House,
}

/// Names one token.
pub enum TokenKey {}

pub type TokenId = Id<TokenKey>;

/// Whom a token speaks for, in which edition, and for what it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    pub token: TokenId,
    pub account: AccountId,
    pub edition: Uuid,
    pub reach: Reach,
}

impl Actor {
    /// As the journal names it.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Account(_) | Self::Token(_) => "account",
            Self::Operator => "operator",
            Self::House => "house",
        }
    }

    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Token(bearer) => Some(bearer.account),
            _ => None,
        }
    }

    /// The token by which it asks, if by one.
    pub const fn bearer(self) -> Option<Bearer> {
        match self {
            Self::Token(bearer) => Some(bearer),
            _ => None,
        }
    }

    /// The actor that [`Actor::kind`] and [`Actor::account`] came from; the journal names a token's owner.
    pub fn from_parts(kind: &str, account: Option<Uuid>) -> Option<Self> {
        match (kind, account) {
            ("visitor", None) => Some(Self::Visitor),
            ("account", Some(id)) => Some(Self::Account(Id::from_uuid(id))),
            ("operator", None) => Some(Self::Operator),
            ("house", None) => Some(Self::House),
            _ => None,
        }
    }
}

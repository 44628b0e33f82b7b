use kernel::{Id, Uuid};

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
    /// Whoever can run the program on its machine: owns every row already.
    Operator,
    /// The program itself, tidying up. It is granted nothing.
    House,
}

impl Actor {
    /// As the journal names it.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Account(_) => "account",
            Self::Operator => "operator",
            Self::House => "house",
        }
    }

    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            _ => None,
        }
    }

    /// The actor that [`Actor::kind`] and [`Actor::account`] came from.
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

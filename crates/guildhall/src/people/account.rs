//! An account: private, unlike the public profile in [`super::model`].

use std::fmt;
use std::str::FromStr;

use kernel::{Lang, Timestamp};

use crate::access::AccountId;
use crate::mail;

/// Somebody who may sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    /// As others read it; empty until its owner says.
    pub name: String,
    /// The language of letters.
    pub lang: Lang,
    /// Argon2id in PHC form.
    pub password: Option<String>,
    pub created_at: Timestamp,
    /// From then on nobody signs in.
    pub disabled_at: Option<Timestamp>,
    /// The first sign-in.
    pub verified_at: Option<Timestamp>,
}

store::row!(Account { id, email, name, lang, password, created_at, disabled_at, verified_at });

impl Account {
    /// What others read: the name, or the address while there is none.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

// Personal: it must not slip into a log.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

/// An address that mail can go to, in lower case.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// The text is no address. It is not repeated: it is personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no e-mail address such as name@example.org")]
pub struct EmailError;

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = EmailError;
    fn from_str(text: &str) -> Result<Self, EmailError> {
        let text = text.trim().to_lowercase();
        let whole = text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
        let fits = text.is_ascii() && text.len() <= 254;
        if whole && fits && mail::is_address(&text) { Ok(Self(text)) } else { Err(EmailError) }
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// How long a name may be: a badge has no room for more.
pub const NAME_LENGTH_MAX: usize = 60;
/// Short passwords are guessed; there is no rule about their signs.
pub const PASSWORD_LENGTH_MIN: usize = 10;
/// Nobody types more, and a hash takes its time over it.
pub const PASSWORD_LENGTH_MAX: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_can_go_to() {
        let read = |text: &str| text.parse::<Email>().map(|email| email.as_str().to_owned());
        assert_eq!(read(" Lin.Wei+x@Example.ORG "), Ok("lin.wei+x@example.org".to_owned()));
        let long = format!("{}@example.org", "a".repeat(300));
        for wrong in
            ["", "a", "a@", "@b.c", "a@b", "a b@c.d", "a@b.c\r\nBcc: x@y.z", "林@例.中", &long]
        {
            assert_eq!(read(wrong), Err(EmailError), "{wrong}");
        }
    }
}

//! Where letters leave the house: an SMTP server, a folder, or memory for tests.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};
use std::{fmt, fs};

use kernel::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::{SmtpTransport, Transport as _};

use super::{Letter, OrderId, Written};

/// Longer than a busy server takes, shorter than an order is held.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where letters go. Written `smtps://user:password@host`, `smtp://host:port` (with STARTTLS, unless
/// the host is this machine), `folder:PATH` or `memory:`.
#[derive(Clone)]
pub enum Outlet {
    Smtp(SmtpTransport),
    /// One `.eml` file a letter.
    Folder(PathBuf),
    /// Kept for a test to read.
    Memory(Arc<Mutex<Vec<Written>>>),
}

/// Why a letter was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What the server said, or what kept it from being asked.
    pub said: String,
    /// The mailbox takes no letters: trying again would not help.
    pub for_good: bool,
}

impl Refused {
    /// Not now, perhaps later.
    pub fn now(said: String) -> Self {
        Self { said, for_good: false }
    }
}

/// The text names no outlet. It is not repeated: it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error("mail goes to smtps://USER:PASSWORD@HOST, smtp://HOST:PORT or folder:PATH: {why}")]
pub struct OutletError {
    why: String,
}

impl Outlet {
    /// Sends, or says why not.
    pub fn send(
        &self,
        id: OrderId,
        from: &Mailbox,
        written: &Written,
        now: Timestamp,
    ) -> Result<(), Refused> {
        match self {
            Self::Memory(letters) => {
                letters.lock().unwrap_or_else(PoisonError::into_inner).push(written.clone());
                Ok(())
            }
            Self::Smtp(server) => {
                let message = message(id, from, written, now).map_err(Refused::now)?;
                server.send(&message).map(drop).map_err(|error| Refused {
                    for_good: error
                        .status()
                        .is_some_and(|code| refuses_mailbox(&code.to_string(), &error.to_string())),
                    said: error.to_string(),
                })
            }
            Self::Folder(folder) => {
                let message = message(id, from, written, now).map_err(Refused::now)?;
                keep(folder, id, &message.formatted())
                    .map_err(|error| Refused::now(error.to_string()))
            }
        }
    }

    /// Letters kept in memory so far.
    pub fn kept(&self) -> Vec<Letter> {
        self.kept_whole().into_iter().map(|written| written.letter).collect()
    }

    /// The same with what is enclosed.
    pub fn kept_whole(&self) -> Vec<Written> {
        match self {
            Self::Memory(letters) => letters.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }
}

impl FromStr for Outlet {
    type Err = OutletError;
    fn from_str(text: &str) -> Result<Self, OutletError> {
        if text == "memory:" {
            return Ok(Self::Memory(Arc::default()));
        }
        if let Some(path) = text.strip_prefix("folder:") {
            return match path {
                "" => Err(OutletError { why: "the folder has no name".into() }),
                path => Ok(Self::Folder(path.into())),
            };
        }
        let url = guarded(text)
            .ok_or_else(|| OutletError { why: "it begins with none of these".into() })?;
        // The parser's own message may repeat the text.
        let server = SmtpTransport::from_url(&url)
            .map_err(|_| OutletError { why: "the server's address cannot be read".into() })?;
        Ok(Self::Smtp(server.timeout(Some(PATIENCE)).build()))
    }
}

/// The URL, asking for STARTTLS where a password or a letter would cross a network in the clear.
fn guarded(text: &str) -> Option<String> {
    if text.starts_with("smtps://") {
        return Some(text.to_owned());
    }
    let rest = text.strip_prefix("smtp://")?;
    let place = rest.split(['/', '?']).next()?;
    let host = place.rsplit('@').next()?;
    let here = ["localhost", "127.0.0.1", "[::1]"];
    let is_here = here.iter().any(|name| {
        host.strip_prefix(name).is_some_and(|port| port.is_empty() || port.starts_with(':'))
    });
    if is_here || text.contains("tls=") {
        return Some(text.to_owned());
    }
    Some(format!("{text}{}tls=required", if text.contains('?') { '&' } else { '?' }))
}

/// True when the mailbox itself is what a server refuses (RFC 5321 §4.2.3): it is not there, or not
/// here. What it refuses by a policy of its own (RFC 3463: 5.7.x) says nothing of the mailbox.
fn refuses_mailbox(code: &str, said: &str) -> bool {
    matches!(code, "550" | "551" | "553") && !said.contains("5.7.")
}

fn message(
    id: OrderId,
    from: &Mailbox,
    Written { letter, enclosed, .. }: &Written,
    now: Timestamp,
) -> Result<Message, String> {
    // The address stays out of the message: it may end up in a log.
    let to = letter.to.parse().map_err(|_| "the address is not one mail can go to".to_owned())?;
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let head = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&letter.subject)
        .date(UNIX_EPOCH + Duration::from_millis(millis))
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        // RFC 3834: absence notes are not wanted in answer.
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
    if enclosed.is_empty() {
        let head = head.header(ContentType::TEXT_PLAIN);
        return head.body(letter.text.clone()).map_err(|error| error.to_string());
    }
    let mut parts = MultiPart::mixed().singlepart(SinglePart::plain(letter.text.clone()));
    for one in enclosed {
        let kind = ContentType::parse(&one.content_type).map_err(|error| error.to_string())?;
        parts = parts.singlepart(Attachment::new(one.name.clone()).body(one.bytes.clone(), kind));
    }
    head.multipart(parts).map_err(|error| error.to_string())
}

/// Whole or not at all: whoever watches the folder never sees half a letter.
fn keep(folder: &Path, id: OrderId, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let part = folder.join(format!(".{id}.part"));
    fs::write(&part, bytes)?;
    fs::rename(part, folder.join(format!("{id}.eml")))
}

impl fmt::Debug for Outlet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(_) => f.write_str("an SMTP server"),
            Self::Folder(path) => write!(f, "folder:{}", path.display()),
            Self::Memory(_) => f.write_str("memory:"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_never_crosses_a_network_in_the_clear_unless_told_so() {
        let of = |text| guarded(text).unwrap();
        assert_eq!(of("smtp://localhost:2525"), "smtp://localhost:2525");
        assert_eq!(of("smtp://[::1]"), "smtp://[::1]");
        assert_eq!(of("smtp://u:p@mx.org:587"), "smtp://u:p@mx.org:587?tls=required");
        assert_eq!(of("smtp://localhost.mx.org"), "smtp://localhost.mx.org?tls=required");
        assert_eq!(of("smtp://mx.org?tls=opportunistic"), "smtp://mx.org?tls=opportunistic");
        assert_eq!(of("smtps://mx.org"), "smtps://mx.org");
    }

    #[test]
    fn only_a_server_that_knows_no_such_mailbox_refuses_it_for_good() {
        assert!(refuses_mailbox("550", "permanent error (550): 5.1.1 no such user"));
        assert!(refuses_mailbox("553", "mailbox name not allowed"));
        assert!(!refuses_mailbox("550", "5.7.1 relaying denied"));
        assert!(!refuses_mailbox("554", "transaction failed"));
        assert!(!refuses_mailbox("451", "try again later"));
    }

    #[test]
    fn an_outlet_that_cannot_be_read_does_not_repeat_its_password() {
        for wrong in ["smpt://u:secret@mx.org", "smtps://u:secret@mx.org:port", "folder:", ""] {
            let error = wrong.parse::<Outlet>().unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}

//! How the demo's invented people are reached, and what waits in its outbox: samples, all of it. Real
//! people have no address here.

use kernel::{Lang, Text};
use serde::Deserialize;
use store::Tx;

use super::{DemoError, files};
use crate::access::{self, ManageLetters, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::letters::changed::CHANGED;
use crate::letters::group::GROUP;
use crate::letters::model::{Audience, Who};
use crate::letters::refusal::Unwilling;
use crate::letters::verbs::{contacts, groups, outbox};
use crate::mail::switches::Leave;
use crate::people::account::Email;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LettersFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    letter: LetterEntry,
    bounce: BounceEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterEntry {
    subject: Both,
    body: Both,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BounceEntry {
    reason: String,
}

/// What is prepared.
#[derive(Clone)]
pub struct Prepared {
    letter: groups::Wish,
    bounce: String,
}

/// The letter and the bounce as they are written down.
pub fn written() -> Result<Prepared, DemoError> {
    let file: LettersFile = files::parse("letters.toml", files::LETTERS)?;
    let text = |both: Both| Text::zh_en(both.zh.trim(), both.en.trim());
    let audience = Audience { who: Who::Programme, part: None, host: None };
    let (subject, body) = (text(file.letter.subject), text(file.letter.body));
    let letter = groups::Wish { audience, subject, body, send_at: None };
    Ok(Prepared { letter, bounce: file.bounce.reason })
}

/// Notes addresses of invented people and writes to them, unless somebody has noted one before.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: (EditionId, &str),
    prepared: &Prepared,
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition.0);
    let may = access::require::<ManageLetters>(tx, ctx, scope);
    let may = may.map_err(|error| error.map(Unwilling::from))?;
    let people = contacts::of_edition(tx, may)?;
    if people.iter().any(|known| known.contact.is_some()) {
        return Ok(());
    }
    let invented = people.iter().filter(|known| known.person.provenance.is_sample());
    for (at, known) in invented.enumerate() {
        let slug = &known.person.slug;
        // Some have said nothing yet, as in life.
        if at % 7 == 3 {
            continue;
        }
        let address: Email = format!("{slug}@{}.example", edition.1)
            .parse()
            .map_err(|_| Error::Refused(Unwilling::NoAddress))?;
        let home = known.person.country.as_deref() == Some("CN");
        let lang = if home { Lang::Zh } else { Lang::En };
        contacts::note(tx, ctx, may, slug, (Some(&address), lang), 0)?;
        if at == 1 {
            outbox::note_bounce(tx, ctx, may, address.as_str(), &prepared.bounce)?;
        }
    }
    for kind in [CHANGED, GROUP] {
        outbox::set_leave(tx, ctx, may, (kind, Leave::Approved))?;
    }
    groups::send(tx, ctx, may, &prepared.letter).map(drop)
}

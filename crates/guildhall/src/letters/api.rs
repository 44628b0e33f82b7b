//! An edition's letters for other programs: the trays of the outbox, one letter, what may be done with it,
//! and what somebody got.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::verbs::contacts;
use super::verbs::outbox::{self, Act};
use crate::access::{Area, ManageLetters};
use crate::api::{Asked, Given, IdText, Listed, Moment, Parameter, Problem, Reply, Route, Trouble};
use crate::mail::entries::{self, Entry, Stands, Tray};
use crate::mail::outbox::Ending;

/// Every route of this slice.
pub fn routes() -> Vec<Route> {
    const LETTERS: &str = "/editions/{edition}/letters";
    const TRAYS: &str = "/editions/{edition}/letter-trays";
    const LETTER: &str = "/editions/{edition}/letters/{letter}";
    const STATE: &str = "/editions/{edition}/letters/{letter}/state";
    const HISTORY: &str = "/editions/{edition}/people/{person}/letters";
    let tray = [Parameter { name: "tray", kind: "string", said: |words| words.letters_api_tray() }];
    let all = [
        Route::get(TRAYS, "list-trays", |w| w.letters_api_trays(), trays).in_parts(),
        Route::get(LETTERS, "list-letters", |w| w.letters_api_letters(), list)
            .asking(&tray)
            .in_parts(),
        Route::get(LETTER, "get-letter", |w| w.letters_api_letter(), one),
        Route::put(STATE, "set-letter-state", |w| w.letters_api_set(), set),
        Route::get(HISTORY, "list-letters-to", |w| w.letters_api_history(), history).in_parts(),
    ];
    all.map(|route| route.reaching(Area::Letters)).into()
}

/// A tray and how many letters lie in it.
#[derive(Serialize, JsonSchema)]
pub struct TrayShape {
    /// `waiting` (for a yes), `queued`, `failed`, `sent` or `discarded`
    tray: &'static str,
    letters: i64,
}

/// A letter.
#[derive(Serialize, JsonSchema)]
pub struct LetterShape {
    id: IdText,
    /// What it is about, for example `letters.changed`
    kind: String,
    /// `waiting`, `queued`, `failed`, `sent` or `discarded`
    state: &'static str,
    written_at: Moment,
    /// Not before
    send_at: Moment,
    /// When it left, or was given up
    ended_at: Option<Moment>,
    attempts: i64,
    /// What the mail server said last
    reason: Option<String>,
    /// What was sent, as long as it is kept
    subject: Option<String>,
    body: Option<String>,
}

/// What is to become of a letter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterWish {
    /// `approve`, `send_now` or `discard`
    act: String,
}

impl From<&Entry> for LetterShape {
    fn from(entry: &Entry) -> Self {
        let (state, ended_at) = match entry.stands {
            Stands::Waiting => ("waiting", None),
            Stands::Queued => ("queued", None),
            Stands::Sent(at) => ("sent", Some(at.into())),
            Stands::Ended(at, Ending::Discarded) => ("discarded", Some(at.into())),
            Stands::Ended(at, _) => ("failed", Some(at.into())),
        };
        let (subject, body) = entry.text.clone().unzip();
        Self {
            id: entry.id.into(),
            kind: entry.kind.clone(),
            state,
            written_at: entry.written_at.into(),
            send_at: entry.send_at.into(),
            ended_at,
            attempts: entry.attempts,
            reason: entry.reason.clone(),
            subject,
            body,
        }
    }
}

fn trays(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<TrayShape>>, Trouble> {
    let may = asked.may_in::<ManageLetters>(tx)?;
    let counts = entries::counts(tx, outbox::edition_of(may))?;
    let shapes = counts.map(|(tray, letters)| TrayShape { tray: tray.word(), letters });
    asked.part(shapes, |one| one.tray.to_owned())
}

/// The newest of a tray, as far as its page shows them.
fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<LetterShape>>, Trouble> {
    let may = asked.may_in::<ManageLetters>(tx)?;
    let tray = asked.said("tray").map_or(Some(Tray::Waiting), Tray::from_word);
    let tray = tray.ok_or(Problem::BadQuery { name: "tray" })?;
    let found = outbox::look(tx, may, tray)?;
    let part = asked.part(found.entries, |entry| entry.id.to_string())?;
    Ok(part.map(|entry| LetterShape::from(&entry)))
}

fn one(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<LetterShape>, Trouble> {
    let may = asked.may_in::<ManageLetters>(tx)?;
    let found = entries::find(tx, outbox::edition_of(may), asked.id("letter")?)?;
    Ok(Reply::of(LetterShape::from(&found.ok_or(Trouble::Missing)?)))
}

fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, LetterWish>,
) -> Result<Reply<LetterShape>, Trouble> {
    let may = asked.may_in::<ManageLetters>(tx)?;
    let act = match given.read()?.act.as_str() {
        "approve" => Act::Approve,
        "send_now" => Act::SendNow,
        "discard" => Act::Discard,
        _ => {
            let why = "it is none of approve, send_now and discard".to_owned();
            return Err(Problem::BadBody { at: "/act".to_owned(), why }.into());
        }
    };
    outbox::act(tx, &asked.ctx, may, (act, asked.id("letter")?))?;
    one(tx, asked)
}

fn history(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<LetterShape>>, Trouble> {
    let may = asked.may_in::<ManageLetters>(tx)?;
    let found = contacts::history(tx, may, &asked.id("person")?)?;
    let part = asked.part(found.letters, |entry| entry.id.to_string())?;
    Ok(part.map(|entry| LetterShape::from(&entry)))
}

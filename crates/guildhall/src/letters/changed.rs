//! What a release tells those whose things changed: one letter a mailbox with all of it, and for each
//! activity of theirs a file that moves it in their calendar (RFC 5546, RFC 6047).

use formats::ical::{self, Entry, Message, Method, Organizer, Status};
use formats::schedule::Url;
use kernel::{Lang, Timestamp};
use serde_json::Value;
use store::{Fault, Tx};

use super::readers::{self, To};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::Edition;
use crate::hosts::model::HostId;
use crate::mail::outbox::Site;
use crate::mail::wording::{self, Field, Sort, Wording};
use crate::mail::{Enclosure, Keeping, Letter, Order, Written};
use crate::people::model::PersonId;
use crate::programme::changes::{Change, State, Turn};
use crate::programme::release;
use crate::shell::when;
use crate::words::Words;

pub const CHANGED: &str = "letters.changed";

/// What an edition may say in its own words.
pub const CHANGED_SORT: Sort = Sort {
    kind: CHANGED,
    fields: &[
        Field { name: "name", needed: false },
        Field { name: "edition", needed: false },
        Field { name: "number", needed: false },
        Field { name: "changes", needed: true },
        Field { name: "link", needed: false },
    ],
    house: |lang| {
        let words = Words::of(lang);
        Wording {
            subject: words.letters_changed_subject("{edition}"),
            text: words.letters_changed_text(
                "{changes}",
                "{edition}",
                "{link}",
                "{name}",
                "{number}",
            ),
        }
    },
};

/// A letter with more files is no help to anybody: the programme's own calendar is.
const CALENDARS_MAX: usize = 20;

/// What an activity's change means to one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// They take part from now on.
    Joined,
    /// They do not any more.
    Left,
    Turn(Turn),
}

/// One change that is one reader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'c> {
    pub change: &'c Change,
    pub news: News,
    /// They take part themselves, or did: it is in their calendar.
    pub own: bool,
}

/// The changes that matter to those people and hosts, in order.
pub fn items<'c>(changes: &'c [Change], people: &[PersonId], hosts: &[HostId]) -> Vec<Item<'c>> {
    changes.iter().filter_map(|change| item(change, people, hosts)).collect()
}

fn item<'c>(change: &'c Change, people: &[PersonId], hosts: &[HostId]) -> Option<Item<'c>> {
    let sides = [&change.before, &change.after].map(Option::as_ref);
    let takes_part = |state: &State| people.iter().any(|person| state.people.contains(person));
    let [was, is] = sides.map(|side| side.is_some_and(takes_part));
    let leads = |state: &State| hosts.iter().any(|host| state.hosts.contains(host));
    let led = sides.iter().flatten().any(|state| leads(state));
    let (turn, own) = (change.turn(), was || is);
    let news = match (was, is, turn) {
        (true, _, Turn::Cancelled | Turn::Removed) => News::Turn(turn),
        (false, true, Turn::Cancelled) => return None,
        (false, true, _) => News::Joined,
        (true, false, _) => News::Left,
        // Who else takes part is theirs to tell.
        (_, _, Turn::Recast) => return None,
        (true, true, turn) => News::Turn(turn),
        (false, false, turn) if led => News::Turn(turn),
        (false, false, _) => return None,
    };
    Some(Item { change, news, own })
}

/// Writes the letter of a release to one reader.
pub fn compose(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    site: &Site<'_>,
) -> Result<Option<Written>, Fault> {
    let Some(to) = readers::addressee(tx, order)? else { return Ok(None) };
    let number = |key: &str| order.payload.get(key).and_then(Value::as_i64);
    let edition = order.payload.get("edition").and_then(Value::as_str);
    let edition = edition.and_then(|id| id.parse().ok());
    let edition = edition.map(|id| editions::verbs::by_id(tx, id)).transpose()?.flatten();
    let (Some(edition), Some(number), Some(at)) = (edition, number("number"), number("at")) else {
        return Ok(None);
    };
    let Some(changes) = release::changes(tx, edition.id, number)? else { return Ok(None) };
    let told = Told { edition: &edition, number, at: Timestamp::from_millis(at), site };
    let items = items(&changes, &to.people, &to.hosts);
    if items.is_empty() {
        return Ok(None);
    }
    let wording = told.wording(tx, &to, &items)?;
    let enclosed = told.calendars(&to, &items);
    let letter = Letter { to: to.email, subject: wording.subject, text: wording.text };
    Ok(Some(Written { letter, enclosed, keeping: Keeping::Keep }))
}

/// The release that is told of.
pub struct Told<'t> {
    pub edition: &'t Edition,
    pub number: i64,
    pub at: Timestamp,
    pub site: &'t Site<'t>,
}

impl Told<'_> {
    pub fn wording(&self, tx: &mut Tx<'_>, to: &To, items: &[Item<'_>]) -> Result<Wording, Fault> {
        let values = self.values(to, items);
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        wording::said(tx, (self.edition.id.uuid(), &CHANGED_SORT), to.lang, &values)
    }

    /// What the template's fields stand for.
    pub fn values(&self, to: &To, items: &[Item<'_>]) -> [(&'static str, String); 5] {
        let told: Vec<String> = items.iter().map(|item| self.item(to.lang, item)).collect();
        [
            ("name", called(to)),
            ("edition", self.edition.name.get(to.lang).to_owned()),
            ("number", self.number.to_string()),
            ("changes", told.join("\n\n")),
            ("link", self.page(to.lang, "releases")),
        ]
    }

    fn page(&self, lang: Lang, rest: &str) -> String {
        format!("{}/{lang}/{}/{rest}", self.site.base_url, self.edition.slug)
    }

    /// A change in a few lines.
    fn item(&self, lang: Lang, item: &Item<'_>) -> String {
        let words = Words::of(lang);
        let Change { slug, before, after, .. } = item.change;
        let Some(latest) = item.change.latest() else { return String::new() };
        let mut lines = vec![
            words.letters_item_title(latest.title.get(lang)),
            format!("  {}", news_words(words, item.news)),
        ];
        let is_new = matches!(item.news, News::Joined | News::Turn(Turn::Added));
        // Whoever joins was told nothing before.
        let before = before.as_ref().filter(|_| !is_new);
        let both = |say: &dyn Fn(&State) -> String| {
            let is = say(latest);
            let was = before.filter(|_| after.is_some()).map(say).filter(|was| *was != is);
            (is, was.unwrap_or_default())
        };
        let said = [
            (words.letters_item_name(), both(&|state| state.title.get(lang).to_owned())),
            (words.letters_item_when(), both(&|state| self.time(words, state))),
            (words.letters_item_where(), both(&|state| place(words, state))),
        ];
        for (label, (is, was)) in &said {
            match (is.is_empty(), was.is_empty()) {
                // The title heads the lines: it is said again only when it is another.
                (_, true) if *label == words.letters_item_name() => {}
                (true, true) => {}
                (false, true) => lines.push(words.letters_item_is(*label, is.as_str())),
                (true, false) => lines.push(words.letters_item_open(*label, was.as_str())),
                (false, false) => {
                    lines.push(words.letters_item_was(*label, is.as_str(), was.as_str()));
                }
            }
        }
        if after.is_some() {
            lines.push(format!("  {}", self.page(lang, &format!("activities/{slug}"))));
        }
        lines.join("\n")
    }

    fn time(&self, words: Words, state: &State) -> String {
        let span = state.interval.map(|interval| when::span(words, &self.edition.zone, interval));
        span.unwrap_or_default()
    }

    /// One file an activity of theirs: a message is about one thing (RFC 5546 §3.2.2).
    pub fn calendars(&self, to: &To, items: &[Item<'_>]) -> Vec<Enclosure> {
        let own = items.iter().filter(|item| item.own);
        own.filter_map(|item| self.calendar(to, item)).take(CALENDARS_MAX).collect()
    }

    fn calendar(&self, to: &To, Item { change, news, .. }: &Item<'_>) -> Option<Enclosure> {
        let gone = match news {
            News::Left | News::Turn(Turn::Cancelled | Turn::Removed) => true,
            News::Joined | News::Turn(_) => false,
        };
        let had = |state: &&State| state.interval.is_some();
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        // What has lost its time is taken out at the time it had.
        let (method, state) = match (after.filter(had), before.filter(had)) {
            (Some(after), _) if !gone => (Method::Request, after),
            (after, before) => (Method::Cancel, before.or(after)?),
        };
        let words = Words::of(to.lang);
        let from = &self.site.from;
        let name = from.name.clone().unwrap_or_else(|| from.email.to_string());
        let page = self.page(to.lang, &format!("activities/{}", change.slug));
        let entry = Entry {
            uid: format!("{}@guildhall", change.activity),
            interval: state.interval?,
            summary: state.title.get(to.lang).to_owned(),
            description: String::new(),
            location: place(words, state),
            geo: None,
            url: change.after.as_ref().and_then(|_| Url::absolute(&page)),
            organizer: None,
            categories: Vec::new(),
            // As in the edition's own calendars: it only ever grows.
            sequence: u32::try_from(self.number).unwrap_or(u32::MAX),
            status: Status::Confirmed,
            last_modified: self.at,
        };
        let organizer =
            Organizer { name, address: Url::absolute(&format!("mailto:{}", from.email))? };
        let attendee = Url::absolute(&format!("mailto:{}", to.email))?;
        let text = ical::write_message(&Message { method, organizer, attendee, entry });
        Some(Enclosure {
            name: format!("{}.ics", change.slug),
            content_type: format!("text/calendar; charset=utf-8; method={}", method.word()),
            bytes: text.into_bytes(),
        })
    }
}

/// How a letter speaks to its reader.
pub fn called(to: &To) -> String {
    match to.name.is_empty() {
        true => Words::of(to.lang).letters_nameless().to_owned(),
        false => to.name.clone(),
    }
}

fn place(words: Words, state: &State) -> String {
    let lang = words.lang();
    let both = state.place.as_ref();
    let said = both.map(|(hall, venue)| words.letters_place(hall.get(lang), venue.get(lang)));
    said.unwrap_or_default()
}

pub fn news_words(words: Words, news: News) -> &'static str {
    match news {
        News::Joined => words.letters_news_joined(),
        News::Left => words.letters_news_left(),
        News::Turn(turn) => turn_words(words, turn),
    }
}

pub fn turn_words(words: Words, turn: Turn) -> &'static str {
    match turn {
        Turn::Cancelled => words.letters_turn_cancelled(),
        Turn::Removed => words.letters_turn_removed(),
        Turn::Moved => words.letters_turn_moved(),
        Turn::Added => words.letters_turn_added(),
        Turn::Restored => words.letters_turn_restored(),
        Turn::Renamed => words.letters_turn_renamed(),
        Turn::Recast => words.letters_turn_recast(),
    }
}

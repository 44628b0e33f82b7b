//! Letters about requests and about hosting together.

use kernel::Id;
use store::{Fault, Tx};

use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::hosting::cohosting::CoHosting;
use crate::hosting::requests::{Request, State};
use crate::hosting::store::{cohosting, requests};
use crate::hosts;
use crate::hosts::model::{Host, HostId};
use crate::mail::{Letter, Order};
use crate::people::letters::{addressee, text};
use crate::programme::draft;
use crate::programme::model::Programme;
use crate::words::Words;

/// What a letter tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A host asks beyond its grants.
    Asked,
    /// Somebody wrote about a request.
    Said,
    Decided,
    AskedToHost,
    Agreed,
    Declined,
    /// A host left an activity, which stays with the others.
    Left,
    /// The last host left.
    Ownerless,
}

impl News {
    const ALL: [Self; 8] = [
        Self::Asked,
        Self::Said,
        Self::Decided,
        Self::AskedToHost,
        Self::Agreed,
        Self::Declined,
        Self::Left,
        Self::Ownerless,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Said => "said",
            Self::Decided => "decided",
            Self::AskedToHost => "asked_to_host",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Left => "left",
            Self::Ownerless => "ownerless",
        }
    }
}

/// What letters of this sort name.
struct Named {
    edition: Edition,
    host: Host,
    request: Option<Request>,
    co_hosting: Option<(CoHosting, Programme)>,
}

fn named(tx: &mut Tx<'_>, order: &Order) -> Result<Option<Named>, Fault> {
    let of = |key: &str| text(&order.payload, key).parse::<kernel::Uuid>().ok();
    let about = |key: &str| text(&order.payload["about"], key).parse::<kernel::Uuid>().ok();
    let (Some(edition), Some(host)) = (of("edition"), of("host")) else { return Ok(None) };
    let edition = editions::verbs::by_id(tx, EditionId::from_uuid(edition))?;
    let Some(edition) = edition else { return Ok(None) };
    let host = HostId::from_uuid(host);
    let all = hosts::verbs::of_edition(tx, edition.id)?;
    let Some(host) = all.into_iter().find(|one| one.id == host) else { return Ok(None) };
    let request = match about("request") {
        Some(id) => requests::find(tx, Id::from_uuid(id))?,
        None => None,
    };
    let asked = match about("co_hosting") {
        Some(id) => cohosting::find(tx, Id::from_uuid(id))?,
        None => None,
    };
    let co_hosting = match asked {
        Some(one) => Some((one, draft::read(tx, edition.clone())?)),
        None => None,
    };
    Ok(Some(Named { edition, host, request, co_hosting }))
}

pub(super) fn news(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let word = text(&order.payload, "news");
    let Some(news) = News::ALL.into_iter().find(|one| one.word() == word) else {
        return Ok(None);
    };
    let Some(named) = named(tx, order)? else { return Ok(None) };
    let lang = account.lang;
    let words = Words::of(lang);
    let root = format!("{base_url}/{lang}/{}", named.edition.slug);
    let home = format!("{root}/hosts/{}", named.host.slug);
    let said = match (&named.request, &named.co_hosting) {
        (Some(request), _) => of_request(words, news, &named, request, &home),
        (_, Some((one, programme))) => of_hosting(words, news, &named, (one, programme), &root),
        _ => None,
    };
    let to = account.email;
    Ok(said.map(|(subject, text)| Letter { to, subject, text }))
}

fn of_request(
    words: Words,
    news: News,
    named: &Named,
    request: &Request,
    home: &str,
) -> Option<(String, String)> {
    let lang = words.lang();
    let (edition, host) = (named.edition.name.get(lang), named.host.name.get(lang));
    let link = format!("{home}/requests/{}", request.id);
    Some(match news {
        News::Asked => {
            (words.hosting_news_asked(host), words.hosting_news_asked_text(edition, host, link))
        }
        News::Said => {
            (words.hosting_news_said(host), words.hosting_news_said_text(edition, host, link))
        }
        News::Decided => {
            let outcome = state_words(words, request.state);
            let reason = match request.reason.is_empty() {
                true => words.hosting_no_reason_given(),
                false => request.reason.as_str(),
            };
            let subject = words.hosting_news_decided(host, outcome);
            (subject, words.hosting_news_decided_text(edition, host, link, outcome, reason))
        }
        _ => return None,
    })
}

fn of_hosting(
    words: Words,
    news: News,
    named: &Named,
    (one, programme): (&CoHosting, &Programme),
    root: &str,
) -> Option<(String, String)> {
    let lang = words.lang();
    let edition = named.edition.name.get(lang);
    let called = |id: HostId| programme.hosts.iter().find(|host| host.id == id);
    let other = called(one.host)?;
    let activity = programme.activities.iter().find(|it| it.id == one.activity)?;
    let (title, host) = (activity.title.get(lang), other.name.get(lang));
    let reason = match one.reason.is_empty() {
        true => words.hosting_no_reason_given(),
        false => one.reason.as_str(),
    };
    let home = format!("{root}/hosts/{}/home", named.host.slug);
    Some(match news {
        News::AskedToHost => {
            let asking = one.asking.and_then(called).map(|host| host.name.get(lang));
            let asking = asking.unwrap_or(words.hosting_the_organisers());
            let link = format!("{root}/hosts/{}/together/{}", other.slug, one.id);
            let subject = words.hosting_news_together(asking, title);
            (subject, words.hosting_news_together_text(asking, edition, host, link, title))
        }
        News::Agreed => (
            words.hosting_news_agreed(host, title),
            words.hosting_news_agreed_text(edition, host, home, title),
        ),
        News::Declined => (
            words.hosting_news_declined(host, title),
            words.hosting_news_declined_text(edition, host, home, reason, title),
        ),
        News::Left => (
            words.hosting_news_left(host, title),
            words.hosting_news_left_text(edition, host, home, reason, title),
        ),
        News::Ownerless => {
            let link = format!("{root}/requests");
            let subject = words.hosting_news_ownerless(title);
            (subject, words.hosting_news_ownerless_text(edition, host, link, reason, title))
        }
        News::Asked | News::Said | News::Decided => return None,
    })
}

/// What has become of a request.
pub fn state_words(words: Words, state: State) -> &'static str {
    match state {
        State::Open => words.hosting_state_open(),
        State::Granted => words.hosting_state_granted(),
        State::InPart => words.hosting_state_in_part(),
        State::Refused => words.hosting_state_refused(),
        State::Withdrawn => words.hosting_state_withdrawn(),
    }
}

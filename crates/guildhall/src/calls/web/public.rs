//! What everybody may read of a call, and the ways to propose.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use store::Tx;

use super::sending::Sent;
use super::{Answer, Moment, beside, moment, standing_words};
use crate::calls::model::{Call, Standing};
use crate::calls::refusal::Unwilling;
use crate::calls::verbs::{gate, links, proposals};
use crate::desk::answer::{failed, page, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::error::Error;
use crate::hosts::model::Host;
use crate::people::account::Email;
use crate::shell::{Frame, Markup, markdown};
use crate::site::names::Named as _;
use crate::{editions, hosts};

#[derive(Template)]
#[template(path = "calls/pages/call.html")]
struct CallPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    call: &'v Call,
    host: Option<(Text, String)>,
    about: Markup,
    standing: Standing,
    standing_words: &'static str,
    opens: Moment,
    closes: Moment,
    kinds: Vec<&'static str>,
    durations: Vec<String>,
    asks: Vec<Text>,
    signed_in: bool,
    has_code: bool,
    email: Held,
    code: Held,
    lost: String,
    list: String,
    /// For whoever runs it.
    desk: String,
    design: String,
    sent: bool,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    form(&desk, &visit, (edition, call), StatusCode::OK, &Sent::default(), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let call = gate::named(tx, &named.0, &named.1)?;
        let runs = gate::of_call(tx, &ctx, call.clone()).is_ok();
        if call.standing(ctx.now()) == Standing::Draft && !runs {
            return Err(Error::Missing);
        }
        let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
        let hosts = hosts::verbs::of_edition(tx, call.edition)?;
        let host = call.host.and_then(|id| hosts.into_iter().find(|host| host.id == id));
        Ok((call, runs, edition, host))
    });
    let (call, runs, edition, host) = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(visit, &error),
    };
    let (words, lang) = (visit.words, visit.lang);
    let root = format!("/{}/calls/{}", edition.slug, call.slug);
    let held = |name: &str| {
        let wrong = wrong.as_ref().filter(|(field, _)| field == name).map(|(_, why)| why.clone());
        Held { value: sent.one(name).to_owned(), wrong: wrong.unwrap_or_default() }
    };
    let shows = desk.house.shows(&edition.slug);
    let home = |host: &Host| match shows {
        true => visit.to(&format!("/{}/hosts/{}", edition.slug, host.slug)),
        false => String::new(),
    };
    let standing = call.standing(visit.ctx.now());
    let title = call.body.name.get(lang).to_owned();
    let page_of = CallPage {
        frame: Frame { section: "calls", ..visit.frame_at(&title, &root) },
        edition: &edition.name,
        host: host.map(|host| (host.name.clone(), home(&host))),
        about: markdown(call.body.about.get(lang)),
        standing,
        standing_words: standing_words(words, standing),
        opens: moment(&edition.zone, call.opens_at),
        closes: moment(&edition.zone, call.closes_at),
        kinds: call.body.kinds.iter().map(|kind| kind.name(words)).collect(),
        durations: call.body.durations.iter().map(|one| words.calls_minutes(*one)).collect(),
        asks: call.body.fields.iter().map(|field| field.label.clone()).collect(),
        signed_in: visit.session.is_some(),
        has_code: !call.access_code.is_empty(),
        email: held("email"),
        code: held("code"),
        lost: visit.to(&format!("/{}/proposals", edition.slug)),
        list: visit.to(&format!("/{}/calls", edition.slug)),
        desk: if runs { visit.to(&format!("{root}/proposals")) } else { String::new() },
        design: if runs { visit.to(&format!("{root}/design")) } else { String::new() },
        sent: visit.asked("sent") == "yes",
        call: &call,
    };
    page(status, &page_of)
}

/// Begins a proposal: at once for whoever is signed in, by a letter for everybody else.
pub async fn begin(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    sent: Sent,
) -> Answer {
    let (ctx, lang, signed_in) = (visit.ctx.clone(), visit.lang, visit.session.is_some());
    let email = sent.one("email").parse::<Email>();
    if !signed_in && email.is_ok() && !desk.letters.take(visit.ctx.now()) {
        return failed(&store::Fault::Overloaded { waiting: 0 });
    }
    let (named, code) = ((edition.clone(), call.clone()), sent.one("code").to_owned());
    let begun = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let call = gate::named(tx, &named.0, &named.1)?;
        if signed_in {
            let who = gate::signed_in(tx, &ctx, &named.0)?;
            return proposals::begin(tx, &ctx, &call, (who.email(), lang), &code).map(Some);
        }
        let email = email.as_ref().map_err(|_| Error::Refused(Unwilling::NoAddress))?;
        proposals::begin_by_letter(tx, &ctx, &call, (email, lang), &code).map(|()| None)
    });
    match begun.await {
        Ok(Some(id)) => see_other(&visit.to(&format!("/{edition}/proposals/mine/{id}"))),
        Ok(None) => see_other(&visit.to(&format!("/{edition}/calls/{call}?sent=yes"))),
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, (edition, call), status, &sent, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

#[derive(Template)]
#[template(path = "calls/pages/lost.html")]
struct LostPage<'v> {
    frame: Frame<'v>,
    email: Held,
    sent: bool,
    mine: String,
}

/// For whoever has lost their link.
pub async fn lost(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    asked(&desk, &visit, &edition, StatusCode::OK, Held::default()).await
}

async fn asked(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: &str,
    status: StatusCode,
    email: Held,
) -> Answer {
    let Ok(slug) = edition.parse::<Slug>() else { return crate::desk::answer::nowhere() };
    let named = slug.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| editions::verbs::by_slug(tx, &named)).await {
        Err(fault) => failed(&fault),
        Ok(None) => crate::desk::answer::nowhere(),
        Ok(Some(_)) => {
            let frame =
                visit.frame_at(visit.words.calls_lost_title(), &format!("/{slug}/proposals"));
            let mine = visit.to(&format!("/{slug}/proposals/mine"));
            let sent = visit.asked("sent") == "yes";
            let frame = Frame { section: "calls", ..frame };
            page(status, &LostPage { frame, email, sent, mine })
        }
    }
}

pub async fn ask_again(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Ok(email) = sent.one("email").parse::<Email>() else {
        let (status, (_, wrong)) = beside(&visit, &Unwilling::NoAddress);
        let held = Held { value: sent.one("email").to_owned(), wrong };
        return asked(&desk, &visit, &edition, status, held).await;
    };
    if !desk.letters.take(visit.ctx.now()) {
        return failed(&store::Fault::Overloaded { waiting: 0 });
    }
    let (ctx, lang, named) = (visit.ctx.clone(), visit.lang, edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let slug: Slug = named.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        Ok(links::ask_again(tx, &ctx, edition.id, &email, lang)?)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/proposals?sent=yes"))),
        Err(error) => unwilling(&visit, &error),
    }
}

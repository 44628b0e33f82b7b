//! A letter to many: written, looked at, sent.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Date, Lang, Slug, Text, Timestamp, Zone};
use serde::Deserialize;
use store::Tx;

use super::words::{field_words, in_lang};
use super::{Answer, beside, moment};
use crate::access::{ManageLetters, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::editions;
use crate::editions::model::{Edition, Part};
use crate::error::Error;
use crate::hosts;
use crate::hosts::model::Host;
use crate::letters::changed::called;
use crate::letters::group::GROUP_SORT;
use crate::letters::model::{Audience, GroupLetter, Who};
use crate::letters::refusal::Unwilling;
use crate::letters::verbs::groups::{self, Preview, Wish};
use crate::mail::switches::Leave;
use crate::mail::wording::Wording;
use crate::shell::Frame;
use crate::words::Words;

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// What would happen.
struct Shown {
    reached: usize,
    /// Who is not reached, in words; may be empty.
    missed: Vec<String>,
    head: String,
    lang: Lang,
    wording: Wording,
}

struct Line {
    subject: Text,
    who: &'static str,
    made: String,
    count: i64,
}

#[derive(Template)]
#[template(path = "letters/pages/write.html")]
struct WritePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    zone: String,
    who: Held,
    whos: Vec<Choice>,
    parts: Vec<Choice>,
    hosts: Vec<Choice>,
    subject_zh: Held,
    text_zh: Held,
    subject_en: Held,
    text_en: Held,
    at: Held,
    fields: Vec<(String, &'static str)>,
    shown: Option<Shown>,
    lately: Vec<Line>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Sent {
    who: String,
    part: String,
    host: String,
    subject_zh: String,
    text_zh: String,
    subject_en: String,
    text_en: String,
    at: String,
    act: String,
}

struct Gathered {
    edition: Edition,
    parts: Vec<Part>,
    hosts: Vec<Host>,
    lately: Vec<(GroupLetter, i64)>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, StatusCode::OK, (&Sent::default(), None), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    (sent, preview): (&Sent, Option<&Preview>),
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let parts = editions::verbs::layout(tx, edition.id)?.parts;
        let hosts = hosts::verbs::of_edition(tx, edition.id)?;
        let lately = groups::lately(tx, may)?;
        Ok(Gathered { edition, parts, hosts, lately })
    });
    match read.await {
        Ok(found) => page(status, &set(visit, &found, (sent, preview), wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    found: &'v Gathered,
    (sent, preview): (&Sent, Option<&Preview>),
    wrong: Option<&Wrong>,
) -> WritePage<'v> {
    let words = visit.words;
    let rest = format!("/{}/letters", found.edition.slug);
    let choice = |slug: &Slug, name: &Text, chosen: &str| Choice {
        value: slug.to_string(),
        label: name.get(visit.lang).to_owned(),
        chosen: slug.as_str() == chosen,
    };
    let who = |who: Who| Choice {
        value: who.word().to_owned(),
        label: who_words(words, who).to_owned(),
        chosen: who.word() == sent.who,
    };
    let line = |(letter, count): &(GroupLetter, i64)| Line {
        subject: letter.subject.clone(),
        who: who_words(words, letter.audience.who),
        made: moment(visit, letter.made_at),
        count: *count,
    };
    let held = |name, value: &str| visit.held(name, value, wrong);
    WritePage {
        frame: visit.frame_at(words.letters_write_title(), &format!("{rest}/write")),
        edition: &found.edition.name,
        root: visit.to(&rest),
        zone: found.edition.zone.name().to_owned(),
        who: held("who", &sent.who),
        whos: Who::ALL.map(who).into(),
        parts: found.parts.iter().map(|it| choice(&it.slug, &it.name, &sent.part)).collect(),
        hosts: found.hosts.iter().map(|it| choice(&it.slug, &it.name, &sent.host)).collect(),
        subject_zh: held("subject_zh", &sent.subject_zh),
        text_zh: held("text_zh", &sent.text_zh),
        subject_en: held("subject_en", &sent.subject_en),
        text_en: held("text_en", &sent.text_en),
        at: held("at", &sent.at),
        fields: GROUP_SORT.fields.iter().map(|field| field_words(visit, field.name)).collect(),
        shown: preview.map(|preview| shown(words, preview)),
        lately: found.lately.iter().map(line).collect(),
    }
}

fn who_words(words: Words, who: Who) -> &'static str {
    match who {
        Who::Programme => words.letters_who_programme(),
        Who::Leads => words.letters_who_leads(),
        Who::CoreLeads => words.letters_who_core_leads(),
        Who::Members => words.letters_who_members(),
        Who::Organisers => words.letters_who_organisers(),
    }
}

fn shown(words: Words, Preview { readers, sample }: &Preview) -> Shown {
    let mut missed = Vec::new();
    if !readers.without_address.is_empty() {
        missed.push(words.letters_without_address(readers.without_address.len()));
    }
    if readers.bounced > 0 {
        missed.push(words.letters_bounced_count(readers.bounced));
    }
    let head = |to| words.letters_sample_for(in_lang_of(to), called(to));
    Shown {
        reached: readers.reached.len(),
        missed,
        head: sample.as_ref().map(|(to, _)| head(to)).unwrap_or_default(),
        lang: sample.as_ref().map_or(words.lang(), |(to, _)| to.lang),
        wording: sample.as_ref().map(|(_, wording)| wording.clone()).unwrap_or_default(),
    }
}

fn in_lang_of(to: &crate::letters::readers::To) -> &'static str {
    in_lang(to.lang)
}

pub async fn send(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let wish = wish_of(&visit, &sent);
    let (ctx, named, site) = (visit.ctx.clone(), edition.clone(), desk.base_url().to_owned());
    let sends = sent.act == "send";
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(refusal.clone()))?;
        match sends {
            true => groups::send(tx, &ctx, may, wish).map(|(_, leave)| (None, leave)),
            false => groups::preview(tx, &ctx, may, wish, &site)
                .map(|preview| (Some(preview), Leave::AtOnce)),
        }
    });
    match done.await {
        Ok((Some(preview), _)) => {
            form(&desk, &visit, edition, StatusCode::OK, (&sent, Some(&preview)), None).await
        }
        Ok((None, leave)) => {
            let tray =
                if leave == Leave::Approved { "waiting&done=waits" } else { "queued&done=sent" };
            see_other(&visit.to(&format!("/{edition}/letters?tray={tray}")))
        }
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, edition, status, (&sent, None), Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

fn wish_of(visit: &Visit, sent: &Sent) -> Result<Wish, Unwilling> {
    let slug = |text: &str| match text {
        "" => Ok(None),
        text => text.parse::<Slug>().map(Some).map_err(|_| Unwilling::NoAudience),
    };
    let who = Who::from_word(&sent.who).ok_or(Unwilling::NoAudience)?;
    let audience = Audience { who, part: slug(&sent.part)?, host: slug(&sent.host)? };
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
    let both =
        |zh: &str, en: &str| Text::empty().with(Lang::Zh, plain(zh)).with(Lang::En, plain(en));
    let send_at = match sent.at.trim() {
        "" => None,
        text => Some(at(&visit.zone(), text).filter(|at| *at > visit.ctx.now()))
            .flatten()
            .map(Some)
            .ok_or(Unwilling::NoMoment)?,
    };
    Ok(Wish {
        audience,
        subject: both(&sent.subject_zh, &sent.subject_en),
        body: both(&sent.text_zh, &sent.text_en),
        send_at,
    })
}

/// `2025-02-20 09:00`, or as browsers send it with a `T` between.
pub(super) fn at(zone: &Zone, text: &str) -> Option<Timestamp> {
    let (day, clock) = text.split_once(['T', ' '])?;
    let day: Date = day.parse().ok()?;
    let (hour, minute) = clock.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then(|| zone.moment(day, hour * 60 + minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_browsers_and_people_write_it() {
        let zone: Zone = "Asia/Shanghai".parse().unwrap();
        let read = |text| at(&zone, text).map(|it| zone.wall(it).rfc3339());
        let nine = Some("2025-02-20T09:05:00+08:00".to_owned());
        assert_eq!(read("2025-02-20T09:05"), nine);
        assert_eq!(read("2025-02-20 9:05"), nine);
        for wrong in ["", "2025-02-20", "2025-02-20 24:00", "2025-02-30 09:00", "morgen 9:00"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

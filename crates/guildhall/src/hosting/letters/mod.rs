//! The letter of an invitation, written out when it is sent; its link is nowhere else.

use kernel::Lang;
use store::{Fault, Tx};

use super::store as rows;
use super::verbs::invitations::{self, LIFE};
use crate::access::Actor;
use crate::ctx::Ctx;
use crate::mail::wording::{self, Field, Sort, Wording};
use crate::mail::{Kind, Letter, Order};
use crate::people::letters::{addressee, lang_of, role_words, text};
use crate::words::Words;
use crate::{editions, hosts};

mod news;

pub use news::{News, state_words};

pub const INVITATION: &str = "hosting.invitation";

pub const NEWS: &str = "hosting.news";
/// What an edition may say in its own words.
pub const INVITATION_SORT: Sort = Sort {
    kind: INVITATION,
    fields: &[
        Field { name: "host", needed: false },
        Field { name: "edition", needed: false },
        Field { name: "role", needed: false },
        Field { name: "link", needed: true },
        Field { name: "days", needed: false },
    ],
    house: |lang| {
        let words = Words::of(lang);
        let text = words.hosting_letter_text("{days}", "{edition}", "{host}", "{link}", "{role}");
        Wording { subject: words.hosting_letter_subject("{host}"), text }
    },
};

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 2] =
    [Kind { name: INVITATION, compose: invitation }, Kind { name: NEWS, compose: news::news }];

/// The way to an invitation's page, without the site's address.
pub fn invitation_path(lang: Lang, token: &str) -> String {
    format!("/{lang}/invitations/{token}")
}

fn invitation(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let Ok(id) = text(&order.payload, "invitation").parse() else { return Ok(None) };
    let Some(made) = rows::invitation(tx, id)? else { return Ok(None) };
    let edition = kernel::Id::from_uuid(made.edition);
    let Some(edition) = editions::verbs::by_id(tx, edition)? else { return Ok(None) };
    let hosts = hosts::verbs::of_edition(tx, edition.id)?;
    let Some(host) = hosts.iter().find(|host| host.id == made.host) else { return Ok(None) };
    let token = invitations::make_link(tx, &ctx.acting(Actor::House), made.id)?;
    let Some(token) = token else { return Ok(None) };
    let lang = match account.verified_at {
        Some(_) => account.lang,
        None => lang_of(&order.payload, &account),
    };
    let link = format!("{base_url}{}", invitation_path(lang, &token.spelled()));
    let days = (LIFE.as_secs() / 86_400).to_string();
    let values = [
        ("host", host.name.get(lang)),
        ("edition", edition.name.get(lang)),
        ("role", role_words(Words::of(lang), made.role)),
        ("link", link.as_str()),
        ("days", days.as_str()),
    ];
    let said = wording::said(tx, (made.edition, &INVITATION_SORT), lang, &values)?;
    Ok(Some(Letter { to: account.email, subject: said.subject, text: said.text }))
}

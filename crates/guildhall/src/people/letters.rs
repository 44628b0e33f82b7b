//! The letters of this slice, written out when they are sent. A link's secret is made then and is
//! nowhere but in the letter.

use kernel::Lang;
use serde_json::Value;
use store::{Fault, Tx};

use super::account::Account;
use super::store as rows;
use super::verbs::links::{self, LINK_LIFE, Onward};
use crate::access::{Actor, Role};
use crate::ctx::Ctx;
use crate::editions;
use crate::mail::wording::{self, Field, Sort, Wording};
use crate::mail::{Kind, Letter, Order};
use crate::words::Words;

pub const SIGN_IN_LINK: &str = "people.sign_in_link";
pub const PASSWORD_CHANGED: &str = "people.password_changed";
pub const ROLE_GIVEN: &str = "people.role_given";

/// What an edition may say in its own words.
pub const ROLE_GIVEN_SORT: Sort = Sort {
    kind: ROLE_GIVEN,
    fields: &[
        Field { name: "edition", needed: false },
        Field { name: "role", needed: false },
        Field { name: "link", needed: true },
    ],
    house: |lang| {
        let words = Words::of(lang);
        let text = words.people_letter_role_text("{edition}", "{link}", "{role}");
        Wording { subject: words.people_letter_role_subject("{edition}"), text }
    },
};

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 3] = [
    Kind { name: SIGN_IN_LINK, compose: sign_in_link },
    Kind { name: PASSWORD_CHANGED, compose: password_changed },
    Kind { name: ROLE_GIVEN, compose: role_given },
];

/// The way to a link's page, without the site's address.
pub fn link_path(lang: Lang, token: &str, onward: &str) -> String {
    let onward = if onward.is_empty() { String::new() } else { format!("?onward={onward}") };
    format!("/{lang}/sign-in/{token}{onward}")
}

fn sign_in_link(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    if links::had_enough(tx, ctx, account.id)? {
        return Ok(None);
    }
    let token = links::make(tx, &ctx.acting(Actor::House), account.id, LINK_LIFE)?;
    let lang = lang_of(&order.payload, &account);
    let words = Words::of(lang);
    let onward = Onward::read(text(&order.payload, "onward"));
    // What stands in a query must not end it.
    let onward = onward.as_str().replace('%', "%25").replace('&', "%26").replace('#', "%23");
    let link = format!("{base_url}{}", link_path(lang, &token.spelled(), &onward));
    let minutes = i64::try_from(LINK_LIFE.as_secs() / 60).unwrap_or(i64::MAX);
    Ok(Some(Letter {
        to: account.email,
        subject: words.people_letter_link_subject().to_owned(),
        text: words.people_letter_link_text(link, minutes),
    }))
}

fn password_changed(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let words = Words::of(account.lang);
    let link = format!("{base_url}/{}/account/settings", account.lang);
    Ok(Some(Letter {
        to: account.email,
        subject: words.people_letter_password_subject().to_owned(),
        text: words.people_letter_password_text(link),
    }))
}

fn role_given(
    tx: &mut Tx<'_>,
    _: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(account) = addressee(tx, order)? else { return Ok(None) };
    let Some(role) = Role::from_word(text(&order.payload, "role")) else { return Ok(None) };
    let edition = text(&order.payload, "edition").parse().ok();
    let Some(edition) = edition.map(|id| editions::verbs::by_id(tx, id)).transpose()?.flatten()
    else {
        return Ok(None);
    };
    // Whoever has signed in has chosen a language; for others the giver's is the best guess.
    let lang = if account.verified_at.is_some() {
        account.lang
    } else {
        lang_of(&order.payload, &account)
    };
    let link = format!("{base_url}/{lang}/sign-in");
    let values = [
        ("edition", edition.name.get(lang)),
        ("role", role_words(Words::of(lang), role)),
        ("link", link.as_str()),
    ];
    let said = wording::said(tx, (edition.id.uuid(), &ROLE_GIVEN_SORT), lang, &values)?;
    Ok(Some(Letter { to: account.email, subject: said.subject, text: said.text }))
}

/// Whom a letter goes to, unless their account was closed.
pub fn addressee(tx: &mut Tx<'_>, order: &Order) -> Result<Option<Account>, Fault> {
    let Some(id) = order.account else { return Ok(None) };
    Ok(rows::by_id(tx, id)?.filter(|account| account.disabled_at.is_none()))
}

/// The language that an order names, else the account's own.
pub fn lang_of(payload: &Value, account: &Account) -> Lang {
    Lang::from_code(text(payload, "lang")).unwrap_or(account.lang)
}

/// A word of an order; empty when there is none.
pub fn text<'v>(payload: &'v Value, key: &str) -> &'v str {
    payload.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// What a role is called.
pub fn role_words(words: Words, role: Role) -> &'static str {
    match role {
        Role::Operator => words.people_role_operator(),
        Role::Organiser => words.people_role_organiser(),
        Role::HostLead => words.people_role_host_lead(),
        Role::Representative => words.people_role_representative(),
        Role::Speaker => words.people_role_speaker(),
        Role::Registered | Role::Anyone => words.people_role_registered(),
    }
}

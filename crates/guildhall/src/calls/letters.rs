//! Letters to those who propose, written out when they are sent. They go to the address of a
//! proposal's speaker: whoever proposes needs no account.

use kernel::Lang;
use store::{Fault, Tx};

use super::model::{Call, Proposal, Speaker, SpeakerState, State};
use super::store as rows;
use super::verbs::links;
use crate::access::Actor;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::Edition;
use crate::mail::{Kind, Letter, Order};
use crate::people::letters::text;
use crate::words::Words;

pub const LINK: &str = "calls.link";
pub const SUBMITTED: &str = "calls.submitted";
pub const INVITED: &str = "calls.co_speaker_invited";
pub const DECIDED: &str = "calls.decided";

/// Every sort of letter that is written here.
pub const KINDS: [Kind; 4] = [
    Kind { name: LINK, compose: link },
    Kind { name: SUBMITTED, compose: submitted },
    Kind { name: INVITED, compose: invited },
    Kind { name: DECIDED, compose: decided },
];

/// Everything that a letter may speak of.
struct About {
    edition: Edition,
    call: Call,
    proposal: Proposal,
    speaker: Speaker,
    lead: String,
    lang: Lang,
    /// Where its reader goes on.
    link: String,
}

impl About {
    fn words(&self) -> Words {
        Words::of(self.lang)
    }

    fn title(&self) -> String {
        let title = self.proposal.sheet.title();
        let said = title.get(self.lang);
        if said.is_empty() { self.words().calls_untitled().to_owned() } else { said.to_owned() }
    }

    fn letter(self, subject: String, text: String) -> Option<Letter> {
        Some(Letter { to: self.speaker.email, subject, text })
    }
}

/// The way to somebody's proposals, without the site's address.
pub fn way(lang: Lang, edition: &str, token: &str) -> String {
    format!("/{lang}/{edition}/proposals/{token}")
}

/// Gathers what the letter is about and makes its link; `None` when nobody wants it any more.
fn about(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<About>, Fault> {
    let Ok(id) = text(&order.payload, "speaker").parse() else { return Ok(None) };
    let Some(speaker) = rows::speaker(tx, id)? else { return Ok(None) };
    let Some(proposal) = rows::proposal(tx, speaker.proposal)? else { return Ok(None) };
    let Some(call) = rows::call(tx, proposal.call)? else { return Ok(None) };
    let Some(edition) = editions::verbs::by_id(tx, call.edition)? else { return Ok(None) };
    if speaker.email.is_empty() {
        return Ok(None);
    }
    let lead = rows::speakers_of(tx, proposal.id)?.first().map(|one| one.profile.name.clone());
    let house = ctx.acting(Actor::House);
    let token = links::make(tx, &house, edition.id, &speaker.email)?;
    let lang = Lang::from_code(text(&order.payload, "lang")).unwrap_or(speaker.lang);
    let way = way(lang, edition.slug.as_str(), &token.spelled());
    let link = format!("{base_url}{way}/{}", proposal.id);
    let lead = lead.unwrap_or_default();
    Ok(Some(About { edition, call, proposal, speaker, lead, lang, link }))
}

fn link(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Ok(id) = text(&order.payload, "speaker").parse() else { return Ok(None) };
    let Some(speaker) = rows::speaker(tx, id)? else { return Ok(None) };
    let Some(proposal) = rows::proposal(tx, speaker.proposal)? else { return Ok(None) };
    if links::had_enough(tx, ctx, proposal.edition, &speaker.email)? {
        return Ok(None);
    }
    let Some(about) = about(tx, ctx, order, base_url)? else { return Ok(None) };
    let (words, lang) = (about.words(), about.lang);
    let call = about.call.body.name.get(lang).to_owned();
    let edition = about.edition.name.get(lang).to_owned();
    let text = words.calls_letter_link_text(call.as_str(), edition, about.link.as_str());
    Ok(about.letter(words.calls_letter_link_subject(call), text))
}

fn submitted(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(about) = about(tx, ctx, order, base_url)? else { return Ok(None) };
    if about.proposal.state == State::Withdrawn {
        return Ok(None);
    }
    let (words, lang, title) = (about.words(), about.lang, about.title());
    let call = about.call.body.name.get(lang).to_owned();
    let wall = about.edition.zone.wall(about.call.closes_at);
    let until = format!("{} {} ({})", wall.date, wall.clock(), about.edition.zone.name());
    let link = about.link.clone();
    let text = words.calls_letter_submitted_text(call, link, title.as_str(), until);
    Ok(about.letter(words.calls_letter_submitted_subject(title), text))
}

fn invited(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(about) = about(tx, ctx, order, base_url)? else { return Ok(None) };
    if about.speaker.state != SpeakerState::Invited {
        return Ok(None);
    }
    let (words, lang, title) = (about.words(), about.lang, about.title());
    let edition = about.edition.name.get(lang).to_owned();
    let lead = if about.lead.is_empty() { words.calls_somebody() } else { about.lead.as_str() };
    let text = words.calls_letter_invited_text(edition, lead, about.link.as_str(), title.as_str());
    let subject = words.calls_letter_invited_subject(title);
    Ok(about.letter(subject, text))
}

fn decided(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    base_url: &str,
) -> Result<Option<Letter>, Fault> {
    let Some(about) = about(tx, ctx, order, base_url)? else { return Ok(None) };
    let (words, title) = (about.words(), about.title());
    let (subject, said) = match about.proposal.state {
        State::Accepted => {
            (words.calls_letter_accepted_subject(title.as_str()), words.calls_letter_accepted())
        }
        State::Waiting => {
            (words.calls_letter_waiting_subject(title.as_str()), words.calls_letter_waiting())
        }
        State::Declined => {
            (words.calls_letter_declined_subject(title.as_str()), words.calls_letter_declined())
        }
        // Decided otherwise since; another letter says so.
        _ => return Ok(None),
    };
    let (note, link) = (about.proposal.note.clone(), about.link.clone());
    let note = if note.is_empty() { note } else { format!("{note}\n\n") };
    let text = words.calls_letter_decided_text(link, note, said, title);
    Ok(about.letter(subject, text))
}

//! What was accepted and confirmed, as an activity of the draft programme with its people.

use std::collections::HashSet;

use kernel::{Slug, Text};
use store::{Fault, Tx};

use super::tell;
use crate::calls::form::Sort;
use crate::calls::model::{Call, Dossier, Speaker, SpeakerState, State};
use crate::calls::refusal::{CallFlaw, Unwilling};
use crate::calls::sheet::{self, Sheet, own};
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::editions::model::Provenance;
use crate::error::Error;
use crate::journal::Fact;
use crate::people::model::{Person, PersonId};
use crate::programme::address;
use crate::programme::model::{
    Activity, ActivityId, ActivityState, Details, Entry as Door, Involvement, Kind, Link, LinkKind,
    PersonRole, Programme, Scheme,
};
use crate::programme::pen::{self, Edit, Hand, Stroke};

const ENTERED: &str = "programme.activity_entered";

/// Enters it into the draft; it is placed by whoever makes the timetable.
pub(super) fn admit(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    call: &Call,
    found: &Dossier,
) -> Result<ActivityId, Error<Unwilling>> {
    let programme = pen::open(tx, call.edition)?.ok_or(Error::Missing)?;
    let part = call.body.part.filter(|part| programme.parts.iter().any(|one| one.id == *part));
    let last = programme.parts.last().map(|part| part.id);
    let part = part.or(last).ok_or(Error::Refused(Unwilling::Call(CallFlaw::NoPart)))?;
    let (involved, newcomers) = people(tx, ctx, call, found, &programme)?;
    let sheet = &found.proposal.sheet;
    let kind = sheet.kind().or(call.body.kinds.first().copied()).unwrap_or(Kind::Talk);
    let title = sheet.title();
    let host = call.host.filter(|host| programme.hosts.iter().any(|one| one.id == *host));
    let mut taken = programme.activities.iter().map(|one| one.slug.clone()).collect();
    let wanted = slug(&title, &format!("{}-{}", call.slug, found.proposal.number));
    let activity = Activity {
        id: ctx.id(),
        slug: address::untaken(&mut taken, &wanted),
        part,
        parent: None,
        details: details(kind),
        title,
        subtitle: Text::empty(),
        summary: sheet.text(sheet::SUMMARY),
        description: sheet.text(sheet::DESCRIPTION),
        hosts: host.into_iter().collect(),
        people: involved,
        track: None,
        topics: topics(sheet, &programme),
        sectors: Vec::new(),
        groups: Vec::new(),
        level: None,
        languages: vec![sheet.spoken()],
        interpretation: Vec::new(),
        entry: Door::Open,
        places: None,
        state: ActivityState::Planned,
        placement: None,
        minutes: sheet.minutes().or_else(|| only(&call.body.durations)),
        links: links(call, sheet),
        recorded: true,
        guid: None,
        provenance: if call.body.sample { Provenance::Sample } else { Provenance::Own },
    };
    let fact = Fact::new(ENTERED, activity.id).with("people", newcomers.len());
    // Whoever takes part is there first.
    let people = newcomers.iter().map(Stroke::Person);
    let strokes = people.chain([Stroke::Activity(&activity)]).collect();
    pen::write(tx, ctx, Hand::accepted(call.scope()), Edit::elsewhere(fact, strokes))?;
    Ok(activity.id)
}

/// What was confirmed and whose activity was taken out of the draft is accepted as before: its speaker
/// may say yes again, and whoever runs the call may decide otherwise. Nothing is placed anew by itself.
pub fn follow_the_draft(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let mut count = 0;
    for id in rows::left_the_draft(tx)? {
        let Some(mut proposal) = rows::proposal(tx, id)? else { continue };
        let Some(call) = rows::call(tx, proposal.call)? else { continue };
        proposal.state = State::Accepted;
        proposal.activity = None;
        proposal.answered_at = None;
        count += u64::from(rows::move_proposal(tx, &proposal)?);
        tell(tx, ctx, "calls.activity_taken_out", (&call, &proposal))?;
    }
    Ok(count)
}

/// True when it was an activity of the draft before, and is none now.
pub fn was_taken_out(found: &Dossier) -> bool {
    let lead = found.speakers.first();
    found.proposal.state == State::Accepted && lead.is_some_and(|lead| lead.person.is_some())
}

/// What need not be asked: a single length is everybody's.
fn only(durations: &[i64]) -> Option<i64> {
    match durations {
        [only] => Some(*only),
        _ => None,
    }
}

/// Those who speak: known ones again, the others anew.
fn people(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    call: &Call,
    found: &Dossier,
    programme: &Programme,
) -> Result<(Vec<Involvement>, Vec<Person>), Error<Unwilling>> {
    let speaks = |one: &&Speaker| {
        matches!(one.state, SpeakerState::Lead | SpeakerState::Confirmed)
            && !one.profile.name.is_empty()
    };
    let (mut involved, mut fresh) = (Vec::new(), Vec::<Person>::new());
    let mut taken: HashSet<Slug> = programme.people.iter().map(|one| one.slug.clone()).collect();
    for speaker in found.speakers.iter().filter(speaks) {
        let known = match speaker.email.as_str() {
            "" => None,
            email => rows::person_of(tx, call.edition, email)?,
        };
        let known = known.filter(|id| programme.people.iter().any(|one| one.id == *id));
        let person = match known {
            Some(id) => id,
            None => {
                let mut person = person(ctx.id(), call, speaker);
                person.slug = address::untaken(&mut taken, &person.slug);
                let id = person.id;
                fresh.push(person);
                id
            }
        };
        rows::note_person(tx, speaker.id, person)?;
        involved.push(Involvement { person, role: PersonRole::Speaker });
    }
    Ok((involved, fresh))
}

fn person(id: PersonId, call: &Call, speaker: &Speaker) -> Person {
    let said = |text: &str| Text::in_one(speaker.lang, text);
    let name = said(&speaker.profile.name);
    Person {
        id,
        slug: slug(&name, "speaker"),
        name,
        title: Text::empty(),
        affiliation: said(&speaker.profile.affiliation),
        host: None,
        biography: said(&speaker.profile.biography),
        country: None,
        rank: None,
        guid: None,
        provenance: if call.body.sample { Provenance::Sample } else { Provenance::Own },
    }
}

/// An address near the words, Chinese by its pinyin.
fn slug(words: &Text, otherwise: &str) -> Slug {
    let said = words.get(kernel::Lang::En);
    let spelled = deunicode::deunicode_with_tofu(said, " ");
    let found = Slug::from_words(&spelled).or_else(|| Slug::from_words(otherwise));
    found.unwrap_or_else(|| "proposal".parse().expect("a word is a slug"))
}

/// A kind with nothing said of what only it has.
fn details(kind: Kind) -> Details {
    let word = sheet::kind_word(kind);
    serde_json::from_value(serde_json::json!({ "kind": word }))
        .expect("every field of a kind may be absent")
}

fn topics(sheet: &Sheet, programme: &Programme) -> Vec<Slug> {
    let known = |topic: &Slug| {
        let same = |term: &&crate::programme::model::Term| {
            term.scheme == Scheme::Topic && term.slug == *topic
        };
        programme.terms.iter().any(|term| same(&term))
    };
    sheet.topics().into_iter().filter(known).collect()
}

/// Addresses that the form asked for, for readers of the programme.
fn links(call: &Call, sheet: &Sheet) -> Vec<Link> {
    let asked = call.body.fields.iter().filter(|field| field.sort == Sort::Url);
    let given = asked.map(|field| (field, sheet.one(&own(&field.key))));
    let given = given.filter(|(_, url)| crate::calls::rules::is_url(url));
    given
        .map(|(field, url)| Link {
            kind: LinkKind::Link,
            url: url.to_owned(),
            title: field.label.get(kernel::Lang::Zh).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_begin_with_nothing_said() {
        for kind in Kind::ALL {
            assert_eq!(details(*kind).kind(), *kind);
        }
    }

    #[test]
    fn an_address_is_near_the_words_in_either_script() {
        assert_eq!(slug(&Text::in_one(kernel::Lang::Zh, "算力"), "x").as_str(), "suan-li");
        assert_eq!(slug(&Text::in_one(kernel::Lang::En, "Rust!"), "x").as_str(), "rust");
        assert_eq!(slug(&Text::empty(), "cfp-7").as_str(), "cfp-7");
    }
}

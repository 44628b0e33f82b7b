//! Those who propose, their links and their files as rows.

use std::collections::HashMap;

use kernel::Timestamp;
use store::{Columns, Fault, Json, Row, Tx};

use crate::calls::model::{CallId, File, FileId, ProposalId, Speaker, SpeakerId, SpeakerState};
use crate::calls::sheet::Profile;
use crate::editions::model::EditionId;
use crate::people::model::PersonId;

store::statements! {
    SPEAKERS_OF = "select id, proposal_id, position, state, email, lang, body, person_id, invited_at,
            answered_at
        from proposal_speaker where proposal_id = $1 order by position";
    SPEAKERS_OF_CALL = "select s.id, s.proposal_id, s.position, s.state, s.email, s.lang, s.body,
            s.person_id, s.invited_at, s.answered_at
        from proposal_speaker s join proposal p on p.id = s.proposal_id where p.call_id = $1
        order by s.proposal_id, s.position";
    SPEAKER_BY_ID = "select id, proposal_id, position, state, email, lang, body, person_id,
            invited_at, answered_at
        from proposal_speaker where id = $1";
    SPEAKER_INSERT = "insert into proposal_speaker
            (id, proposal_id, edition_id, position, state, email, lang, body, invited_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SPEAKER_SAY = "update proposal_speaker set body = $2 where id = $1";
    SPEAKER_ANSWER = "update proposal_speaker set state = $2, body = $3, answered_at = $4
        where id = $1 and state <> 'lead'";
    SPEAKER_PERSON = "update proposal_speaker set person_id = $2 where id = $1";
    SPEAKER_REMOVE = "delete from proposal_speaker where id = $1 and state <> 'lead'";
    PERSON_OF = "select person_id from proposal_speaker
        where edition_id = $1 and email = $2 and person_id is not null order by id limit 1";
    LINK_INSERT = "insert into proposal_link (token_hash, edition_id, email, made_at, expires_at)
        values ($1, $2, $3, $4, $5)";
    LINK_BY_TOKEN = "select edition_id, email, expires_at from proposal_link where token_hash = $1";
    LINKS_SINCE = "select count(*) from proposal_link
        where edition_id = $1 and email = $2 and made_at > $3";
    LINKS_SWEEP = "delete from proposal_link where expires_at <= $1";
    LINKS_REMOVE = "delete from proposal_link where edition_id = $1 and email = $2
        and not exists (select 1 from proposal_speaker s
            where s.edition_id = $1 and s.email = $2)";
    FILES_OF = "select id, proposal_id, field, name, sort, bytes from proposal_file
        where proposal_id = $1 order by made_at, id";
    FILE_CONTENT = "select content from proposal_file where id = $1 and proposal_id = $2";
    FILE_INSERT = "insert into proposal_file
            (id, proposal_id, field, name, sort, bytes, content, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    FILE_REMOVE = "delete from proposal_file where id = $1 and proposal_id = $2";
}

impl Row for Speaker {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, proposal, position) = (columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state =
            SpeakerState::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let email = columns.take()?;
        let code: String = columns.take()?;
        let lang =
            kernel::Lang::from_code(&code).ok_or_else(|| format!("{code:?} is no language"))?;
        let Json(profile) = columns.take()?;
        let (person, invited_at) = (columns.take()?, columns.take()?);
        let answered_at = columns.take()?;
        Ok(Self {
            id,
            proposal,
            position,
            state,
            email,
            lang,
            profile,
            person,
            invited_at,
            answered_at,
        })
    }
}

impl Row for File {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        Ok(Self {
            id: columns.take()?,
            proposal: columns.take()?,
            field: columns.take()?,
            name: columns.take()?,
            sort: columns.take()?,
            bytes: columns.take()?,
        })
    }
}

pub fn speakers_of(tx: &mut Tx<'_>, proposal: ProposalId) -> Result<Vec<Speaker>, Fault> {
    tx.all(SPEAKERS_OF, (proposal,))
}

/// Those of every proposal of a call.
pub fn speakers_of_call(
    tx: &mut Tx<'_>,
    call: CallId,
) -> Result<HashMap<ProposalId, Vec<Speaker>>, Fault> {
    let mut all: HashMap<ProposalId, Vec<Speaker>> = HashMap::new();
    tx.each(SPEAKERS_OF_CALL, (call,), |one: Speaker| {
        all.entry(one.proposal).or_default().push(one);
    })?;
    Ok(all)
}

pub fn speaker(tx: &mut Tx<'_>, id: SpeakerId) -> Result<Option<Speaker>, Fault> {
    tx.find(SPEAKER_BY_ID, (id,))
}

pub fn insert_speaker(tx: &mut Tx<'_>, edition: EditionId, one: &Speaker) -> Result<(), Fault> {
    let (state, lang, profile) = (one.state.word(), one.lang, Json(&one.profile));
    let (id, proposal, email) = (one.id, one.proposal, one.email.as_str());
    let row = (id, proposal, edition, one.position, state, email, lang, profile, one.invited_at);
    tx.run(SPEAKER_INSERT, row).map(drop)
}

pub fn describe_speaker(tx: &mut Tx<'_>, id: SpeakerId, profile: &Profile) -> Result<(), Fault> {
    tx.run(SPEAKER_SAY, (id, Json(profile))).map(drop)
}

pub fn answer_speaker(
    tx: &mut Tx<'_>,
    id: SpeakerId,
    (state, profile, now): (SpeakerState, &Profile, Timestamp),
) -> Result<bool, Fault> {
    Ok(tx.run(SPEAKER_ANSWER, (id, state.word(), Json(profile), now))? == 1)
}

pub fn note_person(tx: &mut Tx<'_>, id: SpeakerId, person: PersonId) -> Result<(), Fault> {
    tx.run(SPEAKER_PERSON, (id, person)).map(drop)
}

pub fn person_of(
    tx: &mut Tx<'_>,
    edition: EditionId,
    email: &str,
) -> Result<Option<PersonId>, Fault> {
    tx.find(PERSON_OF, (edition, email))
}

pub fn remove_speaker(tx: &mut Tx<'_>, id: SpeakerId) -> Result<bool, Fault> {
    Ok(tx.run(SPEAKER_REMOVE, (id,))? == 1)
}

pub fn insert_link(
    tx: &mut Tx<'_>,
    hash: [u8; 32],
    (edition, email): (EditionId, &str),
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    tx.run(LINK_INSERT, (hash, edition, email, now, expires_at)).map(drop)
}

pub fn link(
    tx: &mut Tx<'_>,
    hash: [u8; 32],
) -> Result<Option<(EditionId, String, Timestamp)>, Fault> {
    tx.find(LINK_BY_TOKEN, (hash,))
}

pub fn links_since(
    tx: &mut Tx<'_>,
    (edition, email): (EditionId, &str),
    since: Timestamp,
) -> Result<i64, Fault> {
    tx.one(LINKS_SINCE, (edition, email, since))
}

pub fn sweep_links(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Fault> {
    tx.run(LINKS_SWEEP, (now,))
}

/// Forgets the links of an address that proposes nothing any more.
pub fn remove_links(tx: &mut Tx<'_>, edition: EditionId, email: &str) -> Result<(), Fault> {
    tx.run(LINKS_REMOVE, (edition, email)).map(drop)
}

pub fn files_of(tx: &mut Tx<'_>, proposal: ProposalId) -> Result<Vec<File>, Fault> {
    tx.all(FILES_OF, (proposal,))
}

pub fn content(
    tx: &mut Tx<'_>,
    id: FileId,
    proposal: ProposalId,
) -> Result<Option<Vec<u8>>, Fault> {
    tx.find(FILE_CONTENT, (id, proposal))
}

pub fn insert_file(
    tx: &mut Tx<'_>,
    file: &File,
    content: &[u8],
    now: Timestamp,
) -> Result<(), Fault> {
    let (name, sort) = (file.name.as_str(), file.sort.as_str());
    let row = (file.id, file.proposal, &file.field, name, sort, file.bytes, content, now);
    tx.run(FILE_INSERT, row).map(drop)
}

pub fn remove_file(tx: &mut Tx<'_>, id: FileId, proposal: ProposalId) -> Result<bool, Fault> {
    Ok(tx.run(FILE_REMOVE, (id, proposal))? == 1)
}

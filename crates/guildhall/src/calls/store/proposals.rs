//! Proposals as rows, and the columns that a list is narrowed by.

use kernel::{Text, Timestamp, Uuid};
use store::{Columns, Fault, Json, Row, Tx, Value};

use crate::calls::model::{CallId, Line, Proposal, ProposalId, State};
use crate::calls::sheet::{self, Profile, Sheet};
use crate::editions::model::EditionId;

store::statements! {
    PROPOSAL_BY_ID = "select id, call_id, edition_id, number, state, body, waiting_rank, note,
            version, imported_as, activity_id, begun_at, submitted_at, changed_at, decided_at,
            decided_by, answered_at, erase_at, erased_at
        from proposal where id = $1";
    TITLES_OF = "select id, title from proposal where call_id = $1 order by number";
    PROPOSALS_OF = "select id, call_id, edition_id, number, state, body, waiting_rank, note,
            version, imported_as, activity_id, begun_at, submitted_at, changed_at, decided_at,
            decided_by, answered_at, erase_at, erased_at
        from proposal where call_id = $1 order by number";
    PROPOSALS_SOME = "select id, call_id, edition_id, number, state, body, waiting_rank, note,
            version, imported_as, activity_id, begun_at, submitted_at, changed_at, decided_at,
            decided_by, answered_at, erase_at, erased_at
        from proposal where call_id = $1 and id = any($2) order by number";
    PROPOSALS_BY_EMAIL = "select p.id from proposal p
        join proposal_speaker s on s.proposal_id = p.id
        where s.edition_id = $1 and s.email = $2 and s.state <> 'declined'
        order by p.begun_at, p.id";
    PROPOSAL_COUNT_BY_LEAD = "select count(*) from proposal p
        join proposal_speaker s on s.proposal_id = p.id and s.position = 0
        where p.call_id = $1 and s.email = $2";
    /// Numbers are given one after the other: whoever begins holds the call.
    CALL_HOLD = "select id from call where id = $1 for update";
    NUMBER_LAST = "select coalesce(max(number), 0) as number from proposal where call_id = $1";
    PROPOSAL_INSERT = "insert into proposal
            (id, call_id, edition_id, number, state, kind, language, topics, searched, title, body,
             waiting_rank, note, version, imported_as, begun_at, submitted_at, changed_at, erase_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, '', 1, $12, $13, $14, $13, $15)";
    PROPOSAL_WRITE = "update proposal set state = $3, kind = $4, language = $5, topics = $6,
            searched = $7, title = $8, body = $9, submitted_at = $10, changed_at = $11,
            erase_at = $12, version = version + 1
        where id = $1 and version = $2";
    PROPOSAL_MOVE = "update proposal set state = $3, waiting_rank = $4, note = $5, decided_at = $6,
            decided_by = $7, answered_at = $8, activity_id = $9, erase_at = $10,
            version = version + 1
        where id = $1 and version = $2";
    PROPOSAL_NAMES = "update proposal set searched = $2 where id = $1";
    /// Confirmed, and its activity is in the draft no more.
    PROPOSALS_LEFT = "select id from proposal where state = 'confirmed'
            and not exists (select 1 from activity a where a.id = proposal.activity_id)
        order by id";
    PROPOSALS_DUE = "select id from proposal where erase_at <= $1 and erased_at is null
        order by erase_at, id limit 200";
    PROPOSAL_ERASE = "update proposal set searched = '', title = $3, body = $3, note = '',
            imported_as = null, erased_at = $2, version = version + 1 where id = $1";
    PROPOSAL_DELETE = "delete from proposal where id = $1";
    IMPORTED = "select imported_as from proposal where call_id = $1 and imported_as is not null
        order by imported_as";
    LIST = "select p.id, p.number, p.state, p.kind, p.language, p.title,
            coalesce(s.body, $6) as lead, p.waiting_rank, p.version, p.submitted_at
        from proposal p
        left join proposal_speaker s on s.proposal_id = p.id and s.position = 0
        where p.call_id = $1 and ($2 = '' or p.state = $2) and ($3 = '' or p.kind = $3)
            and ($4 = '' or p.language = $4) and p.topics like $5 and p.searched like $7
            and p.state <> $8
        order by coalesce(p.waiting_rank, 0), p.number limit $9 offset $10";
    LIST_COUNT = "select count(*) from proposal p
        where p.call_id = $1 and ($2 = '' or p.state = $2) and ($3 = '' or p.kind = $3)
            and ($4 = '' or p.language = $4) and p.topics like $5 and p.searched like $6
            and p.state <> $7";
    LANGUAGES = "select distinct language from proposal where call_id = $1 order by language";
    SPEAKERS_ERASE = "update proposal_speaker set email = '', body = $2 where proposal_id = $1";
    FILES_ERASE = "delete from proposal_file where proposal_id = $1";
}

fn state(word: &str) -> Result<State, String> {
    State::from_word(word).ok_or_else(|| format!("{word:?} is no state of a proposal"))
}

impl Row for Proposal {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, call, edition, number) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let Json(sheet): Json<Sheet> = columns.take()?;
        Ok(Self {
            id,
            call,
            edition,
            number,
            state: state(&word)?,
            sheet,
            waiting_rank: columns.take()?,
            note: columns.take()?,
            version: columns.take()?,
            imported_as: columns.take()?,
            activity: columns.take()?,
            begun_at: columns.take()?,
            submitted_at: columns.take()?,
            changed_at: columns.take()?,
            decided_at: columns.take()?,
            decided_by: columns.take()?,
            answered_at: columns.take()?,
            erase_at: columns.take()?,
            erased_at: columns.take()?,
        })
    }
}

impl Row for Line {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, number) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let (kind, language) = (columns.take()?, columns.take()?);
        let Json(title): Json<Text> = columns.take()?;
        let Json(lead): Json<Profile> = columns.take()?;
        Ok(Self {
            id,
            number,
            state: state(&word)?,
            kind,
            language,
            title,
            names: lead.name,
            waiting_rank: columns.take()?,
            version: columns.take()?,
            submitted_at: columns.take()?,
        })
    }
}

pub fn proposal(tx: &mut Tx<'_>, id: ProposalId) -> Result<Option<Proposal>, Fault> {
    tx.find(PROPOSAL_BY_ID, (id,))
}

pub fn titles(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<(ProposalId, Text)>, Fault> {
    let all: Vec<(ProposalId, Json<Text>)> = tx.all(TITLES_OF, (call,))?;
    Ok(all.into_iter().map(|(id, Json(title))| (id, title)).collect())
}

pub fn proposals_of(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<Proposal>, Fault> {
    tx.all(PROPOSALS_OF, (call,))
}

/// Those of these ids that are of the call.
pub fn proposals_some(
    tx: &mut Tx<'_>,
    call: CallId,
    ids: &[ProposalId],
) -> Result<Vec<Proposal>, Fault> {
    tx.all(PROPOSALS_SOME, (call, Value::list(ids.iter().copied())))
}

pub fn by_email(
    tx: &mut Tx<'_>,
    edition: EditionId,
    email: &str,
) -> Result<Vec<ProposalId>, Fault> {
    tx.all(PROPOSALS_BY_EMAIL, (edition, email))
}

pub fn count_by_lead(tx: &mut Tx<'_>, call: CallId, email: &str) -> Result<i64, Fault> {
    tx.one(PROPOSAL_COUNT_BY_LEAD, (call, email))
}

/// The number of the next proposal of a call; whoever else begins one waits.
pub fn next_number(tx: &mut Tx<'_>, call: CallId) -> Result<i64, Fault> {
    tx.all::<Uuid>(CALL_HOLD, (call,))?;
    Ok(tx.one::<i64>(NUMBER_LAST, (call,))? + 1)
}

/// What a list filters by.
struct Keys {
    kind: String,
    language: String,
    topics: String,
    searched: String,
    title: Text,
}

fn keys(sheet: &Sheet, names: &str) -> Keys {
    let title = sheet.title();
    let mut searched = String::new();
    for (name, value) in sheet.pairs() {
        if name.starts_with(sheet::TITLE) || name.starts_with(sheet::SUMMARY) {
            searched.push_str(&value.to_lowercase());
            searched.push('\n');
        }
    }
    searched.push_str(&names.to_lowercase());
    let topics: String = sheet.topics().iter().map(|topic| format!("|{topic}|")).collect();
    let kind = sheet.kind().map(sheet::kind_word).unwrap_or_default();
    Keys { kind, language: sheet.spoken().to_string(), topics, searched, title }
}

/// `names` are of all who propose, for the search.
pub fn insert_proposal(tx: &mut Tx<'_>, one: &Proposal, names: &str) -> Result<(), Fault> {
    let Keys { kind, language, topics, searched, title } = keys(&one.sheet, names);
    let row: Vec<Value<'_>> = vec![
        one.id.into(),
        one.call.into(),
        one.edition.into(),
        one.number.into(),
        one.state.word().into(),
        kind.into(),
        language.into(),
        topics.into(),
        searched.into(),
        title.into(),
        Json(&one.sheet).into(),
        one.imported_as.as_deref().into(),
        one.begun_at.into(),
        one.submitted_at.into(),
        one.erase_at.into(),
    ];
    tx.run(PROPOSAL_INSERT, row).map(drop)
}

/// Writes what it says and whether it is submitted; false when somebody else did so since.
pub fn write_proposal(tx: &mut Tx<'_>, one: &Proposal, names: &str) -> Result<bool, Fault> {
    let Keys { kind, language, topics, searched, title } = keys(&one.sheet, names);
    let (id, version, state) = (one.id, one.version, one.state.word());
    let row = (
        id,
        version,
        state,
        kind,
        language,
        topics,
        searched,
        title,
        Json(&one.sheet),
        one.submitted_at,
        one.changed_at,
        one.erase_at,
    );
    Ok(tx.run(PROPOSAL_WRITE, row)? == 1)
}

/// Writes where it stands; false when somebody else did so since.
pub fn move_proposal(tx: &mut Tx<'_>, one: &Proposal) -> Result<bool, Fault> {
    let row = (
        one.id,
        one.version,
        one.state.word(),
        one.waiting_rank,
        one.note.as_str(),
        one.decided_at,
        one.decided_by,
        one.answered_at,
        one.activity,
        one.erase_at,
    );
    Ok(tx.run(PROPOSAL_MOVE, row)? == 1)
}

/// Notes who speaks, for the search.
pub fn note_names(tx: &mut Tx<'_>, one: &Proposal, names: &str) -> Result<(), Fault> {
    tx.run(PROPOSAL_NAMES, (one.id, keys(&one.sheet, names).searched)).map(drop)
}

pub fn left_the_draft(tx: &mut Tx<'_>) -> Result<Vec<ProposalId>, Fault> {
    tx.all(PROPOSALS_LEFT, ())
}

pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<ProposalId>, Fault> {
    tx.all(PROPOSALS_DUE, (now,))
}

/// Forgets what it says, who said it, and its files.
pub fn erase(tx: &mut Tx<'_>, id: ProposalId, now: Timestamp) -> Result<(), Fault> {
    tx.run(FILES_ERASE, (id,))?;
    tx.run(SPEAKERS_ERASE, (id, Json(Profile::default())))?;
    tx.run(PROPOSAL_ERASE, (id, now, Json(Sheet::default()))).map(drop)
}

pub fn delete(tx: &mut Tx<'_>, id: ProposalId) -> Result<(), Fault> {
    tx.run(PROPOSAL_DELETE, (id,)).map(drop)
}

pub fn imported(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<String>, Fault> {
    tx.all(IMPORTED, (call,))
}

/// What a list is narrowed to; empty words narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: String,
    pub kind: String,
    pub language: String,
    pub topic: String,
    pub search: String,
}

fn like(filter: &Filter) -> (String, String) {
    let topic =
        if filter.topic.is_empty() { "%".to_owned() } else { format!("%|{}|%", filter.topic) };
    // A search for a percent sign finds more than it should, never less.
    (topic, format!("%{}%", filter.search.to_lowercase()))
}

/// Drafts are their owners' alone until they are submitted.
const HIDDEN: &str = "draft";

pub fn list(
    tx: &mut Tx<'_>,
    call: CallId,
    filter: &Filter,
    (limit, offset): (i64, i64),
) -> Result<Vec<Line>, Fault> {
    let (topic, search) = like(filter);
    let Filter { state, kind, language, .. } = filter;
    let nobody = Json(Profile::default());
    let row = (call, state, kind, language, topic, nobody, search, HIDDEN, limit, offset);
    tx.all(LIST, row)
}

pub fn list_count(tx: &mut Tx<'_>, call: CallId, filter: &Filter) -> Result<i64, Fault> {
    let (topic, search) = like(filter);
    let Filter { state, kind, language, .. } = filter;
    tx.one(LIST_COUNT, (call, state, kind, language, topic, search, HIDDEN))
}

pub fn languages(tx: &mut Tx<'_>, call: CallId) -> Result<Vec<String>, Fault> {
    tx.all(LANGUAGES, (call,))
}

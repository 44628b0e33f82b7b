//! What calls and proposals are to other programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::{IdText, Moment, Said, word};
use crate::calls::form::{Field, Offer, When};
use crate::calls::model::{Call, Dossier, Line, Speaker};
use crate::calls::sheet;

/// A call.
#[derive(Serialize, JsonSchema)]
pub struct CallShape {
    pub(super) id: IdText,
    pub(super) slug: String,
    /// The host whose call it is; null: the edition's own
    pub(super) host: Option<IdText>,
    /// `draft`, `announced` or `closed`
    pub(super) state: String,
    pub(super) opens_at: Moment,
    pub(super) closes_at: Moment,
    /// Proposals need a code
    pub(super) coded: bool,
    pub(super) name: Said,
    /// CommonMark
    pub(super) about: Said,
    /// Kinds of activity, for example `talk`
    pub(super) kinds: Vec<String>,
    /// Minutes to choose from
    pub(super) durations: Vec<i64>,
    pub(super) co_speakers_max: usize,
    pub(super) fields: Vec<FieldShape>,
}

/// A question of a call's form.
#[derive(Serialize, JsonSchema)]
pub struct FieldShape {
    pub(super) key: String,
    pub(super) label: Said,
    pub(super) hint: Said,
    /// `short_text`, `long_text`, `choice`, `choices`, `number`, `url`, `email`, `file`, `yes_no` or
    /// `interests`
    pub(super) sort: String,
    pub(super) required: bool,
    pub(super) per_language: bool,
    pub(super) options: Vec<OptionShape>,
    /// Shown only when another field, which comes before, has this value
    pub(super) shown_when: Option<WhenShape>,
}

/// What a choice offers.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionShape {
    /// Lower case, digits and hyphens; answers keep it
    pub(super) key: String,
    pub(super) label: Said,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhenShape {
    pub(super) field: String,
    /// The key of an option, or `yes`
    pub(super) value: String,
}

/// A call as it is wished for. Its fields are set one by one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallWish {
    pub(super) slug: String,
    /// The slug of the host whose call it is, when it is made; the edition's own when absent
    pub(super) host: Option<String>,
    /// RFC 3339
    pub(super) opens_at: String,
    pub(super) closes_at: String,
    /// Empty: everybody may propose
    #[serde(default)]
    pub(super) access_code: String,
    pub(super) name: Said,
    #[serde(default)]
    pub(super) about: Said,
    pub(super) kinds: Vec<String>,
    #[serde(default)]
    pub(super) durations: Vec<i64>,
    #[serde(default)]
    pub(super) co_speakers_max: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateWish {
    /// `draft`, `announced` or `closed`
    pub(super) state: String,
}

/// A field as it is wished for, under the key that the path names.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldWish {
    pub(super) label: Said,
    #[serde(default)]
    pub(super) hint: Said,
    /// As in what is listed
    pub(super) sort: String,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) per_language: bool,
    #[serde(default)]
    pub(super) options: Vec<OptionShape>,
    pub(super) shown_when: Option<WhenShape>,
}

/// A proposal in a list.
#[derive(Serialize, JsonSchema)]
pub struct ProposalLine {
    pub(super) id: IdText,
    pub(super) number: i64,
    /// `submitted`, `withdrawn`, `accepted`, `waiting`, `declined`, `confirmed` or `refused`
    pub(super) state: String,
    pub(super) kind: String,
    pub(super) title: Said,
    /// As they wrote them
    pub(super) names: String,
    pub(super) waiting_rank: Option<i64>,
    pub(super) submitted_at: Option<Moment>,
}

/// A proposal.
#[derive(Serialize, JsonSchema)]
pub struct ProposalShape {
    pub(super) id: IdText,
    pub(super) number: i64,
    /// As in what is listed
    pub(super) state: String,
    pub(super) title: Said,
    pub(super) summary: Said,
    pub(super) description: Said,
    /// Every answer by the name of its field, as it was typed
    pub(super) answers: Vec<AnswerShape>,
    pub(super) speakers: Vec<SpeakerShape>,
    pub(super) waiting_rank: Option<i64>,
    /// The activity it became
    pub(super) activity: Option<IdText>,
    pub(super) submitted_at: Option<Moment>,
    pub(super) decided_at: Option<Moment>,
}

#[derive(Serialize, JsonSchema)]
pub struct AnswerShape {
    pub(super) field: String,
    pub(super) value: String,
}

/// Somebody who speaks.
#[derive(Serialize, JsonSchema)]
pub struct SpeakerShape {
    pub(super) id: IdText,
    /// `lead`, `invited`, `confirmed` or `declined`
    pub(super) state: String,
    pub(super) name: String,
    pub(super) affiliation: String,
    pub(super) biography: String,
    pub(super) email: String,
}

/// What is decided of several, in this order: all of them, or none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionWish {
    /// Ids of proposals
    pub(super) proposals: Vec<String>,
    /// `accept`, `wait`, `decline` or `reopen`
    pub(super) decision: String,
    /// The first one's rank, for `wait`; 1 when absent
    pub(super) rank: Option<i64>,
    /// What the letter says besides
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Decided {
    /// How many were decided otherwise before
    pub(super) decided: usize,
}

impl From<&Call> for CallShape {
    fn from(call: &Call) -> Self {
        let body = &call.body;
        Self {
            id: call.id.into(),
            slug: call.slug.to_string(),
            host: call.host.map(IdText::from),
            state: call.state.word().to_owned(),
            opens_at: call.opens_at.into(),
            closes_at: call.closes_at.into(),
            coded: !call.access_code.is_empty(),
            name: (&body.name).into(),
            about: (&body.about).into(),
            kinds: body.kinds.iter().map(word).collect(),
            durations: body.durations.clone(),
            co_speakers_max: body.co_speakers_max,
            fields: body.fields.iter().map(FieldShape::from).collect(),
        }
    }
}

impl From<&Field> for FieldShape {
    fn from(field: &Field) -> Self {
        let option =
            |one: &Offer| OptionShape { key: one.key.to_string(), label: (&one.label).into() };
        let when =
            |when: &When| WhenShape { field: when.field.to_string(), value: when.value.clone() };
        Self {
            key: field.key.to_string(),
            label: (&field.label).into(),
            hint: (&field.hint).into(),
            sort: field.sort.word().to_owned(),
            required: field.required,
            per_language: field.per_language,
            options: field.options.iter().map(option).collect(),
            shown_when: field.shown_when.as_ref().map(when),
        }
    }
}

impl From<&Line> for ProposalLine {
    fn from(line: &Line) -> Self {
        Self {
            id: line.id.into(),
            number: line.number,
            state: line.state.word().to_owned(),
            kind: line.kind.clone(),
            title: (&line.title).into(),
            names: line.names.clone(),
            waiting_rank: line.waiting_rank,
            submitted_at: line.submitted_at.map(Moment::from),
        }
    }
}

impl From<Dossier> for ProposalShape {
    fn from(found: Dossier) -> Self {
        let Dossier { proposal, speakers, .. } = found;
        let sheet = &proposal.sheet;
        let answers = sheet
            .pairs()
            .map(|(field, value)| AnswerShape { field: field.to_owned(), value: value.to_owned() });
        let speaker = |one: Speaker| SpeakerShape {
            id: one.id.into(),
            state: one.state.word().to_owned(),
            name: one.profile.name,
            affiliation: one.profile.affiliation,
            biography: one.profile.biography,
            email: one.email,
        };
        Self {
            id: proposal.id.into(),
            number: proposal.number,
            state: proposal.state.word().to_owned(),
            title: (&sheet.title()).into(),
            summary: (&sheet.text(sheet::SUMMARY)).into(),
            description: (&sheet.text(sheet::DESCRIPTION)).into(),
            answers: answers.collect(),
            speakers: speakers.into_iter().map(speaker).collect(),
            waiting_rank: proposal.waiting_rank,
            activity: proposal.activity.map(IdText::from),
            submitted_at: proposal.submitted_at.map(Moment::from),
            decided_at: proposal.decided_at.map(Moment::from),
        }
    }
}

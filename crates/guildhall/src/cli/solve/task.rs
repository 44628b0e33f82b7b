//! What a model must know to be on the command line.

use schemars::JsonSchema;
use serde::Serialize;
use solve::{Limits, Outcome, Status, Watch};

use super::given::Given;

/// A model with the formats in which it is asked.
pub trait Model: Sync {
    /// Reads a problem; what is wrong with it is named by line, cell or field.
    fn read(&self, given: &Given) -> anyhow::Result<Box<dyn Task>>;

    /// Reads a problem with a release that an event has broken.
    fn mend(&self, _given: &Given, _event: &str) -> anyhow::Result<Box<dyn Task>> {
        anyhow::bail!("--event is for timetables: nothing else is planned again")
    }

    /// The JSON schemas of its problem and its outcome, where it has a JSON of its own.
    fn schemas(&self) -> Option<Schemas>;
}

/// JSON schemas, as JSON.
#[derive(Serialize)]
pub struct Schemas {
    pub problem: serde_json::Value,
    pub outcome: serde_json::Value,
}

impl Schemas {
    pub fn of<Problem: JsonSchema, Answer: JsonSchema>() -> Option<Self> {
        Some(Self {
            problem: schemars::schema_for!(Problem).into(),
            outcome: schemars::schema_for!(Outcome<Answer>).into(),
        })
    }
}

/// A problem that was read, with the way to say its answer.
pub trait Task: Sync {
    fn solve(&self, asked: Asked<'_>) -> anyhow::Result<Done>;
}

#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub limits: Limits,
    pub watch: Watch<'a>,
    pub words: Words,
}

/// Whether the answer is explained.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Few,
    All,
}

/// What came of it.
pub struct Done {
    /// The published objective; none without an answer.
    pub value: Option<f64>,
    /// Demands broken by the answer.
    pub hard: Option<i64>,
    pub status: Status,
    pub bound: Option<f64>,
    pub steps: u64,
    pub seed: u64,
    /// Why there is no answer.
    pub conflict: Vec<String>,
    /// The answer in the problem's own format, if there is one.
    pub answer: Option<Written>,
    /// The answer in words, where they were asked for.
    pub words: Vec<String>,
}

/// An answer as it is kept.
pub enum Written {
    Text(String),
    /// Not for a terminal.
    Bytes(Vec<u8>),
}

impl Done {
    /// What every outcome says; the answer and its words are added by the model.
    pub fn of<A>(outcome: &Outcome<A>) -> Self {
        let has_answer = outcome.answer.is_some();
        let finite = |value: f64| value.is_finite().then_some(value);
        Self {
            value: has_answer.then_some(outcome.value).and_then(finite),
            hard: has_answer.then_some(outcome.score.hard),
            status: outcome.status,
            bound: outcome.bound.and_then(finite),
            steps: outcome.steps,
            seed: outcome.seed,
            conflict: outcome.conflict.clone(),
            answer: None,
            words: Vec::new(),
        }
    }

    /// The house's own format: the whole outcome as JSON.
    pub fn as_json<A: Serialize>(outcome: &Outcome<A>) -> anyhow::Result<Self> {
        let mut text = serde_json::to_string_pretty(outcome)?;
        text.push('\n');
        Ok(Self { answer: Some(Written::Text(text)), ..Self::of(outcome) })
    }

    pub fn with_answer(self, answer: Option<Written>) -> Self {
        Self { answer, ..self }
    }

    pub fn saying(self, words: Vec<String>) -> Self {
        Self { words, ..self }
    }
}

impl Written {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

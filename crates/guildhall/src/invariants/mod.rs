//! What must be true of the stored rows, said as sentences that can be looked up.
//!
//! Each floor and slice keeps a list of its own in `checks.rs`: a name, the sentence, and a function
//! that reads rows and answers what does not hold. `cli::check` gathers the lists; [`look`] runs one
//! line of them.
//!
//! What it is *not*: it repairs nothing and writes nothing. Adding an invariant is one line in the
//! list of whoever owns the rows, and a test that breaks it.

mod storage;

use kernel::Timestamp;
use store::{Db, Fault, Row, Sql, Tx};

pub use storage::CHECKS;

/// One thing that must hold.
#[derive(Clone, Copy)]
pub struct Invariant {
    /// After its floor or slice: `journal.chain`.
    pub name: &'static str,
    /// What holds, as the end of a sentence about the rows.
    pub holds: &'static str,
    pub look: Look,
}

/// Reads rows and says what does not hold. The time is for what may be so only for a while.
pub type Look = fn(&mut Tx<'_>, Timestamp) -> Result<Findings, Fault>;

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Rows, facts, references: whatever the sentence is about.
    pub looked_at: u64,
    /// One line for each thing that does not hold.
    pub broken: Vec<String>,
    /// Worth knowing, and nothing wrong.
    pub notes: Vec<String>,
}

/// More lines than this about one invariant help nobody.
const LINES_MAX: usize = 20;

impl Findings {
    pub fn new(looked_at: u64, broken: Vec<String>) -> Self {
        Self { looked_at, broken, notes: Vec::new() }
    }

    /// Both as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.looked_at += other.looked_at;
        self.broken.extend(other.broken);
        self.notes.extend(other.notes);
        self
    }
}

/// The rows that `count` counts, of which `wrong` lists those that break the rule.
pub fn offenders<R: Row>(
    tx: &mut Tx<'_>,
    count: Sql,
    wrong: Sql,
    say: impl Fn(R) -> String,
) -> Result<Findings, Fault> {
    let looked_at = tx.one(count, ())?;
    let rows: Vec<R> = tx.all(wrong, ())?;
    Ok(Findings::new(looked_at, rows.into_iter().map(say).collect()))
}

/// Looks at one invariant at one moment. Rows that cannot be read do not hold, whatever they are.
pub fn look(db: &Db, invariant: Invariant, now: Timestamp) -> Result<Findings, Fault> {
    let mut findings = match db.read_now(move |tx| (invariant.look)(tx, now)) {
        Err(Fault::Decode { name, reason }) => {
            Findings::new(0, vec![format!("{name} answers a row that cannot be read: {reason}")])
        }
        Err(Fault::Panicked { message }) => {
            Findings::new(0, vec![format!("the rows cannot be put together: {message}")])
        }
        looked => looked?,
    };
    let more = findings.broken.len().saturating_sub(LINES_MAX);
    if more > 0 {
        findings.broken.truncate(LINES_MAX);
        findings.broken.push(format!("and {more} more"));
    }
    Ok(findings)
}

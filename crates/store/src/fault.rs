use std::fmt;

/// The machinery failed, or a constraint said no.
///
/// A slice turns the violations it expects into refusals and passes everything else on. Messages
/// carry what was tried; never row values (they may be personal) and never a password.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// A constraint of the schema refused the statement.
    #[error("{0}")]
    Violation(Box<Violation>),
    /// The engine refused the statement for any other reason: a mistake in the program.
    #[error("statement {name} failed: {reason}")]
    Statement {
        /// The statement's registered name.
        name: &'static str,
        /// What the engine said.
        reason: String,
    },
    /// A row came back in a shape the program did not expect.
    #[error("statement {name} answered a row that cannot be read: {reason}")]
    Decode {
        /// The statement's registered name.
        name: &'static str,
        /// Which column, what was expected, what was found.
        reason: String,
    },
    /// [`Tx::one`](crate::Tx::one) found no row.
    #[error("statement {name} found no row where there must be one")]
    NoRow {
        /// The statement's registered name.
        name: &'static str,
    },
    /// The verb went on after a failed statement. Both engines forbid it, so that a verb never
    /// means something else on the other one; [`Tx::attempt`](crate::Tx::attempt) allows it.
    #[error("statement {name} came after statement {failed} had failed in the same verb")]
    AfterFailure {
        /// The statement that was not run.
        name: &'static str,
        /// The statement that had failed.
        failed: &'static str,
    },
    /// A statement that writes was run by [`Db::read`](crate::Db::read).
    #[error("statement {name} writes, but the verb only reads; hand it to Db::write")]
    ReadOnly {
        /// The statement's registered name.
        name: &'static str,
    },
    /// Another transaction was in the way, and still was after several tries. Nothing was written.
    #[error("another transaction was in the way ({reason}); nothing was written, try again")]
    Contended {
        /// What the engine said.
        reason: String,
    },
    /// Another process held the database longer than we wait. Nothing was written.
    #[error("another process holds the database ({reason}); nothing was written, stop it or wait")]
    Locked {
        /// What the engine said.
        reason: String,
    },
    /// The connection broke.
    #[error("the connection to the database broke ({reason}); {written}")]
    Lost {
        /// What the driver said.
        reason: String,
        /// Whether the verb may have been written nevertheless.
        written: Written,
    },
    /// The disk, or the space the database may use, is full. Nothing was written.
    #[error("no space left for the database ({reason}); nothing was written, make room")]
    Full {
        /// What the engine said.
        reason: String,
    },
    /// The verb panicked. Nothing was written and the database goes on.
    #[error("a verb panicked: {message}; nothing was written")]
    Panicked {
        /// The panic's message.
        message: String,
    },
    /// Too many verbs wait already. Refusing early keeps the house answering.
    #[error("{waiting} verbs wait for the database already; try again in a moment")]
    Overloaded {
        /// How many wait.
        waiting: usize,
    },
    /// [`Db::close`](crate::Db::close) was called.
    #[error("the database is closed")]
    Closed,
    /// Reading or writing the database failed below SQL.
    #[error("{tried} failed: {reason}")]
    Engine {
        /// For example "commit".
        tried: String,
        /// What the engine said.
        reason: String,
    },
}

/// Whether a verb whose connection broke was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Certainly not.
    No,
    /// The connection broke during the commit: look before trying again.
    Unknown,
}

/// Which constraint refused a statement, said alike for both engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The statement's registered name.
    pub statement: &'static str,
    /// What sort of constraint.
    pub kind: Constraint,
    /// The table, where the engine names it (SQLite does not for foreign keys and checks).
    pub table: Option<String>,
    /// The columns in the order of the key; for unique and not-null constraints.
    pub columns: Vec<String>,
    /// The constraint's own name, where the engine gives it. Name every `check` in the schema:
    /// then both engines give it. PostgreSQL alone names unique and foreign keys.
    pub name: Option<String>,
}

/// The sorts of constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `unique` or `primary key`.
    Unique,
    /// `references`.
    ForeignKey,
    /// `check`.
    Check,
    /// `not null`.
    NotNull,
}

impl Fault {
    /// The constraint that refused, if one did.
    pub fn violation(&self) -> Option<&Violation> {
        match self {
            Self::Violation(violation) => Some(violation),
            _ => None,
        }
    }

    /// True when `table` has such a row already, by the key of exactly these columns.
    pub fn is_duplicate(&self, table: &str, columns: &[&str]) -> bool {
        self.violation().is_some_and(|violation| {
            violation.kind == Constraint::Unique
                && violation.table.as_deref() == Some(table)
                && violation.columns == columns
        })
    }

    /// True when a check of this name refused.
    pub fn is_check(&self, name: &str) -> bool {
        self.violation().is_some_and(|violation| {
            violation.kind == Constraint::Check && violation.name.as_deref() == Some(name)
        })
    }

    /// True when a foreign key refused: the row pointed at is not there, or still pointed at.
    pub fn is_foreign_key(&self) -> bool {
        self.violation().is_some_and(|violation| violation.kind == Constraint::ForeignKey)
    }

    /// True when running the same verb again may help and cannot write it twice.
    pub(crate) const fn is_transient(&self) -> bool {
        matches!(self, Self::Contended { .. } | Self::Lost { written: Written::No, .. })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "statement {} breaks a {} constraint", self.statement, self.kind)?;
        if let Some(name) = &self.name {
            write!(f, " {name}")?;
        }
        if let Some(table) = &self.table {
            write!(f, " of {table}")?;
        }
        if !self.columns.is_empty() {
            write!(f, " ({})", self.columns.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::Check => "check",
            Self::NotNull => "not null",
        })
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::No => "nothing was written, try again",
            Self::Unknown => "it broke during the commit, so look whether it was written",
        })
    }
}

/// The database cannot be opened. Each message says what to do; none holds a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder of the file is missing.
    #[error("cannot open {path}: the folder {folder} does not exist; create it first")]
    NoFolder {
        /// The file wanted.
        path: String,
        /// Its folder.
        folder: String,
    },
    /// There is no such file.
    #[error("there is no database at {path}; name the one that is in use")]
    Missing {
        /// The file wanted.
        path: String,
    },
    /// The file, or its folder, may not be written.
    #[error(
        "cannot open {path} for writing: the file or its folder is read-only; \
         give this user the right to write both"
    )]
    ReadOnly {
        /// The file wanted.
        path: String,
    },
    /// The file holds something else.
    #[error("{path} is not a SQLite database (or is encrypted or damaged); name another file")]
    NotADatabase {
        /// The file wanted.
        path: String,
    },
    /// Another process holds the file.
    #[error(
        "{path} is locked by another process and still was after {waited_ms} ms; \
         stop that process or wait for it"
    )]
    Locked {
        /// The file wanted.
        path: String,
        /// How long this one waited.
        waited_ms: u64,
    },
    /// The file system cannot hold a write-ahead log, as some network folders cannot.
    #[error("{path} cannot use a write-ahead log ({reason}); put it on a local disk")]
    NoLog {
        /// The file wanted.
        path: String,
        /// What SQLite said.
        reason: String,
    },
    /// The PostgreSQL server does not take this user with this password.
    #[error("{url} does not let us in ({reason}); check the user and the password")]
    Barred {
        /// Where, without the password.
        url: String,
        /// What the server said.
        reason: String,
    },
    /// The PostgreSQL server has no such database.
    #[error("{url} has no such database ({reason}); create it (createdb) or name another")]
    NoDatabase {
        /// Where, without the password.
        url: String,
        /// What the server said.
        reason: String,
    },
    /// The PostgreSQL server does not answer.
    #[error("cannot connect to {url}: {reason}; check that it runs and that the URL is right")]
    Unreachable {
        /// Where, without the password.
        url: String,
        /// What the driver said.
        reason: String,
    },
    /// Anything else.
    #[error("cannot open {path}: {reason}")]
    Engine {
        /// What was wanted.
        path: String,
        /// What the engine said.
        reason: String,
    },
}

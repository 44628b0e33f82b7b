use std::path::Path;

use tokio_postgres::Config;

use super::link::Link;
use crate::columns::{Columns, Source};
use crate::session::{EachRow, Mode, Session};
use crate::{Engine, Fault, Sql, Value, Written};

/// A shared commit holds the row locks of many verbs; two of them on two nodes that wait for each
/// other give up after this long and run their verbs one by one, which cannot block in a circle.
const BEGIN_SHARED: &str = "begin;set local lock_timeout = '200ms';";
const BEGIN_ALONE: &str = "begin;";
const BEGIN_READ: &str = "begin isolation level repeatable read read only;";
const SAVEPOINT: &str = "savepoint verb;";

/// One connection, remade when it breaks.
pub(super) struct PostgresSession {
    config: Config,
    link: Option<Link>,
    /// Transaction words not yet sent; they go in front of the next statement.
    control: String,
    /// Whether a statement was sent since `begin`.
    begun: bool,
    /// Whether anything may have to be undone since watching began.
    wrote: bool,
}

impl PostgresSession {
    pub(super) fn connect(config: &Config) -> Result<Self, String> {
        let mut session = Self::later(config);
        session.link = Some(Link::connect(config)?);
        Ok(session)
    }

    /// Connects when first used.
    pub(super) fn later(config: &Config) -> Self {
        Self {
            config: config.clone(),
            link: None,
            control: String::new(),
            begun: false,
            wrote: false,
        }
    }

    /// The connection, with every pending word on its way.
    fn ready(&mut self) -> Result<&mut Link, Fault> {
        let link = self
            .link
            .as_mut()
            .ok_or_else(|| Fault::Lost { reason: "it is gone".into(), written: Written::No })?;
        if !self.control.is_empty() {
            link.control(std::mem::take(&mut self.control));
        }
        self.begun = true;
        Ok(link)
    }

    /// True when the last word is a savepoint that nothing followed: it need not be sent.
    fn take_back_savepoint(&mut self) -> bool {
        let before = self.control.strip_suffix(SAVEPOINT).map(str::len);
        before.inspect(|length| self.control.truncate(*length)).is_some()
    }
}

impl Session for PostgresSession {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    /// Sends nothing yet. A connection known to be broken has lost nothing, so it is remade.
    fn begin(&mut self, mode: Mode) -> Result<(), Fault> {
        if self.link.as_ref().is_none_or(Link::is_closed) {
            let link = Link::connect(&self.config)
                .map_err(|reason| Fault::Lost { reason, written: Written::No })?;
            self.link = Some(link);
        }
        self.begun = false;
        self.control.clear();
        self.control.push_str(match mode {
            Mode::Read => BEGIN_READ,
            Mode::Write => BEGIN_ALONE,
            Mode::Share => BEGIN_SHARED,
        });
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        if !self.begun {
            self.control.clear();
            return Ok(());
        }
        // A failure under way makes the server answer this commit with a rollback; `script`
        // answers that failure then.
        self.control.push_str("commit");
        let text = std::mem::take(&mut self.control);
        let committed = self.ready()?.script("commit", &text);
        committed.map_err(|fault| match fault {
            Fault::Lost { reason, .. } => Fault::Lost { reason, written: Written::Unknown },
            Fault::Statement { reason, .. } => Fault::Engine { tried: "commit".into(), reason },
            other => other,
        })
    }

    fn rollback(&mut self) {
        self.control.clear();
        if let Some(link) = self.link.as_mut().filter(|_| self.begun) {
            link.end("rollback");
        }
    }

    fn finish_read(&mut self) {
        self.control.clear();
        if let Some(link) = self.link.as_mut().filter(|_| self.begun) {
            link.end("commit");
        }
    }

    fn savepoint(&mut self) -> Result<(), Fault> {
        self.control.push_str(SAVEPOINT);
        Ok(())
    }

    fn release(&mut self) -> Result<(), Fault> {
        if let Some(link) = &mut self.link {
            link.adopt();
        }
        if !self.take_back_savepoint() {
            self.control.push_str("release verb;");
        }
        Ok(())
    }

    fn undo(&mut self) -> Result<(), Fault> {
        if let Some(link) = &mut self.link {
            link.disown();
        }
        if !self.take_back_savepoint() {
            self.control.push_str("rollback to verb;release verb;");
        }
        Ok(())
    }

    /// A savepoint travels with the next statement, but the server still opens and closes a
    /// transaction within the transaction for it.
    fn watch(&mut self) -> bool {
        if let Some(link) = &mut self.link {
            link.adopt();
        }
        self.wrote = false;
        true
    }

    fn wrote(&self) -> bool {
        self.wrote
    }

    fn settle(&mut self) -> Result<(), Fault> {
        self.link.as_mut().map_or(Ok(()), Link::settle)
    }

    fn query(&mut self, sql: Sql, values: &[Value<'_>], each: EachRow<'_>) -> Result<(), Fault> {
        let read =
            self.ready()?.query(sql, values, |row| each(&mut Columns::new(Source::Postgres(row))));
        self.wrote |= read.is_err() || !only_reads(sql);
        read?.map_err(|reason| Fault::Decode { name: sql.name(), reason })
    }

    fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault> {
        let changed = self.ready()?.execute(sql, values);
        self.wrote |= !matches!(changed, Ok(0));
        changed
    }

    fn put(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<(), Fault> {
        self.wrote = true;
        self.ready()?.put(sql, values)
    }

    fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        self.wrote = true;
        self.ready()?.script(name, text)
    }

    fn prepare(&mut self, sql: Sql) -> Result<(), Fault> {
        self.wrote = true;
        self.ready()?.prepare(sql).map(drop)
    }

    fn backup(&mut self, to: &Path) -> Result<(), Fault> {
        Err(Fault::Engine {
            tried: format!("backup to {}", to.display()),
            reason: "PostgreSQL is copied by its own tool: run pg_dump --format=custom".into(),
        })
    }
}

/// Statements in lower case begin with the word that says what they do. A failed one ended the
/// transaction, whatever it was.
fn only_reads(sql: Sql) -> bool {
    sql.text().split_whitespace().next() == Some("select")
}

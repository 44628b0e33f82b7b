use std::collections::HashMap;
use std::path::Path;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Statement};

use super::values::{engine_fault, fault, reason};
use crate::columns::{Columns, Source};
use crate::session::{EachRow, Mode, Session};
use crate::{Engine, Fault, Sql, Value, Written};

/// One connection, remade when it breaks.
pub(super) struct PostgresSession {
    config: Config,
    link: Option<Link>,
    /// Savepoint words not yet sent; they travel together, in front of the next statement.
    control: String,
}

struct Link {
    client: Client,
    statements: HashMap<(usize, usize), Statement>,
}

impl PostgresSession {
    pub(super) fn connect(config: &Config) -> Result<Self, String> {
        let mut session = Self::later(config);
        session.link = Some(link(config)?);
        Ok(session)
    }

    /// Connects when first used.
    pub(super) fn later(config: &Config) -> Self {
        Self { config: config.clone(), link: None, control: String::new() }
    }

    /// The connection with every pending savepoint word said.
    fn ready(&mut self) -> Result<&mut Link, Fault> {
        let link = self.link.as_mut().ok_or_else(gone)?;
        if !self.control.is_empty() {
            let said = link.client.batch_execute(&self.control);
            self.control.clear();
            said.map_err(|error| engine_fault("savepoint", &error))?;
        }
        Ok(link)
    }

    fn execute(&mut self, tried: &str, text: &str) -> Result<(), Fault> {
        let link = self.link.as_mut().ok_or_else(gone)?;
        link.client.batch_execute(text).map_err(|error| engine_fault(tried, &error))
    }
}

fn gone() -> Fault {
    Fault::Lost { reason: "it is gone".into(), written: Written::No }
}

fn link(config: &Config) -> Result<Link, String> {
    let client = config.connect(NoTls).map_err(|error| reason(&error))?;
    Ok(Link { client, statements: HashMap::new() })
}

impl Link {
    fn prepared(&mut self, sql: Sql) -> Result<Statement, Fault> {
        if let Some(statement) = self.statements.get(&sql.key()) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql.text()).map_err(|e| fault(sql.name(), &e))?;
        self.statements.insert(sql.key(), statement.clone());
        Ok(statement)
    }
}

fn parameters<'v>(
    sql: Sql,
    statement: &Statement,
    values: &'v [Value<'v>],
) -> Result<Vec<&'v (dyn ToSql + Sync)>, Fault> {
    let wanted = statement.params().len();
    if wanted != values.len() {
        let reason = format!("it has {wanted} parameters and got {}", values.len());
        return Err(Fault::Statement { name: sql.name(), reason });
    }
    Ok(values.iter().map(|value| value as &(dyn ToSql + Sync)).collect())
}

impl Session for PostgresSession {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    /// A connection found broken here has lost nothing, so it is remade at once.
    fn begin(&mut self, mode: Mode) -> Result<(), Fault> {
        let begin = match mode {
            Mode::Read => "begin isolation level repeatable read read only",
            Mode::Write => "begin",
        };
        self.control.clear();
        if self.link.is_some() {
            match self.execute("begin", begin) {
                Err(Fault::Lost { .. }) => self.link = None,
                other => return other,
            }
        }
        let link =
            link(&self.config).map_err(|reason| Fault::Lost { reason, written: Written::No })?;
        self.link = Some(link);
        self.execute("begin", begin)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        let mut text = std::mem::take(&mut self.control);
        text.push_str("commit");
        self.execute("commit", &text).map_err(|fault| match fault {
            Fault::Lost { reason, .. } => Fault::Lost { reason, written: Written::Unknown },
            other => other,
        })
    }

    fn rollback(&mut self) {
        self.control.clear();
        if self.execute("rollback", "rollback").is_err() {
            self.link = None;
        }
    }

    fn savepoint(&mut self) -> Result<(), Fault> {
        self.control.push_str("savepoint verb;");
        Ok(())
    }

    fn release(&mut self) -> Result<(), Fault> {
        // A savepoint that nothing followed was never sent, and need not be.
        if let Some(before) = self.control.strip_suffix("savepoint verb;") {
            self.control.truncate(before.len());
        } else {
            self.control.push_str("release verb;");
        }
        Ok(())
    }

    fn undo(&mut self) -> Result<(), Fault> {
        if self.control.ends_with("savepoint verb;") {
            return self.release();
        }
        self.control.push_str("rollback to verb;release verb;");
        Ok(())
    }

    fn query(&mut self, sql: Sql, values: &[Value<'_>], each: EachRow<'_>) -> Result<(), Fault> {
        let name = sql.name();
        let link = self.ready()?;
        let statement = link.prepared(sql)?;
        let parameters = parameters(sql, &statement, values)?;
        let failed = |error: postgres::Error| fault(name, &error);
        let mut rows = link.client.query_raw(&statement, parameters).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(&mut Columns::new(Source::Postgres(&row)))
                .map_err(|reason| Fault::Decode { name, reason })?;
        }
        Ok(())
    }

    fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault> {
        let link = self.ready()?;
        let statement = link.prepared(sql)?;
        let parameters = parameters(sql, &statement, values)?;
        link.client.execute(&statement, &parameters).map_err(|error| fault(sql.name(), &error))
    }

    fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        self.ready()?.client.batch_execute(text).map_err(|error| fault(name, &error))
    }

    fn prepare(&mut self, sql: Sql) -> Result<(), Fault> {
        let client = &mut self.ready()?.client;
        client.prepare(sql.text()).map(drop).map_err(|error| fault(sql.name(), &error))
    }

    fn backup(&mut self, to: &Path) -> Result<(), Fault> {
        Err(Fault::Engine {
            tried: format!("backup to {}", to.display()),
            reason: "PostgreSQL is copied by its own tool: run pg_dump --format=custom".into(),
        })
    }
}

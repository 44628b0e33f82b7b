use std::collections::HashMap;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Statement};

use super::values::{Bound, engine_fault, fault};
use crate::columns::{Columns, Source};
use crate::copy::{Progress, Watch};
use crate::session::{EachRow, Mode, Session};
use crate::{Engine, Fault, Sql, Value};

/// One connection and the statements prepared on it.
pub(super) struct SqliteSession<'c> {
    connection: &'c Connection,
    mode: Mode,
    /// `total_changes` when watching began.
    changes: u64,
    /// Something was run that `total_changes` does not count, such as `create table`.
    uncounted: bool,
    statements: HashMap<(usize, usize), Prepared<'c>>,
    savepoint: Statement<'c>,
    release: Statement<'c>,
    undo: Statement<'c>,
    begin_read: Statement<'c>,
    begin_write: Statement<'c>,
    commit: Statement<'c>,
}

struct Prepared<'c> {
    statement: Statement<'c>,
    /// Which parameter each place of the statement wants: SQLite numbers `$2, $1` by appearance.
    places: Vec<usize>,
    writes: bool,
    /// Whether `total_changes` counts what it writes.
    counted: bool,
}

impl<'c> SqliteSession<'c> {
    pub(super) fn new(connection: &'c Connection) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            connection,
            mode: Mode::Read,
            changes: 0,
            uncounted: false,
            statements: HashMap::new(),
            savepoint: connection.prepare("savepoint verb")?,
            release: connection.prepare("release verb")?,
            undo: connection.prepare("rollback to verb")?,
            begin_read: connection.prepare("begin")?,
            begin_write: connection.prepare("begin immediate")?,
            commit: connection.prepare("commit")?,
        })
    }

    /// The prepared statement with its parameters bound.
    fn bound(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<&mut Statement<'c>, Fault> {
        let prepared = match self.statements.entry(sql.key()) {
            std::collections::hash_map::Entry::Occupied(found) => found.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(prepare(self.connection, sql)?)
            }
        };
        if prepared.writes && self.mode == Mode::Read {
            return Err(Fault::ReadOnly { name: sql.name() });
        }
        if prepared.places.iter().copied().max().unwrap_or(0) != values.len() {
            let reason =
                format!("it has {} parameters and got {}", prepared.places.len(), values.len());
            return Err(Fault::Statement { name: sql.name(), reason });
        }
        for (place, parameter) in prepared.places.iter().enumerate() {
            prepared
                .statement
                .raw_bind_parameter(place + 1, Bound(&values[parameter - 1]))
                .map_err(|error| fault(sql.name(), &error))?;
        }
        self.uncounted |= !prepared.counted;
        Ok(&mut prepared.statement)
    }
}

fn prepare<'c>(connection: &'c Connection, sql: Sql) -> Result<Prepared<'c>, Fault> {
    let statement =
        connection.prepare(&dialect(sql.text())).map_err(|error| fault(sql.name(), &error))?;
    let places = (1..=statement.parameter_count())
        .map(|place| statement.parameter_name(place).and_then(number))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Fault::Statement {
            name: sql.name(),
            reason: "parameters are written $1, $2, ...".into(),
        })?;
    let writes = !statement.readonly();
    let first = sql.text().split_whitespace().next().unwrap_or_default();
    let counted = !writes || matches!(first, "insert" | "update" | "delete");
    Ok(Prepared { statement, places, writes, counted })
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix('$')?.parse().ok().filter(|number| *number > 0)
}

/// The few words that only PostgreSQL knows: `= any($1)` reads a list, and `for update` locks the
/// rows read, which SQLite's one writer has no need of.
fn dialect(text: &str) -> String {
    let text = text.trim_end().trim_end_matches(';').trim_end();
    let text = text.strip_suffix("for update").unwrap_or(text);
    text.replace("= any(", "in rarray(")
}

impl Session for SqliteSession<'_> {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn begin(&mut self, mode: Mode) -> Result<(), Fault> {
        self.mode = mode;
        let begin = match mode {
            Mode::Read => &mut self.begin_read,
            Mode::Write | Mode::Share => &mut self.begin_write,
        };
        control("begin", begin)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        control("commit", &mut self.commit)
    }

    fn rollback(&mut self) {
        // A full disk makes SQLite roll back by itself; then there is nothing left to undo.
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("rollback")
        {
            tracing::error!(%error, "a rollback failed: {error}");
        }
    }

    fn finish_read(&mut self) {
        self.rollback();
    }

    fn savepoint(&mut self) -> Result<(), Fault> {
        control("savepoint", &mut self.savepoint)
    }

    fn release(&mut self) -> Result<(), Fault> {
        control("release", &mut self.release)
    }

    fn undo(&mut self) -> Result<(), Fault> {
        control("undo", &mut self.undo)?;
        control("release", &mut self.release)
    }

    fn query(&mut self, sql: Sql, values: &[Value<'_>], each: EachRow<'_>) -> Result<(), Fault> {
        let name = sql.name();
        let mut rows = self.bound(sql, values)?.raw_query();
        while let Some(row) = rows.next().map_err(|error| fault(name, &error))? {
            each(&mut Columns::new(Source::Sqlite(row)))
                .map_err(|reason| Fault::Decode { name, reason })?;
        }
        Ok(())
    }

    fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.bound(sql, values)?;
        let changed = statement.raw_execute().map_err(|error| fault(sql.name(), &error))?;
        Ok(changed as u64)
    }

    fn put(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<(), Fault> {
        self.run(sql, values).map(drop)
    }

    fn watch(&mut self) -> bool {
        self.changes = self.connection.total_changes();
        self.uncounted = false;
        true
    }

    fn wrote(&self) -> bool {
        // A full disk rolls the transaction back; what follows must not run outside one.
        self.uncounted
            || self.connection.total_changes() != self.changes
            || self.connection.is_autocommit()
    }

    fn settle(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        self.uncounted = true;
        self.connection.execute_batch(text).map_err(|error| fault(name, &error))
    }

    fn prepare(&mut self, sql: Sql) -> Result<(), Fault> {
        prepare(self.connection, sql).map(drop)
    }

    fn backup(&mut self, to: &Path, watch: &Watch) -> Result<(), Fault> {
        copy_pages(self.connection, to, watch)
    }
}

/// Pages in one step: enough that steps cost nothing.
const STEP_PAGES: i32 = 1_000;

/// The transaction around it keeps the pages as they were when it began, so readers and the writer
/// go on beside it and none of them makes it start over.
fn copy_pages(from: &Connection, path: &Path, watch: &Watch) -> Result<(), Fault> {
    let tried = format!("backup to {}", path.display());
    let failed = |error: rusqlite::Error| engine_fault(&tried, &error);
    // The transaction begins with its first statement.
    from.query_row("select count(*) from sqlite_schema", (), |_| Ok(())).map_err(failed)?;
    let mut to = Connection::open(path).map_err(failed)?;
    let backup = Backup::new(from, &mut to).map_err(failed)?;
    loop {
        let step = backup.step(STEP_PAGES).map_err(failed)?;
        let pages = backup.progress();
        let number = |pages: i32| u64::try_from(pages).unwrap_or(0);
        let (total, left) = (number(pages.pagecount), number(pages.remaining));
        watch(Progress { done: total - left.min(total), total });
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => {
                let reason = "another program holds one of the files".to_owned();
                return Err(Fault::Locked { reason });
            }
        }
    }
}

fn control(tried: &str, statement: &mut Statement<'_>) -> Result<(), Fault> {
    statement.raw_execute().map(drop).map_err(|error| engine_fault(tried, &error))
}

#[cfg(test)]
mod tests {
    use super::dialect;

    #[test]
    fn only_the_words_sqlite_lacks_are_replaced() {
        assert_eq!(
            dialect("select id from seat where id = any($1) order by id for update;"),
            "select id from seat where id in rarray($1) order by id "
        );
        assert_eq!(dialect("select 1"), "select 1");
    }
}

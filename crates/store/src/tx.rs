use std::path::Path;

use crate::copy::Watch;
use crate::session::{Mode, Session};
use crate::{Engine, Fault, Params, Row, Sql};

/// One verb's hold on the database: all its statements happen, or none.
///
/// **Invariant:** a failed statement ends the verb on both engines, even when the verb swallows the
/// error (`a_verb_that_swallows_a_failure_writes_nothing`). Use [`Tx::attempt`] for a statement
/// that may fail.
pub struct Tx<'c> {
    session: &'c mut (dyn Session + 'c),
    mode: Mode,
    failure: Option<(&'static str, Fault)>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(session: &'c mut (dyn Session + 'c), mode: Mode) -> Self {
        Self { session, mode, failure: None }
    }

    /// Every row.
    pub fn all<'p, R: Row>(&mut self, sql: Sql, params: impl Params<'p>) -> Result<Vec<R>, Fault> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| rows.push(row))?;
        Ok(rows)
    }

    /// The first row, if there is one.
    pub fn find<'p, R: Row>(
        &mut self,
        sql: Sql,
        params: impl Params<'p>,
    ) -> Result<Option<R>, Fault> {
        let mut first = None;
        self.each(sql, params, |row| {
            first.get_or_insert(row);
        })?;
        Ok(first)
    }

    /// The row that must be there; [`Fault::NoRow`] when it is not.
    pub fn one<'p, R: Row>(&mut self, sql: Sql, params: impl Params<'p>) -> Result<R, Fault> {
        self.find(sql, params)?.ok_or(Fault::NoRow { name: sql.name() })
    }

    /// Hands each row to `take` as it comes, for answers too long to keep.
    pub fn each<'p, R: Row>(
        &mut self,
        sql: Sql,
        params: impl Params<'p>,
        mut take: impl FnMut(R),
    ) -> Result<(), Fault> {
        self.ready(sql)?;
        let values = params.values();
        let done = self.session.query(sql, values.as_ref(), &mut |columns| {
            take(R::from_columns(columns)?);
            Ok(())
        });
        self.note(sql, done)
    }

    /// Runs a statement and answers how many rows it changed.
    pub fn run<'p>(&mut self, sql: Sql, params: impl Params<'p>) -> Result<u64, Fault> {
        self.ready(sql)?;
        let values = params.values();
        let done = self.session.run(sql, values.as_ref());
        self.note(sql, done)
    }

    /// Writes without asking how it went, for rows that only a mistake in the program could refuse:
    /// facts, mails, notes. On PostgreSQL this saves a round trip. A failure still undoes the verb;
    /// it may come with a later statement or instead of the verb's answer, and may run it again.
    pub fn put<'p>(&mut self, sql: Sql, params: impl Params<'p>) -> Result<(), Fault> {
        self.ready(sql)?;
        let values = params.values();
        let done = self.session.put(sql, values.as_ref());
        self.note(sql, done)
    }

    /// [`Tx::put`] once per item.
    pub fn put_many<'p, P: Params<'p>>(
        &mut self,
        sql: Sql,
        items: impl IntoIterator<Item = P>,
    ) -> Result<(), Fault> {
        items.into_iter().try_for_each(|params| self.put(sql, params))
    }

    /// Runs a statement once per item and answers how many rows all of them changed.
    pub fn run_many<'p, P: Params<'p>>(
        &mut self,
        sql: Sql,
        items: impl IntoIterator<Item = P>,
    ) -> Result<u64, Fault> {
        items.into_iter().try_fold(0, |sum, params| Ok(sum + self.run(sql, params)?))
    }

    /// Runs a part that may fail: its error undoes only that part, and the verb may go on.
    pub fn attempt<T, E: From<Fault>>(
        &mut self,
        part: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let name = Sql::registered("savepoint", "");
        let begun = self.session.settle().and_then(|()| self.session.savepoint());
        self.note(name, begun)?;
        let mut inner = Tx::new(&mut *self.session, self.mode);
        let outcome = inner.settle(|tx| {
            let outcome = part(tx)?;
            let settled = tx.session.settle();
            tx.note(name, settled)?;
            Ok(outcome)
        });
        let transient = inner.failure.take().filter(|(_, fault)| fault.is_transient());
        if transient.is_some() {
            // The engine gave up the whole transaction, so this verb must run again.
            self.failure = transient;
            return outcome;
        }
        let ended = match &outcome {
            Ok(_) => self.session.release(),
            Err(_) => self.session.undo(),
        };
        self.note(name, ended)?;
        outcome
    }

    /// Which engine this is. Only tests and the seam itself should ask.
    pub fn engine(&self) -> Engine {
        self.session.engine()
    }

    pub(crate) fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        let done = self.session.script(name, text);
        self.note(Sql::registered(name, ""), done)
    }

    pub(crate) fn prepare(&mut self, sql: Sql) -> Result<(), Fault> {
        self.session.prepare(sql)
    }

    pub(crate) fn backup(&mut self, to: &Path, watch: &Watch) -> Result<(), Fault> {
        self.session.backup(to, watch)
    }

    /// Runs `part`; a success after a swallowed failure is that failure.
    pub(crate) fn settle<T, E: From<Fault>>(
        &mut self,
        part: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let outcome = part(self)?;
        match &self.failure {
            Some((_, fault)) => Err(fault.clone().into()),
            None => Ok(outcome),
        }
    }

    pub(crate) fn failure(&self) -> Option<&Fault> {
        self.failure.as_ref().map(|(_, fault)| fault)
    }

    fn ready(&self, sql: Sql) -> Result<(), Fault> {
        match self.failure {
            Some((failed, _)) => Err(Fault::AfterFailure { name: sql.name(), failed }),
            None => Ok(()),
        }
    }

    fn note<T>(&mut self, sql: Sql, done: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &done {
            self.failure = Some((sql.name(), fault.clone()));
        }
        done
    }
}

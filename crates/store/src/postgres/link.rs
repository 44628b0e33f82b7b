//! One connection whose messages may run ahead of their answers.
//!
//! A round trip costs more than a statement, so what nobody waits for (savepoints, rows written
//! with [`Tx::put`](crate::Tx::put)) is sent along with the next statement that somebody does.

use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Error, NoTls, Statement};

use super::values::{fault, reason};
use crate::{Fault, Sql, Value};

/// Messages under way before somebody must wait; bounds memory for a verb that only puts.
const AHEAD_MAX: usize = 256;

/// How long a closing connection may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

type Answer<T> = Pin<Box<dyn Future<Output = T> + Send>>;

pub(super) struct Link {
    runtime: Runtime,
    /// Always there but while it closes.
    client: Option<Arc<Client>>,
    /// Moves bytes when polled; none once it has ended.
    connection: Option<Answer<()>>,
    statements: HashMap<(usize, usize), Statement>,
    ahead: VecDeque<Ahead>,
    /// The server said goodbye, though the connection may not have ended yet.
    broken: bool,
    failure: Option<(Owner, Fault)>,
}

/// Whose failure it is when a message that ran ahead fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The verb now running.
    Verb,
    /// The transaction: an earlier verb of it, or a savepoint.
    Transaction,
}

struct Ahead {
    owner: Owner,
    name: &'static str,
    answer: Answer<Result<(), Error>>,
}

/// Why there is no connection.
pub(super) struct Unconnected {
    pub(super) reason: String,
    /// What the server answered, when it answered.
    pub(super) code: Option<SqlState>,
}

impl Link {
    pub(super) fn connect(config: &Config) -> Result<Self, Unconnected> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Unconnected { reason: error.to_string(), code: None })?;
        let (client, connection) = runtime
            .block_on(config.connect(NoTls))
            .map_err(|error| Unconnected { reason: reason(&error), code: error.code().cloned() })?;
        let connection = async move {
            if let Err(error) = connection.await {
                let said = reason(&error);
                tracing::warn!("a PostgreSQL connection ended: {said}");
            }
        };
        Ok(Self {
            runtime,
            client: Some(Arc::new(client)),
            connection: Some(Box::pin(connection)),
            statements: HashMap::new(),
            ahead: VecDeque::new(),
            broken: false,
            failure: None,
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.broken
            || self.connection.is_none()
            || self.client.as_ref().is_none_or(|client| client.is_closed())
    }

    /// Sends transaction control ahead of whatever comes next.
    pub(super) fn control(&mut self, text: String) {
        let client = self.client();
        self.send(
            Owner::Transaction,
            "transaction",
            async move { client.batch_execute(&text).await },
        );
    }

    /// Sends a statement without waiting for its answer.
    pub(super) fn put(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<(), Fault> {
        let statement = self.prepared(sql, values.len())?;
        let client = self.client();
        let values: Vec<_> = values.iter().cloned().map(Value::into_owned).collect();
        self.send(Owner::Verb, sql.name(), async move {
            client.execute_raw(&statement, &values).await.map(drop)
        });
        if self.ahead.len() >= AHEAD_MAX { self.settle() } else { Ok(()) }
    }

    pub(super) fn execute(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.prepared(sql, values.len())?;
        let client = self.client();
        self.wait(sql.name(), client.execute_raw(&statement, values))
    }

    /// Hands each row to `each` as it arrives; its error is the inner result's.
    pub(super) fn query(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        mut each: impl FnMut(&tokio_postgres::Row) -> Result<(), String>,
    ) -> Result<Result<(), String>, Fault> {
        let statement = self.prepared(sql, values.len())?;
        let client = self.client();
        self.wait(sql.name(), async {
            use futures_util::TryStreamExt;
            let mut rows = pin!(client.query_raw(&statement, values).await?);
            while let Some(row) = rows.try_next().await? {
                if let Err(reason) = each(&row) {
                    return Ok(Err(reason));
                }
            }
            Ok(Ok(()))
        })
    }

    pub(super) fn script(&mut self, name: &'static str, text: &str) -> Result<(), Fault> {
        let client = self.client();
        self.wait(name, client.batch_execute(text))
    }

    pub(super) fn prepare(&mut self, sql: Sql) -> Result<Statement, Fault> {
        let client = self.client();
        self.wait(sql.name(), client.prepare(sql.text()))
    }

    /// Waits for everything under way.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        if self.ahead.is_empty() {
            return self.outcome(Ok(()));
        }
        drive(&self.runtime, &mut self.connection, |cx, _| {
            settled(&mut self.ahead, &mut self.failure, cx)
        });
        self.outcome(Ok(()))
    }

    /// From here on the running verb's messages belong to the transaction: it ended well.
    pub(super) fn adopt(&mut self) {
        self.ahead.iter_mut().for_each(|ahead| ahead.owner = Owner::Transaction);
        if let Some((owner, _)) = &mut self.failure {
            *owner = Owner::Transaction;
        }
    }

    /// The running verb is undone, so its messages may fail as they like.
    pub(super) fn disown(&mut self) {
        self.ahead.retain(|ahead| ahead.owner == Owner::Transaction);
        self.failure = self.failure.take().filter(|(owner, _)| *owner == Owner::Transaction);
    }

    /// Sends `text` and forgets it and everything under way: the transaction is over and its
    /// answer tells nothing.
    pub(super) fn end(&mut self, text: &'static str) {
        self.ahead.clear();
        self.failure = None;
        self.control(text.to_owned());
        self.ahead.clear();
        drive(&self.runtime, &mut self.connection, |_, pass| match pass {
            Pass::BeforeIo => Poll::Pending,
            Pass::AfterIo => Poll::Ready(()),
        });
    }

    fn send(
        &mut self,
        owner: Owner,
        name: &'static str,
        answer: impl Future<Output = Result<(), Error>> + Send + 'static,
    ) {
        let mut answer: Answer<_> = Box::pin(answer);
        // The first poll hands the message to the connection; only an error is ready so soon.
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => self.ahead.push_back(Ahead { owner, name, answer }),
            Poll::Ready(Ok(())) => {}
            Poll::Ready(Err(error)) => {
                self.failure.get_or_insert_with(|| (owner, fault(name, &error)));
            }
        }
    }

    /// Waits for `main`, whose message goes out behind everything under way.
    fn wait<T>(
        &mut self,
        name: &'static str,
        main: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Fault> {
        let mut main = pin!(main);
        let done = drive(&self.runtime, &mut self.connection, |cx, _| {
            // Answers come in order, and an answer nobody takes would hold up all behind it.
            let _ = settled(&mut self.ahead, &mut self.failure, cx);
            main.as_mut().poll(cx)
        });
        self.outcome(done.map_err(|error| fault(name, &error)))
    }

    /// A failure that ran ahead explains the one that followed.
    fn outcome<T>(&mut self, done: Result<T, Fault>) -> Result<T, Fault> {
        let lost = |fault: Option<&Fault>| matches!(fault, Some(Fault::Lost { .. }));
        let ahead = self.failure.as_ref().map(|(_, fault)| fault);
        self.broken |= lost(ahead) || lost(done.as_ref().err());
        match &self.failure {
            None => done,
            Some((Owner::Verb, fault)) => Err(fault.clone()),
            Some((Owner::Transaction, fault)) if fault.is_transient() => Err(fault.clone()),
            Some((Owner::Transaction, fault)) => Err(Fault::Contended {
                reason: format!("another verb of the same commit failed: {fault}"),
            }),
        }
    }

    fn client(&self) -> Arc<Client> {
        Arc::clone(self.client.as_ref().expect("the link is not closing"))
    }

    fn prepared(&mut self, sql: Sql, given: usize) -> Result<Statement, Fault> {
        let statement = match self.statements.get(&sql.key()) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.prepare(sql)?;
                self.statements.insert(sql.key(), statement.clone());
                statement
            }
        };
        let wanted = statement.params().len();
        if wanted == given {
            return Ok(statement);
        }
        let reason = format!("it has {wanted} parameters and got {given}");
        Err(Fault::Statement { name: sql.name(), reason })
    }
}

impl Drop for Link {
    /// Says goodbye, so that the server's log holds no broken connection. What is still under way
    /// holds the client too and goes first.
    fn drop(&mut self) {
        self.ahead.clear();
        self.client = None;
        if let Some(connection) = self.connection.take() {
            let goodbye = async { tokio::time::timeout(GOODBYE, connection).await };
            // A server that does not listen is left without one.
            let _ = self.runtime.block_on(goodbye);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    BeforeIo,
    AfterIo,
}

/// Polls `main`, moves bytes, and polls it again, until it is ready.
fn drive<T>(
    runtime: &Runtime,
    connection: &mut Option<Answer<()>>,
    mut main: impl FnMut(&mut Context<'_>, Pass) -> Poll<T>,
) -> T {
    runtime.block_on(poll_fn(|cx| {
        if let Poll::Ready(done) = main(cx, Pass::BeforeIo) {
            return Poll::Ready(done);
        }
        if let Some(moving) = connection
            && moving.as_mut().poll(cx).is_ready()
        {
            *connection = None;
        }
        main(cx, Pass::AfterIo)
    }))
}

/// Takes the answers that have come, oldest first, and keeps the first failure.
fn settled(
    ahead: &mut VecDeque<Ahead>,
    failure: &mut Option<(Owner, Fault)>,
    cx: &mut Context<'_>,
) -> Poll<()> {
    while let Some(first) = ahead.front_mut() {
        match first.answer.as_mut().poll(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Ok(())) => {}
            Poll::Ready(Err(error)) => {
                failure.get_or_insert_with(|| (first.owner, fault(first.name, &error)));
            }
        }
        ahead.pop_front();
    }
    Poll::Ready(())
}

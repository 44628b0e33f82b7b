use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use store::{Db, Fault};

/// Whether the database answers. Felt now and then beside the requests, so that asking whether the
/// house is ready costs nothing.
#[derive(Clone)]
pub struct Pulse(Arc<AtomicBool>);

/// A reader who is sent elsewhere comes back this soon.
const EVERY: Duration = Duration::from_secs(2);
/// A database that takes longer does not answer.
const WITHIN: Duration = Duration::from_secs(2);

store::statements! {
    PULSE = "select 1 from journal_head where only_row = 0";
}

impl Default for Pulse {
    /// The database answered when it was opened.
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Pulse {
    pub fn is_felt(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Feels it again and again, for ever.
    pub async fn feel(self, db: Db) {
        loop {
            self.once(&db).await;
            tokio::time::sleep(EVERY).await;
        }
    }

    pub(super) async fn once(&self, db: &Db) {
        let asked = db.read(|tx| tx.find::<i64>(PULSE, ()));
        let answered: Result<Result<_, Fault>, _> = tokio::time::timeout(WITHIN, asked).await;
        let felt = matches!(answered, Ok(Ok(_)));
        if self.0.swap(felt, Ordering::Relaxed) != felt {
            match felt {
                true => tracing::info!("the database answers again"),
                false => tracing::error!("the database does not answer; /readyz says so"),
            }
        }
    }
}

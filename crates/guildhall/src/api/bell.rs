//! Long polling: who waits for facts is woken when the journal has grown. One look at the journal
//! serves all who wait.

use std::time::{Duration, Instant};

use store::{Db, Fault};
use tokio::sync::Mutex;

use crate::journal;

/// As often as the sealer seals: looking more often finds nothing.
const LOOK_EVERY: Duration = Duration::from_millis(100);

#[derive(Default)]
pub(super) struct Bell(Mutex<Option<(Instant, i64)>>);

impl Bell {
    /// The position of the journal's last fact, a moment ago.
    pub async fn head(&self, db: &Db) -> Result<i64, Fault> {
        let mut seen = self.0.lock().await;
        if let Some((at, head)) = *seen
            && at.elapsed() < LOOK_EVERY
        {
            return Ok(head);
        }
        let (head, _) = db.read(journal::head).await?;
        *seen = Some((Instant::now(), head));
        Ok(head)
    }

    /// Waits until the journal has grown beyond `head` or the time is over.
    pub async fn rung(&self, db: &Db, head: i64, until: Instant) -> Result<(), Fault> {
        while Instant::now() < until {
            tokio::time::sleep(LOOK_EVERY).await;
            if self.head(db).await? > head {
                break;
            }
        }
        Ok(())
    }
}

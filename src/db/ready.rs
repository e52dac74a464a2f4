//! Whether a database can be used: what a balancer asks of a portal.
//!
//! **Invariant**: it is told within [`READY`], whatever the database does.

use super::{Db, DbError};
use crate::seal::random;
use crate::sql;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How soon who asks whether the portal is ready is told.
const READY: Duration = Duration::from_secs(2);

/// For how long it stands that the last trial was kept, and that it was not.
const KEPT_FOR: Duration = Duration::from_secs(10);
const LOST_FOR: Duration = Duration::from_secs(1);

/// How much a trial writes, in bytes: about as much as what a citizen sends.
const TRIAL: usize = 16 * 1024;

/// Whether a database can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It answers, and keeps what is written.
    Ready,
    /// It answers, and keeps nothing: a full disk, one that takes no byte, or one that hangs.
    TakesNoWrite,
    /// It does not answer.
    Silent,
}

/// What trial writes have told so far.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// When one ended last, and whether it was kept.
    ended: Option<(Instant, bool)>,
    /// None has ended in time since.
    late: bool,
}

impl Db {
    /// Whether the database answers a question and keeps what is written: one that keeps nothing still answers.
    pub async fn readiness(&self) -> Readiness {
        let by = Instant::now() + READY;
        match timeout_at(by, self.answer()).await {
            Ok(Ok(())) if self.takes_writes(by).await => Readiness::Ready,
            Ok(Ok(())) => Readiness::TakesNoWrite,
            Ok(Err(_)) | Err(_) => Readiness::Silent,
        }
    }

    async fn answer(&self) -> Result<(), DbError> {
        let mut conn = self.reader().await?;
        let one: Result<(i64,), DbError> = sql!(conn, "SELECT CAST(1 AS BIGINT)").one().await;
        one.map(drop)
    }

    /// Whether a trial write is kept by then. It is made now and then, however often this is asked. Where the database only
    /// has much to do it is as it was before; where it has so twice in a row it hangs, for all that who asks can tell.
    async fn takes_writes(&self, by: Instant) -> bool {
        // Who tries at this moment is told before.
        let Ok(mut tried) = timeout_at(by, self.tried.lock()).await else { return false };
        if let Some((at, kept)) = tried.ended
            && at.elapsed() < if kept { KEPT_FOR } else { LOST_FOR }
        {
            return kept;
        }
        // Other bytes each time: SQLite writes nothing where nothing changes.
        let trial = "INSERT INTO write_trial (one, room) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET room = excluded.room";
        let write = self.write(move |tx| Box::pin(sql!(tx, trial, random::<TRIAL>().to_vec()).execute()));
        match timeout_at(by, write).await {
            Err(_) | Ok(Err(DbError::Busy)) => {
                let kept = !tried.late && tried.ended.is_none_or(|(_, before)| before);
                tried.late = true;
                if !kept {
                    tried.ended = Some((Instant::now(), false));
                }
                kept
            }
            Ok(outcome) => {
                *tried = Tried { ended: Some((Instant::now(), outcome.is_ok())), late: false };
                outcome.is_ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::db::DatabaseUrl;
    use tokio::sync::oneshot;

    /// Longer than any trial takes here.
    const PATIENT: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn a_database_whose_writes_hang_is_not_ready_the_second_time_it_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::Sqlite(folder.path().join("test.db"))).await.unwrap();
        assert!(db.takes_writes(Instant::now() + PATIENT).await);
        // As if that were long ago.
        db.tried.lock().await.ended = None;
        let ((begun, has_begun), (let_go, held)) = (oneshot::channel(), oneshot::channel::<()>());
        let hanging = db.write(move |_| {
            Box::pin(async move {
                begun.send(()).unwrap();
                // Until it is dropped.
                drop(held.await);
                Ok::<_, DbError>(())
            })
        });
        let asked = async {
            has_begun.await.unwrap();
            let mut told = Vec::new();
            for _ in 0..3 {
                told.push(db.takes_writes(Instant::now() + Duration::from_millis(20)).await);
            }
            drop(let_go);
            told
        };
        let (hung, told) = tokio::join!(hanging, asked);
        hung.unwrap();
        assert_eq!(told, [true, false, false]);
        db.tried.lock().await.ended = None;
        assert!(db.takes_writes(Instant::now() + PATIENT).await, "it comes back by itself");
        assert!(!db.tried.lock().await.late, "and may have much to do again");
    }
}

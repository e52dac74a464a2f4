//! The sessions of citizens at the front door: opened under a new cookie, kept alive, ended.

use super::{Visit, tokens};
use crate::citizen::records;
use crate::citizen::sessions::{self, Cookie};
use crate::clock::{MINUTE, Moment};
use crate::db::{Conn, DbError};
use crate::ledger::records::audit;
use crate::services::{Failure, SignedIn};
use crate::web::cookies::{self, Name};
use crate::web::errors::{End, Kept, Problem};
use crate::web::own_pages;
use crate::web::reply::{self, Reply};

impl Visit<'_> {
    /// A sign of life moves the session's end; written at most once a minute. If the clock was put back, the end moves
    /// back with it: no session outlives its length.
    pub(super) async fn keep_alive(&mut self) -> Result<(), Failure> {
        let now = self.now;
        let Some(session) = &mut self.session else { return Ok(()) };
        if (now.0 - session.seen.0).abs() < MINUTE {
            return Ok(());
        }
        let (digest, length) = (session.digest, session.length);
        session.seen = now;
        session.ends = now.plus(length);
        let touched = self.portal.db.write(move |tx| {
            Box::pin(async move { sessions::touch(tx, digest, length, now).await.map_err(Failure::from) })
        });
        Box::pin(touched).await
    }

    /// Opens a session under a new cookie, ends the old one, knows this browser again. If meanwhile there is another PIN
    /// than the one that was checked, or none, it opens nothing: whoever changed it has just closed every session.
    pub(super) async fn sign_in_now(&mut self, who: SignedIn) -> Result<Reply, Failure> {
        let secure = self.portal.config.is_secure();
        let kept = own_pages::kept_preferences(self.portal, who.citizen).await?;
        let preferences = kept.unwrap_or(self.preferences);
        let (old, fresh) = (self.cookie.digest(), Cookie::fresh());
        let new = sessions::NewSession {
            digest: fresh.digest(),
            citizen: Some(who.citizen),
            level: who.level,
            lang: self.lang.code(),
            length: match &self.kiosk {
                Some(_) => sessions::KIOSK_LENGTH,
                None => who.length.unwrap_or(preferences.minutes * MINUTE),
            },
            device: match &self.kiosk {
                Some(kiosk) => kiosk.name.clone(),
                None => reply::browser_name(&self.asked.user_agent),
            },
            channel: self.channel().code(),
            kiosk: self.kiosk.as_ref().map(|kiosk| kiosk.id),
            preferences: preferences.code(),
            // A kiosk forgets everything at the end: no form of it comes later.
            trace: self
                .kiosk
                .is_none()
                .then(|| sessions::trace(&tokens::of(&self.portal.keys, &fresh, Some(who.citizen)))),
        };
        let (now, trace, citizen) = (self.now, self.trace(), who.citizen);
        let entry = kept.map(|_| own_pages::preferences_read(self, citizen));
        // What one began in another tab before signing in goes on; never what another citizen's session holds, nor what
        // the person before left at a kiosk.
        let carries = self.kiosk.is_none() && self.session.as_ref().is_some_and(|s| s.citizen.is_none());
        let opened = self
            .portal
            .db
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(pin) = who.pin
                        && !records::holds_pin(tx, citizen, &pin).await?
                    {
                        return Ok::<_, Failure>(false);
                    }
                    if let Some(entry) = entry {
                        audit(tx, entry).await?;
                    }
                    if carries {
                        sessions::carry(tx, old, new.digest).await?;
                    }
                    close(tx, old, trace, now).await?;
                    sessions::open(tx, new, now).await?;
                    Ok(true)
                })
            })
            .await?;
        if !opened {
            return Ok(self.problem(Problem::Ended { how: End::Closed(now), kept: Kept::Nothing }));
        }
        self.set_cookies.push(cookies::set(Name::Session, &fresh.value(), secure));
        if let Some(mark) = &who.mark {
            self.set_cookies.push(cookies::set(Name::Device, &mark.value(), secure));
        }
        // Where a form waits for them they are not led from anywhere else: My area names it.
        Ok(self.see(&who.then.unwrap_or_else(|| "area".into())))
    }

    /// Ends this session for good. What is still open in other tabs of a browser comes too late, but finds its citizen.
    pub(crate) async fn sign_out(&mut self) -> Result<(), Failure> {
        self.end(self.cookie.digest(), self.trace()).await?;
        let secure = self.portal.config.is_secure();
        self.set_cookies.push(cookies::set(Name::Session, "", secure));
        self.session = None;
        Ok(())
    }

    /// Ends a session of this browser; with a trace, its forms still find their citizen for a while.
    pub(super) async fn end(&self, digest: [u8; 32], trace: Option<[u8; 32]>) -> Result<(), Failure> {
        let now = self.now;
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move { close(tx, digest, trace, now).await.map_err(Failure::from) })
            })
            .await
    }

    /// What the forms of this session find their citizen by once it has ended; at a kiosk none comes later.
    fn trace(&self) -> Option<[u8; 32]> {
        self.kiosk.is_none().then(|| sessions::trace(&self.token()))
    }
}

async fn close(tx: &mut Conn, digest: [u8; 32], trace: Option<[u8; 32]>, now: Moment) -> Result<(), DbError> {
    if let Some(trace) = trace {
        sessions::leave(tx, digest, trace, now).await?;
    }
    sessions::end(tx, digest).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use a11y::text::Lang;

    use super::*;
    use crate::citizen::Level;
    use crate::services::testing::{Desk, person};
    use crate::web::asked::Asked;
    use crate::web::kept::Kept;

    #[tokio::test]
    async fn a_pin_that_is_no_more_the_one_in_use_opens_no_session() {
        let desk = Desk::open().await;
        let anna = person("Prova", "Anna");
        desk.add(&anna).await;
        desk.give_pin(anna.id, "71940625").await;
        let pin = records::pin(&mut desk.reader().await, anna.id).await.unwrap().unwrap().hash;
        let (kept, asked) = (Kept::default(), Asked { method: "POST".into(), ..Asked::default() });
        let open = async |pin: &str| {
            let who = SignedIn {
                citizen: anna.id,
                level: Level::Reader,
                then: None,
                length: None,
                pin: Some(pin.to_owned()),
                mark: Some(Cookie::fresh()),
            };
            let whole = (&desk.portal, &kept);
            let mut visit =
                Visit::begin(whole, &asked, desk.now(), Lang::It, vec!["accedi"], None).await.unwrap();
            let reply = visit.sign_in_now(who).await.unwrap();
            let sessions = desk.rows().await.into_iter().find(|(table, _)| *table == "sessions").unwrap().1;
            (reply.status, reply.set_cookies.len(), sessions)
        };
        assert_eq!(open("another").await, (403, 0, 0));
        assert_eq!(open(&pin).await, (303, 2, 1));
    }
}

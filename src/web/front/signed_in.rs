//! The sessions of citizens at the front door: opened under a new cookie, kept alive, ended.

use super::{Visit, tokens};
use crate::citizen::sessions::{self, Cookie};
use crate::clock::{MINUTE, Moment};
use crate::db::{Conn, DbError};
use crate::services::{Failure, SignedIn, drafts};
use crate::web::cookies::{self, Name};
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
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move { sessions::touch(tx, digest, length, now).await.map_err(Failure::from) })
            })
            .await
    }

    /// Opens a session under a new cookie, ends the old one, knows this browser again.
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
        // What one began in another tab before signing in goes on; never what another citizen's session holds, nor what
        // the person before left at a kiosk.
        let carries = self.kiosk.is_none() && self.session.as_ref().is_some_and(|s| s.citizen.is_none());
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move {
                    if carries {
                        sessions::carry(tx, old, new.digest).await?;
                    }
                    close(tx, old, trace, now).await?;
                    sessions::open(tx, new, now).await.map_err(Failure::from)
                })
            })
            .await?;
        self.set_cookies.push(cookies::set(Name::Session, &fresh.value(), secure));
        if let Some(mark) = &who.mark {
            self.set_cookies.push(cookies::set(Name::Device, &mark.value(), secure));
        }
        let waiting = drafts::late_address(self.portal, citizen, self.now).await?;
        let then = match waiting {
            Some(address) => format!("{address}?ripresa=1"),
            None => who.then.unwrap_or_else(|| "area".into()),
        };
        Ok(self.see(&then))
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

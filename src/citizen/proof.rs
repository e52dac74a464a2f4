//! Proving who one is with a secret: found, counted, checked, taken back if it was right.
//!
//! **Invariant**: a code of nobody takes the same statements and the same hashes as one of somebody.

use uuid::Uuid;

use super::codice_fiscale::CodiceFiscale;
use super::records::{self, Citizen, Pin};
use super::sessions::{self, Cookie};
use super::tries::{Counted, Try, Verdict};
use crate::clock::Moment;
use crate::db::Conn;
use crate::ledger::records::AuditEntry;
use crate::ledger::{self, Encounter};
use crate::services::{Call, Channel, Failure};

/// The outcome of the encounter that begins a slow-down; the citizen is written to about it.
pub const SLOWED: &str = "slowed-down";

/// Who a code is of, if anyone, and whether this device has signed them in before.
#[derive(Debug)]
pub struct Claim {
    /// The person on record.
    pub citizen: Option<Citizen>,
    /// Their PIN, unless it was revoked.
    pub pin: Option<Pin>,
    attempt: Try,
}

/// Whether a claim may be tried now.
#[derive(Debug)]
pub enum Turn {
    /// It may, and counts as wrong until [`Claim::was_right`].
    Go(Counted),
    /// Not before then.
    Wait(Moment),
}

impl Claim {
    /// Until when a try at this code must wait, if it must. Nothing else is looked up: every code costs the same.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn must_wait(call: &Call<'_>, code: CodiceFiscale) -> Result<Option<Moment>, Failure> {
        let mut conn = call.db().reader().await?;
        let attempt = attempt(&mut conn, call, code).await?;
        Ok(attempt.look(&mut conn, call.context.now).await?)
    }

    /// Looks up the person of a code.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn of(call: &Call<'_>, code: CodiceFiscale) -> Result<Claim, Failure> {
        let mut conn = call.db().reader().await?;
        let attempt = attempt(&mut conn, call, code).await?;
        let citizen = records::by_code(&mut conn, code).await?;
        let id = citizen.as_ref().map_or(Uuid::nil(), |citizen| citizen.id);
        let pin = records::pin(&mut conn, id).await?.filter(|pin| pin.revoked.is_none());
        Ok(Claim { citizen, pin, attempt })
    }

    /// Counts a try, unless it must wait.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn begin(&self, call: &Call<'_>) -> Result<Turn, Failure> {
        let (attempt, now) = (self.attempt.clone(), call.context.now);
        let verdict = call
            .db()
            .write(move |tx| Box::pin(async move { attempt.begin(tx, now).await.map_err(Failure::from) }))
            .await?;
        Ok(match verdict {
            Verdict::Go(counted) => Turn::Go(counted),
            Verdict::Wait(until) => Turn::Wait(until),
        })
    }

    /// The try was wrong: where that begins a slow-down, it is an encounter.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn was_wrong(
        &self,
        call: &Call<'_>,
        counted: Counted,
        service: &'static str,
    ) -> Result<(), Failure> {
        if !counted.slows {
            return Ok(());
        }
        let encounter = Encounter {
            citizen: self.citizen.as_ref().map(|citizen| citizen.id),
            channel: call.context.channel,
            service,
            outcome: SLOWED,
            case: None,
        };
        let now = call.context.now;
        call.db()
            .append(move |tx| {
                Box::pin(
                    async move { ledger::records::note(tx, encounter, now).await.map_err(Failure::from) },
                )
            })
            .await
    }

    /// Takes the try back, inside the write that acts on it.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn was_right(self, tx: &mut Conn, counted: Counted) -> Result<(), Failure> {
        Ok(self.attempt.was_right(tx, &counted).await?)
    }
}

/// The counters that a try at this code moves from here.
async fn attempt(conn: &mut Conn, call: &Call<'_>, code: CodiceFiscale) -> Result<Try, Failure> {
    let known = match call.context.device {
        Some(device) => sessions::device_knows(conn, device, code).await?,
        None => false,
    };
    Ok(Try::new(&call.portal.keys, &call.context, code, known))
}

/// What is noted when someone has proved who they are: the encounter, the reading, the device.
#[derive(Debug)]
pub struct Arrival {
    citizen: Uuid,
    channel: Channel,
    service: &'static str,
    outcome: &'static str,
    address: String,
    device: Option<[u8; 32]>,
    now: Moment,
    /// The mark this browser gets, if it has none; a kiosk never does.
    pub mark: Option<Cookie>,
}

impl Arrival {
    /// An arrival through this call.
    pub fn new(call: &Call<'_>, citizen: Uuid, service: &'static str, outcome: &'static str) -> Arrival {
        let context = &call.context;
        let own = context.channel == Channel::Web;
        let mark = (own && context.device.is_none()).then(Cookie::fresh);
        let device = context.device.or(mark.as_ref().map(Cookie::digest)).filter(|_| own);
        let (channel, now) = (context.channel, context.now);
        Arrival { citizen, channel, service, outcome, address: call.address(), device, now, mark }
    }

    /// Notes it.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn note(&self, tx: &mut Conn) -> Result<(), Failure> {
        let Arrival { citizen, channel, service, outcome, now, .. } = *self;
        let encounter = Encounter { citizen: Some(citizen), channel, service, outcome, case: None };
        ledger::records::note(tx, encounter, now).await?;
        let entry = AuditEntry {
            at: now,
            citizen,
            actor: "citizen",
            channel: channel.code(),
            what: "identity",
            address: self.address.clone(),
        };
        ledger::records::audit(tx, entry).await?;
        if let Some(device) = self.device {
            sessions::know_device(tx, device, citizen, now).await?;
        }
        Ok(())
    }
}

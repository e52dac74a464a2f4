//! The job that writes what the post carries: the letters of PIN requests, and those about slow-downs.
//!
//! **Invariant**: it can be killed anywhere and run twice at once: a request gets one letter, in one transaction.
//! **Invariant**: a secret goes to no address without a street: its request waits until the records have one.
//! **Invariant**: what it refuses it refuses silently: only the letter box, and My area to its citizen, tell who is known.

use std::collections::HashSet;

use a11y::page::Page;
use a11y::text::Lang;
use jiff::civil::Date;
use uuid::Uuid;

use super::records::{self, Waiting};
use super::request::Request;
use super::{NAME, rules, words};
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::records::{self as people, Citizen};
use crate::citizen::sessions;
use crate::clock::{DAY, Moment};
use crate::config::Config;
use crate::ledger::letters::{self, Address, Delivery, NewLetter};
use crate::ledger::records::AuditEntry;
use crate::ledger::{self, Encounter, Protocollo, Submission};
use crate::portal::Portal;
use crate::seal::{Purpose, random_digits};
use crate::services::{Channel, Failure};

/// The kind of a letter with the second half.
pub const KIND: &str = "pin";

/// The kind of a letter about a slow-down.
pub const SLOW_DOWN: &str = "slow-down";

/// The office of its cases: the central one, whose numbers requests have.
const OFFICE: &str = "0000";

/// Requests looked at in one go.
const BATCH: i64 = 100;

/// How often a citizen is written to about slow-downs, at most.
const SLOW_DOWN_SPAN: i64 = 30 * DAY;

/// What the job did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Letters with a second half.
    pub letters: u64,
    /// Requests refused.
    pub refused: u64,
    /// Letters about slow-downs.
    pub slow_downs: u64,
    /// Requests that wait because the records know no street of their citizen.
    pub without_street: u64,
    /// Whether requests wait for tomorrow because of the day's ceiling.
    pub ceiling: bool,
    /// Requests set aside, for what is stored of them cannot be opened; they stay as they are.
    pub unopened: Vec<Uuid>,
}

/// What staff are alerted of in the log: each thing once a day, however often the job runs.
#[derive(Debug, Default)]
pub struct Alerts {
    ceiling: Option<Date>,
    street: Option<Date>,
    /// What of this day could not be opened.
    unopened: (Option<Date>, HashSet<Uuid>),
}

impl Alerts {
    /// Logs what has not been told today.
    pub fn tell(&mut self, written: &Written, now: Moment) {
        let [ceiling, street] = self.due(written, now.date());
        if ceiling {
            tracing::warn!("PIN requests over the day's ceiling: new ones wait for tomorrow");
        }
        if street {
            tracing::warn!(requests = written.without_street, "PIN requests wait: no street on record");
        }
        self.tell_unopened("PIN request", &written.unopened, now);
    }

    /// Logs which sealed rows were set aside, each by its id.
    pub fn tell_unopened(&mut self, what: &'static str, ids: &[Uuid], now: Moment) {
        for id in self.new_unopened(ids, now.date()) {
            tracing::error!(what, %id, "it cannot be opened and is set aside: the others go on");
        }
    }

    /// Those of these rows that are to be told.
    fn new_unopened(&mut self, ids: &[Uuid], today: Date) -> Vec<Uuid> {
        let (day, told) = &mut self.unopened;
        if day.replace(today) != Some(today) {
            told.clear();
        }
        ids.iter().copied().filter(|id| told.insert(*id)).collect()
    }

    /// Whether the ceiling, and the lack of a street, are to be told.
    fn due(&mut self, written: &Written, today: Date) -> [bool; 2] {
        let first = |told: &mut Option<Date>, so: bool| so && told.replace(today) != Some(today);
        [first(&mut self.ceiling, written.ceiling), first(&mut self.street, written.without_street > 0)]
    }
}

/// Writes every letter that is due. Called now and then by the server, and by the command line. A request that cannot be
/// opened keeps no other waiting.
///
/// # Errors
/// [`Failure`]; run again it goes on where it was.
pub async fn write_letters(portal: &Portal, now: Moment) -> Result<Written, Failure> {
    // A code would come that nothing takes.
    if !portal.config.pin {
        return Ok(Written::default());
    }
    portal
        .db
        .write(move |tx| Box::pin(async move { records::age(tx, now).await.map_err(Failure::from) }))
        .await?;
    let mut written = Written::default();
    let ceiling = portal.config.pin_requests_a_day;
    let midnight = Moment::start_of(now.date());
    let mut after = (0, Uuid::nil());
    loop {
        let mut conn = portal.db.reader().await?;
        let (came, today) = records::of_day(&mut conn, midnight).await?;
        let waiting = records::waiting(&mut conn, after, BATCH).await?;
        drop(conn);
        let budget = usize::try_from(ceiling - today).unwrap_or(0);
        if waiting.is_empty() {
            break;
        }
        if came > ceiling || budget == 0 {
            written.ceiling = true;
        }
        if budget == 0 {
            break;
        }
        for request in waiting.into_iter().take(budget) {
            after = (request.created_at, request.id);
            match answer(portal, request, now).await {
                Ok(Answered::Granted) => written.letters += 1,
                Ok(Answered::Refused) => written.refused += 1,
                Ok(Answered::NoStreet) => written.without_street += 1,
                Err(failure) if failure.is_of_its_row() => written.unopened.push(after.1),
                Err(failure) => return Err(failure),
            }
        }
    }
    written.slow_downs = write_slow_downs(portal, now).await?;
    Ok(written)
}

/// What came of looking at a request.
enum Answered {
    /// Its letter is written.
    Granted,
    Refused,
    /// It waits for the street of its citizen: a letter to a comune alone would tell its code to nobody, or to anybody.
    NoStreet,
}

/// Grants or refuses one request, or lets it wait.
async fn answer(portal: &Portal, waiting: Waiting, now: Moment) -> Result<Answered, Failure> {
    let opened = portal.keys.open(Purpose::PinRequest, &waiting.answers)?;
    let request: Request = serde_json::from_slice(&opened).map_err(|_| Failure::Stored("PIN request"))?;
    let code: CodiceFiscale = request.code.parse().map_err(|_| Failure::Stored("fiscal code"))?;
    let mut conn = portal.db.reader().await?;
    let mut found = people::by_base(&mut conn, code).await?;
    found.retain(|citizen| rules::is_of(citizen, &request.surname, &request.name, request.born));
    let exact = found.iter().position(|citizen| citizen.code == code);
    let only = (found.len() == 1).then_some(0);
    let Some(citizen) = exact.or(only).map(|place| found.swap_remove(place)) else {
        drop(conn);
        refuse(portal, waiting.id, now).await?;
        return Ok(Answered::Refused);
    };
    let contacts = people::contacts(&mut conn, citizen.id).await?;
    drop(conn);
    let wished = Delivery::from_code(&waiting.delivery).ok_or(Failure::Stored("delivery"))?;
    let (delivery, address) = match (wished, rules::call_to(&contacts, now)) {
        (Delivery::Call, Some(phone)) => {
            (Delivery::Call, Some(Address::by_phone(&citizen, phone.to_owned())))
        }
        // Without a number known for long enough, the letter is the surer way.
        (Delivery::Call, None) => (Delivery::Letter, Address::of(&citizen)),
        (wished, _) => (wished, Address::of(&citizen)),
    };
    let Some(address) = address else { return Ok(Answered::NoStreet) };
    let second = random_digits(crate::citizen::worded::PIN_DIGITS);
    let hash = portal.hasher.hash(&second).await?;
    // The first letter is what the request's case waits for, and has its id.
    let id = if waiting.resolved_at.is_none() { waiting.id } else { Uuid::now_v7() };
    let letter = NewLetter {
        id,
        case: Some(waiting.id),
        citizen: citizen.id,
        kind: KIND,
        lang: request.lang,
        delivery,
        address,
        body: body(request.lang, &citizen, &waiting, delivery, &portal.config),
        secret: Some(second),
    };
    let own = Own::of(&waiting, request, citizen.id, now)?;
    let granted = grant(portal, waiting.id, letter, hash, own, now).await?;
    Ok(if granted { Answered::Granted } else { Answered::Refused })
}

/// A request as its citizen's own. Only this job knows whose it is: what the request itself writes is the same for
/// everybody.
struct Own {
    /// What the citizen's history says, and of when.
    met: Encounter,
    at: Moment,
    /// What they find among their cases: the answers as they were sent, under the number that they were told. Of a request
    /// from before its words were kept there is none.
    case: Option<Submission>,
    number: Protocollo,
    sent: Moment,
}

impl Own {
    fn of(waiting: &Waiting, request: Request, citizen: Uuid, now: Moment) -> Result<Own, Failure> {
        let (met, at) = met(waiting, &request, citizen, now);
        let number = waiting.number.parse().map_err(|_| Failure::Stored("protocol number"))?;
        let case = request.sent.map(|answers| Submission {
            id: waiting.id,
            citizen,
            service: NAME,
            office: OFFICE,
            answers,
        });
        Ok(Own { met, at, case, number, sent: Moment(waiting.created_at) })
    }
}

fn met(waiting: &Waiting, request: &Request, citizen: Uuid, now: Moment) -> (Encounter, Moment) {
    let channel =
        if request.channel.as_deref() == Some(Channel::Kiosk.code()) { Channel::Kiosk } else { Channel::Web };
    // It was answered before: its letter was asked for again.
    let (outcome, at) = match waiting.resolved_at {
        Some(_) => ("pin-letter-again", now),
        None => ("pin-requested", Moment(waiting.created_at)),
    };
    (Encounter { citizen: Some(citizen), channel, service: NAME, outcome, case: Some(waiting.id) }, at)
}

/// The reading of who somebody is and where they live, to write to them. A request that waits for a street is looked at
/// again and again: it is noted once, when it is answered.
fn read_by_job(citizen: Uuid, now: Moment) -> AuditEntry {
    AuditEntry {
        at: now,
        citizen,
        actor: "job",
        channel: "post",
        what: "letter-written",
        address: String::new(),
    }
}

async fn grant(
    portal: &Portal,
    request: Uuid,
    letter: NewLetter,
    hash: String,
    own: Own,
    now: Moment,
) -> Result<bool, Failure> {
    let (citizen, id) = (letter.citizen, letter.id);
    let sealed = letter.seal(&portal.keys)?;
    portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                people::lock(tx, citizen).await?;
                let since = now.plus(-rules::SPAN);
                let (open, granted) = records::others(tx, citizen, request, since, now).await?;
                let letters = letters::count_since(tx, citizen, KIND, since).await?;
                let Own { met, at, case, number, sent } = own;
                if let Some(case) = &case {
                    ledger::records::open_numbered(tx, case, number, sent).await?;
                }
                if let Some(state) = rules::why_not(open, granted, letters) {
                    if records::refuse(tx, request, now).await? {
                        ledger::records::audit(tx, read_by_job(citizen, now)).await?;
                        ledger::records::note(tx, met, at).await?;
                        ledger::records::move_case(tx, number, state, "", "job", now).await?;
                    }
                    return Ok(false);
                }
                let granted = records::grant(tx, request, citizen, &hash, id, now).await?;
                if granted {
                    ledger::records::audit(tx, read_by_job(citizen, now)).await?;
                    ledger::records::note(tx, met, at).await?;
                    letters::queue(tx, sealed, now).await?;
                }
                Ok(granted)
            })
        })
        .await
}

async fn refuse(portal: &Portal, request: Uuid, now: Moment) -> Result<(), Failure> {
    portal
        .db
        .write(move |tx| {
            Box::pin(async move { records::refuse(tx, request, now).await.map(drop).map_err(Failure::from) })
        })
        .await
}

/// What the letter says, or who calls; its code is added when it is printed.
fn body(lang: Lang, citizen: &Citizen, waiting: &Waiting, delivery: Delivery, config: &Config) -> Page {
    let how = match delivery {
        Delivery::Print | Delivery::Letter | Delivery::Braille => words::letter_how(lang),
        Delivery::Call => words::call_how(lang, &words::act_title(lang)),
    };
    let mut page = Page::new(lang, words::letter_title(lang))
        .say(words::letter_why(lang, Moment(waiting.created_at).date(), &waiting.number))
        .say(how)
        .say(words::letter_until(lang, Moment(waiting.expires_at).date()))
        .say(words::letter_not_you(lang))
        .say(words::letter_help(lang, &config.phone, &config.phone_mobile, &config.mail));
    page.test_data = citizen.synthetic;
    page
}

/// Writes to whom wrong tries slowed down lately, once in thirty days: in the language they use here, and in braille if
/// the letter with their code was.
async fn write_slow_downs(portal: &Portal, now: Moment) -> Result<u64, Failure> {
    let slowed = records::slowed_since(&mut portal.db.reader().await?, now.plus(-2 * DAY)).await?;
    let mut written = 0;
    for id in slowed {
        let mut conn = portal.db.reader().await?;
        let Some(citizen) = people::by_id(&mut conn, id).await? else { continue };
        let Some(address) = Address::of(&citizen) else { continue };
        let asked = letters::last_chosen(&mut conn, id, KIND).await?;
        let spoken = sessions::last_language(&mut conn, id).await?;
        drop(conn);
        let lang = spoken.or(asked.map(|(lang, _)| lang)).unwrap_or(Lang::It);
        let delivery = match asked {
            Some((_, Delivery::Braille)) => Delivery::Braille,
            // Who was called for a code is not called about this: a letter can be kept.
            Some((_, Delivery::Print | Delivery::Letter | Delivery::Call)) | None => Delivery::Letter,
        };
        let mut body = Page::new(lang, words::slow_title(lang))
            .say(words::slow_what(lang))
            .say(words::slow_do(lang, &portal.config.phone, &portal.config.phone_mobile));
        body.test_data = citizen.synthetic;
        let letter = NewLetter {
            id: Uuid::now_v7(),
            case: None,
            citizen: id,
            kind: SLOW_DOWN,
            lang,
            delivery,
            address,
            body,
            secret: None,
        };
        let sealed = letter.seal(&portal.keys)?;
        let queued = portal
            .db
            .write(move |tx| {
                Box::pin(async move {
                    people::lock(tx, id).await?;
                    let since = now.plus(-SLOW_DOWN_SPAN);
                    if letters::count_since(tx, id, SLOW_DOWN, since).await? > 0 {
                        return Ok::<_, Failure>(0);
                    }
                    ledger::records::audit(tx, read_by_job(id, now)).await?;
                    letters::queue(tx, sealed, now).await?;
                    Ok(1)
                })
            })
            .await?;
        written += queued;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use jiff::civil::date;

    use super::*;

    #[test]
    fn staff_are_alerted_of_each_thing_once_a_day() {
        let mut alerts = Alerts::default();
        let (today, tomorrow) = (date(2026, 3, 10), date(2026, 3, 11));
        let (calm, full) = (Written::default(), Written { ceiling: true, ..Written::default() });
        let both = Written { without_street: 2, ..full.clone() };
        assert_eq!(alerts.due(&calm, today), [false, false]);
        assert_eq!(alerts.due(&full, today), [true, false]);
        assert_eq!(alerts.due(&full, today), [false, false], "the job runs every few seconds");
        assert_eq!(alerts.due(&both, today), [false, true]);
        assert_eq!(alerts.due(&both, tomorrow), [true, true]);
        let [one, two] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        assert_eq!(alerts.new_unopened(&[one], today), [one]);
        assert_eq!(alerts.new_unopened(&[one, two], today), [two]);
        assert_eq!(alerts.new_unopened(&[one, two], tomorrow), [one, two]);
    }

    /// What has been logged.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_alert_is_a_warning_in_the_log() {
        let log = Log::default();
        let own = log.clone();
        let writes = tracing_subscriber::fmt().with_ansi(false).with_writer(move || own.clone()).finish();
        let written = Written { ceiling: true, without_street: 2, ..Written::default() };
        tracing::subscriber::with_default(writes, || {
            let mut alerts = Alerts::default();
            (0..2).for_each(|_| alerts.tell(&written, Moment(1_795_424_400_000)));
        });
        let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let [ceiling, street] = &said.lines().collect::<Vec<_>>()[..] else { panic!("{said}") };
        assert!(ceiling.contains(" WARN ") && ceiling.contains("over the day's ceiling"), "{ceiling}");
        assert!(street.contains(" WARN ") && street.contains("requests=2"), "{street}");
    }
}

//! A portal for the services' tests: a database in a temporary folder, a clock that the test holds, calls by hand.
//!
//! Where `SPORTELLO_TEST_DESK` names a cluster of PostgreSQL, each test has a database there instead: the same journeys on
//! the other database.

#![allow(clippy::unwrap_used, clippy::panic)]

mod records;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use a11y::page::{Input, Page};
use a11y::text::Lang;
use tempfile::TempDir;
use uuid::Uuid;

use super::{Answer, Call, Channel, Context, Failure, Fields, Service, path};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
use crate::citizen::records::{self as people, Citizen, Contact, Residence};
use crate::citizen::sessions::{self, NewSession};
use crate::clock::{Clock, DAY, Moment};
use crate::config::Config;
use crate::db::{Conn, DatabaseUrl, Db};
use crate::places::Belfiore;
use crate::portal::Portal;
use crate::seal::Keys;

/// The moment every test begins at: 23 November 2026, 10:00 in Rome.
pub(crate) const START: Moment = Moment(1_795_424_400_000);

/// A portal under test.
pub(crate) struct Desk {
    /// The portal.
    pub(crate) portal: Portal,
    clock: Arc<AtomicI64>,
    folder: TempDir,
    url: DatabaseUrl,
}

impl Desk {
    /// A portal with an empty database.
    pub(crate) async fn open() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(START.0));
        let url = database(&folder).await;
        let portal = portal(&url, &clock).await;
        Desk { portal, clock, folder, url }
    }

    /// The same portal after a restart: another process on the same database.
    pub(crate) async fn restart(mut self) -> Desk {
        self.portal.db.close().await;
        self.portal = portal(&self.url, &self.clock).await;
        self
    }

    /// A folder for files of the test.
    pub(crate) fn folder(&self) -> std::path::PathBuf {
        self.folder.path().join("files")
    }

    /// The time on its clock.
    pub(crate) fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::SeqCst))
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    /// A connection that reads.
    pub(crate) async fn reader(&self) -> Conn {
        self.portal.db.reader().await.unwrap()
    }

    /// How many rows each table has.
    pub(crate) async fn rows(&self) -> Vec<(&'static str, i64)> {
        records::rows(&mut self.reader().await).await.unwrap()
    }

    /// The outcomes of all encounters, and whether each names a citizen.
    pub(crate) async fn outcomes(&self) -> Vec<(String, bool)> {
        records::outcomes(&mut self.reader().await).await.unwrap()
    }

    /// Puts a person on record, with telephones known for a year.
    pub(crate) async fn add(&self, citizen: &Citizen) {
        let (citizen, now) = (citizen.clone(), self.now());
        let since = now.plus(-365 * DAY);
        let contact =
            |kind: &str, value: &str| Contact { kind: kind.to_owned(), value: value.to_owned(), since };
        let contacts = [contact("home", "0612345678"), contact("mobile", "3331234567")];
        self.portal
            .db
            .write(move |tx| {
                Box::pin(
                    async move { people::insert(tx, &citizen, &contacts, now).await.map_err(Failure::from) },
                )
            })
            .await
            .unwrap();
    }

    /// Lets the records say another street.
    pub(crate) async fn moved(&self, citizen: Uuid, street: String) {
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move { records::moved(tx, citizen, &street).await.map_err(Failure::from) })
            })
            .await
            .unwrap();
    }

    /// Lets whatever is asked of late forms fail.
    pub(crate) async fn lose_late_forms(&self) {
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move { records::lose_late_forms(tx).await.map_err(Failure::from) })
            })
            .await
            .unwrap();
    }

    /// Gives a person a PIN.
    pub(crate) async fn give_pin(&self, citizen: Uuid, pin: &str) {
        let (hash, now) = (self.portal.hasher.hash(pin).await.unwrap(), self.now());
        self.portal
            .db
            .write(move |tx| {
                Box::pin(
                    async move { people::activate_pin(tx, citizen, &hash, now).await.map_err(Failure::from) },
                )
            })
            .await
            .unwrap();
    }

    /// Opens a session.
    pub(crate) async fn open_session(&self, new: NewSession) {
        let now = self.now();
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move { sessions::open(tx, new, now).await.map_err(Failure::from) })
            })
            .await
            .unwrap();
    }

    /// Lets a device be known as one that signed a person in.
    pub(crate) async fn know(&self, device: [u8; 32], citizen: Uuid) {
        let now = self.now();
        self.portal
            .db
            .write(move |tx| {
                Box::pin(async move {
                    sessions::know_device(tx, device, citizen, now).await.map_err(Failure::from)
                })
            })
            .await
            .unwrap();
    }

    /// A call of this visitor; the path may have a query and a fragment.
    pub(crate) fn call<'a>(
        &'a self,
        visitor: &Visitor,
        address: &'a str,
        fields: Option<&[(&str, &str)]>,
    ) -> Call<'a> {
        let address = address.split('#').next().unwrap_or("");
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let decoded = |text: &str| text.replace("%3F", "?").replace("%3D", "=").replace("%26", "&");
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = Fields(pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect());
        let owned = |fields: &[(&str, &str)]| {
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        Call {
            context: Context {
                now: self.now(),
                lang: visitor.lang,
                channel: visitor.channel,
                level: visitor.level,
                citizen: visitor.citizen,
                session: visitor.session,
                length: crate::citizen::sessions::DEFAULT_LENGTH,
                place: visitor.place.clone(),
                kiosk: visitor.kiosk,
                device: visitor.device,
            },
            service: "",
            path: path.split('/').filter(|segment| !segment.is_empty()).collect(),
            fields: fields.map_or_else(|| query.clone(), |fields| Fields(owned(fields))),
            query,
            portal: &self.portal,
        }
    }

    /// Reads an address.
    pub(crate) async fn get(&self, service: &dyn Service, visitor: &Visitor, address: &str) -> Answer {
        service.get(&Call { service: service.name(), ..self.call(visitor, address, None) }).await.unwrap()
    }

    /// Reads a page that must be there.
    pub(crate) async fn page(&self, service: &dyn Service, visitor: &Visitor, path: &str) -> Page {
        match self.get(service, visitor, path).await {
            Answer::Show(shown) => shown.page,
            other => panic!("no page at {path}: {other:?}"),
        }
    }

    /// Reads these addresses of a service and every one that its pages lead to; fails unless each that shows something of
    /// its citizen's leaves one row in the audit. How many did.
    pub(crate) async fn every_reading_is_audited(
        &self,
        service: &dyn Service,
        visitor: &Visitor,
        waiting: Vec<String>,
    ) -> usize {
        self.every_reading_is_audited_but(service, visitor, waiting, &[]).await
    }

    /// The same, of a service with addresses that show the same to everybody: they leave no row.
    pub(crate) async fn every_reading_is_audited_but(
        &self,
        service: &dyn Service,
        visitor: &Visitor,
        mut waiting: Vec<String>,
        of_nobody: &[&str],
    ) -> usize {
        let (mut seen, mut read) = (std::collections::BTreeSet::new(), 0);
        while let Some(address) = waiting.pop() {
            if !seen.insert(address.clone()) {
                continue;
            }
            let before = records::audited(&mut self.reader().await).await.unwrap();
            match self.get(service, visitor, &address).await {
                Answer::Show(shown) => waiting.extend(leads_to(&shown.page, service.name())),
                Answer::File(_) => {}
                other => panic!("{address}: {other:?}"),
            }
            let after = records::audited(&mut self.reader().await).await.unwrap();
            let rows = i64::from(!of_nobody.contains(&address.as_str()));
            assert_eq!(after - before, rows, "rows in the audit about {}/{address}", service.name());
            read += usize::from(rows == 1);
        }
        read
    }

    /// Sends a form.
    pub(crate) async fn post(
        &self,
        service: &dyn Service,
        visitor: &Visitor,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        service
            .post(&Call { service: service.name(), ..self.call(visitor, path, Some(fields)) })
            .await
            .unwrap()
    }
}

/// An empty database of a test's own: a file in its folder, or one in the cluster.
pub(crate) async fn database(folder: &TempDir) -> DatabaseUrl {
    match std::env::var("SPORTELLO_TEST_DESK") {
        Ok(cluster) => records::database_in(&cluster).await,
        Err(_) => DatabaseUrl::Sqlite(folder.path().join("test.db")),
    }
}

async fn portal(url: &DatabaseUrl, clock: &Arc<AtomicI64>) -> Portal {
    let db = Db::open(url).await.unwrap();
    Portal::new(db, Keys::new([7; 32]), Config::default(), Clock::Held(clock.clone()))
}

/// Someone at a browser.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The language of their pages.
    pub(crate) lang: Lang,
    /// Their door.
    pub(crate) channel: Channel,
    /// Their session.
    pub(crate) session: [u8; 32],
    /// Their network.
    pub(crate) place: String,
    /// The kiosk they stand at.
    pub(crate) kiosk: Option<Uuid>,
    /// The mark of their browser.
    pub(crate) device: Option<[u8; 32]>,
    /// Who they are signed in as.
    pub(crate) citizen: Option<Uuid>,
    /// How sure.
    pub(crate) level: Level,
}

impl Visitor {
    /// Someone from a network of their own.
    pub(crate) fn from(place: &str) -> Visitor {
        Visitor {
            lang: Lang::It,
            channel: Channel::Web,
            session: crate::seal::random(),
            place: place.to_owned(),
            kiosk: None,
            device: None,
            citizen: None,
            level: Level::Anonymous,
        }
    }

    /// The same, signed in.
    pub(crate) fn signed_in(mut self, citizen: Uuid) -> Visitor {
        self.citizen = Some(citizen);
        self.level = Level::Reader;
        self
    }
}

/// An invented person with a code of their own: born in Castro (BG) on 27 March 1958, living in Roma.
pub(crate) fn person(surname: &str, name: &str) -> Citizen {
    let born = jiff::civil::date(1958, 3, 27);
    let birthplace = Belfiore::parse("C337").unwrap();
    let code = CodiceFiscale::encode(&Person { surname, name, sex: Sex::Female, born, birthplace });
    Citizen {
        id: Uuid::now_v7(),
        code,
        surname: surname.to_owned(),
        name: name.to_owned(),
        sex: "F".to_owned(),
        born,
        birthplace: birthplace.as_str().to_owned(),
        residence: Residence {
            street: "Via dei Mille".to_owned(),
            number: "12".to_owned(),
            locality: String::new(),
            belfiore: "H501".to_owned(),
            cap: "00185".to_owned(),
        },
        synthetic: true,
    }
}

/// What lynx sends of a choice that its reader passes over: the first.
pub(crate) fn first_choice(page: &Page, name: &str) -> String {
    let question = page.questions().into_iter().find(|question| question.name == name).unwrap();
    match &question.input {
        Input::OneChoice { choices, chosen: None } => choices[0].value.clone(),
        other => panic!("{other:?}"),
    }
}

/// Every word a page shows, for looking for one.
pub(crate) fn shown(page: &Page) -> String {
    serde_json::to_string(page).unwrap()
}

/// The addresses inside a service that a page's links lead to, its files among them.
pub(crate) fn leads_to(page: &Page, service: &str) -> Vec<String> {
    let start = format!("\"value\":\"{}/", path(page.lang, service));
    let page = shown(page);
    let found = page.split(&start).skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    found.map(str::to_owned).collect()
}

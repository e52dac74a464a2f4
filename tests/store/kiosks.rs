//! Kiosks on record: enrolled, recognised once a request, revoked.

use std::os::unix::fs::PermissionsExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use sportello::citizen::{Level, card};
use sportello::clock::{Clock, Moment};
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::kiosks::signature::{COVERED, Message, TAG, base};
use sportello::kiosks::{self, Enrolled, FRESH, Kiosk, Refusal};
use sportello::portal::Portal;
use sportello::seal::Keys;
use sportello::services::pin::{Pin, counter};
use sportello::services::{Answer, Call, Channel, Context, Fields, Service};
use sportello::sql;
use uuid::Uuid;

use crate::harness::open;

contracts!(
    a_kiosk_is_enrolled_with_a_key_of_its_own,
    enrolling_that_was_killed_comes_right_when_it_is_begun_again,
    a_request_is_recognised_once,
    requests_are_forgotten_when_they_are_stale,
    a_kiosk_is_revoked,
    reports_are_taken_once_and_swept_when_they_are_old,
    a_cards_challenge_is_taken_once_by_its_session_at_its_kiosk,
    a_pin_is_chosen_once_where_the_way_is_open,
);

const NOW: Moment = Moment(1_773_133_200_000);

async fn enrol(db: &Db, name: &str, office: &str) -> (Result<Enrolled, String>, Option<SigningKey>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.pem");
    let enrolled = kiosks::enrol(db, name, office, &file, NOW).await.map_err(|error| error.to_string());
    let key = std::fs::read_to_string(&file).ok().map(|pem| {
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        SigningKey::from_pkcs8_pem(&pem).unwrap()
    });
    (enrolled, key)
}

/// Asks with a request that this key signed at this time.
async fn ask(db: &Db, key: &SigningKey, at: Moment, nonce: &str, now: Moment) -> Result<Kiosk, Refusal> {
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(b"a=b")));
    let authorities = ["portal.example"];
    let message = Message {
        method: "POST",
        authorities: &authorities,
        path: "/it/accedi",
        query: "",
        digest: &digest,
        content: b"a=b",
    };
    let created = at.0 / 1000;
    let input = format!(
        "{COVERED};created={created};nonce=\"{nonce}\";keyid=\"roma-1\";alg=\"ed25519\";tag=\"{TAG}\""
    );
    let signature = key.sign(base(&message, authorities[0], &input).as_bytes()).to_bytes();
    let signature = format!("k=:{}:", STANDARD.encode(signature));
    kiosks::recognise(db, &format!("k={input}"), &signature, &message, now).await.unwrap()
}

async fn a_kiosk_is_enrolled_with_a_key_of_its_own(url: DatabaseUrl) {
    let db = open(&url).await;
    assert_eq!(enrol(&db, "roma-1", "0001").await.0, Ok(Enrolled::Done));
    let (again, file) = enrol(&db, "roma-1", "0001").await;
    assert_eq!((again, file.is_none()), (Ok(Enrolled::Taken), true), "no key is left of one not enrolled");
    assert_eq!(enrol(&db, "roma-2", "0001").await.0, Ok(Enrolled::Done));
    for name in ["", "Roma", "roma 1", "roma\"", &"a".repeat(41)] {
        assert!(enrol(&db, name, "0001").await.0.unwrap_err().contains("lower-case"), "{name}");
    }
    let offices = concat!(env!("CARGO_MANIFEST_DIR"), "/data/offices_synthetic.csv");
    let offices = std::fs::read(offices).unwrap();
    sportello::services::offices::import::import(&db, offices.as_slice(), 0, &mut |_| {}).await.unwrap();
    assert_eq!(enrol(&db, "roma-3", "0001").await.0, Ok(Enrolled::NoOffice));
    assert_eq!(enrol(&db, "roma-3", "SIM0001").await.0, Ok(Enrolled::Done));
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there");
    std::fs::write(&there, "something else").unwrap();
    let refused = kiosks::enrol(&db, "roma-4", "SIM0001", &there, NOW).await.unwrap_err();
    assert!(refused.to_string().contains("cannot be written"), "{refused}");
    assert_eq!(std::fs::read_to_string(there).unwrap(), "something else");
    assert_eq!(kiosks::list(&mut db.reader().await.unwrap()).await.unwrap().len(), 3);
}

async fn enrolling_that_was_killed_comes_right_when_it_is_begun_again(url: DatabaseUrl) {
    let db = open(&url).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, waiting) = (folder.path().join("key.pem"), folder.path().join("key.pem.new"));
    let enrol = async |name: &str, office: &str| kiosks::enrol(&db, name, office, &file, NOW).await.unwrap();
    let read = || SigningKey::from_pkcs8_pem(&std::fs::read_to_string(&file).unwrap()).unwrap();
    // Before the kiosk was on record: part of a key is there.
    std::fs::write(&waiting, "-----BEGIN").unwrap();
    assert_eq!(enrol("roma-1", "0001").await, Enrolled::Done);
    assert!(!waiting.exists() && ask(&db, &read(), NOW, "abcdefghijklmnop", NOW).await.is_ok());
    // After it: the key is not in its place yet. It is this kiosk's, in this office, and no other's.
    std::fs::rename(&file, &waiting).unwrap();
    assert_eq!(enrol("roma-1", "0002").await, Enrolled::Taken);
    assert_eq!(enrol("roma-1", "0001").await, Enrolled::Done);
    let key = read();
    assert!(ask(&db, &key, NOW, "abcdefghijklmnoq", NOW).await.is_ok());
    // When all was done.
    assert_eq!(enrol("roma-1", "0001").await, Enrolled::Done);
    assert_eq!(read().to_bytes(), key.to_bytes());
    std::fs::rename(&file, &waiting).unwrap();
    assert_eq!(enrol("roma-2", "0001").await, Enrolled::Done, "with a new key");
    assert_eq!(ask(&db, &read(), NOW, "abcdefghijklmnor", NOW).await, Err(Refusal::Signature));
    // As ./run does it, which takes a name that nobody has the key of out of use first.
    std::fs::rename(&file, &waiting).unwrap();
    db.write(|tx| Box::pin(async move { kiosks::revoke(tx, "roma-1", NOW).await })).await.unwrap();
    assert_eq!(enrol("roma-1", "0001").await, Enrolled::Done);
    assert!(ask(&db, &read(), NOW, "abcdefghijklmnos", NOW).await.is_ok());
}

async fn a_request_is_recognised_once(url: DatabaseUrl) {
    let db = open(&url).await;
    let key = enrol(&db, "roma-1", "0001").await.1.unwrap();
    let kiosk = ask(&db, &key, NOW, "abcdefghijklmnop", NOW).await.unwrap();
    assert_eq!((kiosk.name.as_str(), kiosk.office.as_str()), ("roma-1", "0001"));
    assert_eq!(ask(&db, &key, NOW, "abcdefghijklmnop", NOW).await, Err(Refusal::Signature), "again");
    assert_eq!(ask(&db, &key, NOW, "abcdefghijklmnoq", NOW).await, Ok(kiosk));
    let many = (0..8).map(|_| ask(&db, &key, NOW, "at-once-at-once-", NOW));
    let taken = futures_util::future::join_all(many).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(taken, 1, "eight at once are one");
    let listed = kiosks::list(&mut db.reader().await.unwrap()).await.unwrap();
    assert_eq!(listed[0].seen_at, Some(NOW.0));
}

async fn requests_are_forgotten_when_they_are_stale(url: DatabaseUrl) {
    let db = open(&url).await;
    let key = enrol(&db, "roma-1", "0001").await.1.unwrap();
    let ahead = NOW.plus(FRESH);
    assert!(ask(&db, &key, ahead, "abcdefghijklmnop", NOW).await.is_ok());
    let (mut now, mut kept) = (NOW, 1_i64);
    while kept > 0 {
        now = now.plus(60_000);
        db.write(move |tx| Box::pin(async move { kiosks::sweep(tx, now).await })).await.unwrap();
        let mut conn = db.reader().await.unwrap();
        (kept,) = sql!(conn, "SELECT COUNT(*) FROM kiosk_nonces").one().await.unwrap();
        drop(conn);
        let again = ask(&db, &key, ahead, "abcdefghijklmnop", now).await;
        assert!(matches!(again, Err(Refusal::Signature | Refusal::Clock)), "{again:?}");
        assert!(kept > 0 || again == Err(Refusal::Clock), "forgotten only once it is stale");
    }
}

async fn a_kiosk_is_revoked(url: DatabaseUrl) {
    let db = open(&url).await;
    let key = enrol(&db, "roma-1", "0001").await.1.unwrap();
    let revoke = |name: &'static str| {
        let db = db.clone();
        async move {
            db.write(move |tx| Box::pin(async move { kiosks::revoke(tx, name, NOW).await })).await.unwrap()
        }
    };
    assert!(!revoke("roma-2").await);
    assert!(revoke("roma-1").await && !revoke("roma-1").await);
    assert_eq!(ask(&db, &key, NOW, "abcdefghijklmnop", NOW).await, Err(Refusal::Unknown));
    let new = enrol(&db, "roma-1", "0001").await.1.unwrap();
    assert_eq!(ask(&db, &key, NOW, "abcdefghijklmnop", NOW).await, Err(Refusal::Signature));
    assert!(ask(&db, &new, NOW, "abcdefghijklmnop", NOW).await.is_ok());
}

fn portal(db: &Db) -> Portal {
    Portal::new(db.clone(), Keys::new([7; 32]), Config::default(), Clock::System)
}

/// A form sent in this session at this kiosk, at this moment.
fn call<'a>(portal: &'a Portal, session: u8, kiosk: Uuid, now: Moment, fields: &[(&str, &str)]) -> Call<'a> {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Call {
        context: Context {
            now,
            lang: a11y::text::Lang::It,
            channel: Channel::Kiosk,
            level: Level::Anonymous,
            citizen: None,
            session: [session; 32],
            length: sportello::citizen::sessions::DEFAULT_LENGTH,
            place: "kiosk".to_owned(),
            kiosk: Some(kiosk),
            device: None,
        },
        service: "pin",
        path: vec!["sportello"],
        fields: Fields(fields),
        query: Fields::default(),
        portal,
    }
}

async fn id_of(db: &Db, name: &str) -> Uuid {
    kiosks::named(&mut db.reader().await.unwrap(), name).await.unwrap().unwrap().id
}

async fn a_cards_challenge_is_taken_once_by_its_session_at_its_kiosk(url: DatabaseUrl) {
    let db = open(&url).await;
    let portal = portal(&db);
    for name in ["roma-1", "roma-2"] {
        assert_eq!(enrol(&db, name, "0001").await.0, Ok(Enrolled::Done));
    }
    let (one, two) = (id_of(&db, "roma-1").await, id_of(&db, "roma-2").await);
    let at = |session: u8, kiosk, now| call(&portal, session, kiosk, now, &[]);
    let first = card::challenge(&at(1, one, NOW)).await.unwrap().unwrap();
    let made = card::challenge(&at(1, one, NOW)).await.unwrap().unwrap();
    assert!(made.starts_with(card::PURPOSE) && made != first, "each is a new one, in place of the last");
    assert_eq!(card::take(&at(2, one, NOW)).await.unwrap(), None, "another session");
    assert_eq!(card::take(&at(1, two, NOW)).await.unwrap(), None, "another kiosk");
    assert_eq!(card::take(&at(1, one, NOW.plus(card::LIVES - 1))).await.unwrap(), Some(made));
    assert_eq!(card::take(&at(1, one, NOW)).await.unwrap(), None, "again");
    card::challenge(&at(1, one, NOW)).await.unwrap();
    assert_eq!(card::take(&at(1, one, NOW.plus(card::LIVES))).await.unwrap(), None, "too late");
    card::challenge(&at(3, two, NOW)).await.unwrap();
    let end = NOW.plus(card::LIVES);
    let swept =
        db.write(move |tx| Box::pin(async move { card::records::sweep(tx, end).await })).await.unwrap();
    assert_eq!(swept, 1);
}

async fn a_pin_is_chosen_once_where_the_way_is_open(url: DatabaseUrl) {
    let db = open(&url).await;
    let portal = portal(&db);
    assert_eq!(enrol(&db, "roma-1", "0001").await.0, Ok(Enrolled::Done));
    let kiosk = id_of(&db, "roma-1").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("citizens.csv");
    sportello::import::demo::citizens_csv(std::fs::File::create(&file).unwrap(), 7, 2).unwrap();
    sportello::import::run(&db, sportello::import::Kind::Citizens, &file, NOW, &|_| {}).await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let rows: Vec<(String,)> = sql!(conn, "SELECT codice_fiscale FROM citizens").all().await.unwrap();
    drop(conn);
    let code = rows[0].0.parse().unwrap();
    let until = counter::open(&portal, code, "roma-1", "CI", NOW).await.unwrap();
    assert_eq!(until, counter::Opened::Until(NOW.plus(counter::OPEN)));
    let fields =
        [("codice-fiscale", rows[0].0.as_str()), ("nuovo-pin", "40719352"), ("ripeti-pin", "40719352")];
    let late = Pin.post(&call(&portal, 1, kiosk, NOW.plus(counter::OPEN), &fields)).await.unwrap();
    assert!(matches!(late, Answer::See(_)), "{late:?}");
    let chosen = Pin.post(&call(&portal, 2, kiosk, NOW.plus(1), &fields)).await.unwrap();
    assert!(matches!(&chosen, Answer::SignedIn(who) if who.level == Level::Actor), "{chosen:?}");
    let again = Pin.post(&call(&portal, 3, kiosk, NOW.plus(2), &fields)).await.unwrap();
    assert!(matches!(again, Answer::See(_)), "{again:?}");
}

async fn reports_are_taken_once_and_swept_when_they_are_old(url: DatabaseUrl) {
    use sportello::kiosks::reports::{Batch, Report, take};
    let db = open(&url).await;
    assert_eq!(enrol(&db, "roma-1", "0001").await.0, Ok(Enrolled::Done));
    let kiosk = kiosks::named(&mut db.reader().await.unwrap(), "roma-1").await.unwrap().unwrap();
    let report =
        |number| Report { number, at: NOW.0, part: "voice".into(), state: "good".into(), tested: true };
    let journal = Uuid::now_v7();
    let batch = |numbers: &[i64]| Batch { journal, reports: numbers.iter().map(|n| report(*n)).collect() };
    assert_eq!(take(&db, &kiosk, batch(&[1, 2]), NOW).await.unwrap(), 2);
    assert_eq!(take(&db, &kiosk, batch(&[1, 2, 3]), NOW.plus(1)).await.unwrap(), 3);
    let another = Batch { journal: Uuid::now_v7(), ..batch(&[1]) };
    take(&db, &kiosk, another, NOW.plus(2)).await.unwrap();
    let told = kiosks::told(&mut db.reader().await.unwrap(), NOW).await.unwrap();
    assert_eq!(told.len(), 4, "{told:?}");
    let later = NOW.plus(731 * sportello::clock::DAY);
    db.write(move |tx| Box::pin(async move { kiosks::sweep(tx, later).await })).await.unwrap();
    assert!(kiosks::told(&mut db.reader().await.unwrap(), Moment(0)).await.unwrap().is_empty());
    take(&db, &kiosk, batch(&[3]), later).await.unwrap();
    let told = kiosks::told(&mut db.reader().await.unwrap(), Moment(0)).await.unwrap();
    assert!(told.is_empty(), "not even what was swept is taken again");
}

//! Kiosks at the portal: known by their signature, apart from each other and from browsers, short in their sessions.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest, Sha256};
use sportello::kiosks::{self, Enrolled};
use sportello::sql;

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running, Signer, TUESDAY};

/// What a kiosk signs with; a test bends it.
#[derive(Clone)]
pub struct Pen {
    pub name: String,
    pub key: SigningKey,
    pub authority: String,
    /// Seconds by which its clock is ahead.
    pub ahead: i64,
    /// The nonce, in place of one of its own for each request.
    pub nonce: Option<String>,
}

impl Pen {
    /// The three headers, written by the text of RFC 9421 rather than by the portal's own code.
    pub fn sign(&self, now: i64, method: &str, address: &str, body: &[u8]) -> Vec<(&'static str, String)> {
        let nonce = self.nonce.clone().unwrap_or_else(|| uuid::Uuid::now_v7().simple().to_string());
        let (created, name) = (now / 1000 + self.ahead, &self.name);
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)));
        let params = format!(
            "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");created={created};\
             nonce=\"{nonce}\";keyid=\"{name}\";alg=\"ed25519\";tag=\"sportello-kiosk\""
        );
        let text = [
            format!("\"@method\": {method}"),
            format!("\"@authority\": {}", self.authority),
            format!("\"@path\": {path}"),
            format!("\"@query\": ?{query}"),
            format!("\"content-digest\": {digest}"),
            format!("\"@signature-params\": {params}"),
        ]
        .join("\n");
        let signature = STANDARD.encode(self.key.sign(text.as_bytes()).to_bytes());
        vec![
            ("content-digest", digest),
            ("signature-input", format!("sig={params}")),
            ("signature", format!("sig=:{signature}:")),
        ]
    }
}

impl Running {
    /// Enrols a kiosk of this name.
    pub fn pen(&self, name: &str) -> Pen {
        let file = self.path(&format!("{name}.pem"));
        let now = sportello::clock::Moment(TUESDAY);
        let enrolled =
            self.run(async { kiosks::enrol(&self.portal.db, name, "0001", &file, now).await }).unwrap();
        assert_eq!(enrolled, Enrolled::Done);
        let key = SigningKey::from_pkcs8_pem(&std::fs::read_to_string(file).unwrap()).unwrap();
        let authority = self.base.strip_prefix("http://").unwrap().to_owned();
        Pen { name: name.to_owned(), key, authority, ahead: 0, nonce: None }
    }

    /// A browser that signs with this pen.
    pub fn signing(&self, pen: Pen) -> Browser {
        let clock = self.clock();
        let signer: Signer = Arc::new(move |method, address, body| {
            pen.sign(clock.load(Ordering::SeqCst), method, address, body)
        });
        Browser { signer: Some(signer), ..self.browser() }
    }

    /// A kiosk of this name, enrolled.
    pub fn kiosk(&self, name: &str) -> Browser {
        self.signing(self.pen(name))
    }
}

fn portal() -> Running {
    Running::start().with(&NOEMI).with(&MARIO)
}

/// A wrong PIN; the message on it.
fn wrong(browser: &mut Browser, code: &str) -> String {
    let page = browser.get("/it/accedi");
    let got = browser.submit(&page, "Accedi", &[("codice-fiscale", code), ("pin", "71940625")]);
    got.words("#pin-errore").unwrap_or_default()
}

#[test]
fn a_kiosk_signs_a_citizen_in_for_minutes_whatever_they_prefer() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    let page = kiosk.get("/it/accedi");
    assert!(!page.body.contains("durata"), "it asks no length");
    assert_eq!(kiosk.sign_in_on(&page, &NOEMI).session_end().as_deref(), Some("10:05"));
    portal.wait(4);
    assert!(kiosk.get("/it/area").signed_in().is_some());
    portal.wait(4);
    let home = kiosk.get("/it/area");
    assert_eq!(home.session_end().as_deref(), Some("10:13"), "a sign of life moves it");
    let more = kiosk.submit(&home, "Ho bisogno di più tempo", &[]);
    more.expect("hai più tempo");
    portal.wait(6);
    assert_eq!(kiosk.get("/it/").signed_in(), None, "it ends by itself");
}

#[test]
fn preferences_do_not_lengthen_a_kiosks_session() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    kiosk.cookies.insert("preferenze".into(), "auto.100.normale.0.300".into());
    assert_eq!(kiosk.sign_in(&NOEMI).session_end().as_deref(), Some("10:05"));
}

#[test]
fn what_happens_at_a_kiosk_is_noted_as_the_kiosks_and_leaves_no_mark() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    kiosk.sign_in(&NOEMI);
    assert!(!kiosk.cookies.contains_key("dispositivo"));
    let channels: Vec<(String, String)> = portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        let text = "SELECT channel, outcome FROM encounters";
        sql!(conn, text).all().await.unwrap()
    });
    assert_eq!(channels, [("kiosk".to_owned(), "signed-in".to_owned())]);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    browser.get("/it/area/sessioni").expect("roma-1");
}

#[test]
fn a_key_raises_nobodys_level() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    assert_eq!(kiosk.get("/it/area").h1(), "Accedi: La tua area");
}

#[test]
fn wrong_tries_at_one_kiosk_slow_that_kiosk_alone() {
    let portal = portal();
    let (mut here, mut there) = (portal.kiosk("roma-1"), portal.kiosk("roma-2"));
    let mut last = String::new();
    for _ in 0..6 {
        last = wrong(&mut here, NOEMI.code);
    }
    assert!(last.contains("troppi tentativi"), "{last}");
    assert!(!wrong(&mut there, NOEMI.code).contains("troppi"), "another kiosk of the same office");
    assert!(!wrong(&mut portal.browser(), NOEMI.code).contains("troppi"), "a browser on the same line");
    assert!(there.sign_in(&NOEMI).signed_in().is_some());
    assert!(here.sign_in(&MARIO).signed_in().is_some(), "someone else at the kiosk that is slowed");
}

#[test]
fn a_kiosks_session_is_nothing_elsewhere_nor_a_browsers_at_a_kiosk() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    kiosk.sign_in(&NOEMI);
    let with = |browser: Browser, from: &Browser| Browser { cookies: from.cookies.clone(), ..browser };
    assert_eq!(with(portal.browser(), &kiosk).get("/it/").signed_in(), None);
    assert_eq!(with(portal.kiosk("roma-2"), &kiosk).get("/it/").signed_in(), None);
    let mut browser = portal.browser();
    browser.sign_in(&MARIO);
    assert_eq!(with(portal.kiosk("roma-3"), &browser).get("/it/").signed_in(), None);
    assert!(kiosk.get("/it/").signed_in().is_some() && browser.get("/it/").signed_in().is_some());
}

/// What is answered to a kiosk whose signature is bent.
fn refused(browser: &mut Browser, address: &str) -> Got {
    browser.headers = vec![("accept", "application/vnd.sportello.page+json; version=1".into())];
    let got = browser.get(address);
    assert_eq!(got.status, 403, "{}", got.body);
    assert!(got.header("content-type").contains("page+json") && got.header("set-cookie").is_empty());
    assert!(got.body.contains("Questo chiosco non può collegarsi"), "{}", got.body);
    got
}

#[test]
fn a_signature_that_is_not_right_is_refused_with_a_page_that_says_why() {
    let portal = portal();
    let pen = portal.pen("roma-1");
    let with = |bend: &dyn Fn(&mut Pen)| {
        let mut pen = pen.clone();
        bend(&mut pen);
        portal.signing(pen)
    };
    assert_eq!(portal.signing(pen.clone()).get("/it/").status, 200);
    let clock = |ahead: i64| with(&move |pen| pen.ahead = ahead);
    assert!(refused(&mut clock(-301), "/it/").body.contains("orologio"));
    assert!(refused(&mut clock(301), "/it/").body.contains("orologio"));
    assert_eq!(clock(-299).get("/it/").status, 200);
    assert_eq!(clock(299).get("/it/").status, 200);
    assert!(refused(&mut with(&|pen| pen.name = "roma-9".into()), "/it/").body.contains("non è registrato"));
    let other = SigningKey::from_bytes(&[9; 32]);
    assert!(refused(&mut with(&|pen| pen.key = other.clone()), "/it/").body.contains("firma"));
    refused(&mut with(&|pen| pen.authority = "altrove.example".into()), "/it/");
    refused(&mut with(&|pen| pen.nonce = Some("short".into())), "/it/");
    let mut again = with(&|pen| pen.nonce = Some("abcdefghijklmnopqrstuvwx".into()));
    assert_eq!(again.get("/it/").status, 200);
    assert!(refused(&mut again, "/it/aiuto").body.contains("firma"), "the same nonce");
}

/// What is done to the headers on the way.
type Bend = dyn Fn(&mut Vec<(&'static str, String)>) + Send + Sync;

#[test]
fn what_was_signed_is_what_is_taken() {
    let portal = portal();
    let pen = portal.pen("roma-1");
    let bent = |bend: &'static Bend, signed: Option<(&'static str, &'static str, &'static [u8])>| {
        let pen = pen.clone();
        let signer: Signer = Arc::new(move |method, address, body| {
            let (method, address, body) = signed.unwrap_or((method, address, body));
            let mut headers = pen.sign(TUESDAY, method, address, body);
            bend(&mut headers);
            headers
        });
        Browser { signer: Some(signer), ..portal.browser() }
    };
    assert_eq!(bent(&|_| {}, None).get("/it/").status, 200);
    for signed in [
        ("POST", "/it/", &b""[..]),
        ("GET", "/it/aiuto", b""),
        ("GET", "/it/?a=b", b""),
        ("GET", "/it/", b"x"),
    ] {
        refused(&mut bent(&|_| {}, Some(signed)), "/it/");
    }
    refused(&mut bent(&|headers| drop(headers.remove(0)), None), "/it/");
    refused(&mut bent(&|headers| drop(headers.remove(1)), None), "/it/");
    refused(&mut bent(&|headers| drop(headers.remove(2)), None), "/it/");
    refused(&mut bent(&|headers| headers[1].1.push_str(";x=1"), None), "/it/");
    refused(&mut bent(&|headers| headers[1].1 = headers[1].1.replace(" \"@path\"", ""), None), "/it/");
    refused(&mut bent(&|headers| headers[1].1 = "\u{e8};;;==\"\"".into(), None), "/it/");
    refused(&mut bent(&|headers| headers[2].1 = "sig=:AAAA:".into(), None), "/it/");
    // A form whose body was changed on the way.
    let mut kiosk = bent(&|_| {}, Some(("POST", "/it/accedi", b"pin=1")));
    let got = kiosk.post("/it/accedi", &[("pin", "2")]);
    assert_eq!(got.status, 403);
    got.expect("non è stato ricevuto");
}

#[test]
fn a_revoked_kiosk_asks_nothing_more_and_what_was_open_there_has_ended() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    kiosk.sign_in(&NOEMI);
    let now = sportello::clock::Moment(TUESDAY);
    let revoked = portal.run(async {
        let db = &portal.portal.db;
        db.write(move |tx| Box::pin(async move { kiosks::revoke(tx, "roma-1", now).await })).await
    });
    assert!(revoked.unwrap());
    refused(&mut kiosk, "/it/");
    let again = portal.run(async {
        let file = portal.path("again.pem");
        kiosks::enrol(&portal.portal.db, "roma-1", "0001", &file, now).await
    });
    assert_eq!(again.unwrap(), Enrolled::Done, "its name is free again");
    refused(&mut kiosk, "/it/");
}

/// A batch of reports with these numbers, all of the same part and state.
fn batch(numbers: &[i64], state: &str) -> String {
    let one = |number: &i64| {
        format!(r#"{{"number":{number},"at":{TUESDAY},"part":"voice","state":"{state}","tested":true}}"#)
    };
    let reports = numbers.iter().map(one).collect::<Vec<_>>().join(",");
    format!(r#"{{"journal":"0190d9a0-0000-4000-8000-000000000001","reports":[{reports}]}}"#)
}

#[test]
fn reports_are_taken_of_kiosks_alone_in_order_and_once() {
    let portal = portal();
    let mut kiosk = portal.kiosk("roma-1");
    let tells = |browser: &mut Browser, body: &str| {
        let got = browser.ask("POST", "/chiosco/rapporti", "application/json", body.as_bytes());
        (got.status, got.body.trim().to_owned())
    };
    let taken = |upto: i64| (200, format!("taken {upto}"));
    assert_eq!(tells(&mut kiosk, &batch(&[1, 2], "good")), taken(2));
    // The answer was lost, and more has come meanwhile.
    assert_eq!(tells(&mut kiosk, &batch(&[1, 2, 3], "gone")), taken(3));
    assert_eq!(tells(&mut kiosk, &batch(&[2], "good")), taken(2));
    // What the kiosk lost leaves a gap.
    assert_eq!(tells(&mut kiosk, &batch(&[9], "good")), taken(9));
    let mut other = portal.kiosk("roma-2");
    assert_eq!(tells(&mut other, &batch(&[1], "good")), taken(1), "each has numbers of its own");
    let rows: Vec<(i64, String)> = portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        let text = "SELECT number, state FROM kiosk_reports WHERE kiosk_id = (SELECT id FROM kiosks WHERE name = \
                    'roma-1') ORDER BY number";
        sql!(conn, text).all().await.unwrap()
    });
    let row = |number, state: &str| (number, state.to_owned());
    assert_eq!(rows, [row(1, "good"), row(2, "good"), row(3, "gone"), row(9, "good")]);

    assert_eq!(tells(&mut portal.browser(), &batch(&[1], "good")).0, 404, "a browser tells nothing");
    for odd in
        ["", "{}", "[]", &batch(&[], "good"), &batch(&[3, 2], "good"), &batch(&[99], "MRNNMO69C66H501O")]
    {
        assert_eq!(tells(&mut kiosk, odd).0, 422, "{odd}");
    }
    assert_eq!(kiosk.get("/chiosco/rapporti").status, 404);
    portal.run(async {
        let name = "roma-1".to_owned();
        let now = sportello::clock::Moment(TUESDAY);
        let work =
            portal.portal.db.write(move |tx| Box::pin(async move { kiosks::revoke(tx, &name, now).await }));
        assert!(work.await.unwrap());
    });
    assert_eq!(tells(&mut kiosk, &batch(&[10], "good")).0, 403, "a revoked one tells nothing any more");
}

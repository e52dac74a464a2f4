//! Signing in with a card: what the portal takes, and everything that it does not. Cards and authorities are made here by
//! openssl, and what a card's chip would sign is signed by openssl too.

use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sportello::citizen::card::Settings;
use sportello::config::Config;
use tempfile::TempDir;

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running};

const PAGE: &str = "/it/accedi/tessera";
const JSON: &str = "application/vnd.sportello.page+json; version=1";

/// An authority that issues cards, in a folder of its own.
struct Authority(TempDir);

/// How a card is made.
struct Made<'a> {
    bits: &'a str,
    digest: &'a str,
    from: &'a str,
    to: &'a str,
    uses: &'a str,
    name: String,
}

impl Default for Made<'_> {
    fn default() -> Self {
        Made {
            bits: "2048",
            digest: "sha256",
            from: "20250101000000Z",
            to: "20300101000000Z",
            uses: "critical,digitalSignature",
            name: format!("{}\\/6120900000000061.prova=", NOEMI.code),
        }
    }
}

impl Authority {
    fn new() -> Authority {
        let folder = tempfile::tempdir().unwrap();
        let settings = "[ca]\ndefault_ca=a\n[a]\ndir=.\ndatabase=index.txt\nserial=serial\ncrlnumber=crlnumber\n\
            new_certs_dir=.\ncertificate=ca.pem\nprivate_key=ca.key\ndefault_md=sha256\npolicy=any\n\
            unique_subject=no\n[any]\ncommonName=supplied\n[req]\ndistinguished_name=dn\n[dn]\n[root]\n\
            basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n";
        for (name, text) in
            [("ca.cnf", settings), ("index.txt", ""), ("serial", "1000\n"), ("crlnumber", "01\n")]
        {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let authority = Authority(folder);
        authority.openssl(
            "req -config ca.cnf -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -sha256 \
             -extensions root -subj /CN=Prova",
        );
        authority.lists("20300101000000Z");
        authority
    }

    #[track_caller]
    fn openssl(&self, arguments: &str) {
        let run = Command::new("openssl").args(arguments.split_whitespace()).current_dir(&self.0).output();
        let run = run.expect("openssl");
        assert!(run.status.success(), "{arguments}\n{}", String::from_utf8_lossy(&run.stderr));
    }

    /// Makes a card under this name, unless it is there.
    fn card(&self, name: &str, made: &Made<'_>) {
        let extensions = format!(
            "basicConstraints=CA:FALSE\nkeyUsage={}\nextendedKeyUsage=clientAuth\nauthorityKeyIdentifier=keyid\n",
            made.uses
        );
        std::fs::write(self.0.path().join("card.cnf"), extensions).unwrap();
        let (bits, subject) = (made.bits, &made.name);
        self.openssl(&format!(
            "req -config ca.cnf -newkey rsa:{bits} -nodes -keyout {name}.key -out {name}.csr -subj /CN={subject}"
        ));
        let (digest, from, to) = (made.digest, made.from, made.to);
        self.openssl(&format!(
            "ca -config ca.cnf -batch -in {name}.csr -out {name}.pem -md {digest} -startdate {from} -enddate {to} \
             -notext -extfile card.cnf"
        ));
        self.openssl(&format!("x509 -in {name}.pem -outform DER -out {name}.der"));
    }

    /// Writes the list of revoked cards, good until then.
    fn lists(&self, until: &str) {
        self.openssl(&format!(
            "ca -config ca.cnf -gencrl -crl_lastupdate 20250101000000Z -crl_nextupdate {until} -out crl.pem"
        ));
    }

    /// What a card answers to a challenge.
    fn answer(&self, name: &str, challenge: &str, digest: &str) -> String {
        let file = |name: &str| self.0.path().join(name);
        std::fs::write(file("challenge"), challenge).unwrap();
        self.openssl(&format!("dgst -{digest} -sign {name}.key -out signature challenge"));
        let [certificate, signature] =
            [format!("{name}.der"), "signature".to_owned()].map(|name| std::fs::read(file(&name)).unwrap());
        format!("{}.{}", STANDARD.encode(certificate), STANDARD.encode(signature))
    }

    fn settings(&self) -> Settings {
        let path = |name: &str| -> std::path::PathBuf { Path::new(self.0.path()).join(name) };
        Settings { authorities: path("ca.pem"), revoked: vec![path("crl.pem")] }
    }

    fn portal(&self) -> Running {
        let config = Config { card: Some(self.settings()), ..Config::default() };
        Running::start_with(config).with(&NOEMI).with(&MARIO)
    }
}

/// The challenge of the page, as a kiosk gets it.
fn challenge(kiosk: &mut Browser) -> String {
    let before = std::mem::replace(&mut kiosk.headers, vec![("accept", JSON.into())]);
    let got = kiosk.get(PAGE);
    kiosk.headers = before;
    let envelope = a11y::page::Envelope::from_json(got.body.as_bytes()).unwrap();
    let questions = envelope.page.questions();
    let a11y::page::Input::CardSignature { challenge } = &questions[0].input else { panic!("{}", got.body) };
    challenge.clone()
}

/// Sends a card's answer with the token of the page.
fn send(kiosk: &mut Browser, answer: &str) -> Got {
    let token = kiosk.signer.clone().and_then(|_| {
        let before = std::mem::replace(&mut kiosk.headers, vec![("accept", JSON.into())]);
        // Another page of the same session: it makes no challenge.
        let got = kiosk.get("/it/accedi");
        kiosk.headers = before;
        a11y::page::Envelope::from_json(got.body.as_bytes()).unwrap().frame.token
    });
    kiosk.post(PAGE, &[(a11y::ids::TOKEN, &token.unwrap()), ("tessera", answer)])
}

/// A whole try.
fn sign_in(authority: &Authority, kiosk: &mut Browser, card: &str) -> Got {
    let challenge = challenge(kiosk);
    let answer = authority.answer(card, &challenge, "sha256");
    send(kiosk, &answer)
}

#[test]
fn a_card_signs_its_holder_in_as_one_who_may_send() {
    let authority = Authority::new();
    authority.card("noemi", &Made::default());
    let portal = authority.portal();
    let mut kiosk = portal.kiosk("roma-1");
    let page = kiosk.get("/it/accedi");
    let page = kiosk.click(&page, "tessera sanitaria");
    page.expect("PIN della tessera");
    assert!(page.body.contains("readonly"), "a browser can type nothing there");
    let home = sign_in(&authority, &mut kiosk, "noemi");
    assert!(home.signed_in().is_some_and(|name| name.contains("Noemi")), "{}", home.main());
    kiosk.headers = vec![("accept", JSON.into())];
    assert!(kiosk.get("/it/area").body.contains("\"level\":\"actor\""));
}

#[test]
fn where_the_pin_is_switched_off_the_sign_in_of_a_kiosk_is_the_cards() {
    let authority = Authority::new();
    authority.card("noemi", &Made::default());
    let config = Config { card: Some(authority.settings()), pin: false, ..Config::default() };
    let portal = Running::start_with(config).with(&NOEMI);
    let mut kiosk = portal.kiosk("roma-1");
    let told = kiosk.get("/it/pin/richiesta");
    let page = kiosk.click(&told, "Accedi con la tessera sanitaria");
    page.expect("PIN della tessera");
    assert_eq!(kiosk.get("/it/accedi").h1(), page.h1(), "the way in is the card's");
    assert!(!page.has("codice fiscale e PIN"), "there is no other: {}", page.main());
    kiosk.headers = vec![("accept", JSON.into())];
    let got = kiosk.get("/it/preferenze");
    let token = a11y::page::Envelope::from_json(got.body.as_bytes()).unwrap().frame.token.unwrap();
    kiosk.headers.clear();
    let answered = |kiosk: &mut Browser, challenge: &str| {
        let answer = authority.answer("noemi", challenge, "sha256");
        kiosk.post(PAGE, &[(a11y::ids::TOKEN, &token), ("tessera", &answer)])
    };
    let fresh = challenge(&mut kiosk);
    let refused = answered(&mut kiosk, "sportello-accesso-1.altro");
    assert!(refused.has("chiedi al personale") && !refused.has("INPS"), "{}: {fresh}", refused.main());
    let fresh = challenge(&mut kiosk);
    let home = answered(&mut kiosk, &fresh);
    assert!(home.signed_in().is_some_and(|name| name.contains("Noemi")), "{}", home.main());
    assert!(!kiosk.get("/it/area").links().iter().any(|to| to.starts_with("/it/pin")));
    // Nor is it named to who is in.
    for lang in ["it", "en", "ar"] {
        for path in ["area", "area/storia", "area/sessioni", "estratto-conto", "lavoro-domestico", ""] {
            let got = kiosk.get(&format!("/{lang}/{path}"));
            assert!(
                got.status == 200 && !got.has("PIN") && !got.has("السري"),
                "{lang}/{path}: {}",
                got.main()
            );
        }
    }
}

#[test]
fn a_challenge_is_answered_once_within_a_minute_by_its_session_at_its_kiosk() {
    let authority = Authority::new();
    authority.card("noemi", &Made::default());
    let portal = authority.portal();
    let (mut one, mut two) = (portal.kiosk("roma-1"), portal.kiosk("roma-2"));
    let late = "È passato troppo tempo";
    // Too late by a second, and just in time.
    let challenge_of_one = challenge(&mut one);
    let answer = authority.answer("noemi", &challenge_of_one, "sha256");
    portal.wait_seconds(60);
    send(&mut one, &answer).expect(late);
    let fresh = challenge(&mut one);
    portal.wait_seconds(59);
    let answer_of_fresh = authority.answer("noemi", &fresh, "sha256");
    // Another kiosk's.
    let _ = challenge(&mut two);
    send(&mut two, &answer_of_fresh).expect("Non possiamo accettare la firma");
    // Another session's at the same kiosk.
    let mut beside = Browser { cookies: Default::default(), ..one.clone() };
    let _ = challenge(&mut beside);
    send(&mut beside, &answer_of_fresh).expect("Non possiamo accettare la firma");
    assert!(send(&mut one, &answer_of_fresh).signed_in().is_some());
    // Once more, by whom it was answered before.
    let mut again = Browser { cookies: Default::default(), ..one.clone() };
    challenge(&mut again);
    let first = challenge(&mut again);
    let answer = authority.answer("noemi", &first, "sha256");
    let wrong = authority.answer("noemi", "sportello-accesso-1.altro", "sha256");
    send(&mut again, &wrong).expect("Non possiamo accettare la firma");
    // The page that was shown again has a challenge of its own, and the one before it is gone.
    assert!(send(&mut again, &answer).signed_in().is_none());
}

#[test]
fn cards_that_are_not_right_sign_nobody_in_and_the_page_says_why() {
    let authority = Authority::new();
    let with = |name: &str, made: Made<'_>| authority.card(name, &made);
    with("weak", Made { bits: "1024", ..Made::default() });
    with("sha1", Made { digest: "sha1", ..Made::default() });
    with("old", Made { to: "20260309000000Z", ..Made::default() });
    with("new", Made { from: "20260311000000Z", ..Made::default() });
    with("revoked", Made::default());
    with("documents", Made { uses: "critical,nonRepudiation", ..Made::default() });
    with("both", Made { uses: "critical,digitalSignature,nonRepudiation", ..Made::default() });
    with("nobody", Made { name: "BRBFNC62D28E472K\\/6120900000000061.x".into(), ..Made::default() });
    with("wrong", Made { name: format!("{}X\\/x", &NOEMI.code[..15]), ..Made::default() });
    with("bare", Made { name: NOEMI.code.into(), ..Made::default() });
    with("noemi", Made::default());
    authority.openssl("ca -config ca.cnf -revoke revoked.pem");
    authority.lists("20300101000000Z");
    let stranger = Authority::new();
    stranger.card("stranger", &Made::default());
    let portal = authority.portal();
    let mut kiosk = portal.kiosk("roma-1");
    let firma = "Non possiamo accettare la firma";
    for (card, said) in [
        ("weak", firma),
        ("sha1", firma),
        ("old", "è scaduto"),
        ("new", "è scaduto"),
        ("revoked", "è stata revocata"),
        ("documents", firma),
        ("both", firma),
        ("nobody", "non abbiamo dati"),
        ("wrong", firma),
        ("bare", firma),
    ] {
        let got = sign_in(&authority, &mut kiosk, card);
        assert!(got.has(said) && got.signed_in().is_none(), "{card}: {}", got.main());
    }
    // Whoever comes there by a link has tried nothing yet, nor at the other way in.
    for page in [PAGE, "/it/accedi"] {
        let anew = kiosk.get(page);
        assert!(anew.status == 200 && !anew.has(firma) && !anew.has("C’è un problema"), "{}", anew.main());
    }
    let got = sign_in(&stranger, &mut kiosk, "stranger");
    got.expect(firma);
    // The right card, with the wrong digest, another's signature, and none.
    let fresh = challenge(&mut kiosk);
    send(&mut kiosk, &authority.answer("noemi", &fresh, "sha1")).expect(firma);
    let fresh = challenge(&mut kiosk);
    let (own, other) =
        (authority.answer("noemi", &fresh, "sha256"), authority.answer("old", &fresh, "sha256"));
    let mixed = format!("{}.{}", own.split_once('.').unwrap().0, other.split_once('.').unwrap().1);
    send(&mut kiosk, &mixed).expect(firma);
    for odd in ["", ".", "a.b", "AAAA", "AAAA.", "AAAA.AAAA", &own.replace('.', "..")] {
        let _ = challenge(&mut kiosk);
        let got = send(&mut kiosk, odd);
        assert!(got.signed_in().is_none() && matches!(got.status, 200 | 422), "{odd}: {}", got.status);
    }
    assert!(sign_in(&authority, &mut kiosk, "noemi").signed_in().is_some());
}

#[test]
fn a_list_that_is_too_old_is_no_list_and_a_new_one_counts_at_once() {
    let authority = Authority::new();
    authority.card("noemi", &Made::default());
    authority.lists("20260309000000Z");
    let portal = authority.portal();
    let mut kiosk = portal.kiosk("roma-1");
    sign_in(&authority, &mut kiosk, "noemi").expect("Ora non possiamo controllare");
    authority.openssl("ca -config ca.cnf -revoke noemi.pem");
    authority.lists("20300101000000Z");
    sign_in(&authority, &mut kiosk, "noemi").expect("è stata revocata");
}

#[test]
fn a_card_signs_in_at_a_kiosk_and_nowhere_else() {
    let authority = Authority::new();
    let portal = authority.portal();
    let mut browser = portal.browser();
    assert_eq!(browser.get(PAGE).status, 404);
    assert!(!browser.get("/it/accedi").has("tessera sanitaria e il PIN"));
    let without = Running::start();
    assert_eq!(without.kiosk("roma-1").get(PAGE).status, 404, "nobody is believed about cards");
}

#[test]
fn a_card_that_was_slowed_elsewhere_still_signs_in() {
    let authority = Authority::new();
    authority.card("noemi", &Made::default());
    let portal = authority.portal();
    let mut kiosk = portal.kiosk("roma-1");
    for _ in 0..7 {
        let page = kiosk.get("/it/accedi");
        kiosk.submit(&page, "Accedi all", &[("codice-fiscale", NOEMI.code), ("pin", "71940625")]);
    }
    assert!(sign_in(&authority, &mut kiosk, "noemi").signed_in().is_some());
}

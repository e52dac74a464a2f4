//! Invented citizens, and what they do at the portal: sign in, order their statement by post, ask for a PIN.

use sportello::citizen::pin::Hasher;
use sportello::db::{Conn, DbError};
use sportello::import::Kind;
use sportello::sql;

use super::browser::{Browser, Door, Got};
use super::store::{Store, files};

/// The PIN of every citizen who has one.
pub const PIN: &str = "27495163";

/// A row of the invented citizens: code, surname, name, sex, date of birth, Belfiore code of the birthplace.
pub type Person = Vec<String>;

/// Puts invented citizens with careers on record; the first of them have a PIN.
pub fn enrol(store: &Store, count: usize, with_pin: usize) -> Vec<Person> {
    let files = files(store.folder.path(), count);
    let mut rows = csv::Reader::from_path(&files[0]).unwrap();
    let people: Vec<Person> =
        rows.records().map(|row| row.unwrap().iter().take(6).map(str::to_owned).collect()).collect();
    assert_eq!(people.len(), count);
    let codes: Vec<String> = people[..with_pin].iter().map(|person| person[0].clone()).collect();
    store.with(async |portal| {
        let now = portal.clock.now();
        for (kind, file) in [Kind::Citizens, Kind::Contributions].into_iter().zip(&files) {
            let report = sportello::import::run(&portal.db, kind, file, now, &|_| {}).await.unwrap();
            assert_eq!(report.bad, 0);
        }
        let hash = Hasher::hash(&portal.hasher, PIN).await.unwrap();
        portal.db.write(move |tx| Box::pin(async move { give_pins(tx, codes, hash).await })).await.unwrap();
    });
    people
}

async fn give_pins(tx: &mut Conn, codes: Vec<String>, hash: String) -> Result<(), DbError> {
    for code in codes {
        sql!(
            tx,
            "INSERT INTO pins (citizen_id, hash, level, created_at, changed_at) \
             SELECT id, $1, 'reader', $2, $3 FROM citizens WHERE codice_fiscale = $4",
            hash.clone(),
            0_i64,
            0_i64,
            code
        )
        .execute()
        .await?;
    }
    Ok(())
}

/// Signs in.
#[track_caller]
pub fn sign_in<'a>(door: &'a dyn Door, code: &str) -> Browser<'a> {
    let mut browser = Browser::new(door);
    enter(&mut browser, code);
    browser
}

/// Signs in at this browser.
#[track_caller]
pub fn enter(browser: &mut Browser<'_>, code: &str) {
    let got = try_pin(browser, code, PIN);
    if !is_in(&got) {
        let (lost, busy) = (browser.lost, browser.busy);
        let why = browser.get(&got.location).words("#errori");
        panic!("{} {} after {lost} lost and {busy} busy: {why:?}", got.status, got.location);
    }
}

/// Tries a PIN.
pub fn try_pin(browser: &mut Browser<'_>, code: &str, pin: &str) -> Got {
    try_pin_in("it", browser, code, pin)
}

/// The same on the pages of this language.
pub fn try_pin_in(lang: &str, browser: &mut Browser<'_>, code: &str, pin: &str) -> Got {
    let address = format!("/{lang}/accedi");
    let token = browser.get(&address).hidden("gettone");
    let fields = [("gettone", token.as_str()), ("codice-fiscale", code), ("pin", pin), ("durata", "")];
    browser.post(&address, &fields)
}

/// The PIN was right.
pub fn is_in(got: &Got) -> bool {
    got.status == 303 && !got.location.contains("errori")
}

/// Orders the statement by post; `twice` sends the same form again after the answer.
pub fn order(browser: &mut Browser<'_>, twice: bool) -> (String, String) {
    let page = browser.get("/it/estratto-conto/posta");
    let (token, key) = (page.hidden("gettone"), page.hidden("chiave"));
    let fields = [("gettone", token.as_str()), ("chiave", key.as_str()), ("forma", "print")];
    let mut send = || {
        let got = browser.post("/it/estratto-conto/posta", &fields);
        let number = got.location.strip_prefix("/it/estratto-conto/posta/inviata/");
        number.unwrap_or_else(|| panic!("{} {}", got.status, got.location)).to_owned()
    };
    let number = send();
    if twice {
        assert_eq!(send(), number, "a repeat with the same key has the same number");
    }
    (key, number)
}

/// A request for a PIN that was walked through to its end.
pub struct Walked {
    /// The draft's id.
    pub draft: String,
    /// The number that came back.
    pub number: String,
    /// What was sent at each step: its slug, its fields.
    pub steps: Vec<(String, Vec<(String, String)>)>,
    /// How long the last of them took, which sends the request.
    pub took: std::time::Duration,
}

/// Walks through the request; `twice` sends it again at the end.
pub fn ask_for_a_pin(browser: &mut Browser<'_>, person: &Person, twice: bool) -> (String, String) {
    let Walked { draft, number, steps, .. } = walk_a_request(browser, person);
    if twice {
        let (slug, fields) = steps.last().unwrap();
        browser.post(&format!("/it/pin/richiesta/{draft}/{slug}"), &pairs(fields));
        let again = browser.get(&format!("/it/pin/richiesta/{draft}/conferma"));
        assert_eq!(confirmed(&again), number, "a repeat has the same number");
    }
    (draft, number)
}

/// Walks through the request with what the pages hold and what only the citizen knows.
pub fn walk_a_request(browser: &mut Browser<'_>, person: &Person) -> Walked {
    walk_a_request_in("it", browser, person)
}

/// The same on the pages of this language.
pub fn walk_a_request_in(lang: &str, browser: &mut Browser<'_>, person: &Person) -> Walked {
    let [code, surname, name, sex, born, birthplace] = &person[..] else { panic!("{person:?}") };
    let (year, rest) = born.split_once('-').unwrap();
    let (month, day) = rest.split_once('-').unwrap();
    let known = [
        ("codice-fiscale", code.as_str()),
        ("cognome", surname),
        ("nome", name),
        ("sesso", sex),
        ("nascita-giorno", day),
        ("nascita-mese", month),
        ("nascita-anno", year),
        ("via", "Via di Prova"),
        ("numero-civico", "12"),
        ("comune", "Roma"),
        ("provincia", "RM"),
        ("cap", "00100"),
        ("telefono-casa", "06 5555 0123"),
        ("consegna", "letter"),
    ];
    let begin = format!("/{lang}/pin/richiesta");
    let start = browser.get(&begin);
    let mut at = match start.fields_of(&begin) {
        fields if fields.is_empty() => browser.post(&begin, &[]).location,
        fields => browser.post(&begin, &pairs(&fields)).location,
    };
    let draft = at.split('/').nth(4).unwrap_or_else(|| panic!("{at}")).to_owned();
    let mut steps = Vec::new();
    for _ in 0..12 {
        let page = browser.get(&at);
        let mut fields = page.fields_of(&at);
        for (field, value) in &mut fields {
            if let Some((_, own)) = known.iter().find(|(known, _)| known == field) {
                *value = (*own).to_owned();
            } else if field.starts_with("quale-luogo") {
                *value = birthplace.clone();
            }
        }
        let began = std::time::Instant::now();
        let got = browser.post(&at, &pairs(&fields));
        let took = began.elapsed();
        assert!(
            got.status == 303 && !got.location.contains("#errori"),
            "{at} {fields:?}: {} {}",
            got.status,
            got.location
        );
        steps.push((at.rsplit('/').next().unwrap().to_owned(), fields));
        if got.location.ends_with("/conferma") {
            let number = confirmed(&browser.get(&got.location));
            return Walked { draft, number, steps, took };
        }
        at = got.location;
    }
    panic!("the request of {code} does not end: {at}");
}

/// Fields, to be sent.
pub fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The number on the page of what was sent.
pub fn confirmed(page: &Got) -> String {
    page.words(".protocol").unwrap_or_else(|| panic!("no number in {}", page.body))
}

/// Changes the weekly hours of a registration of domestic work from its review.
pub fn change_hours(browser: &mut Browser<'_>, draft: uuid::Uuid, hours: u8) {
    let address = format!("/it/lavoro-domestico/{draft}/orario?da=riepilogo");
    let token = browser.get(&address).hidden("gettone");
    let got = browser.post(&address, &[("gettone", &token), ("ore", &hours.to_string())]);
    let told = "riepilogo?salvata=orario#fatto";
    assert_eq!((got.status, got.location), (303, format!("/it/lavoro-domestico/{draft}/{told}")));
}

/// Sends a registration of domestic work as its review shows it, once more after the answer if `twice`; the draft, and
/// the protocol number.
pub fn register(browser: &mut Browser<'_>, draft: uuid::Uuid, twice: bool) -> (String, String) {
    let base = format!("/it/lavoro-domestico/{draft}");
    let review = format!("{base}/riepilogo");
    let page = browser.get(&review);
    let (token, read) = (page.hidden("gettone"), page.hidden("letto"));
    for _ in 0..if twice { 2 } else { 1 } {
        let got = browser.post(&review, &[("gettone", &token), ("letto", &read)]);
        assert_eq!((got.status, got.location), (303, format!("{base}/inviata")));
    }
    (draft.to_string(), confirmed(&browser.get(&format!("{base}/inviata"))))
}

//! The PIN, by its journeys: from the request to the first sign-in, and what all the pages have in common.
#![allow(clippy::unwrap_used, clippy::panic)]

mod activated;
mod asked;
mod in_use;
mod on_record;
mod post;
mod sent;

use std::fs;

use a11y::page::{Action, Block, Target};
use a11y::text::{Span, Text};

use super::activate::Choice;
use super::*;
use crate::citizen::records::{self as people, Citizen, Contact};
use crate::citizen::sessions::NewSession;
use crate::clock::{DAY, HOUR, MINUTE};
use crate::ledger::letters as outbox;
use crate::services::conversation::explore::{Reached, besiege, explore, unreached};
use crate::services::sign_in::SignIn;
use crate::services::testing::{Desk, Visitor, person, shown};
use crate::services::{Channel, SignedIn};

const CHOSEN: &str = "71940625";

fn fields(citizen: &Citizen, delivery: &'static str) -> Vec<(String, Vec<(&'static str, String)>)> {
    let born = citizen.born;
    let step = |step: &str, fields: Vec<(&'static str, &str)>| {
        (step.to_owned(), fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
    };
    let (place, province) = if citizen.birthplace == "Z611" { ("Perù", "EE") } else { ("Castro", "BG") };
    let (day, month, year) = (born.day().to_string(), born.month().to_string(), born.year().to_string());
    vec![
        step("codice-fiscale", vec![("codice-fiscale", citizen.code.as_str())]),
        step(
            "chi-sei",
            vec![
                ("cognome", &citizen.surname),
                ("nome", &citizen.name),
                ("sesso", &citizen.sex),
                ("nascita-giorno", &day),
                ("nascita-mese", &month),
                ("nascita-anno", &year),
            ],
        ),
        step("luogo-di-nascita", vec![("luogo-nascita", place), ("provincia-nascita", province)]),
        step(
            "residenza",
            vec![
                ("via", "Via Inventata"),
                ("numero-civico", "1"),
                ("comune", "Roma"),
                ("provincia", ""),
                ("cap", "00100"),
            ],
        ),
        step(
            "contatti",
            vec![
                ("telefono-casa", "06 555"),
                ("telefono-ufficio", ""),
                ("cellulare", "333 1234567"),
                ("mail", ""),
            ],
        ),
        step("consegna", vec![("consegna", delivery)]),
    ]
}

async fn see(desk: &Desk, visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> String {
    match desk.post(&Pin, visitor, path.strip_prefix("pin/").unwrap(), fields).await {
        Answer::See(to) => to,
        other => panic!("{path}: {other:?}"),
    }
}

async fn page(desk: &Desk, visitor: &Visitor, path: &str) -> Page {
    desk.page(&Pin, visitor, path.strip_prefix("pin/").unwrap()).await
}

/// Fills in a request as far as its review; the path of the request.
async fn fill(desk: &Desk, visitor: &Visitor, citizen: &Citizen, delivery: &'static str) -> String {
    let mut to = see(desk, visitor, "pin/richiesta", &[]).await;
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    for (step, answers) in fields(citizen, delivery) {
        assert_eq!(to, format!("{base}/{step}"));
        let answers: Vec<(&str, &str)> =
            answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        to = see(desk, visitor, &to, &answers).await;
    }
    assert_eq!(to, format!("{base}/riepilogo"));
    base
}

/// Sends a request; its path.
async fn ask(desk: &Desk, visitor: &Visitor, citizen: &Citizen, delivery: &'static str) -> String {
    let base = fill(desk, visitor, citizen, delivery).await;
    let to = see(desk, visitor, &format!("{base}/riepilogo"), &[]).await;
    assert_eq!(to, format!("{base}/conferma"));
    base
}

fn codes(page: &Page) -> Vec<String> {
    fn gather(body: &[Block], found: &mut Vec<String>) {
        for block in body {
            match block {
                Block::Section(section) => gather(&section.body, found),
                Block::Paragraph(text) => found.extend(text.spans().iter().filter_map(|span| match span {
                    Span::Code(code) => Some(code.clone()),
                    _ => None,
                })),
                Block::Confirmation(confirmation) => found.push(confirmation.protocol.clone()),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    gather(&page.body, &mut found);
    found
}

/// The first half and the number of a request that was sent.
async fn first_half(desk: &Desk, visitor: &Visitor, base: &str) -> (String, String) {
    match codes(&page(desk, visitor, &format!("{base}/conferma")).await).as_slice() {
        [half, number] => (half.clone(), number.clone()),
        other => panic!("{other:?}"),
    }
}

/// Runs the job and takes the letters; the second half in the newest of them.
async fn second_half(desk: &Desk) -> String {
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(written.letters, 1);
    taken_half(desk).await
}

/// Takes the letters; the second half in the newest of them.
async fn taken_half(desk: &Desk) -> String {
    let folder = desk.folder();
    let taken = outbox::take(&desk.portal, &folder, desk.now()).await.unwrap();
    let batch = folder.join(taken.batches.last().unwrap());
    let file = fs::read_dir(batch)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap() != "manifest.csv")
        .unwrap();
    let text = fs::read_to_string(file).unwrap();
    // Four groups of two digits standing alone under their heading: the number of the request has eight, and above it
    // stands the telephone of who writes.
    let (_, below) = text.split_once("Il tuo secondo codice").unwrap();
    let words: Vec<String> = below
        .split(|c: char| !c.is_ascii_digit() && c != ' ' && c != '\u{a0}')
        .map(|run| run.chars().filter(char::is_ascii_digit).collect())
        .collect();
    words.into_iter().find(|run: &String| run.len() == 8).unwrap()
}

async fn activate(desk: &Desk, visitor: &Visitor, code: &str, halves: &str) -> String {
    let fields = [("codice-fiscale", code), ("codici", halves)];
    see(desk, visitor, "pin/attivazione", &fields).await
}

async fn choose(desk: &Desk, visitor: &Visitor, pin: &str) -> Answer {
    let fields = [("nuovo-pin", pin), ("ripeti-pin", pin), ("durata", "60")];
    desk.post(&Pin, visitor, "attivazione/nuovo-pin", &fields).await
}

async fn problem(desk: &Desk, visitor: &Visitor, path: &str, name: &str) -> Option<Text> {
    let page = page(desk, visitor, path).await;
    let questions = page.questions();
    questions.iter().find(|q| q.name == name).unwrap().problem.as_ref().map(|problem| problem.text.clone())
}

async fn sign_in(desk: &Desk, visitor: &Visitor, code: &str, pin: &str) -> Option<SignedIn> {
    match desk.post(&SignIn, visitor, "", &[("codice-fiscale", code), ("pin", pin)]).await {
        Answer::SignedIn(signed) => Some(signed),
        _ => None,
    }
}

async fn with_anna() -> (Desk, Citizen, Visitor) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    (desk, anna, Visitor::from("home"))
}

#[tokio::test]
async fn from_the_request_to_the_first_sign_in() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    assert_eq!((first.len(), number.len()), (8, 16));
    let again = first_half(&desk, &visitor, &base).await;
    assert_eq!(again.0, first, "readable again in this session");
    let sent = shown(&page(&desk, &visitor, &format!("{base}/conferma")).await);
    assert!(sent.contains("Via Inventata") && sent.contains("00100") && !sent.contains("da=riepilogo"));
    for address in ["", "richiesta"] {
        let linked = desk.page(&Pin, &visitor, address).await;
        assert!(shown(&linked).contains(&format!("{base}/conferma")) && linked.private);
        let other = desk.page(&Pin, &Visitor::from("home"), address).await;
        assert!(!shown(&other).contains("conferma") && !other.private);
    }
    let second = second_half(&desk).await;
    let to = activate(&desk, &visitor, anna.code.as_str(), &format!(" {second} {first}")).await;
    assert_eq!(to, "pin/attivazione/nuovo-pin", "in any order, with blanks");
    desk.open_session(NewSession::of([1; 32], Some(anna.id))).await;
    let Answer::SignedIn(signed) = choose(&desk, &visitor, CHOSEN).await else { panic!() };
    assert_eq!((signed.citizen, signed.level), (anna.id, Level::Reader));
    let open =
        crate::citizen::sessions::list(&mut desk.reader().await, anna.id, visitor.session, desk.now()).await;
    assert!(open.unwrap().is_empty(), "what the PIN before opened is closed");
    assert_eq!(signed.length, Some(60 * MINUTE));
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_some());
    let used = activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    assert_eq!(used, "pin/attivazione?controlla=1#errori", "the codes count once");
}

#[tokio::test]
async fn odd_addresses_and_fields_are_answered_and_nothing_panics() {
    let (desk, anna, visitor) = with_anna().await;
    assert!(matches!(desk.get(&Pin, &visitor, "richiesta/x/riepilogo").await, Answer::NotFound));
    let missing = format!("richiesta/{}/riepilogo", uuid::Uuid::now_v7());
    assert!(matches!(desk.get(&Pin, &visitor, &missing).await, Answer::Over(_)));
    assert!(matches!(desk.get(&Pin, &visitor, "altro").await, Answer::NotFound));
    assert!(matches!(desk.post(&Pin, &visitor, "", &[]).await, Answer::WrongMethod));
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let path = base.strip_prefix("pin/").unwrap();
    let odd = [("consegna", "letter"), ("altro", "x")];
    let answer = desk.post(&Pin, &visitor, &format!("{path}/consegna"), &odd).await;
    assert!(matches!(answer, Answer::BadForm));
    let to = see(&desk, &visitor, &format!("{base}/consegna"), &[("consegna", "piccione")]).await;
    assert_eq!(to, format!("{base}/consegna#errori"));
    let answer = desk.get(&Pin, &visitor, &format!("{path}/inventato")).await;
    assert!(matches!(answer, Answer::See(to) if to == format!("{base}/consegna")));
    let kiosk = Visitor { channel: Channel::Kiosk, ..Visitor::from("kiosk") };
    assert!(page(&desk, &kiosk, "pin/attivazione").await.private);
    let start = |page: Page| format!("{:?}", page.body);
    assert!(
        start(page(&desk, &kiosk, "pin/richiesta").await)
            .contains("quindici minuti con i tasti, cinque toccando lo schermo")
    );
    assert!(start(page(&desk, &visitor, "pin/richiesta").await).contains("cinque minuti"));
}

#[test]
fn every_example_is_there_in_every_language() {
    for lang in Lang::ALL {
        let examples = Pin.examples(lang);
        assert_eq!(examples.len(), 86, "{:?}", examples.iter().map(|e| &e.name).collect::<Vec<_>>());
        assert!(examples.iter().any(|example| !example.page.problems().is_empty()));
    }
}

#[test]
fn every_question_of_a_request_is_reached() {
    let elena = crate::services::testing::person("Rinaldi", "Elena");
    let samples = |field: &str| -> Vec<String> {
        let values: &[&str] = match field {
            "codice-fiscale" => &[elena.code.as_str()],
            "cognome" => &["Rinaldi"],
            "nome" => &["Elena"],
            "nascita" => &["27 3 1958"],
            // Of the second there were two, and one that is no more contradicts no code.
            "luogo-nascita" => &["Castro", "Brione"],
            "provincia-nascita" | "provincia" => &[""],
            "comune" => &["Roma", "Peschiera"],
            "cap" => &["20068", "00185"],
            _ => &[],
        };
        values.iter().map(|value| (*value).to_owned()).collect()
    };
    let script = |talk: &mut Talk<'_>| request::script(talk, Asker::unseen(jiff::civil::date(2026, 11, 23)));
    let reached = explore(samples, script);
    let sources = [
        include_str!("request.rs"),
        include_str!("../particulars/person.rs"),
        include_str!("../particulars/address.rs"),
    ];
    assert_eq!(unreached(&sources.concat(), &reached), [""; 0]);
    besiege(&reached, script);
    assert_eq!(Vec::from_iter(&reached.stuck), [""; 0]);
    assert!(reached.complete > 3, "{reached:?}");
}

#[test]
fn the_pages_with_one_form_are_walked_too() {
    let (none, now) = (Answers::default(), crate::services::testing::START);
    let number = |name: &str| if name == "numero" { vec!["AA".to_owned()] } else { Vec::new() };
    let halves = |talk: &mut Talk<'_>| activate::halves_script(talk, &none, now, Channel::Web);
    let choose = |talk: &mut Talk<'_>| activate::choose_script(talk, &none, Channel::Web);
    let change = |talk: &mut Talk<'_>| manage::change_script(talk, &none, now);
    let again = |talk: &mut Talk<'_>| manage::again_script(talk, now);
    let counter = |talk: &mut Talk<'_>| counter::script(talk, &none);
    let walks = [(explore(number, halves), 1), (explore(number, choose), 2), (explore(number, change), 0)];
    let more = [(explore(number, again), 0), (explore(number, counter), 1)];
    besiege(&walks[0].0, halves);
    besiege(&walks[1].0, choose);
    besiege(&more[0].0, again);
    besiege(&more[1].0, counter);
    let mut all = Reached::default();
    for (reached, least) in walks.into_iter().chain(more) {
        assert!(reached.complete >= least, "{reached:?}");
        all = all.and(reached);
    }
    let sources = [include_str!("manage.rs"), include_str!("counter.rs"), include_str!("activate.rs")];
    // The others are what a draft notes of who has proved what, and the audit of what a clerk did.
    let others = ["cittadino", "closed", "counter", "fino-a", "pin-at-counter", "richiesta", "staff"];
    assert_eq!(unreached(&sources.concat(), &all), others);
}

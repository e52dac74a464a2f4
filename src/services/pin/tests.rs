//! The PIN, by its journeys: ask, receive, activate; and in `in_use`: change, revoke, ask again.
#![allow(clippy::unwrap_used, clippy::panic)]

mod in_use;
mod on_record;

use std::fs;

use a11y::page::{Block, Target};
use a11y::text::{Span, Text};

use super::activate::Choice;
use super::*;
use crate::citizen::records::{self as people, Citizen, Contact};
use crate::clock::{DAY, HOUR, MINUTE};
use crate::ledger::letters as outbox;
use crate::services::conversation::Talk;
use crate::services::conversation::explore::{besiege, explore, unreached};
use crate::services::sign_in::SignIn;
use crate::services::testing::{Desk, Visitor, person, shown};
use crate::services::{Channel, SignedIn};

const CHOSEN: &str = "71940625";

fn fields(citizen: &Citizen, delivery: &'static str) -> Vec<(String, Vec<(&'static str, String)>)> {
    let born = citizen.born;
    let step = |step: &str, fields: Vec<(&'static str, &str)>| {
        (step.to_owned(), fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
    };
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
        step("luogo-di-nascita", vec![("luogo-nascita", "Castro"), ("provincia-nascita", "BG")]),
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
    let Answer::SignedIn(signed) = choose(&desk, &visitor, CHOSEN).await else { panic!() };
    assert_eq!((signed.citizen, signed.level), (anna.id, Level::Reader));
    assert_eq!(signed.length, Some(60 * MINUTE));
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_some());
    let used = activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    assert_eq!(used, "pin/attivazione#errori", "the codes count once");
}

#[tokio::test]
async fn what_the_fiscal_code_tells_is_filled_in() {
    let (desk, anna, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let to = see(&desk, &visitor, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    let who = shown(&page(&desk, &visitor, &to).await);
    for part in [r#""day":"27""#, r#""month":"3""#, r#""year":"1958""#, r#""chosen":"F""#] {
        assert!(who.contains(part), "{part} in {who}");
    }
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let birth = shown(&page(&desk, &visitor, &format!("{base}/luogo-di-nascita")).await);
    assert!(birth.contains("Castro") && birth.contains("BG"));
    let review = shown(&page(&desk, &visitor, &format!("{base}/riepilogo")).await);
    assert!(review.contains("Via Inventata") && review.contains("residenza?da=riepilogo"));
}

#[tokio::test]
async fn contradictions_inside_the_form_are_told_at_once() {
    let (desk, anna, visitor) = with_anna().await;
    let to = see(&desk, &visitor, "pin/richiesta", &[]).await;
    let base = to.strip_suffix("/codice-fiscale").unwrap().to_owned();
    see(&desk, &visitor, &to, &[("codice-fiscale", anna.code.as_str())]).await;
    let wrong = [
        ("cognome", "Verdi"),
        ("nome", "Bruno"),
        ("sesso", "M"),
        ("nascita-giorno", "28"),
        ("nascita-mese", "3"),
        ("nascita-anno", "1958"),
    ];
    let step = format!("{base}/chi-sei");
    assert_eq!(see(&desk, &visitor, &step, &wrong).await, format!("{step}#errori"));
    for (name, what) in [
        ("cognome", "Il cognome"),
        ("nome", "Il nome"),
        ("sesso", "Il sesso"),
        ("nascita", "La data di nascita"),
    ] {
        let text = problem(&desk, &visitor, &step, name).await.unwrap();
        let said = format!("{what} deve corrispondere al codice fiscale: controlla tutti e due");
        assert_eq!(text, Text::plain(said));
    }
    assert_eq!(ways(&page(&desk, &visitor, &step).await), [format!("/it/{base}/codice-fiscale")]);
    let birth = format!("{base}/luogo-di-nascita");
    assert_eq!(see(&desk, &visitor, &birth, &[]).await, step, "not before the step is mended");
    assert!(desk.rows().await.contains(&("pin_requests", 0)));
}

/// Where a link leads inside the portal.
fn leads(link: &Link) -> String {
    match &link.to {
        Target::Inside(to) => to.clone(),
        other => panic!("{other:?}"),
    }
}

/// Where the links of a page's body lead.
fn ways(page: &Page) -> Vec<String> {
    let links = page.body.iter().filter_map(|block| match block {
        Block::Links(links) => Some(links),
        _ => None,
    });
    links.flatten().map(leads).collect()
}

#[tokio::test]
async fn what_contradicts_the_fiscal_code_leads_to_the_code_too() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let birth = format!("{base}/luogo-di-nascita");
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [""; 0], "nothing contradicts it");
    let unknown = [("luogo-nascita", "Xyz"), ("provincia-nascita", "")];
    see(&desk, &visitor, &birth, &unknown).await;
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [""; 0], "what is wrong is here");
    let other = [("luogo-nascita", "Napoli"), ("provincia-nascita", "NA")];
    assert_eq!(see(&desk, &visitor, &birth, &other).await, format!("{birth}#errori"));
    let code = format!("{base}/codice-fiscale");
    assert_eq!(ways(&page(&desk, &visitor, &birth).await), [format!("/it/{code}")]);
    // From the code one comes to what is still to be mended.
    let to = see(&desk, &visitor, &code, &[("codice-fiscale", anna.code.as_str())]).await;
    assert_eq!(to, birth);
}

#[tokio::test]
async fn the_review_leads_back_and_so_does_each_change() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    for (from, to) in [
        ("riepilogo", "consegna"),
        ("consegna", "contatti"),
        ("residenza?da=riepilogo", "riepilogo"),
        ("codice-fiscale", ""),
    ] {
        let from = format!("{base}/{from}");
        let Answer::Show(shown) = desk.get(&Pin, &visitor, from.strip_prefix("pin/").unwrap()).await else {
            panic!("{from}")
        };
        let to = if to.is_empty() { "/it/pin/richiesta".to_owned() } else { format!("/it/{base}/{to}") };
        assert_eq!(shown.back.as_ref().map(leads), Some(to), "{from}");
    }
}

#[tokio::test]
async fn what_begins_at_the_overview_leads_back_to_it() {
    let (desk, _, visitor) = with_anna().await;
    for from in ["richiesta", "attivazione", "nuovo-invio"] {
        let Answer::Show(shown) = desk.get(&Pin, &visitor, from).await else { panic!("{from}") };
        assert_eq!(shown.back.as_ref().map(leads).as_deref(), Some("/it/pin"), "{from}");
    }
}

#[tokio::test]
async fn one_telephone_is_enough_and_none_is_not() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let step = format!("{base}/contatti");
    let none = [("telefono-casa", ""), ("telefono-ufficio", ""), ("cellulare", ""), ("mail", "anna@")];
    assert_eq!(see(&desk, &visitor, &step, &none).await, format!("{step}#errori"));
    let text = problem(&desk, &visitor, &step, "telefono-casa").await;
    assert_eq!(text, Some(words::phone_none(Lang::It)));
    let text = problem(&desk, &visitor, &step, "mail").await;
    assert_eq!(text, Some(words::mail_wrong(Lang::It, "nome@esempio.it")));
    let mixed = [
        ("telefono-casa", "+39 333 1234567"),
        ("telefono-ufficio", "333 1234567"),
        ("cellulare", "06 555 123"),
        ("mail", ""),
    ];
    assert_eq!(see(&desk, &visitor, &step, &mixed).await, format!("{step}#errori"));
    for (name, told) in [
        ("telefono-casa", Some(words::phone_home_mobile(Lang::It))),
        ("telefono-ufficio", None),
        ("cellulare", Some(words::phone_mobile_fixed(Lang::It))),
    ] {
        assert_eq!(problem(&desk, &visitor, &step, name).await, told, "{name}");
    }
    let abroad = [
        ("telefono-casa", "+33 6 12 34 56 78"),
        ("telefono-ufficio", ""),
        ("cellulare", "0033 1 23 45 67 89"),
        ("mail", ""),
    ];
    assert_eq!(see(&desk, &visitor, &step, &abroad).await, format!("{base}/riepilogo"));
    let office = [("telefono-casa", ""), ("telefono-ufficio", "06 555"), ("cellulare", ""), ("mail", "")];
    assert_eq!(see(&desk, &visitor, &step, &office).await, format!("{base}/riepilogo"));
}

#[tokio::test]
async fn of_several_comuni_the_one_meant_is_asked_about_unless_province_or_cap_tell() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let at = |comune: &'static str, cap: &'static str| {
        [("via", "Via"), ("numero-civico", "1"), ("comune", comune), ("provincia", ""), ("cap", cap)]
    };
    let step = format!("{base}/residenza");
    assert_eq!(see(&desk, &visitor, &step, &at("peschi", "71010")).await, format!("{base}/quale-comune"));
    let which = page(&desk, &visitor, &format!("{base}/quale-comune")).await;
    let name = which.questions()[0].name.clone();
    assert!(shown(&which).contains("Peschiera Borromeo (MI)"));
    assert!(shown(&which).contains("Quale ") && shown(&which).contains("\"peschi\""));
    let place = |page: &Page| page.step.map(|step| (step.now, step.of));
    assert_eq!(place(&which), Some((4, 7)), "it belongs to the step before it");
    // Of those only one has this postal code: told where the code stands, with both ways out.
    let other = see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "G488")]).await;
    assert_eq!(other, step);
    let text = problem(&desk, &visitor, &step, "cap").await;
    let of_another =
        crate::services::particulars::cap_of_another(Lang::It, "71010", "Peschiera Borromeo (MI)");
    assert_eq!(text, Some(of_another));
    let with_province =
        [("via", "Via"), ("numero-civico", "1"), ("comune", "castro"), ("provincia", "LE"), ("cap", "73030")];
    assert_eq!(see(&desk, &visitor, &step, &with_province).await, format!("{base}/riepilogo"));
    let review = page(&desk, &visitor, &format!("{base}/riepilogo")).await;
    assert_eq!(place(&review), Some((7, 7)));
    // Neither has that of another part of Italy.
    let far = see(&desk, &visitor, &step, &at("castro", "00185")).await;
    assert!(far.ends_with("/residenza#errori"), "{far}");
    // Each of two has its own: nothing is left to ask, and which it is stands in the review.
    for (cap, label) in [("24063", "Castro (BG)"), ("73030", "Castro (LE)")] {
        assert_eq!(see(&desk, &visitor, &step, &at("castro", cap)).await, format!("{base}/riepilogo"));
        assert!(shown(&page(&desk, &visitor, &format!("{base}/riepilogo")).await).contains(label), "{label}");
    }
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let step = format!("{base}/residenza");
    see(&desk, &visitor, &step, &at("peschi", "71010")).await;
    let to = see(&desk, &visitor, &format!("{base}/quale-comune"), &[(&name, "G487")]).await;
    assert_eq!(to, format!("{base}/riepilogo"));
    assert_eq!(see(&desk, &visitor, &step, &at("Roma", "00185")).await, format!("{base}/riepilogo"));
}

/// All that can be seen of a request: the confirmation without its codes, the rows, the hashes.
async fn seen_from_outside(known: bool, requests: usize) -> (Vec<String>, String, u64) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    if known {
        desk.add(&anna).await;
    }
    let (mut pages, hashes) = (Vec::new(), desk.portal.hasher.done());
    for _ in 0..requests {
        let visitor = Visitor::from("home");
        let base = ask(&desk, &visitor, &anna, "call").await;
        let (half, number) = first_half(&desk, &visitor, &base).await;
        let confirmed = shown(&page(&desk, &visitor, &format!("{base}/conferma")).await);
        pages.push(confirmed.replace(&half, "HALF").replace(&number, "NUMBER"));
    }
    (pages, format!("{:?}", desk.rows().await), desk.portal.hasher.done() - hashes)
}

#[tokio::test]
async fn a_request_of_nobody_is_answered_with_the_same_words_rows_and_hashes() {
    let known = seen_from_outside(true, 5).await;
    let unknown = seen_from_outside(false, 5).await;
    assert_eq!(known, unknown);
    assert_eq!(known.2, 5, "one hash a request");
    assert!(known.0.iter().all(|page| page == &known.0[0]), "the fifth reads as the first");
}

#[tokio::test]
async fn the_last_sentence_is_always_what_to_do_if_nothing_comes() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (_, number) = first_half(&desk, &visitor, &base).await;
    let confirmed = page(&desk, &visitor, &format!("{base}/conferma")).await;
    let last = confirmed.body.iter().find_map(|block| match block {
        Block::Confirmation(confirmation) => Some(confirmation),
        _ => None,
    });
    let confirmation = last.unwrap();
    let config = &desk.portal.config;
    let by = jiff::civil::date(2026, 12, 8);
    let expected = crate::services::about::nothing_came(Lang::It, by, config, &number);
    assert_eq!(confirmation.next.last(), Some(&expected));
    // Everyone reads that an earlier request counts, and what to do without its code.
    let said = shown(&confirmed);
    assert!(said.contains("usa il primo codice di quella") && said.contains("45"), "{said}");
}

#[tokio::test]
async fn two_sends_of_one_draft_are_one_request_with_one_code() {
    let (desk, anna, visitor) = with_anna().await;
    let base = fill(&desk, &visitor, &anna, "letter").await;
    let review = format!("{base}/riepilogo");
    let sends =
        futures_util::future::join(see(&desk, &visitor, &review, &[]), see(&desk, &visitor, &review, &[]))
            .await;
    assert_eq!(sends.0, sends.1);
    let first = first_half(&desk, &visitor, &base).await;
    see(&desk, &visitor, &review, &[]).await;
    assert_eq!(first_half(&desk, &visitor, &base).await, first);
    assert!(desk.rows().await.contains(&("pin_requests", 1)));
    assert_eq!(desk.outcomes().await, [("pin-requested".to_owned(), false)]);
}

#[tokio::test]
async fn the_first_half_is_shown_in_its_own_session_only_and_not_for_long() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let confirmed = format!("{base}/conferma");
    let (half, _) = first_half(&desk, &visitor, &base).await;
    let other = Visitor::from("home");
    let path = confirmed.strip_prefix("pin/").unwrap();
    assert!(matches!(desk.get(&Pin, &other, path).await, Answer::Over(_)));
    desk.pass(11 * HOUR);
    assert!(matches!(desk.get(&Pin, &visitor, path).await, Answer::Over(_)));
    // A citizen's own draft in another session of theirs shows the number, not the half.
    let signed = Visitor::from("home").signed_in(anna.id);
    let base = ask(&desk, &signed, &anna, "letter").await;
    let later = Visitor { session: [3; 32], ..signed };
    let text = shown(&page(&desk, &later, &format!("{base}/conferma")).await);
    assert!(!text.contains(&half) && text.contains("Numero della richiesta"));
    assert!(!text.contains("Via Inventata"), "nor the answers");
    assert_eq!(codes(&page(&desk, &later, &format!("{base}/conferma")).await).len(), 1);
}

#[tokio::test]
async fn the_letter_goes_to_the_address_on_record_and_is_written_once() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "letter").await;
    let desk = desk.restart().await;
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 1);
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap(), Written::default());
    let taken = outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let batch = desk.folder().join(&taken.batches[0]);
    let text: String = fs::read_dir(batch)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(text.contains("Via dei Mille 12") && !text.contains("Via Inventata"));
    assert!(text.contains("2026"), "the number of the request");
    let states = records::states(&mut desk.reader().await).await.unwrap();
    assert_eq!(states, ["written"]);
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["sent"]);
}

#[tokio::test]
async fn two_jobs_at_once_write_one_letter() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "letter").await;
    let (one, two) = futures_util::future::join(
        write_letters(&desk.portal, desk.now()),
        write_letters(&desk.portal, desk.now()),
    )
    .await;
    assert_eq!(one.unwrap().letters + two.unwrap().letters, 1);
    assert!(desk.rows().await.contains(&("letters", 1)));
}

#[tokio::test]
async fn who_is_not_known_or_has_another_name_gets_no_letter() {
    let (desk, anna, _) = with_anna().await;
    let nobody = person("Nessuno", "Carla");
    // The same letters in the code, another surname.
    let namesake = Citizen { surname: "Parova".to_owned(), ..anna.clone() };
    for someone in [&nobody, &namesake] {
        ask(&desk, &Visitor::from("a"), someone, "letter").await;
    }
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.refused), (0, 2));
    assert!(desk.rows().await.contains(&("letters", 0)));
}

#[tokio::test]
async fn a_repeat_cancels_nothing_and_the_pin_in_use_goes_on() {
    let (desk, anna, visitor) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    ask(&desk, &Visitor::from("elsewhere"), &anna, "letter").await;
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.refused), (0, 1));
    assert!(sign_in(&desk, &visitor, anna.code.as_str(), CHOSEN).await.is_some());
    let to = activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    assert_eq!(to, "pin/attivazione/nuovo-pin");
}

#[tokio::test]
async fn three_requests_in_ninety_days_are_the_most() {
    let (desk, anna, _) = with_anna().await;
    let mut granted = Vec::new();
    for days in [0, 25, 25, 25, 60] {
        desk.pass(days * DAY);
        let visitor = Visitor::from("a");
        let base = ask(&desk, &visitor, &anna, "letter").await;
        let (first, _) = first_half(&desk, &visitor, &base).await;
        let written = write_letters(&desk.portal, desk.now()).await.unwrap();
        granted.push(written.letters);
        if written.letters == 1 {
            // Closed at once, so that the next is not refused for being a second open one.
            let now = desk.now();
            let open = records::open_of(&mut desk.reader().await, anna.id, now).await.unwrap().unwrap();
            assert!(desk.portal.hasher.verify(&first, Some(&open.first_half_hash)).await.unwrap());
            let id = open.id;
            desk.portal
                .db
                .write(move |tx| {
                    Box::pin(async move { records::close(tx, id, now).await.map_err(Failure::from) })
                })
                .await
                .unwrap();
        }
    }
    assert_eq!(granted, [1, 1, 1, 0, 1]);
}

#[tokio::test]
async fn over_the_days_ceiling_new_letters_wait_for_tomorrow() {
    let (mut desk, anna, _) = with_anna().await;
    desk.portal.config.pin_requests_a_day = 1;
    let bruno = person("Esempio", "Bruna");
    desk.add(&bruno).await;
    for someone in [&anna, &bruno] {
        ask(&desk, &Visitor::from("a"), someone, "letter").await;
    }
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!((written.letters, written.ceiling), (1, true));
    assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().letters, 0);
    desk.pass(DAY);
    let written = write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(written.letters, 1);
}

#[tokio::test]
async fn a_call_goes_to_a_number_known_long_enough_else_a_letter_comes() {
    let (desk, anna, visitor) = with_anna().await;
    ask(&desk, &visitor, &anna, "call").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let letters = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap();
    assert_eq!(letters[0].delivery, Some(outbox::Delivery::Call));
    let carla = person("Esempio", "Carla");
    let (new, now) = (carla.clone(), desk.now());
    let recent = Contact { kind: "mobile".into(), value: "3330000001".into(), since: now.plus(-DAY) };
    desk.portal
        .db
        .write(move |tx| {
            Box::pin(async move { people::insert(tx, &new, &[recent], now).await.map_err(Failure::from) })
        })
        .await
        .unwrap();
    ask(&desk, &visitor, &carla, "call").await;
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let letters = outbox::of_citizen(&mut desk.reader().await, carla.id, 0, 9).await.unwrap();
    assert_eq!(letters[0].delivery, Some(outbox::Delivery::Letter));
}

/// What can be seen of wrong activations: the problems, the rows, the hashes.
async fn activation_from_outside(known: bool, asked: bool) -> (Vec<String>, Vec<i64>, u64) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    if known {
        desk.add(&anna).await;
    }
    if asked {
        ask(&desk, &Visitor::from("b"), &anna, "letter").await;
        write_letters(&desk.portal, desk.now()).await.unwrap();
    }
    let visitor = Visitor::from("a");
    let (before, hashes) = (desk.rows().await, desk.portal.hasher.done());
    let mut problems = Vec::new();
    for _ in 0..6 {
        activate(&desk, &visitor, anna.code.as_str(), "1234567812345678").await;
        problems.push(format!("{:?}", problem(&desk, &visitor, "pin/attivazione", "codici").await));
    }
    let after = desk.rows().await;
    let rows = before.iter().zip(after).map(|(before, after)| after.1 - before.1).collect();
    (problems, rows, desk.portal.hasher.done() - hashes)
}

#[tokio::test]
async fn wrong_codes_are_answered_alike_whoever_the_code_is_of() {
    let open = activation_from_outside(true, true).await;
    assert_eq!(open, activation_from_outside(true, false).await);
    assert_eq!(open, activation_from_outside(false, false).await);
    assert_eq!(open.2, 15, "three hashes for each of five tries, none while waiting");
}

#[tokio::test]
async fn one_half_twice_opens_nothing_and_old_codes_expire() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, number) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    let code = anna.code.as_str();
    for halves in [format!("{first}{first}"), format!("{second}{second}"), format!("{first}12345678")] {
        assert_eq!(activate(&desk, &visitor, code, &halves).await, "pin/attivazione#errori");
    }
    assert_eq!(activate(&desk, &visitor, "", "").await, "pin/attivazione#errori");
    assert_eq!(page(&desk, &visitor, "pin/attivazione").await.problems().len(), 2, "both are told at once");
    assert_eq!(activate(&desk, &visitor, code, "1234").await, "pin/attivazione#errori");
    let text = problem(&desk, &visitor, "pin/attivazione", "codici").await;
    assert_eq!(text, Some(words::codes_length(Lang::It, 4)));
    let hashes = desk.portal.hasher.done();
    for typed in [number.clone(), format!("{first}{number}")] {
        assert_eq!(activate(&desk, &visitor, code, &typed).await, "pin/attivazione#errori");
        let text = problem(&desk, &visitor, "pin/attivazione", "codici").await;
        assert_eq!(text, Some(words::codes_number(Lang::It)), "{typed}");
    }
    assert_eq!(desk.portal.hasher.done(), hashes, "that is no try");
    desk.pass(46 * DAY);
    assert_eq!(activate(&desk, &visitor, code, &format!("{first}{second}")).await, "pin/attivazione#errori");
    write_letters(&desk.portal, desk.now()).await.unwrap();
    assert_eq!(records::states(&mut desk.reader().await).await.unwrap(), ["expired"]);
}

#[tokio::test]
async fn an_easy_pin_is_refused_without_typing_the_codes_again() {
    let (desk, anna, visitor) = with_anna().await;
    let base = ask(&desk, &visitor, &anna, "letter").await;
    let (first, _) = first_half(&desk, &visitor, &base).await;
    let second = second_half(&desk).await;
    activate(&desk, &visitor, anna.code.as_str(), &format!("{first}{second}")).await;
    let it = Lang::It;
    for (pin, text) in [
        ("", words::new_missing(it)),
        ("123", words::new_length(it)),
        ("11111111", words::new_repeated(it)),
        ("12345678", words::new_sequence(it)),
        ("00001984", words::new_repeated(it)),
        ("27031958", words::new_birth(it)),
        ("25041945", words::new_date(it)),
        ("15867339", words::new_code(it)),
        (first.as_str(), words::new_half(it)),
        (second.as_str(), words::new_half(it)),
    ] {
        let Answer::See(to) = choose(&desk, &visitor, pin).await else { panic!("{pin}") };
        assert_eq!(to, "pin/attivazione/nuovo-pin#errori");
        let found = problem(&desk, &visitor, "pin/attivazione/nuovo-pin", "nuovo-pin").await;
        // Codes are drawn at random: one in thousands is easy, too, and refused for that.
        let drawn = (pin == first || pin == second).then_some(pin);
        let easy = drawn
            .and_then(|pin| rules::trivial(pin, anna.born, anna.code))
            .map(|why| Choice::Trivial(why).worded(it));
        assert_eq!(found, easy.or(Some(text)), "{pin}");
    }
    let stranger = Visitor::from("home");
    let Answer::See(to) = choose(&desk, &stranger, CHOSEN).await else { panic!() };
    assert_eq!(to, "pin/attivazione", "only in the session that proved the codes");
    desk.pass(31 * MINUTE);
    let Answer::See(to) = choose(&desk, &visitor, CHOSEN).await else { panic!() };
    assert_eq!(to, "pin/attivazione", "and not for long");
}

#[tokio::test]
async fn the_letter_about_slow_downs_is_in_the_language_and_the_writing_of_its_citizen() {
    for (asked_in, signed_in, delivery, expected, form) in [
        (Lang::Ar, None, "braille", Lang::Ar, "braille"),
        (Lang::Ar, Some(Lang::En), "call", Lang::En, "letter"),
        (Lang::It, None, "letter", Lang::It, "letter"),
    ] {
        let (desk, anna, visitor) = with_anna().await;
        desk.give_pin(anna.id, CHOSEN).await;
        ask(&desk, &Visitor { lang: asked_in, ..visitor.clone() }, &anna, delivery).await;
        write_letters(&desk.portal, desk.now()).await.unwrap();
        if let Some(lang) = signed_in {
            desk.open_session(anna.id, lang).await;
        }
        for _ in 0..5 {
            sign_in(&desk, &Visitor::from("a"), anna.code.as_str(), "00000001").await;
        }
        assert_eq!(write_letters(&desk.portal, desk.now()).await.unwrap().slow_downs, 1);
        let folder = desk.folder();
        outbox::take(&desk.portal, &folder, desk.now()).await.unwrap();
        let list = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path().join("manifest.csv"));
        let list = list.filter_map(|list| fs::read_to_string(list).ok()).collect::<String>();
        let mut row = list.lines().filter(|row| row.contains(SLOW_DOWN));
        assert!(row.next().is_some_and(|row| row.contains(form)), "{list}");
        let found = outbox::last_chosen(&mut desk.reader().await, anna.id, SLOW_DOWN).await.unwrap();
        assert_eq!(found.map(|(lang, _)| lang), Some(expected));
    }
}

#[tokio::test]
async fn a_request_is_an_encounter_of_its_citizen_once_its_letter_is_written() {
    let (desk, anna, visitor) = with_anna().await;
    let met = async || {
        let mut conn = desk.reader().await;
        let all = crate::ledger::records::encounters(&mut conn, anna.id, 0, 99).await.unwrap();
        all.into_iter().map(|met| (met.channel, met.outcome, met.at)).collect::<Vec<_>>()
    };
    ask(&desk, &visitor, &anna, "letter").await;
    assert!(met().await.is_empty(), "the request itself tells nobody whose it is");
    let asked = desk.now();
    desk.pass(HOUR);
    write_letters(&desk.portal, desk.now()).await.unwrap();
    let first = ("web".to_owned(), "pin-requested".to_owned(), asked);
    assert_eq!(met().await, std::slice::from_ref(&first));
    // One that is refused was made all the same; run again, the job notes nothing more.
    desk.pass(DAY);
    ask(&desk, &Visitor::from("elsewhere"), &anna, "braille").await;
    let again = desk.now();
    for _ in 0..2 {
        write_letters(&desk.portal, desk.now()).await.unwrap();
    }
    assert_eq!(met().await, [("web".to_owned(), "pin-requested".to_owned(), again), first]);
}

#[tokio::test]
async fn one_letter_about_slow_downs_in_thirty_days() {
    let (desk, anna, _) = with_anna().await;
    desk.give_pin(anna.id, CHOSEN).await;
    let slow = async |place: &str| {
        for _ in 0..5 {
            sign_in(&desk, &Visitor::from(place), anna.code.as_str(), "00000001").await;
        }
        write_letters(&desk.portal, desk.now()).await.unwrap().slow_downs
    };
    assert_eq!(slow("a").await, 1);
    assert_eq!(slow("b").await, 0);
    desk.pass(29 * DAY);
    assert_eq!(slow("c").await, 0);
    desk.pass(2 * DAY);
    assert_eq!(slow("d").await, 1);
    let letters = outbox::of_citizen(&mut desk.reader().await, anna.id, 0, 9).await.unwrap();
    assert!(letters.iter().all(|letter| letter.kind == SLOW_DOWN));
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
        assert_eq!(examples.len(), 40, "{:?}", examples.iter().map(|e| &e.name).collect::<Vec<_>>());
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
    let script = |talk: &mut Talk<'_>| request::script(talk, jiff::civil::date(2026, 11, 23));
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
    for (reached, least) in
        [(explore(number, halves), 1), (explore(number, choose), 2), (explore(number, change), 0)]
    {
        assert!(reached.complete >= least, "{reached:?}");
    }
    besiege(&explore(number, halves), halves);
    besiege(&explore(number, choose), choose);
    let again = |talk: &mut Talk<'_>| manage::again_script(talk, now);
    besiege(&explore(number, again), again);
}

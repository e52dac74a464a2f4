#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! What a citizen finds in their area, and what nobody else finds there.

use a11y::page::{Action, Block, Summary, SummaryRow};
use a11y::text::Span;
use a11y::values::line;

use super::*;
use crate::citizen::records::Citizen;
use crate::citizen::sessions::NewSession;
use crate::import::demo;
use crate::ledger::records::Moved;
use crate::ledger::{CaseState, Encounter, Submission};
use crate::seal::hex;
use crate::services::testing::{Desk, Visitor, person, shown};
use crate::services::{Channel, case_states};

async fn desk() -> (Desk, Citizen, Visitor) {
    let (desk, anna) = (Desk::open().await, person("Rossi", "Anna"));
    desk.add(&anna).await;
    desk.give_pin(anna.id, "27031958").await;
    let visitor = Visitor::from("192.0.2.0").signed_in(anna.id);
    (desk, anna, visitor)
}

/// Sends an application of this citizen.
async fn send(desk: &Desk, citizen: Uuid, answer: &str) -> Protocollo {
    let row = SummaryRow { label: Text::name("Motivo"), value: Text::typed(answer), change: None };
    let submission = Submission {
        id: Uuid::now_v7(),
        citizen,
        service: "estratto-conto",
        office: "0000",
        answers: Summary { caption: Text::name("Le tue risposte"), rows: vec![row] }.into(),
    };
    let encounter = Encounter {
        citizen: Some(citizen),
        channel: Channel::Web,
        service: "estratto-conto",
        outcome: "sent",
        case: None,
    };
    let now = desk.now();
    let db = desk.portal.db.clone();
    db.write(move |tx| {
        Box::pin(async move { ledger::records::open_case(tx, &submission, encounter, now).await })
    })
    .await
    .unwrap()
}

async fn open_session(desk: &Desk, visitor: &Visitor, device: &str) {
    let device = device.to_owned();
    desk.open_session(NewSession { device, ..NewSession::of(visitor.session, visitor.citizen) }).await;
}

async fn audited(desk: &Desk) -> i64 {
    desk.rows().await.into_iter().find(|(table, _)| *table == "audit").unwrap().1
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let (desk, ..) = desk().await;
    let stranger = Visitor::from("192.0.2.0");
    for page in ["", "pratiche", "lettere", "storia", "sessioni", "dati"] {
        let answer = desk.get(&Area, &stranger, page).await;
        assert!(matches!(answer, Answer::SignIn(Level::Reader)), "{page}");
    }
    let sent = desk.post(&Area, &stranger, "sessioni", &[("numero", "x")]).await;
    assert!(matches!(sent, Answer::SignIn(Level::Reader)));
    assert_eq!(audited(&desk).await, 0);
}

#[tokio::test]
async fn the_first_page_says_who_one_is() {
    let (desk, anna, visitor) = desk().await;
    let page = desk.page(&Area, &visitor, "").await;
    let text = shown(&page);
    for known in
        ["Anna Rossi", anna.code.as_str(), "Castro (BG)", "Via dei Mille 12, 00185 Roma (RM)", "0612345678"]
    {
        assert!(text.contains(known), "{known} in {text}");
    }
    assert!(page.private && page.test_data);
    assert!(page.actions.iter().any(|a| matches!(a, Action::Send(send) if send.address == "/it/esci")));
}

#[test]
fn who_was_born_abroad_reads_the_state_as_the_page_calls_it() {
    let rosa = |birthplace: &str| Citizen { birthplace: birthplace.to_owned(), ..person("Prova", "Rosa") };
    let born = |lang| overview::birthplace(lang, &rosa("Z611"));
    assert_eq!(born(Lang::It), Text::name("Perù"));
    assert_eq!(born(Lang::En), Text::name_in(Lang::En, "Peru", None));
    assert_eq!(born(Lang::Ar), Text::name_in(Lang::Ar, "بيرو", Some("بِيرُو")));
    let unknown = overview::birthplace(Lang::Ar, &rosa("Z999"));
    assert_eq!(unknown, Text::name("Z999"), "what no table knows stays its code");
}

#[test]
fn contacts_are_told_in_one_order_whenever_they_came_to_be_known() {
    let example = Area.examples(Lang::It).into_iter().find(|example| example.name == "area").unwrap();
    let text = shown(&example.page);
    let at =
        ["0612345678", "0687654321", "3331234567", "enrico.rinaldi@"].map(|known| text.find(known).unwrap());
    assert!(at.is_sorted(), "{text}");
}

#[tokio::test]
async fn a_kiosk_keeps_no_preferences_and_offers_none() {
    let (desk, _, visitor) = desk().await;
    let offered = |page: &Page| shown(page).contains("/it/preferenze");
    assert!(offered(&desk.page(&Area, &visitor, "").await));
    let kiosk = Visitor { channel: Channel::Kiosk, ..visitor };
    assert!(!offered(&desk.page(&Area, &kiosk, "").await));
}

#[tokio::test]
async fn every_reading_is_in_the_audit() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, anna, visitor) = desk().await;
    for n in 0..13 {
        send(&desk, anna.id, &n.to_string()).await;
    }
    let key = Uuid::now_v7().to_string();
    desk.post(&ContributionStatement, &visitor, "posta", &[("chiave", &key), ("forma", "print")]).await;
    let missing = [("quando", "Dal 1990 al 1991"), ("lavoro", ""), ("documenti", "")];
    desk.post(&ContributionStatement, &visitor, "errore/manca", &missing).await;
    let count = async |table| desk.rows().await.into_iter().find(|(name, _)| *name == table).unwrap().1;
    assert_eq!((count("cases").await, count("letters").await, count("drafts").await), (14, 1, 1));
    // No page of the area leads to what one has begun: services do.
    let from = ["", "bozze"].map(str::to_owned).to_vec();
    let read = desk.every_reading_is_audited(&Area, &visitor, from).await;
    assert!(read > 20, "{read} addresses: lists of more than one page, and fourteen cases");
}

#[tokio::test]
async fn a_case_is_read_exactly_as_it_was_sent_with_its_state_and_life() {
    let (desk, anna, visitor) = desk().await;
    let number = send(&desk, anna.id, "perché  SÌ, così").await;
    desk.pass(crate::clock::DAY);
    let now = desk.now();
    let moved = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            let state = CaseState::WaitingForDocuments;
            ledger::records::move_case(tx, number, state, "Manca un foglio", "test", now)
                .await
                .map_err(Failure::from)
        })
    });
    assert!(moved.await.unwrap());
    let list = shown(&desk.page(&Area, &visitor, "pratiche").await);
    assert!(list.contains(&number.to_string()) && list.contains("In attesa di documenti"));
    let text = shown(&desk.page(&Area, &visitor, &format!("pratiche/{number}")).await);
    for known in
        ["perché  SÌ, così", "Manca un foglio", "Ricevuta", "In attesa di documenti", &number.to_string()]
    {
        assert!(text.contains(known), "{known} in {text}");
    }
}

#[tokio::test]
async fn of_two_letters_of_one_day_each_leads_to_its_case() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    for _ in 0..2 {
        let key = uuid::Uuid::now_v7().to_string();
        desk.post(&ContributionStatement, &visitor, "posta", &[("chiave", &key), ("forma", "print")]).await;
    }
    let numbers = async |list: &str| {
        let list = shown(&desk.page(&Area, &visitor, list).await);
        list.split("area/pratiche/").skip(1).map(|rest| rest[..16].to_owned()).collect::<Vec<_>>()
    };
    let letters = numbers("lettere").await;
    assert_eq!(letters, numbers("pratiche").await);
    assert!(letters.len() == 2 && letters[0] != letters[1], "{letters:?}");
}

#[tokio::test]
async fn an_order_by_post_is_as_far_as_its_letter() {
    use crate::ledger::letters as outbox;
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    let key = uuid::Uuid::now_v7().to_string();
    desk.post(&ContributionStatement, &visitor, "posta", &[("chiave", &key), ("forma", "print")]).await;
    let seen = async || {
        let list = desk.page(&Area, &visitor, "pratiche").await;
        let number = shown(&list).split("area/pratiche/").nth(1).unwrap()[..16].to_owned();
        let case = desk.page(&Area, &visitor, &format!("pratiche/{number}")).await;
        [shown(&list), shown(&case)]
    };
    let told = async |state: &str, day: &str| {
        for page in seen().await {
            let known = page.contains("Lettera ") && page.contains(state) && page.contains(day);
            assert!(known, "«{state}» {day} is not in {page}");
            assert!(!page.contains("Stato: Ricevuta"), "{page}");
            assert!(!page.contains("assegniamo a una persona"), "{page}");
        }
    };
    told("in attesa di partire", "2026-11-23").await;
    desk.pass(crate::clock::DAY);
    outbox::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    told("affidata a chi la spedisce", "2026-11-24").await;
    desk.pass(crate::clock::DAY);
    let file = format!("letter,state\n{key},returned\n");
    outbox::acknowledge(&desk.portal, file.as_bytes(), desk.now()).await.unwrap();
    told("tornata indietro", "2026-11-25").await;
    // In the life of the case what was before stays.
    let [_, case] = seen().await;
    assert!(case.contains("affidata a chi la spedisce") && case.contains("2026-11-24"), "{case}");
    // And what the office does afterwards stands above the letter's way: the newest first, whoever did it.
    desk.pass(crate::clock::DAY);
    let list = shown(&desk.page(&Area, &visitor, "pratiche").await);
    let number: Protocollo = list.split("area/pratiche/").nth(1).unwrap()[..16].parse().unwrap();
    let now = desk.now();
    let moved = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            ledger::records::move_by_office(tx, number, CaseState::InProgress, "Scritto", case_states, now)
                .await
        })
    });
    assert_eq!(moved.await.unwrap(), Moved::Done);
    let page = desk.page(&Area, &visitor, &format!("pratiche/{number}")).await;
    let text = shown(&page);
    assert!(text.contains("In lavorazione") && text.contains("Lettera: "), "{text}");
    // What only asks for a letter is never granted.
    let granted = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            ledger::records::move_by_office(tx, number, CaseState::Accepted, "", case_states, now).await
        })
    });
    assert_eq!(granted.await.unwrap(), Moved::NotOfKind(case_states("estratto-conto", "post")));
    let life = page.body.iter().find_map(|block| match block {
        Block::Section(section) => match &section.body[..] {
            [Block::Table(table)] => Some(table),
            _ => None,
        },
        _ => None,
    });
    let days: Vec<String> = life.unwrap().rows.iter().map(|row| line(&row.header, Lang::It)).collect();
    let of = |day: &str| days.iter().position(|header| header.contains(day)).unwrap();
    let found = ["26 novembre", "25 novembre", "24 novembre", "23 novembre"].map(of);
    assert_eq!(found, [0, 1, 2, 3], "{days:?}");
}

#[tokio::test]
async fn a_call_is_told_as_a_call_in_every_state_and_language() {
    for lang in Lang::ALL {
        let examples = Area.examples(lang);
        let called = |name: &str| examples.iter().find(|example| example.name == name).unwrap().page.clone();
        let by_post = [
            words::letter_taken(lang, jiff::civil::date(2026, 11, 21)),
            words::state_letter(lang, &Text::default()),
        ];
        let post: Vec<String> = by_post.iter().map(|words| line(words, lang)).collect();
        let mut states = std::collections::BTreeSet::new();
        for page in [called("area/lettere-telefonate"), called("area/pratica-telefonata")] {
            for block in page.body {
                let rows = match block {
                    Block::Table(table) => table.rows,
                    _ => continue,
                };
                states.extend(rows.iter().flat_map(|row| &row.cells[1..]).map(|cell| line(cell, lang)));
            }
        }
        assert_eq!(states.len(), 5, "{states:?}");
        assert!(
            !states.iter().any(|state| post.iter().any(|post| state.contains(post.as_str()))),
            "{states:?}"
        );
        let case = shown(&called("area/pratica-telefonata"));
        let telephoned = line(&words::state_call(lang, &Text::default()), lang);
        assert!(case.contains(telephoned.trim()), "{telephoned}: {case}");
    }
}

#[tokio::test]
async fn two_cases_of_one_kind_have_titles_of_their_own() {
    let (desk, anna, visitor) = desk().await;
    let mut titles = std::collections::BTreeSet::new();
    for _ in 0..2 {
        let number = send(&desk, anna.id, "lo stesso").await;
        titles.insert(line(&desk.page(&Area, &visitor, &format!("pratiche/{number}")).await.title, Lang::It));
        desk.pass(crate::clock::HOUR);
    }
    assert_eq!(titles.len(), 2, "{titles:?}");
}

#[test]
fn the_list_of_drafts_names_each_the_same_to_go_on_and_to_delete() {
    for lang in Lang::ALL {
        let example = Area.examples(lang).into_iter().find(|example| example.name == "area/bozze").unwrap();
        let links = example.page.body.iter().flat_map(|block| match block {
            Block::Links(links) => links.clone(),
            _ => Vec::new(),
        });
        let texts: Vec<String> = links.map(|link| line(&link.text, lang)).collect();
        let apart: std::collections::BTreeSet<_> = texts.iter().collect();
        assert!(texts.len() == 4 && apart.len() == 4, "{texts:?}");
        for of_draft in texts.chunks(2) {
            let named: Vec<_> = of_draft.iter().filter_map(|text| text.split_once(": ")).collect();
            assert!(named.len() == 2 && named[0].1 == named[1].1, "{of_draft:?}");
        }
    }
}

#[tokio::test]
async fn an_office_moves_a_case_only_where_its_state_allows() {
    let (desk, anna, _) = desk().await;
    let number = send(&desk, anna.id, "x").await;
    let moved = async |state: CaseState| {
        let now = desk.now();
        let moved = desk.portal.db.write(move |tx| {
            Box::pin(
                async move { ledger::records::move_by_office(tx, number, state, "", case_states, now).await },
            )
        });
        moved.await.unwrap()
    };
    assert_eq!(moved(CaseState::Ended).await, Moved::Stays(CaseState::Sent));
    assert_eq!(moved(CaseState::Accepted).await, Moved::Done);
    assert_eq!(moved(CaseState::Ended).await, Moved::Done);
    for state in CaseState::ALL {
        assert_eq!(moved(state).await, Moved::Stays(CaseState::Ended));
    }
}

#[tokio::test]
async fn my_area_leads_to_every_service_that_one_uses_signed_in() {
    let (desk, _, visitor) = desk().await;
    let text = shown(&desk.page(&Area, &visitor, "").await);
    assert!(text.contains("/it/lavoro-domestico") && text.contains("/it/estratto-conto"), "{text}");
}

#[tokio::test]
async fn a_case_of_another_citizen_is_not_there() {
    let (desk, anna, _) = desk().await;
    let number = send(&desk, anna.id, "segreto").await;
    let other = person("Bianchi", "Bruno");
    desk.add(&other).await;
    let visitor = Visitor::from("192.0.2.0").signed_in(other.id);
    for address in [format!("pratiche/{number}"), "pratiche/2026000000000017".into(), "pratiche/x".into()] {
        assert!(matches!(desk.get(&Area, &visitor, &address).await, Answer::NotFound), "{address}");
    }
    assert!(!shown(&desk.page(&Area, &visitor, "pratiche").await).contains(&number.to_string()));
    match desk.get(&Area, &visitor, "dati").await {
        Answer::File(file) => assert!(!String::from_utf8(file.bytes).unwrap().contains("segreto")),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lists_go_on_over_pages_of_twelve() {
    let (desk, anna, visitor) = desk().await;
    for n in 0..13 {
        send(&desk, anna.id, &n.to_string()).await;
    }
    for list in ["pratiche", "storia"] {
        let count = |page: &Page| {
            page.body
                .iter()
                .filter_map(|block| match block {
                    Block::Table(table) => Some(table.rows.len()),
                    _ => None,
                })
                .sum::<usize>()
        };
        let first = desk.page(&Area, &visitor, list).await;
        let second = desk.page(&Area, &visitor, &format!("{list}?pagina=2")).await;
        assert_eq!((count(&first), count(&second)), (12, 1));
        assert_eq!((first.actions.len(), second.actions.len()), (1, 1));
        assert_ne!(first.title, second.title);
    }
    for wrong in ["0", "-1", "x", "99999999999999999999"] {
        let answer = desk.get(&Area, &visitor, &format!("pratiche?pagina={wrong}")).await;
        assert!(matches!(answer, Answer::NotFound), "{wrong}");
    }
}

#[tokio::test]
async fn another_session_is_ended_and_this_one_is_signed_out() {
    let (desk, anna, visitor) = desk().await;
    let other = Visitor::from("198.51.100.0").signed_in(anna.id);
    open_session(&desk, &visitor, "Firefox, Linux").await;
    open_session(&desk, &other, "Safari, iPhone").await;
    let page = desk.page(&Area, &visitor, "sessioni").await;
    let [Action::Send(end)] = &page.actions[..] else { panic!("{:?}", page.actions) };
    let number = end.fields[0].1.clone();
    for _ in 0..2 {
        match desk.post(&Area, &visitor, "sessioni", &[("numero", &number)]).await {
            Answer::See(to) => assert_eq!(to, "area/sessioni?fatto=1#fatto"),
            other => panic!("{other:?}"),
        }
    }
    let page = desk.page(&Area, &visitor, "sessioni?fatto=1").await;
    assert!(page.actions.is_empty() && page.done.is_some());
    let left =
        open_sessions::list(&mut desk.reader().await, anna.id, visitor.session, desk.now()).await.unwrap();
    assert_eq!(left.len(), 1);
    let own = desk.post(&Area, &visitor, "sessioni", &[("numero", &left[0].number)]).await;
    assert!(matches!(own, Answer::SignedOut(_)));
}

#[tokio::test]
async fn a_case_is_called_the_same_on_its_page_and_window_and_its_life_ends_with_its_state_of_now() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    let key = Uuid::now_v7().to_string();
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    let Answer::See(sent) = desk.post(&ContributionStatement, &visitor, "posta", &fields).await else {
        panic!()
    };
    let number = sent.rsplit('/').next().unwrap();
    let page = desk.page(&Area, &visitor, &format!("pratiche/{number}")).await;
    let code = line(&Span::Code(number.to_owned()).into(), Lang::It);
    assert_eq!(line(&page.title, Lang::It), format!("Invio per posta: {code}"));
    assert_eq!(page.window_title(), Some(&page.title));
    let now = page.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => sent.next.first().map(|state| line(state, Lang::It)),
        _ => None,
    });
    let table = page.body.iter().find_map(|block| match block {
        Block::Section(section) => section.body.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        }),
        _ => None,
    });
    let states: Vec<String> = table.unwrap().rows.iter().map(|row| line(&row.cells[0], Lang::It)).collect();
    assert_eq!(states.len(), 2, "{states:?}");
    assert_eq!(now.unwrap(), format!("Stato: {}.", states[0]));
    assert_eq!(states[1], "Ricevuta");
}

#[tokio::test]
async fn a_case_says_whose_it_is_and_until_when_to_wait_as_the_page_after_its_send_does() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, anna, visitor) = desk().await;
    let key = Uuid::now_v7().to_string();
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    let Answer::See(sent) = desk.post(&ContributionStatement, &visitor, "posta", &fields).await else {
        panic!()
    };
    let number = sent.rsplit('/').next().unwrap().to_owned();
    let last = |page: &Page| {
        page.body.iter().find_map(|block| match block {
            Block::Confirmation(sent) => sent.next.last().cloned(),
            _ => None,
        })
    };
    let address = sent.strip_prefix("estratto-conto/").unwrap();
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..visitor.clone() };
        let confirmed = desk.page(&ContributionStatement, &reader, address).await;
        let case = desk.page(&Area, &reader, &format!("pratiche/{number}")).await;
        let by = desk.now().plus(15 * crate::clock::DAY).date();
        let config = &desk.portal.config;
        let expected = crate::services::about::nothing_came(lang, by, desk.now().date(), config, &number);
        for page in [&confirmed, &case] {
            let plain = a11y::plain::page(page, &a11y::page::Frame::default(), None);
            let told = line(&expected, lang);
            // Without the marks that keep directions apart.
            let words = |text: &str| {
                let text = text.replace(['\u{2066}', '\u{2069}'], "");
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            assert!(words(&plain).contains(&words(&told)), "{told} is not in {plain}");
            for known in [anna.full_name(), anna.code.as_str().to_owned()] {
                assert!(plain.contains(&known), "{known} is not in {plain}");
            }
        }
        assert_eq!(last(&case), Some(expected));
    }
    // Nobody waits for a letter that came back.
    crate::ledger::letters::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let file = format!("letter,state\n{key},returned\n");
    crate::ledger::letters::acknowledge(&desk.portal, file.as_bytes(), desk.now()).await.unwrap();
    let text = shown(&desk.page(&Area, &visitor, &format!("pratiche/{number}")).await);
    assert!(!text.contains("non arriva nulla"), "{text}");
    // It says to call: there are the ways.
    for way in ["da telefono fisso", desk.portal.config.mail.as_str(), "/it/sedi"] {
        assert!(text.contains(way), "{way} is not in {text}");
    }
    let confirmed = shown(&desk.page(&ContributionStatement, &visitor, address).await);
    assert!(confirmed.contains("tornata indietro") && !confirmed.contains("parte entro 3"), "{confirmed}");
    let again = shown(&desk.page(&ContributionStatement, &visitor, "posta").await);
    assert!(again.contains("tornata indietro") && !again.contains("in viaggio"), "{again}");
    assert!(again.contains(&format!("/it/area/pratiche/{number}")), "{again}");
}

#[tokio::test]
async fn an_order_that_was_withdrawn_is_none_that_one_has_asked_for() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    let number = order(&desk, &visitor).await;
    let asked = shown(&desk.page(&ContributionStatement, &visitor, "posta").await);
    assert!(asked.contains("L’hai già chiesto") && asked.contains("in viaggio"), "{asked}");
    moved_to(&desk, number, CaseState::Withdrawn).await;
    let asked = shown(&desk.page(&ContributionStatement, &visitor, "posta").await);
    assert!(!asked.contains("L’hai già chiesto"), "{asked}");
    let confirmed = format!("posta/inviata/{number}");
    let confirmed = shown(&desk.page(&ContributionStatement, &visitor, &confirmed).await);
    assert!(confirmed.contains("non parte") && !confirmed.contains("parte entro 3"), "{confirmed}");
    assert!(!confirmed.contains("non arriva nulla"), "{confirmed}");
}

#[tokio::test]
async fn a_day_that_has_passed_is_not_waited_for() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    let number = order(&desk, &visitor).await;
    let pages = async || {
        let case = shown(&desk.page(&Area, &visitor, &format!("pratiche/{number}")).await);
        [case, shown(&desk.page(&ContributionStatement, &visitor, &format!("posta/inviata/{number}")).await)]
    };
    desk.pass(15 * crate::clock::DAY);
    for text in pages().await {
        assert!(text.contains("non arriva nulla") && !text.contains("è passato"), "{text}");
    }
    desk.pass(crate::clock::DAY);
    for text in pages().await {
        assert!(text.contains("quel giorno è passato") && !text.contains("non arriva nulla"), "{text}");
    }
}

/// Orders a statement by post; the number of its case.
async fn order(desk: &Desk, visitor: &Visitor) -> Protocollo {
    use crate::services::contribution_statement::ContributionStatement;
    let key = Uuid::now_v7().to_string();
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    match desk.post(&ContributionStatement, visitor, "posta", &fields).await {
        Answer::See(sent) => sent.rsplit('/').next().unwrap().parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Moves a case as an office does.
async fn moved_to(desk: &Desk, number: Protocollo, state: CaseState) {
    let now = desk.now();
    let moved = desk.portal.db.write(move |tx| {
        Box::pin(async move { crate::services::move_case(tx, number, state, "", now).await })
    });
    assert_eq!(moved.await.unwrap(), Moved::Done);
}

#[tokio::test]
async fn a_letter_leaves_no_more_once_its_case_is_withdrawn_or_refused() {
    let (desk, _, visitor) = desk().await;
    for state in [CaseState::Withdrawn, CaseState::Refused] {
        let number = order(&desk, &visitor).await;
        let other = order(&desk, &visitor).await;
        moved_to(&desk, number, state).await;
        let taken = letters::take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
        assert_eq!((taken.letters, taken.unopened.len()), (1, 0), "{state:?}: the other one alone");
        let text = shown(&desk.page(&Area, &visitor, &format!("pratiche/{number}")).await);
        assert!(text.contains("annullata il ") && text.contains(": non parte"), "{text}");
        // What has left has left, whatever its case becomes.
        moved_to(&desk, other, state).await;
        let text = shown(&desk.page(&Area, &visitor, &format!("pratiche/{other}")).await);
        assert!(text.contains("affidata a chi la spedisce il "), "{text}");
        assert!(!text.contains("annullata il"), "{text}");
    }
    // Nothing stays of what it said, and it is deleted a year later as others are.
    let mut conn = desk.reader().await;
    let left: Vec<(Vec<u8>, Vec<u8>, Option<i64>)> = conn
        .sql("SELECT address, body, acknowledged_at FROM letters WHERE state = 'cancelled'")
        .all()
        .await
        .unwrap();
    assert_eq!(left, [(vec![], vec![], Some(desk.now().0)), (vec![], vec![], Some(desk.now().0))]);
    drop(conn);
    // Nor does it keep a portal from starting with its own secret.
    desk.restart().await;
}

#[tokio::test]
async fn all_other_sessions_are_ended_at_once_and_those_of_other_citizens_stay() {
    let (desk, anna, visitor) = desk().await;
    let other = person("Bianchi", "Bruno");
    desk.add(&other).await;
    let bruno = Visitor::from("192.0.2.0").signed_in(other.id);
    let anna_again = || Visitor::from("198.51.100.0").signed_in(anna.id);
    for (who, device) in [
        (&visitor, "Firefox, Linux"),
        (&anna_again(), "Safari, iPhone"),
        (&anna_again(), "Edge, Windows"),
        (&bruno, "Firefox, Windows"),
    ] {
        open_session(&desk, who, device).await;
    }
    let page = desk.page(&Area, &visitor, "sessioni").await;
    let [Action::Send(all), _, _] = &page.actions[..] else { panic!("{:?}", page.actions) };
    assert_eq!(line(&all.label, Lang::It), "Chiudi tutte le altre sessioni");
    for wrong in [("tutte", "mie"), ("altre", "tutte")] {
        assert!(matches!(desk.post(&Area, &visitor, "sessioni", &[wrong]).await, Answer::BadForm));
    }
    let [(name, value)] = &all.fields[..] else { panic!("{:?}", all.fields) };
    let Answer::See(to) = desk.post(&Area, &visitor, "sessioni", &[(name, value)]).await else { panic!() };
    let path = to.strip_prefix("area/").unwrap();
    let page = desk.page(&Area, &visitor, path).await;
    assert!(page.actions.is_empty(), "{:?}", page.actions);
    assert_eq!(line(&page.done.unwrap().title, Lang::It), "Fatto: tutte le altre sessioni sono chiuse");
    let mut conn = desk.reader().await;
    for who in [&visitor, &bruno] {
        let left =
            open_sessions::list(&mut conn, who.citizen.unwrap(), who.session, desk.now()).await.unwrap();
        assert!(matches!(&left[..], [own] if own.this), "{left:?}");
    }
}

#[tokio::test]
async fn a_session_of_another_citizen_cannot_be_ended() {
    let (desk, anna, visitor) = desk().await;
    open_session(&desk, &visitor, "Firefox, Linux").await;
    let number = {
        let mut conn = desk.reader().await;
        let open = open_sessions::list(&mut conn, anna.id, visitor.session, desk.now()).await.unwrap();
        open[0].number.clone()
    };
    let other = person("Bianchi", "Bruno");
    desk.add(&other).await;
    let thief = Visitor::from("192.0.2.0").signed_in(other.id);
    desk.post(&Area, &thief, "sessioni", &[("numero", &number)]).await;
    let mut conn = desk.reader().await;
    let left = open_sessions::list(&mut conn, anna.id, visitor.session, desk.now()).await.unwrap();
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn the_copy_has_everything_and_no_secret() {
    let (desk, anna, visitor) = desk().await;
    send(&desk, anna.id, "tutto qui").await;
    let Answer::File(file) = desk.get(&Area, &visitor, "dati").await else { panic!("no file") };
    let text = String::from_utf8(file.bytes).unwrap();
    let copy: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(copy["persona"]["codice_fiscale"], anna.code.as_str());
    assert_eq!(copy["pratiche"][0]["risposte"][0]["risposta"], "tutto qui");
    assert_eq!(copy["contatti"][0]["esito"], "Hai chiesto per posta: Estratto conto contributivo.");
    assert_eq!(copy["contatti"][0]["canale"], "sito");
    assert_eq!(copy["pratiche"][0]["stato"], "Ricevuta");
    assert_eq!(copy["recapiti"][0]["tipo"], "Telefono di casa");
    assert_eq!(copy["recapiti"][0]["valore"], "0612345678");
    let days = [&copy["recapiti"][0]["dal"], &copy["persona"]["data_di_nascita"]];
    assert!(
        days.iter().all(|day| day
            .as_str()
            .is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok() && day.len() == 10)),
        "{days:?}"
    );
    assert!(copy["creato"].as_str().unwrap().ends_with("+01:00"));
    assert!(!text.contains("argon2") && !file.name.contains(anna.code.as_str()));
}

/// The copy of Noemi, who has something of everything, in each language.
async fn copies() -> [serde_json::Value; 3] {
    use crate::services::contribution_statement::ContributionStatement;
    let desk = Desk::open().await;
    demo::load(&desk.portal.db, &desk.portal.hasher, desk.now(), &|_| {}).await.unwrap();
    let noemi =
        people::by_code(&mut desk.reader().await, demo::CODE.parse().unwrap()).await.unwrap().unwrap();
    let visitor = Visitor::from("192.0.2.0").signed_in(noemi.id);
    open_session(&desk, &visitor, "Firefox, Linux").await;
    let (device, id, now) = ([9; 32], noemi.id, desk.now());
    let known = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            let insert = "INSERT INTO preferences (citizen_id, value, updated_at) VALUES ($1, $2, $3)";
            crate::sql!(tx, insert, id, "scuro.150.wide.3.60", now.0).execute().await?;
            open_sessions::know_device(tx, device, id, now).await.map_err(Failure::from)
        })
    });
    known.await.unwrap();
    let key = Uuid::now_v7().to_string();
    desk.post(&ContributionStatement, &visitor, "posta", &[("chiave", &key), ("forma", "print")]).await;
    let fields = [("quando", "Dal 1990 al 1991"), ("lavoro", ""), ("documenti", "")];
    desk.post(&ContributionStatement, &visitor, "errore/manca", &fields).await;
    let mut copies = Vec::new();
    for lang in Lang::ALL {
        let Answer::File(file) = desk.get(&Area, &Visitor { lang, ..visitor.clone() }, "dati").await else {
            panic!("no file")
        };
        copies.push(serde_json::from_slice(&file.bytes).unwrap());
    }
    copies.try_into().unwrap()
}

/// The names in a value, each with its texts.
fn texts(value: &serde_json::Value, name: &str, found: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| texts(value, name, found))
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, name, found)),
        other => found.push((name.to_owned(), other.to_string())),
    }
}

#[tokio::test]
async fn the_copy_is_in_one_language_with_names_and_codes_that_are_the_same_in_all() {
    let copies = copies().await;
    for (lang, copy) in Lang::ALL.into_iter().zip(&copies) {
        assert_eq!(copy["lingua"], lang.code());
        // The way of the letter that was ordered, and what was typed, which has none.
        let order = copy["pratiche"]
            .as_array()
            .unwrap()
            .iter()
            .find(|case| case["servizio_codice"] == "estratto-conto");
        let answers = order.unwrap()["risposte"].as_array().unwrap();
        let codes: Vec<_> = answers.iter().map(|answer| answer["risposta_codice"].as_str()).collect();
        assert_eq!(codes, [None, Some("print"), None], "{answers:?}");
        let labels = copy["etichette"].as_object().unwrap();
        let apart: std::collections::BTreeSet<_> = labels.values().map(ToString::to_string).collect();
        // One that is missing would be called as another.
        assert!(labels.len() > 70 && apart.len() == labels.len(), "{labels:?}");
        let lists =
            ["recapiti", "pratiche", "bozze", "contatti", "lettere", "contributi", "letture_dei_dati"];
        assert!(lists.iter().all(|list| copy[list].as_array().is_some_and(|all| !all.is_empty())), "{copy}");
    }
    let all = copies.each_ref().map(|copy| {
        let mut found = Vec::new();
        let mut copy = copy.clone();
        copy.as_object_mut().unwrap().remove("etichette");
        // Each reading of the copy is in the next.
        copy["letture_dei_dati"].as_array_mut().unwrap().truncate(1);
        texts(&copy, "", &mut found);
        found
    });
    let names = |copy: &[(String, String)]| copy.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&all[0]), names(&all[1]));
    assert_eq!(names(&all[0]), names(&all[2]));
    let worded =
        ["tipo", "servizio", "stato", "canale", "esito", "modo", "chi", "che_cosa", "gestione", "unita"];
    for ((it, en), ar) in all[0].iter().zip(&all[1]).zip(&all[2]) {
        if worded.contains(&it.0.as_str()) {
            assert!((it.1 != en.1 || it.1 == "\"E-mail\"") && en.1 != ar.1, "{it:?} {en:?} {ar:?}");
        }
        if it.0.ends_with("_codice") {
            assert!(it.1 == en.1 && en.1 == ar.1, "{it:?} {en:?} {ar:?}");
        }
    }
}

#[tokio::test]
async fn the_copy_has_contributions_the_pin_sessions_devices_and_who_read_the_data() {
    let desk = Desk::open().await;
    demo::load(&desk.portal.db, &desk.portal.hasher, desk.now(), &|_| {}).await.unwrap();
    let code = demo::CODE.parse().unwrap();
    let noemi = people::by_code(&mut desk.reader().await, code).await.unwrap().unwrap();
    let visitor = Visitor::from("192.0.2.0").signed_in(noemi.id);
    open_session(&desk, &visitor, "Firefox, Linux").await;
    let (device, now) = ([9; 32], desk.now());
    let known = desk.portal.db.write(move |tx| {
        Box::pin(
            async move { open_sessions::know_device(tx, device, noemi.id, now).await.map_err(Failure::from) },
        )
    });
    known.await.unwrap();
    let Answer::File(file) = desk.get(&Area, &visitor, "dati").await else { panic!("no file") };
    let text = String::from_utf8(file.bytes).unwrap();
    let copy: serde_json::Value = serde_json::from_str(&text).unwrap();
    let all = copy["contributi"].as_array().unwrap();
    assert_eq!(all.len(), demo::tour().len());
    for known in ["gestione", "dal", "settimane_per_il_diritto", "retribuzione_in_euro", "datore_di_lavoro"] {
        assert!(all.iter().any(|period| period[known].is_string()), "{known} in {}", all[0]);
    }
    assert!(copy["pin"]["stato"].as_str().unwrap().starts_with("attivo"), "{}", copy["pin"]);
    assert_eq!(copy["sessioni_aperte"][0]["dispositivo"], "Firefox, Linux");
    assert_eq!(copy["sessioni_aperte"][0]["questa"], true);
    assert_eq!(copy["dispositivi_conosciuti"].as_array().unwrap().len(), 1);
    assert!(copy["dispositivi_conosciuti"][0]["primo_accesso"].is_string());
    let reading = &copy["letture_dei_dati"][0];
    let told = ["chi", "che_cosa", "servizio", "canale", "pagina"].map(|told| &reading[told]);
    assert_eq!(told, ["tu", "tutti i tuoi dati", "La tua area", "sito", "/it/area/dati"], "{reading}");
    // Of readings from before their pages were noted, those that several services show have none.
    let (id, now) = (noemi.id, desk.now());
    let old = ["identity", "case", "contributions"];
    desk.portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                for what in old {
                    let text = "INSERT INTO audit (id, at, actor, channel, what, citizen_id, address) \
                                VALUES ($1, $2, 'citizen', 'web', $3, $4, '')";
                    crate::sql!(tx, text, Uuid::now_v7(), now.0, what, id).execute().await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
        .unwrap();
    let Answer::File(file) = desk.get(&Area, &visitor, "dati").await else { panic!("no file") };
    let copy: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    let readings = copy["letture_dei_dati"].as_array().unwrap().iter();
    let mut pages: Vec<&serde_json::Value> = readings.map(|reading| &reading["pagina"]).collect();
    pages.retain(|page| **page != "/it/area/dati");
    pages.sort_by_key(|page| page.to_string());
    assert_eq!(
        pages,
        [&serde_json::json!("/it/estratto-conto"), &serde_json::Value::Null, &serde_json::Value::Null]
    );
    // Of what lets somebody in there is nothing.
    let digests = [hex(&device), hex(&visitor.session)];
    assert!(digests.iter().all(|digest| !text.contains(&digest[..12])) && !text.contains("argon2"), "{text}");
}

#[tokio::test]
async fn the_copy_says_in_words_what_a_draft_holds() {
    use crate::services::contribution_statement::ContributionStatement;
    let (desk, _, visitor) = desk().await;
    let fields = [("quando", "Dal 1990 al 1991"), ("lavoro", ""), ("documenti", "")];
    desk.post(&ContributionStatement, &visitor, "errore/manca", &fields).await;
    let Answer::File(file) = desk.get(&Area, &visitor, "dati").await else { panic!("no file") };
    let copy: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    let answers = copy["bozze"][0]["risposte"].as_array().unwrap();
    assert_eq!(answers[0]["risposta"], "Dal 1990 al 1991", "{copy}");
    assert!(answers[0]["domanda"].as_str().is_some_and(|asked| asked.contains(' ')), "{copy}");
}

#[tokio::test]
async fn the_copy_says_in_words_how_one_wishes_to_read() {
    let (desk, anna, visitor) = desk().await;
    let now = desk.now();
    let kept = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            let insert = "INSERT INTO preferences (citizen_id, value, updated_at) VALUES ($1, $2, $3)";
            crate::sql!(tx, insert, anna.id, "scuro.150.wide.3.60", now.0)
                .execute()
                .await
                .map_err(Failure::from)
        })
    });
    kept.await.unwrap();
    let Answer::File(file) = desk.get(&Area, &visitor, "dati").await else { panic!("no file") };
    let copy: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    let chosen = copy["preferenze"]["scelte"].as_array().unwrap();
    let told: Vec<_> = chosen.iter().map(|one| [&one["domanda"], &one["risposta"]]).collect();
    assert_eq!(told[..2], [["Grandezza del testo", "Molto più grande"], ["Colori", "Scuri"]], "{copy}");
    assert_eq!(told.len(), 5);
    assert!(!String::from_utf8(file.bytes).unwrap().contains("scuro.150"), "{copy}");
}

#[test]
fn every_state_says_what_it_is_and_what_happens_next() {
    for lang in Lang::ALL {
        let mut said: Vec<String> = CaseState::ALL
            .iter()
            .map(|state| {
                shown(&cases::page(
                    lang,
                    &examples::case(lang, 1, *state).unwrap(),
                    &[],
                    None,
                    CaseNow::default(),
                    Channel::Web,
                ))
            })
            .collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), CaseState::ALL.len());
    }
}

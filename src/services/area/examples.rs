//! The area's pages in every state, of an invented citizen.

use a11y::page::Page;
use a11y::text::{Lang, Text};
use jiff::civil::date;
use uuid::Uuid;

use super::drafts::Told;
use super::overview::{self, Known};
use super::records::Counts;
use super::sessions::Ended;
use super::{ROWS, cases, drafts, history, sessions};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
use crate::citizen::records::{Citizen, Contact, Pin, Residence};
use crate::citizen::sessions::Listed;
use crate::clock::{DAY, HOUR, Moment};
use crate::config::Config;
use crate::ledger::letters::{self, Delivery};
use crate::ledger::{Case, CaseState, Protocollo};
use crate::places::Belfiore;
use crate::services::drafts::records::Stored;
use crate::services::{
    CaseNow, Channel, Example, Service, WITHOUT_PIN, contribution_statement, domestic_work, pin, whose,
};

/// 23 November 2026, 10:00 in Rome.
const NOW: Moment = Moment(1_795_424_400_000);

/// Every state: full and bare overview, lists filled and empty, a case in each state, sessions.
pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let Some(known) = known() else { return Vec::new() };
    let person = known.person.clone();
    let bare = Known {
        contacts: Vec::new(),
        pin: None,
        by_pin: true,
        counts: Counts::default(),
        drafts: Vec::new(),
        late: vec![("segnala".into(), NOW.plus(HOUR))],
        preferences: Some(NOW),
        person: known.person.clone(),
    };
    let all: Vec<Case> = (1..).zip(CaseState::ALL).filter_map(|(n, state)| case(lang, n, state)).collect();
    // More cases than a page has room for.
    let many: Vec<Case> = all.iter().chain(&all).chain(&all).cloned().collect();
    let sending = known_with_pin_that_sends();
    let many_drafts: Vec<_> = (0..=ROWS).map(|_| draft("datore")).collect();
    let older =
        drafts::Found { stored: Stored { updated: NOW.plus(-5 * DAY), ..draft("").stored }, about: None };
    let mut found = vec![
        Example::new("area", overview::page(lang, &known, Channel::Web)),
        Example::new(
            "area/pin-attivo",
            Page { done: Some(overview::pin_active(lang)), ..overview::page(lang, &known, Channel::Web) },
        ),
        Example::new("area/senza-recapiti", overview::page(lang, &bare, Channel::Web)),
        Example::new("area/bozze-nessuna", drafts::list(lang, 1, &[], Told::Deleted)),
        Example::new("area/bozze", drafts::list(lang, 1, &[draft("datore"), older], Told::Nothing)),
        Example::new("area/bozze-pagina-2", drafts::list(lang, 2, &many_drafts, Told::Nothing)),
        Example::new("area/bozze-troppe", drafts::list(lang, 1, &many_drafts, Told::TooMany)),
        Example::new("area/pratiche-nessuna", cases::list(lang, 1, &[], &[])),
        Example::new("area/pratiche", cases::list(lang, 1, &all, &[])),
        Example::new("area/pratiche-pagina-2", cases::list(lang, 2, many.get(..12).unwrap_or(&all), &[])),
        Example::new("area/lettere-nessuna", history::letters(lang, 1, &[])),
        Example::new("area/lettere", history::letters(lang, 1, &posted())),
        Example::new("area/lettere-telefonate", history::letters(lang, 1, &called())),
        Example::new("area/lettere-pagina-2", history::letters(lang, 2, &posted())),
        Example::new("area/storia-nessuno", history::met(lang, 1, &[], true)),
        Example::new("area/storia", history::met(lang, 1, &met(), true)),
        Example::new(format!("area/storia-{WITHOUT_PIN}"), history::met(lang, 1, &met(), false)),
        Example::new(
            "area/storia-pagina-2",
            history::met(lang, 2, met().get(12..).unwrap_or_default(), true),
        ),
        Example::new("area/sessioni", sessions::page(lang, &open(), None)),
        Example::new("area/sessioni-chiusa", sessions::page(lang, &open(), Some(Ended::One))),
        Example::new("area/sessioni-chiuse", sessions::page(lang, &open()[..1], Some(Ended::Others))),
    ];
    if let Some(known) = sending {
        found.push(Example::new("area/pin-che-invia", overview::page(lang, &known, Channel::Web)));
    }
    if let Some((case, now)) = domestic_work::in_area(lang, CaseState::Accepted) {
        let page = cases::page(lang, &case, &[received(&case)], None, now, Channel::Web);
        found.push(Example::new("area/pratica-registrazione-accolta", page));
    }
    found.extend(all.iter().map(|case| {
        let now = of_its_service(lang, case.state).map(|(_, now)| now);
        let now = now.unwrap_or_else(|| waited(lang, case));
        Example::new(format!("area/pratica-{}", case.state.code()), moved(lang, case, now))
    }));
    for (name, state) in [
        ("superseded-chiusa", CaseState::Superseded),
        ("too-many-passata", CaseState::TooMany),
        ("pin-attivato", CaseState::Accepted),
    ] {
        let later = pin::in_area(lang, state, false);
        found.extend(
            later.map(|(case, now)| Example::new(format!("area/pratica-{name}"), moved(lang, &case, now))),
        );
    }
    if let Some((case, _)) = of_its_service(lang, CaseState::Superseded) {
        // The records keep requests for a year, cases for ten.
        let page = moved(lang, &case, CaseNow::default());
        found.push(Example::new("area/pratica-superseded-senza-numero", page));
    }
    if let Some(case) = case(lang, 9, CaseState::Withdrawn) {
        let events = [event(case.state, "", NOW, true), received(&case)];
        let page = cases::page(lang, &case, &events, None, CaseNow::default(), Channel::Web);
        found.push(Example::new("area/pratica-withdrawn-da-te", page));
    }
    if let Some(case) = case(lang, 9, CaseState::Withdrawn) {
        let accepted = event(CaseState::Accepted, "", case.created, false);
        let events = [event(case.state, "", NOW, false), accepted, received(&case)];
        let page = cases::page(lang, &case, &events, None, CaseNow::default(), Channel::Web);
        found.push(Example::new("area/pratica-withdrawn-dopo", page));
    }
    if let Some(case) = case(lang, 8, CaseState::Sent) {
        let letter = posted().into_iter().find(|letter| letter.state == "acknowledged");
        let page =
            cases::page(lang, &case, &[received(&case)], letter.as_ref(), waited(lang, &case), Channel::Web);
        found.push(Example::new("area/pratica-spedita", page));
    }
    if let Some(case) = case(lang, 8, CaseState::InProgress) {
        let call = called().into_iter().find(|call| call.state == "taken");
        let events = [event(case.state, "", NOW, false), received(&case)];
        let page = cases::page(lang, &case, &events, call.as_ref(), CaseNow::default(), Channel::Web);
        found.push(Example::new("area/pratica-telefonata", page));
    }
    if let Some((case, now)) = domestic_work::in_area(lang, CaseState::Sent) {
        let page = cases::page(lang, &case, &[received(&case)], None, now, Channel::Web);
        found.push(Example::new("area/pratica-registrazione", page));
    }
    for example in &mut found {
        whose(&mut example.page, &person);
        example.page.test_data = true;
    }
    found
}

fn known() -> Option<Known> {
    let contact = |kind: &str, value: &str| Contact { kind: kind.into(), value: value.into(), since: NOW };
    Some(Known {
        person: Citizen {
            id: Uuid::nil(),
            code: CodiceFiscale::encode(&Person {
                surname: "Rinaldi",
                name: "Enrico",
                sex: Sex::Male,
                born: date(1958, 3, 27),
                birthplace: Belfiore::parse("C337")?,
            }),
            surname: "Rinaldi".into(),
            name: "Enrico".into(),
            sex: "M".into(),
            born: date(1958, 3, 27),
            birthplace: "C337".into(),
            residence: Residence {
                street: "Via dei Mille".into(),
                number: "12".into(),
                locality: String::new(),
                belfiore: "H501".into(),
                cap: "00185".into(),
            },
            synthetic: true,
        },
        contacts: vec![
            contact("email", "enrico.rinaldi@esempio.it"),
            contact("home", "0612345678"),
            contact("mobile", "3331234567"),
            contact("office", "0687654321"),
        ],
        pin: Some(Pin {
            hash: String::new(),
            level: Level::Reader,
            created: NOW,
            changed: NOW,
            revoked: None,
        }),
        by_pin: true,
        counts: Counts { drafts: 1, cases: 6, letters: 4, encounters: 9 },
        drafts: vec![draft("datore")],
        late: Vec::new(),
        preferences: None,
    })
}

fn known_with_pin_that_sends() -> Option<Known> {
    let mut known = known()?;
    known.pin.as_mut()?.level = Level::Actor;
    Some(known)
}

fn event(state: CaseState, note: &str, at: Moment, by_citizen: bool) -> cases::Event {
    cases::Event { state, note: note.to_owned(), at, by_citizen }
}

fn received(case: &Case) -> cases::Event {
    event(CaseState::Sent, "", case.created, true)
}

/// What My area says of a case of the statement.
fn waited(lang: Lang, case: &Case) -> CaseNow {
    let mut now = contribution_statement::case_now(lang, case, NOW);
    now.next.extend(contribution_statement::ContributionStatement.nothing_came(
        lang,
        case,
        NOW,
        &Config::default(),
    ));
    now
}

/// A case that was moved on.
fn moved(lang: Lang, case: &Case, now: CaseNow) -> Page {
    // The job that does not grant a request writes no note.
    let note = if case.service == "pin" { "" } else { "Manca la copia del documento." };
    let events = [event(case.state, note, NOW, false), received(case)];
    cases::page(lang, case, &events, None, now, Channel::Web)
}

/// A case in a state that only one service has: work that was registered has ended, a request for a PIN is not granted.
fn of_its_service(lang: Lang, state: CaseState) -> Option<(Case, CaseNow)> {
    match state {
        CaseState::Ended => domestic_work::in_area(lang, state),
        CaseState::Superseded | CaseState::TooMany => pin::in_area(lang, state, true),
        _ => None,
    }
}

/// A case of the contribution statement, numbered in its year, or of the service that alone has this state.
pub(super) fn case(lang: Lang, number: u32, state: CaseState) -> Option<Case> {
    if let Some((case, _)) = of_its_service(lang, state) {
        return Some(case);
    }
    let created = NOW.plus(-20 * DAY);
    Some(Case {
        id: Uuid::nil(),
        protocollo: Protocollo::new(2026, 0, number).ok()?,
        citizen: Uuid::nil(),
        service: "estratto-conto".into(),
        state,
        answers: contribution_statement::sent_in_area(lang, state)?,
        created,
        updated: if state == CaseState::Sent { created } else { NOW },
    })
}

/// A draft left at a step.
fn draft(step: &str) -> drafts::Found {
    let stored = Stored {
        id: Uuid::from_u128(4),
        session: None,
        citizen: None,
        service: "lavoro-domestico".into(),
        answers: Vec::new(),
        step: Some(step.into()),
        updated: NOW.plus(-3 * DAY),
        expires: NOW.plus(27 * DAY),
    };
    drafts::Found { stored, about: Some(Text::name("Rosa Esempio").private()) }
}

/// A letter of each kind, in each state.
fn posted() -> Vec<letters::Listed> {
    let letter = |kind: &str, number: Option<&str>, delivery, state: &str| letters::Listed {
        id: Uuid::nil(),
        case: number.map(str::to_owned),
        kind: kind.into(),
        delivery: Some(delivery),
        state: state.into(),
        created: NOW.plus(-3 * DAY),
        taken: (!matches!(state, "waiting" | "cancelled")).then(|| NOW.plus(-2 * DAY)),
        acknowledged: matches!(state, "acknowledged" | "returned" | "cancelled").then_some(NOW),
    };
    vec![
        letter("pin", Some("2026000000000117"), Delivery::Letter, "waiting"),
        letter("slow-down", None, Delivery::Braille, "taken"),
        letter("contribution-statement", Some("2026000000000018"), Delivery::Print, "acknowledged"),
        letter("altro", None, Delivery::Letter, "returned"),
        letter("contribution-statement", Some("2026000000000017"), Delivery::Print, "cancelled"),
    ]
}

/// A call in each state.
fn called() -> Vec<letters::Listed> {
    let call = |state: &str| letters::Listed {
        id: Uuid::nil(),
        case: Some("2026000000000117".to_owned()),
        kind: "pin".into(),
        delivery: Some(Delivery::Call),
        state: state.into(),
        created: NOW.plus(-3 * DAY),
        taken: (!matches!(state, "waiting" | "cancelled")).then(|| NOW.plus(-2 * DAY)),
        acknowledged: matches!(state, "acknowledged" | "returned" | "cancelled").then_some(NOW),
    };
    ["waiting", "taken", "acknowledged", "returned", "cancelled"].map(call).to_vec()
}

/// An encounter of each outcome, and one through each door.
fn met() -> Vec<history::Met> {
    let outcomes = [
        ("web", "accedi", "signed-in"),
        ("web", "estratto-conto", "read"),
        ("kiosk", "estratto-conto", "downloaded"),
        ("web", "estratto-conto", "sent"),
        ("web", "estratto-conto", "error-reported"),
        ("telephone", "accedi", "slowed-down"),
        ("post", "pin", "pin-requested"),
        ("web", "pin", "pin-activated"),
        ("counter", "pin", "pin-changed"),
        ("counter", "pin", "pin-raised"),
        ("fax", "pin", "pin-revoked"),
        ("web", "accedi", "altro"),
        ("web", "lavoro-domestico", "withdrawn"),
        ("web", "lavoro-domestico", "ended"),
    ];
    (0_u32..)
        .zip(outcomes)
        .map(|(n, (door, service, outcome))| {
            let of_case = ["sent", "error-reported", "withdrawn", "ended"].contains(&outcome);
            let number = of_case.then(|| Protocollo::new(2026, 0, n).ok()).flatten();
            history::Met {
                channel: door.to_owned(),
                service: service.to_owned(),
                outcome: outcome.to_owned(),
                at: NOW.plus(-i64::from(n) * DAY),
                case: number.map(|number| number.to_string()),
            }
        })
        .collect()
}

fn open() -> Vec<Listed> {
    let session = |number: &str, device: &str, hours: i64, this| Listed {
        number: number.into(),
        device: device.into(),
        began: NOW.plus(-hours * HOUR),
        seen: NOW.plus(-hours * HOUR / 2),
        this,
    };
    vec![
        session("0011223344556677", "Firefox, Windows", 1, true),
        session("8899aabbccddeeff", "Safari, iPhone", 4, false),
        session("ffeeddccbbaa9988", "", 6, false),
    ]
}

//! Registrations of domestic work that are answered but for their sending, put straight into the records.

use a11y::text::Lang;
use jiff::ToSpan;
use jiff::civil::Date;
use sportello::citizen::Level;
use sportello::citizen::records::{Citizen, by_code};
use sportello::places::{Belfiore, Birthplace};
use sportello::portal::Portal;
use sportello::services::conversation::Answers;
use sportello::services::drafts::{Draft, records};
use sportello::services::{Channel, Context};
use sportello::sql;
use uuid::Uuid;

/// What a community answers, but for the day of the start.
const ANSWERS: &[(&str, &str)] = &[
    ("chi-assume", "religiosa"),
    ("ente-nome", "Comunità di prova"),
    ("ente-codice", "80078750587"),
    ("ente-via", "Via di Prova"),
    ("ente-numero-civico", "1"),
    ("ente-comune", "Roma"),
    ("ente-provincia", ""),
    ("ente-cap", "00118"),
    ("ente-frazione", ""),
    ("ente-telefono", ""),
    ("lavoratore-codice-fiscale", "SMPRSO80E54Z611X"),
    ("lavoratore-cognome", "Esempio"),
    ("lavoratore-nome", "Rosa"),
    ("lavoratore-sesso", "F"),
    ("lavoratore-nascita-giorno", "14"),
    ("lavoratore-nascita-mese", "5"),
    ("lavoratore-nascita-anno", "1980"),
    ("lavoratore-luogo-nascita", "Perù"),
    ("lavoratore-provincia-nascita", "EE"),
    ("lavoratore-cittadinanza", "Romania"),
    ("lavoratore-via", "Via di Prova"),
    ("lavoratore-numero-civico", "2"),
    ("lavoratore-comune", "Roma"),
    ("lavoratore-provincia", ""),
    ("lavoratore-cap", "00118"),
    ("lavoratore-frazione", ""),
    ("lavoratore-telefono", ""),
    ("lavoratore-documento", "carta-estera"),
    ("lavoratore-documento-numero", "RO123456"),
    ("lavoratore-documento-scadenza-giorno", "31"),
    ("lavoratore-documento-scadenza-mese", "12"),
    ("mansione", "colf"),
    ("contratto", "indeterminato"),
    ("convivente", "no"),
    ("vitto-alloggio", ""),
    ("ore", "10"),
    ("tipo-paga", "oraria"),
    ("paga-concordata", "9,75"),
    ("luogo", "datore"),
    ("avvisi", "datore"),
];

/// What a person answers in place of a community, but for what is on record; and a worker from outside the Union.
const PERSON: &[(&str, &str)] = &[
    ("chi-assume", "persona"),
    ("datore-cognome-marito", ""),
    ("datore-professione", ""),
    ("datore-cittadinanza", "Italia"),
    ("datore-via", "Via di Prova"),
    ("datore-numero-civico", "3"),
    ("datore-comune", "Roma"),
    ("datore-provincia", ""),
    ("datore-cap", "00118"),
    ("datore-frazione", ""),
    ("datore-telefono", "06 5555 0123"),
    ("datore-documento", "carta"),
    ("datore-documento-numero", "CA12345AB"),
    ("lavoratore-cittadinanza", "Perù"),
    ("lavoratore-documento", "passaporto-estero"),
    ("lavoratore-permesso", "soggiorno"),
    ("lavoratore-permesso-numero", "I12345678"),
];

/// The ways through the rest that are a person's alone, the day of the end of a contract apart.
const WAYS: [&[(&str, &str)]; 4] = [
    &[("parentela", "nessuna"), ("datore-cognome-marito", "Esempio"), ("datore-professione", "Liutaia")],
    &[("parentela", "coniuge"), ("accompagnamento", "si"), ("contratto", "sostituzione")],
    &[
        ("parentela", "parente"),
        ("quale-parente", "zio"),
        ("prova", "contratto\naltro"),
        ("prova-altro", "Le lettere di lavoro"),
        ("datore-comune", "Peschiera"),
        ("datore-cap", "20068"),
        ("datore-quale-comune-peschiera", "G488"),
        ("tipo-paga", "mensile"),
        ("paga-concordata", "1400"),
    ],
    &[
        ("parentela", "affine"),
        ("quale-affine", "cognato"),
        ("prova", "pagamenti"),
        ("contratto", "determinato"),
        ("convivente", "si"),
        ("vitto-alloggio", "vitto\nalloggio"),
        ("pasti", "14"),
        ("luogo", "altro"),
        ("luogo-via", "Via del Mare"),
        ("luogo-numero-civico", "snc"),
        ("luogo-comune", "Castro"),
        ("luogo-provincia", "LE"),
        ("luogo-cap", "73030"),
        ("luogo-frazione", "Marina"),
        ("luogo-telefono", ""),
        ("avvisi", "altro"),
        ("avvisi-via", "Via di Prova"),
        ("avvisi-numero-civico", "4"),
        ("avvisi-comune", "Roma"),
        ("avvisi-provincia", ""),
        ("avvisi-cap", "00118"),
        ("avvisi-frazione", ""),
        ("avvisi-telefono", ""),
    ],
];

/// Opens so many of a community for the citizen with this code, who was last at `step`; the work starts in a week.
pub async fn open(portal: &Portal, code: &str, step: &str, count: usize) -> Vec<Uuid> {
    put(portal, code, step, count, |_, _, today| of_community(today)).await
}

/// The same of each kind in turn: a community, then a person, on each way through the form.
pub async fn open_of_all_kinds(portal: &Portal, code: &str, step: &str, count: usize) -> Vec<Uuid> {
    let answers = |n: usize, citizen: &Citizen, today| match n % 2 {
        0 => of_community(today),
        _ => of_person(citizen, WAYS[n / 2 % WAYS.len()], today),
    };
    put(portal, code, step, count, answers).await
}

async fn put(
    portal: &Portal,
    code: &str,
    step: &str,
    count: usize,
    answers: impl Fn(usize, &Citizen, Date) -> Answers,
) -> Vec<Uuid> {
    let now = portal.clock.now();
    let mut conn = portal.db.reader().await.unwrap();
    let citizen = by_code(&mut conn, code.parse().unwrap()).await.unwrap().unwrap();
    drop(conn);
    let context = Context {
        now,
        lang: Lang::It,
        channel: Channel::Web,
        level: Level::Actor,
        citizen: Some(citizen.id),
        session: [0; 32],
        length: sportello::citizen::sessions::DEFAULT_LENGTH,
        place: String::new(),
        kiosk: None,
        device: None,
    };
    let mut ids = Vec::new();
    for n in 0..count {
        let answers = answers(n, &citizen, now.date());
        let draft = Draft { answers, step: Some(step.to_owned()), ..Draft::fresh(now) };
        let stored = draft.stored(&portal.keys, &context, "lavoro-domestico").unwrap();
        // Without a session, which would have to exist.
        let stored = records::Stored { session: None, ..stored };
        ids.push(draft.id);
        portal.db.write(move |tx| Box::pin(async move { records::keep(tx, stored).await })).await.unwrap();
    }
    ids
}

fn of_community(today: Date) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in ANSWERS {
        answers.set(*name, *value);
    }
    // Within the years a document is valid, whatever day it is.
    answers.set("lavoratore-documento-scadenza-anno", (today.year() + 5).to_string());
    set_day(&mut answers, "inizio", today.saturating_add(7.days()));
    answers
}

fn of_person(citizen: &Citizen, way: &[(&str, &str)], today: Date) -> Answers {
    let mut answers = of_community(today);
    answers.0.retain(|name, _| !name.starts_with("ente-"));
    for (name, value) in PERSON.iter().chain(way) {
        answers.set(*name, *value);
    }
    let born_at = Birthplace::of(Belfiore::parse(&citizen.birthplace).unwrap(), citizen.born).unwrap();
    for (name, value) in [
        ("datore-codice-fiscale", citizen.code.as_str()),
        ("datore-cognome", &citizen.surname),
        ("datore-nome", &citizen.name),
        ("datore-sesso", &citizen.sex),
        ("datore-luogo-nascita", born_at.name()),
        ("datore-provincia-nascita", born_at.sigla()),
    ] {
        answers.set(name, value);
    }
    set_day(&mut answers, "datore-nascita", citizen.born);
    if answers.trimmed("contratto") != "indeterminato" {
        set_day(&mut answers, "termine", today.saturating_add(200.days()));
    }
    answers
}

fn set_day(answers: &mut Answers, name: &str, day: Date) {
    let parts = [("giorno", i16::from(day.day())), ("mese", i16::from(day.month())), ("anno", day.year())];
    for (part, value) in parts {
        answers.set(format!("{name}-{part}"), value.to_string());
    }
}

/// The one draft there is.
pub async fn only(portal: &Portal) -> records::Stored {
    let mut conn = portal.db.reader().await.unwrap();
    let (id,): (Uuid,) = sql!(conn, "SELECT id FROM drafts").one().await.unwrap();
    records::find(&mut conn, id).await.unwrap().unwrap()
}

/// Puts a draft back as it was, under another name: what was sent from it once is not sent again.
pub async fn put_back(portal: &Portal, draft: &records::Stored) {
    let draft = records::Stored { id: Uuid::now_v7(), session: None, ..draft.clone() };
    portal.db.write(move |tx| Box::pin(async move { records::keep(tx, draft).await })).await.unwrap();
}

/// Forgets every draft.
pub async fn clear(portal: &Portal) {
    portal
        .db
        .write(|tx| Box::pin(async move { sql!(tx, "DELETE FROM drafts").execute().await }))
        .await
        .unwrap();
}

//! A registration of domestic work that is answered but for its sending, put straight into the records.

use a11y::text::Lang;
use jiff::ToSpan;
use sportello::citizen::Level;
use sportello::portal::Portal;
use sportello::services::conversation::Answers;
use sportello::services::drafts::{Draft, records};
use sportello::services::{Channel, Context};
use sportello::sql;
use uuid::Uuid;

/// What is answered, but for the day of the start.
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
    ("paga", "9,75"),
    ("luogo", "datore"),
    ("avvisi", "datore"),
];

/// Opens so many of them for the citizen with this code, who was last at `step`; the work starts in a week.
pub async fn open(portal: &Portal, code: &str, step: &str, count: usize) -> Vec<Uuid> {
    let now = portal.clock.now();
    let mut conn = portal.db.reader().await.unwrap();
    let (citizen,): (Uuid,) =
        sql!(conn, "SELECT id FROM citizens WHERE codice_fiscale = $1", code).one().await.unwrap();
    drop(conn);
    let context = Context {
        now,
        lang: Lang::It,
        channel: Channel::Web,
        level: Level::Actor,
        citizen: Some(citizen),
        session: [0; 32],
        length: sportello::citizen::sessions::DEFAULT_LENGTH,
        place: String::new(),
        kiosk: None,
        device: None,
    };
    let mut ids = Vec::new();
    for _ in 0..count {
        let draft = Draft { answers: answers(now.date()), step: Some(step.to_owned()), ..Draft::fresh(now) };
        let stored = draft.stored(&portal.keys, &context, "lavoro-domestico").unwrap();
        // Without a session, which would have to exist.
        let stored = records::Stored { session: None, ..stored };
        ids.push(draft.id);
        portal.db.write(move |tx| Box::pin(async move { records::keep(tx, stored).await })).await.unwrap();
    }
    ids
}

fn answers(today: jiff::civil::Date) -> Answers {
    let start = today.saturating_add(7.days());
    let mut answers = Answers::default();
    for (name, value) in ANSWERS {
        answers.set(*name, *value);
    }
    // Within the years a document is valid, whatever day it is.
    answers.set("lavoratore-documento-scadenza-anno", (today.year() + 5).to_string());
    answers.set("inizio-giorno", start.day().to_string());
    answers.set("inizio-mese", start.month().to_string());
    answers.set("inizio-anno", start.year().to_string());
    answers
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

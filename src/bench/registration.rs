//! A registration of domestic work that is filled in but for its sending: what a citizen has at the end of the long form.
//!
//! A community employs: its answers fit whoever the bench has signed in.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::services::conversation::Answers;

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
    ("lavoratore-cittadinanza", "Perù"),
    ("lavoratore-via", "Via di Prova"),
    ("lavoratore-numero-civico", "2"),
    ("lavoratore-comune", "Roma"),
    ("lavoratore-provincia", ""),
    ("lavoratore-cap", "00118"),
    ("lavoratore-frazione", ""),
    ("lavoratore-telefono", "06 5555 0123"),
    ("lavoratore-documento", "passaporto-estero"),
    ("lavoratore-documento-numero", "PE123456"),
    ("lavoratore-documento-scadenza-giorno", "31"),
    ("lavoratore-documento-scadenza-mese", "12"),
    ("lavoratore-permesso", "soggiorno"),
    ("lavoratore-permesso-numero", "I12345678"),
    ("mansione", "colf"),
    ("contratto", "indeterminato"),
    ("convivente", "no"),
    ("vitto-alloggio", "vitto"),
    ("ore", "10"),
    ("tipo-paga", "oraria"),
    ("paga", "9,75"),
    ("luogo", "altro"),
    ("luogo-via", "Via del Mare"),
    ("luogo-numero-civico", "snc"),
    ("luogo-comune", "Castro"),
    ("luogo-provincia", "LE"),
    ("luogo-cap", "73030"),
    ("luogo-frazione", "Marina"),
    ("luogo-telefono", ""),
    ("avvisi", "datore"),
];

/// A step near the end: whatever is asked before it is walked through each time.
pub(super) const LATE_STEP: &str = "orario";

/// What is answered there the `n`th time: never the same twice in a row.
pub(super) fn late_answer(n: usize) -> String {
    format!("ore={}", 10 + n % 2)
}

/// The answers, of work that begins a week after this day.
pub(super) fn answers(today: Date) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in ANSWERS {
        answers.set(*name, *value);
    }
    // Within the years a document is valid, whatever day it is.
    answers.set("lavoratore-documento-scadenza-anno", (today.year() + 5).to_string());
    let start = today.saturating_add(7.days());
    answers.set("inizio-giorno", start.day().to_string());
    answers.set("inizio-mese", start.month().to_string());
    answers.set("inizio-anno", start.year().to_string());
    answers
}

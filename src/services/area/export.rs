//! The citizen's copy of their data, as JSON (GDPR art. 15 and 20): its names and codes are the same in every language, its
//! words are of the reader's, and `etichette` says in that what each name means. `risposta_codice` stands beside the words
//! of an answer that has a code: the value of what was chosen, of several with commas between, a day as ISO 8601; `null`
//! where the words are what was typed, and in what was sent before codes were kept. A day is written as one (`2026-11-20`),
//! a moment with its time of day and its place in the world (RFC 3339).
//!
//! **Invariant**: no secret is in it: no PIN, no hash, nothing of what a letter says.

use std::collections::{BTreeMap, BTreeSet};

use a11y::page::SummaryRow;
use a11y::text::{Lang, Text};
use a11y::values::line;
use serde_json::{Value, json};

use super::cases::state;
use super::history::{self, Met};
use super::overview::{birthplace, pin as pin_words, worded};
use super::sessions::device;
use super::{NAME, service_name, words};
use crate::citizen::records::{Citizen, Contact, Pin};
use crate::citizen::sessions;
use crate::citizen::worded::residence;
use crate::clock::Moment;
use crate::ledger::letters::{Delivery, Listed};
use crate::ledger::records::Reading;
use crate::ledger::{Case, SentPart};
use crate::services::drafts::Draft;
use crate::services::{named, path};

/// What is in the copy.
#[derive(Debug)]
pub(super) struct Copy {
    /// The person on record.
    pub(super) person: Citizen,
    /// Telephones and mail.
    pub(super) contacts: Vec<Contact>,
    /// All cases.
    pub(super) cases: Vec<Case>,
    /// All drafts.
    pub(super) drafts: Vec<Begun>,
    /// All encounters: channel, service, outcome, when.
    pub(super) encounters: Vec<Met>,
    /// All letters.
    pub(super) letters: Vec<Listed>,
    /// The preferences kept with the citizen's data: what is asked and what is chosen, and since when.
    pub(super) preferences: Option<(Vec<(Text, Text)>, Moment)>,
    /// The PIN, in use or revoked.
    pub(super) pin: Option<Pin>,
    /// The periods of the contribution statement.
    pub(super) contributions: Vec<Value>,
    /// The open sessions.
    pub(super) sessions: Vec<sessions::Listed>,
    /// Each browser that is known to have signed the citizen in: when first and when last.
    pub(super) devices: Vec<(Moment, Moment)>,
    /// Every reading of the citizen's data on record.
    pub(super) readings: Vec<Reading>,
    /// When the copy is made.
    pub(super) at: Moment,
}

/// A draft, with what it says in words where its service has them.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) service: String,
    pub(super) draft: Draft,
    pub(super) words: Option<Vec<SentPart>>,
}

/// The copy in bytes, indented so that it can also be read.
///
/// # Errors
/// [`serde_json::Error`], which no value here gives rise to.
pub(super) fn json(lang: Lang, copy: &Copy) -> Result<Vec<u8>, serde_json::Error> {
    let person = &copy.person;
    let mut all = json!({
        "lingua": lang.code(),
        "creato": moment(copy.at),
        "dati_di_prova": person.synthetic,
        "persona": {
            "nome": person.name,
            "cognome": person.surname,
            "codice_fiscale": person.code.as_str(),
            "sesso": person.sex,
            "data_di_nascita": person.born.to_string(),
            "luogo_di_nascita": line(&birthplace(lang, person), lang),
            "residenza": line(&residence(lang, &person.residence), lang),
        },
        "recapiti": copy.contacts.iter().map(|one| contact(lang, one)).collect::<Vec<_>>(),
        "pratiche": copy.cases.iter().map(|one| case(lang, one)).collect::<Vec<_>>(),
        "bozze": copy.drafts.iter().map(|one| draft(lang, one)).collect::<Vec<_>>(),
        "contatti": copy.encounters.iter().map(|one| encounter(lang, one)).collect::<Vec<_>>(),
        "lettere": copy.letters.iter().map(|one| letter(lang, one)).collect::<Vec<_>>(),
        "pin": copy.pin.as_ref().map(|one| pin(lang, one)),
        "contributi": copy.contributions,
        "sessioni_aperte": copy.sessions.iter().map(|one| session(lang, one)).collect::<Vec<_>>(),
        "dispositivi_conosciuti": copy.devices.iter().map(|(first, last)| {
            json!({ "primo_accesso": moment(*first), "ultimo_accesso": moment(*last) })
        }).collect::<Vec<_>>(),
        "letture_dei_dati": copy.readings.iter().map(|one| reading(lang, one)).collect::<Vec<_>>(),
        "preferenze": copy.preferences.as_ref().map(|(chosen, since)| {
            let row = |(asked, answer): &(Text, Text)| json!({ "domanda": line(asked, lang), "risposta": line(answer, lang) });
            let chosen: Vec<Value> = chosen.iter().map(row).collect();
            json!({ "scelte": chosen, "dal": moment(*since) })
        }),
    });
    let mut names = BTreeSet::new();
    names_in(&all, &mut names);
    let labels: BTreeMap<String, String> =
        names.into_iter().map(|name| (name.clone(), line(&label(lang, &name), lang))).collect();
    all["etichette"] = json!(labels);
    serde_json::to_vec_pretty(&all)
}

/// Every name in a value.
fn names_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            found.insert(name.clone());
            names_in(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| names_in(item, found)),
        _ => {}
    }
}

/// What the name of a code ends with, beside the name of its words.
const CODE: &str = "_codice";

/// What a name means.
fn label(lang: Lang, name: &str) -> Text {
    match name.strip_suffix(CODE) {
        Some(words) => words::copy_code(lang, &words::copy_label(lang, words)),
        None => words::copy_label(lang, name),
    }
}

/// A moment as ISO 8601 says it in Italy.
fn moment(moment: Moment) -> String {
    moment.in_rome().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn contact(lang: Lang, contact: &Contact) -> Value {
    let (kind, _) = worded(lang, contact);
    json!({
        "tipo": line(&kind, lang),
        "tipo_codice": contact.kind,
        "valore": contact.value,
        // On record as the beginning of a day, which is what is known.
        "dal": contact.since.date().to_string(),
    })
}

/// Questions and answers, each under the heading of its part. The code of one that was left empty, or of choices of which none
/// fits, is empty: `null` has only what was typed, whatever its words.
fn answers(lang: Lang, parts: &[SentPart]) -> Vec<Value> {
    let of_part = |part: &SentPart| {
        let heading = part.heading.as_ref().filter(|heading| !heading.is_empty());
        let heading = heading.map(|heading| line(heading, lang));
        let row = move |row: &SummaryRow| {
            let (asked, answer) = (line(&row.label, lang), line(&row.value, lang));
            json!({ "parte": heading, "domanda": asked, "risposta": answer, "risposta_codice": row.value.code() })
        };
        part.answers.rows.iter().map(row).collect::<Vec<_>>()
    };
    parts.iter().flat_map(of_part).collect()
}

fn case(lang: Lang, case: &Case) -> Value {
    json!({
        "protocollo": case.protocollo.to_string(),
        "servizio": line(&service_name(lang, &case.service), lang),
        "servizio_codice": case.service,
        "stato": line(&state(lang, case.state), lang),
        "stato_codice": case.state.code(),
        "ricevuta": moment(case.created),
        "aggiornata": moment(case.updated),
        "risposte": answers(lang, &case.answers.words(lang).parts),
    })
}

fn draft(lang: Lang, begun: &Begun) -> Value {
    let typed = || {
        let row = |(name, value): (&String, &String)| {
            let code = value.trim().is_empty().then_some("");
            json!({ "parte": null, "domanda": name, "risposta": value, "risposta_codice": code })
        };
        begun.draft.answers.0.iter().map(row).collect()
    };
    json!({
        "servizio": line(&service_name(lang, &begun.service), lang),
        "servizio_codice": begun.service,
        "modificata": moment(begun.draft.updated),
        "conservata_fino": moment(begun.draft.expires),
        "risposte": begun.words.as_ref().map_or_else(typed, |parts| answers(lang, parts)),
    })
}

fn encounter(lang: Lang, met: &Met) -> Value {
    json!({
        "quando": moment(met.at),
        "canale": line(&words::door(lang, &met.channel), lang),
        "canale_codice": met.channel,
        "servizio": line(&service_name(lang, &met.service), lang),
        "servizio_codice": met.service,
        "esito": line(&history::did(lang, &met.service, &met.outcome), lang),
        "esito_codice": met.outcome,
        "pratica": met.case,
    })
}

/// Never its hash.
fn pin(lang: Lang, pin: &Pin) -> Value {
    json!({
        "stato": line(&pin_words(lang, Some(pin)), lang),
        "attivato": moment(pin.created),
        "cambiato": moment(pin.changed),
        "revocato": pin.revoked.map(moment),
    })
}

/// Never its digest, nor the number made of that.
fn session(lang: Lang, session: &sessions::Listed) -> Value {
    json!({
        "dispositivo": line(&device(lang, session), lang),
        "iniziata": moment(session.began),
        "usata_l_ultima_volta": moment(session.seen),
        "questa": session.this,
    })
}

/// Who read which data, when, through which door and on which page.
fn reading(lang: Lang, reading: &Reading) -> Value {
    let first =
        reading.address.split('/').next().and_then(named).filter(|service| !service.name().is_empty());
    let told = first.map(|service| service.name()).or_else(|| service_of(&reading.what));
    // Staff read at the counter, on no page; and of old readings it is not known on which.
    let page = told.filter(|_| reading.actor == "citizen").map(|service| match first {
        Some(_) => path(lang, &reading.address),
        None => path(lang, format!("{service}/{}", reading.address).trim_end_matches('/')),
    });
    // A page of the front door's own, of no service.
    let page = page.or_else(|| (reading.what == "preferences").then(|| path(lang, &reading.address)));
    json!({
        "quando": moment(reading.at),
        "chi": line(&words::read_by(lang, &reading.actor), lang),
        "chi_codice": reading.actor,
        "che_cosa": line(&words::read_what(lang, &reading.what), lang),
        "che_cosa_codice": reading.what,
        "canale": line(&words::door(lang, &reading.channel), lang),
        "canale_codice": reading.channel,
        "servizio": line(&service_name(lang, told.unwrap_or(NAME)), lang),
        "servizio_codice": told.unwrap_or(NAME),
        "pagina": page,
    })
}

/// Which service showed what was read, where its address does not begin with it: the code of the data is its name, or
/// tells it; `None` where it tells none, as of data that several services show.
fn service_of(what: &str) -> Option<&'static str> {
    match what {
        "contributions" => Some("estratto-conto"),
        what if what.starts_with("pin-") => Some("pin"),
        what => named(what).map(|service| service.name()),
    }
}

fn letter(lang: Lang, letter: &Listed) -> Value {
    json!({
        "tipo": line(&history::kind(lang, &letter.kind), lang),
        "tipo_codice": letter.kind,
        "modo": letter.delivery.map(|way| line(&history::by(lang, way), lang)),
        "modo_codice": letter.delivery.map(Delivery::code),
        "stato": line(&history::state(lang, letter), lang),
        "stato_codice": letter.state,
        "scritta": moment(letter.created),
        "affidata": letter.taken.map(moment),
        "confermata": letter.acknowledged.map(moment),
    })
}

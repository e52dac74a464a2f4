//! The citizen's copy of their data, as JSON with Italian names (GDPR art. 15 and 20).
//!
//! **Invariant**: no secret is in it: no PIN, no hash, nothing of what a letter says.

use a11y::text::Lang;
use a11y::values::line;
use serde_json::{Value, json};

use super::overview::{birthplace, residence};
use crate::citizen::records::{Citizen, Contact};
use crate::clock::Moment;
use crate::ledger::Case;
use crate::ledger::letters::Listed;
use crate::services::drafts::Draft;

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
    pub(super) drafts: Vec<(String, Draft)>,
    /// All encounters: channel, service, outcome, when.
    pub(super) encounters: Vec<super::history::Met>,
    /// All letters.
    pub(super) letters: Vec<Listed>,
    /// The preferences kept with the citizen's data.
    pub(super) preferences: Option<(String, Moment)>,
    /// When the copy is made.
    pub(super) at: Moment,
}

/// The copy in bytes, indented so that it can also be read.
///
/// # Errors
/// [`serde_json::Error`], which no value here gives rise to.
pub(super) fn json(lang: Lang, copy: &Copy) -> Result<Vec<u8>, serde_json::Error> {
    let person = &copy.person;
    let all = json!({
        "creato": moment(copy.at),
        "dati_di_prova": person.synthetic,
        "persona": {
            "nome": person.name,
            "cognome": person.surname,
            "codice_fiscale": person.code.as_str(),
            "sesso": person.sex,
            "data_di_nascita": person.born.to_string(),
            "luogo_di_nascita": birthplace(person),
            "residenza": residence(person),
        },
        "recapiti": copy.contacts.iter().map(contact).collect::<Vec<_>>(),
        "pratiche": copy.cases.iter().map(|one| case(lang, one)).collect::<Vec<_>>(),
        "bozze": copy.drafts.iter().map(draft).collect::<Vec<_>>(),
        "contatti": copy.encounters.iter().map(encounter).collect::<Vec<_>>(),
        "lettere": copy.letters.iter().map(letter).collect::<Vec<_>>(),
        "preferenze": copy.preferences.as_ref().map(|(value, since)| {
            json!({ "valore": value, "dal": moment(*since) })
        }),
    });
    serde_json::to_vec_pretty(&all)
}

/// A moment as ISO 8601 says it in Italy.
fn moment(moment: Moment) -> String {
    moment.in_rome().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn contact(contact: &Contact) -> Value {
    json!({ "tipo": contact.kind, "valore": contact.value, "dal": moment(contact.since) })
}

fn case(lang: Lang, case: &Case) -> Value {
    let answers = case.answers.words(lang).parts.iter().flat_map(|part| {
        let heading = part.heading.as_ref().map(|heading| line(heading, lang));
        part.answers.rows.iter().map(move |row| {
            let (asked, answer) = (line(&row.label, lang), line(&row.value, lang));
            json!({ "parte": heading, "domanda": asked, "risposta": answer })
        })
    });
    json!({
        "protocollo": case.protocollo.to_string(),
        "servizio": case.service,
        "stato": case.state.code(),
        "ricevuta": moment(case.created),
        "aggiornata": moment(case.updated),
        "risposte": answers.collect::<Vec<_>>(),
    })
}

fn draft((service, draft): &(String, Draft)) -> Value {
    json!({
        "servizio": service,
        "modificata": moment(draft.updated),
        "conservata_fino": moment(draft.expires),
        "risposte": draft.answers.0,
    })
}

fn encounter(met: &super::history::Met) -> Value {
    json!({
        "quando": moment(met.at),
        "canale": met.channel,
        "servizio": met.service,
        "esito": met.outcome,
        "pratica": met.case,
    })
}

fn letter(letter: &Listed) -> Value {
    json!({
        "tipo": letter.kind,
        "modo": letter.delivery.map(|way| way.code()),
        "stato": letter.state,
        "scritta": moment(letter.created),
        "consegnata_alla_posta": letter.taken.map(moment),
        "esito": letter.acknowledged.map(moment),
    })
}

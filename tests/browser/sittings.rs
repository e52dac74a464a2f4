//! Whole journeys with the screen reader Orca, one snapshot a sitting: a PIN from its request to a letter ordered with
//! it, and a domestic worker from the first question to the withdrawal.

use super::drafts;
use super::harness::orca;
use super::heard::{heard_after, is_known, steady};
use super::people::{self, ENRICO, PIN};
use super::registration::of;

/// Keys of a long session: several of them in a line, or `page:title` and `step:number` for what must have
/// come of the registration and of the request of a PIN.
fn spread(lines: &[&str]) -> Vec<String> {
    let keys = lines.iter().flat_map(|line| match line.split_once(':') {
        Some(("page", title)) => {
            vec![format!("hear:{} completato", of(title))]
        }
        Some(("step", number)) => {
            vec![format!("hear:Passo {number} di 7 – PIN di accesso – INPS completato")]
        }
        Some(_) => vec![(*line).to_owned()],
        None => line.split_whitespace().map(str::to_owned).collect(),
    });
    keys.collect()
}

const LIST: &str = "hear:Registrare un rapporto di lavoro domestico – INPS completato";

/// From the service's page to the contract: with a wrong letter, a state that is none, and in Arabic a month that is none.
const FIRST_SITTING: &[&str] = &[
    "h Tab Return",
    "hear:Accedi: Lavoro domestico – INPS completato",
    "h Tab",
    "type:MRNNMO69C66H501O",
    "Tab",
    "type:27495163",
    "Return",
    "hear:Lavoro domestico – INPS completato",
    "h Tab Return",
    LIST,
    "h Tab Return",
    "page:Assumi tu o una comunità?",
    "h Tab space Return",
    "page:Datore di lavoro: dati personali",
    "h b Return",
    "page:Datore di lavoro: luogo di nascita",
    "h b Return",
    "page:Datore di lavoro: cittadinanza",
    "h Tab",
    "type:Italia",
    "Return",
    "page:Datore di lavoro: residenza",
    "h b Return",
    "page:Datore di lavoro: documento d’identità",
    "h Tab space Tab",
    "type:CA12345AB",
    "Return",
    LIST,
    "h Tab Tab Return",
    "page:Lavoratore: codice fiscale",
    "h Tab",
    "type:SMPRSO80E54Z611Y",
    "Return",
    "hear:1 errore: Lavoratore: codice fiscale",
    "Tab Return ctrl+a",
    "type:SMPRSO80E54Z611X",
    "Return",
    "page:Lavoratore: nome e nascita",
    "h Tab",
    "type:Esempio",
    "Tab",
    "type:Rosa",
    "Return",
    "page:Lavoratore: luogo di nascita",
    "h b Return",
    "page:Lavoratore: cittadinanza",
    "h Tab",
    "type:Atlantide",
    "Return",
    "hear:1 errore: Lavoratore: cittadinanza",
    "Tab Return ctrl+a",
    "type:Romania",
    "Return",
    "page:Lavoratore: residenza",
    "h Tab",
    "type:Via di Prova",
    "Tab",
    "type:7",
    "Tab",
    "type:Roma",
    "Tab Tab",
    "type:00118",
    "Return",
    "page:Lavoratore: documento d’identità",
    "h Tab Down space Tab",
    "type:RO123456",
    "Tab",
    "type:31",
    "Tab",
    "type:12",
    "Tab",
    "type:2030",
    "Return",
    LIST,
    "h Tab Tab Tab Return",
    "page:Che cosa fa chi lavora?",
    "h Tab space Return",
    "page:Quando comincia il lavoro?",
    "Tab Tab Tab Tab Tab Return",
    "hear:Scegli la lingua – INPS completato",
    "h Tab Tab Tab Return",
    "hear:متى يبدأ العمل؟",
    "h Tab",
    "type:1",
    "Tab",
    "type:13",
    "Tab",
    "type:2026",
    "Return",
    "hear:خطأ واحد",
    "Tab Return ctrl+a",
    "type:12",
    "Return",
    "hear:ما نوع العقد",
    "h",
];

/// From the sign-in at another browser to the withdrawal, with an answer changed from the review.
const SECOND_SITTING: &[&str] = &[
    "h Tab",
    "type:MRNNMO69C66H501O",
    "Tab",
    "type:27495163",
    "Return",
    "hear:La tua area – INPS completato",
    "h h Tab Return",
    "page:Quale contratto?",
    "h Tab space Return",
    "page:Convivenza, vitto e alloggio",
    "h Tab space Return",
    "page:Quante ore alla settimana?",
    "h Tab",
    "type:10",
    "Return",
    "page:Quanto è la paga?",
    "h Tab space Tab",
    "type:9,00",
    "Return",
    "page:Dove si lavora?",
    "h Tab space Return",
    "page:Dove mandiamo gli avvisi di pagamento?",
    "h Tab space Return",
    LIST,
    "h Tab Tab Tab Tab Return",
    "page:Chi lavora è della tua famiglia?",
    "h Tab space Return",
    LIST,
    "h Tab Tab Tab Tab Tab Return",
    "page:Rileggi prima di inviare",
    "h h h h k k k k k k Return",
    "page:Quante ore alla settimana?",
    "h Tab ctrl+a",
    "type:30",
    "Return",
    "hear:Fatto: la risposta è salvata",
    "Down b Return",
    "page:Registrazione inviata",
    "h Down Down Down t Down Down Down Down t t Down Down Down Down Down shift+k Return",
    "hear:Vuoi ritirare la registrazione? – Lavoro domestico – INPS completato",
    "h Down Tab Return",
    "hear:Fatto: registrazione ritirata",
    "Down",
];

#[test]
fn orca_registers_a_domestic_worker_in_two_sittings_and_withdraws_it() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    let sitting = |name: &str, page: (&str, &str), lines: &[&str], prepare: &dyn Fn()| {
        let keys = spread(lines);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let told = heard_after(name, &portal, page.0, page.1, &keys, prepare);
        insta::assert_snapshot!(name, told);
    };
    let clear = || portal.run(drafts::clear(&portal.portal));
    sitting("orca_sitting_1", ("it/lavoro-domestico", "Lavoro domestico"), FIRST_SITTING, &clear);
    // Whoever must be heard again finds what the first sitting has left.
    let left = portal.run(drafts::only(&portal.portal));
    let restore = || {
        clear();
        portal.run(drafts::put_back(&portal.portal, &left));
    };
    sitting("orca_sitting_2", ("it/accedi", "Accedi"), SECOND_SITTING, &restore);
}

/// With a wrong letter in the fiscal code, to the first half of the PIN.
const REQUEST: &[&str] = &[
    "h Down b Return",
    "step:1",
    "h Tab",
    "type:RNLNRC84S04I782B",
    "Return",
    "hear:1 errore: Qual è il tuo codice fiscale?",
    "Tab Return ctrl+a",
    "type:RNLNRC84S04I782A",
    "Return",
    "step:2",
    "h Tab",
    "type:Rinaldi",
    "Tab",
    "type:Enrico",
    "Tab Tab Tab Tab Return",
    "step:3",
    "h b Return",
    "step:4",
    "h Tab",
    "type:Via di Prova",
    "Tab",
    "type:3",
    "Tab",
    "type:Roma",
    "Tab Tab",
    "type:00118",
    "Return",
    "step:5",
    "h Tab Tab Tab",
    "type:320055512",
    "Return",
    "step:6",
    "h Tab space Return",
    "step:7",
    "h b Return",
    "hear:Richiesta inviata – PIN di accesso – INPS completato",
    "h Down Down Down Down Down Down",
];

/// Signed in with the new PIN: the statement, a year of it, and the order by post.
const STATEMENT: &[&str] = &[
    "h Tab",
    "type:RNLNRC84S04I782A",
    "Tab",
    "type:58203917",
    "Return",
    "hear:Estratto conto contributivo – INPS completato",
    "h Down Down Down t t Down k k k Return",
    "hear:Contributi dal 2020 al 2025 – Estratto conto contributivo – INPS completato",
    "h t k Return",
    "hear:– Estratto conto contributivo – INPS completato",
    "h Down Down t alt+shift+Down alt+shift+Right alt+shift+Right alt+shift+Right alt+Left",
    "hear:Contributi dal 2020 al 2025 – Estratto conto contributivo – INPS completato",
    "alt+Left",
    "hear:Estratto conto contributivo – INPS completato",
    "h k k k k k k Return",
    "hear:Estratto conto per posta – Estratto conto contributivo – INPS completato",
    "h Down Down Down Tab space Return",
    "hear:– Estratto conto contributivo – INPS completato",
    "h Down Down Down",
];

const OF_A_PIN: [&str; 3] = ["orca_pin_request", "orca_pin_activation", "orca_pin_statement"];

#[test]
fn orca_asks_for_a_pin_activates_it_reads_the_statement_and_orders_it_by_post() {
    let mut told = a_pin();
    for _ in 0..2 {
        if OF_A_PIN.iter().zip(&told).all(|(name, told)| is_known(name, told)) {
            break;
        }
        told = a_pin();
    }
    for (name, told) in OF_A_PIN.iter().zip(&told) {
        insta::assert_snapshot!(*name, told);
    }
}

/// What is heard of the whole, from the beginning of a portal: each half of a PIN opens once.
fn a_pin() -> [String; 3] {
    let portal = people::citizens();
    let letters = people::Mail::new(&portal);
    let sitting = |path: &str, title: &str, keys: &[String]| {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        orca(&format!("{}/it/{path}", portal.base), title, &keys, "it")
    };
    let request = sitting("pin/richiesta", "Chiedere il PIN", &spread(REQUEST));
    let first = people::half_after(&request, "Il tuo primo codice intestazione livello 2");
    let halves = format!("{} {first}", letters.second_half());
    let (code, halves_typed) = (format!("type:{ENRICO}"), format!("type:{halves}"));
    let pin = format!("type:{PIN}");
    let keys = ["h Tab", &code, "Tab", &halves_typed, "Return", "hear:Scegli il tuo PIN", "h Tab", &pin];
    let keys = [&keys[..], &["Tab", &pin, "Return", "hear:Fatto: il tuo PIN è attivo", "Down h"]].concat();
    let activation = sitting("pin/attivazione", "Attiva il PIN", &spread(&keys));
    let statement = sitting("estratto-conto", "Accedi", &spread(STATEMENT));
    assert!(letters.next().contains("Enrico Rinaldi"));
    let activation = activation.replace(&halves, "(i due codici)");
    [request, activation, statement].map(|told| steady(&told))
}

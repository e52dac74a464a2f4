//! Journeys with the screen reader Orca: what is heard, key by key, as snapshots for reviewers to read.

use sportello::import::demo;

use super::drafts;
use super::harness::orca;
use super::people;
use super::support::Running;

/// What is heard of a journey, without what depends on the pace of the machine. A loaded machine may swallow a key or a
/// word of a session, so one that differs from the snapshot `name` is heard again; what differs three times differs.
fn heard(name: &str, portal: &Running, path: &str, title: &str, keys: &[&str]) -> String {
    heard_after(name, portal, path, title, keys, || ())
}

/// The same, with something to be done before each session.
fn heard_after(
    name: &str,
    portal: &Running,
    path: &str,
    title: &str,
    keys: &[&str],
    prepare: impl Fn(),
) -> String {
    let file = format!("{}/tests/browser/snapshots/browser__heard__{name}.snap", env!("CARGO_MANIFEST_DIR"));
    let known = std::fs::read_to_string(file).unwrap_or_default();
    let mut transcript = String::new();
    for _ in 0..3 {
        prepare();
        transcript = steady(&orca(&format!("{}/it/{path}", portal.base), title, keys, "it"));
        if known.contains(transcript.trim()) {
            break;
        }
    }
    transcript
}

/// The same without the last digits of protocol numbers, which are others at each send.
fn unnumbered(transcript: &str) -> String {
    const FIRST: &str = "20 26 00 00 00 00 00 ";
    let mut parts = transcript.split(FIRST);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(&format!("{FIRST}..{}", part.get(2..).unwrap_or_default()));
    }
    out
}

/// While a page loads, Orca says in changing order that it loads, that it is there, and what has the focus. Kept is that
/// it is there, first, and then the rest without what is only a remark on the change.
fn steady(transcript: &str) -> String {
    let mut out = String::new();
    let transcript = unnumbered(transcript);
    for block in transcript.split("> ").filter(|block| !block.is_empty()) {
        let mut lines = block.lines();
        let key = lines.next().unwrap_or_default();
        out.push_str(&format!("> {key}\n"));
        // Sometimes all that is selected, sometimes what it is.
        if key == "ctrl+a" {
            continue;
        }
        // Said or not as the pace of the machine will have it, after a box was filled.
        let said: Vec<&str> =
            lines.map(str::trim).filter(|line| !line.starts_with("Testo non selezionato")).collect();
        let Some(loaded) = said.iter().find(|line| line.starts_with("Caricamento di ")) else {
            said.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
            continue;
        };
        out.push_str(&format!("  {loaded}\n"));
        let remark = |line: &str| {
            ["Caricamento", "usciti", "Modalità", "regione", "Vai al contenuto"]
                .iter()
                .any(|start| line.starts_with(start))
                || line.ends_with("documento web.")
        };
        for line in said.into_iter().filter(|line| !remark(line)) {
            let words = line.trim_end_matches('.').trim_end_matches(" intestazione livello 2");
            out.push_str(&format!("  {words}.\n"));
        }
    }
    out
}

#[test]
fn orca_finds_the_office() {
    let portal = people::offices();
    let keys = [
        "h",
        "Tab",
        "Return",
        "hear:1 errore: Trova la tua sede – INPS completato",
        "Tab",
        "Return",
        "type:Pozuoli",
        "Return",
        "hear:Quale comune? – Trova la tua sede – INPS completato",
        "h",
        "Down",
        "Tab",
        "Return",
        "hear:pagina 1 di 5 – Trova la tua sede – INPS completato",
        "h",
        "Down",
        "Down",
        "h",
        "Down",
        "Down",
        "Down",
        "Down",
        "Down",
        "Tab",
        "Tab",
        "Tab",
        "Return",
        "hear:(dati di prova) – Trova la tua sede – INPS completato",
        "h",
        "h",
        "Down",
        "Down",
        "t",
    ];
    insta::assert_snapshot!("orca_office", heard("orca_office", &portal, "sedi", "Trova la tua sede", &keys));
}

#[test]
fn orca_signs_in_after_a_wrong_pin() {
    let portal = people::citizens();
    let keys = [
        "h",
        "Down",
        "Tab",
        "type:MRNNMO69C66H501O",
        "Tab",
        "type:27495164",
        "Return",
        "hear:1 errore: Accedi – INPS completato",
        "Tab",
        "Return",
        "type:27495163",
        "Return",
        "hear:La tua area – INPS completato",
        "h",
        "h",
        "Tab",
    ];
    insta::assert_snapshot!("orca_sign_in", heard("orca_sign_in", &portal, "accedi", "Accedi", &keys));
}

#[test]
fn orca_begins_the_request_of_a_pin_with_a_wrong_letter() {
    let portal = people::citizens();
    let keys = [
        "h",
        "Down",
        "b",
        "Return",
        "hear:Passo 1 di 7 – PIN di accesso – INPS completato",
        "h",
        "Tab",
        "type:RNLNRC84S04I782B",
        "Return",
        "hear:1 errore: Qual è il tuo codice fiscale?",
        "Tab",
        "Return",
        "ctrl+a",
        "type:RNLNRC84S04I782A",
        "Return",
        "hear:Passo 2 di 7 – PIN di accesso – INPS completato",
        "h",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
    ];
    insta::assert_snapshot!(
        "orca_pin",
        heard("orca_pin", &portal, "pin/richiesta", "Chiedere il PIN", &keys)
    );
}

/// The one draft of the demo's citizen, as each session is to find it.
fn one_draft(portal: &Running, step: &str) {
    portal.run(drafts::clear(&portal.portal));
    portal.run(drafts::open(&portal.portal, demo::CODE, step, 1));
}

#[test]
fn orca_begins_a_registration_and_forgets_the_first_answer() {
    let portal = people::citizens();
    let keys = [
        "h",
        "Down",
        "Down",
        "Down",
        "Tab",
        "Return",
        "hear:Accedi – INPS completato",
        "h",
        "Tab",
        "type:MRNNMO69C66H501O",
        "Tab",
        "type:27495163",
        "Return",
        "hear:Lavoro domestico – INPS completato",
        "h",
        "Tab",
        "Return",
        "hear:Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Down",
        "Down",
        "Tab",
        "Return",
        "hear:Chi assume? – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "b",
        "Return",
        "hear:1 errore: Chi assume?",
        "Tab",
        "Return",
        "space",
        "Return",
        "hear:Datore di lavoro: dati personali – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Tab",
        "Tab",
        "Tab",
    ];
    insta::assert_snapshot!(
        "orca_registration",
        heard_after("orca_registration", &portal, "lavoro-domestico", "Lavoro domestico", &keys, || {
            portal.run(drafts::clear(&portal.portal));
        })
    );
}

#[test]
fn orca_goes_on_with_a_registration_in_another_browser_after_a_wrong_pay() {
    let portal = people::citizens();
    let keys = [
        "h",
        "Tab",
        "type:MRNNMO69C66H501O",
        "Tab",
        "type:27495163",
        "Return",
        "hear:La tua area – INPS completato",
        "h",
        "h",
        "Tab",
        "Return",
        "hear:Quanto è la paga? – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Down",
        "Down",
        "Tab",
        "Tab",
        "ctrl+a",
        "type:390",
        "Return",
        "hear:1 errore: Quanto è la paga?",
        "Tab",
        "Return",
        "ctrl+a",
        "type:9,00",
        "Return",
        "hear:Dove si lavora? – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
    ];
    insta::assert_snapshot!(
        "orca_registration_pay",
        heard_after("orca_registration_pay", &portal, "accedi", "Accedi", &keys, || one_draft(
            &portal, "paga"
        ))
    );
}

#[test]
fn orca_changes_an_answer_sends_the_registration_and_withdraws_it() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    let keys = [
        "h",
        "Tab",
        "type:MRNNMO69C66H501O",
        "Tab",
        "type:27495163",
        "Return",
        "hear:La tua area – INPS completato",
        "h",
        "h",
        "Tab",
        "Return",
        "hear:Rileggi prima di inviare – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Down",
        "h",
        "h",
        "h",
        "k",
        "k",
        "k",
        "k",
        "k",
        "k",
        "Return",
        "hear:Quante ore alla settimana? – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Tab",
        "ctrl+a",
        "type:30",
        "Return",
        "hear:Rileggi prima di inviare – Registrare un rapporto di lavoro domestico – INPS completato",
        "b",
        "b",
        "Return",
        "hear:Registrazione inviata – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Down",
        "Down",
        "Down",
        "h",
        "Down",
        "Down",
        "Tab",
        "Return",
        "hear:Vuoi ritirare la registrazione? – Lavoro domestico – INPS completato",
        "h",
        "Down",
        "Down",
        "Tab",
        "Return",
        "hear:Fatto: registrazione ritirata",
        "Down",
    ];
    insta::assert_snapshot!(
        "orca_registration_sent",
        heard_after("orca_registration_sent", &portal, "accedi", "Accedi", &keys, || one_draft(
            &portal,
            "riepilogo"
        ))
    );
}

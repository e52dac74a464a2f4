//! Journeys with the screen reader Orca: what is heard, key by key, as snapshots for reviewers to read.

use super::drafts;
use super::harness::orca;
use super::people;
use super::support::Running;

/// What is heard of a journey, without what depends on the pace of the machine. A loaded machine may swallow a key or a
/// word of a session, so one that differs from the snapshot `name` is heard again; what differs three times differs.
/// A path begins with the language, which is Orca's own as well.
fn heard(name: &str, portal: &Running, path: &str, title: &str, keys: &[&str]) -> String {
    heard_after(name, portal, path, title, keys, || ())
}

/// The same, with something to be done before each session.
pub(super) fn heard_after(
    name: &str,
    portal: &Running,
    path: &str,
    title: &str,
    keys: &[&str],
    prepare: impl Fn(),
) -> String {
    let mut transcript = String::new();
    for _ in 0..3 {
        prepare();
        transcript = steady(&orca(&format!("{}/{path}", portal.base), title, keys, &path[..2]));
        if is_known(name, &transcript) {
            break;
        }
    }
    transcript
}

/// It is what stands in the snapshot of this name, or there is none yet.
pub(super) fn is_known(name: &str, transcript: &str) -> bool {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/snapshots");
    let ending = format!("__{name}.snap");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let known = files.into_iter().find(|file| file.to_str().is_some_and(|file| file.ends_with(&ending)));
    known.is_none_or(|file| std::fs::read_to_string(file).unwrap().contains(transcript.trim()))
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

/// How Orca says that a page is there, in each language.
const LOADED: &[&str] = &["Caricamento di ", "Finished loading ", "انتهى تحميل "];

/// How it begins what it says or not as the pace of the machine will have it, after a box was filled.
const BY_PACE: &[&str] =
    &["Testo non selezionato", "Selezione eliminata", "Text unselected", "Selection deleted"];

/// How it begins what is only a remark on the change to another page.
const REMARKS: &[&str] = &[
    "Caricamento",
    "usciti",
    "Modalità",
    "regione",
    "Vai al contenuto",
    "Loading",
    "leaving",
    "Focus mode",
    "Browse mode",
    "region",
    "Skip to main content",
    "يجري التحميل",
    "انتقل إلى المحتوى",
];

/// How it ends such a remark.
const REMARK_ENDS: &[&str] = &["documento web.", " regione.", "document web.", " region."];

/// While a page loads, Orca says in changing order that it loads, that it is there, and what has the focus. Kept is that
/// it is there, first, and then the rest without what is only a remark on the change.
pub(super) fn steady(transcript: &str) -> String {
    let begins = |line: &str, with: &[&str]| with.iter().any(|start| line.starts_with(start));
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
        let said: Vec<&str> = lines.map(str::trim).filter(|line| !begins(line, BY_PACE)).collect();
        let loaded = said.iter().find(|line| begins(line, LOADED));
        let Some(loaded) = loaded else {
            let hide = |line| if is_half(line) { ".. .. .. .." } else { line };
            said.into_iter().for_each(|line| out.push_str(&format!("  {}\n", hide(line))));
            continue;
        };
        out.push_str(&format!("  {loaded}\n"));
        let remark = |line: &str| {
            begins(line, LOADED) || begins(line, REMARKS) || REMARK_ENDS.iter().any(|end| line.ends_with(end))
        };
        for line in said.into_iter().filter(|line| !remark(line)) {
            let words = line.trim_end_matches('.');
            let words =
                words.trim_end_matches(" intestazione livello 2").trim_end_matches(" heading level 2");
            out.push_str(&format!("  {words}.\n"));
        }
    }
    out
}

/// Half of a PIN, as it is read: another one each time.
fn is_half(line: &str) -> bool {
    let pairs: Vec<&str> = line.trim_end_matches('.').split(' ').collect();
    pairs.len() == 4 && pairs.iter().all(|pair| pair.len() == 2 && pair.bytes().all(|b| b.is_ascii_digit()))
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
    insta::assert_snapshot!(
        "orca_office",
        heard("orca_office", &portal, "it/sedi", "Trova la tua sede", &keys)
    );
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
    insta::assert_snapshot!("orca_sign_in", heard("orca_sign_in", &portal, "it/accedi", "Accedi", &keys));
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
        "hear:Accedi: Lavoro domestico – INPS completato",
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
        "hear:Assumi tu o una comunità? – Il datore di lavoro, parte 1 di 5 – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "b",
        "Return",
        "hear:1 errore: Assumi tu o una comunità?",
        "Tab",
        "Return",
        "space",
        "Return",
        "hear:Datore di lavoro: dati personali – Il datore di lavoro, parte 1 di 5 – Registrare un rapporto di lavoro domestico – INPS completato",
        "h",
        "Tab",
        "Tab",
        "Tab",
    ];
    insta::assert_snapshot!(
        "orca_registration",
        heard_after("orca_registration", &portal, "it/lavoro-domestico", "Lavoro domestico", &keys, || {
            portal.run(drafts::clear(&portal.portal));
        })
    );
}

/// With a digit forgotten in the postcode, and two places of one name.
#[test]
fn orca_finds_the_office_in_english() {
    let portal = people::offices();
    let keys = [
        "h",
        "Tab",
        "type:8012",
        "Return",
        "hear:Finished loading 1 error: Find your office",
        "Tab",
        "Return",
        "ctrl+a",
        "type:Castro",
        "Return",
        "hear:Finished loading Which place? Castro",
        "h",
        "Down",
        "Tab",
        "Tab",
        "Return",
        "hear:Finished loading Offices near Castro",
        "h",
        "Down",
        "Down",
        "Down",
        "h",
        "Down",
        "Down",
        "Down",
        "Down",
        "Tab",
        "Tab",
        "Tab",
        "Return",
        "hear: – Find your office – INPS",
        "h",
        "h",
        "Down",
        "h",
        "Down",
        "t",
        "h",
        "Down",
        "Down",
    ];
    let told = heard("orca_office_en", &portal, "en/sedi", "Find your office", &keys);
    insta::assert_snapshot!("orca_office_en", told);
}

/// With a wrong PIN first, to a row of a year.
#[test]
fn orca_signs_in_and_reads_the_statement_in_arabic() {
    let portal = people::citizens();
    let keys = [
        "h",
        "Tab",
        "type:MRNNMO69C66H501O",
        "Tab",
        "type:27495164",
        "Return",
        "hear:انتهى تحميل خطأ واحد",
        "Tab",
        "Return",
        "type:27495163",
        "Return",
        "hear:انتهى تحميل كشف الاشتراكات",
        "h",
        "Down",
        "Down",
        "Down",
        "Down",
        "t",
        "Down",
        "t",
        "Down",
        "k",
        "k",
        "Return",
        "hear:انتهى تحميل الاشتراكات من 1990 إلى 1999",
        "h",
        "t",
        "k",
        "Return",
        "hear:انتهى تحميل اشتراكات سنة 1990",
        "h",
        "t",
        "alt+shift+Down",
        "alt+shift+Right",
        "alt+shift+Right",
    ];
    let told = heard("orca_statement_ar", &portal, "ar/estratto-conto", "تسجيل الدخول", &keys);
    insta::assert_snapshot!("orca_statement_ar", told);
}

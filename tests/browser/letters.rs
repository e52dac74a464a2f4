//! The letters that `sportello letters take` writes, each kind in each language, as a mail house opens and prints them: under
//! axe and the Nu validator, and on A4 with the address in the envelope's window.

use std::path::PathBuf;

use a11y::text::Lang;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sportello::db::DbError;
use sportello::sql;

use super::harness::{Browser, vnu};
use super::process::browser::Browser as Citizen;
use super::process::people;
use super::process::program::{Program, behind_a_proxy, sportello};
use super::process::store::Store;

/// Kind and delivery of each letter on paper, as its manifest names them, and how large its text is, in pixels of 0.75 points.
const KINDS: [(&str, &str, u32); 4] = [
    ("contribution-statement", "letter", 24),
    ("contribution-statement", "print", 16),
    ("pin", "letter", 24),
    ("slow-down", "letter", 24),
];

/// A street as long as they get.
const STREET: &str = "Via Vecchia di Monterosso Almo";

/// Wrong tries of one citizen, of which the last slows them down.
const WRONG_TRIES: usize = 5;

/// A letter as it lies in its batch.
struct Letter {
    /// Its kind, delivery and language.
    name: String,
    /// The smallest that its text may be, in pixels.
    least: u32,
    file: PathBuf,
}

/// Asks in each language for whatever brings a letter, and takes all of them.
fn taken(store: &Store) -> Vec<Letter> {
    let everybody = people::enrol(store, 6, 3);
    store.with(async |portal| {
        let moved = portal.db.write(|tx| {
            Box::pin(async move {
                sql!(tx, "UPDATE citizens SET residence_street = $1", STREET).execute().await?;
                Ok::<_, DbError>(())
            })
        });
        moved.await.unwrap();
    });
    let program = Program::run(|| behind_a_proxy(store));
    for (n, lang) in Lang::ALL.into_iter().enumerate() {
        let (lang, code) = (lang.code(), &everybody[n][0]);
        let from = |place| Citizen::new(&program).from(format!("10.{place}.{n}.7"));
        people::walk_a_request_in(lang, &mut from(1), &everybody[3 + n]);
        let mut own = from(2);
        assert!(people::is_in(&people::try_pin_in(lang, &mut own, code, people::PIN)), "{lang}");
        for form in ["print", "letter"] {
            let address = format!("/{lang}/estratto-conto/posta");
            let page = own.get(&address);
            let (token, key) = (page.hidden("gettone"), page.hidden("chiave"));
            let sent = own.post(&address, &[("gettone", &token), ("chiave", &key), ("forma", form)]);
            assert!(sent.location.contains("/posta/inviata/"), "{lang} {form}: {sent:?}");
        }
        let mut other = from(3);
        for _ in 0..WRONG_TRIES {
            assert!(!people::is_in(&people::try_pin_in(lang, &mut other, code, "58203917")));
        }
    }
    drop(program);
    let folder = store.path("letters");
    let take = sportello(store).args(["letters", "take"]).arg(&folder).status().unwrap();
    assert!(take.success());
    let mut batches = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let batch = batches.find(|path| path.join("manifest.csv").exists()).unwrap();
    let mut rows = csv::Reader::from_path(batch.join("manifest.csv")).unwrap();
    let letters = rows.records().map(|row| {
        let row = row.unwrap();
        let (kind, delivery) = (&row[1], &row[2]);
        let known = KINDS.iter().find(|known| (known.0, known.1) == (kind, delivery));
        let (_, _, least) = known.unwrap_or_else(|| panic!("{row:?}"));
        let name = format!("{kind} {delivery} {}", &row[3]);
        Letter { name, least: *least, file: batch.join(&row[4]) }
    });
    let mut letters: Vec<Letter> = letters.collect();
    letters.sort_by(|one, other| one.name.cmp(&other.name));
    letters.dedup_by(|one, other| one.name == other.name);
    assert_eq!(letters.len(), KINDS.len() * Lang::ALL.len(), "each kind in each language");
    letters
}

#[test]
fn each_letter_in_each_language_is_sound_on_the_screen_and_whole_on_paper() {
    let store = Store::lite();
    let (letters, browser) = (taken(&store), Browser::bare());
    let mut faults = Vec::new();
    for Letter { name, least, file } in &letters {
        let mut tell = |what: &str, found: Vec<String>| {
            faults.extend(found.into_iter().map(|fault| format!("{name}: {what}: {fault}")));
        };
        browser.paper(false);
        let axe = browser.axe(&format!("file://{}", file.display()));
        tell("axe", axe.violations.iter().map(|fault| format!("{fault:?}")).collect());
        tell("axe, unexplained", axe.unexplained().iter().map(|fault| format!("{fault:?}")).collect());
        browser.paper(true);
        // The sheet without its margins.
        browser.viewport(643, 900);
        let printed = browser.script(PRINTED, vec![json!(least)]);
        tell("on paper", serde_json::from_value(printed).unwrap());
        let pdf = browser.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        let pdf = STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
        let words = String::from_utf8_lossy(&pdf);
        let a4 = words.matches("/MediaBox [0 0 594.95996 841.91998]").count();
        let sheets = words.matches("/Type /Page\n").count();
        if sheets == 0 || a4 != sheets {
            tell("on A4", vec![format!("{a4} of {sheets} sheets")]);
        }
    }
    let written = |letter: &Letter| (letter.name.clone(), std::fs::read_to_string(&letter.file).unwrap());
    let remarks = vnu(&letters.iter().map(written).collect::<Vec<_>>());
    faults.extend(remarks.iter().map(|remark| format!("{remark:?}")));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What is printed smaller than it should be, what goes over an edge, what has more in it than it shows, words and amounts of tables
/// that are broken, what lies on something else, and an address that an envelope's window would not show whole (`docs/letters.md`).
const PRINTED: &str = "const box = element => element.getBoundingClientRect(), faults = [];
    const all = [...document.body.querySelectorAll('*')].filter(element => element.checkVisibility());
    for (const element of all) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const size = parseFloat(getComputedStyle(element).fontSize), begins = element.outerHTML.slice(0, 120);
        if (own && size < arguments[0]) faults.push(`${size} pixels: ${begins}`);
        if (box(element).right > innerWidth + 1 || box(element).left < -1) faults.push(`over the edge: ${begins}`);
        if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' && !element.closest('svg'))
            faults.push(`cut: ${begins}`);
    }
    const word = document.createRange(), cells = [...document.querySelectorAll('th, td')];
    for (const cell of cells) for (const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT); texts.nextNode();)
        for (const { 0: letters, index } of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
            word.setStart(texts.currentNode, index);
            word.setEnd(texts.currentNode, index + letters.length);
            const lines = new Set([...word.getClientRects()].filter(part => part.width > 0.5).map(part => Math.round(part.top)));
            if (lines.size > 1) faults.push(`broken: ${letters}`);
        }
    const parts = [...document.querySelectorAll('header > *, main, footer')];
    parts.forEach((part, n) => parts.slice(0, n).forEach(before => {
        const [a, b] = [box(part), box(before)];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
            faults.push(`one over the other: ${part.outerHTML.slice(0, 60)} ${before.outerHTML.slice(0, 60)}`);
    }));
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('address'));
    const mm = pixels => 20 + pixels * 25.4 / 96, { left, right, top, bottom } = range.getBoundingClientRect();
    const [x, y] = [[left, right].map(mm), [top, bottom].map(mm)];
    if (x[0] < 109.9 || x[1] > 190.1 || y[0] < 45 || y[1] > 90) faults.push(`the address from ${x} by ${y} mm`);
    return faults;";

//! The board's page: a group a device with what can be done to it, and what came of it.

use std::collections::VecDeque;

use a11y::text::Lang;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, html};

use super::super::Board;
use super::super::receipts::{Receipts, Words};
use super::super::roll::{Mode, Part, Picture, Roll};
use super::{BRAILLE, CARDS, DAMAGED, GESTURES, KEYS, PAPERS, SWITCHES};
use crate::agent::command::{Line, Report};
use crate::health::{self, Condition};
use crate::tape::Uttered;

/// How many utterances are shown.
const SHOWN: usize = 40;

/// How a place of the board is now.
type Now = fn(&Board) -> Markup;

/// What changes by itself, by the id of its place.
pub(super) const LIVE: [(&str, Now); 8] = [
    ("dito-ora", glass),
    ("tessera-ora", card),
    ("stampante-ora", printer),
    ("braille-ora", cells),
    ("personale-ora", staff),
    ("ultima", last),
    ("nastro", tape),
    ("ricevute", receipts),
];

/// The whole page.
pub(super) fn document(board: &Board) -> Markup {
    let follows = html! { script src="/banco/banco.js" defer {} };
    let body = html! {
        h1 { "Banco dei dispositivi" }
        p { "Qui sono simulati i dispositivi di un chiosco. Le persone e le tessere sono inventate: dati di prova. "
            a href=(board.screen.entrance()) { "Apri lo schermo del chiosco" } }
        div class="desk" {
            div { (hands(board)) (cards(board)) (others(board)) }
            div class="out" role="region" aria-label="Che cosa ne viene" tabindex="0" { (comes(board)) }
        }
    };
    whole("Banco dei dispositivi", &follows, &body)
}

/// That nothing was done, and why.
pub(super) fn refused(why: &str) -> Markup {
    let title = "Il banco non ha fatto niente";
    whole(
        title,
        &html! {},
        &html! {
            h1 { (title) }
            p { (why) }
            p { a href="/banco" { "Torna al banco dei dispositivi" } }
        },
    )
}

fn whole(title: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="it" dir="ltr" {
            head {
                meta charset="utf-8";
                title { (title) " – Sportello" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href="/banco/banco.css";
                link rel="icon" href="data:,";
                (head)
            }
            body { main id="contenuto" tabindex="-1" { (body) } }
        }
    }
}

/// Keys, fingers and headphones.
fn hands(board: &Board) -> Markup {
    let jack = board.devices().jack;
    html! {
        section {
            h2 id="cuffie" { "Cuffie" }
            p class="now" { @if jack { "Le cuffie sono inserite." } @else { "Le cuffie non sono inserite." } }
            (buttons("cuffie", &[("dentro", "Inserisci le cuffie"), ("fuori", "Togli le cuffie")]))
        }
        section {
            h2 id="tasto" { "Tastiera" }
            (buttons("tasto", &KEYS.map(|(name, label, _)| (name, label))[..11]))
            div class="digits" {
                (buttons("tasto", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].map(|digit| (digit, digit))))
            }
        }
        section {
            h2 id="interruttori" { "Due interruttori" }
            p class="now" { "Per chi fa tutto con due soli comandi: uno va avanti, l’altro sceglie." }
            (buttons("interruttori", &SWITCHES.map(|(name, label, _)| (name, label))))
        }
        section {
            h2 id="dito" { "Schermo esplorato con l’ascolto" }
            p class="now" id="dito-ora" { (glass(board)) }
            (buttons("dito", &GESTURES.map(|(name, label, _)| (name, label))))
        }
    }
}

/// Chip, barcode and stripe.
fn cards(board: &Board) -> Markup {
    let holders = || CARDS.iter().enumerate().map(|(n, (name, _))| (n.to_string(), name.clone()));
    let damaged = DAMAGED
        .iter()
        .enumerate()
        .map(|(n, damaged)| (format!("guasta-{n}"), format!("Guasta: {}", damaged.case)));
    let others = [
        ("muta", "Girata, o senza chip"),
        ("estranea", "Di un altro servizio"),
        ("identita", "Carta d’identità"),
        ("ferma", "Che non risponde mai"),
    ];
    let others = others.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let all: Vec<_> = holders().chain(damaged).chain(others).collect();
    let holders: Vec<_> = holders().collect();
    let chosen = board.devices().card;
    html! {
        section {
            h2 id="tessera" { "Tessera nel lettore" }
            p class="now" id="tessera-ora" { (card(board)) }
            form method="post" action="/banco" {
                (choice("tessera", "Tessera", &all, chosen))
                button class="secondary" { "Inserisci" }
            }
            (buttons("tessera", &[("togli", "Togli la tessera"), ("senza-lettore", "Stacca il lettore")]))
            h3 id="strappo" { "Tessera tolta durante la lettura" }
            form method="post" action="/banco" {
                (choice("strappo", "Tessera", &holders, chosen))
                (number("strappo", "Dopo quanti comandi, da 0 a 9999", "3"))
                button class="secondary" { "Inserisci e togli" }
            }
        }
        section {
            h2 id="codice" { "Codice a barre" }
            form method="post" action="/banco" {
                (choice("codice", "Tessera", &holders, chosen))
                button class="secondary" { "Mostra il codice" }
            }
            (buttons("codice", &[("altro", "Mostra un codice che non è di una tessera")]))
        }
        section {
            h2 id="striscia" { "Striscia magnetica" }
            form method="post" action="/banco" {
                (choice("striscia", "Tessera", &holders, chosen))
                button class="secondary" { "Passa la tessera" }
            }
        }
    }
}

/// Printer, braille display, network and staff.
fn others(board: &Board) -> Markup {
    // A state to come: the printer is well until then.
    let faults = PAPERS.iter().filter(|(name, ..)| *name != "pronta").map(|(name, label, _)| (*name, *label));
    html! {
        section {
            h2 id="stampante" { "Stampante" }
            p class="now" id="stampante-ora" { (printer(board)) }
            (buttons("stampante", &PAPERS.map(|(name, label, _)| (name, label))))
            h3 { "Guasto durante la stampa" }
            form method="post" action="/banco" {
                input type="hidden" name="cosa" value="stampante";
                (number("stampante", "A quale byte, da 0 a 9999", "400"))
                @for (value, label) in faults { button class="secondary" name="valore" value=(value) { (label) } }
            }
        }
        section {
            h2 id="rete" { "Rete" }
            p class="now" { @if board.wire.is_cut() { "Il portale non si raggiunge." } @else { "Il portale si raggiunge." } }
            (buttons("rete", &[("stacca", "Stacca la rete"), ("attacca", "Attacca la rete")]))
        }
        section {
            h2 id="braille" { "Barra braille" }
            div id="braille-ora" { (cells(board)) }
            (buttons("braille", &[("20", "Collega 20 celle"), ("40", "Collega 40 celle"), ("stacca", "Scollega")]))
            (buttons("braille", &BRAILLE.map(|(name, label, _)| (name, label))))
        }
        section {
            h2 id="personale" { "Personale" }
            div class="now" id="personale-ora" { (staff(board)) }
            (buttons("personale", &[("arriva", "Arriva qualcuno"), ("chiudi", "Chiudi il chiosco"), ("apri", "Apri il chiosco")]))
        }
    }
}

/// What is said, and what is printed.
fn comes(board: &Board) -> Markup {
    html! {
        section {
            h2 { "Che cosa dice" }
            p class="last" id="ultima" role="status" { (last(board)) }
            noscript { p { a href="/banco" { "Aggiorna" } } }
            h3 { "Nastro della voce, l’ultima frase per prima" }
            ol class="tape" reversed id="nastro" { (tape(board)) }
        }
        section {
            h2 { "Ricevute, l’ultima per prima" }
            div id="ricevute" { (receipts(board)) }
        }
    }
}

fn buttons(what: &str, values: &[(impl AsRef<str>, impl AsRef<str>)]) -> Markup {
    html! {
        form method="post" action="/banco" {
            input type="hidden" name="cosa" value=(what);
            @for (value, label) in values { button class="secondary" name="valore" value=(value.as_ref()) { (label.as_ref()) } }
        }
    }
}

/// One of several for this device; the card that is in the reader stands there.
fn choice(what: &str, label: &str, values: &[(String, String)], chosen: Option<usize>) -> Markup {
    let id = format!("{what}-quale");
    let chosen = chosen.map(|number| number.to_string());
    html! {
        input type="hidden" name="cosa" value=(what);
        div {
            label for=(id) { (label) }
            select id=(id) name="valore" {
                @for (value, label) in values { option value=(value) selected[chosen.as_ref() == Some(value)] { (label) } }
            }
        }
    }
}

/// After how many it happens.
fn number(what: &str, label: &str, value: &str) -> Markup {
    let id = format!("{what}-dopo");
    html! {
        div {
            label for=(id) { (label) }
            input id=(id) name="dopo" type="text" inputmode="numeric" pattern="[0-9]{1,4}" size="4" value=(value) required;
        }
    }
}

fn glass(board: &Board) -> Markup {
    let grabbed = board.devices().grabbed;
    html! { @if grabbed { "Lo schermo si esplora con un dito." } @else { "Lo schermo si tocca normalmente." } }
}

fn card(board: &Board) -> Markup {
    let devices = board.devices();
    let name = devices.card.and_then(|number| CARDS.get(number)).map(|(name, ..)| name);
    html! {
        @match name {
            Some(name) => { "Nel lettore c’è la tessera di " (name) "." },
            None if devices.chip.is_some() => "Nel lettore c’è una tessera che non dice di chi è.",
            None => "Nel lettore non c’è nessuna tessera.",
        }
    }
}

fn printer(board: &Board) -> Markup {
    let state = board.printer.state();
    let label = PAPERS.iter().find(|(.., own)| *own == state).map_or("", |(_, label, _)| label);
    html! { "Stato: " (label) "." }
}

/// What stands on the cells, a sign a cell.
fn cells(board: &Board) -> Markup {
    let devices = board.devices();
    let words = |line: &Option<Line>| line.as_ref().map(|line| line.text.clone()).unwrap_or_default();
    html! {
        @match devices.cells {
            Some(cells) => {
                p class="now" { "Ci sono " (cells) " celle, e vi sta scritto:" }
                p class="paper" lang=(devices.line.as_ref().map_or("it", |line| line.lang.code())) dir="auto" {
                    (format!("{:<width$}", words(&devices.line), width = usize::from(cells)))
                }
            },
            None => { p class="now" { "Non c’è nessuna barra." } },
        }
    }
}

fn staff(board: &Board) -> Markup {
    let devices = board.devices();
    html! {
        p { "Chiamate: " (devices.calls) "." }
        @if let Some(told) = devices.reports.iter().rev().find_map(|report| told(*report)) {
            p { "Ultima segnalazione: " (told) "." }
        }
    }
}

/// What the office is told, in words.
fn told(report: Report) -> Option<String> {
    let line = report.line()?;
    let part = match line.part {
        health::Part::Voice => "voce",
        health::Part::Headphones => "voce nelle cuffie",
        health::Part::Jack => "presa delle cuffie",
        health::Part::Keypad => "tastiera",
        health::Part::Reader => "lettore di codici e strisce",
        health::Part::Chip => "lettore di tessere",
        health::Part::Paper => "stampante",
        health::Part::Touch => "schermo esplorato con un dito",
        health::Part::Screen => "schermo",
        health::Part::Clock => "orologio",
        health::Part::Disk => "disco",
    };
    let state = match line.state {
        Condition::Good => "a posto",
        Condition::Quiet => "nessun uso dall’ultima prova",
        Condition::Unheard => "suona, ma nessuno controlla che si senta",
        Condition::Silent => "suona, ma non si sente",
        Condition::Gone => "manca",
        Condition::Absent => "questo chiosco non ne ha",
        Condition::Wrong => "diverso da come deve essere",
        Condition::Unknown => "non si sa",
        Condition::NearEnd => "carta quasi finita",
        Condition::Out => "senza carta",
        Condition::Open => "coperchio aperto",
        Condition::Fault => "guasto",
    };
    Some(format!("{part}, {state}"))
}

fn last(board: &Board) -> Markup {
    let said = board.tape.all();
    html! { @match said.last() { Some(said) => (words(said)), None => "Niente, per ora." } }
}

fn tape(board: &Board) -> Markup {
    listed(&board.tape.all())
}

/// The last lines first; equal ones that follow each other, as of a tone that calls until it is heeded, are one.
fn listed(said: &[Uttered]) -> Markup {
    let folded = said.chunk_by(|one, next| line(one) == line(next)).rev();
    html! {
        @for same in folded.take(SHOWN) {
            li { @if let [first, ..] = same { (marked(first)) } @if same.len() > 1 { " × " (same.len()) } }
        }
    }
}

/// Each run in its language.
fn words(said: &Uttered) -> Markup {
    html! { @for (lang, words) in &said.runs { (run(lang, words)) " " } }
}

fn run(lang: &str, words: &str) -> Markup {
    let dir = Lang::from_code(lang).map_or("auto", Lang::dir);
    html! { span lang=(lang) dir=(dir) { (words) } }
}

/// The same as [`line`], each run in its language.
fn marked(said: &Uttered) -> Markup {
    html! {
        (said.id) " " (route(said))
        @for (lang, words) in &said.runs { " [" (lang) "] " (run(lang, words)) }
        (cut(said))
    }
}

fn route(said: &Uttered) -> &'static str {
    if said.private { "cuffie" } else { "altoparlante" }
}

fn cut(said: &Uttered) -> &'static str {
    if said.cut { " (interrotto)" } else { "" }
}

/// `12 cuffie [it] Benvenuto (interrotto)`.
pub(super) fn line(said: &Uttered) -> String {
    let runs: Vec<String> = said.runs.iter().map(|(lang, words)| format!("[{lang}] {words}")).collect();
    format!("{} {} {}{}", said.id, route(said), runs.join(" "), cut(said))
}

fn receipts(board: &Board) -> Markup {
    paper(&board.printer.roll(), &board.receipts)
}

/// What stands on the paper, the last receipt first, as it was read back from the printer's bytes; of a picture its words, as
/// the kiosk gave them.
fn paper(roll: &Roll, receipts: &Receipts) -> Markup {
    let pieces = roll.parts.split(|part| *part == Part::Cut).filter(|parts| !parts.is_empty());
    let pieces: Vec<_> = pieces.enumerate().collect();
    html! {
        @if roll.parts.is_empty() { p { "Nessuna ricevuta è uscita." } }
        @for (nth, parts) in pieces.into_iter().rev() {
            @let mut words = receipts.words(nth, parts);
            h3 { "Ricevuta " (nth + 1) }
            // Whatever reads it without a style sheet keeps its lines too.
            pre class="paper" { @for part in parts { (piece(part, &mut words)) } }
        }
        @for fault in &roll.faults { p { "Dal byte " (fault.at) " la stampante non capisce che cosa le si chiede." } }
    }
}

fn piece(part: &Part, words: &mut VecDeque<Vec<Words>>) -> Markup {
    let class = |mode: Mode| match (mode.bold, mode.high > 1) {
        (_, true) => "tall",
        (true, false) => "bold",
        (false, false) => "plain",
    };
    html! {
        @match part {
            Part::Text(line) => { span class=(class(line.mode)) { (line.text) } "\n" },
            Part::Picture(picture) => { (drawn(picture, &words.pop_front().unwrap_or_default())) br; },
            Part::Qr(content) => { "[QR: " (content) "]\n" },
            Part::Feed(_) | Part::Cut => {},
        }
    }
}

fn drawn(picture: &Picture, lines: &[Words]) -> Markup {
    let source = format!("data:image/bmp;base64,{}", STANDARD.encode(picture.bmp()));
    let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    // A browser of text alone may drop the ends of its lines: the space stays.
    // All of a roll on one scale, on which the widest has room: where one ends its letters must not grow.
    let width = picture.width * 3 / 4;
    html! {
        @match lines.first() {
            Some(first) => img width=(width) lang=(first.lang.code()) dir=(first.lang.dir()) alt=(words.join(" \n")) src=(source);,
            None => img width=(width) alt="Righe stampate come immagine, di una ricevuta che non è uscita intera" src=(source);,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_tone_that_calls_again_and_again_is_one_line_with_a_count_and_leaves_room_for_what_was_said() {
        let tape = crate::tape::Tape::default();
        (0..100).for_each(|at| tape.toned(at));
        let mut said = tape.all();
        let runs = vec![("it", "Riprendi la tessera.".to_owned())];
        said.insert(0, Uttered { id: 7, at: 0, private: false, runs, cut: false, ended: true });
        let listed = listed(&said).into_string();
        assert_eq!(listed.matches("<li>").count(), 2, "{listed}");
        assert!(listed.contains("× 100") && listed.contains("Riprendi la tessera."), "{listed}");
        assert_eq!(listed.matches('×').count(), 1, "{listed}");
    }

    #[test]
    fn each_run_of_the_tape_is_in_its_language_and_direction_and_reads_as_in_the_plain_tape() {
        let runs = [("it", "Benvenuto."), ("en", "Welcome."), ("ar", "مرحبا."), ("zxx", "♪")];
        let runs = runs.map(|(lang, words)| (lang, words.to_owned())).to_vec();
        let said = Uttered { id: 12, at: 0, private: true, runs, cut: true, ended: false };
        let html = marked(&said).into_string();
        for run in [
            "<span lang=\"it\" dir=\"ltr\">Benvenuto.</span>",
            "<span lang=\"en\" dir=\"ltr\">Welcome.</span>",
            "<span lang=\"ar\" dir=\"rtl\">مرحبا.</span>",
        ] {
            assert!(html.contains(run), "{html}");
            assert!(words(&said).into_string().contains(run), "the last one too");
        }
        let plain: String =
            html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect();
        assert_eq!(plain, line(&said));
    }

    #[test]
    fn the_lines_of_a_receipt_stay_lines_without_a_style_sheet_and_those_of_its_pictures_stay_apart() {
        use super::super::super::roll::{Align, Text};
        let line = |text: &str| Part::Text(Text { text: text.to_owned(), ..Text::default() });
        let picture = Picture { width: 8, bits: vec![0x80], align: Align::Left };
        let parts = vec![line("uno"), line("due"), Part::Picture(picture.clone()), line("tre")];
        let html = paper(&Roll { parts, faults: Vec::new() }, &Receipts::default()).into_string();
        let (_, paper) = html.split_once("<pre class=\"paper\">").unwrap();
        let paper = paper.split_once("</pre>").unwrap().0;
        let lines: Vec<&str> = paper.split(['\n']).flat_map(|line| line.split("<br>")).collect();
        assert!(lines[0].contains("uno") && lines[1].contains("due") && lines[2].contains("<img"), "{paper}");
        assert!(lines[3].contains("tre"), "{paper}");
        let words = ["Nome", "Via"].map(|text| Words { text: text.to_owned(), lang: Lang::Ar });
        let told = drawn(&picture, &words).into_string();
        assert!(told.contains("alt=\"Nome \nVia\""), "{told}");
    }

    #[test]
    fn the_letters_of_a_receipt_are_as_large_in_a_short_line_as_in_a_long_one() {
        let width = |dots: usize| {
            let bits = vec![0x80; dots / 8];
            let picture = Picture { width: dots, bits, align: super::super::super::roll::Align::Left };
            let html = drawn(&picture, &[]).into_string();
            let (_, rest) = html.split_once("width=\"").unwrap();
            rest.split_once('"').unwrap().0.parse::<usize>().unwrap()
        };
        assert_eq!(width(576), 3 * width(192));
    }
}

//! The device board: every device of the kiosk as plain forms, and what came out of it.
//!
//! It has no script, so it works with a keyboard, a screen reader, lynx and curl.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use super::Board;
use super::card::{Chip, Sample, samples};
use super::roll::{Mode, Part, Roll};
use crate::agent::command::Line;
use crate::devices::{card, code};
use crate::event::{Braille, BrailleKey, Card, Event, Finger, Key, PaperState, Spot, Staff};
use crate::tape::Uttered;

/// The cards there are, with the names of their invented holders.
static CARDS: LazyLock<Vec<(String, Sample)>> = LazyLock::new(|| {
    let named = |sample: Sample| {
        let mut chip = sample.chip();
        let reset = chip.answer_to_reset();
        match card::read(&mut chip, reset, card::today()) {
            Card::Read(holder) => {
                let names =
                    [&holder.given_name, &holder.surname].map(|name| capital(name.as_deref().unwrap_or("")));
                Some((names.join(" "), sample))
            }
            _ => None,
        }
    };
    samples().into_iter().filter_map(named).collect()
});

/// "NOEMI" as people write it.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| format!("{first}{}", letters.as_str().to_lowercase())).unwrap_or_default()
}

/// The keys, in the places that they have on a keypad.
const KEYS: [(&str, &str, Key); 12] = [
    ("prima", "Indietro di una voce", Key::Previous),
    ("dopo", "Avanti di una voce", Key::Next),
    ("scegli", "Scegli", Key::Select),
    ("indietro", "Torna indietro", Key::Back),
    ("fine", "Fine", Key::End),
    ("aiuto", "Aiuto", Key::Help),
    ("ripeti", "Ripeti", Key::Repeat),
    ("forte", "Più forte", Key::Louder),
    ("piano", "Più piano", Key::Softer),
    ("veloce", "Più veloce", Key::Faster),
    ("lento", "Più lento", Key::Slower),
    ("0", "0", Key::Digit(0)),
];

/// What fingers do on the touchscreen while it is explored by ear.
const GESTURES: [(&str, &str, Finger); 6] = [
    ("via", "Alza il dito", Finger::Gone),
    ("due-volte", "Tocca due volte", Finger::Activate),
    ("a-destra", "Scorri a destra", Finger::Next),
    ("a-sinistra", "Scorri a sinistra", Finger::Previous),
    ("due-dita", "Tocca con due dita", Finger::Quiet),
    ("tre-dita", "Tocca con tre dita", Finger::Swap),
];

/// The keys of the braille display that one needs.
const BRAILLE: [(&str, &str, BrailleKey); 5] = [
    ("sinistra", "Celle prima", BrailleKey::Left),
    ("destra", "Celle dopo", BrailleKey::Right),
    ("precedente", "Voce prima", BrailleKey::Previous),
    ("successiva", "Voce dopo", BrailleKey::Next),
    ("scegli", "Scegli", BrailleKey::Select),
];

/// The states of the printer.
const PAPERS: [(&str, &str, PaperState); 6] = [
    ("pronta", "Pronta", PaperState::Ready),
    ("quasi-finita", "Carta quasi finita", PaperState::NearEnd),
    ("finita", "Senza carta", PaperState::Out),
    ("aperta", "Coperchio aperto", PaperState::CoverOpen),
    ("assente", "Non risponde", PaperState::Missing),
    ("guasta", "Guasta", PaperState::Fault),
];

/// Puts the board on its addresses.
pub(super) fn configure(board: Board) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config
            .app_data(web::Data::new(board.clone()))
            .route("/banco", web::get().to(show))
            .route("/banco", web::post().to(work))
            .route("/banco/nastro", web::get().to(tape))
            .route("/banco/banco.css", web::get().to(style));
    }
}

/// One thing done to a device.
#[derive(Deserialize)]
struct Work {
    cosa: String,
    #[serde(default)]
    valore: String,
}

async fn work(request: HttpRequest, board: web::Data<Board>, form: web::Form<Work>) -> HttpResponse {
    if !crate::screen::own(&request) {
        return HttpResponse::Forbidden().finish();
    }
    match event(&board, &form) {
        Some(events) => events.into_iter().for_each(|event| board.tell(event)),
        None => return HttpResponse::BadRequest().body("unknown device or value\n"),
    }
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/banco#{}", form.cosa))).finish()
}

/// What happens to the kiosk by this work.
fn event(board: &Board, Work { cosa, valore }: &Work) -> Option<Vec<Event>> {
    let one = |event| Some(vec![event]);
    match cosa.as_str() {
        "tasto" => {
            let digit = valore.parse().ok().filter(|digit| *digit <= 9).map(Key::Digit);
            let named = KEYS.iter().find(|(name, ..)| name == valore).map(|(.., key)| *key);
            one(Event::Key(digit.or(named)?))
        }
        "dito" => one(Event::Finger(finger(valore)?)),
        "cuffie" => {
            let in_ = valore == "dentro";
            board.devices().jack = in_;
            one(Event::Jack(in_))
        }
        "tessera" => {
            board.devices().take_out();
            let read = |mut chip: Chip| {
                let reset = chip.answer_to_reset();
                let told = card::read(&mut chip, reset, card::today());
                board.devices().chip = Some(chip);
                Some(vec![Event::Card(Card::Reading), Event::Card(told)])
            };
            match valore.as_str() {
                "togli" => one(Event::Card(Card::Empty)),
                "muta" => read(Chip::mute()),
                "estranea" => read(Chip::foreign()),
                "identita" => read(Chip::identity()),
                "senza-lettore" => one(Event::Card(Card::NoReader)),
                number => read(take_in(board, number.parse().ok()?)?),
            }
        }
        // Pulled out after it has answered so many commands.
        "strappo" => {
            let after = valore.trim().parse().ok().filter(|after| *after <= 1_000)?;
            // The first of the cards, which is the same when it is put in again.
            let mut chip = take_in(board, 0)?.torn_after(after);
            let reset = chip.answer_to_reset();
            let told = card::read(&mut chip, reset, card::today());
            board.devices().chip = Some(chip);
            // One that has been read stays until it is asked for its PIN.
            if !matches!(told, Card::Read(_)) {
                board.devices().take_out();
            }
            Some(vec![Event::Card(Card::Reading), Event::Card(told)])
        }
        "braille" => {
            let key = BRAILLE.iter().find(|(name, ..)| name == valore).map(|(.., key)| Braille::Key(*key));
            let told = match valore.as_str() {
                "20" => Braille::Attached(20),
                "40" => Braille::Attached(40),
                "stacca" => Braille::Gone,
                _ => key?,
            };
            let mut devices = board.devices();
            match told {
                Braille::Attached(cells) => devices.cells = Some(cells),
                Braille::Gone => (devices.cells, devices.line) = (None, None),
                Braille::Key(_) => {}
            }
            one(Event::Braille(told))
        }
        "rete" => {
            board.wire.cut(match valore.as_str() {
                "stacca" => true,
                "attacca" => false,
                _ => return None,
            });
            Some(Vec::new())
        }
        "codice" => {
            let scanned = match valore.parse::<usize>() {
                Ok(number) => CARDS.get(number)?.1.barcode.as_bytes(),
                Err(_) => b"8001234567890".as_slice(),
            };
            one(Event::Code(code::decode(scanned)))
        }
        "striscia" => {
            let number: usize = valore.parse().ok()?;
            one(Event::Code(code::decode(CARDS.get(number)?.1.track_1.as_bytes())))
        }
        "stampante" => {
            let (state, at) = match valore.split_once('@') {
                Some((state, at)) => (state, Some(at.parse().ok()?)),
                None => (valore.as_str(), None),
            };
            let state = PAPERS.iter().find(|(name, ..)| *name == state).map(|(.., state)| *state)?;
            match at {
                Some(at) => board.printer.set_at(at, state),
                None => board.printer.set(state),
            }
            Some(Vec::new())
        }
        "personale" => one(Event::Staff(match valore.as_str() {
            "arriva" => Staff::Coming,
            "chiudi" => Staff::Closed(true),
            "apri" => Staff::Closed(false),
            _ => return None,
        })),
        _ => None,
    }
}

/// What a finger did: a place in percent of the screen, or a gesture.
fn finger(value: &str) -> Option<Finger> {
    if let Some((_, _, gesture)) = GESTURES.iter().find(|(name, ..)| *name == value) {
        return Some(*gesture);
    }
    let (x, y) = value.split_once(',')?;
    let part = |percent: &str| {
        percent.parse().ok().filter(|percent| *percent <= 100).map(|percent: u16| percent * 100)
    };
    Some(Finger::At(Spot { x: part(x)?, y: part(y)? }))
}

/// The card with this number comes in, with the tries of its PIN that it had when it went out.
fn take_in(board: &Board, number: usize) -> Option<Chip> {
    board.devices().take_out();
    let (_, sample) = CARDS.get(number)?;
    let mut devices = board.devices();
    devices.card = Some(number);
    Some(devices.chips.remove(&number).unwrap_or_else(|| sample.chip()).put_in())
}

async fn show(board: web::Data<Board>) -> HttpResponse {
    page("text/html; charset=utf-8", document(&board).into_string())
}

/// The tape alone, one utterance a line, for tests and for who wants to follow it.
async fn tape(board: web::Data<Board>) -> HttpResponse {
    let lines = board.tape.all().iter().map(line).collect::<Vec<_>>().join("\n");
    page("text/plain; charset=utf-8", lines + "\n")
}

async fn style() -> HttpResponse {
    let own = "body { padding-block: 1rem } form { display: flex; flex-wrap: wrap; gap: .5rem; margin-block-end: 1rem } \
               .paper { font: 1rem/1.4 ui-monospace, monospace; white-space: pre-wrap; padding: 1rem; border: 2px solid; max-inline-size: 52ch } .paper .bold, .paper .tall { font-weight: 700 } .paper .tall { font-size: 1.5em } .paper img { max-inline-size: 100% }";
    page("text/css; charset=utf-8", format!("{}{own}", *a11y::html::STYLE))
}

fn page(kind: &'static str, body: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; form-action 'self'; img-src data:",
        ))
        .body(body)
}

/// `12 cuffie [it] Benvenuto (interrotto)`.
fn line(said: &Uttered) -> String {
    let runs: Vec<String> = said.runs.iter().map(|(lang, words)| format!("[{lang}] {words}")).collect();
    let route = if said.private { "cuffie" } else { "altoparlante" };
    let cut = if said.cut { " (interrotto)" } else { "" };
    format!("{} {route} {}{cut}", said.id, runs.join(" "))
}

fn document(board: &Board) -> Markup {
    let devices = board.devices();
    html! {
        (DOCTYPE)
        html lang="it" dir="ltr" {
            head {
                meta charset="utf-8";
                title { "Banco dei dispositivi – Sportello" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href="/banco/banco.css";
                link rel="icon" href="data:,";
            }
            body {
                main id="contenuto" tabindex="-1" {
                    h1 { "Banco dei dispositivi" }
                    p { "Qui sono simulati i dispositivi di un chiosco. Le persone e le tessere sono inventate: dati di prova. "
                        a href=(board.screen.entrance()) { "Apri lo schermo del chiosco" } }
                    h2 id="tasto" { "Tastiera" }
                    (work_form("tasto", &KEYS.map(|(name, label, _)| (name, label))[..11]))
                    (work_form("tasto", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].map(|digit| (digit, digit))))
                    h2 id="dito" { "Schermo esplorato con l’ascolto" }
                    p { @if devices.grabbed { "Lo schermo si esplora con un dito." } @else { "Lo schermo si tocca normalmente." } }
                    (work_form("dito", &GESTURES.map(|(name, label, _)| (name, label))))
                    h2 id="cuffie" { "Cuffie" }
                    p { @if devices.jack { "Le cuffie sono inserite." } @else { "Le cuffie non sono inserite." } }
                    (work_form("cuffie", &[("dentro", "Inserisci le cuffie"), ("fuori", "Togli le cuffie")]))
                    h2 id="tessera" { "Tessera" }
                    p { @match devices.card.and_then(|number| CARDS.get(number)) {
                        Some((name, ..)) => { "Nel lettore c’è la tessera di " (name) "." },
                        None => "Nel lettore non c’è nessuna tessera sanitaria.",
                    } }
                    (work_form("tessera", &cards("Inserisci la tessera di")))
                    (work_form("tessera", &[
                        ("togli", "Togli la tessera"), ("muta", "Tessera girata"), ("estranea", "Carta estranea"),
                        ("identita", "Carta d’identità"), ("senza-lettore", "Stacca il lettore"),
                    ]))
                    h3 id="strappo" { "Tessera tolta durante la lettura" }
                    form method="post" action="/banco" {
                        input type="hidden" name="cosa" value="strappo";
                        label for="strappo-dopo" { "Dopo quanti comandi, da 0 a 1000" }
                        input id="strappo-dopo" name="valore" type="text" inputmode="numeric" size="4" value="3" required;
                        button class="secondary" { "Inserisci e togli" }
                    }
                    h2 id="codice" { "Codice a barre" }
                    (work_form("codice", &cards("Mostra il codice di")))
                    (work_form("codice", &[("altro", "Mostra un altro codice")]))
                    h2 id="striscia" { "Striscia magnetica" }
                    (work_form("striscia", &cards("Passa la tessera di")))
                    h2 id="stampante" { "Stampante" }
                    p { "Stato: " (PAPERS.iter().find(|(.., state)| *state == board.printer.state()).map_or("", |(_, label, _)| label)) "." }
                    (work_form("stampante", &PAPERS.map(|(name, label, _)| (name, label))))
                    (work_form("stampante", &[("finita@400", "Finisce la carta al byte 400"), ("aperta@400", "Si apre al byte 400")]))
                    h2 id="braille" { "Barra braille" }
                    @match devices.cells {
                        Some(cells) => { p { "Ci sono " (cells) " celle, e vi sta scritto:" } (cells_of(&devices.line, cells)) },
                        None => { p { "Non c’è nessuna barra." } },
                    }
                    (work_form("braille", &[("20", "Collega 20 celle"), ("40", "Collega 40 celle"), ("stacca", "Scollega")]))
                    (work_form("braille", &BRAILLE.map(|(name, label, _)| (name, label))))
                    h2 id="rete" { "Rete" }
                    p { @if board.wire.is_cut() { "Il portale non si raggiunge." } @else { "Il portale si raggiunge." } }
                    (work_form("rete", &[("stacca", "Stacca la rete"), ("attacca", "Attacca la rete")]))
                    h2 id="personale" { "Personale" }
                    p { "Chiamate: " (devices.calls) "." }
                    @if let Some(last) = devices.reports.last() { p { "Ultima segnalazione: " (format!("{last:?}")) "." } }
                    (work_form("personale", &[("arriva", "Arriva qualcuno"), ("chiudi", "Chiudi il chiosco"), ("apri", "Apri il chiosco")]))
                    h2 { "Che cosa dice" }
                    nav aria-label="Nastro della voce" { a href="/banco#nastro-titolo" { "Aggiorna" } }
                    h3 id="nastro-titolo" { "Nastro della voce, l’ultima frase per prima" }
                    ol reversed { @for said in board.tape.all().iter().rev().take(40) { li { (line(said)) } } }
                    h2 { "Ricevute" }
                    (paper(&board.printer.roll()))
                }
            }
        }
    }
}

/// What stands on the cells, a sign a cell.
fn cells_of(line: &Option<Line>, cells: u16) -> Markup {
    let text = line.as_ref().map(|line| line.text.clone()).unwrap_or_default();
    let lang = line.as_ref().map_or("it", |line| line.lang.code());
    html! { p class="paper" lang=(lang) dir="auto" { (format!("{text:<width$}", width = usize::from(cells))) } }
}

/// A button for each of the first cards.
fn cards(what: &str) -> Vec<(String, String)> {
    CARDS.iter().take(3).enumerate().map(|(n, (name, _))| (n.to_string(), format!("{what} {name}"))).collect()
}

fn work_form(what: &str, values: &[(impl AsRef<str>, impl AsRef<str>)]) -> Markup {
    html! {
        form method="post" action="/banco" {
            input type="hidden" name="cosa" value=(what);
            @for (value, label) in values { button class="secondary" name="valore" value=(value.as_ref()) { (label.as_ref()) } }
        }
    }
}

/// What stands on the paper, as it was read back from the printer's bytes.
fn paper(roll: &Roll) -> Markup {
    html! {
        @if roll.parts.is_empty() { p { "Nessuna ricevuta è uscita." } }
        @for receipt in roll.parts.split(|part| *part == Part::Cut).filter(|parts| !parts.is_empty()) {
            div class="paper" { @for part in receipt { (piece(part)) } }
        }
        @for fault in &roll.faults { p { "Comando sconosciuto al byte " (fault.at) ": " (fault.what) } }
    }
}

fn piece(part: &Part) -> Markup {
    let class = |mode: Mode| match (mode.bold, mode.high > 1) {
        (_, true) => "tall",
        (true, false) => "bold",
        (false, false) => "plain",
    };
    html! {
        @match part {
            Part::Text(line) => { span class=(class(line.mode)) { (line.text) } "\n" },
            Part::Picture(picture) => {
                img alt="Righe stampate come immagine" src=(format!("data:image/bmp;base64,{}", STANDARD.encode(picture.bmp())));
                "\n"
            },
            Part::Qr(content) => { "[QR: " (content) "]\n" },
            Part::Feed(_) | Part::Cut => {},
        }
    }
}

//! The device board: every device of the kiosk as plain forms, and what came out of it.
//!
//! It works without its script, so with lynx and curl too; with it what is said and printed comes by itself.
//!
//! **Invariant**: it answers only as its own host and origin: who has its address has the key of the screen.

mod html;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Deserialize;

use super::Board;
use super::card::{Chip, Damaged, Sample, damaged, samples};
use crate::devices::{card, code};
use crate::event::{Braille, BrailleKey, Card, Event, Finger, Key, PaperState, Spot, Staff};

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

/// Cards whose file makes no sense.
static DAMAGED: LazyLock<Vec<Damaged>> = LazyLock::new(damaged);

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

/// What a person has who works everything with two switches.
const SWITCHES: [(&str, &str, Key); 2] = [("avanti", "Avanti", Key::Next), ("scegli", "Scegli", Key::Select)];

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

/// Who asks knows this machine by its own name: a page elsewhere whose name leads here reads nothing and does nothing.
struct Own;

impl FromRequest for Own {
    type Error = actix_web::Error;
    type Future = Ready<Result<Own, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let own = crate::screen::own(request).then_some(Own);
        ready(own.ok_or_else(|| actix_web::error::ErrorForbidden("")))
    }
}

/// Puts the board on its addresses.
pub(super) fn configure(board: Board) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config
            .app_data(web::Data::new(board.clone()))
            .route("/banco", web::get().to(show))
            .route("/banco", web::post().to(work))
            .route("/banco/nastro", web::get().to(tape))
            .route("/banco/flusso", web::get().to(stream))
            .route("/banco/banco.css", web::get().to(style))
            .route("/banco/banco.js", web::get().to(script))
            .default_service(web::to(nowhere));
    }
}

/// One thing done to a device.
#[derive(Deserialize)]
struct Work {
    cosa: String,
    #[serde(default)]
    valore: String,
    /// After so many commands of a card, or bytes of a receipt.
    dopo: Option<String>,
}

async fn work(
    _: Own,
    board: web::Data<Board>,
    form: Result<web::Form<Work>, actix_web::Error>,
) -> HttpResponse {
    let Ok(form) = form else {
        let why =
            "Quello che è arrivato non si legge: non viene da un modulo del banco, o non è arrivato intero.";
        return refused(StatusCode::BAD_REQUEST, why);
    };
    match event(&board, &form) {
        Some(events) => {
            let keys = events.iter().filter(|event| matches!(event, Event::Key(_) | Event::Switch(_))).count()
                as u64;
            let pressed = board.keys.fetch_add(keys, Ordering::SeqCst) + keys;
            events.into_iter().for_each(|event| board.tell(event));
            if keys > 0 {
                board.answered(pressed).await;
            }
        }
        None => {
            let why = "Il banco non conosce questo dispositivo, questo valore o questo numero.";
            return refused(StatusCode::BAD_REQUEST, why);
        }
    }
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/banco#{}", form.cosa))).finish()
}

async fn nowhere(_: Own) -> HttpResponse {
    refused(StatusCode::NOT_FOUND, "A questo indirizzo non c’è niente.")
}

/// Nothing was done, and why.
fn refused(status: StatusCode, why: &str) -> HttpResponse {
    let mut answer = page("text/html; charset=utf-8", html::refused(why).into_string());
    *answer.status_mut() = status;
    answer
}

/// What happens to the kiosk by this work.
fn event(board: &Board, Work { cosa, valore, dopo }: &Work) -> Option<Vec<Event>> {
    let one = |event| Some(vec![event]);
    let after =
        dopo.as_deref().map(|number| number.trim().parse::<u16>().map(usize::from)).transpose().ok()?;
    match cosa.as_str() {
        "tasto" => {
            let digit = valore.parse().ok().filter(|digit| *digit <= 9).map(Key::Digit);
            one(Event::Key(digit.or(named(&KEYS, valore))?))
        }
        "interruttori" => one(Event::Switch(named(&SWITCHES, valore)?)),
        "dito" => one(Event::Finger(finger(valore)?)),
        "cuffie" => {
            let in_ = match valore.as_str() {
                "dentro" => true,
                "fuori" => false,
                _ => return None,
            };
            board.devices().jack = in_;
            one(Event::Jack(in_))
        }
        "tessera" => put_in(board, valore),
        "strappo" => pull(board, valore, after?),
        "braille" => one(Event::Braille(braille(board, valore)?)),
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
            let state = named(&PAPERS, valore)?;
            match after {
                Some(bytes) => board.printer.set_at(bytes, state),
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

/// What stands in a row of these under this name.
fn named<T: Copy>(rows: &[(&str, &str, T)], name: &str) -> Option<T> {
    rows.iter().find(|(own, ..)| *own == name).map(|(.., what)| *what)
}

/// A card goes in, or the one that is there out.
fn put_in(board: &Board, value: &str) -> Option<Vec<Event>> {
    board.devices().take_out();
    let chip = match value {
        "togli" => return Some(vec![Event::Card(Card::Empty)]),
        "senza-lettore" => return Some(vec![Event::Card(Card::NoReader)]),
        "muta" => Chip::mute(),
        "estranea" => Chip::foreign(),
        "identita" => Chip::identity(),
        "ferma" => {
            board.devices().chip = Some(Chip::stuck());
            board.tell_in_vain(Event::Card(Card::Stuck));
            return Some(vec![Event::Card(Card::Reading)]);
        }
        value => match value.strip_prefix("guasta-") {
            Some(number) => Chip::health(DAMAGED.get(number.parse::<usize>().ok()?)?.file.as_bytes()),
            None => take_in(board, value.parse().ok()?)?,
        },
    };
    Some(read(board, chip).into())
}

/// A card goes in, and is pulled out after it has answered so many commands.
fn pull(board: &Board, value: &str, after: usize) -> Option<Vec<Event>> {
    let told = read(board, take_in(board, value.parse().ok()?)?.torn_after(after));
    // One that has been read stays until it is asked for its PIN.
    if !matches!(told, [_, Event::Card(Card::Read(_))]) {
        board.devices().take_out();
    }
    Some(told.into())
}

/// The chip is read, and stays in the reader.
fn read(board: &Board, mut chip: Chip) -> [Event; 2] {
    let reset = chip.answer_to_reset();
    let told = card::read(&mut chip, reset, card::today());
    board.devices().chip = Some(chip);
    [Event::Card(Card::Reading), Event::Card(told)]
}

/// What becomes of the braille display.
fn braille(board: &Board, value: &str) -> Option<Braille> {
    let told = match value {
        "20" => Braille::Attached(20),
        "40" => Braille::Attached(40),
        "stacca" => Braille::Gone,
        key => Braille::Key(named(&BRAILLE, key)?),
    };
    let mut devices = board.devices();
    match told {
        Braille::Attached(cells) => devices.cells = Some(cells),
        Braille::Gone => (devices.cells, devices.line) = (None, None),
        Braille::Key(_) => {}
    }
    Some(told)
}

/// What a finger did: a place in percent of the screen, or a gesture.
fn finger(value: &str) -> Option<Finger> {
    if let Some(gesture) = named(&GESTURES, value) {
        return Some(gesture);
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

async fn show(_: Own, board: web::Data<Board>) -> HttpResponse {
    page("text/html; charset=utf-8", html::document(&board).into_string())
}

/// The tape alone, one utterance a line, for tests and for who wants to follow it.
async fn tape(_: Own, board: web::Data<Board>) -> HttpResponse {
    let lines = board.tape.all().iter().map(html::line).collect::<Vec<_>>().join("\n");
    page("text/plain; charset=utf-8", lines + "\n")
}

/// How often it is looked whether something has changed.
const BLINK: Duration = Duration::from_millis(200);

/// What changes by itself, as it changes: each place of the page by its id.
async fn stream(_: Own, board: web::Data<Board>) -> HttpResponse {
    let first = BTreeMap::new();
    let changes = futures_util::stream::unfold((board, first), |(board, last)| async move {
        loop {
            let now: BTreeMap<_, _> = html::LIVE.map(|(id, part)| (id, part(&board).into_string())).into();
            let changed: BTreeMap<_, _> =
                now.iter().filter(|(id, part)| last.get(**id) != Some(*part)).collect();
            if !changed.is_empty() {
                let words = format!("data: {}\n\n", serde_json::to_string(&changed).unwrap_or_default());
                return Some((Ok::<_, Infallible>(Bytes::from(words)), (board, now)));
            }
            actix_web::rt::time::sleep(BLINK).await;
        }
    });
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(changes)
}

async fn style() -> HttpResponse {
    page("text/css; charset=utf-8", [a11y::html::STYLE.as_str(), include_str!("board.css")].concat())
}

async fn script() -> HttpResponse {
    page("text/javascript; charset=utf-8", include_str!("board.js").to_owned())
}

fn page(kind: &'static str, body: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ))
        .body(body)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc::channel;

    use actix_web::App;
    use actix_web::test::{TestRequest, call_service, init_service};

    use super::*;
    use crate::agent::command::CardOrder;
    use crate::event::CardPin;
    use crate::run::Pad;

    #[actix_web::test]
    async fn a_card_that_never_answers_is_told_so_once_it_was_waited_for_and_not_when_it_has_gone_before() {
        let (events, happened) = channel();
        let of_limit = |limit| Board {
            events: events.clone(),
            screen: crate::screen::Screen::open(events.clone(), 2.7),
            tape: crate::tape::Tape::default(),
            keys: std::sync::Arc::default(),
            printer: super::super::printer::Printer::start().unwrap(),
            receipts: super::super::receipts::Receipts::default(),
            wire: crate::portal::Wire::default(),
            devices: std::sync::Arc::default(),
            limit,
        };
        let told = |within| happened.recv_timeout(Duration::from_secs(within));
        let does = async |board: &Board, value: &str| {
            let app = init_service(App::new().configure(configure(board.clone()))).await;
            let form = [("cosa", "tessera"), ("valore", value)];
            let request = TestRequest::post().uri("/banco").insert_header(("host", "127.0.0.1:9"));
            assert_eq!(call_service(&app, request.set_form(form).to_request()).await.status(), 303);
        };
        let mut board = of_limit(Duration::from_millis(20));
        does(&board, "ferma").await;
        assert_eq!(told(10), Ok(Event::Card(Card::Reading)));
        assert_eq!(told(10), Ok(Event::Card(Card::Stuck)));
        board.ask(CardOrder::Look);
        assert_eq!(told(10), Ok(Event::CardPin(CardPin::Stuck)));
        does(&board, "togli").await;
        assert_eq!(told(10), Ok(Event::Card(Card::Empty)));
        board.ask(CardOrder::Look);
        assert_eq!(told(10), Ok(Event::CardPin(CardPin::Torn)), "there is none");
        // One that has gone before is waited for no longer: what is told next is of the one that came after it.
        let board = of_limit(Duration::from_millis(200));
        for value in ["ferma", "togli", "estranea"] {
            does(&board, value).await;
        }
        let reading = Event::Card(Card::Reading);
        for event in [reading.clone(), Event::Card(Card::Empty), reading, Event::Card(Card::Foreign)] {
            assert_eq!(told(10), Ok(event));
        }
        std::thread::sleep(board.limit * 2);
        assert!(happened.try_recv().is_err());
    }
}

//! The board of simulated devices: a person works it in a browser, a test over HTTP, and both find the same.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use super::ear::Kiosk;
use super::harness::{Browser, vnu};
use super::kiosk::waits;
use super::shelf;

fn board(kiosk: &Kiosk) -> String {
    format!("{}/banco", kiosk.entrance().split("/?").next().unwrap())
}

fn read(url: &str) -> String {
    ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap()
}

#[test]
fn the_board_is_sound_and_its_html_valid() {
    let (base, browser) = (shelf::serve(), Browser::start());
    let kiosk = Kiosk::start(&base);
    // With all that it can show: a card, a call, what was said, a receipt.
    kiosk.board("tessera", "0");
    kiosk.board("rete", "stacca");
    kiosk.settle();
    let url = board(&kiosk);
    for width in [320, 1280] {
        browser.viewport(width, 900);
        let found = browser.axe(&url);
        assert!(found.violations.is_empty(), "{width}: {:#?}", found.violations);
        assert!(found.unexplained().is_empty(), "{width}: {:#?}", found.unexplained());
        let (over, small) = (browser.reflow_here(), browser.targets_under(44));
        assert!(over.is_empty(), "{width}: {over:?}");
        assert!(small.is_empty(), "{width}: {small:?}");
    }
    let remarks = vnu(&[("the board".to_owned(), read(&url))]);
    assert!(remarks.is_empty(), "{remarks:#?}");
}

#[test]
fn a_person_works_the_board_with_a_keyboard_alone() {
    let (base, browser) = (shelf::serve(), Browser::start());
    let kiosk = Kiosk::start(&base);
    browser.open(&board(&kiosk));
    browser.script("document.querySelector('#strappo-dopo').focus()", Vec::new());
    browser.press("\u{e004} ");
    waits("the board does not come back", || browser.address().ends_with("#strappo"));
    // A number that is none is not sent.
    browser.script("document.querySelector('#stampante-dopo').value = 'molti'; document.querySelector('#stampante-dopo').focus()", Vec::new());
    browser.press("\u{e004} ");
    assert!(browser.address().ends_with("#strappo"), "{}", browser.address());
    // Whoever does not listen reads it on the screen.
    browser.open(&kiosk.entrance());
    waits("it is not told", || {
        let caption = "return document.querySelector('#didascalia').textContent.includes('troppo presto')";
        browser.script(caption, Vec::new()) == json!(true)
    });
}

/// Goes on by key to what begins with these words.
#[track_caller]
fn to(kiosk: &mut Kiosk, words: &str) {
    let said = (0..40).map(|_| kiosk.press("dopo")).find(|said| said.contains(words));
    assert!(said.is_some(), "{words} does not come");
}

#[test]
fn the_network_is_cut_and_mended() {
    let base = shelf::serve();
    let mut kiosk = Kiosk::start(&base);
    kiosk.press("5");
    to(&mut kiosk, "Italiano");
    kiosk.press("scegli");
    to(&mut kiosk, "Pagina scelte");
    kiosk.board("rete", "stacca");
    assert!(read(&board(&kiosk)).contains("Il portale non si raggiunge."));
    let before = kiosk.settle();
    kiosk.board("tasto", "scegli");
    kiosk.hear(before, "Il collegamento non c’è");
    let before = kiosk.settle();
    kiosk.board("rete", "attacca");
    // It asks again by itself.
    kiosk.hear(before, "La risposta");
    assert!(read(&board(&kiosk)).contains("Il portale si raggiunge."));
}

#[test]
fn a_card_is_pulled_out_after_as_many_commands_as_one_says() {
    let base = shelf::serve();
    let mut kiosk = Kiosk::start(&base);
    kiosk.press("5");
    for few in ["0", "1", "3"] {
        let before = kiosk.settle();
        kiosk.board("strappo", &format!("0&dopo={few}"));
        kiosk.hear(before, "troppo presto");
    }
    // Another card, and so many commands that it is read whole.
    let before = kiosk.settle();
    kiosk.board("strappo", "3&dopo=900");
    kiosk.hear(before, "Tessera letta");
    assert!(kiosk.desk().contains("la tessera di Denise Cilibrasi"));
}

#[test]
fn a_braille_display_is_shown_cell_by_cell() {
    let base = shelf::serve();
    let kiosk = Kiosk::start(&base);
    for cells in ["20", "40"] {
        kiosk.board("braille", cells);
        kiosk.board("braille", "successiva");
        let shown = kiosk.until("the cells are filled", |_| {
            let page = read(&board(&kiosk));
            let (_, after) = page.split_once("vi sta scritto:</p>")?;
            let line = after.split_once('>')?.1.split_once("</p>")?.0.replace("&gt;", ">");
            (!line.trim().is_empty()).then_some(line)
        });
        assert_eq!(shown.chars().count().to_string(), cells, "{shown:?}");
    }
    kiosk.board("braille", "stacca");
    assert!(read(&board(&kiosk)).contains("nessuna barra"));
}

#[test]
fn two_switches_do_what_the_two_keys_do() {
    let base = shelf::serve();
    let mut kiosk = Kiosk::start(&base);
    kiosk.press("5");
    to(&mut kiosk, "Italiano");
    let before = kiosk.settle();
    kiosk.board("interruttori", "avanti");
    kiosk.hear(before, "English");
    let before = kiosk.settle();
    kiosk.board("interruttori", "scegli");
    kiosk.hear(before, "Che cosa vuoi fare?");
}

#[test]
fn every_card_there_is_can_be_chosen_and_so_can_the_damaged_ones() {
    let base = shelf::serve();
    let mut kiosk = Kiosk::start(&base);
    kiosk.press("5");
    let html = scraper::Html::parse_document(&kiosk.desk());
    let find = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let values = |id: &str| -> Vec<String> {
        let option = find(&format!("#{id} option"));
        html.select(&option).map(|option| option.attr("value").unwrap().to_owned()).collect()
    };
    let all = values("tessera-quale");
    assert_eq!((all.len(), values("codice-quale").len(), values("striscia-quale").len()), (15, 7, 7));
    for value in all {
        let before = kiosk.settle();
        kiosk.board("tessera", &value);
        let words = match value.as_str() {
            "muta" => "Girala",
            "estranea" => "non è una tessera sanitaria",
            "identita" => "carta d’identità",
            // That it never answers is told when it was waited for.
            "ferma" => "Leggo la tessera",
            value if value.starts_with("guasta-") => "non si legge",
            _ => "Tessera letta",
        };
        kiosk.hear(before, words);
        kiosk.board("tessera", "togli");
    }
    for (device, card) in [("codice", "5"), ("striscia", "4")] {
        let before = kiosk.settle();
        kiosk.board(device, card);
        kiosk.hear(before, "Tessera letta");
    }
}

#[test]
fn the_printer_stops_at_the_byte_that_one_says_and_the_office_is_told_in_words() {
    let base = shelf::serve();
    let kiosk = Kiosk::start(&base);
    kiosk.touch("parte:b-0-0");
    kiosk.until("no list", |kiosk| kiosk.screen().contains("/it/dati").then_some(()));
    let html = scraper::Html::parse_document(&kiosk.screen());
    let dati = scraper::Selector::parse("main li:has(a[href$='/dati'])").unwrap();
    kiosk.touch(&format!("parte:{}", html.select(&dati).next().unwrap().attr("id").unwrap()));
    kiosk.until("no page", |kiosk| kiosk.screen().contains("comando:stampa").then_some(()));
    kiosk.board("stampante", "aperta&dopo=40");
    assert!(kiosk.desk().contains("Stato: Pronta."), "not before it prints");
    kiosk.touch("comando:stampa");
    let desk = kiosk.until("it does not stop", |kiosk| {
        let desk = kiosk.desk();
        // It is told a moment after it has happened.
        desk.contains("Ultima segnalazione: stampante, coperchio aperto.").then_some(desk)
    });
    assert!(desk.contains("Stato: Coperchio aperto."), "{desk}");
}

#[test]
fn what_is_said_and_printed_comes_to_the_board_by_itself() {
    let (base, browser) = (shelf::serve(), Browser::start());
    let kiosk = Kiosk::start(&base);
    browser.open(&board(&kiosk));
    let holds = |place: &str, words: &str| {
        let script = "return document.getElementById(arguments[0]).textContent.includes(arguments[1])";
        browser.script(script, vec![json!(place), json!(words)]) == json!(true)
    };
    assert!(holds("ultima", "Niente, per ora."));
    kiosk.board("tasto", "5");
    waits("it is not on the tape", || holds("nastro", "Scegli la lingua"));
    waits("it is not the last", || !holds("ultima", "Niente, per ora."));
    kiosk.board("tessera", "2");
    waits("the card is not there", || holds("tessera-ora", "Alessandro Valmarana"));
    kiosk.board("stampante", "finita");
    waits("the printer is as before", || holds("stampante-ora", "Senza carta"));
}

#[test]
fn under_another_name_the_board_tells_and_takes_nothing() {
    let kiosk = Kiosk::start(&shelf::serve());
    let address = board(&kiosk).trim_start_matches("http://").trim_end_matches("/banco").to_owned();
    let status = |request: &str, host: &str| {
        let mut line = TcpStream::connect(&address).unwrap();
        let head = format!("{request} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        line.write_all(head.as_bytes()).unwrap();
        let mut answer = [0; 12];
        line.read_exact(&mut answer).unwrap();
        String::from_utf8_lossy(&answer[9..]).into_owned()
    };
    for request in ["GET /banco", "GET /banco/nastro", "GET /banco/flusso", "POST /banco"] {
        assert_eq!(status(request, "evil.example:8090"), "403", "{request}");
        assert_eq!(status(request, "127.0.0.1.evil.example"), "403", "{request}");
    }
    for request in ["GET /banco", "GET /banco/nastro", "GET /banco/flusso"] {
        assert_eq!(status(request, &address), "200", "{request}");
    }
}

/// Whoever touches this language and goes to the page of their data, which can be printed.
fn to_what_is_printed(kiosk: &Kiosk, language: &str, code: &str) {
    kiosk.touch(language);
    kiosk.until("no list", |kiosk| kiosk.screen().contains(&format!("/{code}/dati")).then_some(()));
    let html = scraper::Html::parse_document(&kiosk.screen());
    let dati = scraper::Selector::parse("main li:has(a[href$='/dati'])").unwrap();
    kiosk.touch(&format!("parte:{}", html.select(&dati).next().unwrap().attr("id").unwrap()));
    kiosk.until("no page", |kiosk| kiosk.screen().contains("comando:stampa").then_some(()));
}

/// What is wrong with the receipts on the board.
const ROLLS: &str = "const wrong = [], rolls = [...document.querySelectorAll('#ricevute .paper')];
    const heads = [...document.querySelectorAll('#ricevute h3')].map(head => head.textContent);
    if (heads.join() !== 'Ricevuta 2,Ricevuta 1') wrong.push(`they are ${heads}`);
    if (!rolls[0].querySelector('img') || rolls[1].querySelector('img')) wrong.push('the Arabic one is not the first');
    for (const picture of rolls[0].querySelectorAll('img'))
        if (getComputedStyle(picture).direction !== 'rtl') wrong.push(`${picture.alt} is read from the left`);
    const lines = rolls.flatMap(roll => [...roll.querySelectorAll('span')]).filter(line => line.textContent.trim());
    for (const line of lines) if (line.getClientRects().length !== 1) wrong.push(`${line.textContent} is broken`);
    if (lines.length < 4) wrong.push(`only ${lines.length} lines`);
    const signs = document.createElement('span');
    signs.textContent = '0'.repeat(48);
    rolls[0].append(signs);
    if (signs.getClientRects().length !== 1) wrong.push('48 signs are broken');
    if (parseFloat(getComputedStyle(signs).fontSize) < 12) wrong.push('and cannot be read');
    return wrong;";

#[test]
fn a_receipt_stands_on_the_board_line_for_line_the_last_one_first() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    let kiosk = Kiosk::start(&base);
    for (nth, (language, code)) in [("parte:b-0-0", "it"), ("parte:b-0-2", "ar")].into_iter().enumerate() {
        to_what_is_printed(&kiosk, language, code);
        kiosk.touch("comando:stampa");
        let whole = format!("Ricevuta {}", nth + 1);
        kiosk.until("no receipt", |kiosk| kiosk.desk().contains(&whole).then_some(()));
        kiosk.touch("comando:fine");
        kiosk.until("no end", |kiosk| kiosk.screen().contains("class=\"still\"").then_some(()));
    }
    // What comes out last are the words of its pictures.
    kiosk.until("no words", |kiosk| kiosk.desk().contains("lang=\"ar\" dir=\"rtl\" alt=").then_some(()));
    browser.viewport(1280, 1024);
    browser.open(&board(&kiosk));
    assert_eq!(browser.script(ROLLS, Vec::new()), json!([]));
}

#[test]
fn a_receipt_that_is_printed_as_a_picture_is_told_in_its_words() {
    let base = shelf::serve();
    let kiosk = Kiosk::start(&base);
    to_what_is_printed(&kiosk, "parte:b-0-2", "ar");
    let pictures = || -> Vec<(Option<String>, String)> {
        let desk = scraper::Html::parse_document(&kiosk.desk());
        let found = scraper::Selector::parse("#ricevute img").unwrap();
        let of = |img: scraper::ElementRef<'_>, name: &str| img.attr(name).map(str::to_owned);
        desk.select(&found).map(|img| (of(img, "lang"), of(img, "alt").unwrap())).collect()
    };
    // What comes out in part has no words: nobody knows where it ends.
    kiosk.board("stampante", "finita&dopo=9000");
    kiosk.touch("comando:stampa");
    kiosk.until("no piece", |_| (!pictures().is_empty()).then_some(()));
    kiosk.until("it does not stop", |kiosk| kiosk.desk().contains("Stato: Senza carta.").then_some(()));
    assert!(pictures().iter().all(|(_, alt)| alt.contains("non è uscita intera")), "{:?}", pictures());
    // With paper it comes out by itself, from its start.
    kiosk.board("stampante", "pronta");
    let words = kiosk.until("no receipt", |_| {
        let of: Vec<String> = pictures().into_iter().filter_map(|(lang, alt)| lang.map(|_| alt)).collect();
        (!of.is_empty()).then_some(of)
    });
    let all = words.join("\n");
    assert!(all.contains("بياناتك") && all.contains("الاسم") && all.contains("العنوان"), "{words:?}");
    assert!(pictures().iter().filter_map(|(lang, _)| lang.as_deref()).all(|lang| lang == "ar"), "{words:?}");
    let mut once = words.clone();
    once.dedup();
    assert_eq!(once, words, "each has its own");
}

#[test]
fn what_is_no_work_for_the_board_is_answered_by_a_page_in_its_words_that_leads_back() {
    let kiosk = Kiosk::start(&shelf::serve());
    let url = board(&kiosk);
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let form = "application/x-www-form-urlencoded";
    let [unread, unknown] = ["non si legge", "non conosce"];
    let long = "x".repeat(40_000);
    for (kind, body, words) in [
        (form, "valore=1", unread),
        (form, "cosa=tasto&cosa=tasto", unread),
        (form, &long, unread),
        ("application/json", "{}", unread),
        ("text/plain", "", unread),
        (form, "cosa=drago", unknown),
        (form, "cosa=%ff", unknown),
        (form, "cosa=tasto&valore=99", unknown),
        (form, "cosa=strappo&valore=0&dopo=molti", unknown),
    ] {
        let what = format!("{kind} {:.20}", body);
        let mut answer = agent.post(&url).header("content-type", kind).send(body).unwrap();
        refuses(&what, 400, words, &mut answer);
    }
    for there in ["/altro", "/../nulla"] {
        refuses(there, 404, "non c’è niente", &mut agent.get(format!("{url}{there}")).call().unwrap());
    }
}

/// A page of the board with these words.
#[track_caller]
fn refuses(what: &str, status: u16, words: &str, answer: &mut ureq::http::Response<ureq::Body>) {
    assert_eq!(answer.status().as_u16(), status, "{what}");
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8", "{what}");
    let body = answer.body_mut().read_to_string().unwrap();
    for part in ["lang=\"it\"", "Il banco non ha fatto niente", words, "href=\"/banco\""] {
        assert!(body.contains(part), "{what}: {body}");
    }
}

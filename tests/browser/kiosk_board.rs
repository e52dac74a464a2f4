//! The board of simulated devices: a person works it in a browser, a test over HTTP, and both find the same.

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
        let (over, small) = (browser.reflow_here(), browser.targets_here());
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
        kiosk.board("strappo", few);
        kiosk.hear(before, "troppo presto");
    }
    let before = kiosk.settle();
    kiosk.board("strappo", "900");
    kiosk.hear(before, "Ho letto");
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

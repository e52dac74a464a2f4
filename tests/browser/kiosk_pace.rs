//! How soon what follows a touch is painted, from the lightest page to the heaviest that a citizen has.

use std::time::Duration;

use serde_json::json;
use sportello::import::demo;

use super::ear::Kiosk;
use super::finger::{sees, touches_part, writes_into};
use super::harness::Browser;
use super::kiosk::waits;
use super::{drafts, figures, people};

/// From the finger's going up to the second frame after what it leads to has come, which was not there before.
const TIMED: &str = "const [touched, comes, done] = arguments;
    const sheet = document.querySelector('#foglio');
    if (sheet.querySelector(comes)) return done(null);
    const began = performance.now();
    const seen = new MutationObserver(() => {
        if (sheet.querySelector(comes)) {
            seen.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
        }
    });
    seen.observe(sheet, { childList: true, subtree: true });
    setTimeout(() => done(null), 9_000);
    const at = document.querySelector(touched);
    for (const kind of ['pointerdown', 'pointerup'])
        at.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true }));";

/// Touches what leads to a page, and what leads back from it, so many times; how soon the page is painted.
#[track_caller]
fn paints(browser: &Browser, page: &str, [there, comes]: [&str; 2], [back, is_back]: [&str; 2]) {
    // What the kiosk shows comes to the browser a moment later.
    let is_there = "return !!document.querySelector(arguments[0]) && !document.querySelector(arguments[1])";
    waits(&format!("{page}: no {there}"), || {
        browser.script(is_there, vec![json!(there), json!(comes)]) == json!(true)
    });
    let touches = |touched: &str, comes: &str| {
        let millis = browser.script_async(TIMED, vec![json!(touched), json!(comes)]).as_f64();
        let millis = millis.unwrap_or_else(|| panic!("{page}: no {comes}: {}", browser.words()));
        std::thread::sleep(Duration::from_millis(50));
        Duration::from_secs_f64(millis / 1_000.0)
    };
    let times = (0..40).map(|_| {
        let time = touches(there, comes);
        touches(back, is_back);
        time
    });
    figures::hold(&format!("touch to painted page, {page}"), times.collect(), Duration::from_millis(150));
}

#[test]
fn figures_what_follows_a_touch_is_painted_soon() {
    let (portal, browser) = (people::citizens(), Browser::start());
    people::raise_the_demos_citizen(&portal);
    portal.run(drafts::open(&portal.portal, demo::CODE, "riepilogo", 1));
    let kiosk = Kiosk::start(&portal.base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    let front = ["#indietro", "main a[href='/it/estratto-conto']"];
    let follow = |address: &str, then: &str| touches_part(&kiosk, &format!("main a[href='{address}']"), then);
    let begin = || {
        sees(&kiosk, "dà il benvenuto");
        kiosk.touch("parte:b-0-0");
        sees(&kiosk, "Che cosa vuoi fare?");
    };

    begin();
    paints(&browser, "the search for an office", ["main a[href='/it/sedi']", "#dove"], front);
    follow("/it/sedi", "id=\"dove\"");
    writes_into(&kiosk, "dove", "rm");
    touches_part(&kiosk, "#invia", "Agenzia di Genzano");
    let [first, second] = ["main a[href='/it/sedi?dove=Rm&pagina=2']", "main a[href='/it/sedi?dove=Rm']"];
    paints(&browser, "the offices of a province", [first, second], [second, first]);
    kiosk.touch("comando:fine");

    begin();
    follow("/it/estratto-conto", "Servono il tuo codice fiscale");
    writes_into(&kiosk, "codice-fiscale", demo::CODE);
    writes_into(&kiosk, "pin", demo::PIN);
    touches_part(&kiosk, "#invia", "Decennio per decennio");
    // What is covered is little: all of it is shown.
    kiosk.touch("comando:mostra");
    sees(&kiosk, "Mariani");
    let whole = "main a[href='/it/estratto-conto/tutto']";
    let statement = ["#indietro", whole];
    let rows = "main:not(:has(a[href$='/posta'])) td.num";
    let decade = ["main a[href^='/it/estratto-conto/decennio/']", "main:not(:has(a[href$='/tutto'])) table"];
    paints(&browser, "a decade of the statement", decade, statement);
    paints(&browser, "the statement, row by row", [whole, rows], statement);
    // Of the longest page what is out of sight is laid out when it comes into sight, and then it is there.
    follow("/it/estratto-conto/tutto", "Contributi del 2025");
    waits("the whole statement does not come", || {
        browser.script("return !!document.querySelector(arguments[0])", vec![json!(rows)]) == json!(true)
    });
    let last = |does: &str| {
        let script = format!("const part = [...document.querySelectorAll('main section td')].at(-1); {does}");
        browser.script(&script, Vec::new())
    };
    let laid_out = "return part.checkVisibility({ contentVisibilityAuto: true })";
    assert_eq!(last(laid_out), json!(false));
    last("part.scrollIntoView({ block: 'center' })");
    waits("the last row is not laid out", || last(laid_out) == json!(true));
    let in_sight =
        "const [row, page] = [part, document.querySelector('main')].map(at => at.getBoundingClientRect());
        return row.height > 10 && row.top >= page.top && row.bottom <= page.bottom";
    assert_eq!(last(in_sight), json!(true), "what is gone to stays in sight");
    kiosk.touch("comando:indietro");
    sees(&kiosk, "/it/estratto-conto/posta");
    kiosk.touch("comando:indietro");
    sees(&kiosk, "Che cosa vuoi fare?");

    follow("/it/lavoro-domestico", "Rosa Esempio");
    let review = ["main a[href$='/riepilogo']", "main a[href*='da=riepilogo']"];
    paints(&browser, "the review of a registration", review, ["#indietro", review[0]]);
}

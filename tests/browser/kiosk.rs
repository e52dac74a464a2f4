//! The kiosk's screen in a real Chromium: fingers alone, every size, theme and language.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ear::Kiosk;
use super::harness::Browser;
use super::people;
use super::support::Running;

/// A screen: its pixels across and down, and how many of them are a millimetre.
pub(super) type Display = (u32, u32, f64);

/// Of 27 inches, upright; its letters and targets are as large as in the settings that are shipped.
pub(super) const UPRIGHT: Display = (1080, 1920, 3.2);
/// Of 19 inches, lying.
pub(super) const LYING: Display = (1280, 1024, 3.4);
/// Of 27 inches, lying.
pub(super) const WIDE: Display = (1920, 1080, 3.2);

/// A kiosk with this screen, of which the browser shows what it shows at first.
pub(super) fn kiosk_on(browser: &Browser, base: &str, screen: Display, options: &[&str]) -> Kiosk {
    let (width, height, millimetre) = screen;
    let millimetre = millimetre.to_string();
    let kiosk = Kiosk::start_with(base, &[&["--pixels-a-millimetre", &millimetre], options].concat());
    browser.viewport(width, height);
    browser.open(&kiosk.entrance());
    kiosk
}

/// A finger goes down and up in the middle of the first thing that this selector finds, whatever is in front of it.
#[track_caller]
pub(super) fn tap(browser: &Browser, selector: &str) {
    let place = || {
        browser.script(
            "const at = document.querySelector(arguments[0]);
         if (!at) return null;
         const edge = (at.closest('main') || document.documentElement).getBoundingClientRect();
         let box = at.getBoundingClientRect();
         if (box.top < edge.top || box.bottom > edge.bottom) at.scrollIntoView({ block: 'center' });
         box = at.getBoundingClientRect();
         return [box.left + box.width / 2, box.top + box.height / 2];",
            vec![json!(selector)],
        )
    };
    // A finger follows what moves: a picture that comes meanwhile moves a lot.
    let mut place_before = place();
    let place = loop {
        std::thread::sleep(Duration::from_millis(20));
        let now = place();
        if now == place_before {
            break now;
        }
        place_before = now;
    };
    assert!(place.is_array(), "{selector} is not there");
    let finger = |kind: &str, points: serde_json::Value| {
        browser.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    };
    finger("touchStart", json!([{ "x": place[0], "y": place[1] }]));
    finger("touchEnd", json!([]));
    // Two touches in a blink count as one.
    std::thread::sleep(Duration::from_millis(200));
}

/// Waits until these words are shown.
#[track_caller]
pub(super) fn shown(browser: &Browser, words: &str) {
    let began = Instant::now();
    while !browser.words().contains(words) {
        assert!(began.elapsed() < Duration::from_secs(60), "«{words}» is not shown: {}", browser.words());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Someone who has touched "Italiano" on an upright screen.
pub(super) fn at_the_first_page() -> (Running, Kiosk, Browser) {
    let (portal, browser) = (people::offices(), Browser::start());
    let kiosk = kiosk_on(&browser, &portal.base, UPRIGHT, &[]);
    tap(&browser, "#b-0-0");
    shown(&browser, "Che cosa vuoi fare?");
    (portal, kiosk, browser)
}

/// Nothing that axe finds, nothing too small for a finger, nothing to scroll aside for.
#[track_caller]
pub(super) fn judged(browser: &Browser, what: &str) {
    // 12.7 mm, where a lying screen has no room for 44 pixels in its lower half.
    let least = "const low = document.documentElement.className === 'low' && innerWidth > innerHeight;
        const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
        return low ? Math.min(44, Math.ceil(12.7 * mm)) : 44";
    // The page scrolls in its frame, and the window never: what is around the page stays.
    let moved = "document.scrollingElement.scrollTop = 999; return document.scrollingElement.scrollTop";
    assert_eq!(browser.script(moved, Vec::new()), json!(0), "{what}: the window scrolls");
    let least = browser.script(least, Vec::new()).as_u64().expect("pixels");
    let small = browser.targets_under(u32::try_from(least).unwrap());
    assert!(small.is_empty(), "{what}: {small:?}");
    let over = browser.reflow_here();
    assert!(over.is_empty(), "{what}: {over:?}");
    // What comes meanwhile waits: axe does not judge a page that is replaced under it.
    let still =
        "window.kept = events.onmessage; window.late = null; events.onmessage = event => { late = event }";
    browser.script(still, Vec::new());
    // What a finger scrolls to is judged as well: the whole page laid open.
    let open =
        "for (const part of [document.documentElement, document.body, document.querySelector('#foglio')])
                    part.style.blockSize = arguments[0];
                document.querySelector('#foglio').style.display = arguments[0] ? 'block' : '';
                document.querySelector('main').style.overflow = arguments[0] ? 'visible' : '';";
    browser.script(open, vec![json!("auto")]);
    let found = browser.axe_here();
    browser.script(open, vec![json!("")]);
    browser.script("events.onmessage = kept; if (late) kept(late)", Vec::new());
    assert!(found.violations.is_empty(), "{what}: {:#?}", found.violations);
    // On a screen that lies the name of the institute gives way to the keyboard.
    let open: Vec<_> =
        found.unexplained().into_iter().filter(|found| found.rule != "hidden-content").collect();
    assert!(open.is_empty(), "{what}: {open:#?}");
}

#[test]
fn a_visit_by_touch_is_sound_in_every_theme_size_and_language_upright_and_lying() {
    let (portal, browser) = (people::offices(), Browser::start());
    for screen in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &portal.base, screen, &[]);
        let width = screen.0;
        for (language, title, search) in [
            ("#b-0-0", "Che cosa vuoi fare?", "Comune, CAP o provincia"),
            ("#b-0-1", "What do you want to do?", "Comune, postcode or province"),
            ("#b-0-2", "ماذا تريد أن تفعل؟", "البلدية"),
        ] {
            browser.open(&kiosk.entrance());
            judged(&browser, "the screen that waits");
            tap(&browser, language);
            shown(&browser, title);
            for (control, kind) in [("#colori", "theme"), ("#misura", "size")] {
                let script = format!("return document.documentElement.dataset.{kind}");
                for _ in 0..4 {
                    let now = browser.script(&script, Vec::new());
                    judged(&browser, &format!("the first page, {kind} {now}, {width}"));
                    // The same touch twice in half a second is one.
                    std::thread::sleep(Duration::from_millis(400));
                    tap(&browser, control);
                    // A picture that comes while a finger is down takes the touch with it.
                    waits("it stays as it is", || browser.script(&script, Vec::new()) != now);
                }
            }
            tap(&browser, "#basso");
            let low = || browser.script("return document.documentElement.className", Vec::new());
            waits("no low layout comes", || low() == json!("low"));
            tap(&browser, "main a[href$='/sedi']");
            shown(&browser, search);
            tap(&browser, "#dove");
            let began = Instant::now();
            while browser.script("return !document.querySelector('.keys')", Vec::new()) == json!(true) {
                assert!(began.elapsed() < Duration::from_secs(60), "no keyboard comes");
            }
            let seen = "const [box, page] = ['#dove', 'main'].map(at => document.querySelector(at).getBoundingClientRect());
                        return box.top >= page.top && box.bottom <= page.bottom;";
            assert_eq!(browser.script(seen, Vec::new()), json!(true), "what is typed into is seen, {width}");
            judged(&browser, &format!("the keyboard, {width}"));
            "roma".chars().for_each(|sign| tap(&browser, &format!("[data-tocco='segno:{sign}']")));
            tap(&browser, "#misura");
            judged(&browser, &format!("larger letters, {width}"));
            // The page's own button is in the upper half.
            tap(&browser, ".keys .send");
            shown(&browser, "Roma");
            tap(&browser, "#fine");
            shown(&browser, "dà il benvenuto");
        }
    }
}

/// The middle of the first thing that this selector finds, in percent of the window.
fn place(browser: &Browser, selector: &str) -> String {
    let place = browser.script(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();
         const percent = (from, to, of) => Math.round((from + to) * 50 / of);
         return percent(box.left, box.right, innerWidth) + ',' + percent(box.top, box.bottom, innerHeight);",
        vec![json!(selector)],
    );
    place.as_str().unwrap().to_owned()
}

#[test]
fn the_screen_tells_where_things_are_and_who_explores_it_by_ear_hears_them() {
    let (portal, browser) = (people::offices(), Browser::start());
    let mut kiosk = Kiosk::start(&portal.base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    kiosk.press("5");
    shown(&browser, "Scegli la lingua");
    let hears = |kiosk: &Kiosk, selector: &str, words: &str| {
        let before = kiosk.settle();
        kiosk.board("dito", &place(&browser, selector));
        kiosk.hear(before, words);
        kiosk.board("dito", "via");
    };
    hears(&kiosk, "#b-0-1", "English");
    hears(&kiosk, "#fine", "Chiudi");
    hears(&kiosk, "#b-0-0", "Italiano");
    let before = kiosk.settle();
    kiosk.board("dito", "due-volte");
    kiosk.hear(before, "Che cosa vuoi fare?");
    shown(&browser, "Che cosa vuoi fare?");
    // The page stands still under the finger, and is told anew when it is another.
    hears(&kiosk, "main h1", "Che cosa vuoi fare?");
    let top = "return document.querySelector('main').scrollTop";
    browser.script("document.querySelector('main').scrollTop = 200", Vec::new());
    let scrolled = browser.script(top, Vec::new());
    hears(&kiosk, "#misura", "Ingrandisci");
    assert_eq!(browser.script(top, Vec::new()), scrolled);
    // What moves a long page says so, and moves it; at its end there is none.
    browser.script("document.querySelector('main').scrollTop = 0", Vec::new());
    waits("nothing is below", || {
        browser.script("return document.querySelector(`[data-scorri='1']`).disabled", Vec::new())
            == json!(false)
    });
    hears(&kiosk, "[data-scorri='1']", "Giù");
    let before = kiosk.settle();
    kiosk.board("dito", "due-volte");
    kiosk.hear(before, "Fatto");
    waits("it does not move", || browser.script(top, Vec::new()).as_f64().unwrap() > 100.0);
    let moved = browser.script(top, Vec::new());
    hears(&kiosk, "[data-scorri='-1']", "Su");
    assert_eq!(browser.script(top, Vec::new()), moved, "it was moved once");
    // Three fingers give it back.
    let before = kiosk.settle();
    kiosk.board("dito", "tre-dita");
    kiosk.hear(before, "si tocca normalmente");
    let before = kiosk.settle();
    kiosk.board("dito", &place(&browser, "#fine"));
    assert_eq!(kiosk.settle(), before);
}

/// Whether a keyboard is on the screen.
pub(super) fn has_keyboard(browser: &Browser) -> bool {
    browser.script("return !!document.querySelector('.keys')", Vec::new()) == json!(true)
}

#[track_caller]
pub(super) fn waits(what: &str, is: impl Fn() -> bool) {
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_touch_that_comes_twice_within_half_a_second_counts_once() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    let theme = || browser.script("return document.documentElement.dataset.theme", Vec::new());
    assert_eq!(theme(), json!("chiaro"));
    let twice = "const event = kind => new PointerEvent(kind, { bubbles: true, cancelable: true, pointerType: 'touch' });
         const at = document.querySelector('#colori');
         for (const kind of ['pointerdown', 'pointerup', 'pointerdown', 'pointerup']) at.dispatchEvent(event(kind));";
    browser.script(twice, Vec::new());
    let began = Instant::now();
    while theme() == json!("chiaro") {
        assert!(began.elapsed() < Duration::from_secs(60), "the touch does nothing");
    }
    // A second theme would come as soon as the first did.
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(theme(), json!("scuro"));
    tap(&browser, "#colori");
    let began = Instant::now();
    while theme() == json!("scuro") {
        assert!(began.elapsed() < Duration::from_secs(60), "a later touch does nothing");
    }
}

#[test]
fn a_browser_that_is_killed_comes_back_to_the_same_page_and_an_agent_that_is_killed_leaves_nothing_in_sight()
{
    let (_portal, mut kiosk, browser) = at_the_first_page();
    drop(browser);
    let browser = Browser::start();
    browser.open(&kiosk.entrance());
    shown(&browser, "Che cosa vuoi fare?");
    tap(&browser, "main a[href$='/sedi']");
    shown(&browser, "Comune, CAP o provincia");
    kiosk.kill();
    let began = Instant::now();
    let stands = || browser.script("return document.body.innerText.trim()", Vec::new());
    while stands() != json!("") {
        assert!(began.elapsed() < Duration::from_secs(60), "it still stands there: {}", stands());
        std::thread::sleep(Duration::from_millis(20));
    }
}

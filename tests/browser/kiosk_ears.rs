//! Who listens by touch: ears beside the texts, the word that sounds, and hands that tremble or brush the screen.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::{Display, LYING, UPRIGHT, judged, kiosk_on, shown, tap, waits};
use super::kiosk_screens::{begins, is_there, there};
use super::kiosk_touch::{middle, second, touches_at};
use super::shelf;

/// What the script has marked.
const MARKED: &str = "const [range] = CSS.highlights.get('detto') || [];
    return range ? range.toString() : null;";

/// Texts that have no ear, and ears that are too small, too close, not beside their text or out of sight.
const EARS: &str = "const [mm] = arguments, wrong = [];
    const ears = [...document.querySelectorAll('main .ear')].map(ear => [ear, ear.getBoundingClientRect()]);
    const page = document.querySelector('main').getBoundingClientRect();
    for (const text of document.querySelectorAll('main :is(h1, h2, p[id], caption, tr[id], li[id], label, button:not(.ear))')) {
        const part = text.closest('li') || text.closest('.question:not(:has(.choice, .date)), .choice, .date > div, tr') || text;
        if (!part.querySelector('.ear') && !part.previousElementSibling?.matches('.ear') && !part.parentElement.querySelector(':scope > .ear'))
            wrong.push('no ear: ' + text.textContent.trim());
    }
    for (const [ear, box] of ears) {
        if (box.width < 12.7 * mm || box.height < 12.7 * mm) wrong.push(`small: ${ear.id} ${box.width} ${box.height}`);
        if (box.left < page.left || box.right > page.right) wrong.push('over the edge: ' + ear.id);
        for (const [other, there] of ears) {
            if (other === ear) continue;
            const across = Math.max(there.left - box.right, box.left - there.right);
            const down = Math.max(there.top - box.bottom, box.top - there.bottom);
            if (Math.max(across, down) < 2.5 * mm) wrong.push(`close: ${ear.id} ${other.id} ${Math.max(across, down)}`);
        }
    }
    // What stands in blocks of its own is no word with what stands beside it.
    const words = text => text.match(/[\\p{L}\\p{M}\\p{N}]+/gu) || [];
    const texts = document.createTreeWalker(document.querySelector('main'), 4), said = [];
    while (texts.nextNode()) if (words(texts.currentNode.data).length) said.push(words(texts.currentNode.data));
    const alone = new Set(said.flat());
    const glued = said.slice(1).map((own, nth) => said[nth].at(-1) + own[0]).filter(word => !alone.has(word));
    for (const [ear] of ears) for (const word of words(ear.ariaLabel)) if (glued.includes(word)) wrong.push('glued: ' + word);
    // Each is named after what it reads, and told from the others by it.
    const names = ears.filter(([ear]) => !ear.closest('.act')).map(([ear]) => ear.ariaLabel.replace(/\\s+/g, ' ').trim());
    names.forEach((name, nth) => {
        if (name.split(' ').length < 2 || names.indexOf(name) !== nth) wrong.push(`named ${name}`);
    });
    return ears.length > 1 ? wrong : ['too few'];";

/// Touches until it comes: a page that moves to what is said next may move from under a finger. Not for what is turned on
/// and off, or on to its next: a second touch, where the first is slow, would turn it again.
#[track_caller]
fn goes(browser: &Browser, touched: &str, comes: &str) {
    for _ in 0..3 {
        if is_there(browser, touched) {
            tap(browser, touched);
        }
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(6) {
            if is_there(browser, comes) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    there(browser, comes);
}

/// Touches once and waits until it comes.
#[track_caller]
fn turns(browser: &Browser, touched: &str, comes: &str) {
    there(browser, touched);
    tap(browser, touched);
    there(browser, comes);
}

/// A visit on a screen that stands and on one that lies, in Italian and in Arabic, each from its beginning to its end.
fn upright_and_lying(visit: impl Fn(&Browser, &Kiosk, Display, &str)) {
    let (base, browser) = (shelf::serve(), Browser::start());
    for screen in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "ar"] {
            begins(&browser, &kiosk, lang);
            visit(&browser, &kiosk, screen, lang);
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

#[test]
fn who_listens_by_touch_finds_an_ear_at_each_text_upright_and_lying_in_every_size() {
    upright_and_lying(|browser, kiosk, (width, _, millimetre), lang| {
        assert_eq!(browser.script("return document.querySelectorAll('.ear').length", Vec::new()), json!(0));
        tap(browser, "#ascolta");
        there(browser, "main .ear");
        for name in shelf::PAGES {
            goes(browser, &format!("main a[href$='/{name}']"), "main:not(:has(a[href$='/accedi']))");
            // What is said next shows the page anew.
            kiosk.settle();
            let wrong = browser.script(EARS, vec![json!(millimetre)]);
            assert_eq!(wrong, json!([]), "{name}, {lang}, {width}");
            judged(browser, &format!("{name} with ears, {lang}, {width}"));
            goes(browser, "#indietro", "main a[href$='/data']");
        }
        tap(browser, "#misura");
        there(browser, "html[data-size='1']");
        let wrong = browser.script(EARS, vec![json!(millimetre)]);
        assert_eq!(wrong, json!([]), "larger, {lang}, {width}");
    });
}

/// Where everything is that one reads or touches; in the page as if it were not scrolled. The button that begins it shares its
/// place with an ear.
const PLACES: &str = "const page = document.querySelector('main');
    return [...document.querySelectorAll('main, main :is(h1, h2, p, a, li, label, input, th, td, caption), main button:not(.ear), .listen, .controls button:not(.ear, #ascolta)')]
        // What is sent with a form and not drawn has no place. Of the title in the low layout only the ear needs one.
        .filter(part => part.getClientRects().length)
        .filter(part => document.documentElement.className !== 'low' || !part.matches('h1'))
        .map(part => ({ part, box: part.getBoundingClientRect(), down: part !== page && page.contains(part) ? page.scrollTop : 0 }))
        .map(({ part, box, down }) => [part.tagName, part.id, box.left, box.top + down, box.right, box.bottom + down]);";

#[test]
fn where_ears_come_they_have_a_place_and_nothing_moves() {
    upright_and_lying(|browser, kiosk, (width, height, millimetre), lang| {
        // Upright and large the margin is the narrowest.
        let layouts = if width < height { &["high", "larger", "low"][..] } else { &["high", "low"] };
        for layout in layouts.iter().copied() {
            match layout {
                "larger" => turns(browser, "#misura", "html[data-size='1']"),
                "low" => turns(browser, "#basso", "html.low"),
                _ => {}
            }
            for name in ["data", "molte", "tabella", "riepilogo"] {
                goes(browser, &format!("main a[href$='/{name}']"), "main:not(:has(a[href$='/accedi']))");
                let places = || browser.script(PLACES, Vec::new()).as_array().unwrap().clone();
                let before = places();
                turns(browser, "#ascolta[aria-pressed=false]", "main .ear");
                let touched = Instant::now();
                kiosk.settle();
                let after = places();
                // In the low layout the title stands above, out of reach: its ear comes in a row of its own.
                let most = if layout == "low" { (13.0 + 2.0 * 2.6) * millimetre } else { 1.0 };
                for (was, is) in before.iter().zip(&after) {
                    let moved = |side: usize| is[side].as_f64().unwrap() - was[side].as_f64().unwrap();
                    let still = |side: usize| was[side] == is[side] || moved(side).abs() <= 1.0;
                    let down = moved(3);
                    assert!(
                        was[1] == is[1] && still(2) && still(4) && (-1.0..=most).contains(&down),
                        "{name}, {lang}, {width}, {layout}: {was} is at {is}"
                    );
                }
                assert_eq!(before.len(), after.len(), "{name}, {lang}, {width}, {layout}");
                // The same thing twice in a blink counts as one.
                std::thread::sleep(Duration::from_millis(600).saturating_sub(touched.elapsed()));
                turns(browser, "#ascolta[aria-pressed=true]", "main:not(:has(.ear))");
                goes(browser, "#indietro", "main a[href$='/data']");
            }
        }
    });
}

#[test]
fn an_ear_is_touched_its_link_stays_and_each_word_is_marked_as_it_sounds() {
    let (base, browser) = (shelf::serve(), Browser::start());
    // As slow as a person.
    let kiosk = Kiosk::start_at(&base, 8);
    browser.viewport(1080, 1920);
    begins(&browser, &kiosk, "it");
    tap(&browser, "#ascolta");
    there(&browser, "main .ear");
    // What stands in no page is followed in the caption.
    waits("the caption is not followed", || browser.script(MARKED, Vec::new()) == json!("altoparlante"));
    let marked_in = "return CSS.highlights.get('detto')?.values().next().value.startContainer.parentElement.closest('[id]').id";
    assert_eq!(browser.script(marked_in, Vec::new()), json!("didascalia"));
    tap(&browser, "#orecchio-b-0");
    for word in ["Qui", "ogni", "prova"] {
        waits(&format!("{word} is not marked"), || browser.script(MARKED, Vec::new()) == json!(word));
    }
    assert_eq!(browser.script(marked_in, Vec::new()), json!("b-0"));
    // The second "una" is not the first.
    tap(&browser, "#orecchio-azione-0");
    waits("the link is not read", || browser.script(MARKED, Vec::new()) == json!("data"));
    shown(&browser, "Che cosa vuoi fare?");
    tap(&browser, "#orecchio-comandi");
    waits("the controls are not read", || browser.script(MARKED, Vec::new()) == json!("Ingrandisci"));
    tap(&browser, "#ascolta");
    waits("the mark stays", || browser.script(MARKED, Vec::new()) == json!(null));
    assert_eq!(browser.script("return document.querySelectorAll('.ear').length", Vec::new()), json!(0));
}

#[test]
fn a_finger_counts_after_the_time_that_the_office_set() {
    let (base, browser) = (shelf::serve(), Browser::start());
    let kiosk = Kiosk::start_with(&base, &["--hold", "400", "--repeat", "5000"]);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    there(&browser, ".still");
    let begun = second(&browser);
    let held = |second: f64, seconds: f64| {
        touches_at(&browser, &middle(&browser, "#colori"), begun + second, seconds);
    };
    let theme = || browser.script("return document.documentElement.dataset.theme", Vec::new());
    let stays = |is: &str, why: &str| {
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(theme(), json!(is), "{why}");
    };
    held(0.0, 0.05);
    stays("chiaro", "who brushes it chooses nothing");
    held(1.0, 0.5);
    waits("a finger that stays chooses nothing", || theme() == json!("scuro"));
    held(2.0, 0.5);
    stays("scuro", "the same again within its time");
    held(7.0, 0.5);
    waits("later it counts", || theme() == json!("alto-chiaro"));
}

#[test]
fn at_the_greeting_what_is_wrong_with_a_card_has_a_line_for_each_language() {
    let (base, browser) = (shelf::serve(), Browser::start());
    let kiosk = kiosk_on(&browser, &base, UPRIGHT, &[]);
    there(&browser, ".still");
    kiosk.board("tessera", "estranea");
    // Where each begins and ends, from the top down.
    let lines = "const range = new Range();
        return [...document.querySelector('#didascalia').childNodes].filter(part => part.textContent.trim()).map(part => {
            range.selectNodeContents(part);
            const { top, bottom } = range.getBoundingClientRect();
            return [top, bottom];
        });";
    let lines = || serde_json::from_value::<Vec<[f64; 2]>>(browser.script(lines, Vec::new())).unwrap();
    waits("nothing is told", || lines().len() == 3);
    let told = lines();
    // The boxes of letters reach a little into the lines beside; what runs on shares a line.
    let apart = |two: &[[f64; 2]]| two[0][1] - two[1][0] < (two[1][1] - two[1][0]) / 2.0;
    assert!(told.windows(2).all(apart), "one runs on into the next: {told:?}");
    judged(&browser, "a foreign card at the greeting");
}

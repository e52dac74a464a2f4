//! Every kind of screen of the kiosk under axe, upright and lying, in two languages and in the low layout; how tall its letters
//! are in all three, and that nothing is cut; and that none of them tells which key of a secret was meant.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::{LYING, UPRIGHT, WIDE, at_the_first_page, has_keyboard, judged, kiosk_on, tap, waits};
use super::shelf;

/// The values of the page are shown.
const SHOWN: &str = ".covered:not(:has(p)) #mostra";

/// Where everything around the page is.
const FRAME: &str =
    "return [...document.querySelectorAll('.controls, .controls button, .covered, .covered button, main')]
    .map(part => ({ part, box: part.getBoundingClientRect() }))
    .map(({ part, box }) => [part.id, box.left, box.top, box.width, box.height].join(' '));";

pub(super) fn is(browser: &Browser, script: &str) -> bool {
    browser.script(&format!("return !!({script})"), Vec::new()) == json!(true)
}

/// Whether the page has this.
pub(super) fn is_there(browser: &Browser, selector: &str) -> bool {
    is(browser, &format!("document.querySelector(`{selector}`)"))
}

#[track_caller]
pub(super) fn there(browser: &Browser, selector: &str) {
    waits(&format!("{selector} does not come after «{}»", browser.words()), || is_there(browser, selector));
}

/// Whoever has touched a language, at the list of pages.
pub(super) fn begins(browser: &Browser, kiosk: &Kiosk, lang: &str) {
    browser.open(&kiosk.entrance());
    there(browser, ".still");
    let language = match lang {
        "ar" => "#b-0-2",
        "en" => "#b-0-1",
        _ => "#b-0-0",
    };
    tap(browser, language);
    there(browser, "main a[href$='/data']");
}

/// Back at the list of pages. The board's printer, or a paper that comes to its end, may bring another picture in the very
/// moment of the touch, which is then of no button any more: who sees that nothing happens touches again.
#[track_caller]
fn back(browser: &Browser) {
    let list = "main a[href$='/data']";
    let at = || is_there(browser, list);
    tap(browser, "#indietro");
    let began = Instant::now();
    while !at() && began.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(20));
    }
    if !at() {
        tap(browser, "#indietro");
    }
    there(browser, list);
}

/// Judged as it is, and in the low layout, where all that is touched around the page is in the lower half.
#[track_caller]
fn judged_twice(browser: &Browser, what: &str) {
    judged(browser, what);
    tap(browser, "#basso");
    there(browser, "html.low");
    judged(browser, &format!("{what}, low"));
    let high = "[...document.querySelectorAll('.controls button, .keys button, .covered button')]
        .filter(part => part.getBoundingClientRect().top < innerHeight / 2).length";
    assert!(!is(browser, high), "{what}, low: something is high up");
    std::thread::sleep(Duration::from_millis(400));
    tap(browser, "#basso");
    there(browser, "html:not(.low)");
}

#[test]
fn every_kind_of_screen_is_sound_in_both_layouts_upright_and_lying() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let mut kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "ar"] {
            let what = |name: &str| format!("{name}, {lang}, {width}");
            begins(&browser, &kiosk, lang);
            for name in shelf::PAGES {
                tap(&browser, &format!("main a[href$='/{name}']"));
                waits(name, || is(&browser, "!document.querySelector(\"main a[href$='/accedi']\")"));
                judged_twice(&browser, &what(name));
                if name == "dati" {
                    assert!(is(&browser, "document.querySelector('.covered p')"), "values are covered");
                    tap(&browser, ".covered button");
                    there(&browser, SHOWN);
                    judged(&browser, &what("uncovered"));
                    // The printer's paper ends on the way.
                    kiosk.board("stampante", "finita&dopo=10");
                    let print = "main .actions a";
                    tap(&browser, print);
                    there(&browser, "#didascalia:not(:empty)");
                    judged(&browser, &what("paper failed"));
                    kiosk.board("stampante", "pronta");
                }
                if name == "molte" {
                    tap(&browser, "label[for='avvisi-2']");
                    there(&browser, "#avvisi-2:checked");
                    tap(&browser, "#fine");
                    there(&browser, "main a[href='chiosco:fine-ora']");
                    judged_twice(&browser, &what("to end?"));
                    tap(&browser, "main a[href='chiosco:torna']");
                    there(&browser, "#avvisi");
                }
                back(&browser);
            }
            // The curtain, drawn by key while somebody listens.
            tap(&browser, "#ascolta");
            there(&browser, "#ascolta[aria-pressed=true]");
            kiosk.press("3");
            there(&browser, ".curtain");
            kiosk.settle();
            judged_twice(&browser, &what("curtain"));
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

#[test]
fn the_question_whether_somebody_is_there_is_sound_upright_and_lying() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &["--idle", "4"]);
        for lang in ["it", "ar"] {
            begins(&browser, &kiosk, lang);
            there(&browser, ".warning-bar");
            judged(&browser, &format!("idle, {lang}, {width}"));
            let covers = "return [...document.querySelectorAll('.warning-bar p, .warning-bar button')].filter(part => {
                const box = part.getBoundingClientRect();
                return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
            }).length";
            assert_eq!(browser.script(covers, Vec::new()), json!(0));
            tap(&browser, "#resta");
            there(&browser, "#foglio:not(:has(.warning-bar))");
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

/// Texts whose capital H is lower than 7.3 mm (0.7 degrees at 600 mm: EN 301 549, 5.1.4).
const LOW_LETTERS: &str =
    "const [mm] = arguments, canvas = document.createElement('canvas').getContext('2d'), low = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, part = text.parentElement;
        if (!text.data.trim() || !part.checkVisibility()) continue;
        const style = getComputedStyle(part);
        canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const height = canvas.measureText('H').actualBoundingBoxAscent / mm;
        if (height < 7.3) low.push(`${text.data.trim()}: ${height.toFixed(1)} mm`);
    }
    return low;";

#[test]
fn a_capital_letter_as_chromium_draws_it_is_as_tall_as_the_norm_asks() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, _, millimetre) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "en", "ar"] {
            begins(&browser, &kiosk, lang);
            for size in ["0", "1", "2", "3"] {
                if size != "0" {
                    tap(&browser, "#misura");
                    there(&browser, &format!("html[data-size='{size}']"));
                    std::thread::sleep(Duration::from_millis(400));
                }
                for name in ["tabella", "molte", "accedi"] {
                    tap(&browser, &format!("main a[href$='/{name}']"));
                    waits(name, || is(&browser, "!document.querySelector(\"main a[href$='/accedi']\")"));
                    if name == "accedi" {
                        tap(&browser, "#codice");
                        waits("a keyboard", || has_keyboard(&browser));
                    }
                    let low = browser.script(LOW_LETTERS, vec![json!(millimetre)]);
                    assert_eq!(low, json!([]), "{name}, {lang}, size {size}, {width}");
                    tap(&browser, "#indietro");
                    there(&browser, "main a[href$='/data']");
                }
            }
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

/// Controls that are cut, over an edge or on one another, and a page without room.
const CUT: &str = "const wrong = [];
    const parts = [...document.querySelectorAll('.controls button, .covered button, .sky p, #didascalia')]
        .filter(part => part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().height)
        .map(part => ({ part, name: part.textContent.trim(), box: part.getBoundingClientRect() }));
    for (const { part, name, box } of parts) {
        if (part.scrollWidth > part.clientWidth + 1) wrong.push(`${name} is cut`);
        if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight + 1) wrong.push(`${name} is over the edge`);
        for (const other of parts) {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (other.part !== part && across > 0 && down > 0) wrong.push(`${name} lies on ${other.name}`);
        }
    }
    const rows = new Set([...document.querySelectorAll('.foot button')].map(part => Math.round(part.getBoundingClientRect().top)));
    if (rows.size > 1) wrong.push(`the way out has rows at ${[...rows]}`);
    const page = document.querySelector('main').getBoundingClientRect();
    // In half a screen that lies, with rows of targets of 12.7 mm above and below, there is less.
    const least = document.documentElement.className === 'low' && innerWidth > innerHeight ? 6 : 5;
    if (page.height < innerHeight / least) wrong.push(`the page has ${page.height}`);
    for (const part of document.querySelectorAll('main :is(h1, h2, p, a, label, button)'))
        if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1) wrong.push(`${part.textContent.trim()} is cut`);
    return wrong;";

#[test]
fn on_every_screen_nothing_is_cut_and_nothing_lies_on_another() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, height, millimetre) in [UPRIGHT, LYING, WIDE] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "en", "ar"] {
            let sound = |what: &str| {
                let what = format!("{what}, {lang}, {width} by {height}");
                assert_eq!(browser.script(CUT, Vec::new()), json!([]), "{what}");
                assert_eq!(browser.script(LOW_LETTERS, vec![json!(millimetre)]), json!([]), "{what}");
            };
            begins(&browser, &kiosk, lang);
            for theme in 0..4 {
                sound(&format!("the first page, theme {theme}"));
                let before = browser.script("return document.documentElement.dataset.theme", Vec::new());
                std::thread::sleep(Duration::from_millis(400));
                tap(&browser, "#colori");
                let same = format!("document.documentElement.dataset.theme !== {before}");
                waits("the theme stays", || is(&browser, &same));
            }
            // A page with every command there is, its values covered and shown.
            tap(&browser, "main a[href$='/dati']");
            there(&browser, "#stampa");
            for low in ["high", "low"] {
                sound(&format!("covered, {low}"));
                let frame = || browser.script(FRAME, Vec::new());
                let before = frame();
                tap(&browser, "#mostra");
                there(&browser, SHOWN);
                sound(&format!("shown, {low}"));
                assert_eq!(
                    frame(),
                    before,
                    "{low}: the button that covers is the one that showed, and nothing moves"
                );
                // Within half a second it would be the same touch.
                std::thread::sleep(Duration::from_millis(400));
                tap(&browser, "#mostra");
                there(&browser, ".covered p");
                if low == "high" {
                    tap(&browser, "#basso");
                    there(&browser, "html.low");
                }
            }
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

/// In how many rows the commands stand, and the button that shows and covers values with what stands beside it.
const ROWS: &str =
    "return ['nav.controls button, nav.controls .listen', '.foot button', '.covered > *'].map(parts => {
    const middles = [...document.querySelectorAll(parts)].map(part => part.getBoundingClientRect())
        .map(({ top, bottom }) => (top + bottom) / 2).sort((one, other) => one - other);
    return middles.filter((at, nth) => !nth || at - middles[nth - 1] > 6).length;
});";

#[test]
fn upright_the_commands_stand_in_the_same_rows_however_large_a_millimetre_is() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for millimetre in [3.2, 3.4] {
        let kiosk = kiosk_on(&browser, &base, (UPRIGHT.0, UPRIGHT.1, millimetre), &[]);
        for lang in ["it", "en", "ar"] {
            begins(&browser, &kiosk, lang);
            tap(&browser, "main a[href$='/dati']");
            there(&browser, ".covered p");
            for now in [".covered p", SHOWN] {
                there(&browser, now);
                let rows = browser.script(ROWS, Vec::new());
                assert_eq!(rows, json!([2, 1, 1]), "{lang}, {millimetre}, {now}");
                tap(&browser, "#mostra");
            }
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

/// Where the button is that shows and covers.
const TOGGLE: &str =
    "const { left, right, top, bottom } = document.querySelector('#mostra').getBoundingClientRect();
    return [document.documentElement.dir === 'rtl' ? right : left, top, bottom].map(Math.round);";

#[test]
fn what_covers_what_shows_and_what_brings_the_page_back_stand_in_one_place() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let mut kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "ar"] {
            begins(&browser, &kiosk, lang);
            tap(&browser, "main a[href$='/dati']");
            there(&browser, ".covered p");
            let shows = browser.script(TOGGLE, Vec::new());
            tap(&browser, "#mostra");
            there(&browser, SHOWN);
            assert_eq!(browser.script(TOGGLE, Vec::new()), shows, "{lang}, {width}: what covers");
            tap(&browser, "#ascolta");
            there(&browser, "#ascolta[aria-pressed=true]");
            kiosk.press("3");
            there(&browser, ".curtain");
            assert_eq!(browser.script(TOGGLE, Vec::new()), shows, "{lang}, {width}: behind the curtain");
            tap(&browser, "#mostra");
            there(&browser, "#foglio:not(:has(.curtain))");
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

#[test]
fn what_sends_is_whole_in_sight_or_not_at_all_and_beside_what_is_typed() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    let kiosk = kiosk_on(&browser, &base, LYING, &[]);
    // As it is painted: the page may show less than it has room for.
    let painted = "const main = document.querySelector('main'), page = main.getBoundingClientRect();
        const [above = 0, , below = above] = [...main.style.clipPath.matchAll(/[-.0-9]+/g)].map(Number);
        const parts = [...main.querySelectorAll('.links a, .actions a, button')].map(part => part.getBoundingClientRect());
        const cut = edge => parts.filter(({ top, bottom }) => top < edge - 2 && bottom > edge + 2).length;
        return [below, cut(page.top + above) + cut(page.bottom - below)];";
    for lang in ["it", "ar"] {
        begins(&browser, &kiosk, lang);
        let mut hidden = 0.0_f64;
        for name in ["accedi", "riepilogo", "scelte"] {
            tap(&browser, &format!("main a[href$='/{name}']"));
            waits(name, || is(&browser, "!document.querySelector(\"main a[href$='/accedi']\")"));
            for step in 0..12 {
                let frame = "const [by, done] = arguments;
                    document.querySelector('main').scrollTop = by;
                    requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
                browser.script_async(frame, vec![json!(step * 31)]);
                let found = browser.script(painted, Vec::new());
                assert_eq!(found[1], json!(0), "{name}, {lang}, {step}: half a button");
                hidden = hidden.max(found[0].as_f64().unwrap());
            }
            if name == "accedi" {
                tap(&browser, "#pin");
                there(&browser, ".keys.digits");
                let found = browser.script(painted, Vec::new());
                let send = "const page = document.querySelector('main').getBoundingClientRect();
                    return ['#pin', '#invia'].every(at => {
                        const { top, bottom } = document.querySelector(at).getBoundingClientRect();
                        return top >= page.top && bottom <= page.bottom;
                    });";
                assert_eq!(browser.script(send, Vec::new()), json!(true), "{lang}: {found}");
            }
            back(&browser);
        }
        assert!(hidden > 0.0, "{lang}: none of them came to the edge");
        tap(&browser, "#fine");
        there(&browser, ".still");
    }
}

/// What is wrong at the edges of the page, at each size and wherever it is scrolled to.
const EDGES: &str = "const [done] = arguments, wrong = [], root = document.documentElement, main = document.querySelector('main');
    const frames = () => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)));
    // A line is as high as what is drawn of its letters.
    const lines = () => {
        const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), found = [];
        while (texts.nextNode()) {
            const range = new Range(), words = texts.currentNode.data.trim();
            range.selectNodeContents(texts.currentNode);
            const part = texts.currentNode.parentElement;
            // The title of the low layout stands above the page; of a page of three lines a choice is more than a half.
            const whole = part.closest('a, button, .choice, tr')?.getBoundingClientRect().height < main.clientHeight / 2;
            if (words && part.checkVisibility() && part.clientWidth !== 1 && (whole || !part.closest('.choice, tr'))) for (const { top, height, width } of range.getClientRects())
                if (width > 1) found.push({ words, top: top + height * .2, bottom: top + height * .8, end: part.matches('p') && top + height });
        }
        return found;
    };
    (async () => {
        for (const size of '0123') {
            root.dataset.size = size;
            const is = what => wrong.push(`${size}, at ${main.scrollTop}: ${what}`);
            const { paddingLeft, paddingRight } = getComputedStyle(main);
            if (paddingLeft !== paddingRight) is(`margins of ${paddingLeft} and ${paddingRight}`);
            for (let step = 0; step < 9; step++) {
                main.scrollTop = step * 37;
                dispatchEvent(new Event('resize'));
                await frames();
                const [above = 0, , below = above] = [...main.style.clipPath.matchAll(/[-.0-9]+/g)].map(Number);
                const { top, bottom } = main.getBoundingClientRect();
                if (above + below > (bottom - top) * 1.05) is('nothing is left');
                for (const edge of [top + above, bottom - below]) for (const line of lines())
                    if (line.top < edge - 2 && line.bottom > edge + 2) is(`half of «${line.words}»`);
                // Arabic letters have dots below the box of their line.
                if (root.dir === 'rtl') for (const { words, end } of lines())
                    if (end && end <= top + above && end > top + above - 3) is(`the dots of «${words}»`);
                const [up, down] = [-1, 1].map(by => document.querySelector(`[data-scorri='${by}']`));
                const filled = getComputedStyle(down).backgroundColor !== getComputedStyle(up).backgroundColor;
                if (filled === down.disabled) is('that there is more is not seen');
            }
        }
        root.dataset.size = '0';
        dispatchEvent(new Event('resize'));
        for (const legend of main.querySelectorAll('legend'))
            if (getComputedStyle(legend).float === 'none') wrong.push('a ring goes through ' + legend.textContent);
        done(wrong);
    })();";

#[test]
fn at_every_size_the_margins_are_even_and_no_line_is_cut_in_half_at_an_edge() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "ar"] {
            begins(&browser, &kiosk, lang);
            let sound = |what: &str| {
                let wrong = browser.script_async(EDGES, Vec::new());
                assert_eq!(wrong, json!([]), "{what}, {lang}, {width}");
            };
            sound("the first page");
            for name in ["molte", "dati"] {
                tap(&browser, &format!("main a[href$='/{name}']"));
                waits(name, || is(&browser, "!document.querySelector(\"main a[href$='/accedi']\")"));
                sound(name);
                if name == "molte" {
                    assert!(is_there(&browser, "main legend"));
                    tap(&browser, "#basso");
                    there(&browser, "html.low");
                    sound("low");
                    tap(&browser, "#nota");
                    there(&browser, ".keys");
                    sound("low, beside the keyboard");
                    // Above the page no strip of its own paper seems to cut it.
                    let strip = "['#didascalia:empty'].map(at => document.querySelector(at)).filter(part => part.checkVisibility())
                        .every(part => getComputedStyle(part).backgroundColor !== getComputedStyle(document.body).backgroundColor)";
                    assert!(is(&browser, strip), "{lang}, {width}: a strip");
                    tap(&browser, "[data-tocco='comando:fatto']");
                    there(&browser, "#foglio:not(:has(.keys))");
                    tap(&browser, "#basso");
                    there(&browser, "html:not(.low)");
                }
                back(&browser);
            }
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
        // That it is closed is told in every language at once.
        kiosk.board("personale", "chiudi");
        there(&browser, ".still:not(:has(ul.links))");
        let whole = "const main = document.querySelector('main'), page = main.getBoundingClientRect();
            return main.scrollHeight <= main.clientHeight + 1
                && [...main.querySelectorAll('h1, h2, p')].every(part => part.getBoundingClientRect().bottom <= page.bottom + 1);";
        waits("not all is in sight", || browser.script(whole, Vec::new()) == json!(true));
        kiosk.board("personale", "apri");
    }
}

/// Where all stands that is read or touched, and what stands below it.
const STANDS: &str = "const below = [...document.querySelectorAll('.name, #didascalia')].filter(part => part.checkVisibility());
    return [below.map(part => [part.textContent.trim(), part.getBoundingClientRect().bottom <= innerHeight + 1]),
        [...document.querySelectorAll('main, #foglio button')].flatMap(part => {
            const { left, top, right, bottom } = part.getBoundingClientRect();
            return [left, top, right, bottom];
        })];";

#[test]
fn what_is_said_comes_in_the_place_of_the_counters_name_and_nothing_moves() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, height, _) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        begins(&browser, &kiosk, "it");
        // On a screen that lies one line of it has room beside the keyboard.
        let all = if width < height { &[false, true][..] } else { &[false] };
        for typing in all.iter().copied() {
            if typing {
                tap(&browser, "main a[href$='/molte']");
                there(&browser, "#nota");
                tap(&browser, "#nota");
                there(&browser, ".keys");
            }
            let stands = || browser.script(STANDS, Vec::new());
            let quiet = stands();
            assert_eq!(
                quiet[0],
                json!([["INPS – Sportello accessibile", true]]),
                "{width}, typing: {typing}"
            );
            kiosk.board("tessera", "estranea");
            there(&browser, "#didascalia:not(:empty)");
            let said = stands();
            assert_eq!(said[0].as_array().unwrap().len(), 1, "{said}");
            assert!(
                said[0][0][0].as_str().unwrap().contains("tessera") && said[0][0][1] == json!(true),
                "{said}"
            );
            let sides = |stands: &Value| -> Vec<f64> {
                stands[1].as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect()
            };
            let (before, after) = (sides(&quiet), sides(&said));
            assert_eq!(before.len(), after.len());
            let moved = before.iter().zip(&after).map(|(was, is)| (was - is).abs()).fold(0.0, f64::max);
            assert!(moved <= 1.0, "{width}, typing: {typing}: {moved}");
            kiosk.board("tessera", "togli");
            // Whoever goes on has read it.
            tap(&browser, "#colori");
            there(&browser, "#didascalia:empty");
        }
        tap(&browser, "#fine");
        there(&browser, ".still");
    }
}

/// What is wrong with the answers of a page, at each size: where what changes them stands, and the ears beside them.
const ANSWERS: &str = "const wrong = [], root = document.documentElement, box = part => part.getBoundingClientRect();
    const start = part => {
        const range = new Range();
        range.selectNodeContents(part);
        return box(range)[root.dir === 'rtl' ? 'right' : 'left'];
    };
    for (const size of '0123') {
        root.dataset.size = size;
        const [heading, link, value] = ['thead .act', '.act a', 'td'].map(at => document.querySelector(`main .pairs ${at}`));
        const under = box(link).top >= box(value).bottom - 1;
        if (size === '3' && !under) wrong.push('beside large letters');
        if (!under && Math.abs(start(heading) - start(link)) > 1) wrong.push(`${size}: ${start(heading)}, ${start(link)}`);
        const ears = [...document.querySelectorAll('main .ear')].map(box);
        ears.forEach((one, nth) => ears.slice(nth + 1).forEach(other => {
            if (one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right)
                wrong.push(`${size}: an ear at ${one.top} on one at ${other.top}`);
        }));
    }
    root.dataset.size = '0';
    return wrong;";

#[test]
fn what_changes_an_answer_stands_under_its_heading_and_beside_large_letters_under_the_answer() {
    let (base, browser) = (shelf::serve(), Browser::bare());
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &base, screen, &[]);
        for lang in ["it", "ar"] {
            begins(&browser, &kiosk, lang);
            tap(&browser, "main a[href$='/riepilogo']");
            there(&browser, "main .pairs td.act");
            assert_eq!(browser.script(ANSWERS, Vec::new()), json!([]), "{lang}, {width}");
            tap(&browser, "#ascolta");
            there(&browser, "main .ear");
            assert_eq!(browser.script(ANSWERS, Vec::new()), json!([]), "{lang}, {width}, who listens");
            tap(&browser, "#fine");
            there(&browser, ".still");
        }
    }
}

#[test]
fn the_screen_is_painted_alike_whichever_key_of_a_secret_a_finger_is_on() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    tap(&browser, "main a[href$='/accedi']");
    there(&browser, "#pin");
    tap(&browser, "#pin");
    waits("a keyboard", || has_keyboard(&browser));
    let middle = |sign: &str| {
        let script = "const box = document.querySelector(`[data-tocco='segno:${arguments[0]}']`).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];";
        browser.script(script, vec![json!(sign)])
    };
    let painted = || {
        // Two frames later whatever is drawn stands there.
        let frames = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))";
        browser.script_async(frames, Vec::new());
        browser.devtools("Page.captureScreenshot", json!({}))
    };
    let mouse = |kind: &str, at: &Value| {
        let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", event);
    };
    let finger = |kind: &str, points: Value| {
        browser.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    };
    mouse("mouseMoved", &json!([1, 1]));
    let none = painted();
    for sign in ["7", "0"] {
        let at = middle(sign);
        mouse("mouseMoved", &at);
        assert_eq!(painted(), none, "hovered: {sign}");
        mouse("mouseMoved", &json!([1, 1]));
        finger("touchStart", json!([{ "x": at[0], "y": at[1] }]));
        assert_eq!(painted(), none, "held: {sign}");
        finger("touchCancel", json!([]));
        assert_eq!(painted(), none, "let go: {sign}");
    }
    // A mouse that presses is a finger: the count alone changes, and is the same for both.
    let count = || browser.script("return document.querySelector('.keys p').textContent", Vec::new());
    let after = |sign: &str| {
        let before = count();
        mouse("mousePressed", &middle(sign));
        let held = painted();
        assert_eq!(held, none, "pressed: {sign}");
        mouse("mouseReleased", &middle(sign));
        waits("no sign comes", || count() != before);
        mouse("mouseMoved", &json!([1, 1]));
        let one = painted();
        tap(&browser, "[data-tocco='cancella']");
        waits("it stays", || count() == before);
        one
    };
    let seven = after("7");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(after("0"), seven);
}

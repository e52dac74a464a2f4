//! Where things are on the kiosk's screen: beside its keyboard, within reach, upright and lying, high and low.

use std::time::{Duration, Instant};

use serde_json::json;

use super::harness::Browser;
use super::kiosk::{LYING, UPRIGHT, WIDE, at_the_first_page, has_keyboard, kiosk_on, shown, tap, waits};
use super::people;

#[test]
fn a_box_its_label_and_its_hint_all_bring_the_keyboard_and_take_no_cursor() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    tap(&browser, "main a[href$='/sedi']");
    shown(&browser, "Comune, CAP o provincia");
    for part in ["#dove", "label[for=dove]", "#dove-aiuto"] {
        tap(&browser, part);
        waits(&format!("{part} brings no keyboard"), || has_keyboard(&browser));
        let active = browser.script("return document.activeElement.tagName", Vec::new());
        assert_eq!(active, json!("BODY"), "{part}");
        tap(&browser, "[data-tocco='comando:fatto']");
        waits("the keyboard stays", || !has_keyboard(&browser));
    }
}

#[test]
fn beside_the_keyboard_all_is_seen_at_every_size_in_both_layouts_upright_and_lying() {
    let (portal, browser) = (people::offices(), Browser::start());
    let look = "const [mm] = arguments, wrong = [], low = document.documentElement.className === 'low';
        const box = at => document.querySelector(at).getBoundingClientRect();
        const page = box('main');
        for (const at of ['#dove', 'label[for=dove]'])
            if (box(at).top < page.top || box(at).bottom > page.bottom) wrong.push(at + ' is not in sight');
        const signs = [...document.querySelectorAll(`.keys [data-tocco^='segno:']:not([data-tocco='segno: '])`)];
        const widths = signs.map(part => part.getBoundingClientRect().width);
        if (Math.max(...widths) - Math.min(...widths) > 1) wrong.push(`keys are ${widths}`);
        for (const at of ['.foot', '.keys', '#didascalia'])
            if (box(at).bottom > innerHeight + 1) wrong.push(`${at} ends at ${box(at).bottom}`);
        if (!!document.querySelector('.keys .send') !== low) wrong.push('who is low sends from the keyboard, and nobody else');
        if (low && document.querySelector('#invia').getBoundingClientRect().height) wrong.push('who is low sees what sends out of reach');
        const canvas = document.createElement('canvas').getContext('2d');
        for (const part of document.querySelectorAll('.controls button, .keys button')) {
            const { top, bottom, width, height } = part.getBoundingClientRect();
            if (!height) continue;
            const name = part.textContent.trim();
            // What is drawn of its letters, by the line of writing on which they stand.
            const { font, overflow, overflowClipMargin, borderTopWidth } = getComputedStyle(part), text = document.createTreeWalker(part, NodeFilter.SHOW_TEXT).nextNode();
            if (text && overflow !== 'visible') {
                const range = new Range(), border = parseFloat(borderTopWidth) - (overflow === 'clip' ? parseFloat(overflowClipMargin) || 0 : 0);
                range.selectNodeContents(text);
                canvas.font = font;
                const { fontBoundingBoxAscent, actualBoundingBoxAscent, actualBoundingBoxDescent } = canvas.measureText(name);
                const line = range.getBoundingClientRect().top + fontBoundingBoxAscent;
                if (line - actualBoundingBoxAscent < top + border - 1 || line + actualBoundingBoxDescent > bottom - border + 1)
                    wrong.push(`${name} is clipped`);
            }
            if (part.scrollWidth > part.clientWidth) wrong.push(name + ' is cut off');
            if (low && top < innerHeight / 2) wrong.push(`${name} is at ${top}`);
            if (width < 12.7 * mm || height < 12.7 * mm) wrong.push(`${name} is ${width} by ${height}`);
        }
        return wrong;";
    for screen @ (width, _, millimetre) in [UPRIGHT, LYING] {
        let kiosk = kiosk_on(&browser, &portal.base, screen, &[]);
        for language in ["#b-0-0", "#b-0-2"] {
            browser.open(&kiosk.entrance());
            tap(&browser, language);
            waits("no first page", || {
                browser.script("return !!document.querySelector(\"main a[href$='/sedi']\")", Vec::new())
                    == json!(true)
            });
            tap(&browser, "main a[href$='/sedi']");
            waits("no search", || {
                browser.script("return !!document.querySelector('#dove')", Vec::new()) == json!(true)
            });
            for low in [false, true] {
                if low {
                    tap(&browser, "#basso");
                }
                tap(&browser, "#dove");
                waits("no keyboard", || has_keyboard(&browser));
                for size in 0..4 {
                    let wrong = browser.script(look, vec![json!(millimetre)]);
                    assert_eq!(wrong, json!([]), "{width}, {language}, low: {low}, size {size}");
                    let before = browser.script("return document.documentElement.dataset.size", Vec::new());
                    // The same touch twice in half a second is one.
                    std::thread::sleep(Duration::from_millis(500));
                    tap(&browser, "#misura");
                    waits("the letters stay", || {
                        browser.script("return document.documentElement.dataset.size", Vec::new()) != before
                    });
                }
            }
            tap(&browser, "#fine");
        }
    }
}

#[test]
fn how_one_reads_is_chosen_in_the_lower_half_of_every_screen() {
    let (portal, browser) = (people::offices(), Browser::start());
    let high = "return ['#ascolta', '#misura', '#colori', '#basso', '#personale']
        .filter(at => document.querySelector(at).getBoundingClientRect().top < innerHeight / 2);";
    for screen @ (width, ..) in [UPRIGHT, LYING] {
        let _kiosk = kiosk_on(&browser, &portal.base, screen, &[]);
        assert_eq!(browser.script(high, Vec::new()), json!([]), "the screen that waits, {width}");
        tap(&browser, "#misura");
        waits("no larger letters", || {
            browser.script("return document.documentElement.dataset.size", Vec::new()) == json!("1")
        });
        tap(&browser, "#b-0-0");
        shown(&browser, "Che cosa vuoi fare?");
        assert_eq!(browser.script(high, Vec::new()), json!([]), "a page, {width}");
        tap(&browser, "#fine");
        shown(&browser, "dà il benvenuto");
        let size = browser.script("return document.documentElement.dataset.size", Vec::new());
        assert_eq!(size, json!("0"), "the next person finds it as it was");
    }
}

/// What is wrong with the languages in these sizes and in every theme, with so many others greeted in themselves.
const LANGUAGES: &str = "const [sizes, greeted, scrolls] = arguments, wrong = [], root = document.documentElement;
    const box = part => part.getBoundingClientRect(), main = document.querySelector('main');
    const links = [...document.querySelectorAll('main ul.links > li > a')], { theme } = root.dataset;
    if (links.length !== 3) wrong.push(`${links.length} languages`);
    for (const size of sizes) for (const look of ['chiaro', 'scuro', 'alto-chiaro', 'alto-scuro']) {
        [root.dataset.size, root.dataset.theme] = [size, look];
        const is = what => wrong.push(`${size}, ${look}: ${what}`), page = box(main);
        if (!scrolls && main.scrollHeight > main.clientHeight + 1) is(`it is ${main.scrollHeight} of ${main.clientHeight}`);
        for (const link of links) {
            for (const part of [link, ...link.parentElement.querySelectorAll('.note')]) {
                const { top, bottom } = box(part), name = part.textContent.slice(0, 20);
                if (top < page.top || (bottom > page.bottom && !(scrolls && part !== link))) is(`${name} is from ${top} to ${bottom}`);
                if (part.scrollWidth > part.clientWidth + 1) is(`${name} is cut`);
                if (getComputedStyle(part).textAlign !== 'center') is(`${name} is aside`);
            }
            if (getComputedStyle(link).backgroundColor === getComputedStyle(document.body).backgroundColor)
                is(`${link.textContent} is an outline`);
        }
        const rows = [...document.querySelectorAll(root.className ? '.here > bdi' : 'main h1 > bdi')].map(part => box(part).top);
        if (rows.length !== greeted || rows[0] >= rows[1]) is(`the others are greeted at ${rows}`);
        const sky = document.querySelector('.sky'), last = document.querySelector('.here > bdi:last-child');
        if (last && box(last).bottom > box(sky).bottom) is(`the last is greeted at ${box(last).bottom}`);
        // What can be done before a language is chosen is told in each of them, in a button that has room for it.
        for (const word of document.querySelectorAll('.every .words > span')) {
            const { left, right, top, bottom } = box(word), own = box(word.closest('button'));
            if (right - left < 20 || left < own.left || right > own.right + 1 || top < own.top - 6 || bottom > own.bottom + 6)
                is(`${word.textContent} is from ${left} to ${right} and ${top} to ${bottom}`);
        }
        // The buttons of the screen that waits stand in even rows from edge to edge.
        const foot = [...document.querySelectorAll('.still .controls > *')].map(box);
        foot.forEach(({ top, left, right }, nth) => {
            const next = foot[nth + 1], far = next?.top === top ? next.left - right : innerWidth - right;
            if (far > 24) is(`${far} beside the button at ${left}`);
        });
    }
    [root.dataset.size, root.dataset.theme] = ['0', theme];
    return wrong;";

#[test]
fn every_language_is_in_sight_as_strong_as_on_the_screen_that_waits_at_every_size_in_both_layouts() {
    let (portal, browser) = (people::offices(), Browser::start());
    let is = |script: &str| browser.script(&format!("return !!({script})"), Vec::new()) == json!(true);
    for screen @ (width, height, _) in [UPRIGHT, LYING, WIDE] {
        let _kiosk = kiosk_on(&browser, &portal.base, screen, &[]);
        let sound = |what: &str, sizes: &str, greeted: u8| {
            let sizes: Vec<String> = sizes.chars().map(String::from).collect();
            // 19 inches have no room for three sentences in letters of this height beside all else: the languages are in
            // sight, and one goes down to what else is said of them. On the screen that waits all is.
            let scrolls = width == LYING.0 && what != "the screen that waits";
            let wrong = browser.script(LANGUAGES, vec![json!(sizes), json!(greeted), json!(scrolls)]);
            assert_eq!(wrong, json!([]), "{what}, {width} by {height}");
        };
        // Whoever comes finds the ordinary size there.
        sound("the screen that waits", "0", 2);
        tap(&browser, "#basso");
        waits("no low layout", || is("document.querySelector('html.low')"));
        sound("low", "0123", 2);
        std::thread::sleep(Duration::from_millis(500));
        tap(&browser, "#basso");
        waits("it stays low", || is("document.querySelector('html:not(.low)')"));
        sound("high", "0123", 2);
        for language in ["#b-0-0", "#b-0-1", "#b-0-2"] {
            tap(&browser, language);
            waits("no first page", || is("document.querySelector(`main a[href$='/sedi']`)"));
            tap(&browser, "#lingua");
            waits("no languages", || is("document.querySelector(`main a[href='chiosco:ar']`)"));
            sound(&format!("the languages after {language}"), "0123", 0);
        }
        tap(&browser, "#basso");
        waits("no low layout", || is("document.querySelector('html.low')"));
        sound("the languages in Arabic, low", "0123", 0);
        // Who listens has an ear beside each, and none lies on another.
        tap(&browser, "#ascolta");
        waits("no ears", || is("document.querySelectorAll('main .links .ear').length === 3"));
        let places = "const places = [...document.querySelectorAll('main .ear')].map(ear => ear.getBoundingClientRect());
            return places.every((one, nth) => places.slice(nth + 1).every(other => other.top >= one.bottom || other.left >= one.right
                || other.right <= one.left || other.bottom <= one.top));";
        assert_eq!(browser.script(places, Vec::new()), json!(true), "ears lie on another, {width}");
        tap(&browser, "#fine");
        waits("no end", || is("document.querySelector('.still')"));
    }
}

#[test]
fn a_page_longer_than_the_screen_is_gone_through_by_two_buttons() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    let at =
        || browser.script("return document.querySelector('main').scrollTop", Vec::new()).as_f64().unwrap();
    let works = |by: &str| {
        let script = "return !document.querySelector(`[data-scorri='${arguments[0]}']`).disabled";
        browser.script(script, vec![json!(by)]) == json!(true)
    };
    waits("no way down", || works("1"));
    assert!(!works("-1"), "there is nothing above");
    tap(&browser, "[data-scorri='1']");
    waits("it stays", || at() > 100.0 && works("-1"));
    tap(&browser, "[data-scorri='-1']");
    waits("it does not come back", || at() == 0.0 && !works("-1"));
}

#[test]
fn in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    tap(&browser, "#basso");
    let began = Instant::now();
    while browser.script("return document.documentElement.className", Vec::new()) != json!("low") {
        assert!(began.elapsed() < Duration::from_secs(60), "no low layout comes");
    }
    // Controls and links of this screen: which are too high, too small or too close.
    let wrong = browser.script(
        "const [mm] = arguments, wrong = [];
         const boxes = [...document.querySelectorAll('[data-tocco], main a')]
           .map(part => ({ part, box: part.getBoundingClientRect() }))
           // What one scrolls to is touched when it is there.
           .filter(({ part, box }) => box.height && box.bottom <= (part.closest('main') || document.body).getBoundingClientRect().bottom);
         for (const { part, box } of boxes) {
           const name = part.textContent.trim().slice(0, 30);
           if (box.top < innerHeight * 0.5) wrong.push('too high: ' + name);
           if (box.height < 12.7 * mm || box.width < 12.7 * mm) wrong.push(`too small: ${name} ${box.width} ${box.height}`);
           for (const other of boxes) {
             if (other.part === part || part.contains(other.part) || other.part.contains(part)) continue;
             const across = Math.max(other.box.left - box.right, box.left - other.box.right);
             const down = Math.max(other.box.top - box.bottom, box.top - other.box.bottom);
             if (Math.max(across, down) < 2.5 * mm) wrong.push(`too close: ${name} ${Math.max(across, down)}`);
           }
         }
         return boxes.length > 8 ? wrong : ['too few: ' + boxes.length];",
        vec![json!(UPRIGHT.2)],
    );
    assert_eq!(wrong, json!([]));
}

/// What is wrong with the upper half of the low layout.
const SKY: &str = "const wrong = [], half = innerHeight / 2;
    const [sky, here, said] = ['.sky', '.here', '#didascalia'].map(at => document.querySelector(at));
    const box = part => part.getBoundingClientRect();
    const title = document.querySelector('main h1');
    if (box(sky).top !== 0 || Math.abs(box(sky).bottom - half) > 1) wrong.push(`it ends at ${box(sky).bottom}`);
    if (sky.querySelector('a, button, input, [data-tocco]')) wrong.push('a control');
    if (here.textContent !== title.textContent) wrong.push('another title: ' + here.textContent);
    if (box(title).height > 1) wrong.push('the title stands there twice');
    if (parseFloat(getComputedStyle(here).fontSize) < 2 * parseFloat(getComputedStyle(sky.firstChild).fontSize)) wrong.push('small');
    if (here.scrollWidth > sky.clientWidth || box(here).top < box(sky.firstChild).bottom) wrong.push('no room');
    if (box(here).bottom > (said.textContent ? box(said).top : half)) wrong.push(`the title ends at ${box(here).bottom}`);
    if (said.textContent && (box(said).bottom > half + 1 || said.scrollHeight > said.clientHeight)) wrong.push('the caption has no room');
    return wrong;";

/// What is wrong with the title of the low layout for who listens.
const TITLE: &str = "const wrong = [], main = document.querySelector('main'), title = main.querySelector('h1');
    main.scrollTop = 0;
    const [ear, page, words] = [title.querySelector('.ear'), main, title].map(part => part.getBoundingClientRect());
    if (document.querySelector('.here').checkVisibility()) wrong.push('the title stands there twice');
    for (const box of [ear, words]) if (box.top < page.top || box.bottom > page.bottom) wrong.push(`${box.top} to ${box.bottom} of ${page.top}`);
    if (words.height < ear.height || title.scrollWidth > title.clientWidth + 1) wrong.push('it is cut');
    return wrong;";

#[test]
fn in_the_low_layout_the_upper_half_tells_large_where_one_is_and_what_is_said_and_is_not_touched() {
    let (portal, browser) = (people::offices(), Browser::start());
    let is = |script: &str| browser.script(&format!("return !!({script})"), Vec::new()) == json!(true);
    for screen @ (width, ..) in [UPRIGHT, LYING, WIDE] {
        let kiosk = kiosk_on(&browser, &portal.base, screen, &[]);
        for language in ["#b-0-0", "#b-0-2"] {
            browser.open(&kiosk.entrance());
            tap(&browser, language);
            waits("no first page", || is("document.querySelector(`main a[href$='/sedi']`)"));
            tap(&browser, "#basso");
            waits("no low layout", || is("document.querySelector('html.low .here')"));
            assert_eq!(browser.script(SKY, Vec::new()), json!([]), "{width}, {language}");
            // Whoever does not listen reads what is said.
            kiosk.board("tessera", "estranea");
            waits("it is not told", || is("document.querySelector('#didascalia:not(:empty)')"));
            assert_eq!(browser.script(SKY, Vec::new()), json!([]), "{width}, {language}, something is said");
            kiosk.board("tessera", "togli");
            // Whoever listens has the title beside its ear, within reach, whole, and nowhere else.
            tap(&browser, "#ascolta");
            waits("no ears", || is("document.querySelector('main h1 .ear')"));
            kiosk.settle();
            assert_eq!(browser.script(TITLE, Vec::new()), json!([]), "{width}, {language}, who listens");
            tap(&browser, "#fine");
            waits("it does not end", || is("document.querySelector('.still')"));
        }
    }
}

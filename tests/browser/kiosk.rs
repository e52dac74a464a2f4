//! The kiosk's screen in a real Chromium: fingers alone, every size, theme and side, and nothing that leads out.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ear::Kiosk;
use super::figures;
use super::harness::Browser;
use super::people;
use super::support::Running;

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
        assert!(began.elapsed() < Duration::from_secs(20), "«{words}» is not shown: {}", browser.words());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Someone who has touched "Italiano" on an upright screen.
pub(super) fn at_the_first_page() -> (Running, Kiosk, Browser) {
    let (portal, browser) = (people::offices(), Browser::start());
    let kiosk = Kiosk::start(&portal.base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    tap(&browser, "#b-0-0");
    shown(&browser, "Che cosa vuoi fare?");
    (portal, kiosk, browser)
}

/// Nothing that axe finds, nothing too small for a finger, nothing to scroll aside for.
#[track_caller]
pub(super) fn judged(browser: &Browser, what: &str) {
    // 12.7 mm at 2.7 pixels each, where a lying screen has no room for 44 pixels in its lower half.
    let tight = "return document.documentElement.className === 'low' && innerWidth > innerHeight";
    // The page scrolls in its frame, and the window never: what is around the page stays.
    let moved = "document.scrollingElement.scrollTop = 999; return document.scrollingElement.scrollTop";
    assert_eq!(browser.script(moved, Vec::new()), json!(0), "{what}: the window scrolls");
    let small = browser.targets_under(if browser.script(tight, Vec::new()) == json!(true) { 35 } else { 44 });
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
    let kiosk = Kiosk::start(&portal.base);
    for (width, height) in [(1080, 1920), (1280, 1024)] {
        browser.viewport(width, height);
        for (language, title, search) in [
            ("#b-0-0", "Che cosa vuoi fare?", "Comune, CAP o provincia"),
            ("#b-0-2", "ماذا تريد أن تفعل؟", "البلدية"),
        ] {
            browser.open(&kiosk.entrance());
            judged(&browser, "the screen that waits");
            tap(&browser, language);
            shown(&browser, title);
            for theme in 0..4 {
                judged(&browser, &format!("the first page, theme {theme}, {width}"));
                tap(&browser, "#colori");
            }
            tap(&browser, "#basso");
            tap(&browser, "main a[href$='/sedi']");
            shown(&browser, search);
            tap(&browser, "#dove");
            let began = Instant::now();
            while browser.script("return !document.querySelector('.keys')", Vec::new()) == json!(true) {
                assert!(began.elapsed() < Duration::from_secs(20), "no keyboard comes");
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
    // Three fingers give it back.
    let before = kiosk.settle();
    kiosk.board("dito", "tre-dita");
    kiosk.hear(before, "si tocca normalmente");
    let before = kiosk.settle();
    kiosk.board("dito", &place(&browser, "#fine"));
    assert_eq!(kiosk.settle(), before);
}

#[test]
fn figures_what_follows_a_touch_is_painted_soon() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    // From the finger's going up to the second frame after the page has come.
    let timed = "const [selector, title, done] = arguments;
        const sheet = document.querySelector('#foglio');
        const began = performance.now();
        const seen = new MutationObserver(() => {
            if (sheet.querySelector('h1')?.textContent.includes(title)) {
                seen.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
            }
        });
        seen.observe(sheet, { childList: true, subtree: true });
        const at = document.querySelector(selector);
        for (const kind of ['pointerdown', 'pointerup'])
            at.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true }));";
    let mut times = Vec::new();
    for _ in 0..20 {
        for (selector, title) in
            [("main a[href$='/sedi']", "Trova la tua sede"), ("#indietro", "Che cosa vuoi fare?")]
        {
            let millis = browser.script_async(timed, vec![json!(selector), json!(title)]).as_f64().unwrap();
            times.push(Duration::from_secs_f64(millis / 1_000.0));
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    figures::hold("touch to painted next page", times, Duration::from_millis(150));
}

#[test]
fn nothing_on_the_screen_leads_out_of_it() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    let home = browser.address();
    browser.script("document.querySelector('main a[href]').click()", Vec::new());
    browser.script("document.querySelector('main form')?.requestSubmit()", Vec::new());
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(browser.address(), home);
    let typed = browser.script(
        "const box = document.querySelector('input[type=text]');
         box.focus();
         return box.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true }));",
        Vec::new(),
    );
    assert_eq!(typed, json!(false), "no key types into the browser");
    let script = include_str!("../../kiosk/src/screen/script.js");
    assert!(script.len() < 6_000, "{} bytes of script", script.len());
}

#[test]
fn long_presses_swipes_from_the_edge_and_keys_of_the_browser_lead_nowhere() {
    let (_portal, _kiosk, browser) = at_the_first_page();
    let home = browser.address();
    browser.script("history.replaceState(null, '')", Vec::new());
    let before = browser.script("return history.length", Vec::new());
    browser.script(
        "window.seen = [];
         for (const kind of ['contextmenu', 'keydown', 'auxclick', 'dragstart'])
           addEventListener(kind, event => seen.push([kind, event.key || '', event.defaultPrevented]));",
        Vec::new(),
    );
    let finger = |kind: &str, points: serde_json::Value| {
        browser.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    };
    // A finger that stays on a link for longer than any menu waits.
    let held = browser.script(
        "const box = document.querySelector('main a').getBoundingClientRect();
         return [box.left + 20, box.top + 10];",
        Vec::new(),
    );
    finger("touchStart", json!([{ "x": held[0], "y": held[1] }]));
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(1_500) {
        std::thread::sleep(Duration::from_millis(50));
    }
    finger("touchEnd", json!([]));
    // From each side across the whole screen: no page before, no page after.
    for (from, to) in [(1, 900), (1_079, 200)] {
        finger("touchStart", json!([{ "x": from, "y": 900 }]));
        for step in 1..=10 {
            finger("touchMove", json!([{ "x": from + (to - from) * step / 10, "y": 900 }]));
        }
        finger("touchEnd", json!([]));
    }
    let keys = [
        ("F11", 122, 0),
        ("F12", 123, 0),
        ("F5", 116, 0),
        ("p", 80, 2),
        ("o", 79, 2),
        ("n", 78, 2),
        ("t", 84, 2),
        ("s", 83, 2),
        ("u", 85, 2),
        ("l", 76, 2),
        ("ArrowLeft", 37, 1),
        ("Escape", 27, 0),
        ("F4", 115, 1),
    ];
    for (key, code, modifiers) in keys {
        for kind in ["rawKeyDown", "keyUp"] {
            let event =
                json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers });
            browser.devtools("Input.dispatchKeyEvent", event);
        }
    }
    let seen = browser.script("return window.seen", Vec::new());
    let seen = seen.as_array().unwrap();
    let pressed = seen.iter().filter(|event| event[0] == json!("keydown")).count();
    assert_eq!(pressed, keys.len(), "every key came to the page: {seen:?}");
    assert!(seen.iter().all(|event| event[2] == json!(true)), "and none does anything: {seen:?}");
    assert_eq!(browser.address(), home);
    assert_eq!(browser.script("return history.length", Vec::new()), before);
    // The long press was a touch like any other, and no more.
    shown(&browser, "Trova la tua sede");
}

#[test]
fn links_to_files_sources_downloads_and_other_sites_open_nothing() {
    let (portal, browser) = (people::offices(), Browser::start());
    let kiosk = Kiosk::start(&portal.base);
    browser.open(&kiosk.entrance());
    shown(&browser, "dà il benvenuto");
    let home = browser.address();
    for address in [
        "file:///etc/passwd",
        "view-source:http://127.0.0.1/",
        "https://example.org/",
        "data:text/html,out",
        "javascript:document.body.remove()",
        "chrome://settings/",
        "tel:803164",
        "mailto:a@b.example",
        "/schermo.css",
    ] {
        for attributes in ["", "target=_blank", "download"] {
            let html = format!("<main><a id=fuori href='{address}' {attributes}>out</a></main>");
            let prevented = browser.script(
                "document.getElementById('foglio').innerHTML = arguments[0];
                 const at = document.getElementById('fuori');
                 const event = kind => new MouseEvent(kind, { bubbles: true, cancelable: true, button: kind === 'click' ? 0 : 1 });
                 return ['click', 'auxclick'].every(kind => !at.dispatchEvent(event(kind)));",
                vec![json!(html)],
            );
            assert_eq!(prevented, json!(true), "{address} {attributes}");
        }
    }
    assert_eq!(browser.address(), home);
    assert_eq!(browser.run(|driver| async move { Ok(driver.windows().await?.len()) }), 1);
}

#[test]
fn what_a_page_cannot_stop_is_stopped_by_the_machine() {
    let read = |file: &str| {
        std::fs::read_to_string(format!("{}/kiosk/system/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let sysctl = read("50-sportello-kiosk.conf");
    assert!(sysctl.lines().any(|line| line == "kernel.sysrq = 0"), "{sysctl}");
    let rules = read("70-sportello-kiosk.rules");
    assert!(rules.contains("LIBINPUT_IGNORE_DEVICE") && rules.contains("ID_INPUT_TOUCHSCREEN"), "{rules}");
    let unit = read("sportello-kiosk-screen.service");
    for line in [
        "Conflicts=getty@tty1.service",
        "TTYVTDisallocate=yes",
        "IPAddressDeny=any",
        "IPAddressAllow=localhost",
        "NoNewPrivileges=yes",
        "User=sportello-screen",
    ] {
        assert!(unit.lines().any(|own| own == line), "{line}");
    }
    assert!(unit.contains("--overscroll-history-navigation=0") && unit.contains("--disable-pinch"), "{unit}");
    let install = read("install");
    assert!(install.contains("mask getty@tty1.service ctrl-alt-del.target"), "{install}");
    assert!(install.contains("/etc/chromium/policies/managed/"), "{install}");
    let policy: serde_json::Value = serde_json::from_str(&read("chromium-policy.json")).unwrap();
    assert_eq!(policy["URLBlocklist"][0], "*");
    assert_eq!(policy["URLAllowlist"], json!(["http://127.0.0.1"]));
    assert_eq!(policy["DownloadRestrictions"], 3);
    assert_eq!(policy["PrintingEnabled"], false);
    assert_eq!(policy["DeveloperToolsAvailability"], 2);
}

/// Whether a keyboard is on the screen.
pub(super) fn has_keyboard(browser: &Browser) -> bool {
    browser.script("return !!document.querySelector('.keys')", Vec::new()) == json!(true)
}

#[track_caller]
pub(super) fn waits(what: &str, is: impl Fn() -> bool) {
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

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
    let kiosk = Kiosk::start(&portal.base);
    let look = "const mm = 2.7, wrong = [], low = document.documentElement.className === 'low';
        const box = at => document.querySelector(at).getBoundingClientRect();
        const page = box('main');
        for (const at of ['#dove', 'label[for=dove]'])
            if (box(at).top < page.top || box(at).bottom > page.bottom) wrong.push(at + ' is not in sight');
        for (const at of ['.foot', '.keys', '#didascalia'])
            if (box(at).bottom > innerHeight + 1) wrong.push(`${at} ends at ${box(at).bottom}`);
        if (!!document.querySelector('.keys .send') !== low) wrong.push('who is low sends from the keyboard, and nobody else');
        for (const part of document.querySelectorAll('.controls button, .keys button')) {
            const { top, width, height } = part.getBoundingClientRect();
            const name = part.textContent.trim();
            if (part.scrollWidth > part.clientWidth) wrong.push(name + ' is cut off');
            if (low && top < innerHeight / 2) wrong.push(`${name} is at ${top}`);
            if (width < 12.7 * mm || height < 12.7 * mm) wrong.push(`${name} is ${width} by ${height}`);
        }
        return wrong;";
    for (width, height) in [(1080, 1920), (1280, 1024)] {
        for language in ["#b-0-0", "#b-0-2"] {
            browser.viewport(width, height);
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
                    let wrong = browser.script(look, Vec::new());
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
    let kiosk = Kiosk::start(&portal.base);
    let high = "return ['#ascolta', '#misura', '#colori', '#basso', '#personale']
        .filter(at => document.querySelector(at).getBoundingClientRect().top < innerHeight / 2);";
    for (width, height) in [(1080, 1920), (1280, 1024)] {
        browser.viewport(width, height);
        browser.open(&kiosk.entrance());
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
        assert!(began.elapsed() < Duration::from_secs(20), "no low layout comes");
    }
    // Controls and links of this screen, at 2.7 pixels a millimetre: which are too high, too small or too close.
    let wrong = browser.script(
        "const mm = 2.7, wrong = [];
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
        Vec::new(),
    );
    assert_eq!(wrong, json!([]));
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
        assert!(began.elapsed() < Duration::from_secs(20), "the touch does nothing");
    }
    // A second theme would come as soon as the first did.
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(theme(), json!("scuro"));
    tap(&browser, "#colori");
    let began = Instant::now();
    while theme() == json!("scuro") {
        assert!(began.elapsed() < Duration::from_secs(20), "a later touch does nothing");
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
        assert!(began.elapsed() < Duration::from_secs(5), "it still stands there: {}", stands());
        std::thread::sleep(Duration::from_millis(20));
    }
}

//! The keyboard on the screen under a real finger: a secret keeps its dots, and double letters are two. And a finger that is
//! quicker than the screen.

use std::time::Duration;

use serde_json::{Value, json};

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::{tap, waits};
use super::kiosk_screens::there;
use super::shelf;

/// Someone who is at the shelf's page of this name, on an upright screen.
fn at(name: &str) -> (Kiosk, Browser) {
    let (base, browser) = (shelf::serve(), Browser::bare());
    let kiosk = Kiosk::start(&base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    there(&browser, ".still");
    tap(&browser, "#b-0-0");
    let link = format!("main a[href$='/{name}']");
    there(&browser, &link);
    tap(&browser, &link);
    (kiosk, browser)
}

/// What stands in the box of this name.
fn stands(browser: &Browser, name: &str) -> String {
    let value = browser.script("return document.getElementById(arguments[0])?.value", vec![json!(name)]);
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_dots_of_a_pin_stand_in_its_box_whatever_is_touched_beside_it() {
    let (_kiosk, browser) = at("accedi");
    there(&browser, "#pin");
    tap(&browser, "#pin");
    there(&browser, ".keys.digits");
    "27495163".chars().for_each(|sign| tap(&browser, &format!("[data-tocco='segno:{sign}']")));
    let dots = "●".repeat(8);
    there(&browser, ".keys p");
    assert_eq!(stands(&browser, "pin"), dots, "while it is typed");
    for (touched, then) in [
        ("[data-tocco='comando:fatto']", "#foglio:not(:has(.keys))"),
        ("#codice", ".keys:not(.digits)"),
        ("#misura", "html[data-size='1']"),
        ("#aiuto", "#foglio:not(:has(#pin))"),
        ("#indietro", "#pin"),
        ("#pin", ".keys.digits"),
    ] {
        tap(&browser, touched);
        there(&browser, then);
        if then != "#foglio:not(:has(#pin))" {
            assert_eq!(stands(&browser, "pin"), dots, "after {touched}");
        }
    }
}

/// The middle of the first thing that this selector finds.
#[track_caller]
pub(super) fn middle(browser: &Browser, selector: &str) -> Value {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };";
    browser.script(script, vec![json!(selector)])
}

/// Now, by the browser's clock of events.
pub(super) fn second(browser: &Browser) -> f64 {
    browser.script("return Date.now() / 1_000", Vec::new()).as_f64().unwrap()
}

/// A finger goes down there at this second by the browser's clock of events, and up so many seconds later.
pub(super) fn touches_at(browser: &Browser, place: &Value, second: f64, held: f64) {
    for (kind, points, second) in
        [("touchStart", vec![place], second), ("touchEnd", Vec::new(), second + held)]
    {
        let event = json!({ "type": kind, "touchPoints": points, "timestamp": second });
        browser.devtools("Input.dispatchTouchEvent", event);
    }
}

#[test]
fn double_letters_are_typed_fast_and_a_finger_that_bounces_types_one() {
    let (_kiosk, browser) = at("accedi");
    there(&browser, "#codice");
    tap(&browser, "#codice");
    there(&browser, ".keys");
    let begun = second(&browser);
    let key = |sign: &str| middle(&browser, &format!("[data-tocco='{sign}']"));
    let [z, seven, erase] = [key("segno:Z"), key("segno:7"), key("cancella")];
    // Twice within 0.2 s is twice, within 0.05 s once.
    for (place, second, then) in [
        (&z, 0.0, "Z"),
        (&z, 0.2, "ZZ"),
        (&z, 0.25, "ZZ"),
        (&seven, 0.4, "ZZ7"),
        (&seven, 0.45, "ZZ7"),
        (&seven, 0.6, "ZZ77"),
        (&erase, 0.8, "ZZ7"),
        (&erase, 0.85, "ZZ7"),
        (&erase, 1.0, "ZZ"),
        (&z, 1.2, "ZZZ"),
    ] {
        touches_at(&browser, place, begun + second, 0.02);
        waits(&format!("{then} at {second}"), || stands(&browser, "codice") == then);
    }
    // What would have come of a bounce has come by now.
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(stands(&browser, "codice"), "ZZZ");
}

#[test]
fn on_a_slow_box_a_finger_does_nothing_to_a_page_that_is_not_painted_yet() {
    let (kiosk, browser) = at("molte");
    there(&browser, "#avvisi-2");
    tap(&browser, "label[for='avvisi-2']");
    there(&browser, "#avvisi-2:checked");
    let holds =
        "window.kept = events.onmessage; window.late = []; events.onmessage = event => late.push(event)";
    browser.script(holds, Vec::new());
    tap(&browser, "#fine");
    kiosk.until("it does not ask", |kiosk| kiosk.screen().contains("chiosco:fine-ora").then_some(()));
    // After half a second it is no bounce of the same finger.
    std::thread::sleep(Duration::from_millis(600));
    for early in ["#fine", "#colori"] {
        tap(&browser, early);
    }
    browser.script("events.onmessage = kept; late.forEach(kept)", Vec::new());
    there(&browser, "html[data-theme='chiaro'] main a[href='chiosco:fine-ora']");
    tap(&browser, "main a[href='chiosco:fine-ora']");
    there(&browser, ".still");
}

#[test]
fn a_finger_that_leaves_what_it_began_on_chooses_nothing() {
    let (_kiosk, browser) = at("molte");
    there(&browser, "#avvisi-2");
    let finger = |kind: &str, points: Value| {
        browser.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    };
    let looks = "return [document.documentElement.dataset.theme, document.documentElement.dataset.size]";
    let before = browser.script(looks, Vec::new());
    // From one control to the other, from a control into the page and from the page onto a control.
    for (from, to) in [("#colori", "#misura"), ("#misura", "main h1"), ("main h1", "#colori")] {
        finger("touchStart", json!([middle(&browser, from)]));
        finger("touchMove", json!([middle(&browser, to)]));
        finger("touchEnd", json!([]));
        // Longer than a touch that counts takes to show.
        std::thread::sleep(Duration::from_millis(700));
        assert_eq!(browser.script(looks, Vec::new()), before, "from {from} to {to}");
    }
    tap(&browser, "#colori");
    waits("a touch that stays counts", || browser.script(looks, Vec::new()) != before);
}

/// Whether what is heard is in sight with a thick line around it, which stands apart from the page; else why not.
const FOCUSED: &str = "const [part, ...more] = document.querySelectorAll('.qui');
    if (!part || more.length) return `${more.length + !!part} are marked`;
    const page = document.querySelector('main').getBoundingClientRect(), box = part.getBoundingClientRect();
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
    if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 5) return `${outlineStyle} ${outlineWidth}`;
    if (outlineColor === getComputedStyle(document.body).backgroundColor) return 'its line is as the page';
    if (box.top < page.top - 1 || box.top >= page.bottom) return `${part.id} is at ${box.top} of ${page.top} to ${page.bottom}`;
    if (part.matches('main section:not(.faults)')) return `all of ${part.id}, not its heading alone`;
    return part.id || part.parentElement.closest('[id]').id;";

#[test]
fn what_the_keypad_is_at_is_marked_and_comes_into_sight_in_every_theme_at_the_largest_size() {
    let (mut kiosk, browser) = at("molte");
    browser.viewport(1280, 1024);
    there(&browser, "#avvisi-2");
    for size in 1..4 {
        tap(&browser, "#misura");
        there(&browser, &format!("html[data-size='{size}']"));
        std::thread::sleep(Duration::from_millis(500));
    }
    kiosk.press("5");
    for theme in ["chiaro", "scuro", "alto-chiaro", "alto-scuro"] {
        there(&browser, &format!("html[data-theme='{theme}']"));
        let (mut seen, mut moved) = (std::collections::BTreeSet::new(), 0.0_f64);
        for _ in 0..8 {
            kiosk.press("dopo");
            kiosk.settle();
            let at = kiosk.screen();
            let at = at.split("data-focus=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            // The stop of the commands stands nowhere on the screen, help beside the page.
            if browser.script(
                "return !document.querySelector('main').contains(document.getElementById(arguments[0]))",
                vec![json!(at)],
            ) == json!(true)
            {
                continue;
            }
            waits(&format!("{at} in {theme}"), || {
                let found = browser.script(FOCUSED, Vec::new());
                found == json!(at) || {
                    println!("{found}");
                    false
                }
            });
            seen.insert(at);
            let top = browser.script("return document.querySelector('main').scrollTop", Vec::new());
            moved = moved.max(top.as_f64().unwrap());
        }
        assert!(seen.len() > 3 && moved > 0.0, "{theme}: {seen:?}, {moved}");
        tap(&browser, "#colori");
    }
}

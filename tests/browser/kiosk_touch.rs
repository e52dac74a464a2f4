//! The keyboard on the screen under a real finger: a secret keeps its dots.

use serde_json::json;

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::tap;
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

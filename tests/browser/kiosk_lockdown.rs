//! Nothing on the kiosk's screen leads out of it, and what a page cannot stop the machine's settings name.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::{at_the_first_page, shown};
use super::people;

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
    let sent = "const done = arguments[0]; fetch('/schermo.js').then(answer => answer.text()).then(done)";
    let script = browser.script_async(sent, Vec::new());
    let script = script.as_str().unwrap();
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

/// The words of the settings; that they do what they say is tried elsewhere, as far as it can be: the rules for browsers and
/// the compositor in `tests/kiosk/compositor.rs`, the kernel's settings in `kiosk/tests/guest`. Nowhere tried are the rule of
/// udev and the seat of logind, which keep keyboards from the compositor, the masked units, and the firewall of systemd:
/// they need a whole Debian with a display.
#[test]
fn the_settings_of_the_machine_say_what_stops_keys_and_addresses_that_a_page_cannot() {
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

//! The style sheet's colours, measured: contrast in every theme (WCAG 1.4.3, 1.4.6, 1.4.11).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use super::STYLE;

type Colours = HashMap<String, [f64; 3]>;

/// The declarations of the first rule that opens with `selector`.
fn rule(selector: &str) -> &'static str {
    let start = STYLE.find(selector).unwrap_or_else(|| panic!("no {selector}")) + selector.len();
    let body = STYLE[start..].trim_start().strip_prefix('{').unwrap();
    &body[..body.find('}').unwrap()]
}

/// The tokens a rule sets, over those it inherits from the light theme.
fn theme(body: &str) -> Colours {
    let mut colours = Colours::new();
    for declaration in rule(":root").split(';').chain(body.split(';')) {
        let Some((name, value)) = declaration.trim().strip_prefix("--").and_then(|d| d.split_once(':'))
        else {
            continue;
        };
        colours.insert(name.to_owned(), linear(value.trim()));
    }
    colours
}

fn linear(hex: &str) -> [f64; 3] {
    let hex = hex.strip_prefix('#').unwrap();
    let long: String =
        if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| {
        let part = f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

const THEMES: [&str; 5] = [
    ":root",
    "[data-theme=\"scuro\"]",
    "[data-theme=\"alto-chiaro\"]",
    "[data-theme=\"alto-scuro\"]",
    DARK_DEVICE,
];
const DARK_DEVICE: &str = "@media (prefers-color-scheme: dark) {\n  :root:not([data-theme])";

#[test]
fn text_has_a_contrast_of_seven_and_borders_of_three_in_every_theme() {
    for name in THEMES {
        let colours = theme(rule(name));
        for ground in ["paper", "panel"] {
            for text in ["ink", "quiet", "brand", "link", "visited", "error", "done"] {
                let ratio = contrast(colours[text], colours[ground]);
                assert!(ratio >= 7.0, "{name}: {text} on {ground} is {ratio:.2}");
            }
            let ratio = contrast(colours["line"], colours[ground]);
            assert!(ratio >= 3.0, "{name}: line on {ground} is {ratio:.2}");
        }
        assert!(contrast(colours["on-focus"], colours["focus"]) >= 7.0, "{name}: text on focus");
    }
}

#[test]
fn high_themes_reach_twenty() {
    for name in &THEMES[2..4] {
        let colours = theme(rule(name));
        assert!(contrast(colours["ink"], colours["paper"]) > 20.0, "{name}");
    }
}

#[test]
fn a_dark_device_gets_the_dark_theme() {
    let colours = |body: &str| {
        let mut all: Vec<_> =
            theme(body).into_iter().map(|(name, value)| format!("{name} {value:?}")).collect();
        all.sort();
        all
    };
    assert_eq!(colours(rule("[data-theme=\"scuro\"]")), colours(rule(DARK_DEVICE)));
}

#[test]
fn nothing_fixes_a_size_in_pixels_but_lines() {
    for declaration in STYLE.split([';', '{', '}']).filter(|d| d.contains("px")) {
        let property = declaration.trim().split(':').next().unwrap_or("");
        let line =
            property.starts_with("border") || property.starts_with("outline") || property == "box-shadow";
        assert!(line || (property.ends_with("-size") && declaration.contains(" 1px")), "{declaration}");
    }
}

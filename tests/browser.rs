//! Pages in a real Chromium, under axe-core, the Nu validator and Orca; and these judges judged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "browser/mod.rs"]
mod harness;

#[path = "browser/judged.rs"]
mod judged;

#[path = "browser/blocks.rs"]
mod blocks;

#[path = "browser/gallery.rs"]
mod gallery;

#[path = "browser/journeys.rs"]
mod journeys;

#[path = "browser/registration.rs"]
mod registration;

#[path = "browser/heard.rs"]
mod heard;

#[path = "browser/sittings.rs"]
mod sittings;

#[path = "../kiosk/tests/kit/figures.rs"]
mod figures;

#[path = "browser/kiosk.rs"]
mod kiosk;

#[path = "browser/kiosk_board.rs"]
mod kiosk_board;

#[path = "browser/kiosk_ears.rs"]
mod kiosk_ears;

#[path = "browser/kiosk_layout.rs"]
mod kiosk_layout;

#[path = "browser/kiosk_lockdown.rs"]
mod kiosk_lockdown;

#[path = "browser/kiosk_pace.rs"]
mod kiosk_pace;

#[path = "browser/kiosk_screens.rs"]
mod kiosk_screens;

#[path = "browser/kiosk_touch.rs"]
mod kiosk_touch;

#[path = "browser/kiosk_visit.rs"]
mod kiosk_visit;

#[path = "browser/letters.rs"]
mod letters;

#[path = "browser/shelf.rs"]
mod shelf;

#[path = "kiosk/ear.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it serves the kiosk's own tests as well")]
mod ear;

#[path = "kiosk/finger.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it serves the kiosk's own tests as well")]
mod finger;

#[path = "process/mod.rs"]
#[allow(missing_docs, unreachable_pub, reason = "it serves the tests of processes as well")]
mod process;

#[path = "browser/people.rs"]
mod people;

#[path = "portal/drafts.rs"]
#[allow(dead_code, unreachable_pub, reason = "it serves other tests as well")]
mod drafts;

#[path = "portal/support.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it serves the tests of the whole portal as well")]
mod support;

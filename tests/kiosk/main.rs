//! The kiosk with the real portal, worked by its keypad and heard by its tape alone, or by touch alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(dead_code, missing_docs, unreachable_pub)]

#[path = "../process/mod.rs"]
mod process;

#[path = "../../kiosk/tests/voice/dispatcher.rs"]
mod dispatcher;
#[path = "../portal/drafts.rs"]
mod drafts;
#[path = "../../kiosk/tests/kit/figures.rs"]
mod figures;
#[path = "../../kiosk/tests/kit/printer.rs"]
mod printer;
#[path = "../../kiosk/tests/kit/room.rs"]
mod room;
#[path = "../../kiosk/tests/voice/sound.rs"]
mod sound;

mod changes;
mod compositor;
mod counted;
mod display;
mod ear;
mod endurance;
mod faults;
mod finger;
mod hands;
mod journeys;
mod killed;
mod left_behind;
mod office;
mod receipt_code;
mod receipts;
mod registrations;
mod tongues;
mod turns;
mod visits;
mod window;
mod words;

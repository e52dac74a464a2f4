//! How a kiosk is set up.

use a11y::receipt::Columns;
use a11y::text::{Lang, Text};
use serde::Deserialize;

use super::words;
use crate::event::Millis;

/// Which way the chip of a card faces in a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chip {
    /// Towards the ceiling.
    Up,
    /// Towards the floor.
    Down,
}

/// Where the paper comes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Under the screen.
    #[default]
    BelowScreen,
    /// On its right.
    RightOfScreen,
    /// On its left.
    LeftOfScreen,
    /// Under the keypad.
    BelowKeypad,
    /// On its right.
    RightOfKeypad,
    /// On its left.
    LeftOfKeypad,
}

impl Slot {
    /// Its place, after "esce".
    pub(super) fn words(self, lang: Lang) -> Text {
        match self {
            Slot::BelowScreen => words::slot_below_screen(lang),
            Slot::RightOfScreen => words::slot_right_of_screen(lang),
            Slot::LeftOfScreen => words::slot_left_of_screen(lang),
            Slot::BelowKeypad => words::slot_below_keypad(lang),
            Slot::RightOfKeypad => words::slot_right_of_keypad(lang),
            Slot::LeftOfKeypad => words::slot_left_of_keypad(lang),
        }
    }
}

/// How a kiosk is set up; the office's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The language it waits in.
    pub lang: Lang,
    /// The languages it offers, in their order.
    pub languages: Vec<Lang>,
    /// How long nothing may happen before it asks whether someone is there, in milliseconds; twice as long with speech.
    pub idle: Millis,
    /// How long it then waits: at least 20 s (EN 301 549 9.2.2.1, 11.2.2.1).
    pub warning: Millis,
    /// The step of loudness that it begins with, from 1: at most 65 dBA (5.1.3.13).
    pub volume: u8,
    /// How many steps there are; one is 8 dB.
    pub volumes: u8,
    /// How often it says how to begin, while nobody is there; `None` for never.
    pub prompt: Option<Millis>,
    /// In which step of loudness, from 1.
    pub prompt_volume: u8,
    /// Which way the chip of a card faces in the reader; it is said where it is known.
    pub chip: Option<Chip>,
    /// It stands in a booth that closes: private words may come from the loudspeaker, by choice of who is in it.
    pub booth: bool,
    /// The headphones are a sound output of their own.
    pub headphones: bool,
    /// There is a receipt printer.
    pub prints: bool,
    /// Where its paper comes out.
    pub slot: Slot,
    /// There is a reader of barcodes, as far as the settings tell.
    pub barcode: bool,
    /// There is a reader of magnetic stripes, likewise.
    pub stripe: bool,
    /// The paper.
    pub columns: Columns,
    /// The address that citizens know the portal by, for receipts.
    pub site: Option<String>,
    /// For so long after a start the devices tell what was there before, which nobody brings: a card, a full jack.
    pub settles: Millis,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            lang: Lang::It,
            languages: Lang::ALL.to_vec(),
            idle: 60_000,
            warning: 30_000,
            volume: 2,
            volumes: 5,
            prompt: Some(120_000),
            prompt_volume: 2,
            chip: None,
            booth: false,
            headphones: false,
            prints: true,
            slot: Slot::default(),
            barcode: true,
            stripe: true,
            columns: Columns::C48,
            site: None,
            settles: 0,
        }
    }
}

//! Devices that come and go: the citizen hears and sees it where it matters, the office always.

use super::command::{Command, Report};
use super::standing::Cause;
use super::{State, code, listen, standing, words};
use crate::event::Device;

/// Which devices are there; `None` where nothing has told yet: unknown is not unplugged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct There {
    pub(super) keypad: Option<bool>,
    pub(super) reader: Option<bool>,
    pub(super) panel: Option<bool>,
    pub(super) jack: Option<bool>,
    /// These were there, and have gone.
    pub(super) lost_keypad: bool,
    pub(super) lost_reader: bool,
    pub(super) lost_panel: bool,
    pub(super) lost_jack: bool,
    /// The reader of chips.
    pub(super) lost_chip: bool,
}

impl There {
    /// There is a touchscreen that can be explored by ear.
    pub(super) fn panel(self) -> bool {
        self.panel == Some(true)
    }
}

/// A device came or went.
pub(super) fn came_or_went(state: &mut State, device: Device, out: &mut Vec<Command>) {
    let lang = state.lang();
    let listens = state.session.listening.is_some();
    let there = &mut state.devices;
    let (was, is, said) = match device {
        Device::Keypad(is) => (
            there.keypad.replace(is),
            is,
            Some(if is { words::keypad_back(lang) } else { Cause::Keypad.words(lang) }),
        ),
        Device::Reader(is) => (there.reader.replace(is), is, is.then(|| words::reader_back(lang))),
        // Who touches sees it all the while; who listens may be exploring the screen by ear.
        Device::Panel(is) => (
            there.panel.replace(is),
            is,
            listens.then(|| if is { words::panel_back(lang) } else { Cause::Panel.words(lang) }),
        ),
        // What was in it is told to be out, which who listens hears.
        Device::Jack(is) => (there.jack.replace(is), is, None),
        Device::JackFull => {
            // Nobody was seen to plug it in: it begins nothing, and speech in it is not private.
            state.jack = true;
            return;
        }
    };
    if was == Some(is) {
        return;
    }
    match device {
        Device::Keypad(is) => there.lost_keypad = !is && was.is_some(),
        Device::Reader(is) => there.lost_reader = !is && was.is_some(),
        Device::Panel(is) => there.lost_panel = !is && was.is_some(),
        Device::Jack(is) => there.lost_jack = !is && was.is_some(),
        Device::JackFull => {}
    }
    // By then it is known what else is gone.
    let said = match device {
        Device::Reader(false) => Some(standing::told_of(state, Cause::Codes, lang)),
        _ => said,
    };
    code::offer_again(state);
    // A device that is there from the beginning is no news.
    if was.is_some() || !is {
        out.push(Command::Report(Report::Device(device)));
    }
    let Some(said) = said.filter(|_| was.is_some() && !state.waits()) else { return };
    listen::tell(state, said, out);
}

//! What an input device is for: opened, grabbed, and told to be there.

use std::io;
use std::path::Path;

use super::keys::Keys;
use super::node::Node;
use super::settings::{Reader, Settings};
use super::touch::Touch;
use super::typed::Typed;
use crate::event::Device;

/// What a device is for.
pub(super) enum Role {
    Keypad(Keys),
    Reader(Typed),
    Panel(Box<Touch>),
    Jack,
}

/// A device in use.
pub(super) struct Used {
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) node: Node,
    pub(super) role: Role,
    pub(super) grabbed: bool,
}

impl Used {
    /// Whether its jack is full, if it has one whose state can be asked.
    pub(super) fn full(&self) -> Option<bool> {
        match &self.role {
            Role::Jack => Some(self.node.is_full()),
            Role::Keypad(keys) => keys.held_jack().map(|code| self.node.is_down(code)),
            Role::Reader(_) | Role::Panel(_) => None,
        }
    }
}

impl Role {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Role::Keypad(_) => "keypad",
            Role::Reader(_) => "reader",
            Role::Panel(_) => "touchscreen",
            Role::Jack => "jack",
        }
    }
}

/// Opens a node and grabs it, if it is one of ours.
pub(super) fn open(settings: &Settings, path: &Path) -> io::Result<Option<(Node, Role)>> {
    let mut node = Node::open(path)?;
    let Some(role) = role(settings, &node) else { return Ok(None) };
    if matches!(role, Role::Keypad(_) | Role::Reader(_)) {
        node.grab(true)?;
    }
    Ok(Some((node, role)))
}

/// What a device is for: first what is named by its numbers, then what it can do.
fn role(settings: &Settings, node: &Node) -> Option<Role> {
    let who = node.who();
    let types = |reader: &&Reader| reader.reports.is_none() && reader.who().is(&who);
    if let Some(reader) = settings.readers.iter().find(types) {
        return Some(Role::Reader(Typed::new(reader.layout)));
    }
    for keypad in settings.keypads.iter().filter(|keypad| keypad.who().named() && keypad.who().is(&who)) {
        let map = keypad.meanings();
        // A keypad may show itself as several nodes: media keys stand in one of their own.
        if map.keys().any(|code| node.has_key(*code)) {
            return Some(Role::Keypad(Keys::new(map)));
        }
    }
    if node.is_jack() && settings.jacks.iter().any(|jack| jack.who().is(&who)) {
        return Some(Role::Jack);
    }
    let panel = settings.touch.as_ref().filter(|panel| node.is_panel() && panel.who().is(&who));
    if let Some(measure) = panel.and_then(|panel| node.measure(panel.turn)) {
        return Some(Role::Panel(Box::new(Touch::new(measure))));
    }
    for keypad in settings.keypads.iter().filter(|keypad| !keypad.who().named()) {
        let map = keypad.meanings();
        if !map.is_empty() && map.keys().all(|code| node.has_key(*code)) {
            return Some(Role::Keypad(Keys::new(map)));
        }
    }
    None
}

/// Of each kind of device that the settings name, whether there is one; `hids`: there is a reader that is no keyboard.
pub(super) fn present(settings: &Settings, used: &[Used], hids: bool) -> Vec<Device> {
    let there = |wanted: fn(&Role) -> bool| used.iter().any(|used| wanted(&used.role));
    let mut kinds = Vec::new();
    if !settings.keypads.is_empty() {
        kinds.push(Device::Keypad(there(|role| matches!(role, Role::Keypad(_)))));
    }
    if !settings.readers.is_empty() {
        let types = there(|role| matches!(role, Role::Reader(_)));
        kinds.push(Device::Reader(types || hids));
    }
    if settings.touch.is_some() {
        kinds.push(Device::Panel(there(|role| matches!(role, Role::Panel(_)))));
    }
    if settings.has_jack() {
        // A headset that is a sound card brings its jack along, and may be out.
        let own = |role: &Role| match role {
            Role::Jack => true,
            Role::Keypad(keys) => keys.has_jack(),
            _ => false,
        };
        kinds.push(Device::Jack(!settings.headsets.is_empty() || there(own)));
    }
    kinds
}

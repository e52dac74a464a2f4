//! What is said to brltty, and what its answers mean: the conversation, without the socket.
//!
//! **Invariant**: the display is taken only once it has a size: brltty 6.5 dies of what is written by a client that took
//! it before.
//! **Invariant**: a display of another size is another display: what is known of the old one is let go of with the
//! connection, so that brltty shows nothing of it to whoever comes next.

use std::collections::VecDeque;

use a11y::text::Lang;

use super::keys;
use super::settings::Tables;
use super::wire::{self, Packet, kind};
use crate::agent::command::Line;
use crate::event::Braille;

/// What follows from a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// This goes to brltty.
    Send(Vec<u8>),
    /// The agent learns this.
    Tell(Braille),
    /// The connection ends, and a new one is tried.
    End(Why),
}

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Another version of the protocol, or none.
    Strange,
    /// It wants a key, or another user.
    Forbidden,
    /// The display went, or another came.
    Display,
}

/// What brltty has been asked and not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Version,
    Authority,
    User,
    Watch,
    Size,
    Enter,
    Table,
}

/// A conversation.
#[derive(Debug)]
pub(super) struct Talk {
    asked: VecDeque<Asked>,
    /// Columns and rows, once they are known and there are any.
    size: Option<(u32, u32)>,
    /// The display is ours.
    open: bool,
    /// The language whose table is set.
    table: Option<Lang>,
}

impl Talk {
    pub(super) fn new() -> Talk {
        Talk { asked: VecDeque::from([Asked::Version]), size: None, open: false, table: None }
    }

    /// The agent has been told of a display.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// An answer is awaited.
    pub(super) fn waits(&self) -> bool {
        !self.asked.is_empty()
    }

    fn ask(&mut self, asked: Asked, packet: Vec<u8>) -> Vec<Then> {
        self.asked.push_back(asked);
        vec![Then::Send(packet)]
    }

    /// A packet came.
    pub(super) fn hears(&mut self, packet: &Packet) -> Vec<Then> {
        match packet.kind {
            kind::KEY if self.open => {
                let key = packet.key().and_then(keys::key);
                key.map(|key| Then::Tell(Braille::Key(key))).into_iter().collect()
            }
            kind::CHANGED if packet.tells_size() && !self.asked.contains(&Asked::Size) => {
                self.ask(Asked::Size, wire::size())
            }
            kind::REFUSED => self.refused(),
            kind::FAULT => {
                tracing::debug!("brltty could not do what was asked");
                Vec::new()
            }
            kind::KEY | kind::CHANGED => Vec::new(),
            _ => self.answered(packet),
        }
    }

    fn answered(&mut self, packet: &Packet) -> Vec<Then> {
        match (self.asked.pop_front(), packet.kind) {
            (Some(Asked::Version), kind::VERSION) if packet.number(0) == Some(wire::VERSION) => {
                self.ask(Asked::Authority, wire::version())
            }
            (Some(Asked::Authority), kind::AUTHORITY) if packet.numbers().any(|way| way == wire::NOBODY) => {
                self.ask(Asked::Watch, wire::watch())
            }
            (Some(Asked::Authority), kind::AUTHORITY) if packet.numbers().any(|way| way == wire::USER) => {
                self.ask(Asked::User, wire::user())
            }
            (Some(Asked::Authority), kind::AUTHORITY) => vec![Then::End(Why::Forbidden)],
            (Some(Asked::User), kind::TAKEN) => self.ask(Asked::Watch, wire::watch()),
            (Some(Asked::Watch), kind::VALUE) => self.ask(Asked::Size, wire::size()),
            (Some(Asked::Size), kind::SIZE) => self.sized(packet),
            (Some(Asked::Enter), kind::TAKEN) => {
                self.open = true;
                let cells = self.size.and_then(|(columns, _)| u16::try_from(columns).ok());
                cells.map(|cells| Then::Tell(Braille::Attached(cells))).into_iter().collect()
            }
            (Some(Asked::Table), kind::TAKEN) => Vec::new(),
            _ => vec![Then::End(Why::Strange)],
        }
    }

    fn sized(&mut self, packet: &Packet) -> Vec<Then> {
        let size = packet.number(0).zip(packet.number(1));
        let there = size.filter(|(columns, rows)| {
            *columns > 0 && *rows > 0 && columns.checked_mul(*rows).is_some_and(|cells| cells <= wire::CELLS)
        });
        match (self.size, there) {
            // Nothing is there yet: a change will be told.
            (None, None) => Vec::new(),
            (None, Some(_)) => {
                self.size = there;
                self.ask(Asked::Enter, wire::enter())
            }
            (before, now) if before == now => Vec::new(),
            _ => vec![Then::End(Why::Display)],
        }
    }

    /// A table that brltty has not is done without; all else that is refused leaves nothing to do.
    fn refused(&mut self) -> Vec<Then> {
        match self.asked.pop_front() {
            Some(Asked::Table) => {
                tracing::warn!("brltty has no table of braille for a language of this kiosk");
                Vec::new()
            }
            Some(Asked::Authority | Asked::User) => vec![Then::End(Why::Forbidden)],
            _ => vec![Then::End(Why::Strange)],
        }
    }

    /// What to send so that a line is shown; nothing while there is no display.
    pub(super) fn show(&mut self, line: &Line, tables: &Tables) -> Vec<Vec<u8>> {
        let Some((columns, rows)) = self.size.filter(|_| self.open) else { return Vec::new() };
        let mut packets = Vec::new();
        if self.table != Some(line.lang) {
            self.table = Some(line.lang);
            self.asked.push_back(Asked::Table);
            packets.push(wire::table(tables.of(line.lang)));
        }
        let cursor = line.cursor.map_or(0, |cell| u32::from(cell).saturating_add(1));
        packets.push(wire::write(&line.text, cursor, columns.saturating_mul(rows)));
        packets
    }
}

//! The thread that waits for all input devices: finds them, reads them, tells what happens.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Control;
use super::folders::Folders;
use super::hidraw::{self, HidReader};
use super::jack::{Jacks, Plug};
use super::keys::Did;
use super::node::Gone;
use super::raw::Item;
use super::role::{self, Role, Used};
use super::settings::Settings;
use super::sound;
use crate::event::{Device, Event, Finger, Millis, Sign};

/// How long after a device could not be opened or grabbed it is tried again.
const RETRY: Millis = 1_000;

/// Where sound cards are.
const SOUND: &str = "/dev/snd";
const SOUND_CLASS: &str = "/sys/class/sound";

/// Nobody listens any more.
struct Over;

/// A reader in use that is a HID device of its own.
struct Hid {
    number: u64,
    name: String,
    reader: HidReader,
}

/// What the thread knows.
pub(super) struct Watch {
    settings: Settings,
    events: Sender<Event>,
    control: Arc<Control>,
    folders: Folders,
    began: Instant,
    used: Vec<Used>,
    hids: Vec<Hid>,
    /// Nodes of this name are none of ours, until they change.
    foreign: BTreeSet<String>,
    jacks: Jacks,
    cards: BTreeSet<u32>,
    /// What was last told to be there.
    told: Vec<Device>,
    /// When to look again for what could not be opened.
    again: Option<Millis>,
    next: u64,
}

impl Watch {
    pub(super) fn new(settings: Settings, events: Sender<Event>, control: Arc<Control>) -> io::Result<Watch> {
        let mut watched = vec![settings.folder.clone()];
        if !settings.headsets.is_empty() {
            watched.push(PathBuf::from(SOUND));
        }
        if hidraw::wanted(&settings).next().is_some() {
            watched.push(PathBuf::from(hidraw::NODES));
        }
        Ok(Watch {
            folders: Folders::watch(&watched)?,
            settings,
            events,
            control,
            began: Instant::now(),
            used: Vec::new(),
            hids: Vec::new(),
            foreign: BTreeSet::new(),
            jacks: Jacks::default(),
            cards: BTreeSet::new(),
            told: Vec::new(),
            again: None,
            next: 0,
        })
    }

    /// Works until it is told to stop, or nobody listens.
    pub(super) fn run(&mut self) {
        let Ok(()) = self.look(true) else { return };
        while !self.control.stop.load(Ordering::Relaxed) {
            let Ok(ready) = self.wait() else { return };
            if self.turn(&ready).is_err() {
                return;
            }
        }
    }

    fn now(&self) -> Millis {
        Millis::try_from(self.began.elapsed().as_millis()).unwrap_or(Millis::MAX)
    }

    /// Sleeps until something happens; which devices have something to read.
    fn wait(&mut self) -> Result<Vec<u64>, Over> {
        let wakes = self.used.iter().filter_map(|used| match &used.role {
            Role::Reader(typed) => typed.wake(),
            Role::Panel(touch) => touch.wake(),
            Role::Keypad(_) | Role::Jack => None,
        });
        let wakes = wakes.chain(self.hids.iter().filter_map(|hid| hid.reader.wake()));
        let now = self.now();
        let sleep = wakes.chain(self.again).min().map(|at| at.saturating_sub(now));
        let sleep = sleep.map(|millis| Timespec {
            tv_sec: i64::try_from(millis / 1_000).unwrap_or(i64::MAX),
            tv_nsec: i64::try_from(millis % 1_000 * 1_000_000).unwrap_or(0),
        });
        let mut fds =
            vec![PollFd::new(&self.control.wake, PollFlags::IN), PollFd::new(&self.folders, PollFlags::IN)];
        fds.extend(self.used.iter().map(|used| PollFd::new(&used.node, PollFlags::IN)));
        fds.extend(self.hids.iter().map(|hid| PollFd::new(&hid.reader, PollFlags::IN)));
        match poll(&mut fds, sleep.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => {
                tracing::error!(%error, "the input devices cannot be waited for");
                return Err(Over);
            }
        }
        let numbers = self.used.iter().map(|used| used.number).chain(self.hids.iter().map(|hid| hid.number));
        let ready = fds.iter().skip(2).zip(numbers).filter(|(fd, _)| !fd.revents().is_empty());
        let ready = ready.map(|(_, number)| number).collect();
        let mut knocks = [0; 8];
        // It is only a knock: what is wanted stands beside it.
        rustix::io::read(&self.control.wake, &mut knocks).ok();
        Ok(ready)
    }

    /// Does whatever there is to do.
    fn turn(&mut self, ready: &[u64]) -> Result<(), Over> {
        let mut gone = false;
        for number in ready {
            gone |= self.read(*number)?;
        }
        self.timers()?;
        let changed = self.folders.changed();
        let again = self.again.is_some_and(|again| self.now() >= again);
        if gone || again || !changed.is_empty() {
            self.again = None;
            self.foreign.retain(|name| !changed.contains(name));
            self.look(false)?;
        }
        self.grab_panel();
        Ok(())
    }

    fn tell(&self, event: Event) -> Result<(), Over> {
        self.events.send(event).map_err(|_| Over)
    }

    /// Reads a device; whether it has gone.
    fn read(&mut self, number: u64) -> Result<bool, Over> {
        let now = self.now();
        let Some(at) = self.used.iter().position(|used| used.number == number) else {
            return self.read_hid(number);
        };
        let (events, jacks, used) = (&self.events, &mut self.jacks, &mut self.used[at]);
        let mut over = false;
        let mut lost = false;
        let grabbed = used.grabbed;
        let Used { node, role, .. } = used;
        let mut tell = |event| over |= events.send(event).is_err();
        let read = node.read(|item| {
            lost |= item == Item::Lost;
            match role {
                Role::Keypad(keys) => match keys.take(item, now) {
                    Some(Did::Key(key)) if keys.are_two() => tell(Event::Switch(key)),
                    Some(Did::Key(key)) => tell(Event::Key(key)),
                    Some(Did::Sign(sign)) => tell(Event::Sign(Sign(sign))),
                    Some(Did::Jack(full)) => {
                        jacks.set(Plug::Node(number), full).into_iter().for_each(&mut tell)
                    }
                    None => {}
                },
                Role::Reader(typed) => typed.take(item, now),
                Role::Jack => {
                    if let Item::Switch(super::node::JACK, value) = item {
                        jacks.set(Plug::Node(number), value != 0).into_iter().for_each(&mut tell);
                    }
                }
                Role::Panel(touch) => touch.take(item, now).into_iter().for_each(|finger| {
                    fingers(finger, grabbed).into_iter().for_each(&mut tell);
                }),
            }
        });
        if read == Ok(()) && lost {
            tracing::warn!(device = used.name, "an input device was too fast: records were lost");
            let slot = used.node.slot();
            if let Role::Panel(touch) = &mut used.role {
                touch.resume(slot);
            }
            let full = used.full();
            full.into_iter().flat_map(|full| jacks.set(Plug::Node(number), full)).for_each(&mut tell);
        }
        if over {
            return Err(Over);
        }
        if read == Err(Gone) {
            self.gone(at)?;
        }
        Ok(read == Err(Gone))
    }

    /// Reads a reader that is no keyboard; whether it has gone.
    fn read_hid(&mut self, number: u64) -> Result<bool, Over> {
        let now = self.now();
        let Some(at) = self.hids.iter().position(|hid| hid.number == number) else { return Ok(false) };
        let (events, hid) = (&self.events, &mut self.hids[at]);
        let mut over = false;
        let read = hid.reader.read(now, |scan| over |= events.send(Event::Code(scan)).is_err());
        if over {
            return Err(Over);
        }
        if read.is_ok() {
            return Ok(false);
        }
        let mut hid = self.hids.remove(at);
        tracing::info!(device = hid.name, "an input device has gone");
        hid.reader.broken().map(Event::Code).into_iter().try_for_each(|event| self.tell(event))?;
        Ok(true)
    }

    /// Opens readers that are no keyboards.
    fn look_hid(&mut self) {
        if hidraw::wanted(&self.settings).next().is_none() {
            return;
        }
        let class = Path::new(hidraw::CLASS);
        let entries = std::fs::read_dir(class).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        for name in names {
            if self.hids.iter().any(|hid| hid.name == name) {
                continue;
            }
            let known = hidraw::known(class, &name, &self.settings).and_then(|reader| reader.reports);
            let Some(reports) = known else { continue };
            match HidReader::open(&Path::new(hidraw::NODES).join(&name), reports) {
                Ok(reader) => {
                    self.next += 1;
                    tracing::info!(device = name, kind = "reader", "an input device is in use");
                    self.hids.push(Hid { number: self.next, name, reader });
                }
                Err(error) => {
                    tracing::debug!(%error, device = name, "an input device cannot be used");
                    self.again = Some(self.now() + RETRY);
                }
            }
        }
    }

    /// A device has gone, and what it had begun with it.
    fn gone(&mut self, at: usize) -> Result<(), Over> {
        let mut used = self.used.remove(at);
        tracing::info!(device = used.name, "an input device has gone");
        match &mut used.role {
            Role::Reader(typed) => {
                typed.gone().map(Event::Code).into_iter().try_for_each(|event| self.tell(event))?
            }
            Role::Panel(touch) => {
                touch.begin().into_iter().try_for_each(|finger| self.tell(Event::Finger(finger)))?;
            }
            Role::Keypad(_) | Role::Jack => {}
        }
        for event in self.jacks.set(Plug::Node(used.number), false) {
            self.tell(event)?;
        }
        Ok(())
    }

    /// Ends the scans to which nothing more has come, and the gestures that only time ends.
    fn timers(&mut self) -> Result<(), Over> {
        let now = self.now();
        let mut events = Vec::new();
        for used in &mut self.used {
            match &mut used.role {
                Role::Reader(typed) => events.extend(typed.tick(now).map(Event::Code)),
                Role::Panel(touch) => {
                    let grabbed = used.grabbed;
                    events.extend(touch.tick(now).into_iter().filter_map(|finger| fingers(finger, grabbed)));
                }
                Role::Keypad(_) | Role::Jack => {}
            }
        }
        events.extend(self.hids.iter_mut().filter_map(|hid| hid.reader.tick(now).map(Event::Code)));
        events.into_iter().try_for_each(|event| self.tell(event))
    }

    /// Opens what is new, and tells what is there and what is not.
    fn look(&mut self, first: bool) -> Result<(), Over> {
        let entries = std::fs::read_dir(&self.settings.folder);
        let names =
            entries.into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.starts_with("event")).collect();
        names.sort();
        for name in names {
            let known = self.foreign.contains(&name) || self.used.iter().any(|used| used.name == name);
            if !known {
                self.try_open(name)?;
            }
        }
        self.look_hid();
        self.sound(first)?;
        self.presence()
    }

    fn try_open(&mut self, name: String) -> Result<(), Over> {
        match role::open(&self.settings, &self.settings.folder.join(&name)) {
            Ok(Some((node, role))) => {
                self.next += 1;
                let number = self.next;
                tracing::info!(device = name, kind = role.name(), "an input device is in use");
                let grabbed = matches!(role, Role::Keypad(_) | Role::Reader(_));
                let used = Used { number, name, node, role, grabbed };
                let full = used.full() == Some(true);
                self.used.push(used);
                if let Some(event) = self.jacks.found(Plug::Node(number), full) {
                    self.tell(event)?;
                }
            }
            Ok(None) => {
                self.foreign.insert(name);
            }
            Err(error) => {
                // Not yet ours to open, held by someone else, or gone again.
                tracing::debug!(%error, device = name, "an input device cannot be used");
                self.again = Some(self.now() + RETRY);
            }
        }
        Ok(())
    }

    /// Headsets that are sound cards of their own.
    fn sound(&mut self, first: bool) -> Result<(), Over> {
        let cards = sound::cards(Path::new(SOUND), Path::new(SOUND_CLASS), &self.settings.headsets);
        let cards: BTreeSet<u32> = cards.into_iter().collect();
        let was = std::mem::replace(&mut self.cards, cards.clone());
        let mut events = Vec::new();
        for card in cards.symmetric_difference(&was) {
            let plug = Plug::Card(*card);
            match first {
                true => events.extend(self.jacks.found(plug, true)),
                false => events.extend(self.jacks.set(plug, cards.contains(card))),
            }
        }
        events.into_iter().try_for_each(|event| self.tell(event))
    }

    /// Tells of each kind of device whether there is one, when that has changed.
    fn presence(&mut self) -> Result<(), Over> {
        let now = role::present(&self.settings, &self.used, !self.hids.is_empty());
        let was = std::mem::replace(&mut self.told, now.clone());
        now.into_iter()
            .filter(|device| !was.contains(device))
            .try_for_each(|device| self.tell(Event::Device(device)))
    }

    /// Takes the touchscreens or gives them back, as the agent wants, as soon as no finger is there: the browser is
    /// not left with one that never goes.
    fn grab_panel(&mut self) {
        let wanted = self.control.grab.load(Ordering::Relaxed);
        let now = self.now();
        for used in self.used.iter_mut().filter(|used| used.grabbed != wanted) {
            let Role::Panel(touch) = &mut used.role else { continue };
            if !touch.is_free() {
                continue;
            }
            match used.node.grab(wanted) {
                Ok(()) => {
                    used.grabbed = wanted;
                    touch.begin();
                }
                Err(error) => {
                    tracing::warn!(%error, device = used.name, "a touchscreen cannot be taken");
                    self.again = Some(now + RETRY);
                }
            }
        }
    }
}

/// What fingers on a panel mean: to who touches it directly only that they want it otherwise.
fn fingers(finger: Finger, grabbed: bool) -> Option<Event> {
    (grabbed || finger == Finger::Swap).then_some(Event::Finger(finger))
}

//! The driver of chip readers: one thread that waits for what pcscd tells, and tells it as events.
//!
//! It watches every reader there is, since many devices show themselves as two (contacts and antenna).
//!
//! **Invariant**: whatever goes (card, reader, pcscd) is an event; when it comes back it is found without a restart.
//! **Invariant**: each card that goes in is told once, until it is pulled; one that goes in just while pcscd is replaced too.
//! **Invariant**: no card is waited for longer than [`LIMIT`]: then it is told as one that hangs, and another pcscd is asked for,
//! with which the thread that waits for the old one ends, and what that had in memory, a PIN perhaps, is wiped.
//! **Invariant**: pcscd keeps what it has carried (`tests/kiosk/left_behind/keypad.rs` found a fiscal code in its memory long
//! after the card), so another one is asked for at the start, and once a card has gone; who is there hears nothing of it.

use std::{
    collections::BTreeMap,
    ffi::{CStr, CString},
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use pcsc::{Context, Disposition, Error, MAX_BUFFER_SIZE, Protocols, ReaderState, Scope, ShareMode, State};
use zeroize::{Zeroize, Zeroizing};

use super::{Gone, LIMIT, Transmit, pin, read, today};
use crate::{
    agent::command::CardOrder,
    event::{Card, CardPin, Event},
};

/// How long to wait for a change before the readers are listed anew: pcscd tells of a new reader only while it is
/// being asked, so one that comes between two questions is found by this.
const PERIOD: Duration = Duration::from_secs(1);
/// How long after a failure pcscd is tried again.
const RETRY: Duration = Duration::from_millis(250);
/// How long a silent or torn card may still be on its way in or out: more than the 0.4 s between two looks of pcscd.
const SETTLE: Duration = Duration::from_secs(1);
/// How long a reader is empty before another pcscd is asked for: who turns a card round, or looks for another one, has it
/// in again sooner.
const EMPTY: Duration = Duration::from_secs(10);
/// How long pcscd, or its reader, may be away from who waits at an empty reader before that is told: more than it takes
/// to be replaced.
const AWAY: Duration = Duration::from_secs(3);
/// How long it may take to be asked for and to go, and as long again to come: until a card is read by the new one nothing is
/// told of one that goes, for it may have gone with the old one.
const RENEWS: Duration = Duration::from_secs(5);
/// How many conversations may hang at a time: if so many do, no other is begun.
const HANGING: usize = 4;
/// How often, this far apart, the thread is asked to end.
const CANCELS: usize = 100;
const CANCEL_EVERY: Duration = Duration::from_millis(20);

/// The readers of this machine, watched until it is dropped.
#[must_use = "it reads as long as it is kept"]
pub struct Reader {
    /// Nothing is ever sent: that it goes is the sign to end.
    stop: Option<Sender<()>>,
    /// Likewise from the thread: that it goes means the thread has ended.
    ended: Receiver<()>,
    /// The context the thread waits in, to be cancelled.
    context: Shared,
    thread: Option<JoinHandle<()>>,
}

type Shared = Arc<Mutex<Option<Context>>>;

/// How another pcscd is asked for.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// The file that is written then: whoever may replaces pcscd, and removes it (`system/sportello-kiosk-cards.path`).
    pub over: PathBuf,
    /// How long no card has been in.
    pub after: Duration,
    /// Somebody has found that a card hangs: then it is asked for at once.
    pub hangs: Arc<AtomicBool>,
}

impl Renewal {
    /// By this file, where it hurts nobody any more.
    #[must_use]
    pub fn by(over: PathBuf) -> Self {
        Self { over, after: EMPTY, hangs: Arc::default() }
    }
}

impl Reader {
    /// Starts to watch, and sends [`Event::Card`]: first whether there is a reader and a card, then what changes.
    ///
    /// When a card has gone it asks for another pcscd, if it is told how; and sends [`Event::Renewed`] when the next card
    /// finds that this has not been done, or is done again.
    pub fn start(events: Sender<Event>, renewal: Option<Renewal>) -> Self {
        Self::start_within(LIMIT, events, renewal)
    }

    /// The same, which waits for a card no longer than this.
    pub fn start_within(limit: Duration, events: Sender<Event>, renewal: Option<Renewal>) -> Self {
        let (stop, stopped) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let context = Shared::default();
        let mut watch = Watch {
            events,
            stopped,
            context: Arc::clone(&context),
            renewal,
            limit,
            last: None,
            held: None,
            told: BTreeMap::new(),
            away: None,
            carried: true,
            empty: None,
            asked: None,
            gone: false,
            renewed: true,
        };
        let thread = thread::Builder::new().name("card".to_owned()).spawn(move || {
            watch.run();
            drop(end);
        });
        // A machine that has no room for a thread has no reader either; the agent shows it as one without.
        Self { stop: Some(stop), ended, context, thread: thread.ok() }
    }
}

impl Drop for Reader {
    /// Ends the thread; one that is stuck in a driver for over two seconds is left to itself.
    fn drop(&mut self) {
        drop(self.stop.take());
        for _ in 0..CANCELS {
            // A cancel that comes just before the thread waits is lost, so it is repeated.
            if let Some(context) = &*self.context.lock().unwrap_or_else(PoisonError::into_inner) {
                context.cancel().ok();
            }
            if self.ended.recv_timeout(CANCEL_EVERY) == Err(RecvTimeoutError::Disconnected) {
                self.thread.take().map(JoinHandle::join);
                return;
            }
        }
    }
}

/// Why watching ended.
enum End {
    /// Nobody listens any more.
    Over,
    /// pcscd failed or has gone.
    Daemon,
}

impl From<Error> for End {
    fn from(_: Error) -> Self {
        Self::Daemon
    }
}

/// What the thread knows.
struct Watch {
    events: Sender<Event>,
    stopped: Receiver<()>,
    context: Shared,
    /// What was told last.
    last: Option<Card>,
    /// That the card of which this was has gone, while it may have gone with the old pcscd.
    held: Option<Card>,
    /// The readers whose card was told, and the count of insertions and removals at that time.
    told: BTreeMap<CString, u32>,
    renewal: Option<Renewal>,
    /// How long a card may take.
    limit: Duration,
    /// Since when pcscd or every reader has been missed.
    away: Option<Instant>,
    /// Whether this pcscd may have carried anything of a card: the one that is there at the start may have.
    carried: bool,
    /// Since when no card has been in, once it has.
    empty: Option<Instant>,
    /// When another one was asked for, or the old one went thereafter; `None` once it is there.
    asked: Option<Instant>,
    /// The old one has gone.
    gone: bool,
    /// Whether that was done, as far as was seen.
    renewed: bool,
}

impl Watch {
    fn run(&mut self) {
        while let Err(End::Daemon) = self.watch() {
            self.told.clear();
            if self.renews() && !std::mem::replace(&mut self.gone, true) {
                self.asked = Some(Instant::now());
            }
            if self.misses().is_err() || self.stopped.recv_timeout(RETRY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }

    /// Watches through one context: when pcscd dies, its contexts die with it.
    fn watch(&mut self) -> Result<(), End> {
        let context = Context::establish(Scope::User)?;
        *self.context.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.clone());
        let mut states = vec![ReaderState::new(pcsc::PNP_NOTIFICATION(), State::UNAWARE)];
        let ended = loop {
            if let Err(end) = self.turn(&context, &mut states) {
                break end;
            }
        };
        *self.context.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Err(ended)
    }

    /// Waits for one change and tells it. The first state is that of the list of readers.
    fn turn(&mut self, context: &Context, states: &mut Vec<ReaderState>) -> Result<(), End> {
        self.list(context, states)?;
        if self.gone && states.len() > 1 && !self.has_card() {
            self.asked = None;
        }
        self.held_back(states.len() > 1)?;
        if states.len() == 1 {
            self.misses()?;
        } else {
            self.away = None;
        }
        self.renew()?;
        if self.stopped.try_recv() == Err(TryRecvError::Disconnected) {
            return Err(End::Over);
        }
        match context.get_status_change(PERIOD, states) {
            Ok(()) => self.look(context, states),
            // A reader has gone since it was listed, or somebody wants the thread to end: both are seen next turn.
            Err(Error::Timeout | Error::Cancelled | Error::UnknownReader) => Ok(()),
            Err(_) => Err(End::Daemon),
        }
    }

    /// Tells that there is no reader; to who waits at an empty one, once it is more than a change of pcscd.
    fn misses(&mut self) -> Result<(), End> {
        let away = self.away.get_or_insert_with(Instant::now).elapsed();
        if self.last == Some(Card::Empty) && away < AWAY { Ok(()) } else { self.tell(Card::NoReader) }
    }

    /// Asks for another pcscd once a card that this one may have carried anything of has gone.
    fn renew(&mut self) -> Result<(), End> {
        let Some(Renewal { after, hangs, .. }) = &self.renewal else { return Ok(()) };
        if hangs.swap(false, Ordering::Relaxed) {
            return self.ask_for_another();
        }
        if !self.carried || !self.told.is_empty() || self.renews() {
            self.empty = None;
        } else if self.empty.get_or_insert_with(Instant::now).elapsed() >= *after {
            (self.carried, self.empty) = (false, None);
            return self.ask_for_another();
        }
        Ok(())
    }

    fn ask_for_another(&mut self) -> Result<(), End> {
        let Some(Renewal { over, .. }) = &self.renewal else { return Ok(()) };
        (self.asked, self.gone) = (Some(Instant::now()), false);
        if let Err(error) = fs::write(over, "") {
            tracing::warn!(%error, "another pcscd could not be asked for");
            return self.renewed(false);
        }
        Ok(())
    }

    /// What was told last is of a card that is in.
    fn has_card(&self) -> bool {
        !matches!(self.last, None | Some(Card::NoReader | Card::Empty | Card::Torn))
    }

    /// Another pcscd was asked for a moment ago, and may be taking the place of the old one.
    fn renews(&self) -> bool {
        self.asked.is_some_and(|asked| asked.elapsed() < RENEWS)
    }

    /// Tells whether another pcscd came when one was asked for, where that has changed.
    fn renewed(&mut self, renewed: bool) -> Result<(), End> {
        if std::mem::replace(&mut self.renewed, renewed) == renewed {
            return Ok(());
        }
        self.events.send(Event::Renewed(renewed)).map_err(|_| End::Over)
    }

    /// Tells of a card that has gone while pcscd may have been replaced, and has not come back by now.
    fn held_back(&mut self, readers: bool) -> Result<(), End> {
        if self.renews() {
            return Ok(());
        }
        if matches!(self.last, Some(Card::Read(_))) {
            // Whose card it is, is not remembered here longer than it may have to be compared.
            self.last = Some(Card::Reading);
        }
        let Some(held) = self.held.take() else { return Ok(()) };
        if held == Card::Torn {
            self.tell(held)?;
        }
        if readers && self.told.is_empty() { self.tell(Card::Empty) } else { Ok(()) }
    }

    /// Forgets readers that have gone and adds those that came.
    fn list(&mut self, context: &Context, states: &mut Vec<ReaderState>) -> Result<(), End> {
        let names = match context.list_readers_owned() {
            Ok(names) => names,
            // One came while they were listed.
            Err(Error::InsufficientBuffer) => return Ok(()),
            Err(_) => return Err(End::Daemon),
        };
        let is_there = |name: &CStr| names.iter().any(|there| there.as_c_str() == name);
        states.retain(|state| state.name() == pcsc::PNP_NOTIFICATION() || is_there(state.name()));
        self.told.retain(|name, _| is_there(name));
        for name in &names {
            if !states.iter().any(|state| state.name() == name.as_c_str()) {
                states.push(ReaderState::new(name.clone(), State::UNAWARE));
            }
        }
        Ok(())
    }

    /// Tells what has changed in each reader.
    fn look(&mut self, context: &Context, states: &mut [ReaderState]) -> Result<(), End> {
        for state in states.iter_mut() {
            let name = state.name().to_owned();
            if state.name() == pcsc::PNP_NOTIFICATION() {
                // Its change is the list's.
            } else if !state.event_state().contains(State::PRESENT) {
                self.told.remove(&name);
            } else if self.told.get(&name) != Some(&state.event_count()) {
                if self.told.remove(&name).is_some() {
                    // Out and in again between two looks: to the agent as if it had seen both.
                    self.tell(Card::Empty)?;
                }
                if self.card_in(context, state)? {
                    self.told.insert(name, state.event_count());
                }
            }
            state.sync_current_state();
        }
        if states.len() > 1 && self.told.is_empty() { self.tell(Card::Empty) } else { Ok(()) }
    }

    /// A card went in. Whether it was told; one that is not in yet, or out already, is looked at again.
    fn card_in(&mut self, context: &Context, state: &ReaderState) -> Result<bool, End> {
        if state.event_state().contains(State::MUTE) || state.atr().is_empty() {
            if has_changed(context, state)? {
                return Ok(false);
            }
            self.tell(Card::Mute)?;
            return Ok(true);
        }
        self.tell(Card::Reading)?;
        self.carried = true;
        if let Some(renewal) = self.renewal.as_ref().filter(|_| !self.renews()) {
            let done = !renewal.over.exists();
            self.renewed(done)?;
        }
        let card = match read_once(state, self.limit, Afresh::No) {
            // It has not been pulled: another program has reset it, or a contact was bad for a moment.
            Card::Torn if !has_changed(context, state)? => read_once(state, self.limit, Afresh::Yes),
            // Of a card that has just left, pcscd says for a moment that it is there and silent.
            Card::Mute if has_changed(context, state)? => Card::Torn,
            card => card,
        };
        let there = self.gone && card != Card::Torn;
        // Once for a card: one that hangs at the next pcscd too will do so at the one after it.
        let hangs = card == Card::Stuck && self.last != Some(Card::Stuck);
        self.tell(card)?;
        if hangs {
            self.ask_for_another()?;
            return Ok(true);
        }
        if there {
            self.asked = None;
        }
        Ok(true)
    }

    /// Sends an event, unless it says again that there is nothing, or a card only goes from one pcscd to the next.
    fn tell(&mut self, card: Card) -> Result<(), End> {
        let again = self.last.as_ref() == Some(&card);
        let moves = self.renews() && self.has_card();
        match card {
            Card::NoReader | Card::Empty | Card::Stuck if again => return Ok(()),
            Card::NoReader | Card::Empty | Card::Torn if moves => {
                self.held.get_or_insert(card);
                return Ok(());
            }
            Card::Reading if moves => return Ok(()),
            _ if moves && again => {
                self.held = None;
                return Ok(());
            }
            _ => {}
        }
        (self.last, self.held) = (Some(card.clone()), None);
        self.events.send(Event::Card(card)).map_err(|_| End::Over)
    }
}

/// Whether a silent or torn card goes within the time that pcscd may take to notice.
///
/// One that was in for less than half a second can show as silent and still there.
fn has_changed(context: &Context, state: &ReaderState) -> Result<bool, End> {
    if !is_still_in(context, state) {
        return Ok(true);
    }
    let mut again = [ReaderState::new(state.name(), State::UNAWARE)];
    context.get_status_change(Duration::ZERO, &mut again).ok();
    again[0].sync_current_state();
    match context.get_status_change(SETTLE, &mut again) {
        Err(Error::Timeout) => Ok(false),
        Ok(()) | Err(Error::Cancelled | Error::UnknownReader) => Ok(true),
        Err(_) => Err(End::Daemon),
    }
}

/// Whether the same card is still in the reader.
fn is_still_in(context: &Context, state: &ReaderState) -> bool {
    let mut again = [ReaderState::new(state.name(), State::UNAWARE)];
    context.get_status_change(Duration::ZERO, &mut again).is_ok()
        && again[0].event_state().contains(State::PRESENT)
        && again[0].event_count() == state.event_count()
}

/// Whether a card is to be reset before it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Afresh {
    Yes,
    No,
}

/// What comes of a conversation with a card; `None` if it takes too long. It then goes on by itself until pcscd lets go of
/// it, and nobody hears what came of it.
fn within<T: Send + 'static>(limit: Duration, talk: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
    struct One;
    impl Drop for One {
        fn drop(&mut self) {
            UNDER_WAY.fetch_sub(1, Ordering::Relaxed);
        }
    }
    let others = UNDER_WAY.fetch_add(1, Ordering::Relaxed);
    let one = One;
    if others >= HANGING {
        return None;
    }
    let (told, tells) = mpsc::channel();
    let talks = thread::Builder::new().name("card-talk".to_owned()).spawn(move || {
        let one = one;
        drop(told.send(talk()));
        drop(one);
    });
    talks.ok().and_then(|_| tells.recv_timeout(limit).ok())
}

/// Connects to the card, reads it and lets it go.
fn read_once(state: &ReaderState, limit: Duration, afresh: Afresh) -> Card {
    let (name, answer_to_reset) = (state.name().to_owned(), state.atr().to_vec());
    within(limit, move || read_card(&name, &answer_to_reset, afresh)).unwrap_or(Card::Stuck)
}

fn read_card(name: &CStr, answer_to_reset: &[u8], afresh: Afresh) -> Card {
    // Its own: whoever waits in the other must not wait for this card.
    let Ok(context) = Context::establish(Scope::User) else { return Card::Torn };
    let protocols = Protocols::T0 | Protocols::T1;
    let connected = context.connect(name, ShareMode::Shared, protocols).and_then(|mut card| match afresh {
        Afresh::Yes => card.reconnect(ShareMode::Shared, protocols, Disposition::ResetCard).map(|()| card),
        Afresh::No => Ok(card),
    });
    let mut card = match connected {
        Ok(card) => card,
        Err(Error::UnresponsiveCard | Error::UnsupportedCard | Error::ProtoMismatch) => return Card::Mute,
        Err(_) => return Card::Torn,
    };
    // Within a transaction no other program can choose another file meanwhile.
    let told = match card.transaction() {
        Ok(transaction) => {
            let buffer = Zeroizing::new([0; MAX_BUFFER_SIZE]);
            read(&mut Link { card: &transaction, buffer }, answer_to_reset, today())
        }
        Err(_) => Card::Torn,
    };
    // Never with a reset: pcscd takes a card that was pulled before it as gone, and then does not see the next one
    // that comes before it looks again.
    card.disconnect(Disposition::LeaveCard).ok();
    told
}

/// Asks the card in the reader for its PIN and signature, beside the thread that watches.
#[derive(Debug)]
pub struct Pad {
    events: Sender<Event>,
    limit: Duration,
    /// What is told that a card hangs.
    hangs: Arc<AtomicBool>,
}

impl Pad {
    /// Its answers are events.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events, limit: LIMIT, hangs: Arc::default() }
    }

    /// The same, by which another pcscd is asked for when a card hangs.
    #[must_use]
    pub fn asking(self, renewal: &Renewal) -> Self {
        Self { hangs: Arc::clone(&renewal.hangs), ..self }
    }

    /// The same, which waits for a card no longer than this.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }
}

impl crate::run::Pad for Pad {
    fn ask(&mut self, order: CardOrder) {
        let (events, limit, hangs) = (self.events.clone(), self.limit, Arc::clone(&self.hangs));
        let asked = thread::Builder::new().name("card-pin".to_owned()).spawn(move || {
            let told = within(limit, move || ask_card(&order)).unwrap_or_else(|| {
                hangs.store(true, Ordering::Relaxed);
                CardPin::Stuck
            });
            // The agent outlives nobody: if it has gone, so will this process.
            events.send(Event::CardPin(told)).ok();
        });
        if asked.is_err() {
            self.events.send(Event::CardPin(CardPin::Torn)).ok();
        }
    }
}

/// Asks the first card that answers, alone: nobody else may choose a file or use its PIN meanwhile.
fn ask_card(order: &CardOrder) -> CardPin {
    let Ok(context) = Context::establish(Scope::User) else { return CardPin::Torn };
    for name in context.list_readers_owned().unwrap_or_default() {
        let mut state = [ReaderState::new(name.clone(), State::UNAWARE)];
        context.get_status_change(Duration::ZERO, &mut state).ok();
        let Ok(mut card) = context.connect(&name, ShareMode::Shared, Protocols::T0 | Protocols::T1) else {
            continue;
        };
        let told = match card.transaction() {
            Ok(transaction) => {
                let buffer = Zeroizing::new([0; MAX_BUFFER_SIZE]);
                let mut link = Link { card: &transaction, buffer };
                match order {
                    CardOrder::Look => pin::tries(&mut link),
                    CardOrder::Sign { pin, challenge } => pin::sign(&mut link, pin, challenge),
                }
            }
            Err(_) => CardPin::Torn,
        };
        // A card that was given its PIN forgets it; one that only told its tries has nothing to forget, nor has one
        // that was pulled, which must not be reset: see `read_once`.
        let pulled = told == CardPin::Torn && has_changed(&context, &state[0]).unwrap_or(true);
        let leave = match order {
            CardOrder::Sign { .. } if !pulled => Disposition::ResetCard,
            CardOrder::Look | CardOrder::Sign { .. } => Disposition::LeaveCard,
        };
        card.disconnect(leave).ok();
        return told;
    }
    CardPin::Torn
}

/// A card behind pcscd.
struct Link<'a> {
    card: &'a pcsc::Card,
    buffer: Zeroizing<[u8; MAX_BUFFER_SIZE]>,
}

impl Transmit for Link<'_> {
    fn transmit(&mut self, apdu: &[u8]) -> Result<Vec<u8>, Gone> {
        let answer = self.card.transmit(apdu, &mut self.buffer[..]).map(<[u8]>::to_vec).map_err(|_| Gone);
        self.buffer.zeroize();
        answer
    }
}

//! The Page under the fingers: a session of a braille display, for who neither sees nor hears.
//!
//! What the cursor stands on is one line, written and not spoken, cut at words into windows as wide as the display. A
//! sentence in between stands there until a key is pressed. Whoever reads so needs no voice, and the screen is left alone.
//!
//! **Invariant**: the display shows what is here, or nobody's words: at the end nothing of a session stays in it.
//! **Invariant**: a secret is a count, never its signs.
//! **Invariant**: every sign of a line is in exactly one window, but for the blanks where it is cut.

use a11y::speech::{self, Command as Said, Heard, Kind, Reading};
use a11y::text::{Lang, Text};
use zeroize::Zeroizing;

use super::command::{Command, Line};
use super::session::{Own, Place};
use super::{State, begin, booth, in_service, keys, listen, listener, ring, signs, typing, words};
use crate::event::{Braille, BrailleKey, Key};

/// The display, whoever is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Display {
    /// How many cells it has; `None` while there is none.
    cells: Option<u16>,
    /// What is read, of which a window is shown, and where on the page it stands.
    read: Option<(usize, Zeroizing<String>)>,
    window: usize,
    /// What stands on it.
    shown: Option<Line>,
}

impl Display {
    /// A display is there.
    pub(super) fn there(&self) -> bool {
        self.cells.is_some()
    }
}

/// How a session uses the display.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reader {
    /// Someone reads by it.
    on: bool,
    /// It has been told how the keys are used.
    pub(super) taught: bool,
    /// The last key typed a sign: the key that selects then means "done".
    types: bool,
}

/// Whether someone reads by a display that is there.
pub(super) fn reads(state: &State) -> bool {
    state.session.reader.on && state.braille.there()
}

/// Whether the display by which someone began to read has gone.
pub(super) fn lost(state: &State) -> bool {
    state.session.reader.on && !state.braille.there()
}

/// The display told something.
pub(super) fn told(state: &mut State, told: Braille, out: &mut Vec<Command>) {
    match told {
        Braille::Attached(cells) => attached(state, cells),
        Braille::Gone => gone(state),
        Braille::Key(pressed) => key(state, pressed, out),
    }
}

/// A display that comes begins a session, or goes on with the one it left; one that was there before anybody came does not.
fn attached(state: &mut State, cells: u16) {
    let before = state.now < state.setup.settles;
    let same = state.braille.cells == Some(cells);
    state.braille = Display { cells: Some(cells.max(1)), ..Display::default() };
    if same || before || !in_service(state) {
        return;
    }
    if state.session.reader.on {
        // It came back in time.
        (state.session.unplugged, state.session.curtain) = (None, state.session.drawn);
        state.session.bared = false;
        begin(state);
        state.session.caption = Some(listen::in_page(state));
    } else {
        start(state);
    }
}

/// Someone begins to read.
fn start(state: &mut State) {
    begin(state);
    listener::greet(state);
    state.session.reader.on = true;
    state.session.caption = super::card::left(state).or(state.session.caption.take());
    // The languages are offered before anything is said in one.
    let view = &mut state.session.view;
    if view.own == Some(Own::Languages) {
        view.at = view.heard.iter().position(|heard| heard.kind == Kind::Link).unwrap_or(0);
    } else {
        teach(state);
    }
}

/// How the keys are used, once, to who reads and does not listen; then what else there is to say.
pub(super) fn teach(state: &mut State) {
    if !reads(state) || state.session.listening.is_some() {
        return;
    }
    if !std::mem::replace(&mut state.session.reader.taught, true) {
        let said = state.session.caption.take();
        state.session.caption =
            [words::braille_keys(state.lang())].into_iter().chain(said).reduce(Text::then);
    }
}

/// As with headphones: a page that is someone's is covered, and ends soon if the display stays away.
fn gone(state: &mut State) {
    state.braille = Display::default();
    if state.session.reader.on && !state.session.private() && state.session.view.page.private {
        state.session.curtain = true;
        state.session.unplugged = Some(state.now);
    }
}

fn key(state: &mut State, key: BrailleKey, out: &mut Vec<Command>) {
    if !in_service(state) || !state.braille.there() {
        return;
    }
    if !state.session.reader.on {
        // The last words stand there still.
        if key == BrailleKey::End && super::just_ended(state) {
            return;
        }
        return start(state);
    }
    if state.session.warned.is_some() {
        begin(state);
        return listen::read_here(state, false, out);
    }
    begin(state);
    let typed = std::mem::replace(&mut state.session.reader.types, matches!(key, BrailleKey::Sign(_)));
    if let BrailleKey::Left | BrailleKey::Right | BrailleKey::LineStart | BrailleKey::LineEnd = key {
        return pan(state, key, out);
    }
    // Who goes on has read what was told.
    let told = state.session.caption.take().is_some();
    match key {
        BrailleKey::Next => keys::key(state, Key::Next, out),
        BrailleKey::Previous => keys::key(state, Key::Previous, out),
        BrailleKey::Top | BrailleKey::Bottom => {
            let view = &mut state.session.view;
            view.at =
                if key == BrailleKey::Top { 0 } else { view.of_page.min(view.heard.len().saturating_sub(1)) };
            (state.session.ring, state.session.keyboard) = (None, None);
            listen::read_here(state, false, out);
        }
        // A key above the cells of a sentence in between means that it has been read.
        BrailleKey::Route(_) if told => listen::read_here(state, false, out),
        // Who has typed and goes on does not want a ring of signs.
        BrailleKey::Select if typed && state.session.view.box_here().is_some() => {
            keys::key(state, Key::Next, out);
        }
        BrailleKey::Select | BrailleKey::Route(_) => keys::key(state, Key::Select, out),
        BrailleKey::Back => keys::key(state, Key::Back, out),
        BrailleKey::Erase => drop(typing::erase_here(state, out)),
        BrailleKey::End => keys::key(state, Key::End, out),
        BrailleKey::Help => {
            // In a box 7 is a sign: after help it calls the staff there, too.
            state.session.helped = Some(state.now);
            let said = words::braille_keys(state.lang());
            listen::announce(state, said, false, out);
        }
        BrailleKey::Where => {
            let said = listen::place(state);
            listen::announce(state, said, false, out);
        }
        BrailleKey::Sign(sign) => sign_key(state, sign, out),
        BrailleKey::Left | BrailleKey::Right | BrailleKey::LineStart | BrailleKey::LineEnd => {}
    }
}

/// A sign goes into the box; where there is none, digits do what the keypad's do.
fn sign_key(state: &mut State, sign: char, out: &mut Vec<Command>) {
    let somewhere = state.session.ring.is_some() || state.session.view.box_here().is_some();
    let helped = super::help::asked_for(state);
    match sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
        Some(7) if helped => keys::call_staff(state, out),
        Some(digit) if !somewhere => keys::key(state, Key::Digit(digit), out),
        _ => typing::character(state, sign, out),
    }
}

/// Other cells of the same line; past its ends the next thing, or the one before, from its end.
fn pan(state: &mut State, key: BrailleKey, out: &mut Vec<Command>) {
    let count = windows(state).len();
    let (last, at) = (count.saturating_sub(1), state.braille.window);
    match key {
        BrailleKey::LineStart => state.braille.window = 0,
        BrailleKey::LineEnd => state.braille.window = last,
        BrailleKey::Left if at > 0 => state.braille.window = at - 1,
        BrailleKey::Right if at < last => state.braille.window = at + 1,
        BrailleKey::Right if state.session.caption.take().is_some() => listen::read_here(state, false, out),
        _ if state.session.ring.is_some() || state.session.caption.is_some() => {}
        BrailleKey::Right => keys::key(state, Key::Next, out),
        _ if state.session.view.at == 0 => {}
        _ => {
            keys::key(state, Key::Previous, out);
            settle(state);
            state.braille.window = windows(state).len().saturating_sub(1);
        }
    }
}

/// Shows what is to be read, if it is other than before.
pub(super) fn refresh(state: &mut State, out: &mut Vec<Command>) {
    if !state.braille.there() {
        return;
    }
    let cursor = settle(state);
    let windows = windows(state);
    let window = windows.get(state.braille.window).cloned().unwrap_or_default();
    let cell = cursor.filter(|cursor| window.reaches(*cursor)).map(|cursor| cursor - window.from);
    let line = Line {
        lang: script(&window.text, state.lang()),
        cursor: cell.and_then(|cell| u16::try_from(cell).ok()),
        text: window.text.replace('\u{a0}', " "),
    };
    if state.braille.shown.as_ref() != Some(&line) {
        state.braille.shown = Some(line.clone());
        out.push(Command::Braille(line));
    }
}

/// What is read becomes what is here now: another thing from its first window, a box that is typed into at the cursor.
fn settle(state: &mut State) -> Option<usize> {
    let Thing { text, cursor } = here(state);
    let at = state.session.view.at;
    let typed = state.session.reader.types || state.session.ring.is_some();
    let before = state.braille.read.replace((at, Zeroizing::new(text)));
    if before != state.braille.read {
        let typed = cursor.filter(|_| typed || before.is_some_and(|(was, _)| was == at));
        let windows = windows(state);
        let there = typed.and_then(|cursor| windows.iter().position(|window| window.reaches(cursor)));
        state.braille.window = there.unwrap_or(0);
    }
    cursor
}

fn windows(state: &State) -> Vec<Window> {
    let text = state.braille.read.as_ref().map_or("", |(_, text)| text);
    cut(text, state.braille.cells.map_or(1, usize::from))
}

/// A line, and the sign that the cursor is before.
struct Thing {
    text: String,
    cursor: Option<usize>,
}

fn plain(text: String) -> Thing {
    Thing { text, cursor: None }
}

/// What is to be read: a warning, a sentence in between, or what the cursor stands on.
fn here(state: &State) -> Thing {
    let (lang, session) = (state.lang(), &state.session);
    if !session.reader.on || state.waits() || !in_service(state) {
        return plain(nobody(state));
    }
    if let Some(warned) = session.warned {
        // It changes seldom, or nobody could read it.
        let left = state.setup.warning.saturating_sub(state.now - warned).div_ceil(10_000) * 10;
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        return plain(sentence(lang, &words::idle(lang).then(words::idle_what(lang, left))));
    }
    if let Some(said) = &session.caption {
        return plain(sentence(lang, said));
    }
    let place = session.ring.as_ref().map(|ring| ring.place.clone()).or_else(|| session.view.box_here());
    let thing = thing(state, place.as_ref());
    match signs::stands_at(state) {
        Some(sign) => plain(format!("[{}] {}", sentence(lang, &sign), thing.text)),
        None => thing,
    }
}

/// While nobody reads: how the kiosk is, and how to begin.
fn nobody(state: &State) -> String {
    let lang = state.lang();
    let own = state.session.view.own;
    match &state.session.caption {
        Some(said) if state.waits() => sentence(lang, said),
        _ if matches!(own, Some(Own::Out | Own::Closed)) => {
            let view = &state.session.view;
            let all = speech::page_read(&view.page, &view.frame, Reading::Written);
            all.iter().map(|one| speech::written(script_of(&one.heard))).collect::<Vec<_>>().join(". ")
        }
        _ => sentence(lang, &words::braille_begin(lang)),
    }
}

/// What the cursor stands on, as it is written: with a mark for what can be chosen.
fn thing(state: &State, place: Option<&Place>) -> Thing {
    let view = &state.session.view;
    let all = match view.at.checked_sub(view.of_page) {
        Some(_) => ring::commands(view.page.lang, Reading::Written, booth::command(&view.page)),
        None => speech::page_read(&view.page, &view.frame, Reading::Written),
    };
    let nth = view.at.checked_sub(view.of_page).unwrap_or(view.at);
    let Some(utterance) = all.get(nth) else { return plain(String::new()) };
    let commands = script_of(&utterance.heard);
    let Some(place) = place else {
        let text = speech::written(commands);
        return plain(match utterance.kind {
            Kind::Button => format!("[{text}]"),
            Kind::Link => format!("> {text}"),
            Kind::Choice => format!("- {text}"),
            _ => text,
        });
    };
    // A box: its label and what stands in it, the cursor, the hint.
    let hint = Said::Mark(a11y::ids::hint(&place.name));
    let until = commands.iter().position(|command| *command == hint).unwrap_or(commands.len());
    let (before, after) = commands.split_at(until);
    let mut text = speech::written(before);
    if let Some((count, of)) = typing::secret_count(state, place) {
        let of = of.map_or(String::new(), |of| format!("/{of}"));
        text = format!("{text} {count}{of}");
    }
    let cursor = text.chars().count();
    let hint = speech::written(after);
    // The cursor has a cell of its own, tied to what was typed.
    text.push('\u{a0}');
    Thing { text: if hint.is_empty() { text } else { format!("{text} {hint}") }, cursor: Some(cursor) }
}

fn sentence(lang: Lang, text: &Text) -> String {
    speech::written(script_of(&speech::announce(lang, text, Reading::Written)))
}

fn script_of(heard: &Heard) -> &[Said] {
    match heard {
        Heard::Public(public) => public.commands(),
        Heard::Private(private) => private.commands(),
    }
}

/// By whose braille cells are written: Arabic letters by the Arabic, Latin ones on an Arabic page by the Italian.
fn script(text: &str, lang: Lang) -> Lang {
    let arabic = text.chars().any(|sign| matches!(sign, '\u{600}'..='\u{6ff}'));
    let latin = text.chars().any(char::is_alphabetic);
    match lang {
        _ if arabic => Lang::Ar,
        Lang::Ar if latin => Lang::It,
        lang => lang,
    }
}

/// Some cells of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// The sign of the line that it begins with.
    pub(super) from: usize,
    pub(super) text: String,
}

impl Window {
    /// Whether the sign at this place of the line is in it.
    fn reaches(&self, place: usize) -> bool {
        (self.from..self.from + self.text.chars().count()).contains(&place)
    }
}

/// Cuts a line into windows of at most so many cells: between words, and within one only where it is wider than all.
pub(super) fn cut(line: &str, cells: usize) -> Vec<Window> {
    let signs: Vec<char> = line.chars().collect();
    let cells = cells.max(1);
    let mut windows = Vec::new();
    let mut from = signs.iter().take_while(|sign| **sign == ' ').count();
    while from < signs.len() {
        let most = (from + cells).min(signs.len());
        // A blank just after the last cell is where a word ends too.
        let blank = (from + 1..=most).rev().find(|at| signs.get(*at).is_none_or(|sign| *sign == ' '));
        let until = blank.unwrap_or(most);
        windows.push(Window { from, text: signs.iter().take(until).skip(from).collect() });
        from = until;
        while signs.get(from) == Some(&' ') {
            from += 1;
        }
    }
    if windows.is_empty() {
        windows.push(Window::default());
    }
    windows
}

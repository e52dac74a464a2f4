//! Every service of the portal is there at the kiosk: each of its pages, in every state and language, as the portal sends it,
//! goes through the agent. By touch it is seen and each thing that does something can be touched; by headphones and keypad it is
//! heard from the first thing to the last, each question is answered and sent, and each way on is gone; in the hall nothing of
//! anybody is heard, nor seen while they listen; by a braille display of 20 or of 40 cells every word of it is read.

use std::collections::{BTreeMap, BTreeSet};

use a11y::act::{self, Act};
use a11y::ids;
use a11y::page::{Envelope, Frame, Input, Method, Page, Question, Send, Target};
use a11y::speech::{self, Command as Said, Heard, Reading, Utterance};
use a11y::text::Lang;
use sportello_kiosk::agent::command::{Aloud, CardOrder, Command, Picture, Request, Speech};
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::event::{
    Braille, BrailleKey, Card, CardPin, Control, Event, Key, Millis, Paper, PaperState, Portal, Signed,
    Touch, Voice,
};

use crate::pages::pages;
use crate::world::{holder, words};

/// The letters of each key, as on a telephone, then the digit.
const KEYS: [&str; 10] =
    [" 0", "'.,-/@1", "abcàá2", "defèé3", "ghiì4", "jkl5", "mnoòó6", "pqrs7", "tuvùú8", "wxyz9"];

/// The same in Arabic, as far as it is typed here.
const ARABIC: [&str; 10] = ["", "", "بتةث", "اأإآءؤئ", "سشصض", "دذرز", "جحخ", "نهويى", "فقكلم", "طظعغ"];

/// Longer than a key may still change its letter.
const PAUSE: Millis = 1_500;

/// Citizens of the examples, who are in the hall for nobody.
const PEOPLE: [&str; 5] = ["Rinaldi", "Mariani", "Noemi", "Enrico", "Rosa Esempio"];

/// A kiosk, and what followed from what happened last.
#[derive(Clone)]
struct Kiosk {
    state: Option<State>,
    now: Millis,
    out: Vec<Command>,
    /// The number of what the portal was asked first.
    first: u64,
}

impl Kiosk {
    /// Somebody came, and chose this language, the only one: each of these follows when there is nothing more to hear.
    fn asked(lang: Lang, came: impl IntoIterator<Item = Event>) -> Kiosk {
        let setup = Setup { lang, languages: vec![lang], ..Setup::default() };
        let mut kiosk = Kiosk { state: Some(State::new(setup)), now: 0, out: Vec::new(), first: 0 };
        kiosk.does(Event::Paper(Paper::State(PaperState::Ready)));
        for event in came {
            kiosk.hears_out();
            kiosk.does(event);
        }
        kiosk.first = kiosk.request().expect("nothing was asked").id;
        kiosk
    }

    fn does(&mut self, event: Event) {
        let (state, out) = step(self.state.take().unwrap(), event);
        assert!(!state.picture().unwrap().page.title.is_empty(), "an empty screen");
        (self.state, self.out) = (Some(state), out);
    }

    fn key(&mut self, key: Key) {
        self.does(Event::Key(key));
    }

    /// The portal answers with this.
    fn gets(&mut self, id: u64, envelope: &Envelope) {
        self.does(Event::Portal(Portal::Page(id, Box::new(envelope.clone()))));
    }

    fn picture(&self) -> &Picture {
        self.state.as_ref().unwrap().picture().unwrap()
    }

    /// What has begun to be said.
    fn said(&self) -> Option<&Speech> {
        self.out.iter().rev().find_map(|command| match command {
            Command::Speak(speech) => Some(speech),
            _ => None,
        })
    }

    /// What has begun to be said, in words; nothing where there is no sound.
    fn words(&self) -> String {
        self.said().map_or(String::new(), |speech| words(speech.aloud.script()))
    }

    /// What the portal is asked.
    fn request(&self) -> Option<&Request> {
        self.out.iter().rev().find_map(|command| match command {
            Command::Ask(request) => Some(request),
            _ => None,
        })
    }

    /// What is being said comes to its end, and what follows it by itself too.
    fn hears_out(&mut self) -> Vec<Speech> {
        let mut all = Vec::new();
        while let Some(speech) = self.said().cloned() {
            self.does(Event::Voice(Voice::Ended(speech.id)));
            all.push(speech);
            assert!(all.len() < 5_000, "it never ends");
        }
        all
    }
}

/// Somebody who has just chosen their language, in each of the ways.
struct Doors {
    touch: Kiosk,
    ears: Kiosk,
    hall: Kiosk,
    /// By a display of so many cells.
    fingers: [(u16, Kiosk); 2],
}

impl Doors {
    fn of(lang: Lang) -> Doors {
        let choose = Event::Key(Key::Select);
        Doors {
            touch: Kiosk::asked(lang, [Event::Touch(Touch::Part(ids::block_id(&[0, 0])))]),
            ears: Kiosk::asked(lang, [Event::Jack(true), choose.clone()]),
            hall: Kiosk::asked(lang, [Event::Key(Key::Digit(5)), choose]),
            fingers: [20, 40].map(|cells| {
                let pressed = Event::Braille(Braille::Key(BrailleKey::Select));
                (cells, Kiosk::asked(lang, [Event::Braille(Braille::Attached(cells)), pressed]))
            }),
        }
    }
}

/// A page as the kiosk has it: what stands on it, and what is heard of it.
struct Sheet {
    page: Page,
    frame: Frame,
    stops: Vec<Utterance>,
    /// Somebody of the examples is named on the screen, once nothing is covered.
    names: bool,
}

impl Sheet {
    fn hear_again(&mut self) {
        self.stops = speech::page(&self.page, &self.frame);
    }

    fn act(&self, at: usize) -> Option<Act<'_>> {
        act::act(&self.page, &self.frame, &self.stops[at].id)
    }

    /// What the page's form sends as it stands, with these secrets.
    fn request(&self, secrets: &BTreeMap<String, String>) -> (Method, String, Vec<(String, String)>) {
        let method = self.page.form.as_ref().unwrap().method;
        let mut fields = act::fields(&self.page);
        fields.extend(secrets.clone());
        match method {
            Method::Get => (method, self.frame.address.split(['?', '#']).next().unwrap().to_owned(), fields),
            Method::Post => (method, self.frame.address.clone(), self.with_token(fields)),
        }
    }

    fn with_token(&self, fields: Vec<(String, String)>) -> Vec<(String, String)> {
        let token = self.frame.token.clone().map(|token| (ids::TOKEN.to_owned(), token));
        token.into_iter().chain(fields).collect()
    }
}

fn script(heard: &Heard) -> &[Said] {
    match heard {
        Heard::Public(public) => public.commands(),
        Heard::Private(private) => private.commands(),
    }
}

/// By touch it is shown, with everything that is covered uncovered; each thing that does something is there to be touched.
fn by_touch(mut kiosk: Kiosk, came: &Envelope, faults: &mut Vec<String>) -> Sheet {
    kiosk.gets(kiosk.first, came);
    if kiosk.picture().covered == Some(true) {
        kiosk.does(Event::Touch(Touch::Control(Control::Uncover)));
    }
    let picture = kiosk.picture();
    if picture.covered == Some(true) || picture.curtain {
        faults.push("it stays covered".to_owned());
    }
    let html = sportello_kiosk::screen::drawn(picture, 2.7);
    let (page, frame) = (picture.page.clone(), picture.frame.clone());
    let names = PEOPLE.iter().any(|name| html.contains(name));
    let sheet = Sheet { stops: speech::page(&page, &frame), page, frame, names };
    for stop in &sheet.stops {
        let does = act::act(&sheet.page, &sheet.frame, &stop.id).is_some();
        if does && !html.contains(&format!("id=\"{}\"", stop.id)) {
            faults.push(format!("nothing to touch: {}", stop.id));
        }
    }
    sheet
}

/// In the hall it is read by itself as far as that goes, and then gone through: of what is private only that there is something.
fn in_the_hall(mut kiosk: Kiosk, came: &Envelope, sheet: &Sheet, faults: &mut Vec<String>) {
    kiosk.gets(kiosk.first, came);
    if kiosk.words().trim().is_empty() {
        faults.push("in the hall it comes in silence".to_owned());
    }
    let mut said = kiosk.hears_out();
    let private = sheet.stops.iter().any(|stop| stop.public().is_none());
    for _ in sheet.stops.iter().filter(|_| private) {
        kiosk.key(Key::Next);
        if kiosk.words().trim().is_empty() {
            faults.push("in the hall a key is not answered".to_owned());
        }
        said.extend(kiosk.said().cloned());
    }
    // What the kiosk itself offers on the page is everyone's.
    let kiosks = |id: &str| match act::act(&sheet.page, &sheet.frame, id) {
        Some(Act::Follow(Target::Inside(to))) => ["chiosco:stampa", "chiosco:aiuto"].contains(&to.as_str()),
        _ => false,
    };
    let own = |public: bool| {
        let is = move |stop: &Utterance| stop.public().is_some() || kiosks(&stop.id);
        let stops = sheet.stops.iter().filter(move |stop| is(stop) == public);
        stops.map(|stop| words(script(&stop.heard))).collect::<BTreeSet<_>>()
    };
    let (public, private) = (own(true), own(false));
    for speech in said {
        let words = words(speech.aloud.script());
        let told = private.contains(&words) && !public.contains(&words);
        if !matches!(speech.aloud, Aloud::Speaker(_))
            || told
            || PEOPLE.iter().any(|name| words.contains(name))
        {
            faults.push(format!("said in the hall: {words}"));
        }
    }
}

/// Who reads it by a display.
struct Fingers<'f> {
    kiosk: Kiosk,
    cells: u16,
    /// What stands on the display.
    line: String,
    faults: &'f mut Vec<String>,
}

impl Fingers<'_> {
    /// From the first cells to the last: every thing stands there as it is written, in its order, and a secret is a count.
    fn reads(&mut self, came: &Envelope, sheet: &Sheet) {
        self.kiosk.gets(self.kiosk.first, came);
        self.felt();
        self.key(BrailleKey::Top);
        let things = written(sheet);
        let most: usize =
            things.iter().map(|thing| 2 * thing.chars().count() / usize::from(self.cells) + 3).sum();
        let (mut all, mut seen, mut at) = (squeezed(&self.line), 0, 0);
        for _ in 0..60 + most {
            while let Some(found) = things.get(at).and_then(|thing| all[seen..].find(&squeezed(thing))) {
                (seen, at) = (seen + found + squeezed(&things[at]).len(), at + 1);
            }
            if at == things.len() {
                break;
            }
            self.key(BrailleKey::Right);
            all.push_str(&squeezed(&self.line));
        }
        if let Some(thing) = things.get(at) {
            self.faults.push(format!("{} cells: not read: «{thing}»", self.cells));
        }
        self.counts(sheet);
    }

    fn counts(&mut self, sheet: &Sheet) {
        for at in 0..sheet.stops.len() {
            let Some(Act::Type(question, _)) = sheet.act(at) else { continue };
            if !matches!(question.input, Input::Secret { .. }) {
                continue;
            }
            self.key(BrailleKey::Top);
            (0..at).for_each(|_| self.key(BrailleKey::Next));
            for (nth, sign) in "7391".chars().enumerate() {
                self.key(BrailleKey::Sign(sign));
                let told = self.line.contains(&format!("{}", nth + 1));
                if !told || self.line.contains("73") {
                    self.faults.push(format!("{} cells: a secret reads «{}»", self.cells, self.line));
                }
            }
        }
    }

    fn key(&mut self, key: BrailleKey) {
        self.kiosk.does(Event::Braille(Braille::Key(key)));
        self.felt();
    }

    fn felt(&mut self) {
        for command in &self.kiosk.out {
            match command {
                Command::Braille(line) => self.line.clone_from(&line.text),
                Command::Speak(_) => self.faults.push("who reads by a display is spoken to".to_owned()),
                _ => {}
            }
        }
        if self.line.chars().count() > usize::from(self.cells) {
            self.faults.push(format!("{} cells: «{}»", self.cells, self.line));
        }
    }
}

/// Each thing of a page as it is written, a box before its hint and after it: what was typed stands between.
fn written(sheet: &Sheet) -> Vec<String> {
    let things = speech::page_read(&sheet.page, &sheet.frame, Reading::Written);
    let parts = things.iter().flat_map(|thing| {
        let script = script(&thing.heard);
        let is_hint = |said: &Said| matches!(said, Said::Mark(name) if name.ends_with("-aiuto"));
        let hint = script.iter().position(is_hint).unwrap_or(script.len());
        [&script[..hint], &script[hint..]].map(speech::written)
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Without the blanks, at which lines are cut.
fn squeezed(line: &str) -> String {
    line.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// Who hears it alone, with a keypad before them.
struct Listener<'f> {
    kiosk: Kiosk,
    sheet: Sheet,
    secrets: BTreeMap<String, String>,
    /// The page as it came.
    came: &'f Envelope,
    faults: &'f mut Vec<String>,
}

impl Listener<'_> {
    /// From the first thing to the last, each of which is heard as the page says it, and then the commands; what asks is
    /// answered, and what leads on or sends is tried.
    fn goes_through(&mut self) {
        self.kiosk.gets(self.kiosk.first, self.came);
        self.is_heard("the page");
        self.stays_covered();
        self.goes_to_the_top();
        for at in 0..self.sheet.stops.len() {
            if at > 0 {
                self.kiosk.key(Key::Next);
            }
            let stop = &self.sheet.stops[at];
            let heard = self.kiosk.said().map(|speech| speech.aloud.script());
            if heard != Some(script(&stop.heard)) {
                let fault = format!("{} is heard as «{}»", stop.id, self.kiosk.words());
                return self.faults.push(fault);
            }
            self.is_heard(&self.sheet.stops[at].id.clone());
            self.does_what_one_can(at);
        }
        self.kiosk.key(Key::Next);
        self.is_heard("the commands");
        if self.kiosk.picture().focus.as_deref() != Some("comandi") {
            self.faults.push("no commands after the last thing".to_owned());
        }
    }

    /// Who hears it alone does not look at the screen, and others may.
    fn stays_covered(&mut self) {
        let html = sportello_kiosk::screen::drawn(self.kiosk.picture(), 2.7);
        let shown = PEOPLE.iter().find(|name| html.contains(**name));
        self.faults.extend(shown.map(|name| format!("{name} is shown to the hall")));
    }

    /// What follows from what was done sounds, and in their ears alone.
    fn is_heard(&mut self, what: &str) {
        let private = self.kiosk.said().is_some_and(|speech| matches!(speech.aloud, Aloud::Ears(_)));
        if !private || self.kiosk.words().trim().is_empty() {
            self.faults.push(format!("{what}: not heard"));
        }
    }

    /// A page with a wrong answer begins at that.
    fn goes_to_the_top(&mut self) {
        let top = script(&self.sheet.stops[0].heard).to_vec();
        for _ in 0..=self.sheet.stops.len() {
            self.kiosk.key(Key::Previous);
            self.is_heard("a key");
            if self.kiosk.said().is_some_and(|speech| speech.aloud.script() == top) {
                return;
            }
            // Before the first thing it is said that there the page begins, and then the thing.
            let id = self.kiosk.said().map_or(0, |speech| speech.id);
            let mut after = self.kiosk.clone();
            after.does(Event::Voice(Voice::Ended(id)));
            if after.said().is_some_and(|speech| speech.aloud.script() == top) {
                return self.kiosk = after;
            }
        }
        self.faults.push("the first thing is not reached".to_owned());
    }

    fn does_what_one_can(&mut self, at: usize) {
        let id = self.sheet.stops[at].id.clone();
        match self.sheet.act(at) {
            None => {}
            Some(Act::Follow(Target::Inside(address))) if address.starts_with("chiosco:") => {
                let mut kiosk = self.kiosk.clone();
                kiosk.key(Key::Select);
                if kiosk.out.iter().all(|command| matches!(command, Command::Show(_))) {
                    self.faults.push(format!("{id} does nothing"));
                }
            }
            Some(Act::Follow(Target::Inside(address))) => {
                let asked = (Method::Get, address.clone(), Vec::new());
                self.asks(&id, asked);
            }
            // A number or an address is heard.
            Some(Act::Follow(_)) => {
                let mut kiosk = self.kiosk.clone();
                kiosk.key(Key::Select);
                if kiosk.words().is_empty() {
                    self.faults.push(format!("{id} is not told"));
                }
            }
            Some(Act::Send(Send { address, fields, .. })) => {
                let asked = (Method::Post, address.clone(), self.sheet.with_token(fields.clone()));
                self.asks(&id, asked);
            }
            Some(Act::Submit) => self.submits(&id),
            Some(Act::Choose(question, choice)) => {
                let (name, value) = (question.name.clone(), choice.value.clone());
                self.chooses(&name, &value);
            }
            Some(Act::Type(question, part)) => {
                let question = question.clone();
                self.answers(&question, part);
            }
        }
    }

    /// The key that chooses asks the portal for this.
    fn asks(&mut self, id: &str, asked: (Method, String, Vec<(String, String)>)) {
        let mut kiosk = self.kiosk.clone();
        kiosk.key(Key::Select);
        let found = kiosk.request().map(|asked| (asked.method, asked.address.clone(), asked.fields.clone()));
        if found.as_ref() != Some(&asked) {
            self.faults.push(format!("{id} asks {found:?} and not {asked:?}"));
        }
    }

    /// The page's form goes off with what was answered.
    fn submits(&mut self, id: &str) {
        let signed = self.sheet.page.questions().into_iter().find_map(|question| match &question.input {
            Input::CardSignature { challenge } => Some((question.name.clone(), challenge.clone())),
            _ => None,
        });
        let Some((name, challenge)) = signed else {
            return self.asks(id, self.sheet.request(&self.secrets));
        };
        // A fresh challenge is asked for, signed by the card with what was typed, and sent.
        self.asks(id, (Method::Get, self.sheet.frame.address.clone(), Vec::new()));
        let mut kiosk = self.kiosk.clone();
        kiosk.key(Key::Select);
        let Some(fresh) = kiosk.request().map(|request| request.id) else { return };
        kiosk.gets(fresh, self.came);
        let pin = self.secrets[&name].clone().into();
        if !kiosk.out.contains(&Command::Card(CardOrder::Sign { pin, challenge })) {
            self.faults.push(format!("{id}: the card is not asked"));
        }
        kiosk.does(Event::CardPin(CardPin::Signed(Signed { certificate: vec![1], signature: vec![2] })));
        let fields = self.sheet.with_token(vec![(name, "AQ==.Ag==".to_owned())]);
        let sent = kiosk.request().map(|request| (request.method, request.fields.clone()));
        if sent != Some((Method::Post, fields)) {
            self.faults.push(format!("{id}: what the card signed is not sent"));
        }
    }

    fn chooses(&mut self, name: &str, value: &str) {
        self.kiosk.key(Key::Select);
        self.is_heard("a choice");
        match act::question_mut(&mut self.sheet.page, name).map(|question| &mut question.input) {
            Some(Input::OneChoice { chosen, .. }) => *chosen = Some(value.to_owned()),
            Some(Input::ManyChoices { chosen, .. }) if chosen.iter().any(|own| own == value) => {
                chosen.retain(|own| own != value);
            }
            Some(Input::ManyChoices { chosen, .. }) => chosen.push(value.to_owned()),
            _ => panic!("{name} offers nothing"),
        }
        self.sheet.hear_again();
    }

    /// What stands in the box goes sign by sign, and the answer is typed, each sign heard or counted.
    fn answers(&mut self, question: &Question, part: Option<usize>) {
        let (name, mut input) = (&question.name, question.input.clone());
        let answer = answer(question, part, self.sheet.page.lang);
        let stands = match (&mut input, part) {
            (Input::Date { day, month, year }, Some(part)) => [day, month, year][part].chars().count(),
            (input, _) => input.typed_mut().map_or(0, |value| value.chars().count()),
        };
        if matches!(input, Input::CardSignature { .. }) {
            self.kiosk.does(Event::Card(Card::Reading));
            self.kiosk.does(Event::Card(Card::Read(holder("MRNNMO69C66H501O"))));
            self.kiosk.does(Event::CardPin(CardPin::Tries(3)));
        }
        for _ in 0..stands {
            self.kiosk.key(Key::Back);
            self.is_heard("what was taken away");
        }
        self.types(&answer, question);
        if matches!(input, Input::Secret { .. } | Input::CardSignature { .. }) {
            self.secrets.insert(name.to_owned(), answer);
            return;
        }
        let question = act::question_mut(&mut self.sheet.page, name).unwrap();
        match (&mut question.input, part) {
            (Input::Date { day, month, year }, Some(part)) => *[day, month, year][part] = answer,
            (input, _) => *input.typed_mut().unwrap() = answer,
        }
        self.sheet.hear_again();
    }

    /// Digits as they are, letters as on a telephone; who needs a key twice in a row waits.
    fn types(&mut self, answer: &str, question: &Question) {
        let mut last = None;
        for sign in answer.chars() {
            let (key, times) = presses(sign, question, self.sheet.page.lang);
            if last == Some(key) {
                self.kiosk.now += PAUSE;
                self.kiosk.does(Event::Tick(self.kiosk.now));
            }
            for _ in 0..times {
                self.kiosk.key(Key::Digit(key));
                self.is_heard("what was typed");
            }
            last = Some(key);
        }
    }
}

/// Words are written in Arabic letters there.
fn is_arabic(question: &Question, lang: Lang) -> bool {
    let words = matches!(question.input, Input::Line { .. } | Input::LongText { .. });
    words && lang == Lang::Ar && !question.latin
}

/// An answer of this kind, as it stands then in the box.
fn answer(question: &Question, part: Option<usize>, lang: Lang) -> String {
    let text = match &question.input {
        _ if is_arabic(question, lang) => "لا",
        Input::Line { .. } | Input::LongText { .. } => "Cá 1",
        Input::Code { width, digits: true, .. } | Input::Secret { width } => {
            return "73916428".chars().cycle().take((*width).into()).collect();
        }
        Input::Code { .. } => "CA12",
        Input::FiscalCode { .. } => "RNLNRC84S04I782A",
        Input::Date { .. } => ["31", "12", "2031"][part.unwrap()],
        Input::Phone { .. } => "0655",
        Input::Mail { .. } => "a@b.it",
        Input::Money { .. } => "12",
        Input::CardSignature { .. } => "83027",
        Input::OneChoice { .. } | Input::ManyChoices { .. } => panic!("nothing is typed there"),
    };
    text.to_owned()
}

/// The key that writes a sign, and how often it is pressed.
fn presses(sign: char, question: &Question, lang: Lang) -> (u8, usize) {
    let (input, arabic) = (&question.input, is_arabic(question, lang));
    let tapped = match input {
        Input::Line { .. }
        | Input::LongText { .. }
        | Input::Mail { .. }
        | Input::Code { digits: false, .. } => true,
        // Where a fiscal code has a digit its key writes it at once.
        Input::FiscalCode { .. } => !sign.is_ascii_digit(),
        _ => false,
    };
    if !tapped {
        return (u8::try_from(sign.to_digit(10).unwrap()).unwrap(), 1);
    }
    let code = matches!(input, Input::Code { .. } | Input::FiscalCode { .. });
    let found = (0..10_u8).find_map(|key| {
        let at = usize::from(key);
        let signs = [if arabic { ARABIC[at] } else { "" }, KEYS[at]].concat();
        let mut signs = signs.chars().filter(|sign| !code || sign.is_ascii_alphanumeric());
        let nth = signs.position(|own| own == sign.to_ascii_lowercase())?;
        Some((key, nth + 1))
    });
    found.unwrap_or_else(|| panic!("no key writes {sign}"))
}

/// Every page of the portal in this language.
fn all_pages_go_through_the_agent(lang: Lang) {
    let doors = Doors::of(lang);
    let (mut all, mut kinds, mut named) = (Vec::new(), BTreeSet::new(), 0);
    for (nth, (name, bytes)) in pages(lang).into_iter().enumerate() {
        let came = Envelope::from_json(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let mut faults = Vec::new();
        let sheet = by_touch(doors.touch.clone(), &came, &mut faults);
        in_the_hall(doors.hall.clone(), &came, &sheet, &mut faults);
        // By one of the two displays, and by the other in the next language.
        for (cells, kiosk) in doors.fingers.iter().skip((nth + lang as usize) % 2).take(1).cloned() {
            Fingers { kiosk, cells, line: String::new(), faults: &mut faults }.reads(&came, &sheet);
        }
        named += usize::from(sheet.names);
        kinds.extend(sheet.page.questions().into_iter().map(|question| kind(&question.input)));
        let (kiosk, secrets) = (doors.ears.clone(), BTreeMap::new());
        Listener { kiosk, sheet, secrets, came: &came, faults: &mut faults }.goes_through();
        all.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
    assert!(named > 50, "{named} pages name somebody");
    assert_eq!(kinds.len(), 12, "every kind of question is asked somewhere: {kinds:?}");
}

fn kind(input: &Input) -> &'static str {
    match input {
        Input::Line { .. } => "line",
        Input::LongText { .. } => "text",
        Input::Code { .. } => "code",
        Input::FiscalCode { .. } => "fiscal code",
        Input::Date { .. } => "date",
        Input::OneChoice { .. } => "choice",
        Input::ManyChoices { .. } => "choices",
        Input::Phone { .. } => "telephone",
        Input::Mail { .. } => "mail",
        Input::Money { .. } => "money",
        Input::Secret { .. } => "secret",
        Input::CardSignature { .. } => "card",
    }
}

#[test]
fn every_page_of_the_portal_goes_through_the_agent_in_italian() {
    all_pages_go_through_the_agent(Lang::It);
}

#[test]
fn every_page_of_the_portal_goes_through_the_agent_in_english() {
    all_pages_go_through_the_agent(Lang::En);
}

#[test]
fn every_page_of_the_portal_goes_through_the_agent_in_arabic() {
    all_pages_go_through_the_agent(Lang::Ar);
}

//! A kiosk in a world whose clock is turned by the test: what it is told to do is done, and what comes of it is told.

use a11y::speech::Command as Said;
use sportello_kiosk::agent::command::{Aloud, CardOrder, Command, Job, Picture, Report};
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::devices::paper::{Port, Settings, bytes};
use sportello_kiosk::event::{
    Card, CardPin, Device, Event, Holder, Key, Millis, Paper, PaperState, Portal as Answer, Signed, Staff,
    Touch, Voice,
};

use crate::portal::{CARD_PIN, Portal};

/// How long the portal takes to answer, and to be found away.
const ANSWER: Millis = 80;
/// How long a card may take that never answers.
pub const HANGS: Millis = 10_000;
/// How long a receipt takes.
const PRINTING: Millis = 3_000;
/// How quickly the voice speaks: so long a sign.
const SIGN: Millis = 30;

/// One thing that was said.
#[derive(Clone, Debug)]
pub struct Heard {
    pub private: bool,
    pub words: String,
    pub volume: u8,
    pub rate: u8,
    pub langs: Vec<&'static str>,
    pub script: Vec<Said>,
}

/// The receipt printer.
#[derive(Debug)]
pub struct Printer {
    pub state: PaperState,
    /// What happens to it at this byte of the next job.
    pub breaks: Option<(usize, PaperState)>,
    /// The job under way: when it began, its length, the job.
    job: Option<(Millis, usize, Job)>,
    /// What came out whole, in letters.
    pub whole: Vec<String>,
    /// Of a receipt that did not come out whole a piece hangs in it, until it works again and cuts that off.
    pub piece: bool,
}

/// The kiosk and everything around it.
pub struct World {
    state: Option<State>,
    setup: Setup,
    pub now: Millis,
    pub portal: Portal,
    pub printer: Printer,
    pub said: Vec<Heard>,
    /// Every picture that was shown.
    pub shown: Vec<Picture>,
    /// Every line that stood on the braille display.
    pub cells: Vec<String>,
    pub reports: Vec<Report>,
    pub calls: u32,
    pub forgotten: u32,
    /// How many things that were being said were cut off.
    pub cut: u32,
    /// The portal answers what nobody understands.
    pub strange: bool,
    /// The voice has an engine.
    pub speaks: bool,
    /// A card that is asked something never answers; once it has been told so.
    pub hangs: bool,
    pub stuck: bool,
    /// Whose card is in the reader.
    card: Option<String>,
    /// The keypad is there.
    keypad: bool,
    /// What is being said, and until when.
    speaking: Option<(u64, Millis)>,
    due: Vec<(Millis, Event)>,
}

impl World {
    pub fn new() -> World {
        World::with(Setup::default())
    }

    pub fn with(setup: Setup) -> World {
        let printer =
            Printer { state: PaperState::Ready, breaks: None, job: None, whole: Vec::new(), piece: false };
        let mut world = World {
            state: Some(State::new(setup.clone())),
            setup,
            now: 0,
            portal: Portal::default(),
            printer,
            said: Vec::new(),
            shown: Vec::new(),
            cells: Vec::new(),
            reports: Vec::new(),
            calls: 0,
            forgotten: 0,
            cut: 0,
            strange: false,
            speaks: true,
            hangs: false,
            stuck: false,
            card: None,
            keypad: true,
            speaking: None,
            due: Vec::new(),
        };
        world.does(Event::Paper(Paper::State(PaperState::Ready)));
        world
    }

    pub fn state(&self) -> &State {
        self.state.as_ref().expect("a state")
    }

    pub fn picture(&self) -> &Picture {
        self.state().picture().expect("there is always a picture")
    }

    /// Something happens.
    pub fn does(&mut self, event: Event) {
        self.stuck |= matches!(event, Event::Card(Card::Stuck) | Event::CardPin(CardPin::Stuck));
        match &event {
            Event::Card(Card::Read(holder)) => self.card = Some(holder.fiscal_code.clone()),
            Event::Card(_) => self.card = None,
            Event::Device(Device::Keypad(there)) => self.keypad = *there,
            _ => {}
        }
        let state = self.state.take().expect("a state");
        let (state, commands) = step(state, event);
        assert!(state.picture().is_some(), "there is always a picture");
        self.state = Some(state);
        let calls = self.calls;
        commands.into_iter().for_each(|command| self.carry_out(command));
        if self.calls > calls {
            self.does(Event::Staff(Staff::Called(true)));
        }
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Speak(speech) => {
                self.silent();
                if !self.speaks {
                    return self.due.push((self.now, Event::Voice(Voice::Cut(speech.id))));
                }
                let script = speech.aloud.script();
                let words = words(script);
                let takes = SIGN * Millis::try_from(words.chars().count()).unwrap();
                self.speaking = Some((speech.id, self.now + takes * 100 / Millis::from(speech.rate)));
                self.said.push(Heard {
                    private: matches!(speech.aloud, Aloud::Ears(_)),
                    words,
                    volume: speech.volume,
                    rate: speech.rate,
                    langs: langs(script),
                    script: script.to_vec(),
                });
            }
            Command::Hush => self.silent(),
            Command::Show(picture) => self.shown.push(*picture),
            Command::Braille(line) => self.cells.push(line.text.clone()),
            Command::Card(_) if self.hangs => {
                self.due.push((self.now + HANGS, Event::CardPin(CardPin::Stuck)));
            }
            Command::Card(order) => {
                let told = match (&self.card, order) {
                    (None, _) => CardPin::Torn,
                    (_, CardOrder::Look) => CardPin::Tries(3),
                    (Some(code), CardOrder::Sign { pin, .. }) if *pin == CARD_PIN => {
                        CardPin::Signed(Signed { certificate: code.as_bytes().to_vec(), signature: vec![1] })
                    }
                    _ => CardPin::Wrong(2),
                };
                self.due.push((self.now + ANSWER, Event::CardPin(told)));
            }
            Command::Ask(request) => {
                let answer = match self.portal.answer(&request) {
                    _ if self.strange => Answer::Strange(request.id),
                    Some(envelope) => Answer::Page(request.id, Box::new(envelope)),
                    None => Answer::Away(request.id),
                };
                self.due.push((self.now + ANSWER, Event::Portal(answer)));
            }
            Command::Look => {
                let there = !self.portal.down && !self.portal.mute;
                self.due.push((self.now + ANSWER, Event::Portal(Answer::There(there))));
            }
            Command::Print(job) => {
                let length = bytes(&job, &Settings::new(Port::Tcp("printer".into()))).len();
                self.printer.job = Some((self.now, length, job));
            }
            Command::Forget => {
                self.forgotten += 1;
                self.portal.leaves();
            }
            Command::CallStaff => self.calls += 1,
            Command::Report(report) => self.reports.push(report),
            // This world has no device for the tone, the screen's touches and the kiosk's test of itself, and its portal
            // ends nobody's session.
            Command::Stay | Command::Tone(_) | Command::GrabTouch(_) | Command::Examine(_) => {}
        }
    }

    /// What was being said is cut off.
    pub fn silent(&mut self) {
        if let Some((id, _)) = self.speaking.take() {
            self.cut += 1;
            self.due.push((self.now, Event::Voice(Voice::Cut(id))));
        }
    }

    /// Something is being said.
    pub fn speaking(&self) -> bool {
        self.speaking.is_some()
    }

    /// Time passes.
    pub fn passes(&mut self, millis: Millis) {
        let end = self.now + millis;
        while self.now < end {
            self.now = (self.now + if self.idle() { 1_000 } else { 50 }).min(end);
            self.does(Event::Tick(self.now));
            self.devices();
        }
    }

    fn idle(&self) -> bool {
        self.speaking.is_none() && self.due.is_empty() && self.printer.job.is_none()
    }

    /// What the devices tell by now.
    fn devices(&mut self) {
        if let Some((id, until)) = self.speaking
            && until <= self.now
        {
            self.speaking = None;
            self.does(Event::Voice(Voice::Ended(id)));
        }
        let (now, due): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.due).into_iter().partition(|(at, _)| *at <= self.now);
        self.due = due;
        now.into_iter().for_each(|(_, event)| self.does(event));
        self.prints();
    }

    fn prints(&mut self) {
        let Some((began, length, _)) = &self.printer.job else { return };
        let out = usize::try_from(self.now - began).unwrap() * length / usize::try_from(PRINTING).unwrap();
        if let Some((at, state)) = self.printer.breaks
            && out >= at.min(length.saturating_sub(1))
        {
            return self.printer_fails(state);
        }
        if out >= *length {
            let (_, _, job) = self.printer.job.take().unwrap();
            let lines: Vec<String> = job.lines.iter().map(|line| line.text.clone()).collect();
            self.printer.whole.push(lines.join("\n"));
            self.does(Event::Paper(Paper::Printed(job.id)));
        }
    }

    /// The printer stops, in the middle of a job if there is one.
    pub fn printer_fails(&mut self, state: PaperState) {
        self.printer.breaks = None;
        self.printer.state = state;
        let job = self.printer.job.take();
        self.does(Event::Paper(Paper::State(state)));
        if let Some((_, _, job)) = job {
            self.printer.piece = true;
            self.does(Event::Paper(Paper::Failed(job.id, state)));
        }
    }

    /// It works again.
    pub fn printer_works(&mut self) {
        (self.printer.breaks, self.printer.piece) = (None, false);
        self.printer.state = PaperState::Ready;
        self.does(Event::Paper(Paper::State(PaperState::Ready)));
    }

    /// The job under way, for another printer than this world's.
    pub fn takes_the_job(&mut self) -> Option<Job> {
        self.printer.job.take().map(|(_, _, job)| job)
    }

    /// A job is under way.
    pub fn printing(&self) -> bool {
        self.printer.job.is_some()
    }

    /// The answer on its way is lost, if there is one.
    pub fn loses_the_answer(&mut self) {
        for (_, event) in &mut self.due {
            if let Event::Portal(Answer::Page(id, _)) = event {
                *event = Event::Portal(Answer::Away(*id));
            }
        }
    }

    /// The power goes and comes: what the agent knew is gone, and what is in the devices is told again.
    pub fn starts_again(&mut self, card: Option<Holder>) {
        self.printer.piece |= self.printer.job.take().is_some();
        self.portal.leaves();
        self.speaking = None;
        self.due.clear();
        let setup = Setup { settles: 3_000, ..self.setup.clone() };
        self.state = Some(State::new(setup));
        self.card = None;
        self.now = 0;
        self.does(Event::Tick(0));
        self.does(Event::Paper(Paper::State(self.printer.state)));
        if let Some(holder) = card {
            self.does(Event::Card(Card::Reading));
            self.does(Event::Card(Card::Read(holder)));
        }
    }

    /// Presses a key, of a keypad that is there.
    #[track_caller]
    pub fn key(&mut self, key: Key) {
        assert!(self.keypad, "nobody presses a key of a keypad that has gone");
        self.does(Event::Key(key));
    }

    pub fn digits(&mut self, digits: &str) {
        digits.bytes().for_each(|digit| self.key(Key::Digit(digit - b'0')));
    }

    pub fn touch(&mut self, id: &str) {
        self.does(Event::Touch(Touch::Part(id.to_owned())));
    }

    /// Everything heard since.
    pub fn heard_since(&self, since: usize) -> String {
        self.said[since..].iter().map(|said| format!("{}\n", said.words)).collect()
    }

    /// Everything that was read on the braille display since.
    pub fn read_since(&self, since: usize) -> String {
        self.cells[since..].join("\n")
    }

    /// The last thing heard.
    pub fn last(&self) -> &str {
        self.said.last().map_or("", |said| &said.words)
    }
}

/// What someone sees of a picture, in words.
pub fn seen(picture: &Picture) -> String {
    let html = sportello_kiosk::screen::drawn(picture, 2.7);
    let body = html.split_once("<body>").map_or("", |(_, body)| body);
    let mut words = String::new();
    let mut tag = false;
    for sign in body.chars() {
        match sign {
            '<' => {
                tag = true;
                words.push(' ');
            }
            '>' => tag = false,
            sign if !tag => words.push(sign),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a script.
pub fn words(script: &[Said]) -> String {
    let words = script.iter().filter_map(|said| match said {
        Said::Say { words, .. } => Some(words.clone()),
        Said::Spell { text, .. } => Some(text.clone()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn langs(script: &[Said]) -> Vec<&'static str> {
    let langs = script.iter().filter_map(|said| match said {
        Said::Say { lang, .. } | Said::Spell { lang, .. } => Some(lang.code()),
        _ => None,
    });
    langs.collect()
}

/// The holder of an invented card.
pub fn holder(code: &str) -> Holder {
    Holder {
        fiscal_code: code.into(),
        surname: Some("MARIANI".into()),
        given_name: Some("NOEMI".into()),
        expired: false,
    }
}

//! A PIN is typed by someone with headphones, and what sounds is recorded: by its sound nobody tells one PIN from another.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use a11y::page::{Envelope, Frame, Input, Page, Question, WIRE_VERSION};
use a11y::text::{Lang, Text};
use sportello_kiosk::agent::Setup;
use sportello_kiosk::devices::voice::{Outputs, Settings};
use sportello_kiosk::event::{Event, Key, Touch};
use sportello_kiosk::portal::Client;
use sportello_kiosk::run;
use sportello_kiosk::tape::Tape;

use super::audible::folder;
use super::dispatcher::until;
use super::parts::voice_alone;
use super::sound::{Level, Sound};

/// Two PINs that have no digit in the same place.
const PINS: [&str; 2] = ["27495163", "90318246"];

/// What was said to its end has sounded by so much later.
const GAP: Duration = Duration::from_millis(100);

/// Two recordings of the same words are nearer than this, of other words farther: see [`apart`].
const ALIKE: f64 = 0.15;

/// Whoever asks this portal for anything is asked for their PIN.
fn asks_for_a_pin() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let words = |words: &str| Text::plain(words.to_owned());
    let page = Page::new(Lang::It, words("Accedi"))
        .with(Question::new("pin", words("PIN INPS"), Input::Secret { width: 8 }))
        .submit(words("Entra"));
    let frame =
        Frame { status: 200, address: "/it/accedi".into(), level: "anonymous".into(), ..Frame::default() };
    let body = serde_json::to_string(&Envelope { version: WIRE_VERSION, frame, page }).unwrap();
    let answer =
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let answers = move |line: TcpStream| {
        let head = BufReader::new(&line).lines().map_while(Result::ok).take_while(|told| !told.is_empty());
        // Who has asked for nothing is only looking whether it is there.
        if head.count() > 0 {
            (&line).write_all(answer.as_bytes()).ok();
        }
    };
    thread::spawn(move || listener.incoming().flatten().for_each(answers));
    base
}

/// Someone at a kiosk whose voice is recorded.
struct Typist {
    events: Sender<Event>,
    sound: Sound,
    tape: Tape,
}

/// What was heard of each key: how it sounded, and the words.
type Entry = Vec<([Vec<f64>; 2], String)>;

impl Typist {
    fn does(&self, event: Event) {
        self.events.send(event).unwrap();
    }

    /// Everything that was said after so many things.
    fn said(&self, after: usize) -> String {
        let said = self.tape.all().into_iter().skip(after).flat_map(|said| said.runs);
        said.map(|(_, words)| words).collect::<Vec<_>>().join(" ")
    }

    fn hears(&self, after: usize, words: &str) {
        until(words, || self.said(after).contains(words).then_some(()));
    }

    /// Comes, types a PIN and goes.
    fn types(&self, pin: &str) -> Entry {
        let came = self.tape.all().len();
        self.does(Event::Jack(true));
        self.does(Event::Touch(Touch::Part("b-0-0".to_owned())));
        self.hears(came, "PIN INPS");
        self.does(Event::Touch(Touch::Part("pin".to_owned())));
        (0..5).for_each(|_| self.does(Event::Key(Key::Faster)));
        self.sound.silence(GAP);
        let typed = |digit: char| {
            let before = self.tape.all().len();
            self.sound.listen();
            self.does(Event::Key(Key::Digit(u8::try_from(digit.to_digit(10).unwrap()).unwrap())));
            let ended = || {
                let said = self.tape.all().split_off(before);
                (!said.is_empty() && said.iter().all(|said| said.ended)).then_some(())
            };
            until("a key is answered to the end", ended);
            self.sound.first();
            self.sound.silence(GAP);
            (smooth(&self.sound.levels()), self.said(before))
        };
        let entry = pin.chars().map(typed).collect();
        let typed = self.tape.all().len();
        self.does(Event::Key(Key::End));
        self.hears(typed, "non resta nulla");
        self.does(Event::Jack(false));
        entry
    }
}

/// What was recorded without what single waves of a voice do to it, from the first sound to the last: how loud, how high.
fn smooth(levels: &[Level]) -> [Vec<f64>; 2] {
    let smooth = [0, 1].map(|which| {
        let sum = |window: &[Level]| window.iter().map(|level| f64::from(level[which])).sum::<f64>();
        levels.windows(8).map(sum).collect::<Vec<_>>()
    });
    let floor = smooth[0].iter().copied().fold(0.0, f64::max) / 50.0;
    let sounds = |level: &f64| *level > floor;
    let (first, last) = (smooth[0].iter().position(sounds), smooth[0].iter().rposition(sounds));
    smooth.map(|levels| levels[first.unwrap()..=last.unwrap()].to_vec())
}

/// How far two recordings are from each other: 0 is the same, 1 is nothing of one in the other; where they begin is known to
/// some hundredths of a second.
fn apart(one: &[Vec<f64>; 2], other: &[Vec<f64>; 2]) -> f64 {
    let at = |levels: &[f64], nth: isize| {
        usize::try_from(nth).ok().and_then(|nth| levels.get(nth)).copied().unwrap_or(0.0)
    };
    let farther = (-6..=6).map(|shift| {
        let both = one.iter().zip(other).map(|(one, other)| {
            let length = isize::try_from(one.len().max(other.len())).unwrap();
            let differ = |nth: isize| (at(one, nth) - at(other, nth + shift)).abs();
            (-6..length + 6).map(differ).sum::<f64>() / one.iter().chain(other).sum::<f64>()
        });
        both.fold(0.0, f64::max)
    });
    farther.fold(1.0, f64::min)
}

#[test]
fn whatever_the_digits_are_two_pins_sound_the_same() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let _dispatcher = folder.dispatcher();
    let (events, happened) = channel();
    let settings =
        Settings { socket: Some(folder.socket()), espeak: "/nowhere".into(), ..Settings::default() };
    let mut parts = voice_alone(Outputs::start(settings, None, events.clone()), &events);
    let tape = Tape::default();
    parts.tape = Some(tape.clone());
    parts.client = Client::start(asks_for_a_pin(), None, events.clone());
    thread::spawn(move || run::run(Setup::default(), &happened, parts));
    let typist = Typist { events, sound, tape };
    // A crowded machine spoils some recordings; what tells a digit is in each, however often it is recorded. So each PIN
    // is typed again until at every digit one recording of the one is like one of the other.
    let mut entries = [Vec::new(), Vec::new()];
    for turn in 0..10 {
        entries[turn % 2].push(typist.types(PINS[turn % 2]));
        let [one, other] = &entries;
        let Some((first, second)) = one.first().zip(other.first()) else { continue };
        let words = |entry: &Entry| entry.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>();
        assert_eq!(words(first), words(second));
        let nearest = |nth: usize| {
            let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
            pairs.map(|(one, other)| apart(&one[nth].0, &other[nth].0)).fold(1.0, f64::min)
        };
        let nearest: Vec<f64> = (0..8).map(nearest).collect();
        // A digit would be heard: that there is one more already is.
        let told = first.windows(2).map(|two| apart(&two[0].0, &two[1].0)).fold(1.0, f64::min);
        println!("{nearest:.3?} {told:.3}");
        assert!(told > ALIKE, "one digit more sounds like one less: {told}");
        if nearest.iter().all(|apart| *apart < ALIKE) {
            return;
        }
    }
    panic!("by its sound a PIN can be told from another");
}

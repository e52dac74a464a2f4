//! The agent in the guest, with what happens and what it does written on the console.

use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use a11y::speech::Command as Said;
use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::{Aloud, Report, Speech, Tone};
use sportello_kiosk::devices::input::{self, Input, Settings};
use sportello_kiosk::event::{Event, Voice};
use sportello_kiosk::run::{self, Mouth, Office, Panel, Parts};

use crate::parts::voice_alone;

/// What the office has: a keypad on the USB bus, and what the prober makes.
const SETTINGS: &str = r#"
[[keypads]]
vendor = 0x0627
map = "keyboard"
jack = { pair = { in = "KEY_F11", out = "KEY_F12" } }
[[keypads]]
vendor = 0x1209
product = 0x0002
map = "two-switches"
[[readers]]
vendor = 0x0c2e
product = 0x0901
layout = "us"
[[readers]]
vendor = 0x0801
product = 0x0001
layout = "us"
[[readers]]
vendor = 0x0c2e
product = 0x0b07
reports = "scanner"
[touch]
[[jacks]]
[[headsets]]
vendor = 0x46f4
product = 0x0002
"#;

/// How long each thing takes to say.
const SPEAKS: Duration = Duration::from_millis(400);

/// The time that both programs of the guest share, in microseconds.
pub(crate) fn clock() -> u64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    u64::try_from(now.tv_sec).unwrap() * 1_000_000 + u64::try_from(now.tv_nsec).unwrap() / 1_000
}

/// Runs until the machine is switched off.
pub(crate) fn agent() -> ! {
    let (tell, told) = channel();
    let (events, happened) = channel();
    let input = input::start(toml::from_str::<Settings>(SETTINGS).unwrap(), tell).unwrap();
    let onward = events.clone();
    thread::spawn(move || {
        for event in told {
            println!("EVENT {event:?} at {}", clock());
            if onward.send(event).is_err() {
                return;
            }
        }
    });
    println!("AGENT looks");
    let mouth = Loud { events: events.clone(), speaking: Arc::default() };
    let parts = Parts { office: Box::new(Far), panel: Box::new(Told(input)), ..voice_alone(mouth, &events) };
    run::run(Setup::default(), &happened, parts);
    exit(0)
}

/// A voice on the console.
struct Loud {
    events: Sender<Event>,
    speaking: Arc<AtomicU64>,
}

impl Mouth for Loud {
    fn say(&mut self, speech: &Speech) {
        let route = if matches!(speech.aloud, Aloud::Ears(_)) { "cuffie" } else { "altoparlante" };
        let words: Vec<&str> = speech
            .aloud
            .script()
            .iter()
            .filter_map(|said| match said {
                Said::Say { words, .. } => Some(words.as_str()),
                Said::Spell { text, .. } => Some(text.as_str()),
                Said::Pause(_) | Said::Mark(_) => None,
            })
            .collect();
        println!("SAY {route}: {} at {}", words.join(" "), clock());
        let (id, events, speaking) = (speech.id, self.events.clone(), Arc::clone(&self.speaking));
        speaking.store(id, Ordering::Relaxed);
        thread::spawn(move || {
            thread::sleep(SPEAKS);
            if speaking.load(Ordering::Relaxed) == id {
                events.send(Event::Voice(Voice::Ended(id))).ok();
            }
        });
    }

    fn hush(&mut self) {
        println!("HUSH at {}", clock());
        self.speaking.store(0, Ordering::Relaxed);
    }

    fn tone(&mut self, _: Tone) {}

    fn forget(&mut self) {}
}

/// An office far away.
struct Far;

impl Office for Far {
    fn call(&mut self) -> bool {
        println!("CALL");
        true
    }

    fn report(&mut self, report: Report) {
        println!("REPORT {report:?}");
    }
}

/// The touchscreen.
struct Told(Input);

impl Panel for Told {
    fn grab(&mut self, on: bool) {
        println!("GRAB {on}");
        self.0.grab_touch(on);
    }
}

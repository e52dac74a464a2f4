//! The driver of chip readers through a real pcscd, with a virtual reader and cards that are programs.
//!
//! It needs the Debian packages pcscd, vsmartcard-vpcd and opensc, and python3. Each test runs in namespaces of its own
//! (network, mounts, processes): vpcd listens on all addresses, pcscd has one socket a machine, and whatever a test
//! leaves running ends with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command as Process,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use sportello_kiosk::{
    agent::command::{CardOrder, Command, words},
    agent::{Setup, State, step},
    devices::card::{Pad, Reader, Renewal},
    devices::voice::{Outputs, Settings},
    event::{Card, CardPin, Event, Holder, Key, Voice},
    portal::Client,
    run::{self, Pad as _},
    tape::Tape,
};

#[path = "voice/dispatcher.rs"]
#[allow(dead_code, unreachable_pub)]
mod dispatcher;
#[path = "kit/figures.rs"]
mod figures;
#[path = "kit/parts.rs"]
mod parts;
#[path = "kit/room.rs"]
#[allow(dead_code)]
mod room;
#[path = "voice/sound.rs"]
#[allow(dead_code, unreachable_pub)]
mod sound;

use dispatcher::Folder;
use room::{Daemon, Known, Plastic, cards, in_a_room};

/// pcscd looks every 0.4 s, and both cores may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// The driver, and what it tells.
struct Watched {
    reader: Reader,
    events: mpsc::Receiver<Event>,
}

impl Watched {
    fn start() -> Self {
        Watched::asking(None)
    }

    /// One that asks for another pcscd.
    fn asking(renewal: Option<Renewal>) -> Self {
        let (sender, events) = mpsc::channel();
        Self { reader: Reader::start(sender, renewal), events }
    }

    #[track_caller]
    fn next(&self) -> Card {
        match self.events.recv_timeout(PATIENCE) {
            Ok(Event::Card(card)) => card,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn tells(&self, expect: &[Card]) {
        for card in expect {
            assert_eq!(self.next(), *card);
        }
    }

    #[track_caller]
    fn reads(&self, card: &Known) {
        self.tells(&[Card::Reading]);
        let Card::Read(holder) = self.next() else { panic!("{} is not read", card.fiscal_code) };
        assert!(is_named(card, &holder));
    }

    /// Until the readers are there and empty: pcscd takes a moment to start.
    #[track_caller]
    fn waits_for_empty(&self) {
        loop {
            match self.next() {
                Card::Empty => return,
                Card::NoReader => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

/// The agent of a kiosk whose headphones have gone in; nobody has spoken to its end.
fn listener() -> State {
    let waits = State::new(Setup::default());
    [Event::Tick(60_000), Event::Jack(true)].into_iter().fold(waits, |state, event| step(state, event).0)
}

/// What is said by the voice of what follows from an event.
fn said_of(state: State, event: Event) -> (Vec<String>, State) {
    let (state, commands) = step(state, event);
    let said = commands.into_iter().filter_map(|command| match command {
        Command::Speak(speech) => Some(words(speech.aloud.script()).concat()),
        _ => None,
    });
    (said.collect(), state)
}

fn is_named(card: &Known, holder: &Holder) -> bool {
    holder.fiscal_code == card.fiscal_code
        && holder.surname == Some(card.surname.to_uppercase())
        && holder.given_name == Some(card.given_name.to_uppercase())
}

#[test]
fn figures_every_card_is_read_and_pulled() {
    in_a_room("figures_every_card_is_read_and_pulled", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let (mut times, mut slow) = (Vec::new(), Vec::new());
        for card in &cards().cards {
            // The last is as slow as a card at 9,600 baud.
            for options in [&[][..], &["--t0"], &["--at-most", "32"], &["--delay", "0.06"]] {
                // Whoever listens is told the code by the first thing that is said once it is read; no portal answers.
                let (_, mut told) = said_of(listener(), Event::Card(Card::Empty));
                let plastic = Plastic::health(card, options);
                watched.tells(&[Card::Reading]);
                let noticed = plastic.since.elapsed();
                told = said_of(told, Event::Card(Card::Reading)).1;
                let read = watched.next();
                let (said, _) = said_of(told, Event::Card(read.clone()));
                let times = if options.contains(&"--delay") { &mut slow } else { &mut times };
                times.push((plastic.since.elapsed(), noticed));
                assert_eq!(said.len(), 1, "{said:?}");
                let letters: String = said[0].chars().filter(char::is_ascii_alphanumeric).collect();
                assert!(letters.contains(&card.fiscal_code), "{said:?}");
                let Card::Read(holder) = read else { panic!("{}", card.fiscal_code) };
                assert!(is_named(card, &holder));
                plastic.pull();
                watched.tells(&[Card::Empty]);
            }
        }
        let reading = times.iter().map(|(whole, noticed)| *whole - *noticed).max().unwrap();
        assert!(reading < Duration::from_secs(2), "{reading:?}");
        // What is left of 1.5 s is for the voice, which the next test hears.
        let whole = times.into_iter().map(|(whole, _)| whole).collect();
        figures::hold("card in to the voice told its code", whole, Duration::from_millis(1_400));
        let slow = slow.into_iter().map(|(whole, _)| whole).collect();
        figures::hold("a slow card in to the voice told its code", slow, Duration::from_millis(1_400));
    });
}

/// What the loop is told, by a reader and a voice alike, on its way to it.
fn overheard(loops: mpsc::Sender<Event>) -> (mpsc::Sender<Event>, mpsc::Receiver<Event>) {
    let ((events, told), (copies, heard)) = (mpsc::channel::<Event>(), mpsc::channel());
    thread::spawn(move || {
        for event in told {
            copies.send(event.clone()).ok();
            if loops.send(event).is_err() {
                return;
            }
        }
    });
    (events, heard)
}

#[test]
fn figures_the_code_of_a_card_that_goes_in_sounds_in_the_headphones_soon() {
    in_a_room("figures_the_code_of_a_card_that_goes_in_sounds_in_the_headphones_soon", || {
        let _daemon = Daemon::start();
        let sound = sound::Sound::start();
        let module = Path::new("/etc/speech-dispatcher/modules/espeak-ng.conf");
        let folder = Folder::new("espeak-ng", "sd_espeak-ng", Some(module));
        let folder = folder.with("PULSE_SERVER", sound.server());
        let _dispatcher = folder.dispatcher();
        let (loops, happened) = mpsc::channel();
        let (events, told) = overheard(loops);
        let tape = Tape::default();
        let until = |what: &str, seen: &mut dyn FnMut(&Event) -> bool| {
            let end = Instant::now() + PATIENCE;
            let next = || told.recv_timeout(end.saturating_duration_since(Instant::now()));
            let mut events = std::iter::from_fn(|| next().ok());
            assert!(events.any(|event| seen(&event)), "never told: {what}\n{:#?}", tape.all());
        };
        let _reader = Reader::start(events.clone(), None);
        until("the readers are empty", &mut |event| *event == Event::Card(Card::Empty));
        let settings =
            Settings { socket: Some(folder.socket()), espeak: "/nowhere".into(), ..Settings::default() };
        let mut parts = parts::voice_alone(Outputs::start(settings, None, events.clone()), &events);
        parts.tape = Some(tape.clone());
        // A portal that takes its time: what it has to say comes after the code.
        let portal = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", portal.local_addr().unwrap());
        parts.client = Client::start(address, None, events.clone());
        until("the voice is there", &mut |event| matches!(event, Event::Voice(Voice::Engine(_))));
        thread::spawn(move || run::run(Setup::default(), &happened, parts));
        let mut times = Vec::new();
        for card in &cards().cards {
            // They are being greeted when their card goes in.
            events.send(Event::Jack(true)).unwrap();
            until("the greeting", &mut |event| matches!(event, Event::Voice(Voice::Began(_))));
            let plastic = Plastic::health(card, &[]);
            let has_the_code = |id: u64| {
                let said = tape.all().into_iter().find(|said| said.id == id);
                let words =
                    said.map_or(String::new(), |said| said.runs.into_iter().map(|run| run.1).collect());
                words.replace(|sign: char| !sign.is_ascii_alphanumeric(), "").contains(&card.fiscal_code)
            };
            // That it is being read is said before. What sounds once the code has begun is the code.
            let mut begun = |event: &Event| {
                sound.listen();
                matches!(event, Event::Voice(Voice::Began(id)) if has_the_code(*id))
            };
            until("the code", &mut begun);
            times.push(sound.first() - plastic.since);
            events.send(Event::Key(Key::End)).unwrap();
            events.send(Event::Jack(false)).unwrap();
            plastic.pull();
            until("it is out", &mut |event| *event == Event::Card(Card::Empty));
        }
        figures::hold("card in to the first sound of its code", times, Duration::from_millis(1_500));
    });
}

#[test]
fn a_card_torn_at_any_command_leaves_no_claim() {
    in_a_room("a_card_torn_at_any_command_leaves_no_claim", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let cards = cards();
        let card = &cards.cards[1];
        for options in [&[][..], &["--t0"]] {
            let whole = Plastic::health(card, options);
            watched.reads(card);
            let commands = whole.pull();
            watched.tells(&[Card::Empty]);
            assert!(commands >= 5, "{commands}");
            for after in 0..commands {
                let torn = Plastic::health(card, &[options, &["--tear-after", &after.to_string()]].concat());
                watched.tells(&[Card::Reading, Card::Torn, Card::Empty]);
                assert!(torn.pull() <= after);
            }
        }
        let _again = Plastic::health(card, &[]);
        watched.reads(card);
    });
}

#[test]
fn a_card_that_is_in_for_a_moment_is_nothing() {
    in_a_room("a_card_that_is_in_for_a_moment_is_nothing", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let cards = cards();
        for _ in 0..5 {
            Plastic::health(&cards.cards[0], &[]).pull();
        }
        let _stays = Plastic::health(&cards.cards[2], &[]);
        // On a busy machine a moment may be long enough to read one: what counts in the end is the one that stayed.
        loop {
            match watched.next() {
                Card::Read(holder) if is_named(&cards.cards[2], &holder) => break,
                Card::Read(holder) => assert!(is_named(&cards.cards[0], &holder)),
                Card::Reading | Card::Torn | Card::Empty => {}
                other => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn a_card_put_in_the_place_of_another_is_read() {
    in_a_room("a_card_put_in_the_place_of_another_is_read", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let cards = cards();
        let first = Plastic::health(&cards.cards[0], &[]);
        watched.reads(&cards.cards[0]);
        first.pull();
        let _second = Plastic::health(&cards.cards[3], &[]);
        watched.tells(&[Card::Empty]);
        watched.reads(&cards.cards[3]);
    });
}

#[test]
fn other_cards_are_told_apart() {
    in_a_room("other_cards_are_told_apart", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let answer_to_reset = cards().answer_to_reset;
        let foreign = ["--answer-to-reset", "3B6500009C02020702"];
        for (options, expect) in [
            (&foreign[..], Card::Foreign),
            (&["--answer-to-reset", "3B80800101", "--identity"], Card::IdentityCard),
            (&["--answer-to-reset", "3B8F800180318065B085040011120FFF8290008A"], Card::IdentityCard),
            (&["--answer-to-reset", &answer_to_reset, "--personal-data", "0000060461"], Card::Damaged),
            (&["--answer-to-reset", &answer_to_reset], Card::Damaged),
        ] {
            let plastic = Plastic::insert(options);
            watched.tells(&[Card::Reading, expect]);
            plastic.pull();
            watched.tells(&[Card::Empty]);
        }
    });
}

#[test]
fn pcscd_goes_and_comes_back_with_its_readers() {
    in_a_room("pcscd_goes_and_comes_back_with_its_readers", || {
        let watched = Watched::start();
        watched.tells(&[Card::NoReader]);
        let cards = cards();
        let card = &cards.cards[4];
        for _ in 0..2 {
            let daemon = Daemon::start();
            watched.waits_for_empty();
            let plastic = Plastic::health(card, &[]);
            watched.reads(card);
            daemon.kill();
            watched.tells(&[Card::NoReader]);
            plastic.pull();
        }
        let torn = Daemon::start();
        watched.waits_for_empty();
        let _plastic = Plastic::health(card, &[]);
        watched.tells(&[Card::Reading]);
        torn.kill();
        while watched.next() != Card::NoReader {}
        let _daemon = Daemon::start();
        watched.waits_for_empty();
    });
}

/// Until the file by which another pcscd is asked for is there; it is taken away, as by who replaces it.
#[track_caller]
fn is_asked_for(over: &Path) {
    let began = Instant::now();
    while fs::remove_file(over).is_err() {
        assert!(began.elapsed() < PATIENCE, "another pcscd is asked for");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn pcscd_is_replaced_at_the_start_and_after_a_card_and_nobody_hears_of_it() {
    in_a_room("pcscd_is_replaced_at_the_start_and_after_a_card_and_nobody_hears_of_it", || {
        let mut daemon = Daemon::start();
        let (over, after) = (PathBuf::from("/run/card-over"), Duration::from_secs(1));
        assert!(
            Renewal::by(over.clone()).after >= Duration::from_secs(10),
            "later than who turns a card round"
        );
        let watched = Watched::asking(Some(Renewal { over: over.clone(), after, hangs: Arc::default() }));
        watched.waits_for_empty();
        // It may have carried a card before the kiosk began.
        is_asked_for(&over);
        daemon = daemon.replace();
        let cards = cards();
        let stays = |card| Plastic::health(card, &["--stays"]);
        // Another card goes in just when it is asked for: before anything is told of it, while it is read, and after.
        let mut plastic = stays(&cards.cards[0]);
        watched.reads(&cards.cards[0]);
        for before in 0..=2 {
            plastic.pull();
            watched.tells(&[Card::Empty]);
            is_asked_for(&over);
            let card = &cards.cards[before + 1];
            plastic = stays(card);
            let mut told: Vec<Card> = (0..before).map(|_| watched.next()).collect();
            daemon = daemon.replace();
            told.extend((before..2).map(|_| watched.next()));
            let [Card::Reading, Card::Read(holder)] = told.as_slice() else { panic!("{before}: {told:?}") };
            assert!(is_named(card, holder));
        }
        std::thread::sleep(3 * after);
        assert!(!over.exists(), "not while one is in");
        // Nobody replaces it any more: the next card finds that.
        plastic.pull();
        watched.tells(&[Card::Empty]);
        let began = Instant::now();
        while !over.exists() {
            assert!(began.elapsed() < PATIENCE, "another pcscd is asked for");
            std::thread::sleep(Duration::from_millis(20));
        }
        // One that goes in at once may be quicker than who replaces it.
        std::thread::sleep(Duration::from_secs(6));
        let _plastic = Plastic::health(&cards.cards[0], &[]);
        let told = [(); 3].map(|()| watched.events.recv_timeout(PATIENCE).unwrap());
        assert_eq!(told[..2], [Event::Card(Card::Reading), Event::Renewed(false)]);
        assert!(matches!(&told[2], Event::Card(Card::Read(holder)) if is_named(&cards.cards[0], holder)));
        daemon.kill();
        watched.tells(&[Card::NoReader]);
    });
}

#[test]
fn a_silent_chip_is_mute() {
    in_a_room("a_silent_chip_is_mute", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let _plastic = Plastic::insert(&["--answer-to-reset", "00"]);
        watched.tells(&[Card::Reading, Card::Mute]);
    });
}

#[test]
fn the_driver_ends_at_once_when_it_is_dropped() {
    in_a_room("the_driver_ends_at_once_when_it_is_dropped", || {
        let ends = |watched: Watched| {
            let began = Instant::now();
            drop(watched.reader);
            assert_eq!(watched.events.recv_timeout(PATIENCE), Err(mpsc::RecvTimeoutError::Disconnected));
            // At once, and be the machine crowded.
            assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
        };
        let without_daemon = Watched::start();
        without_daemon.tells(&[Card::NoReader]);
        ends(without_daemon);
        let _daemon = Daemon::start();
        let waiting = Watched::start();
        waiting.waits_for_empty();
        ends(waiting);
    });
}

/// The PIN of the card with a key, and what it is asked to sign.
const PIN: &str = "83027";
const CHALLENGE: &str = "sportello-accesso-1.dGVzdA";

/// The card with a key, as the simulator has it.
fn with_key(options: &[&str]) -> Plastic {
    let cards = concat!(env!("CARGO_MANIFEST_DIR"), "/src/simulator/cards.json");
    Plastic::health(&self::cards().cards[0], &[&["--cards", cards], options].concat())
}

/// What a card tells when it is asked.
#[track_caller]
fn asked(order: CardOrder) -> CardPin {
    let (sender, events) = mpsc::channel();
    Pad::new(sender).ask(order);
    match events.recv_timeout(PATIENCE) {
        Ok(Event::CardPin(told)) => told,
        other => panic!("{other:?}"),
    }
}

fn sign(pin: &str) -> CardPin {
    asked(CardOrder::Sign { pin: zeroize::Zeroizing::new(pin.to_owned()), challenge: CHALLENGE.to_owned() })
}

#[test]
fn a_card_signs_once_its_pin_is_right_and_forgets_it_afterwards() {
    in_a_room("a_card_signs_once_its_pin_is_right_and_forgets_it_afterwards", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        for options in [&[][..], &["--t0"], &["--at-most", "32"]] {
            let plastic = with_key(options);
            watched.reads(&cards().cards[0]);
            assert_eq!(asked(CardOrder::Look), CardPin::Tries(3));
            assert_eq!(sign("00000"), CardPin::Wrong(2));
            assert_eq!(asked(CardOrder::Look), CardPin::Tries(2), "asking costs none");
            let CardPin::Signed(signed) = sign(PIN) else { panic!("{options:?}") };
            assert_eq!((signed.signature.len(), signed.certificate[0]), (256, 0x30));
            assert_eq!(asked(CardOrder::Look), CardPin::Tries(3), "it has forgotten the PIN");
            plastic.pull();
            watched.tells(&[Card::Empty]);
        }
        assert_eq!(asked(CardOrder::Look), CardPin::Torn, "no card");
        let last = with_key(&["--tries", "1"]);
        watched.reads(&cards().cards[0]);
        assert_eq!(asked(CardOrder::Look), CardPin::Tries(1));
        assert_eq!(sign("00000"), CardPin::Blocked);
        assert_eq!(sign(PIN), CardPin::Blocked);
        last.pull();
        watched.tells(&[Card::Empty]);
        let _without = Plastic::health(&cards().cards[1], &[]);
        watched.reads(&cards().cards[1]);
        assert_eq!(asked(CardOrder::Look), CardPin::Unable, "a card without a key");
    });
}

#[test]
fn a_card_pulled_while_it_signs_signs_nothing() {
    in_a_room("a_card_pulled_while_it_signs_signs_nothing", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let whole = with_key(&[]);
        watched.reads(&cards().cards[0]);
        assert!(matches!(sign(PIN), CardPin::Signed(_)));
        let commands = whole.pull();
        watched.tells(&[Card::Empty]);
        let reading = with_key(&[]);
        watched.reads(&cards().cards[0]);
        let read = reading.pull();
        watched.tells(&[Card::Empty]);
        for after in read..commands {
            let torn = with_key(&["--tear-after", &after.to_string()]);
            watched.reads(&cards().cards[0]);
            assert_eq!(sign(PIN), CardPin::Torn, "after {after}");
            torn.pull();
            watched.tells(&[Card::Empty]);
        }
    });
}

/// What is waited for a card in a test of one that never answers.
const SHORT: Duration = Duration::from_millis(1_500);

/// Whether what is in this file is in this process's memory; nothing of it is said here.
fn is_in_memory(words: &Path) -> bool {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/kiosk/memory.py");
    let mut search = Process::new("sh");
    search.args(["-c", "python3 \"$@\" | grep -q .", "sh", script, &std::process::id().to_string(), "--"]);
    search.arg(format!("@{}", words.display())).status().unwrap().success()
}

/// A card that goes in and never answers this command.
fn hangs_at(command: &str) -> Plastic {
    with_key(&["--hang", command])
}

#[test]
fn a_card_that_never_answers_is_told_another_pcscd_is_asked_for_and_the_next_card_is_read() {
    in_a_room(
        "a_card_that_never_answers_is_told_another_pcscd_is_asked_for_and_the_next_card_is_read",
        || {
            let mut daemon = Daemon::start();
            let (over, after) = (PathBuf::from("/run/card-over"), Duration::from_secs(3_600));
            let renewal = Renewal { after, ..Renewal::by(over.clone()) };
            let (sender, events) = mpsc::channel();
            let reader = Reader::start_within(SHORT, sender.clone(), Some(renewal.clone()));
            let watched = Watched { reader, events };
            watched.waits_for_empty();
            // While it is read.
            let plastic = hangs_at("00B0");
            watched.tells(&[Card::Reading, Card::Stuck]);
            is_asked_for(&over);
            daemon = daemon.replace();
            plastic.pull();
            watched.tells(&[Card::Empty]);
            // Read, and silent once it has the PIN: the PIN goes with the pcscd that waits.
            let plastic = hangs_at("0020001008");
            watched.reads(&cards().cards[0]);
            let (told, tells) = mpsc::channel();
            let pin = zeroize::Zeroizing::new(PIN.chars().rev().collect::<String>());
            // What the command carries, in a file alone.
            let searched = Path::new("/run/searched");
            let command =
                zeroize::Zeroizing::new([&[0x00, 0x20, 0x00, 0x10, 0x08][..], pin.as_bytes()].concat());
            fs::write(searched, &*command).unwrap();
            drop(command);
            let order = CardOrder::Sign { pin, challenge: CHALLENGE.to_owned() };
            Pad::new(told).asking(&renewal).within(SHORT).ask(order);
            assert_eq!(tells.recv_timeout(PATIENCE), Ok(Event::CardPin(CardPin::Stuck)));
            assert!(is_in_memory(searched), "the search finds what is there");
            is_asked_for(&over);
            daemon = daemon.replace();
            let began = Instant::now();
            while is_in_memory(searched) {
                assert!(began.elapsed() < PATIENCE, "the PIN is still in memory");
                std::thread::sleep(Duration::from_millis(20));
            }
            plastic.pull();
            while watched.next() != Card::Empty {}
            // Who is next meets a reader that works, with a PIN that can be asked for.
            let _next = with_key(&[]);
            watched.reads(&cards().cards[0]);
            assert_eq!(asked(CardOrder::Look), CardPin::Tries(3));
            daemon.kill();
        },
    );
}

#[test]
fn opensc_finds_the_same_holder_on_the_same_card() {
    in_a_room("opensc_finds_the_same_holder_on_the_same_card", || {
        let _daemon = Daemon::start();
        let watched = Watched::start();
        watched.waits_for_empty();
        let asked = |program: &str, argument: &str| {
            let output = Process::new(program).args(["--reader", "0", argument]).output().expect("opensc");
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
        };
        for card in &cards().cards {
            let plastic = Plastic::health(card, &[]);
            watched.reads(card);
            let kind = asked("opensc-tool", "--name");
            assert!(kind.contains("CNS card"), "{kind}");
            let info = asked("pkcs15-tool", "--list-info");
            let name = format!("{} {}", card.given_name, card.surname).to_uppercase();
            assert!(info.contains(&name), "{name} is not in {info}");
            // The file of personal data as OpenSC finds and reads it, in hexadecimal lines.
            let all = asked("pkcs15-tool", "--list-data-objects");
            let file = all.split("Data object 'EF_DatiPersonali'").nth(1).expect(&all);
            let file = file.split("Data object").next().unwrap().split("bytes):").nth(1).expect(&all);
            let file: String = file.split_whitespace().collect();
            for value in [&card.surname, &card.given_name, &card.fiscal_code] {
                let value = value.to_uppercase();
                let field = format!("{:02X}{value}", value.len());
                let field: String = field.bytes().map(|byte| format!("{byte:02X}")).collect();
                assert!(file.contains(&field), "{value} is not in {file}");
            }
            plastic.pull();
            watched.tells(&[Card::Empty]);
        }
    });
}

//! Someone who works the kiosk: by what is heard alone, on twelve keys or on the two of Next and Select; or by touch
//! alone, by what is shown.

use std::process::Command;
use std::time::Duration;

use jiff::civil::Date;

use crate::ear::{Kiosk, answers, binary};
use crate::finger;
use crate::process::program::free_port;
use crate::receipts::bare;

/// The letters of each key, as on a telephone, then the digit.
const KEYS: [&str; 10] =
    [" 0", "'.,-/@1", "abcàá2", "defèé3", "ghiì4", "jkl5", "mnoòó6", "pqrs7", "tuvùú8", "wxyz9"];

/// What the ring of signs calls the end of an answer, and what takes a sign away.
const DONE: [&str; 2] = ["Fatto", "إِنْهَاءٌ"];
const ERASE: [&str; 2] = ["Cancella", "حَذْفٌ"];

/// Of what is heard of a table before it is gone into.
const TABLES: [&str; 3] = [" righe", " صُفُوفٍ", " صَفًّا"];

/// How an answer is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Box {
    /// Words.
    Words,
    /// A fiscal code: it ends by itself.
    Code,
    /// Digits of any number.
    Digits,
    /// Digits that end by themselves, like a PIN.
    Full,
    /// Digits of any number, which another person would type others of.
    Lot,
}

/// How the kiosk is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By twelve keys and ear.
    Keys,
    /// By Next and Select alone, and ear.
    Two,
    /// By touch, without a sound.
    Touch,
}

impl Way {
    /// In the words of what is printed.
    pub fn name(self) -> &'static str {
        match self {
            Way::Keys => "keypad",
            Way::Two => "two keys",
            Way::Touch => "touch",
        }
    }
}

/// A person at a kiosk.
pub struct Hands {
    pub kiosk: Kiosk,
    pub way: Way,
    /// The next session is with the screen off, to its end.
    pub curtained: bool,
    /// What a finger goes to next.
    aim: String,
    /// How many lines there were when this page came.
    arrived: usize,
    /// What was heard when something was passed over.
    heard: String,
    /// How many signs were sought in a ring that chance had turned, or that chance had drawn, its last sign among them; and
    /// how many presses that took.
    lots: [u32; 2],
}

impl Hands {
    /// Before a kiosk that speaks about as fast as a person who is used to it has it speak.
    pub fn at(portal: &str, way: Way, options: &[&str]) -> Hands {
        let address = format!("127.0.0.1:{}", free_port());
        let mut command = Command::new(binary());
        command.args(["simulate", "--portal", portal, "--listen", &address, "--signs-a-second", "200"]);
        command.args(options);
        let (aim, heard) = (String::new(), String::new());
        let kiosk = Kiosk::run(command, &address);
        Hands { kiosk, way, curtained: false, aim, arrived: 0, heard, lots: [0; 2] }
    }

    /// How many presses these are if each sign that chance had a hand in is as far as the ten digits are on average.
    pub fn without_luck(&mut self, presses: u32) -> u32 {
        let [signs, turns] = std::mem::take(&mut self.lots);
        presses + signs * 9 / 2 - turns
    }

    /// Waits until the kiosk says this by itself after so many lines: it is heard, and by who does not listen read.
    #[track_caller]
    pub fn told(&self, since: usize, words: &str) {
        match self.way {
            Way::Touch => drop(finger::sees(&self.kiosk, words)),
            Way::Keys | Way::Two => drop(self.kiosk.hear(since, words)),
        }
    }

    /// Presses a key, and hears what comes of it.
    #[track_caller]
    pub fn key(&mut self, key: &str) -> String {
        self.kiosk.presses += 1;
        let before = self.kiosk.tape().len();
        self.kiosk.board("tasto", key);
        self.kiosk.answer(before).join("\n")
    }

    /// In a language, from nothing.
    #[track_caller]
    pub fn enter(&mut self, language: &str, title: &str) {
        if self.way == Way::Touch {
            return self.follow(language, title);
        }
        let before = self.kiosk.settle();
        self.kiosk.board("cuffie", "dentro");
        // Whoever hears the list to its end is at its first again: by then the screen marks it.
        self.kiosk.hear(before, "العربية");
        self.kiosk.until("the first language", |kiosk| {
            kiosk.screen().contains("data-focus=\"b-0-0\"").then_some(())
        });
        self.arrived = self.kiosk.settle();
        if language != "Italiano" {
            self.to(language);
        }
        self.choose(title);
        if self.curtained {
            // From here on nothing of any page is on the screen.
            if self.way == Way::Two {
                self.follow("Comandi: scegli per aprirli", "Torna alla pagina prima");
                self.follow("Copri o scopri lo schermo", "Schermo coperto");
            } else {
                self.key("ripeti");
                self.key("3");
            }
            self.is_dark();
        }
    }

    /// The curtain is drawn, and nothing is seen but that it is.
    #[track_caller]
    pub fn is_dark(&self) {
        let screen = self.kiosk.screen();
        assert!(screen.contains("class=\"curtain\"") && !screen.contains("id=\"titolo\""), "{screen}");
    }

    /// Goes on until the words are heard; who hears them read out and passed goes back, with twelve keys.
    #[track_caller]
    pub fn to(&mut self, words: &str) {
        if self.way == Way::Touch {
            finger::sees(&self.kiosk, &shown(words));
            self.aim = bare(words);
            return;
        }
        let mut heard = std::mem::take(&mut self.heard);
        if is_at(&heard, words) {
            return;
        }
        heard = self.key("dopo");
        let passed = self.kiosk.tape()[self.arrived..].iter().any(|line| line.contains(words));
        let key = if passed && self.way == Way::Keys { "prima" } else { "dopo" };
        for _ in 0..90 {
            if is_at(&heard, words) {
                return;
            }
            heard = self.key(key);
        }
        panic!("«{words}» is not found\n{}", self.kiosk.tape()[self.arrived..].join("\n"));
    }

    /// Chooses what was heard last, and hears what comes.
    #[track_caller]
    pub fn choose(&mut self, words: &str) {
        if self.way == Way::Touch {
            self.kiosk.presses += finger::touches(&self.kiosk, &self.aim, &shown(words));
            return;
        }
        let before = self.kiosk.tape().len();
        self.kiosk.presses += 1;
        self.kiosk.board("tasto", "scegli");
        self.kiosk.hear(before, words);
        self.arrived = before;
    }

    /// To these words, and chooses them.
    #[track_caller]
    pub fn follow(&mut self, words: &str, title: &str) {
        self.to(words);
        self.choose(title);
    }

    /// Goes from part to part by key 8, where there is one, until the words are heard; with two keys past each table.
    #[track_caller]
    pub fn jump(&mut self, words: &str) {
        match self.way {
            Way::Keys => {}
            Way::Two => return self.past_tables_to(words),
            Way::Touch => return self.to(words),
        }
        // The reading goes on by itself and may have come to a box meanwhile: where that has been heard, keys type.
        let mut last = self.kiosk.tape().last().cloned().unwrap_or_default();
        for _ in 0..40 {
            let heard = self.key(if last.contains("Risposta: ") { "dopo" } else { "8" });
            if is_at(&heard, words) {
                return;
            }
            last = heard.lines().last().unwrap_or_default().to_owned();
        }
        panic!("«{words}» is no part\n{}", self.kiosk.tape()[self.arrived..].join("\n"));
    }

    #[track_caller]
    fn past_tables_to(&mut self, words: &str) {
        let mut heard = self.key("dopo");
        for _ in 0..90 {
            if is_at(&heard, words) {
                return;
            }
            let opens = |line: &str| {
                TABLES.iter().any(|words| line.contains(words)) || line.contains("Comandi: scegli")
            };
            let table = heard.lines().last().is_some_and(opens);
            heard = self.key(if table { "scegli" } else { "dopo" });
        }
        panic!("«{words}» is not found\n{}", self.kiosk.tape()[self.arrived..].join("\n"));
    }

    /// What stands under these words: the next thing that is heard, or all that is shown after them, once it is uncovered.
    #[track_caller]
    pub fn below(&mut self, words: &str) -> String {
        if self.way == Way::Touch {
            return finger::below(&self.kiosk, &shown(words));
        }
        self.to(words);
        let heard = self.key("dopo");
        heard.split_once("] ").unwrap().1.to_owned()
    }

    /// Past a table or section that begins with these words.
    #[track_caller]
    pub fn past(&mut self, words: &str) {
        if self.way == Way::Touch {
            return;
        }
        self.to(words);
        self.heard = self.key("scegli");
    }

    /// Led to what these words ask for: who listens hears so and is there, and a finger goes to it.
    #[track_caller]
    pub fn led(&mut self, words: &str) {
        match self.way {
            Way::Touch => self.to(words),
            Way::Keys | Way::Two => drop(self.kiosk.hear(self.arrived, words)),
        }
    }

    /// Shows what is covered, to who reads it.
    #[track_caller]
    pub fn uncover(&mut self) {
        if self.way == Way::Touch {
            self.kiosk.presses += finger::uncovers(&self.kiosk);
        }
    }

    /// What is waited for, where it is heard in other words than it is shown: what is someone's is covered.
    pub fn either<'a>(&self, heard: &'a str, shown: &'a str) -> &'a str {
        if self.way == Way::Touch { shown } else { heard }
    }

    /// In the box that these words ask for: a finger opens it, and who listens is there.
    #[track_caller]
    pub fn into(&mut self, words: &str) {
        self.to(words);
        if self.way == Way::Touch {
            self.kiosk.presses += 1;
            finger::opens(&self.kiosk, words);
        }
    }

    /// Goes to a box and types into it.
    #[track_caller]
    pub fn fill(&mut self, label: &str, signs: &str, kind: Box) {
        self.to(label);
        self.write(signs, kind);
    }

    /// Fills an address in Rome.
    #[track_caller]
    pub fn address(&mut self) {
        self.fill("Via o piazza", "via di prova", Box::Words);
        self.fill("Numero civico", "3", Box::Words);
        self.fill("] Comune", "roma", Box::Words);
        self.fill("] CAP", "00118", Box::Digits);
    }

    /// Fills the three boxes of a date, with as many digits whatever day it is.
    #[track_caller]
    pub fn date(&mut self, date: Date) {
        self.fill("Giorno", &format!("{:02}", date.day()), Box::Lot);
        self.fill("Mese", &format!("{:02}", date.month()), Box::Lot);
        self.fill("Anno", &date.year().to_string(), Box::Lot);
    }

    /// Types where one is.
    #[track_caller]
    pub fn write(&mut self, text: &str, into: Box) {
        match self.way {
            Way::Keys => self.tap(text, into),
            Way::Two => self.ring(text, into),
            Way::Touch => self.kiosk.presses += finger::writes(&self.kiosk, &self.aim, text),
        }
    }

    /// Types in the box that one is in, in place of what stands there.
    #[track_caller]
    pub fn instead(&mut self, stands: &str, digits: &str) {
        match self.way {
            Way::Keys => {
                stands.chars().for_each(|_| drop(self.key("indietro")));
                self.tap(digits, Box::Digits);
            }
            Way::Two => {
                let mut heard = self.key("scegli");
                for _ in 0..14 {
                    if ERASE.contains(&words(&heard).as_str()) {
                        break;
                    }
                    heard = self.key("dopo");
                }
                stands.chars().for_each(|_| drop(self.key("scegli")));
                let first = self.key("dopo");
                self.signs(first, digits, Box::Digits);
            }
            Way::Touch => {
                self.kiosk.presses += finger::writes_instead(&self.kiosk, &self.aim, stands, digits)
            }
        }
    }

    /// Letters as on a telephone: the same key until the letter is heard.
    #[track_caller]
    fn tap(&mut self, text: &str, into: Box) {
        let mut last = None;
        for sign in text.chars() {
            let digits = matches!(into, Box::Digits | Box::Full | Box::Lot);
            let at = KEYS.iter().position(|all| all.contains(sign.to_ascii_lowercase())).unwrap();
            if last == Some(at) && !digits {
                // The letter before must not be changed.
                std::thread::sleep(Duration::from_millis(1_300));
            }
            for _ in 0..KEYS[at].chars().count() {
                let heard = self.key(&at.to_string());
                if digits || is(&heard, sign) {
                    break;
                }
            }
            last = Some(at);
        }
    }

    /// Signs from the ring: a group that has the sign is gone into.
    #[track_caller]
    fn ring(&mut self, text: &str, into: Box) {
        let first = self.key("scegli");
        self.signs(first, text, into);
    }

    /// The same where the ring stands at what was heard.
    #[track_caller]
    fn signs(&mut self, mut heard: String, text: &str, into: Box) {
        for sign in text.chars() {
            let mut turns = 0;
            while !is(&heard, sign) {
                let group = holds(&heard, sign);
                heard = self.key(if group { "scegli" } else { "dopo" });
                turns += 1;
                assert!(turns < 30, "no «{sign}» in the ring:\n{heard}");
            }
            if matches!(into, Box::Full | Box::Lot) {
                self.lots = [self.lots[0] + 1, self.lots[1] + turns];
            }
            heard = self.key("scegli");
            // What was taken is heard first, then what the ring stands at.
            if matches!(into, Box::Words | Box::Code) {
                heard = rest(&heard, sign);
            }
        }
        // A box that is full, a year's, is left by itself: its name and what it holds are heard.
        let left = words(&heard).len() > text.len() && words(&heard).ends_with(text);
        if !matches!(into, Box::Code | Box::Full) && !left {
            let mut turns = 0;
            while !DONE.contains(&words(&heard).as_str()) && turns < 14 {
                heard = self.key("dopo");
                turns += 1;
            }
            if into == Box::Lot {
                self.lots = [self.lots[0] + 1, self.lots[1] + turns];
            }
            self.key("scegli");
        }
    }

    /// Types a PIN of eight digits that nobody hears and nobody sees.
    #[track_caller]
    pub fn secret(&mut self, secret: &str) {
        self.unheard(secret, Box::Full, "8 di 8");
    }

    /// The same of a card's own, which is as long as its holder knows.
    #[track_caller]
    pub fn card_pin(&mut self, pin: &str) {
        self.unheard(pin, Box::Lot, &format!("ifra {}", pin.len()));
    }

    /// The same, of which so many are counted in these words.
    #[track_caller]
    pub fn unheard(&mut self, secret: &str, into: Box, counted: &str) {
        let before = self.kiosk.settle();
        self.write(secret, into);
        assert!(!self.kiosk.screen().contains(secret));
        if self.way == Way::Touch {
            return;
        }
        // A line is a number, a route and words.
        let heard = self.kiosk.tape()[before..].to_vec();
        let words = heard.iter().filter_map(|line| line.split_once('[').map(|(_, words)| words));
        assert!(words.clone().any(|words| words.contains(counted)), "{heard:?}");
        assert!(!words.clone().any(|words| words.contains(&secret[..2])), "{heard:?}");
    }

    /// Leaves: with twelve keys by the key of the end, with two by the command after the page.
    #[track_caller]
    pub fn leave(&mut self) {
        if std::mem::take(&mut self.curtained) {
            self.is_dark();
        }
        match self.way {
            Way::Keys => {
                let before = self.kiosk.tape().len();
                self.key("fine");
                self.kiosk.hear(before, "non resta nulla");
            }
            Way::Two => {
                self.past_tables_to("Chiudi la sessione");
                self.choose("non resta nulla");
            }
            Way::Touch => {
                self.kiosk.presses += 1;
                self.kiosk.touch("comando:fine");
                finger::sees(&self.kiosk, "dà il benvenuto");
                return assert_eq!(
                    self.kiosk.tape().join("").trim(),
                    "",
                    "who only touches is not spoken to"
                );
            }
        }
        self.kiosk.board("cuffie", "fuori");
    }
}

/// As it is shown, where it is heard so; after a bracket it begins what is heard.
fn shown(words: &str) -> String {
    bare(words.trim_start_matches("] "))
}

/// Where one is, by what was heard of a key, has these words. What began to be read before the key came was passed by it.
fn is_at(heard: &str, words: &str) -> bool {
    heard.lines().rfind(|line| answers(line)).is_some_and(|line| line.contains(words))
}

/// The words of the last line, after the sentence that says how the ring works.
fn words(heard: &str) -> String {
    let line = heard.lines().last().unwrap_or("").trim_end_matches(" (interrotto)");
    let words = line.split_once("] ").map_or("", |(_, words)| words);
    words.rsplit(". ").next().unwrap().to_owned()
}

/// Just this sign was heard, or its capital: a name begins with one.
fn is(heard: &str, sign: char) -> bool {
    let words = words(heard);
    if sign == ' ' { words == "Spazio" } else { words.to_lowercase() == sign.to_lowercase().to_string() }
}

/// A group was heard that has this sign.
fn holds(heard: &str, sign: char) -> bool {
    let words = words(heard);
    let all: Vec<&str> = words.split(' ').collect();
    let letters = all.len() > 1 && all.iter().all(|word| word.chars().count() == 1 || *word == "Spazio");
    match sign {
        ' ' => letters && all.contains(&"Spazio"),
        '0'..='9' => words == "Cifre",
        _ => letters && all.contains(&&*sign.to_string()),
    }
}

/// What was heard after the sign that was taken.
fn rest(heard: &str, sign: char) -> String {
    let name = if sign == ' ' { "Spazio".to_owned() } else { sign.to_string() };
    let words = words(heard);
    let taken = |(taken, _): &(&str, &str)| taken.to_lowercase() == name.to_lowercase();
    words.split_once(' ').filter(taken).map_or(String::new(), |(_, rest)| format!("] {rest}"))
}

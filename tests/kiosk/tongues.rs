//! Whole visits by keypad and ear in English, and in Arabic, with the screen off: a PIN asked for and, when the letter has
//! come, activated; signed in by card and PIN, the statement heard, ordered by post, its number heard, and gone. In Italian
//! they are all in the other files.

use sportello::import::demo;

use crate::counted::{MOST, ORDER_DARK};
use crate::figures;
use crate::hands::{Box, Hands, Way};
use crate::process::people::PIN;
use crate::process::store::Store;
use crate::visits::{each_voice_reads_its_own_letters, hands, portal, post};

/// What is heard of the visits, step by step, in one language.
struct Tongue {
    code: &'static str,
    name: &'static str,
    home: &'static str,
    statement: &'static str,
    to_sign_in: &'static str,
    characters: &'static str,
    pin: &'static str,
    of_eight: &'static str,
    sign_in: &'static str,
    weeks: &'static str,
    parts: [&'static str; 5],
    by_post: &'static str,
    we_send: &'static str,
    ordinary: &'static str,
    send: &'static str,
    number: &'static str,
    ended: &'static str,
    asking: Asking,
}

/// What is heard where a PIN is asked for and activated.
struct Asking {
    /// The service, and its first sentence.
    service: [&'static str; 2],
    ask: &'static str,
    by_keys: &'static str,
    start: &'static str,
    /// What a step is called, before its number and between that and seven.
    step: [&'static str; 2],
    go_on: &'static str,
    surname: &'static str,
    given_name: &'static str,
    street: &'static str,
    house: &'static str,
    comune: &'static str,
    postcode: &'static str,
    mobile: &'static str,
    large_print: &'static str,
    chosen: &'static str,
    rows: &'static str,
    send: &'static str,
    sent: &'static str,
    first: &'static str,
    /// What the letter says, to be read.
    second: &'static str,
    activate: &'static str,
    needed: &'static str,
    both: &'static str,
    check: &'static str,
    choose: &'static str,
    new: &'static str,
    again: &'static str,
    and_sign_in: &'static str,
    active: &'static str,
}

const ENGLISH: Tongue = Tongue {
    code: "en",
    name: "English",
    home: "What do you want to do?",
    statement: "] Contribution statement",
    to_sign_in: "Sign in: Contribution statement",
    characters: "16 characters",
    pin: "] INPS PIN",
    of_eight: "8 of 8",
    sign_in: "] Sign in",
    weeks: "your weeks of contributions",
    parts: [
        "Whose statement",
        "The regimes",
        "Decade by decade",
        "Gaps and anomalies",
        "What the words mean",
    ],
    by_post: "Receive the statement by post",
    we_send: "We send you the whole statement",
    ordinary: "In ordinary print",
    send: "Send the statement by post",
    number: "Protocol number",
    ended: "nothing of yours is left here",
    asking: Asking {
        service: ["] Access PIN", "8-digit number"],
        ask: "] Ask for the PIN",
        by_keys: "fifteen minutes",
        start: "Start the request",
        step: ["Step", "of"],
        go_on: "] Continue",
        surname: "] Surname",
        given_name: "] First name",
        street: "Street or square",
        house: "House number",
        comune: "] Comune",
        postcode: "] Postcode",
        mobile: "Mobile telephone",
        large_print: "Letter in large print",
        chosen: "Chosen: Letter",
        rows: "16 rows",
        send: "Send the request",
        sent: "Request sent",
        first: "Your first code",
        second: "Your second code",
        activate: "Activate the PIN",
        needed: "You need the fiscal code",
        both: "The two codes, one after the other",
        check: "Check the codes",
        choose: "Choose your PIN",
        new: "] New PIN",
        again: "Type the PIN again",
        and_sign_in: "Activate the PIN and sign in",
        active: "your PIN is active",
    },
};

const ARABIC: Tongue = Tongue {
    code: "ar",
    name: "العربية",
    home: "مَاذَا تُرِيدُ",
    statement: "] كَشْفُ الِاشْتِرَاكَاتِ",
    to_sign_in: "تَسْجِيلُ الدُّخُولِ: كَشْفُ الِاشْتِرَاكَاتِ",
    characters: "السِّتَّةَ عَشَرَ",
    pin: "] اَلرَّقْمُ السِّرِّيُّ لِلْمَعْهَدِ",
    of_eight: "8 مِنْ 8",
    sign_in: "] تَسْجِيلُ الدُّخُولِ",
    weeks: "أَسَابِيعِ اشْتِرَاكَاتِكَ",
    parts: ["صَاحِبُ هٰذَا الْكَشْفِ", "اَلْأَنْظِمَةُ", "عَقْدًا بَعْدَ عَقْدٍ", "اَلِانْقِطَاعَاتُ وَالْمُلَاحَظَاتُ", "مَعْنَى الْكَلِمَاتِ"],
    by_post: "اِسْتَلِمِ الْكَشْفَ بِالْبَرِيدِ",
    we_send: "نُرْسِلُ إِلَيْكَ الْكَشْفَ",
    ordinary: "بِخَطٍّ عَادِيٍّ",
    send: "أَرْسِلِ الْكَشْفَ بِالْبَرِيدِ",
    number: "رَقْمُ التَّسْجِيلِ",
    ended: "لَا يَبْقَى هُنَا أَيُّ شَيْءٍ",
    asking: Asking {
        service: ["] رَقْمُ الدُّخُولِ السِّرِّيُّ", "عَدَدٌ مِنْ 8 أَرْقَامٍ"],
        ask: "] طَلَبُ الرَّقْمِ السِّرِّيِّ",
        by_keys: "خَمْسَ عَشْرَةَ دَقِيقَةً",
        start: "اِبْدَأِ الطَّلَبَ",
        step: ["اَلْخُطْوَةُ", "مِنْ"],
        go_on: "] مُتَابَعَةٌ",
        surname: "] اَللَّقَبُ",
        given_name: "] اَلِاسْمُ",
        street: "اَلشَّارِعُ أَوِ السَّاحَةُ",
        house: "رَقْمُ الْبَيْتِ",
        comune: "] اَلْبَلَدِيَّةُ",
        postcode: "] اَلرَّمْزُ الْبَرِيدِيُّ",
        mobile: "اَلْهَاتِفُ الْمَحْمُولُ",
        large_print: "رِسَالَةٌ بِخَطٍّ كَبِيرٍ",
        chosen: "تَمَّ الِاخْتِيَارُ: رِسَالَةٌ",
        rows: "16 صَفًّا",
        send: "أَرْسِلِ الطَّلَبَ",
        sent: "تَمَّ إِرْسَالُ الطَّلَبِ",
        first: "رَمْزُكَ الْأَوَّلُ",
        second: "رمزك الثاني",
        activate: "تَفْعِيلُ الرَّقْمِ السِّرِّيِّ",
        needed: "تَحْتَاجُ إِلَى الرَّمْزِ الضَّرِيبِيِّ",
        both: "اَلرَّمْزَانِ وَاحِدًا بَعْدَ الْآخَرِ",
        check: "تَحَقَّقْ مِنَ الرَّمْزَيْنِ",
        choose: "اِخْتَرْ رَقْمَكَ السِّرِّيَّ",
        new: "] اَلرَّقْمُ السِّرِّيُّ الْجَدِيدُ",
        again: "اُكْتُبِ الرَّقْمَ السِّرِّيَّ مَرَّةً أُخْرَى",
        and_sign_in: "فَعِّلِ الرَّقْمَ السِّرِّيَّ وَادْخُلْ",
        active: "رَقْمُكَ السِّرِّيُّ مُفَعَّلٌ",
    },
};

impl Tongue {
    /// Comes, and the screen goes off; how much was said before.
    fn enter(&self, hands: &mut Hands) -> usize {
        hands.curtained = true;
        hands.enter(self.name, self.home);
        hands.kiosk.tape().len()
    }

    /// Holds out this card before the box for its code, which is heard to begin so.
    fn tell_the_code(&self, hands: &mut Hands, card: &str, letters: &str) {
        hands.to(self.characters);
        let before = hands.kiosk.settle();
        hands.kiosk.board("tessera", card);
        // A code is spelled by the Italian voice in Arabic, in English by its own.
        hands.kiosk.hear(before, letters);
    }

    /// Goes: no voice was given what it cannot read since so many lines, and no visit took more presses than it may. What was
    /// said, and the presses.
    fn leave(&self, hands: &mut Hands, since: usize, what: &str) -> (Vec<String>, u32) {
        hands.is_dark();
        let before = hands.kiosk.tape().len();
        hands.key("fine");
        hands.kiosk.hear(before, self.ended);
        let tape = hands.kiosk.tape().split_off(since);
        each_voice_reads_its_own_letters(&tape);
        let presses = std::mem::take(&mut hands.kiosk.presses);
        let row = format!("presses: {what}, screen off, {}", self.code);
        figures::row(&row, &presses.to_string(), &MOST[0].to_string());
        assert!(presses <= MOST[0]);
        (tape, presses)
    }
}

/// The PIN asked for, and the first of its two halves as it was heard.
fn ask_in(tongue: &Tongue, hands: &mut Hands) -> String {
    let (heard, [step, of]) = (&tongue.asking, tongue.asking.step);
    let step = |nth: u8| format!("{step} {nth} {of} 7");
    let since = tongue.enter(hands);
    hands.follow(heard.service[0], heard.service[1]);
    hands.follow(heard.ask, heard.by_keys);
    hands.follow(heard.start, &step(1));
    tongue.tell_the_code(hands, "1", "R N L");
    hands.follow(heard.go_on, &step(2));
    hands.fill(heard.surname, "rinaldi", Box::Words);
    hands.fill(heard.given_name, "enrico", Box::Words);
    hands.follow(heard.go_on, &step(3));
    hands.follow(heard.go_on, &step(4));
    hands.fill(heard.street, "lungara", Box::Words);
    hands.fill(heard.house, "3", Box::Words);
    hands.fill(heard.comune, "napoli", Box::Words);
    hands.fill(heard.postcode, "80121", Box::Digits);
    hands.follow(heard.go_on, &step(5));
    hands.fill(heard.mobile, "320055512", Box::Digits);
    hands.follow(heard.go_on, &step(6));
    hands.follow(heard.large_print, heard.chosen);
    hands.follow(heard.go_on, &step(7));
    hands.past(heard.rows);
    hands.follow(heard.send, heard.sent);
    let told = hands.below(heard.first);
    let half: String = told.chars().filter(char::is_ascii_digit).take(8).collect();
    assert_eq!(half.len(), 8, "{told}");
    tongue.leave(hands, since, "ask for a PIN");
    hands.kiosk.board("cuffie", "fuori");
    hands.kiosk.board("tessera", "togli");
    half
}

/// The PIN of both halves chosen; it signs in.
fn activate_in(tongue: &Tongue, hands: &mut Hands, halves: &str) {
    let heard = &tongue.asking;
    let since = tongue.enter(hands);
    hands.follow(heard.service[0], heard.service[1]);
    hands.follow(heard.activate, heard.needed);
    tongue.tell_the_code(hands, "1", "R N L");
    hands.fill(heard.both, halves, Box::Lot);
    hands.follow(heard.check, heard.choose);
    for label in [heard.new, heard.again] {
        hands.to(label);
        hands.unheard(PIN, Box::Full, tongue.of_eight);
    }
    hands.follow(heard.and_sign_in, heard.active);
    tongue.leave(hands, since, "activate the PIN");
}

/// Both, with the days of the letter between them.
fn a_pin_in(tongue: &Tongue) {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Keys);
    let first = ask_in(tongue, &mut hands);
    let second = post(&store, &program, tongue.asking.second);
    activate_in(tongue, &mut hands, &format!("{first}{second}"));
}

#[test]
fn in_english_by_keypad_and_ear_with_the_screen_off_a_pin_is_asked_for_and_activated() {
    a_pin_in(&ENGLISH);
}

#[test]
fn in_arabic_by_keypad_and_ear_with_the_screen_off_a_pin_is_asked_for_and_activated() {
    a_pin_in(&ARABIC);
}

/// The statement, with the screen off.
fn ordered_in(tongue: &Tongue) {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Keys);
    let since = tongue.enter(&mut hands);
    hands.follow(tongue.statement, tongue.to_sign_in);
    tongue.tell_the_code(&mut hands, "0", "M R N");
    hands.to(tongue.pin);
    hands.unheard(demo::PIN, Box::Full, tongue.of_eight);
    hands.follow(tongue.sign_in, tongue.weeks);
    tongue.parts.into_iter().for_each(|part| hands.past(part));
    hands.follow(tongue.by_post, tongue.we_send);
    hands.follow(tongue.ordinary, tongue.ordinary);
    hands.follow(tongue.send, tongue.number);
    // All of it was in this language, but for names, addresses and codes.
    let (tape, presses) = tongue.leave(&mut hands, since, "sign in, hear the statement, order it by post");
    let own = format!("[{}]", tongue.code);
    let alone: Vec<&String> = tape.iter().filter(|line| !line.contains(&own)).collect();
    assert!(alone.len() * 10 < tape.len(), "in another language alone: {alone:#?}");
    let quoted = ORDER_DARK.iter().find(|journey| journey.name.ends_with(tongue.code)).unwrap();
    quoted.holds(Way::Keys as usize, presses);
    drop(hands);
    drop(program);
    let sent = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let cases: Vec<(i64,)> = sportello::sql!(conn, "SELECT COUNT(*) FROM cases").all().await.unwrap();
        cases[0].0
    });
    assert_eq!(sent, 1);
}

#[test]
fn in_english_by_keypad_and_ear_with_the_screen_off_the_statement_is_heard_and_ordered() {
    ordered_in(&ENGLISH);
}

#[test]
fn in_arabic_by_keypad_and_ear_with_the_screen_off_the_statement_is_heard_and_ordered() {
    ordered_in(&ARABIC);
}

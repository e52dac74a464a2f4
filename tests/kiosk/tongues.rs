//! One whole visit by keypad and ear in English, and one in Arabic: signed in by card and PIN, the statement heard, ordered by
//! post, its number heard, and gone. In Italian they are all in the other files.

use sportello::import::demo;

use crate::counted::{MOST, ORDER_DARK};
use crate::figures;
use crate::hands::{Box, Way};
use crate::process::store::Store;
use crate::visits::{each_voice_reads_its_own_letters, hands, portal};

/// What is heard of the visit, step by step, in one language.
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
};

/// The visit, with the screen off.
fn ordered_in(tongue: &Tongue) {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Keys);
    hands.curtained = true;
    hands.enter(tongue.name, tongue.home);
    let since = hands.kiosk.tape().len();
    hands.follow(tongue.statement, tongue.to_sign_in);
    hands.to(tongue.characters);
    let before = hands.kiosk.settle();
    hands.kiosk.board("tessera", "0");
    // A code is spelled by the Italian voice in Arabic, in English by its own.
    hands.kiosk.hear(before, "M R N");
    hands.to(tongue.pin);
    hands.unheard(demo::PIN, Box::Full, tongue.of_eight);
    hands.follow(tongue.sign_in, tongue.weeks);
    tongue.parts.into_iter().for_each(|part| hands.past(part));
    hands.follow(tongue.by_post, tongue.we_send);
    hands.follow(tongue.ordinary, tongue.ordinary);
    hands.follow(tongue.send, tongue.number);
    hands.is_dark();
    let before = hands.kiosk.tape().len();
    hands.key("fine");
    hands.kiosk.hear(before, tongue.ended);
    // All of it was in this language, but for names, addresses and codes.
    let tape = hands.kiosk.tape().split_off(since);
    let own = format!("[{}]", tongue.code);
    let alone: Vec<&String> = tape.iter().filter(|line| !line.contains(&own)).collect();
    assert!(alone.len() * 10 < tape.len(), "in another language alone: {alone:#?}");
    each_voice_reads_its_own_letters(&tape);
    let what = format!("presses: sign in, hear the statement, order it by post, screen off, {}", tongue.code);
    figures::row(&what, &hands.kiosk.presses.to_string(), &MOST[0].to_string());
    assert!(hands.kiosk.presses <= MOST[0]);
    let quoted = ORDER_DARK.iter().find(|journey| journey.name.ends_with(tongue.code)).unwrap();
    quoted.holds(Way::Keys as usize, hands.kiosk.presses);
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

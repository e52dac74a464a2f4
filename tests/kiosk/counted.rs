//! How many presses or touches each journey takes that the README quotes. The test that counts a journey holds it to these
//! numbers, and `tests/architecture.rs` the README.

/// A journey, and what it takes: presses of twelve keys, of two, and touches. With two keys digits are sought in a ring: those
/// of a PIN, which begins anywhere, and those that chance has drawn count as far as they are on average.
pub struct Journey {
    pub name: &'static str,
    pub took: [u32; 3],
    /// The most that it may take.
    pub most: [u32; 3],
}

/// The most that a visit may take.
pub const MOST: [u32; 3] = [250, 600, 250];

/// The most that a registration may. The law asks for more than ten typed answers, so it cannot come below the ceiling of a
/// visit: it says on its first page that it can be finished at home. It must not grow.
const LONG: [u32; 3] = [350, 950, 170];

/// How far from its number a count may lie: what is being read out goes on by itself, and who presses a key a little later
/// may have to go one part further, or back.
const NEAR: [u32; 3] = [5, 10, 0];

const fn visit(name: &'static str, took: [u32; 3]) -> Journey {
    Journey { name, took, most: MOST }
}

pub const OFFICE: Journey = visit("find my office", [48, 111, 15]);
pub const ASK: Journey = visit("ask for a PIN", [146, 334, 72]);
pub const ACTIVATE: Journey = visit("activate the PIN", [53, 263, 44]);
pub const ORDER: Journey = visit("sign in, hear the statement, order it by post", [40, 97, 17]);
pub const PRINT: Journey = visit("sign in, hear the statement, print it", [31, 81, 15]);
pub const BARRIER: Journey = visit("report a barrier", [86, 135, 18]);
pub const COUNTER: Journey = visit("choose a PIN at the counter", [31, 137, 25]);
pub const BEGIN: Journey = visit("begin a registration and stop", [49, 115, 19]);
pub const FIND: Journey = visit("find it again where it was left", [36, 112, 16]);
pub const SEND: Journey = visit("send what was filled in at home and withdraw it", [52, 160, 20]);
pub const WRONG: Journey = visit("a wrong PIN and then the right one", [30, 145, 25]);
pub const WRONG_CARD: Journey = visit("a wrong PIN of the card and then the right one", [30, 129, 20]);
pub const CHANGE: Journey = visit("change an answer from the review and send", [71, 201, 26]);
pub const AGAIN: Journey = visit("read in my area what was sent", [46, 164, 17]);
pub const REFUSED: Journey = visit("three answers refused, the language changed, and sent", [148, 364, 59]);
pub const REGISTER: Journey =
    Journey { name: "register a domestic worker", took: [320, 770, 163], most: LONG };

/// The same where no card is read, and the code is typed.
pub const ASK_TYPED: Journey = visit("ask for a PIN, the code typed", [177, 412, 90]);
pub const ACTIVATE_TYPED: Journey = visit("activate the PIN, the code typed", [84, 330, 62]);
pub const ORDER_TYPED: Journey =
    visit("sign in with a typed code, hear the statement, order it", [71, 176, 35]);

/// The same in the dark, by the keypad alone: in Italian, English, Arabic.
pub const ORDER_DARK: [Journey; 3] = [
    visit("sign in, hear the statement, order it by post, screen off", [42, 0, 0]),
    visit("sign in, hear the statement, order it by post, screen off, en", [44, 0, 0]),
    visit("sign in, hear the statement, order it by post, screen off, ar", [45, 0, 0]),
];

impl Journey {
    /// Holds what it has taken in one way to its number.
    #[track_caller]
    pub fn holds(&self, way: usize, took: u32) {
        let (quoted, near) = (self.took[way], NEAR[way]);
        let name = self.name;
        assert!(
            took.abs_diff(quoted) <= near,
            "{name}: {took}, where {quoted} is quoted, give or take {near}"
        );
    }
}

/// The rows of the README: how each begins, what stands there as measured and as the limit.
pub fn rows() -> [(&'static str, String, String); 5] {
    let [keys, two, touch] = [0, 1, 2].map(|way| {
        let [office, ask, activate, order, print] =
            [&OFFICE, &ASK, &ACTIVATE, &ORDER, &PRINT].map(|journey| journey.took[way]);
        format!("{office}; {ask}; {activate}; {order}, {print}")
    });
    let triple = |[keys, two, touch]: [u32; 3]| format!("{keys}, {two}, {touch}");
    // Not every one is done in every way.
    let done = |journey: &Journey| {
        let ways = journey.took.iter().filter(|took| **took > 0).map(u32::to_string);
        ways.collect::<Vec<_>>().join(", ")
    };
    let mended = [&CHANGE, &AGAIN, &REFUSED].map(done).join("; ");
    let turns = [
        &BARRIER,
        &COUNTER,
        &BEGIN,
        &FIND,
        &SEND,
        &WRONG,
        &WRONG_CARD,
        &ASK_TYPED,
        &ACTIVATE_TYPED,
        &ORDER_TYPED,
    ];
    let turns = turns.map(|journey| triple(journey.took)).join("; ");
    let dark = ORDER_DARK.map(|journey| journey.took[0].to_string()).join(", ");
    let long = format!("{}: more than ten typed answers", triple(LONG));
    [
        ("Office found; PIN asked for; activated;", format!("{keys}; {dark} presses"), MOST[0].to_string()),
        ("The same by two keys", format!("{two}; touches {touch}"), format!("{}; {}", MOST[1], MOST[2])),
        ("A barrier reported;", turns, triple(MOST)),
        ("An answer changed at the review, sent;", mended, triple(MOST)),
        ("A domestic worker registered", triple(REGISTER.took), long),
    ]
}

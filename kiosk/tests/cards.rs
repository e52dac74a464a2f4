//! Cards in memory and everything they can say: the synthetic cards, the broken ones, and any bytes at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;
use sportello_kiosk::{
    devices::{
        card::{Gone, Transmit, personal_data, read},
        code::{HidPos, Layout, Wedge, decode, swipe},
    },
    event::{Card, Holder, Scan},
    fiscal_code::FiscalCode,
    simulator::card::{Chip, Damaged, damaged, samples},
};

const TODAY: Date = date(2026, 11, 26);

#[derive(Deserialize)]
struct Cards {
    answer_to_reset: String,
    apdus: Vec<String>,
    cards: Vec<Known>,
}

/// A card and what is known of it.
#[derive(Deserialize)]
struct Known {
    fiscal_code: String,
    surname: String,
    given_name: String,
    personal_data: String,
    personal_data_hex: String,
    track_1: String,
    track_2: String,
    barcode: String,
    code_at: usize,
}

impl Known {
    fn is_named_by(&self, holder: &Holder) -> bool {
        holder.fiscal_code == self.fiscal_code
            && holder.surname == Some(self.surname.to_uppercase())
            && holder.given_name == Some(self.given_name.to_uppercase())
            && !holder.expired
    }

    fn chip(&self) -> Chip {
        Chip::health(self.personal_data.as_bytes())
    }
}

fn cards() -> Cards {
    serde_json::from_str(include_str!("data/cards.json")).unwrap()
}

fn read_chip(chip: &mut Chip) -> Card {
    let answer_to_reset = chip.answer_to_reset();
    read(chip, answer_to_reset, TODAY)
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// A chip, and what it was sent.
struct Overheard(Chip, Vec<Vec<u8>>);

impl Transmit for Overheard {
    fn transmit(&mut self, apdu: &[u8]) -> Result<Vec<u8>, Gone> {
        self.1.push(apdu.to_vec());
        self.0.transmit(apdu)
    }
}

#[test]
fn every_card_names_its_holder() {
    let known = cards();
    assert_eq!(hex(&known.answer_to_reset), Chip::health(b"").answer_to_reset());
    // The simulator's first card is of the demo's citizen, whom the vectors do not know.
    for (card, sample) in known.cards.iter().zip(samples().into_iter().skip(1)) {
        assert_eq!(hex(&card.personal_data_hex), card.personal_data.as_bytes());
        assert_eq!(card.personal_data[card.code_at..][..16], card.fiscal_code);
        let from_file = personal_data::decode(card.personal_data.as_bytes(), TODAY).unwrap();
        assert!(card.is_named_by(&from_file), "{}", card.fiscal_code);
        let mut overheard = Overheard(card.chip(), Vec::new());
        let Card::Read(holder) = read(&mut overheard, &hex(&known.answer_to_reset), TODAY) else {
            panic!("{}", card.fiscal_code)
        };
        assert!(card.is_named_by(&holder));
        // The commands of the specification, then the payload in one part.
        let sent = overheard.1;
        assert_eq!(sent[..4], known.apdus.iter().map(|apdu| hex(apdu)).collect::<Vec<_>>());
        assert_eq!(
            sent[4..],
            [vec![0x00, 0xB0, 0x00, 0x06, u8::try_from(card.personal_data.len() - 6).unwrap()]]
        );
        let own = [&card.personal_data, &card.barcode, &card.track_1, &card.track_2];
        assert_eq!(
            own,
            [&sample.personal_data, &sample.barcode, &sample.track_1, &sample.track_2],
            "the simulator's"
        );
    }
}

#[test]
fn every_card_is_read_however_it_gives_its_bytes() {
    for card in &cards().cards {
        for longest in [5, 6, 16, 100, 255] {
            for chip in [card.chip().at_most(longest), card.chip().of_characters().at_most(longest)] {
                let Card::Read(holder) = read_chip(&mut chip.clone()) else { panic!("{longest} {chip:?}") };
                assert!(card.is_named_by(&holder));
            }
        }
    }
    let long_file = format!("{:06X}", 394) + &cards().cards[0].personal_data[6..] + &"0".repeat(394);
    assert!(
        matches!(read_chip(&mut Chip::health(&long_file.as_bytes()[..400])), Card::Read(_)),
        "a full file"
    );
}

#[test]
fn a_card_torn_at_any_command_leaves_no_claim() {
    for card in &cards().cards {
        for chip in [card.chip(), card.chip().of_characters(), card.chip().at_most(20)] {
            let mut whole = chip.clone();
            assert!(matches!(read_chip(&mut whole), Card::Read(_)));
            for commands in 0..whole.commands() {
                let torn = read_chip(&mut chip.clone().torn_after(commands));
                assert_eq!(torn, Card::Torn, "{} after {commands}", card.fiscal_code);
            }
            assert!(matches!(read_chip(&mut chip.clone().torn_after(whole.commands())), Card::Read(_)));
        }
    }
}

#[test]
fn files_that_make_no_sense_are_damaged() {
    let damaged = damaged();
    assert_eq!(damaged.len(), 4);
    for Damaged { case, file } in &damaged {
        assert!(personal_data::decode(file.as_bytes(), TODAY).is_err(), "{case}");
        assert_eq!(read_chip(&mut Chip::health(file.as_bytes())), Card::Damaged, "{case}");
        assert_eq!(read_chip(&mut Chip::health(file.as_bytes()).of_characters()), Card::Damaged, "{case}");
    }
}

#[test]
fn other_cards_are_told_apart() {
    assert_eq!(read_chip(&mut Chip::identity()), Card::IdentityCard);
    assert_eq!(read_chip(&mut Chip::foreign()), Card::Foreign);
    assert_eq!(read_chip(&mut Chip::mute()), Card::Mute);
    let health = cards();
    let strange = read(&mut health.cards[0].chip(), &[0x3B, 0x00], TODAY);
    assert!(matches!(strange, Card::Read(_)), "a health card whose answer to reset is not known yet");
    for commands in 0..3 {
        assert_eq!(read_chip(&mut Chip::identity().torn_after(commands)), Card::Torn);
        assert_eq!(read_chip(&mut Chip::foreign().torn_after(commands)), Card::Torn);
    }
}

#[test]
fn every_card_is_known_by_its_plastic_too() {
    let is_enough = |scan: Scan, card: &Known, has_names: bool| match scan {
        Scan::Holder(holder) if has_names => card.is_named_by(&holder),
        Scan::Holder(holder) => holder.fiscal_code == card.fiscal_code && holder.surname.is_none(),
        _ => false,
    };
    for card in &cards().cards {
        assert!(is_enough(decode(card.barcode.as_bytes()), card, false));
        assert!(is_enough(decode(card.fiscal_code.as_bytes()), card, false));
        assert!(is_enough(decode(card.track_1.as_bytes()), card, true));
        assert!(is_enough(decode(format!("{}{}\r", card.track_1, card.track_2).as_bytes()), card, true));
        assert_eq!(decode(card.track_2.as_bytes()), Scan::Damaged, "the first track was not read");
    }
}

/// Nothing that is claimed has a wrong check character.
fn claims_rightly(holder: &Holder) -> bool {
    FiscalCode::read(holder.fiscal_code.as_bytes()).is_some_and(|code| code.as_str() == holder.fiscal_code)
}

fn card_claims_rightly(card: &Card) -> bool {
    if let Card::Read(holder) = card { claims_rightly(holder) } else { true }
}

fn scan_claims_rightly(scan: &Scan) -> bool {
    if let Scan::Holder(holder) = scan { claims_rightly(holder) } else { true }
}

/// Gives these answers one after the other, then none.
struct Script(std::vec::IntoIter<Vec<u8>>);

impl Transmit for Script {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, Gone> {
        self.0.next().ok_or(Gone)
    }
}

fn answer() -> impl Strategy<Value = Vec<u8>> {
    let data = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..260),
        "[0-9A-F]{0,60}".prop_map(String::into_bytes)
    ];
    let status = prop_oneof![
        4 => Just(vec![0x90, 0x00]),
        1 => any::<u8>().prop_map(|length| vec![0x6C, length]),
        1 => any::<u8>().prop_map(|more| vec![0x61, more]),
        1 => proptest::collection::vec(any::<u8>(), 0..3),
    ];
    (data, status).prop_map(|(data, status)| [data, status].concat())
}

/// A file of one of the cards in which some bytes were changed.
fn changed_file() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), prop_oneof![any::<u8>(), (b'0'..=b'F')]);
    (0..6_usize, proptest::collection::vec(change, 0..4)).prop_map(|(card, changes)| {
        let mut file = samples()[card].personal_data.clone().into_bytes();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        file
    })
}

proptest! {
    #[test]
    fn any_file_is_read_without_a_panic_and_claims_rightly(
        file in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..500),
            "0000[0-9A-F]{2}[0-9A-Z]{0,200}".prop_map(String::into_bytes),
            changed_file(),
        ],
        longest in 1..256_usize,
    ) {
        let decoded = personal_data::decode(&file, TODAY);
        prop_assert!(decoded.as_ref().map_or(true, claims_rightly));
        let chip = Chip::health(&file).at_most(longest);
        for mut chip in [chip.clone(), chip.of_characters()] {
            let read = read_chip(&mut chip);
            prop_assert!(card_claims_rightly(&read));
            // A card can say no more than its file; in very small parts it takes too long and says nothing.
            let agrees = match (&read, &decoded) {
                (Card::Read(holder), Ok(decoded)) => holder == decoded,
                (read, Ok(_)) => *read == Card::Damaged && longest < 10,
                (read, Err(_)) => *read == Card::Damaged,
            };
            prop_assert!(agrees);
        }
    }

    #[test]
    fn any_answers_are_taken_without_a_panic_and_claim_rightly(
        answers in proptest::collection::vec(answer(), 0..80),
        answer_to_reset in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let card = read(&mut Script(answers.into_iter()), &answer_to_reset, TODAY);
        prop_assert!(card_claims_rightly(&card));
    }

    #[test]
    fn any_scan_is_decoded_without_a_panic_and_claims_rightly(
        scan in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            "[%;+*]?[A-Z]{6}[0-9]{2}[A-T][0-9]{2}[A-Z][0-9]{3}[A-Z][A-Z ]{0,10}[?]?[;%+]?[0-9E]{0,20}[?]?"
                .prop_map(String::into_bytes),
        ],
    ) {
        prop_assert!(scan_claims_rightly(&decode(&scan)));
        prop_assert!(scan_claims_rightly(&swipe(&scan)));
    }

    #[test]
    fn any_reports_and_keys_are_taken_without_a_panic_and_claim_rightly(
        reports in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 62..66), 0..10),
        keys in proptest::collection::vec((0..130_u16, any::<bool>()), 0..400),
        is_italian in any::<bool>(),
    ) {
        let mut reader = HidPos::default();
        for mut report in reports {
            report[0] = 2;
            prop_assert!(reader.report(&report).as_ref().is_none_or(scan_claims_rightly));
        }
        let mut wedge = Wedge::new(if is_italian { Layout::Italian } else { Layout::Us });
        for (code, is_down) in keys {
            wedge.key(code, is_down);
        }
        prop_assert!(wedge.end().as_ref().is_none_or(scan_claims_rightly));
    }
}

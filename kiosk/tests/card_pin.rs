//! The card's PIN with cards in memory: tries, wrong, last, blocked, pulled at every command, and what is signed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use sportello_kiosk::{
    devices::card::{Gone, Transmit, pin},
    event::CardPin,
    simulator::card::{Chip, samples},
};

/// The PIN of the first card.
const PIN: &str = "83027";
const CHALLENGE: &str = "sportello-accesso-1.dGVzdA";

fn chips() -> [Chip; 3] {
    let chip = samples()[0].chip();
    [chip.clone(), chip.clone().of_characters(), chip.at_most(20)]
}

/// What the signature opens to under the card's public key: the whole padded block.
fn opened(signature: &[u8]) -> Vec<u8> {
    let secret = samples()[0].secret.clone().unwrap();
    let modulus = num_bigint::BigUint::parse_bytes(secret.modulus.as_bytes(), 16).unwrap();
    num_bigint::BigUint::from_bytes_be(signature).modpow(&65_537_u32.into(), &modulus).to_bytes_be()
}

#[test]
fn a_card_signs_the_digest_of_the_challenge_once_its_pin_is_right() {
    for mut chip in chips() {
        assert_eq!(pin::tries(&mut chip), CardPin::Tries(3));
        let CardPin::Signed(signed) = pin::sign(&mut chip, PIN, CHALLENGE) else { panic!() };
        assert_eq!(signed.certificate[..2], [0x30, 0x82]);
        let block = opened(&signed.signature);
        assert_eq!((signed.signature.len(), block[0], block.len()), (256, 1, 255));
        assert!(block.ends_with(&Sha256::digest(CHALLENGE)));
        assert!(block[1..].starts_with(&[0xFF; 200]));
    }
}

#[test]
fn a_wrong_pin_costs_one_try_the_last_is_told_and_a_blocked_card_is_asked_nothing() {
    for chip in chips() {
        let mut chip = chip.clone();
        assert_eq!(pin::sign(&mut chip, "00000", CHALLENGE), CardPin::Wrong(2));
        assert_eq!(pin::tries(&mut chip), CardPin::Tries(2), "asking costs none");
        assert_eq!(pin::sign(&mut chip, "83028", CHALLENGE), CardPin::Wrong(1));
        assert_eq!(pin::tries(&mut chip), CardPin::Tries(1));
        assert!(matches!(pin::sign(&mut chip.clone(), PIN, CHALLENGE), CardPin::Signed(_)));
        assert_eq!(pin::sign(&mut chip, "83029", CHALLENGE), CardPin::Blocked);
        assert_eq!(pin::tries(&mut chip), CardPin::Blocked);
        assert_eq!(pin::sign(&mut chip, PIN, CHALLENGE), CardPin::Blocked, "the right one opens it no more");
    }
}

#[test]
fn nothing_but_a_challenge_for_this_purpose_is_signed_and_no_try_is_used_for_it() {
    for mut chip in chips() {
        for challenge in
            ["", "altro", "sportello-accesso-2.x", "sportello-accesso-1.a b", "sportello-accesso-1.\u{e8}"]
        {
            assert_eq!(pin::sign(&mut chip, PIN, challenge), CardPin::Unable, "{challenge}");
        }
        for odd in ["", "1234", "123456789", "8302a", "٨٣٠٢٧"] {
            assert_eq!(pin::sign(&mut chip, odd, CHALLENGE), CardPin::Unable, "{odd}");
        }
        assert_eq!((chip.tries(), chip.commands()), (3, 0));
    }
}

#[test]
fn a_card_pulled_at_any_command_signs_nothing() {
    for chip in chips() {
        let mut whole = chip.clone();
        assert_eq!(pin::tries(&mut whole), CardPin::Tries(3));
        for after in 0..whole.commands() {
            assert_eq!(pin::tries(&mut chip.clone().torn_after(after)), CardPin::Torn, "tries after {after}");
        }
        let mut whole = chip.clone();
        assert!(matches!(pin::sign(&mut whole, PIN, CHALLENGE), CardPin::Signed(_)));
        for after in 0..whole.commands() {
            let told = pin::sign(&mut chip.clone().torn_after(after), PIN, CHALLENGE);
            assert_eq!(told, CardPin::Torn, "signing after {after}");
        }
    }
}

#[test]
fn a_card_that_is_put_in_again_has_counted_the_try_under_way_and_no_other() {
    for chip in chips() {
        let mut whole = chip.clone();
        assert!(matches!(pin::sign(&mut whole, PIN, CHALLENGE), CardPin::Signed(_)));
        let tries = (0..whole.commands()).map(|after| {
            let mut torn = chip.clone().torn_after(after);
            assert_eq!(pin::sign(&mut torn, PIN, CHALLENGE), CardPin::Torn);
            assert!(torn.is_out());
            let mut back = torn.put_in();
            assert_eq!(pin::tries(&mut back), CardPin::Tries(back.tries()), "after {after}");
            back.tries()
        });
        let tries: Vec<u8> = tries.collect();
        // In the command that carries the PIN it is counted; before it nothing is, and after it the PIN was right.
        assert_eq!(tries.iter().filter(|left| **left == 2).count(), 1, "{tries:?}");
        assert!(tries.iter().all(|left| *left >= 2), "{tries:?}");
    }
}

#[test]
fn cards_without_a_key_are_not_able() {
    for mut chip in [samples()[1].chip(), Chip::foreign(), Chip::identity()] {
        assert_eq!(pin::tries(&mut chip), CardPin::Unable);
        assert_eq!(pin::sign(&mut chip, PIN, CHALLENGE), CardPin::Unable);
    }
    assert_eq!(pin::tries(&mut Chip::mute()), CardPin::Torn);
}

#[test]
fn a_card_that_says_its_pin_was_given_already_is_not_believed() {
    let mut chip = samples()[0].chip();
    assert!(matches!(pin::sign(&mut chip, PIN, CHALLENGE), CardPin::Signed(_)));
    assert_eq!(pin::tries(&mut chip), CardPin::Unable);
    assert_eq!(pin::tries(&mut chip.reset()), CardPin::Tries(3));
}

/// Answers from a list, then none, and counts how often a PIN came.
struct Script(std::vec::IntoIter<Vec<u8>>, usize);

impl Transmit for Script {
    fn transmit(&mut self, apdu: &[u8]) -> Result<Vec<u8>, Gone> {
        self.1 += usize::from(apdu.len() == 13 && apdu[..3] == [0x00, 0x20, 0x00]);
        self.0.next().ok_or(Gone)
    }
}

fn answer() -> impl Strategy<Value = Vec<u8>> {
    let status = prop_oneof![
        5 => Just([0x90, 0x00]),
        2 => (0xC0_u8..0xD0).prop_map(|low| [0x63, low]),
        1 => any::<[u8; 2]>(),
        1 => Just([0x61, 0x10]),
        1 => Just([0x6C, 0x04]),
    ];
    let data = prop_oneof![
        Just(Vec::new()),
        Just(vec![0x30, 0x82, 0x00, 0x04]),
        proptest::collection::vec(any::<u8>(), 0..260),
    ];
    (data, status).prop_map(|(data, status)| [data, status.to_vec()].concat())
}

proptest! {
    #[test]
    fn any_answers_are_taken_and_at_most_one_try_is_used(
        answers in proptest::collection::vec(answer(), 0..200),
        typed in "[0-9]{0,10}",
    ) {
        let mut card = Script(answers.clone().into_iter(), 0);
        pin::tries(&mut card);
        prop_assert_eq!(card.1, 0);
        let mut card = Script(answers.into_iter(), 0);
        pin::sign(&mut card, &typed, CHALLENGE);
        prop_assert!(card.1 <= 1);
    }
}

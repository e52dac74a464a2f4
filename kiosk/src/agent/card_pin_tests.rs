#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Signing in with the card's PIN, on the agent alone.

use a11y::page::{Frame, Input, Link, Page, Question};
use a11y::text::Lang;
use zeroize::Zeroizing;

use super::command::CardOrder;
use super::session::Own;
use super::tests::{Rig, plain, public, statement};
use super::words;
use crate::event::{Card, CardPin, Control, Event, Holder, Key, Paper, PaperState, Portal, Signed, Touch};

/// The portal's page for the card's PIN.
fn page(challenge: &str) -> Page {
    let input = Input::CardSignature { challenge: challenge.into() };
    Page::new(Lang::It, plain("Accedi con la tessera"))
        .with(Question::new("tessera", plain("PIN della tessera"), input))
        .submit(plain("Accedi con la tessera"))
        .link(Link::inside(plain("Accedi con codice fiscale e PIN INPS"), "/it/accedi"))
}

fn frame(token: &str, level: &str) -> Frame {
    Frame {
        status: 200,
        address: "/it/accedi/tessera".into(),
        token: Some(token.into()),
        level: level.into(),
        ..Frame::default()
    }
}

/// Someone with headphones on that page, their card in the reader and its tries told.
fn ready(tries: u8) -> Rig {
    comes(Rig::listening_at(public("Prova")), tries)
}

/// Whoever this is comes to it.
fn comes(mut rig: Rig, tries: u8) -> Rig {
    rig.does(Event::Card(Card::Reading));
    rig.key(Key::Back);
    rig.gets_framed(page("sportello-accesso-1.vecchia"), frame("t1", "anonymous"));
    assert_eq!(rig.orders, [CardOrder::Look], "the tries are read before anything is typed");
    rig.does(Event::CardPin(if tries == 0 { CardPin::Blocked } else { CardPin::Tries(tries) }));
    rig.orders.clear();
    rig
}

/// The same with the PIN typed and sent, and a fresh challenge come.
pub(super) fn signing() -> Rig {
    signs(ready(3))
}

fn signs(mut rig: Rig) -> Rig {
    rig.key(Key::Next);
    rig.digits("83027");
    rig.does(Event::Touch(Touch::Part("invia".into())));
    rig.gets_framed(page("sportello-accesso-1.fresca"), frame("t2", "anonymous"));
    rig
}

fn holder() -> Holder {
    Holder { fiscal_code: "MRNNMO69C66H501O".into(), surname: None, given_name: None, expired: false }
}

pub(super) fn signed() -> CardPin {
    CardPin::Signed(Signed { certificate: vec![1, 2, 3], signature: vec![4, 5, 6] })
}

/// The card signs while each of these of the kiosk's own stands over the page.
fn signing_under() -> Vec<Rig> {
    let covers = |mut rig: Rig, control| {
        rig.does(Event::Touch(Touch::Control(control)));
        rig
    };
    // Who has a receipt that waits for paper is asked before the end.
    let mut waits = Rig::listening_at(statement());
    waits.does(Event::Paper(Paper::State(PaperState::Out)));
    waits.does(Event::Touch(Touch::Control(Control::Print)));
    let all = vec![
        covers(signing(), Control::Help),
        covers(signing(), Control::Language),
        covers(signs(comes(waits, 3)), Control::End),
    ];
    let own = |rig: &Rig| rig.state.session.view.own;
    assert_eq!(all.iter().filter_map(own).collect::<Vec<_>>(), [Own::Help, Own::Languages, Own::EndAsk]);
    all
}

fn back(rig: &mut Rig) {
    rig.does(Event::Touch(Touch::Control(Control::Back)));
}

#[test]
fn what_the_card_signs_under_a_page_of_the_kiosks_own_is_sent_but_not_while_it_is_asked_whether_to_end() {
    for mut rig in signing_under() {
        let (asks, asked) = (rig.state.session.view.own == Some(Own::EndAsk), rig.asked.len());
        rig.does(Event::CardPin(signed()));
        if asks {
            assert_eq!(rig.asked.len(), asked, "who may want to go is not signed in");
            back(&mut rig);
            assert_eq!(rig.state.session.view.at, 1, "the box again");
            assert!(rig.last().contains("Scrivi il PIN dall’inizio"), "{}", rig.last());
            continue;
        }
        let sent = rig.asked.last().unwrap();
        assert_eq!(sent.address, "/it/accedi/tessera");
        for (name, value) in [("tessera", "AQID.BAUG"), (a11y::ids::TOKEN, "t2")] {
            assert!(sent.fields.contains(&(name.into(), value.into())), "{:?}", sent.fields);
        }
        rig.gets_framed(public("Area"), frame("t3", "actor"));
        rig.does(Event::Card(Card::Empty));
        assert!(rig.state.waits() && rig.state.is_clean());
    }
}

#[test]
fn that_a_try_may_have_gone_with_the_reader_is_told_whichever_of_the_two_is_missed_first() {
    let (torn, gone) = (Event::CardPin(CardPin::Torn), Event::Card(Card::NoReader));
    for missed in [[torn.clone(), gone.clone()], [gone, torn]] {
        let mut rig = signing();
        missed.into_iter().for_each(|event| rig.does(event));
        for words in ["forse un tentativo è andato", "Accedi con il PIN INPS"] {
            assert!(rig.last().contains(words), "{}", rig.last());
        }
        // Once a card has told how many are left nobody has to wonder.
        rig.does(Event::Card(Card::Reading));
        rig.does(Event::Card(Card::Read(holder())));
        rig.does(Event::CardPin(CardPin::Tries(2)));
        rig.does(Event::Card(Card::NoReader));
        assert!(
            !rig.last().contains("forse") && rig.last().contains("Accedi con il PIN INPS"),
            "{}",
            rig.last()
        );
    }
}

#[test]
fn what_the_card_tells_under_a_page_of_the_kiosks_own_is_told_when_that_is_left_and_one_can_go_on() {
    for mut rig in signing_under() {
        rig.does(Event::CardPin(CardPin::Wrong(2)));
        back(&mut rig);
        assert_eq!(rig.last(), "PIN sbagliato: ti restano 2 tentativi.");
        rig.digits("8");
        assert_eq!(rig.state.session.secrets["tessera"].as_str(), "8");
    }
    for mut rig in signing_under() {
        rig.does(Event::CardPin(CardPin::Torn));
        rig.does(Event::Card(Card::Empty));
        back(&mut rig);
        assert!(rig.last().contains("forse un tentativo è andato"), "{}", rig.last());
        rig.orders.clear();
        rig.does(Event::Card(Card::Read(holder())));
        assert_eq!(rig.orders, [CardOrder::Look]);
        rig.does(Event::CardPin(CardPin::Tries(2)));
        // From where it was sent back to the box.
        rig.key(Key::Previous);
        rig.digits("8");
        assert_eq!(rig.state.session.secrets["tessera"].as_str(), "8");
    }
    // Who does not listen sees it.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(public("Prova"));
    rig.does(Event::Card(Card::Reading));
    back(&mut rig);
    rig.gets_framed(page("sportello-accesso-1.vecchia"), frame("t1", "anonymous"));
    rig.does(Event::CardPin(CardPin::Tries(3)));
    rig.does(Event::Touch(Touch::Part("tessera".into())));
    "83027".chars().for_each(|sign| rig.does(Event::Touch(Touch::Sign(sign))));
    rig.does(Event::Touch(Touch::Part("invia".into())));
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    // The challenge comes under the help as well, which stays.
    rig.gets_framed(page("sportello-accesso-1.fresca"), frame("t2", "anonymous"));
    assert_eq!(rig.state.session.view.own, Some(Own::Help));
    assert!(matches!(rig.orders.last(), Some(CardOrder::Sign { .. })), "{:?}", rig.orders);
    rig.does(Event::CardPin(CardPin::Wrong(1)));
    back(&mut rig);
    let caption = format!("{:?}", rig.state.picture().unwrap().caption);
    assert!(caption.contains("un solo tentativo"), "{caption}");
}

#[test]
fn a_card_that_comes_or_goes_under_the_help_is_the_one_of_the_page_under_it() {
    let mut rig = ready(3);
    rig.key(Key::Next);
    rig.digits("83027");
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    rig.does(Event::Card(Card::Empty));
    assert!(rig.state.session.secrets.is_empty(), "what was typed has gone with it");
    assert!(rig.last().starts_with("La tessera è fuori dal lettore."), "{}", rig.last());
    let asked = rig.asked.len();
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(
        (rig.orders.as_slice(), rig.asked.len()),
        (&[CardOrder::Look][..], asked),
        "nobody is led away"
    );
    rig.does(Event::CardPin(CardPin::Tries(3)));
    back(&mut rig);
    assert!(rig.last().contains("3 tentativi"), "{}", rig.last());
}

#[test]
fn a_session_whose_card_went_while_its_signature_was_with_the_portal_ends_as_it_opens() {
    // The card may be in again; and the portal may have been away until its holder had gone.
    for (again, away) in [(false, false), (true, false), (false, true)] {
        let mut rig = signing();
        rig.does(Event::CardPin(signed()));
        rig.does(Event::Card(Card::Empty));
        if again {
            rig.does(Event::Card(Card::Reading));
            rig.does(Event::Card(Card::Read(holder())));
            rig.does(Event::CardPin(CardPin::Tries(3)));
        }
        if away {
            rig.does(Event::Portal(Portal::Away(rig.asked.last().unwrap().id)));
            rig.waits(10_000);
        }
        assert!(!rig.state.waits());
        rig.gets_framed(public("Area"), frame("t3", "actor"));
        assert!(rig.state.waits() && rig.state.is_clean() && rig.forgotten == 1, "{:?}", rig.state.session);
    }
    // What was refused opened nothing, and ends nothing.
    let mut refused = signing();
    refused.does(Event::CardPin(signed()));
    refused.does(Event::Card(Card::Empty));
    refused.gets_framed(page("sportello-accesso-1.altra"), frame("t3", "anonymous"));
    refused.does(Event::Card(Card::Read(holder())));
    refused.gets_framed(public("Area"), frame("t4", "anonymous"));
    assert!(!refused.state.waits());
}

#[test]
fn a_page_that_was_kept_tells_nothing_of_what_became_of_the_signature() {
    let mut rig = signing();
    rig.does(Event::CardPin(signed()));
    for _ in 0..90 {
        rig.waits(1_000);
        rig.does(Event::Portal(Portal::Away(rig.asked.last().unwrap().id)));
    }
    back(&mut rig);
    rig.key(Key::Back);
    let id = rig.asked.last().unwrap().id;
    let kept = a11y::page::Envelope {
        version: a11y::page::WIRE_VERSION,
        frame: frame("t", "anonymous"),
        page: public("Inizio"),
    };
    rig.does(Event::Portal(Portal::Old(id, Box::new(kept), jiff::civil::time(9, 5, 0, 0))));
    // It had arrived: the next page is of who is signed in.
    rig.key(Key::Back);
    rig.gets_framed(public("Area"), frame("t3", "actor"));
    assert!(!rig.state.waits());
    rig.does(Event::Card(Card::Empty));
    assert!(rig.state.waits() && rig.state.is_clean());
}

#[test]
fn the_tries_are_told_first_the_last_is_warned_of_and_blocked_says_what_to_do() {
    assert!(ready(3).last().contains("3 tentativi"), "{}", ready(3).last());
    assert!(ready(1).last().contains("un solo tentativo"));
    let mut blocked = ready(0);
    assert!(blocked.last().contains("PUK"));
    blocked.key(Key::Next);
    blocked.digits("8");
    assert!(blocked.last().contains("PUK") && blocked.state.session.secrets.is_empty());
}

#[test]
fn after_a_wrong_pin_the_next_digit_is_written() {
    let mut rig = signing();
    rig.does(Event::CardPin(CardPin::Wrong(2)));
    assert_eq!(rig.last(), "PIN sbagliato: ti restano 2 tentativi.");
    rig.digits("8");
    assert_eq!(rig.state.session.secrets["tessera"].as_str(), "8");
    // Sent too soon, it is at the box too, which is empty: who types it from its beginning loses no try.
    rig.key(Key::Next);
    rig.key(Key::Select);
    assert!(rig.last().contains("dall’inizio"), "{}", rig.last());
    rig.digits("3");
    assert_eq!(rig.state.session.secrets["tessera"].as_str(), "3");
}

#[test]
fn a_box_for_a_pin_tells_when_it_is_read_again_how_many_digits_are_in_it_and_never_which() {
    for (lang, three, one, none) in [
        (Lang::It, "Risposta: 3 cifre", "Risposta: una cifra", "Ancora nessuna cifra"),
        (Lang::En, "Answer: 3 digits", "Answer: one digit", "No digits yet"),
        (Lang::Ar, "اَلْإِجَابَةُ: 3 أَرْقَامٍ", "اَلْإِجَابَةُ: رَقْمٌ وَاحِدٌ", "لَا أَرْقَامَ بَعْدُ"),
    ] {
        let mut rig = Rig::listening_at(public("Prova"));
        rig.does(Event::Card(Card::Reading));
        rig.key(Key::Back);
        rig.gets_framed(Page { lang, ..page("sportello-accesso-1.x") }, frame("t1", "anonymous"));
        rig.does(Event::CardPin(CardPin::Tries(3)));
        rig.key(Key::Next);
        assert!(!rig.last().ends_with(none), "empty as other boxes: {}", rig.last());
        rig.key(Key::Repeat);
        assert!(rig.last().ends_with(none), "{}", rig.last());
        let typed = rig.said.len();
        rig.digits("830");
        let again = |rig: &mut Rig, ends: &str| {
            rig.key(Key::Previous);
            rig.key(Key::Next);
            for key in [None, Some(Key::Repeat)] {
                key.into_iter().for_each(|key| rig.key(key));
                assert!(rig.last().ends_with(ends), "{}", rig.last());
            }
        };
        again(&mut rig, three);
        rig.key(Key::Back);
        rig.key(Key::Back);
        again(&mut rig, one);
        assert!(rig.said[typed..].iter().all(|(_, _, words)| !words.contains("83")), "{}", rig.all());
    }
    // In the hall it is the count that was told there at each digit.
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(super::tests::sign_in());
    rig.key(Key::Next);
    rig.key(Key::Next);
    rig.digits("27");
    rig.key(Key::Previous);
    rig.key(Key::Next);
    assert_eq!(rig.last(), "PIN Risposta: 2 cifre");
}

#[test]
fn a_card_that_is_out_before_its_tries_are_told_is_told_to_be_out_and_one_whose_reader_failed_is_not() {
    let mut rig = ready(3);
    rig.does(Event::CardPin(CardPin::Torn));
    assert!(rig.last().starts_with("La tessera è fuori dal lettore."), "{}", rig.last());
    for told_first in [false, true] {
        let mut rig = ready(3);
        let mut told = [Event::Card(Card::NoReader), Event::CardPin(CardPin::Torn)];
        if told_first {
            told.reverse();
        }
        told.into_iter().for_each(|event| rig.does(event));
        assert!(rig.last().contains("lettore di tessere non funziona"), "{}", rig.last());
        rig.hears_out();
        rig.digits("8");
        assert!(rig.last().contains("lettore di tessere non funziona"), "{}", rig.last());
        assert!(rig.last().contains("PIN INPS"), "what one does here: {}", rig.last());
    }
}

#[test]
fn after_a_card_was_pulled_with_its_pin_the_tries_are_told_when_it_is_back() {
    // The reader may tell before or after the card does that it went.
    for gone_first in [false, true] {
        let mut rig = signing();
        let mut told = [Event::CardPin(CardPin::Torn), Event::Card(Card::Empty)];
        if gone_first {
            told.reverse();
        }
        told.into_iter().for_each(|event| rig.does(event));
        assert!(rig.last().contains("forse un tentativo è andato"), "{}", rig.last());
        rig.orders.clear();
        rig.does(Event::Card(Card::Reading));
        rig.does(Event::Card(Card::Read(holder())));
        assert_eq!(rig.orders, [CardOrder::Look]);
        rig.does(Event::CardPin(CardPin::Tries(2)));
        assert!(rig.last().contains("Ti restano 2 tentativi"), "{}", rig.last());
    }
}

#[test]
fn nothing_is_typed_before_the_card_has_told_its_tries() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    rig.gets_framed(page("sportello-accesso-1.x"), frame("t1", "anonymous"));
    assert!(rig.orders.is_empty(), "there is no card");
    rig.key(Key::Next);
    rig.digits("8");
    assert!(rig.last().contains("inserisci la tessera") && rig.state.session.secrets.is_empty());
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.orders, [CardOrder::Look]);
}

#[test]
fn the_page_is_begun_once_after_the_tries_or_without_them_where_the_card_tells_nothing() {
    let arrives = || {
        let mut rig = Rig::listening_at(public("Prova"));
        rig.does(Event::Card(Card::Reading));
        rig.key(Key::Back);
        let before = rig.said.len();
        rig.gets_framed(page("sportello-accesso-1.vecchia"), frame("t1", "anonymous"));
        (rig, before)
    };
    let titles = |rig: &Rig, before: usize| {
        rig.said[before..].iter().filter(|(_, _, words)| words == "Accedi con la tessera").count()
    };
    let (mut rig, before) = arrives();
    rig.does(Event::CardPin(CardPin::Tries(3)));
    rig.hears_out();
    assert!(rig.said[before].2.contains("3 tentativi"), "{:?}", &rig.said[before..]);
    assert_eq!(titles(&rig, before), 1);
    let (mut silent, before) = arrives();
    silent.waits(3_000);
    assert_eq!(titles(&silent, before), 1);
    let (mut pulled, before) = arrives();
    pulled.does(Event::Card(Card::Empty));
    assert_eq!(titles(&pulled, before), 1);
}

#[test]
fn the_institutes_pin_has_one_name_wherever_the_cards_leads_to_it() {
    for told in [CardPin::Tries(1), CardPin::Wrong(1), CardPin::Blocked, CardPin::Unable] {
        let mut rig = signing();
        rig.does(Event::CardPin(told));
        assert!(rig.last().contains("PIN INPS"), "{}", rig.last());
    }
}

#[test]
fn of_a_pin_that_may_have_five_to_eight_digits_no_number_is_told_that_it_must_have() {
    let mut rig = ready(3);
    rig.key(Key::Next);
    rig.digits("83027");
    assert_eq!(rig.last(), "cifra 5");
}

#[test]
fn that_nothing_can_be_typed_yet_is_said_once_and_then_sounds() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    rig.gets_framed(page("sportello-accesso-1.x"), frame("t1", "anonymous"));
    rig.key(Key::Next);
    let said = rig.said.len();
    rig.digits("83027");
    assert!(rig.last().contains("Non ho scritto nulla"), "{}", rig.last());
    assert_eq!((rig.said.len() - said, rig.tones), (1, 4));
    // Whoever asks, or was elsewhere, hears it again.
    rig.key(Key::Repeat);
    assert!(rig.last().contains("Non ho scritto nulla"), "{}", rig.last());
    rig.key(Key::Next);
    rig.key(Key::Previous);
    rig.digits("8");
    assert!(rig.last().contains("Non ho scritto nulla"), "{}", rig.last());
    assert_eq!(rig.tones, 4);
}

#[test]
fn of_a_page_that_came_behind_the_help_the_tries_are_read_when_it_is_left() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Card(Card::Reading));
    rig.key(Key::Back);
    rig.does(Event::Portal(Portal::Away(rig.asked.last().unwrap().id)));
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    rig.gets_framed(page("sportello-accesso-1.prima"), frame("t1", "anonymous"));
    assert!(rig.orders.is_empty(), "nothing is read under the help");
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!(rig.orders, [CardOrder::Look]);
    rig.does(Event::CardPin(CardPin::Tries(3)));
    assert!(rig.last().contains("3 tentativi"), "{}", rig.last());
    rig.key(Key::Next);
    rig.digits("8");
    // They are known now: the help asks for them no more.
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!((rig.orders.len(), rig.state.session.secrets.len()), (1, 1));
}

#[test]
fn the_pin_goes_to_the_card_with_a_fresh_challenge_and_stays_nowhere() {
    let rig = signing();
    let pin = Zeroizing::new("83027".to_owned());
    let challenge = "sportello-accesso-1.fresca".to_owned();
    assert_eq!(rig.orders, [CardOrder::Sign { pin, challenge }]);
    assert!(!format!("{:?}", rig.orders).contains("83027"));
    let kept = format!("{:?}", rig.state);
    assert!(!kept.contains("83027") && rig.state.session.secrets.is_empty(), "{kept}");
    assert!(!rig.all().contains("83027"));
    assert!(rig.asked.iter().all(|request| request.fields.iter().all(|(_, value)| !value.contains("83027"))));
}

#[test]
fn what_the_card_signed_is_sent_with_the_fresh_token_and_the_session_ends_with_the_card() {
    let mut rig = signing();
    rig.does(Event::CardPin(signed()));
    let sent = rig.asked.last().unwrap();
    assert_eq!(sent.address, "/it/accedi/tessera");
    assert!(sent.fields.contains(&("tessera".into(), "AQID.BAUG".into())), "{:?}", sent.fields);
    assert!(sent.fields.iter().any(|(name, value)| name == a11y::ids::TOKEN && value == "t2"));
    rig.gets_framed(public("Area"), frame("t3", "actor"));
    assert!(!rig.state.waits());
    rig.does(Event::Card(Card::Empty));
    assert!(rig.state.waits() && rig.state.is_clean() && rig.forgotten == 1);
    // A session that the portal's own PIN opened goes on.
    let mut other = Rig::listening_at(public("Prova"));
    other.does(Event::Card(Card::Reading));
    other.key(Key::Back);
    other.gets_framed(public("Area"), frame("t3", "actor"));
    other.does(Event::Card(Card::Empty));
    assert!(!other.state.waits());
}

#[test]
fn a_wrong_pin_is_told_with_the_tries_left_and_the_box_is_empty_again() {
    for (told, words) in [
        (CardPin::Wrong(2), "2 tentativi"),
        (CardPin::Wrong(1), "un solo tentativo"),
        (CardPin::Blocked, "PUK"),
        (CardPin::Unable, "non si può accedere"),
        (CardPin::Torn, "tessera"),
    ] {
        let mut rig = signing();
        let asked = rig.asked.len();
        rig.does(Event::CardPin(told.clone()));
        assert!(rig.last().contains(words), "{told:?}: {}", rig.last());
        assert_eq!((rig.asked.len(), rig.state.session.secrets.len()), (asked, 0));
    }
}

#[test]
fn a_card_pulled_at_any_step_leaves_nothing_and_sends_nothing() {
    let mut typed = ready(3);
    typed.key(Key::Next);
    typed.digits("83027");
    typed.does(Event::Card(Card::Empty));
    assert!(typed.state.session.secrets.is_empty());
    let told = "La tessera è fuori dal lettore. Rimettila per continuare, oppure accedi con il PIN INPS.";
    assert_eq!(typed.last(), told, "and what to do");
    let mut asking = ready(3);
    asking.key(Key::Next);
    asking.digits("83027");
    asking.does(Event::Touch(Touch::Part("invia".into())));
    asking.does(Event::Card(Card::Empty));
    asking.gets_framed(page("sportello-accesso-1.fresca"), frame("t2", "anonymous"));
    assert!(asking.orders.is_empty(), "{:?}", asking.orders);
    let mut signing = signing();
    signing.does(Event::Card(Card::Empty));
    let asked = signing.asked.len();
    signing.does(Event::CardPin(signed()));
    assert_eq!(signing.asked.len(), asked, "an answer that comes after it");
}

#[test]
fn a_pin_that_is_too_short_asks_neither_portal_nor_card() {
    let mut rig = ready(3);
    let asked = rig.asked.len();
    rig.key(Key::Next);
    rig.digits("8302");
    rig.does(Event::Touch(Touch::Part("invia".into())));
    assert!(rig.last().contains("almeno 5 cifre"));
    assert_eq!((rig.asked.len(), rig.orders.len()), (asked, 0));
    // Nor does who sees it go on after what was refused.
    assert_eq!(rig.state.picture().unwrap().secrets, []);
}

#[test]
fn while_the_portal_is_away_no_try_is_used() {
    let mut rig = ready(3);
    rig.key(Key::Next);
    rig.digits("83027");
    rig.does(Event::Touch(Touch::Part("invia".into())));
    let id = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Away(id)));
    assert!(rig.orders.is_empty() && rig.last().contains("collegamento"));
}

#[test]
fn the_tries_that_are_left_are_counted_as_arabic_counts() {
    let told = |left| a11y::values::line(&words::card_pin_tries(Lang::Ar, left), Lang::Ar);
    assert!(told(2).contains("محاولتان") && !told(2).contains('2'), "{}", told(2));
    assert!(told(3).contains("3 محاولات"), "{}", told(3));
    assert!(told(11).contains("11 محاولة"), "{}", told(11));
}

#[test]
fn a_card_that_never_answers_is_told_what_one_does_and_its_pin_is_nowhere() {
    let mut rig = ready(3);
    let held = |rig: &Rig| format!("{:?}", rig.state).contains("83027");
    rig.key(Key::Next);
    rig.digits("83027");
    rig.does(Event::Touch(Touch::Part("invia".into())));
    rig.gets_framed(page("sportello-accesso-1.fresca"), frame("t2", "anonymous"));
    assert!(matches!(rig.orders.last(), Some(CardOrder::Sign { .. })));
    rig.does(Event::CardPin(CardPin::Stuck));
    for words in ["forse un tentativo è andato", "Toglila", "PIN INPS", "sportello"] {
        assert!(rig.last().contains(words), "{}", rig.last());
    }
    assert!(rig.state.session.secrets.is_empty() && !held(&rig));
    // Nothing can be typed for it, and why is told; what it signs too late opens nothing.
    let asked = rig.asked.len();
    rig.key(Key::Previous);
    rig.digits("8");
    assert!(rig.last().starts_with("La tessera non risponde più. Toglila."), "{}", rig.last());
    rig.does(Event::CardPin(signed()));
    assert_eq!(rig.asked.len(), asked);
    // Out and in again: its tries are read, and one can go on.
    rig.does(Event::Card(Card::Empty));
    rig.orders.clear();
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.orders, [CardOrder::Look]);
    rig.does(Event::CardPin(CardPin::Tries(2)));
    assert_eq!(rig.last(), "Ti restano 2 tentativi per il PIN della tessera.");
}

/// Someone who touches, on the page for the card's PIN.
fn touching(mut rig: Rig) -> Rig {
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(public("Prova"));
    back(&mut rig);
    rig.gets_framed(page("sportello-accesso-1.x"), frame("t1", "anonymous"));
    rig
}

fn caption(rig: &Rig) -> String {
    let caption = rig.state.picture().unwrap().caption.clone();
    a11y::values::line(&caption.unwrap_or_default(), Lang::It)
}

#[test]
fn where_nothing_can_be_typed_for_a_card_that_is_in_it_is_told_what_is_so_of_that_card() {
    let arrives = || {
        let mut rig = Rig::listening_at(public("Prova"));
        rig.key(Key::Back);
        rig.gets_framed(page("sportello-accesso-1.x"), frame("t1", "anonymous"));
        rig
    };
    for (card, told, cause) in [
        (Card::Mute, None, "La tessera non risponde: girala"),
        (Card::Foreign, None, "Questa carta non è una tessera sanitaria"),
        (Card::IdentityCard, None, "È una carta d’identità elettronica"),
        (Card::Damaged, None, "La tessera non si legge"),
        (Card::Reading, None, "la tessera è al lavoro"),
        (Card::Read(holder()), Some(CardPin::Unable), "Con questa tessera non si può accedere"),
    ] {
        let mut rig = arrives();
        rig.does(Event::Card(card.clone()));
        told.into_iter().for_each(|told| rig.does(Event::CardPin(told)));
        if !matches!(card, Card::Reading) {
            assert!(rig.last().contains(cause), "{card:?}: {}", rig.last());
        }
        rig.key(Key::Next);
        rig.digits("8");
        let said = rig.last();
        assert!(said.contains(cause) && said.contains("Non ho scritto nulla"), "{card:?}: {said}");
        assert!(!said.contains("codice a barre"), "no code helps here: {said}");
        // Once it is out one is to be inserted.
        rig.does(Event::Card(Card::Empty));
        rig.digits("8");
        assert!(rig.last().contains("Prima inserisci la tessera"), "{card:?}: {}", rig.last());
    }
    // One that somebody has left there is to be taken first.
    let mut rig = ready(3);
    rig.key(Key::End);
    assert!(rig.state.waits());
    let mut rig = touching(rig);
    rig.does(Event::Touch(Touch::Part("tessera".into())));
    rig.does(Event::Touch(Touch::Sign('8')));
    assert!(caption(&rig).contains("è rimasta una tessera"), "{}", caption(&rig));
}

#[test]
fn that_digits_went_with_the_card_is_told_when_it_is_back() {
    let returns = |rig: &mut Rig| {
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Card(Card::Reading));
        rig.does(Event::Card(Card::Read(holder())));
        rig.does(Event::CardPin(CardPin::Tries(3)));
    };
    let afresh = "Ti restano 3 tentativi per il PIN della tessera. Scrivi il PIN dall’inizio.";
    let mut rig = ready(3);
    rig.key(Key::Next);
    rig.digits("830");
    returns(&mut rig);
    assert_eq!(rig.last(), afresh);
    returns(&mut rig);
    assert!(!rig.last().contains("dall’inizio"), "there were none any more: {}", rig.last());
    // Under a page of the kiosk's own, and told when that is left, once.
    rig.digits("830");
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    returns(&mut rig);
    back(&mut rig);
    assert_eq!(rig.last(), afresh);
    returns(&mut rig);
    assert!(!rig.last().contains("dall’inizio"), "{}", rig.last());
}

#[test]
fn how_many_tries_are_left_stands_at_the_box_for_as_long_as_it_is_open() {
    let hint = |rig: &Rig| {
        let hint = rig.state.picture().unwrap().page.questions()[0].hint.clone();
        hint.map(|hint| a11y::values::line(&hint, Lang::It))
    };
    let mut rig = touching(Rig::new());
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(hint(&rig), None);
    rig.does(Event::CardPin(CardPin::Tries(1)));
    rig.does(Event::Touch(Touch::Part("tessera".into())));
    rig.does(Event::Touch(Touch::Sign('8')));
    assert!(rig.state.picture().unwrap().keyboard.is_some() && caption(&rig).is_empty());
    assert_eq!(hint(&rig).as_deref(), Some("Ultimo tentativo: se sbagli, la tessera si blocca."));
    rig.does(Event::CardPin(CardPin::Blocked));
    assert_eq!(hint(&rig), None);
    // What the portal says there stands after it, and alone once the card is out.
    let mut own = Rig::listening_at(public("Prova"));
    own.does(Event::Card(Card::Reading));
    own.key(Key::Back);
    let mut page = page("sportello-accesso-1.x");
    a11y::act::question_mut(&mut page, "tessera").unwrap().hint = Some(plain("Da 5 a 8 cifre"));
    own.gets_framed(page, frame("t1", "anonymous"));
    own.does(Event::CardPin(CardPin::Tries(3)));
    own.key(Key::Next);
    assert_eq!(own.last(), "PIN della tessera Tentativi rimasti: 3. Da 5 a 8 cifre");
    own.does(Event::CardPin(CardPin::Wrong(2)));
    assert_eq!(hint(&own).as_deref(), Some("Tentativi rimasti: 2. Da 5 a 8 cifre"));
    own.does(Event::Card(Card::Empty));
    assert_eq!(hint(&own).as_deref(), Some("Da 5 a 8 cifre"));
}

#[test]
fn of_a_card_that_cannot_be_read_the_line_tells_why_and_of_no_barcode_where_its_pin_is_asked_for() {
    let cards = [Card::Mute, Card::Foreign, Card::IdentityCard, Card::Damaged, Card::Stuck];
    for (card, cause) in cards.into_iter().zip([
        "La tessera non risponde:",
        "Questa carta non è una tessera sanitaria:",
        "È una carta d’identità elettronica:",
        "La tessera non si legge:",
        "La tessera non risponde più.",
    ]) {
        let mut rig = ready(3);
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Card(card.clone()));
        rig.hears_out();
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        let line = rig.state.picture().unwrap().caption.clone().unwrap();
        let line = a11y::values::line(&line, Lang::It);
        assert!(line.starts_with(cause) && line.contains("PIN INPS") | line.contains("personale"), "{line}");
        assert!(!line.contains("codice a barre"), "{line}");
        // Elsewhere it helps.
        rig.key(Key::Back);
        rig.gets(public("Prova"));
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        let line = rig.state.picture().unwrap().caption.clone().unwrap();
        let line = a11y::values::line(&line, Lang::It);
        assert!(card == Card::Stuck || line.contains("codice a barre"), "{line}");
    }
}

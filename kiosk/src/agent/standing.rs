//! What does not work: told as long as that is so, not for a moment only.
//!
//! **Invariant**: it is made from how the devices are, so it goes with its cause.

use a11y::text::{Lang, Text, join};

use super::{State, braille, card, card_pin, language_is_chosen, own, paper, words};
use crate::event::{Engine, PaperState};

/// Something that does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The printer cannot print.
    Paper(PaperState),
    /// The card in the reader, and what one does about it.
    Card(card::Trouble, card::Ways),
    /// The same where its PIN is asked for: no code that is shown instead helps there.
    CardForPin(card::Trouble, card::Ways),
    /// The card of who was here before is in the reader.
    Left,
    /// The reader of chips has gone.
    Chip,
    /// That of barcodes and stripes.
    Codes,
    /// The keypad.
    Keypad,
    /// The touchscreen.
    Panel,
    /// Where headphones go in.
    Jack,
    /// The braille display that somebody reads by.
    Braille,
    /// Nobody speaks in the headphones.
    Headphones,
    /// Nobody speaks in the hall.
    Loudspeaker,
}

impl Cause {
    /// What is so, in a sentence.
    fn is(self, lang: Lang) -> Text {
        match self {
            Cause::Paper(state) => paper::words_of(lang, state),
            Cause::Card(trouble, ways) => trouble.words(lang, ways),
            Cause::CardForPin(trouble, ways) => card_pin::trouble_words(lang, trouble, ways),
            Cause::Left => words::card_left(lang),
            Cause::Chip => words::card_gone(lang),
            Cause::Codes => words::reader_gone(lang),
            Cause::Keypad => words::keypad_gone(lang),
            Cause::Panel => words::panel_gone(lang),
            Cause::Jack => words::jack_gone(lang),
            Cause::Braille => words::braille_gone(lang),
            Cause::Headphones => words::headphones_gone(lang),
            Cause::Loudspeaker => words::loudspeaker_gone(lang),
        }
    }

    /// The same, and what one does instead.
    pub(super) fn words(self, lang: Lang) -> Text {
        let instead = match self {
            Cause::Paper(_) | Cause::Card(..) | Cause::CardForPin(..) | Cause::Left => return self.is(lang),
            Cause::Chip => words::card_gone_what(lang),
            Cause::Codes => words::reader_gone_what(lang),
            Cause::Keypad => words::keypad_gone_what(lang),
            Cause::Panel => words::panel_gone_what(lang),
            Cause::Jack => words::jack_gone_what(lang),
            Cause::Braille => words::braille_gone_what(lang),
            Cause::Headphones => words::headphones_gone_what(lang),
            Cause::Loudspeaker => words::loudspeaker_gone_what(lang),
        };
        self.is(lang).then(instead)
    }
}

/// What is so, and what one does instead with what is still there: each of two readers sends to the other while that works.
pub(super) fn told_of(state: &State, cause: Cause, lang: Lang) -> Text {
    let devices = state.devices;
    let both = devices.lost_chip && devices.lost_reader;
    match cause {
        Cause::Chip | Cause::Codes if both => cause.is(lang).then(words::code_type(lang)),
        _ => cause.words(lang),
    }
}

/// What does not work now, and once did or is in somebody's way.
fn causes(state: &State) -> Vec<Cause> {
    let paper = state.setup.prints && state.paper_told;
    let prints = matches!(state.paper, PaperState::Ready | PaperState::NearEnd);
    let card = state.card.filter(|card| !card.left_behind).and_then(|card| card.trouble);
    let (devices, engines) = (state.devices, state.engines);
    let of_card = if card_pin::is_asked(state) { Cause::CardForPin } else { Cause::Card };
    [
        card.map(|trouble| of_card(trouble, card::ways(state))),
        // While nobody is here the last words ask for it.
        (!state.waits() && card::left(state).is_some()).then_some(Cause::Left),
        (paper && !prints).then_some(Cause::Paper(state.paper)),
        devices.lost_chip.then_some(Cause::Chip),
        devices.lost_reader.then_some(Cause::Codes),
        devices.lost_keypad.then_some(Cause::Keypad),
        devices.lost_panel.then_some(Cause::Panel),
        devices.lost_jack.then_some(Cause::Jack),
        braille::lost(state).then_some(Cause::Braille),
        (engines.ears == Some(Engine::None)).then_some(Cause::Headphones),
        (engines.hall == Engine::None && engines.speak()).then_some(Cause::Loudspeaker),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// It all in one line, in the language of who is here; in each to who passes by, or has chosen none yet.
pub(super) fn line(state: &State) -> Option<Text> {
    let causes = causes(state);
    let page = state.lang();
    let in_one = |lang| own::in_itself(page, lang, join(causes.iter().map(|cause| cause.is(lang)), " "));
    match (causes.is_empty(), state.waits() || !language_is_chosen(state)) {
        (true, _) => None,
        (false, true) => Some(join(state.setup.languages.iter().map(|lang| in_one(*lang)), " ")),
        (false, false) => Some(in_one(page)),
    }
}

/// The same, after what was told a moment ago to be wrong or not to be done.
pub(super) fn told(state: &State) -> Option<Text> {
    let problem = state.session.problem.as_ref().map(|problem| problem.said.clone());
    problem.into_iter().chain(line(state)).reduce(Text::then)
}

/// How each device is, in a sentence or two: the page of it.
pub(super) fn each(state: &State) -> Vec<Text> {
    let lang = state.lang();
    let devices = state.devices;
    let told = |is: Option<bool>, works: fn(Lang) -> Text, cause: Cause| {
        let told = || match cause {
            // What to do without both readers is told once, with the other.
            Cause::Chip if devices.lost_reader && devices.lost_chip => cause.is(lang),
            _ => told_of(state, cause, lang),
        };
        is.map(|is| if is { works(lang) } else { told() })
    };
    let chip = match state.reader {
        card::Reader::Unseen => None,
        reader => Some(reader == card::Reader::There),
    };
    let near_end = (state.paper_told && state.setup.prints).then(|| paper::words_of(lang, state.paper));
    let seen = [
        near_end,
        told(chip, words::card_works, Cause::Chip),
        told(devices.reader, words::reader_works, Cause::Codes),
        told(devices.keypad, words::keypad_works, Cause::Keypad),
    ];
    // What has no sentence of its own while it works.
    let seen_above =
        |cause: &Cause| matches!(cause, Cause::Paper(_) | Cause::Chip | Cause::Codes | Cause::Keypad);
    let others = causes(state).into_iter().filter(|cause| !seen_above(cause));
    let all: Vec<Text> = others.map(|cause| cause.words(lang)).chain(seen.into_iter().flatten()).collect();
    if all.is_empty() { vec![words::devices_well(lang)] } else { all }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Setup;
    use super::super::tests::{Rig, public, statement};
    use super::*;
    use crate::event::{Braille, Card, Control, Device, Event, Key, Paper, Staff, Touch, Voice};

    const OPEN: Event = Event::Paper(Paper::State(PaperState::CoverOpen));
    const END: Event = Event::Touch(Touch::Control(Control::End));
    const READY: Event = Event::Paper(Paper::State(PaperState::Ready));

    fn line(rig: &Rig) -> String {
        let picture = rig.state.picture().unwrap();
        picture.caption.as_ref().map(|said| a11y::values::line(said, Lang::It)).unwrap_or_default()
    }

    #[test]
    fn an_open_printer_is_told_until_it_is_closed_whatever_is_touched_and_to_who_comes_in_each_language() {
        let mut rig = Rig::new();
        rig.does(OPEN);
        let waiting = line(&rig);
        for words in ["La stampante è aperta.", "The printer is open.", "الطابعة مفتوحة."] {
            assert!(waiting.contains(words), "{waiting}");
        }
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(public("Prova"));
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        assert_eq!(line(&rig), "La stampante è aperta.");
        rig.key(Key::Digit(5));
        rig.hears_out();
        rig.key(Key::Digit(5));
        assert!(rig.last().contains("La stampante è aperta"), "{}", rig.last());
        rig.does(READY);
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        assert_eq!(line(&rig), "");
        rig.key(Key::Digit(5));
        assert!(!rig.last().contains("stampante"), "{}", rig.last());
    }

    #[test]
    fn each_device_that_goes_stands_on_the_screen_until_it_is_back() {
        type Row = (Event, Event, Event, &'static str);
        let rows: [Row; 7] = [
            (
                Event::Card(Card::Empty),
                Event::Card(Card::NoReader),
                Event::Card(Card::Empty),
                "tessere non funziona.",
            ),
            (
                Event::Device(Device::Reader(true)),
                Event::Device(Device::Reader(false)),
                Event::Device(Device::Reader(true)),
                "codici non risponde.",
            ),
            (
                Event::Device(Device::Keypad(true)),
                Event::Device(Device::Keypad(false)),
                Event::Device(Device::Keypad(true)),
                "La tastiera non risponde.",
            ),
            (
                Event::Voice(Voice::Headphones(Engine::Espeak)),
                Event::Voice(Voice::Headphones(Engine::None)),
                Event::Voice(Voice::Headphones(Engine::Espeak)),
                "Le cuffie non funzionano.",
            ),
            (
                Event::Card(Card::Empty),
                Event::Card(Card::Mute),
                Event::Card(Card::Empty),
                "La tessera non risponde.",
            ),
            (
                Event::Device(Device::Panel(true)),
                Event::Device(Device::Panel(false)),
                Event::Device(Device::Panel(true)),
                "Lo schermo non risponde al tocco.",
            ),
            (
                Event::Device(Device::Jack(true)),
                Event::Device(Device::Jack(false)),
                Event::Device(Device::Jack(true)),
                "La presa delle cuffie non funziona.",
            ),
        ];
        for (there, goes, back, words) in rows {
            let mut rig = Rig::with(Setup { headphones: true, ..Setup::default() });
            rig.does(there);
            rig.does(Event::Touch(Touch::Part("b-0-0".into())));
            rig.gets(public("Prova"));
            rig.does(goes);
            rig.does(Event::Touch(Touch::Control(Control::Size)));
            assert!(line(&rig).contains(words), "{words}: {}", line(&rig));
            // Whoever asks where they are hears it; what tells that of itself has nothing to do with it.
            if !words.contains("cuffie") {
                rig.does(Event::Jack(true));
                rig.key(Key::Digit(5));
                assert!(rig.last().contains(words), "{words}: {}", rig.last());
                rig.does(Event::Jack(false));
                rig.does(Event::Jack(true));
                let last = rig.last();
                assert!(last.contains("Prova, voce") && !last.contains(words), "{words}: {last}");
            }
            rig.does(back);
            rig.does(Event::Touch(Touch::Control(Control::Size)));
            assert_eq!(line(&rig), "", "{words}");
        }
        // What a kiosk has never had is missed by nobody.
        let mut rig = Rig::new();
        rig.does(Event::Device(Device::Keypad(false)));
        rig.does(Event::Card(Card::NoReader));
        assert_eq!(line(&rig), "");
    }

    #[test]
    fn how_the_devices_are_has_a_page_in_each_language_which_help_leads_to_and_which_leads_back() {
        let states = [
            PaperState::Ready,
            PaperState::NearEnd,
            PaperState::Out,
            PaperState::CoverOpen,
            PaperState::Missing,
            PaperState::Fault,
        ];
        for lang in Lang::ALL {
            for state in states {
                let mut rig = Rig::with(Setup { lang, ..Setup::default() });
                rig.does(Event::Paper(Paper::State(state)));
                rig.does(Event::Card(Card::Empty));
                rig.does(Event::Device(Device::Keypad(false)));
                rig.does(Event::Touch(Touch::Part("b-0-0".into())));
                rig.gets(a11y::page::Page { lang, ..statement() });
                rig.does(Event::Touch(Touch::Control(Control::Help)));
                let page = &rig.state.session.view.page;
                let heard = a11y::speech::page(page, &rig.state.session.view.frame);
                let link = heard.iter().find(|heard| {
                    matches!(a11y::act::act(page, &rig.state.session.view.frame, &heard.id),
                        Some(a11y::act::Act::Follow(a11y::page::Target::Inside(to))) if to == "chiosco:dispositivi")
                });
                rig.does(Event::Touch(Touch::Part(link.unwrap().id.clone())));
                let page = &rig.state.session.view.page;
                assert_eq!((page.lang, &page.title), (lang, &words::devices(lang)));
                let told = format!("{:?}", page.body);
                for text in [paper::words_of(lang, state), words::card_works(lang), words::keypad_gone(lang)]
                {
                    let words = a11y::values::line(&text, lang);
                    assert!(told.contains(&words), "{words}: {told}");
                }
                rig.does(Event::Touch(Touch::Control(Control::Back)));
                assert!(rig.state.session.view.own.is_none());
            }
        }
    }

    /// What makes each device work, and then what it tells; the page of devices says so in this language.
    fn on_the_page(lang: Lang, events: &[Event]) -> String {
        let mut rig = Rig::with(Setup { lang, headphones: true, ..Setup::default() });
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(a11y::page::Page { lang, ..statement() });
        events.iter().for_each(|event| rig.does(event.clone()));
        each(&rig.state).iter().map(|text| a11y::values::line(text, lang)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn whatever_does_not_work_is_on_the_page_of_the_devices_in_each_language_with_what_one_does_then() {
        let card = |card| vec![Event::Card(Card::Empty), Event::Card(card)];
        let device = |kind: fn(bool) -> Device| vec![Event::Device(kind(true)), Event::Device(kind(false))];
        let cards = [
            (Card::Mute, card::Trouble::Mute),
            (Card::Foreign, card::Trouble::Foreign),
            (Card::IdentityCard, card::Trouble::IdentityCard),
            (Card::Damaged, card::Trouble::Damaged),
            (Card::Stuck, card::Trouble::Stuck),
        ];
        let papers = [
            PaperState::Ready,
            PaperState::NearEnd,
            PaperState::Out,
            PaperState::CoverOpen,
            PaperState::Missing,
            PaperState::Fault,
        ];
        let braille =
            vec![Event::Tick(60_000), Event::Braille(Braille::Attached(40)), Event::Braille(Braille::Gone)];
        let begins = || Event::Touch(Touch::Control(Control::Theme));
        let mut all = vec![
            (Cause::Left, vec![Event::Card(Card::Reading), END, begins()]),
            (Cause::Chip, card(Card::NoReader)),
            (Cause::Codes, device(Device::Reader)),
            (Cause::Keypad, device(Device::Keypad)),
            (Cause::Panel, device(Device::Panel)),
            (Cause::Jack, device(Device::Jack)),
            (Cause::Braille, braille),
            (Cause::Headphones, vec![Event::Voice(Voice::Headphones(Engine::None))]),
            (Cause::Loudspeaker, vec![Event::Voice(Voice::Engine(Engine::None))]),
        ];
        let ways = card::Ways { chip: None, pin: true, greeting: false, barcode: true };
        all.extend(cards.map(|(is, trouble)| (Cause::Card(trouble, ways), card(is))));
        all.extend(papers.map(|state| (Cause::Paper(state), vec![Event::Paper(Paper::State(state))])));
        for (cause, events) in all {
            // Whoever adds one finds here that it is missing.
            match cause {
                Cause::Paper(_)
                | Cause::Card(..)
                | Cause::CardForPin(..)
                | Cause::Left
                | Cause::Chip
                | Cause::Codes
                | Cause::Keypad
                | Cause::Panel => {}
                Cause::Jack | Cause::Braille | Cause::Headphones | Cause::Loudspeaker => {}
            }
            let sentences = Lang::ALL.map(|lang| {
                let words = a11y::values::line(&cause.words(lang), lang);
                let page = on_the_page(lang, &events);
                assert!(page.contains(&words), "{cause:?}, {lang:?}: «{words}» is not in «{page}»");
                words
            });
            let [it, en, ar] = &sentences;
            assert!(it != en && en != ar && ar != it, "{cause:?}: {sentences:?}");
        }
    }

    #[test]
    fn neither_of_two_readers_that_are_gone_sends_to_the_other_and_what_is_left_to_do_is_told_once() {
        let there = |is| {
            [Event::Card(if is { Card::Empty } else { Card::NoReader }), Event::Device(Device::Reader(is))]
        };
        let sends = ["codice a barre", "usa la tessera"];
        for lang in Lang::ALL {
            let events: Vec<Event> = there(true).into_iter().chain(there(false)).collect();
            let page = on_the_page(lang, &events);
            let what = a11y::values::line(&words::code_type(lang), lang);
            assert_eq!(page.matches(&what).count(), 1, "{page}");
            for other in [words::card_gone_what(lang), words::reader_gone_what(lang)] {
                assert!(!page.contains(&a11y::values::line(&other, lang)), "{page}");
            }
        }
        // Whichever of them goes last is told so, and first that of the other.
        for order in [[0, 1], [1, 0]] {
            let mut rig = Rig::listening_at(public("Prova"));
            there(true).into_iter().for_each(|event| rig.does(event));
            let gone = there(false);
            rig.does(gone[order[0]].clone());
            assert!(rig.last().contains(sends[order[0]]), "{}", rig.last());
            rig.hears_out();
            rig.does(gone[order[1]].clone());
            let last = rig.last();
            assert!(
                last.contains("16 caratteri") && !sends.iter().any(|other| last.contains(other)),
                "{last}"
            );
        }
    }

    #[test]
    fn a_kiosk_that_is_closed_or_mute_says_so_in_each_language() {
        let titles = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().page);
        let mut rig = Rig::new();
        rig.does(Event::Staff(Staff::Closed(true)));
        for words in ["Chiosco chiuso", "Kiosk closed", "الجهاز مغلق"] {
            assert!(titles(&rig).contains(words), "{}", titles(&rig));
        }
        rig.key(Key::Select);
        rig.key(Key::Digit(1));
        assert!(
            rig.last().contains("Chiosco chiuso") && rig.last().contains("Kiosk closed"),
            "{}",
            rig.last()
        );
        let mut rig = Rig::new();
        rig.does(Event::Voice(Voice::Engine(Engine::None)));
        for words in ["Chiosco fuori servizio", "Kiosk out of service", "الجهاز خارج الخدمة"]
        {
            assert!(titles(&rig).contains(words), "{}", titles(&rig));
        }
    }
}

//! What was told stands on the screen too: what is wrong for a while, where one is but for what is someone's.

use super::*;

fn caption(rig: &Rig) -> String {
    let caption = rig.state.picture().unwrap().caption.clone();
    caption.map(|said| a11y::values::line(&said, Lang::It)).unwrap_or_default()
}

fn paragraphs() -> Page {
    public("Prova").say(plain("Uno.")).say(plain("Due.")).link(Link::inside(plain("Avanti"), "/it/avanti"))
}

/// It is heard, stands when the page is read again, is told again to who asks where they are, and goes after a while.
#[track_caller]
fn stands(mut rig: Rig, words: &str) {
    assert!(rig.all().contains(words), "{}", rig.all());
    rig.hears_out();
    rig.key(Key::Repeat);
    rig.hears_out();
    rig.key(Key::Digit(5));
    let place = rig.said.last().unwrap().2.clone();
    assert!(place.contains("voce ") && place.contains(words), "{place}");
    rig.hears_out();
    assert!(caption(&rig).contains(words), "{words}: {}", caption(&rig));
    assert!(!caption(&rig).contains("Premi per"), "what was taught gives way: {}", caption(&rig));
    rig.waits(31_000);
    assert!(!caption(&rig).contains(words), "{}", caption(&rig));
    rig.key(Key::Digit(5));
    assert!(!rig.last().contains(words), "{}", rig.last());
}

#[test]
fn what_a_key_cannot_do_stands_on_the_screen_until_one_goes_on() {
    let words = "Qui non c’è nulla da scegliere.";
    let tries = |keys: &[Key]| {
        let mut rig = Rig::listening_at(paragraphs());
        rig.key(Key::Next);
        keys.iter().for_each(|key| rig.key(*key));
        rig
    };
    stands(tries(&[Key::Select]), words);
    stands(tries(&[Key::Digit(6)]), "Non ci sono altre domande.");
    stands(tries(&[Key::Digit(9)]), "Non ci sono errori.");
    let mut rig = tries(&[Key::Select]);
    rig.key(Key::Next);
    rig.key(Key::Digit(5));
    assert!(!rig.last().contains(words), "{}", rig.last());
    // Who types where one does has done with it too.
    let input = Input::Code { value: String::new(), width: 5, digits: true };
    let mut rig = Rig::listening_at(public("Dove?").with(Question::new("cap", plain("CAP"), input)));
    rig.key(Key::Next);
    rig.does(Event::Sign(crate::event::Sign('x')));
    rig.hears_out();
    assert!(caption(&rig).contains("non si può scrivere"), "{}", caption(&rig));
    rig.digits("8");
    assert_eq!(caption(&rig), "");
}

#[test]
fn what_is_wrong_with_a_card_a_code_the_paper_or_the_link_stands_on_the_screen_after_it_was_said() {
    let mut page = statement();
    page.for_paper = true;
    let happens = |events: &[Event]| {
        let mut rig = Rig::listening_at(page.clone());
        events.iter().for_each(|event| rig.does(event.clone()));
        rig
    };
    stands(happens(&[Event::Code(Scan::Unknown)]), "Questo codice non è un codice fiscale.");
    stands(happens(&[Event::Code(Scan::Damaged)]), "Il codice non si è letto bene.");
    stands(happens(&[Event::Card(Card::Reading), Event::Card(Card::Torn)]), "è uscita troppo presto");
    stands(happens(&[Event::Portal(Portal::There(false))]), "Il collegamento è caduto");
    let print = Event::Touch(Touch::Control(Control::Print));
    let mut paper = happens(&[print]);
    paper.does(Event::Paper(Paper::Failed(*paper.printed.last().unwrap(), PaperState::Out)));
    stands(paper, "La ricevuta non è uscita intera.");
    // News of the same take its place.
    let mut back = happens(&[Event::Portal(Portal::There(false)), Event::Portal(Portal::There(true))]);
    back.hears_out();
    back.key(Key::Repeat);
    assert_eq!(caption(&back), "");
    let mut read = happens(&[Event::Code(Scan::Unknown), Event::Card(Card::Read(holder()))]);
    read.hears_out();
    read.key(Key::Repeat);
    assert_eq!(caption(&read), "");
}

#[test]
fn at_the_first_page_the_key_that_goes_back_says_so_and_asks_for_nothing() {
    let first = || Frame { status: 200, address: "/it/".into(), ..Frame::default() };
    let front = || public("Che cosa vuoi fare?").link(Link::inside(plain("Sedi"), "/it/sedi"));
    for (by_ear, how) in [(true, Event::Key(Key::Back)), (false, Event::Touch(Touch::Control(Control::Back)))]
    {
        let mut rig = Rig::new();
        if by_ear {
            rig.does(Event::Jack(true));
            rig.hears_out();
            rig.key(Key::Select);
        } else {
            rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        }
        rig.gets_framed(front(), first());
        let asked = rig.asked.len();
        rig.does(how.clone());
        assert_eq!(rig.asked.len(), asked, "it is there already");
        assert!(caption(&rig).contains("Sei alla prima pagina."), "{}", caption(&rig));
        assert!(!by_ear || rig.last().contains("Sei alla prima pagina."), "{}", rig.last());
        // From the next page it leads back here, and from here nowhere.
        rig.does(Event::Touch(Touch::Part("azione-0".into())));
        rig.gets_framed(public("Sedi"), Frame { address: "/it/sedi".into(), ..first() });
        rig.does(how.clone());
        assert_eq!(rig.asked.last().unwrap().address, "/it/");
        rig.gets_framed(front(), first());
        let asked = rig.asked.len();
        rig.does(how);
        assert_eq!(rig.asked.len(), asked);
        assert!(caption(&rig).contains("Sei alla prima pagina."), "{}", caption(&rig));
    }
}

#[test]
fn behind_the_curtain_the_caption_tells_how_far_one_is_and_nothing_of_anyone() {
    let number = Text::from(a11y::text::Span::Code("AN4059281".into()));
    for (title, seen) in [
        (plain("Domanda di Noemi").private(), "••••, voce 2 di 4"),
        (plain("Domanda ").then(number), "Domanda  ••••, voce 2 di 4"),
        (plain("Estratto conto"), "Estratto conto, voce 2 di 4"),
    ] {
        let page = || Page::new(Lang::It, title.clone()).say(plain("Uno.")).say(plain("Due."));
        // The screen was covered by hand; or nobody looks at it.
        for curtain in [true, false] {
            let mut rig = Rig::listening_at(page());
            rig.key(Key::Next);
            if curtain {
                rig.key(Key::Digit(3));
                rig.hears_out();
            }
            rig.key(Key::Digit(5));
            assert!(rig.last().contains(&a11y::values::line(&title, Lang::It)[..8]), "it is heard whole");
            assert_eq!(caption(&rig), seen);
            let id = rig.said.last().unwrap().0;
            (0..3).for_each(|word| rig.does(Event::Voice(Voice::Word(id, word))));
            let said = rig.state.picture().unwrap().said.clone();
            assert!(said.is_none() || seen.starts_with("Estratto"), "no word of it comes: {said:?}");
        }
        // Who touches and has uncovered nothing reads the title as the page has it.
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(page().with(statement().body.remove(0)));
        rig.does(Event::Jack(true));
        rig.key(Key::Digit(5));
        assert!(caption(&rig).starts_with(seen.split(',').next().unwrap()), "{}", caption(&rig));
    }
}

#[test]
fn the_box_that_a_card_has_filled_is_shown_to_who_is_to_check_it_until_they_go_on() {
    let focus = |rig: &Rig| rig.state.picture().unwrap().focus.clone();
    for came_first in [true, false] {
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(if came_first { sign_in() } else { paragraphs() });
        rig.does(Event::Card(Card::Read(holder())));
        if !came_first {
            assert_eq!(focus(&rig), None);
            rig.does(Event::Touch(Touch::Part("azione-0".into())));
            rig.gets(sign_in());
        }
        assert!(caption(&rig).contains("Controllalo"), "{}", caption(&rig));
        assert_eq!(focus(&rig).as_deref(), Some("codice"));
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        assert_eq!(focus(&rig), None);
    }
}

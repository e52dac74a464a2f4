//! A booth that closes: who is alone in it may have private answers from the loudspeaker, where the office allows it and
//! after choosing so, each session anew.
//!
//! **Invariant**: a [`Booth`] is made here alone, of the office's setting and the citizen's choice; without one no
//! private word can be put on the loudspeaker.
//! **Invariant**: the choice goes with the session, and with headphones that are pulled out.

use a11y::page::{Action, Page};
use a11y::text::{Lang, Text};

use super::command::Command;
use super::own::{self, Wish};
use super::{State, listen, listener, show_over, words};

/// The citizen of this session is alone in a booth, and has chosen the loudspeaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booth(());

/// Asks whether the loudspeaker is meant: it says who else would hear.
pub(super) fn ask(state: &mut State, out: &mut Vec<Command>) {
    if !state.setup.booth {
        return;
    }
    let view = own::booth(state.lang());
    show_over(state, view);
    listen::read_here(state, true, out);
}

/// The loudspeaker is chosen: the page is read from its beginning, all of it.
pub(super) fn choose(state: &mut State, out: &mut Vec<Command>) {
    if !state.setup.booth {
        return;
    }
    set(state, Some(Booth(())));
    if let Some(behind) = state.session.behind.take() {
        state.session.view = *behind;
    }
    state.session.view.at = 0;
    if state.session.listening.is_some() {
        listen::read_here(state, true, out);
    } else {
        listener::listen(state, true, out);
    }
}

/// No longer.
pub(super) fn leave(state: &mut State, out: &mut Vec<Command>) {
    forget(state);
    let said = words::booth_off(state.lang());
    listen::tell(state, said, out);
}

/// Nothing private comes from the loudspeaker any more.
pub(super) fn forget(state: &mut State) {
    if state.session.booth.is_some() {
        set(state, None);
    }
}

fn set(state: &mut State, booth: Option<Booth>) {
    state.session.booth = booth;
    let offered = state.setup.booth;
    let session = &mut state.session;
    for view in std::iter::once(&mut session.view).chain(session.behind.as_deref_mut()) {
        if view.own.is_none() {
            offer(&mut view.page, offered, booth);
            view.hear_again();
        }
    }
}

/// Offers the loudspeaker on a page that is someone's, or to end it; nowhere else, and never without the setting.
pub(super) fn offer(page: &mut Page, allowed: bool, booth: Option<Booth>) {
    let lang = page.lang;
    let [on, off] = links(lang);
    page.actions
        .retain(|action| !matches!(action, Action::Link(link) if link.to == on.to || link.to == off.to));
    if allowed && page.private {
        page.actions.push(Action::Link(if booth.is_some() { off } else { on }));
    }
}

/// What the keypad's command after such a page says. On the page itself it is only seen: without headphones nothing of a
/// page that is someone's is heard.
pub(super) fn command(page: &Page) -> Option<Text> {
    let links = links(page.lang);
    let offered = page.actions.iter().filter_map(|action| match action {
        Action::Link(link) => links.iter().find(|own| own.to == link.to),
        _ => None,
    });
    offered.map(|link| link.text.clone()).next()
}

fn links(lang: Lang) -> [a11y::page::Link; 2] {
    [Wish::Booth.link(words::booth(lang)), Wish::BoothEnd.link(words::booth_end(lang))]
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::super::Setup;
    use super::super::tests::{Rig, statement};
    use super::*;
    use crate::event::{Control, Event, Key, Touch};

    /// Somebody listens by loudspeaker, on a page that is theirs.
    fn at_statement(booth: bool) -> Rig {
        let mut rig = Rig::with(Setup { booth, ..Setup::default() });
        rig.key(Key::Select);
        rig.hears_out();
        rig.key(Key::Select);
        rig.gets(statement());
        rig.hears_out();
        rig
    }

    /// By the keys alone to the link with these words, and chooses it.
    fn takes(rig: &mut Rig, words: &str) {
        for _ in 0..60 {
            if rig.last().contains(words) {
                return rig.key(Key::Select);
            }
            rig.key(Key::Next);
        }
        panic!("{words}: {}", rig.all());
    }

    fn heard_private(rig: &Rig) -> bool {
        rig.all().contains("Settimane")
    }

    #[test]
    fn without_the_setting_it_is_never_offered_and_asking_for_it_does_nothing() {
        let mut rig = at_statement(false);
        for _ in 0..40 {
            rig.key(Key::Next);
        }
        assert!(!rig.all().contains("altoparlante"), "{}", rig.all());
        super::super::grant(&mut rig.state, Wish::BoothYes, &mut Vec::new());
        assert_eq!(rig.state.session.booth, None);
        rig.key(Key::Repeat);
        assert!(!heard_private(&rig), "{}", rig.all());
    }

    #[test]
    fn with_it_private_words_come_only_after_a_choice_that_is_asked_for_twice() {
        let mut rig = at_statement(true);
        assert!(rig.all().contains("C’è una risposta personale") && rig.all().contains("altoparlante"));
        assert!(!heard_private(&rig), "{}", rig.all());
        takes(&mut rig, "Fai leggere le risposte personali dall’altoparlante");
        rig.hears_out();
        assert!(rig.all().contains("Chi è vicino le sente"), "{}", rig.all());
        assert!(!heard_private(&rig) && rig.state.session.booth.is_none(), "not yet");
        takes(&mut rig, "Sì, dall’altoparlante");
        rig.hears_out();
        assert!(heard_private(&rig), "{}", rig.all());
        assert!(rig.said.iter().all(|(_, ears, _)| !ears), "by the loudspeaker");
        let before = rig.all().len();
        takes(&mut rig, "Non leggere più");
        rig.key(Key::Repeat);
        rig.key(Key::Digit(2));
        rig.hears_out();
        assert!(!rig.all()[before..].contains("Settimane"), "{}", &rig.all()[before..]);
    }

    #[test]
    fn the_choice_is_gone_with_the_session_and_with_headphones_pulled_out() {
        let chosen = || {
            let mut rig = at_statement(true);
            takes(&mut rig, "Fai leggere le risposte personali dall’altoparlante");
            rig.hears_out();
            takes(&mut rig, "Sì, dall’altoparlante");
            rig.hears_out();
            assert!(rig.state.session.booth.is_some());
            rig
        };
        let mut rig = chosen();
        rig.key(Key::End);
        rig.waits(20_000);
        assert!(rig.state.waits() && rig.state.is_clean());
        assert_eq!(rig.state.session.booth, None);
        let said = rig.said.len();
        rig.key(Key::Select);
        rig.hears_out();
        rig.key(Key::Select);
        rig.gets(statement());
        rig.hears_out();
        let after: Vec<&str> = rig.said[said..].iter().map(|(_, _, words)| words.as_str()).collect();
        assert!(
            after.iter().all(|words| !words.contains("Settimane")),
            "the next one is asked again: {after:?}"
        );

        let mut rig = chosen();
        rig.does(Event::Jack(true));
        rig.does(Event::Jack(false));
        assert_eq!(rig.state.session.booth, None);
        rig.does(Event::Touch(Touch::Control(Control::Uncover)));
        let said = rig.said.len();
        rig.key(Key::Repeat);
        assert!(rig.said[said..].iter().all(|(_, _, words)| !words.contains("Settimane")));
    }
}

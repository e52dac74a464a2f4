//! Pages of the kiosk's own: who is greeted, asked whether to end, told that the portal is away.
//!
//! **Invariant**: they are Pages as all others, so they are seen, heard and reached by the same ways.

use a11y::act::{self, Act};
use a11y::page::{Action, Block, Frame, Link, Page, Section, Target};
use a11y::speech::{self, Kind, Reading, Utterance};
use a11y::text::{Lang, Text};

use super::session::{Own, View};
use super::{Setup, State, words};

/// What the kiosk's own links ask for. They look like addresses and are none of the portal's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To begin in this language.
    Begin(Lang),
    /// To end the session, asking first if something is unsent.
    End,
    /// To end it, asked before.
    EndNow,
    /// To wait for the answer to what was sent, asked the same.
    Wait,
    /// Back to the page behind.
    Return,
    /// To ask the portal again.
    Again,
    /// To print the page.
    Print,
    /// How the kiosk is used.
    Help,
    /// How its devices are.
    Devices,
    /// Private answers from the loudspeaker of a booth: to be asked about it.
    Booth,
    /// To have it so.
    BoothYes,
    /// No longer.
    BoothEnd,
}

impl Wish {
    const ALL: [(&'static str, Wish); 14] = [
        ("chiosco:it", Wish::Begin(Lang::It)),
        ("chiosco:en", Wish::Begin(Lang::En)),
        ("chiosco:ar", Wish::Begin(Lang::Ar)),
        ("chiosco:fine", Wish::End),
        ("chiosco:fine-ora", Wish::EndNow),
        ("chiosco:aspetta", Wish::Wait),
        ("chiosco:torna", Wish::Return),
        ("chiosco:riprova", Wish::Again),
        ("chiosco:stampa", Wish::Print),
        ("chiosco:aiuto", Wish::Help),
        ("chiosco:dispositivi", Wish::Devices),
        ("chiosco:cabina", Wish::Booth),
        ("chiosco:cabina-si", Wish::BoothYes),
        ("chiosco:cabina-basta", Wish::BoothEnd),
    ];

    /// The wish that an address stands for; `None` if it is the portal's.
    pub(super) fn read(address: &str) -> Option<Wish> {
        Wish::ALL.into_iter().find(|(own, _)| *own == address).map(|(_, wish)| wish)
    }

    /// What a link of the kiosk's own asks for; `None` if it is the portal's.
    pub(super) fn of(link: &Link) -> Option<Wish> {
        match &link.to {
            Target::Inside(address) => Wish::read(address),
            _ => None,
        }
    }

    /// It does something, and leads to no page that is only read.
    pub(super) fn acts(self) -> bool {
        !matches!(self, Wish::Begin(_) | Wish::Return | Wish::Wait | Wish::Help | Wish::Devices | Wish::Booth)
    }

    /// A link that asks for it.
    pub(super) fn link(self, text: Text) -> Link {
        let address = Wish::ALL.into_iter().find(|(_, wish)| *wish == self).map_or("", |(own, _)| own);
        Link::inside(text, address)
    }
}

/// The screen that waits: a greeting in each language, and each language in itself, with what there is and how one begins.
pub(super) fn welcome(setup: &Setup, pin: bool) -> View {
    let lang = setup.lang;
    let how = |lang| {
        let what = if pin { words::welcome_what(lang) } else { words::welcome_what_alone(lang) };
        let how = what.then(words::welcome_listen(lang));
        if setup.barcode { how.then(words::welcome_card(lang)) } else { how }
    };
    let others = setup.languages.iter().filter(|other| **other != lang);
    let greeting = others
        .map(|other| in_itself(lang, *other, words::welcome(*other)))
        .fold(words::welcome(lang), Text::then);
    let page = Page::new(lang, greeting).public();
    view(page.with(links(setup, lang, Some(&how))), Own::Welcome)
}

/// The languages alone, on a page in this one; who goes through them by ear hears how to take one.
pub(super) fn languages(setup: &Setup, lang: Lang, how: Option<fn(Lang) -> Text>) -> View {
    let how = how.as_ref().map(|how| how as &dyn Fn(Lang) -> Text);
    view(own(lang, words::choose_language(lang)).with(links(setup, lang, how)), Own::Languages)
}

/// Each language by its own name, with a sentence in it, on a page in `lang`.
fn links(setup: &Setup, lang: Lang, how: Option<&dyn Fn(Lang) -> Text>) -> Block {
    let in_itself = |offered: Lang, said: Text| in_itself(lang, offered, said);
    let languages = setup.languages.iter().map(|&offered| {
        let name = in_itself(offered, Text::plain(offered.endonym()));
        let link = Wish::Begin(offered).link(name);
        match how {
            Some(how) => link.noted(in_itself(offered, how(offered))),
            None => link,
        }
    });
    Block::Links(languages.collect())
}

/// A text in its own language, on a page in `lang`.
pub(super) fn in_itself(lang: Lang, own: Lang, said: Text) -> Text {
    match own == lang {
        true => said,
        false => said.kept_in(own, |span| a11y::values::shown(span, own)),
    }
}

/// "Vuoi chiudere?", where this would be lost, or an answer is awaited; `erases` if answers are among it.
pub(super) fn end_ask(lang: Lang, lost: Vec<Text>, awaited: bool, erases: bool) -> View {
    let page = lost.into_iter().fold(own(lang, words::end_ask(lang)), Page::say);
    let (stay, close) = match awaited {
        true => (Wish::Wait.link(words::end_wait(lang)), words::end_close(lang)),
        false if erases => (Wish::Return.link(words::end_no(lang)), words::end_yes(lang)),
        false => (Wish::Return.link(words::end_no(lang)), words::end_yes_only(lang)),
    };
    view(page.link(stay).link(Wish::EndNow.link(close)), Own::EndAsk)
}

/// "Dall’altoparlante?", in a booth that closes: the first answer is no.
pub(super) fn booth(lang: Lang) -> View {
    let page = own(lang, words::booth_ask(lang))
        .say(words::booth_what(lang))
        .link(Wish::Return.link(words::end_no(lang)))
        .link(Wish::BoothYes.link(words::booth_yes(lang)));
    view(page, Own::Booth)
}

/// How the kiosk is used; the portal's own help is for browsers. From a page with something `typed` it leads nowhere
/// but back: what was typed there stays.
pub(super) fn help(lang: Lang, keys: Vec<Text>, state: &State, typed: bool) -> View {
    let slot = state.setup.slot;
    let (card, staff) = (
        if state.pin { words::help_card_how(lang) } else { words::help_card_how_alone(lang) },
        if state.session.hand.switches { words::help_staff_two(lang) } else { words::help_staff_how(lang) },
    );
    let part =
        |heading, body: Vec<Text>| Section { heading, body: body.into_iter().map(Block::from).collect() };
    let contacts = Link::inside(words::help_contacts(lang), format!("/{}/contatti", lang.code()));
    let page = own(lang, words::help_page(lang))
        .with(part(words::help_touch(lang), vec![words::help_touch_how(lang)]))
        .with(part(words::help_ear(lang), [words::welcome_listen(lang)].into_iter().chain(keys).collect()))
        .with(part(words::help_card(lang), vec![card]))
        .with(part(words::help_paper(lang), vec![words::help_paper_how(lang, &slot.words(lang))]))
        .with(part(words::call_staff(lang), vec![staff]));
    let mut links = vec![Wish::Devices.link(words::devices(lang))];
    links.extend((!typed).then_some(contacts));
    let page = page.with(Block::Links(links));
    view(page.link(Wish::Return.link(words::back_to_page(lang))), Own::Help)
}

/// How each device is.
pub(super) fn devices(lang: Lang, each: Vec<Text>) -> View {
    let page = each.into_iter().fold(own(lang, words::devices(lang)), Page::say);
    view(page.link(Wish::Return.link(words::back_to_page(lang))), Own::Devices)
}

/// What is known of something that may have been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// The answers of a draft, which the portal keeps; and the number of both.
    Draft(String),
    /// What has a key, by which it is sent once; and its number.
    Keyed(String),
    /// Nothing that could be found again.
    Loose,
    /// Who one is, and a secret: nothing that stays with anybody.
    SignIn,
}

impl Sent {
    /// The number by which the staff find it.
    pub(super) fn number(&self) -> Option<&str> {
        match self {
            Sent::Draft(number) | Sent::Keyed(number) => Some(number),
            Sent::Loose | Sent::SignIn => None,
        }
    }
}

/// The portal does not answer; `sent` if it may have taken something, `tried` if trying has ended.
pub(super) fn away(lang: Lang, sent: Option<&Sent>, tried: bool) -> View {
    let what = match (sent, tried) {
        (None, _) => words::away_what(lang),
        (Some(Sent::SignIn), false) => words::away_sign_in(lang),
        (Some(Sent::SignIn), true) => words::away_no_sign_in(lang),
        (Some(_), false) => words::away_sent(lang),
        (Some(Sent::Draft(number)), true) => words::away_unknown_draft(lang, number),
        (Some(Sent::Keyed(number)), true) => words::away_unknown_keyed(lang, number),
        (Some(Sent::Loose), true) => words::away_unknown(lang),
    };
    let page = own(lang, words::away(lang)).say(what);
    let page = page.link(Wish::Again.link(words::again(lang))).link(Wish::End.link(words::end(lang)));
    view(page, Own::Away)
}

/// The portal speaks another version.
pub(super) fn strange(lang: Lang) -> View {
    let page = own(lang, words::strange(lang)).say(words::strange_what(lang));
    view(page.link(Wish::End.link(words::end(lang))), Own::Strange)
}

/// Nobody can speak.
pub(super) fn out(setup: &Setup) -> View {
    in_each(setup, words::out_of_service, words::out_what, Own::Out)
}

/// The staff have closed the kiosk.
pub(super) fn closed(setup: &Setup) -> View {
    in_each(setup, words::closed, words::closed_what, Own::Closed)
}

/// Who comes may read any language: the kiosk's own, and under it the others.
fn in_each(setup: &Setup, title: fn(Lang) -> Text, what: fn(Lang) -> Text, as_own: Own) -> View {
    let lang = setup.lang;
    let page = own(lang, title(lang)).say(what(lang));
    let others = setup.languages.iter().copied().filter(|other| *other != lang);
    let page = others.fold(page, |page, other| {
        let heading = in_itself(lang, other, title(other));
        page.with(Section { heading, body: vec![in_itself(lang, other, what(other)).into()] })
    });
    view(page, as_own)
}

fn own(lang: Lang, title: Text) -> Page {
    Page::new(lang, title).public().of(words::kiosk(lang))
}

fn view(page: Page, own: Own) -> View {
    let frame = Frame { status: 200, languages: Lang::ALL.to_vec(), ..Frame::default() };
    View::new(page, frame, Some(own))
}

/// Takes away what a kiosk has no place for: files to keep; how a browser reads, and the help with that, for which it has
/// commands and a help of its own.
pub(super) fn without_a_browsers(page: &mut Page) {
    fn keeps(link: &Link) -> bool {
        match &link.to {
            Target::Download(_) => false,
            Target::Inside(address) => !["preferenze", "aiuto"].iter().any(|of_browsers| {
                address
                    .split(['?', '#'])
                    .next()
                    .is_some_and(|path| path.ends_with(&format!("/{of_browsers}")))
            }),
            _ => true,
        }
    }
    fn blocks(body: &mut Vec<Block>) {
        body.retain_mut(|block| match block {
            Block::Links(links) => {
                links.retain(keeps);
                !links.is_empty()
            }
            Block::Section(section) => {
                blocks(&mut section.body);
                true
            }
            _ => true,
        });
    }
    blocks(&mut page.body);
    page.actions.retain(|action| !matches!(action, Action::Link(link) if !keeps(link)));
}

/// The front page begins with what can be done: whoever stands before a kiosk of the institute knows whose it is.
pub(super) fn without_introduction(page: &mut Page) {
    if matches!(page.body.first(), Some(Block::Paragraph(_))) {
        page.body.remove(0);
    }
}

/// Adds what a kiosk offers on a page of the portal, or words it anew: a receipt of so many centimetres. Where the page is
/// made for that it comes first.
pub(super) fn complete(page: &mut Page, length: i64) {
    let print = Wish::Print.link(words::print(page.lang, length));
    if let Some(link) = print_link(page) {
        *link = print;
    } else if length > 0 && page.for_paper {
        page.body.insert(0, Block::Links(vec![print]));
    } else if length > 0 {
        page.actions.push(Action::Link(print));
    }
}

/// What a kiosk itself offers on a page that is someone's is nobody's: it is heard by everyone, as it is seen. What has the
/// loudspeaker of a booth read it has a command after the page instead.
pub(super) fn for_everyone(page: &Page, frame: &Frame, reading: Reading, heard: &mut [Utterance]) {
    let mut copy = if page.private { page.clone() } else { return };
    let print = print_link(&mut copy).map(|link| &link.text);
    let help = frame.help.as_ref().map(|link| &link.text);
    for one in heard.iter_mut().filter(|one| one.kind == Kind::Link) {
        let wish = match act::act(page, frame, &one.id) {
            Some(Act::Follow(Target::Inside(address))) => Wish::read(address),
            _ => None,
        };
        let said = match wish {
            Some(Wish::Print) => print,
            Some(Wish::Help) => help,
            _ => None,
        };
        if let Some(said) = said {
            one.heard = speech::announce(page.lang, said, reading);
        }
    }
}

/// The ids of what a page itself offers to do, after it or first: what it leads on to, sends, or prints.
pub(super) fn commands(page: &Page) -> Vec<String> {
    let prints = |block: &Block| match block {
        Block::Links(links) => links.iter().position(|link| Wish::of(link) == Some(Wish::Print)),
        _ => None,
    };
    let first = page.body.first().and_then(prints);
    let first = first.map(|nth| a11y::ids::child(&a11y::ids::block_id(&[0]), nth));
    (0..page.actions.len()).map(a11y::ids::action).chain(first).collect()
}

/// The page can be printed.
pub(super) fn prints(page: &Page) -> bool {
    print_link(&mut page.clone()).is_some()
}

/// The link that prints it.
fn print_link(page: &mut Page) -> Option<&mut Link> {
    let first = match page.body.first_mut() {
        Some(Block::Links(links)) => links.as_mut_slice(),
        _ => &mut [],
    };
    let last = page.actions.iter_mut().filter_map(|action| match action {
        Action::Link(link) => Some(link),
        Action::Send(_) => None,
    });
    first.iter_mut().chain(last).find(|link| Wish::of(link) == Some(Wish::Print))
}

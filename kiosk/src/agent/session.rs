//! What the kiosk knows of the person before it; all of it goes at the end.

use std::collections::{BTreeMap, BTreeSet};

use a11y::page::{Frame, Input, Method, Page, Question};
use a11y::speech::{self, Heard, Kind, Utterance};
use a11y::text::Lang;
use zeroize::Zeroizing;

use super::Setup;
use super::booth::Booth;
use super::command::{Job, Look, Request};
use super::finger::Hand;
use super::teach::Lesson;
use crate::event::{Holder, Millis};

/// A session, from the first sign of someone to the end; before that, what it begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Session {
    /// When it began; `None` while nobody is there.
    pub(super) begun: Option<Millis>,
    pub(super) lang: Lang,
    pub(super) look: Look,
    /// Someone listens.
    pub(super) listening: Option<Listening>,
    /// And has chosen the loudspeaker of a booth for what is private.
    pub(super) booth: Option<Booth>,
    /// The step of loudness, from 1.
    pub(super) volume: u8,
    /// Speed of speech in percent.
    pub(super) rate: u8,
    /// Headphones went in, or the handset was lifted, since the session began, and still is so.
    pub(super) plugged: bool,
    /// What is before the citizen.
    pub(super) view: View,
    /// What was, under a page of the kiosk's own.
    pub(super) behind: Option<Box<View>>,
    /// The pages that links have led through to this one, without their language.
    pub(super) trail: Vec<String>,
    /// What the portal has been asked and not answered.
    pub(super) asked: Option<Asked>,
    /// What was sent, whose answer is waited for no longer.
    pub(super) given_up: Vec<super::own::Sent>,
    /// Who a card or code says this is.
    pub(super) claim: Option<Holder>,
    /// The number of what says the code that was just read: the page that comes is read after it.
    pub(super) code_said: Option<u64>,
    /// What has been typed into boxes for secrets, by their names; never in the page.
    pub(super) secrets: BTreeMap<String, Zeroizing<String>>,
    /// How far signing in with the card's own PIN is.
    pub(super) card_pin: super::card_pin::Entry,
    /// Something has been typed and not sent.
    pub(super) unsent: bool,
    /// Answers of earlier pages lie with the portal in this session alone: they end with it, unless they are sent.
    pub(super) underway: bool,
    /// The portal could not be reached when it was last asked for: this citizen knows of it.
    pub(super) away: bool,
    /// A digit typed elsewhere has led to the one box that it can be meant for, which is not named yet.
    pub(super) led_to_box: bool,
    /// The letter that the last key may still change.
    pub(super) tap: Option<Tap>,
    /// Signs are chosen one by one.
    pub(super) ring: Option<Ring>,
    /// The keys of letters write digits here.
    pub(super) figures: Option<Place>,
    /// The question that the keyboard on the screen types into.
    pub(super) keyboard: Option<Place>,
    /// Which page of it is shown.
    pub(super) layer: usize,
    /// The next letter is to be the other than it would be: small or a capital.
    pub(super) turned: bool,
    /// When something was last done, by anyone or by the kiosk itself.
    pub(super) moved: Millis,
    /// When the portal last had a sign of life.
    pub(super) stayed: Millis,
    /// When it was last seen to whether the portal is there.
    pub(super) looked: Millis,
    /// When a person last did something.
    pub(super) acted: Millis,
    /// When it was asked whether someone is still there.
    pub(super) warned: Option<Millis>,
    /// And half way a second time.
    pub(super) warned_again: bool,
    /// When it was last asked whether to end.
    pub(super) asked_to_end: Option<Millis>,
    /// The screen shows nothing of the page.
    pub(super) curtain: bool,
    /// By hand: it stays when headphones come back.
    pub(super) drawn: bool,
    /// When personal values were last asked for; `None` while they are covered.
    pub(super) uncovered: Option<Millis>,
    /// It has been said that they are covered.
    pub(super) told_covered: bool,
    /// When the headphones went out on a page that is someone's.
    pub(super) unplugged: Option<Millis>,
    /// That page was uncovered without them: it stands there for everyone, and soon for nobody.
    pub(super) bared: bool,
    /// What is being said.
    pub(super) speaking: Option<Speaking>,
    /// What was last said, where it was no item of the page: what is said again on request.
    pub(super) last: Option<Last>,
    /// Sentences that were cut off by one in between, and are said again after it, the last first.
    pub(super) cut: Vec<Last>,
    /// The same, as it is followed on the screen.
    pub(super) spoken: Option<super::follow::Spoken>,
    /// What it says, in words for the screen.
    pub(super) caption: Option<a11y::text::Text>,
    /// What was last told to be wrong, or not to be done.
    pub(super) problem: Option<Problem>,
    /// The box that a card or code was just written into: it is to be checked.
    pub(super) written: Option<String>,
    /// After each thing the next is read.
    pub(super) reading_on: bool,
    /// What has been told in full of what one can do.
    pub(super) taught: BTreeSet<Lesson>,
    /// Keys say their names and do nothing.
    pub(super) explore: bool,
    /// Where one is in the help.
    pub(super) helping: Option<super::help::Helping>,
    /// When help was last asked for, and the staff.
    pub(super) helped: Option<Millis>,
    pub(super) staff: Option<Millis>,
    /// How the touchscreen is used.
    pub(super) hand: Hand,
    /// How the braille display is used.
    pub(super) reader: super::braille::Reader,
    /// It has been said that the paper ends soon.
    pub(super) told_near_end: bool,
    /// And that of a fiscal code it has the beginning alone.
    pub(super) told_cut: bool,
    /// The receipt that is being printed, or waits for the printer.
    pub(super) job: Option<Printing>,
}

/// Someone listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Listening {
    /// Alone, by headphones or handset that went in during this session.
    pub(super) private: bool,
}

/// A page and how far one is in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    pub(super) page: Page,
    pub(super) frame: Frame,
    /// It is the kiosk's, not the portal's.
    pub(super) own: Option<Own>,
    /// Its number, by which a touch tells on which page it was; 0 before it is first shown.
    pub(super) number: u64,
    /// What the cursor goes through: the page, then the commands that stand around it.
    pub(super) heard: Vec<Utterance>,
    /// How many of these are the page's.
    pub(super) of_page: usize,
    pub(super) at: usize,
    /// Where on the page one was before the commands.
    pub(super) left: usize,
    /// It has been said here that there is something private.
    pub(super) told_private: bool,
    /// What is someone's here was uncovered, and is covered again.
    pub(super) seen: bool,
    /// The reading alone has led to where the cursor stands.
    pub(super) led: bool,
}

/// Pages of the kiosk's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    Welcome,
    Languages,
    EndAsk,
    Booth,
    Help,
    Devices,
    Away,
    Strange,
    Out,
    Closed,
}

/// Something that the portal has been asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) request: Request,
    /// It sends something of its citizen's: who ends before it is answered is told that it may not have arrived.
    pub(super) counts: bool,
    pub(super) since: Millis,
    /// When it is asked again; `None` while an answer is awaited.
    pub(super) again: Option<Millis>,
    pub(super) tries: u32,
    /// Nobody asked: it is for a kept page, once the portal is back.
    pub(super) renews: bool,
    /// The citizen has been told to wait.
    pub(super) told: bool,
    /// The citizen has been shown that no answer comes.
    pub(super) shown: bool,
    /// When anything was last said meanwhile.
    pub(super) heard: Millis,
}

impl Asked {
    /// Trying has ended: it is asked again where the citizen wants it, or when the portal is back.
    pub(super) fn rests(&self) -> bool {
        self.again == Some(Millis::MAX)
    }
}

/// A box to type into: a question's name, and which box of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) part: Option<usize>,
}

/// The letter that the last key may still change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tap {
    pub(super) place: Place,
    pub(super) digit: u8,
    pub(super) nth: usize,
    pub(super) at: Millis,
}

/// Signs chosen one by one, for who has two keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ring {
    pub(super) place: Place,
    /// The group of signs that one is in.
    pub(super) group: Option<usize>,
    pub(super) at: usize,
}

/// What is being said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speaking {
    pub(super) id: u64,
    /// It is what the cursor stands on; else a sentence in between.
    pub(super) page: bool,
    /// After this sentence the page goes on.
    pub(super) then_page: bool,
    /// It is said in the middle of something else, which comes again after it.
    pub(super) between: Option<Between>,
}

impl Speaking {
    /// A sentence by itself.
    pub(super) fn sentence(id: u64) -> Speaking {
        Speaking { id, page: false, then_page: false, between: None }
    }
}

/// What is said in the middle of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Something has happened: news of the next takes its place.
    Message,
    /// What a key has set: once the next press has set it anew, it is of no interest.
    Control,
}

/// A sentence in between, as it may be said again.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Last {
    /// The number under which it was said.
    pub(super) id: u64,
    pub(super) heard: Heard,
    pub(super) caption: Option<a11y::text::Text>,
    /// After it the page goes on.
    pub(super) then_page: bool,
    /// It was said in the middle of something else.
    pub(super) between: Option<Between>,
    /// What it tells of.
    pub(super) of: Option<Matter>,
}

/// What goes on in the kiosk, of which the last that was told is what counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    Paper,
    Card,
    Portal,
    Staff,
}

/// Something that is wrong or cannot be done, as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) said: a11y::text::Text,
    pub(super) at: Millis,
    /// Of what was done by hand: who goes on has done with it.
    pub(super) by_hand: bool,
    /// What it tells of: news of that take its place.
    pub(super) of: Option<Matter>,
}

/// A receipt on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printing {
    pub(super) job: Job,
    /// The number of what it is of, where its citizen finds that in their area.
    pub(super) protocol: Option<String>,
    /// It failed, and is printed again when the printer can.
    pub(super) waits: bool,
    /// A piece of it hangs in the printer.
    pub(super) piece: bool,
    /// It has the beginning of a fiscal code alone.
    pub(super) cut: bool,
}

impl Session {
    /// What a session begins with.
    pub(super) fn fresh(setup: &Setup, now: Millis) -> Session {
        Session {
            begun: None,
            lang: setup.lang,
            look: Look::default(),
            listening: None,
            booth: None,
            volume: setup.volume,
            rate: 100,
            plugged: false,
            view: super::own::welcome(setup, true),
            behind: None,
            trail: Vec::new(),
            asked: None,
            given_up: Vec::new(),
            claim: None,
            code_said: None,
            secrets: BTreeMap::new(),
            card_pin: super::card_pin::Entry::default(),
            unsent: false,
            underway: false,
            away: false,
            led_to_box: false,
            tap: None,
            ring: None,
            figures: None,
            keyboard: None,
            layer: 0,
            turned: false,
            moved: now,
            stayed: now,
            looked: now,
            acted: now,
            warned: None,
            warned_again: false,
            asked_to_end: None,
            curtain: false,
            drawn: false,
            uncovered: None,
            told_covered: false,
            unplugged: None,
            bared: false,
            speaking: None,
            last: None,
            cut: Vec::new(),
            spoken: None,
            caption: None,
            problem: None,
            written: None,
            reading_on: false,
            taught: BTreeSet::new(),
            explore: false,
            helping: None,
            helped: None,
            staff: None,
            hand: Hand::default(),
            reader: super::braille::Reader::default(),
            told_near_end: false,
            told_cut: false,
            job: None,
        }
    }

    /// Whether speech goes to one person alone.
    pub(super) fn private(&self) -> bool {
        self.listening.is_some_and(|listening| listening.private)
    }
}

impl View {
    /// A page, with the cursor on the first thing that wants attention.
    pub(super) fn new(page: Page, frame: Frame, own: Option<Own>) -> View {
        let mut view = View {
            page,
            frame,
            own,
            number: 0,
            heard: Vec::new(),
            of_page: 0,
            at: 0,
            left: 0,
            told_private: false,
            seen: false,
            led: false,
        };
        view.begin_at_problem();
        view
    }

    /// What is heard now, with the cursor on the first thing that wants attention.
    pub(super) fn begin_at_problem(&mut self) {
        self.hear_again();
        self.at = self.first_problem().unwrap_or(0);
    }

    /// The first question that is wrong, rather than the list of problems above it.
    fn first_problem(&self) -> Option<usize> {
        let wrong = self.page.questions().into_iter().find(|question| question.problem.is_some())?;
        let group = a11y::ids::group(&wrong.name);
        self.heard.iter().position(|u| u.kind == Kind::Question && (u.id == wrong.name || u.id == group))
    }

    /// What is heard, after something on the page has changed; the cursor stays.
    pub(super) fn hear_again(&mut self) {
        self.heard = speech::page(&self.page, &self.frame);
        super::own::for_everyone(&self.page, &self.frame, speech::Reading::First, &mut self.heard);
        self.of_page = self.heard.len();
        if !matches!(self.own, Some(Own::Welcome | Own::Out | Own::Closed)) {
            let booth = super::booth::command(&self.page);
            self.heard.extend(super::ring::commands(self.page.lang, speech::Reading::First, booth));
        }
        self.at = self.at.min(self.heard.len().saturating_sub(1));
    }

    /// What the cursor stands on.
    pub(super) fn here(&self) -> Option<&Utterance> {
        self.heard.get(self.at)
    }

    /// The cursor is at a search that the page has beside what it leads to.
    pub(super) fn searches_beside(&self) -> bool {
        let search = self.page.form.as_ref().is_some_and(|form| form.method == Method::Get);
        search && self.heard.iter().take(self.at).any(|heard| heard.kind == Kind::Link)
    }

    /// The question that can be typed into where the cursor stands.
    pub(super) fn box_here(&self) -> Option<Place> {
        match a11y::act::act(&self.page, &self.frame, &self.here()?.id)? {
            a11y::act::Act::Type(question, part) => Some(Place { name: question.name.clone(), part }),
            _ => None,
        }
    }

    /// What is asked at this place.
    pub(super) fn question(&self, place: &Place) -> Option<&Question> {
        self.page.questions().into_iter().find(|question| question.name == place.name)
    }

    /// The kind of answer there.
    pub(super) fn input(&self, place: &Place) -> Option<&Input> {
        self.question(place).map(|question| &question.input)
    }
}

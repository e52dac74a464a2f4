//! The Page: what a service answers, once, for every sense.
//!
//! **Invariant**: heading levels, the error summary, the title's `2 errori:` and the order of focus are computed
//! from nesting, from the questions' problems and from vector order; no one can write them by hand.
//! **Invariant**: there is no block that carries markup.
//! **Invariant**: a page is private unless its maker says that it is public.

mod block;
mod question;
mod wire;

pub use block::*;
pub use question::*;
use serde::{Deserialize, Serialize};
pub use wire::*;

use crate::text::{Lang, Text};
use crate::words;

/// One page: a title, a body in its one reading order, at most one main form, and what can be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The language of all its words.
    pub lang: Lang,
    /// The question or the page, as its only first-level heading.
    pub title: Text,
    /// What stands for the title in the window's title, where that tells something of a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Text>,
    /// The service it belongs to, for the window's title; `None` for the front page.
    pub service: Option<Text>,
    /// Where in a conversation this is.
    pub step: Option<Step>,
    /// Something has been done: said before the title, with the focus on it after a redirect.
    pub done: Option<Notice>,
    /// It tells something of a person: no cache, no loudspeaker.
    pub private: bool,
    /// It shows invented people or offices, and says so.
    pub test_data: bool,
    /// It is made to be printed: where there is a printer, that comes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_paper: bool,
    /// The blocks, in reading order.
    pub body: Vec<Block>,
    /// How the questions are sent; `None` where there is no question.
    pub form: Option<Form>,
    /// Links and small forms after the body.
    pub actions: Vec<Action>,
}

/// "Passo 2 di 5"; of a form in parts, whose steps hang on the answers, "Il lavoro, parte 3 di 5".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The step or part the citizen is at, from 1.
    pub now: u8,
    /// The last one, as far as the answers so far tell.
    pub of: u8,
    /// What the part is called; `None` of a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Text>,
}

impl Step {
    /// In words.
    pub fn words(&self, lang: Lang) -> Text {
        let (now, of) = (self.now.into(), self.of.into());
        match &self.part {
            None => words::step(lang, now, of),
            Some(part) => words::part(lang, part, now, of),
        }
    }
}

/// How the main form is sent. It goes to the address of the page ([`Frame::address`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The words on its button: a verb and an object.
    pub submit: Text,
    /// Public searches are read ([`Method::Get`]); everything else is sent.
    pub method: Method,
    /// Hidden fields: the idempotency key of a write without a draft.
    pub hidden: Vec<(String, String)>,
}

/// How a form travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// In the address: public searches only.
    Get,
    /// In the body, with the session's token.
    Post,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Says where it leads without what stands around it.
    pub text: Text,
    /// Where it leads.
    pub to: Target,
    /// What one finds there, in a sentence of its own after the link; only in a block of links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Where a link leads. A kiosk follows only [`Target::Inside`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "target", content = "value", rename_all = "snake_case")]
pub enum Target {
    /// Another page of the portal, by its path.
    Inside(String),
    /// A telephone number, as it is dialled.
    Phone(String),
    /// An address for electronic mail.
    Mail(String),
    /// Another site.
    Outside(String),
    /// A file of the portal; the link's words name its format.
    Download(String),
}

/// What can be done after the body: a link, or an own small form without questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "value", rename_all = "snake_case")]
pub enum Action {
    /// A link.
    Link(Link),
    /// A button that sends a small form of its own.
    Send(Send),
}

/// A small form without questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Send {
    /// The words on its button: a verb and an object.
    pub label: Text,
    /// The path it is sent to.
    pub address: String,
    /// Its hidden fields.
    pub fields: Vec<(String, String)>,
    /// The one button the page is about.
    pub primary: bool,
}

impl Page {
    /// A page with a title and nothing else, private.
    pub fn new(lang: Lang, title: Text) -> Page {
        Page {
            lang,
            title,
            window: None,
            service: None,
            step: None,
            done: None,
            private: true,
            test_data: false,
            for_paper: false,
            body: Vec::new(),
            form: None,
            actions: Vec::new(),
        }
    }

    /// The same, for everyone to see and hear.
    pub fn public(mut self) -> Page {
        self.private = false;
        self
    }

    /// The same with the service it belongs to.
    pub fn of(mut self, service: Text) -> Page {
        self.service = Some(service);
        self
    }

    /// The same with what stands for its title in the window's title.
    pub fn in_window(mut self, words: Text) -> Page {
        self.window = Some(words);
        self
    }

    /// What the window's title begins with. A window stands in taskbars, in the history and on screens that are shown to
    /// others: what tells something of a person is left out of it.
    pub fn window_title(&self) -> Option<&Text> {
        self.window.as_ref().or(Some(&self.title)).filter(|title| !title.is_private())
    }

    /// The same with one more block.
    pub fn with(mut self, block: impl Into<Block>) -> Page {
        self.body.push(block.into());
        self
    }

    /// The same with a paragraph.
    pub fn say(self, words: Text) -> Page {
        self.with(Block::Paragraph(words))
    }

    /// The same with a button that sends its questions.
    pub fn submit(mut self, words: Text) -> Page {
        self.form = Some(Form { submit: words, method: Method::Post, hidden: Vec::new() });
        self
    }

    /// The same with a button that searches: the questions travel in the address.
    pub fn search(mut self, words: Text) -> Page {
        self.form = Some(Form { submit: words, method: Method::Get, hidden: Vec::new() });
        self
    }

    /// The same with a link after the body.
    pub fn link(mut self, link: Link) -> Page {
        self.actions.push(Action::Link(link));
        self
    }

    /// The same with a small form after the body.
    pub fn send(mut self, send: Send) -> Page {
        self.actions.push(Action::Send(send));
        self
    }

    /// Every question, in reading order.
    pub fn questions(&self) -> Vec<&Question> {
        questions(&self.body)
    }

    /// Whether it has a table of several columns, which can also be read as a list.
    pub fn has_table(&self) -> bool {
        fn among(blocks: &[Block]) -> bool {
            blocks.iter().any(|block| match block {
                Block::Table(_) => true,
                Block::Section(section) => among(&section.body),
                _ => false,
            })
        }
        among(&self.body)
    }

    /// How many blocks come before the button of the main form: up to the last one with a question, so that the
    /// results of a search stand after its button; all of them where nothing is asked.
    pub fn before_button(&self) -> usize {
        self.body.iter().rposition(Block::asks).map_or(self.body.len(), |last| last + 1)
    }

    /// What is wrong, in reading order: the id of the faulty control and the message.
    pub fn problems(&self) -> Vec<(String, &Text)> {
        self.questions()
            .into_iter()
            .filter_map(|q| q.problem.as_ref().map(|p| (q.target_id(), &p.text)))
            .collect()
    }

    /// The one question this page is, if its title is the question's own label: it is then heard once.
    pub fn only_question(&self) -> Option<&Question> {
        match self.questions()[..] {
            [question] if question.label == self.title => Some(question),
            _ => None,
        }
    }
}

impl Link {
    /// A link to another page of the portal.
    pub fn inside(text: Text, path: impl Into<String>) -> Link {
        Link::to(text, Target::Inside(path.into()))
    }

    /// A link.
    pub fn to(text: Text, to: Target) -> Link {
        Link { text, to, note: None }
    }

    /// The same with a sentence on what one finds there.
    pub fn noted(self, note: Text) -> Link {
        Link { note: Some(note), ..self }
    }
}

//! A portal in memory: a front page, a sign-in, a form with one secret answer, a review, a confirmation.

use std::collections::BTreeMap;

use a11y::page::{
    Confirmation, Envelope, Frame, Input, Link, Method, Page, Purpose, Question, Send, Summary, SummaryRow,
    WIRE_VERSION,
};
use a11y::text::{Lang, Text};
use base64::Engine as _;
use jiff::civil::{date, time};
use sportello_kiosk::agent::command::Request;

/// The PIN of every citizen of this portal.
pub const PIN: &str = "27495163";
/// The PIN of every card.
pub const CARD_PIN: &str = "83027";
/// An account number that nobody has, eight digits so that it is found wherever it lies.
pub const ACCOUNT: &str = "48572391";
/// What only a signed-in citizen may hear.
pub const PERSONAL: &str = "settantatré settimane";

pub fn plain(words: &str) -> Text {
    Text::plain(words.to_owned())
}

/// A question with a box.
pub fn asks(name: &str, label: &str, input: Input) -> Question {
    Question::new(name, plain(label), input)
}

pub fn public(title: &str) -> Page {
    Page::new(Lang::It, plain(title)).public()
}

pub fn sign_in() -> Page {
    let code = asks("codice", "Codice fiscale", Input::FiscalCode { value: String::new() });
    public("Accedi")
        .with(code.purpose(Purpose::Username))
        .with(asks("pin", "PIN INPS", Input::Secret { width: 8 }))
        .submit(plain("Entra"))
}

/// Where the card and its own PIN sign in.
pub const BY_CARD: &str = "/it/accedi/tessera";

fn by_card() -> Page {
    let input = Input::CardSignature { challenge: "sportello-accesso-1.prova".into() };
    public("Accedi con la tessera")
        .with(asks("tessera", "PIN della tessera", input))
        .submit(plain("Entra con la tessera"))
        .link(Link::inside(plain("Accedi con il PIN INPS"), "/it/accedi"))
}

pub fn services() -> Page {
    public("Servizi")
        .say(plain("Scegli un servizio."))
        .link(Link::inside(plain("Una domanda"), "/it/domanda"))
        .link(Link::inside(plain("Le sedi"), "/it/sedi"))
        .link(Link::inside(plain("Il PIN"), "/it/pin"))
}

pub fn form(problem: Option<&str>) -> Page {
    let input = Input::Code { value: String::new(), width: 8, digits: true };
    let problem = problem.map(|problem| plain(problem).into());
    Page::new(Lang::It, plain("La tua domanda"))
        .with(Summary {
            caption: plain("I tuoi contributi"),
            rows: vec![SummaryRow {
                label: plain("Contributi"),
                value: plain(PERSONAL).private(),
                change: None,
            }],
        })
        .with(asks("conto", "Numero del conto", input).problem(problem))
        .submit(plain("Continua"))
}

fn review(account: &str, key: &str) -> Page {
    Page::new(Lang::It, plain("Controlla e invia"))
        .with(Summary {
            caption: plain("Le tue risposte"),
            rows: vec![SummaryRow {
                label: plain("Conto"),
                value: Text::typed(account.to_owned()),
                change: None,
            }],
        })
        .send(Send {
            label: plain("Invia la domanda"),
            address: "/it/domanda/invia".into(),
            fields: vec![("chiave".into(), key.into())],
            primary: true,
        })
}

fn confirmation(protocol: &str) -> Page {
    Page::new(Lang::It, plain("Domanda inviata")).with(Confirmation {
        protocol: protocol.to_owned(),
        label: plain("Numero di protocollo"),
        date: date(2026, 11, 26),
        time: time(9, 30, 0, 0),
        next: vec![plain("Ti scriviamo entro un mese.")],
    })
}

/// What it holds: the sessions of one kiosk come one after another.
#[derive(Debug, Default)]
pub struct Portal {
    /// Nobody reaches it.
    pub down: bool,
    /// It takes what it is sent, and its answers do not arrive.
    pub mute: bool,
    /// The kiosk's clock is too far from its own: it takes no signature.
    pub stale: bool,
    /// It lets cards sign in.
    pub cards: bool,
    /// Who is signed in.
    citizen: Option<String>,
    /// Cases by citizen: the key under which each was sent.
    pub cases: Vec<(String, String)>,
    drafts: BTreeMap<String, String>,
    /// How many forms it took.
    pub posts: u32,
    /// A page that it answers the next request with, whatever that is.
    pub next: Option<Page>,
}

impl Portal {
    /// The answer, or `None` if none arrives.
    pub fn answer(&mut self, request: &Request) -> Option<Envelope> {
        if self.down {
            return None;
        }
        let (page, at) = self.page(request);
        let level = if self.citizen.is_some() { "actor" } else { "anonymous" };
        let frame = Frame {
            status: if self.stale { 403 } else { 200 },
            address: at.to_owned(),
            languages: Lang::ALL.to_vec(),
            help: Some(Link::inside(plain("Aiuto"), "/it/aiuto")),
            token: Some("gettone-di-prova".into()),
            level: level.into(),
            ..Frame::default()
        };
        (!self.mute).then_some(Envelope { version: WIRE_VERSION, frame, page })
    }

    /// The session ends at the portal.
    pub fn leaves(&mut self) {
        if !self.down {
            self.citizen = None;
        }
    }

    fn page(&mut self, request: &Request) -> (Page, &'static str) {
        let field = |name: &str| {
            let found = request.fields.iter().find(|(own, _)| own == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let post = request.method == Method::Post;
        self.posts += u32::from(post);
        if self.stale {
            let page = public("Questo chiosco non può collegarsi");
            return (
                page.say(plain("L’orologio del chiosco non va d’accordo con quello del portale.")),
                "/it/",
            );
        }
        if let Some(page) = self.next.take() {
            return (page, "/it/prova");
        }
        match (request.address.as_str(), self.citizen.clone()) {
            ("/it/accedi", _) if post && field("pin") == PIN => {
                self.citizen = Some(field("codice").to_owned());
                self.form()
            }
            (BY_CARD, _) if post => {
                let certificate = field("tessera").split('.').next().unwrap();
                let code = base64::engine::general_purpose::STANDARD.decode(certificate).unwrap();
                self.citizen = Some(String::from_utf8(code).unwrap());
                self.form()
            }
            (BY_CARD, _) => (by_card(), BY_CARD),
            ("/it/domanda", Some(citizen)) if post && field("conto").len() == 8 => {
                let account = field("conto").to_owned();
                let key = format!("bozza-{citizen}");
                let page = review(&account, &key);
                self.drafts.insert(citizen, account);
                (page, "/it/domanda/rivedi")
            }
            ("/it/domanda", Some(_)) if post => (form(Some("Il conto ha otto cifre")), "/it/domanda"),
            ("/it/domanda/invia", Some(citizen)) if post => {
                let case = (citizen, field("chiave").to_owned());
                if !self.cases.contains(&case) {
                    self.cases.push(case);
                }
                (confirmation("INPS.0000.26/11/2026.0000001"), "/it/domanda/inviata")
            }
            ("/it/domanda", Some(_)) => self.form(),
            ("/it/domanda" | "/it/accedi" | "/it/domanda/invia", None) if self.cards => {
                (sign_in().link(Link::inside(plain("Entra con la tessera"), BY_CARD)), "/it/accedi")
            }
            ("/it/domanda" | "/it/accedi" | "/it/domanda/invia", None) => (sign_in(), "/it/accedi"),
            _ => (services(), "/it/"),
        }
    }

    /// Where the citizen of this session is with their request.
    fn form(&self) -> (Page, &'static str) {
        let citizen = self.citizen.clone().unwrap_or_default();
        if self.cases.iter().any(|(sent, _)| *sent == citizen) {
            return (confirmation("INPS.0000.26/11/2026.0000001"), "/it/domanda/inviata");
        }
        match self.drafts.get(&citizen) {
            Some(account) => (review(account, &format!("bozza-{citizen}")), "/it/domanda/rivedi"),
            None => (form(None), "/it/domanda"),
        }
    }
}

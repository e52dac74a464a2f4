//! What every question of the registration of domestic work gets that no honest citizen sends: each task by each way
//! through it, and the end of a relationship. On the other database one way, with one sort of bad answers a page: what is
//! answered lies there sealed as well, and only what is sent in the end lies in columns.

use std::collections::BTreeSet;

use a11y::page::{Block, Method, Target, TaskStatus};
use sportello::citizen::raise;

use crate::asking::{Asking, page_at};
use crate::bad_fields::{answer_too_long, answer_wildly, bend_the_form, send_as_others, send_in_part};
use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running};

const SERVICE: &str = "lavoro-domestico";

pub type Own = &'static [(&'static str, &'static str)];

/// The ways through the form that together reach every question; the first answer that is given to a name counts.
pub const WAYS: [Own; 4] = [
    &[
        ("datore-cittadinanza", "Italia"),
        ("lavoratore-cittadinanza", "Perù"),
        ("contratto", "indeterminato"),
        ("vitto-alloggio", "vitto"),
        ("luogo", "datore"),
        ("avvisi", "datore"),
        ("parentela", "parente"),
        ("prova", "altro"),
    ],
    &[
        ("datore-luogo-nascita", "Brione"),
        ("datore-provincia-nascita", ""),
        ("datore-cittadinanza", "Corea"),
        ("datore-comune", "Peschiera"),
        ("datore-provincia", ""),
        ("datore-cap", "20068"),
        ("lavoratore-luogo-nascita", "Brione"),
        ("lavoratore-provincia-nascita", ""),
        ("lavoratore-cittadinanza", "Corea"),
        ("lavoratore-comune", "Peschiera"),
        ("lavoratore-cap", "20068"),
        ("contratto", "determinato"),
        ("luogo", "altro"),
        ("avvisi", "altro"),
        ("parentela", "coniuge"),
    ],
    &[
        ("datore-cittadinanza", "Italia"),
        ("lavoratore-cittadinanza", "Romania"),
        ("contratto", "sostituzione"),
        ("parentela", "affine"),
    ],
    &[
        ("chi-assume", "religiosa"),
        ("lavoratore-cittadinanza", "Romania"),
        ("ente-comune", "Peschiera"),
        ("ente-cap", "20068"),
    ],
];

/// On every way.
const ALWAYS: Own = &[
    ("datore-cognome", NOEMI.surname),
    ("datore-nome", NOEMI.name),
    ("datore-sesso", "F"),
    ("datore-provincia-nascita", "RM"),
    // The one that is no more, of two: it contradicts no code.
    ("datore-quale-luogo-brione", "B185"),
    ("lavoratore-quale-luogo-brione", "B185"),
    ("datore-provincia", "RM"),
    ("lavoratore-codice-fiscale", "SMPRSO80E54Z611X"),
    ("lavoratore-cognome", "Esempio"),
    ("lavoratore-nome", "Rosa"),
    ("lavoratore-sesso", "F"),
    ("lavoratore-nascita", "14 5 1980"),
    ("lavoratore-luogo-nascita", "Perù"),
    ("lavoratore-provincia-nascita", "EE"),
    ("lavoratore-provincia", ""),
    ("lavoratore-cap", "00184"),
    ("lavoratore-documento-scadenza", "31 12 2030"),
    ("ente-codice", "80078750587"),
    ("ente-provincia", ""),
    ("ente-cap", "00184"),
    ("inizio", "20 3 2026"),
    ("termine", "20 9 2026"),
    ("pasti", "5"),
    ("ore", "10"),
    ("paga-concordata", "9,75"),
    ("luogo-comune", "Peschiera"),
    ("luogo-provincia", ""),
    ("luogo-cap", "20068"),
    ("avvisi-comune", "Peschiera"),
    ("avvisi-provincia", ""),
    ("avvisi-cap", "20068"),
    ("accompagnamento", "si"),
    ("ultimo-giorno", "25 3 2026"),
];

/// The names of all questions that the conversation asks on any way through it, as it was walked; then of those that
/// tell the end of a relationship.
pub const QUESTIONS: [&str; 2] = [
    include_str!("../fixtures/questions/lavoro-domestico.snap"),
    include_str!("../fixtures/questions/lavoro-domestico-fine.snap"),
];

/// One way through the form.
pub struct Way {
    pub browser: Browser,
    own: Own,
    /// The address of the task list, in Italian.
    pub list: String,
    /// What was honestly answered, page by page.
    honest: Vec<(String, Vec<(String, String)>)>,
}

impl Way {
    pub fn begin(browser: &Browser, own: Own) -> Way {
        let mut browser = browser.clone();
        let first = browser.get(&format!("/it/{SERVICE}"));
        let list = browser.submit(&first, "Inizia una registrazione", &[]);
        let own = Box::leak([own, ALWAYS].concat().into_boxed_slice());
        Way { browser, own, list: list.address, honest: Vec::new() }
    }

    /// The same registration in another browser.
    pub fn at(self, browser: Browser) -> Way {
        Way { browser, ..self }
    }

    /// The next page on which something is left to do; `None` at the review.
    pub fn open(&mut self) -> Option<String> {
        let page = page_at(&mut self.browser, &self.list).unwrap();
        let tasks = page.body.into_iter().find_map(|block| match block {
            Block::TaskList(list) => Some(list.tasks),
            _ => None,
        });
        let open = |status| !matches!(status, TaskStatus::Done | TaskStatus::Blocked);
        let task = tasks.unwrap().into_iter().find(|task| open(task.status))?;
        let Some(Target::Inside(to)) = task.to else { panic!("{:?}", task.label) };
        (!to.ends_with("/riepilogo")).then_some(to)
    }

    /// The page as a citizen sees it in a language.
    pub fn asking(&mut self, address: &str, lang: &str) -> Asking {
        let address = address.replacen("/it/", &format!("/{lang}/"), 1);
        let html = self.browser.get(&address);
        let page = page_at(&mut self.browser, &address).unwrap();
        let token = html.token().unwrap();
        Asking { address, method: Method::Post, page, token, own: self.own, keeps: true }
    }

    /// Bad answers of each sort, in a language each, in turn: every sort in every language takes some minutes more. What is
    /// answered differs between languages by its words alone, which the conversation's own tests hold, question by question.
    fn besiege(&mut self, address: &str, turn: usize, others: &[String]) {
        let acts = [answer_wildly, answer_too_long, bend_the_form, send_in_part];
        for (n, act) in acts.into_iter().enumerate().filter(|(n, _)| !on_the_other() || turn % 4 == *n) {
            let lang = ["it", "en", "ar"][(turn + n) % 3];
            let asking = self.asking(address, lang);
            act(&mut self.browser, &asking, lang);
            if n == 0 {
                send_as_others(&mut self.browser, &asking, lang, others);
            }
        }
    }

    /// The answer of an honest citizen after all of that.
    #[track_caller]
    pub fn answer(&mut self, address: &str) -> Got {
        let asking = self.asking(address, "it");
        let fields = asking.well();
        let got = asking.send(&mut self.browser, &fields);
        assert_eq!((got.status, got.words("#errori")), (200, None), "{address} {fields:?}");
        self.honest.push((address.to_owned(), fields));
        got
    }

    /// Nothing that was honestly answered was lost to what was sent elsewhere.
    fn holds(&mut self) {
        for (address, fields) in self.honest.clone() {
            let page = page_at(&mut self.browser, &address).unwrap();
            let typed = |name: &str| {
                let question = page.questions().into_iter().find(|question| question.name == name)?;
                question.input.clone().typed_mut().cloned()
            };
            for (name, value) in fields {
                if let Some(held) = typed(&name) {
                    assert_eq!(held, value, "{address} {name}");
                }
            }
        }
    }
}

/// Whether this run is on the other database.
fn on_the_other() -> bool {
    std::env::var_os("SPORTELLO_TEST_DESK").is_some()
}

/// What stands in such a list.
pub fn listed(snapshot: &str) -> BTreeSet<String> {
    let names = snapshot.rsplit("---\n").next().unwrap();
    names.lines().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_question_of_a_registration_and_of_its_end_takes_whatever_is_sent() {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    portal.run(raise(&portal.portal.db, NOEMI.code.parse().unwrap(), portal.portal.clock.now())).unwrap();
    let mut citizen = portal.browser();
    citizen.sign_in(&NOEMI);
    let marios = [portal.browser().sign_in(&MARIO).token().unwrap()];
    let (mut pages, mut asked, mut sent) = (BTreeSet::new(), BTreeSet::new(), String::new());
    let ways = if on_the_other() { &WAYS[2..3] } else { &WAYS[..] };
    for own in ways {
        let mut way = Way::begin(&citizen, own);
        while let Some(address) = way.open() {
            let step = address.rsplit('/').next().unwrap().to_owned();
            let asking = way.asking(&address, "it");
            let before = asked.len();
            asked.extend(asking.page.questions().iter().map(|question| question.name.clone()));
            pages.insert(step);
            if asked.len() > before {
                way.besiege(&address, pages.len(), &marios);
            }
            way.answer(&address);
            assert!(way.honest.len() < 40, "{:?}", way.honest);
        }
        way.holds();
        let review = way.browser.get(&format!("{}/riepilogo", way.list));
        assert_eq!(review.status, 200, "{}", review.main());
        let done = way.browser.submit(&review, "Invia la registrazione", &[]);
        done.expect("Numero di protocollo");
        sent = way.list.clone();
    }
    let missed: Vec<_> = listed(QUESTIONS[0]).difference(&asked).cloned().collect();
    assert!(on_the_other() || missed.is_empty(), "{missed:?} is asked of nobody; reached: {pages:?}");
    the_end(&portal, &sent, &marios);
    assert_eq!(portal.browser().get("/health/ready").body, "ok\n");
}

/// The same with the page that tells the end of a relationship, once it has begun and cannot be withdrawn.
fn the_end(portal: &Running, list: &str, others: &[String]) {
    portal.wait(30 * 24 * 60);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let mut way = Way { browser, own: ALWAYS, list: list.to_owned(), honest: Vec::new() };
    let address = format!("{list}/cessazione");
    for turn in 0..3 {
        way.besiege(&address, turn, others);
    }
    let asking = way.asking(&address, "it");
    let names: BTreeSet<String> = asking.page.questions().iter().map(|q| q.name.clone()).collect();
    assert_eq!(names, listed(QUESTIONS[1]));
    assert!(way.answer(&address).address.ends_with("/cessazione/riepilogo"));
}

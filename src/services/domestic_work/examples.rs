//! Its pages in every state, of invented people.

pub(super) mod given;

use a11y::page::Page;
use a11y::text::{Cents, Lang};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use uuid::Uuid;

use self::given::{
    ASKED, BODY, COMMUNITY, FULL, LATE_JOB, PLACE, REFUSED, REVIEWED, SPOUSE, TOMORROW, WORKER, WRONG,
    WRONG_IN_WORDS, WRONG_TOO,
};
use super::afterwards::whose;
use super::contributions::Work;
use super::earlier::{Can, Earlier};
use super::ending::{self, end_script};
use super::pages::{Open, Own};
use super::records::Relationship;
use super::{DomesticWork, Facts, afterwards, pages, since, withdrawal, words};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
use crate::citizen::records::{Citizen, Residence};
use crate::clock::{DAY, Moment};
use crate::ledger::{Case, CaseState, Protocollo, SentAnswers};
use crate::places::Belfiore;
use crate::services::application::{self, Told, sent_example};
use crate::services::area::{Event, moved};
use crate::services::conversation::{
    Answers, REVIEW, Seen, Turn, as_sent, blocks_as_sent, names, replay, walk,
};
use crate::services::drafts::Draft;
use crate::services::form;
use crate::services::{CaseNow, Example};

/// The day of the examples: Monday 23 November 2026.
const TODAY: Date = date(2026, 11, 23);

/// The same day, 10:00 in Rome.
const NOW: Moment = Moment(1_795_424_400_000);

/// Every state.
pub(super) fn all(lang: Lang) -> Vec<Example> {
    let Some(people) = People::invented() else { return Vec::new() };
    let mut found = first(lang, &people);
    let told = |state, answers| Told { state, answers, facts: people.facts() };
    found.extend(application::examples(&DomesticWork, lang, told("vuota", Answers::default())));
    found.extend(application::examples(&DomesticWork, lang, told("piena", people.answers(&FULL))));
    found.extend(application::notices(&DomesticWork, lang, told("piena", people.answers(&FULL))));
    found.extend(half_way(lang, &people));
    found.extend(application::examples(&DomesticWork, lang, told("comunita", people.answers(&COMMUNITY))));
    found.extend(application::examples(&DomesticWork, lang, told("coniuge", people.answers(&SPOUSE))));
    found.extend(second(lang, told("doppia", people.answers(&FULL))));
    let refused = told("rifiutata", people.answers(&[FULL.concat().as_slice(), &REFUSED]));
    found.extend(only(lang, refused, "attivita"));
    for (state, fields) in REVIEWED {
        let answers = people.answers(&[FULL.concat().as_slice(), fields]);
        found.extend(only(lang, told(state, answers), "riepilogo"));
    }
    let tomorrow = told("domani", people.answers(&[FULL.concat().as_slice(), TOMORROW]));
    found.extend(only(lang, tomorrow, "riepilogo-senza-invio"));
    found.extend(steps(lang, &people));
    found.extend(afterwards(lang, &people));
    found
}

/// What a community has answered at the end of the form, but for its sending; the work begins a week after this day.
pub(crate) fn filled_in(today: Date) -> Option<Answers> {
    let mut answers = People::invented()?.answers(&COMMUNITY);
    let start = today.saturating_add(7.days());
    let end = start.saturating_add(6.months());
    let valid = today.saturating_add(5.years());
    for (name, day) in [("inizio", start), ("termine", end), ("lavoratore-documento-scadenza", valid)] {
        answers.set(format!("{name}-giorno"), day.day().to_string());
        answers.set(format!("{name}-mese"), day.month().to_string());
        answers.set(format!("{name}-anno"), day.year().to_string());
    }
    Some(answers)
}

/// What has something left to do: asked for in place of a page that comes later, and after a change of the contract.
fn half_way(lang: Lang, people: &People) -> Vec<Example> {
    let told = |state, answers| Told { state, answers, facts: people.facts() };
    let mut begun = people.answers(&FULL);
    begun.forget("datore-documento");
    let changed = people.answers(&[FULL.concat().as_slice(), &[("contratto", "determinato")]]);
    let (first, because) = (&[("prima", "si")], &[("da", REVIEW), ("per", "contratto")]);
    let document = Some("lavoratore-documento");
    let mut found = application::half_way(&DomesticWork, lang, told("meta", begun), document, first);
    found.extend(application::half_way(&DomesticWork, lang, told("cambiata", changed), None, because));
    found
}

/// The review of who is registered already.
fn second(lang: Lang, mut told: Told<Facts>) -> Option<Example> {
    let number = Protocollo::new(2026, 0, 41).ok()?;
    let first = Earlier { id: Uuid::from_u128(6), number, start: date(2026, 11, 2), can: Can::End };
    told.facts.earlier = Some(first);
    only(lang, told, "riepilogo")
}

/// One page alone of what is told.
fn only(lang: Lang, told: Told<Facts>, page: &str) -> Option<Example> {
    let name = format!("{}/{}-{page}", super::NAME, told.state);
    application::examples(&DomesticWork, lang, told).into_iter().find(|example| example.name == name)
}

fn named(state: &str, page: Page) -> Example {
    Example::new(format!("{}/{state}", super::NAME), page)
}

fn marked(mut page: Page) -> Page {
    page.test_data = true;
    page
}

fn first(lang: Lang, people: &People) -> Vec<Example> {
    let draft = Draft { step: Some("orario".to_owned()), ..Draft::fresh(NOW) };
    let draft = Draft { id: Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0003), ..draft };
    let about = Draft { id: Uuid::from_u128(4), answers: people.answers(&[WORKER]), ..draft.clone() };
    let told = Told { state: "", answers: people.answers(&FULL), facts: people.facts() };
    let case = sent_example(&DomesticWork, lang, told, (CaseState::Accepted, lang)).map(|(case, _)| case);
    let none = Own::default();
    let again =
        Draft { id: Uuid::from_u128(5), answers: people.answers(&[WORKER, LATE_JOB]), ..draft.clone() };
    let mut end = Draft { id: Uuid::from_u128(7), step: Some("7/cessazione".to_owned()), ..draft.clone() };
    case.iter().for_each(|case| ending::about(&mut end, case));
    let open = |case: &Case, expired: Option<Date>| Open {
        case: case.clone(),
        expired,
        may_withdraw: expired.is_none(),
    };
    let sent =
        case.iter().flat_map(|case| [open(case, None), open(case, Some(date(2026, 11, 15)))]).collect();
    let many = Own { drafts: vec![about.clone(); 40], ..Own::default() };
    let own = Own { drafts: vec![about, again, draft, end], sent, ..Own::default() };
    vec![
        named("prima", pages::first(lang, Level::Anonymous, &none, true)),
        named("prima-con-bozza", marked(pages::first(lang, Level::Reader, &own, true))),
        named("prima-con-molte-bozze", marked(pages::first(lang, Level::Reader, &many, true))),
        named("prima-con-invio", pages::first(lang, Level::Actor, &none, true)),
    ]
}

/// Invented people: who employs, and who works.
pub(super) struct People {
    citizen: Citizen,
    worker: CodiceFiscale,
}

impl People {
    pub(super) fn invented() -> Option<People> {
        let code = |surname, name, sex, born, at: &str| {
            let birthplace = Belfiore::parse(at)?;
            Some(CodiceFiscale::encode(&Person { surname, name, sex, born, birthplace }))
        };
        let born = date(1958, 3, 27);
        let citizen = Citizen {
            id: Uuid::from_u128(1),
            code: code("Prova", "Anna", Sex::Female, born, "C337")?,
            surname: "Prova".to_owned(),
            name: "Anna".to_owned(),
            sex: "F".to_owned(),
            born,
            birthplace: "C337".to_owned(),
            residence: Residence {
                street: "Via dei Mille".to_owned(),
                number: "12".to_owned(),
                locality: String::new(),
                belfiore: "H501".to_owned(),
                cap: "00185".to_owned(),
            },
            synthetic: true,
        };
        let worker = code("Esempio", "Rosa", Sex::Female, date(1980, 5, 14), "Z611")?;
        Some(People { citizen, worker })
    }

    /// The worker's fiscal code.
    #[cfg(test)]
    pub(super) fn worker(&self) -> &str {
        self.worker.as_str()
    }

    pub(super) fn facts(&self) -> Facts {
        Facts { today: TODAY, citizen: self.citizen.clone(), phone: "0612345678".to_owned(), earlier: None }
    }

    /// These answers; `{proprio}` and `{lavoratore}` stand for the two fiscal codes.
    pub(super) fn answers(&self, parts: &[&[(&str, &str)]]) -> Answers {
        let mut answers = Answers::default();
        for (name, value) in parts.iter().copied().flatten() {
            let value = match *value {
                "{proprio}" => self.citizen.code.as_str(),
                "{lavoratore}" => self.worker.as_str(),
                value => value,
            };
            answers.set(*name, value);
        }
        answers
    }
}

/// Each step with its errors, as it is first asked, and those that only other answers lead to.
fn steps(lang: Lang, people: &People) -> Vec<Example> {
    let facts = people.facts();
    let shown = |slug: &str, answers: &Answers| {
        let walk = walk(lang, answers, &Seen::default(), slug, |talk| super::script::script(talk, &facts));
        walk.page(super::NAME, 0).map(|(page, _)| page)
    };
    let answers = |fields: &[(&str, &str)]| {
        let mut answers = people.answers(&[PLACE, BODY, FULL.concat().as_slice()]);
        answers.0.extend(people.answers(&[fields]).0);
        answers
    };
    let example = |name: String, page: Page| Some(named(&name, marked(page.of(words::form_title(lang)))));
    let page = |kind: &str, slug: &str, state: &str, fields: &[(&str, &str)]| {
        example(format!("{kind}-{slug}{state}"), shown(slug, &answers(fields))?)
    };
    // Those that begin a task are asked first where nothing is answered.
    let begins = ["chi-assume", "lavoratore", "mansione"];
    let empty = WRONG.iter().filter(|(slug, _)| !begins.contains(slug)).filter_map(|(slug, fields)| {
        let mut answers = answers(fields);
        let own = shown(slug, &answers)?;
        own.questions().into_iter().flat_map(names).for_each(|name| answers.forget(&name));
        example(format!("vuota-{slug}"), shown(slug, &answers)?)
    });
    let first = WRONG.iter().filter_map(|(slug, fields)| page("errori", slug, "", fields));
    let more = WRONG_TOO
        .iter()
        .filter_map(|(slug, state, fields)| page("errori", slug, &format!("-{state}"), fields));
    let in_words = WRONG_IN_WORDS.iter().filter_map(|(slug, state, fields)| {
        page("errori", slug, &format!("-{state}"), fields).map(Example::in_words)
    });
    let asked = ASKED.iter().filter_map(|(slug, fields)| page("piena", slug, "", fields));
    first.chain(more).chain(in_words).chain(asked).chain(empty).collect()
}

/// A relationship that began on a day.
pub(super) fn since(start: Date) -> Relationship {
    Relationship {
        work: Work { start, end: None, additional: false, hours: 10, hourly: Cents(900), cuaf: true },
        ended: None,
        void: None,
    }
}

/// One that began in March, with a contract that ends on a day.
fn until(end: Date) -> Relationship {
    let begun = since(date(2026, 3, 2));
    Relationship { work: Work { end: Some(end), ..begun.work }, ..begun }
}

/// What was sent, and what can be done about it.
fn afterwards(lang: Lang, people: &People) -> Vec<Example> {
    let told = || Told { state: "", answers: people.answers(&FULL), facts: people.facts() };
    let mut found = Vec::new();
    let coming = since(date(2026, 12, 1));
    let running = since(TODAY);
    let long_ago = since(date(2026, 3, 2));
    let over = Relationship { ended: Some((date(2026, 11, 20), Uuid::from_u128(9))), ..long_ago };
    let expired = until(date(2026, 11, 15));
    let states = [
        ("inviata", CaseState::Sent, coming, false),
        ("inviata-appena-cominciata", CaseState::Sent, running, false),
        ("inviata-respinta", CaseState::Refused, running, false),
        ("inviata-da-tempo", CaseState::Accepted, long_ago, false),
        ("inviata-anno-dopo", CaseState::Sent, since(date(2027, 1, 4)), false),
        ("inviata-anni-fa", CaseState::Accepted, since(date(2015, 3, 2)), false),
        ("inviata-ritirata", CaseState::Withdrawn, running, true),
        ("inviata-scaduta", CaseState::Accepted, expired, false),
        ("inviata-chiusa-dalla-sede", CaseState::Ended, long_ago, false),
        (
            "inviata-fine-respinta",
            CaseState::Accepted,
            Relationship { ended: None, void: over.ended, ..over },
            false,
        ),
        (
            "inviata-cessata-presto",
            CaseState::Ended,
            Relationship { ended: over.ended, ..since(date(2026, 11, 2)) },
            false,
        ),
        ("inviata-cessata", CaseState::Ended, over, false),
    ];
    let mut last: Option<Case> = None;
    for (name, state, relationship, withdrawn) in states {
        let Some((case, page)) = sent_example(&DomesticWork, lang, told(), (state, lang)) else { continue };
        found.push(named(name, afterwards::follow(&case, &relationship, TODAY, withdrawn, page)));
        last = Some(case);
    }
    let sent = sent_example(&DomesticWork, lang, told(), (CaseState::Sent, lang));
    found.extend(sent.map(|(case, page)| {
        let page = Page { done: Some(application::late(lang, &case)), ..page };
        named("inviata-modifica-tardi", afterwards::follow(&case, &coming, TODAY, false, page))
    }));
    let other = if lang == Lang::Ar { Lang::It } else { Lang::Ar };
    let sent = sent_example(&DomesticWork, lang, told(), (CaseState::Sent, other));
    found.extend(sent.map(|(case, page)| {
        named("inviata-in-altra-lingua", afterwards::follow(&case, &coming, TODAY, false, page))
    }));
    let Some(case) = last else { return found };
    let withdraw = |level| marked(withdrawal::withdrawal(lang, &case, date(2026, 11, 28), level));
    found.push(named("ritiro", withdraw(Level::Actor)));
    found.push(named("ritiro-senza-invio", withdraw(Level::Reader)));
    let late = |relationship| marked(withdrawal::no_withdrawal(lang, &case, relationship, TODAY));
    found.push(named("ritiro-mai", late(&long_ago)));
    let before = Case { created: NOW.plus(-270 * DAY), ..case.clone() };
    found.push(named("ritiro-tardi", marked(withdrawal::no_withdrawal(lang, &before, &long_ago, TODAY))));
    found.push(named("ritiro-tardi-scaduto", late(&expired)));
    found.push(named("ritiro-cessata", late(&over)));
    let refused = Case { state: CaseState::Refused, ..case.clone() };
    found.push(named("ritiro-respinta", marked(withdrawal::no_withdrawal(lang, &refused, &running, TODAY))));
    found.push(named("cessazione-presto", marked(ending::no_end(lang, &case, coming.work.start))));
    found.extend(ends(lang, &case));
    found
}

/// A registration of work to come as My area has it: its case, and what is said of it.
pub(crate) fn in_area(lang: Lang, state: CaseState) -> Option<(Case, CaseNow)> {
    let people = People::invented()?;
    let told = Told { state: "", answers: people.answers(&FULL), facts: people.facts() };
    let (case, _) = sent_example(&DomesticWork, lang, told, (state, lang))?;
    let now = since::now(lang, &case, &since(date(2026, 12, 1)), TODAY);
    Some((case, now))
}

/// The form of an end, its review, and what was sent.
fn ends(lang: Lang, case: &Case) -> Vec<Example> {
    let fields = |day: &str, month: &str, reason: &str| {
        let mut answers = Answers::default();
        answers.set("ultimo-giorno-giorno", day);
        answers.set("ultimo-giorno-mese", month);
        answers.set("ultimo-giorno-anno", "2026");
        answers.set("motivo", reason);
        answers
    };
    let told = |answers: &Answers, wanted, work: Work| {
        replay(lang, answers, wanted, super::NAME, 1, |talk| end_script(talk, &work, TODAY))
    };
    let work = since(date(2026, 3, 2)).work;
    let turn = |answers: &Answers, wanted| told(answers, wanted, work);
    // Registered long before its end.
    let answers = SentAnswers { since: "2026-03-02".to_owned(), ..case.answers.clone() };
    let case = &Case { created: NOW.plus(-200 * DAY), answers, ..case.clone() };
    let form_page = |page: Page| {
        let mut page = page.of(words::title(lang));
        page.body.splice(0..0, whose(lang, case));
        marked(page)
    };
    let mut found = Vec::new();
    for (name, answers) in [("cessazione", Answers::default()), ("cessazione-errori", fields("30", "12", ""))]
    {
        if let Turn::Step(page, _) = turn(&answers, form::ONLY) {
            found.push(named(name, form_page(*page)));
        }
    }
    let mut draft = Draft { answers: fields("20", "11", ""), ..Draft::fresh(NOW) };
    ending::about(&mut draft, case);
    found.push(named("cessazione-elimina", marked(ending::end_deletion(lang, super::NAME, &draft))));
    let contract = until(date(2026, 11, 15)).work;
    for (name, day) in [("scadenza", "15"), ("oltre", "20")] {
        if let Turn::Step(page, _) = told(&fields(day, "11", "dimissioni"), form::ONLY, contract) {
            let name = format!("cessazione-errori-{name}");
            found.push(named(&name, form_page(*page)));
        }
    }
    for (name, day, level) in [
        ("cessazione-riepilogo", "20", Level::Actor),
        ("cessazione-riepilogo-in-ritardo", "2", Level::Actor),
        ("cessazione-riepilogo-senza-invio", "20", Level::Reader),
    ] {
        if let Turn::Complete((on, _), rows) = turn(&fields(day, "11", "dimissioni"), REVIEW) {
            found.push(named(name, marked(ending::end_review(lang, (case, &work), on, TODAY, rows, level))));
        }
    }
    if let Turn::Complete((on, reason), rows) = turn(&fields("20", "11", "dimissioni"), REVIEW) {
        let registered = case.created.date();
        let (about, since) = (case.answers.about.clone(), case.answers.since.clone());
        let mut answers = SentAnswers { about, since, ..SentAnswers::from(as_sent(lang, rows)) };
        answers.sent.accepted = blocks_as_sent(lang, vec![pages::reason_code(lang, reason)]);
        let case = Case { answers, created: NOW.plus(-DAY), ..case.clone() };
        found.push(named("cessata", marked(ending::ended(lang, (&case, &work), on, registered, TODAY))));
        let late = date(2026, 11, 10);
        found.push(named(
            "cessata-in-ritardo",
            marked(ending::ended(lang, (&case, &work), late, registered, TODAY)),
        ));
        let refused = Case { state: CaseState::Refused, updated: NOW, ..case.clone() };
        let note = "Il rapporto risulta finito il 18 novembre 2026.".to_owned();
        let event = Event { state: refused.state, note, at: NOW, by_citizen: false };
        let mut page = ending::again(ending::ended(lang, (&refused, &work), on, registered, TODAY), &refused);
        page.body.splice(0..0, moved(lang, &refused, &[event]));
        found.push(named("cessata-respinta", marked(page)));
        let since = date(2026, 11, 21);
        found.push(named(
            "cessata-registrata-dopo",
            marked(ending::ended(lang, (&case, &work), late, since, TODAY)),
        ));
    }
    found
}

//! The PIN's pages in every state, for the judge and the validators: made from invented answers, without a database.

use a11y::page::Page;
use a11y::text::Lang;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::activate::{self, Choice};
use super::request::Asker;
use super::rules::Trivial;
use super::send::Sent;
use super::{
    NAME, again, counter, instead, manage, off_page, overview, request, review, start, with_answers, worded,
    words,
};
use crate::clock::{DAY, HOUR, MINUTE, Moment};
use crate::config::Config;
use crate::ledger::{Case, CaseState, Protocollo, SentAnswers};
use crate::services::conversation::{Answers, REVIEW, Stop, Talk, Turn, replay};
use crate::services::form::{ONLY, OUTCOME};
use crate::services::sign_in::Outcome;
use crate::services::{CaseNow, Channel, Example};

/// The day and the moment of the examples.
const TODAY: Date = date(2026, 11, 23);
const NOW: Moment = Moment(1_795_424_400_000);

/// An invented request, field by field in the order of its steps.
const FILLED: [(&str, &str); 19] = [
    ("codice-fiscale", "PRVNNA58C67C337L"),
    ("cognome", "Prova"),
    ("nome", "Anna"),
    ("sesso", "F"),
    ("nascita-giorno", "27"),
    ("nascita-mese", "3"),
    ("nascita-anno", "1958"),
    ("luogo-nascita", "Castro"),
    ("provincia-nascita", "BG"),
    ("via", "Via dei Mille"),
    ("numero-civico", "12"),
    ("comune", "Roma"),
    ("provincia", "RM"),
    ("cap", "00185"),
    ("telefono-casa", "06 1234567"),
    ("telefono-ufficio", ""),
    ("cellulare", ""),
    ("mail", "anna.prova@posta.example"),
    ("consegna", "braille"),
];

fn answers(fields: &[(&str, &str)], others: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    fields.iter().chain(others).for_each(|(name, value)| answers.set(*name, *value));
    answers
}

fn step(lang: Lang, answers: &Answers, wanted: &str) -> Option<Page> {
    let config = Config::default();
    let phone = config.phone_from_abroad();
    let asker = Asker { today: TODAY, code: "", abroad: (&phone, &config.mail) };
    let script = |talk: &mut Talk<'_>| request::script(talk, asker);
    match replay(lang, answers, wanted, "pin/richiesta/prova", request::STEPS, script) {
        Turn::Step(page, _) => Some(page.of(words::title(lang))),
        Turn::Complete(_, rows) if wanted == REVIEW => {
            Some(review(lang, "pin/richiesta/prova", (Uuid::nil(), "0123456789abcdef".to_owned()), rows))
        }
        Turn::Complete(..) | Turn::Elsewhere(_) => None,
    }
}

fn one<T>(
    lang: Lang,
    answers: &Answers,
    script: impl FnOnce(&mut Talk<'_>) -> Result<T, Stop>,
) -> Option<Page> {
    match replay(lang, answers, ONLY, "pin", 1, script) {
        Turn::Step(page, _) => Some(*page),
        Turn::Complete(..) | Turn::Elsewhere(_) => None,
    }
}

/// Every example.
pub(super) fn all(lang: Lang) -> Vec<Example> {
    let mut all = requests(lang);
    all.extend(others(lang));
    let named = |(name, page): (&str, Option<Page>)| Some(Example::new(format!("pin/{name}"), page?));
    let wait = halved(&Outcome::Wait(NOW.plus(4 * MINUTE)).to_string());
    let waiting = named(("attivazione-attesa", halves(lang, &wait))).map(|found| found.waiting(&wait, NOW));
    let tomorrow = NOW.plus(14 * HOUR);
    let enough = [
        Example::enough("pin/troppe-richieste", lang, Channel::Web, tomorrow),
        Example::enough("pin/troppe-richieste-al-chiosco", lang, Channel::Kiosk, tomorrow),
    ];
    all.into_iter().filter_map(named).chain(waiting).chain(enough).chain(wrong_in_words(lang)).collect()
}

/// Codes that are no fiscal codes, each in another way.
const CODES: [&str; 8] = [
    "PRV1NA58C67C337L",
    "PRVNNAX8C67C337L",
    "PRVNNA58F67C337L",
    "PRVNNA58B70C337L",
    "PRVNNA58C67C337A",
    "STP1234567890123",
    "12345678901",
    "PRVNNA58C67",
];

/// Days of birth that are none, or not of that code.
const DAYS: [[&str; 3]; 9] = [
    ["", "", ""],
    ["", "3", "1958"],
    ["27", "", "1958"],
    ["27", "3", ""],
    ["40", "3", "1958"],
    ["27", "13", "1958"],
    ["27", "3", "19588"],
    ["27", "3", "1858"],
    ["28", "3", "1958"],
];

/// What is wrong with a code, a name, a day of birth, the halves of a PIN, the PIN in use and the one that is chosen, in each of its
/// ways.
fn wrong_in_words(lang: Lang) -> Vec<Example> {
    let codes = CODES.map(|code| step(lang, &answers(&[("codice-fiscale", code)], &[]), "codice-fiscale"));
    let who = |surname: &str, name: &str, [day, month, year]: [&str; 3]| {
        let fields = [
            ("cognome", surname),
            ("nome", name),
            ("sesso", "F"),
            ("nascita-giorno", day),
            ("nascita-mese", month),
            ("nascita-anno", year),
        ];
        step(lang, &answers(&FILLED[..1], &fields), "chi-sei")
    };
    let days = DAYS.map(|day| who("Prova", "Anna", day));
    // One name that is not of the code, and all that is.
    let names = ["Anna", "Bruno"].map(|name| who("Verdi", name, ["27", "3", "1958"]));
    let typed = [Outcome::PinMissing, Outcome::PinLength(16), Outcome::PinLength(7)];
    let halves = typed.map(|outcome| halves(lang, &halved(&outcome.to_string())));
    let change = |code: &str| {
        let stored = halved(code);
        one(lang, &stored, |talk| manage::change_script(talk, &stored, NOW)).map(manage::dress_change)
    };
    let current = [Outcome::PinMissing, Outcome::PinLength(7)].map(|outcome| change(&outcome.to_string()));
    let chosen = Choice::ALL.map(|(_, code)| change(code));
    let home = |comune: &str, cap: &str, which: &str| {
        let typed = [("comune", comune), ("provincia", ""), ("cap", cap), (which, "G488")];
        step(lang, &answers(&FILLED, &typed), "residenza")
    };
    // The postal code is not that of the one that is meant among several; the comune is not in the province beside its name.
    let homes = [home("peschi", "71010", "quale-comune-peschi"), home("Roma (MI)", "00185", "")];
    let groups: [(&str, &[Option<Page>]); 7] = [
        ("residenza-sbagliata", &homes),
        ("codice-sbagliato", &codes),
        ("chi-sei-sbagliata", &days),
        ("chi-sei-altra", &names),
        ("attivazione-sbagliata", &halves),
        ("modifica-sbagliata", &current),
        ("modifica-scelto", &chosen),
    ];
    let named = groups.into_iter().flat_map(|(name, pages)| {
        pages.iter().enumerate().filter_map(move |(n, page)| {
            Some(Example::new(format!("pin/{name}-{}", n + 1), page.clone()?).in_words())
        })
    });
    named.collect()
}

/// A request as its citizen finds it among their cases: that has led to a PIN, or was not granted, while what is told beside
/// its state holds `still`, or after.
pub(crate) fn in_area(lang: Lang, state: CaseState, still: bool) -> Option<(Case, CaseNow)> {
    let next = |told| CaseNow { next: vec![told], ..CaseNow::default() };
    let (number, told) = match state {
        CaseState::Superseded => (51, next(instead(lang, "2026000000000425", still))),
        CaseState::TooMany => (52, next(again(lang, still.then_some(date(2026, 12, 14))))),
        CaseState::Accepted => {
            (53, CaseNow { state: Some(words::was_activated(lang)), ..CaseNow::default() })
        }
        _ => return None,
    };
    let (filled, created) = (answers(&FILLED, &[]), NOW.plus(-20 * DAY));
    let sent = |lang| worded(lang, &filled, "pin/richiesta/prova", created).map(Into::into);
    let case = Case {
        id: Uuid::nil(),
        protocollo: Protocollo::new(2026, 0, number).ok()?,
        citizen: Uuid::nil(),
        service: NAME.to_owned(),
        state,
        answers: SentAnswers::worded(lang, sent(lang)?, sent),
        created,
        updated: NOW,
    };
    Some((case, told))
}

/// What is stored of the two halves of a PIN once they were judged.
fn halved(outcome: &str) -> Answers {
    answers(&[("codice-fiscale", FILLED[0].1)], &[(OUTCOME, outcome)])
}

/// More than a name may have.
const LONG: &str = "Un cognome che non finisce mai e che nessuno ha mai portato in nessuna parte e in nessun registro troverebbe \
                    il posto per stare";

/// The page that takes the two halves.
fn halves(lang: Lang, stored: &Answers) -> Option<Page> {
    let config = Config::default();
    let asked = one(lang, stored, |talk| activate::halves_script(talk, stored, NOW, Channel::Web));
    asked.map(|page| activate::dress_halves(page, (&config.phone, &config.phone_mobile)))
}

fn requests(lang: Lang) -> Vec<(&'static str, Option<Page>)> {
    let config = Config::default();
    let filled = |others: &[(&str, &str)]| answers(&FILLED, others);
    let upto = |count: usize| answers(&FILLED[..count], &[]);
    let at = |count: usize, others: &[(&str, &str)]| answers(&FILLED[..count], others);
    let who = [
        ("cognome", LONG),
        ("nome", LONG),
        ("sesso", "M"),
        ("nascita-giorno", "31"),
        ("nascita-mese", "2"),
        ("nascita-anno", "1958"),
    ];
    let nobody = [("via", ""), ("numero-civico", ""), ("comune", "Xyz"), ("provincia", ""), ("cap", "12")];
    let signs = [
        ("cognome", "Pr0va"),
        ("nome", "4nna"),
        ("sesso", "F"),
        ("nascita-giorno", "27"),
        ("nascita-mese", "3"),
        ("nascita-anno", "2958"),
    ];
    let nowhere = [
        ("via", "Via <Roma>"),
        ("numero-civico", "12@"),
        ("comune", "Roma"),
        ("provincia", "XX"),
        ("cap", "00000"),
    ];
    let unreachable = [("telefono-casa", ""), ("telefono-ufficio", ""), ("cellulare", ""), ("mail", "anna")];
    let mixed = [
        ("telefono-casa", "333 1234567"),
        ("telefono-ufficio", ""),
        ("cellulare", "06 1234567"),
        ("mail", ""),
    ];
    vec![
        ("panoramica", Some(overview(lang, false))),
        ("inizio", Some(start(lang, Channel::Web, &config, false, None))),
        ("inizio-con-una-richiesta", {
            let step = "pin/richiesta/prova/chi-sei";
            Some(start(lang, Channel::Web, &config, false, Some(step)))
        }),
        ("inizio-con-un-pin", Some(start(lang, Channel::Web, &config, true, None))),
        ("inizio-al-chiosco", Some(start(lang, Channel::Kiosk, &config, false, None))),
        ("codice-vuoto", step(lang, &upto(0), "codice-fiscale")),
        ("codice-sbagliato", step(lang, &answers(&[("codice-fiscale", "PRVNNA")], &[]), "codice-fiscale")),
        ("chi-sei", step(lang, &upto(1), "chi-sei")),
        ("chi-sei-con-errori", step(lang, &at(1, &who), "chi-sei")),
        ("nascita", step(lang, &upto(7), "luogo-di-nascita")),
        (
            "nascita-con-errori",
            step(lang, &at(7, &[("luogo-nascita", ""), ("provincia-nascita", "")]), "luogo-di-nascita"),
        ),
        (
            "nascita-di-un-altro-codice",
            step(
                lang,
                &at(7, &[("luogo-nascita", "Napoli"), ("provincia-nascita", "NA")]),
                "luogo-di-nascita",
            ),
        ),
        ("residenza", step(lang, &upto(9), "residenza")),
        ("residenza-con-errori", step(lang, &at(9, &nobody), "residenza")),
        (
            "quale-comune",
            step(
                lang,
                &filled(&[("comune", "Peschiera"), ("provincia", ""), ("cap", "20068")]),
                "quale-comune",
            ),
        ),
        ("contatti", step(lang, &upto(14), "contatti")),
        ("contatti-scambiati", step(lang, &at(14, &mixed), "contatti")),
        ("contatti-con-errori", step(lang, &at(14, &unreachable), "contatti")),
        ("chi-sei-con-segni", step(lang, &at(1, &signs), "chi-sei")),
        ("residenza-con-segni", step(lang, &at(9, &nowhere), "residenza")),
        ("consegna", step(lang, &upto(18), "consegna")),
        ("consegna-con-errori", step(lang, &at(18, &[("consegna", "")]), "consegna")),
        ("riepilogo", step(lang, &filled(&[]), REVIEW)),
    ]
}

fn others(lang: Lang) -> Vec<(&'static str, Option<Page>)> {
    let config = Config::default();
    let phones = (config.phone.as_str(), config.phone_mobile.as_str());
    let request = |half: Option<&str>| Sent {
        number: "2026000000000425".into(),
        half: half.map(str::to_owned),
        at: NOW,
    };
    let sent = |half: Option<&str>| {
        let sent = request(half);
        Some(with_answers(sent.page(lang, &config), &answers(&FILLED, &[]), "pin/richiesta/prova", &sent))
    };
    let late = sent(Some("48210957")).map(|page| Page { done: Some(request(None).late(lang)), ..page });
    let blank = Answers::default();
    let outcome = |code: String| halved(&code);
    let choose = |stored: &Answers| {
        one(lang, stored, |talk| activate::choose_script(talk, stored, Channel::Web))
            .map(activate::dress_choose)
    };
    let counter =
        |stored: &Answers| one(lang, stored, |talk| counter::script(talk, stored)).map(counter::dress);
    let change = |stored: &Answers| {
        one(lang, stored, |talk| manage::change_script(talk, stored, NOW)).map(manage::dress_change)
    };
    let again =
        |stored: &Answers| one(lang, stored, |talk| manage::again_script(talk, NOW)).map(manage::dress_again);
    let wrong_number = answers(&[("codice-fiscale", "PRV"), ("numero", "123")], &[]);
    let easy = Choice::Trivial(Trivial::Sequence).code().to_owned();
    vec![
        ("spento", Some(off_page(lang, &config, false))),
        ("spento-al-chiosco", Some(off_page(lang, &config, true))),
        ("conferma", sent(Some("48210957"))),
        ("conferma-altra-sessione", sent(None)),
        ("conferma-cambiata", late),
        ("attivazione", halves(lang, &blank)),
        ("attivazione-sbagliata", halves(lang, &outcome(Outcome::Wrong.to_string()))),
        ("attivazione-numero", halves(lang, &outcome(Outcome::RequestNumber.to_string()))),
        ("nuovo-pin", choose(&blank)),
        ("nuovo-pin-facile", choose(&outcome(easy))),
        ("nuovo-pin-diverso", choose(&outcome(Choice::Differs.code().to_owned()))),
        ("panoramica-al-chiosco", Some(overview(lang, true))),
        ("sportello", counter(&blank)),
        ("sportello-chiuso", counter(&outcome("closed".to_owned()))),
        ("sportello-facile", counter(&outcome(Choice::Trivial(Trivial::Keys).code().to_owned()))),
        ("modifica", change(&blank)),
        ("modifica-sbagliata", change(&outcome(Outcome::Wrong.to_string()))),
        ("modificato", Some(manage::changed(lang))),
        ("revoca", Some(manage::revoke(lang, phones))),
        ("revocato", Some(manage::revoked(lang))),
        ("nuovo-invio", again(&blank)),
        ("nuovo-invio-con-errori", again(&wrong_number)),
        ("nuovo-invio-chiesto", Some(manage::asked_again(lang, NOW, &config, "2026000000000425"))),
    ]
}

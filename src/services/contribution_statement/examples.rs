//! The statement's pages in every state, about an invented career.

use a11y::page::{Page, SummaryRow};
use a11y::text::Lang;
use jiff::civil::date;
use uuid::Uuid;

use super::forms::{self, Asked, Ordered, Sent};
use super::period::Period;
use super::report::{Subject, deletion_of};
use super::statement::Statement;
use super::{NAME, pages, whole};
use crate::citizen::records::{Citizen, Residence};
use crate::clock::{DAY, Moment};
use crate::import::demo;
use crate::ledger::letters::Delivery;
use crate::ledger::{Case, CaseState, Protocollo, SentAnswers};
use crate::services::conversation::{Answers, REVIEW, Stop, Talk, Turn, as_sent, replay};
use crate::services::{Channel, Example, LETTER_STATES, whose};

/// Every page, in every state.
pub(super) fn all(lang: Lang) -> Vec<Example> {
    let Some(whole) = statement() else { return Vec::new() };
    let of = |periods| Statement::new(whole.citizen.clone(), periods, whole.today);
    let short = of(whole.periods.iter().rev().take(4).rev().cloned().collect());
    let none = of(Vec::new());
    let crowded = of(crowd(&whole));
    let long = of(eleven_years(&whole));
    let mut homeless = whole.clone();
    homeless.citizen.residence.street.clear();
    // Nothing has come for longer than it takes.
    let silent = Statement::new(whole.citizen.clone(), short.periods.clone(), date(2028, 1, 10));
    let key = Uuid::from_u128(1);
    let in_braille = Asked { preset: Some(Delivery::Braille), ..Asked::default() };
    let ordered =
        |returned| Some(Ordered { day: date(2026, 11, 20), number: "2026000000000018".to_owned(), returned });
    let mut examples = vec![
        ("vuoto", Some(pages::overview(lang, &none))),
        ("pochi-anni", Some(pages::overview(lang, &short))),
        ("fermo-da-tempo", Some(pages::overview(lang, &silent))),
        ("intero", Some(pages::overview(lang, &whole))),
        ("tutto", whole::part(lang, &whole, 1)),
        ("tutto-pagina-2", whole::part(lang, &long, 2)),
        ("decennio", pages::decade(lang, &whole, 1990)),
        ("anno", pages::year(lang, &whole, 1996, 1)),
        ("anno-con-anomalie", pages::year(lang, &whole, 2018, 1)),
        ("anno-affollato-pagina-2", pages::year(lang, &crowded, 2018, 2)),
        ("posta", Some(forms::post(lang, &whole, key, None, Asked::default()))),
        (
            "posta-con-errori",
            Some(forms::post(lang, &whole, key, None, Asked { passed_over: true, ..Asked::default() })),
        ),
        ("posta-gia-chiesta", Some(forms::post(lang, &whole, key, ordered(false), in_braille))),
        ("posta-tornata", Some(forms::post(lang, &whole, key, ordered(true), in_braille))),
        ("posta-senza-indirizzo", Some(forms::post(lang, &homeless, key, None, Asked::default()))),
    ];
    if let Some(period) = whole.periods.first() {
        examples.extend(errors(lang, &whole, period));
    }
    let named = |(state, page): Named| Some(Example::new(format!("{NAME}/{state}"), page?));
    let wordy = whole.periods.first().map(|period| too_long(lang, &whole, period)).unwrap_or_default();
    examples
        .into_iter()
        .filter_map(named)
        .chain(wordy.into_iter().filter_map(named).map(Example::in_words))
        .collect()
}

/// The answers about a row, and those about a period that is missing.
const PAY: [(&str, &str); 2] = [("cosa", "pay"), ("racconto", "Ho le buste paga di tutti i mesi.")];
const MISSED: [(&str, &str); 3] = [
    ("quando", "da marzo a dicembre 2009"),
    ("lavoro", "Azienda di prova Forno Nuovo"),
    ("documenti", "Le buste paga di tutti i mesi."),
];

fn filled(fields: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    fields.iter().for_each(|(name, value)| answers.set(*name, *value));
    answers
}

/// The same as a review shows them.
fn answered(
    lang: Lang,
    fields: &[(&str, &str)],
    script: fn(&mut Talk<'_>) -> Result<(), Stop>,
) -> Vec<SummaryRow> {
    match replay(lang, &filled(fields), REVIEW, "estratto-conto/errore", 1, script) {
        Turn::Complete((), rows) => rows,
        Turn::Step(..) | Turn::Elsewhere(_) => Vec::new(),
    }
}

/// When the drafts of the examples were changed: 20 November 2026, 10:00 in Rome.
const CHANGED: Moment = Moment(1_795_165_200_000);

type Named = (&'static str, Option<Page>);

/// The form about a row or about what is missing, with these answers.
fn about(lang: Lang, statement: &Statement, subject: Subject<'_>, answers: &Answers) -> Option<Page> {
    match replay(lang, answers, "", "estratto-conto/errore", 1, subject.script()) {
        Turn::Step(page, _) => Some(forms::error(lang, statement, subject, *page)),
        Turn::Elsewhere(_) | Turn::Complete(..) => None,
    }
}

/// What is said of more words than there is room for.
fn too_long(lang: Lang, statement: &Statement, period: &Period) -> Vec<Named> {
    let long = "a".repeat(4_001);
    let error = filled(&[("cosa", "pay"), ("racconto", &long)]);
    let missing = filled(&[("quando", &long[..201]), MISSED[1], ("documenti", &long)]);
    vec![
        ("errore-di-troppo", about(lang, statement, Subject::Row(period), &error)),
        ("manca-di-troppo", about(lang, statement, Subject::Missing, &missing)),
    ]
}

fn errors(lang: Lang, statement: &Statement, period: &Period) -> Vec<Named> {
    let about = |subject: Subject<'_>, answers: &Answers| about(lang, statement, subject, answers);
    let form = |answers: &Answers| about(Subject::Row(period), answers);
    let mut unsaid = Answers::default();
    ["quando", "lavoro", "documenti"].into_iter().for_each(|name| unsaid.set(name, ""));
    let missing = filled(&MISSED);
    let mut wrong = Answers::default();
    wrong.set("cosa", "");
    wrong.set("racconto", "");
    let filled = filled(&PAY);
    let answers = answered(lang, &PAY, forms::error_script);
    let missed = answered(lang, &MISSED, forms::missing_script);
    let row = Subject::Row(period);
    let key = || (Uuid::from_u128(2), "0123456789abcdef".to_owned());
    let review = forms::error_review(lang, statement, row, answers.clone(), key());
    let reported_missing = forms::error_answers(lang, Subject::Missing, missed.clone());
    let review_missing = forms::error_review(lang, statement, Subject::Missing, missed, key());
    let reported = forms::error_answers(lang, row, answers);
    let again = |case: Option<Case>, kind: Sent| {
        let case = case?;
        let draft = Uuid::from_u128(1).to_string();
        let draft = (kind == Sent::Error).then_some(draft.as_str());
        Some(Page { done: Some(forms::late(lang, &case, kind, draft)), ..page_of(lang, &case, kind) })
    };
    let again_about = |page: Option<Page>| {
        let (mut page, case) = (page?, sent_case(lang, forms::ERROR, reported.clone())?);
        let number = case.protocollo.to_string();
        page.body.insert(0, forms::reported(lang, case.created.date(), &number).into());
        Some(page)
    };
    let reordered = statement
        .address(lang)
        .map(|to| forms::post_answers(lang, to, Delivery::Braille))
        .and_then(|answers| again(sent_case(lang, forms::POST, answers), Sent::Post));
    vec![
        ("errore", form(&Answers::default())),
        ("errore-di-nuovo", again_about(form(&Answers::default()))),
        ("errore-con-errori", form(&wrong)),
        ("errore-compilato", form(&filled)),
        ("errore-riepilogo", Some(review)),
        ("errore-elimina", Some(deletion_of(lang, statement, row, CHANGED))),
        ("manca", about(Subject::Missing, &Answers::default())),
        ("manca-con-errori", about(Subject::Missing, &unsaid)),
        ("manca-compilato", about(Subject::Missing, &missing)),
        ("manca-riepilogo", Some(review_missing)),
        ("manca-elimina", Some(deletion_of(lang, statement, Subject::Missing, CHANGED.plus(DAY)))),
        (
            "posta-inviata",
            statement
                .address(lang)
                .map(|to| forms::post_answers(lang, to, Delivery::Letter))
                .and_then(|answers| sent(lang, forms::POST, answers, Sent::Post)),
        ),
        ("posta-inviata-di-nuovo", reordered),
        ("errore-inviato", sent(lang, forms::ERROR, reported.clone(), Sent::Error)),
        ("errore-inviato-di-nuovo", again(sent_case(lang, forms::ERROR, reported), Sent::Error)),
        ("manca-inviato", sent(lang, forms::MISSING, reported_missing, Sent::Error)),
    ]
}

/// What was sent of a case in this state, as My area has it: an order by post, or a report where no order comes to it.
pub(crate) fn sent_in_area(lang: Lang, state: CaseState) -> Option<SentAnswers> {
    let statement = statement()?;
    let is_order = state == CaseState::Sent || LETTER_STATES.contains(&state);
    let (kind, rows) = match is_order {
        true => (forms::POST, forms::post_answers(lang, statement.address(lang)?, Delivery::Letter)),
        false => {
            let row = Subject::Row(statement.periods.first()?);
            (forms::ERROR, forms::error_answers(lang, row, answered(lang, &PAY, forms::error_script)))
        }
    };
    Some(SentAnswers { kind: kind.to_owned(), ..as_sent(lang, rows).into() })
}

fn sent(lang: Lang, kind: &str, answers: Vec<SummaryRow>, sent: Sent) -> Option<Page> {
    Some(page_of(lang, &sent_case(lang, kind, answers)?, sent))
}

fn page_of(lang: Lang, case: &Case, sent: Sent) -> Page {
    let when = (case.created, Channel::Web);
    let mut page = forms::sent(lang, case, sent, &crate::config::Config::default(), when, None);
    page.test_data = true;
    if let Some(statement) = statement() {
        whose(&mut page, &statement.citizen);
    }
    page
}

fn sent_case(lang: Lang, kind: &str, answers: Vec<SummaryRow>) -> Option<Case> {
    Some(Case {
        id: Uuid::from_u128(3),
        protocollo: Protocollo::new(2026, 0, 42).ok()?,
        citizen: Uuid::nil(),
        service: NAME.to_owned(),
        state: CaseState::Sent,
        answers: SentAnswers { kind: kind.to_owned(), ..as_sent(lang, answers).into() },
        created: Moment(1_795_424_400_000),
        updated: Moment(1_795_424_400_000),
    })
}

/// The citizen of the demo.
fn statement() -> Option<Statement> {
    let citizen = Citizen {
        id: Uuid::nil(),
        code: demo::CODE.parse().ok()?,
        surname: "Mariani".to_owned(),
        name: "Noemi".to_owned(),
        sex: "F".to_owned(),
        born: date(1969, 3, 26),
        birthplace: "H501".to_owned(),
        residence: Residence {
            street: "Via di Prova".to_owned(),
            number: "12".to_owned(),
            locality: String::new(),
            belfiore: "H501".to_owned(),
            cap: "00118".to_owned(),
        },
        synthetic: true,
    };
    let mut periods = demo::tour();
    for (period, n) in periods.iter_mut().zip(1_u128..) {
        period.id = Uuid::from_u128(n);
    }
    Some(Statement::new(citizen, periods, date(2026, 11, 23)))
}

/// Years with more periods than one page of the whole takes.
fn eleven_years(whole: &Statement) -> Vec<Period> {
    let Some(model) = whole.periods.iter().find(|period| period.year() == 2018) else { return Vec::new() };
    let months = (1990..=2000).flat_map(|year| (1..=9).map(move |month| date(year, month, 1)));
    months
        .zip(1..)
        .map(|(from, n)| Period { id: Uuid::from_u128(n), from, to: from, ..model.clone() })
        .collect()
}

/// A year with more periods than one page takes.
fn crowd(whole: &Statement) -> Vec<Period> {
    let Some(model) = whole.periods.iter().find(|period| period.year() == 2018) else { return Vec::new() };
    (1..=15_i8)
        .map(|n| {
            let from = date(2018, 1 + n / 2, if n % 2 == 0 { 1 } else { 16 });
            Period { id: Uuid::from_u128(n.unsigned_abs().into()), from, to: from, ..model.clone() }
        })
        .collect()
}

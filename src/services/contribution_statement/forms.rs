//! The pages one sends from: the order by post, the report of an error; and what was sent.

use a11y::page::{
    Block, Choice, Confirmation, Input, Link, Notice, Page, Question, Summary, SummaryRow, Tone,
};
use a11y::text::{Lang, Span, Text};
use jiff::civil::Date;
use uuid::Uuid;

use super::pages::{count, statement_page};
use super::period::Period;
use super::report::Subject;
use super::statement::{Statement, columns, in_short, pay_text, year_text};
use super::{ANEW, NAME, YES, words};
use crate::clock::{DAY, Moment};
use crate::config::Config;
use crate::ledger::letters::{Delivery, Listed};
use crate::ledger::{Case, CaseState};
use crate::services::conversation::{Stop, Talk};
use crate::services::form::{keyed, reviewed};
use crate::services::{CaseNow, Channel, about, application, area, keep_copy, path, sent_blocks};

/// The longest account of an error, in characters.
const LONGEST: usize = 4_000;

/// By when a letter has arrived, in days: three working days to leave, with a weekend among them, and ten on its way.
pub(super) const LETTER_DAYS: i64 = 15;

/// By when a report is answered, in days (L. 241/1990, art. 2 c. 2).
pub(super) const ANSWER_DAYS: i64 = 30;

/// What can be wrong with a row, as it is sent; first what accuses nothing.
const WRONG: [&str; 7] = ["unsure", "dates", "employer", "missing-weeks", "pay", "not-mine", "other"];

/// The field of an order that says how its letter is to be read, and its choices.
pub(super) const WAY: &str = "forma";
const WAYS: [Delivery; 3] = [Delivery::Print, Delivery::Letter, Delivery::Braille];

/// The way of a letter that was chosen; `None` if no letter goes so.
pub(super) fn way(code: &str) -> Option<Delivery> {
    Delivery::from_code(code).filter(|way| WAYS.contains(way))
}

fn way_words(lang: Lang, way: Delivery) -> Text {
    match way {
        Delivery::Braille => words::way_braille(lang),
        Delivery::Print => words::way_print(lang),
        Delivery::Letter | Delivery::Call => words::way_large(lang),
    }
}

/// How the letter is to be read; nothing stands chosen but what its citizen chose last.
fn ask_way(lang: Lang, asked: Asked) -> Question {
    let choice = |way: Delivery| Choice { value: way.code().into(), label: way_words(lang, way), hint: None };
    let input = Input::OneChoice {
        choices: WAYS.map(choice).to_vec(),
        chosen: asked.preset.map(|way| way.code().into()),
    };
    let problem = asked.passed_over.then(|| words::way_missing(lang).into());
    Question::new(WAY, words::way(lang), input).problem(problem)
}

/// How an order stands that is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// What its citizen chose last.
    pub(super) preset: Option<Delivery>,
    /// It was sent without a choice.
    pub(super) passed_over: bool,
    /// It is asked for in another way than the last one, so that one does not stand for who chooses none.
    pub(super) anew: bool,
}

/// The last order by post of a few days.
#[derive(Clone, Debug)]
pub(super) struct Ordered {
    /// When.
    pub(super) day: Date,
    /// The number of its case.
    pub(super) number: String,
    /// Its letter came back; else it may still be on its way.
    pub(super) returned: bool,
}

fn to_case(lang: Lang, number: &str) -> Link {
    Link::inside(words::to_case(lang), path(lang, &format!("area/pratiche/{number}")))
}

/// The page that orders the statement by post: how it is to be read and one button, with a key of its own; before it, the
/// day and the number of an order whose letter may still be on its way.
pub(super) fn post(
    lang: Lang,
    statement: &Statement,
    key: Uuid,
    ordered: Option<Ordered>,
    asked: Asked,
) -> Page {
    let mut page = statement_page(lang, statement, words::post_title(lang));
    if let Some(Ordered { day, number, returned }) = ordered {
        let what = if returned { words::ordered_returned } else { words::ordered_what };
        page = page.with(Notice {
            tone: Tone::Info,
            title: words::ordered(lang, day),
            body: vec![what(lang, &number).into(), Block::Links(vec![to_case(lang, &number)])],
        });
    }
    let Some(address) = statement.address(lang) else { return page.say(words::no_address(lang)) };
    let mut page = page
        .say(words::post_intro(lang))
        .with(Summary { caption: words::address_caption(lang), rows: vec![address_row(lang, address)] })
        .say(words::address_wrong(lang))
        .say(words::post_time(lang))
        .with(ask_way(lang, asked))
        .submit(words::post_send(lang));
    keyed(&mut page, key);
    if let Some(form) = page.form.as_mut().filter(|_| asked.anew) {
        form.hidden.push((ANEW.to_owned(), YES.to_owned()));
    }
    page
}

fn address_row(lang: Lang, address: Text) -> SummaryRow {
    SummaryRow { label: words::address(lang), value: address.private(), change: None }
}

/// An order by post, as it is kept with the case.
pub(super) fn post_answers(lang: Lang, address: Text, way: Delivery) -> Vec<SummaryRow> {
    let row = |label, value| SummaryRow { label, value, change: None };
    vec![
        row(words::delivery(lang), words::delivery_post(lang)),
        // Who reads braille is nobody else's business.
        row(words::way(lang), way_words(lang, way).private().coded(way.code())),
        address_row(lang, address),
    ]
}

/// What is asked about an error.
///
/// # Errors
/// [`Stop`] where an answer is missing or is to be mended.
pub(super) fn error_script(talk: &mut Talk<'_>) -> Result<(), Stop> {
    let lang = talk.lang;
    talk.step("", words::error_title(lang), |ask| {
        let choices = WRONG
            .map(|value| Choice {
                value: value.to_owned(),
                label: words::error_choice(lang, value),
                hint: None,
            })
            .to_vec();
        let what = ask.ask(
            Question::new("cosa", words::error_what(lang), Input::OneChoice { choices, chosen: None }),
            |answer| if WRONG.contains(&answer) { Ok(()) } else { Err(words::error_what_missing(lang)) },
        );
        let text = ask.ask(
            Question::new("racconto", words::error_text(lang), Input::LongText { value: String::new() })
                .hint(words::error_text_hint(lang)),
            |answer| match answer.chars().count() {
                0 => Err(words::error_text_missing(lang)),
                n if n > LONGEST => Err(words::error_text_long(lang, count(LONGEST))),
                _ => Ok(()),
            },
        );
        what.and(text)
    })
}

/// The longest line of such a form, in characters.
const LONGEST_LINE: usize = 200;

/// What is asked about a period that is not on record.
///
/// # Errors
/// [`Stop`] where an answer is missing or is to be mended.
pub(super) fn missing_script(talk: &mut Talk<'_>) -> Result<(), Stop> {
    let lang = talk.lang;
    talk.step("", words::missing_title(lang), |ask| {
        let mut line = |name: &str, label: Text, hint: Text, missing: Text| {
            let question =
                Question::new(name, label.clone(), Input::Line { value: String::new(), width: 40 });
            ask.ask(question.hint(hint), |answer| match answer.chars().count() {
                0 => Err(missing),
                n if n > LONGEST_LINE => Err(words::missing_long(lang, &label, count(LONGEST_LINE))),
                _ => Ok(()),
            })
        };
        let when = line(
            "quando",
            words::missing_when(lang),
            words::missing_when_hint(lang),
            words::missing_when_missing(lang),
        );
        let work = line(
            "lavoro",
            words::missing_work(lang),
            words::missing_work_hint(lang),
            words::missing_work_missing(lang),
        );
        let papers =
            Question::new("documenti", words::missing_papers(lang), Input::LongText { value: String::new() });
        let papers = ask.ask_optional(papers.hint(words::missing_papers_hint(lang)), |answer| {
            match answer.chars().count() {
                n if n > LONGEST => {
                    Err(words::missing_long(lang, &words::missing_papers(lang), count(LONGEST)))
                }
                _ => Ok(()),
            }
        });
        when.and(work).and(papers).map(drop)
    })
}

/// The row that is reported, named.
pub(super) fn row_text(lang: Lang, period: &Period) -> Text {
    words::row_text(lang, &in_short(lang, period), period.from, period.to).private()
}

/// What the row that is reported says: which it is, its weeks and its pay, for these are what may be wrong.
fn row_told(lang: Lang, period: &Period) -> Vec<SummaryRow> {
    let values =
        [row_text(lang, period), period.right.into(), period.measure.into(), pay_text(lang, period.pay)];
    let columns = columns(lang, words::row(lang)).into_iter().zip(values);
    columns
        .map(|(column, value)| SummaryRow { label: column.header, value: value.private(), change: None })
        .collect()
}

/// The form of a report: what it is about, before what is asked.
pub(super) fn error(lang: Lang, statement: &Statement, subject: Subject<'_>, asked: Page) -> Page {
    let mut page = match subject {
        Subject::Row(period) => statement_page(lang, statement, words::error_form(lang, period.from))
            .with(Summary { caption: words::error_row(lang), rows: row_told(lang, period) }),
        Subject::Missing => {
            statement_page(lang, statement, words::missing_title(lang)).say(words::missing_intro(lang))
        }
    };
    page.body.extend(asked.body);
    page.form = asked.form;
    page
}

/// Whether a case reported this row and is not void; what it says of the row is all that it has of it.
pub(super) fn reports(case: &Case, period: &Period) -> bool {
    let told = case.answers.rows().nth(1).map(|row| &row.value);
    let same = |told: &Text, lang| {
        a11y::values::line(told, lang) == a11y::values::line(&row_text(lang, period), lang)
    };
    let is_report = case.answers.kind == ERROR && case.state != CaseState::Withdrawn;
    is_report && told.is_some_and(|told| Lang::ALL.into_iter().any(|lang| same(told, lang)))
}

/// That the row was reported already, on this day and with this number.
pub(super) fn reported(lang: Lang, day: Date, number: &str) -> Notice {
    Notice {
        tone: Tone::Info,
        title: words::reported(lang, day).private(),
        body: vec![words::reported_what(lang, number).private().into()],
    }
}

/// What is sent: what it is, the row if it is about one, then the answers.
pub(super) fn error_answers(lang: Lang, subject: Subject<'_>, answers: Vec<SummaryRow>) -> Vec<SummaryRow> {
    let row = |label, value| SummaryRow { label, value, change: None };
    let mut rows = match subject {
        Subject::Row(period) => {
            let mut rows = vec![row(words::request(lang), words::request_report(lang))];
            rows.extend(row_told(lang, period));
            rows
        }
        Subject::Missing => vec![row(words::request(lang), words::request_missing(lang))],
    };
    rows.extend(answers);
    rows
}

/// The answers to be checked, and the button that sends them.
pub(super) fn error_review(
    lang: Lang,
    statement: &Statement,
    subject: Subject<'_>,
    answers: Vec<SummaryRow>,
    (key, read): (Uuid, String),
) -> Page {
    let title = match subject {
        Subject::Row(period) => words::error_review(lang, period.from),
        Subject::Missing => words::missing_review(lang),
    };
    let mut page = statement_page(lang, statement, title)
        .with(Summary { caption: words::error_caption(lang), rows: error_answers(lang, subject, answers) })
        .say(words::error_next(lang))
        .submit(words::error_send(lang));
    reviewed(&mut page, key, read);
    page
}

/// The kinds of cases, as they are stored with what was sent.
pub(super) const POST: &str = "post";
pub(super) const ERROR: &str = "error";
pub(super) const MISSING: &str = "missing";

/// What a case is about. One from before there were kinds tells it by the first of its answers, in whatever language.
pub(super) fn case_about(lang: Lang, case: &Case) -> Text {
    let begins = |with: fn(Lang) -> Text| {
        let first = case.answers.rows().next();
        let same = |first: &SummaryRow, other: Lang| {
            a11y::values::line(&first.value, other) == a11y::values::line(&with(other), other)
        };
        first.is_some_and(|first| Lang::ALL.into_iter().any(|other| same(first, other)))
    };
    match case.answers.kind.as_str() {
        MISSING => match years_of(case) {
            Some(years) => words::about_missing(lang, &years),
            None => words::request_missing(lang),
        },
        ERROR => about_error(lang, case),
        "" if begins(words::request_report) => about_error(lang, case),
        _ => words::request_post(lang),
    }
}

fn about_error(lang: Lang, case: &Case) -> Text {
    years_of(case).map_or_else(|| words::request_report(lang), |year| words::about_error(lang, &year))
}

/// What tells one report from another: the year in which its row begins, or the years, first and last, that were written of
/// a missing period. They stand in the second of the answers.
fn years_of(case: &Case) -> Option<Text> {
    let value = &case.answers.rows().nth(1)?.value;
    let date = value.spans().iter().find_map(|span| match span {
        Span::Date(date) => Some(date.year()),
        _ => None,
    });
    if let Some(year) = date {
        return Some(year_text(year));
    }
    let typed = a11y::values::line(value, Lang::It);
    let numbers = typed.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years =
        numbers.filter_map(|digits| digits.parse::<i16>().ok().filter(|year| (1900..2100).contains(year)));
    let years: Vec<i16> = years.collect();
    let (first, last) = (*years.iter().min()?, *years.iter().max()?);
    let several = (last > first).then(|| year_text(last));
    Some(a11y::text::join([year_text(first)].into_iter().chain(several), "–"))
}

/// The page before the form about a row: its year.
pub(super) fn back_to_year(lang: Lang, period: &Period) -> Link {
    let year = year_text(period.year());
    Link::inside(words::year_title(lang, &year), path(lang, &format!("{NAME}/{}", period.year())))
}

/// What of two a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// An order by post.
    Post,
    /// The report of an error.
    Error,
}

impl Sent {
    /// What a case of this kind is; `None` of one from before there were kinds.
    fn of(kind: &str) -> Option<Sent> {
        match kind {
            POST => Some(Sent::Post),
            ERROR | MISSING => Some(Sent::Error),
            _ => None,
        }
    }

    /// By when something comes of it, in days.
    fn days(self) -> i64 {
        match self {
            Sent::Post => LETTER_DAYS,
            Sent::Error => ANSWER_DAYS,
        }
    }

    /// The segment of its addresses.
    pub(super) fn segment(self) -> &'static str {
        match self {
            Sent::Post => "posta",
            Sent::Error => "errore",
        }
    }
}

/// Until when to wait for what comes of a case, and what to do if nothing does: with what was sent and in My area alike.
pub(super) fn nothing_came(lang: Lang, case: &Case, sent: Sent, now: Moment, config: &Config) -> Text {
    about::nothing_came(lang, due(case, sent), now.date(), config, &case.protocollo.to_string())
}

/// The day by which something comes of it.
fn due(case: &Case, sent: Sent) -> Date {
    case.created.plus(sent.days() * DAY).date()
}

/// What a case is of which something is still to come.
pub(super) fn waits(case: &Case) -> Option<Sent> {
    let open = matches!(case.state, CaseState::Sent | CaseState::InProgress);
    Sent::of(&case.answers.kind).filter(|_| open)
}

/// What My area says of one of its cases.
pub(crate) fn case_now(lang: Lang, case: &Case, now: Moment) -> CaseNow {
    let answered = waits(case).filter(|sent| *sent == Sent::Error && now.date() <= due(case, *sent));
    let next = answered.map(|_| words::sent_error_next(lang));
    CaseNow { next: next.into_iter().collect(), ..CaseNow::default() }
}

/// Another send with the same key said something else: the first one stands, and what can be done; `draft` is the segment
/// of the report that was written since.
pub(super) fn late(lang: Lang, case: &Case, sent: Sent, draft: Option<&str>) -> Notice {
    let number = case.protocollo.to_string();
    let mut notice = application::late(lang, case);
    let (stands, link) = match sent {
        Sent::Post => {
            let answers = case.answers.words(lang).parts.iter().flat_map(|part| &part.answers.rows);
            // The second of its answers says how it is to be read.
            let way = answers.map(|row| row.value.clone()).nth(1).unwrap_or_else(|| case_about(lang, case));
            let again = format!("{NAME}/posta?{ANEW}={YES}");
            let link = Link::inside(words::order_again(lang), path(lang, &again));
            (words::order_stands(lang, &number, &way), link)
        }
        Sent::Error => {
            let to_draft = |segment: &str| {
                let to = path(lang, &format!("{NAME}/{}/{segment}", sent.segment()));
                Link::inside(words::to_later_report(lang), to)
            };
            let link = draft.map_or_else(|| application::to_area(lang), to_draft);
            (words::report_stands(lang, &number), link)
        }
    };
    notice.body.extend([stands.private().into(), Block::Links(vec![link])]);
    notice
}

/// What was sent: protocol number, time, what follows, and the answers exactly as sent.
pub(super) fn sent(
    lang: Lang,
    case: &Case,
    sent: Sent,
    config: &Config,
    (now, channel): (Moment, Channel),
    letter: Option<&Listed>,
) -> Page {
    let title = match sent {
        Sent::Post => words::post_sent(lang),
        Sent::Error => words::error_sent(lang, &case_about(lang, case)),
    };
    let number = case.protocollo.to_string();
    let since = area::since_sent(lang, case, letter);
    let open = matches!(case.state, CaseState::Sent | CaseState::InProgress);
    let promised = match sent {
        _ if !open || !since.is_empty() => None,
        Sent::Post => Some(words::sent_post_next(lang)),
        Sent::Error => (now.date() <= due(case, sent)).then(|| words::sent_error_next(lang)),
    };
    // Nobody waits for what is over, or for a letter that came back.
    let waits = open && letter.is_none_or(|letter| letter.state != "returned");
    let help = waits.then(|| nothing_came(lang, case, sent, now, config));
    // Of two orders, or two reports about one year, each has its window.
    let window = words::case_numbered(lang, &title, &number);
    let mut page = Page::new(lang, title).in_window(window).of(words::title(lang)).with(Confirmation {
        protocol: number,
        label: words::protocol(lang),
        date: case.created.date(),
        time: case.created.time(),
        next: since.into_iter().chain(promised).chain(keep_copy(lang, channel)).chain(help).collect(),
    });
    page.body.extend(sent_blocks(lang, case));
    page.link(to_case(lang, &case.protocollo.to_string()))
        .link(Link::inside(words::to_statement(lang), path(lang, NAME)))
}

//! The first page, and what stands between the answers and the button that sends them.

use a11y::page::{Block, Column, Link, List, Notice, Page, Row, Section, Send, Table, Tone};
use a11y::text::{Cents, Lang, Span, Text};
use jiff::civil::Date;
use uuid::Uuid;

use super::codes::{self, Code};
use super::contributions::{self, LONG_WEEK, Quarter, Work, first_due, first_quarter};
use super::employer::Employer;
use super::ending::is_ending;
use super::pay::Pay;
use super::rules;
use super::script::{GIVEN, Job, Kin, LIVES_IN, OF_BLOOD, Registration, START};
use super::since::{PAID_WITH, others, prescribed, sanction};
use super::worker::WORKER;
use super::{BEGIN, DomesticWork, Facts, LISTED, NAME, about, earlier, records, words};
use crate::citizen::Level;
use crate::ledger::Case;
use crate::services::application::{self, Reading, SENT};
use crate::services::drafts::Draft;
use crate::services::form::KEY;
use crate::services::{Service, about, path, sheets, told_apart};

/// What a citizen has in this service.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// The key of the button that begins another one.
    pub(super) key: Uuid,
    /// Drafts of registrations and of their ends.
    pub(super) drafts: Vec<Draft>,
    /// Registrations about which something can still be done.
    pub(super) sent: Vec<Open>,
}

/// A registration about which something can still be done.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) case: Case,
    /// The day on which its contract came to its end.
    pub(super) expired: Option<Date>,
    /// It can still be withdrawn.
    pub(super) may_withdraw: bool,
}

impl Own {
    /// The newest drafts, each where its citizen was, and the page that asks whether to delete it; then where all are.
    fn drafts(&self, lang: Lang) -> Vec<Link> {
        let links = |draft: &Draft| {
            let step = draft.step.as_deref().unwrap_or_default();
            let here = DomesticWork.draft_address(draft.id, step);
            let (day, time) = (draft.updated.date(), draft.updated.time());
            let [go_on, delete] = match DomesticWork.draft_about(lang, &draft.answers) {
                None => [words::go_on(lang, day, time), words::delete(lang, day, time)],
                Some(who) if is_ending(step) => [
                    words::go_on_end(lang, &who, day, time).private(),
                    words::delete_end_of(lang, &who, day, time).private(),
                ],
                Some(who) => [
                    words::go_on_about(lang, &who, day, time).private(),
                    words::delete_about(lang, &who, day, time).private(),
                ],
            };
            [(go_on, here), (delete, DomesticWork.draft_deletion(draft.id, step))]
                .map(|(text, to)| Link::inside(text, path(lang, &to)))
        };
        // Counted among all, as in My area.
        let mut links = told_apart(lang, self.drafts.iter().flat_map(links).collect());
        if self.drafts.len() > LISTED {
            links.truncate(2 * LISTED);
            links.push(Link::inside(words::all_drafts(lang), path(lang, "area/bozze")));
        }
        links
    }

    /// The registrations, each with what can be done about it.
    fn sent(&self, lang: Lang) -> Vec<Link> {
        let link = |Open { case, expired, may_withdraw }: &Open| {
            let who = about(lang, &case.answers.about, case.answers.since.parse().ok());
            let text = match who {
                None => words::to_sent(lang),
                Some(who) => {
                    let can = if *may_withdraw { "ritiro" } else { "fine" };
                    words::to_sent_about(lang, &who, can).private()
                }
            };
            let number = case.protocollo.to_string();
            let note = match expired {
                None => words::sent_on(lang, case.created.date(), &number),
                Some(on) => words::sent_on_expired(lang, case.created.date(), &number, *on),
            };
            Link::inside(text, path(lang, &format!("{NAME}/{}/{SENT}", case.id))).noted(note)
        };
        self.sent.iter().map(link).collect()
    }
}

/// What the service is, what one needs, the rule of the day before, and the button that begins; `by_pin` says that the
/// institute's PIN is in use here.
pub(super) fn first(lang: Lang, level: Level, own: &Own, by_pin: bool) -> Page {
    let needs = List {
        ordered: false,
        items: vec![
            words::need_worker(lang),
            words::need_document(lang),
            words::need_employer(lang),
            words::need_work(lang),
        ],
    };
    let (from, to) = sanction();
    let sent = match (level < Level::Reader, own.sent.is_empty()) {
        (true, _) => "accesso",
        (false, true) => "nessuna",
        (false, false) => "elenco",
    };
    let mut page = Page::new(lang, words::title(lang)).public();
    // Who has begun has come to go on, and who has sent to say what became of it.
    let lists = [(words::drafts(lang), own.drafts(lang)), (words::registrations(lang), own.sent(lang))];
    for (heading, links) in lists.into_iter().filter(|(_, links)| !links.is_empty()) {
        page = page.with(Section { heading, body: vec![Block::Links(links)] });
        page.private = true;
    }
    page = page
        .say(words::first_what(lang))
        .say(words::start_rule(lang))
        .say(words::start_late(lang, from, to))
        .with(Section { heading: words::first_needs(lang), body: vec![needs.into()] })
        .say(words::first_stop(lang))
        .say(words::first_end(lang, sent));
    if level < Level::Actor && by_pin {
        page = page.say(application::fills_only(lang));
    }
    let page = match level < Level::Reader {
        true => page.link(Link::inside(words::sign_in(lang), path(lang, &format!("{NAME}/{BEGIN}")))),
        false => page.send(Send {
            label: words::begin(lang),
            address: path(lang, NAME),
            fields: vec![(KEY.to_owned(), own.key.to_string())],
            primary: true,
        }),
    };
    page.link(sheets::link(lang, &DomesticWork))
}

/// Who works from when, how long and for how much, and what the first contributions come to.
pub(super) fn in_short(lang: Lang, registration: &Registration, who: &str, today: Date) -> Text {
    let (work, start) = (work(registration), registration.job.start);
    let (pay, per) = match registration.job.pay {
        Pay::Hour(pay) => (pay, "ora"),
        Pay::Month(pay) => (pay, "mese"),
    };
    let hours = i64::from(work.hours);
    let short = match work.end.filter(|end| *end < today) {
        Some(end) => words::review_short_over(lang, who, start, end, hours, pay, per),
        None => words::review_short(lang, who, start, hours, pay, per),
    };
    let cost = first_quarter(&work).map(|quarter| match quarter.known == quarter.year {
        true => words::review_cost(lang, quarter.total),
        false => words::review_cost_guide(lang, quarter.total, &year(quarter.known)),
    });
    a11y::text::join(std::iter::once(short).chain(cost), " ")
}

/// That the worker is registered already, that it is late.
pub(super) fn warned(
    lang: Lang,
    registration: &Registration,
    facts: &Facts,
    reading: &Reading<'_>,
) -> Vec<Block> {
    let earlier = facts.earlier.iter().map(|earlier| earlier::told(lang, earlier).into());
    let late = late(lang, registration.job.start, facts.today).map(|mut late| {
        late.body.extend(changes(reading, &[START]));
        Block::from(late)
    });
    earlier.chain(late).collect()
}

/// The ways to the answers that a warning is about, by the names of their questions.
fn changes(reading: &Reading<'_>, names: &[&str]) -> Option<Block> {
    let links: Vec<Link> = names.iter().filter_map(|name| reading.change(name)).collect();
    (!links.is_empty()).then_some(Block::Links(links))
}

/// What fits together only by chance, what the first quarter costs, and what is declared.
pub(super) fn declared(
    lang: Lang,
    registration: &Registration,
    facts: &Facts,
    reading: &Reading<'_>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    if facts.today > rules::withdrawn_by(registration.job.start) {
        blocks.push(words::withdrawal_never_then(lang).into());
    }
    blocks.extend(doubts(lang, registration, facts, reading));
    blocks.extend([costs_section(lang, registration, facts.today), declaration(lang, reading.may_send)]);
    blocks
}

/// What stays with the answers: the first quarter, what was declared, and the codes, which only the office needs. That there
/// is no sum is told with what follows ([`super::since`]), once.
pub(super) fn accepted(lang: Lang, registration: &Registration, today: Date) -> Vec<Block> {
    let summed = first_quarter(&work(registration)).is_some();
    let costs = summed.then(|| costs_section(lang, registration, today));
    let codes = section(words::codes(lang), vec![codes_table(lang, registration).into()]);
    costs.into_iter().chain([declaration(lang, true), codes]).collect()
}

/// What fits together only by chance, and can be sent all the same: a document that has expired, or does before the work
/// begins; who lives in, without a room, which counts as pay, or with another residence; a room for who lives elsewhere; kin
/// whose ages are against it.
fn doubts(lang: Lang, registration: &Registration, facts: &Facts, reading: &Reading<'_>) -> Vec<Block> {
    let Registration { seat, worker, job, kin, .. } = registration;
    let today = facts.today;
    let notice = |title, what: Text, answers: &[&str]| -> Block {
        let body = std::iter::once(what.into()).chain(changes(reading, answers)).collect();
        Notice { tone: Tone::Warning, title, body }.into()
    };
    let [expiry, home, birth] = ["documento-scadenza", "via", "nascita"].map(|name| WORKER.field(name));
    let document = match worker.expires {
        on if on < today => Some(notice(words::expired(lang), words::expired_what(lang, on), &[&expiry])),
        on if on < job.start => {
            let what = words::expires_first_what(lang, on, job.start);
            Some(notice(words::expires_first(lang), what, &[&expiry]))
        }
        _ => None,
    };
    let lodging = [LIVES_IN, GIVEN];
    let room = match (job.lives_in, job.given.room) {
        (true, false) => {
            let counts = if job.hours > LONG_WEEK { "no" } else { "si" };
            Some(notice(words::no_room(lang), words::no_room_what(lang, counts), &lodging))
        }
        (false, true) => Some(notice(words::room_apart(lang), words::room_apart_what(lang), &lodging)),
        _ => None,
    };
    let apart = job.lives_in && !worker.home.may_be(seat);
    let apart = apart.then(|| notice(words::apart(lang), words::apart_what(lang), &[LIVES_IN, &home]));
    let (own, born) = (facts.citizen.born, worker.born);
    let ages = is_kin_against_age(*kin, own, born);
    let answers = [OF_BLOOD, birth.as_str()];
    let ages = ages.then(|| notice(words::ages(lang), words::ages_what(lang, own, born), &answers));
    document.into_iter().chain(room).chain(apart).chain(ages).collect()
}

/// Whether who is an ancestor is younger than the other, or older by too little; whether siblings are too far apart.
fn is_kin_against_age(kin: Kin, employer: Date, worker: Date) -> bool {
    let Kin::Relation(code) = kin else { return false };
    if codes::is_sibling(code) {
        return !rules::may_be_siblings(employer, worker);
    }
    codes::generations(code).is_some_and(|by| {
        let (elder, younger) = if by > 0 { (worker, employer) } else { (employer, worker) };
        !rules::may_be_elder(elder, younger, by.abs().into())
    })
}

fn costs_section(lang: Lang, registration: &Registration, today: Date) -> Block {
    section(words::costs(lang), costs(lang, registration, today))
}

/// What is declared by sending; who cannot send is told what whoever does declares.
fn declaration(lang: Lang, may_send: bool) -> Block {
    let by = if may_send { "si" } else { "no" };
    section(words::declaration(lang), vec![words::declare(lang, by).into()])
}

fn section(heading: Text, body: Vec<Block>) -> Block {
    Section { heading, body }.into()
}

/// What it means that work has begun, or begins today.
pub(super) fn late(lang: Lang, start: Date, today: Date) -> Option<Notice> {
    if !rules::is_late(start, today) {
        return None;
    }
    let (from, to) = sanction();
    let what = words::late_what(lang, rules::deadline(start), from, to);
    let mut body = vec![what.into()];
    if rules::is_prescribed(start, today) {
        body.extend([words::late_prescribed(lang).into(), Block::Links(vec![about::office(lang)])]);
    }
    Some(Notice { tone: Tone::Warning, title: words::late(lang), body })
}

/// By when it is to be sent; who may not send must be given a PIN that sends first.
pub(super) fn send_by(lang: Lang, registration: &Registration, today: Date, may_send: bool) -> Option<Text> {
    let start = registration.job.start;
    let deadline = rules::deadline(start);
    // The warning before the answers tells that it is late, and since when.
    match (may_send, rules::is_late(start, today)) {
        (true, false) => Some(words::on_time(lang, deadline)),
        (true, true) => None,
        (false, false) if deadline == today => Some(words::send_by_today(lang)),
        (false, false) => Some(words::send_by(lang, deadline)),
        (false, true) => Some(words::send_by_past(lang)),
    }
}

/// What the contributions of a registration depend on.
fn work(registration: &Registration) -> Work {
    let Registration { job, kin, .. } = registration;
    Work {
        start: job.start,
        end: job.end,
        additional: job.contract == codes::FIXED_TERM,
        hours: job.hours,
        hourly: job.counted().all(),
        cuaf: contributions::owes_cuaf(records::kinship(kin), job.lives_in),
    }
}

/// The first quarter in steps, each with its figures; what was to be paid before `today` is told so.
fn costs(lang: Lang, registration: &Registration, today: Date) -> Vec<Block> {
    let work = work(registration);
    let Some(quarter) = first_quarter(&work) else {
        if rules::is_prescribed(first_due(work.start, work.end), today) {
            let told = prescribed(lang, &work, today).into_iter().map(Block::from);
            return told.chain([Block::Links(vec![about::office(lang)])]).collect();
        }
        let (of, from) = (year(contributions::year_of(work.start)), year(contributions::KNOWN_FROM));
        return vec![words::costs_unknown(lang, &of, &from).into(), Block::Links(vec![about::office(lang)])];
    };
    let hours = i64::from(work.hours);
    let mut items = match work.hours > LONG_WEEK {
        true => vec![words::cost_long(lang, i64::from(LONG_WEEK))],
        false => counted(lang, &registration.job),
    };
    items.extend([
        weeks(lang, &work, &quarter),
        words::cost_hours(lang, hours, quarter.weeks, quarter.hours),
        band(lang, &work, &quarter),
        words::cost_total(lang, quarter.hours, quarter.rate, quarter.total),
        words::cost_worker(lang, quarter.hours, quarter.share, quarter.worker),
    ]);
    let (total, last, due) = (quarter.total, quarter.last, quarter.due);
    let due = match today > due {
        true => words::cost_due_past(lang, total, last, due, PAID_WITH, others(&quarter, &work, today)),
        false => words::cost_due(lang, total, last, due, PAID_WITH),
    };
    let is_over = |end: Date| if end < today { "si" } else { "no" };
    let sooner = work.end.filter(|_| quarter.is_due_sooner());
    let mut blocks: Vec<Block> =
        sooner.map(|end| words::cost_due_sooner(lang, is_over(end), end).into()).into_iter().collect();
    blocks.push(due.into());
    if quarter.known != quarter.year {
        blocks.insert(0, words::costs_guide(lang, &year(quarter.year), &year(quarter.known)).into());
    }
    blocks.push(List { ordered: true, items }.into());
    blocks
}

/// The pay that counts, step by step.
fn counted(lang: Lang, job: &Job) -> Vec<Text> {
    let (counted, hours) = (job.counted(), i64::from(job.hours));
    let (meal, room) = rules::BOARD;
    let agreed = match job.pay {
        Pay::Hour(pay) => words::cost_hourly(lang, pay),
        Pay::Month(pay) => words::cost_monthly(lang, pay, hours, counted.agreed),
    };
    let meals = counted.meals.map(|worth| {
        let meals = i64::from(job.given.meals);
        words::cost_meals(lang, meals, Cents(meal), worth.week, hours, worth.hour)
    });
    let room = counted.room.map(|worth| words::cost_room(lang, Cents(room), worth.week, hours, worth.hour));
    let mut steps = vec![agreed, words::cost_thirteenth(lang, counted.agreed, counted.thirteenth)];
    steps.extend(meals.into_iter().chain(room));
    let given = if steps.len() > 2 { "si" } else { "no" };
    steps.push(words::cost_counts(lang, counted.all(), given));
    steps
}

/// The weeks, and why those.
fn weeks(lang: Lang, work: &Work, quarter: &Quarter) -> Text {
    let weeks = words::cost_weeks(lang, work.start, quarter.until, quarter.weeks);
    let after = quarter.last_week_after(work).zip(work.end);
    let after = after.map(|(saturday, end)| words::cost_week_after(lang, end, saturday, rules::paid_by(end)));
    a11y::text::join([weeks, words::cost_weeks_why(lang)].into_iter().chain(after), " ")
}

/// The rate and what it depends on, as one sentence each.
fn band(lang: Lang, work: &Work, quarter: &Quarter) -> Text {
    let year = year(quarter.known);
    let contract = match (work.additional, work.end) {
        (true, _) => codes::FIXED_TERM,
        (false, Some(_)) => codes::REPLACEMENT,
        (false, None) => codes::OPEN_ENDED,
    };
    let why = match (work.hours > LONG_WEEK, quarter.band.up_to) {
        (true, _) => words::band_long(lang, i64::from(LONG_WEEK)),
        (false, Some(most)) => words::band_up_to(lang, most),
        (false, None) => words::band_top(lang),
    };
    let cuaf = if work.cuaf { "si" } else { "no" };
    words::cost_rate(lang, &year, &why, contract.value, cuaf, quarter.rate)
}

fn year(year: i16) -> Text {
    Span::Year(year).into()
}

/// The code of the reason of an end, which stays with its answers.
pub(super) fn reason_code(lang: Lang, reason: Code) -> Block {
    let reason = coded(lang, words::reason(lang), reason);
    section(words::codes(lang), vec![table_of_codes(lang, vec![reason]).into()])
}

fn coded(lang: Lang, header: Text, code: Code) -> Row {
    row(lang, header, code.today, code.in_2002)
}

/// Today's codes beside what the form of 2002 called the same.
fn codes_table(lang: Lang, registration: &Registration) -> Table {
    let Registration { employer, worker, job, kin, .. } = registration;
    let coded = |header, code: Code| coded(lang, header, code);
    let mut rows = vec![
        coded(words::contract(lang), job.contract),
        coded(words::role(lang), job.role),
        coded(words::pay_kind(lang), job.pay_kind),
        coded(words::worker_document(lang), worker.document),
    ];
    rows.extend(worker.permit.map(|permit| coded(words::permit(lang), permit)));
    if let Employer::Person(document) = employer {
        rows.push(coded(words::employer_document(lang), *document));
    }
    match kin {
        Kin::None => {}
        Kin::Spouse => rows.push(row(lang, words::kin(lang), "", "Coniuge")),
        Kin::Relation(code) => rows.push(row(lang, words::kin(lang), code, "Parente")),
    }
    table_of_codes(lang, rows)
}

fn table_of_codes(lang: Lang, rows: Vec<Row>) -> Table {
    let column = |header| Column { header, numeric: false };
    Table {
        caption: words::codes_caption(lang),
        columns: vec![
            column(words::code_of(lang)),
            column(words::code_today(lang)),
            column(words::code_2002(lang)),
        ],
        rows,
    }
}

fn row(lang: Lang, header: Text, today: &str, in_2002: &str) -> Row {
    let today = if today.is_empty() { Text::default() } else { Span::Code(today.to_owned()).into() };
    let in_2002 =
        if in_2002.is_empty() { words::code_2002_none(lang) } else { Text::name(in_2002.to_owned()) };
    let [today, in_2002] = [today, in_2002].map(Text::private);
    Row { header, cells: vec![today, in_2002], link: None, total: false }
}

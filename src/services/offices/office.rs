//! The page of one office: everything that is known of it, and what is not known said as such.

use a11y::page::{Block, Column, Link, List, Page, Row, Section, Summary, SummaryRow, Table, Target};
use a11y::text::{Lang, Opening, Text, join};

use super::pages::{Origin, Setting, address, call, hours_and_standing, to_office};
use super::rules::calendar::{Closure, next_holiday, to_come, weekday};
use super::rules::hours::is_stated;
use super::rules::{Kind, Sede, told_km};
use super::words;
use crate::services;

/// An office and its surroundings.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The office.
    pub(super) office: Sede,
    /// The nearest others and their distance in metres, the nearest first.
    pub(super) near: Vec<(Sede, u64)>,
    /// The results it was found in.
    pub(super) from: Option<Origin>,
}

/// So many near offices are named.
const NEAR: usize = 3;

/// The page of an office.
pub(super) fn page(setting: &Setting, facts: &Facts) -> Page {
    let (lang, office) = (setting.lang, &facts.office);
    let mut page = Page::new(lang, Text::name(office.name.clone())).public().of(words::title(lang));
    page.test_data = office.synthetic;
    page = page
        .with(contacts(lang, office))
        .with(hours(setting, office))
        .with(closures(setting, office))
        .with(access(setting, facts));
    page = page.with(Section { heading: words::services_heading(lang), body: vec![offered(lang, office)] });
    let from = facts.from.as_ref();
    let near: Vec<Link> = facts.near.iter().take(NEAR).filter_map(|(o, m)| near(lang, o, *m, from)).collect();
    if !near.is_empty() {
        let body = vec![Block::Links(near)];
        page = page.with(Section { heading: words::near_heading(lang), body });
    }
    page.link(Link::inside(words::search_again(lang), services::path(lang, "sedi")))
}

/// Where it is, whether it is that of its province, and its telephones, each once: as the link that calls.
fn contacts(lang: Lang, office: &Sede) -> Section {
    let mut body: Vec<Block> = vec![Text::name(address(office)).into()];
    body.extend((office.kind == Kind::Provincial).then(|| words::provincial(lang).into()));
    body.push(match office.phones.as_slice() {
        [] => words::phone_unknown(lang).into(),
        phones => Block::Links(phones.iter().map(|phone| call(lang, phone)).collect()),
    });
    body.extend(
        office
            .pec
            .as_ref()
            .map(|pec| Block::Links(vec![Link::to(words::pec(lang, pec), Target::Mail(pec.clone()))])),
    );
    Section { heading: words::contacts_heading(lang), body }
}

fn pair(label: Text, value: Text) -> SummaryRow {
    SummaryRow { label, value, change: None }
}

/// How it stands now, the week as a sentence and as a table.
fn hours(setting: &Setting, office: &Sede) -> Section {
    let mut body = hours_and_standing(setting, office);
    // Whether it is open now comes before the whole week.
    body.reverse();
    body.extend(office.hours.as_deref().map(|hours| week(setting.lang, hours).into()));
    Section { heading: words::hours_heading(setting.lang), body }
}

fn week(lang: Lang, hours: &[Opening]) -> Table {
    let column = |header| Column { header, numeric: false };
    let booked = hours.iter().any(|opening| opening.by_appointment);
    let mut columns = vec![column(words::column_day(lang))];
    if booked {
        columns.extend([column(words::column_walk_in(lang)), column(words::column_booked(lang))]);
    } else {
        columns.push(column(words::column_hours(lang)));
    }
    let cell = |day: u8, by_appointment: bool| {
        let of_day = hours.iter().filter(|o| o.weekday == day && o.by_appointment == by_appointment);
        let told = of_day.map(|o| match is_stated(o) {
            true => words::interval(lang, o.from, o.to),
            false => words::day_booked(lang),
        });
        join(told, lang.comma())
    };
    let row = |day: u8| {
        let closed = !hours.iter().any(|opening| opening.weekday == day);
        let empty = if closed { words::day_closed(lang) } else { words::not_so(lang) };
        let or_empty = |text: Text| if text.is_empty() { empty.clone() } else { text };
        let mut cells = vec![or_empty(cell(day, false))];
        if booked {
            cells.push(or_empty(cell(day, true)));
        }
        Row { header: words::weekday(lang, i64::from(day)), cells, link: None, total: false }
    };
    Table { caption: words::hours_caption(lang), columns, rows: (0..7).map(row).collect() }
}

fn closures(setting: &Setting, office: &Sede) -> Section {
    let lang = setting.lang;
    let today = setting.now.date();
    let mut body: Vec<Block> = Vec::new();
    if let Some(day) = next_holiday(today, office.belfiore.as_str()) {
        body.push(words::next_holiday(lang, i64::from(weekday(day)), day).into());
    }
    body.push(match office.closures.as_deref() {
        None => words::closures_unknown(lang).into(),
        Some(closures) => {
            let items: Vec<Text> = to_come(closures, today).map(|closure| closed_on(lang, closure)).collect();
            if items.is_empty() {
                words::closures_none(lang).into()
            } else {
                List { ordered: false, items }.into()
            }
        }
    });
    Section { heading: words::closures_heading(lang), body }
}

fn closed_on(lang: Lang, closure: &Closure) -> Text {
    let days = if closure.from == closure.to {
        words::closure_day(lang, closure.from)
    } else {
        words::closure_days(lang, closure.from, closure.to)
    };
    match closure.reason.as_str() {
        "" => days,
        reason => words::closure_because(lang, &days, reason),
    }
}

fn access(setting: &Setting, facts: &Facts) -> Section {
    let (lang, office) = (setting.lang, &facts.office);
    let fact = |known: Option<bool>, yes: &'static str| {
        words::fact(lang, known.map_or("unknown", |known| if known { yes } else { "no" }))
    };
    let mut rows = vec![
        pair(words::step_free(lang), fact(office.step_free, "yes")),
        pair(words::tactile_path(lang), fact(office.tactile_path, "yes")),
        pair(words::lis(lang), fact(office.lis, "booked")),
    ];
    // Files seldom tell these: what nobody knows is not listed three times over.
    let told = [
        (words::hearing_loop(lang), office.hearing_loop),
        (words::lift(lang), office.lift),
        (words::reserved_parking(lang), office.reserved_parking),
    ];
    let known = told.into_iter().filter(|(_, known)| known.is_some());
    rows.extend(known.map(|(label, known)| pair(label, fact(known, "yes"))));
    let mut body: Vec<Block> = vec![Summary { caption: words::access_caption(lang), rows }.into()];
    if office.lis == Some(true) {
        body.push(words::lis_how(lang).into());
        let mail = Link::to(words::lis_write(lang, &setting.mail), Target::Mail(setting.mail.clone()));
        body.push(Block::Links(vec![mail]));
    }
    if office.step_free == Some(false)
        && let Some((other, _)) = facts.near.iter().find(|(other, _)| other.step_free == Some(true))
    {
        let link = to_office(words::step_free_near(lang, &other.name), lang, other, facts.from.as_ref());
        body.push(Block::Links(vec![link]));
    }
    Section { heading: words::access_heading(lang), body }
}

fn offered(lang: Lang, office: &Sede) -> Block {
    if office.services.is_empty() {
        return words::services_unknown(lang).into();
    }
    List { ordered: false, items: office.services.iter().cloned().map(Text::name).collect() }.into()
}

fn near(lang: Lang, office: &Sede, metres: u64, from: Option<&Origin>) -> Option<Link> {
    let km = told_km(metres)?;
    Some(to_office(words::near_link(lang, &office.name, km), lang, office, from))
}

//! The pages of the search: the form, the results, and what is told over them.

mod otherwise;

use a11y::page::{Block, Input, Link, Page, Pages, Question, Section, Target};
use a11y::text::{Lang, Span, Text};
use jiff::civil::DateTime;

use crate::places::{Cap, Comune, Precision, Provincia};
use crate::services::{self, Channel};

use super::rules::asked::{Comunale, LONGEST};
use super::rules::calendar::{Next, Shut, Standing, standing, weekday};
use super::rules::{Line, Phone, Sede, told_km};
use super::words;

pub(super) use otherwise::{Why, abroad, need, none, none_yet, regione, which, with_begun};

/// So many offices on one page.
pub(super) const A_PAGE: usize = 10;

/// The name of the field that is searched.
pub(super) const WHERE: &str = "dove";

/// The name of the field with all that was typed, where only a part of it is searched.
pub(super) const TYPED: &str = "scritto";

/// The name of the field that says which page of the results.
pub(super) const PAGE: &str = "pagina";

/// A longer label of a comune loses its province in a title, which then still has room for the page number.
const LONGEST_LABEL: usize = 30;

/// How many characters of what was typed are shown back.
const LONGEST_TYPED: usize = 60;

/// When and in which language a page is made, and whom to call when all fails.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) lang: Lang,
    /// On the clocks of Rome.
    pub(super) now: DateTime,
    /// Who stands at a kiosk may take the page along on paper.
    pub(super) channel: Channel,
    /// The contact centre.
    pub(super) phones: Vec<Phone>,
    /// An address for mail that people answer.
    pub(super) mail: String,
}

/// What a comune was found by.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// Its name.
    Name,
    /// A postal code of its own.
    Cap(Cap),
    /// A postal code that is nobody's we know, but begins as those of this chief town alone.
    City(Cap),
}

/// What the results are about.
#[derive(Clone, Debug)]
pub(super) enum About {
    /// A comune, and what it was found by.
    Comune(Comunale, By),
    /// A province.
    Provincia(&'static Provincia),
    /// A comune that is no more; its province is shown.
    Ceased(&'static Comune),
    /// A postal code of no known comune, and the first digits that matched.
    Cap(Cap, String),
    /// Words of the offices' names and addresses.
    Words,
}

/// The offices found.
#[derive(Clone, Debug)]
pub(super) struct Results {
    /// What was typed.
    pub(super) typed: String,
    /// How it was understood.
    pub(super) about: About,
    /// The competent office is the first one; else, for a comune or a province, none lies in the province and the first
    /// is the nearest.
    pub(super) yours: bool,
    /// The offices and their distances in metres, in the order they are read.
    pub(super) offices: Vec<(Sede, Option<u64>)>,
}

/// The search form alone.
pub(super) fn form(lang: Lang) -> Page {
    let page = Page::new(lang, words::title(lang)).public().say(words::summary(lang));
    let page = page.with(question(lang, "", None)).search(words::search_button(lang));
    page.link(services::sheets::link(lang, &super::Offices))
}

/// The search form with what is wrong.
pub(super) fn form_with_problem(lang: Lang, typed: &str, problem: Text) -> Page {
    let page = Page::new(lang, words::title(lang)).public().say(words::summary(lang));
    page.with(question(lang, typed, Some(problem))).search(words::search_button(lang))
}

fn question(lang: Lang, typed: &str, problem: Option<Text>) -> Question {
    let input = Input::Line { value: typed.to_owned(), width: 30 };
    Question::new(WHERE, words::search_label(lang), input)
        .latin()
        .hint(words::search_hint(lang, "Napoli", "80121", "Castro (LE)"))
        .problem(problem.map(Into::into))
}

/// The search once more, under what was found.
fn again(page: Page, typed: &str) -> Page {
    let lang = page.lang;
    let body = vec![question(lang, typed, None).into()];
    page.with(Section { heading: words::search_again(lang), body }).search(words::search_button(lang))
}

/// Offices, ten a page, the competent one first; a page past the last is the last.
pub(super) fn results(setting: &Setting, found: &Results, wanted: usize) -> Page {
    let lang = setting.lang;
    let pages = found.offices.len().div_ceil(A_PAGE).max(1);
    let number = wanted.clamp(1, pages);
    let title = match pages {
        1 => heading(lang, &found.about),
        _ => words::page_of(lang, &heading(lang, &found.about), count(number), count(pages)),
    };
    let mut page = Page::new(lang, title).public().of(words::title(lang));
    let shown = || found.offices.iter().skip((number - 1) * A_PAGE).take(A_PAGE);
    page.test_data = shown().any(|(office, _)| office.synthetic);
    for sentence in introduction(lang, found) {
        page = page.say(sentence);
    }
    let shared = shared_phones(shown().map(|(office, _)| office));
    if !shared.is_empty() {
        page = page.with(Block::Links(shared.iter().map(|phone| call(lang, phone)).collect()));
    }
    for (n, (office, metres)) in shown().enumerate() {
        let yours = found.yours && number == 1 && n == 0;
        let own = if shared.is_empty() { &office.phones[..] } else { &[] };
        let from = Origin::of(&found.typed, number);
        page = page.with(section(setting, &found.about, office, *metres, yours, own, &from));
    }
    let turn =
        |number: usize| services::path(lang, &format!("sedi{}", Origin::of(&found.typed, number).query()));
    let mut links = Vec::new();
    if number < pages {
        let text = words::next_page(lang, count(number + 1), count(pages));
        links.push(Link::inside(text, turn(number + 1)));
    }
    if number > 1 {
        let text = words::previous_page(lang, count(number - 1), count(pages));
        links.push(Link::inside(text, turn(number - 1)));
    }
    if !links.is_empty() {
        let here = words::this_page(lang, count(number), count(pages));
        page = page.with(Pages { name: words::pages(lang), here, links });
    }
    again(page, &found.typed)
}

pub(super) fn heading(lang: Lang, about: &About) -> Text {
    match about {
        About::Comune(Comunale { comune, .. }, _) => {
            let label = comune.label();
            let short = label.chars().count() <= LONGEST_LABEL;
            words::offices_for(lang, if short { &label } else { comune.name })
        }
        About::Provincia(provincia) => words::offices_in(lang, &province(lang, provincia)),
        About::Ceased(comune) => words::offices_in(lang, &province(lang, comune.province)),
        About::Cap(cap, _) => words::offices_cap(lang, cap.as_str()),
        About::Words => words::offices_words(lang),
    }
}

/// The province as the sentences of a language want it: Italian writes "provincia dell'Aquila" in one.
fn province(lang: Lang, provincia: &Provincia) -> String {
    match lang {
        Lang::It => provincia.in_words(),
        Lang::En | Lang::Ar => provincia.italian_name().to_owned(),
    }
}

/// A comune with its province, in the words of a language.
fn comune_in(lang: Lang, comune: &Comune) -> Text {
    match (lang, comune.province.sigla) {
        // Italian says both in one breath; and the Aosta Valley is no province of that name.
        (Lang::It, _) | (_, "AO") => Text::name(comune.in_words()),
        _ => words::comune_in(lang, comune.name, &province(lang, comune.province)),
    }
}

fn introduction(lang: Lang, found: &Results) -> Vec<Text> {
    let first = found.offices.first().filter(|_| found.yours).map(|(office, _)| office.name.as_str());
    let count = count(found.offices.len());
    let mut said = Vec::new();
    match &found.about {
        About::Comune(Comunale { comune, formerly, elsewhere }, by) => {
            let place = comune_in(lang, comune);
            said.extend(
                elsewhere.map(|other| words::elsewhere(lang, comune.name, &province(lang, other), &place)),
            );
            said.extend(formerly.map(|old| {
                let own = Comune::history(comune.belfiore).iter().any(|row| row.name == old);
                if own { words::renamed(lang, old, &place) } else { words::formerly(lang, old, &place) }
            }));
            match by {
                By::Name => {}
                By::Cap(cap) => said.push(words::of_cap(lang, cap.as_str(), &place)),
                By::City(cap) => said.push(words::of_city(lang, cap.as_str(), cap.zone(), comune.name)),
            }
            match first {
                Some(name) => said.push(words::yours(lang, name, &place)),
                None => said.extend(nearest(lang, found, comune.province, Some(comune))),
            }
            if !matches!(comune.position(), Some((_, Precision::Comune))) {
                said.push(words::from_chief_town(lang, comune.name));
            }
            match first {
                Some(_) => said.push(words::by_distance(lang, count)),
                None if found.offices.len() > 1 => said.push(words::nearest_first(lang, count)),
                None => {}
            }
        }
        About::Provincia(provincia) => match first {
            Some(name) => {
                said.extend([words::yours_province(lang, name), words::by_comune(lang, count)]);
            }
            None => {
                let town = provincia.capoluogo.and_then(Comune::active);
                said.extend(nearest(lang, found, provincia, town));
            }
        },
        About::Ceased(comune) => {
            said.extend([words::ceased(lang, comune.name), words::by_comune(lang, count)]);
        }
        About::Cap(cap, digits) => {
            said.extend([words::cap_unknown(lang, cap.as_str(), digits), words::by_comune(lang, count)]);
        }
        About::Words => said.push(words::by_comune(lang, count)),
    }
    said
}

/// That the province has no office, and how far the nearest one is, where that is known.
fn nearest(lang: Lang, found: &Results, provincia: &Provincia, from: Option<&Comune>) -> [Text; 2] {
    let known = found.offices.first().zip(from).and_then(|((office, metres), from)| {
        let km = metres.and_then(told_km)?;
        Some(words::nearest(lang, from.name, &office.name, km))
    });
    [
        words::none_in_province(lang, &province(lang, provincia)),
        known.unwrap_or_else(|| words::none_call(lang)),
    ]
}

/// The telephones of several offices, if they all have the same: then they are told once, before the offices.
fn shared_phones<'a>(mut offices: impl Iterator<Item = &'a Sede>) -> &'a [Phone] {
    let Some(first) = offices.next() else { return &[] };
    let mut several = false;
    let same = offices.all(|office| {
        several = true;
        office.phones == first.phones
    });
    if same && several { &first.phones } else { &[] }
}

/// One office among others, with the telephones that are its own.
fn section(
    setting: &Setting,
    about: &About,
    office: &Sede,
    metres: Option<u64>,
    yours: bool,
    phones: &[Phone],
    from: &Origin,
) -> Section {
    let lang = setting.lang;
    let mut body: Vec<Block> = Vec::new();
    if yours && matches!(about, About::Comune(..)) {
        body.push(words::is_yours(lang).into());
    }
    body.push(Text::name(address(office)).into());
    // In the comune itself its centre is no place to measure from; the address already names the comune.
    if let About::Comune(Comunale { comune, .. }, _) = about
        && comune.belfiore != office.belfiore
        && let Some(km) = metres.and_then(told_km)
    {
        body.push(words::distance(lang, km).into());
    }
    body.extend(hours_and_standing(setting, office));
    let mut links: Vec<Link> = phones.iter().map(|phone| call(lang, phone)).collect();
    links.push(to_office(words::details(lang, &office.name), lang, office, Some(from)));
    body.push(Block::Links(links));
    Section { heading: Text::name(office.name.clone()), body }
}

/// The hours as one sentence, then how the office stands now.
pub(super) fn hours_and_standing(setting: &Setting, office: &Sede) -> Vec<Block> {
    let Some(hours) = office.hours.clone() else {
        return vec![words::hours_unknown(setting.lang).into()];
    };
    let now =
        standing(&hours, office.closures.as_deref().unwrap_or(&[]), office.belfiore.as_str(), setting.now);
    let only_booked = hours.iter().all(|opening| opening.by_appointment);
    let mut told = told_standing(setting.lang, &now, only_booked);
    // What is so now is so no longer when it is read at home.
    let when = || words::standing_at(setting.lang, setting.now.date(), setting.now.time());
    told.extend((setting.channel == Channel::Kiosk).then(when));
    let sentences = a11y::text::join(told, " ");
    let week = Text::from(Span::Hours(hours));
    vec![words::hours_sentence(setting.lang, &week).into(), sentences.into()]
}

fn told_standing(lang: Lang, now: &Standing, only_booked: bool) -> Vec<Text> {
    let mut said = vec![match (&now.open, &now.shut) {
        (Some(opening), _) if opening.by_appointment => words::open_booked_until(lang, opening.to),
        (Some(opening), _) => words::open_until(lang, opening.to),
        (None, Some(Shut::Holiday)) => words::closed_holiday(lang),
        (None, Some(Shut::Closure(reason))) if !reason.is_empty() => words::closed_because(lang, reason),
        (None, Some(Shut::Closure(_))) => words::closed_today(lang),
        (None, None) if now.booked_day => words::booked_today(lang),
        (None, None) if now.free_day => words::closed_today(lang),
        (None, None) => words::closed_now(lang),
    }];
    if now.open.is_none() {
        said.push(match now.next {
            Some(next) if next.opening.by_appointment => opens(lang, "booked", &next),
            Some(next) => opens(lang, if now.booked_day { "walk-in" } else { "any" }, &next),
            None if only_booked => words::booked_only(lang),
            None => words::opens_unknown(lang),
        });
    }
    said.extend(now.next_walk_in.map(|next| opens(lang, "walk-in", &next)));
    said
}

fn opens(lang: Lang, how: &str, next: &Next) -> Text {
    let time = next.opening.from;
    match next.in_days {
        0 => words::opens_today(lang, how, time),
        1 => words::opens_tomorrow(lang, how, time),
        _ => words::opens_on(lang, how, i64::from(weekday(next.day)), next.day, time),
    }
}

/// Street, postal code, comune and sigla, as on an envelope.
pub(super) fn address(office: &Sede) -> String {
    format!("{}, {} {} ({})", office.address, office.cap, office.comune, office.provincia.sigla)
}

/// A link that calls a number.
pub(super) fn call(lang: Lang, phone: &Phone) -> Link {
    let text = match phone.line {
        Line::Fixed => words::call_fixed(lang, &phone.number),
        Line::Mobile => words::call_mobile(lang, &phone.number),
        Line::Any => words::call(lang, &phone.number),
    };
    Link::to(text, Target::Phone(phone.number.clone()))
}

/// The results one comes to an office from: what was typed, and which page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    typed: String,
    page: usize,
}

impl Origin {
    /// Of what was typed, and a page counted from 1.
    pub(super) fn of(typed: &str, page: usize) -> Origin {
        Origin { typed: typed.chars().take(LONGEST).collect(), page }
    }

    /// As a query: of the results themselves, and of an office found there.
    fn query(&self) -> String {
        let page = if self.page > 1 { format!("&{PAGE}={}", self.page) } else { String::new() };
        format!("?{WHERE}={}{page}", encoded(&self.typed))
    }

    /// The link back to the results.
    pub(super) fn link(&self, lang: Lang) -> Link {
        let cut: String = self.typed.chars().take(LONGEST_TYPED).collect();
        let to = services::path(lang, &format!("sedi{}", self.query()));
        Link::inside(words::to_results(lang, &Text::typed(cut)), to)
    }
}

/// A link to the page of an office.
pub(super) fn to_office(text: Text, lang: Lang, office: &Sede, from: Option<&Origin>) -> Link {
    let query = from.map(Origin::query).unwrap_or_default();
    Link::inside(text, services::path(lang, &format!("sedi/{}{query}", office.code)))
}

/// Says where one reads what an office has, for which the place alone was searched.
pub(super) fn with_need(mut page: Page) -> Page {
    page.body.insert(0, words::need(page.lang).into());
    page
}

/// Says before everything else that only a part of what was typed was searched.
pub(super) fn with_part_used(mut page: Page, typed: &str, place: &str) -> Page {
    let cut: String = typed.chars().take(LONGEST_TYPED).collect();
    page.body.insert(0, words::part_used(page.lang, &Text::typed(cut), place).into());
    page
}

/// Says before everything else that the postal code beside a comune is not of it, and of which one it is where that is
/// known.
pub(super) fn with_other_cap(mut page: Page, cap: Cap, own: Option<&Comune>, comune: &Comune) -> Page {
    let (lang, code) = (page.lang, cap.as_str());
    let told = match own {
        Some(own) => words::other_cap(lang, code, &comune_in(lang, own), comune.name),
        None => words::wrong_cap(lang, code, comune.name),
    };
    page.body.insert(0, told.into());
    page
}

/// Says before everything else that the province typed is none any more, and which one has its comuni.
pub(super) fn with_former_province(mut page: Page, old: &Provincia, today: &Provincia) -> Page {
    let lang = page.lang;
    let told = words::former_province(lang, old.italian_name(), &province(lang, today));
    page.body.insert(0, told.into());
    page
}

/// Text as a value of a query (RFC 3986): every byte but letters, digits and `-._~` as `%XX`.
pub(super) fn encoded(text: &str) -> String {
    let mut query = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                query.push(char::from(byte))
            }
            _ => query.push_str(&format!("%{byte:02X}")),
        }
    }
    query
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

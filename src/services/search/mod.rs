//! Search over services and pages, by words in the address: no cookie, can be kept as a bookmark.

mod rules;
#[cfg(test)]
mod tests;

use a11y::page::{Block, Input, Link, Page, Problem, Question, Section};
use a11y::text::{Lang, Span, Text};
use async_trait::async_trait;

use super::{
    Answer, Call, Example, Failure, Service, Sheet, WITHOUT_PIN, about, offered, offices, path, sheet_of,
    sign_in,
};
use crate::citizen::Level;
use crate::config::Config;
use crate::places::{fold, search::named};
use rules::{Findable, Names};

crate::words!("search");

/// The field that carries the words.
pub(crate) const FIELD: &str = "parole";

/// The search page: `cerca?parole=contributi`.
#[derive(Debug)]
pub struct Search;

/// The question for the words, also on the front page.
pub(crate) fn question(lang: Lang, config: &Config, typed: &str) -> Question {
    let input = Input::Line { value: typed.to_owned(), width: 30 };
    let hint = if config.pin { words::words_hint(lang) } else { words::words_hint_without_pin(lang) };
    Question::new(FIELD, words::words(lang), input).hint(hint)
}

/// The words of the button that searches.
pub(crate) fn button(lang: Lang) -> Text {
    words::submit(lang)
}

/// The address of the search for these words.
pub(crate) fn address(wanted: &str) -> String {
    let mut address = format!("cerca?{FIELD}=");
    for byte in wanted.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => address.push(byte.into()),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// The page: `wanted` is what was written, if the form was sent.
fn page(lang: Lang, config: &Config, wanted: Option<&str>) -> Page {
    let Some(wanted) = wanted else { return form(lang, words::title(lang), question(lang, config, "")) };
    let small = small_words();
    let tokens = rules::telling(rules::tokens(wanted), &small);
    if tokens.is_empty() {
        let asked = question(lang, config, wanted).problem(Some(Problem::from(words::words_missing(lang))));
        return form(lang, words::title_missing(lang), asked);
    }
    let (mut links, pages) = findable(lang, config);
    let found = rules::find(&pages, &tokens);
    // What people ask the institute for and this portal has not.
    let lacking = Names::new(&plain(&words::elsewhere_keywords(lang)));
    let lacks = lacking.are_in(&tokens, found.places.is_empty());
    let offices = at_a_place(lang, wanted, &pages, &small);
    let by_others = Names::new(&plain(&words::identity_keywords(lang))).are_in(&tokens, false);
    let led = !found.places.is_empty();
    let identity = by_others.then(|| identity(lang, config, led)).into_iter().flatten();
    if found.places.is_empty() || lacks && found.alike {
        let page = form(lang, words::title_none(lang), question(lang, config, wanted));
        let body = match (lacks, by_others) {
            (true, _) => elsewhere(lang, config),
            (false, true) => identity.collect(),
            (false, false) => none(lang, config, offices),
        };
        return page.with(Section { heading: words::none_heading(lang), body });
    }
    let alike = found.alike.then(|| words::alike(lang).into());
    let found = found.places.into_iter().filter_map(|place| links.get_mut(place)?.take());
    let results: Vec<Link> = offices.into_iter().chain(found).collect();
    let count = i64::try_from(results.len()).unwrap_or(i64::MAX);
    let page = form(lang, words::title_found(lang, count), question(lang, config, wanted)).with(Section {
        heading: words::found_heading(lang),
        body: identity.chain(alike).chain([Block::Links(results)]).collect(),
    });
    match lacks {
        true => page.with(Section { heading: words::elsewhere_heading(lang), body: elsewhere(lang, config) }),
        false => page,
    }
}

/// How one is known here, for who searches another way than the institute's PIN: not so, or just so. Where pages were found
/// the sign-in is among them.
fn identity(lang: Lang, config: &Config, found: bool) -> Vec<Block> {
    if config.pin {
        return vec![words::identity(lang).into()];
    }
    let to = Link::inside(sheet_of(&sign_in::SignIn, lang, config).title, path(lang, sign_in::NAME));
    let to = (!found).then(|| Block::Links(vec![to]));
    std::iter::once(words::identity_instead(lang).into()).chain(to).collect()
}

/// What the portal has not, and who can be asked for it.
fn elsewhere(lang: Lang, config: &Config) -> Vec<Block> {
    let mut links = about::calls(lang, config);
    links.push(about::write(lang, config));
    links.push(about::office(lang));
    vec![words::elsewhere(lang).into(), words::elsewhere_ask(lang).into(), Block::Links(links)]
}

fn form(lang: Lang, title: Text, asked: Question) -> Page {
    Page::new(lang, title).public().with(asked).search(button(lang))
}

/// The small words of every language, folded: one searches in one's own, whatever that of the page.
fn small_words() -> Vec<String> {
    Lang::ALL.into_iter().flat_map(|lang| rules::folded(&plain(&words::small_keywords(lang)))).collect()
}

/// The link to the offices of a place that was searched alone, among small words or among what the page of the offices is
/// found by ("orari Napoli"). What a page is found by itself is no place there ("lingua dei segni").
fn at_a_place(lang: Lang, wanted: &str, pages: &[Findable], small: &[String]) -> Option<Link> {
    let wanted: String = wanted.chars().take(rules::LONGEST).collect();
    let sheet = offices::Offices.sheet(lang);
    let office = Findable::new(&plain(&sheet.title), &plain(&sheet.keywords), "");
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let beside = |word: &str| {
        rules::tokens(word).iter().all(|token| small.contains(token) || office.is_found_by(token))
    };
    let first = words.iter().position(|word| !beside(word)).unwrap_or(0);
    let end = words.iter().rposition(|word| !beside(word)).map_or(words.len(), |last| last + 1);
    // With the small word before it where that is the name's own ("La Spezia"), or where it is no place without.
    let longer = (first.saturating_sub(1), end);
    let whole = words.get(longer.0..end).is_some_and(|words| {
        let name = words.join(" ");
        named(&name, None).iter().any(|comune| fold(comune.name) == fold(&name))
    });
    let mut places = vec![(first, end), longer, (0, words.len())];
    if whole {
        places.swap(0, 1);
    }
    places.dedup();
    places.into_iter().find_map(|(from, to)| {
        let place = words.get(from..to)?.join(" ");
        let is_word = rules::tokens(&place)
            .iter()
            .any(|token| !small.contains(token) && pages.iter().any(|page| page.has(token)));
        let place = place.trim_end_matches(['?', '!', '.', ',']);
        if is_word { None } else { offices::of_place(lang, place) }
    })
}

/// What to do when nothing was found; `offices` leads to those of a place among the words.
fn none(lang: Lang, config: &Config, offices: Option<Link>) -> Vec<Block> {
    let offices = offices.map(|link| Block::Links(vec![link]));
    let map = about::MAP.sheet(lang);
    let mut links = vec![about::line(lang, about::MAP.name(), &map.title, &map.summary)];
    links.extend(about::calls(lang, config));
    links.push(about::write(lang, config));
    let else_where = [words::none_shorter(lang).into(), words::none_else(lang).into(), Block::Links(links)];
    offices.into_iter().chain(else_where).collect()
}

/// Every page that can be found, as a link and as the words it is found by.
fn findable(lang: Lang, config: &Config) -> (Vec<Option<Link>>, Vec<Findable>) {
    // Where it is no way in, its page says what is.
    let elsewhere: Option<&'static dyn Service> = if config.pin { None } else { Some(&sign_in::SignIn) };
    let services = offered(config).chain(elsewhere).map(|service| {
        let sheet = sheet_of(service, lang, config);
        let found = Findable::new(&plain(&sheet.title), &plain(&sheet.keywords), &plain(&sheet.summary));
        (Some(about::line(lang, service.name(), &sheet.title, &sheet.summary)), found)
    });
    let preferences = about::preferences(lang);
    let keywords = words::preferences_keywords(lang);
    let found = Findable::new(&plain(&preferences.text), &plain(&keywords), "");
    services.chain([(Some(preferences), found)]).unzip()
}

/// The words of a text, without its values.
fn plain(text: &Text) -> String {
    let words = text.spans().iter().map(|span| match span {
        Span::Words(words) => words.as_ref(),
        Span::Foreign(_, name) => name.as_str(),
        _ => " ",
    });
    words.collect()
}

#[async_trait]
impl Service for Search {
    fn name(&self) -> &'static str {
        "cerca"
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        about::sheet(words::title(lang), words::summary(lang), words::keywords(lang))
    }

    fn searches(&self) -> bool {
        true
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        if !call.path.is_empty() {
            return Ok(Answer::NotFound);
        }
        if call.fields.all(FIELD).count() > 1 {
            return Ok(Answer::BadForm);
        }
        Ok(page(call.lang(), &call.portal.config, call.fields.get(FIELD)).into())
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        let config = Config::default();
        let found = match lang {
            Lang::It => "aiuto",
            Lang::En => "help",
            Lang::Ar => "مُسَاعَدَةٌ",
        };
        let alike = match lang {
            Lang::It => "contirbuti",
            Lang::En => "contirbutions",
            Lang::Ar => "اِشْتِرَاكَتَا",
        };
        let pension = match lang {
            Lang::It => "pensione",
            Lang::En => "pension",
            Lang::Ar => "مَعَاشٌ",
        };
        let identity = match lang {
            Lang::It | Lang::En => "SPID",
            Lang::Ar => "هُوِيَّةٌ رَقْمِيَّةٌ",
        };
        let states = [
            ("cerca", None),
            ("cerca/senza-parole", Some("")),
            ("cerca/con-risultati", Some(found)),
            ("cerca/parole-simili", Some(alike)),
            ("cerca/nessun-risultato", Some("qwertyuiop")),
            ("cerca/altrove", Some("ISEE")),
            ("cerca/anche-altrove", Some(pension)),
            ("cerca/altra-identita", Some(identity)),
        ];
        let without_pin = Config { pin: false, ..Config::default() };
        let all = states.iter().map(|(name, wanted)| Example::new(*name, page(lang, &config, *wanted)));
        let known = [found, identity].into_iter().zip(["cerca/con-risultati", "cerca/altra-identita"]);
        let known = known.map(|(wanted, name)| {
            Example::new(format!("{name}-{WITHOUT_PIN}"), page(lang, &without_pin, Some(wanted)))
        });
        all.chain(known).collect()
    }
}

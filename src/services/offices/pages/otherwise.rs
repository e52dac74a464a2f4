//! The pages in place of results: a choice between places, a place that is none of Italy's, nothing found.

use a11y::page::{Block, Link, List, Page, Section};
use a11y::text::{Lang, Text};

use super::super::rules::asked::{Choices, Comunale, Regione};
use super::super::words;
use super::{LONGEST_TYPED, Setting, WHERE, again, call, comune_in, count, encoded, province};
use crate::places::{Cap, Comune, Provincia};
use crate::services;

/// How the choices of a place came about.
#[derive(Clone, Copy, Debug)]
pub(in crate::services::offices) enum Why {
    /// They match what was typed.
    Match,
    /// They are like it.
    Like,
    /// They share a postal code.
    Cap(Cap),
}

/// The page that says that nothing was found.
fn nothing_found(lang: Lang) -> Page {
    Page::new(lang, words::none_title(lang)).public().of(words::title(lang))
}

/// What was typed, as long as it is shown.
fn cut(typed: &str) -> Text {
    Text::typed(typed.chars().take(LONGEST_TYPED).collect::<String>())
}

/// A link for each telephone that answers.
fn calls(setting: &Setting) -> Block {
    Block::Links(setting.phones.iter().map(|phone| call(setting.lang, phone)).collect())
}

/// "Quale Castro?": a link for each place meant, and the search again.
pub(in crate::services::offices) fn which(lang: Lang, typed: &str, choices: &Choices, why: Why) -> Page {
    let title = choices.name.as_ref().map_or_else(|| words::which_comune(lang), |n| words::which(lang, n));
    let mut page = Page::new(lang, title).public().of(words::title(lang)).say(match why {
        Why::Match => words::which_choose(lang),
        Why::Like => words::which_like(lang),
        Why::Cap(cap) => words::which_cap(lang, cap.as_str()),
    });
    let to = |words: &str| services::path(lang, &format!("sedi?{WHERE}={}", encoded(words)));
    let whole = |p: &&'static Provincia| {
        Link::inside(words::whole_province(lang, &province(lang, p)), to(&p.in_words()))
    };
    page =
        page.with(Block::Links(choices.provincia.iter().map(whole).chain(offered(lang, choices)).collect()));
    if choices.left_out > 0 {
        page = page.say(words::which_more(lang, count(choices.left_out)));
    }
    again(page, typed)
}

/// The results of a comune, naming those whose name begins with its own: after what is said of it, before its offices.
pub(in crate::services::offices) fn with_begun(mut page: Page, comune: &Comune, beside: &Choices) -> Page {
    if beside.comuni.is_empty() {
        return page;
    }
    let lang = page.lang;
    let mut told: Vec<Block> = vec![words::begun_beside(lang, comune.name).into()];
    told.push(Block::Links(offered(lang, beside).collect()));
    told.extend((beside.left_out > 0).then(|| words::which_more(lang, count(beside.left_out)).into()));
    let said = page.body.iter().take_while(|block| matches!(block, Block::Paragraph(_))).count();
    page.body.splice(said..said, told);
    page
}

/// A link for each comune to choose from, saying by which former name it was found.
fn offered(lang: Lang, choices: &Choices) -> impl Iterator<Item = Link> {
    choices.comuni.iter().map(move |Comunale { comune, formerly, .. }| {
        let place = comune_in(lang, comune);
        let text = formerly.map_or(place.clone(), |old| words::which_former(lang, old, &place));
        let to = services::path(lang, &format!("sedi?{WHERE}={}", encoded(&comune.label())));
        Link::inside(text, to)
    })
}

/// The place typed is not in Italy: what to do, and comuni of Italy that the words may have begun.
pub(in crate::services::offices) fn abroad(setting: &Setting, typed: &str, like: Option<&Choices>) -> Page {
    let lang = setting.lang;
    let page = nothing_found(lang).say(words::abroad(lang, &cut(typed))).say(words::abroad_do(lang));
    let mut page = page.with(calls(setting));
    if let Some(choices) = like {
        page = page.say(words::which_like(lang)).with(Block::Links(offered(lang, choices).collect()));
    }
    again(page, typed)
}

/// A region was typed: a link for each of its provinces, and the search again.
pub(in crate::services::offices) fn regione(lang: Lang, typed: &str, region: &Regione) -> Page {
    let to = |p: &Provincia| services::path(lang, &format!("sedi?{WHERE}={}", encoded(&p.in_words())));
    let links = region.provinces.iter().map(|p| Link::inside(Text::name(p.italian_name()), to(p)));
    let page = Page::new(lang, words::which_province(lang, region.name)).public().of(words::title(lang));
    again(page.say(words::which_province_choose(lang)).with(Block::Links(links.collect())), typed)
}

/// What an office should have was typed, and no place: one searches by place.
pub(in crate::services::offices) fn need(setting: &Setting, typed: &str) -> Page {
    let lang = setting.lang;
    let page = Page::new(lang, words::need_title(lang)).public().of(words::title(lang));
    again(page.say(words::need(lang)), typed)
}

/// Nothing was found: what to do.
pub(in crate::services::offices) fn none(setting: &Setting, typed: &str) -> Page {
    let lang = setting.lang;
    let items = vec![
        words::none_spelling(lang),
        words::none_cap(lang, "NA", "provincia di Napoli"),
        words::none_near(lang),
        words::none_call(lang),
    ];
    let body = vec![List { ordered: false, items }.into(), calls(setting)];
    let page = nothing_found(lang).say(words::none_for(lang, &cut(typed)));
    again(page.with(Section { heading: words::none_next(lang), body }), typed)
}

/// No office is on record yet: whatever was typed, it is not to be blamed.
pub(in crate::services::offices) fn none_yet(setting: &Setting, typed: &str) -> Page {
    let lang = setting.lang;
    let page = nothing_found(lang).say(words::none_yet(lang)).say(words::none_call(lang));
    again(page.with(calls(setting)), typed)
}

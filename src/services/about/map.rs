//! The site map: computed from the services and from the pages themselves, so it never goes stale.

use a11y::page::{Block, Link, Target};
use a11y::text::{Lang, Text, join};

use super::{LEAVES, line, preferences, section, words};
use crate::config::Config;
use crate::services::{ALL, Service};

/// CC BY 4.0.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The body of the site map.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    let (services, pages) = links(lang, config, ALL);
    let lists = [(words::map_services(lang), services), (words::map_pages(lang), pages)];
    let lists = lists.into_iter().filter(|(_, links)| !links.is_empty());
    let lists = lists.map(|(heading, links)| section(heading, vec![Block::Links(links)]));
    lists.chain([sources(lang)]).collect()
}

/// Whose the tables of places are, as their licence asks (`data/README.md`).
fn sources(lang: Lang) -> Block {
    let register = "Anagrafe nazionale della popolazione residente";
    let licence = Text::name_in(Lang::En, "Creative Commons Attribution 4.0", None);
    let licence = Link::to(words::map_licence(lang, &licence), Target::Outside(LICENCE.to_owned()));
    let said = words::map_sources(lang, register, "Istat", "GeoNames");
    section(words::map_data(lang), vec![said.into(), Block::Links(vec![licence])])
}

/// The services of the front page, then the other pages with the names of their parts.
pub(super) fn links(lang: Lang, config: &Config, all: &[&dyn Service]) -> (Vec<Link>, Vec<Link>) {
    let (mut services, mut pages) = (Vec::new(), Vec::new());
    for service in all {
        let sheet = service.sheet(lang);
        if sheet.listed {
            services.push(line(lang, service.name(), &sheet.title, &sheet.summary));
        } else {
            let summary = parts(service.name(), lang, config).unwrap_or(sheet.summary);
            pages.push(line(lang, service.name(), &sheet.title, &summary));
        }
    }
    pages.push(preferences(lang));
    (services, pages)
}

/// The headings of a page of information.
fn parts(name: &str, lang: Lang, config: &Config) -> Option<Text> {
    let leaf = LEAVES.iter().find(|leaf| leaf.name == name)?;
    let headings = (leaf.body)(lang, config).into_iter().filter_map(|block| match block {
        Block::Section(section) => Some(section.heading),
        _ => None,
    });
    Some(join(headings, lang.semicolon()))
}

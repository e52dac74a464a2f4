//! The site map: computed from the services and from the pages themselves, so it never goes stale.

use a11y::ids;
use a11y::page::{Block, Link, Target};
use a11y::text::{Lang, Text};

use super::{LEAVES, line, preferences, section, words};
use crate::config::Config;
use crate::services::{ALL, Service, path, sheet_of};

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

/// The services of the front page, then the other pages, each with its parts after it.
pub(super) fn links(lang: Lang, config: &Config, all: &[&dyn Service]) -> (Vec<Link>, Vec<Link>) {
    let (mut services, mut pages) = (Vec::new(), Vec::new());
    for service in all {
        let sheet = sheet_of(*service, lang, config);
        if sheet.listed {
            services.push(line(lang, service.name(), &sheet.title, &sheet.summary));
        } else {
            pages.push(line(lang, service.name(), &sheet.title, &sheet.summary));
            pages.extend(parts(service.name(), &sheet.title, lang, config));
        }
    }
    pages.push(preferences(lang));
    (services, pages)
}

/// The parts of a page of information, each by the page and its heading, and leading there.
fn parts(name: &str, title: &Text, lang: Lang, config: &Config) -> Vec<Link> {
    let Some(leaf) = LEAVES.iter().find(|leaf| leaf.name == name) else { return Vec::new() };
    let part = |(n, block)| match block {
        Block::Section(section) => {
            let to = format!("{}#{}", path(lang, name), ids::block_id(&[n]));
            Some(Link::inside(words::map_part(lang, title, &section.heading), to))
        }
        _ => None,
    };
    (leaf.body)(lang, config).into_iter().enumerate().filter_map(part).collect()
}

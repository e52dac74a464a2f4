//! The site map: computed from the services and from the pages themselves, so it never goes stale.

use a11y::page::{Block, Link};
use a11y::text::{Lang, Text, join};

use super::{LEAVES, line, preferences, section, words};
use crate::config::Config;
use crate::services::{ALL, Service};

/// The body of the site map.
pub(super) fn body(lang: Lang, config: &Config) -> Vec<Block> {
    let (services, pages) = links(lang, config, ALL);
    [(words::map_services(lang), services), (words::map_pages(lang), pages)]
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(heading, links)| section(heading, vec![Block::Links(links)]))
        .collect()
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
    // Arabic has a semicolon of its own.
    Some(join(headings, if lang == Lang::Ar { "؛ " } else { "; " }))
}

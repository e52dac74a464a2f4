//! What a browser loads to show a page for the first time: the largest over every page that can be walked to.

use std::collections::BTreeMap;

use a11y::text::Lang;

use super::client::{Citizen, Line};
use super::table::{Limit, Row};
use super::{BenchError, readme};

/// What a browser loads to show a page for the first time, compressed, with headers.
pub(super) const MOST_BYTES: f64 = 14_000.0;

/// More pages than a walk may see.
const MOST_PAGES: usize = 2_000;

/// The heaviest page so far, and how many were seen.
#[derive(Default)]
struct Seen {
    pages: usize,
    bytes: usize,
    heaviest: String,
    requests: usize,
    scripts: usize,
}

/// Walks every page by its links, in every language, signed in and not; counts whole answers, headers included.
pub(super) fn measure(port: u16, citizen: &Citizen) -> Result<Vec<Row>, BenchError> {
    let mut line = Line::open(port)?;
    let mut seen = Seen::default();
    for lang in Lang::ALL {
        for cookie in ["", &citizen.cookie] {
            walk(&mut line, lang, cookie, &mut seen)?;
        }
    }
    let Seen { pages, bytes, heaviest, requests, scripts } = seen;
    let figure = |what: String, value: usize, limit: f64, unit| {
        Row::new(what, value as f64, Limit::AtMost(limit), unit).told_as(readme::VIEW)
    };
    Ok(vec![
        figure(format!("first view, the heaviest of {pages} pages ({heaviest})"), bytes, MOST_BYTES, "bytes"),
        figure("first view, most requests".to_owned(), requests, 2.0, "requests"),
        figure("first view, scripts".to_owned(), scripts, 0.0, "scripts"),
    ])
}

fn walk(line: &mut Line, lang: Lang, cookie: &str, seen: &mut Seen) -> Result<(), BenchError> {
    let start = format!("/{}/", lang.code());
    let headers = format!("{cookie}Accept-Encoding: gzip\r\n");
    let mut waiting = vec![start.clone()];
    let mut known: BTreeMap<String, ()> = BTreeMap::new();
    let mut sheets: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(address) = waiting.pop() {
        if known.insert(kind(&address), ()).is_some() || known.len() > MOST_PAGES {
            continue;
        }
        let got = line.get(&address, &headers)?;
        if let Some(to) = got.header("location") {
            waiting.push(to.to_owned());
            continue;
        }
        if got.status >= 500 {
            return Err(BenchError::Answer { status: got.status, address });
        }
        if !got.header("content-type").is_some_and(|media| media.starts_with("text/html")) {
            continue;
        }
        let text = got.text()?;
        let mut bytes = got.head.len() + got.body.len();
        let loaded = loads(&text);
        for sheet in &loaded {
            if !sheets.contains_key(*sheet) {
                let got = line.get(sheet, &headers)?;
                sheets.insert((*sheet).to_owned(), got.head.len() + got.body.len());
            }
            bytes += sheets.get(*sheet).copied().unwrap_or(0);
        }
        seen.pages += 1;
        seen.requests = seen.requests.max(1 + loaded.len());
        seen.scripts += text.split('<').filter(|tag| tag.starts_with("script")).count();
        if bytes > seen.bytes {
            (seen.bytes, seen.heaviest) = (bytes, address.clone());
        }
        waiting.extend(values(&text, "href").filter(|to| to.starts_with(&start)).map(to_address));
    }
    Ok(())
}

/// What the browser loads by itself: sources and style sheets.
fn loads(html: &str) -> Vec<&str> {
    let sheets = html.split("<link").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        tag.contains("stylesheet").then(|| values(tag, "href").next())?
    });
    sheets.chain(values(html, "src")).collect()
}

/// The values of an attribute; our own pages always quote them.
fn values<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(" ").filter_map(move |word| word.strip_prefix(name)?.strip_prefix("=\"")?.split('"').next())
}

fn to_address(link: &str) -> String {
    link.split('#').next().unwrap_or("").replace("&amp;", "&")
}

/// Pages that differ only by a number or a key are of one kind: four of each are looked at.
fn kind(address: &str) -> String {
    let mut digits = 0_u32;
    let shape: String = address
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => {
                digits = digits.wrapping_mul(31).wrapping_add(digit);
                '0'
            }
            None => c,
        })
        .collect();
    let segments: Vec<&str> = shape.split('/').map(|s| if s.len() > 30 { "key" } else { s }).collect();
    format!("{} {}", segments.join("/"), digits % 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_and_sources_are_loaded_links_and_data_are_not() {
        let html = "<link rel=\"stylesheet\" href=\"/s/a.css\"><link rel=\"icon\" href=\"data:,\">\
                    <a href=\"/it/\">x</a><img src=\"/x.png\">";
        assert_eq!(loads(html), ["/s/a.css", "/x.png"]);
    }

    #[test]
    fn a_page_of_another_row_is_of_the_same_kind() {
        assert_eq!(kind("/it/estratto-conto/1998"), kind("/it/estratto-conto/1994"));
        assert_ne!(kind("/it/estratto-conto"), kind("/it/accedi"));
    }
}

//! The pages of what goes over several.

use maud::{Markup, html};

use crate::ids;
use crate::page::{Link, Pages};
use crate::text::Lang;

use super::Place;
use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What the pages ask of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("a href: link and its name", [Pass, Pass, Pass, Pass, Pass]),
    repeated("nav: a landmark with its name", [Pass, Pass, Pass, Partial, Pass]),
    repeated("aria-current=page: the page that this is", [Pass, Pass, Pass, Pass, Fail]),
];

/// Narrator and Orca tell nothing of `aria-current`: the words say which page this is.
pub(super) fn pages(pages: &Pages, place: &Place) -> Markup {
    let name = ids::name(&place.id);
    html! {
        nav id=(place.id) aria-labelledby=(name) class="pages" {
            p id=(name) { (place.set.text(&pages.name)) }
            ul role="list" class="links" {
                li aria-current="page" { (place.set.text(&pages.here)) }
                @for (n, link) in pages.links.iter().enumerate() {
                    li id=(ids::child(&place.id, n)) { (place.set.link(link)) }
                }
            }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let code = lang.code();
    let turn = |text, number: u8| Link::inside(text, format!("/{code}/sedi?dove=Roma&pagina={number}"));
    let pages = Pages {
        name: words(lang, "Pagine delle sedi", "Pages of offices", "صَفَحَاتُ الْمَكَاتِبِ"),
        here: words(lang, "Pagina attuale: 2 di 3", "Current page: 2 of 3", "اَلصَّفْحَةُ الْحَالِيَّةُ: 2 مِنْ 3"),
        links: vec![
            turn(words(lang, "Pagina seguente: 3 di 3", "Next page: 3 of 3", "اَلصَّفْحَةُ التَّالِيَةُ: 3 مِنْ 3"), 3),
            turn(
                words(lang, "Pagina precedente: 1 di 3", "Previous page: 1 of 3", "اَلصَّفْحَةُ السَّابِقَةُ: 1 مِنْ 3"),
                1,
            ),
        ],
    };
    let title = words(lang, "Sedi a Roma", "Offices in Rome", "مَكَاتِبُ رُومَا");
    vec![Example::new("pages", page(lang, title).with(pages))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn the_page_that_this_is_is_no_link_and_said_in_words() {
        for example in examples(Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            assert!(html.contains("<li aria-current=\"page\">Pagina attuale: 2 di 3</li>"), "{html}");
            assert!(
                html.contains("aria-labelledby=\"b-0-nome\"") && html.contains("id=\"b-0-nome\""),
                "{html}"
            );
            assert_eq!(html.matches("<a ").count(), 2, "{html}");
        }
    }
}

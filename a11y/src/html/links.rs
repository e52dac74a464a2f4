//! Links, one a line.

use maud::{Markup, html};

use crate::ids;
use crate::page::{Block, Link, Target};
use crate::text::Lang;

use super::Place;
use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What a list of links asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("a href: link and its name", [Pass, Pass, Pass, Pass, Pass]),
    repeated("ul role=list: number of items", [Pass, Pass, Pass, Fail, Pass]),
];

/// `role=list` stands because VoiceOver takes a list without bullets for none.
pub(super) fn links(links: &[Link], place: &Place) -> Markup {
    let on_screen = !links.is_empty() && links.iter().all(|link| link.text.is_unprinted());
    html! {
        ul id=(place.id) role="list" class=(if on_screen { "links screen" } else { "links" }) {
            @for (n, link) in links.iter().enumerate() {
                li id=(ids::child(&place.id, n)) {
                    (place.set.link(link))
                    @if let Some(note) = &link.note { p class="note" { (place.set.text(note)) } }
                }
            }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let code = lang.code();
    let links = vec![
        Link::inside(
            words(lang, "Trovare una sede", "Find an office", "اَلْعُثُورُ عَلَى مَكْتَبٍ"),
            format!("/{code}/sedi"),
        ),
        Link::inside(
            words(lang, "Chiedere il PIN", "Ask for a PIN", "طَلَبُ رَمْزِ الدُّخُولِ"),
            format!("/{code}/pin"),
        )
        .noted(words(
            lang,
            "Il PIN apre i servizi personali.",
            "The PIN opens personal services.",
            "يَفْتَحُ الرَّمْزُ الْخِدْمَاتِ الشَّخْصِيَّةَ.",
        )),
        Link::to(
            words(lang, "Chiamare il centro di contatto", "Call the contact centre", "اَلِاتِّصَالُ بِمَرْكَزِ الِاتِّصَالِ"),
            Target::Phone("803164".into()),
        ),
    ];
    let title = words(lang, "Servizi", "Services", "اَلْخِدْمَاتُ");
    vec![Example::new("links", page(lang, title).with(Block::Links(links)))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn each_link_is_an_item_with_its_note_beside_it_and_no_part_of_its_name() {
        for example in examples(Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            assert_eq!(html.matches("<li").count(), 3, "{html}");
            assert!(html.contains("<ul id=\"b-0\" role=\"list\" class=\"links\">"), "{html}");
            assert!(
                html.contains("</a><p class=\"note\">Il PIN apre i servizi personali.</p></li>"),
                "{html}"
            );
            assert!(html.contains("href=\"tel:803164\""), "{html}");
        }
    }

    #[test]
    fn what_is_no_use_on_paper_is_marked_and_not_printed() {
        let of = |text: crate::text::Text| {
            let lists = page(Lang::It, words(Lang::It, "Servizi", "Services", "اَلْخِدْمَاتُ"))
                .with(Block::Links(vec![Link::inside(text.clone(), "/it/sedi")]))
                .say(text);
            super::super::main(&lists, &Frame::default()).into_string()
        };
        let told = || words(Lang::It, "Stampa questa pagina.", "Print this page.", "اِطْبَعْ هٰذِهِ الصَّفْحَةَ.");
        let (plain, marked) = (of(told()), of(told().unprinted()));
        assert!(!plain.contains("screen"), "{plain}");
        assert!(
            marked.contains("class=\"links screen\"") && marked.contains("<p id=\"b-1\" class=\"screen\">")
        );
        let (_, print) = include_str!("style.css").split_once("@media print").unwrap_or_default();
        assert!(print.contains(".screen") && print.contains("display: none"), "{print}");
    }
}

//! A list of sentences.

use maud::{Markup, html};

use crate::ids;
use crate::page::List;
use crate::text::Lang;

use super::Place;
use super::example::{Example, page, words};
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What a list asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("li: an item of its own", [Pass, Pass, Pass, Pass, Pass]),
    repeated("ul, ol: number of items", [Pass, Pass, Pass, Fail, Pass]),
    repeated("ol: the number before an item", [Pass, Pass, Pass, Partial, Pass]),
];

pub(super) fn list(list: &List, place: &Place) -> Markup {
    let items = html! {
        @for (n, item) in list.items.iter().enumerate() {
            li id=(ids::child(&place.id, n)) { (place.set.text(item)) }
        }
    };
    if list.ordered {
        html! { ol id=(place.id) { (items) } }
    } else {
        html! { ul id=(place.id) { (items) } }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let items = vec![
        words(lang, "il codice fiscale", "your fiscal code", "اَلرَّمْزُ الضَّرِيبِيُّ"),
        words(lang, "un documento di identità", "an identity document", "وَثِيقَةُ هُوِيَّةٍ"),
    ];
    let title = words(lang, "Che cosa ti serve", "What you need", "مَا تَحْتَاجُ إِلَيْهِ");
    let example = |ordered| page(lang, title.clone()).with(List { ordered, items: items.clone() });
    vec![Example::new("list", example(false)), Example::new("list_ordered", example(true))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Frame;

    #[test]
    fn an_order_that_matters_is_a_numbered_list_and_no_other_is() {
        for example in examples(Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            let ordered = example.name.starts_with("list_ordered");
            assert_eq!((html.contains("<ol"), html.contains("<ul")), (ordered, !ordered), "{html}");
            assert!(html.contains("<li id=\"b-0-1\">un documento di identità</li>"), "{html}");
        }
    }
}

//! Pairs of a name and a value, as a table with row headers: a `dl` is heard badly or not at all in several readers.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Frame, Link, Page, Summary, SummaryRow};
use crate::text::{Lang, Text};
use crate::words;

use super::Place;
use super::example::{Example, page, words as say};
use super::support::{Support, Treatment::*, relied_on, repeated};
use super::table::{action, label, value};
use super::words as own;

/// What a summary asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("table, caption: table and its name", [Pass, Pass, Pass, Pass, Pass]),
    repeated("table aria-labelledby: the heading right before it", [Pass, Pass, Pass, Unknown, Pass]),
    relied_on("th scope=row: the name with its value", [Pass, Pass, Partial, Partial, Pass]),
    relied_on("th scope=col: header of the links", [Pass, Pass, Partial, Partial, Pass]),
];

pub(super) fn summary(summary: &Summary, place: &Place) -> Markup {
    if place.set.view.tables_as_lists {
        return as_list(summary, place);
    }
    let lang = place.set.lang;
    let named = summary.caption.is_empty();
    let changes = summary.rows.iter().any(|row| row.change.is_some());
    html! {
        table id=(place.id) class="pairs" aria-labelledby=[named.then(|| ids::heading_over(&place.id))] {
            @if !named { caption { (place.set.bare(&summary.caption)) } }
            @if changes {
                thead {
                    tr {
                        th scope="col" { (place.set.bare(&own::summary_name(lang))) }
                        th scope="col" { (place.set.bare(&own::summary_answer(lang))) }
                        th scope="col" class="act" { (place.set.bare(&words::actions(lang))) }
                    }
                }
            }
            tbody {
                @for (n, row) in summary.rows.iter().enumerate() { (table_row(row, changes, &place.child(n))) }
            }
        }
    }
}

fn table_row(row: &SummaryRow, changes: bool, place: &Place) -> Markup {
    html! {
        tr id=(place.id) {
            th scope="row" { (place.set.bare(&row.label)) }
            td { (value(&row.value, place)) }
            @if changes { (action(row.change.as_ref(), place)) }
        }
    }
}

fn as_list(summary: &Summary, place: &Place) -> Markup {
    html! {
        div id=(place.id) class="as-list" {
            @if !summary.caption.is_empty() {
                (place.heading(None, place.set.bare(&summary.caption).render()))
            }
            ul {
                @for (n, row) in summary.rows.iter().enumerate() {
                    li id=(ids::child(&place.id, n)) {
                        (label(&row.label, place)) (value(&row.value, place))
                    }
                    @if let Some(link) = &row.change {
                        li id=(ids::link(&ids::child(&place.id, n))) { (place.set.link(link)) }
                    }
                }
            }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let code = lang.code();
    let change = |text| Some(Link::inside(text, format!("/{code}/pin/1/nome")));
    let row = |label, value, change| SummaryRow { label, value, change };
    let caption = || say(lang, "Le tue risposte", "Your answers", "إِجَابَاتُكَ");
    let name = say(lang, "Nome e cognome", "Name and surname", "اَلِاسْمُ وَاللَّقَبُ");
    let born = say(lang, "Data di nascita", "Date of birth", "تَارِيخُ الْمِيلَادِ");
    let cf = say(lang, "Codice fiscale", "Fiscal code", "اَلرَّمْزُ الضَّرِيبِيُّ");
    let mail = say(lang, "Posta elettronica", "E-mail", "اَلْبَرِيدُ الْإِلِكْتُرُونِيُّ");
    let story = say(lang, "Che cosa è successo?", "What happened?", "مَاذَا حَدَثَ؟");
    let told = Text::typed("Ho lavorato tutto l’anno.\n\nHo le buste paga\ne il contratto.");
    let rows = vec![
        row(story, told, None),
        row(
            name,
            Text::typed("Maria Rossi"),
            change(say(lang, "Modifica il nome", "Change the name", "تَغْيِيرُ الِاسْمِ")),
        ),
        row(
            born,
            jiff::civil::date(1958, 3, 27).into(),
            Some(Link::inside(
                say(lang, "Modifica la data di nascita", "Change the date of birth", "تَغْيِيرُ تَارِيخِ الْمِيلَادِ"),
                format!("/{code}/pin/1/nascita"),
            )),
        ),
        row(cf, crate::text::Span::FiscalCode("RSSMRA58C67H501X".into()).into(), None),
        row(mail, Text::default(), None),
    ];
    let title = say(lang, "Controlla le risposte", "Check your answers", "رَاجِعْ إِجَابَاتِكَ");
    let plain = rows.iter().cloned().map(|row| SummaryRow { change: None, ..row }).collect();
    let page_of = |rows| -> Page { page(lang, title.clone()).with(Summary { caption: caption(), rows }) };
    let review =
        page_of(rows.clone()).submit(say(lang, "Invia la richiesta", "Send the request", "إِرْسَالُ الطَّلَبِ"));
    let mut listed = Example::new("summary_as_list", review.clone());
    listed.frame =
        Frame { view: crate::page::View { tables_as_lists: true, ..listed.frame.view }, ..listed.frame };
    let heading = say(lang, "Chi sei", "Who you are", "مَنْ أَنْتَ");
    let body = vec![Summary { caption: Text::default(), rows: rows.clone() }.into()];
    let mut parts = review.clone();
    parts.body = vec![crate::page::Section { heading, body }.into()];
    vec![
        Example::new("summary_review", review),
        Example::new("summary_under_heading", parts),
        Example::new("summary", page_of(plain)),
        listed,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_heading_names_has_no_caption_and_is_named_by_it() {
        let named = examples(Lang::It).into_iter().find(|e| e.name.starts_with("summary_under_heading"));
        let html = named.map(|e| super::super::main(&e.page, &Frame::default()).into_string());
        let html = html.unwrap_or_default();
        assert!(html.contains("<h2 id=\"b-0-nome\">Chi sei</h2>"), "{html}");
        assert!(html.contains("class=\"pairs\" aria-labelledby=\"b-0-nome\""), "{html}");
        assert!(!html.contains("<caption"), "{html}");
    }
}

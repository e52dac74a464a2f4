//! Rows of values under named columns, or the same as a list with one heading a row.
//!
//! A table of more than two columns stands in a region that scrolls sideways and takes the focus, so that the page
//! itself never scrolls in two directions. Where the window is narrow the style sheet sets its cells one under the other,
//! each behind the name of its column, which it takes from `data-column`.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Column, Frame, Link, Row, Table};
use crate::text::{Cents, Hundredths, Lang, Text};
use crate::values::{self, line};
use crate::words;

use super::Place;
use super::example::{Example, page, words as say};
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What a table asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("table, caption: table and its name", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("th scope=row, th scope=col: headers with each cell", [Pass, Pass, Partial, Partial, Pass]),
    repeated("role=region aria-labelledby: name of the scrolling region", [Pass, Pass, Pass, Partial, Pass]),
    repeated("tabindex=0 on the region: scrolling by keyboard", [Pass, Pass, Pass, Unknown, Pass]),
];

pub(super) fn table(table: &Table, place: &Place) -> Markup {
    if place.set.view.tables_as_lists {
        return as_list(table, place);
    }
    let links = table.rows.iter().any(|row| row.link.is_some());
    let caption = ids::name(&place.id);
    let count = table.columns.len() + usize::from(links);
    let columns = named(table, count, place.set.lang);
    let nothing = words::nothing(place.set.lang);
    let inner = html! {
        table {
            caption id=(caption) { (place.set.bare(&table.caption)) }
            thead { tr { (headers(&table.columns, links, place)) } }
            tbody {
                @for (n, row) in table.rows.iter().enumerate() {
                    @let here = place.child(n);
                    tr id=(here.id) class=[row.total.then_some("total")] {
                        th scope="row" {
                            @if count > 2 { (place.set.bare(&row.header)) } @else { (place.set.bare(&row.header).loose()) }
                        }
                        (cells(row, &columns, &nothing, place))
                        @if links { (action(row.link.as_ref(), &here)) }
                    }
                }
            }
        }
    };
    if count > 2 {
        html! { div id=(place.id) class="wide" role="region" tabindex="0" aria-labelledby=(caption) { (inner) } }
    } else {
        html! { div id=(place.id) { (inner) } }
    }
}

fn headers(columns: &[Column], links: bool, place: &Place) -> Markup {
    html! {
        @for column in columns {
            th scope="col" class=[column.numeric.then_some("num")] { (place.set.bare(&column.header)) }
        }
        @if links { th scope="col" class="act" { (place.set.bare(&words::actions(place.set.lang))) } }
    }
}

/// A column as each of its cells needs it.
struct Named {
    name: String,
    numeric: bool,
    decimals: bool,
    /// It has so little room that an amount or a date may go on in the next line: among six, or where the cells of two stay
    /// side by side on the narrowest screen.
    narrow: bool,
}

/// The columns beside that of the row headers.
fn named(table: &Table, count: usize, lang: Lang) -> Vec<Named> {
    let named = |(n, column): (usize, &Column)| Named {
        name: line(&column.header, lang),
        numeric: column.numeric,
        decimals: table.has_decimals(n),
        narrow: count <= 2 || column.numeric && count > 5,
    };
    table.columns.iter().enumerate().skip(1).map(named).collect()
}

/// The cells of a row; a number takes the room of the decimals that others of its column have (`.whole` and `.tenth`).
fn cells(row: &Row, columns: &[Named], nothing: &Text, place: &Place) -> Markup {
    let cells = row.cells.iter().map(Some).chain(std::iter::repeat(None));
    html! {
        @for (column, cell) in columns.iter().zip(cells) {
            @let text = cell.filter(|cell| !cell.is_empty()).unwrap_or(nothing);
            @let room = column.decimals.then(|| values::decimals_left_out(text)).flatten().and_then(room);
            td class=[column.numeric.then_some("num")] data-column=(column.name) {
                @if let Some(room) = room {
                    span class=(room) { (place.set.text(text)) }
                } @else if column.narrow {
                    (place.set.text(text).loose())
                } @else {
                    (place.set.text(text))
                }
            }
        }
    }
}

fn room(left_out: usize) -> Option<&'static str> {
    match left_out {
        2 => Some("whole"),
        1 => Some("tenth"),
        _ => None,
    }
}

/// The cell of what can be done with a row. Without anything it is empty for the eye, to whom "niente" would seem a
/// value; readers still hear the word.
pub(super) fn action(link: Option<&Link>, place: &Place) -> Markup {
    html! {
        @if let Some(link) = link {
            td class="act" id=(ids::link(&place.id)) { (place.set.link(link)) }
        } @else {
            td class="act none" { span { (value(&Text::default(), place)) } }
        }
    }
}

/// An empty cell reads "niente": readers skip it, or say "blank".
pub(super) fn value(text: &Text, place: &Place) -> Markup {
    if text.is_empty() {
        place.set.bare(&words::nothing(place.set.lang)).render()
    } else {
        place.set.text(text).render()
    }
}

/// The name of a value in one line with it.
pub(super) fn label(text: &Text, place: &Place) -> Markup {
    let between = values::after_label(&values::line(text, place.set.lang));
    html! { (place.set.bare(text)) (between) }
}

/// One heading a row and one line a value, for braille displays of 40 cells and for great magnification.
fn as_list(table: &Table, place: &Place) -> Markup {
    let under = place.deeper();
    html! {
        div id=(place.id) class="as-list" {
            (place.heading(None, place.set.bare(&table.caption).render()))
            @for (n, row) in table.rows.iter().enumerate() {
                div id=(ids::child(&place.id, n)) {
                    (under.heading(None, place.set.bare(&row.header).render()))
                    ul {
                        @for (column, cell) in table.columns.iter().skip(1).zip(&row.cells) {
                            li { (label(&column.header, place)) (value(cell, place)) }
                        }
                        @if let Some(link) = &row.link {
                            li id=(ids::link(&ids::child(&place.id, n))) { (place.set.link(link)) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let code = lang.code();
    let column = |header, numeric| Column { header, numeric };
    let columns = vec![
        column(say(lang, "Periodo", "Period", "اَلْفَتْرَةُ"), false),
        column(say(lang, "Datore di lavoro", "Employer", "صَاحِبُ الْعَمَلِ"), false),
        column(say(lang, "Settimane", "Weeks", "اَلْأَسَابِيعُ"), true),
        column(say(lang, "Retribuzione", "Pay", "اَلْأَجْرُ"), true),
    ];
    let report = |n: u8| match lang {
        Lang::It => Text::plain(format!("Segnala un errore nel periodo {n}")),
        Lang::En => Text::plain(format!("Report an error in period {n}")),
        Lang::Ar => super::example::vowelled(&format!("اَلْإِبْلَاغُ عَنْ خَطَأٍ فِي الْفَتْرَةِ {n}")),
    };
    let row = |n: u8, employer: &str, weeks, pay: Option<i64>| Row {
        header: jiff::civil::date(1990 + i16::from(n), 1, 1).into(),
        cells: vec![
            Text::name(employer),
            Text::from(Hundredths(weeks)),
            pay.map(|cents| Text::from(Cents(cents))).unwrap_or_default(),
        ],
        link: Some(Link::inside(report(n), format!("/{code}/estratto/errore/{n}"))),
        total: false,
    };
    let total = Row {
        header: say(lang, "Totale", "Total", "اَلْمَجْمُوعُ"),
        cells: vec![Text::default(), Text::from(Hundredths(9_350)), Text::from(Cents(1_842_000))],
        link: None,
        total: true,
    };
    let rows = vec![
        row(1, "Calzaturificio Bianchi S.p.A.", 5_200, Some(1_842_000)),
        row(2, "Comune di Ancona", 4_150, None),
        total,
    ];
    let caption = say(lang, "I tuoi contributi", "Your contributions", "اِشْتِرَاكَاتُكَ");
    let title = say(lang, "Estratto contributivo", "Contribution statement", "كَشْفُ الِاشْتِرَاكَاتِ");
    let hours = Table {
        caption: say(lang, "Orari della sede", "Opening hours", "أَوْقَاتُ الْمَكْتَبِ"),
        columns: vec![
            column(say(lang, "Giorno", "Day", "اَلْيَوْمُ"), false),
            column(say(lang, "Orario", "Time", "اَلسَّاعَةُ"), false),
        ],
        rows: vec![Row {
            header: say(lang, "Lunedì", "Monday", "اَلِاثْنَيْنُ"),
            cells: vec![Text::from(crate::text::Span::Time(jiff::civil::time(8, 30, 0, 0)))],
            link: None,
            total: false,
        }],
    };
    let page = page(lang, title).with(Table { caption, columns, rows }).with(hours);
    let mut listed = Example::new("table_as_list", page.clone());
    listed.frame =
        Frame { view: crate::page::View { tables_as_lists: true, ..listed.frame.view }, ..listed.frame };
    vec![Example::new("table", page), listed]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn html(name: &str) -> String {
        let example = examples(Lang::It).into_iter().find(|e| e.name.starts_with(name)).unwrap();
        super::super::main(&example.page, &example.frame).into_string()
    }

    #[test]
    fn an_empty_cell_says_nothing_in_words() {
        let html = html("table.");
        assert!(html.contains("<td class=\"num\" data-column=\"Retribuzione\">niente</td>"), "{html}");
        assert!(html.contains("<td class=\"act none\"><span>niente</span></td>"), "{html}");
    }

    #[test]
    fn a_number_is_written_as_everywhere_with_room_for_the_decimals_it_has_not() {
        let html = html("table.");
        for weeks in ["<span class=\"whole\">52</span>", "<span class=\"tenth\">41,5</span>"] {
            assert!(html.contains(weeks), "{weeks} in {html}");
        }
    }

    #[test]
    fn a_wide_table_scrolls_in_a_named_region_that_takes_focus_and_a_narrow_one_does_not() {
        let html = html("table.");
        assert_eq!(html.matches("tabindex=\"0\" aria-labelledby=\"b-0-nome\"").count(), 1, "{html}");
        assert!(html.contains("<div id=\"b-1\"><table>"), "{html}");
    }

    #[test]
    fn columns_stand_apart_and_print_wastes_no_paper() {
        let (screen, print) = crate::html::STYLE.split_once("@media print").unwrap();
        let mut apart = screen.match_indices(".wide :is(th, td) { padding-inline-end: ");
        let rem = |(at, rule): (usize, &str)| {
            screen[at + rule.len()..].split_once("rem").and_then(|(size, _)| size.parse::<f32>().ok())
        };
        assert!(apart.all(|found| rem(found).is_some_and(|size| size >= 1.0)), "{screen}");
        assert!(
            print.contains("th, td { padding-block: .1rem }") && print.contains("tr, .receipt"),
            "{print}"
        );
        assert!(
            print.contains(".wide thead .num { inline-size: 0 }"),
            "numbers take what they need: {print}"
        );
        assert!(print.contains("content: counter(page) \" / \" counter(pages)"), "{print}");
    }

    #[test]
    fn read_as_a_list_each_row_has_its_heading() {
        let html = html("table_as_list");
        assert!(!html.contains("<table"), "{html}");
        assert!(html.contains("<h2>I tuoi contributi</h2>"), "{html}");
        assert_eq!(html.matches("<h3>").count(), 4, "{html}");
    }
}

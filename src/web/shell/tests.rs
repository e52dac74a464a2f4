//! The rules of the whole document, held over every example page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;

use a11y::html::{Example, STYLE, examples};
use scraper::{ElementRef, Html, Selector};

use super::*;
use crate::web::gzip;

fn shown(example: &Example, look: Look, who: Who<'_>) -> String {
    in_shell(example, look, who, document)
}

/// What is made of an example in its shell.
fn in_shell<T>(example: &Example, look: Look, who: Who<'_>, made: impl Fn(&Shell<'_>) -> T) -> T {
    let shell = reply::in_shell(&example.page, &example.frame, look, who);
    made(&Shell { root: "https://sportello.example", ..shell })
}

/// Asks `holds` of every example, signed in, not, and where that is not known; tells where it does not.
fn everywhere(holds: impl Fn(&Example, &Html) -> bool) {
    let maria = Text::name("Maria Rossi").private();
    let mut broken = Vec::new();
    for example in examples() {
        for who in [Who::Nobody, Who::Citizen(&maria), Who::Unknown] {
            let html = Html::parse_document(&shown(&example, Look::default(), who));
            if !html.errors.is_empty() || !holds(&example, &html) {
                broken.push(format!("{} {who:?} {:?}", example.name, html.errors));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn there_is_one_banner_one_main_one_contentinfo_and_every_nav_has_its_own_name() {
    everywhere(|_, html| {
        // One of the page is named by words of its own, which the court of the page reads.
        let name = |nav: &ElementRef<'_>| {
            nav.attr("aria-label").or(nav.attr("aria-labelledby")).unwrap_or_default().to_owned()
        };
        let names: Vec<_> = all(html, "nav").iter().map(name).collect();
        ["body > header", "body > main", "body > footer"].iter().all(|one| all(html, one).len() == 1)
            && names.iter().all(|name| !name.is_empty())
            && names.iter().collect::<HashSet<_>>().len() == names.len()
    });
}

#[test]
fn everything_stands_inside_a_landmark() {
    everywhere(|_, html| {
        let body = all(html, "body")[0];
        let names = ["header", "nav", "main", "aside", "footer"];
        body.child_elements().all(|child| names.contains(&child.value().name()))
            && body.children().filter_map(|node| node.value().as_text()).all(|text| text.trim().is_empty())
    });
}

#[test]
fn the_first_thing_to_focus_is_the_link_to_the_content() {
    everywhere(|_, html| {
        let first = all(html, "a, button, input:not([type=hidden]), textarea, [tabindex='0']")[0];
        first.attr("href") == Some("#contenuto") && all(html, "main#contenuto[tabindex='-1']").len() == 1
    });
}

#[test]
fn the_way_back_is_before_main_and_names_its_target() {
    everywhere(|example, html| {
        let Some(back) = &example.frame.back else { return true };
        let [link] = all(html, "nav.back > a")[..] else { return false };
        let text: String = link.text().collect();
        text.ends_with(&line(&back.text, example.page.lang)) && all(html, "nav.back ~ main").len() == 1
    });
}

#[test]
fn help_is_always_at_the_same_place() {
    everywhere(|example, html| {
        let links = all(html, "header a");
        links[1].attr("href") == Some(&format!("/{}/aiuto", example.page.lang.code()))
    });
}

#[test]
fn of_whom_it_is_not_known_whether_they_are_in_a_page_says_so_and_neither_asks_them_in_nor_out() {
    for example in examples() {
        let lang = example.page.lang;
        let said = line(&words::unknown(lang), lang);
        let text = in_shell(&example, Look::default(), Who::Unknown, plain);
        let html = Html::parse_document(&shown(&example, Look::default(), Who::Unknown));
        let told: Vec<String> =
            all(&html, "header > div.citizen").iter().map(|told| told.text().collect()).collect();
        assert_eq!(told, [said.as_str()]);
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(&said), "{text}");
        let around = text.rsplit(&line(&words::foot_nav(lang), lang)).next().unwrap();
        for other in ["accedi", "esci", "area"] {
            let to = format!("/{}/{other}", lang.code());
            assert!(all(&html, &format!("header [href='{to}'], header [action='{to}']")).is_empty());
            assert!(!around.contains(&format!("{to}?")), "{around}");
        }
    }
}

#[test]
fn language_and_direction_stand_on_the_document() {
    everywhere(|example, html| {
        let root = html.root_element();
        root.attr("lang") == Some(example.page.lang.code())
            && root.attr("dir") == Some(example.page.lang.dir())
    });
}

#[test]
fn there_is_no_script_no_inline_style_and_one_request_for_the_style_sheet() {
    everywhere(|_, html| {
        let requests = all(html, "[src], link[href]:not([href^='data:'])");
        requests.len() == 1
            && all(html, "script, style, [style], iframe, img, object, embed").is_empty()
            && all(html, "*").iter().all(|e| e.value().attrs().all(|(name, _)| !name.starts_with("on")))
    });
}

#[test]
fn zoom_is_never_limited() {
    everywhere(|_, html| {
        let [viewport] = all(html, "meta[name=viewport]")[..] else { return false };
        viewport.attr("content") == Some("width=device-width, initial-scale=1")
    });
}

#[test]
fn ids_are_unique_in_the_whole_document_and_every_reference_is_met() {
    everywhere(|_, html| {
        let ids: Vec<_> = all(html, "[id]").iter().filter_map(|e| e.attr("id")).collect();
        let known: HashSet<_> = ids.iter().collect();
        let met = all(html, "[aria-labelledby], a[href^='#']").iter().all(|e| {
            let link = e.attr("href").and_then(|h| h.strip_prefix('#'));
            e.attr("aria-labelledby").into_iter().chain(link).all(|id| known.contains(&id))
        });
        known.len() == ids.len() && met
    });
}

#[test]
fn the_end_of_the_session_is_a_clock_time_with_a_form_for_more_time() {
    everywhere(|example, html| {
        let [form] = all(html, "aside form")[..] else { return example.frame.session_end.is_none() };
        form.attr("method") == Some("post")
            && form.attr("action").is_some_and(|to| {
                to.starts_with(&format!("/{}/sessione/tempo?da=%2F", example.page.lang.code()))
            })
            && all(html, "aside form input[name=gettone]").len() == 1
            && all(html, "aside p")[0].text().collect::<String>().contains("15:42")
    });
}

#[test]
fn the_button_for_more_time_takes_along_what_is_typed() {
    everywhere(|example, html| {
        let Some(button) = all(html, "aside form button").pop() else { return true };
        let sends = all(html, "main form.main-form[method=post]").pop();
        let goes =
            all(html, "aside form").iter().any(|form| form.attr("action") == button.attr("formaction"));
        match sends {
            Some(form) => goes && button.attr("form") == form.attr("id"),
            None => button.attr("form").is_none() && example.frame.session_end.is_some(),
        }
    });
}

#[test]
fn one_primary_button_in_the_whole_document() {
    everywhere(|_, html| all(html, "button:not(.secondary)").len() <= 1);
}

#[test]
fn the_foot_links_the_statement_in_the_words_of_the_law_and_plain_text() {
    everywhere(|example, html| {
        let foot: String = all(html, "footer a").iter().flat_map(|a| a.text()).collect();
        let plain = all(html, "footer a[href$='come=testo']").len() == 1;
        plain && (example.page.lang != Lang::It || foot.contains("Dichiarazione di accessibilità"))
    });
}

#[test]
fn plain_text_leads_wherever_head_and_foot_do_and_to_more_time() {
    everywhere(|example, html| {
        let links = all(html, "header nav a, footer a");
        let own = ["come=testo", "come=elenchi", "come=tabelle"];
        let around: Vec<_> = links
            .iter()
            .filter_map(|a| a.attr("href"))
            .filter(|to| !own.iter().any(|own| to.ends_with(own)))
            .collect();
        let maria = Text::name("Maria Rossi");
        let who = match all(html, ".citizen")[..] {
            [] => Who::Nobody,
            [form] if form.value().name() == "form" => Who::Citizen(&maria),
            _ => Who::Unknown,
        };
        in_shell(example, Look::default(), who, |shell| {
            let text = plain(shell).replace(['\u{2066}', '\u{2069}'], "");
            let more_time = format!("<https://sportello.example{}#{SESSION}>", shell.frame.address);
            around.iter().all(|to| text.contains(to))
                && text.contains(&more_time) == shell.frame.session_end.is_some()
        })
    });
}

#[test]
fn a_page_with_tables_offers_them_as_lists_before_they_come_and_no_other_does() {
    let offered = |html: &Html| all(html, "body > header a[href$='come=elenchi']").len() == 1;
    everywhere(|_, html| all(html, "main .wide").is_empty() || offered(html));
    everywhere(|_, html| !all(html, "main table").is_empty() || !offered(html));
    let offered = |html: &Html| all(html, "body > header a[href$='come=tabelle']").len() == 1;
    everywhere(|example, html| (example.name.starts_with("table_as_list")) == offered(html));
}

#[test]
fn a_private_page_is_kept_from_search_engines() {
    everywhere(|example, html| {
        all(html, "meta[name=robots][content=noindex]").is_empty() != example.page.private
    });
}

#[test]
fn the_same_words_lead_to_the_same_place_in_the_whole_document() {
    everywhere(|_, html| {
        let links: HashSet<_> =
            all(html, "a").iter().map(|a| (a.text().collect::<String>(), a.attr("href"))).collect();
        let words: HashSet<_> = links.iter().map(|(words, _)| words).collect();
        words.len() == links.len()
    });
}

#[test]
fn preferences_have_codes_that_lead_back_to_them() {
    for theme in Theme::ALL {
        assert_eq!(Theme::from_code(theme.code()), Some(*theme));
    }
    for size in Size::ALL {
        assert_eq!(Size::from_code(size.code()), Some(*size));
    }
    for spacing in Spacing::ALL {
        assert_eq!(Spacing::from_code(spacing.code()), Some(*spacing));
    }
    assert_eq!(Theme::from_code("rosa"), None);
}

#[test]
fn every_preference_is_known_to_the_style_sheet() {
    let example = &examples()[0];
    for theme in Theme::ALL.iter().filter(|theme| ![Theme::Auto, Theme::Light].contains(theme)) {
        assert!(STYLE.contains(&format!("[data-theme=\"{}\"]", theme.code())), "{theme:?}");
    }
    for size in Size::ALL.iter().filter(|size| **size != Size::Normal) {
        assert!(STYLE.contains(&format!("[data-size=\"{}\"]", size.code())), "{size:?}");
    }
    let look = Look { theme: Theme::HighDark, size: Size::Double, spacing: Spacing::Wide };
    let html = shown(example, look, Who::Nobody);
    assert!(html.contains("data-theme=\"alto-scuro\" data-size=\"200\" data-spacing=\"wide\""), "{html}");
    assert!(html.contains("content=\"dark\""), "{html}");
}

#[test]
fn a_first_view_fits_in_14000_bytes() {
    let maria = Text::name("Maria Rossi").private();
    let style = gzip(STYLE.as_bytes(), true).unwrap().len();
    assert!(style <= 4_600, "the style sheet takes {style} bytes");
    for example in examples() {
        let html =
            gzip(shown(&example, Look::default(), Who::Citizen(&maria)).as_bytes(), false).unwrap().len();
        assert!(style + html <= 14_000, "{} takes {html} bytes and the style {style}", example.name);
    }
}

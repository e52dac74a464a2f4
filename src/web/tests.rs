#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Every page in every language and state: through the judge, and by the rules for all pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use a11y::page::Block;
use a11y::text::{Lang, Text};

use super::errors;
use super::gallery::{Exhibit, gallery};

/// Made once for all tests: it takes longer than most of them.
static PAGES: LazyLock<Vec<Exhibit>> =
    LazyLock::new(|| Lang::ALL.into_iter().flat_map(|lang| gallery(lang, "auto")).collect());

pub(super) fn every_page() -> impl Iterator<Item = &'static Exhibit> {
    PAGES.iter()
}

fn pages_in(lang: Lang) -> impl Iterator<Item = &'static Exhibit> {
    every_page().filter(move |shown| shown.page.lang == lang)
}

#[test]
fn the_judge_finds_every_page_saying_what_it_means() {
    let mut faults = Vec::new();
    for shown in every_page() {
        for fault in a11y::tree::judge(&shown.html, &shown.page, &shown.frame) {
            faults.push(format!("{} {}: {fault}", shown.page.lang.code(), shown.name));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What stands between two marks in a text, with them.
fn part<'h>(html: &'h str, from: &str, to: &str) -> Option<&'h str> {
    let rest = &html[html.find(from)?..];
    rest.find(to).map(|at| &rest[..at + to.len()])
}

#[test]
fn the_judge_refuses_a_table_with_another_head_a_cell_of_another_column_and_a_mark_that_was_moved() {
    let mut refused = [0; 3];
    for shown in pages_in(Lang::It) {
        let html = &shown.html;
        let swapped =
            part(html, "<thead>", "</thead>").zip(part(html, "<tbody>", "</tr>")).map(|(head, body)| {
                let (row, first) =
                    (part(head, "<tr", "</tr>").unwrap(), body.strip_prefix("<tbody>").unwrap());
                html.replacen(head, &format!("<thead>{first}</thead>"), 1).replacen(
                    body,
                    &format!("<tbody>{row}"),
                    1,
                )
            });
        let renamed =
            html.contains("data-column=").then(|| html.replacen("data-column=\"", "data-column=\"Altro", 1));
        let moved = part(html, "<p class=\"test-data\">", "</p>")
            .map(|mark| html.replacen(mark, "", 1).replacen("</main>", &format!("{mark}</main>"), 1));
        for (count, broken) in refused.iter_mut().zip([swapped, renamed, moved]) {
            let Some(broken) = broken else { continue };
            assert!(!a11y::tree::judge(&broken, &shown.page, &shown.frame).is_empty(), "{}", shown.name);
            *count += 1;
        }
    }
    assert!(refused.iter().all(|count| *count > 20), "{refused:?}");
}

#[test]
fn the_map_leads_to_each_part_of_the_pages_of_information() {
    let links = scraper::Selector::parse("main a[href*='#']").unwrap();
    let parts = scraper::Selector::parse("main > section").unwrap();
    for lang in Lang::ALL {
        let map = pages_in(lang).find(|shown| shown.name == "mappa").unwrap();
        let map = scraper::Html::parse_document(&map.html);
        let to: Vec<&str> = map.select(&links).filter_map(|link| link.attr("href")).collect();
        for name in ["aiuto", "contatti", "accessibilita", "privacy"] {
            let page = pages_in(lang).find(|shown| shown.name == name).unwrap();
            let page = scraper::Html::parse_document(&page.html);
            let here = page.select(&parts).filter_map(|part| part.attr("id"));
            let here: Vec<String> = here.map(|id| format!("/{}/{name}#{id}", lang.code())).collect();
            assert!(
                here.len() > 2 && here.iter().all(|part| to.contains(&part.as_str())),
                "{here:?}: {to:?}"
            );
        }
    }
}

#[test]
fn no_document_has_a_script_a_style_attribute_or_a_handler() {
    for shown in every_page() {
        for forbidden in ["<script", " style=", "javascript:", " onclick", " onload", "<iframe", "<img"] {
            assert!(!shown.html.contains(forbidden), "{}: {forbidden}", shown.name);
        }
    }
}

#[test]
fn titles_tell_pages_of_different_addresses_apart() {
    for lang in Lang::ALL {
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        for shown in pages_in(lang) {
            let service = shown.name.split('/').next().unwrap_or("").to_owned();
            let title = a11y::html::window_title(&shown.page, &shown.frame);
            let first = titles.entry(title.clone()).or_insert_with(|| service.clone());
            assert_eq!(*first, service, "{} and {first} share the title «{title}»", shown.name);
        }
    }
}

/// Every text of a page, wherever it stands, but for what is of the window alone.
fn texts(value: &serde_json::Value, found: &mut Vec<Text>) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("spans") => {
            found.push(serde_json::from_value(value.clone()).unwrap());
        }
        serde_json::Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| !["window", "service"].contains(&name.as_str()));
            told.for_each(|(_, field)| texts(field, found));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|one| texts(one, found)),
        _ => {}
    }
}

#[test]
fn every_text_of_every_page_but_how_to_keep_it_stands_in_its_plain_text() {
    let bare = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let (mut missing, mut seen) = (Vec::new(), 0);
    for shown in every_page() {
        let plain = bare(&a11y::plain::page(&shown.page, &shown.frame, None));
        let mut all = Vec::new();
        texts(&serde_json::to_value(&shown.page).unwrap(), &mut all);
        seen += all.len();
        all.retain(|text| !text.is_for_browser());
        for fact in all.iter().flat_map(Text::spans).map(|span| a11y::values::shown(span, shown.page.lang)) {
            if !plain.contains(&bare(&fact)) {
                missing.push(format!("{} {}: {fact}", shown.page.lang.code(), shown.name));
            }
        }
    }
    assert!(seen > 30_000, "{seen} texts");
    assert!(missing.is_empty(), "{} {missing:#?}", missing.len());
}

#[test]
fn no_title_of_a_window_names_anybody() {
    // Who works, employs, reads or has a case in the examples.
    let people = ["Rosa", "Esempio", "Anna Prova", "Prova Anna", "Enrico", "Rinaldi", "Noemi", "Mariani"];
    let mut told = 0;
    for shown in every_page().filter(|shown| shown.page.private) {
        let title =
            shown.html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        let names = |text: &str| people.iter().any(|name| text.contains(name));
        let heading = a11y::values::line(&shown.page.title, shown.page.lang);
        assert!(!names(title) && !names(&heading), "{}: {title}, {heading}", shown.name);
        // A case has its number in both, and says below whom it is about.
        if let [Block::Paragraph(about), Block::Confirmation(sent), ..] = &shown.page.body[..]
            && shown.name.starts_with("area/")
            && names(&a11y::values::line(about, shown.page.lang))
        {
            let number = a11y::values::code(&sent.protocol);
            assert!(
                title.contains(&number) && heading.contains(&number),
                "{}: {title}, {heading}",
                shown.name
            );
            told += 1;
        }
    }
    assert!(told >= Lang::ALL.len(), "{told} pages are about somebody by name");
}

#[test]
fn a_page_that_tells_to_wait_has_the_status_that_says_so_to_programs_and_no_other_page_of_a_service_has_one()
{
    let own = |shown: &&Exhibit| {
        !shown.name.contains("errori/") && shown.name != "preferenze/errori" && !is_given_back(&shown.name)
    };
    let mut slowed = 0;
    for shown in pages_in(Lang::It).filter(own) {
        let waits = ["troppi tentativi sbagliati: prova di nuovo dopo", "Oltre un certo numero ci fermiamo"];
        let waits = waits.iter().any(|words| shown.html.contains(words));
        assert_eq!(shown.frame.status, if waits { errors::SLOWED } else { 200 }, "{}", shown.name);
        slowed += usize::from(waits);
    }
    assert_eq!(slowed, 4);
}

#[test]
fn headings_are_at_most_sixty_characters() {
    let heading = scraper::Selector::parse("h1, h2, h3, h4").unwrap();
    for shown in every_page() {
        for found in scraper::Html::parse_document(&shown.html).select(&heading) {
            let words = found.text().collect::<String>();
            assert!(words.chars().count() <= 60, "{} {}: {words}", shown.page.lang.code(), shown.name);
        }
    }
}

#[test]
fn what_is_wrong_with_an_answer_is_told_in_every_service_without_a_full_stop_at_its_end() {
    let mut told = 0;
    for shown in every_page() {
        let lang = shown.page.lang;
        for (_, problem) in shown.page.problems() {
            told += 1;
            let words = a11y::values::line(problem, lang);
            assert!(!words.trim_end().ends_with('.'), "{} {}: {words}", lang.code(), shown.name);
        }
    }
    assert!(told > 300, "{told} problems");
}

#[test]
fn help_stands_at_the_same_place_on_every_page() {
    let links = scraper::Selector::parse("a[href]").unwrap();
    for shown in every_page() {
        let html = scraper::Html::parse_document(&shown.html);
        let place =
            html.select(&links).position(|a| a.value().attr("href").is_some_and(|h| h.ends_with("/aiuto")));
        assert_eq!(place, Some(3), "{}", shown.name);
    }
}

/// What the front door refused has a status of its own, over whatever page: the form stands there again, to be sent.
fn is_given_back(name: &str) -> bool {
    let name = name.strip_suffix("-al-chiosco").unwrap_or(name);
    ["-vecchia", "-di-troppo", "-senza-posto", "-senza-effetto", "-senza-cookie", "-segno", "-lettere"]
        .iter()
        .any(|end| name.ends_with(end))
}

#[test]
fn every_error_gives_a_telephone_and_a_way_in_writing() {
    let links = scraper::Selector::parse("main a[href]").unwrap();
    let fails = |shown: &&Exhibit| shown.frame.status >= 400 && !is_given_back(&shown.name);
    let errors: Vec<_> = every_page().filter(fails).collect();
    let of_services = errors.iter().filter(|shown| !shown.name.starts_with("errori/")).count();
    assert!(of_services >= 3 * Lang::ALL.len(), "{of_services} of services");
    assert!(errors.len() >= 30 * Lang::ALL.len(), "{} error pages", errors.len());
    for shown in errors {
        let document = scraper::Html::parse_document(&shown.html);
        let to: Vec<&str> = document.select(&links).filter_map(|link| link.value().attr("href")).collect();
        let lang = shown.page.lang.code();
        assert!(to.iter().any(|href| href.starts_with("tel:")), "{lang} {}: {to:?}", shown.name);
        assert!(to.iter().any(|href| href.starts_with("mailto:")), "{lang} {}: {to:?}", shown.name);
    }
}

/// The rule "a link to a file says its type and size".
#[test]
fn every_link_to_a_file_says_its_type_and_size() {
    const SIZES: [&str; 2] = ["kilobyte", "كيلوبايت"];
    let mut found = 0;
    for shown in every_page() {
        let page = serde_json::to_string(&shown.page).unwrap();
        let files: Vec<&str> = page
            .split("\"target\":\"download\",\"value\":\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let document = scraper::Html::parse_document(&shown.html);
        for file in files {
            let link = scraper::Selector::parse(&format!("a[href=\"{file}\"]")).unwrap();
            let words: String = document.select(&link).next().expect(file).text().collect();
            found += 1;
            assert!(["CSV", "JSON"].iter().any(|kind| words.contains(kind)), "{}: {words}", shown.name);
            let sized = SIZES.iter().any(|size| words.contains(size));
            assert!(sized && words.chars().any(char::is_numeric), "{}: {words}", shown.name);
        }
    }
    assert!(found >= 2 * Lang::ALL.len(), "{found} links to files");
}

/// What a page shows that is on record: its texts, without questions and, where those are `answers`, what is summed up:
/// there a citizen has typed.
fn on_record(page: &a11y::page::Page, answers: bool) -> String {
    fn gather(body: &[Block], answers: bool, found: &mut Vec<serde_json::Value>) {
        for block in body {
            match block {
                Block::Question(_) => {}
                Block::Summary(_) if answers => {}
                Block::Section(section) => gather(&section.body, answers, found),
                Block::Notice(notice) => gather(&notice.body, answers, found),
                block => found.push(serde_json::to_value(block).unwrap()),
            }
        }
    }
    let mut found = vec![serde_json::to_value(&page.title).unwrap()];
    gather(&page.body, answers, &mut found);
    let mut all = Vec::new();
    found.iter().for_each(|part| texts(part, &mut all));
    all.iter().map(|text| a11y::values::line(text, page.lang)).collect::<Vec<_>>().join("\n")
}

#[test]
fn pages_with_invented_people_or_offices_say_so() {
    // Whom and what the examples have on record; every invented office has a street of this name.
    const INVENTED: [&str; 6] = ["Noemi", "Mariani", "Enrico", "Rinaldi", "Anna Prova", "Via di Prova"];
    let (mut found, mut silent) = (BTreeMap::new(), Vec::new());
    for shown in every_page() {
        let typed = ["pin/", "segnala/"].iter().any(|service| shown.name.starts_with(service));
        let (mark, record) = (a11y::test_data(shown.page.lang), on_record(&shown.page, typed));
        let is_marked = shown.html.contains(&a11y::values::line(&mark, shown.page.lang));
        assert_eq!(is_marked, shown.page.test_data, "{}", shown.name);
        let Some(name) = INVENTED.iter().find(|name| record.contains(**name)) else { continue };
        *found.entry(*name).or_insert(0) += 1;
        if !is_marked {
            silent.push(format!("{} {}: {name}", shown.page.lang.code(), shown.name));
        }
    }
    assert!(found.len() >= 3, "{found:?}");
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn whatever_was_sent_says_at_once_how_to_keep_it() {
    let mut sent = 0;
    for shown in pages_in(Lang::It).filter(|shown| {
        // Half a PIN is not to be printed unasked, and what was applied for says it in its own words.
        let own =
            ["pin/", "lavoro-domestico/", "prova/"].iter().any(|service| shown.name.starts_with(service));
        !own && shown.page.body.iter().any(|block| matches!(block, Block::Confirmation(_)))
    }) {
        assert!(shown.html.contains("stampa questa pagina o salvala"), "{}", shown.name);
        sent += 1;
    }
    assert!(sent >= 4, "{sent}");
}

#[test]
fn everything_private_is_said_in_private() {
    for shown in every_page().filter(|shown| shown.page.private) {
        let loud = a11y::speech::page(&shown.page, &shown.frame);
        assert!(loud.iter().all(|utterance| utterance.public().is_none()), "{}", shown.name);
    }
}

#[test]
fn whoever_is_signed_in_is_told_who_they_are_and_until_when() {
    let told = |lang| match lang {
        Lang::It => ("Accesso di Enrico Rinaldi", "La sessione si chiude alle 15 e 42"),
        Lang::En => ("Signed in as Enrico Rinaldi", "The session closes at 3 42 pm"),
        Lang::Ar => ("سجّلت الدخول باسم Enrico Rinaldi", "تَنْتَهِي الْجَلْسَةُ فِي السَّاعَةِ 15 وَ 42 دَقِيقَةً"),
    };
    let parts = ["header form.citizen span", "aside"].map(|part| scraper::Selector::parse(part).unwrap());
    let mut checked = BTreeMap::new();
    for shown in every_page().filter(|shown| ["reader", "actor"].contains(&shown.frame.level.as_str())) {
        let (who, until) = told(shown.page.lang);
        let html = scraper::Html::parse_document(&shown.html);
        let [seen_who, seen_until] = parts
            .each_ref()
            .map(|part| html.select(part).next().map(|found| found.text().collect::<String>()));
        let who = who.replace("Enrico Rinaldi", super::gallery::reader(&shown.name));
        assert_eq!(seen_who, Some(who), "{}", shown.name);
        assert!(seen_until.is_some_and(|aside| aside.contains("15:42")), "{}", shown.name);
        let said = a11y::speech::transcript(&a11y::speech::page(&shown.page, &shown.frame));
        assert!(said.contains(until), "{}: {said}", shown.name);
        *checked.entry(shown.page.lang).or_insert(0) += 1;
    }
    assert!(checked.len() == Lang::ALL.len() && checked.values().all(|pages| *pages > 50), "{checked:?}");
}

#[test]
fn every_sentence_in_arabic_is_said_with_its_vowels() {
    let vowel = |c: char| ('\u{064B}'..='\u{0652}').contains(&c) || c == '\u{0670}';
    let letter = |c: char| ('\u{0621}'..='\u{064A}').contains(&c);
    for shown in pages_in(Lang::Ar) {
        for utterance in a11y::speech::page(&shown.page, &shown.frame) {
            let transcript = a11y::speech::transcript(std::slice::from_ref(&utterance));
            for word in transcript
                .split(|c: char| !letter(c) && !vowel(c))
                .filter(|w| w.chars().filter(|c| letter(*c)).count() > 2)
            {
                assert!(word.chars().any(vowel), "{}: «{word}» in {transcript}", shown.name);
            }
        }
    }
}

#[test]
fn what_is_heard() {
    for lang in Lang::ALL {
        let mut heard: BTreeMap<String, String> = BTreeMap::new();
        for shown in pages_in(lang) {
            let (service, state) = shown.name.split_once('/').unwrap_or((&shown.name, ""));
            let service = if service.is_empty() { "inizio" } else { service };
            let transcript = a11y::speech::transcript(&a11y::speech::page(&shown.page, &shown.frame));
            heard.entry(service.to_owned()).or_default().push_str(&format!("=== {state}\n{transcript}\n"));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (service, transcript) in heard {
                insta::assert_snapshot!(format!("{service}.{}", lang.code()), transcript);
            }
        });
    }
}

//! The rules every page keeps, held over all examples; each test is named after its rule.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{HashMap, HashSet};

use scraper::{ElementRef, Html, Selector};

use super::{Example, examples, main};
use crate::page::{Input, Method};
use crate::text::Lang;

/// Parses every example and asks `holds` of each; tells which do not.
fn everywhere(holds: impl Fn(&Example, &Html) -> Result<(), String>) {
    let mut broken = Vec::new();
    for example in examples() {
        let html = Html::parse_fragment(&main(&example.page, &example.frame).into_string());
        if let Err(reason) = holds(&example, &html) {
            broken.push(format!("{}: {reason}", example.name));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn none(html: &Html, selector: &str) -> Result<(), String> {
    all(html, selector).first().map_or(Ok(()), |found| Err(found.html()))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn by_id<'a>(html: &'a Html, id: &str) -> Option<ElementRef<'a>> {
    all(html, "[id]").into_iter().find(|element| element.attr("id") == Some(id))
}

fn check(holds: bool, reason: impl Into<String>) -> Result<(), String> {
    if holds { Ok(()) } else { Err(reason.into()) }
}

#[test]
fn example_names_are_unique() {
    let names: Vec<_> = examples().into_iter().map(|e| e.name).collect();
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{names:?}");
}

/// Back, help and the session's end stand in the portal's shell, around `main`.
#[test]
fn everything_heard_stands_on_the_page_under_the_same_id() {
    use crate::speech::{self, Command};
    let around = ["indietro", "aiuto", "sessione"];
    everywhere(|example, html| {
        let heard = speech::page(&example.page, &example.frame);
        let commands = |utterance: &'_ speech::Utterance| match &utterance.heard {
            speech::Heard::Public(public) => public.commands().to_vec(),
            speech::Heard::Private(private) => private.commands().to_vec(),
        };
        let marks = heard.iter().flat_map(commands).filter_map(|c| match c {
            Command::Mark(id) => Some(id),
            _ => None,
        });
        let mut ids = heard.iter().map(|utterance| utterance.id.clone()).chain(marks);
        ids.try_for_each(|id| check(around.contains(&id.as_str()) || by_id(html, &id).is_some(), id))
    });
}

#[test]
fn ids_are_unique() {
    everywhere(|_, html| {
        let mut seen = HashSet::new();
        all(html, "[id]")
            .into_iter()
            .filter_map(|e| e.attr("id"))
            .try_for_each(|id| check(!id.is_empty() && !id.contains(' ') && seen.insert(id), id))
    });
}

#[test]
fn every_id_referred_to_exists() {
    everywhere(|_, html| {
        for element in all(html, "[for], [aria-describedby], [aria-labelledby], a[href^='#']") {
            let link = element.attr("href").and_then(|href| href.strip_prefix('#'));
            let aria = ["for", "aria-describedby", "aria-labelledby"];
            for ids in aria.into_iter().filter_map(|name| element.attr(name)).chain(link) {
                check(!ids.trim().is_empty(), element.html())?;
                ids.split(' ').try_for_each(|id| check(by_id(html, id).is_some(), id))?;
            }
        }
        Ok(())
    });
}

#[test]
fn there_is_one_first_level_heading_and_it_is_the_title() {
    everywhere(|example, html| {
        let [h1] = all(html, "h1")[..] else { return Err("not one h1".into()) };
        let title = crate::values::line(&example.page.title, example.page.lang);
        check(h1.attr("id") == Some("titolo") && text(h1).starts_with(&title), h1.html())
    });
}

#[test]
fn no_heading_level_is_skipped() {
    everywhere(|_, html| {
        let mut last = 1;
        let mut titled = false;
        for heading in all(html, "h1, h2, h3, h4, h5, h6") {
            let level = usize::from(heading.value().name().as_bytes()[1] - b'0');
            check(!text(heading).is_empty(), "an empty heading")?;
            check(titled || level <= 2, format!("{} before the title", heading.html()))?;
            check(level <= last + 1, heading.html())?;
            titled |= level == 1;
            last = level;
        }
        Ok(())
    });
}

#[test]
fn error_summary_comes_before_h1_without_role_alert() {
    everywhere(|example, html| {
        let summary = by_id(html, "errori");
        check(summary.is_none() == example.page.problems().is_empty(), "summary and problems differ")?;
        let Some(summary) = summary else { return Ok(()) };
        check(summary.attr("role").is_none() && summary.attr("tabindex") == Some("-1"), summary.html())?;
        let first = all(html, "main > *")[0];
        check(first == summary, first.html())
    });
}

#[test]
fn error_summary_repeats_each_message_and_leads_to_its_control() {
    everywhere(|example, html| {
        let links = all(html, "#errori a");
        let problems = example.page.problems();
        check(links.len() == problems.len(), "one link a fault")?;
        for (link, (control, message)) in links.into_iter().zip(problems) {
            let words = crate::values::line(message, example.page.lang);
            // A sentence at its control, where a hint may follow, and the same here.
            let sentence = format!("{words}{}", crate::values::after_sentence(&words));
            check(text(link) == sentence, text(link))?;
            check(link.attr("href") == Some(&format!("#{control}")), link.html())?;
            let control = by_id(html, &control).ok_or("no such control")?;
            check(matches!(control.value().name(), "input" | "textarea"), control.html())?;
            let described =
                control.attr("aria-describedby").and_then(|ids| ids.split(' ').next()).unwrap_or("");
            let fault = by_id(html, described).ok_or("not described by its fault")?;
            check(text(fault).ends_with(&sentence) && text(fault).len() > sentence.len(), text(fault))?;
        }
        Ok(())
    });
}

#[test]
fn a_control_is_described_by_its_fault_first_and_its_hint_next() {
    everywhere(|example, html| {
        for question in example.page.questions() {
            let wrong = question.told_at().map(|name| format!("{name}-errore"));
            let hint = question.hint.as_ref().map(|_| format!("{}-aiuto", question.name));
            let expected: Vec<String> = wrong.into_iter().chain(hint).collect();
            let first = match question.input {
                Input::Date { .. } => format!("{}-giorno", question.name),
                _ => question.name.clone(),
            };
            let control = by_id(html, &first).ok_or("no control")?;
            let found: Vec<_> = control.attr("aria-describedby").unwrap_or("").split(' ').collect();
            check(expected.iter().zip(&found).all(|(a, b)| a == b), control.html())?;
            check(found.len() >= expected.len(), control.html())?;
            // A reader says them in one breath: where one ends must be in the words.
            let [before @ .., _] = &found[..] else { continue };
            for id in before {
                let words = text(by_id(html, id).ok_or("no such text")?);
                check(words.ends_with(['.', '?', '!', '؟']), words)?;
            }
        }
        Ok(())
    });
}

#[test]
fn aria_invalid_stands_only_on_controls_whose_answer_is_wrong() {
    everywhere(|example, html| {
        let wrong: Vec<_> =
            example.page.questions().into_iter().filter(|q| q.told_at().is_some()).map(|q| &q.name).collect();
        all(html, "[aria-invalid]").into_iter().try_for_each(|control| {
            let name = control.attr("name").unwrap_or("");
            let group = name.rsplit_once('-').map_or(name, |(group, _)| group);
            check(control.attr("aria-invalid") == Some("true"), control.html())?;
            check(wrong.iter().any(|w| *w == name || *w == group), control.html())
        })
    });
}

#[test]
fn every_control_has_exactly_one_label_with_words() {
    everywhere(|_, html| {
        for control in all(html, "input:not([type=hidden]), textarea, select") {
            let id = control.attr("id").unwrap_or("");
            let [label] = all(html, &format!("label[for='{id}']"))[..] else { return Err(control.html()) };
            check(!text(label).is_empty(), control.html())?;
            check(control.attr("name").is_some_and(|name| !name.is_empty()), control.html())?;
        }
        none(html, "[aria-label]")
    });
}

#[test]
fn every_group_opens_with_its_legend() {
    everywhere(|_, html| {
        for group in all(html, "fieldset") {
            let first = group.child_elements().next().ok_or("empty group")?;
            check(first.value().name() == "legend" && !text(first).is_empty(), group.html())?;
            let has_boxes = !all(&Html::parse_fragment(&group.html()), "input[type=text]").is_empty();
            check((group.attr("role") == Some("group")) == has_boxes, group.html())?;
        }
        for radio in all(html, "input[type=radio]") {
            let grouped =
                radio.ancestors().filter_map(ElementRef::wrap).any(|e| e.value().name() == "fieldset");
            check(grouped, radio.html())?;
        }
        Ok(())
    });
}

#[test]
fn the_first_choice_has_the_bare_name_as_id() {
    everywhere(|_, html| {
        let mut first = HashMap::new();
        for choice in all(html, "input[type=radio], input[type=checkbox]") {
            first.entry(choice.attr("name")).or_insert(choice.attr("id"));
        }
        first.into_iter().try_for_each(|(name, id)| check(name == id, format!("{name:?}")))
    });
}

#[test]
fn nothing_is_chosen_beforehand() {
    everywhere(|example, html| {
        let chosen = example.page.questions().iter().any(|q| match &q.input {
            Input::OneChoice { chosen, .. } => chosen.is_some(),
            Input::ManyChoices { chosen, .. } => !chosen.is_empty(),
            _ => false,
        });
        if chosen { Ok(()) } else { none(html, "[checked]") }
    });
}

#[test]
fn a_page_that_is_one_question_says_it_once() {
    let mut seen = 0;
    everywhere(|example, html| {
        let Some(only) = example.page.only_question() else { return Ok(()) };
        let words = crate::values::line(&only.label, example.page.lang);
        let page: String = html.root_element().text().collect();
        check(page.matches(&words).count() == 1, words)?;
        check(!all(html, "legend > h1, h1 > label").is_empty(), "title and label apart")
    });
    for example in examples() {
        seen += usize::from(example.page.only_question().is_some());
    }
    assert!(seen > 0, "no example is one question");
}

#[test]
fn optional_is_said_and_required_is_not() {
    everywhere(|example, html| {
        for question in example.page.questions().into_iter().filter(|q| q.optional) {
            let words = crate::values::line(&crate::words::optional(example.page.lang), example.page.lang);
            let label = all(html, &format!("label[for='{}']", question.name))[0];
            check(text(label).ends_with(&words), text(label))?;
        }
        none(html, "[required], [aria-required]")
    });
}

#[test]
fn forms_are_not_validated_by_the_browser_and_carry_the_token_when_sent() {
    everywhere(|example, html| {
        for form in all(html, "form") {
            let tokens = all(&Html::parse_fragment(&form.html()), "input[name=gettone]").len();
            check(tokens == usize::from(form.attr("method") == Some("post")), form.html())?;
        }
        if let Some(form) = &example.page.form {
            let [main] = all(html, "form.main-form")[..] else { return Err("not one main form".into()) };
            check(main.attr("novalidate").is_some(), main.html())?;
            let method = if form.method == Method::Get { "get" } else { "post" };
            check(main.attr("method") == Some(method), main.html())?;
            let inside = all(html, "form.main-form input:not([type=hidden]), form.main-form textarea").len();
            let anywhere = all(html, "input:not([type=hidden]), textarea").len();
            check(inside == anywhere, "a question outside the form")?;
        }
        Ok(())
    });
}

#[test]
fn buttons_send_have_words_and_are_never_disabled() {
    everywhere(|_, html| {
        for button in all(html, "button") {
            check(button.attr("type") == Some("submit") && !text(button).is_empty(), button.html())?;
        }
        none(html, "[disabled], [aria-disabled], input[type=submit]")?;
        check(all(html, "button:not(.secondary)").len() <= 1, "two primary buttons")
    });
}

#[test]
fn a_box_of_many_lines_and_its_label_stand_each_in_a_block_of_its_own() {
    everywhere(|_, html| {
        for area in all(html, "textarea") {
            let block = area.parent().and_then(ElementRef::wrap).ok_or("no block")?;
            check(block.value().name() == "div" && block.child_elements().count() == 1, block.html())?;
        }
        Ok(())
    });
}

#[test]
fn nothing_that_readers_or_citizens_stumble_over() {
    everywhere(|_, html| {
        let forbidden = [
            "[placeholder]",
            "[title]",
            "[accesskey]",
            // What went wrong and what has been done; never a box to type in.
            "[autofocus]:not(section[tabindex='-1'])",
            "[style]",
            "[maxlength]",
            "[contenteditable]",
            "[target]",
            "[autocomplete=off]",
            "[tabindex]:not([tabindex='0']):not([tabindex='-1'])",
            "[aria-live]",
            "[aria-hidden]",
            "[aria-errormessage]",
            "[role=alert], [role=status]",
            "input[type=number], input[type=range], input[type=date]",
            "select, datalist, details, dl",
            "script, style, iframe, object, svg, canvas, img",
            "[onclick], [onchange], [oninput], [onsubmit]",
        ];
        forbidden.into_iter().try_for_each(|selector| none(html, selector))
    });
}

#[test]
fn aria_is_never_empty_and_roles_are_only_those_that_mend_a_reader() {
    everywhere(|_, html| {
        for element in all(html, "*") {
            let mut aria = element.value().attrs().filter(|(name, _)| name.starts_with("aria-"));
            check(aria.all(|(_, value)| !value.trim().is_empty()), element.html())?;
            let role = (element.value().name(), element.attr("role"));
            check(
                matches!(
                    role,
                    (_, None) | ("div", Some("region")) | ("ul", Some("list")) | ("fieldset", Some("group"))
                ),
                element.html(),
            )?;
        }
        Ok(())
    });
}

#[test]
fn tables_have_a_name_and_scoped_headers_and_no_merged_or_empty_cells() {
    everywhere(|_, html| {
        for table in all(html, "table") {
            let first = table.child_elements().next().ok_or("empty table")?;
            // Named by its caption, or by the heading right above it: never by both.
            let heading = table.attr("aria-labelledby");
            let captioned = first.value().name() == "caption" && !text(first).is_empty();
            check(captioned != heading.is_some(), first.html())?;
        }
        for cell in all(html, "th, td") {
            check(!text(cell).is_empty(), cell.html())?;
        }
        for row in all(html, "tbody > tr") {
            let first = row.child_elements().next().ok_or("empty row")?;
            check(first.value().name() == "th" && first.attr("scope") == Some("row"), row.html())?;
        }
        none(html, "th:not([scope]), [colspan], [rowspan], [headers]")
    });
}

#[test]
fn links_have_words_and_the_same_words_lead_to_the_same_place() {
    everywhere(|_, html| {
        let mut targets = HashMap::new();
        for link in all(html, "a") {
            let words = text(link);
            check(!words.is_empty() && link.attr("href").is_some_and(|h| !h.is_empty()), link.html())?;
            let target = *targets.entry(words.clone()).or_insert(link.attr("href"));
            check(target == link.attr("href"), words)?;
        }
        none(html, "a a, label a, legend a, caption a, button a, h1 a, h2 a, h3 a, th a, .hint a, .fault a")
    });
}

#[test]
fn hints_are_one_short_line_without_final_full_stop() {
    everywhere(|_, html| {
        all(html, ".hint").into_iter().try_for_each(|element| {
            // One that is heard in one breath with the hint of the first choice ends before it.
            let name = element.attr("id").and_then(|id| id.strip_suffix("-aiuto")).unwrap_or_default();
            let goes_on = by_id(html, &format!("{name}-1-aiuto")).is_some();
            let hint = text(element);
            check(hint.chars().count() < 150 && !hint.is_empty() && hint.ends_with('.') == goes_on, hint)
        })
    });
}

#[test]
fn latin_letters_on_an_arabic_page_stand_in_runs_of_their_own() {
    everywhere(|example, html| {
        if example.page.lang != Lang::Ar {
            return Ok(());
        }
        for node in html.tree.nodes() {
            let Some(words) = node.value().as_text() else { continue };
            let latin = words.chars().any(|c| c.is_ascii_alphabetic());
            let own = node
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|e| matches!(e.value().name(), "bdi" | "textarea" | "noscript"));
            check(!latin || own, words.to_string())?;
        }
        Ok(())
    });
}

#[test]
fn boxes_for_codes_run_left_to_right_on_an_arabic_page() {
    everywhere(|example, html| {
        let rtl = example.page.lang == Lang::Ar;
        all(html, "input[spellcheck=false]:not([autocapitalize=words])")
            .into_iter()
            .try_for_each(|input| check((input.attr("dir") == Some("ltr")) == rtl, input.html()))
    });
}

#[test]
fn every_kind_of_input_is_among_the_examples() {
    let kinds: HashSet<_> = examples()
        .iter()
        .flat_map(|e| {
            e.page.questions().into_iter().map(|q| std::mem::discriminant(&q.input)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(kinds.len(), 11);
}

#[test]
fn the_judge_finds_the_page_in_its_html() {
    let mut faults = Vec::new();
    for example in examples() {
        let html = main(&example.page, &example.frame).into_string();
        for fault in crate::tree::judge(&html, &example.page, &example.frame) {
            faults.push(format!("{}: {fault:?}", example.name));
        }
    }
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn lines_are_at_most_seventy_characters_and_not_justified() {
    let style: String = super::STYLE.split_whitespace().collect();
    assert!(!style.contains("text-align:justify"), "ragged lines are easier to follow");
    let widths = style.match_indices("ch").filter_map(|(end, _)| {
        let digits = style[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap();
        digits.parse::<u32>().ok()
    });
    let widths: Vec<u32> = widths.collect();
    assert!(widths.len() >= 2 && widths.iter().all(|width| *width <= 70), "{widths:?}");
    for text in ["p,ul,ol{", ".hint{"] {
        let rule = style.split(text).nth(1).unwrap().split('}').next().unwrap();
        assert!(rule.contains("max-inline-size:") && rule.contains("ch"), "{text} {rule}");
    }
}

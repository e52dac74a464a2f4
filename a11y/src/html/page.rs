//! The order of what stands in `<main>`, and the window's title.
//!
//! **Invariant**: faults, or what has been done, come first, then the step, the title, the test-data mark, the body.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Block, Frame, Page, Question};
use crate::values::isolated;
use crate::words;

use super::support::{Support, Treatment::*, relied_on, repeated};
use super::{Place, Written, actions, blocks, errors, form, notice, question};

/// What a page asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("title: heard when the page opens", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("h1 to h6: heading and level", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("tabindex=-1 and a fragment: focus after a redirect", [Pass, Pass, Pass, Pass, Pass]),
    repeated("main: landmark", [Pass, Pass, Pass, Partial, Pass]),
];

/// Everything inside `<main>`, with it.
pub fn main(page: &Page, frame: &Frame) -> Markup {
    let place = Place::body(page, frame);
    html! {
        main id=(ids::CONTENT) tabindex="-1" {
            @if page.problems().is_empty() {
                @if let Some(done) = &page.done { (notice::done(done, &place)) }
            } @else {
                (errors::summary(page, &place))
            }
            @if let Some(step) = &page.step {
                p id=(ids::STEP) class="step" { (place.set.text(&step.words(page.lang))) }
            }
            @match sole(page) {
                Some((at, asked)) => (titled_question(page, frame, &place, at, asked)),
                None => {
                    h1 id=(ids::TITLE) { (place.set.bare(&page.title)) }
                    (mark(page, &place))
                    (body(page, frame, &place))
                }
            }
            (actions::actions(&page.actions, page.form.is_none(), frame, place.set))
        }
    }
}

/// The question whose label is the page's title, with its place in the body: heard once, as title and label.
fn sole(page: &Page) -> Option<(usize, &Question)> {
    let only = page.only_question()?;
    page.form.as_ref()?;
    page.body.iter().enumerate().find_map(|(at, block)| match block {
        Block::Question(question) if question.name == only.name => Some((at, &**question)),
        _ => None,
    })
}

/// A page that is one question: its title is the question's label or legend, so what comes before the question in the
/// body stands between the two.
fn titled_question(page: &Page, frame: &Frame, place: &Place, at: usize, asked: &Question) -> Markup {
    let before = html! {
        (mark(page, place))
        (blocks(&page.body[..at], 0, place))
    };
    html! {
        (form::form(page, frame, place.set, question::question(asked, Some(before), &place.child(at))))
        (blocks(&page.body[at + 1..], at + 1, place))
    }
}

/// The body, with the main form around its questions and nothing else: results of a search come after the button.
fn body<'p>(page: &'p Page, frame: &'p Frame, place: &'p Place) -> impl Render + 'p {
    let first = page.body.iter().position(Block::asks).unwrap_or(page.body.len());
    let end = page.before_button();
    Written(move |out: &mut String| {
        blocks(&page.body[..first], 0, place).render_to(out);
        form::form(page, frame, place.set, blocks(&page.body[first..end], first, place)).render_to(out);
        blocks(&page.body[end..], end, place).render_to(out);
    })
}

/// The permanent mark of invented people and offices.
fn mark(page: &Page, place: &Place) -> Markup {
    html! {
        @if page.test_data {
            p class="test-data" { strong { (place.set.text(&words::test_data(page.lang))) } }
        }
    }
}

/// The window's title: `[2 errori: ]question – [Passo 2 di 5 – ]service – INPS`; without what tells something of a person.
/// Of a form that was refused for nothing that was typed it begins with `Errore: `.
pub fn window_title(page: &Page, frame: &Frame) -> String {
    let lang = page.lang;
    let faults = page.problems().len();
    let own = page.window_title();
    let mut parts: Vec<String> = own.map(|title| isolated(title, lang)).into_iter().collect();
    parts.extend(page.step.iter().map(|step| isolated(&step.words(lang), lang)));
    parts.extend(page.service.iter().filter(|service| own != Some(*service)).map(|s| isolated(s, lang)));
    parts.push(isolated(&words::institute(lang), lang));
    let title = parts.join(" – ");
    let refused = frame.status >= 400 && page.done.is_some();
    match i64::try_from(faults) {
        Ok(0) | Err(_) if refused => format!("{} {title}", isolated(&words::error_prefix(lang), lang)),
        Ok(0) | Err(_) => title,
        Ok(count) => format!("{} {title}", isolated(&words::title_problems(lang, count), lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Input, Notice, Problem, Step, Tone};
    use crate::text::{Lang, Text};

    fn ask(problem: Option<Problem>) -> Page {
        let label = Text::plain("Qual è il tuo nome?");
        let question = Question::new("nome", label.clone(), Input::Line { value: String::new(), width: 20 });
        Page::new(Lang::It, label)
            .of(Text::plain("Chiedere il PIN"))
            .with(question.problem(problem))
            .submit(Text::plain("Continua"))
    }

    #[test]
    fn title_is_question_service_institute() {
        assert_eq!(
            window_title(&ask(None), &Frame::default()),
            "Qual è il tuo nome? – Chiedere il PIN – INPS"
        );
    }

    #[test]
    fn title_starts_with_the_count_of_errors_and_names_the_step() {
        let mut page = ask(Some(Text::plain("Inserisci il nome").into()));
        page.step = Some(Step { now: 2, of: 5, part: None });
        let title = window_title(&page, &Frame::default());
        assert!(title.contains("errore: Qual è il tuo nome? – Passo "), "{title}");
        assert!(title.ends_with(" – Chiedere il PIN – INPS"), "{title}");
        page.step = Some(Step { now: 3, of: 5, part: Some(Text::plain("Il lavoro")) });
        let title = window_title(&page, &Frame::default());
        assert!(title.contains(" nome? – Il lavoro, parte 3 di 5 – Chiedere il PIN"), "{title}");
    }

    #[test]
    fn title_of_a_form_that_was_refused_as_a_whole_starts_with_error() {
        let notice = Notice { tone: Tone::Warning, title: Text::plain("Non inviato"), body: Vec::new() };
        let page = |lang| Page { lang, done: Some(notice.clone()), ..ask(None) };
        let refused = Frame { status: 403, ..Frame::default() };
        for (lang, begins) in [(Lang::It, "Errore: Qual"), (Lang::En, "Error: "), (Lang::Ar, "خطأ: ")] {
            let title = window_title(&page(lang), &refused).replace(['\u{2068}', '\u{2069}'], "");
            assert!(title.starts_with(begins), "{title}");
        }
        // What was done is no error, and a page of a problem begins with that.
        assert!(window_title(&page(Lang::It), &Frame::default()).starts_with("Qual"));
        assert!(window_title(&ask(None), &refused).starts_with("Qual"));
    }

    #[test]
    fn title_tells_nothing_of_a_person() {
        let page = Page::new(Lang::It, Text::name("Anna Prova").private()).of(Text::plain("Pratiche"));
        let title = |page: &Page| window_title(page, &Frame::default());
        assert_eq!(title(&page), "Pratiche – INPS");
        assert_eq!(title(&page.in_window(Text::plain("Pratica 7"))), "Pratica 7 – Pratiche – INPS");
    }

    #[test]
    fn title_does_not_say_the_service_twice() {
        let page = Page::new(Lang::It, Text::plain("Sedi")).of(Text::plain("Sedi"));
        assert_eq!(window_title(&page, &Frame::default()), "Sedi – INPS");
    }

    #[test]
    fn results_of_a_search_come_after_its_button() {
        let page = Page::new(Lang::It, Text::plain("Sedi"))
            .with(Question::new("q", Text::plain("Comune"), Input::Line { value: String::new(), width: 20 }))
            .say(Text::plain("Due sedi trovate"))
            .search(Text::plain("Cerca la sede"));
        let html = main(&page, &Frame::default()).into_string();
        assert!(html.find("</form>") < html.find("Due sedi"), "{html}");
    }

    #[test]
    fn faults_and_good_news_are_never_told_together() {
        let mut page = ask(Some(Text::plain("Inserisci il nome").into()));
        page.done = Some(crate::page::Notice {
            tone: crate::page::Tone::Done,
            title: Text::plain("Fatto: salvato"),
            body: Vec::new(),
        });
        let html = main(&page, &Frame::default()).into_string();
        assert!(html.contains("id=\"errori\"") && !html.contains("id=\"fatto\""), "{html}");
    }
}

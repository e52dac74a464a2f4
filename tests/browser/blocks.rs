//! Every example page, in every language, in a real Chromium and under the Nu validator.

use a11y::html::{Example, STYLE, examples, main, window_title};
use a11y::text::Lang;
use tempfile::TempDir;

use super::harness::{Browser, REASONS, REPEATED, vnu};

/// The examples as documents in a folder, with the style sheet of the portal beside them.
struct Shelf {
    folder: TempDir,
    examples: Vec<Example>,
}

impl Shelf {
    fn fill() -> Shelf {
        let shelf = Shelf { folder: tempfile::tempdir().unwrap(), examples: examples() };
        std::fs::write(shelf.folder.path().join("style.css"), STYLE.as_bytes()).unwrap();
        for example in &shelf.examples {
            std::fs::write(shelf.folder.path().join(format!("{}.html", example.name)), document(example))
                .unwrap();
        }
        shelf
    }

    fn url(&self, example: &Example) -> String {
        format!("file://{}/{}.html", self.folder.path().display(), example.name)
    }

    /// Asks something about every example, and lists the answers that are not nothing.
    fn each<T: std::fmt::Debug>(&self, ask: impl Fn(&Example, &str) -> Vec<T>) -> Vec<String> {
        self.examples
            .iter()
            .flat_map(|example| {
                let found = ask(example, &self.url(example));
                found.into_iter().map(|fault| format!("{}: {fault:?}", example.name)).collect::<Vec<_>>()
            })
            .collect()
    }
}

/// The least document around a page's main part; the portal's own shell is judged where it is served.
fn document(example: &Example) -> String {
    let (page, frame) = (&example.page, &example.frame);
    let (skip, foot) = match page.lang {
        Lang::It => ("Vai al contenuto", "Fine della pagina di esempio"),
        Lang::En => ("Go to the content", "End of the example page"),
        Lang::Ar => ("إلى المحتوى", "نهاية صفحة المثال"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"style.css\"></head><body>\
         <nav class=\"skip\" aria-label=\"{skip}\"><ul role=\"list\"><li><a href=\"#contenuto\">{skip}</a></li></ul></nav>\
         <header><p>INPS</p></header>{}<footer><p>{foot}</p></footer></body></html>",
        page.lang.code(),
        page.lang.dir(),
        window_title(page, frame),
        main(page, frame).into_string(),
    )
}

#[test]
fn every_example_is_sound_under_axe_and_the_judge_and_chromium_see_it_alike() {
    let (shelf, browser) = (Shelf::fill(), Browser::bare());
    let faults =
        shelf.each(|example, url| browser.visit(url, Some(&a11y::tree::read(&document(example)).unwrap())));
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
    let explained = browser.explained.borrow();
    println!("the judge and Chromium differed: {explained:#?}");
    // A reason that explains nothing any more is none; one of them is of some versions of Chromium.
    let mut reasons = REASONS.iter().filter(|reason| **reason != REPEATED);
    assert!(reasons.all(|reason| explained.contains_key(reason)), "{explained:#?}");
}

#[test]
fn contrast_holds_in_every_theme() {
    let (shelf, browser) = (Shelf::fill(), Browser::bare());
    // Every theme has its rules in the style sheet: from there they are known.
    let mut themes: Vec<&str> =
        STYLE.split("[data-theme=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    themes.sort_unstable();
    themes.dedup();
    assert!(themes.len() >= 3, "{themes:?}");
    let faults = shelf.each(|example, url| {
        if example.page.lang != Lang::It {
            return Vec::new();
        }
        browser.open(url);
        let worn = themes.iter().flat_map(|theme| {
            browser.wear(theme);
            let axe = browser.colours_here();
            let found = axe.violations.iter().chain(axe.unexplained());
            found.map(|fault| format!("{theme}: {fault:?}")).collect::<Vec<_>>()
        });
        worn.collect()
    });
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn the_nu_validator_finds_nothing_on_any_example() {
    let pages: Vec<(String, String)> =
        examples().iter().map(|example| (example.name.clone(), document(example))).collect();
    let remarks = vnu(&pages);
    assert!(remarks.is_empty(), "{remarks:#?}");
}

#[test]
fn the_focus_is_seen_and_never_lost_on_any_example() {
    let (shelf, browser) = (Shelf::fill(), Browser::bare());
    let faults = shelf.each(|_, url| browser.focus_walk(url).faults);
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

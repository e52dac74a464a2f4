//! Every example page, in every language, in a real Chromium and under the Nu validator.

use a11y::html::{Example, STYLE, examples, main, window_title};
use a11y::text::Lang;
use tempfile::TempDir;

use super::harness::{Browser, compare, vnu};

/// The examples as documents in a folder, with the style sheet of the portal beside them.
struct Shelf {
    folder: TempDir,
    examples: Vec<Example>,
}

impl Shelf {
    fn fill() -> Shelf {
        let shelf = Shelf { folder: tempfile::tempdir().unwrap(), examples: examples() };
        std::fs::write(shelf.folder.path().join("style.css"), STYLE).unwrap();
        for example in &shelf.examples {
            std::fs::write(shelf.folder.path().join(format!("{}.html", example.name)), document(example, ""))
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
fn document(example: &Example, theme: &str) -> String {
    let (page, frame) = (&example.page, &example.frame);
    let (skip, foot) = match page.lang {
        Lang::It => ("Vai al contenuto", "Fine della pagina di esempio"),
        Lang::En => ("Go to the content", "End of the example page"),
        Lang::Ar => ("إلى المحتوى", "نهاية صفحة المثال"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"{theme}><head><meta charset=\"utf-8\"><title>{}</title>\
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
fn the_judge_and_chromium_see_every_example_alike() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let unexplained = shelf.each(|example, url| {
        let tree = a11y::tree::read(&document(example, "")).unwrap();
        let found = compare(&tree, &browser.ax_tree(url));
        found.into_iter().filter(|difference| difference.reason.is_none()).collect()
    });
    assert!(unexplained.is_empty(), "{} {unexplained:#?}", unexplained.len());
}

#[test]
fn axe_finds_nothing_on_any_example() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let faults = shelf.each(|_, url| {
        let found = browser.axe(url);
        let unexplained: Vec<_> = found.unexplained().into_iter().cloned().collect();
        [found.violations, unexplained].concat()
    });
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn contrast_holds_in_every_theme() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    // Every theme has its rules in the style sheet: from there they are known.
    let mut themes: Vec<&str> =
        STYLE.split("[data-theme=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    themes.sort_unstable();
    themes.dedup();
    assert!(themes.len() >= 3, "{themes:?}");
    let mut faults = Vec::new();
    for theme in themes {
        let attribute = format!(" data-theme=\"{theme}\"");
        for example in shelf.examples.iter().filter(|example| example.page.lang == Lang::It) {
            let path = shelf.folder.path().join(format!("{}.{theme}.html", example.name));
            std::fs::write(&path, document(example, &attribute)).unwrap();
            let found = browser.axe(&format!("file://{}", path.display())).violations;
            faults.extend(found.into_iter().map(|fault| format!("{theme} {}: {fault:?}", example.name)));
        }
    }
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn the_nu_validator_finds_nothing_on_any_example() {
    let pages: Vec<(String, String)> =
        examples().iter().map(|example| (example.name.clone(), document(example, ""))).collect();
    let remarks = vnu(&pages);
    assert!(remarks.is_empty(), "{remarks:#?}");
}

#[test]
fn the_focus_is_seen_and_never_lost_on_any_example() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let faults = shelf.each(|_, url| browser.focus_walk(url).faults);
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn everything_that_is_operated_is_44_pixels_large() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let small = shelf.each(|_, url| browser.targets(url));
    assert!(small.is_empty(), "{} {small:#?}", small.len());
}

#[test]
fn no_example_needs_scrolling_sideways_at_320_pixels() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let over = shelf.each(|_, url| browser.reflow(url, 320));
    assert!(over.is_empty(), "{} {over:#?}", over.len());
}

#[test]
fn text_set_apart_is_never_cut_off() {
    let (shelf, browser) = (Shelf::fill(), Browser::start());
    let cut = shelf.each(|_, url| browser.text_spacing(url, 320));
    assert!(cut.is_empty(), "{} {cut:#?}", cut.len());
}

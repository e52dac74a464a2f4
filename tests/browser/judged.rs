//! The harness judged: on a page with known faults it must find each, and on a sound page none.

use std::path::Path;
use std::time::Duration;

use super::harness::{Browser, Finding, FocusFault, compare, orca, vnu};

const FAULTY: &str = include_str!("pages/faulty.html");
const SOUND: &str = include_str!("pages/sound.html");

fn url(name: &str) -> String {
    format!("file://{}/tests/browser/pages/{name}.html", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn axe_finds_the_known_faults_and_none_on_the_sound_page() {
    let browser = Browser::bare();
    let found = browser.axe(&url("faulty"));
    let rules: Vec<&str> = found.violations.iter().map(|finding| finding.rule.as_str()).collect();
    // Both at the end are off by default in axe: they show that every rule ran.
    for known in ["image-alt", "label", "region", "tabindex", "color-contrast-enhanced", "target-size"] {
        assert!(rules.contains(&known), "{known} is not among {rules:?}");
    }
    // What a gradient hides from axe is found all the same.
    let veiled = |finding: &Finding| finding.rule == "color-contrast" && finding.target.contains("velato");
    assert!(found.violations.iter().any(veiled), "{:#?}", found.violations);
    let sound = browser.axe(&url("sound"));
    assert!(sound.violations.is_empty(), "{:#?}", sound.violations);
    assert!(sound.unexplained().is_empty(), "{:#?}", sound.incomplete);
    assert!(sound.rules.len() > 90, "only {} rules ran", sound.rules.len());
}

#[test]
fn the_nu_validator_finds_the_known_faults_by_page() {
    let pages = [("faulty".to_owned(), FAULTY.to_owned()), ("sound".to_owned(), SOUND.to_owned())];
    let remarks = vnu(&pages);
    let on = |page: &str| remarks.iter().filter(|remark| remark.page == page).count();
    assert_eq!(on("sound"), 0, "{remarks:#?}");
    assert!(remarks.iter().any(|r| r.kind == "error" && r.message.contains("Duplicate ID")), "{remarks:#?}");
    assert_eq!(on("faulty"), remarks.len());
}

#[test]
fn chromium_and_the_judge_see_the_same_sound_page() {
    let browser = Browser::bare();
    let tree = a11y::tree::read(SOUND).unwrap();
    let chromium = browser.ax_tree(&url("sound"));
    assert!(chromium.iter().any(|node| node.role == "heading" && node.level == Some(1)), "{chromium:#?}");
    let unexplained: Vec<_> =
        compare(&tree, &chromium).into_iter().filter(|found| found.reason.is_none()).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

#[test]
fn chromium_and_the_judge_differ_where_names_differ() {
    let browser = Browser::bare();
    let tree = a11y::tree::read(&SOUND.replace(">Nome</label>", ">Cognome</label>")).unwrap();
    let found = compare(&tree, &browser.ax_tree(&url("sound")));
    assert!(
        found.iter().any(|d| d.reason.is_none() && d.judge.as_ref().is_some_and(|n| n.name == "Cognome"))
    );
}

#[test]
fn the_focus_is_followed_and_its_faults_are_found() {
    let browser = Browser::bare();
    let walk = browser.focus_walk(&url("sound"));
    assert!(walk.faults.is_empty(), "{:#?}", walk.faults);
    let ids: Vec<&str> = walk.stops.iter().map(|stop| stop.id.as_str()).filter(|id| !id.is_empty()).collect();
    assert_eq!(ids, ["salta", "nome", "modo-2", "manda"]);
    let faults = browser.focus_walk(&url("faulty")).faults;
    assert!(faults.iter().any(|f| matches!(f, FocusFault::NoIndicator(s) if s.id == "muto")), "{faults:#?}");
    assert!(faults.iter().any(|f| matches!(f, FocusFault::OutOfView(s) if s.id == "lontano")), "{faults:#?}");
    assert!(faults.iter().any(|f| matches!(f, FocusFault::OutOfOrder(_))), "{faults:#?}");
    assert!(
        faults.iter().any(|f| matches!(f, FocusFault::NeverReached(html) if html.contains("nascosto"))),
        "{faults:#?}"
    );
}

#[test]
fn sizes_and_edges_are_measured() {
    let browser = Browser::bare();
    assert_eq!(browser.targets(&url("sound")), []);
    assert!(
        browser
            .targets(&url("faulty"))
            .iter()
            .any(|small| small.html.contains("piccolo") && small.width < 44.0)
    );
    assert_eq!(browser.reflow(&url("sound"), 320), Vec::<String>::new());
    assert!(browser.reflow(&url("faulty"), 320).iter().any(|over| over.contains("largo")));
    assert_eq!(browser.text_spacing(&url("sound"), 320), Vec::<String>::new());
    assert!(browser.text_spacing(&url("faulty"), 1280).iter().any(|cut| cut.contains("stretto")));
    assert!(browser.slivers_here().iter().any(|sliver| sliver.contains("scheggia")));
    browser.open(&url("sound"));
    assert_eq!(browser.slivers_here(), Vec::<String>::new());
}

#[test]
fn a_picture_has_the_size_that_was_asked_for() {
    let browser = Browser::bare();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.png");
    browser.media(&[("prefers-color-scheme", "dark")]);
    browser.screenshot(&url("sound"), 320, 600, &path);
    assert_eq!(size_of_png(&path), (320, 600));
    browser.screenshot(&url("sound"), 768, 0, &path);
    assert_eq!(size_of_png(&path).0, 768);
}

/// Width and height stand at fixed places in a PNG's first chunk.
fn size_of_png(path: &Path) -> (u32, u32) {
    let bytes = std::fs::read(path).unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn orca_reads_labels_descriptions_and_what_is_wrong() {
    // The last words of each answer are waited for: on a busy machine a voice may pause in its midst.
    let keys = [
        "ctrl+Home",
        "hear:collegamento",
        "h",
        "hear:livello 1",
        "Tab",
        "hear:Modalità focus",
        "type:Ada",
        "Tab",
        "hear:Modalità navigazione",
        "Tab",
        "hear:pulsante",
    ];
    let said = orca(&url("sound"), "Prova", &keys, "it");
    insta::assert_snapshot!("orca_sound", said);
}

#[test]
fn an_ended_browser_leaves_no_process() {
    let browser = Browser::start();
    let id = browser.process_id();
    assert!(Path::new(&format!("/proc/{id}")).exists());
    browser.open(&url("sound"));
    assert_eq!((browser.title().as_str(), browser.address()), ("Prova di lettura – INPS", url("sound")));
    drop(browser);
    assert!(!Path::new(&format!("/proc/{id}")).exists());
    // The kernel takes a moment to end what was killed.
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !is_left(id)
    });
    assert!(gone, "a process of the browser is still there");
}

/// Whether a process of this group lives.
fn is_left(id: u32) -> bool {
    std::fs::read_dir("/proc").unwrap().flatten().any(|entry| {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // After the name in brackets: state, parent, group.
        let group = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(2).map(str::to_owned));
        group.is_some_and(|group| group == id.to_string()) && !stat.contains(") Z ")
    })
}

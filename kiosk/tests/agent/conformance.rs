//! The table of conformance of the kiosk: each clause with the tests that hold it, as OpenACR (`docs/conformance.yaml`).
//!
//! A clause without a test of that name fails here; so does a test of a clause that the table leaves out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::matrix::kept;

/// How far a clause is met, in OpenACR's words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Supports,
    Partly,
    NotApplicable,
}

use Level::{NotApplicable, Partly, Supports};

impl Level {
    fn name(self) -> &'static str {
        match self {
            Supports => "supports",
            Partly => "partially-supports",
            NotApplicable => "not-applicable",
        }
    }
}

/// A clause, how far it is met, its tests as `file::name`, and what is to be said of it.
type Row = (&'static str, &'static str, Level, &'static [&'static str], &'static str);

const PERFORMANCE: &str = "en_301_549_functional_performance";
const GENERIC: &str = "en_301_549_generic_requirements";
const HARDWARE: &str = "en_301_549_hardware";
const LEVEL_A: &str = "success_criteria_level_a";
const LEVEL_AA: &str = "success_criteria_level_aa";

/// The clauses that the kiosk's contracts name, and those around them that the same tests hold.
const ROWS: [Row; 38] = [
    (
        PERFORMANCE,
        "4.2.1",
        Supports,
        &[
            "clauses::clause_5_1_3_1_everything_that_is_shown_is_heard",
            "tests/kiosk/journeys.rs::by_keypad_and_ear_the_statement_is_heard_and_printed_and_nothing_stays",
        ],
        "Whole visits by keypad and headphones alone.",
    ),
    (
        PERFORMANCE,
        "4.2.7",
        Supports,
        &["clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone"],
        "Two keys or switches are enough; the test counts the presses.",
    ),
    (
        PERFORMANCE,
        "4.2.8",
        Supports,
        &[
            "tests/browser/kiosk.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
        ],
        "The low layout; the heights of the housing are the office's.",
    ),
    (PERFORMANCE, "4.2.9", Supports, &["figures::clause_2_3_1_nothing_flashes"], ""),
    (
        PERFORMANCE,
        "4.2.11",
        Supports,
        &[
            "secrets::clause_5_1_3_8_by_digit_keys_nothing_tells_one_pin_from_another",
            "walk_away::the_next_person_finds_what_the_first_one_found",
        ],
        "",
    ),
    (
        GENERIC,
        "5.1.2.1",
        Supports,
        &["clauses::clause_5_1_3_1_everything_that_is_shown_is_heard"],
        "Nothing needs assistive technology brought along.",
    ),
    (
        GENERIC,
        "5.1.3.1",
        Supports,
        &["clauses::clause_5_1_3_1_everything_that_is_shown_is_heard"],
        "Instructions, prompts, checks of what was typed, errors, tables, notices: the page is made once and both shown and said.",
    ),
    (
        GENERIC,
        "5.1.3.2",
        Supports,
        &["clauses::clause_5_2_speech_begins_without_sight_by_jack_or_any_key"],
        "Speech by loudspeaker, jack or handset. VVSG 2.0 7.2-N (0.5 s): kiosk/tests/voice/audible.rs::the_dispatcher_is_heard_soon_and_silent_at_once.",
    ),
    (GENERIC, "5.1.3.3", Supports, &["clauses::clause_5_1_3_3_what_is_heard_is_marked_on_the_screen"], ""),
    (
        GENERIC,
        "5.1.3.4",
        Supports,
        &["clauses::clause_5_1_3_4_speech_is_repeated_paused_and_tells_where_one_is"],
        "",
    ),
    (
        GENERIC,
        "5.1.3.5",
        Supports,
        &[
            "clauses::clause_5_1_3_5_a_key_or_a_touch_stops_speech_at_once_and_new_speech_takes_its_place",
            "kiosk/tests/voice/audible.rs::the_dispatcher_is_heard_soon_and_silent_at_once",
        ],
        "",
    ),
    (GENERIC, "5.1.3.6", Supports, &["clauses::clause_5_1_3_6_what_is_no_text_is_said_in_words"], ""),
    (GENERIC, "5.1.3.7", NotApplicable, &[], "There is no video."),
    (
        GENERIC,
        "5.1.3.8",
        Supports,
        &[
            "secrets::clause_5_1_3_8_by_digit_keys_nothing_tells_one_pin_from_another",
            "secrets::clause_5_1_3_8_by_touch_nothing_seen_but_the_count_and_nothing_heard",
            "secrets::clause_5_1_3_8_on_the_ring_a_digit_is_named_in_the_headphones_before_it_is_taken_and_never_after",
            "secrets::clause_5_1_3_8_on_the_ring_without_headphones_nothing_at_all_tells_the_digit",
            "secrets::who_has_two_keys_and_no_headphones_sees_where_the_ring_stands_in_one_place_and_it_is_never_heard",
        ],
        "Entered digits are counted, never named: stricter than the asterisk of US DOT and the tone of Section 508. Who \
         has two keys alone and hears nothing sees where the ring stands; it begins anywhere.",
    ),
    (
        GENERIC,
        "5.1.3.9",
        Supports,
        &[
            "clauses::clause_5_1_3_9_personal_data_are_heard_by_private_listening_only",
            "clauses::clause_5_1_3_9_a_jack_that_was_full_before_is_not_private",
            "walk_away::whoever_comes_while_headphones_and_card_of_another_are_in_inherits_neither",
        ],
        "A headset that is a sound card of its own counts as private only where the machine's output moves to it.",
    ),
    (
        GENERIC,
        "5.1.3.10",
        Supports,
        &["clauses::clause_5_1_3_10_nothing_is_said_by_itself_for_more_than_three_seconds"],
        "Silent but for one sentence of 2.7 s, every 120 s unless the office says otherwise; 0 is never.",
    ),
    (
        GENERIC,
        "5.1.3.11",
        Supports,
        &[
            "figures::clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db",
        ],
        "VVSG 2.0 7.1-K.",
    ),
    (
        GENERIC,
        "5.1.3.12",
        Supports,
        &[
            "figures::clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db",
        ],
        "The same steps for the loudspeaker; its level in the hall is set at installation.",
    ),
    (
        GENERIC,
        "5.1.3.13",
        Supports,
        &["clauses::clause_5_1_3_13_volume_rate_and_the_rest_are_as_at_first_after_each_use"],
        "To the office's step, at most 65 dBA where the headset is calibrated.",
    ),
    (
        GENERIC,
        "5.1.3.14",
        Supports,
        &[
            "clauses::clause_5_1_3_14_speech_is_in_the_language_of_the_page_and_foreign_names_in_their_own",
            "kiosk/tests/voice/words.rs::words_arrive_as_they_are_each_in_the_voice_of_its_language",
        ],
        "",
    ),
    (
        GENERIC,
        "5.1.3.15",
        Supports,
        &["clauses::clause_5_1_3_15_an_error_names_the_field_and_says_what_is_wrong"],
        "",
    ),
    (
        GENERIC,
        "5.1.3.16",
        Supports,
        &[
            "clauses::clause_5_1_3_16_what_is_printed_is_heard",
            "matrix::every_fault_in_every_phase_is_told_and_does_nothing_twice_and_leaves_nothing",
        ],
        "",
    ),
    (
        GENERIC,
        "5.1.4",
        Supports,
        &["figures::clause_5_1_4_a_capital_letter_is_as_tall_as_0_7_degrees_at_600_mm"],
        "In the two larger of the four sizes.",
    ),
    (GENERIC, "5.1.5", Supports, &["clauses::clause_5_1_5_what_is_said_in_between_is_captioned"], ""),
    (
        GENERIC,
        "5.1.6.1",
        Supports,
        &[
            "clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone",
            "clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried",
        ],
        "",
    ),
    (GENERIC, "5.1.6.2", Supports, &["clauses::clause_5_1_3_3_what_is_heard_is_marked_on_the_screen"], ""),
    (GENERIC, "5.2", Supports, &["clauses::clause_5_2_speech_begins_without_sight_by_jack_or_any_key"], ""),
    (GENERIC, "5.3", NotApplicable, &[], "No biometrics."),
    (
        GENERIC,
        "5.7",
        Supports,
        &[
            "kiosk/src/devices/input/tests.rs::a_press_is_one_key_however_long_it_is",
            "kiosk/tests/guest/scenarios.rs::a_keypad_comes_late_is_the_agents_alone_and_is_missed_when_it_goes",
        ],
        "Nothing repeats: a key that is held counts once, whatever the keypad or the kernel sends.",
    ),
    (
        GENERIC,
        "5.8",
        Partly,
        &["tests/browser/kiosk.rs::a_touch_that_comes_twice_within_half_a_second_counts_once"],
        "By touch, 0.5 s; the keypad's letters need the same key twice, with 1.2 s for it.",
    ),
    (
        GENERIC,
        "5.9",
        Supports,
        &["clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried"],
        "Keys can be tried as with EZ Access.",
    ),
    (
        HARDWARE,
        "8.2.1.1",
        Supports,
        &[
            "figures::clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db",
        ],
        "30 dB. VVSG 2.0 7.1-K also asks for the rate: figures::vvsg_7_1_k_rate_has_six_to_eight_steps_from_50_to_200_percent.",
    ),
    (
        HARDWARE,
        "8.2.1.2",
        Supports,
        &[
            "figures::clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db",
        ],
        "Steps of about 8 dB.",
    ),
    (
        HARDWARE,
        "8.3.2.1",
        Partly,
        &[
            "tests/browser/kiosk.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
        ],
        "Reach from 380 to 1 220 mm hangs on the housing too.",
    ),
    (
        HARDWARE,
        "8.5",
        Partly,
        &["clauses::clause_5_2_speech_begins_without_sight_by_jack_or_any_key"],
        "Key 5 and the jack begin speech; the dot on the key is the keypad's.",
    ),
    (
        LEVEL_A,
        "2.2.1",
        Supports,
        &[
            "figures::clause_2_2_1_who_is_slow_is_asked_has_20_seconds_and_ten_more_times",
            "figures::clause_2_2_1_the_clock_stands_still_while_the_kiosk_prints_or_waits",
        ],
        "EN 301 549 9.2.2.1 and 11.2.2.1.",
    ),
    (LEVEL_A, "2.3.1", Supports, &["figures::clause_2_3_1_nothing_flashes"], ""),
    (
        LEVEL_AA,
        "2.5.8",
        Supports,
        &[
            "tests/browser/kiosk.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
        ],
        "VVSG 2.0: 12.7 mm, with 2.5 mm between.",
    ),
];

/// What the kiosk's contracts name beside the catalogue, with its test: written in the notes of the whole.
const BESIDE: [(&str, &str); 6] = [
    (
        "US DOT, automated kiosks (4): the screen is blanked on request",
        "clauses::dot_4_the_screen_is_covered_and_shown_again_from_the_keypad_and_it_is_told",
    ),
    (
        "VVSG 2.0 7.1-K: rate of speech",
        "figures::vvsg_7_1_k_rate_has_six_to_eight_steps_from_50_to_200_percent",
    ),
    (
        "VVSG 2.0 7.2-N: time to the first sound",
        "kiosk/tests/voice/audible.rs::the_dispatcher_is_heard_soon_and_silent_at_once",
    ),
    (
        "EZ Access: keys say their names",
        "clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried",
    ),
    (
        "Staff by two presses, from every page",
        "clauses::staff_are_called_from_every_page_by_two_presses_and_answered_in_words",
    ),
    ("No words of HTML by ear", "clauses::no_words_of_html_are_heard"),
];

/// The file of a test: one of this folder by its name, others by their path.
fn place(test: &str) -> (String, &str) {
    let (file, name) = test.rsplit_once("::").expect("file::name");
    let file = if file.ends_with(".rs") { file.to_owned() } else { format!("kiosk/tests/agent/{file}.rs") };
    (file, name)
}

pub fn source(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether a file has a test of this name.
pub fn is_test(source: &str, name: &str) -> bool {
    let Some(at) = source.find(&format!("fn {name}(")) else { return false };
    source[..at].trim_end().lines().rev().take(3).any(|line| line.trim() == "#[test]")
}

#[test]
fn each_clause_has_its_tests_and_no_test_of_a_clause_is_left_out() {
    let named: Vec<&str> = ROWS
        .iter()
        .flat_map(|row| row.3.iter().copied())
        .chain(BESIDE.iter().map(|(_, test)| *test))
        .collect();
    for test in &named {
        let (file, name) = place(test);
        assert!(is_test(&source(&file), name), "{test} is no test");
    }
    for row in &ROWS {
        assert!(!row.3.is_empty() || row.2 == NotApplicable, "{} has no test", row.1);
        assert!(row.2 == Supports || !row.4.is_empty(), "{} does not say why", row.1);
    }
    for file in ["clauses", "figures", "secrets"] {
        let source = source(&format!("kiosk/tests/agent/{file}.rs"));
        for line in source.lines().filter_map(|line| line.strip_prefix("fn clause_")) {
            let name = line.split('(').next().unwrap();
            assert!(
                named.iter().any(|test| test.ends_with(&format!("::clause_{name}"))),
                "clause_{name} is left out"
            );
        }
    }
}

/// The clauses of the kiosk's contracts.
const CONTRACTS: [&str; 24] = [
    "5.1.3.1", "5.1.3.3", "5.1.3.4", "5.1.3.5", "5.1.3.6", "5.1.3.8", "5.1.3.9", "5.1.3.10", "5.1.3.13",
    "5.1.3.14", "5.1.3.15", "5.1.3.16", "5.1.4", "5.1.6.1", "5.2", "5.7", "5.8", "5.9", "8.2.1.1", "8.2.1.2",
    "8.3.2.1", "8.5", "2.2.1", "4.2.11",
];

#[test]
fn no_clause_of_the_contracts_is_left_out_and_none_stands_twice() {
    let mut numbers: Vec<&str> = ROWS.iter().map(|row| row.1).collect();
    for clause in CONTRACTS {
        assert!(numbers.contains(&clause), "{clause} is left out");
    }
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
}

/// A string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn the_table_is_kept_as_openacr() {
    let mut yaml = String::from("# Written by kiosk/tests/agent/conformance.rs: `./test conformance`.\n");
    let beside: Vec<String> = BESIDE.iter().map(|(what, test)| format!("{what}: {test}.")).collect();
    let notes = format!(
        "The kiosk of Sportello, as its own tests find it; nobody has tried it with a disability yet. Each criterion \
         names the tests that hold it. {}",
        beside.join(" ")
    );
    let head = [
        ("title", "Sportello Accessibility Conformance Report"),
        ("catalog", "2.5-edition-wcag-2.2-508-eu-en"),
        ("license", "EUPL-1.2"),
        (
            "evaluation_methods_used",
            "Automated tests of the agent with simulated devices and a turned clock, of the real programs, and of the screen in Chromium.",
        ),
        ("notes", notes.as_str()),
    ];
    for (key, value) in head {
        writeln!(yaml, "{key}: {}", quoted(value)).unwrap();
    }
    writeln!(yaml, "product:\n  name: \"Sportello kiosk\"\n  version: {}", quoted(env!("CARGO_PKG_VERSION")))
        .unwrap();
    writeln!(yaml, "  description: \"The portal's pages by touch, keypad, headphones, card and paper.\"")
        .unwrap();
    writeln!(yaml, "author:\n  name: \"Sportello\"\n  email: \"accessibilita@sportello.example\"\nchapters:")
        .unwrap();
    let mut chapters: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    ROWS.iter().for_each(|row| chapters.entry(row.0).or_default().push(row));
    for (chapter, rows) in chapters {
        writeln!(yaml, "  {chapter}:\n    criteria:").unwrap();
        // In the chapters of EN 301 549 the catalogue has no components.
        let component = if chapter.starts_with("en_301") { "none" } else { "software" };
        for (_, number, level, tests, words) in rows {
            let tests: Vec<String> = tests
                .iter()
                .map(|test| {
                    let (file, name) = place(test);
                    format!("{file}::{name}")
                })
                .collect();
            let tests = if tests.is_empty() { String::new() } else { format!("Tests: {}", tests.join(", ")) };
            let notes = [*words, tests.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            writeln!(yaml, "      - num: \"{number}\"\n        components:\n          - name: {component}")
                .unwrap();
            writeln!(
                yaml,
                "            adherence:\n              level: {}\n              notes: {}",
                level.name(),
                quoted(&notes)
            )
            .unwrap();
        }
    }
    kept("../docs/conformance.yaml", &yaml);
}

//! The clauses, how far each is met, and the tests that hold it: what `conformance.rs` makes a table of.

/// How far a clause is met, in OpenACR's words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Supports,
    Partly,
    NotApplicable,
}

use Level::{NotApplicable, Partly, Supports};

impl Level {
    /// As it stands in the table.
    pub fn name(self) -> &'static str {
        match self {
            Supports => "supports",
            Partly => "partially-supports",
            NotApplicable => "not-applicable",
        }
    }
}

/// A clause, how far it is met, its tests as `file::name`, and what is to be said of it.
pub type Row = (&'static str, &'static str, Level, &'static [&'static str], &'static str);

const PERFORMANCE: &str = "en_301_549_functional_performance";
const GENERIC: &str = "en_301_549_generic_requirements";
const HARDWARE: &str = "en_301_549_hardware";
const SOFTWARE: &str = "en_301_549_software";
const DOCUMENTS: &str = "en_301_549_documentation_and_support_services";
const LEVEL_A: &str = "success_criteria_level_a";
const LEVEL_AA: &str = "success_criteria_level_aa";

/// What is said of clauses that a program cannot meet.
const HOUSING: &str = "The housing's, which is none of this product.";

/// Every clause of EN 301 549 for closed functionality, hardware and what goes with them.
pub const ROWS: &[Row] = &[
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
            "tests/browser/kiosk_layout.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
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
        "Speech by loudspeaker, jack or handset. VVSG 2.0 7.2-N (0.5 s): kiosk/tests/voice/audible.rs::figures_the_dispatcher_is_heard_soon_and_silent_at_once.",
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
            "kiosk/tests/voice/audible.rs::figures_the_dispatcher_is_heard_soon_and_silent_at_once",
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
            "secrets::clause_5_1_3_8_a_pin_that_is_typed_before_its_box_is_reached_tells_no_digit",
            "secrets::clause_5_1_3_8_by_a_braille_display_a_pin_is_a_count_under_the_fingers_and_nothing_seen_or_heard",
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
            "kiosk/tests/voice/outputs.rs::what_is_private_is_in_the_headphones_and_never_in_the_hall",
        ],
        "With two sound outputs what is private comes from the headphones' own alone; with one, the jack itself must cut \
         the loudspeaker off, and a headset that is a sound card of its own counts as private only where the machine's \
         output moves to it.",
    ),
    (
        GENERIC,
        "5.1.3.10",
        Supports,
        &["clauses::clause_5_1_3_10_nothing_is_said_by_itself_for_more_than_three_seconds"],
        "Silent but for one sentence of 2.7 s, every 120 s unless the office says otherwise (0 is never), as loud as it says.",
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
        &[
            "figures::clause_5_1_4_a_capital_letter_is_as_tall_as_0_7_degrees_at_600_mm",
            "tests/browser/kiosk_screens.rs::a_capital_letter_as_chromium_draws_it_is_as_tall_as_the_norm_asks",
        ],
        "",
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
        &[
            "tests/browser/kiosk.rs::a_touch_that_comes_twice_within_half_a_second_counts_once",
            "tests/browser/kiosk_touch.rs::double_letters_are_typed_fast_and_a_finger_that_bounces_types_one",
        ],
        "By touch, 0.5 s, and up to 5 s by the office; on the keys of the screen's keyboard 0.1 s, for words and codes have \
         double signs, and up to 5 s; the keypad's letters need the same key twice, with 1.2 s for it.",
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
            "tests/browser/kiosk_layout.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
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
        PERFORMANCE,
        "4.2.2",
        Supports,
        &[
            "figures::clause_5_1_4_a_capital_letter_is_as_tall_as_0_7_degrees_at_600_mm",
            "tests/browser/kiosk.rs::a_visit_by_touch_is_sound_in_every_theme_size_and_language_upright_and_lying",
            "tests/browser/kiosk_layout.rs::how_one_reads_is_chosen_in_the_lower_half_of_every_screen",
        ],
        "Four sizes, four themes, and speech beside the screen.",
    ),
    (
        PERFORMANCE,
        "4.2.3",
        Supports,
        &[
            "a11y/src/html/colours.rs::text_has_a_contrast_of_seven_and_borders_of_three_in_every_theme",
            "tests/browser/kiosk.rs::a_visit_by_touch_is_sound_in_every_theme_size_and_language_upright_and_lying",
        ],
        "A Page has no colours: what it tells it tells in words, whatever the theme.",
    ),
    (
        PERFORMANCE,
        "4.2.4",
        Supports,
        &[
            "clauses::clause_5_1_5_what_is_said_in_between_is_captioned",
            "matrix::every_fault_in_every_phase_is_told_and_does_nothing_twice_and_leaves_nothing",
        ],
        "All that is heard is seen; by braille nothing is heard at all.",
    ),
    (
        PERFORMANCE,
        "4.2.5",
        Supports,
        &[
            "figures::clause_8_2_1_1_volume_has_a_range_of_18_db_and_8_2_1_2_steps_of_at_most_10_db_past_12_db",
            "clauses::clause_5_1_5_what_is_said_in_between_is_captioned",
        ],
        "The coil for hearing aids is the housing's.",
    ),
    (
        PERFORMANCE,
        "4.2.6",
        Supports,
        &["clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone"],
        "Nobody is ever asked to speak.",
    ),
    (
        PERFORMANCE,
        "4.2.10",
        Partly,
        &[
            "figures::clause_2_2_1_who_is_slow_is_asked_has_20_seconds_and_ten_more_times",
            "clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried",
            "staff::staff_are_two_presses_or_two_touches_away_in_every_state",
        ],
        "Time, help and people are near in every state; whether the words are plain nobody has tried with the people concerned.",
    ),
    (
        GENERIC,
        "5.1.2.2",
        Supports,
        &[
            "clauses::clause_5_2_speech_begins_without_sight_by_jack_or_any_key",
            "clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone",
        ],
        "Headphones alone are brought along.",
    ),
    (
        GENERIC,
        "5.1.7",
        Supports,
        &["clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone"],
        "Nothing is told to it by voice.",
    ),
    (GENERIC, "5.4", NotApplicable, &[], "It converts nobody's documents."),
    (
        GENERIC,
        "5.5.1",
        Partly,
        &[
            "clauses::clause_5_1_6_everything_is_done_with_next_and_select_alone",
            "tests/browser/kiosk_layout.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
        ],
        "A light touch or two switches do everything; the force of the keypad's keys is the keypad's.",
    ),
    (
        GENERIC,
        "5.5.2",
        Partly,
        &[
            "kiosk/src/agent/finger_tests.rs::what_is_under_the_finger_is_said_once_and_moves_the_cursor",
            "clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried",
        ],
        "A finger explores the screen and chooses nothing, and each key says its name; that keys can be felt is the keypad's.",
    ),
    (
        GENERIC,
        "5.6.1",
        Supports,
        &["clauses::dot_4_the_screen_is_covered_and_shown_again_from_the_keypad_and_it_is_told"],
        "What is turned on or off says so: curtain, trying of keys, exploring.",
    ),
    (
        GENERIC,
        "5.6.2",
        Supports,
        &[
            "clauses::dot_4_the_screen_is_covered_and_shown_again_from_the_keypad_and_it_is_told",
            "tests/browser/kiosk_layout.rs::how_one_reads_is_chosen_in_the_lower_half_of_every_screen",
        ],
        "And shows so.",
    ),
    (
        HARDWARE,
        "8.1.2",
        Supports,
        &[
            "kiosk/tests/guest/scenarios.rs::headphones_are_seen_in_three_ways_and_only_an_edge_counts",
            "kiosk/tests/card_reader.rs::figures_every_card_is_read_and_pulled",
        ],
        "Devices of standard classes: USB HID and audio, jack, PC/SC, ESC/POS.",
    ),
    (HARDWARE, "8.1.3", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.2.2.1", NotApplicable, &[], "No telephone."),
    (HARDWARE, "8.2.2.2", NotApplicable, &[], "No telephone."),
    (HARDWARE, "8.3.2.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.3.1", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.3.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.3.3", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.4", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.5", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.2.6", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.3.1", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.3.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.3.3.1", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.3.3.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.4.1", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.4.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.4.3.2", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.3.4.3.3", NotApplicable, &[], HOUSING),
    (
        HARDWARE,
        "8.3.5",
        Partly,
        &["figures::clause_5_1_4_a_capital_letter_is_as_tall_as_0_7_degrees_at_600_mm"],
        "The size of letters; that they are seen from 1 015 mm above the floor hangs on the housing.",
    ),
    (
        HARDWARE,
        "8.3.6",
        Supports,
        &["units::clause_8_3_6_the_instructions_say_how_high_and_where_a_kiosk_stands"],
        "The instructions of the program give the heights, the reach and the floor; who builds the housing keeps to them.",
    ),
    (
        HARDWARE,
        "8.4.1",
        Partly,
        &[
            "kiosk/tests/guest/scenarios.rs::a_keypad_comes_late_is_the_agents_alone_and_is_missed_when_it_goes",
        ],
        "Digit keys mean what they mean on a telephone; the dot on the 5 is the keypad's.",
    ),
    (HARDWARE, "8.4.2.1", NotApplicable, &[], HOUSING),
    (HARDWARE, "8.4.2.2", NotApplicable, &[], HOUSING),
    (
        HARDWARE,
        "8.4.3",
        NotApplicable,
        &[],
        "No key or ticket is needed, and a card that is put in either way is told how: which way it is felt is the card's.",
    ),
    (
        SOFTWARE,
        "11.5.1",
        Supports,
        &["clauses::clause_5_1_3_1_everything_that_is_shown_is_heard"],
        "Closed functionality: chapter 5.1 holds in the place of 11.5.2.",
    ),
    (
        SOFTWARE,
        "11.5.2",
        NotApplicable,
        &[],
        "Closed functionality: no assistive technology can be brought along. What the browser tells of the screen is sound all the same: tests/browser/kiosk.rs.",
    ),
    (
        SOFTWARE,
        "11.6.1",
        NotApplicable,
        &[],
        "Closed functionality: the platform's own features are behind it.",
    ),
    (
        SOFTWARE,
        "11.6.2",
        NotApplicable,
        &[],
        "Closed functionality: the platform's own features are behind it.",
    ),
    (
        SOFTWARE,
        "11.7",
        Supports,
        &[
            "tests/browser/kiosk_layout.rs::how_one_reads_is_chosen_in_the_lower_half_of_every_screen",
            "clauses::clause_5_1_3_13_volume_rate_and_the_rest_are_as_at_first_after_each_use",
        ],
        "Closed functionality: it has no settings of a platform to follow; its own are of its citizen, and go with them.",
    ),
    (SOFTWARE, "11.8", NotApplicable, &[], "No authoring tool."),
    (
        DOCUMENTS,
        "12.1.1",
        Supports,
        &[
            "kiosk/src/agent/tests/session.rs::help_is_read_beside_a_form_and_the_form_is_as_it_was",
            "src/services/about/tests.rs::the_statement_says_what_is_in_its_file",
        ],
        "The kiosk's own help, in every language, by ear and on the screen; the accessibility statement.",
    ),
    (
        DOCUMENTS,
        "12.1.2",
        Supports,
        &[
            "kiosk/src/agent/tests/session.rs::help_is_read_beside_a_form_and_the_form_is_as_it_was",
            "tests/browser/kiosk.rs::a_visit_by_touch_is_sound_in_every_theme_size_and_language_upright_and_lying",
        ],
        "Its help is a page like all others.",
    ),
    (DOCUMENTS, "12.2.2", NotApplicable, &[], "Support is the institute's."),
    (DOCUMENTS, "12.2.3", NotApplicable, &[], "Support is the institute's."),
    (DOCUMENTS, "12.2.4", NotApplicable, &[], "Support is the institute's."),
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
            "tests/browser/kiosk_layout.rs::in_the_low_layout_all_that_is_touched_is_in_the_lower_half_and_large_enough",
        ],
        "VVSG 2.0: 12.7 mm, with 2.5 mm between.",
    ),
];

/// What the kiosk's contracts name beside the catalogue, with its test: written in the notes of the whole.
pub const BESIDE: &[(&str, &str)] = &[
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
        "kiosk/tests/voice/audible.rs::figures_the_dispatcher_is_heard_soon_and_silent_at_once",
    ),
    (
        "EZ Access: keys say their names",
        "clauses::clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried",
    ),
    (
        "Staff, from every page, answered in words",
        "staff::staff_are_called_from_every_page_by_two_presses_and_answered_in_words",
    ),
    (
        "Staff by two presses, in every state",
        "staff::staff_are_two_presses_or_two_touches_away_in_every_state",
    ),
    ("No words of HTML by ear", "clauses::no_words_of_html_are_heard"),
];

/// The clauses of the kiosk's contracts.
pub const CONTRACTS: [&str; 24] = [
    "5.1.3.1", "5.1.3.3", "5.1.3.4", "5.1.3.5", "5.1.3.6", "5.1.3.8", "5.1.3.9", "5.1.3.10", "5.1.3.13",
    "5.1.3.14", "5.1.3.15", "5.1.3.16", "5.1.4", "5.1.6.1", "5.2", "5.7", "5.8", "5.9", "8.2.1.1", "8.2.1.2",
    "8.3.2.1", "8.5", "2.2.1", "4.2.11",
];

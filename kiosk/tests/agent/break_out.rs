//! How people try to get out of the page at a kiosk: written in the notes of the table of conformance.

/// Each way, with the test of what stops it.
pub const BREAK_OUT: &[(&str, &str)] = &[
    ("long press", LEAVES),
    ("swipe from the edge", LEAVES),
    ("F11, F12, Ctrl+P, Ctrl+O, Ctrl+N", LEAVES),
    ("file:, view-source:, other schemes", OPENS),
    ("downloads", OPENS),
    ("links to other sites", OPENS),
    (
        "Alt+F4, Ctrl+W, Ctrl+T, Ctrl+Shift+I, a typed address, the other buttons, in the compositor",
        COMPOSITOR,
    ),
    ("addresses that the browser itself refuses, and printing", COMPOSITOR),
    ("SysRq, from the keypad and from a stranger's keyboard; Ctrl+Alt+Fn from the keypad", KERNEL),
    (
        "Ctrl+Alt+Fn and Ctrl+Alt+Del from a stranger's keyboard (its settings are read, nobody presses)",
        MACHINE,
    ),
    ("a keyboard that is plugged in (its rule is read, nobody plugs)", MACHINE),
    (
        "a keyboard that no setting names",
        "kiosk/tests/guest/scenarios.rs::two_switches_lead_a_stranger_does_not_and_lost_keys_do_no_harm",
    ),
    (
        "typing into the browser while the agent starts anew",
        "kiosk/tests/guest/scenarios.rs::a_keypad_comes_late_is_the_agents_alone_and_is_missed_when_it_goes",
    ),
    (
        "a scan outside the alphabet of codes",
        "kiosk/tests/guest/scenarios.rs::a_scan_is_told_from_typing_by_its_device_and_a_damaged_one_is_said_to_be_so",
    ),
    (
        "another program's browser on the screen's address",
        "tests/kiosk/office.rs::figures_the_supervisor_hears_of_a_kiosk_that_is_ready_lives_is_closed_and_is_started_anew",
    ),
    ("the browser killed", crate::matrix::BROWSER_TEST),
    (
        "a program with the simulator in an office",
        "tests/kiosk/office/units.rs::the_units_are_what_systemd_takes_and_the_installer_lays_them_out",
    ),
    (
        "settings that were changed",
        "tests/kiosk/office/settings.rs::settings_that_are_not_signed_were_changed_or_are_older_are_refused_in_words",
    ),
];

const LEAVES: &str =
    "tests/browser/kiosk_lockdown.rs::long_presses_swipes_from_the_edge_and_keys_of_the_browser_lead_nowhere";
const OPENS: &str =
    "tests/browser/kiosk_lockdown.rs::links_to_files_sources_downloads_and_other_sites_open_nothing";
const COMPOSITOR: &str = "tests/kiosk/compositor.rs::in_the_compositor_of_an_office_the_browser_fills_the_screen_is_touched_and_leads_nowhere_else";
const KERNEL: &str = "kiosk/tests/guest/scenarios.rs::keys_of_the_kernel_reach_it_neither_from_the_agents_keypad_nor_from_a_stranger";
const MACHINE: &str = "tests/browser/kiosk_lockdown.rs::the_settings_of_the_machine_say_what_stops_keys_and_addresses_that_a_page_cannot";

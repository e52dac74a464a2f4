//! What happens at a kiosk's input devices, and what the agent makes of it.

use std::time::{Duration, Instant};

use crate::machine::Machine;

/// The number after `at` in a line of the console, or alone: microseconds of the guest.
fn at(line: &str) -> u64 {
    line.rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("no time: {line}"))
}

/// The events among these lines, without their times.
fn events(lines: &[String]) -> Vec<&str> {
    let events = lines.iter().filter_map(|line| line.split_once("EVENT ").map(|(_, event)| event));
    events.map(|event| event.split_once(" at ").map_or(event, |(event, _)| event)).collect()
}

fn measured(what: &str, from: Instant, to: Instant) {
    println!("MEASURED {what}: {} ms", to.duration_since(from).as_millis());
}

#[test]
fn a_keypad_comes_late_is_the_agents_alone_and_is_missed_when_it_goes() {
    let mut kiosk =
        Machine::boot("scenarios::a_keypad_comes_late_is_the_agents_alone_and_is_missed_when_it_goes", &[]);
    kiosk.hears("EVENT Device(Keypad(false))");
    kiosk.hears("REPORT Device(Keypad(false))");
    let plugged = kiosk.plug("usb-kbd", "keypad");
    let (there, _) = kiosk.hears("EVENT Device(Keypad(true))");
    measured("keypad plugged in to grabbed", plugged, there);
    assert_eq!(kiosk.probe("grab QEMU QEMU USB Keyboard"), "EBUSY");

    // Any key begins speech; the next ones lead.
    kiosk.press("5");
    kiosk.hears("EVENT Sign(");
    kiosk.hears("SAY altoparlante:");
    kiosk.press("down");
    let (_, line) = kiosk.hears("SAY altoparlante:");
    assert!(line.contains("Scegli la lingua") || line.contains("Italiano"), "{line}");
    // Of two at once the first counts; the kernel's own repeat does not.
    kiosk.key("down", true);
    kiosk.hears("EVENT Key(Next)");
    kiosk.key("up", true);
    kiosk.key("up", false);
    std::thread::sleep(Duration::from_millis(700));
    kiosk.key("down", false);
    kiosk.press("f1");
    assert_eq!(events(&kiosk.until("EVENT Key(Help)")), ["Key(Help)"]);

    let pulled = kiosk.unplug("keypad");
    let (gone, _) = kiosk.hears("EVENT Device(Keypad(false))");
    measured("keypad pulled out to told", pulled, gone);
    kiosk.hears("SAY altoparlante: La tastiera non risponde.");
    kiosk.plug("usb-kbd", "again");
    kiosk.hears("EVENT Device(Keypad(true))");
    kiosk.hears("SAY altoparlante: La tastiera funziona di nuovo.");
    assert_eq!(kiosk.probe("grab QEMU QEMU USB Keyboard"), "EBUSY");
    kiosk.press("down");
    kiosk.hears("EVENT Key(Next)");
}

#[test]
fn a_scan_is_told_from_typing_by_its_device_and_a_damaged_one_is_said_to_be_so() {
    let mut kiosk = Machine::boot(
        "scenarios::a_scan_is_told_from_typing_by_its_device_and_a_damaged_one_is_said_to_be_so",
        &["usb-kbd,bus=bus.0"],
    );
    kiosk.hears("EVENT Device(Reader(false))");
    kiosk.probe("plug scanner");
    kiosk.hears("EVENT Device(Reader(true))");
    assert_eq!(kiosk.probe("grab Fake scanner"), "EBUSY");
    // Digits that are typed as fast as a scan are typed all the same.
    "80380001".chars().for_each(|digit| {
        kiosk.press(&digit.to_string());
    });
    kiosk.press("down");
    let typed = kiosk.until("EVENT Key(Next)");
    let of_hands = |event: &&str| ["Sign(", "Key(", "Voice"].iter().any(|kind| event.starts_with(kind));
    assert!(events(&typed).iter().all(of_hands), "{typed:?}");
    assert_eq!(events(&typed).iter().filter(|event| event.starts_with("Sign(")).count(), 8, "{typed:?}");

    kiosk.probe("scan RNLNRC84S04I782A");
    let (_, line) = kiosk.hears("EVENT Code(");
    assert!(line.contains("Code(Holder(Holder))"), "{line}");
    kiosk.probe("scan 8001234567890");
    kiosk.hears("EVENT Code(Unknown)");
    kiosk.hears("SAY altoparlante: Questo codice non è un codice fiscale.");
    kiosk.probe("flood scanner");
    kiosk.hears("EVENT Code(Damaged)");
    kiosk.hears("SAY altoparlante: Il codice non si è letto bene.");
    kiosk.probe("scan RNLNRC84S04I782A");
    kiosk.hears("EVENT Code(Holder(Holder))");

    // The stripe through the kernel's HID, and a reader that is pulled out.
    kiosk.probe("plug stripe");
    kiosk.probe("opened Fake stripe");
    kiosk.probe("unplug scanner");
    kiosk.probe("swipe %RNLNRC84S04I782ARINALDI  ENRICO?");
    kiosk.hears("EVENT Code(Holder(Holder))");
    kiosk.probe("unplug stripe");
    kiosk.hears("EVENT Device(Reader(false))");
    kiosk.hears("SAY altoparlante: Il lettore di codici non risponde.");
}

#[test]
fn a_scanner_that_is_no_keyboard_comes_late_is_read_and_is_missed_when_it_goes() {
    let mut kiosk = Machine::boot(
        "scenarios::a_scanner_that_is_no_keyboard_comes_late_is_read_and_is_missed_when_it_goes",
        &["usb-kbd,bus=bus.0"],
    );
    kiosk.hears("EVENT Device(Reader(false))");
    kiosk.probe("plug pos");
    kiosk.hears("EVENT Device(Reader(true))");
    // Whoever is there hears what it reads.
    kiosk.press("5");
    kiosk.hears("SAY altoparlante:");
    kiosk.probe("pos 8001234567890");
    kiosk.hears("EVENT Code(Unknown)");
    kiosk.hears("SAY altoparlante: Questo codice non è un codice fiscale.");
    kiosk.probe("pos RNLNRC84|S04I782A");
    kiosk.hears("EVENT Code(Holder(Holder))");
    // The rest never comes.
    kiosk.probe("pos RNLNRC84|");
    kiosk.hears("EVENT Code(Damaged)");
    kiosk.hears("SAY altoparlante: Il codice non si è letto bene.");
    kiosk.probe("pos RNLNRC84S04I782A");
    kiosk.hears("EVENT Code(Holder(Holder))");
    // Pulled out in the middle of a scan, and back.
    kiosk.probe("pos RNLNRC84|");
    kiosk.probe("unplug pos");
    kiosk.hears("EVENT Code(Damaged)");
    kiosk.hears("EVENT Device(Reader(false))");
    kiosk.hears("SAY altoparlante: Il lettore di codici non risponde.");
    kiosk.probe("plug pos");
    kiosk.hears("EVENT Device(Reader(true))");
    kiosk.probe("pos RNLNRC84S04I782A");
    kiosk.hears("EVENT Code(Holder(Holder))");
}

#[test]
fn headphones_are_seen_in_three_ways_and_only_an_edge_counts() {
    let mut kiosk = Machine::boot(
        "scenarios::headphones_are_seen_in_three_ways_and_only_an_edge_counts",
        &["usb-kbd,bus=bus.0", "usb-audio,bus=bus.0,audiodev=sound,id=early"],
    );
    // A headset that was in before anybody came begins nothing.
    kiosk.hears("EVENT Device(JackFull)");
    kiosk.probe("plug jack");
    kiosk.unplug("early");
    let lines = kiosk.until("EVENT Jack(false)");
    assert!(lines.iter().all(|line| !line.contains("SAY ")), "{lines:?}");

    // The switch of a jack.
    kiosk.probe("jack 1");
    kiosk.hears("EVENT Jack(true)");
    kiosk.hears("SAY cuffie: Cuffie inserite.");
    let out = Instant::now();
    kiosk.probe("jack 0");
    kiosk.hears("EVENT Jack(false)");
    let (silent, _) = kiosk.hears("HUSH");
    measured("headphones out to silence asked for", out, silent);
    // A jack that goes with its device is out.
    kiosk.probe("jack 1");
    kiosk.hears("SAY cuffie:");
    kiosk.probe("unplug jack");
    kiosk.hears("EVENT Jack(false)");

    // The keypad's own.
    kiosk.press("f11");
    kiosk.hears("EVENT Jack(true)");
    kiosk.hears("SAY cuffie:");
    kiosk.press("f12");
    kiosk.hears("EVENT Jack(false)");

    // A sound card that appears.
    let plugged = kiosk.plug("usb-audio", "late");
    let (heard, _) = kiosk.hears("EVENT Jack(true)");
    measured("USB headset plugged in to told", plugged, heard);
    kiosk.hears("SAY cuffie:");
    kiosk.unplug("late");
    kiosk.hears("EVENT Jack(false)");
}

#[test]
fn two_switches_lead_a_stranger_does_not_and_lost_keys_do_no_harm() {
    let mut kiosk =
        Machine::boot("scenarios::two_switches_lead_a_stranger_does_not_and_lost_keys_do_no_harm", &[]);
    kiosk.probe("plug stranger");
    assert_eq!(kiosk.probe("grab Fake stranger"), "taken", "what no setting names is left alone");
    kiosk.probe("release");
    // Staff teach the kiosk what it is: two keys, and 21 that it does not have.
    let map = kiosk.probe(&format!("learn 57 28{}", " 57".repeat(21)));
    let wanted = "[[keypads]]|vendor = 0x1234|product = 0x5678|[keypads.keys]|KEY_SPACE = \"next\"|KEY_ENTER = \"select\"|";
    assert_eq!(map, wanted);
    kiosk.probe("unplug stranger");
    kiosk.probe("plug switches");
    let lines = kiosk.until("EVENT Device(Keypad(true))");
    assert!(!lines.iter().any(|line| line.contains("Key(N") || line.contains("Switch(N")), "{lines:?}");
    kiosk.probe("press 57");
    kiosk.hears("SAY altoparlante:");
    kiosk.probe("flood switches");
    kiosk.probe("press 28");
    let lines = kiosk.until("EVENT Switch(Select)");
    assert!(!lines.iter().any(|line| line.contains("EVENT Code")), "{lines:?}");

    // From the key to the agent, by the clock that both have.
    let mut times: Vec<u64> = (0..40)
        .map(|_| {
            let pressed = at(&kiosk.probe("press 57"));
            at(&kiosk.hears("EVENT Switch(Next)").1) - pressed
        })
        .collect();
    times.sort_unstable();
    println!("MEASURED key to event: median {} us, p95 {} us (emulated processor)", times[20], times[38]);
    assert!(times[38] < 200_000, "{times:?}");
}

#[test]
fn at_rest_the_thread_of_the_devices_sleeps() {
    let mut kiosk =
        Machine::boot("scenarios::at_rest_the_thread_of_the_devices_sleeps", &["usb-kbd,bus=bus.0"]);
    kiosk.hears("EVENT Device(Keypad(true))");
    kiosk.probe("plug scanner");
    kiosk.hears("EVENT Device(Reader(true))");
    kiosk.probe("plug touch");
    kiosk.hears("EVENT Device(Panel(true))");
    let read =
        |answer: String| -> Vec<u64> { answer.split(' ').map(|number| number.parse().unwrap()).collect() };
    let before = read(kiosk.probe("cpu"));
    // Rest is what is measured; nothing is waited for.
    std::thread::sleep(Duration::from_secs(3));
    let after = read(kiosk.probe("cpu"));
    let (used, woke, wall) = (after[0] - before[0], after[1] - before[1], after[2] - before[2]);
    println!("MEASURED at rest: {used} ns of processor and {woke} wakings in {} ms", wall / 1_000);
    assert!(woke <= 1 && used < wall, "{used} ns, {woke} wakings");
}

/// Waits until the agent holds the touchscreen, or no longer does: what it asks for happens soon, not at once.
fn is_held(kiosk: &mut Machine, wanted: bool) {
    let began = Instant::now();
    loop {
        let held = kiosk.probe("grab Fake touchscreen") == "EBUSY";
        kiosk.probe("release");
        if held == wanted {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "held: {held}");
        // Whoever holds it for this moment is in the agent's way, and it tries again.
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
fn the_touchscreen_is_taken_while_it_is_explored_by_ear_and_given_back() {
    let mut kiosk = Machine::boot(
        "scenarios::the_touchscreen_is_taken_while_it_is_explored_by_ear_and_given_back",
        &["usb-kbd,bus=bus.0"],
    );
    kiosk.probe("plug touch");
    kiosk.hears("EVENT Device(Panel(true))");
    // While nobody listens it is the browser's: others may take it, and nothing that fingers do on it is told.
    assert_eq!(kiosk.probe("grab Fake touchscreen"), "taken");
    kiosk.probe("release");
    kiosk.probe("touch 20,20;w50;20,20;-;w700");
    kiosk.press("5");
    let lines = kiosk.until("GRAB true");
    assert!(!lines.iter().any(|line| line.contains("Finger")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("Usa le frecce")), "{lines:?}");
    is_held(&mut kiosk, true);

    // A finger that stands, a swipe each way, two taps, two fingers, three.
    kiosk.probe("touch 25,50;w600;75,50;w50;-");
    let lines = kiosk.until("EVENT Finger(Gone)");
    let [first, .., last, _] = &events(&lines)[..] else { panic!("{lines:?}") };
    assert!(first.starts_with("Finger(At(Spot { x: 24") && first.contains("y: 49"), "{lines:?}");
    assert!(
        last.starts_with("Finger(At(Spot { x: 749") || last.starts_with("Finger(At(Spot { x: 75"),
        "{lines:?}"
    );
    kiosk.probe("touch 20,50;40,50;60,50;-");
    kiosk.hears("EVENT Finger(Next)");
    kiosk.hears("SAY altoparlante:");
    kiosk.probe("touch 60,50;40,50;20,50;-");
    kiosk.hears("EVENT Finger(Previous)");
    kiosk.probe("touch 50,50;-;w120;50,50;-;w120;50,50;-");
    kiosk.hears("EVENT Finger(Activate)");
    kiosk.probe("touch w600;30,30 60,30;-");
    let lines = kiosk.until("EVENT Finger(Quiet)");
    assert!(
        !lines.iter().any(|line| line.contains("Finger(Activate")),
        "the third tap was trembling: {lines:?}"
    );
    kiosk.probe("touch w600;30,30 50,30 70,30;-");
    kiosk.hears("EVENT Finger(Swap)");
    // What two taps chose is the language that the reading had come to by then.
    let lines = kiosk.until("GRAB false");
    let told = ["Ora lo schermo si tocca normalmente", "touched directly", "تَلْمَسُ الشَّاشَةَ"];
    assert!(lines.iter().any(|line| told.iter().any(|words| line.contains(words))), "{lines:?}");
    is_held(&mut kiosk, false);
    // Three fingers are heard while it is the browser's too.
    kiosk.probe("touch w600;30,30 50,30 70,30;-");
    kiosk.hears("GRAB true");

    // Plugged in again it is taken at once, for the session goes on.
    kiosk.probe("unplug touch");
    kiosk.hears("EVENT Device(Panel(false))");
    kiosk.probe("plug touch");
    kiosk.hears("EVENT Device(Panel(true))");
    kiosk.probe("touch 20,50;40,50;60,50;-");
    kiosk.hears("EVENT Finger(Next)");
    is_held(&mut kiosk, true);
    kiosk.press("esc");
    kiosk.hears("GRAB false");
}

/// Alt, SysRq and H: the kernel lists what SysRq can do; a machine that answers to this would be restarted by B.
const SYSRQ: &str = "56 99 35";
const SYSRQ_ANSWERS: &str = "sysrq: HELP";

/// Ctrl, Alt and F2, F3: to another console.
const CONSOLES: [&str; 2] = ["29 56 60", "29 56 61"];

/// How long the kernel is given to do what it must not.
const WAIT: Duration = Duration::from_secs(2);

#[test]
fn keys_of_the_kernel_reach_it_neither_from_the_agents_keypad_nor_from_a_stranger() {
    let mut kiosk = Machine::boot(
        "scenarios::keys_of_the_kernel_reach_it_neither_from_the_agents_keypad_nor_from_a_stranger",
        &[],
    );
    let console = |kiosk: &mut Machine| kiosk.probe("read /sys/class/tty/tty0/active");
    // A machine as it was bought, and a keyboard that no setting names: both work, or this test would show nothing.
    kiosk.probe("plug consoles");
    kiosk.probe("plug stranger");
    kiosk.probe(&format!("chord {SYSRQ}"));
    kiosk.hears(SYSRQ_ANSWERS);
    let first = console(&mut kiosk);
    kiosk.probe(&format!("chord {}", CONSOLES[0]));
    let mut again = || {
        std::thread::sleep(WAIT);
        console(&mut kiosk)
    };
    let second = (0..10).map(|_| again()).find(|now| *now != first);
    let second = second.expect("the stranger's keys lead to another console");
    kiosk.probe("unplug stranger");
    // What the agent holds it has for itself alone, whatever the machine is set to.
    kiosk.probe("plug switches");
    kiosk.hears("EVENT Device(Keypad(true))");
    for chord in [SYSRQ, CONSOLES[1]] {
        kiosk.probe(&format!("chord {chord}"));
    }
    assert!(kiosk.hears_within(SYSRQ_ANSWERS, WAIT).is_none(), "SysRq from the agent's keypad");
    assert_eq!(console(&mut kiosk), second, "the agent's keypad leads to no console");
    kiosk.probe("press 28");
    kiosk.hears("EVENT Switch(Select)");
    kiosk.probe("unplug switches");
    // The settings of a kiosk's machine, each known to the kernel. What then keeps a stranger from other consoles is the
    // compositor's session and the rule that hides keyboards from it, which need logind and udev: not here.
    kiosk.probe("sysctl");
    kiosk.probe("plug stranger");
    kiosk.probe(&format!("chord {SYSRQ}"));
    assert!(kiosk.hears_within(SYSRQ_ANSWERS, WAIT).is_none(), "SysRq from a stranger's keyboard");
}

#[test]
fn what_keypad_and_scanner_brought_is_in_no_memory_of_the_agent_once_its_citizen_has_gone() {
    let mut kiosk = Machine::boot(
        "scenarios::what_keypad_and_scanner_brought_is_in_no_memory_of_the_agent_once_its_citizen_has_gone",
        &["usb-kbd,bus=bus.0"],
    );
    let code = "RNLNRC84S04I782A";
    for what in ["scanner", "pos"] {
        kiosk.probe(&format!("plug {what}"));
        kiosk.hears("EVENT Device(Reader(true))");
        kiosk.press("5");
        kiosk.hears("SAY altoparlante:");
        kiosk.probe(&if what == "pos" { format!("pos {code}") } else { format!("scan {code}") });
        kiosk.hears("EVENT Code(Holder(Holder))");
        kiosk.hears("SAY altoparlante:");
        assert_ne!(kiosk.probe(&format!("holds {code}")), "0", "the search finds what is there");
        kiosk.press("esc");
        kiosk.hears("EVENT Key(End)");
        kiosk.hears("SAY altoparlante:");
        // What is on its way to the voice and the screen comes there.
        let gone = (0..10).any(|_| {
            std::thread::sleep(WAIT);
            kiosk.probe(&format!("holds {code}")) == "0"
        });
        assert!(gone, "{what}");
        kiosk.probe(&format!("unplug {what}"));
        kiosk.hears("EVENT Device(Reader(false))");
    }
}

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

const LEAST: &str = "portal = 'https://sportello.example'\n[screen]\npixels_a_millimetre = 3.7\n[headset]\nmodel = \
                     'lent at the desk'\nfull = 90.0\n";

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(Path::new("kiosk.toml"), text)
}

#[test]
fn three_things_are_enough() {
    let config = parse(LEAST).unwrap();
    let loudness = config.loudness().unwrap();
    let setup = config.setup(&loudness);
    // 90, 82, 74, 66, 58 dBA: it begins with the softest.
    assert_eq!((setup.volume, setup.volumes, setup.idle, setup.warning), (1, 5, 60_000, 30_000));
}

#[test]
fn how_often_and_how_loud_it_says_how_to_begin_is_the_staffs_and_the_same_wherever_it_stands() {
    let setup = |text: &str| {
        let config = parse(&format!("{text}\n{LEAST}")).unwrap();
        config.setup(&config.loudness().unwrap())
    };
    let (usual, own) = (setup(""), setup("prompt = 300\nprompt_volume = 3"));
    assert_eq!((usual.prompt, usual.prompt_volume), (Setup::default().prompt, usual.volume));
    assert_eq!((own.prompt, own.prompt_volume), (Some(300_000), 3));
    assert_eq!(setup("prompt = 0").prompt, None);
    let read =
        |path: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let seconds = Setup::default().prompt.unwrap() / 1_000;
    assert!(read("system/kiosk.toml").contains(&format!("\n# prompt = {seconds}\n")));
    assert!(
        read("../docs/conformance.yaml")
            .contains(&format!("every {seconds} s unless the office says otherwise"))
    );
}

#[test]
fn the_settings_tell_where_paper_comes_out_how_a_finger_counts_and_what_reads_a_card() {
    let setup = |text: &str| {
        let config = parse(text).unwrap();
        let loudness = config.loudness().unwrap();
        (config.setup(&loudness), config.screen.press())
    };
    let (least, press) = setup(LEAST);
    assert_eq!((least.slot, least.barcode, least.stripe), (Slot::BelowScreen, false, false));
    assert_eq!((press.hold, press.repeat, press.repeat_sign), (0, 500, 100));
    let text = LEAST.replace("3.7", "3.7\nhold = 300\nrepeat = 800\nrepeat_sign = 500");
    let readers = "[[input.readers]]\nvendor = 1\nproduct = 2\nreads = ['barcode', 'stripe']\n";
    let (setup, press) = setup(&format!("slot = 'left_of_keypad'\n{text}{readers}"));
    assert_eq!((setup.slot, setup.barcode, setup.stripe), (Slot::LeftOfKeypad, true, true));
    assert_eq!((press.hold, press.repeat, press.repeat_sign), (300, 800, 500));
}

#[test]
fn a_headset_of_its_own_is_private_only_where_the_sound_follows_it() {
    let headset = format!("{LEAST}[[input.headsets]]\nvendor = 1\nproduct = 2\n");
    assert!(matches!(parse(&headset), Err(ConfigError::Headset)));
    let follows = format!("{headset}[speech]\nfollows_headset = true\n");
    parse(&follows).unwrap();
    // An output by name stays where it is.
    assert!(matches!(parse(&format!("{follows}output.pulse = 'kiosk'\n")), Err(ConfigError::Headset)));
}

#[test]
fn headphones_are_an_output_of_their_own_only_where_nothing_can_come_out_of_the_other() {
    let own = "output.pulse = 'jack'\nsocket = '/run/a'\n";
    let refused = [
        "[speech]\n",
        "[speech]\noutput.pulse = 'jack'\nsocket = '/run/b'\n",
        "[speech]\noutput.pulse = 'hall'\nsocket = '/run/a'\n",
        "[speech]\noutput.pulse = 'hall'\n",
    ];
    for speech in refused {
        let config = parse(&format!("{LEAST}{speech}[speech.headphones]\n{own}"));
        assert!(matches!(config, Err(ConfigError::Outputs)), "{speech}");
    }
    let speech = "[speech]\noutput.pulse = 'hall'\nsocket = '/run/b'\n[speech.headphones]\n";
    // A headset that is a card of its own then needs no output that moves.
    let headset = "[[input.headsets]]\nvendor = 1\nproduct = 2\n";
    let config = parse(&format!("{LEAST}{speech}{own}{headset}")).unwrap();
    let loudness = config.loudness().unwrap();
    assert!(config.setup(&loudness).headphones);
    let (hall, jack) = (config.voice(loudness), config.headphones(loudness).unwrap());
    let sink = |name: &str| Some(voice::Output::Pulse(name.to_owned()));
    assert_eq!((hall.output, hall.socket), (sink("hall"), Some("/run/b".into())));
    assert_eq!(hall.tone[0], "pacat", "the tone is played there too");
    assert_eq!((jack.output, jack.socket), (sink("jack"), Some("/run/a".into())));
    let silent = parse(&format!("{LEAST}{speech}output.pulse = 'jack'\n")).unwrap();
    assert_eq!(silent.headphones(loudness).unwrap().socket, None, "never the other's");
}

#[test]
fn the_shipped_example_is_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("system/kiosk.toml");
    let shipped = Config::read(&path).unwrap();
    // As it stands it listens to itself, where it sounds.
    let Some(voice::Output::Pulse(sink)) = shipped.speech.output else { panic!("it sounds anywhere") };
    assert_eq!(shipped.speech.ear.last(), Some(&format!("{sink}.monitor")));
}

/// A paragraph of the shipped example with its settings in force, and not the one that one of them stands in place of.
fn in_force(paragraph: &str, nth: usize) -> Option<String> {
    let is_setting = |line: &str| {
        let key = line.split_once(" = ").map_or("", |(key, _)| key);
        let named = !key.is_empty() && key.chars().all(|sign| matches!(sign, 'a'..='z' | '_' | '.'));
        named || line.starts_with('[') && line.ends_with(']') || line.starts_with("  ")
    };
    let mut others = 0;
    let lines = paragraph.lines().filter_map(|line| {
        let told = line.strip_prefix("# ").filter(|told| is_setting(told)).unwrap_or(line);
        // Of several ports one is in force.
        let port = told.starts_with("port.");
        others += usize::from(port);
        (!port || others == nth + 1).then(|| format!("{told}\n"))
    });
    let text = lines.collect::<String>();
    (nth < others.max(1)).then_some(text)
}

#[test]
fn whatever_the_shipped_example_offers_is_taken() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("system/kiosk.toml");
    let shipped = std::fs::read_to_string(path).unwrap();
    let mut offered = 0;
    for paragraph in shipped.split("\n\n") {
        for told in (0..3).map_while(|nth| in_force(paragraph, nth)) {
            let text = shipped.replacen(paragraph, &told, 1);
            parse(&text).unwrap_or_else(|error| panic!("{error}: {told}"));
            offered += usize::from(text != shipped);
        }
    }
    assert!(offered > 12, "{offered}");
    // The maps of keypads are named in words.
    let maps = shipped.split("\n\n").find(|paragraph| paragraph.contains("AudioNav")).unwrap();
    let names: Vec<&str> = maps.split('`').skip(1).step_by(2).filter(|name| !name.contains(' ')).collect();
    assert_eq!(names, ["numpad", "keyboard", "two-switches"]);
    for name in names {
        parse(&shipped.replace("map = \"audionav\"", &format!("map = \"{name}\""))).unwrap();
    }
}

#[test]
fn what_a_kiosk_may_not_do_is_refused_by_name() {
    let cases = [
        ("listen = '0.0.0.0:8090'", "loopback only"),
        ("warning = 10", "at least 20"),
        ("idle = 5", "at least 30"),
        ("prompt = 5", "too often"),
        ("prompt_volume = 6", "no step"),
        ("languages = []", "at least one"),
        ("languages = ['xx']", "is not right"),
        ("simulate = true", "unknown field"),
    ];
    for (line, said) in cases {
        let why = parse(&format!("{line}\n{LEAST}")).unwrap_err().to_string();
        assert!(why.contains(said), "{line}: {why}");
    }
    let braille = parse(&format!("{LEAST}[braille]\nhost = '192.0.2.7:4101'\n")).unwrap_err().to_string();
    assert!(braille.contains("braille.host"), "{braille}");
    let swapped = |from: &str, to: &str| parse(&LEAST.replace(from, to)).unwrap_err().to_string();
    assert!(swapped("90.0", "120.0").contains("too loud"));
    assert!(swapped("3.7", "0.1").contains("no size"));
    assert!(swapped("3.7", "3.7\nrepeat = 100").contains("500 to 5000"));
    assert!(swapped("3.7", "3.7\nhold = 3000").contains("0 to 2000"));
    assert!(swapped("https://sportello.example", "http://sportello.example").contains("not https"));
    assert!(swapped("https://sportello.example", "sportello").contains("no address"));
    assert!(Config::read(Path::new("/nowhere")).unwrap_err().to_string().contains("cannot be read"));
}

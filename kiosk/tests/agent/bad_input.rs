//! Whatever comes from devices and portal is read or refused in words; the seeds of the fuzz targets of pages.

use std::path::Path;

use a11y::page::{Block, Envelope, Frame, Page, Section, WIRE_VERSION};
use a11y::text::Lang;
use jiff::civil::date;
use proptest::prelude::*;
use sportello_kiosk::devices::card::{Gone, Transmit, personal_data, read};
use sportello_kiosk::devices::code::{HidPos, Layout, Wedge, decode, swipe};
use sportello_kiosk::event::{Card, Event, Portal, Scan};
use sportello_kiosk::fiscal_code::FiscalCode;

use crate::citizen::{Citizen, NOEMI, Place, Way};
use crate::kept::kept;
use crate::portal::{plain, public};
use crate::world::{World, seen};

/// A chip that answers one of these after another, and then is gone.
struct Chip(Vec<Vec<u8>>);

impl Transmit for Chip {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, Gone> {
        if self.0.is_empty() { Err(Gone) } else { Ok(self.0.remove(0)) }
    }
}

fn is_code(code: &str) -> bool {
    FiscalCode::read(code.as_bytes()).is_some()
}

fn is_sound(scan: &Scan) -> bool {
    !matches!(scan, Scan::Holder(holder) if !is_code(&holder.fiscal_code))
}

proptest! {
    #[test]
    fn a_chip_that_answers_anything_claims_nothing_or_a_code(
        reset in prop::collection::vec(any::<u8>(), 0..34),
        answers in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..20),
            Just(vec![0x90, 0x00]),
            Just(b"00004A\x90\x00".to_vec()),
            Just(vec![0x61, 0x06]),
            Just(vec![0x6C, 0x06]),
        ], 0..80),
    ) {
        if let Card::Read(holder) = read(&mut Chip(answers), &reset, date(2026, 11, 26)) {
            prop_assert!(is_code(&holder.fiscal_code));
        }
    }

    #[test]
    fn a_file_of_personal_data_is_a_code_or_damaged(file in "[0-9A-F]{6}([0-9A-F]{2}[A-Z0-9 ']{0,16}){0,12}") {
        if let Ok(holder) = personal_data::decode(file.as_bytes(), date(2026, 11, 26)) {
            prop_assert!(is_code(&holder.fiscal_code));
        }
    }

    #[test]
    fn a_scan_is_a_code_that_stands_in_it_or_nothing(scan in "[%;*]?B?([A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]|\\PC{0,9})([A-Z' ]{0,20})[?;*\r\n]{0,3}") {
        let found = decode(scan.as_bytes());
        prop_assert!(is_sound(&found));
        if let Scan::Holder(holder) = found {
            prop_assert!(scan.to_ascii_uppercase().contains(&holder.fiscal_code));
        }
    }

    #[test]
    fn typed_scans_and_reports_leave_nothing_behind(
        keys in prop::collection::vec((0..128_u16, any::<bool>()), 0..400),
        reports in prop::collection::vec(prop::collection::vec(any::<u8>(), 60..66), 0..6),
    ) {
        for layout in [Layout::Italian, Layout::Us] {
            let mut wedge = Wedge::new(layout);
            keys.iter().for_each(|(code, down)| wedge.key(*code, *down));
            prop_assert!(wedge.end().is_none_or(|scan| is_sound(&scan)));
            prop_assert_eq!(wedge.end(), None);
        }
        let mut reader = HidPos::default();
        for report in &reports {
            prop_assert!(reader.report(report).is_none_or(|scan| is_sound(&scan)));
            prop_assert!(is_sound(&swipe(report)));
        }
    }

    #[test]
    fn a_touch_is_one_of_ours_or_none(told in "(parte|segno|comando|cancella)?:?\\PC{0,250}") {
        let touch = sportello_kiosk::screen::read(&told);
        prop_assert!(touch.is_none() || told.starts_with(["parte:", "segno:", "comando:", "cancella"].iter().find(|own| told.starts_with(**own)).copied().unwrap_or("?")));
    }

    #[test]
    fn a_page_with_bytes_changed_is_read_whole_or_refused(nth in 0..400_usize, at in 0..9_000_usize, byte: u8, cut in 0..9_000_usize) {
        let examples = a11y::html::examples();
        let example = &examples[nth % examples.len()];
        let envelope = Envelope { version: WIRE_VERSION, frame: example.frame.clone(), page: example.page.clone() };
        let mut json = serde_json::to_vec(&envelope).unwrap();
        let length = json.len();
        json[at % length] = byte;
        for json in [&json[..], &json[..cut % length]] {
            if let Ok(read) = Envelope::from_json(json) {
                let heard = a11y::speech::page(&read.page, &read.frame);
                prop_assert!(!heard.is_empty());
                drop(a11y::html::main(&read.page, &read.frame).into_string());
            }
        }
    }
}

#[test]
fn a_page_of_another_version_too_deep_or_no_page_at_all_is_refused() {
    let deep = (0..40).fold(Block::Paragraph(plain("in fondo")), |inside, _| {
        Block::Section(Section { heading: plain("Dentro"), body: vec![inside] })
    });
    let mut page = public("Pozzo");
    page.body.push(deep);
    let envelope = |version, page: Page| {
        serde_json::to_vec(&Envelope { version, frame: Frame::default(), page }).unwrap()
    };
    assert!(Envelope::from_json(&envelope(WIRE_VERSION, public("Bene"))).is_ok());
    let nested = format!("{{\"version\":{WIRE_VERSION},\"page\":{}", "[".repeat(100_000));
    let wrong = [
        envelope(WIRE_VERSION + 1, public("Domani")),
        envelope(0, public("Ieri")),
        envelope(WIRE_VERSION, page),
        nested.into_bytes(),
        b"<html>502 Bad Gateway</html>".to_vec(),
        Vec::new(),
        vec![0xFF; 1 << 20],
    ];
    for bytes in wrong {
        assert!(
            Envelope::from_json(&bytes).is_err(),
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
}

#[test]
fn an_answer_that_cannot_be_understood_is_told_and_nothing_is_signed_in() {
    for way in [Way::Ear, Way::Touch] {
        let citizen = Citizen { way, code: NOEMI };
        let mut world = World::new();
        citizen.until(&mut world, |world| citizen.place(world) == Place::Services);
        let before = world.said.len();
        world.strange = true;
        citizen.chooses(&mut world, "azione-0");
        world.passes(5_000);
        assert!(seen(world.picture()).contains("Questa pagina non si può mostrare qui"));
        assert!(
            way == Way::Touch || world.heard_since(before).contains("Questa pagina non si può mostrare qui")
        );
        assert!(!matches!(world.picture().frame.level.as_str(), "reader" | "actor"));
        world.strange = false;
        citizen.goes_back(&mut world);
        world.passes(2_000);
        assert_eq!(citizen.place(&world), Place::Services, "one step back and it goes on");
        world.does(Event::Portal(Portal::Strange(9_999)));
        assert_eq!(citizen.place(&world), Place::Services, "an answer that nobody asked for is nothing");
    }
}

#[test]
fn the_seeds_of_pages_are_pages_of_this_version() {
    let examples = a11y::html::examples();
    let mut kinds: Vec<&str> = Vec::new();
    for example in &examples {
        let kind = example.name.split(['_', '.']).next().unwrap();
        if kinds.contains(&kind) || example.page.lang != Lang::It {
            continue;
        }
        kinds.push(kind);
        let envelope =
            Envelope { version: WIRE_VERSION, frame: example.frame.clone(), page: example.page.clone() };
        kept(&format!("fuzz/seeds/page/{}", example.name), &serde_json::to_string(&envelope).unwrap());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/page");
    for seed in std::fs::read_dir(folder).unwrap() {
        let path = seed.unwrap().path();
        assert!(Envelope::from_json(&std::fs::read(&path).unwrap()).is_ok(), "{}", path.display());
    }
}

//! The display: whether one is there, and of the size that the settings say (its EDID, by the kernel's files).
//!
//! **Invariant**: whatever a display says of itself, the answer is a condition, never a panic.

use std::path::Path;

use crate::health::Condition;

/// Where the kernel tells of displays.
pub const DISPLAYS: &str = "/sys/class/drm";

/// By how much a millimetre may differ from that of the settings, of its size: letters stay as large as they must be.
const TOLERANCE: f64 = 0.1;

/// How the display of a kiosk is whose settings say that a millimetre has so many pixels.
#[must_use]
pub fn condition(displays: &Path, pixels_a_millimetre: f64) -> Condition {
    let sockets = std::fs::read_dir(displays).into_iter().flatten().flatten().map(|entry| entry.path());
    let (mut any, mut found) = (false, Condition::Gone);
    for socket in sockets {
        let Ok(status) = std::fs::read_to_string(socket.join("status")) else { continue };
        any = true;
        if status.trim() != "connected" {
            continue;
        }
        let edid = std::fs::read(socket.join("edid")).unwrap_or_default();
        found = match millimetre(&edid) {
            Some(is) if (is / pixels_a_millimetre - 1.0).abs() <= TOLERANCE => return Condition::Good,
            Some(_) => Condition::Wrong,
            None if found == Condition::Wrong => found,
            None => Condition::Unknown,
        };
    }
    if any { found } else { Condition::Unknown }
}

/// How many pixels a millimetre has by the first detailed timing of an EDID (E-EDID 1.4, 3.10.2): its pixels across by
/// its width.
fn millimetre(edid: &[u8]) -> Option<f64> {
    const BEGINS: [u8; 8] = [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0];
    if !edid.starts_with(&BEGINS) {
        return None;
    }
    let timing: &[u8] = edid.get(54..72)?;
    // Without a clock it is no timing but a text.
    if timing[..2] == [0, 0] {
        return None;
    }
    let pixels = u16::from(timing[2]) | u16::from(timing[4] & 0xf0) << 4;
    let width = u16::from(timing[12]) | u16::from(timing[14] & 0xf0) << 4;
    (pixels > 0 && width > 0).then(|| f64::from(pixels) / f64::from(width))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    /// The EDID of a display of 1920 pixels on 597 mm, as far as it matters.
    fn edid() -> Vec<u8> {
        let mut edid = vec![0; 128];
        edid[..8].copy_from_slice(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]);
        edid[54..72].copy_from_slice(&[
            0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45, 0x00, 0x55, 0x50, 0x21, 0, 0,
            0x1e,
        ]);
        edid
    }

    fn found(displays: &[(&str, &[u8])]) -> Condition {
        let folder = tempfile::tempdir().unwrap();
        for (n, (status, edid)) in displays.iter().enumerate() {
            let socket = folder.path().join(format!("card0-HDMI-A-{n}"));
            std::fs::create_dir(&socket).unwrap();
            std::fs::write(socket.join("status"), status).unwrap();
            std::fs::write(socket.join("edid"), edid).unwrap();
        }
        condition(folder.path(), 3.2)
    }

    #[test]
    fn a_display_is_measured_by_what_it_says_of_itself() {
        let (right, mut small) = (edid(), edid());
        small[66] = 0x20;
        assert!((millimetre(&right).unwrap() - 3.216).abs() < 0.001);
        assert_eq!(found(&[("connected\n", &right), ("disconnected\n", &[])]), Condition::Good);
        assert_eq!(found(&[("connected\n", &small)]), Condition::Wrong);
        assert_eq!(found(&[("connected\n", &[])]), Condition::Unknown);
        assert_eq!(found(&[("disconnected\n", &[])]), Condition::Gone);
        assert_eq!(found(&[]), Condition::Unknown);
        assert_eq!(condition(Path::new("/nowhere"), 3.2), Condition::Unknown);
    }

    proptest! {
        #[test]
        fn no_edid_panics(mut edid in proptest::collection::vec(any::<u8>(), 0..130), begins in any::<bool>()) {
            if begins && edid.len() >= 8 {
                edid[..8].copy_from_slice(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]);
            }
            prop_assert!(millimetre(&edid).is_none_or(|is| is > 0.0));
        }
    }
}

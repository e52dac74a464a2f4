//! USB headsets: sound cards that come and go.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::settings::Headset;

/// The cards of this machine that are one of these headsets: those whose control node is there.
pub(super) fn cards(nodes: &Path, class: &Path, headsets: &[Headset]) -> Vec<u32> {
    if headsets.is_empty() {
        return Vec::new();
    }
    let names = fs::read_dir(nodes).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let numbers = names.filter_map(|name| name.to_str()?.strip_prefix("controlC")?.parse().ok());
    let by_number: BTreeMap<u32, (u16, u16)> =
        numbers.filter_map(|number| Some((number, usb(class, number)?))).collect();
    let known = |id: &(u16, u16)| headsets.iter().any(|headset| (headset.vendor, headset.product) == *id);
    by_number.into_iter().filter(|(_, id)| known(id)).map(|(number, _)| number).collect()
}

/// Vendor and product of a card, if it is a USB device: the card hangs on one of its interfaces.
fn usb(class: &Path, number: u32) -> Option<(u16, u16)> {
    let device = class.join(format!("card{number}")).join("device/..");
    let read = |name: &str| u16::from_str_radix(fs::read_to_string(device.join(name)).ok()?.trim(), 16).ok();
    Some((read("idVendor")?, read("idProduct")?))
}

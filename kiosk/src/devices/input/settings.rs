//! Which input devices an office has, and what they are for.
//!
//! **Invariant**: a device that no setting names is left alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, de};

use super::keys::Meaning;
use super::maps::{self, Shipped};
use crate::devices::code::Layout;

/// The input devices of an office. In TOML, under whatever name the whole configuration gives it:
///
/// ```toml
/// [[keypads]]
/// vendor = 0x2047
/// product = 0x09d0
/// map = "audionav"
/// [[readers]]
/// vendor = 0x0c2e
/// product = 0x0901
/// layout = "italian"
/// [touch]
/// [[jacks]]
/// [[headsets]]
/// vendor = 0x0d8c
/// product = 0x0014
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the nodes are.
    pub folder: PathBuf,
    /// Keypads, keyboards, devices with two switches.
    pub keypads: Vec<Keypad>,
    /// Barcode and stripe readers that type.
    pub readers: Vec<Reader>,
    /// The touchscreen.
    pub touch: Option<Panel>,
    /// Jacks that are switches of the machine, or of a hook with a handset.
    pub jacks: Vec<Switch>,
    /// Headsets that are USB sound cards.
    pub headsets: Vec<Headset>,
}

impl Default for Settings {
    /// No device at all.
    fn default() -> Settings {
        Settings {
            folder: PathBuf::from("/dev/input"),
            keypads: Vec::new(),
            readers: Vec::new(),
            touch: None,
            jacks: Vec::new(),
            headsets: Vec::new(),
        }
    }
}

/// A keypad. Without vendor, product or name: any keyboard that has all keys of its map and is nothing else here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keypad {
    /// The USB number of its maker.
    pub vendor: Option<u16>,
    /// The maker's number of it.
    pub product: Option<u16>,
    /// Its name, as the kernel has it.
    pub name: Option<String>,
    /// A map that the kiosk knows.
    pub map: Option<Shipped>,
    /// Of a whole keyboard: what stands on its keys.
    #[serde(default)]
    pub layout: Layout,
    /// What its keys mean, by the kernel's names of them; each in place of what the map says.
    #[serde(default, deserialize_with = "keys")]
    pub keys: BTreeMap<u16, crate::event::Key>,
    /// The keys by which it tells of its own jack, in place of the map's.
    pub jack: Option<JackKeys>,
}

/// The keys by which a keypad tells of its own jack, or a hook of its handset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum JackKeys {
    /// One key when it is filled and one when it is emptied.
    Pair {
        /// The key that comes when it is filled.
        #[serde(rename = "in", deserialize_with = "code")]
        full: u16,
        /// The key that comes when it is emptied.
        #[serde(rename = "out", deserialize_with = "code")]
        empty: u16,
    },
    /// A key that is down as long as it is full.
    #[serde(deserialize_with = "code")]
    Held(u16),
}

/// A reader that types.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// The USB number of its maker.
    pub vendor: u16,
    /// The maker's number of it.
    pub product: u16,
    /// The keyboard it is set to imitate.
    #[serde(default)]
    pub layout: Layout,
    /// It is no keyboard, and sends these reports in place of keys.
    pub reports: Option<Reports>,
    /// What it reads, as citizens are told; if it is not said, barcodes, or stripes where it sends the reports of those.
    #[serde(default)]
    pub reads: Vec<Reads>,
}

/// What a reader reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reads {
    /// Barcodes, as on the back of every health card.
    Barcode,
    /// Magnetic stripes.
    Stripe,
}

/// The reports of a reader that is a HID device of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reports {
    /// Of a scanner: HID Point of Sale, 64 bytes each.
    Scanner,
    /// Of a stripe reader: one a swipe.
    Stripe,
}

/// The touchscreen. Without vendor, product or name: whatever tells where on the screen fingers are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Panel {
    /// The USB number of its maker.
    pub vendor: Option<u16>,
    /// The maker's number of it.
    pub product: Option<u16>,
    /// Its name, as the kernel has it.
    pub name: Option<String>,
    /// How the picture is turned on it.
    pub turn: Turn,
}

/// How far a picture is turned to the right on its screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Not at all.
    #[default]
    None,
    /// By a quarter.
    Right,
    /// By a half.
    Half,
    /// By three quarters.
    Left,
}

/// A switch that tells whether a jack is full. Without vendor, product or name: any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switch {
    /// The USB number of its maker.
    pub vendor: Option<u16>,
    /// The maker's number of it.
    pub product: Option<u16>,
    /// Its name, as the kernel has it.
    pub name: Option<String>,
}

/// A headset that is a USB sound card: it is in as long as the card is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headset {
    /// The USB number of its maker.
    pub vendor: u16,
    /// The maker's number of it.
    pub product: u16,
}

/// Who a device is, or has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Who<'a> {
    pub(super) vendor: Option<u16>,
    pub(super) product: Option<u16>,
    pub(super) name: Option<&'a str>,
}

impl Who<'_> {
    /// Whether a device is one of these: what is not said does not matter.
    pub(super) fn is(&self, device: &Who<'_>) -> bool {
        let same = |wanted: Option<u16>, is: Option<u16>| wanted.is_none() || wanted == is;
        same(self.vendor, device.vendor)
            && same(self.product, device.product)
            && (self.name.is_none() || self.name == device.name)
    }

    /// Whether it says who the device has to be.
    pub(super) fn named(&self) -> bool {
        self.vendor.is_some() || self.product.is_some() || self.name.is_some()
    }
}

/// Makes the `who` of a kind of device.
macro_rules! who {
    ($($kind:ty),*) => {$(
        impl $kind {
            pub(super) fn who(&self) -> Who<'_> {
                Who { vendor: self.vendor, product: self.product, name: self.name.as_deref() }
            }
        }
    )*};
}
who!(Keypad, Panel, Switch);

impl Settings {
    /// Headphones can go in somewhere.
    pub(super) fn has_jack(&self) -> bool {
        let of_keypad = |keypad: &Keypad| keypad.meanings().values().any(Meaning::is_jack);
        !self.jacks.is_empty() || !self.headsets.is_empty() || self.keypads.iter().any(of_keypad)
    }
}

impl Reader {
    /// Whether it reads this.
    pub(crate) fn reads(&self, what: Reads) -> bool {
        let usual = if self.reports == Some(Reports::Stripe) { Reads::Stripe } else { Reads::Barcode };
        if self.reads.is_empty() { what == usual } else { self.reads.contains(&what) }
    }

    pub(super) fn who(&self) -> Who<'_> {
        Who { vendor: Some(self.vendor), product: Some(self.product), name: None }
    }
}

impl Keypad {
    /// What its keys mean: the map, then its own keys in place of it.
    pub(super) fn meanings(&self) -> BTreeMap<u16, Meaning> {
        let mut map = self.map.map(|map| map.keys(self.layout)).unwrap_or_default();
        if let Some(jack) = self.jack {
            map.retain(|_, meaning| !meaning.is_jack());
            match jack {
                JackKeys::Pair { full, empty } => {
                    map.extend([(full, Meaning::JackIn), (empty, Meaning::JackOut)]);
                }
                JackKeys::Held(code) => {
                    map.insert(code, Meaning::JackHeld);
                }
            }
        }
        map.extend(self.keys.iter().map(|(code, key)| (*code, Meaning::Key(*key))));
        map
    }
}

/// A key by the kernel's name of it, as `KEY_ENTER`.
fn code<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let name = String::deserialize(from)?;
    maps::code(&name).ok_or_else(|| de::Error::custom(format!("the kernel has no key {name:?}")))
}

fn keys<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<u16, crate::event::Key>, D::Error> {
    let named = BTreeMap::<String, String>::deserialize(from)?;
    let read = |(name, key): (String, String)| {
        let code =
            maps::code(&name).ok_or_else(|| de::Error::custom(format!("the kernel has no key {name:?}")))?;
        let key =
            maps::key(&key).ok_or_else(|| de::Error::custom(format!("the kiosk has no key {key:?}")))?;
        Ok((code, key))
    };
    named.into_iter().map(read).collect()
}

//! Where brltty is, and by which tables it writes.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use a11y::text::Lang;
use serde::Deserialize;

/// Where the display is reached.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The socket of brltty's BrlAPI; `/var/lib/BrlAPI/0` if neither is given.
    pub socket: Option<PathBuf>,
    /// Its address instead, on loopback.
    pub host: Option<SocketAddr>,
    /// The names of brltty's text tables, where they are not the codes of the languages.
    pub tables: Tables,
}

/// The names of the tables by which text becomes dots.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Tables(pub BTreeMap<Lang, String>);

impl Tables {
    /// The table of a language.
    pub(super) fn of(&self, lang: Lang) -> &str {
        self.0.get(&lang).map_or(lang.code(), String::as_str)
    }
}

/// Where brltty listens unless it is told otherwise.
pub(super) const SOCKET: &str = "/var/lib/BrlAPI/0";

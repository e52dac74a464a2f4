//! Settings: one TOML file, overridden by the environment and the command line; unknown keys are refused.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::citizen::card;

/// The institute whose counter this is, as citizens call it.
pub const INSTITUTE: &str = "INPS";

/// The settings of a portal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// `sqlite:PATH` or `postgres://...`.
    pub database: String,
    /// The file with the institute's secret, 64 hexadecimal digits; made on first start, never in the database.
    pub secret_file: PathBuf,
    /// The address citizens know the portal by; printed in letters.
    pub public_url: String,
    /// Demo data, with its mark on every page; refused unless the portal listens on loopback only.
    pub demo: bool,
    /// Certificate and key, for TLS without a proxy.
    pub tls: Option<Tls>,
    /// The proxies whose `X-Forwarded-For` is believed; they end TLS, so `public_url` starts with `https://`.
    pub trusted_proxies: Vec<IpAddr>,
    /// Who is believed about citizens' cards; without it no card signs in.
    pub card: Option<card::Settings>,
    /// Whether there are PINs here: asked for, activated, signed in with. Where SPID, CIE or CNS serve there are none.
    pub pin: bool,
    /// PIN requests a day over all citizens before new ones wait for tomorrow and a line in the log alerts staff.
    pub pin_requests_a_day: i64,
    /// PIN requests, and as many reports of barriers, a day from one network; a kiosk may send four times as many.
    pub sends_a_place: i64,
    /// Telephone of the contact centre from a landline, as dialled.
    pub phone: String,
    /// Telephone of the contact centre from a mobile, as dialled.
    pub phone_mobile: String,
    /// Address for electronic mail that people answer.
    pub mail: String,
    /// Address of the data protection officer (GDPR art. 37).
    pub dpo_mail: String,
}

/// Where the certificate of a TLS portal is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// PEM file of the certificate chain.
    pub certificate: PathBuf,
    /// PEM file of its private key.
    pub key: PathBuf,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: "sqlite:run-data/sportello.db".into(),
            secret_file: "run-data/secret".into(),
            public_url: "http://127.0.0.1:8080".into(),
            demo: false,
            tls: None,
            trusted_proxies: Vec::new(),
            card: None,
            pin: true,
            pin_requests_a_day: 5000,
            sends_a_place: 100,
            phone: "803164".into(),
            phone_mobile: "06164164".into(),
            mail: "contatti@sportello.example".into(),
            dpo_mail: "rpd@sportello.example".into(),
        }
    }
}

/// Why a portal cannot start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not TOML of the expected keys.
    #[error("the settings file {0} is not right: {1}")]
    Shape(PathBuf, Box<toml::de::Error>),
    /// The demo would be open to a network.
    #[error("the demo listens on loopback only, not on {0}: its citizens and PINs are public")]
    DemoOpen(SocketAddr),
    /// Personal data would travel in clear.
    #[error(
        "without TLS, or a trusted proxy and an https public_url, the portal listens on loopback only, not on {0}"
    )]
    Clear(SocketAddr),
}

impl Config {
    /// Reads a settings file.
    ///
    /// # Errors
    /// [`ConfigError::Read`] and [`ConfigError::Shape`].
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError::Read(path.into(), e))?;
        toml::from_str(&text).map_err(|e| ConfigError::Shape(path.into(), Box::new(e)))
    }

    /// The telephone of the contact centre as it is dialled from another country; the one for landlines may be free, and
    /// is not reached from there.
    #[must_use]
    pub fn phone_from_abroad(&self) -> String {
        let number = &self.phone_mobile;
        if number.starts_with('+') { number.clone() } else { format!("+39{number}") }
    }

    /// Where citizens are where nobody has said so: at the address it listens on.
    pub fn follow_listen(&mut self) {
        if self.public_url == Config::default().public_url {
            let scheme = if self.tls.is_some() { "https" } else { "http" };
            self.public_url = format!("{scheme}://{}", self.listen);
        }
    }

    /// What stands before a path of the portal in a whole address.
    pub fn root(&self) -> &str {
        self.public_url.trim_end_matches('/')
    }

    /// The address to open in a browser, which ends in a slash.
    pub fn front_page(&self) -> String {
        format!("{}/", self.root())
    }

    /// Refuses what would put personal data at risk.
    ///
    /// # Errors
    /// [`ConfigError::DemoOpen`] and [`ConfigError::Clear`].
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.listen.ip().is_loopback() {
            return Ok(());
        }
        if self.demo {
            return Err(ConfigError::DemoOpen(self.listen));
        }
        let behind_proxy = !self.trusted_proxies.is_empty() && self.public_url.starts_with("https://");
        if self.tls.is_none() && !behind_proxy {
            return Err(ConfigError::Clear(self.listen));
        }
        Ok(())
    }

    /// Whether browsers reach the portal through TLS: cookies are then Secure and HSTS is sent.
    pub fn is_secure(&self) -> bool {
        self.tls.is_some() || self.public_url.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_file_panics_and_an_unknown_key_is_never_taken(
            key in "[a-z_]{1,12}|listen|phone|tls|card|trusted_proxies",
            value in r#"\PC{0,20}|"[a-z0-9.:]{0,12}"|[0-9]{1,5}|true|\[\]|\{\}"#,
        ) {
            let read = toml::from_str::<Config>(&format!("{key} = {value}"));
            let known = ["listen", "phone", "tls", "card", "trusted_proxies", "mail", "demo", "database"];
            prop_assert!(read.is_err() || known.contains(&key.as_str()), "{key} = {value}");
        }

        #[test]
        fn a_portal_that_the_network_reaches_is_never_a_demo_nor_in_clear(
            ip: std::net::IpAddr, demo: bool, proxy: bool, https: bool,
        ) {
            let public_url = if https { "https://sportello.example" } else { "http://sportello.example" };
            let trusted_proxies = if proxy { vec![ip] } else { Vec::new() };
            let config =
                Config { listen: (ip, 80).into(), demo, trusted_proxies, public_url: public_url.into(), ..Config::default() };
            let sound = ip.is_loopback() || (!demo && proxy && https);
            prop_assert_eq!(config.check().is_ok(), sound);
        }
    }

    #[test]
    fn the_address_to_open_is_the_one_citizens_know_and_else_the_one_it_listens_on() {
        let tls = "tls = { certificate = 'c', key = 'k' }\n";
        for (settings, address) in [
            ("", "http://127.0.0.1:8080/"),
            ("listen = '127.0.0.1:8797'", "http://127.0.0.1:8797/"),
            (&format!("{tls}listen = '192.0.2.1:443'"), "https://192.0.2.1:443/"),
            (&format!("{tls}public_url = 'https://sportello.example/'"), "https://sportello.example/"),
        ] {
            let mut config = toml::from_str::<Config>(settings).unwrap();
            config.follow_listen();
            assert_eq!(config.front_page(), address, "{settings}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(toml::from_str::<Config>("demmo = true").is_err());
        assert!(toml::from_str::<Config>("demo = true").unwrap().demo);
    }

    #[test]
    fn the_demo_is_refused_anywhere_but_on_loopback() {
        let open = Config { listen: "192.0.2.1:80".parse().unwrap(), ..Config::default() };
        assert!(matches!(open.check(), Err(ConfigError::Clear(_))));
        assert!(matches!(Config { demo: true, ..open }.check(), Err(ConfigError::DemoOpen(_))));
        assert!(Config { demo: true, ..Config::default() }.check().is_ok());
    }
}

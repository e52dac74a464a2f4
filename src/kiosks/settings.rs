//! The settings of kiosks, signed: a kiosk whose unit names our public key takes no others (Ed25519).
//!
//! The signature is the file's last line, `# signed ` and its 64 bytes in base64, over [`PREFIX`] and all bytes before
//! that line. The kiosk reads it in a file of its own, since the two programs link nothing of each other.
//!
//! **Invariant**: the private half is derived from the institute's secret and never leaves this program.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::EncodePublicKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::{Signer, SigningKey};

use crate::seal::{Keys, Purpose};

/// What is signed before the settings: a signature of ours over anything else is none of these.
pub const PREFIX: &[u8] = b"sportello kiosk settings\n";

/// How the line of the signature begins.
const LINE: &str = "# signed ";

/// Why settings cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// They are not TOML.
    #[error("the settings are not TOML: {0}")]
    Toml(String),
    /// They have no number by which older ones are known.
    #[error("the settings need a line `version = N`, with a number above that of the ones before")]
    Version,
}

/// The settings with our signature, in place of one that is there, and their version.
///
/// # Errors
/// [`SignError`]
pub fn sign(keys: &Keys, settings: &str) -> Result<(String, i64), SignError> {
    let table: toml::Table =
        toml::from_str(settings).map_err(|error| SignError::Toml(error.message().to_owned()))?;
    let version = table.get("version").and_then(toml::Value::as_integer).filter(|version| *version > 0);
    let version = version.ok_or(SignError::Version)?;
    let mut text: String =
        settings.lines().filter(|line| !line.starts_with(LINE)).collect::<Vec<_>>().join("\n");
    text.push('\n');
    let signature = pair(keys).sign(&[PREFIX, text.as_bytes()].concat()).to_bytes();
    text.push_str(&format!("{LINE}{}\n", STANDARD.encode(signature)));
    Ok((text, version))
}

/// The public half, in PEM: what is installed with a kiosk. `None` if it cannot be put into PEM.
#[must_use]
pub fn public(keys: &Keys) -> Option<String> {
    pair(keys).verifying_key().to_public_key_pem(LineEnding::LF).ok()
}

fn pair(keys: &Keys) -> SigningKey {
    SigningKey::from_bytes(&keys.key(Purpose::KioskSettings))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use ed25519_dalek::pkcs8::DecodePublicKey;
    use ed25519_dalek::{Signature, VerifyingKey};

    use super::*;

    #[test]
    fn the_last_line_is_the_signature_of_all_before_it_and_signing_again_replaces_it() {
        let keys = Keys::new([7; 32]);
        let (signed, version) = sign(&keys, "version = 3\nportal = 'https://a.example'").unwrap();
        assert_eq!(version, 3);
        let (text, line) = signed.trim_end().rsplit_once('\n').unwrap();
        let signature = STANDARD.decode(line.strip_prefix(LINE).unwrap()).unwrap();
        let key = VerifyingKey::from_public_key_pem(&public(&keys).unwrap()).unwrap();
        let message = [PREFIX, text.as_bytes(), b"\n"].concat();
        key.verify_strict(&message, &Signature::from_slice(&signature).unwrap()).unwrap();
        assert_eq!(sign(&keys, &signed).unwrap().0, signed);
        assert_ne!(public(&Keys::new([8; 32])), public(&keys));
    }

    #[test]
    fn settings_without_a_version_are_not_signed() {
        let keys = Keys::new([7; 32]);
        for text in ["portal = 'x'", "version = 0", "version = 'one'", "[a]\nversion = 1"] {
            assert_eq!(sign(&keys, text), Err(SignError::Version), "{text}");
        }
        assert!(matches!(sign(&keys, "= 3"), Err(SignError::Toml(_))));
    }
}

//! The kiosk's signature on what it asks: HTTP Message Signatures (RFC 9421) with Ed25519, and the digest of the content
//! (RFC 9530).
//!
//! The portal takes it in exactly this form. It says which kiosk asks, and nothing of who stands before it.
//!
//! **Invariant**: the private key is read once, shown nowhere, and wiped when it is let go of.

use std::fmt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::clock::Clock;

/// What is signed of a request, in this order.
const COVERED: &str = r#"("@method" "@authority" "@path" "@query" "content-digest")"#;

/// What the supervisor calls the key among its credentials.
const CREDENTIAL: &str = "sportello-kiosk.key";

/// The purpose of the signature.
const TAG: &str = "sportello-kiosk";

/// The pair of keys that a kiosk was enrolled with.
pub struct Key {
    id: String,
    key: SigningKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id)
    }
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("the kiosk's key {0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// Others may read it.
    #[error("the kiosk's key {0} can be read by others: chmod 600")]
    Open(PathBuf),
    /// It is no key.
    #[error("{0} is no Ed25519 key in PEM, as `sportello kiosk enrol` makes it")]
    Shape(PathBuf),
    /// Nothing says where it is.
    #[error("key: name its file, or have the supervisor give it as a credential")]
    Nowhere,
    /// The name cannot name a key.
    #[error("a key is named by lower-case letters, digits and hyphens")]
    Name,
}

impl Key {
    /// Reads the private key from a file that only its owner can read; `id` is the name it was enrolled under.
    ///
    /// # Errors
    /// [`KeyError`]
    pub fn read(path: &Path, id: String) -> Result<Key, KeyError> {
        let failed = |error| KeyError::Read(path.into(), error);
        if std::fs::metadata(path).map_err(failed)?.mode() & 0o077 != 0 {
            return Err(KeyError::Open(path.into()));
        }
        Key::parse(path, id)
    }

    /// Reads the private key from the supervisor's folder of credentials, which it made of what is sealed in the TPM, or
    /// of a plain file where there is none. Who may read there is the supervisor's care: it is shown in no mode.
    ///
    /// # Errors
    /// [`KeyError`]
    pub fn credential(folder: &Path, id: String) -> Result<Key, KeyError> {
        Key::parse(&folder.join(CREDENTIAL), id)
    }

    /// One of nobody, for tests that have something to sign.
    #[cfg(test)]
    pub(super) fn of_nobody() -> Key {
        Key { id: "prova-1".to_owned(), key: SigningKey::from_bytes(&[7; 32]) }
    }

    fn parse(path: &Path, id: String) -> Result<Key, KeyError> {
        let failed = |error| KeyError::Read(path.into(), error);
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || !id.bytes().all(plain) {
            return Err(KeyError::Name);
        }
        let pem = Zeroizing::new(std::fs::read_to_string(path).map_err(failed)?);
        let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| KeyError::Shape(path.into()))?;
        Ok(Key { id, key })
    }

    /// The headers that sign a request: to the portal at `base`, for this path and query.
    pub(super) fn sign(
        &self,
        base: &str,
        method: &str,
        address: &str,
        content: &str,
        clock: &Clock,
    ) -> [(&'static str, String); 3] {
        let created = clock.now();
        let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
        self.sign_at(base, method, address, content, created, &nonce)
    }

    fn sign_at(
        &self,
        base: &str,
        method: &str,
        address: &str,
        content: &str,
        created: u64,
        nonce: &str,
    ) -> [(&'static str, String); 3] {
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(content)));
        let id = &self.id;
        let input = format!(
            "{COVERED};created={created};nonce=\"{nonce}\";keyid=\"{id}\";alg=\"ed25519\";tag=\"{TAG}\""
        );
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let authority = authority(base);
        let text = format!(
            "\"@method\": {method}\n\"@authority\": {authority}\n\"@path\": {path}\n\"@query\": ?{query}\n\
             \"content-digest\": {digest}\n\"@signature-params\": {input}"
        );
        let signature = STANDARD.encode(self.key.sign(text.as_bytes()).to_bytes());
        [
            ("content-digest", digest),
            ("signature-input", format!("kiosk={input}")),
            ("signature", format!("kiosk=:{signature}:")),
        ]
    }
}

/// Host and port of an address, without a port that goes without saying.
fn authority(base: &str) -> String {
    let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
    let host = rest.split('/').next().unwrap_or("").to_ascii_lowercase();
    let usual = if scheme == "https" { ":443" } else { ":80" };
    host.strip_suffix(usual).unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// The key of RFC 9421, B.1.4, and in a file as `openssl` writes it.
    const PEM: &str = "-----BEGIN PRIVATE KEY-----\n\
                       MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
                       -----END PRIVATE KEY-----\n";

    fn file(text: &str, mode: u32) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        file
    }

    #[test]
    fn a_signature_is_the_keys_over_the_text_of_the_standard() {
        let file = file(PEM, 0o600);
        let key = Key::read(file.path(), "prova-1".into()).unwrap();
        let [digest, input, signature] = key.sign_at(
            "https://Portal.example:443",
            "POST",
            "/it/accedi?poi=area",
            "a=b",
            1_773_133_200,
            "n",
        );
        assert_eq!(digest.1, "sha-256=:QhRPOTnD/7vwv4sfEq/7XCOkxb1B4P9nLVSldU8GIFg=:".to_owned());
        let params = input.1.strip_prefix("kiosk=").unwrap();
        let text = format!(
            "\"@method\": POST\n\"@authority\": portal.example\n\"@path\": /it/accedi\n\"@query\": ?poi=area\n\
             \"content-digest\": {}\n\"@signature-params\": {params}",
            digest.1
        );
        let bytes = STANDARD.decode(&signature.1["kiosk=:".len()..signature.1.len() - 1]).unwrap();
        let bytes = ed25519_dalek::Signature::from_slice(&bytes).unwrap();
        key.key.verifying_key().verify_strict(text.as_bytes(), &bytes).unwrap();
        assert!(params.ends_with(
            ";created=1773133200;nonce=\"n\";keyid=\"prova-1\";alg=\"ed25519\";tag=\"sportello-kiosk\""
        ));
    }

    #[test]
    fn a_key_that_others_can_read_or_that_is_none_is_refused() {
        let read = |file: &tempfile::NamedTempFile, id: &str| Key::read(file.path(), id.into());
        assert!(matches!(read(&file(PEM, 0o640), "a"), Err(KeyError::Open(_))));
        assert!(matches!(read(&file("no key", 0o600), "a"), Err(KeyError::Shape(_))));
        assert!(matches!(read(&file(PEM, 0o600), "A\""), Err(KeyError::Name)));
        assert!(matches!(Key::read(Path::new("/nowhere"), "a".into()), Err(KeyError::Read(..))));
    }

    #[test]
    fn the_supervisors_credential_is_read_whatever_its_mode_shows() {
        let folder = tempfile::tempdir().unwrap();
        let read = || Key::credential(folder.path(), "roma-1".into());
        assert!(matches!(read(), Err(KeyError::Read(..))));
        std::fs::write(folder.path().join(CREDENTIAL), PEM).unwrap();
        // As systemd shows a file that one user may read by an access list.
        std::fs::set_permissions(folder.path().join(CREDENTIAL), std::fs::Permissions::from_mode(0o440))
            .unwrap();
        assert_eq!(format!("{:?}", read().unwrap()), "Key(roma-1)");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(CREDENTIAL), "none").unwrap();
        assert!(matches!(Key::credential(folder.path(), "a".into()), Err(KeyError::Shape(_))));
    }

    #[test]
    fn every_request_has_a_nonce_of_its_own() {
        let file = file(PEM, 0o600);
        let key = Key::read(file.path(), "a".into()).unwrap();
        let input = || key.sign("http://127.0.0.1:8080", "GET", "/it/", "", &Clock::default())[1].1.clone();
        assert_ne!(input(), input());
    }

    #[test]
    fn a_usual_port_goes_without_saying() {
        assert_eq!(authority("https://a.example:443"), "a.example");
        assert_eq!(authority("http://127.0.0.1:8080/"), "127.0.0.1:8080");
        assert_eq!(authority("http://a.example:80"), "a.example");
    }
}

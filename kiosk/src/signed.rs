//! Signed settings: who signed them, and that they are no older than those before.
//!
//! The last line of the file is `# signed ` and an Ed25519 signature in base64, over a prefix and all bytes before that
//! line; `sportello kiosk sign-settings` writes it on the portal's machine. The key's public half is installed with the
//! kiosk, and the unit names it.
//!
//! **Invariant**: no byte of the settings is looked at before its signature is found right.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::DecodePublicKey;
use ed25519_dalek::{Signature, VerifyingKey};

use crate::state::{Keeper, Store};

/// What is signed before the settings.
const PREFIX: &[u8] = b"sportello kiosk settings\n";

/// How the line of the signature begins.
const LINE: &str = "# signed ";

/// The file in the kiosk's folder.
const FILE: &str = "settings-version";

/// Why settings are not taken.
#[derive(Debug, thiserror::Error)]
pub enum SignedError {
    /// The public key cannot be read.
    #[error(
        "the key {0}, which signs the settings, cannot be read: {1}; `sportello kiosk settings-key` prints it"
    )]
    Key(PathBuf, std::io::Error),
    /// It is none.
    #[error("{0} is no public Ed25519 key in PEM; `sportello kiosk settings-key` prints it")]
    Shape(PathBuf),
    /// Nobody signed them.
    #[error("the settings are not signed: run `sportello kiosk sign-settings FILE` on the portal's machine")]
    Unsigned,
    /// Somebody else signed them, or they were changed since.
    #[error(
        "the settings were changed after they were signed, or somebody else signed them: sign them again with \
         `sportello kiosk sign-settings FILE` on the portal's machine"
    )]
    Forged,
    /// They have no version.
    #[error("the settings need a line `version = N`")]
    Version,
    /// They are older than those that were accepted.
    #[error(
        "the settings are version {found}, and version {accepted} was accepted before: older ones are refused"
    )]
    Older {
        /// Their version.
        found: u32,
        /// That of those before.
        accepted: u32,
    },
    /// The version that was accepted cannot be read.
    #[error("the version of the settings that was last accepted cannot be read: {0}")]
    Store(std::io::Error),
}

/// The key that signs settings.
#[derive(Clone, Debug)]
pub struct Signer(VerifyingKey);

impl Signer {
    /// Reads its public half.
    ///
    /// # Errors
    /// [`SignedError`]
    pub fn read(path: &Path) -> Result<Signer, SignedError> {
        let pem = std::fs::read_to_string(path).map_err(|error| SignedError::Key(path.into(), error))?;
        let key = VerifyingKey::from_public_key_pem(&pem).map_err(|_| SignedError::Shape(path.into()))?;
        Ok(Signer(key))
    }

    /// Whether this key signed these settings as they are.
    ///
    /// # Errors
    /// [`SignedError::Unsigned`], [`SignedError::Forged`]
    pub fn check(&self, settings: &str) -> Result<(), SignedError> {
        let whole = settings.strip_suffix('\n').unwrap_or(settings);
        let (text, last) = whole.rsplit_once('\n').ok_or(SignedError::Unsigned)?;
        let signature = last.strip_prefix(LINE).ok_or(SignedError::Unsigned)?;
        let signature = STANDARD.decode(signature).map_err(|_| SignedError::Forged)?;
        let signature = Signature::from_slice(&signature).map_err(|_| SignedError::Forged)?;
        let message = [PREFIX, text.as_bytes(), b"\n"].concat();
        self.0.verify_strict(&message, &signature).map_err(|_| SignedError::Forged)
    }
}

/// Takes settings of this version, unless newer ones were taken before; the version, if it is to be remembered anew.
///
/// # Errors
/// [`SignedError`]
pub fn accept(version: Option<u32>, store: &Store) -> Result<Option<u32>, SignedError> {
    let found = version.ok_or(SignedError::Version)?;
    let kept = store.read(FILE).map_err(SignedError::Store)?;
    let accepted = match kept {
        None => 0,
        Some(bytes) => {
            let number = std::str::from_utf8(&bytes).ok().and_then(|text| text.trim().parse().ok());
            number.ok_or_else(|| SignedError::Store(std::io::Error::other("it is no number")))?
        }
    };
    if found < accepted {
        return Err(SignedError::Older { found, accepted });
    }
    Ok((found > accepted).then_some(found))
}

/// Refuses older settings than these from now on. A full disk is no reason to shut an office's kiosk: these are newer than
/// any before, and it is remembered once there is room.
pub fn remember(version: u32, keeper: &Keeper) {
    keeper.keep(FILE, format!("{version}\n").into_bytes());
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};

    use super::*;

    fn signed(text: &str, key: &SigningKey) -> String {
        let signature = key.sign(&[PREFIX, text.as_bytes()].concat()).to_bytes();
        format!("{text}{LINE}{}\n", STANDARD.encode(signature))
    }

    #[test]
    fn what_was_signed_is_taken_and_nothing_else() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let signer = Signer(key.verifying_key());
        let text = "version = 1\nportal = 'https://a.example'\n";
        let good = signed(text, &key);
        signer.check(&good).unwrap();
        signer.check(good.trim_end()).unwrap();
        let refused = |settings: &str| signer.check(settings).unwrap_err();
        assert!(matches!(refused(text), SignedError::Unsigned));
        assert!(matches!(refused(""), SignedError::Unsigned));
        assert!(matches!(refused(&format!("{good}idle = 30\n")), SignedError::Unsigned));
        assert!(matches!(refused(&good.replace("a.example", "b.example")), SignedError::Forged));
        assert!(matches!(refused(&format!("x = 1\n{good}")), SignedError::Forged));
        assert!(matches!(refused(&format!("{text}{LINE}AAAA\n")), SignedError::Forged));
        assert!(matches!(refused(&format!("{text}{LINE}?\n")), SignedError::Forged));
        let other = SigningKey::from_bytes(&[4; 32]);
        assert!(matches!(refused(&signed(text, &other)), SignedError::Forged));
    }

    #[test]
    fn older_settings_than_those_accepted_are_refused_and_the_same_are_taken_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        let keeper = Keeper::new(store.clone(), std::sync::mpsc::channel().0);
        assert!(matches!(accept(None, &store), Err(SignedError::Version)));
        for (version, anew) in [(3, Some(3)), (3, None), (5, Some(5))] {
            let taken = accept(Some(version), &store).unwrap();
            assert_eq!(taken, anew);
            taken.into_iter().for_each(|version| remember(version, &keeper));
        }
        let older = accept(Some(4), &store).unwrap_err();
        assert_eq!(
            older.to_string(),
            "the settings are version 4, and version 5 was accepted before: older ones are refused"
        );
        store.write(FILE, b"five").unwrap();
        assert!(
            matches!(accept(Some(6), &store), Err(SignedError::Store(_))),
            "what is not known is not older"
        );
    }

    #[test]
    fn a_key_that_is_none_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(Signer::read(file.path()), Err(SignedError::Shape(_))));
        assert!(matches!(Signer::read(Path::new("/nowhere")), Err(SignedError::Key(..))));
    }
}

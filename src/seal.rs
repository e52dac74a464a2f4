//! Sealing: what must not be read from the database file is encrypted with keys that are not in it.
//!
//! **Invariant**: every sealed value is bound to its purpose; one sealed for a letter opens nowhere else.

mod records;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::db::{Conn, Db, DbError};

/// The institute's secret, from which every key is derived; 32 bytes, kept outside the database.
#[derive(Clone)]
pub struct Keys {
    secret: [u8; 32],
}

/// What a sealed value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The answers of a draft.
    Draft,
    /// A form that was sent after its session ended.
    LateForm,
    /// What a letter says, and to whom.
    Letter,
    /// The secret inside a letter.
    LetterSecret,
    /// The answers of a PIN request.
    PinRequest,
    /// Which document a clerk has seen.
    Document,
    /// The token against forged forms.
    Token,
    /// The pepper of PIN hashes.
    Pepper,
    /// The digests of places and subjects of wrong tries.
    Tries,
    /// Where who reported a problem wants the answer.
    Feedback,
    /// What tells whether a repeated send says what the first one said.
    Send,
    /// The key that signs the settings of kiosks.
    KioskSettings,
    /// What a database knows its secret by.
    Mark,
}

/// A sealed value could not be opened: another key, another purpose, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value does not open with these keys")]
pub struct SealError;

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Keys from the institute's secret.
    pub fn new(secret: [u8; 32]) -> Keys {
        Keys { secret }
    }

    /// Keys from the file of the secret: 64 hexadecimal digits.
    ///
    /// # Errors
    /// The file's own, or that it holds something else.
    pub fn read(path: &std::path::Path) -> std::io::Result<Keys> {
        let text = std::fs::read_to_string(path)?;
        let text = text.trim();
        let other = || std::io::Error::other("it is not 64 hexadecimal digits");
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(other());
        }
        let mut secret = [0; 32];
        for (n, byte) in secret.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).map_err(|_| other())?;
        }
        Ok(Keys { secret })
    }

    /// The key of one purpose (HMAC-SHA-256 of its name under the secret).
    pub fn key(&self, purpose: Purpose) -> [u8; 32] {
        mac(&self.secret, format!("sportello/{purpose:?}").as_bytes())
    }

    /// A keyed digest of `data` for `purpose`, 32 bytes.
    pub fn mac(&self, purpose: Purpose, data: &[u8]) -> [u8; 32] {
        mac(&self.key(purpose), data)
    }

    /// Encrypts `plain` for `purpose`: a random nonce of 24 bytes, then the ciphertext (XChaCha20-Poly1305).
    ///
    /// # Errors
    /// [`SealError`] if the cipher refuses, which it does only for absurd lengths.
    pub fn seal(&self, purpose: Purpose, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; 24] = random();
        let cipher = XChaCha20Poly1305::new((&self.key(purpose)).into());
        let body = cipher
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: &[] })
            .map_err(|_| SealError)?;
        let mut sealed = nonce.to_vec();
        sealed.extend(body);
        Ok(sealed)
    }

    /// What a database knows these keys by.
    fn own_mark(&self) -> [u8; 32] {
        self.mac(Purpose::Mark, b"sportello")
    }

    /// Decrypts what [`Keys::seal`] made for the same purpose.
    ///
    /// # Errors
    /// [`SealError`] if it was made with other keys, for another purpose, or changed since.
    pub fn open(&self, purpose: Purpose, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, body) = sealed.split_at_checked(24).ok_or(SealError)?;
        let cipher = XChaCha20Poly1305::new((&self.key(purpose)).into());
        cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: &[] }).map_err(|_| SealError)
    }
}

/// A digest of `data` with a key of one purpose.
pub(crate) fn mac(key: &[u8], data: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so this never refuses.
    match <Hmac<Sha256> as Mac>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(data);
            mac.finalize().into_bytes().into()
        }
        Err(_) => Sha256::digest(data).into(),
    }
}

/// Whether a database was used with a secret: it knows one, or is of an older program and has people or what is sealed.
///
/// # Errors
/// [`DbError`]
pub async fn is_in_use(db: &Db) -> Result<bool, DbError> {
    let mut conn = db.reader().await?;
    Ok(records::mark(&mut conn).await?.is_some() || records::is_filled(&mut conn).await?)
}

/// Whether a database knows another secret than that of these keys. One of an older program may know none yet, or have no
/// place for it.
///
/// # Errors
/// [`DbError`]
pub async fn knows_another(conn: &mut Conn, keys: &Keys) -> Result<bool, DbError> {
    let known = match conn.has_table("secret_mark").await? {
        true => records::mark(conn).await?,
        false => None,
    };
    Ok(known.is_some_and(|known| !bool::from(known.ct_eq(&keys.own_mark()))))
}

/// Whether these are the keys that a database is used with; from the first time on it knows them. Of a database of an older
/// program they are if they open anything of what was sealed there last, or nothing was.
///
/// # Errors
/// [`DbError`]
pub async fn fits(db: &Db, keys: &Keys) -> Result<bool, DbError> {
    let own = keys.own_mark();
    let mut conn = db.reader().await?;
    let mut known = records::mark(&mut conn).await?;
    if known.is_none() {
        let sealed = records::newest_sealed(&mut conn).await?;
        drop(conn);
        let opens = |sealed: &records::Sealed| keys.open(sealed.purpose(), &sealed.bytes).is_ok();
        if !sealed.is_empty() && !sealed.iter().any(opens) {
            return Ok(false);
        }
        // Another program may be doing so at this moment, with other keys.
        known =
            db.write(move |tx| Box::pin(async move { records::keep_mark(tx, own.to_vec()).await })).await?;
    }
    Ok(known.is_some_and(|known| known.ct_eq(&own).into()))
}

/// Random bytes from the operating system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without randomness nothing here may go on: a predictable session is worse than none.
    if OsRng.try_fill_bytes(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// Bytes as hexadecimal digits, two a byte.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        digits.extend([byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
    }
    digits
}

/// `N` random decimal digits, each equally likely.
pub fn random_digits(count: usize) -> String {
    let mut digits = String::with_capacity(count);
    while digits.len() < count {
        let [byte] = random::<1>();
        // 250 is the largest multiple of ten below 256: what is above would favour the low digits.
        if byte < 250 {
            digits.push(char::from(b'0' + byte % 10));
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn damaged_bytes_open_nothing_and_harm_nothing(
            plain in prop::collection::vec(any::<u8>(), 0..200), at: prop::sample::Index, bits in 1_u8..,
            cut: prop::sample::Index, more in prop::collection::vec(any::<u8>(), 1..40),
        ) {
            let keys = Keys::new([7; 32]);
            let sealed = keys.seal(Purpose::Draft, &plain).unwrap();
            prop_assert_eq!(keys.open(Purpose::Draft, &sealed).unwrap(), plain);
            let mut bent = sealed.clone();
            bent[at.index(sealed.len())] ^= bits;
            prop_assert!(keys.open(Purpose::Draft, &bent).is_err());
            prop_assert!(keys.open(Purpose::Draft, &sealed[..cut.index(sealed.len())]).is_err());
            prop_assert!(keys.open(Purpose::Draft, &[&sealed[..], &more].concat()).is_err());
            prop_assert!(keys.open(Purpose::Draft, &[&more[..], &sealed].concat()).is_err());
            prop_assert!(keys.open(Purpose::Draft, &more).is_err());
        }
    }

    proptest! {
        #[test]
        fn the_file_of_the_secret_has_64_hexadecimal_digits_or_is_refused(
            secret in any::<[u8; 32]>(),
            around in r"[ \t\r\n]{0,3}",
            capital in any::<bool>(),
            at in any::<prop::sample::Index>(),
            sign in any::<char>(),
            noise in proptest::collection::vec(any::<u8>(), 0..140),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("secret");
            let read = |content: &[u8]| {
                std::fs::write(&path, content).unwrap();
                Keys::read(&path)
            };
            let mut digits = hex(&secret);
            if capital {
                digits.make_ascii_uppercase();
            }
            let keys = read(format!("{around}{digits}{around}").as_bytes()).unwrap();
            prop_assert_eq!(keys.key(Purpose::Pepper), Keys::new(secret).key(Purpose::Pepper));
            // One digit more, fewer, or something else in its place.
            let at = at.index(64);
            let (before, after) = (&digits[..at], &digits[at + 1..]);
            let [fewer, more] = [format!("{before}{after}"), format!("{digits}{sign}")];
            prop_assert!(read(fewer.as_bytes()).is_err());
            prop_assert!(read(more.as_bytes()).is_err() || sign.is_whitespace());
            let other = read(format!("{before}{sign}{after}").as_bytes());
            prop_assert_eq!(other.is_ok(), sign.is_ascii_hexdigit());
            let hexadecimal = std::str::from_utf8(&noise).is_ok_and(|text| {
                text.trim().len() == 64 && text.trim().bytes().all(|sign| sign.is_ascii_hexdigit())
            });
            prop_assert_eq!(read(&noise).is_ok(), hexadecimal);
        }
    }

    #[test]
    fn what_is_sealed_opens_only_for_its_purpose() {
        let keys = Keys::new([7; 32]);
        let sealed = keys.seal(Purpose::Letter, b"42").unwrap();
        assert_eq!(keys.open(Purpose::Letter, &sealed).unwrap(), b"42");
        assert!(keys.open(Purpose::Draft, &sealed).is_err());
        assert!(Keys::new([8; 32]).open(Purpose::Letter, &sealed).is_err());
        assert!(keys.open(Purpose::Letter, &sealed[..10]).is_err());
        let mut changed = sealed;
        changed[30] ^= 1;
        assert!(keys.open(Purpose::Letter, &changed).is_err());
    }

    #[test]
    fn hexadecimal_digits_are_two_a_byte() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa5, 0xff]), "000fa5ff");
    }

    #[test]
    fn random_digits_are_digits() {
        let digits = random_digits(1000);
        assert_eq!(digits.len(), 1000);
        assert!(('0'..='9').all(|d| digits.contains(d)));
    }
}

//! The Belfiore code: the cadastral name of a comune or, with `Z`, of a foreign state.
//!
//! **Invariant**: a `Belfiore` is one letter and three digits.

/// A place of birth as the fiscal code writes it, such as `H501` (Roma) or `Z100` (Albania).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Belfiore([u8; 4]);

impl Belfiore {
    /// Reads a letter and three digits, in either case; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 4] = text.trim().as_bytes().try_into().ok()?;
        let [letter, digits @ ..] = bytes;
        (letter.is_ascii_alphabetic() && digits.iter().all(u8::is_ascii_digit))
            .then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The four characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The four ASCII bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 4] {
        self.0
    }

    /// Whether it names a foreign state (`Z`).
    #[must_use]
    pub fn is_foreign(self) -> bool {
        self.0[0] == b'Z'
    }
}

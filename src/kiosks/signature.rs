//! Signed requests: HTTP Message Signatures (RFC 9421) with Ed25519, and the digest of their content (RFC 9530).
//!
//! A kiosk's request is signed in one way, and no other is taken: the components of [`COVERED`] in this order, with key,
//! time, nonce and purpose. The kiosk writes it in a file of its own, since the two programs link nothing of each other.
//!
//! **Invariant**: whatever the headers, the answer is yes or no, never a panic.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What is signed of a request.
pub const COVERED: &str = r#"("@method" "@authority" "@path" "@query" "content-digest")"#;

/// The purpose of the signature: one made for something else is none of ours.
pub const TAG: &str = "sportello-kiosk";

/// The longest header that is read.
const LONGEST: usize = 512;

/// A request, as far as it is signed.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// `GET`, `POST`.
    pub method: &'a str,
    /// The names by which the portal may have been asked: its `Host`, and that of its public address.
    pub authorities: &'a [&'a str],
    /// The path.
    pub path: &'a str,
    /// The query, without its question mark.
    pub query: &'a str,
    /// The header `Content-Digest`.
    pub digest: &'a str,
    /// The content, empty where there is none.
    pub content: &'a [u8],
}

/// What the headers `Signature-Input` and `Signature` say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Names the key.
    pub key_id: String,
    /// When it was signed, in seconds.
    pub created: i64,
    /// Sets the request apart from every other.
    pub nonce: String,
    /// Components and parameters as they came: they are signed too.
    input: String,
    signature: [u8; 64],
}

impl Signed {
    /// Reads the two headers; `None` if they are not those of a kiosk.
    pub fn read(input: &str, signature: &str) -> Option<Signed> {
        if input.len() > LONGEST || signature.len() > LONGEST {
            return None;
        }
        let (label, input) = input.trim().split_once('=')?;
        let signature = signature.trim().strip_prefix(label)?.strip_prefix("=:")?.strip_suffix(':')?;
        let signature = STANDARD.decode(signature).ok()?.try_into().ok()?;
        let mut parameters = input.strip_prefix(COVERED)?.strip_prefix(';')?.split(';');
        let mut next = |name: &str| parameters.next()?.strip_prefix(name)?.strip_prefix('=');
        let created = next("created")?;
        let created = Some(created).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        let signed = Signed {
            created: created.parse().ok()?,
            nonce: quoted(next("nonce")?).filter(|nonce| (16..=64).contains(&nonce.len()))?,
            key_id: quoted(next("keyid")?)?,
            input: input.to_owned(),
            signature,
        };
        let (algorithm, tag) = (next("alg").and_then(quoted)?, next("tag").and_then(quoted)?);
        (algorithm == "ed25519" && tag == TAG && parameters.next().is_none()).then_some(signed)
    }

    /// Whether this key signed this request, and its content is the one that came.
    pub fn is_of(&self, key: &[u8], message: &Message<'_>) -> bool {
        let key = key.try_into().ok().and_then(|key| VerifyingKey::from_bytes(key).ok());
        let Some(key) = key else { return false };
        let signature = Signature::from_bytes(&self.signature);
        let is_right = |authority: &&str| {
            let base = base(message, authority, &self.input);
            key.verify_strict(base.as_bytes(), &signature).is_ok()
        };
        is_digest(message.digest, message.content) && message.authorities.iter().any(is_right)
    }
}

/// The text that is signed (RFC 9421, 2.5).
pub fn base(message: &Message<'_>, authority: &str, input: &str) -> String {
    let Message { method, path, query, digest, .. } = message;
    let authority = authority.to_ascii_lowercase();
    format!(
        "\"@method\": {method}\n\"@authority\": {authority}\n\"@path\": {path}\n\"@query\": ?{query}\n\
         \"content-digest\": {digest}\n\"@signature-params\": {input}"
    )
}

/// Whether `Content-Digest` is the SHA-256 of this content.
fn is_digest(header: &str, content: &[u8]) -> bool {
    let digest = header.trim().strip_prefix("sha-256=:").and_then(|rest| rest.strip_suffix(':'));
    let Some(digest) = digest.and_then(|text| STANDARD.decode(text).ok()) else { return false };
    Sha256::digest(content).as_slice().ct_eq(&digest).into()
}

/// A quoted word of letters, digits and what stands in base64 and names: nothing in it needs an escape.
fn quoted(text: &str) -> Option<String> {
    let word = text.strip_prefix('"')?.strip_suffix('"')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=.".contains(&byte);
    (!word.is_empty() && word.bytes().all(plain)).then(|| word.to_owned())
}

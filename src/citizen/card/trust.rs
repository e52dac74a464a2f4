//! Whose card a signature is of: the signature, the chain to the authorities, validity, revocation, the subject.
//!
//! **Invariant**: nothing of a certificate is believed before an authority's signature on it has been checked.
//! **Invariant**: without authorities, or without their lists of revoked cards, no card signs anyone in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{
    CertificateDer, CertificateRevocationListDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime,
};
use serde::Deserialize;
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExpirationPolicy, KeyUsage, OwnedCertRevocationList,
    RevocationCheckDepth, RevocationOptionsBuilder, anchor_from_trusted_cert, ring,
};
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};
use x509_cert::der::oid::db::rfc4519::CN;
use x509_cert::ext::pkix::KeyUsage as Uses;

use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::clock::Moment;

/// Who is believed about cards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// PEM file with the certificates of the authorities that issue cards.
    pub authorities: PathBuf,
    /// Files, PEM or DER, with the authorities' lists of revoked cards; read again when they change.
    pub revoked: Vec<PathBuf>,
}

/// Why nobody can be believed about cards.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// A file cannot be read.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// A file holds something else.
    #[error("{0} holds no {1} that can be used")]
    Shape(PathBuf, &'static str),
}

/// Why a card's signature signs nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Another authority's, a weak key or digest, a wrong signature, or no card of a person.
    Card,
    /// The card's certificate has expired, or is not valid yet.
    Expired,
    /// The card was revoked.
    Revoked,
    /// Whether it was revoked is not known: the list is missing or too old.
    Unsure,
}

/// The authorities, and what they have revoked.
#[derive(Debug)]
pub struct Trust {
    anchors: Vec<TrustAnchor<'static>>,
    revoked: Vec<CertRevocationList<'static>>,
}

/// What an authority may sign with: RSA of 2048 bits or more, SHA-256 or longer.
const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] =
    &[ring::RSA_PKCS1_2048_8192_SHA256, ring::RSA_PKCS1_2048_8192_SHA384, ring::RSA_PKCS1_2048_8192_SHA512];

impl Trust {
    /// Reads the files.
    ///
    /// # Errors
    /// [`TrustError`]
    pub fn read(settings: &Settings) -> Result<Trust, TrustError> {
        let path = &settings.authorities;
        let none = |path: &Path, what| TrustError::Shape(path.to_owned(), what);
        let anchors = anchors(&file(path)?).ok_or_else(|| none(path, "certificate"))?;
        let read = |path: &PathBuf| list(&file(path)?).ok_or_else(|| none(path, "list of revoked cards"));
        let revoked = settings.revoked.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        match revoked.is_empty() {
            true => Err(none(path, "list of revoked cards")),
            false => Ok(Trust { anchors, revoked }),
        }
    }

    /// The authority of the demo's invented cards, believed by a demo alone.
    pub fn of_demo() -> Option<Trust> {
        let anchors = anchors(include_bytes!("../../../data/demo_cards/authority.pem"))?;
        let revoked = vec![list(include_bytes!("../../../data/demo_cards/revoked.pem"))?];
        Some(Trust { anchors, revoked })
    }

    /// The fiscal code of the card whose certificate and signature over `message` these are.
    ///
    /// # Errors
    /// [`Refused`]
    pub fn holder(
        &self,
        certificate: &[u8],
        signature: &[u8],
        message: &[u8],
        now: Moment,
    ) -> Result<CodiceFiscale, Refused> {
        let der = CertificateDer::from(certificate);
        let card = EndEntityCert::try_from(&der).map_err(|_| Refused::Card)?;
        let lists: Vec<&CertRevocationList<'_>> = self.revoked.iter().collect();
        let revocation = RevocationOptionsBuilder::new(&lists)
            .map_err(|_| Refused::Unsure)?
            .with_depth(RevocationCheckDepth::EndEntity)
            .with_expiration_policy(ExpirationPolicy::Enforce)
            .build();
        let time = UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(now.0).unwrap_or(0)));
        let usage = KeyUsage::client_auth();
        card.verify_for_usage(ALGORITHMS, &self.anchors, &[], time, usage, Some(revocation), None)
            .map_err(|error| refused(&error))?;
        // The key itself: of 2048 bits at least, or this algorithm does not take it.
        card.verify_signature(ring::RSA_PKCS1_2048_8192_SHA256, message, signature)
            .map_err(|_| Refused::Card)?;
        subject(certificate).ok_or(Refused::Card)
    }
}

fn refused(error: &Error) -> Refused {
    match error {
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => Refused::Expired,
        Error::CertRevoked => Refused::Revoked,
        Error::UnknownRevocationStatus | Error::CrlExpired { .. } => Refused::Unsure,
        _ => Refused::Card,
    }
}

/// The fiscal code in the subject's common name (`<CODE>/<card>.<digest>`), of a certificate that authenticates and
/// signs no documents.
fn subject(certificate: &[u8]) -> Option<CodiceFiscale> {
    let certificate = x509_cert::Certificate::from_der(certificate).ok()?.tbs_certificate;
    let (_, uses) = certificate.get::<Uses>().ok()??;
    if !uses.digital_signature() || uses.non_repudiation() {
        return None;
    }
    let mut names = certificate
        .subject
        .0
        .iter()
        .flat_map(|part| part.0.iter())
        .filter(|attribute| attribute.oid == CN)
        .map(|attribute| &attribute.value);
    let (name, None) = (names.next()?, names.next()) else { return None };
    let text = PrintableStringRef::try_from(name)
        .map(|text| text.as_str().to_owned())
        .or_else(|_| Utf8StringRef::try_from(name).map(|text| text.as_str().to_owned()))
        .ok()?;
    let (code, _card) = text.split_once('/')?;
    let parsed: CodiceFiscale = code.parse().ok()?;
    // As issued, without a sign more or less.
    (parsed.as_str() == code).then_some(parsed)
}

fn file(path: &Path) -> Result<Vec<u8>, TrustError> {
    std::fs::read(path).map_err(|error| TrustError::Read(path.to_owned(), error))
}

/// The authorities of a PEM file; `None` if there is none, or something else.
fn anchors(pem: &[u8]) -> Option<Vec<TrustAnchor<'static>>> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    let anchor = |certificate| anchor_from_trusted_cert(certificate).map(|anchor| anchor.to_owned());
    let anchors: Vec<_> = certificates.iter().map(anchor).collect::<Result<_, _>>().ok()?;
    Some(anchors).filter(|anchors| !anchors.is_empty())
}

/// A list of revoked cards, PEM or DER.
fn list(bytes: &[u8]) -> Option<CertRevocationList<'static>> {
    let pem = CertificateRevocationListDer::from_pem_slice(bytes);
    let der = pem.as_ref().map_or(bytes, |list| list.as_ref());
    OwnedCertRevocationList::from_der(der).ok().map(Into::into)
}

/// What was read, and when each of its files had been changed.
type Read = (Vec<Option<SystemTime>>, Arc<Trust>);

/// The trust in use, read again when its files change.
#[derive(Debug, Default)]
pub struct Cards {
    settings: Option<Settings>,
    demo: Option<Arc<Trust>>,
    read: Mutex<Option<Read>>,
}

impl Cards {
    /// Of these settings; without any no card signs in.
    pub fn new(settings: Option<Settings>) -> Cards {
        Cards { settings, ..Cards::default() }
    }

    /// Of the demo's invented cards.
    pub fn of_demo() -> Cards {
        Cards { demo: Trust::of_demo().map(Arc::new), ..Cards::default() }
    }

    /// Whether a card may sign someone in at all.
    pub fn are_taken(&self) -> bool {
        self.settings.is_some() || self.demo.is_some()
    }

    /// The authorities and what they have revoked; `None` without settings.
    ///
    /// # Errors
    /// [`TrustError`] if they have never been readable; what was read before stays in use.
    pub fn trust(&self) -> Result<Option<Arc<Trust>>, TrustError> {
        let Some(settings) = &self.settings else { return Ok(self.demo.clone()) };
        let changed = |path: &PathBuf| std::fs::metadata(path).and_then(|about| about.modified()).ok();
        let stamps: Vec<_> =
            std::iter::once(&settings.authorities).chain(&settings.revoked).map(changed).collect();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, trust)) = &*read
            && *known == stamps
        {
            return Ok(Some(trust.clone()));
        }
        match (Trust::read(settings), &*read) {
            (Ok(trust), _) => {
                let trust = Arc::new(trust);
                *read = Some((stamps, trust.clone()));
                Ok(Some(trust))
            }
            (Err(error), Some((_, trust))) => {
                tracing::error!(%error, "the new list of cards is not usable; the one before stays");
                Ok(Some(trust.clone()))
            }
            (Err(error), None) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    const AUTHORITY: &[u8] = include_bytes!("../../../data/demo_cards/authority.pem");

    proptest! {
        /// What a card sends comes from outside: bytes of any kind, and a certificate of which some are others.
        #[test]
        fn whatever_comes_in_place_of_a_card_and_its_signature_is_refused(
            noise in proptest::collection::vec(any::<u8>(), 0..300),
            changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6),
            cut in any::<usize>(),
        ) {
            let trust = Trust::of_demo().unwrap();
            let mut certificate = CertificateDer::from_pem_slice(AUTHORITY).unwrap().to_vec();
            for (at, byte) in changes {
                let at = at % certificate.len();
                certificate[at] = byte;
            }
            let part = &certificate[..cut % (certificate.len() + 1)];
            for card in [noise.as_slice(), certificate.as_slice(), part] {
                let holder = trust.holder(card, &noise, b"challenge", Moment(1_795_424_400_000));
                prop_assert!(holder.is_err());
                prop_assert_eq!(subject(card), None);
            }
        }

        #[test]
        fn whatever_stands_in_the_files_of_the_authorities_is_read_or_told(
            noise in proptest::collection::vec(any::<u8>(), 0..300),
            at in any::<usize>(),
        ) {
            prop_assert!(anchors(&noise).is_none() && list(&noise).is_none());
            let mut pem = AUTHORITY.to_vec();
            let at = at % pem.len();
            pem.splice(at.., noise);
            let _ = (anchors(&pem), list(&pem));
        }
    }
}

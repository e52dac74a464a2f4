//! Kiosks at the front door: what of a request is signed, and by which kiosk.

use actix_web::http::header::HeaderMap;

use super::asked::{Asked, Body};
use super::front::problem_of;
use super::reply::Reply;
use crate::clock::Moment;
use crate::kiosks::reports::{self, Batch};
use crate::kiosks::signature::Message;
use crate::kiosks::{self, Kiosk, Refusal};
use crate::portal::Portal;
use crate::services::Failure;

/// The three headers of a signed request, each empty where it is missing; `None` for a browser, which has none of them.
pub(super) fn signed(headers: &HeaderMap) -> Option<[String; 3]> {
    let found = ["signature-input", "signature", "content-digest"].map(|name| headers.get(name));
    let is_signed = found[..2].iter().any(Option::is_some);
    is_signed.then(|| found.map(|value| value.and_then(|v| v.to_str().ok()).unwrap_or("").to_owned()))
}

/// The kiosk whose key signed the request; none for a browser's, and a refusal if the signature is not right.
pub(super) async fn recognise(
    portal: &Portal,
    asked: &Asked,
    now: Moment,
) -> Result<Result<Option<Kiosk>, Refusal>, Failure> {
    let Some([input, signature, digest]) = &asked.signed else { return Ok(Ok(None)) };
    // What did not arrive whole cannot be the content that was signed.
    let Body::Whole(content) = &asked.body else { return Ok(Err(Refusal::Signature)) };
    let public = portal.config.public_url.split_once("://").map_or("", |(_, rest)| rest);
    // A proxy in front may ask under another name than the one that the kiosk knows.
    let authorities = [asked.host.as_str(), public.trim_end_matches('/')];
    let message = Message {
        method: &asked.method,
        authorities: &authorities,
        path: &asked.path,
        query: &asked.query,
        digest,
        content,
    };
    let known = kiosks::recognise(&portal.db, input, signature, &message, now).await?;
    if let Err(refusal) = &known {
        tracing::warn!(?refusal, "a signed request is not taken");
    }
    Ok(known.map(Some))
}

/// Where kiosks send what they tell of themselves.
pub(super) const REPORTS: &str = "/chiosco/rapporti";

/// Takes a kiosk's reports, and tells it up to which it need not send them again. It is no page: nobody reads it.
pub(super) async fn take_reports(portal: &Portal, asked: &Asked) -> Reply {
    let now = portal.clock.now();
    let failed = |failure: &Failure| Reply::words(problem_of(failure).status(), "not taken\n");
    let kiosk = match recognise(portal, asked, now).await {
        Ok(Ok(Some(kiosk))) if asked.method == "POST" => kiosk,
        Ok(Ok(_)) => return Reply::words(404, "nothing here\n"),
        Ok(Err(_)) => return Reply::words(403, "not taken\n"),
        Err(failure) => return failed(&failure),
    };
    let Body::Whole(content) = &asked.body else { return Reply::words(422, "not taken\n") };
    let Some(batch) = Batch::read(content) else { return Reply::words(422, "not taken\n") };
    match reports::take(&portal.db, &kiosk, batch, now).await {
        Ok(last) => Reply::words(200, &format!("taken {last}\n")),
        Err(failure) => {
            tracing::error!(%failure, "a kiosk's reports were not taken");
            failed(&failure)
        }
    }
}

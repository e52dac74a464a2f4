//! The front door: the only part that speaks HTTP and writes the document around a Page.
//!
//! **Invariant**: no script leaves here; the Content-Security-Policy says so to the browser.
//! **Invariant**: nothing personal is logged: a line has method, service, status and time.

mod asked;
mod cookies;
mod door;
mod errors;
mod forms;
mod front;
pub mod gallery;
mod kept;
mod kiosk;
mod lines;
mod negotiate;
mod own_pages;
#[cfg(test)]
mod pages_tests;
#[cfg(test)]
mod paper_tests;
mod preferences;
#[cfg(test)]
mod receipt_tests;
mod records;
mod reply;
mod serve;
pub(crate) mod shell;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod weight_tests;
mod wire;
#[cfg(test)]
mod words_tests;

crate::words!("web");

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use actix_web::http::{StatusCode, header};
use actix_web::web::{self, Bytes, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use flate2::{Compress, Compression, FlushCompress, Status};
use futures_util::FutureExt;

use crate::db::Readiness;
use crate::portal::Portal;
use asked::Asked;
use door::Busy;
use errors::Problem;
pub(crate) use front::tokens::of as token;
use kept::{Kept, Wish};
use lines::Line;
pub(crate) use preferences::in_words as preferences_in_words;
use reply::{Packed, Reply};
pub(crate) use serve::listen;
pub use serve::{ServeError, serve};

/// Everything the page may load: its one style sheet; and the empty icon in it.
const POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// For two years browsers ask this host, and those below it, over TLS only.
const TLS_ONLY: &str = "max-age=63072000; includeSubDomains";

/// Puts the portal's one handler on every address; the same for all threads that serve.
pub fn configure(portal: Arc<Portal>) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
    let (kept, busy) = (web::Data::new(Kept::default()), web::Data::new(Busy::default()));
    move |config| {
        config
            .app_data(web::Data::from(portal.clone()))
            .app_data(kept.clone())
            .app_data(busy.clone())
            .default_service(web::to(handle));
    }
}

async fn handle(
    request: HttpRequest,
    body: Payload,
    portal: web::Data<Portal>,
    kept: web::Data<Kept>,
    busy: web::Data<Busy>,
) -> HttpResponse {
    // One request a turn: a line that has sent many at once does not keep the others of this thread waiting.
    tokio::task::yield_now().await;
    let started = Instant::now();
    let line = request.conn_data::<Arc<Line>>();
    line.inspect(|line| line.moves());
    let path = request.path();
    let (service, reply) = if let Some(asset) = asset(&portal, path).await {
        ("asset", asset)
    } else {
        let asked = Asked::read(&request, body, &portal).await;
        let service = service_label(&asked.path);
        let wish = Wish::of(&asked, portal.config.is_secure());
        let reply = match (wish.as_ref().and_then(|wish| kept.answer(wish)), portal.places.try_acquire()) {
            (Some(reply), _) => reply,
            (None, Ok(_place)) => match AssertUnwindSafe(answer(&portal, &kept, &asked)).catch_unwind().await
            {
                Ok(reply) => {
                    wish.into_iter().for_each(|wish| kept.keep(wish, &reply));
                    reply
                }
                // Where it was is told by the hook of panics. The line goes on.
                Err(_) => {
                    tracing::error!(service, "a request was given up: the program was not ready for it");
                    reply::bare_problem_for(&portal, &asked, Problem::Failed)
                }
            },
            (None, Err(_)) => busy.reply(&portal, &asked),
        };
        (service, reply)
    };
    let took = started.elapsed().as_micros();
    tracing::info!(method = %request.method(), service, status = reply.status, micros = took, "answered");
    line.inspect(|line| line.moves());
    respond(&request, reply, &portal)
}

/// The answer of the portal, by its address that of citizens or that of kiosks' reports.
async fn answer(portal: &Portal, kept: &Kept, asked: &Asked) -> Reply {
    if asked.path == kiosk::REPORTS {
        return Box::pin(kiosk::take_reports(portal, asked)).await;
    }
    front::answer(portal, kept, asked).await
}

/// The service an address names, for the log; never more of the address.
fn service_label(path: &str) -> &'static str {
    let name = path.split('/').nth(2).unwrap_or("");
    crate::services::ALL.iter().find(|service| service.name() == name).map_or("web", |service| service.name())
}

/// A file or a word for machines; `None` if nothing of the kind is at this address.
async fn asset(portal: &Portal, path: &str) -> Option<Reply> {
    let (css, style) = &*reply::STYLE;
    Some(match path {
        _ if path == css => Reply {
            status: 200,
            media_type: "text/css; charset=utf-8",
            body: Bytes::from_static(style.as_bytes()),
            packed: STYLE_PACKED.clone(),
            immutable: true,
            ..Reply::default()
        },
        "/health/live" => Reply::words(200, "ok\n"),
        "/health/ready" => match portal.db.readiness().await {
            Readiness::Ready => Reply::words(200, "ok\n"),
            Readiness::TakesNoWrite => Reply::words(503, "the database takes no write\n"),
            Readiness::Silent => Reply::words(503, "the database does not answer\n"),
        },
        "/robots.txt" => Reply::words(200, "User-agent: *\nDisallow: /*/area\n"),
        _ => return None,
    })
}

fn respond(request: &HttpRequest, reply: Reply, portal: &Portal) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    if request.conn_data::<Arc<Line>>().is_none() {
        response.force_close();
    }
    response
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .insert_header(("cross-origin-opener-policy", "same-origin"))
        .insert_header(("cross-origin-resource-policy", "same-origin"))
        .insert_header(("permissions-policy", "camera=(), microphone=(), geolocation=()"));
    if portal.config.is_secure() {
        response.insert_header((header::STRICT_TRANSPORT_SECURITY, TLS_ONLY));
    }
    // A proxy that keeps what it should not can only keep what anybody may read by asking for it.
    let for_all = request.method().is_safe() && matches!(reply.status, 200 | 404);
    let cache = if reply.immutable {
        "public, max-age=31536000, immutable"
    } else if !for_all || reply.private || !reply.set_cookies.is_empty() {
        "no-store"
    } else {
        "public, max-age=60"
    };
    response.insert_header((header::CACHE_CONTROL, cache));
    if !reply.immutable {
        response.insert_header((header::VARY, "Accept, Accept-Encoding, Accept-Language, Cookie"));
    }
    if let Some(location) = &reply.location {
        response.insert_header((header::LOCATION, location.as_str()));
    }
    if let Some(lang) = reply.lang {
        response.insert_header((header::CONTENT_LANGUAGE, lang.code()));
    }
    if let Some(seconds) = reply.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds));
    }
    if let Some(allow) = reply.allow {
        response.insert_header((header::ALLOW, allow));
    }
    if let Some(name) = &reply.file_name {
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    }
    for cookie in &reply.set_cookies {
        response.append_header((header::SET_COOKIE, cookie.as_str()));
    }
    if reply.media_type.is_empty() {
        return response.finish();
    }
    response.insert_header((header::CONTENT_TYPE, reply.media_type));
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    // Who has too much to do does not pack what it says so with.
    let worth = reply.status != 503 && reply.body.len() > 600;
    let packs = worth && accepts.is_some_and(negotiate::takes_gzip);
    let packed = || reply.packed.get_or_init(|| gzip(&reply.body, reply.immutable)).clone();
    match packs.then(packed).flatten() {
        Some(packed) => response.insert_header((header::CONTENT_ENCODING, "gzip")).body(packed),
        None => response.body(reply.body),
    }
}

/// The style sheet, packed once.
static STYLE_PACKED: LazyLock<Packed> = LazyLock::new(Packed::default);

/// Level 2 costs half of the default and gives pages an eighth larger: too much for a long career on one page, whose first
/// view must stay small. What browsers keep `for_good` is packed once, as small as it goes.
///
/// No secret is reflected beside what others choose (cookies are SameSite, no address is reflected on personal pages), so
/// compressing is safe.
fn gzip(body: &[u8], for_good: bool) -> Option<Bytes> {
    /// From this size on, in bytes, a page is packed better.
    const LARGE: usize = 50_000;
    /// The logarithm of the window, which is the largest there is.
    const WINDOW: u8 = 15;
    let level = match body.len() {
        _ if for_good => Compression::best(),
        ..LARGE => Compression::new(2),
        _ => Compression::default(),
    };
    // Its tables, a quarter of a megabyte, are used again.
    thread_local!(static PACKER: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::default(), WINDOW)));
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        packer.set_level(level).ok()?;
        let mut packed = Vec::with_capacity(body.len() / 4 + 1_000);
        loop {
            let read = usize::try_from(packer.total_in()).ok()?;
            match packer.compress_vec(&body[read..], &mut packed, FlushCompress::Finish).ok()? {
                Status::StreamEnd => break,
                Status::Ok | Status::BufError => packed.reserve(packed.capacity()),
            }
        }
        // It may be kept.
        packed.shrink_to_fit();
        Some(packed.into())
    })
}

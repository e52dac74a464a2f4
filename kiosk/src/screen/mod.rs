//! The screen: a page on loopback for a locked browser, and the touches that come back.
//!
//! **Invariant**: it answers only who knows the secret of this start, and only as its own host and origin.
//! **Invariant**: the browser types nothing and knows nothing: each picture is sent whole.

mod boxes;
mod html;

use std::sync::Arc;
use std::sync::mpsc::Sender;

use actix_web::http::header;
use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use subtle::ConstantTimeEq;
use tokio::sync::watch;

use crate::agent::command::Picture;
use crate::event::{Control, Event, Touch};

/// The name of the cookie that holds the secret.
const COOKIE: &str = "chiosco";

/// Nothing from elsewhere; the one script is ours.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What is shown now, and who waits for the next.
#[derive(Clone, Debug)]
pub struct Screen {
    now: Arc<watch::Sender<Arc<Option<Picture>>>>,
    events: Sender<Event>,
    /// What a browser must know.
    secret: Arc<str>,
    /// Pixels a millimetre.
    millimetre: f64,
}

impl Screen {
    /// A screen with so many pixels a millimetre, whose touches are events.
    pub fn new(events: Sender<Event>, millimetre: f64) -> Screen {
        let secret = uuid::Uuid::new_v4().simple().to_string().into();
        let now = Arc::new(watch::Sender::new(Arc::new(None)));
        Screen { now, events, secret, millimetre }
    }

    /// Shows a picture.
    pub fn show(&self, picture: Picture) {
        self.now.send_replace(Arc::new(Some(picture)));
    }

    /// The path and query that let a browser in.
    pub fn entrance(&self) -> String {
        format!("/?chiave={}", self.secret)
    }

    /// Whether a request is of a browser that has been let in, at this host.
    pub fn knows(&self, request: &HttpRequest) -> bool {
        let cookies =
            request.headers().get(header::COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or("");
        let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == COOKIE && self.is_secret(value)) && own(request)
    }

    fn is_secret(&self, told: &str) -> bool {
        self.secret.as_bytes().ct_eq(told.as_bytes()).into()
    }

    fn picture(&self) -> Arc<Option<Picture>> {
        self.now.borrow().clone()
    }
}

/// Host and origin are those of loopback: another site in the same browser, or a name that leads here, is refused.
fn own(request: &HttpRequest) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host = header(header::HOST).unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let loopback = matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    let origin = header(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    loopback && origin
}

/// Puts the screen on its addresses.
pub fn configure(screen: Screen) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config
            .app_data(web::Data::new(screen.clone()))
            .route("/", web::get().to(document))
            .route("/flusso", web::get().to(stream))
            .route("/tocco", web::post().to(touch))
            .route("/riquadri", web::post().to(boxes::tell))
            .route("/stile.css", web::get().to(style))
            .route("/misure.css", web::get().to(measures))
            .route("/schermo.js", web::get().to(script));
    }
}

async fn document(request: HttpRequest, screen: web::Data<Screen>) -> HttpResponse {
    let told = request.query_string().strip_prefix("chiave=").is_some_and(|told| screen.is_secret(told));
    if told && own(&request) {
        let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", screen.secret);
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, "/"))
            .insert_header((header::SET_COOKIE, cookie))
            .finish();
    }
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let picture = screen.picture();
    let Some(picture) = picture.as_ref() else { return HttpResponse::ServiceUnavailable().finish() };
    answer("text/html; charset=utf-8", html::document(picture, screen.millimetre))
}

fn answer(kind: &'static str, body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(body.into())
}

async fn style() -> HttpResponse {
    answer("text/css; charset=utf-8", [a11y::html::STYLE, include_str!("style.css")].concat())
}

/// The size of a millimetre on this screen.
async fn measures(screen: web::Data<Screen>) -> HttpResponse {
    answer("text/css; charset=utf-8", format!(":root {{ --mm: {}px }}", screen.millimetre))
}

async fn script() -> HttpResponse {
    answer("text/javascript; charset=utf-8", include_str!("script.js"))
}

/// A picture on its way to the browser.
#[derive(Serialize)]
struct Shown {
    root: std::collections::BTreeMap<&'static str, String>,
    title: String,
    html: String,
    caption: String,
    focus: Option<String>,
    /// Where things are is to be told, with this number.
    explored: Option<u64>,
    /// Nothing moves: a finger is on it.
    still: bool,
    /// The same page as before: it stays where it was scrolled.
    same: bool,
}

async fn stream(request: HttpRequest, screen: web::Data<Screen>) -> HttpResponse {
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let pictures = screen.now.subscribe();
    let events =
        futures_util::stream::unfold((pictures, None, true), |(mut pictures, last, first)| async move {
            if !first {
                pictures.changed().await.ok()?;
            }
            let picture = pictures.borrow_and_update().clone();
            let (words, place) = message(picture.as_ref().as_ref(), last.as_ref());
            Some((Ok::<_, std::convert::Infallible>(Bytes::from(words)), (pictures, place, false)))
        });
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(events)
}

/// The event of a picture, and the address it was at.
fn message(picture: Option<&Picture>, last: Option<&String>) -> (String, Option<String>) {
    let Some(picture) = picture else { return (": nothing yet\n\n".to_owned(), None) };
    let place = format!("{} {:?}", picture.frame.address, picture.page.title);
    let shown = Shown {
        root: html::root(picture).into(),
        title: a11y::html::window_title(&picture.page, &picture.frame),
        html: html::sheet(picture).into_string(),
        caption: html::caption(picture),
        focus: picture.focus.clone(),
        explored: picture.explored,
        still: picture.still,
        same: last == Some(&place),
    };
    let json = serde_json::to_string(&shown).unwrap_or_default();
    (format!("data: {json}\n\n"), Some(place))
}

async fn touch(request: HttpRequest, body: Bytes, screen: web::Data<Screen>) -> HttpResponse {
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let told = std::str::from_utf8(&body).ok().and_then(read);
    let Some(touch) = told else { return HttpResponse::BadRequest().finish() };
    match screen.events.send(Event::Touch(touch)) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// A touch as the script writes it.
pub fn read(told: &str) -> Option<Touch> {
    if told == "cancella" {
        return Some(Touch::Erase);
    }
    let (kind, what) = told.split_once(':')?;
    Some(match kind {
        "parte" if what.len() <= 200 => Touch::Part(what.to_owned()),
        "segno" => {
            let mut signs = what.chars();
            let sign = signs.next()?;
            return signs.next().is_none().then_some(Touch::Sign(sign));
        }
        "comando" => Touch::Control(match what {
            "fine" => Control::End,
            "indietro" => Control::Back,
            "ascolta" => Control::Listen,
            "misura" => Control::Size,
            "colori" => Control::Theme,
            "basso" => Control::Low,
            "mostra" => Control::Uncover,
            "aiuto" => Control::Help,
            "resta" => Control::Stay,
            _ => return None,
        }),
        _ => return None,
    })
}

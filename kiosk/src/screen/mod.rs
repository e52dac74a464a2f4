//! The screen: a page on loopback for a locked browser, and the touches that come back.
//!
//! **Invariant**: it answers only who knows its secret, and only as its own host and origin.
//! **Invariant**: in an office a way in is used once, and after each session the browser that was there is a stranger.
//! **Invariant**: the browser types nothing and knows nothing: each picture is sent whole.

mod boxes;
mod html;
#[cfg(test)]
mod tests;

use std::sync::mpsc::Sender;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use actix_web::http::header;
use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use subtle::ConstantTimeEq;
use tokio::sync::watch;

use crate::agent::command::{Picture, Spoken};
use crate::event::{Control, Event, Touch};

/// The name of the cookie that holds the secret.
const COOKIE: &str = "chiosco";

/// Nothing from elsewhere; the one script is ours.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A picture as the browser gets it first, whole.
pub fn drawn(picture: &Picture, millimetre: f64) -> String {
    html::document(picture, millimetre, Press::default())
}

/// When a finger counts, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// How long it must stay on a thing.
    pub hold: u32,
    /// For how long the same thing does nothing more.
    pub repeat: u32,
    /// For how long the same key of the screen's keyboard does nothing more (EN 301 549, 5.8): double letters are typed fast.
    pub repeat_sign: u32,
}

impl Default for Press {
    /// At once, and not twice within half a second; a sign not twice within what a finger bounces.
    fn default() -> Press {
        Press { hold: 0, repeat: 500, repeat_sign: 100 }
    }
}

/// What is shown now, and who waits for the next.
#[derive(Clone, Debug)]
pub struct Screen {
    now: Arc<watch::Sender<Arc<Option<Picture>>>>,
    events: Sender<Event>,
    door: Arc<Mutex<Door>>,
    /// Who keeps the browser, told by whoever forgets a session.
    keeper: Option<Sender<Turn>>,
    /// Pixels a millimetre.
    millimetre: f64,
    press: Press,
}

/// Who may come in.
#[derive(Debug)]
struct Door {
    /// The key that the next browser shows; `None` once it has been used.
    key: Option<String>,
    /// What the browser that is in must show; the one before is out.
    cookie: String,
    /// The key is good for any number of browsers: at a simulation several people look.
    open: bool,
}

/// What the keeper of the browser is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A session is over: another browser is to take the place of this one.
    Replace,
    /// The browser has come in.
    Shown,
}

fn secret() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

impl Screen {
    /// A screen with so many pixels a millimetre, whose touches are events, for any number of browsers.
    pub fn open(events: Sender<Event>, millimetre: f64) -> Screen {
        let key = secret();
        let door = Door { key: Some(key.clone()), cookie: key, open: true };
        Screen::behind(door, events, millimetre, None)
    }

    /// The same for one browser at a time, whose keeper is told when to replace it.
    pub fn kept(events: Sender<Event>, millimetre: f64, keeper: Sender<Turn>) -> Screen {
        let door = Door { key: None, cookie: secret(), open: false };
        Screen::behind(door, events, millimetre, Some(keeper))
    }

    fn behind(door: Door, events: Sender<Event>, millimetre: f64, keeper: Option<Sender<Turn>>) -> Screen {
        let now = Arc::new(watch::Sender::new(Arc::new(None)));
        let press = Press::default();
        Screen { now, events, door: Arc::new(Mutex::new(door)), keeper, millimetre, press }
    }

    /// The same where a finger counts otherwise.
    #[must_use]
    pub fn pressed(self, press: Press) -> Screen {
        Screen { press, ..self }
    }

    /// A session is over: the browser that showed it is to go.
    pub fn forget(&self) {
        self.tell(Turn::Replace);
    }

    fn tell(&self, turn: Turn) {
        // Without a keeper the browser is somebody's own.
        if let Some(keeper) = &self.keeper {
            let _ = keeper.send(turn);
        }
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a picture.
    pub fn show(&self, picture: Picture) {
        self.now.send_replace(Arc::new(Some(picture)));
    }

    /// The path and query that let the next browser in.
    pub fn entrance(&self) -> String {
        let mut door = self.door();
        if !door.open {
            door.key = Some(secret());
        }
        format!("/?chiave={}", door.key.as_deref().unwrap_or_default())
    }

    /// Whether a request is of the browser that has been let in, at this host.
    pub fn knows(&self, request: &HttpRequest) -> bool {
        let cookies =
            request.headers().get(header::COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or("");
        let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == COOKIE && same(&self.door().cookie, value)) && own(request)
    }

    /// Lets in who shows the key: its cookie, which nobody before it had.
    fn let_in(&self, told: &str) -> Option<String> {
        let mut door = self.door();
        door.key.as_deref().filter(|key| same(key, told))?;
        if !door.open {
            (door.key, door.cookie) = (None, secret());
        }
        Some(door.cookie.clone())
    }

    fn picture(&self) -> Arc<Option<Picture>> {
        self.now.borrow().clone()
    }
}

fn same(secret: &str, told: &str) -> bool {
    secret.as_bytes().ct_eq(told.as_bytes()).into()
}

/// Host and origin are those of loopback: another site in the same browser, or a name that leads here, is refused.
pub(crate) fn own(request: &HttpRequest) -> bool {
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
    let key = request.query_string().strip_prefix("chiave=").filter(|_| own(&request));
    if let Some(cookie) = key.and_then(|key| screen.let_in(key)) {
        let cookie = format!("{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/");
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
    answer("text/html; charset=utf-8", html::document(picture, screen.millimetre, screen.press))
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
    answer("text/css; charset=utf-8", [a11y::html::STYLE.as_str(), include_str!("style.css")].concat())
}

/// The size of a millimetre on this screen.
async fn measures(screen: web::Data<Screen>) -> HttpResponse {
    answer("text/css; charset=utf-8", format!(":root {{ --mm: {}px }}", screen.millimetre))
}

/// The script as it is sent; its comments and the space before its lines are for who reads it here.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("script.js").lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::new(), |sent, line| sent + line + "\n")
});

async fn script() -> HttpResponse {
    answer("text/javascript; charset=utf-8", SCRIPT.as_str())
}

/// A picture on its way to the browser.
#[derive(Serialize)]
struct Shown {
    root: [(&'static str, String); 6],
    title: String,
    html: String,
    caption: String,
    focus: Option<String>,
    /// How many signs of a secret stand in each box: the box shows that and nothing else.
    secrets: Vec<(String, usize)>,
    /// Where things are is to be told, with this number.
    explored: Option<u64>,
    /// Nothing moves: a finger is on it.
    still: bool,
    /// The same page as before: it stays where it was scrolled.
    same: bool,
    /// It is turned by so many screens, as who explores it by ear wants it.
    turn: i8,
    /// How far speech has come.
    said: Option<Said>,
}

/// The word that speech has come to: in what this selector finds, after so many that are the same.
#[derive(Serialize)]
struct Said {
    at: String,
    word: String,
    nth: usize,
}

fn said(picture: &Picture) -> Option<Said> {
    picture.said.clone().map(|Spoken { place, word, nth }| {
        let at = match place.as_deref() {
            Some(html::CONTROLS) => ".controls".to_owned(),
            Some(id) => format!("[id='{id}']"),
            None => "#didascalia".to_owned(),
        };
        Said { at, word, nth }
    })
}

/// Nothing has changed but how far speech has come.
fn goes_on(picture: &Picture, last: &Picture) -> bool {
    picture.said.is_some() && Picture { said: picture.said.clone(), ..last.clone() } == *picture
}

async fn stream(request: HttpRequest, screen: web::Data<Screen>) -> HttpResponse {
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    screen.tell(Turn::Shown);
    let stream = Stream {
        pictures: screen.now.subscribe(),
        last: Arc::new(None),
        begun: false,
        served: false,
        ends: screen.keeper.is_some(),
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Its buffers hold what was last sent: they go with the line.
        .insert_header((header::CONNECTION, "close"))
        .streaming(futures_util::stream::unfold(stream, Stream::next))
}

/// The pictures on their way to one browser.
struct Stream {
    pictures: watch::Receiver<Arc<Option<Picture>>>,
    /// The last picture.
    last: Arc<Option<Picture>>,
    /// A first picture was sent.
    begun: bool,
    /// Somebody was there.
    served: bool,
    /// It ends with their session: the browser is replaced, and no buffer keeps what it was sent.
    ends: bool,
}

impl Stream {
    async fn next(mut self) -> Option<(Result<Bytes, std::convert::Infallible>, Stream)> {
        let waits = |picture: &Option<Picture>| picture.as_ref().is_none_or(|picture| picture.waiting);
        if self.begun {
            if self.ends && self.served && waits(&self.pictures.borrow()) {
                return None;
            }
            self.pictures.changed().await.ok()?;
        }
        self.begun = true;
        let picture = self.pictures.borrow_and_update().clone();
        self.served |= !waits(&picture);
        let words = message(picture.as_ref().as_ref(), self.last.as_ref().as_ref());
        self.last = picture;
        Some((Ok(Bytes::from(words)), self))
    }
}

/// The event of a picture after the last; of a word more of speech, that alone.
fn message(picture: Option<&Picture>, last: Option<&Picture>) -> String {
    let Some(picture) = picture else { return ": nothing yet\n\n".to_owned() };
    if last.is_some_and(|last| goes_on(picture, last)) {
        let json = serde_json::to_string(&said(picture)).unwrap_or_default();
        return format!("event: detto\ndata: {json}\n\n");
    }
    let place = |picture: &Picture| format!("{} {:?}", picture.frame.address, picture.page.title);
    let shown = Shown {
        root: html::root(picture),
        title: html::title(picture),
        html: html::sheet(picture).into_string(),
        caption: html::caption(picture).into_string(),
        focus: picture.focus.clone(),
        secrets: picture.secrets.clone(),
        explored: picture.explored,
        still: picture.still,
        same: last.is_some_and(|last| place(last) == place(picture)),
        turn: last.filter(|last| last.turned != picture.turned).map_or(0, |_| picture.turned.1),
        said: said(picture),
    };
    let json = serde_json::to_string(&shown).unwrap_or_default();
    format!("data: {json}\n\n")
}

async fn touch(request: HttpRequest, body: Bytes, screen: web::Data<Screen>) -> HttpResponse {
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let told = std::str::from_utf8(&body).ok().and_then(touched);
    let Some(touched) = told else { return HttpResponse::BadRequest().finish() };
    match screen.events.send(touched) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// A touch after the number of the page that it was on; without one it is on what is shown when it comes.
fn touched(told: &str) -> Option<Event> {
    let on = told.split_once(' ').and_then(|(number, what)| Some((number.parse().ok()?, what)));
    match on {
        Some((number, what)) => read(what).map(|touch| Event::TouchOn(number, touch)),
        None => read(told).map(Event::Touch),
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
        "orecchio" if what.len() <= 200 => Touch::Ear(what.to_owned()),
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
            "stampa" => Control::Print,
            "lingua" => Control::Language,
            "segni" => Control::Signs,
            "maiuscole" => Control::Capitals,
            "aiuto" => Control::Help,
            "personale" => Control::Staff,
            "fatto" => Control::Done,
            "resta" => Control::Stay,
            "su" => Control::Up,
            "giu" => Control::Down,
            _ => return None,
        }),
        _ => return None,
    })
}

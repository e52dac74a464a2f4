#![allow(clippy::unwrap_used)]
//! Who is let in to the screen, and who is not: whatever else runs in a browser knows no address of it that answers.

use std::sync::mpsc::{Receiver, channel};

use actix_web::App;
use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service};

use super::{Press, Screen, configure, drawn};
use a11y::page::{Block, Link, Page, Target};
use a11y::text::{Lang, Span, Text};

use crate::agent::command::{Command, Keyboard, Keys, Picture};
use crate::agent::{Setup, State, step};
use crate::event::Event;

const HOST: &str = "127.0.0.1:8090";

/// A screen that shows the greeting, and what is touched on it.
fn screen() -> (Screen, Receiver<Event>) {
    let (sender, events) = channel();
    let screen = Screen::open(sender, 2.7).pressed(Press { hold: 300, repeat: 700, repeat_sign: 90 });
    let (_, commands) = step(State::new(Setup::default()), Event::Tick(0));
    for command in commands {
        if let Command::Show(picture) = command {
            screen.show(*picture);
        }
    }
    (screen, events)
}

/// What is asked of each address of the screen that tells or takes anything.
fn requests() -> [TestRequest; 4] {
    [
        TestRequest::get().uri("/"),
        TestRequest::get().uri("/flusso"),
        TestRequest::post().uri("/tocco").set_payload("comando:ascolta"),
        TestRequest::post().uri("/riquadri").set_payload("1 100 100\n0 0 9 9 parte:titolo"),
    ]
}

#[actix_web::test]
async fn a_foreign_host_or_origin_is_refused_with_the_right_cookie() {
    let (screen, events) = screen();
    let app = init_service(App::new().configure(configure(screen.clone()))).await;
    let key = screen.entrance().trim_start_matches("/?chiave=").to_owned();
    let cookie = format!("altro=1; chiosco={key}");
    let own = format!("http://{HOST}");
    let hosts = [
        "evil.example",
        "evil.example:8090",
        // Names that lead to this machine, as DNS may say.
        "127.0.0.1.evil.example:8090",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.2:8090",
        "sportello.local:8090",
        "",
    ];
    for host in hosts {
        let origin = format!("http://{host}");
        for request in requests() {
            let request = request.insert_header(("host", host)).insert_header(("cookie", cookie.clone()));
            // A page there is of one origin with what it asks.
            let request = request.insert_header(("origin", origin.clone())).to_request();
            let path = request.path().to_owned();
            assert_eq!(call_service(&app, request).await.status(), StatusCode::FORBIDDEN, "{host} {path}");
        }
        let entrance = TestRequest::get().uri(&screen.entrance()).insert_header(("host", host)).to_request();
        assert_eq!(
            call_service(&app, entrance).await.status(),
            StatusCode::FORBIDDEN,
            "{host}, with the key"
        );
    }
    for origin in [
        "http://evil.example",
        "https://127.0.0.1:8090",
        "http://127.0.0.1:9999",
        "http://localhost:8090",
        "null",
    ] {
        for request in requests() {
            let request = request.insert_header(("host", HOST)).insert_header(("cookie", cookie.clone()));
            let request = request.insert_header(("origin", origin)).to_request();
            let path = request.path().to_owned();
            assert_eq!(call_service(&app, request).await.status(), StatusCode::FORBIDDEN, "{origin} {path}");
        }
    }
    assert!(events.try_recv().is_err(), "nothing of it came to the agent");
    // The same requests of its own browser are answered.
    for request in requests() {
        let request = request.insert_header(("host", HOST)).insert_header(("cookie", cookie.clone()));
        let request = request.insert_header(("origin", own.clone())).to_request();
        let path = request.path().to_owned();
        assert!(call_service(&app, request).await.status().is_success(), "{path}");
    }
    assert!(events.try_recv().is_ok());
}

#[actix_web::test]
async fn without_the_cookie_of_this_start_nothing_is_shown_and_no_touch_counts() {
    let (screen, events) = screen();
    let app = init_service(App::new().configure(configure(screen.clone()))).await;
    let others = ["", "chiosco=", "chiosco=00000000000000000000000000000000", "altro=1"];
    for cookie in others {
        for request in requests() {
            let request =
                request.insert_header(("host", HOST)).insert_header(("cookie", cookie)).to_request();
            let path = request.path().to_owned();
            assert_eq!(
                call_service(&app, request).await.status(),
                StatusCode::FORBIDDEN,
                "{cookie:?} {path}"
            );
        }
    }
    for request in requests() {
        let request = request.insert_header(("host", HOST)).to_request();
        assert_eq!(call_service(&app, request).await.status(), StatusCode::FORBIDDEN);
    }
    let wrong = TestRequest::get().uri("/?chiave=0").insert_header(("host", HOST)).to_request();
    assert_eq!(call_service(&app, wrong).await.status(), StatusCode::FORBIDDEN);
    assert!(events.try_recv().is_err());
    let right = TestRequest::get().uri(&screen.entrance()).insert_header(("host", HOST)).to_request();
    let answer = call_service(&app, right).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[actix_web::test]
async fn the_browser_is_told_when_a_finger_counts() {
    let (screen, _events) = screen();
    let app = init_service(App::new().configure(configure(screen.clone()))).await;
    let key = screen.entrance().trim_start_matches("/?chiave=").to_owned();
    let request = TestRequest::get().uri("/").insert_header(("host", HOST));
    let request = request.insert_header(("cookie", format!("chiosco={key}"))).to_request();
    let body = actix_web::test::call_and_read_body(&app, request).await;
    let html = String::from_utf8(body.to_vec()).unwrap();
    assert!(html.contains("data-tenuta=\"300\" data-ripeti=\"700\" data-segni=\"90\""), "{html}");
}

#[test]
fn a_touch_tells_the_number_of_its_page() {
    use crate::event::{Control, Touch};

    let part = || Touch::Part("b-0-0".into());
    for (told, event) in [
        ("12 parte:b-0-0", Some(Event::TouchOn(12, part()))),
        ("12 segno: ", Some(Event::TouchOn(12, Touch::Sign(' ')))),
        ("12 cancella", Some(Event::TouchOn(12, Touch::Erase))),
        ("parte:b-0-0", Some(Event::Touch(part()))),
        ("segno: ", Some(Event::Touch(Touch::Sign(' ')))),
        ("comando:fine", Some(Event::Touch(Touch::Control(Control::End)))),
        ("12", None),
        ("12 13 parte:b-0-0", None),
        ("-1 cancella", None),
    ] {
        assert_eq!(super::touched(told), event, "{told}");
    }
    // The number stands where the script finds it, at first and later.
    let (state, _) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = state.picture().unwrap();
    assert!(picture.number > 0);
    let number = format!("data-foglio=\"{}\"", picture.number);
    assert!(drawn(picture, 2.7).contains(&number));
    let message = super::message(Some(picture), None);
    assert!(message.contains(&format!("[\"data-foglio\",\"{}\"]", picture.number)), "{message}");
}

#[test]
fn a_number_in_a_sentence_is_no_link_where_nobody_can_call() {
    let (_, commands) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = commands.into_iter().find_map(|command| match command {
        Command::Show(picture) => Some(*picture),
        _ => None,
    });
    let picture = picture.unwrap();
    let number = || Text::from(Span::Phone("+39 071 2000".into()));
    let call = Link::to(Text::plain("Chiama"), Target::Phone("+39 071 2000".into())).noted(number());
    let page = picture.page.clone().say(number()).with(Block::Links(vec![call]));
    for waiting in [true, false] {
        let html = drawn(&Picture { page: page.clone(), waiting, ..picture.clone() }, 2.7);
        assert_eq!(html.matches("071").count(), 2 + 1, "{html}");
        assert_eq!(html.matches("href=\"tel:").count(), 1, "only the link of its own: {html}");
    }
}

#[test]
fn the_curtain_says_why_it_is_there_and_how_it_goes_and_nothing_of_the_page() {
    let (_, commands) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = commands.into_iter().find_map(|command| match command {
        Command::Show(picture) => Some(*picture),
        _ => None,
    });
    let picture = Picture { waiting: false, curtain: true, ..picture.unwrap() };
    for (lang, unplugged, wanted) in [
        (Lang::It, "Inserisci le cuffie", "L’hai coperto tu"),
        (Lang::En, "Plug in headphones", "You covered it"),
        (Lang::Ar, "أدخل قابس سماعات الرأس", "أنت أخفيتها"),
    ] {
        let page = Page::new(lang, Text::plain("Estratto conto")).say(Text::plain("Settimane: 52").private());
        for (pulled, there, other) in [(true, unplugged, wanted), (false, wanted, unplugged)] {
            let shown = Picture { page: page.clone(), unplugged: pulled, ..picture.clone() };
            let html = drawn(&shown, 2.7);
            assert!(html.contains(there) && !html.contains(other), "{lang:?}, {pulled}: {html}");
            // Where else the page's values are covered and shown it can be touched away.
            let (_, below) = html.split_once("class=\"covered\"").unwrap();
            assert_eq!(html.matches("data-tocco=\"comando:mostra\"").count(), 1, "{lang:?}");
            assert!(below.contains("data-tocco=\"comando:mostra\""), "{lang:?}");
            assert!(!html.contains("Estratto conto") && !html.contains("Settimane"), "{lang:?}: {html}");
        }
    }
}

#[test]
fn the_keyboard_has_pages_for_all_signs_that_a_text_may_have() {
    let (_, commands) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = commands.into_iter().find_map(|command| match command {
        Command::Show(picture) => Some(*picture),
        _ => None,
    });
    let picture = picture.unwrap();
    let drawn_with = |kind, layer| {
        let label = Text::plain("Nome");
        let keyboard =
            Keyboard { lang: Lang::It, kind, layer, capital: false, label, secret: None, send: None };
        drawn(&Picture { waiting: false, keyboard: Some(keyboard), ..picture.clone() }, 2.7)
    };
    for (kind, layers) in
        [(Keys::Text, &["qè@_", "(ñß"][..]), (Keys::Arabic, &["بأة", "qè@_", "(ñß"]), (Keys::Code, &["QA9"])]
    {
        for (layer, signs) in layers.iter().enumerate() {
            // After the last page comes the first.
            for html in [drawn_with(kind, layer), drawn_with(kind, layer + layers.len())] {
                for sign in signs.chars() {
                    assert!(
                        html.contains(&format!("data-tocco=\"segno:{sign}\"")),
                        "{kind:?} {layer} {sign}"
                    );
                }
                for more in ["comando:segni", "comando:maiuscole"] {
                    let arabic = kind == Keys::Arabic && layer == 0 && more == "comando:maiuscole";
                    assert_eq!(html.contains(more), layers.len() > 1 && !arabic, "{kind:?} {layer} {more}");
                }
            }
        }
    }
}

#[test]
fn the_letters_of_a_keyboard_are_seen_as_they_will_be_written() {
    let (state, _) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = state.picture().unwrap();
    let drawn_with = |capital| {
        let label = Text::plain("Nome");
        let keyboard =
            Keyboard { lang: Lang::It, kind: Keys::Text, layer: 0, capital, label, secret: None, send: None };
        drawn(&Picture { waiting: false, keyboard: Some(keyboard), ..picture.clone() }, 2.7)
    };
    for (capital, letter, accent, then) in [(false, "q", "è", "Maiuscole"), (true, "Q", "È", "Minuscole")] {
        let html = drawn_with(capital);
        // The key is the same: a touch that is quicker than the picture means what it meant.
        for (key, seen) in [("q", letter), ("è", accent), ("7", "7"), ("@", "@")] {
            assert!(html.contains(&format!("data-tocco=\"segno:{key}\">{seen}</button>")), "{key}: {html}");
        }
        assert!(html.contains(&format!("aria-label=\"{then}\"")), "what it does: {html}");
    }
}

#[test]
fn what_stands_below_the_page_in_several_languages_has_each_of_them_for_itself() {
    use crate::event::{Paper, PaperState};

    let told = |languages: &[Lang]| {
        let setup = Setup { languages: languages.to_vec(), lang: languages[0], ..Setup::default() };
        let papers =
            [PaperState::Ready, PaperState::CoverOpen].map(|state| Event::Paper(Paper::State(state)));
        let state = papers.into_iter().fold(State::new(setup), |state, paper| step(state, paper).0);
        state.picture().unwrap().clone()
    };
    let below = |picture: &Picture| {
        let html = drawn(picture, 2.7);
        let (_, rest) = html.split_once("<p id=\"didascalia\" role=\"status\">").unwrap();
        rest.split_once("</p>").unwrap().0.to_owned()
    };
    let [it, en, ar] = ["La stampante è aperta.", "The printer is open.", "الطابعة مفتوحة."];
    // Each with its full stop inside; the page's own stands in the page's direction.
    let picture = told(&[Lang::It, Lang::En, Lang::Ar]);
    let html = below(&picture);
    assert_eq!(html, format!("{it} <bdi lang=\"en\">{en}</bdi> <bdi lang=\"ar\">{ar}</bdi>"));
    let message = super::message(Some(&picture), None);
    let sent: serde_json::Value =
        serde_json::from_str(message.trim().strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!(sent["caption"], html, "and later too");
    let html = below(&told(&[Lang::Ar, Lang::It, Lang::En]));
    assert_eq!(html, format!("{ar} <bdi lang=\"it\">{it}</bdi> <bdi lang=\"en\">{en}</bdi>"));
    // What somebody typed is no markup.
    let typed = Picture { caption: Some(Text::typed("<b>".to_owned())), ..picture };
    assert!(below(&typed).contains("&lt;b&gt;"), "{}", below(&typed));
}

#[test]
fn the_way_out_of_a_language_is_worded_in_each() {
    for lang in Lang::ALL {
        let (state, _) = step(State::new(Setup { lang, ..Setup::default() }), Event::Tick(0));
        let picture = Picture { waiting: false, back: true, ..state.picture().unwrap().clone() };
        let html = drawn(&picture, 2.7);
        let (_, way) = html.split_once("comando:lingua").unwrap();
        let way = way.split_once("</button>").unwrap().0;
        for own in ["Lingua", "Language", if lang == Lang::Ar { "اللغة" } else { "العربية" }] {
            assert_eq!(way.matches(own).count(), 1, "{lang:?}: {way}");
        }
    }
}

#[test]
fn a_kiosk_that_cannot_be_used_offers_nothing_but_to_call_the_staff() {
    use crate::event::{Engine, Staff, Voice};
    for (event, title) in [
        (Event::Voice(Voice::Engine(Engine::None)), "fuori servizio"),
        (Event::Staff(Staff::Closed(true)), "Chiosco chiuso"),
    ] {
        let (state, _) = step(State::new(Setup::default()), Event::Tick(0));
        let headphones = "viewBox=\"0 0 48 48\"";
        let before = drawn(state.picture().unwrap(), 2.7);
        assert!(before.contains("comando:ascolta") && before.contains(headphones));
        let (state, _) = step(state, event);
        let html = drawn(state.picture().unwrap(), 2.7);
        assert!(html.contains(title), "{html}");
        assert_eq!(html.matches("data-tocco=").count(), 1, "{html}");
        assert!(html.contains("comando:personale") && !html.contains(headphones), "{html}");
    }
}

#[test]
fn before_a_language_is_chosen_every_control_has_a_picture_and_its_name_in_each() {
    use crate::event::Touch;

    // The id of each control, the languages of its names, and whether it has a picture.
    let names = |html: &str| -> Vec<(String, Vec<String>, bool)> {
        let controls = html.split("<button ").skip(1).filter_map(|rest| {
            let button = rest.split("</button>").next()?;
            let id = button.split("id=\"").nth(1)?.split('"').next()?;
            let named =
                button.split("<span lang=\"").skip(1).map(|word| word.split('"').next().unwrap().to_owned());
            let known = button.contains("data-tocco=\"comando:") && id != "lingua";
            known.then(|| (id.to_owned(), named.collect(), button.contains("<svg")))
        });
        controls.collect()
    };
    for (lang, order) in [(Lang::It, ["it", "en", "ar"]), (Lang::Ar, ["ar", "it", "en"])] {
        let (state, _) = step(State::new(Setup { lang, ..Setup::default() }), Event::Tick(0));
        let waits = names(&drawn(state.picture().unwrap(), 2.7));
        assert_eq!(waits.len(), 5, "{waits:?}");
        // Somebody came, and is at the greeting still.
        let (state, _) = step(state, Event::Touch(Touch::Control(crate::event::Control::Size)));
        let greeted = names(&drawn(state.picture().unwrap(), 2.7));
        assert_eq!(greeted.len(), 7, "{greeted:?}");
        for (id, own, picture) in waits.into_iter().chain(greeted) {
            assert_eq!((own, picture), (order.map(str::to_owned).to_vec(), true), "{lang:?}, {id}");
        }
        // With a language of theirs each has its own name and nothing else.
        let (state, _) = step(state, Event::Touch(Touch::Part("b-0-0".into())));
        let chosen = names(&drawn(&Picture { back: true, ..state.picture().unwrap().clone() }, 2.7));
        assert!(chosen.iter().all(|(_, own, picture)| own.is_empty() && !picture), "{chosen:?}");
    }
}

#[test]
fn a_page_turned_by_ear_is_turned_once_whoever_looks_at_it() {
    let (state, _) = step(State::new(Setup::default()), Event::Tick(0));
    let before = Picture { waiting: false, ..state.picture().unwrap().clone() };
    let turned = Picture { turned: (1, 1), ..before.clone() };
    let turn = |now: &Picture, last: Option<&Picture>| -> i64 {
        let message = super::message(Some(now), last);
        let sent: serde_json::Value =
            serde_json::from_str(message.trim().strip_prefix("data: ").unwrap()).unwrap();
        sent["turn"].as_i64().unwrap()
    };
    assert_eq!(turn(&turned, Some(&before)), 1);
    assert_eq!(turn(&Picture { turned: (2, -1), ..before.clone() }, Some(&turned)), -1);
    assert_eq!(
        turn(&Picture { covered: Some(true), ..turned.clone() }, Some(&turned)),
        0,
        "no more than once"
    );
    assert_eq!(turn(&turned, None), 0, "who looks anew begins at the top");
}

#[test]
fn where_a_ring_stands_is_told_to_the_style_sheet_which_puts_it_beside_its_box() {
    let (state, _) = step(State::new(Setup::default()), Event::Tick(0));
    let picture = Picture { waiting: false, ..state.picture().unwrap().clone() };
    for (low, ring, class) in
        [(false, false, ""), (true, false, "low"), (false, true, "ring"), (true, true, "low ring")]
    {
        let look = crate::agent::command::Look { low, ..picture.look };
        let html = drawn(&Picture { look, ring, ..picture.clone() }, 2.7);
        assert!(html.contains(&format!("class=\"{class}\" data-foglio=")), "{html}");
    }
    let style = include_str!("style.css");
    for rule in [".ring .qui { anchor-name: --box }", "position-anchor: --box"] {
        assert!(style.contains(rule), "{rule}");
    }
}

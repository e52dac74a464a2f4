#![allow(clippy::unwrap_used)]
//! What becomes of a form that waits for its citizen: where they are led, what they are shown, when it is gone.

use super::*;
use crate::citizen::records::Citizen;
use crate::services::drafts::{self, records};
use crate::services::testing::{Desk, person};

const TYPED: &str = "Con il display braille la pagina finisce troppo presto";

/// A browser in which Anna is signed in.
struct Door {
    desk: Desk,
    kept: kept::Kept,
    anna: Citizen,
    cookie: Cookie,
}

impl Door {
    async fn open() -> Door {
        let (desk, anna, cookie) = (Desk::open().await, person("Prova", "Anna"), Cookie::fresh());
        desk.add(&anna).await;
        desk.open_session(sessions::NewSession::of(cookie.digest(), Some(anna.id))).await;
        Door { desk, kept: kept::Kept::default(), anna, cookie }
    }

    fn asked(&self, method: &str, path: &str) -> Asked {
        Asked {
            method: method.to_owned(),
            path: path.to_owned(),
            cookie: format!("sessione={}", self.cookie.value()),
            ..Asked::default()
        }
    }

    async fn read(&self, path: &str, query: &str) -> Reply {
        let asked = Asked { query: query.to_owned(), ..self.asked("GET", path) };
        answer(&self.desk.portal, &self.kept, &asked).await
    }

    /// Sends a form from a page of Anna's.
    async fn send(&self, asked: Asked, field: (&str, &str)) -> Reply {
        let token = tokens::of(&self.desk.portal.keys, &self.cookie, Some(self.anna.id));
        let fields = [(a11y::ids::TOKEN, token.as_str()), field];
        let body: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", forms::encode(value))).collect();
        let asked = Asked {
            content_type: "application/x-www-form-urlencoded".to_owned(),
            body: Body::Whole(body.join("&").into_bytes()),
            ..asked
        };
        answer(&self.desk.portal, &self.kept, &asked).await
    }

    async fn keep(&self, address: &str) {
        let typed = Fields(vec![("accaduto".to_owned(), TYPED.to_owned())]);
        let now = self.desk.now();
        drafts::keep_late(&self.desk.portal, self.anna.id, address.to_owned(), typed, now).await.unwrap();
    }

    async fn waiting(&self) -> Vec<String> {
        let mut conn = self.desk.reader().await;
        let found = records::late_addresses(&mut conn, self.anna.id, self.desk.now()).await.unwrap();
        found.into_iter().map(|(address, _)| address).collect()
    }
}

fn words(reply: &Reply) -> &str {
    std::str::from_utf8(&reply.body).unwrap()
}

#[tokio::test]
async fn what_was_sent_is_told_as_done_though_a_late_form_cannot_be_forgotten() {
    let door = Door::open().await;
    door.desk.lose_late_forms().await;
    let key = Uuid::now_v7().to_string();
    let done = door.send(door.asked("POST", "/it/lavoro-domestico"), (a11y::ids::KEY, &key)).await;
    assert_eq!(done.status, 303, "{}", words(&done));
    assert!(done.location.unwrap().starts_with("/it/lavoro-domestico/"));
    let drafts = door.desk.rows().await.into_iter().find(|(table, _)| *table == "drafts").unwrap().1;
    assert_eq!(drafts, 1);
}

#[tokio::test]
async fn who_signs_in_gets_where_they_wanted_and_my_area_names_the_form_that_waits() {
    let door = Door::open().await;
    door.keep("segnala").await;
    let asked = door.asked("POST", "/it/accedi");
    for (then, there) in
        [(None, "/it/area"), (Some("estratto-conto"), "/it/estratto-conto"), (None, "/it/area")]
    {
        let who = services::SignedIn {
            citizen: door.anna.id,
            level: Level::Reader,
            then: then.map(str::to_owned),
            length: None,
            pin: None,
            mark: None,
        };
        let (whole, now) = ((&door.desk.portal, &door.kept), door.desk.now());
        let mut visit = Visit::begin(whole, &asked, now, Lang::It, vec!["accedi"], None).await.unwrap();
        let reply = visit.sign_in_now(who).await.unwrap();
        assert_eq!(reply.location.as_deref(), Some(there));
    }
    assert_eq!(door.waiting().await, ["segnala"]);
}

#[tokio::test]
async fn my_area_names_a_form_that_waits_until_its_page_is_sent() {
    let door = Door::open().await;
    assert!(!words(&door.read("/it/area", "").await).contains("ripresa"));
    door.keep("segnala").await;
    let area = door.read("/it/area", "").await;
    assert!(words(&area).contains("\"/it/segnala?ripresa=1\"") && words(&area).contains("11:00"));
    let page = door.read("/it/segnala", "ripresa=1").await;
    assert!(page.status == 200 && words(&page).contains(TYPED), "{}", words(&page));
    assert_eq!(door.waiting().await, ["segnala"], "it can be filled in");
}

#[tokio::test]
async fn a_form_whose_page_is_no_more_is_forgotten_once_one_was_led_there() {
    let door = Door::open().await;
    let (draft, step) = (Uuid::now_v7(), "datore");
    let gone = format!("lavoro-domestico/{draft}/{step}");
    let ways = [(gone.as_str(), 410), ("estratto-conto", 200), ("area/bozze", 200), ("sedi/niente", 404)];
    for (address, status) in ways {
        door.keep(address).await;
        door.read(&format!("/it/{address}"), "").await;
        assert_eq!(door.waiting().await, [address], "nobody was led there");
        let reply = door.read(&format!("/it/{address}"), "ripresa=1").await;
        assert_eq!((reply.status, door.waiting().await), (status, Vec::new()), "{address}");
    }
}

#[tokio::test]
async fn who_signed_out_long_ago_in_another_tab_is_not_told_of_cookies() {
    let door = Door::open().await;
    door.desk.pass(sessions::DEFAULT_LENGTH + 2 * sessions::GRACE);
    let asked = |cookie| Asked { cookie, ..door.asked("POST", "/it/segnala") };
    let told = door.send(asked(String::new()), ("accaduto", TYPED)).await;
    assert!(told.status == 403 && words(&told).contains(TYPED), "{}", words(&told));
    assert!(words(&told).contains("aperta da troppo tempo") && !words(&told).contains("permetti i cookie"));
}

#[tokio::test]
async fn the_sign_in_says_that_what_was_begun_is_kept_only_where_it_is() {
    let door = Door::open().await;
    let told = async |next: &str| {
        let query = format!("poi={}", forms::encode(next));
        let page = door.read("/it/accedi", &query).await;
        let page = words(&page);
        assert!(page.contains("Codice fiscale"), "{page}");
        ["Quello che hai scritto è conservato", "Le risposte già salvate ti aspettano"]
            .map(|told| page.contains(told))
    };
    let key = Uuid::now_v7().to_string();
    let begun = door.send(door.asked("POST", "/it/lavoro-domestico"), (a11y::ids::KEY, &key)).await;
    let draft = begun.location.unwrap().strip_prefix("/it/").unwrap().to_owned();
    door.desk.pass(sessions::DEFAULT_LENGTH + MINUTE);
    door.keep("segnala").await;
    assert_eq!(told("segnala?ripresa=1").await, [true, false]);
    assert_eq!(told(&format!("{draft}/datore")).await, [false, true]);
    for nothing in
        ["estratto-conto", "area", "lavoro-domestico", &format!("lavoro-domestico/{}", Uuid::now_v7())]
    {
        assert_eq!(told(nothing).await, [false, false], "{nothing}");
    }
    // After its time a form is kept no more, nor a draft after its days.
    door.desk.pass(sessions::GRACE + MINUTE);
    assert_eq!(told("segnala?ripresa=1").await, [false, false]);
    assert_eq!(told(&draft).await, [false, true]);
    door.desk.pass(31 * crate::clock::DAY);
    assert_eq!(told(&draft).await, [false, false]);
}

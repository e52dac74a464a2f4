#![allow(clippy::unwrap_used, clippy::panic)]
//! A small form of two tasks, filled in, stopped, found again, changed, sent once.

use a11y::page::{Action, Choice, Input, Question, Target, Task, TaskStatus};
use async_trait::async_trait;

use super::*;
use crate::services::conversation::{Asking, Stop};
use crate::services::drafts::{self, Draft};
use crate::services::testing::{Desk as Portal, Visitor, person, shown};
use crate::services::{Answer, Channel, Example, Service, Sheet};

/// The form: an animal, and the name of a cat; then a colour.
struct Toy;

static TOY: Toy = Toy;

fn choose(ask: &mut Asking<'_>, name: &str, values: &[&str]) -> Option<String> {
    let choice = |value: &&str| Choice {
        value: (*value).to_owned(),
        label: Text::name((*value).to_owned()),
        hint: None,
    };
    let choices = values.iter().map(choice).collect();
    let input = Input::OneChoice { choices, chosen: None };
    ask.ask(Question::new(name, Text::name(name.to_owned()), input), |value| match value {
        "" => Err(Text::name("Scegli")),
        value => Ok(value.to_owned()),
    })
}

fn animal(talk: &mut Talk<'_>, animals: &[&str]) -> Result<String, Stop> {
    let animal = talk.step("animale", Text::name("Animale"), |ask| choose(ask, "quale", animals))?;
    if animal != "gatto" {
        return Ok(animal);
    }
    talk.step("nome", Text::name("Gatto: nome"), |ask| {
        let input = Input::Line { value: String::new(), width: 20 };
        ask.ask(Question::new("nome", Text::name("Nome del gatto"), input), |value| Ok(value.to_owned()))
    })
}

/// Which animals the form knows.
struct Animals(Vec<&'static str>);

#[async_trait]
impl Application for Toy {
    type Facts = Animals;
    type Outcome = (String, String);

    fn name(&self) -> &'static str {
        "prova"
    }

    fn title(&self, _: Lang) -> Text {
        Text::name("Prova")
    }

    fn sends(&self) -> Level {
        Level::Actor
    }

    async fn facts(&self, call: &Call<'_>, _: Uuid, _: &Answers) -> Result<Animals, Failure> {
        // The definition of the form changes with time.
        let later = call.context.now > crate::services::testing::START.plus(crate::clock::DAY);
        Ok(Animals(if later { vec!["cane", "gatto", "pesce"] } else { vec!["cane", "gatto"] }))
    }

    fn script(&self, talk: &mut Talk<'_>, facts: &Animals) -> Option<(String, String)> {
        let animal = talk.task("bestia", Text::name("La bestia"), |talk| animal(talk, &facts.0));
        let Some(animal) = animal else {
            talk.later("colore", Text::name("Il colore"), &[Text::name("La bestia")]);
            return None;
        };
        let colour = talk.task("colore", Text::name("Il colore"), |talk| {
            talk.step("tinta", Text::name("Tinta"), |ask| choose(ask, "tinta", &["rosso", "blu"]))
        });
        Some((animal, colour?))
    }

    fn asks(&self) -> Asks {
        Asks {
            steps: &["animale", "nome", "tinta"],
            fields: &["quale", "nome", "tinta", "quale-cane-"],
            former: &[],
        }
    }

    fn settle(&self, step: &str, _: &Answers, now: &mut Answers, _: Date) {
        // No cat is called so: it is asked anew what it is.
        if step == "nome" && now.trimmed("nome") == "Fido" {
            now.forget("quale");
        }
    }

    fn send_by(&self, _: Lang, _: &(String, String), _: &Animals, may_send: bool) -> Option<Text> {
        (!may_send).then(|| Text::name("Invia entro domani."))
    }

    fn declared(&self, _: Lang, _: &(String, String), _: &Animals, _: &Reading<'_>) -> Vec<Block> {
        vec![Text::name("Dichiaro che è vero.").into()]
    }

    fn accepted(&self, _: Lang, _: &(String, String), _: &Animals) -> Vec<Block> {
        vec![Text::name("Dichiaro che è vero.").into()]
    }

    fn about(&self, answers: &Answers) -> String {
        answers.trimmed("nome").to_owned()
    }

    fn since(&self, _: &(String, String)) -> Option<Date> {
        None
    }

    fn sent_title(&self, _: Lang, _: &Case) -> Text {
        Text::name("Prova inviata")
    }

    fn submit(&self, _: Lang) -> Text {
        Text::name("Invia la prova")
    }

    async fn keep(&self, _: &mut Conn, _: Uuid, _: &(String, String)) -> Result<(), Failure> {
        Ok(())
    }

    async fn after(&self, _: &Call<'_>, _: &Case, page: Page) -> Result<Page, Failure> {
        Ok(page)
    }
}

#[async_trait]
impl Service for Toy {
    fn name(&self) -> &'static str {
        "prova"
    }

    fn level(&self) -> Level {
        Level::Reader
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::services::home::Home.sheet(lang)
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [id, ref rest @ ..] => super::get(&TOY, call, id, rest).await,
            [] => Ok(Answer::NotFound),
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => begin(&TOY, call).await,
            [id, ref rest @ ..] => super::post(&TOY, call, id, rest).await,
        }
    }

    fn examples(&self, _: Lang) -> Vec<Example> {
        Vec::new()
    }
}

/// A citizen at the form.
struct At {
    portal: Portal,
    citizen: Uuid,
    draft: String,
    level: Level,
}

impl At {
    async fn begin() -> At {
        let portal = Portal::open().await;
        let person = person("Rinaldi", "Elena");
        portal.add(&person).await;
        let visitor = Visitor::from("192.0.2.0").signed_in(person.id);
        let Answer::See(to) =
            portal.post(&Toy, &visitor, "", &[("chiave", &Uuid::now_v7().to_string())]).await
        else {
            panic!()
        };
        let draft = to.strip_prefix("prova/").unwrap().to_owned();
        At { portal, citizen: person.id, draft, level: Level::Actor }
    }

    /// The same citizen at another browser every time.
    fn visitor(&self) -> Visitor {
        let visitor = Visitor::from("192.0.2.0").signed_in(self.citizen);
        Visitor { level: self.level, ..visitor }
    }

    async fn read(&self, rest: &str) -> Answer {
        self.portal.get(&Toy, &self.visitor(), &format!("{}{rest}", self.draft)).await
    }

    async fn page(&self, rest: &str) -> Page {
        self.portal.page(&Toy, &self.visitor(), &format!("{}{rest}", self.draft)).await
    }

    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        self.portal.post(&Toy, &self.visitor(), &format!("{}{rest}", self.draft), fields).await
    }

    /// Sends a form; where it leads, after the draft.
    async fn send(&self, rest: &str, fields: &[(&str, &str)]) -> String {
        match self.post(rest, fields).await {
            Answer::See(to) => to.replace(&format!("prova/{}", self.draft), ""),
            other => panic!("{other:?}"),
        }
    }

    /// The draft as it is on record.
    async fn kept(&self) -> Draft {
        let (visitor, id) = (self.visitor(), self.draft.parse().unwrap());
        Draft::find(&self.portal.call(&visitor, "", None), id).await.unwrap().unwrap()
    }

    /// Puts another one in its place, as an older program left it.
    async fn rewrite(&self, change: impl FnOnce(&mut Draft)) {
        let mut draft = self.kept().await;
        change(&mut draft);
        let stored = draft.stored_of(&self.portal.portal.keys, None, Some(self.citizen), "prova").unwrap();
        let write = |stored| {
            self.portal.portal.db.write(move |tx| {
                Box::pin(async move { drafts::records::keep(tx, stored).await.map_err(Failure::from) })
            })
        };
        write(stored).await.unwrap();
    }

    async fn tasks(&self) -> Vec<Task> {
        let page = self.page("").await;
        page.body
            .into_iter()
            .find_map(|block| if let Block::TaskList(list) = block { Some(list.tasks) } else { None })
            .unwrap()
    }

    async fn states(&self) -> Vec<TaskStatus> {
        self.tasks().await.into_iter().map(|task| task.status).collect()
    }

    async fn fill(&self) {
        assert_eq!(self.send("/animale", &[("quale", "gatto")]).await, "/nome");
        assert_eq!(self.send("/nome", &[("nome", "Micia")]).await, "");
        assert_eq!(self.send("/tinta", &[("tinta", "blu")]).await, "");
    }

    /// The digest of the page with all answers.
    async fn read_all(&self) -> String {
        self.page("/riepilogo").await.form.unwrap().hidden[0].1.clone()
    }
}

use TaskStatus::{Begun, Blocked, Done, Review, ToDo, Wrong};

#[tokio::test]
async fn tasks_say_their_state_and_lead_to_what_is_left() {
    let at = At::begin().await;
    assert_eq!(at.states().await, [ToDo, Blocked, Blocked]);
    at.send("/animale", &[("quale", "gatto")]).await;
    let tasks = at.tasks().await;
    assert_eq!(tasks[0].status, Begun);
    assert_eq!(tasks[0].to, Some(Target::Inside(format!("/it/prova/{}/nome", at.draft))));
    at.send("/nome", &[("nome", "Micia")]).await;
    assert_eq!(at.states().await, [Done, ToDo, Blocked]);
    at.send("/tinta", &[("tinta", "blu")]).await;
    assert_eq!(at.states().await, [Done, Done, ToDo]);
}

#[tokio::test]
async fn a_kiosk_says_how_long_it_takes_there_and_that_it_can_be_done_at_home() {
    let at = At::begin().await;
    let kiosk = Visitor { channel: Channel::Kiosk, ..at.visitor() };
    let words = shown(&at.portal.page(&Toy, &kiosk, &at.draft).await);
    assert!(
        words.contains("venti minuti con i tasti, circa dieci toccando lo schermo")
            && words.contains("Puoi finire da casa"),
        "{words}"
    );
    assert!(!shown(&at.page("").await).contains("venti minuti"));
}

#[tokio::test]
async fn a_wrong_answer_is_kept_and_said() {
    let at = At::begin().await;
    assert_eq!(at.send("/animale", &[("quale", "")]).await, "/animale#errori");
    assert!(shown(&at.page("/animale").await).contains("Scegli"));
    assert_eq!(at.states().await, [Wrong, Blocked, Blocked]);
    let unknown = at.portal.post(&Toy, &at.visitor(), &format!("{}/animale", at.draft), &[("x", "1")]).await;
    assert!(matches!(unknown, Answer::BadForm));
}

#[tokio::test]
async fn a_change_from_the_review_leads_back_there() {
    let at = At::begin().await;
    at.fill().await;
    let review = shown(&at.page("/riepilogo").await);
    assert!(review.contains("/nome?da=riepilogo"), "{review}");
    let Answer::Show(step) = at.read("/nome?da=riepilogo").await else { panic!() };
    let back = step.back.unwrap().to;
    assert_eq!(back, Target::Inside(format!("/it/prova/{}/riepilogo", at.draft)));
    // What was answered is the first thing heard there.
    let there = at.send("/nome?da=riepilogo", &[("nome", "Fufi")]).await;
    assert_eq!(there, "/riepilogo?salvata=nome#fatto");
    let page = at.page("/riepilogo?salvata=nome").await;
    let done = page.done.clone().unwrap();
    assert_eq!(
        done.body,
        [Block::Paragraph(
            a11y::text::join([Text::name("Nome del gatto"), Text::typed("Fufi")], ": ").private()
        )]
    );
    // It is no part of what is sent, and an unknown step says nothing.
    assert_eq!(page.form, at.page("/riepilogo?salvata=tinta").await.form);
    assert!(at.page("/riepilogo?salvata=pesce").await.done.is_none());
}

#[tokio::test]
async fn a_task_that_waits_says_for_which() {
    let at = At::begin().await;
    let labels = |tasks: Vec<Task>| -> Vec<String> {
        tasks.iter().map(|task| a11y::values::line(&task.label, Lang::It)).collect()
    };
    let waiting =
        ["La bestia", "Il colore (dopo: La bestia)", "Rileggi e invia (dopo: tutte le altre parti)"];
    assert_eq!(labels(at.tasks().await), waiting);
    at.fill().await;
    assert_eq!(labels(at.tasks().await), ["La bestia", "Il colore", "Rileggi e invia"]);
}

#[tokio::test]
async fn an_answer_to_what_another_window_took_away_is_kept_and_told() {
    let at = At::begin().await;
    at.send("/animale", &[("quale", "gatto")]).await;
    // One window has the name of the cat open; the other makes it a dog.
    at.page("/nome").await;
    at.send("/animale", &[("quale", "cane")]).await;
    assert_eq!(at.send("/nome", &[("nome", "Micia")]).await, "?non-ora=si#fatto");
    let told = at.page("?non-ora=si").await.done.unwrap();
    assert!(a11y::values::line(&told.title, Lang::It).contains("ora non c’è"));
    // An answer that is asked now is not touched, and what is no field of ours is refused.
    assert_eq!(at.send("/nome", &[("nome", "Fufi"), ("quale", "pesce")]).await, "?non-ora=si#fatto");
    for (name, value) in [("Nome", "x"), ("nome", &*"x".repeat(3_000))] {
        let path = format!("{}/nome", at.draft);
        let sent = at.portal.post(&Toy, &at.visitor(), &path, &[(name, value)]).await;
        assert!(matches!(sent, Answer::BadForm));
    }
    assert_eq!(at.states().await, [Done, ToDo, Blocked]);
    at.send("/animale", &[("quale", "gatto")]).await;
    assert!(shown(&at.page("/nome").await).contains("Fufi"));
}

#[tokio::test]
async fn what_the_form_never_asks_is_refused_and_what_an_older_one_asked_is_kept() {
    let at = At::begin().await;
    at.fill().await;
    at.send("/animale", &[("quale", "cane")]).await;
    let before = at.kept().await;
    assert!(matches!(at.post("/inventato", &[("quale", "gatto")]).await, Answer::NotFound));
    assert!(matches!(at.post("/nome", &[("nome", "Fufi"), ("inventato", "x")]).await, Answer::BadForm));
    assert_eq!(at.kept().await, before);
    // A step of an older form, which its citizen has answered, and a field that this one has not.
    at.rewrite(|draft| {
        draft.seen.note("razza", "0123456789abcdef");
        draft.answers.set("soprannome", "Bu");
    })
    .await;
    assert_eq!(at.send("/razza", &[("razza", "siamese")]).await, "?non-ora=si#fatto");
    // Another one, whose page stood open.
    at.rewrite(|draft| draft.step = Some("coda".to_owned())).await;
    assert_eq!(at.send("/coda", &[("coda", "lunga")]).await, "?non-ora=si#fatto");
    assert_eq!(at.send("/nome", &[("nome", "Fufi"), ("soprannome", "Bau")]).await, "?non-ora=si#fatto");
    let answers = at.kept().await.answers;
    let held = ["razza", "coda", "nome", "soprannome"].map(|name| answers.trimmed(name));
    assert_eq!(held, ["siamese", "lunga", "Fufi", "Bau"]);
}

#[tokio::test]
async fn a_thousand_forms_that_no_page_sends_find_no_more_room_than_a_draft_has() {
    let at = At::begin().await;
    at.fill().await;
    at.send("/animale", &[("quale", "cane")]).await;
    let (honest, long) = (at.kept().await.answers, "x".repeat(2_000));
    for n in 0..900 {
        let sent = at.post(&format!("/inventato-{n}"), &[("nome", &long)]).await;
        assert!(matches!(sent, Answer::NotFound), "{n}: {sent:?}");
    }
    assert_eq!(at.kept().await.answers, honest);
    let mut full = 0;
    for n in 0..100 {
        let names: Vec<String> = (0..30).map(|k| format!("quale-cane-a{n}b{k}")).collect();
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), long.as_str())).collect();
        full += usize::from(matches!(at.post("/nome", &fields).await, Answer::Full));
    }
    let answers = at.kept().await.answers;
    assert!(full >= 97 && answers.weight() <= drafts::MOST, "{full} {}", answers.weight());
    assert!(honest.0.iter().all(|(name, value)| answers.get(name) == Some(value)));
}

#[tokio::test]
async fn a_draft_has_room_for_so_much_and_for_whatever_is_shorter() {
    let at = At::begin().await;
    at.fill().await;
    let (most, longer) = ("x".repeat(drafts::MOST - 100), "y".repeat(200));
    assert_eq!(at.send("/nome", &[("nome", &most)]).await, "/nome#errori");
    let before = at.kept().await;
    // Neither what is asked nor what is put aside has room.
    assert!(matches!(at.post("/animale", &[("quale", &longer)]).await, Answer::Full));
    assert!(matches!(at.post("/tinta", &[("tinta", &longer)]).await, Answer::Full));
    assert_eq!(at.kept().await, before);
    // One of before there was a limit is not held to it: it may become lighter, and no heavier.
    at.rewrite(|draft| draft.answers.set("nome", "x".repeat(3 * drafts::MOST))).await;
    assert!(matches!(at.post("/animale", &[("quale", &longer)]).await, Answer::Full));
    assert_eq!(at.send("/nome", &[("nome", &"x".repeat(2 * drafts::MOST))]).await, "/nome#errori");
    assert_eq!(at.send("/nome", &[("nome", "Micia")]).await, "");
    assert_eq!(at.states().await, [Done, Done, ToDo]);
}

#[tokio::test]
async fn where_a_step_is_gone_and_the_one_before_has_no_fault_it_is_told_why_one_is_there() {
    let at = At::begin().await;
    at.send("/animale", &[("quale", "gatto")]).await;
    let there = at.send("/nome", &[("nome", "Fido")]).await;
    assert_eq!(there, "/animale?prima=si#fatto");
    assert!(at.page("/animale?prima=si").await.done.is_some());
    // Who came from the review goes back there.
    at.send("/animale", &[("quale", "gatto")]).await;
    let there = at.send("/nome?da=riepilogo", &[("nome", "Fido")]).await;
    assert_eq!(there, "/animale?da=riepilogo&prima=si#fatto");
}

#[tokio::test]
async fn answers_off_the_path_are_kept_not_shown_and_not_sent() {
    let at = At::begin().await;
    at.fill().await;
    let there = "/riepilogo?salvata=animale#fatto";
    assert_eq!(at.send("/animale?da=riepilogo", &[("quale", "cane")]).await, there);
    assert!(!shown(&at.page("/riepilogo").await).contains("Micia"));
    assert!(matches!(at.read("/nome").await, Answer::See(_)));
    at.send("/animale?da=riepilogo", &[("quale", "gatto")]).await;
    assert!(shown(&at.page("/riepilogo").await).contains("Micia"));
    at.send("/animale?da=riepilogo", &[("quale", "cane")]).await;
    let read = at.read_all().await;
    assert_eq!(at.send("/riepilogo", &[("letto", &read)]).await, "/inviata");
    assert!(!shown(&at.page("/inviata").await).contains("Micia"));
}

#[tokio::test]
async fn it_is_found_again_from_another_browser_and_only_by_its_citizen() {
    let at = At::begin().await;
    at.send("/animale", &[("quale", "gatto")]).await;
    at.page("/nome").await;
    let area = shown(&at.portal.page(&crate::services::area::Area, &at.visitor(), "").await);
    assert!(area.contains(&format!("/it/prova/{}/nome", at.draft)), "{area}");
    let other = person("Verdi", "Marta");
    at.portal.add(&other).await;
    let stranger = Visitor::from("192.0.2.9").signed_in(other.id);
    assert!(matches!(at.portal.get(&Toy, &stranger, &at.draft).await, Answer::NoDraft(_)));
    let nobody = Visitor::from("192.0.2.9");
    assert!(matches!(at.portal.get(&Toy, &nobody, &at.draft).await, Answer::SignIn(Level::Reader)));
    at.portal.pass(31 * crate::clock::DAY);
    assert!(matches!(at.read("").await, Answer::NoDraft(_)));
}

#[tokio::test]
async fn who_may_only_read_fills_in_and_is_told_how_to_send() {
    let mut at = At::begin().await;
    at.level = Level::Reader;
    at.fill().await;
    let page = at.page("/riepilogo").await;
    assert!(page.form.is_none());
    assert!(shown(&page).contains("non invia") && shown(&page).contains("Invia entro domani."));
    at.level = Level::Actor;
    assert!(!shown(&at.page("/riepilogo").await).contains("Invia entro domani."));
    at.level = Level::Reader;
    assert_eq!(at.send("/riepilogo", &[("letto", "x")]).await, "/riepilogo");
    assert!(at.states().await.contains(&Done));
}

#[tokio::test]
async fn sending_twice_is_sending_once() {
    let at = At::begin().await;
    at.fill().await;
    let read = at.read_all().await;
    assert_eq!(at.send("/riepilogo", &[("letto", &read)]).await, "/inviata");
    let first = shown(&at.page("/inviata").await);
    // The draft is a case now: its old pages lead to what was sent, and so does the same form again.
    assert_eq!(at.send("/riepilogo", &[("letto", &read)]).await, "/inviata");
    assert!(matches!(at.read("/nome").await, Answer::See(to) if to.ends_with("/inviata")));
    assert_eq!(shown(&at.page("/inviata").await), first);
    let rows = at.portal.rows().await;
    assert!(rows.contains(&("cases", 1)), "{rows:?}");
    assert!(rows.contains(&("drafts", 0)), "{rows:?}");
}

#[tokio::test]
async fn what_changed_after_it_was_read_is_not_sent() {
    let at = At::begin().await;
    at.fill().await;
    let read = at.read_all().await;
    // Another window.
    at.send("/nome", &[("nome", "Fufi")]).await;
    assert_eq!(at.send("/riepilogo", &[("letto", &read)]).await, "/riepilogo?cambiato=si#fatto");
    assert!(at.page("/riepilogo?cambiato=si").await.done.is_some());
    assert!(matches!(at.read("/inviata").await, Answer::See(_)));
}

#[tokio::test]
async fn what_another_window_made_wrong_is_not_sent_and_says_so() {
    let at = At::begin().await;
    at.fill().await;
    let read = at.read_all().await;
    // Another window empties an answer, or asks for one more.
    at.send("/tinta", &[("tinta", "")]).await;
    assert_eq!(at.send("/riepilogo", &[("letto", &read)]).await, "?cambiato=si#fatto");
    let page = at.page("?cambiato=si").await;
    let told = shown(&page);
    assert!(page.done.is_some() && told.contains("Non abbiamo inviato niente"), "{told}");
    assert_eq!(at.states().await, [Done, Wrong, Blocked]);
    assert!(at.portal.rows().await.contains(&("cases", 0)));
}

#[tokio::test]
async fn a_step_that_asks_something_else_now_is_looked_at_again() {
    let at = At::begin().await;
    at.fill().await;
    at.portal.pass(2 * crate::clock::DAY);
    assert_eq!(at.states().await, [Review, Blocked, Blocked]);
    let step = at.page("/animale").await;
    assert!(shown(&step).contains("Questa pagina è cambiata"));
    assert!(shown(&step).contains("\"chosen\":\"gatto\""), "{}", shown(&step));
    at.send("/animale", &[("quale", "gatto")]).await;
    // Nothing that was typed is lost.
    assert_eq!(at.states().await, [Done, Done, ToDo]);
}

#[tokio::test]
async fn a_draft_is_deleted_by_its_button() {
    let at = At::begin().await;
    at.fill().await;
    let page = at.page("/elimina").await;
    let address = format!("/it/prova/{}/elimina", at.draft);
    assert!(
        page.actions.iter().any(|action| matches!(action, Action::Send(send) if send.address == address))
    );
    // Of two drafts each has its own title.
    at.portal.pass(crate::clock::MINUTE);
    at.send("/animale", &[("quale", "gatto")]).await;
    assert_ne!(page.title, at.page("/elimina").await.title);
    assert_eq!(at.send("/elimina", &[]).await, "area/bozze?fatto=1#fatto");
    assert!(matches!(at.read("").await, Answer::NoDraft(_)));
    let left = at.portal.page(&crate::services::area::Area, &at.visitor(), "bozze?fatto=1").await;
    assert!(left.done.is_some());
}

#[tokio::test]
async fn who_may_only_read_hears_it_before_the_tasks_and_before_the_answers() {
    let mut at = At::begin().await;
    at.fill().await;
    let fills_only = Block::from(words::fills_only(Lang::It));
    for level in [Level::Reader, Level::Actor] {
        at.level = level;
        for rest in ["", "/riepilogo"] {
            let page = at.page(rest).await;
            assert_eq!(page.body.first() == Some(&fills_only), level == Level::Reader, "{rest}");
        }
    }
}

#[tokio::test]
async fn a_draft_is_found_at_the_step_its_citizen_stopped_at_though_they_left_by_the_list_of_tasks() {
    let at = At::begin().await;
    let stopped = async || {
        let (mut conn, now) = (at.portal.reader().await, at.portal.now());
        let drafts = crate::services::drafts::records::of_citizen(&mut conn, at.citizen, 0, 1, now);
        drafts.await.unwrap().remove(0).step.unwrap()
    };
    at.page("").await;
    assert_eq!(stopped().await, "", "nothing is begun");
    at.send("/animale", &[("quale", "gatto")]).await;
    at.page("/nome").await;
    // Every way out leads by the list of tasks.
    at.page("").await;
    assert_eq!(stopped().await, "nome");
    let Answer::Show(step) = at.read("/nome").await else { panic!() };
    let list = format!("\"/it/prova/{}\"", at.draft);
    assert!(shown(&step.page).contains(&list), "the way back to the list: {}", shown(&step.page));
    // The first step of a task has it as its way back.
    assert!(!shown(&at.page("/animale").await).contains(&list));
    at.send("/nome", &[("nome", "Micia")]).await;
    at.page("").await;
    assert_eq!(stopped().await, "", "the task is complete");
    at.send("/tinta", &[("tinta", "blu")]).await;
    at.page("/riepilogo").await;
    at.page("").await;
    assert_eq!(stopped().await, "riepilogo");
    at.send("/animale", &[("quale", "")]).await;
    at.page("").await;
    assert_eq!(stopped().await, "animale");
}

#[tokio::test]
async fn every_reading_is_in_the_audit() {
    let at = At::begin().await;
    at.fill().await;
    let steps = ["", "/animale", "/nome", "/tinta", "/riepilogo", "/elimina"];
    let steps = steps.map(|rest| format!("{}{rest}", at.draft)).to_vec();
    let read = at.portal.every_reading_is_audited(&Toy, &at.visitor(), steps).await;
    assert!(read >= 6, "{read} addresses: the tasks, three steps, the review, before it is deleted");
    let letto = at.read_all().await;
    assert_eq!(at.send("/riepilogo", &[("letto", &letto)]).await, "/inviata");
    let sent = vec![format!("{}/inviata", at.draft)];
    assert_eq!(at.portal.every_reading_is_audited(&Toy, &at.visitor(), sent).await, 1);
}

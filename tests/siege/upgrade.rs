//! An upgrade while drafts are open: an older database, an older form.

use sportello::db::{Conn, DbError};
use sportello::seal::{Keys, Purpose};
use sportello::sql;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use uuid::Uuid;

use crate::older::{hex, migrations, schema};
use crate::process::browser::{Browser, Got};
use crate::process::people::{self, Person, confirmed, pairs, sign_in};
use crate::process::program::Program;
use crate::process::store::{SECRET, Store};

/// How many steps of a PIN request are answered before the upgrade.
const ANSWERED: usize = 3;

/// A PIN request stopped half way: the browser's cookies are in the browser, the rest is here.
struct Stopped {
    draft: String,
    /// The steps that were sent, and then those that were not.
    steps: Vec<(String, Vec<(String, String)>)>,
}

/// Fills a request until half way; a whole one by somebody else says what the steps are.
fn stop_half_way(browser: &mut Browser<'_>, mut other: Browser<'_>, person: &Person) -> Stopped {
    let steps = people::walk_a_request(&mut other, person).steps;
    let token = browser.get("/it/pin/richiesta").hidden("gettone");
    let begun = browser.post("/it/pin/richiesta", &[("gettone", token.as_str())]);
    let draft = begun.location.split('/').nth(4).unwrap().to_owned();
    let stopped = Stopped { draft, steps };
    for step in 0..ANSWERED {
        stopped.send(browser, step);
    }
    stopped
}

impl Stopped {
    fn address(&self, step: usize) -> String {
        format!("/it/pin/richiesta/{}/{}", self.draft, self.steps[step].0)
    }

    fn send(&self, browser: &mut Browser<'_>, step: usize) -> Got {
        let page = browser.get(&self.address(step));
        let mut fields = self.steps[step].1.clone();
        // The session's own, and what this page shows.
        fields
            .iter_mut()
            .filter(|(name, _)| ["gettone", "letto"].contains(&name.as_str()))
            .for_each(|(name, value)| *value = page.hidden(name));
        // What is sent is this draft.
        fields
            .iter_mut()
            .filter(|(name, _)| name == "chiave")
            .for_each(|(_, value)| self.draft.clone_into(value));
        browser.post(&self.address(step), &pairs(&fields))
    }

    /// Every answer of the steps already sent is still in its page.
    fn holds(&self, browser: &mut Browser<'_>) {
        for step in 0..ANSWERED {
            let page = browser.get(&self.address(step));
            let typed = page.fields_of(&self.address(step));
            for (name, value) in self.steps[step].1.iter().filter(|(name, _)| name != "gettone") {
                assert!(typed.contains(&(name.clone(), value.clone())), "{name}={value} is not in {typed:?}");
            }
        }
    }

    /// Goes on to the end; the number that comes back.
    fn finish(&self, browser: &mut Browser<'_>) -> String {
        let last = (ANSWERED..self.steps.len()).map(|step| self.send(browser, step)).last().unwrap();
        assert!(last.location.ends_with("/conferma"), "{last:?}");
        confirmed(&browser.get(&last.location))
    }
}

/// The rows that belong to an open draft, as every version of the schema has them.
struct Rows {
    session: (Vec<u8>, i64),
    draft: (Uuid, Vec<u8>, Vec<u8>, i64),
}

async fn rows_of(conn: &mut Conn, draft: Uuid) -> Result<Rows, DbError> {
    let (hash, answers, expires): (Vec<u8>, Vec<u8>, i64) =
        sql!(conn, "SELECT session_hash, answers, expires_at FROM drafts WHERE id = $1", draft).one().await?;
    let (ends,): (i64,) =
        sql!(conn, "SELECT ends_at FROM sessions WHERE id_hash = $1", hash.clone()).one().await?;
    Ok(Rows { session: (hash.clone(), ends), draft: (draft, hash, answers, expires) })
}

/// What makes a database of an older version, with the rows of an open draft.
fn older(dialect: &str, version: usize, rows: &Rows) -> String {
    let mut script = schema(dialect, version);
    let blob = |bytes: &[u8]| match dialect {
        "sqlite" => format!("x'{}'", hex(bytes)),
        _ => format!("'\\x{}'", hex(bytes)),
    };
    let id = match dialect {
        "sqlite" => blob(rows.draft.0.as_bytes()),
        _ => format!("'{}'", rows.draft.0),
    };
    let ((session, ends), (_, hash, answers, expires)) = (&rows.session, &rows.draft);
    script.push_str(&format!(
        "INSERT INTO sessions (id_hash, level, lang, created_at, seen_at, ends_at, length_ms, device_label, channel, \
         preferences) VALUES ({}, 'anonymous', 'it', {ends} - 1800000, {ends} - 1800000, {ends}, 1800000, '', 'web', '');\n\
         INSERT INTO drafts (id, session_hash, service, answers, created_at, updated_at, expires_at) \
         VALUES ({id}, {}, 'pin', {}, {ends}, {ends}, {expires});\n",
        blob(session),
        blob(hash),
        blob(answers),
    ));
    script
}

fn goes_on_after_the_upgrade(new: impl Fn() -> Store, dialect: &str) {
    let store = new();
    let everybody = people::enrol(&store, 1, 0);
    let today = Program::start(&store);
    let mut citizen = Browser::new(&today);
    let stopped = stop_half_way(&mut citizen, Browser::new(&today), &everybody[0]);
    let draft = stopped.draft.parse().unwrap();
    today.kill();
    let rows =
        store.with(async |portal| rows_of(&mut portal.db.reader().await.unwrap(), draft).await.unwrap());
    for version in 1..migrations(dialect).len() {
        let store = new();
        let script = older(dialect, version, &rows);
        store.run(async |url| match url.strip_prefix("sqlite:") {
            Some(file) => {
                let options =
                    sqlx::sqlite::SqliteConnectOptions::new().filename(file).create_if_missing(true);
                let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
                conn.close().await.unwrap();
            }
            None => {
                let mut conn = PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
                conn.close().await.unwrap();
            }
        });
        let upgraded = Program::start(&store);
        let mut citizen = citizen.at(&upgraded);
        stopped.holds(&mut citizen);
        let number = stopped.finish(&mut citizen);
        assert_eq!(number.len(), 16, "{dialect} from {version}: {number}");
    }
}

#[test]
fn on_sqlite_an_open_draft_of_every_older_version_is_gone_on_with() {
    goes_on_after_the_upgrade(Store::lite, "sqlite");
}

#[test]
fn on_postgresql_an_open_draft_of_every_older_version_is_gone_on_with() {
    goes_on_after_the_upgrade(Store::postgres, "postgres");
}

/// Changes a draft as it is kept, to what another version of the form would have kept.
pub(crate) fn rewrite(store: &Store, draft: Uuid, change: impl FnOnce(&mut serde_json::Value)) {
    let keys = Keys::new(SECRET);
    let sealed = store
        .with(async |portal| rows_of(&mut portal.db.reader().await.unwrap(), draft).await.unwrap().draft.2);
    let mut kept: serde_json::Value =
        serde_json::from_slice(&keys.open(Purpose::Draft, &sealed).unwrap()).unwrap();
    change(&mut kept);
    let sealed = keys.seal(Purpose::Draft, &serde_json::to_vec(&kept).unwrap()).unwrap();
    store.with(async |portal| {
        let changed = portal.db.write(move |tx| {
            Box::pin(async move {
                sql!(tx, "UPDATE drafts SET answers = $2 WHERE id = $1", draft, sealed).execute().await
            })
        });
        let changed: Result<u64, DbError> = changed.await;
        assert_eq!(changed.unwrap(), 1);
    });
}

#[test]
fn a_draft_of_an_older_form_is_shown_where_it_must_be_looked_at_again_and_keeps_what_was_typed() {
    let store = Store::lite();
    let everybody = people::enrol(&store, 1, 0);
    let before = Program::start(&store);
    let mut citizen = Browser::new(&before);
    let stopped = stop_half_way(&mut citizen, Browser::new(&before), &everybody[0]);
    let (draft, first) = (stopped.draft.parse().unwrap(), stopped.address(0));
    before.kill();
    rewrite(&store, draft, |kept| {
        // The version before knew nothing of what the questions were like.
        kept.as_object_mut().unwrap().remove("seen");
        let answers = kept["answers"].as_object_mut().unwrap();
        // It asked something that is not asked any more, offered another choice, and did not ask for the surname.
        answers.insert("vecchia-domanda".into(), "una risposta".into());
        answers.insert("sesso".into(), "X".into());
        answers.remove("cognome");
    });
    let after = Program::start(&store);
    let mut citizen = citizen.at(&after);
    let asked = citizen.get(&stopped.address(ANSWERED));
    assert_eq!(asked.status, 303, "what comes first must be looked at first");
    let to = asked.location.split('#').next().unwrap().to_owned();
    let page = citizen.get(&to);
    let typed = page.fields_of(&to);
    for (name, value) in stopped.steps.iter().flat_map(|(_, fields)| fields) {
        let known = !["gettone", "sesso", "cognome"].contains(&name.as_str());
        if known && typed.iter().any(|(shown, _)| shown == name) {
            assert!(typed.contains(&(name.clone(), value.clone())), "{name} was lost: {typed:?}");
        }
    }
    assert!(
        page.words("#errori").is_some_and(|told| !told.is_empty()),
        "{to}: the citizen is told what to mend"
    );
    assert!(to.starts_with(first.rsplit_once('/').unwrap().0));
    for step in 0..ANSWERED {
        stopped.send(&mut citizen, step);
    }
    stopped.holds(&mut citizen);
    assert_eq!(stopped.finish(&mut citizen).len(), 16);
}

#[test]
fn a_signed_in_citizen_goes_on_after_the_upgrade() {
    let store = Store::lite();
    let everybody = people::enrol(&store, 1, 1);
    let program = Program::start(&store);
    let mut citizen = sign_in(&program, &everybody[0][0]);
    let form = citizen.get("/it/estratto-conto/posta");
    let (token, key) = (form.hidden("gettone"), form.hidden("chiave"));
    program.kill_and_start();
    let fields = [("gettone", token.as_str()), ("chiave", &key), ("forma", "print")];
    let got = citizen.post("/it/estratto-conto/posta", &fields);
    assert!(got.location.starts_with("/it/estratto-conto/posta/inviata/"), "{got:?}");
}

//! Bad ground under the portal: a full disk, a disk that takes no byte, a database that cannot be written from the start,
//! a PostgreSQL that only reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use sportello::sql;
use uuid::Uuid;

use crate::process::browser::Browser;
use crate::process::cluster::Cluster;
use crate::process::not_shown;
use crate::process::people::{self, sign_in};
use crate::process::program::{Program, shell, sportello, sportello_after};
use crate::process::store::Store;
use crate::registrations::{self, Forms};

/// What the test does to a running portal's ground, and undoes.
trait Fault {
    fn begin(&mut self, program: &Program<'_>);
    fn end(&mut self, program: &Program<'_>);
}

/// Orders that were acknowledged: the key that was sent, the number that came back.
type Acknowledged = BTreeMap<String, String>;

/// What an order sends.
fn form_of(token: &str, key: &str) -> String {
    format!("gettone={token}&chiave={key}&forma=print")
}

/// One order; what was answered if it was not taken in.
fn order(browser: &mut Browser<'_>, acknowledged: &mut Acknowledged) -> Result<(), (u16, String)> {
    let page = browser.once("GET", "/it/estratto-conto/posta", "").unwrap();
    if page.status != 200 {
        return Err((page.status, page.body));
    }
    let (token, key) = (page.hidden("gettone"), page.hidden("chiave"));
    let got = browser.once("POST", "/it/estratto-conto/posta", &form_of(&token, &key)).unwrap();
    match got.location.strip_prefix("/it/estratto-conto/posta/inviata/") {
        Some(number) => {
            acknowledged.insert(key, number.to_owned());
            Ok(())
        }
        None => Err((got.status, got.body)),
    }
}

/// The review of a registration, as it would be sent.
fn review(browser: &mut Browser<'_>, draft: Uuid) -> (String, String) {
    let address = format!("/it/lavoro-domestico/{draft}/riepilogo");
    let page = browser.get(&address);
    let body = format!("gettone={}&letto={}", page.hidden("gettone"), page.hidden("letto"));
    (address, body)
}

/// Whether a registration was taken in.
fn register(browser: &mut Browser<'_>, (address, body): &(String, String)) -> bool {
    let got = browser.once("POST", address, body).unwrap();
    let taken = got.status == 303 && got.location == address.replace("riepilogo", "inviata");
    assert!(taken || matches!(got.status, 500 | 503), "{} {}", got.status, got.location);
    taken
}

/// Orders and registrations before, during and after a fault; whoever is refused is told what is saved and what to do.
fn suffer(program: &Program<'_>, code: &str, forms: &Forms, mut fault: impl Fault) -> Held {
    let mut acknowledged = Acknowledged::new();
    let mut browser = sign_in(program, code);
    for _ in 0..10 {
        order(&mut browser, &mut acknowledged).unwrap();
    }
    let mut sent = BTreeSet::new();
    let (before, during) = forms.to_send.split_at(3);
    for draft in before {
        let form = review(&mut browser, *draft);
        assert!(register(&mut browser, &form));
        sent.insert(*draft);
    }
    people::change_hours(&mut browser, forms.kept, 12);
    let open: Vec<(Uuid, (String, String))> =
        during.iter().map(|draft| (*draft, review(&mut browser, *draft))).collect();
    let hours = format!("/it/lavoro-domestico/{}/orario", forms.kept);
    let longer = format!("gettone={}&ore=30", browser.get(&hours).hidden("gettone"));
    // A form that is open when the fault begins.
    let form = browser.get("/it/estratto-conto/posta");
    let (token, key) = (form.hidden("gettone"), form.hidden("chiave"));
    fault.begin(program);
    let began = Instant::now();
    while order(&mut browser, &mut acknowledged).is_ok() {
        assert!(began.elapsed() < Duration::from_secs(30), "the fault is not felt");
    }
    for (lang, sent, kept) in [
        ("it", "non è stato ricevuto", "Non hai perso nulla"),
        ("en", "was not received", "You have lost nothing"),
        ("ar", "لم يصل", "لم تفقد شيئا"),
    ] {
        let body = form_of(&token, &key);
        let posted = browser.once("POST", &format!("/{lang}/estratto-conto/posta"), &body).unwrap();
        let read = browser.once("GET", &format!("/{lang}/estratto-conto"), "").unwrap();
        for (got, saved) in [(posted, sent), (read, kept)] {
            assert!(matches!(got.status, 500 | 503), "{lang}: {} {}", got.status, got.location);
            assert!(got.body.contains(&format!("<html lang=\"{lang}\"")), "{}", got.body);
            assert!(got.body.contains(saved), "{lang} {saved}: {}", got.words("main").unwrap());
            assert!(got.body.contains("tel:803164"), "whom to call");
        }
    }
    assert_eq!(Browser::new(program).get("/it/sedi").status, 200, "public pages go on");
    for (draft, form) in &open {
        assert!(!register(&mut browser, form), "{draft} is taken in where nothing can be kept");
    }
    let refused = browser.once("POST", &hours, &longer).unwrap();
    assert!(matches!(refused.status, 500 | 503), "{} {}", refused.status, refused.location);
    for _ in 0..20 {
        order(&mut browser, &mut acknowledged).unwrap_err();
    }
    let is_ready = || Browser::new(program).once("GET", "/health/ready", "").unwrap().status;
    await_status(503, Duration::from_secs(15), is_ready);
    fault.end(program);
    await_status(200, Duration::from_secs(10), is_ready);
    let mended = Instant::now();
    while order(&mut browser, &mut acknowledged).is_err() {
        assert!(
            mended.elapsed() < Duration::from_secs(10),
            "it does not come back by itself: {}",
            program.said()
        );
    }
    let body = form_of(&token, &key);
    let late = browser.once("POST", "/it/estratto-conto/posta", &body).unwrap();
    let number =
        late.location.strip_prefix("/it/estratto-conto/posta/inviata/").expect("the open form is sent");
    acknowledged.insert(key, number.to_owned());
    // The forms that were open all the while are sent as they are, twice; the last one waits still.
    let (waits, open) = open.split_last().unwrap();
    for (draft, form) in open {
        assert!(register(&mut browser, form) && register(&mut browser, form));
        sent.insert(*draft);
    }
    assert!(browser.get(&waits.1.0).hidden("letto").len() == 32, "its review stands as it was");
    Held { orders: acknowledged, sent, hours: BTreeMap::from([(forms.kept, 12)]) }
}

/// Waits until this answers so.
fn await_status(wanted: u16, patience: Duration, ask: impl Fn() -> u16) {
    let began = Instant::now();
    while ask() != wanted {
        assert!(began.elapsed() < patience, "it never answers {wanted}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What was acknowledged: orders, registrations, the hours of the draft that is only changed.
struct Held {
    orders: Acknowledged,
    sent: BTreeSet<Uuid>,
    hours: BTreeMap<Uuid, u8>,
}

/// Registrations of the citizen.
const FORMS: usize = 8;

/// The database is sound and holds what was acknowledged and nothing else.
fn hold(store: &Store, forms: &Forms, held: &Held) {
    registrations::hold(store, &forms.to_send.iter().copied().collect(), &held.sent, &held.hours);
    let (sound, rows) = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let sound: Vec<(String,)> = match store.url.starts_with("sqlite:") {
            true => sql!(conn, "PRAGMA integrity_check").all().await.unwrap(),
            false => vec![("ok".to_owned(),)],
        };
        let rows: Vec<(uuid::Uuid, String)> =
            sql!(conn, "SELECT id, protocol FROM cases WHERE service = 'estratto-conto'")
                .all()
                .await
                .unwrap();
        (sound, rows)
    });
    assert_eq!(sound, [("ok".to_owned(),)]);
    let rows: Acknowledged = rows.into_iter().map(|(id, number)| (id.to_string(), number)).collect();
    assert!(rows == held.orders, "{} rows, {} acknowledged", rows.len(), held.orders.len());
}

/// A disk of a few megabytes that is filled to its last byte.
struct Full {
    folder: PathBuf,
}

impl Full {
    /// The folder as the portal sees it, which alone has the disk there.
    fn filler(&self, program: &Program<'_>) -> PathBuf {
        inside(program, &self.folder.join("filler"))
    }
}

/// A path in the mounts of the portal.
fn inside(program: &Program<'_>, path: &Path) -> PathBuf {
    PathBuf::from(format!("/proc/{}/root{}", program.pid(), path.display()))
}

impl Fault for Full {
    fn begin(&mut self, program: &Program<'_>) {
        let mut filler = File::create(self.filler(program)).unwrap();
        let (mut size, block) = (64 * 1024, vec![b'x'; 64 * 1024]);
        while size > 0 {
            if filler.write_all(&block[..size]).is_err() {
                size /= 2;
            }
        }
    }

    fn end(&mut self, program: &Program<'_>) {
        fs::remove_file(self.filler(program)).unwrap();
    }
}

/// A shell in mounts of its own, as root or as a plain user; `None` where neither may have them.
fn own_mounts() -> Option<&'static [&'static str]> {
    const ROOT: &[&str] = &["unshare", "--mount", "--propagation", "private", "sh", "-c"];
    const PLAIN: &[&str] = &["unshare", "--map-root-user", "--mount", "sh", "-c"];
    [ROOT, PLAIN].into_iter().find(|shell| {
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).arg("mount -t tmpfs none /mnt");
        command.output().is_ok_and(|done| done.status.success())
    })
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_citizens_are_told() {
    let Some(mounts) = own_mounts() else {
        not_shown(
            "a full disk: no mounts are allowed here (a limit on the size of files is, in the next test)",
        );
        return;
    };
    let mut store = Store::lite();
    let everybody = people::enrol(&store, 1, 1);
    let (code, forms) = (&everybody[0][0], registrations::open(&store, &everybody, FORMS).remove(0));
    let disk = store.path("disk");
    fs::create_dir(&disk).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=12m none {disk} && cp {file} {disk}/small.db",
        disk = disk.display(),
        file = store.url.strip_prefix("sqlite:").unwrap()
    );
    store.url = format!("sqlite:{}", disk.join("small.db").display());
    let program = Program::run(|| sportello_after(mounts, &store, &script));
    let held = suffer(&program, code, &forms, Full { folder: disk.clone() });
    // As a crash at this moment would leave it.
    program.signal("STOP");
    for end in ["", "-wal"] {
        let from = inside(&program, &disk.join(format!("small.db{end}")));
        fs::copy(from, store.path(&format!("seen.db{end}"))).unwrap();
    }
    hold(&Store::at(format!("sqlite:{}", store.path("seen.db").display())), &forms, &held);
}

/// No file of the portal may be written any more, beyond this size: with 0 nothing can be written, as on a disk that
/// the system has turned read-only. It needs no right but that over one's own processes.
struct Limit;

impl Fault for Limit {
    fn begin(&mut self, program: &Program<'_>) {
        shell(&format!("prlimit --pid {} --fsize=0:", program.pid()));
    }

    fn end(&mut self, program: &Program<'_>) {
        shell(&format!("prlimit --pid {} --fsize=unlimited:", program.pid()));
    }
}

#[test]
fn when_no_byte_can_be_written_nothing_acknowledged_is_lost_and_citizens_are_told() {
    let store = Store::lite();
    let everybody = people::enrol(&store, 1, 1);
    let (code, forms) = (&everybody[0][0], registrations::open(&store, &everybody, FORMS).remove(0));
    // The signal of this limit would end the process; ignored, each write fails instead.
    let program = Program::run(|| sportello_after(&["sh", "-c"], &store, "trap '' XFSZ"));
    let held = suffer(&program, code, &forms, Limit);
    program.kill_and_start();
    hold(&store, &forms, &held);
}

/// The server comes back as a standby, which only reads, as after a change of servers that is half done; then it writes.
struct Standby<'a>(&'a Cluster);

impl Fault for Standby<'_> {
    fn begin(&mut self, _: &Program<'_>) {
        self.0.stand_by();
    }

    fn end(&mut self, _: &Program<'_>) {
        self.0.promote();
    }
}

#[test]
fn when_postgresql_only_reads_nothing_acknowledged_is_lost_and_citizens_are_told() {
    let cluster = Cluster::start();
    let store = Store::in_cluster(&cluster.url);
    let everybody = people::enrol(&store, 1, 1);
    let (code, forms) = (&everybody[0][0], registrations::open(&store, &everybody, FORMS).remove(0));
    let program = Program::start(&store);
    let held = suffer(&program, code, &forms, Standby(&cluster));
    program.kill_and_start();
    hold(&store, &forms, &held);
}

#[test]
fn a_portal_whose_database_cannot_be_written_says_so_and_does_not_start() {
    let store = Store::lite();
    people::enrol(&store, 1, 0);
    let folder = store.folder.path().display().to_string();
    let command = || match own_mounts() {
        Some(mounts) => {
            let script = format!("mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}");
            sportello_after(mounts, &store, &script)
        }
        None => {
            // Without mounts: by its permissions, which hold for all but root.
            shell(&format!("chmod 400 {folder}/*"));
            sportello(&store)
        }
    };
    let program = Program::begin(command);
    let status = program.ended(Duration::from_secs(10));
    assert_eq!(status.code(), Some(1), "{}", program.said());
    let said = program.said();
    assert!(said.contains("kill.db") && said.contains("cannot be opened"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

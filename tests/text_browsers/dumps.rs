//! Pages as lynx and w3m show them: a field is filled by the label that both show, a link and a button taken by its words.

use std::io::Write;
use std::process::{Command, Stdio};

use a11y::text::Lang;
use scraper::{ElementRef, Selector};

use super::people::{self, ENRICO};
use super::support::{Browser, Got, Running};

/// What a program makes of a document, in one line.
fn dump(program: &str, arguments: &[&str], html: &str) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{program}: {why}; ./test installs it"));
    child.stdin.take().unwrap().write_all(html.as_bytes()).unwrap();
    let shown = child.wait_with_output().unwrap();
    assert!(shown.status.success(), "{program} failed");
    squeeze(&String::from_utf8(shown.stdout).unwrap())
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words_of(element: ElementRef<'_>) -> String {
    squeeze(&element.text().collect::<Vec<_>>().join(""))
}

/// Someone who reads by lynx and by w3m, and only knows what both show.
struct Reader {
    browser: Browser,
    page: Got,
    shown: [String; 2],
}

impl Reader {
    fn open(portal: &Running, address: &str) -> Reader {
        let mut browser = portal.browser();
        let page = browser.get(address);
        let shown = shown(&page);
        Reader { browser, page, shown }
    }

    #[track_caller]
    fn sees(&self, words: &str) -> &Reader {
        for (program, shown) in ["lynx", "w3m"].iter().zip(&self.shown) {
            assert!(
                shown.contains(words),
                "{program} does not show «{words}» of {}: {shown}",
                self.page.address
            );
        }
        self
    }

    fn turn(&mut self, page: Got) {
        assert_eq!(page.status, 200, "{}", page.address);
        self.shown = shown(&page);
        self.page = page;
    }

    #[track_caller]
    fn follow(&mut self, words: &str) {
        self.sees(words);
        let page = self.browser.click(&self.page, words);
        self.turn(page);
    }

    /// Fills fields by their labels and presses a button.
    #[track_caller]
    fn send(&mut self, button: &str, answers: &[(&str, &str)]) {
        self.sees(button);
        let mut fields = Vec::new();
        for (label, text) in answers {
            self.sees(label);
            fields.push(self.field(label, text));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let page = self.browser.submit(&self.page, button, &fields);
        self.turn(page);
    }

    /// The name behind a label, and what is sent under it: for a choice its own value.
    #[track_caller]
    fn field(&self, label: &str, text: &str) -> (String, String) {
        let html = self.page.html();
        let labels = Selector::parse("label[for]").unwrap();
        let found = html.select(&labels).find(|seen| words_of(*seen).contains(label));
        let id = found.unwrap_or_else(|| panic!("no label «{label}»")).value().attr("for").unwrap();
        let control = html.select(&Selector::parse(&format!("[id=\"{id}\"]")).unwrap()).next().unwrap();
        let name = control.value().attr("name").unwrap().to_owned();
        let value = match control.value().attr("type") {
            Some("radio") => control.value().attr("value").unwrap(),
            _ => text,
        };
        (name, value.to_owned())
    }
}

fn shown(page: &Got) -> [String; 2] {
    let lynx =
        ["-dump", "-stdin", "-nolist", "-width=200", "-assume_charset=utf-8", "-display_charset=utf-8"];
    let w3m = ["-dump", "-T", "text/html", "-cols", "200", "-I", "UTF-8", "-O", "UTF-8"];
    [dump("lynx", &lynx, &page.body), dump("w3m", &w3m, &page.body)]
}

/// The words of a language as its file has them, up to the first value in them.
struct Said(Lang);

impl Said {
    fn of(&self, slice: &str, key: &str) -> String {
        let path = format!("{}/src/{slice}/text/{}.ftl", env!("CARGO_MANIFEST_DIR"), self.0.code());
        let file = std::fs::read_to_string(&path).unwrap();
        let line = file.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        let line = line.unwrap_or_else(|| panic!("no {key} in {path}"));
        squeeze(line.split(" {").next().unwrap())
    }

    fn pin(&self, key: &str) -> String {
        self.of("services/pin", key)
    }
}

#[test]
fn the_office_is_found_by_what_lynx_and_w3m_show() {
    an_office(Lang::It, (Lang::Ar, "العربية"));
}

#[test]
fn in_english_the_office_is_found_by_what_lynx_and_w3m_show() {
    an_office(Lang::En, (Lang::It, "Italiano"));
}

#[test]
fn in_arabic_the_office_is_found_by_what_lynx_and_w3m_show() {
    an_office(Lang::Ar, (Lang::En, "English"));
}

/// From the front page to an office, and to the same page in another language, called so by itself.
fn an_office(lang: Lang, (other, endonym): (Lang, &str)) {
    let (portal, said) = (people::offices(), Said(lang));
    let words = |key: &str| said.of("services/offices", key);
    let mut reader = Reader::open(&portal, &format!("/{}/", lang.code()));
    reader.follow(&words("title"));
    reader.send(&words("search-button"), &[]);
    reader.sees(&words("where-missing"));
    reader.send(&words("search-button"), &[(&words("search-label"), "Pozuoli")]);
    reader.sees(&words("which-like"));
    reader.follow("Pozzuoli");
    reader.follow(&format!("{} Agenzia di Pozzuoli", words("details")));
    let open = |lang| format!("{} 12:00", Said(lang).of("services/offices", "open-until"));
    reader.sees(&open(lang)).sees(&words("tactile-path"));
    reader.follow(&said.of("web/shell", "language"));
    reader.follow(endonym);
    reader.sees(&open(other));
}

#[test]
fn a_pin_is_asked_for_and_activated_and_the_statement_ordered_by_what_lynx_and_w3m_show() {
    a_pin_and_what_it_opens(Lang::It);
}

#[test]
fn in_english_a_pin_is_asked_for_and_activated_and_the_statement_ordered_by_what_lynx_and_w3m_show() {
    a_pin_and_what_it_opens(Lang::En);
}

#[test]
fn in_arabic_a_pin_is_asked_for_and_activated_and_the_statement_ordered_by_what_lynx_and_w3m_show() {
    a_pin_and_what_it_opens(Lang::Ar);
}

fn a_pin_and_what_it_opens(lang: Lang) {
    let (portal, said) = (people::citizens(), Said(lang));
    let letters = people::Mail::new(&portal);
    let mut reader = Reader::open(&portal, &format!("/{}/", lang.code()));
    reader.follow(&said.pin("title"));
    reader.follow(&said.pin("to-request"));
    reader.send(&said.pin("start-submit"), &[]);
    let first = request(&mut reader, &said);
    let second = people::half_after(&letters.next(), &said.of("ledger/letters", "code"));

    reader.follow(&said.pin("to-activate"));
    let (code, codes, check) = (said.pin("code"), said.pin("codes"), said.pin("act-submit"));
    reader.send(&check, &[(&code, ENRICO), (&codes, &first)]);
    reader.sees(&said.pin("codes-length").replace("{ $count }", "8"));
    reader.send(&check, &[(&codes, &format!("{second}{first}"))]);
    let (new, again, activate) = (said.pin("new-pin"), said.pin("new-again"), said.pin("new-submit"));
    reader.send(&activate, &[(&new, "11111111"), (&again, "11111111")]);
    reader.sees(&said.pin("new-repeated"));
    reader.send(&activate, &[(&new, people::PIN), (&again, people::PIN)]);
    reader.sees(&said.of("services/area", "pin-active")).sees(&said.of("web/shell", "signed-in"));
    reader.sees("Enrico Rinaldi");
    reader.send(&said.of("web/shell", "sign-out"), &[]);
    reader.sees(&said.of("web", "signed-out-title"));
    reader.follow(&said.of("web", "signed-out-again"));
    let sign_in = |key: &str| said.of("services/sign_in", key);
    reader.send(&sign_in("submit"), &[(&sign_in("code"), ENRICO), (&sign_in("pin"), people::PIN)]);

    let statement = |key: &str| said.of("services/contribution_statement", key);
    reader.follow(&statement("title"));
    reader.sees("897");
    reader.follow(&statement("by-post"));
    reader.sees("Piazza di Prova 135, 00118 Roma (RM)");
    reader.send(&statement("post-send"), &[(&statement("way-print"), "")]);
    reader.sees(&statement("post-sent")).sees(&statement("protocol"));
    assert!(letters.next().contains("Enrico Rinaldi"));
}

/// The seven steps of a request, with a wrong check letter on the way; the first half.
fn request(reader: &mut Reader, said: &Said) -> String {
    let go_on = said.of("services", "go-on");
    let (q_code, about) = (said.pin("q-code"), |key: &str| said.of("services/particulars", key));
    reader.send(&go_on, &[(&q_code, "RNLNRC84S04I782B")]);
    reader.sees(&said.of("citizen", "code-check"));
    reader.send(&go_on, &[(&q_code, ENRICO)]);
    reader.send(&go_on, &[(&about("surname"), "Rinaldi"), (&about("name"), "Enrico")]);
    reader.send(&go_on, &[]);
    let home = ["street", "house-number", "comune", "cap"].map(about);
    let home: Vec<(&str, &str)> =
        home.iter().map(String::as_str).zip(["Via di Prova", "3", "Roma", "00118"]).collect();
    reader.send(&go_on, &home);
    reader.send(&go_on, &[(&said.pin("phone-mobile"), "320 055 512")]);
    reader.send(&go_on, &[(&said.pin("delivery-letter"), "")]);
    reader.sees(&said.pin("review-title"));
    reader.send(&said.pin("review-submit"), &[]);
    reader.sees(&said.pin("first-half"));
    people::half_after(&reader.shown[0], &said.pin("first-half"))
}

#[test]
fn a_domestic_worker_is_registered_and_withdrawn_by_what_lynx_and_w3m_show() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    let mut reader = Reader::open(&portal, "/it/lavoro-domestico");
    reader.follow("Entra per iniziare");
    sign_in(&mut reader);
    reader.send("Inizia una registrazione", &[]);
    reader.sees("Parti completate: 0 di 5").sees("Non puoi ancora iniziare");
    employer(&mut reader);
    worker(&mut reader);
    reader.follow("Il lavoro");
    reader.send("Continua", &[("Colf", "")]);
    // In Arabic from here, to the end of the sitting.
    reader.follow("Lingua: italiano");
    reader.follow("العربية");
    reader.send("متابعة", &[("اليوم", "1"), ("الشهر", "12"), ("السنة", "")]);
    reader.send("متابعة", &[("السنة", "2026")]);
    // Another browser, days later.
    portal.wait(3 * 24 * 60);
    let mut reader = Reader::open(&portal, "/it/accedi");
    sign_in(&mut reader);
    reader.follow("Continua: Lavoro domestico");
    reader.send("Continua", &[("Senza scadenza", "")]);
    reader.send("Continua", &[("No", "")]);
    reader.send("Continua", &[("Ore alla settimana", "10")]);
    reader.send("Continua", &[("All’ora", ""), ("Paga lorda concordata in euro", "nove")]);
    reader.sees("Errore: La paga deve essere un importo in euro");
    reader.send("Continua", &[("Paga lorda concordata in euro", "9")]);
    reader.send("Continua", &[("All’indirizzo del datore di lavoro", "")]);
    reader.send("Continua", &[("Quello del datore di lavoro", "")]);
    reader.follow("Parentela");
    reader.send("Continua", &[("No, o è un parente lontano", "")]);
    reader.follow("Rileggi e invia");
    reader.follow("Modifica: Ore alla settimana");
    reader.send("Continua", &[("Ore alla settimana", "30")]);
    reader.sees("Rileggi prima di inviare").sees("120 ore per 1,24 euro: 148,80 euro");
    reader.send("Invia la registrazione", &[]);
    reader.sees("Numero di protocollo").sees("Il lavoratore").sees("Esempio");
    reader.follow("Ritira la registrazione");
    reader.send("Ritira la registrazione", &[]);
    reader.sees("Fatto: registrazione ritirata");
}

#[test]
fn what_lynx_and_w3m_cannot_set_in_columns_has_before_it_the_way_to_read_it_row_by_row() {
    let portal = people::citizens();
    let mut reader = Reader::open(&portal, "/it/accedi");
    sign_in(&mut reader);
    let year = reader.browser.get("/it/estratto-conto/1997");
    reader.turn(year);
    for shown in &reader.shown {
        let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no {words}: {shown}"));
        assert!(at("Tabelle come elenchi") < at("Settimane (diritto)"), "{shown}");
    }
    reader.follow("Tabelle come elenchi");
    reader.sees("Tipo e azienda: Lavoro dipendente presso").sees("Settimane (diritto): 52");
}

fn sign_in(reader: &mut Reader) {
    use sportello::import::demo;
    reader.send("Accedi", &[("Codice fiscale", demo::CODE), ("PIN", demo::PIN)]);
}

/// What is on record stands there already.
fn employer(reader: &mut Reader) {
    reader.follow("Il datore di lavoro");
    reader.send("Continua", &[("Io", "")]);
    reader.sees("Datore di lavoro: dati personali");
    reader.send("Continua", &[]);
    reader.send("Continua", &[]);
    reader.send("Continua", &[("Cittadinanza", "Italia")]);
    reader.send("Continua", &[]);
    reader.send("Continua", &[("Patente di guida", ""), ("Numero del documento", "RM1234567X")]);
    reader.sees("Parti completate: 1 di 5");
}

/// With a wrong letter and a state that does not exist on the way.
fn worker(reader: &mut Reader) {
    reader.follow("Il lavoratore");
    reader.send("Continua", &[("Codice fiscale", "SMPRSO80E54Z611Y")]);
    reader.sees("Errore: Un carattere del codice fiscale non è quello giusto");
    reader.send("Continua", &[("Codice fiscale", "SMPRSO80E54Z611X")]);
    reader.send("Continua", &[("Cognome", "Esempio"), ("Nome", "Rosa")]);
    reader.send("Continua", &[]);
    reader.send("Continua", &[("Cittadinanza", "Atlantide")]);
    reader.sees("Errore: La cittadinanza deve essere il nome di uno Stato");
    reader.send("Continua", &[("Cittadinanza", "Romania")]);
    let home =
        [("Via o piazza", "Via di Prova"), ("Numero civico", "7"), ("Comune", "Roma"), ("CAP", "00118")];
    reader.send("Continua", &home);
    let document = [
        ("Carta d’identità di un altro Stato", ""),
        ("Numero del documento", "RO 123456"),
        ("Giorno", "31"),
        ("Mese", "12"),
        ("Anno", "2030"),
    ];
    reader.send("Continua", &document);
    reader.sees("Parti completate: 2 di 5");
}

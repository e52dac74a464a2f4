//! lynx itself, from the first page to the last by its own keys: `/words` finds a link or a button, Enter follows it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use sportello::import::demo;

use super::people;

/// The keys of a session, in the words of lynx's command script.
#[derive(Default)]
struct Keys(Vec<String>);

/// No key: the place at which a page is kept.
const LOOK: &str = "look";

/// A box of a form, for who fills it.
#[derive(Clone, Copy)]
enum Field<'a> {
    /// What stands there is right.
    Keep,
    /// This is typed in the place of what stands there.
    Type(&'a str),
    /// It is a choice, and chosen.
    Choose,
}
use Field::{Choose, Keep, Type};

impl Keys {
    /// Letters, one key each.
    fn letters(mut self, letters: &str) -> Keys {
        for letter in letters.chars() {
            match letter {
                ' ' => self.0.push("key <space>".to_owned()),
                letter if letter.is_ascii() => self.0.push(format!("key {letter}")),
                // A terminal sends such a letter byte by byte.
                letter => self.0.extend(letter.to_string().bytes().map(|byte| format!("key 0x{byte:02x}"))),
            }
        }
        self
    }

    fn key(mut self, name: &str) -> Keys {
        self.0.push(format!("key {name}"));
        self
    }

    /// Finds these words among the page's links and buttons.
    fn find(self, words: &str) -> Keys {
        self.letters("/").letters(words).key("^J")
    }

    /// Finds a link or a button and activates it.
    fn follow(self, words: &str) -> Keys {
        self.find(words).key("^J")
    }

    /// Fills the box that has the focus and goes on to what comes after it.
    fn fill(self, text: &str) -> Keys {
        self.key("^J").key("^U").letters(text).key("Down Arrow")
    }

    /// Fills the box above a button, and presses that.
    fn fill_above(self, button: &str, text: &str) -> Keys {
        self.find(button).key("Up Arrow").fill(text).key("^J")
    }

    /// Fills the boxes above a button, from the first of the form to the last, and presses that.
    fn form(self, button: &str, boxes: &[Field<'_>]) -> Keys {
        let first = boxes.iter().fold(self.find(button), |keys, _| keys.key("Up Arrow"));
        let filled = boxes.iter().fold(first, |keys, each| match each {
            Keep => keys.key("Down Arrow"),
            Type(text) => keys.fill(text),
            Choose => keys.key("^J").key("Down Arrow"),
        });
        filled.key("^J")
    }

    /// Keeps the page that is shown, to be read at the end.
    fn look(mut self) -> Keys {
        self.0.push(LOOK.to_owned());
        self
    }

    /// Starts lynx at an address and gives the pages that were kept on the way and the one on which the keys end, as lynx
    /// saves them.
    fn play_all(self, address: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (script, mut pages, mut keys) = (folder.path().join("keys"), Vec::new(), Vec::new());
        for key in self.look().0 {
            if key != LOOK {
                keys.push(key);
                continue;
            }
            let page = folder.path().join(format!("page-{}", pages.len()));
            let print = Keys::default().letters("p").key("^J").key("^U");
            keys.extend(print.letters(page.to_str().unwrap()).key("^J").0);
            pages.push(page);
        }
        keys.extend(Keys::default().letters("qy").0);
        std::fs::write(&script, keys.join("\n") + "\n").unwrap();
        // It stops at each message for whoever reads along; nobody does.
        let settings = folder.path().join("lynx.cfg");
        std::fs::write(&settings, "INCLUDE:/etc/lynx/lynx.cfg\nINFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\n")
            .unwrap();
        // A terminal for lynx, which has none in a test; two minutes for what takes three seconds on
        // a quiet machine. In the foreground: a shell
        // that stays the terminal's leader would leave lynx behind it, stopped at the first key it reads.
        let session = format!(
            "stty rows 60 cols 120; timeout --foreground 120 lynx -tna -accept_all_cookies -cmd_script={} {address}",
            script.display()
        );
        let ended = Command::new("script")
            .args(["-qec", &session, "/dev/null"])
            .envs([
                ("SHELL", "/bin/sh"),
                ("TERM", "vt100"),
                ("LC_ALL", "C.UTF-8"),
                ("HOME", folder.path().to_str().unwrap()),
                ("LYNX_CFG", settings.to_str().unwrap()),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .expect("script and lynx; ./test installs them");
        let read = |page: PathBuf| {
            let saved = std::fs::read(&page);
            let bytes =
                saved.unwrap_or_else(|why| panic!("lynx saved no page ({why}; it ended with {ended})"));
            // It breaks long lines between bytes.
            let words = String::from_utf8_lossy(&bytes);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        pages.into_iter().map(read).collect()
    }
}

#[track_caller]
fn has(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "«{words}» is not in what lynx shows: {page}");
    }
}

/// What is found and read on the way to an office, in a language.
struct Office {
    lang: &'static str,
    /// The link of the first page, and the button.
    keys: [&'static str; 2],
    /// The town that was meant, and the link to all about its office.
    links: [&'static str; 2],
    /// After a search for nothing.
    empty: &'static [&'static str],
    /// What the misspelt town is answered.
    like: &'static str,
    /// How it is there now, and when.
    open: &'static [&'static str],
}

#[track_caller]
fn finds_the_office(words: &Office) {
    let (portal, [find, search], [town, all]) = (people::offices(), words.keys, words.links);
    let start = format!("{}/{}/", portal.base, words.lang);
    let empty = Keys::default().follow(find).follow(search).look();
    let like = empty.fill_above(search, "Pozuoli").look();
    let pages = like.follow(town).follow(all).play_all(&start);
    let [empty, like, office] = &pages[..] else { panic!("{pages:#?}") };
    has(empty, words.empty);
    has(like, &[words.like, "Pozuoli"]);
    has(office, &["Agenzia di Pozzuoli (dati di prova)", "Via di Prova 18, 80078 Pozzuoli (NA)", "803 164"]);
    has(office, words.open);
}

#[test]
fn lynx_finds_the_office_after_an_empty_search_and_a_misspelt_town() {
    finds_the_office(&Office {
        lang: "it",
        keys: ["Trova la tua sede", "Cerca la sede"],
        links: ["Pozzuoli, provincia", "Tutto su Agenzia di Pozzuoli"],
        empty: &["problema", "Errore: Scrivi un comune, un CAP o una provincia"],
        like: "Nessun comune si chiama così",
        open: &["Aperta ora, fino alle 12:00.", "Orari: dal lunedì al venerdì dalle 8:30 alle 12:00"],
    });
}

#[test]
fn lynx_finds_the_office_in_english() {
    finds_the_office(&Office {
        lang: "en",
        keys: ["Find your office", "Find the office"],
        links: ["Pozzuoli, province", "All about Agenzia di Pozzuoli"],
        empty: &["There is a problem", "Error: Type a comune, a postcode or a province"],
        like: "No comune has this name",
        open: &["Open now, until 12:00.", "Opening hours: Monday to Friday from 8:30 to 12:00"],
    });
}

#[test]
fn lynx_finds_the_office_in_arabic() {
    finds_the_office(&Office {
        lang: "ar",
        keys: ["ابحث عن مكتبك", "ابحث عن المكتب"],
        links: ["Pozzuoli، مقاطعة", "كل شيء عن Agenzia di Pozzuoli"],
        empty: &["هناك مشكلة واحدة", "خطأ: اكتب بلدية أو رمزا بريديا أو مقاطعة"],
        like: "لا توجد بلدية بهذا الاسم",
        open: &[
            "مفتوح الآن، حتى الساعة 12:00",
            "أوقات العمل: من الاثنين إلى الجمعة من الساعة 8:30 إلى الساعة 12:00",
        ],
    });
}

/// What is followed and read on the way to one's statement and to its letter, in a language.
struct Statement {
    lang: &'static str,
    /// The link of the first page; on the statement the link to its letter; the button there.
    keys: [&'static str; 3],
    /// What a wrong PIN is told.
    wrong: &'static str,
    /// Who is signed in, the sum, a decade.
    read: &'static [&'static str],
    /// What is said of the letter.
    ordered: &'static [&'static str],
}

#[track_caller]
fn reads_and_orders_the_statement(words: &Statement) {
    let (portal, [statement, post, order]) = (people::citizens(), words.keys);
    let start = format!("{}/{}/", portal.base, words.lang);
    // The boxes are code, PIN and five lengths of the session: from the button six up is the PIN.
    let up = |keys: Keys, times: usize| (0..times).fold(keys, |keys, _| keys.key("Up Arrow"));
    let wrong = up(sign_in_button(Keys::default().follow(statement)), 7);
    let wrong = sign_in_button(wrong.fill(demo::CODE).fill("27495164")).key("^J").look();
    let again = sign_in_button(up(sign_in_button(wrong), 6).fill(demo::PIN)).key("^J").look();
    let pages = again.follow(post).form(order, IN_PRINT).play_all(&start);
    let [wrong, read, ordered] = &pages[..] else { panic!("{pages:#?}") };
    has(wrong, &[words.wrong, demo::CODE]);
    assert!(!wrong.contains("27495164"), "the PIN is shown: {wrong}");
    has(read, words.read);
    has(ordered, words.ordered);
    has(&people::Mail::new(&portal).next(), &["Noemi Mariani", "Via di Prova 12"]);
}

#[test]
fn lynx_signs_in_after_a_wrong_pin_and_orders_the_statement_by_post() {
    reads_and_orders_the_statement(&Statement {
        lang: "it",
        keys: ["Estratto conto", "per posta", "Manda l"],
        wrong: "Errore: Codice fiscale e PIN non corrispondono",
        read: &[
            "Accesso di Noemi Mariani",
            "Dal 1988 al 2025 le tue settimane di contributi sono 1.773,72 per il diritto alla pensione",
            "Dal 1988 al 1989 69 69 18.754,69 euro",
        ],
        ordered: &[
            "Lettera richiesta",
            "Numero di protocollo",
            "La lettera con l’estratto conto parte entro",
        ],
    });
}

#[test]
fn lynx_reads_and_orders_the_statement_in_english() {
    reads_and_orders_the_statement(&Statement {
        lang: "en",
        keys: ["Contribution statement", "by post", "Send the statement"],
        wrong: "Error: Fiscal code and PIN do not match",
        read: &[
            "Signed in as Noemi Mariani",
            "From 1988 to 2025 your weeks of contributions are 1,773.72 for entitlement to a pension",
            "From 1988 to 1989 69 69 18,754.69 euros",
        ],
        ordered: &["Letter ordered", "Protocol number", "We post the letter with the statement within"],
    });
}

#[test]
fn lynx_reads_and_orders_the_statement_in_arabic() {
    reads_and_orders_the_statement(&Statement {
        lang: "ar",
        keys: ["كشف الاشتراكات", "استلم الكشف بالبريد", "أرسل الكشف"],
        wrong: "خطأ: الرمز الضريبي والرقم السري غير متطابقين",
        read: &[
            "سجّلت الدخول باسم Noemi Mariani",
            "من 1988 إلى 2025 عدد أسابيع اشتراكاتك 1.773,72 للحق في المعاش",
            "من 1988 إلى 1989 69 69 18.754,69 يورو",
        ],
        ordered: &["تم طلب الرسالة", "رقم التسجيل", "نرسل الرسالة مع الكشف خلال"],
    });
}

#[test]
fn lynx_asks_for_a_pin_activates_it_signs_in_and_reads_and_orders_the_statement() {
    let portal = people::citizens();
    let letters = people::Mail::new(&portal);
    let start = format!("{}/it/", portal.base);
    let pages = request(Keys::default().follow("PIN di accesso")).play_all(&start);
    let [wrong, differs, code, no_phone, review, sent] = &pages[..] else { panic!("{pages:#?}") };
    has(wrong, &["Errore: Un carattere del codice fiscale non è quello giusto", "RNLNRC84S04I782B"]);
    has(differs, &["Passo 2 di 7", "Errore: Il cognome", "Verdi"]);
    has(code, &["Passo 1 di 7", people::ENRICO]);
    has(no_phone, &["Passo 5 di 7", "Errore: Inserisci almeno un numero di telefono"]);
    has(review, &["Passo 7 di 7", "Controlla e invia la richiesta", "Modifica: Cognome", "320 055 512"]);
    has(sent, &["Richiesta inviata", "Il tuo primo codice"]);
    let first = people::half_after(sent, "Il tuo primo codice");
    let second = letters.second_half();

    // When the letter has come, at another browser.
    let both = format!("{second}{first}");
    let pages = activate(Keys::default().follow("PIN di accesso"), &first, &both).play_all(&start);
    let [short, easy, active, out, area, statement, years, ordered] = &pages[..] else {
        panic!("{pages:#?}")
    };
    has(short, &["Errore: I due codici insieme hanno 16 cifre, tu ne hai scritte 8", people::ENRICO]);
    has(easy, &["Errore: Il nuovo PIN ripete le stesse cifre"]);
    has(active, &["Fatto: il tuo PIN è attivo", "Accesso di Enrico Rinaldi"]);
    has(out, &["Hai chiuso la sessione"]);
    has(area, &["Accesso di Enrico Rinaldi"]);
    let sum = "Dal 2008 al 2025 le tue settimane di contributi sono 897 per il diritto alla pensione";
    has(statement, &[sum, "Dal 2008 al 2009 65 65"]);
    has(years, &["Dal 2008 al 2009", "Apri il 2009"]);
    has(ordered, &["Lettera richiesta", "Numero di protocollo"]);
    has(&letters.next(), &["Enrico Rinaldi", "897"]);
}

/// The seven steps of a request, with a wrong check letter, a name that is not the code's and no telephone on the way.
fn request(keys: Keys) -> Keys {
    let keys = keys.follow("Chiedi il PIN").follow("Inizia la richiesta");
    let keys = keys.form("Continua", &[Type("RNLNRC84S04I782B")]).look();
    let keys = keys.form("Continua", &[Type(people::ENRICO)]);
    // After the names the sex and the day of birth, as the code tells them.
    let known = [Keep, Keep, Keep, Keep, Keep];
    let keys = keys.form("Continua", &[&[Type("Verdi"), Type("Enrico")], &known[..]].concat()).look();
    // Is it the code that is wrong? It is looked at again, and is not.
    let keys = keys.follow("Modifica: Codice fiscale").look().follow("Continua");
    let keys = keys.form("Continua", &[&[Type("Rinaldi"), Keep], &known[..]].concat());
    let keys = keys.follow("Continua");
    let home = [Type("Via di Prova"), Type("3"), Type("Roma"), Keep, Type("00118")];
    let keys = keys.form("Continua", &home).follow("Continua").look();
    let keys = keys.form("Continua", &[Keep, Keep, Type("320 055 512"), Keep]);
    let keys = keys.form("Continua", &[Keep, Choose, Keep, Keep]).look();
    // The title has the words of the button: it is found by what comes after it.
    keys.find("Ho bisogno").key("Up Arrow").key("^J")
}

/// From the first page of the PIN to the ordered letter, with one code alone and a PIN that is too easy on the way.
fn activate(keys: Keys, one: &str, both: &str) -> Keys {
    let keys = keys.follow("Attiva il PIN");
    let keys = keys.form("Controlla i codici", &[Type(people::ENRICO), Type(one)]).look();
    let keys = keys.form("Controlla i codici", &[Keep, Type(both)]);
    // After the new PIN, twice, the lengths of the session.
    let lengths = [Keep, Keep, Keep, Keep, Keep];
    let pin = |pin| [&[Type(pin), Type(pin)], &lengths[..]].concat();
    let keys = keys.form("Attiva il PIN ed entra", &pin("11111111")).look();
    let keys = keys.form("Attiva il PIN ed entra", &pin(people::PIN)).look();
    let keys = keys.follow("Esci").look().follow("Accedi di nuovo");
    let fields = [&[Type(people::ENRICO), Type(people::PIN)], &lengths[..]].concat();
    let keys = keys.form("Accedi all", &fields).look();
    let keys = keys.follow("Estratto conto").look();
    let keys = keys.follow("Apri dal 2008").look().key("Left Arrow");
    order(keys)
}

/// The first of three prints of a letter.
const IN_PRINT: &[Field<'static>] = &[Keep, Choose, Keep, Keep];

/// From the statement to the ordered letter.
fn order(keys: Keys) -> Keys {
    keys.follow("per posta").form("Manda l", IN_PRINT)
}

/// On the button that signs in: the telephone is the first link after it.
fn sign_in_button(keys: Keys) -> Keys {
    keys.find("803 164").key("Up Arrow")
}

/// From a page of sign-in that leads on by itself.
fn sign_in(keys: Keys) -> Keys {
    let first = (0..7).fold(sign_in_button(keys), |keys, _| keys.key("Up Arrow"));
    sign_in_button(first.fill(demo::CODE).fill(demo::PIN)).key("^J")
}

#[test]
fn lynx_registers_a_domestic_worker_in_two_sittings_and_withdraws_it() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    let first = sign_in(Keys::default().follow("Lavoro domestico").follow("Entra per iniziare"));
    let first = worker(employer(first.follow("Inizia una registrazione").look()));
    let pages = start_in_arabic(first).play_all(&format!("{}/it/", portal.base));
    let [begun, letter, state, done, month, contract] = &pages[..] else { panic!("{pages:#?}") };
    has(begun, &["Parti completate: 0 di 5", "Non puoi ancora iniziare"]);
    has(letter, &["Errore: Un carattere del codice fiscale non è quello giusto", "SMPRSO80E54Z611Y"]);
    has(state, &["Errore: La cittadinanza deve essere il nome di uno Stato", "Atlantide"]);
    has(done, &["Parti completate: 2 di 5"]);
    has(month, &["هناك مشكلة واحدة", "متى يبدأ العمل؟"]);
    has(contract, &["ما نوع العقد؟"]);

    // Days later, at another browser.
    portal.wait(3 * 24 * 60);
    let second = sign_in(Keys::default());
    let second = the_rest(second.look().follow("Continua: Lavoro domestico").look());
    let changed = second.follow("Modifica: Ore alla settimana").form("Continua", &[Type("30")]).look();
    let sent = changed.follow("Invia la registrazione").look();
    let withdrawn = sent.follow("Ritira la registrazione").follow("Ritira la registrazione");
    let pages = withdrawn.play_all(&format!("{}/it/area", portal.base));
    let [area, found, lodging, untouched, review, changed, sent, withdrawn] = &pages[..] else {
        panic!("{pages:#?}")
    };
    has(area, &["Da finire", "Continua: Lavoro domestico, Rosa Esempio"]);
    has(found, &["Quale contratto?"]);
    has(lodging, &["(*) Ancora nessuna risposta ( ) No ( ) Sì"]);
    has(
        untouched,
        &["Errore: Scegli se chi lavora vive con il datore di lavoro", "(*) Ancora nessuna risposta"],
    );
    has(
        review,
        &[
            "Rileggi prima di inviare",
            "40 ore per 1,92 euro: 76,80 euro",
            "Modifica: Lavoratore, cittadinanza",
        ],
    );
    has(
        changed,
        &["Fatto: la risposta è salvata", "Rileggi prima di inviare", "120 ore per 1,24 euro: 148,80 euro"],
    );
    has(sent, &["Registrazione inviata", "Numero di protocollo", "Rosa", "Esempio", "Patente di guida"]);
    has(withdrawn, &["Fatto: registrazione ritirata", "Numero di protocollo", "Ore alla settimana", "30"]);
}

/// What is on record stands there already.
fn employer(keys: Keys) -> Keys {
    let keys = keys.follow("Il datore di lavoro").form("Continua", &[Keep, Choose, Keep, Keep]);
    let keys = keys.follow("Continua").follow("Continua");
    let keys = keys.form("Continua", &[Type("Italia")]).follow("Continua");
    let licence = [Keep, Keep, Keep, Keep, Keep, Choose, Keep, Keep, Keep];
    keys.form("Continua", &[&licence[..], &[Type("RM1234567X")]].concat())
}

/// With a wrong letter, and a state that is none.
fn worker(keys: Keys) -> Keys {
    let keys = keys.follow("Il lavoratore").form("Continua", &[Type("SMPRSO80E54Z611Y")]).look();
    let keys = keys.form("Continua", &[Type("SMPRSO80E54Z611X")]);
    let known = [Keep, Keep, Keep, Keep, Keep];
    let keys = keys.form("Continua", &[&[Type("Esempio"), Type("Rosa")], &known[..]].concat());
    let keys = keys.follow("Continua").form("Continua", &[Type("Atlantide")]).look();
    let keys = keys.form("Continua", &[Type("Romania")]);
    let home = [Type("Via dell’Università"), Type("7"), Type("Roma"), Keep, Type("00118"), Keep, Keep];
    let keys = keys.form("Continua", &home);
    let of_another_state = [Keep, Keep, Choose, Keep, Keep, Keep, Keep, Keep, Keep];
    let until = [Type("RO 123456"), Type("31"), Type("12"), Type("2030")];
    keys.form("Continua", &[&of_another_state[..], &until].concat()).look()
}

/// The first questions about the work, the second of them in Arabic and with a month that is none.
fn start_in_arabic(keys: Keys) -> Keys {
    let keys = keys.follow("Il lavoro").form("Continua", &[Keep, Choose, Keep]);
    let keys = keys.follow("Lingua: italiano").follow("العربية");
    let keys = keys.form("متابعة", &[Type("١"), Type("١٣"), Type("٢٠٢٦")]).look();
    keys.form("متابعة", &[Keep, Type("١٢"), Keep])
}

/// From the contract to the review.
fn the_rest(keys: Keys) -> Keys {
    let keys = keys.form("Continua", &[Keep, Choose, Keep, Keep]);
    // Passed over: what lynx shows as chosen then is no answer, and is told so.
    let keys = keys.look().follow("Continua").look();
    let keys = keys.form("Continua", &[Keep, Choose, Keep, Keep, Keep]);
    let keys = keys.form("Continua", &[Type("10")]);
    let keys = keys.form("Continua", &[Keep, Choose, Keep, Type("9,00")]);
    let where_to = [Keep, Choose, Keep];
    let keys = keys.form("Continua", &where_to).form("Continua", &where_to);
    let keys = keys.follow("Parentela").form("Continua", &[Keep, Choose, Keep, Keep, Keep]);
    keys.follow("Rileggi e invia").look()
}

//! Whole journeys through a running portal in a real Chromium, by keyboard alone.
//!
//! After each step: where one is (the window's title), where the focus is, and nothing that axe would find.

use thirtyfour::Key;

use super::harness::Browser;
use super::people::{self, ENRICO};

/// Checks where a step has led: the title, what has the focus by its id (nothing at the start of a page), and axe.
#[track_caller]
pub(crate) fn arrived(browser: &Browser, title: &str, focus: Option<&str>) {
    assert_eq!(plain(&browser.title()), title, "{}", browser.address());
    let found = browser.focused();
    assert_eq!(found.as_ref().map(|stop| stop.id.as_str()), focus, "the focus of {}", browser.address());
    if let Some(stop) = found {
        assert!(stop.in_view, "{stop:?}");
    }
    let judged = browser.axe_here();
    assert!(judged.violations.is_empty(), "{}: {:#?}", browser.address(), judged.violations);
    assert!(judged.unexplained().is_empty(), "{}: {:#?}", browser.address(), judged.unexplained());
}

/// A title without the marks that keep Italian names apart in Arabic.
pub(crate) fn plain(title: &str) -> String {
    title.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}

#[track_caller]
pub(crate) fn told(browser: &Browser, words: &str) {
    let all = plain(&browser.words());
    assert!(all.contains(words), "«{words}» is not in {}: {all}", browser.address());
}

/// From the summary of what is wrong to the field it is about.
#[track_caller]
pub(crate) fn mend(browser: &Browser, fault: &str, field: &str) {
    browser.tab_to(fault);
    browser.press(Key::Enter);
    let stop = browser.focused().expect("the focus is on the field");
    assert_eq!(stop.id, field, "{}", browser.address());
    assert!(stop.in_view, "{stop:?}");
}

#[test]
fn find_my_office_with_an_empty_search_and_a_misspelt_town_on_the_way() {
    let (portal, browser) = (people::offices(), Browser::start());
    browser.open(&format!("{}/it/", portal.base));
    arrived(&browser, "Che cosa vuoi fare? – INPS", None);
    browser.follow("Trova la tua sede");
    arrived(&browser, "Trova la tua sede – INPS", None);

    browser.push("Cerca la sede");
    arrived(&browser, "1 errore: Trova la tua sede – INPS", Some("errori"));
    told(&browser, "Scrivi un comune, un CAP o una provincia");
    mend(&browser, "Scrivi un comune", "dove");
    browser.press("Pozuoli");
    browser.press_and_wait(Key::Enter);
    arrived(&browser, "Quale comune? – Trova la tua sede – INPS", None);
    told(&browser, "Nessun comune si chiama così. Forse cercavi uno di questi.");

    browser.follow("Pozzuoli");
    arrived(&browser, "Sedi per Pozzuoli (NA), pagina 1 di 5 – Trova la tua sede – INPS", None);
    told(&browser, "La tua sede è Agenzia di Pozzuoli (dati di prova)");
    browser.follow("Tutto su Agenzia di Pozzuoli");
    arrived(&browser, "Agenzia di Pozzuoli (dati di prova) – Trova la tua sede – INPS", None);
    told(&browser, "Aperta ora, fino alle 12:00.");
    told(&browser, "Orari: dal lunedì al venerdì dalle 8:30 alle 12:00; il martedì e il giovedì anche");

    // To the end of the page and back to its head, for the same page in Arabic.
    browser.tab_to("Testo semplice");
    browser.tab_back_to("Lingua: italiano");
    browser.press_and_wait(Key::Enter);
    arrived(&browser, "Scegli la lingua – INPS", None);
    browser.follow("العربية");
    arrived(&browser, "Agenzia di Pozzuoli (dati di prova) – ابحث عن مكتبك – INPS", None);
    told(&browser, "مفتوح الآن، حتى الساعة 12:00.");
    assert_eq!(browser.script("return document.dir", Vec::new()), "rtl");
}

#[test]
fn what_is_typed_is_there_again_after_a_look_at_the_languages() {
    let (portal, browser) = (people::offices(), Browser::start());
    browser.open(&format!("{}/it/accedi", portal.base));
    browser.fill("Codice fiscale", ENRICO);
    browser.tab_back_to("Lingua: italiano");
    browser.press_and_wait(Key::Enter);
    told(&browser, "le risposte già inviate restano");
    told(&browser, "prima torna indietro e premi il pulsante della pagina");
    browser.run(|driver| async move { driver.back().await });
    assert_eq!(plain(&browser.title()), "Accedi – INPS");
    let typed = browser.script("return document.getElementById('codice-fiscale').value", Vec::new());
    assert_eq!(typed, ENRICO);
}

/// What the journey of the PIN meets, and how it is called in Arabic.
const IN_ARABIC: &[(&str, &str)] = &[
    ("INPS", "INPS"),
    ("Passo", "الخطوة"),
    ("di", "من"),
    ("1 errore", "خطأ واحد"),
    ("PIN di accesso", "رقم الدخول السري"),
    ("Chiedi il PIN", "طلب الرقم السري"),
    ("Chiedere il PIN", "طلب الرقم السري الجديد"),
    ("Inizia la richiesta", "ابدأ الطلب"),
    ("Continua", "متابعة"),
    ("Qual è il tuo codice fiscale?", "ما هو رمزك الضريبي؟"),
    ("Un carattere del codice fiscale", "إحدى خانات الرمز الضريبي"),
    ("Chi sei", "من أنت"),
    ("Cognome", "اللقب"),
    ("Nome", "الاسم"),
    ("Il nome deve corrispondere", "يجب أن يطابق الاسم"),
    ("Luogo di nascita", "مكان الميلاد"),
    ("Indirizzo di residenza", "عنوان الإقامة"),
    ("Via o piazza", "الشارع أو الساحة"),
    ("Numero civico", "رقم البيت"),
    ("Comune", "البلدية"),
    ("CAP", "الرمز البريدي"),
    ("Come contattarti", "كيف نتصل بك"),
    ("Inserisci almeno un numero", "أدخل رقم هاتف واحدا على الأقل"),
    ("Cellulare", "الهاتف المحمول"),
    ("Come vuoi il secondo codice", "كيف تريد الرمز الثاني"),
    ("Lettera a caratteri grandi, 18 punti", "رسالة بخط كبير، 18 نقطة"),
    ("braille", "برايل"),
    ("Controlla e invia la richiesta", "راجع الطلب وأرسله"),
    ("Invia la richiesta", "أرسل الطلب"),
    ("Richiesta inviata", "تم إرسال الطلب"),
    ("Il tuo primo codice", "رمزك الأول"),
    ("Il tuo secondo codice", "رمزك الثاني"),
    ("Attiva il PIN con i due codici", "تفعيل الرقم السري بالرمزين"),
    ("Attiva il PIN", "فعّل الرقم السري"),
    ("Codice fiscale", "الرمز الضريبي"),
    ("I due codici", "الرمزان"),
    ("Controlla i codici", "تحقق من الرمزين"),
    ("I due codici insieme hanno 16 cifre, tu ne hai scritte 8", "للرمزين معا 16 رقما، وقد كتبت 8"),
    ("Scegli il tuo PIN", "اختر رقمك السري"),
    ("Nuovo PIN", "الرقم السري الجديد"),
    ("Scrivi di nuovo il PIN", "اكتب الرقم السري مرة أخرى"),
    ("Attiva il PIN ed entra", "فعّل الرقم السري وادخل"),
    ("La tua area", "صفحتك الشخصية"),
    ("Fatto: il tuo PIN è attivo", "تم: رقمك السري مفعل"),
    ("Esci", "تسجيل الخروج"),
    ("Hai chiuso la sessione", "تم تسجيل الخروج"),
    ("Accedi di nuovo", "سجّل الدخول من جديد"),
    ("Accedi", "تسجيل الدخول"),
    ("PIN", "الرقم السري"),
    ("Codice fiscale e PIN non corrispondono", "الرمز الضريبي والرقم السري غير متطابقين"),
    ("Estratto conto contributivo", "كشف الاشتراكات"),
    ("Dal 2008 al 2025 le tue settimane di contributi sono 897", "من 2008 إلى 2025 عدد أسابيع اشتراكاتك 897"),
    ("Apri dal 2020 al 2025", "افتح من 2020 إلى 2025"),
    ("Contributi dal 2020 al 2025", "الاشتراكات من 2020 إلى 2025"),
    ("Apri il 2024", "افتح سنة 2024"),
    ("Contributi del 2024", "اشتراكات سنة 2024"),
    ("Indietro", "رجوع"),
    ("Indietro: Estratto conto contributivo", "رجوع: كشف الاشتراكات"),
    ("Ricevi l’estratto conto per posta", "استلم الكشف بالبريد"),
    ("Estratto conto per posta", "الكشف بالبريد"),
    ("A caratteri normali", "بخط عادي"),
    ("Manda l’estratto conto per posta", "أرسل الكشف بالبريد"),
    ("Lettera richiesta", "تم طلب الرسالة"),
    ("Numero di protocollo", "رقم التسجيل"),
];

/// A browser in one of the languages. What the journey meets is named in Italian, once.
struct Walk {
    browser: Browser,
    lang: &'static str,
}

impl Walk {
    /// The words that stand there for the Italian ones.
    #[track_caller]
    fn say(&self, italian: &'static str) -> &'static str {
        if self.lang == "it" {
            return italian;
        }
        let found = IN_ARABIC.iter().find(|(word, _)| *word == italian);
        found.unwrap_or_else(|| panic!("«{italian}» has no other words")).1
    }

    /// A window's title, of its parts.
    #[track_caller]
    fn title(&self, parts: &[&'static str]) -> String {
        parts.iter().chain(&["INPS"]).map(|part| self.say(part)).collect::<Vec<_>>().join(" – ")
    }

    /// That of a step of the request.
    #[track_caller]
    fn step(&self, title: &'static str, number: u8) -> String {
        let place = format!("{} {number} {} 7", self.say("Passo"), self.say("di"));
        format!("{} – {place} – {}", self.say(title), self.title(&["PIN di accesso"]))
    }

    /// That of the same page with something wrong in it.
    #[track_caller]
    fn wrong(&self, title: &str) -> String {
        format!("{}: {title}", self.say("1 errore"))
    }

    #[track_caller]
    fn arrived(&self, parts: &[&'static str], focus: Option<&str>) {
        arrived(&self.browser, &self.title(parts), focus);
    }

    #[track_caller]
    fn told(&self, words: &'static str) {
        told(&self.browser, self.say(words));
    }

    #[track_caller]
    fn follow(&self, words: &'static str) {
        self.browser.follow(self.say(words));
    }

    #[track_caller]
    fn push(&self, words: &'static str) {
        self.browser.push(self.say(words));
    }

    #[track_caller]
    fn fill(&self, label: &'static str, text: &str) {
        self.browser.fill(self.say(label), text);
    }

    #[track_caller]
    fn mend(&self, fault: &'static str, field: &str) {
        mend(&self.browser, self.say(fault), field);
    }
}

#[test]
fn ask_for_a_pin_activate_it_read_the_statement_and_order_it_by_post() {
    a_pin("it");
}

#[test]
fn ask_for_a_pin_activate_it_read_the_statement_and_order_it_by_post_in_arabic() {
    a_pin("ar");
}

/// From the front page to a letter ordered with the new PIN.
fn a_pin(lang: &'static str) {
    let (portal, walk) = (people::citizens(), Walk { browser: Browser::start(), lang });
    let (letters, browser) = (people::Mail::new(&portal), &walk.browser);
    browser.open(&format!("{}/{lang}/", portal.base));
    walk.follow("PIN di accesso");
    walk.arrived(&["PIN di accesso"], None);
    walk.follow("Chiedi il PIN");
    walk.arrived(&["Chiedere il PIN", "PIN di accesso"], None);
    walk.push("Inizia la richiesta");

    let first = request(&walk);
    let second = people::half_after(&letters.next(), walk.say("Il tuo secondo codice"));
    activate(&walk, &first, &second);
    sign_out_and_in(&walk);

    walk.follow("Estratto conto contributivo");
    walk.arrived(&["Estratto conto contributivo"], None);
    walk.told("Dal 2008 al 2025 le tue settimane di contributi sono 897");
    walk.follow("Apri dal 2020 al 2025");
    walk.arrived(&["Contributi dal 2020 al 2025", "Estratto conto contributivo"], None);
    walk.follow("Apri il 2024");
    walk.arrived(&["Contributi del 2024", "Estratto conto contributivo"], None);
    walk.follow("Indietro");
    walk.follow("Indietro: Estratto conto contributivo");
    walk.arrived(&["Estratto conto contributivo"], None);

    walk.follow("Ricevi l’estratto conto per posta");
    walk.arrived(&["Estratto conto per posta", "Estratto conto contributivo"], None);
    told(browser, "Piazza di Prova 135, 00118 Roma (RM)");
    let normal = walk.say("A caratteri normali");
    browser.choose(normal, normal);
    walk.push("Manda l’estratto conto per posta");
    let title = plain(&browser.title());
    let begins = format!("{}: 20", walk.say("Lettera richiesta"));
    let ends = title.strip_prefix(&begins).and_then(|rest| rest.split_once(" – "));
    assert!(ends.is_some_and(|(_, end)| end == walk.title(&["Estratto conto contributivo"])), "{title}");
    arrived(browser, &title, None);
    walk.told("Numero di protocollo");
    let letter = letters.next();
    assert!(letter.contains("Enrico Rinaldi") && letter.contains("Piazza di Prova 135"), "{letter}");
    assert!(letter.contains("897"), "{letter}");
}

/// The seven steps of the request, with a wrong check letter, a wrong name and no telephone on the way; the first half.
fn request(walk: &Walk) -> String {
    let browser = &walk.browser;
    let at = |title, number, focus| arrived(browser, &walk.step(title, number), focus);
    let wrong = |title, number| arrived(browser, &walk.wrong(&walk.step(title, number)), Some("errori"));
    at("Qual è il tuo codice fiscale?", 1, None);
    walk.fill("Qual è il tuo codice fiscale?", "RNLNRC84S04I782B");
    walk.push("Continua");
    wrong("Qual è il tuo codice fiscale?", 1);
    walk.mend("Un carattere del codice fiscale", "codice-fiscale");
    browser.fill_here("rnl nrc 84s04 i782a");
    walk.push("Continua");

    at("Chi sei", 2, None);
    walk.fill("Cognome", "Rinaldi");
    walk.fill("Nome", "Mario");
    walk.push("Continua");
    wrong("Chi sei", 2);
    walk.mend("Il nome deve corrispondere", "nome");
    browser.fill_here("Enrico");
    walk.push("Continua");

    // What the fiscal code tells is there already.
    at("Luogo di nascita", 3, None);
    walk.push("Continua");
    at("Indirizzo di residenza", 4, None);
    walk.fill("Via o piazza", "Via di Prova");
    walk.fill("Numero civico", "3");
    walk.fill("Comune", "Roma");
    walk.fill("CAP", "00118");
    walk.push("Continua");

    at("Come contattarti", 5, None);
    walk.push("Continua");
    wrong("Come contattarti", 5);
    walk.mend("Inserisci almeno un numero", "telefono-casa");
    walk.fill("Cellulare", "٣٢٠ ٠٥٥ ٥١٢");
    walk.push("Continua");

    at("Come vuoi il secondo codice", 6, None);
    browser.choose(walk.say("Lettera a caratteri grandi, 18 punti"), walk.say("braille"));
    browser.press(Key::Up);
    walk.push("Continua");
    at("Controlla e invia la richiesta", 7, None);
    walk.told("Lettera a caratteri grandi, 18 punti");
    walk.push("Invia la richiesta");
    walk.arrived(&["Richiesta inviata", "PIN di accesso"], None);
    people::half_after(&browser.words(), walk.say("Il tuo primo codice"))
}

/// Both halves, with one forgotten; and a PIN, with one that is too easy.
fn activate(walk: &Walk, first: &str, second: &str) {
    let (browser, focus) = (&walk.browser, Some("errori"));
    walk.follow("Attiva il PIN con i due codici");
    walk.arrived(&["Attiva il PIN", "PIN di accesso"], None);
    walk.fill("Codice fiscale", ENRICO);
    walk.fill("I due codici", first);
    walk.push("Controlla i codici");
    arrived(browser, &walk.wrong(&walk.title(&["Attiva il PIN", "PIN di accesso"])), focus);
    walk.mend("I due codici insieme hanno 16 cifre, tu ne hai scritte 8", "codici");
    // In any order.
    browser.press(format!("{second} {first}"));
    walk.push("Controlla i codici");

    let choose = ["Scegli il tuo PIN", "PIN di accesso"];
    walk.arrived(&choose, None);
    walk.fill("Nuovo PIN", "12345678");
    walk.fill("Scrivi di nuovo il PIN", "12345678");
    walk.push("Attiva il PIN ed entra");
    arrived(browser, &walk.wrong(&walk.title(&choose)), focus);
    walk.fill("Nuovo PIN", people::PIN);
    walk.fill("Scrivi di nuovo il PIN", people::PIN);
    walk.push("Attiva il PIN ed entra");
    walk.arrived(&["La tua area"], Some("fatto"));
    walk.told("Fatto: il tuo PIN è attivo");
}

/// Out, and in again with a slip of the finger.
fn sign_out_and_in(walk: &Walk) {
    let browser = &walk.browser;
    walk.push("Esci");
    walk.arrived(&["Hai chiuso la sessione"], None);
    walk.follow("Accedi di nuovo");
    walk.arrived(&["Accedi"], None);
    walk.fill("Codice fiscale", ENRICO);
    walk.fill("PIN", "58203918");
    browser.press_and_wait(Key::Enter);
    arrived(browser, &walk.wrong(&walk.title(&["Accedi"])), Some("errori"));
    walk.mend("Codice fiscale e PIN non corrispondono", "pin");
    browser.press(people::PIN);
    browser.press_and_wait(Key::Enter);
    walk.arrived(&["La tua area"], None);
}

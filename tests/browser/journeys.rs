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
    an_office("it", ("ar", "العربية"));
}

#[test]
fn find_my_office_with_an_empty_search_and_a_misspelt_town_on_the_way_in_english() {
    an_office("en", ("it", "Italiano"));
}

#[test]
fn find_my_office_with_an_empty_search_and_a_misspelt_town_on_the_way_in_arabic() {
    an_office("ar", ("en", "English"));
}

/// From the front page to an office, and to the same page in another language, called so by itself.
fn an_office(lang: &'static str, (other, endonym): (&'static str, &str)) {
    let (portal, walk) = (people::offices(), Walk { browser: Browser::start(), lang });
    let browser = &walk.browser;
    browser.open(&format!("{}/{lang}/", portal.base));
    walk.arrived(&["Che cosa vuoi fare?"], None);
    walk.follow("Trova la tua sede");
    walk.arrived(&["Trova la tua sede"], None);

    walk.push("Cerca la sede");
    arrived(browser, &walk.wrong(&walk.title(&["Trova la tua sede"])), Some("errori"));
    walk.told("Scrivi un comune, un CAP o una provincia");
    walk.mend("Scrivi un comune, un CAP o una provincia", "dove");
    browser.press("Pozuoli");
    browser.press_and_wait(Key::Enter);
    walk.arrived(&["Quale comune?", "Trova la tua sede"], None);
    walk.told("Nessun comune si chiama così. Forse cercavi uno di questi.");

    browser.follow("Pozzuoli");
    walk.arrived(&["Sedi per Pozzuoli (NA), pagina 1 di 5", "Trova la tua sede"], None);
    walk.told("La tua sede è Agenzia di Pozzuoli (dati di prova)");
    walk.follow("Tutto su Agenzia di Pozzuoli");
    walk.arrived(&["Agenzia di Pozzuoli (dati di prova)", "Trova la tua sede"], None);
    walk.told("Aperta ora, fino alle 12:00.");
    walk.told("Orari: dal lunedì al venerdì dalle 8:30 alle 12:00; il martedì e il giovedì anche");

    // To the end of the page and back to its head, for the same page in another language.
    browser.tab_to(walk.say("Testo semplice"));
    browser.tab_back_to(walk.say("Lingua: italiano"));
    browser.press_and_wait(Key::Enter);
    walk.arrived(&["Scegli la lingua"], None);
    browser.follow(endonym);
    let walk = Walk { lang: other, ..walk };
    walk.arrived(&["Agenzia di Pozzuoli (dati di prova)", "Trova la tua sede"], None);
    walk.told("Aperta ora, fino alle 12:00.");
    let dir = if other == "ar" { "rtl" } else { "ltr" };
    assert_eq!(walk.browser.script("return document.dir", Vec::new()), dir);
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

/// What the journeys meet, and how it is called in English and in Arabic.
const WORDS: &[(&str, &str, &str)] = &[
    ("Che cosa vuoi fare?", "What do you want to do?", "ماذا تريد أن تفعل؟"),
    ("Trova la tua sede", "Find your office", "ابحث عن مكتبك"),
    ("Cerca la sede", "Find the office", "ابحث عن المكتب"),
    (
        "Scrivi un comune, un CAP o una provincia",
        "Type a comune, a postcode or a province",
        "اكتب بلدية أو رمزا بريديا أو مقاطعة",
    ),
    ("Quale comune?", "Which comune?", "أي بلدية؟"),
    (
        "Nessun comune si chiama così. Forse cercavi uno di questi.",
        "No comune has this name. Perhaps you meant one of these.",
        "لا توجد بلدية بهذا الاسم. ربما تقصد إحدى هذه البلديات.",
    ),
    (
        "Sedi per Pozzuoli (NA), pagina 1 di 5",
        "Offices near Pozzuoli (NA), page 1 of 5",
        "المكاتب قرب Pozzuoli (NA)، صفحة 1 من 5",
    ),
    (
        "La tua sede è Agenzia di Pozzuoli (dati di prova)",
        "Your office is Agenzia di Pozzuoli (dati di prova)",
        "مكتبك هو Agenzia di Pozzuoli (dati di prova)",
    ),
    ("Tutto su Agenzia di Pozzuoli", "All about Agenzia di Pozzuoli", "كل شيء عن Agenzia di Pozzuoli"),
    (
        "Agenzia di Pozzuoli (dati di prova)",
        "Agenzia di Pozzuoli (dati di prova)",
        "Agenzia di Pozzuoli (dati di prova)",
    ),
    ("Aperta ora, fino alle 12:00.", "Open now, until 12:00.", "مفتوح الآن، حتى الساعة 12:00."),
    (
        "Orari: dal lunedì al venerdì dalle 8:30 alle 12:00; il martedì e il giovedì anche",
        "Opening hours: Monday to Friday from 8:30 to 12:00; Tuesday and Thursday also",
        "أوقات العمل: من الاثنين إلى الجمعة من الساعة 8:30 إلى الساعة 12:00؛ يوم الثلاثاء ويوم الخميس أيضا",
    ),
    ("Testo semplice", "Plain text", "نص بسيط"),
    ("Lingua: italiano", "Language: English", "اللغة: العربية"),
    ("Scegli la lingua", "Choose the language", "اختر اللغة"),
    ("INPS", "INPS", "INPS"),
    ("Passo", "Step", "الخطوة"),
    ("di", "of", "من"),
    ("1 errore", "1 error", "خطأ واحد"),
    ("PIN di accesso", "Access PIN", "رقم الدخول السري"),
    ("Chiedi il PIN", "Ask for the PIN", "طلب الرقم السري"),
    ("Chiedere il PIN", "Ask for the PIN: what you need", "طلب الرقم السري الجديد"),
    ("Inizia la richiesta", "Start the request", "ابدأ الطلب"),
    ("Continua", "Continue", "متابعة"),
    ("Qual è il tuo codice fiscale?", "What is your fiscal code?", "ما هو رمزك الضريبي؟"),
    ("Un carattere del codice fiscale", "One character of the fiscal code", "إحدى خانات الرمز الضريبي"),
    ("Chi sei", "Who you are", "من أنت"),
    ("Cognome", "Surname", "اللقب"),
    ("Nome", "First name", "الاسم"),
    ("Il nome deve corrispondere", "The first name must match", "يجب أن يطابق الاسم"),
    ("Luogo di nascita", "Place of birth", "مكان الميلاد"),
    ("Indirizzo di residenza", "Home address", "عنوان الإقامة"),
    ("Via o piazza", "Street or square", "الشارع أو الساحة"),
    ("Numero civico", "House number", "رقم البيت"),
    ("Comune", "Comune", "البلدية"),
    ("CAP", "Postcode (CAP)", "الرمز البريدي"),
    ("Come contattarti", "How to reach you", "كيف نتصل بك"),
    ("Inserisci almeno un numero", "Enter at least one telephone number", "أدخل رقم هاتف واحدا على الأقل"),
    ("Cellulare", "Mobile telephone", "الهاتف المحمول"),
    ("Come vuoi il secondo codice", "How you want to get the second code", "كيف تريد الرمز الثاني"),
    ("Lettera a caratteri grandi, 18 punti", "Letter in large print, 18 points", "رسالة بخط كبير، 18 نقطة"),
    ("braille", "braille", "برايل"),
    ("Controlla e invia la richiesta", "Check and send the request", "راجع الطلب وأرسله"),
    ("Invia la richiesta", "Send the request", "أرسل الطلب"),
    ("Richiesta inviata", "Request sent", "تم إرسال الطلب"),
    ("Il tuo primo codice", "Your first code", "رمزك الأول"),
    ("Il tuo secondo codice", "Your second code", "رمزك الثاني"),
    ("Attiva il PIN con i due codici", "Activate the PIN with the two codes", "تفعيل الرقم السري بالرمزين"),
    ("Attiva il PIN", "Activate the PIN", "فعّل الرقم السري"),
    ("Codice fiscale", "Fiscal code", "الرمز الضريبي"),
    ("I due codici", "The two codes", "الرمزان"),
    ("Controlla i codici", "Check the codes", "تحقق من الرمزين"),
    (
        "I due codici insieme hanno 16 cifre, tu ne hai scritte 8",
        "The two codes together have 16 digits, you typed 8",
        "للرمزين معا 16 رقما، وقد كتبت 8",
    ),
    ("Scegli il tuo PIN", "Choose your PIN", "اختر رقمك السري"),
    ("Nuovo PIN", "New PIN", "الرقم السري الجديد"),
    ("Scrivi di nuovo il PIN", "Type the PIN again", "اكتب الرقم السري مرة أخرى"),
    ("Attiva il PIN ed entra", "Activate the PIN and sign in", "فعّل الرقم السري وادخل"),
    ("La tua area", "Your area", "صفحتك الشخصية"),
    ("Fatto: il tuo PIN è attivo", "Done: your PIN is active", "تم: رقمك السري مفعل"),
    ("Esci", "Sign out", "تسجيل الخروج"),
    ("Hai chiuso la sessione", "You have signed out", "تم تسجيل الخروج"),
    ("Accedi di nuovo", "Sign in again", "سجّل الدخول من جديد"),
    ("Accedi", "Sign in", "تسجيل الدخول"),
    ("PIN", "PIN", "الرقم السري"),
    (
        "Codice fiscale e PIN non corrispondono",
        "Fiscal code and PIN do not match",
        "الرمز الضريبي والرقم السري غير متطابقين",
    ),
    ("Estratto conto contributivo", "Contribution statement", "كشف الاشتراكات"),
    (
        "Dal 2008 al 2025 le tue settimane di contributi sono 897",
        "From 2008 to 2025 your weeks of contributions are 897",
        "من 2008 إلى 2025 عدد أسابيع اشتراكاتك 897",
    ),
    ("Apri dal 2020 al 2025", "Open 2020 to 2025", "افتح من 2020 إلى 2025"),
    ("Contributi dal 2020 al 2025", "Contributions from 2020 to 2025", "الاشتراكات من 2020 إلى 2025"),
    ("Apri il 2024", "Open 2024", "افتح سنة 2024"),
    ("Contributi del 2024", "Contributions of 2024", "اشتراكات سنة 2024"),
    ("Indietro", "Back", "رجوع"),
    ("Indietro: Estratto conto contributivo", "Back: Contribution statement", "رجوع: كشف الاشتراكات"),
    ("Ricevi l’estratto conto per posta", "Receive the statement by post", "استلم الكشف بالبريد"),
    ("Estratto conto per posta", "Statement by post", "الكشف بالبريد"),
    ("A caratteri normali", "In ordinary print", "بخط عادي"),
    ("Manda l’estratto conto per posta", "Send the statement by post", "أرسل الكشف بالبريد"),
    ("Lettera richiesta", "Letter ordered", "تم طلب الرسالة"),
    ("Numero di protocollo", "Protocol number", "رقم التسجيل"),
];

/// A browser in one of the languages. What a journey meets is named in Italian, once.
struct Walk {
    browser: Browser,
    lang: &'static str,
}

impl Walk {
    /// The words that stand there for the Italian ones.
    #[track_caller]
    fn say(&self, italian: &'static str) -> &'static str {
        let found = WORDS.iter().find(|(word, ..)| *word == italian);
        let (_, english, arabic) = *found.unwrap_or_else(|| panic!("«{italian}» has no other words"));
        match self.lang {
            "it" => italian,
            "en" => english,
            _ => arabic,
        }
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
fn ask_for_a_pin_activate_it_read_the_statement_and_order_it_by_post_in_english() {
    a_pin("en");
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

//! What a kiosk prints of a page of the portal is what is heard of it and what is shown, in every language: read back from
//! the printer's bytes.

use base64::Engine as _;
use sportello::import::demo;

use crate::ear::Kiosk;
use crate::finger::{sees, touches_part, uncovers, writes_into};
use crate::process::browser::Door;
use crate::process::store::Store;
use crate::receipt_code::code_of_the_last;
use crate::visits::portal;

/// How a page of one language is told from others, and read.
struct Tongue {
    code: &'static str,
    /// A word of the table of an office.
    monday: &'static str,
    /// The last words of a statement, before what leads on from it.
    last: &'static str,
    /// What stands before the number of what was sent.
    protocol: &'static str,
    /// What stands between the thousands of a number.
    thousands: char,
    /// Words of lengths and amounts that are heard, and on paper are figures or nothing.
    heard_only: &'static [&'static str],
    read_by: &'static str,
}

/// Every language, as a kiosk offers them.
const TONGUES: [Tongue; 3] = [
    Tongue {
        code: "it",
        monday: "Lunedì",
        last: "certificazione",
        protocol: "Numero di protocollo",
        thousands: '.',
        heard_only: &["righe", "riga", "centesimi", "centesimo", "primo", "chiocciola", "punto"],
        read_by: "ita",
    },
    Tongue {
        code: "en",
        monday: "Monday",
        last: "certificate",
        protocol: "Protocol number",
        thousands: ',',
        heard_only: &["rows", "cents", "cent"],
        read_by: "eng",
    },
    Tongue {
        code: "ar",
        monday: "الاثنين",
        last: "الشهادة",
        protocol: "رقم التسجيل",
        thousands: '.',
        heard_only: &[
            "صفوف",
            "صفان",
            "سنتا",
            "سنتات",
            "سنتان",
            "فاصلة",
            "نقطة",
            "علامة",
            "chiocciola",
            "punto",
        ],
        read_by: "ara",
    },
];

/// How many of a hundred words of the pictures on a receipt a machine must read as the board says that they are drawn there,
/// and of numbers, in their order: no machine reads Arabic without fault.
const READ: [usize; 2] = [60, 70];

/// Words of a time of day that are heard; it is shown and printed in figures.
const OF_CLOCKS: [&str; 5] = ["clock", "noon", "الساعة", "دقيقة", "دقائق"];

/// What stands on paper alone: of the fiscal code its beginning.
const PAPER_ALONE: [&str; 1] = ["mrnnm"];

/// Nothing stands on the paper that was neither heard nor shown.
#[track_caller]
fn nothing_else(tongue: &Tongue, paper: &str, told: &[&str]) {
    let told: Vec<String> = told.iter().flat_map(|text| letters(text)).collect();
    // The address at its end is held against its code.
    let paper = letters(paper.split("[QR: ").next().unwrap_or_default());
    let own: Vec<&String> =
        paper.iter().filter(|word| !told.contains(word) && !PAPER_ALONE.contains(&word.as_str())).collect();
    assert!(own.is_empty(), "{}: on the paper alone: {own:?}", tongue.code);
}

/// What stands on the last paper, from its top: its letters, and the words of its pictures, in which Tesseract reads them.
#[track_caller]
fn on_the_paper(kiosk: &Kiosk, tongue: &Tongue) -> String {
    let html = scraper::Html::parse_document(&kiosk.desk());
    let find = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let paper = html.select(&find("#ricevute .paper")).next().expect("a receipt");
    let (mut text, mut drawn, mut read) = (String::new(), String::new(), String::new());
    for node in paper.descendants() {
        if let Some(letters) = node.value().as_text() {
            text.push_str(letters);
        }
        let Some(picture) = scraper::ElementRef::wrap(node).filter(|part| part.value().name() == "img")
        else {
            continue;
        };
        let words = format!("{}\n", picture.attr("alt").unwrap());
        text.push_str(&words);
        drawn.push_str(&words);
        read.push_str(&read_in(picture.attr("src").unwrap(), tongue.read_by));
    }
    if !drawn.is_empty() {
        let [words, by_machine] = [&drawn, &read].map(|text| letters(text));
        let [figures, figured] = [&drawn, &read].map(|text| numbers(text, tongue.thousands));
        let found = [
            share(&words, &by_machine),
            in_order(&figures, &figured) * 100 / figures.len().max(figured.len()).max(1),
        ];
        println!("{}: {found:?} of a hundred are read in its pictures", tongue.code);
        let least = if figures.is_empty() { [READ[0], 0] } else { READ };
        assert!(found[0] >= least[0] && found[1] >= least[1], "{found:?}: {drawn}\n{read}");
    }
    text
}

/// What Tesseract reads in a picture.
fn read_in(source: &str, language: &str) -> String {
    let (_, data) = source.split_once("base64,").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.bmp");
    std::fs::write(&file, base64::engine::general_purpose::STANDARD.decode(data).unwrap()).unwrap();
    let mut tesseract = std::process::Command::new("tesseract");
    let read = tesseract.arg(&file).args(["-", "-l", language, "--psm", "6"]).output().expect("tesseract");
    format!("{}\n", String::from_utf8_lossy(&read.stdout))
}

/// The same of a page that is shown with nothing covered, once it is printed.
fn printed(kiosk: &Kiosk, tongue: &Tongue) -> String {
    let papers = || kiosk.desk().matches("class=\"paper\"").count();
    let before = papers();
    touches_part(kiosk, "main a[href='chiosco:stampa']", "chiosco:stampa");
    kiosk.until("nothing is printed", |_| (papers() > before).then_some(()));
    kiosk.settle();
    on_the_paper(kiosk, tongue)
}

/// Without the vowels that only a voice needs.
pub fn bare(text: &str) -> String {
    let voiced = |sign: &char| ('\u{64b}'..='\u{652}').contains(sign) || *sign == '\u{670}';
    text.chars().filter(|sign| !voiced(sign)).collect()
}

/// Words of letters alone.
fn letters(text: &str) -> Vec<String> {
    let bare = bare(text);
    let words = bare.split(|sign: char| !sign.is_alphabetic()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 3).collect()
}

/// Numbers of three digits and more: weeks, years, amounts without what stands behind their comma.
fn numbers(text: &str, thousands: char) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let figure = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let between = |at: usize| figure(at.checked_sub(1)) && figure(Some(at + 1));
    let kept = (0..signs.len()).filter(|at| signs[*at] != thousands || !between(*at)).map(|at| signs[at]);
    let all: String = kept.collect();
    let runs = all.split(|sign: char| !sign.is_ascii_digit());
    runs.filter(|run| run.len() > 2).map(str::to_owned).collect()
}

/// The words of a line of the tape, without its number and route.
fn words(line: &str) -> &str {
    line.split_once("] ").unwrap().1.trim_end_matches(" (interrotto)")
}

/// The text of what is shown; a heading ends no word of what follows it.
fn shown(screen: &str, selector: &str) -> String {
    let html = scraper::Html::parse_document(screen);
    let parts = scraper::Selector::parse(selector).unwrap();
    html.select(&parts).flat_map(|part| part.text()).collect::<Vec<_>>().join(" ")
}

/// How many of a hundred of these are among those.
fn share(these: &[String], those: &[String]) -> usize {
    these.iter().filter(|one| those.contains(one)).count() * 100 / these.len()
}

/// How many of these stand among those in the same order.
fn in_order(these: &[String], those: &[String]) -> usize {
    // Of the longest that two beginnings have in common, by the length of the second.
    let mut longest = vec![0; those.len() + 1];
    for one in these {
        let before = longest.clone();
        for (at, other) in those.iter().enumerate() {
            longest[at + 1] = if one == other { before[at] + 1 } else { before[at + 1].max(longest[at]) };
        }
    }
    longest[those.len()]
}

/// All that is heard of the page that has come after these lines, once this was heard.
fn heard(kiosk: &Kiosk, before: usize, last: &str) -> Vec<String> {
    let last = letters(last).remove(0);
    kiosk.until(&format!("«{last}» is not heard"), |kiosk| {
        kiosk.tape()[before..].iter().any(|line| letters(line).contains(&last)).then_some(())
    });
    kiosk.settle();
    kiosk.tape()[before..].to_vec()
}

/// Someone with headphones goes by touch to the first page in this language.
fn begins(kiosk: &Kiosk, nth: usize, tongue: &Tongue) {
    kiosk.board("cuffie", "dentro");
    kiosk.touch(&format!("parte:b-0-{nth}"));
    sees(kiosk, &format!("/{}/sedi", tongue.code));
}

/// The hours of an office.
fn of_an_office(kiosk: &Kiosk, tongue: &Tongue) {
    let code = tongue.code;
    touches_part(kiosk, &format!("main a[href='/{code}/sedi']"), "id=\"dove\"");
    writes_into(kiosk, "dove", "pozzuoli");
    kiosk.touch("parte:invia");
    sees(kiosk, "/sedi/SIM");
    let before = kiosk.settle();
    // Its table: on a Saturday the list before it names Monday too.
    touches_part(kiosk, &format!("main a[href^='/{code}/sedi/SIM']"), "<table");
    // Read to its end, past the table of hours.
    let tape = heard(kiosk, before, tongue.monday);
    let screen = kiosk.screen();
    let monday = &letters(tongue.monday)[0];
    let rows: Vec<&String> = tape.iter().filter(|line| letters(line).contains(monday)).collect();
    let heard = rows.iter().flat_map(|row| letters(words(row)));
    let heard: Vec<String> = heard.filter(|word| !OF_CLOCKS.contains(&word.as_str())).collect();
    assert!(heard.len() > 2, "{rows:?}");
    let (screen, paper) = (shown(&screen, "html"), printed(kiosk, tongue));
    let all: String = tape.iter().map(|line| format!("{}\n", words(line))).collect();
    nothing_else(tongue, &paper, &[&screen, &all]);
    let (screen, paper) = (letters(&screen), letters(&paper));
    let missing: Vec<&String> = heard.iter().filter(|word| !screen.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not shown: {missing:?}");
    let missing: Vec<&String> = heard.iter().filter(|word| !paper.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not on the paper: {missing:?}: {paper:?}");
}

/// The statement of Noemi, who signs in by her card and her PIN.
fn of_a_statement(kiosk: &Kiosk, tongue: &Tongue) {
    let code = tongue.code;
    touches_part(kiosk, &format!("main a[href='/{code}/estratto-conto']"), "id=\"codice-fiscale\"");
    kiosk.board("tessera", "0");
    sees(kiosk, &demo::CODE[..5]);
    writes_into(kiosk, "pin", demo::PIN);
    let before = kiosk.settle();
    kiosk.touch("parte:invia");
    // A touch would cut it off.
    let tape = heard(kiosk, before, tongue.last);
    kiosk.touch("comando:mostra");
    let screen = sees(kiosk, "Noemi Mariani");
    let title = shown(&screen, "h1");
    let from = tape.iter().position(|line| letters(words(line)).starts_with(&letters(&title))).unwrap();
    let to = tape.iter().position(|line| letters(line).contains(&letters(tongue.last)[0])).unwrap();
    // What leads to a decade is on no paper.
    let leads = scraper::Html::parse_document(&screen);
    let leads: Vec<Vec<String>> = leads
        .select(&scraper::Selector::parse("main a").unwrap())
        .map(|link| letters(&link.text().collect::<String>()))
        .collect();
    let heard: Vec<&str> = tape[from..=to]
        .iter()
        .map(|line| words(line))
        .filter(|said| !leads.contains(&letters(said)))
        .collect();
    assert!(heard.len() > 20 && heard.iter().any(|said| said.contains("Noemi Mariani")), "{heard:?}");

    let whole = shown(&screen, "html");
    let (heard, paper, screen) = (heard.join("\n"), printed(kiosk, tongue), shown(&screen, "main"));
    nothing_else(tongue, &paper, &[&whole, &heard]);
    assert!(!paper.contains(demo::CODE), "of her code the beginning alone: {paper}");
    let own = |word: &String| !tongue.heard_only.contains(&word.as_str());
    let said: Vec<String> = letters(&heard).into_iter().filter(own).collect();
    let (seen, written) = (letters(&screen), letters(&paper));
    let missing: Vec<&String> = said.iter().filter(|word| !seen.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not shown: {missing:?}");
    let missing: Vec<&String> = said.iter().filter(|word| !written.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not on the paper: {missing:?}: {paper}");
    // Her weeks and her euros, one by one and in their order.
    let [said, written, seen] = [&heard, &paper, &screen].map(|text| numbers(text, tongue.thousands));
    assert!(said.len() > 40, "{said:?}");
    let mut rest = seen.iter();
    let unseen: Vec<&String> = said.iter().filter(|number| !rest.any(|shown| shown == *number)).collect();
    assert!(unseen.is_empty(), "{code}: heard and not shown in this order: {unseen:?} {seen:?}");
    assert_eq!(said, written, "{code}: on the paper they are others, or in another order");
    of_an_order(kiosk, tongue);
    kiosk.board("tessera", "togli");
}

/// That she has it sent home: what she is told of it, with the number and the code that leads to it.
fn of_an_order(kiosk: &Kiosk, tongue: &Tongue) {
    let code = tongue.code;
    touches_part(kiosk, &format!("main a[href='/{code}/estratto-conto/posta']"), "type=\"radio\"");
    touches_part(kiosk, "main input[value='print']", " checked");
    // Who does not see what is covered sends nothing by the first touch.
    uncovers(kiosk);
    let before = kiosk.settle();
    touches_part(kiosk, "main button[type='submit'], main button.primary", tongue.protocol);
    heard(kiosk, before, tongue.protocol);
    // From the title to the last of the answers, whose questions are not covered.
    let [title, questions] = ["main h1", "main .pairs th"].map(|parts| {
        let page = scraper::Html::parse_document(&kiosk.screen());
        let parts = scraper::Selector::parse(parts).unwrap();
        letters(&page.select(&parts).next_back().unwrap().text().collect::<String>())
    });
    let says = |line: &str, words: &[String]| words.iter().all(|word| letters(line).contains(word));
    let tape = kiosk.until("the last answer is not heard", |kiosk| {
        let tape = kiosk.tape()[before..].to_vec();
        let from = tape.iter().position(|line| says(line, &title))?;
        let to = tape[from..].iter().position(|line| says(line, &questions))?;
        Some(tape[from..=from + to].to_vec())
    });
    uncovers(kiosk);
    kiosk.settle();
    let screen = shown(&kiosk.screen(), "html");
    let said: String = tape.iter().map(|line| format!("{}\n", words(line))).collect();
    let paper = printed(kiosk, tongue);
    nothing_else(tongue, &paper, &[&screen, &said]);
    let own = |word: &String| !tongue.heard_only.contains(&word.as_str());
    // From the number on, which is heard sign by sign.
    let rows = said.split_once(tongue.protocol).map_or("", |(_, rest)| rest.lines().next().unwrap_or(""));
    let number = |text: &str| -> String {
        let after = text.split_once(tongue.protocol).map_or("", |(_, rest)| rest);
        after.chars().filter(char::is_ascii_digit).take(16).collect()
    };
    let shown = number(&screen);
    assert_eq!(shown.len(), 16, "{code}: {screen}");
    assert_eq!(number(&bare(&said)), shown, "{code}: {rows}");
    assert_eq!(number(&paper), shown, "{code}: {paper}");
    let link = code_of_the_last(&kiosk.desk());
    assert!(link.contains(&format!("/{code}/")) && link.ends_with(&format!("/{shown}")), "{code}: {link}");
    let (told, written) = (letters(&bare(&said)), letters(&paper));
    let of_clocks = |word: &String| OF_CLOCKS.contains(&word.as_str());
    let told: Vec<String> = told.into_iter().filter(|word| own(word) && !of_clocks(word)).collect();
    let seen = letters(&screen);
    let missing: Vec<&String> = told.iter().filter(|word| !seen.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not shown: {missing:?}");
    let missing: Vec<&String> = told.iter().filter(|word| !written.contains(word)).collect();
    assert!(missing.is_empty(), "{code}: heard and not on the paper: {missing:?}: {paper}");
}

#[test]
fn the_receipts_of_an_office_and_of_a_statement_say_what_is_heard_and_shown_in_every_language() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let base = format!("http://127.0.0.1:{}", program.port());
    for (nth, tongue) in TONGUES.iter().enumerate() {
        let kiosk = Kiosk::start_so(&base, 3_000, &["--key", &key, "--key-id", "prova-1"]);
        for says in [of_an_office, of_a_statement] {
            begins(&kiosk, nth, tongue);
            says(&kiosk, tongue);
            kiosk.touch("comando:fine");
            sees(&kiosk, "dà il benvenuto");
            kiosk.board("cuffie", "fuori");
        }
    }
}

//! The judge judged: a good page passes, and every fault there is can be provoked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::{Fault, Role, judge, read};
use crate::page::*;
use crate::text::{Lang, Span, Text};
use crate::values;

fn plain(words: &'static str) -> Text {
    Text::plain(words)
}

fn link(words: &'static str, path: &str) -> Link {
    Link::inside(plain(words), path)
}

fn date() -> Question {
    let input = Input::Date { day: "27".into(), month: "13".into(), year: "1958".into() };
    let problem = Problem { text: plain("Il mese deve essere fra 1 e 12"), parts: vec![1] };
    Question::new("nascita", plain("Data di nascita"), input)
        .hint(plain("Tre caselle: giorno, mese, anno"))
        .problem(Some(problem))
        .purpose(Purpose::Bday)
}

fn choice(value: &str, label: &'static str) -> Choice {
    Choice { value: value.into(), label: plain(label), hint: None }
}

fn questions() -> Vec<Block> {
    let modes = vec![
        choice("posta", "Per posta"),
        Choice { hint: Some(plain("In 18 punti")), ..choice("voce", "A voce") },
    ];
    vec![
        Question::new("nome", plain("Nome"), Input::Line { value: "Ada".into(), width: 20 })
            .purpose(Purpose::GivenName)
            .into(),
        date().into(),
        Question::new(
            "come",
            plain("Come la vuoi?"),
            Input::OneChoice { choices: modes, chosen: Some("voce".into()) },
        )
        .hint(plain("Una sola risposta"))
        .into(),
        Question::new("posta", plain("E-mail"), Input::Mail { value: String::new() }).optional().into(),
        Question::new("pin", plain("PIN"), Input::Secret { width: 8 }).into(),
    ]
}

fn table() -> Table {
    let column = |header| Column { header: plain(header), numeric: false };
    Table {
        caption: plain("Orari della sede"),
        columns: vec![column("Giorno"), column("Orario")],
        rows: vec![Row {
            header: plain("Lunedì"),
            cells: vec![plain("mattina")],
            link: Some(link("Prenota per lunedì", "/it/prenota/1")),
            total: false,
        }],
    }
}

fn page() -> Page {
    let mut page = Page::new(Lang::It, plain("I tuoi dati")).of(plain("PIN"));
    page.step = Some(Step { now: 2, of: 5, part: None });
    page.test_data = true;
    page.body = vec![
        plain("Scrivi come sulla carta.").into(),
        Section {
            heading: plain("Prima di cominciare"),
            body: vec![
                List { ordered: true, items: vec![plain("Prendi la carta"), plain("Leggi il codice")] }
                    .into(),
                Notice {
                    tone: Tone::Info,
                    title: plain("Domani"),
                    body: vec![plain("Siamo chiusi.").into()],
                }
                .into(),
            ],
        }
        .into(),
        table().into(),
        Summary {
            caption: plain("Risposte"),
            rows: vec![SummaryRow {
                label: plain("Cognome"),
                value: plain("Lovelace"),
                change: Some(link("Modifica il cognome", "/it/cognome")),
            }],
        }
        .into(),
        TaskList {
            tasks: vec![Task {
                label: plain("La casa"),
                to: Some(Target::Inside("/it/casa".into())),
                status: TaskStatus::ToDo,
            }],
        }
        .into(),
        Block::Links(vec![link("Trova una sede", "/it/sedi")]),
    ];
    page.body.extend(questions());
    page.form = Some(Form {
        submit: plain("Continua"),
        method: Method::Post,
        hidden: vec![("chiave".into(), "k1".into())],
    });
    page.send(Send { label: plain("Esci"), address: "/it/esci".into(), fields: Vec::new(), primary: false })
        .link(link("Torna ai servizi", "/it/"))
}

fn frame() -> Frame {
    Frame {
        address: "/it/pin/dati?x=1".into(),
        token: Some("t0k".into()),
        back: Some(link("Indietro", "/it/pin")),
        help: Some(link("Aiuto", "/it/aiuto")),
        session_end: Some(jiff::civil::time(15, 42, 0, 0)),
        ..Frame::default()
    }
}

const GOOD: &str = include_str!("good.html");

fn good() -> String {
    GOOD.replace("{fine}", &values::shown(&Span::Time(jiff::civil::time(15, 42, 0, 0)), Lang::It))
}

/// The good page with one thing changed, and what the judge says to it.
fn broken(from: &str, to: &str) -> Vec<Fault> {
    let html = good();
    assert!(html.contains(from), "the good page has no {from}");
    let faults = judge(&html.replacen(from, to, 1), &page(), &frame());
    assert!(!faults.is_empty(), "nobody minds {to} for {from}");
    faults
}

#[test]
fn a_good_page_has_no_fault() {
    let faults = judge(&good(), &page(), &frame());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_tree_has_names_descriptions_states_and_levels() {
    let tree = read(&good()).unwrap();
    let month = &tree.nodes[tree.by_id("nascita-mese").unwrap()];
    assert_eq!((month.role, month.name.as_str(), month.states.invalid), (Role::TextBox, "Mese", true));
    let day = &tree.nodes[tree.by_id("nascita-giorno").unwrap()];
    assert_eq!(day.description, "Errore: Il mese deve essere fra 1 e 12. Tre caselle: giorno, mese, anno");
    let group = tree.of(Role::Group).next().unwrap().1;
    assert_eq!(group.name, "Data di nascita");
    let levels: Vec<u8> = tree.of(Role::Heading).map(|(_, h)| h.level.unwrap()).collect();
    assert_eq!(levels, [2, 1, 2, 3]);
    assert_eq!(tree.hidden.len(), 3);
    assert!(tree.nodes.iter().all(|node| !node.text.contains("freccia")), "hidden text is read");
}

/// Each thing that can go wrong: what of the good page is changed into what, and the word for the fault.
const VARIANTS: &[(&str, &str, &str)] = &[
    ("<p>Scrivi", "<p>Scrivi</b>", "Broken"),
    ("<p>Scrivi come sulla carta.</p>", "<p><marquee>Scrivi come sulla carta.</marquee></p>", "Element"),
    ("<p>Scrivi", "<p title=\"x\">Scrivi", "Attribute"),
    ("<a href=\"/it/sedi\"", "<a accesskey=\"s\" href=\"/it/sedi\"", "Attribute"),
    ("alle 15:42", "alle <time>15:42</time>", "Element"),
    ("type=\"email\"", "type=\"email\" required", "Attribute"),
    ("type=\"email\"", "type=\"email\" placeholder=\"x\"", "Attribute"),
    ("id=\"contenuto\" tabindex=\"-1\"", "id=\"contenuto\" tabindex=\"3\"", "AttributeValue"),
    ("id=\"contenuto\" tabindex=\"-1\"", "id=\"contenuto\" tabindex=\"0\"", "AttributeValue"),
    ("scope=\"row\"", "", "AttributeValue"),
    ("aria-invalid=\"true\"", "aria-invalid=\"\"", "AttributeValue"),
    ("<p>Scrivi", "<script>alert(1)</script><p>Scrivi", "Active"),
    ("<p>Scrivi", "<noscript>Scrivi</noscript><p>Scrivi", "Active"),
    ("<p>Scrivi", "<p onclick=\"x()\">Scrivi", "Active"),
    ("<p>Scrivi", "<p style=\"color:red\">Scrivi", "Active"),
    ("href=\"/it/sedi\"", "href=\"javascript:x()\"", "Active"),
    ("for=\"nome\"", "for=\"cognome\"", "Reference"),
    ("href=\"#contenuto\"", "href=\"#altrove\"", "Reference"),
    ("aria-describedby=\"casa-stato\"", "aria-describedby=\"casa-altro\"", "Reference"),
    ("id=\"nome\"", "id=\"pin\"", "IdTwice"),
    ("<legend>Data di nascita</legend>", "<p>Data</p><legend>Data di nascita</legend>", "Misplaced"),
    ("<html lang=\"it\"", "<html lang=\"en\"", "Document"),
    ("dir=\"ltr\"", "dir=\"rtl\"", "Document"),
    ("<title>1 errore: ", "<title>", "Document"),
    ("<header>", "<div>", "LandmarkCount"),
    ("<nav aria-label=\"Lingua\">", "<nav aria-label=\"Salta\">", "LandmarkName"),
    ("<nav aria-label=\"Lingua\">", "<nav>", "Nameless"),
    ("<main", "<p>Fuori</p><main", "OutsideLandmark"),
    ("<h1>I tuoi dati</h1>", "<h1>I tuoi dati</h1><h1>Ancora</h1>", "TitleCount"),
    ("<h1>I tuoi dati</h1>", "<h2>I tuoi dati</h2>", "TitleCount"),
    ("<h2>Prima di cominciare</h2>", "<h4>Prima di cominciare</h4>", "HeadingSkip"),
    ("<h2>Prima di cominciare</h2>", "<h1>Prima di cominciare</h1>", "Level"),
    (">Aiuto</a>", "><span aria-hidden=\"true\">Aiuto</span></a>", "Nameless"),
    ("<a href=\"/it/sedi\"", "<a href=\"/it/a\">Trova una sede</a><a href=\"/it/sedi\"", "LinkTwice"),
    ("Scrivi come sulla carta.", "Scrivi كما هو.", "ScriptOfLanguage"),
    ("<p>Scrivi come sulla carta.</p>", "", "Missing"),
    (
        "<li>Prendi la carta</li><li>Leggi il codice</li>",
        "<li>Leggi il codice</li><li>Prendi la carta</li>",
        "Missing",
    ),
    (
        "<ol><li>Prendi la carta</li><li>Leggi il codice</li></ol>",
        "<ul><li>Prendi la carta</li><li>Leggi il codice</li></ul>",
        "Missing",
    ),
    ("<p>Siamo chiusi.</p>", "", "Missing"),
    ("<p>Passo 2 di 5</p>", "", "Missing"),
    ("<fieldset aria-describedby=\"nascita-errore", "<div aria-describedby=\"nascita-errore", "Missing"),
    ("<a href=\"/it/pin\">Indietro</a>", "", "Missing"),
    (">Aiuto</a>", ">Altro</a>", "Missing"),
    ("Parti completate: 0 di 1", "Parti completate: 1 di 1", "Missing"),
    ("Da fare", "Completato", "Missing"),
    ("<button type=\"submit\">Continua</button>", "", "Missing"),
    ("<div class=\"vecchia\" id=\"errori\"", "<p>Prima</p><div class=\"vecchia\" id=\"errori\"", "Missing"),
    ("value=\"voce\"", "value=\"altro\"", "Missing"),
    ("<p>Scrivi", "<p>Gratis!</p><p>Scrivi", "Extra"),
    ("<p>Scrivi come sulla carta.", "<p hidden>x</p><p>Scrivi come sulla carta. Oppure no.", "Extra"),
    ("href=\"/it/cognome\"", "href=\"/it/nome\"", "LinkTarget"),
    ("href=\"/it/sedi\"", "href=\"/it/sede\"", "LinkTarget"),
    ("href=\"/it/casa\"", "href=\"/it/caso\"", "LinkTarget"),
    (">Nome</label>", ">Il nome</label>", "Name"),
    (">E-mail <span>(facoltativo)</span></label>", ">E-mail</label>", "Name"),
    (">A voce</label>", ">Voce</label>", "Name"),
    (
        "aria-describedby=\"nascita-errore nascita-aiuto\"",
        "aria-describedby=\"nascita-aiuto nascita-errore\"",
        "Description",
    ),
    (
        "<input id=\"nascita-giorno\" aria-describedby=\"nascita-errore nascita-aiuto\"",
        "<input id=\"nascita-giorno\"",
        "Description",
    ),
    ("<span>Errore:</span> ", "", "Description"),
    ("fra 1 e 12.</p>", "fra 1 e 12</p>", "Description"),
    ("id=\"come\" aria-describedby=\"come-aiuto\"", "id=\"come\"", "Description"),
    ("aria-describedby=\"casa-stato\"", "", "Description"),
    ("type=\"radio\"", "type=\"checkbox\"", "Kind"),
    ("aria-invalid=\"true\"", "", "Property"),
    ("<input id=\"nome\"", "<input id=\"nome\" aria-invalid=\"true\"", "Property"),
    ("value=\"Ada\"", "value=\"ada\"", "Property"),
    ("autocomplete=\"given-name\"", "autocomplete=\"name\"", "Property"),
    ("autocomplete=\"bday-month\"", "", "Property"),
    ("<input id=\"posta\"", "<input id=\"posta\" aria-required=\"true\"", "Property"),
    ("type=\"email\"", "type=\"text\"", "Property"),
    (" checked", "", "Property"),
    ("name=\"nome\"", "name=\"nomi\"", "Property"),
    ("action=\"/it/pin/dati?x=1\"", "action=\"/it/pin/dati\"", "Property"),
    ("type=\"password\"", "type=\"password\" value=\"12345678\"", "SecretShown"),
    ("method=\"post\"", "method=\"get\"", "Form"),
    ("name=\"gettone\" value=\"t0k\"", "name=\"gettone\" value=\"\"", "Form"),
    ("name=\"chiave\" value=\"k1\"", "name=\"chiave\" value=\"k2\"", "Form"),
    ("action=\"/it/esci\"", "action=\"/it/entra\"", "Form"),
    ("href=\"#nascita-mese\"", "href=\"#nascita-giorno\"", "Summary"),
    (">Il mese deve essere fra 1 e 12.</a>", ">Il mese è sbagliato</a>", "Summary"),
    ("id=\"errori\" tabindex=\"-1\"", "id=\"errori\"", "NotFocusable"),
    ("<th scope=\"col\">Orario</th>", "<th scope=\"col\">Ore</th>", "Table"),
    (">mattina</td>", ">sera</td>", "Table"),
    ("data-column=\"Orario\"", "data-column=\"Giorno\"", "Table"),
    (" data-column=\"Orario\"", "", "Table"),
    (
        "<thead><tr><th scope=\"col\">Giorno</th><th scope=\"col\">Orario</th><th scope=\"col\">Azioni</th></tr></thead>\n<tbody><tr><th scope=\"row\">Lunedì</th><td data-column=\"Orario\">mattina</td><td><a href=\"/it/prenota/1\">Prenota per lunedì</a></td></tr></tbody>",
        "<thead><tr><th scope=\"row\">Lunedì</th><td data-column=\"Orario\">mattina</td><td><a href=\"/it/prenota/1\">Prenota per lunedì</a></td></tr></thead>\n<tbody><tr><th scope=\"col\">Giorno</th><th scope=\"col\">Orario</th><th scope=\"col\">Azioni</th></tr></tbody>",
        "Table",
    ),
    ("<thead><tr>", "<tbody><tr>", "Table"),
    (
        "<h1>I tuoi dati</h1>\n<p><strong>Dati di prova: persone e sedi inventate</strong></p>",
        "<p><strong>Dati di prova: persone e sedi inventate</strong></p>\n<h1>I tuoi dati</h1>",
        "Missing",
    ),
    (
        "<p><strong>Dati di prova: persone e sedi inventate</strong></p>\n<p>Scrivi come sulla carta.</p>",
        "<p>Scrivi come sulla carta.</p>\n<p><strong>Dati di prova: persone e sedi inventate</strong></p>",
        "Missing",
    ),
    ("<p>Passo 2 di 5</p>\n<h1>I tuoi dati</h1>", "<h1>I tuoi dati</h1>\n<p>Passo 2 di 5</p>", "Missing"),
    ("<td>Lovelace</td>", "<td>Byron</td>", "Table"),
    ("<th scope=\"row\">Cognome</th>", "<td>Cognome</td>", "Table"),
    ("<caption>Orari della sede</caption>", "<caption>Orari</caption>", "Missing"),
    ("<caption>Orari della sede</caption>", "", "Nameless"),
    (">Prenota per lunedì</a>", ">Prenota</a>", "Missing"),
];

#[test]
fn every_broken_variant_is_convicted_of_its_fault() {
    for (from, to, expected) in VARIANTS {
        let faults = broken(from, to);
        let found: Vec<&str> = faults.iter().map(word).collect();
        assert!(found.contains(expected), "{from} → {to}: not {expected} but {faults:#?}");
    }
}

/// The word for a fault; the compiler asks for one more when a fault is added.
fn word(fault: &Fault) -> &'static str {
    let all = match fault {
        Fault::Broken(_) => 0,
        Fault::Element(_) => 1,
        Fault::Attribute { .. } => 2,
        Fault::AttributeValue { .. } => 3,
        Fault::Active(_) => 4,
        Fault::Reference { .. } => 5,
        Fault::IdTwice(_) => 6,
        Fault::Misplaced { .. } => 7,
        Fault::Document { .. } => 8,
        Fault::LandmarkCount { .. } => 9,
        Fault::LandmarkName { .. } => 10,
        Fault::OutsideLandmark(_) => 11,
        Fault::TitleCount(_) => 12,
        Fault::HeadingSkip { .. } => 13,
        Fault::Nameless { .. } => 14,
        Fault::LinkTwice(_) => 15,
        Fault::ScriptOfLanguage { .. } => 16,
        Fault::Missing { .. } => 17,
        Fault::Extra(_) => 18,
        Fault::Level { .. } => 19,
        Fault::Foreign { .. } => 20,
        Fault::LinkTarget { .. } => 21,
        Fault::Name { .. } => 22,
        Fault::Description { .. } => 23,
        Fault::Kind { .. } => 24,
        Fault::Property { .. } => 25,
        Fault::SecretShown(_) => 26,
        Fault::Form { .. } => 27,
        Fault::Summary { .. } => 28,
        Fault::NotFocusable(_) => 29,
        Fault::Table { .. } => 30,
    };
    WORDS[all]
}

const WORDS: [&str; 31] = [
    "Broken",
    "Element",
    "Attribute",
    "AttributeValue",
    "Active",
    "Reference",
    "IdTwice",
    "Misplaced",
    "Document",
    "LandmarkCount",
    "LandmarkName",
    "OutsideLandmark",
    "TitleCount",
    "HeadingSkip",
    "Nameless",
    "LinkTwice",
    "ScriptOfLanguage",
    "Missing",
    "Extra",
    "Level",
    "Foreign",
    "LinkTarget",
    "Name",
    "Description",
    "Kind",
    "Property",
    "SecretShown",
    "Form",
    "Summary",
    "NotFocusable",
    "Table",
];

#[test]
fn no_fault_is_beyond_conviction() {
    // A foreign run has its own test, on a page that has one.
    let provoked: BTreeSet<&str> = VARIANTS.iter().map(|(_, _, word)| *word).chain(["Foreign"]).collect();
    let all: BTreeSet<&str> = WORDS.into_iter().collect();
    assert_eq!(provoked, all);
}

#[test]
fn words_in_another_language_and_codes_must_be_marked() {
    let name = Span::Foreign(Lang::It, "Sede di Ancona".into());
    let code = Span::Code("AN4059281".into());
    let page = Page::new(Lang::Ar, plain("مكتب")).say(Text::from(name.clone())).say(Text::from(code.clone()));
    let (name, code) = (values::shown(&name, Lang::Ar), values::shown(&code, Lang::Ar));
    let html = |lang: &str, dir: &str| {
        format!(
            "<main lang=\"ar\" dir=\"rtl\"><h1>مكتب</h1><p><bdi{lang}>{name}</bdi></p><p><bdi{dir}>{code}</bdi></p></main>"
        )
    };
    let faults = judge(&html(" lang=\"it\"", " dir=\"ltr\""), &page, &Frame::default());
    assert!(faults.is_empty(), "{faults:?}");
    for (lang, dir) in [("", " dir=\"ltr\""), (" lang=\"it\"", "")] {
        let faults = judge(&html(lang, dir), &page, &Frame::default());
        assert!(faults.iter().any(|fault| word(fault) == "Foreign"), "{faults:?}");
    }
}

#[test]
fn the_signs_of_a_code_stand_behind_it_where_they_are_asked_for_and_are_its_own() {
    let view = View { spell_codes: true, ..View::default() };
    let frame = Frame { view, ..Frame::default() };
    for lang in Lang::ALL {
        let code = Text::from(Span::Code("AN4".into()));
        let page = Page::new(lang, plain("Pratica")).say(code.clone());
        let html = crate::html::main(&page, &frame).into_string();
        assert_eq!(judge(&html, &page, &frame), []);
        let spelled = values::spelled("AN4", lang);
        let last = values::line(&spelled[2], lang);
        for (from, to) in
            [(format!("{last})"), "5)".to_owned()), (format!("{}{last}", lang.comma()), String::new())]
        {
            let wrong = html.replacen(&from, &to, 1);
            assert_ne!(wrong, html, "{from}");
            assert!(!judge(&wrong, &page, &frame).is_empty(), "{wrong}");
        }
    }
}

#[test]
fn the_title_of_a_page_that_is_one_question_is_heard_once() {
    let input = Input::Line { value: String::new(), width: 20 };
    let label = plain("Come ti chiami?");
    let page = Page::new(Lang::It, label.clone())
        .with(Question::new("nome", label, input))
        .submit(plain("Continua"));
    let frame = Frame { address: "/it/x".into(), ..Frame::default() };
    let form = |title: &str| {
        format!(
            "<main><form action=\"/it/x\" method=\"post\" novalidate>{title}<input id=\"nome\" name=\"nome\" type=\"text\"><button type=\"submit\">Continua</button></form></main>"
        )
    };
    let once = judge(&form("<h1><label for=\"nome\">Come ti chiami?</label></h1>"), &page, &frame);
    assert!(once.is_empty(), "{once:?}");
    let twice =
        judge(&form("<h1>Come ti chiami?</h1><label for=\"nome\">Come ti chiami?</label>"), &page, &frame);
    assert!(twice.iter().any(|fault| word(fault) == "Missing"), "{twice:?}");
}

#[test]
fn every_fault_is_told_in_words() {
    for (from, to, _) in VARIANTS {
        for fault in broken(from, to) {
            assert!(fault.to_string().contains(' '), "{fault:?}");
        }
    }
}

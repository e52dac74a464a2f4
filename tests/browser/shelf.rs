//! A portal that has a page of every kind on its shelf, and knows nobody: what a screen makes of pages is judged on them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use a11y::page::{
    Action, Choice, Column, Envelope, Frame, Input, Link, Page, Purpose, Question, Row, Send, Summary,
    SummaryRow, Table, WIRE_VERSION,
};
use a11y::text::{Lang, Span, Text};

/// The pages, by the last part of their address.
pub(crate) const PAGES: [&str; 7] = ["data", "scelte", "molte", "tabella", "dati", "riepilogo", "accedi"];

/// Serves the shelf as long as this process lives; gives its address.
pub(crate) fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for line in listener.incoming().flatten() {
            std::thread::spawn(move || drop(answer(line)));
        }
    });
    base
}

fn answer(line: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(line.try_clone()?);
    let mut head = String::new();
    reader.read_line(&mut head)?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        if header.trim().is_empty() {
            break;
        }
        if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    reader.read_exact(&mut vec![0; length])?;
    let address = head.split(' ').nth(1).unwrap_or("/it/");
    let lang = match address.get(1..3) {
        Some("ar") => Lang::Ar,
        Some("en") => Lang::En,
        _ => Lang::It,
    };
    let page = page(lang, address.rsplit('/').next().unwrap_or(""));
    let frame = Frame { status: 200, address: address.to_owned(), ..Frame::default() };
    let body = serde_json::to_vec(&Envelope { version: WIRE_VERSION, frame, page })?;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {}; version={WIRE_VERSION}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        Envelope::MEDIA_TYPE,
        body.len()
    );
    (&line).write_all(&[head.as_bytes(), &body].concat())
}

/// Words in one of two languages. Under the English frame stand Italian ones: their letters are the same.
fn t(lang: Lang, it: &'static str, ar: &'static str) -> Text {
    Text::plain(if lang == Lang::Ar { ar } else { it })
}

fn page(lang: Lang, name: &str) -> Page {
    let own = |it, ar| Page::new(lang, t(lang, it, ar));
    let next = t(lang, "Continua", "متابعة");
    let choices = || {
        let choice = |value: &str, it, ar| Choice { value: value.into(), label: t(lang, it, ar), hint: None };
        let hint = t(lang, "Ti scriviamo all’indirizzo di casa", "نكتب إلى عنوان منزلك");
        vec![
            Choice { hint: Some(hint), ..choice("posta", "Per posta", "بالبريد") },
            choice("sede", "In sede", "في المكتب"),
            choice("mail", "Per posta elettronica", "بالبريد الإلكتروني"),
        ]
    };
    match name {
        "data" => {
            let input = Input::Date { day: "27".into(), month: "3".into(), year: String::new() };
            let label = t(lang, "Quando sei nato?", "متى ولدت؟");
            let hint = t(lang, "Per esempio 27 3 1958", "مثلا 27 3 1958");
            own("La tua nascita", "ميلادك")
                .public()
                .with(Question::new("nascita", label, input).hint(hint))
                .submit(next)
        }
        "scelte" => {
            let input = Input::OneChoice { choices: choices(), chosen: Some("sede".into()) };
            let label = t(lang, "Come vuoi la risposta?", "كيف تريد الجواب؟");
            own("La risposta", "الجواب").public().with(Question::new("modo", label, input)).submit(next)
        }
        "molte" => {
            let input = Input::ManyChoices { choices: choices(), chosen: vec!["posta".into()] };
            let label = t(lang, "Quali avvisi vuoi?", "ما التنبيهات التي تريدها؟");
            let name = Input::Line { value: String::new(), width: 20 };
            own("Gli avvisi", "التنبيهات")
                .public()
                .with(Question::new("avvisi", label, input))
                .with(Question::new("nota", t(lang, "Una nota", "ملاحظة"), name))
                .submit(next)
        }
        "tabella" => {
            let column = |it, ar, numeric| Column { header: t(lang, it, ar), numeric };
            let row = |year: i16| Row {
                header: Span::Year(year).into(),
                cells: vec![Text::plain("52").private(), t(lang, "Lavoro dipendente", "عمل بأجر").private()],
                link: Some(Link::inside(t(lang, "Dettagli", "تفاصيل"), format!("/{}/dati", lang.code()))),
                total: false,
            };
            own("Estratto conto", "كشف الحساب").with(Table {
                caption: t(lang, "I tuoi contributi", "اشتراكاتك"),
                columns: vec![
                    column("Anno", "السنة", false),
                    column("Settimane", "الأسابيع", true),
                    column("Di che cosa", "النوع", false),
                ],
                // More than a screen holds: what is there for the ear alone reaches as far.
                rows: (2001..=2024).map(row).collect(),
            })
        }
        "dati" | "riepilogo" => {
            let row = |it, ar, value| SummaryRow {
                label: t(lang, it, ar),
                value: Text::plain(value).private(),
                change: (name == "riepilogo")
                    .then(|| Link::inside(t(lang, "Cambia", "تغيير"), format!("/{}/molte", lang.code()))),
            };
            let rows = vec![
                row("Nome", "الاسم", "Noemi Mariani"),
                row("Telefono", "الهاتف", "333 1234567"),
                row("Indirizzo", "العنوان", "Via Roma 1, Castro"),
            ];
            // What sends has the words of the title, as where one searches.
            let page = if name == "riepilogo" {
                own("Invia la domanda", "أرسل الطلب")
            } else {
                own("I tuoi dati", "بياناتك")
            };
            let page = page.with(Summary { caption: t(lang, "Le risposte", "الأجوبة"), rows });
            let send = Send {
                label: t(lang, "Invia la domanda", "أرسل الطلب"),
                address: format!("/{}/dati", lang.code()),
                fields: vec![("chiave".into(), "1".into())],
                primary: true,
            };
            if name == "riepilogo" { Page { actions: vec![Action::Send(send)], ..page } } else { page }
        }
        "accedi" => {
            let code = Question::new(
                "codice",
                t(lang, "Codice fiscale", "الرمز الضريبي"),
                Input::FiscalCode { value: String::new() },
            );
            let pin = Question::new("pin", t(lang, "PIN", "الرقم السري"), Input::Secret { width: 8 });
            own("Accedi", "الدخول").public().with(code.purpose(Purpose::Username)).with(pin).submit(next)
        }
        _ => {
            let link = |name: &str| {
                Link::inside(
                    Text::plain(format!("{} {name}", if lang == Lang::Ar { "صفحة" } else { "Pagina" })),
                    format!("/{}/{name}", lang.code()),
                )
            };
            // Who a portal is for stands first on its front page, and is left out at a kiosk.
            let whom = t(lang, "Un portale di prova.", "بوابة للتجربة.");
            let say =
                t(lang, "Qui c’è una pagina di ogni tipo, e una per una si prova.", "هنا صفحة من كل نوع.");
            PAGES.into_iter().fold(
                own("Che cosa vuoi fare?", "ماذا تريد أن تفعل؟").public().say(whom).say(say),
                |page, name| page.link(link(name)),
            )
        }
    }
}

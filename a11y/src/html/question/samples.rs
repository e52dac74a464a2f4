//! Questions in every state: empty, filled, wrong in part and in whole, alone on a page.

use crate::html::example::{Example, page, words};
use crate::page::{Block, Choice, Input, Page, Problem, Purpose, Question, Step};
use crate::text::{Lang, Text};

pub(crate) fn examples(lang: Lang) -> Vec<Example> {
    let go_on = || words(lang, "Continua", "Continue", "مُتَابَعَةٌ");
    let alone = |question: Question| {
        let mut page = page(lang, question.label.clone())
            .say(words(
                lang,
                "Lo trovi sulla tessera sanitaria.",
                "You find it on the health card.",
                "تَجِدُهُ عَلَى الْبِطَاقَةِ الصِّحِّيَّةِ.",
            ))
            .with(question)
            .submit(go_on());
        page.step = Some(Step { now: 2, of: 5, part: None });
        page
    };
    let title = || words(lang, "I tuoi dati", "Your details", "بَيَانَاتُكَ");
    let all = |answers: Answers| -> Page {
        all_kinds(lang, answers).into_iter().fold(page(lang, title()), Page::with).submit(go_on())
    };
    let search = page(lang, words(lang, "Trova la tua sede", "Find your office", "اُعْثُرْ عَلَى مَكْتَبِكَ"))
        .with(Question::new(
            "q",
            words(lang, "Comune o CAP", "Town or postcode", "اَلْبَلْدَةُ أَوِ الرَّمْزُ الْبَرِيدِيُّ"),
            Input::Line { value: "Reggio Calabria".into(), width: 30 },
        ))
        .search(words(lang, "Cerca la sede", "Find the office", "اِبْحَثْ عَنِ الْمَكْتَبِ"));
    vec![
        Example::new("question_alone", alone(fiscal_code(lang, "", false))),
        Example::new("question_alone_wrong", alone(fiscal_code(lang, "RSSMRA58C67H501Z", true))),
        Example::new("question_date_alone", alone(birth(lang, ["", "", ""], &None))),
        Example::new("question_date_wrong_part", alone(birth(lang, ["27", "13", "1958"], &Some(vec![1])))),
        Example::new("question_choice_alone", alone(sex(lang, None))),
        Example::new("questions_empty", all(Answers::Empty)),
        Example::new("questions_filled", all(Answers::Filled)),
        Example::new("questions_wrong", all(Answers::Wrong)),
        Example::new("questions_share_a_problem", share(all(Answers::Wrong))),
        Example::new("question_search", search.public()),
    ]
}

/// The same page, with the problem of its first question that of all which have one.
fn share(mut page: Page) -> Page {
    let mut first = None;
    for block in &mut page.body {
        if let Block::Question(question) = block
            && question.problem.is_some()
        {
            match &first {
                Some(first) => {
                    question.calm();
                    question.shares = Some(String::clone(first));
                }
                None => first = Some(question.name.clone()),
            }
        }
    }
    page
}

#[derive(Clone, Copy, PartialEq)]
enum Answers {
    Empty,
    Filled,
    Wrong,
}

/// One question of each kind.
fn all_kinds(lang: Lang, answers: Answers) -> Vec<Question> {
    let full = |value: &str| if answers == Answers::Empty { String::new() } else { value.to_owned() };
    let chosen = |value: &str| (answers == Answers::Filled).then(|| value.to_owned());
    let wrong = |text: Text| (answers == Answers::Wrong).then(|| Problem::from(text));
    let date = if answers == Answers::Empty { ["", "", ""] } else { ["31", "6", "1958"] };
    vec![
        Question::new(
            "nome",
            words(lang, "Nome", "First name", "اَلِاسْمُ"),
            Input::Line { value: full("Maria"), width: 24 },
        )
        .purpose(Purpose::GivenName)
        .name_of_person()
        .problem(wrong(words(lang, "Inserisci il nome", "Enter your first name", "أَدْخِلِ الِاسْمَ"))),
        fiscal_code(
            lang,
            if answers == Answers::Empty { "" } else { "RSSMRA58C67H501X" },
            answers == Answers::Wrong,
        ),
        birth(lang, date, &(answers == Answers::Wrong).then(Vec::new)),
        sex(lang, chosen("f")),
        channels(
            lang,
            chosen("lettera").into_iter().collect(),
            wrong(words(
                lang,
                "Scegli almeno un modo",
                "Choose at least one way",
                "اِخْتَرْ طَرِيقَةً وَاحِدَةً عَلَى الْأَقَلِّ",
            )),
        ),
        Question::new(
            "cap",
            words(lang, "CAP", "Postcode", "اَلرَّمْزُ الْبَرِيدِيُّ"),
            Input::Code { value: full("60121"), width: 5, digits: true },
        )
        .purpose(Purpose::PostalCode),
        Question::new(
            "telefono",
            words(lang, "Telefono", "Telephone", "اَلْهَاتِفُ"),
            Input::Phone { value: full("+39 071 200 000") },
        )
        .purpose(Purpose::Tel)
        .optional(),
        Question::new(
            "posta",
            words(lang, "Posta elettronica", "E-mail", "اَلْبَرِيدُ الْإِلِكْتُرُونِيُّ"),
            Input::Mail { value: full("maria@posta.example") },
        )
        .purpose(Purpose::Email)
        .optional(),
        Question::new(
            "importo",
            words(lang, "Importo in euro", "Amount in euro", "اَلْمَبْلَغُ بِالْيُورُو"),
            Input::Money { value: full("1.234,50") },
        ),
        Question::new(
            "messaggio",
            words(lang, "Che cosa vuoi dirci?", "What do you want to tell us?", "مَاذَا تُرِيدُ أَنْ تَقُولَ لَنَا؟"),
            Input::LongText { value: full("Vorrei sapere\na che punto è la domanda.") },
        ),
        Question::new("pin", words(lang, "PIN", "PIN", "رَمْزُ الدُّخُولِ"), Input::Secret { width: 8 })
            .hint(words(
                lang,
                "Le otto cifre che hai scelto",
                "The eight digits you chose",
                "اَلْأَرْقَامُ الثَّمَانِيَةُ الَّتِي اخْتَرْتَهَا",
            ))
            .purpose(Purpose::CurrentPassword),
        consent(lang, chosen("si")),
    ]
}

fn fiscal_code(lang: Lang, value: &str, wrong: bool) -> Question {
    let problem = wrong.then(|| {
        words(
            lang,
            "L’ultima lettera del codice fiscale non corrisponde alle altre: controlla ogni carattere",
            "The last letter of the fiscal code does not match the rest: check each character",
            "اَلْحَرْفُ الْأَخِيرُ مِنَ الرَّمْزِ الضَّرِيبِيِّ لَا يُطَابِقُ الْبَاقِيَ: تَحَقَّقْ مِنْ كُلِّ حَرْفٍ",
        )
        .into()
    });
    Question::new(
        "codice-fiscale",
        words(lang, "Qual è il tuo codice fiscale?", "What is your fiscal code?", "مَا هُوَ رَمْزُكَ الضَّرِيبِيُّ؟"),
        Input::FiscalCode { value: value.to_owned() },
    )
    .hint(words(lang, "Sedici lettere e cifre", "Sixteen letters and digits", "سِتَّةَ عَشَرَ حَرْفًا وَرَقْمًا"))
    .problem(problem)
}

fn birth(lang: Lang, [day, month, year]: [&str; 3], wrong: &Option<Vec<u8>>) -> Question {
    let problem = wrong.clone().map(|parts| Problem {
        text: words(
            lang,
            "La data di nascita deve essere un giorno che esiste",
            "The date of birth must be a day that exists",
            "تَارِيخُ الْمِيلَادِ يَجِبُ أَنْ يَكُونَ يَوْمًا مَوْجُودًا",
        ),
        parts,
    });
    Question::new(
        "nascita",
        words(lang, "Quando sei nata o nato?", "When were you born?", "مَتَى وُلِدْتَ؟"),
        Input::Date { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() },
    )
    .hint(words(
        lang,
        "Tre caselle: giorno, mese, anno. Per esempio, 27 3 1958",
        "Three boxes: day, month, year. For example, 27 3 1958",
        "ثَلَاثُ خَانَاتٍ: اَلْيَوْمُ وَالشَّهْرُ وَالسَّنَةُ. مَثَلًا، 27 3 1958",
    ))
    .problem(problem)
    .purpose(Purpose::Bday)
}

fn choice(value: &str, label: Text, hint: Option<Text>) -> Choice {
    Choice { value: value.to_owned(), label, hint }
}

fn sex(lang: Lang, chosen: Option<String>) -> Question {
    let choices = vec![
        choice("f", words(lang, "Femmina", "Female", "أُنْثَى"), None),
        choice("m", words(lang, "Maschio", "Male", "ذَكَرٌ"), None),
    ];
    let label = words(lang, "Qual è il tuo sesso?", "What is your sex?", "مَا جِنْسُكَ؟");
    Question::new("sesso", label, Input::OneChoice { choices, chosen }).hint(words(
        lang,
        "Come nel codice fiscale",
        "As in the fiscal code",
        "كَمَا فِي الرَّمْزِ الضَّرِيبِيِّ",
    ))
}

fn channels(lang: Lang, chosen: Vec<String>, problem: Option<Problem>) -> Question {
    let choices = vec![
        choice(
            "lettera",
            words(lang, "Lettera", "Letter", "رِسَالَةٌ"),
            Some(words(lang, "In caratteri grandi", "In large print", "بِحُرُوفٍ كَبِيرَةٍ")),
        ),
        choice("braille", words(lang, "Lettera in braille", "Letter in braille", "رِسَالَةٌ بِطَرِيقَةِ بَرَايِلَ"), None),
        choice("telefono", words(lang, "Telefonata", "Telephone call", "مُكَالَمَةٌ هَاتِفِيَّةٌ"), None),
    ];
    let label = words(lang, "Come vuoi le risposte?", "How do you want your answers?", "كَيْفَ تُرِيدُ الْأَجْوِبَةَ؟");
    Question::new("modi", label, Input::ManyChoices { choices, chosen })
        .hint(words(
            lang,
            "Seleziona tutte le risposte giuste",
            "Select all that apply",
            "اِخْتَرْ كُلَّ الْإِجَابَاتِ الصَّحِيحَةِ",
        ))
        .problem(problem)
}

fn consent(lang: Lang, chosen: Option<String>) -> Question {
    let label = words(lang, "La tua dichiarazione", "Your declaration", "تَصْرِيحُكَ");
    let sentence = words(
        lang,
        "Dichiaro che i dati sono veri",
        "I declare that the data are true",
        "أُصَرِّحُ بِأَنَّ الْبَيَانَاتِ صَحِيحَةٌ",
    );
    let choices = vec![choice("si", sentence, None)];
    Question::new("veri", label, Input::ManyChoices { choices, chosen: chosen.into_iter().collect() })
}

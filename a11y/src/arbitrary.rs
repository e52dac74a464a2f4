//! Any Page, for property tests; and every text that stands in one.

use jiff::civil::{Date, Time};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::page::*;
use crate::text::{Builder, Cents, Hundredths, Lang, Opening, Span, Text};

/// Any of the languages.
pub(crate) fn lang() -> impl Strategy<Value = Lang> {
    proptest::sample::select(Lang::ALL.to_vec())
}

fn words(lang: Lang) -> BoxedStrategy<String> {
    match lang {
        Lang::It => "[A-Za-zàèéìòù’]{1,12}( [a-zàèéìòù]{1,12}){0,5}[.:]?".boxed(),
        Lang::En => "[A-Za-z’]{1,12}( [a-z]{1,12}){0,5}[.:]?".boxed(),
        Lang::Ar => "[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]{1,8}( [بتثجحخدسعلم]{1,8}){0,4}".boxed(),
    }
}

fn date() -> impl Strategy<Value = Date> {
    (1800_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn time() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0))
}

fn opening() -> impl Strategy<Value = Opening> {
    (0_u8..7, time(), time(), any::<bool>()).prop_map(|(weekday, from, to, by_appointment)| Opening {
        weekday,
        from,
        to,
        by_appointment,
    })
}

/// Any span; its words are in the language of the page.
pub(crate) fn span(lang: Lang) -> BoxedStrategy<Span> {
    prop_oneof![
        4 => words(lang).prop_map(|words| Span::Words(words.into())),
        1 => any::<i64>().prop_map(Span::Number),
        1 => any::<i64>().prop_map(|number| Span::Decimal(Hundredths(number))),
        1 => any::<i64>().prop_map(|cents| Span::Money(Cents(cents))),
        1 => date().prop_map(Span::Date),
        1 => time().prop_map(Span::Time),
        1 => (0_i16..=9999).prop_map(Span::Year),
        1 => "[A-Z]{0,3}[0-9]{1,9}(-[0-9A-Z]{1,3})?".prop_map(Span::Code),
        1 => "([A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z])|[0-9]{11}".prop_map(Span::FiscalCode),
        1 => "\\+?[0-9]{3,14}".prop_map(Span::Phone),
        1 => "[a-z]{1,12}(\\.[a-z]{1,9})?@[a-z]{1,12}\\.it".prop_map(Span::Mail),
        2 => "\\PC{0,20}[A-Za-z]{1,100}|Via [A-Z][a-z]{2,12} [0-9]{1,3}".prop_map(|name| Span::Foreign(Lang::It, name)),
        1 => vec(opening(), 0..5).prop_map(Span::Hours),
    ]
    .boxed()
}

/// Any text that is not empty.
pub(crate) fn text(lang: Lang) -> BoxedStrategy<Text> {
    (vec(span(lang), 1..4), any::<bool>())
        .prop_map(|(spans, private)| {
            let fill = |b: &mut Builder| {
                for (n, span) in spans.iter().enumerate() {
                    if n > 0 {
                        b.words(" ");
                    }
                    b.span(span.clone());
                }
            };
            let text = Builder::message(fill, None::<fn(&mut Builder)>);
            if private { text.private() } else { text }
        })
        .boxed()
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,60}", any::<String>()]
}

fn link(lang: Lang) -> impl Strategy<Value = Link> {
    let to = prop_oneof![
        "(/[a-z]{1,9}){1,12}".prop_map(Target::Inside),
        "\\+?[0-9]{3,14}".prop_map(Target::Phone),
        "[a-z]{1,12}@[a-z]{1,12}\\.it".prop_map(Target::Mail),
        "https://[a-z]{3,30}\\.it/".prop_map(Target::Outside),
        "/[a-z]{1,9}\\.csv".prop_map(Target::Download),
    ];
    (text(lang), to, option::of(text(lang))).prop_map(|(text, to, note)| Link { text, to, note })
}

fn choices(lang: Lang) -> impl Strategy<Value = Vec<Choice>> {
    vec((text(lang), option::of(text(lang))), 1..5).prop_map(|choices| {
        let numbered = choices.into_iter().enumerate();
        numbered.map(|(n, (label, hint))| Choice { value: format!("v{n}"), label, hint }).collect()
    })
}

fn input(lang: Lang) -> BoxedStrategy<Input> {
    prop_oneof![
        typed().prop_map(|value| Input::Line { value, width: 20 }),
        typed().prop_map(|value| Input::LongText { value }),
        (typed(), any::<bool>()).prop_map(|(value, digits)| Input::Code { value, width: 8, digits }),
        typed().prop_map(|value| Input::FiscalCode { value }),
        (typed(), typed(), typed()).prop_map(|(day, month, year)| Input::Date { day, month, year }),
        (choices(lang), option::of("v[0-4]"))
            .prop_map(|(choices, chosen)| Input::OneChoice { choices, chosen }),
        (choices(lang), vec("v[0-4]", 0..3))
            .prop_map(|(choices, chosen)| Input::ManyChoices { choices, chosen }),
        typed().prop_map(|value| Input::Phone { value }),
        typed().prop_map(|value| Input::Mail { value }),
        typed().prop_map(|value| Input::Money { value }),
        Just(Input::Secret { width: 8 }),
        "[a-z0-9.]{0,40}".prop_map(|challenge| Input::CardSignature { challenge }),
    ]
    .boxed()
}

fn question(lang: Lang) -> impl Strategy<Value = Question> {
    let problem = (text(lang), vec(0_u8..3, 0..3)).prop_map(|(text, parts)| Problem { text, parts });
    (text(lang), option::of(text(lang)), option::of(problem), any::<bool>(), input(lang)).prop_map(
        |(label, hint, problem, optional, input)| Question {
            name: String::new(),
            label,
            hint,
            problem,
            shares: None,
            optional,
            purpose: None,
            name_of_person: false,
            latin: false,
            input,
        },
    )
}

fn table(lang: Lang) -> impl Strategy<Value = Table> {
    (1_usize..5).prop_flat_map(move |columns| {
        let column = (text(lang), any::<bool>()).prop_map(|(header, numeric)| Column { header, numeric });
        let cell = prop_oneof![4 => text(lang), 1 => Just(Text::default())];
        let row = (text(lang), vec(cell, columns - 1), option::of(link(lang)), any::<bool>())
            .prop_map(|(header, cells, link, total)| Row { header, cells, link, total });
        (text(lang), vec(column, columns), vec(row, 1..4)).prop_map(|(caption, columns, rows)| Table {
            caption,
            columns,
            rows,
        })
    })
}

fn status() -> impl Strategy<Value = TaskStatus> {
    proptest::sample::select(vec![
        TaskStatus::Done,
        TaskStatus::ToDo,
        TaskStatus::Begun,
        TaskStatus::Wrong,
        TaskStatus::Blocked,
        TaskStatus::Review,
        TaskStatus::Refused,
    ])
}

fn leaf(lang: Lang) -> BoxedStrategy<Block> {
    let task = (text(lang), option::of(link(lang)), status()).prop_map(|(label, link, status)| Task {
        label,
        to: link.map(|link| link.to),
        status,
    });
    let row = (text(lang), text(lang), option::of(link(lang)))
        .prop_map(|(label, value, change)| SummaryRow { label, value, change });
    let sent = ("[A-Z]{2}[0-9]{7}", text(lang), date(), time(), vec(text(lang), 0..3))
        .prop_map(|(protocol, label, date, time, next)| Confirmation { protocol, label, date, time, next });
    prop_oneof![
        text(lang).prop_map(Block::Paragraph),
        (any::<bool>(), vec(text(lang), 1..4)).prop_map(|(ordered, items)| List { ordered, items }.into()),
        (prop_oneof![text(lang), Just(Text::default())], vec(row, 1..4))
            .prop_map(|(caption, rows)| Summary { caption, rows }.into()),
        table(lang).prop_map(Block::Table),
        question(lang).prop_map(Block::from),
        vec(task, 1..4).prop_map(|tasks| TaskList { tasks }.into()),
        vec(link(lang), 1..4).prop_map(Block::Links),
        (text(lang), text(lang), vec(link(lang), 1..4)).prop_map(|(name, here, links)| Pages {
            name,
            here,
            links
        }
        .into()),
        sent.prop_map(Block::Confirmation),
    ]
    .boxed()
}

fn block(lang: Lang) -> BoxedStrategy<Block> {
    leaf(lang)
        .prop_recursive(3, 10, 3, move |inner| {
            let tone = proptest::sample::select(vec![Tone::Info, Tone::Done, Tone::Warning]);
            prop_oneof![
                (text(lang), vec(inner.clone(), 0..3))
                    .prop_map(|(heading, body)| Section { heading, body }.into()),
                (tone, text(lang), vec(inner, 0..3)).prop_map(|(tone, title, body)| Notice {
                    tone,
                    title,
                    body
                }
                .into()),
            ]
        })
        .boxed()
}

/// Any page in a language, its questions named `q-1`, `q-2` and so on.
pub(crate) fn page_in(lang: Lang) -> BoxedStrategy<Page> {
    let action = prop_oneof![
        link(lang).prop_map(Action::Link),
        text(lang).prop_map(|label| {
            let address = "/it/prova".to_owned();
            Action::Send(Send { label, address, fields: Vec::new(), primary: false })
        }),
    ];
    let step = (1_u8..9, 1_u8..9, option::of(text(lang)));
    let step = option::of(step.prop_map(|(now, of, part)| Step { now, of, part }));
    (text(lang), step, any::<bool>(), any::<bool>(), vec(block(lang), 0..5), text(lang), vec(action, 0..3))
        .prop_map(move |(title, step, private, test_data, mut body, submit, actions)| {
            name_questions(&mut body, &mut 0);
            let mut page = Page { step, private, test_data, body, actions, ..Page::new(lang, title) };
            if !page.questions().is_empty() {
                page = page.submit(submit);
            }
            page
        })
        .boxed()
}

/// Any page in any language.
pub(crate) fn page() -> impl Strategy<Value = Page> {
    lang().prop_flat_map(page_in)
}

fn name_questions(body: &mut [Block], count: &mut usize) {
    for block in body {
        match block {
            Block::Question(question) => {
                *count += 1;
                question.name = format!("q-{count}");
            }
            Block::Section(section) => name_questions(&mut section.body, count),
            Block::Notice(notice) => name_questions(&mut notice.body, count),
            _ => {}
        }
    }
}

/// Every text of the blocks, in reading order: what no rendering may lose.
pub(crate) fn texts(body: &[Block]) -> Vec<Text> {
    body.iter().flat_map(block_texts).filter(|text| !text.is_empty()).collect()
}

fn block_texts(block: &Block) -> Vec<Text> {
    let link = |link: &Option<Link>| link.iter().map(|link| link.text.clone()).collect::<Vec<_>>();
    match block {
        Block::Paragraph(text) => vec![text.clone()],
        Block::List(list) => list.items.clone(),
        Block::Notice(notice) => [vec![notice.title.clone()], texts(&notice.body)].concat(),
        Block::Section(section) => [vec![section.heading.clone()], texts(&section.body)].concat(),
        Block::Summary(summary) => {
            let row =
                |row: &SummaryRow| [vec![row.label.clone(), row.value.clone()], link(&row.change)].concat();
            [vec![summary.caption.clone()], summary.rows.iter().flat_map(row).collect()].concat()
        }
        Block::Table(table) => {
            let row = |row: &Row| [vec![row.header.clone()], row.cells.clone(), link(&row.link)].concat();
            let headers = table.columns.iter().map(|column| column.header.clone()).collect();
            [vec![table.caption.clone()], headers, table.rows.iter().flat_map(row).collect()].concat()
        }
        Block::Question(question) => question_texts(question),
        Block::TaskList(list) => list.tasks.iter().map(|task| task.label.clone()).collect(),
        Block::Links(links) => {
            links.iter().flat_map(|link| [Some(link.text.clone()), link.note.clone()]).flatten().collect()
        }
        Block::Pages(pages) => {
            let links = pages.links.iter().map(|link| link.text.clone());
            [pages.name.clone(), pages.here.clone()].into_iter().chain(links).collect()
        }
        Block::Confirmation(sent) => {
            let values = [Span::Code(sent.protocol.clone()), Span::Date(sent.date), Span::Time(sent.time)];
            [vec![sent.label.clone()], values.map(Text::from).to_vec(), sent.next.clone()].concat()
        }
    }
}

fn question_texts(question: &Question) -> Vec<Text> {
    let mut texts = vec![question.label.clone()];
    texts.extend(question.hint.clone());
    texts.extend(question.problem.iter().map(|problem| problem.text.clone()));
    if let Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } = &question.input {
        for choice in choices {
            texts.push(choice.label.clone());
            texts.extend(choice.hint.clone());
        }
    }
    texts
}

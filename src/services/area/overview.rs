//! The area's first page: who the citizen is, and the way to everything else.

use a11y::page::{Block, Link, Notice, Page, Section, Send, Summary, SummaryRow, Target, Tone};
use a11y::text::{Lang, Span, Text};

use super::records::Counts;
use super::{NAME, cases, drafts, history, sessions, words};
use crate::citizen::Level;
use crate::citizen::records::{Citizen, Contact, Pin};
use crate::citizen::worded::residence;
use crate::clock::Moment;
use crate::places::{Belfiore, Birthplace};
use crate::services::{ALL, Channel, RESUMED, Service, about, named, path, told_apart};

/// What the first page shows.
#[derive(Debug)]
pub(super) struct Known {
    /// The person on record.
    pub(super) person: Citizen,
    /// Telephones and mail.
    pub(super) contacts: Vec<Contact>,
    /// The PIN, in use or revoked.
    pub(super) pin: Option<Pin>,
    /// The institute's PIN is in use here; else there is nothing to say of it.
    pub(super) by_pin: bool,
    /// How much there is below.
    pub(super) counts: Counts,
    /// The newest drafts.
    pub(super) drafts: Vec<drafts::Found>,
    /// Where forms wait that came after the end of their session, and until when: the newest first.
    pub(super) late: Vec<(String, Moment)>,
    /// Since when preferences are kept with the citizen's data.
    pub(super) preferences: Option<Moment>,
}

/// The page. A kiosk keeps no preferences, and has commands for how one reads.
pub(super) fn page(lang: Lang, known: &Known, channel: Channel) -> Page {
    let mut page = Page::new(lang, words::title(lang));
    page.body.extend(late(lang, &known.late).map(Block::from));
    page.body.extend(drafts::section(lang, &known.drafts).map(Block::from));
    page = page
        .with(Section { heading: words::services(lang), body: vec![Block::Links(services(lang))] })
        .with(Section {
            heading: words::who(lang),
            body: vec![
                Summary { caption: words::your_data(lang), rows: who(lang, known) }.into(),
                words::wrong_data(lang).into(),
                Block::Links(vec![about::office(lang)]),
            ],
        })
        .with(Section { heading: words::here(lang), body: vec![Block::Links(below(lang, known.counts))] });
    if channel == Channel::Web {
        page = page.with(preferences(lang, known.preferences));
    }
    page = page.send(Send {
        label: words::sign_out(lang),
        address: path(lang, "esci"),
        fields: Vec::new(),
        primary: false,
    });
    page.test_data = known.person.synthetic;
    page
}

/// The way to what was typed and not sent, for the session had ended; `None` if nothing was.
fn late(lang: Lang, forms: &[(String, Moment)]) -> Option<Section> {
    let link = |(address, until): &(String, Moment)| {
        let (name, rest) = address.split_once('/').unwrap_or((address, ""));
        let called = named(name)?.page_called(lang, &rest.split('/').collect::<Vec<_>>());
        let to = path(lang, &format!("{address}?{RESUMED}=1"));
        Some(Link::inside(words::late_go_on(lang, &called), to).noted(words::late_note(lang, until.time())))
    };
    let links = told_apart(lang, forms.iter().filter_map(link).collect());
    let body = || vec![words::late_what(lang).into(), Block::Links(links)];
    (!forms.is_empty()).then(|| Section { heading: words::late(lang), body: body() })
}

/// What has been done when one comes here from the activation of a PIN.
pub(super) fn pin_active(lang: Lang) -> Notice {
    let body = vec![words::pin_active_what(lang).into()];
    Notice { tone: Tone::Done, title: words::pin_active(lang), body }
}

/// The services that one uses signed in, and what can be done with the PIN.
fn services(lang: Lang) -> Vec<Link> {
    let own = |service: &&&dyn Service| service.signs_in() && service.name() != NAME;
    let listed = ALL.iter().filter(own).map(|service| (service.sheet(lang), service.name()));
    let mut links: Vec<Link> = listed
        .filter(|(sheet, _)| sheet.listed)
        .map(|(sheet, name)| Link::inside(sheet.title, path(lang, name)).noted(sheet.summary))
        .collect();
    links.push(Link::inside(words::pin_change(lang), path(lang, "pin/modifica")));
    links.push(Link::inside(words::pin_revoke(lang), path(lang, "pin/revoca")));
    links
}

fn who(lang: Lang, known: &Known) -> Vec<SummaryRow> {
    let person = &known.person;
    let row = |label: Text, value: Text| SummaryRow { label, value: value.private(), change: None };
    let mut rows = vec![
        row(words::name(lang), Text::name(person.full_name())),
        row(words::code(lang), Span::FiscalCode(person.code.as_str().to_owned()).into()),
        row(words::born_on(lang), person.born.into()),
        row(words::born_in(lang), birthplace(lang, person)),
        row(words::lives(lang), residence(lang, &person.residence)),
    ];
    // In the order of the form that asks for them, not in that in which they came to be known.
    let order =
        |contact: &&Contact| ["home", "office", "mobile"].iter().position(|kind| contact.kind == *kind);
    let mut contacts: Vec<&Contact> = known.contacts.iter().collect();
    contacts.sort_by_key(|contact| order(contact).unwrap_or(usize::MAX));
    for contact in contacts {
        let (label, value) = worded(lang, contact);
        rows.push(row(label, value));
    }
    if known.by_pin {
        rows.push(row(words::pin(lang), pin(lang, known.pin.as_ref())));
    }
    rows
}

/// What a contact is called, and the contact.
pub(super) fn worded(lang: Lang, contact: &Contact) -> (Text, Text) {
    let phone = || Text::from(Span::Phone(contact.value.clone()));
    match contact.kind.as_str() {
        "home" => (words::contact_home(lang), phone()),
        "office" => (words::contact_office(lang), phone()),
        "mobile" => (words::contact_mobile(lang), phone()),
        _ => (words::contact_mail(lang), Span::Mail(contact.value.clone()).into()),
    }
}

/// What the PIN opens, and since when.
pub(super) fn pin(lang: Lang, pin: Option<&Pin>) -> Text {
    match pin.filter(|pin| pin.revoked.is_none()) {
        Some(pin) if pin.level >= Level::Actor => words::pin_sends(lang, pin.changed.date()),
        Some(pin) => words::pin_reads(lang, pin.changed.date()),
        None => words::pin_none(lang),
    }
}

/// Where a person was born, a comune as it was called that day; the code itself where the tables do not know it.
pub(super) fn birthplace(lang: Lang, person: &Citizen) -> Text {
    match Belfiore::parse(&person.birthplace).and_then(|code| Birthplace::of(code, person.born)) {
        Some(Birthplace::Comune(found)) => Text::name(found.comune.label()),
        Some(Birthplace::Stato(stato)) => stato.called(lang),
        None => Text::name(person.birthplace.clone()),
    }
}

/// The way to the lists, to the sessions and to the copy.
fn below(lang: Lang, counts: Counts) -> Vec<Link> {
    let counted = |list: super::Listing, count: i64| {
        Link::inside(words::counted(lang, &list.title(lang, 1), count), list.address(lang, 1))
    };
    vec![
        counted(drafts::LIST, counts.drafts),
        counted(cases::LIST, counts.cases),
        counted(history::LETTERS, counts.letters),
        counted(history::MET, counts.encounters),
        Link::inside(words::sessions(lang), path(lang, sessions::ADDRESS)),
        Link {
            text: words::download(lang),
            to: Target::Download(path(lang, &format!("{NAME}/dati"))),
            note: None,
        },
    ]
}

fn preferences(lang: Lang, since: Option<Moment>) -> Section {
    let kept = match since {
        Some(since) => words::preferences_kept(lang, since.date()),
        None => words::preferences_not_kept(lang),
    };
    let links = Block::Links(vec![about::preferences(lang)]);
    Section { heading: words::preferences(lang), body: vec![kept.into(), links] }
}

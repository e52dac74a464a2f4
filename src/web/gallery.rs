//! Every page in every state, as it leaves the front door: what the judge, the validators, the browsers and the
//! reviewers look at.

use a11y::page::{Action, Frame, Link, Method, Page, View};
use a11y::text::{Lang, Text};
use jiff::civil::time;

use super::errors::{self, End, Kept, Problem};
use super::forms::FormProblem;
use super::front::{self, late, unseen, waiting};
use super::preferences::{self, Preferences};
use super::shell::{self, Look, Theme, Who};
use super::{own_pages, reply, words};
use crate::citizen::Level;
use crate::clock::Moment;
use crate::config::Config;
use crate::kiosks::Refusal;
use crate::services::{self, Channel, Example, Fields, WITHOUT_PIN};

/// When the front door tells something: 23 November 2026, 10:00 in Rome.
const NOW: Moment = Moment(1_795_424_400_000);

/// One page in one state.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// Service and state: `sedi/con-risultati`.
    pub name: String,
    /// The page.
    pub page: Page,
    /// Its frame.
    pub frame: Frame,
    /// The whole document.
    pub html: String,
    /// It differs from another in its words alone, as [`Example::in_words`] has it.
    pub in_words: bool,
}

/// Every page of the portal in `lang`, in the colours of `theme` (as the preferences page names them).
pub fn gallery(lang: Lang, theme: &str) -> Vec<Exhibit> {
    let look = Look { theme: Theme::from_code(theme).unwrap_or_default(), ..Look::default() };
    let mut exhibits: Vec<Exhibit> = Vec::new();
    for service in services::ALL {
        for mut example in service.examples(lang) {
            if example.name.ends_with(WITHOUT_PIN) {
                front::without_pin(&mut example.page);
            }
            // What is private in a service that one uses signed in is shown to nobody else.
            let signed_in = service.signs_in() && example.page.private;
            let level = if signed_in { service.level().max(Level::Reader) } else { service.level() };
            let status = if example.slowed || example.enough { errors::SLOWED } else { 200 };
            if example.slowed {
                example.page = errors::slowed(example.page, &Config::default());
            }
            exhibits.push(exhibit(example, level, status, look));
        }
    }
    for problem in Problem::ALL {
        let [page, at_kiosk] = [Channel::Web, Channel::Kiosk].map(|channel| {
            let page = problem.page(lang, &Config::default(), (channel, true), "area");
            let begins = matches!(problem, Problem::Over(_) | Problem::Spent);
            if begins { page.link(services::pin::begin_again(lang)) } else { page }
        });
        let name = match problem {
            Problem::Gone => "errori/non-collegato".to_owned(),
            Problem::NotDone => "errori/senza-effetto".to_owned(),
            Problem::NoCookie => "errori/senza-cookie".to_owned(),
            Problem::NoRecords => "errori/senza-archivio".to_owned(),
            Problem::Ended { how: End::Lost, .. } => "errori/sessione-dimenticata".to_owned(),
            Problem::Ended { how: End::Closed(_), .. } => "errori/sessione-chiusa-altrove".to_owned(),
            Problem::Ended { how: End::Left(_), .. } => "errori/sessione-chiusa".to_owned(),
            Problem::Ended { kept: Kept::Form, .. } => "errori/sessione-finita".to_owned(),
            Problem::Ended { kept: Kept::NoSecret, .. } => "errori/sessione-finita-segreti".to_owned(),
            Problem::Ended { kept: Kept::Nothing, .. } => "errori/sessione-finita-pulsante".to_owned(),
            Problem::Anothers { kept: true } => "errori/di-altri".to_owned(),
            Problem::Anothers { kept: false } => "errori/di-altri-pulsante".to_owned(),
            Problem::Over(Some(_)) => "errori/sessione-anonima-finita".to_owned(),
            Problem::Over(None) => "errori/sessione-anonima-finita-da-tempo".to_owned(),
            Problem::Spent => "errori/risposte-non-piu".to_owned(),
            Problem::Kiosk(Refusal::Signature) => "errori/chiosco-firma".to_owned(),
            Problem::Kiosk(Refusal::Unknown) => "errori/chiosco-sconosciuto".to_owned(),
            Problem::Kiosk(Refusal::Clock) => "errori/chiosco-orologio".to_owned(),
            Problem::Full => "errori/bozza-piena".to_owned(),
            Problem::Form(why) => format!("errori/422-{}", format!("{why:?}").to_lowercase()),
            _ => format!("errori/{}", problem.status()),
        };
        if at_kiosk != page {
            let told = Example::new(format!("{name}-al-chiosco"), at_kiosk).in_words();
            exhibits.push(exhibit(told, Level::Anonymous, problem.status(), look));
        }
        exhibits.push(exhibit(Example::new(name.clone(), page), Level::Anonymous, problem.status(), look));
        if let Problem::Ended { how: End::Closed(_), .. } = problem {
            let told = |channel| {
                problem.page(lang, &Config { pin: false, ..Config::default() }, (channel, true), "area")
            };
            let name = format!("{name}-{WITHOUT_PIN}");
            let at_kiosk = Example::new(format!("{name}-al-chiosco"), told(Channel::Kiosk)).in_words();
            for example in [Example::new(name, told(Channel::Web)), at_kiosk] {
                exhibits.push(exhibit(example, Level::Anonymous, problem.status(), look));
            }
        }
    }
    let own = [
        ("preferenze/mie", Level::Reader, Some(false)),
        ("preferenze/conservate", Level::Reader, Some(true)),
        ("preferenze/aperte", Level::Anonymous, None),
    ];
    for (name, level, kept) in own {
        let page = preferences::page(lang, Preferences::default(), kept, kept.is_none(), None);
        exhibits.push(exhibit(Example::new(name, page), level, 200, look));
    }
    let out = Example::new("uscita", super::own_pages::signed_out(lang));
    exhibits.push(exhibit(out, Level::Anonymous, 200, look));
    let missing = preferences::page(lang, Preferences::default(), None, false, Some(&Fields::default()));
    let missing = errors::with_ways(missing, words::preferences_unsaved(lang), &Config::default());
    exhibits.push(exhibit(Example::new("preferenze/errori", missing), Level::Anonymous, 422, look));
    exhibits.extend(told_over(&exhibits, look));
    exhibits
}

/// The page of a service, the state it is in then, its status and reader, and what is told over it.
type Over = (&'static str, &'static str, u16, Level, fn(&mut Page));

/// What the front door tells over the page of a service: that its form came back unsent, and why; that its button did
/// nothing; that there is more time; what has become of what was begun, and what of it waits.
const OVER: [Over; 16] = [
    ("lavoro-domestico/piena-mansione", "vecchia", 403, Level::Reader, |page| {
        late::refill(page, &typed(), words::again_old(page.lang));
    }),
    ("lavoro-domestico/piena-mansione", "ripresa", 200, Level::Reader, |page| {
        late::refill(page, &typed(), words::again_late(page.lang));
    }),
    ("lavoro-domestico/piena-mansione", "di-troppo", 422, Level::Reader, |page| {
        late::refill(page, &typed(), words::again_fields(page.lang));
    }),
    ("lavoro-domestico/piena-mansione", "senza-posto", 413, Level::Reader, |page| {
        late::refill(page, &typed(), words::again_full(page.lang));
    }),
    ("lavoro-domestico/piena-mansione", "con-piu-tempo", 200, Level::Reader, |page| {
        page.done = Some(own_pages::has_more_time(page.lang, NOW));
    }),
    ("lavoro-domestico/piena-elimina", "senza-effetto", 403, Level::Reader, |page| {
        late::without_effect(page, (words::not_done_title(page.lang), words::not_done(page.lang)));
    }),
    ("lavoro-domestico/piena-mansione", "vecchia-al-chiosco", 403, Level::Reader, |page| {
        late::refill(page, &typed(), words::kiosk_again_old(page.lang));
    }),
    ("lavoro-domestico/piena-elimina", "senza-effetto-al-chiosco", 403, Level::Reader, |page| {
        late::without_effect(
            page,
            (words::kiosk_not_done_title(page.lang), words::kiosk_not_done(page.lang)),
        );
    }),
    ("segnala/compilata", "senza-cookie", 403, Level::Anonymous, |page| {
        late::refill(page, &typed(), words::again_no_cookie(page.lang));
    }),
    ("segnala/compilata", "segno", 422, Level::Anonymous, |page| faulty(page, FormProblem::Control)),
    ("segnala/compilata", "lettere", 422, Level::Anonymous, |page| faulty(page, FormProblem::Charset)),
    ("pin/inizio", "senza-cookie", 403, Level::Anonymous, |page| {
        late::without_effect(page, (words::not_done_title(page.lang), words::not_done_no_cookie(page.lang)));
    }),
    ("accedi/per-un-servizio", "modulo-conservato", 200, Level::Anonymous, |page| {
        waiting::tell(page, words::waits_form(page.lang));
    }),
    ("accedi/per-un-servizio", "risposte-salvate", 200, Level::Anonymous, |page| {
        waiting::tell(page, words::waits_draft(page.lang));
    }),
    ("pin/inizio", "da-capo", 200, Level::Anonymous, |page| {
        page.done = Some(errors::over_notice(page.lang, Some(NOW)));
    }),
    ("pin/inizio", "senza-risposte", 200, Level::Anonymous, |page| {
        page.done = Some(errors::over_notice(page.lang, None));
    }),
];

/// One answer has a character that no keyboard writes, or letters that are a guess.
fn faulty(page: &mut Page, why: FormProblem) {
    unseen::tell(page, &vec![("pagina".to_owned(), why)]);
}

fn typed() -> Fields {
    Fields(vec![("mansione".to_owned(), "badante".to_owned())])
}

fn told_over(shown: &[Exhibit], look: Look) -> Vec<Exhibit> {
    let told = |(name, state, status, level, tell): Over| {
        let mut page = shown.iter().find(|shown| shown.name == name)?.page.clone();
        tell(&mut page);
        let told = Example::new(format!("{name}-{state}"), page);
        let told = if state.ends_with("-al-chiosco") { told.in_words() } else { told };
        Some(exhibit(told, level, status, look))
    };
    OVER.into_iter().filter_map(told).collect()
}

/// A page as its frame would be for somebody at `level`.
fn exhibit(example: Example, level: Level, status: u16, look: Look) -> Exhibit {
    let Example { name, page, in_words, .. } = example;
    let lang = page.lang;
    let sends = page.form.as_ref().is_some_and(|form| form.method == Method::Post)
        || page.actions.iter().any(|action| matches!(action, Action::Send(_)));
    let signed_in = level >= Level::Reader;
    // What was typed by somebody who is not signed in, and what came of it, stand in a session too; signing in begins one.
    let in_session = signed_in || (page.private && !name.starts_with("accedi/"));
    let frame = Frame {
        status,
        address: services::path(lang, name.trim_start_matches('/')),
        languages: Lang::ALL.to_vec(),
        back: page.step.as_ref().map(|_| Link::inside(words::to_home(lang), services::path(lang, ""))),
        help: None,
        token: (sends || in_session).then(|| "00112233445566778899aabbccddeeff".to_owned()),
        session_end: in_session.then(|| time(15, 42, 0, 0)),
        session_fate: if in_session { shell::session_fate(&page, signed_in, true) } else { Text::default() },
        level: level.code().to_owned(),
        view: View::default(),
    };
    let citizen = signed_in.then(|| Text::name(reader(&name)).private());
    // As to one who has a session that was not looked up.
    let who = if status == 503 { Who::Unknown } else { citizen.as_ref().into() };
    let html = reply::document(&page, &frame, look, who);
    Exhibit { name, page, frame, html, in_words }
}

/// Who is signed in on a page: where somebody employs it is she who says "Io" there.
pub(crate) fn reader(name: &str) -> &'static str {
    let employs = name.starts_with("lavoro-domestico/") || name.starts_with("area/pratica-registrazione");
    if employs { "Anna Prova" } else { "Enrico Rinaldi" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_that_is_told_over_a_page_is_among_the_exhibits() {
        for lang in Lang::ALL {
            let shown = gallery(lang, "auto");
            for (name, state, ..) in OVER {
                let named = format!("{name}-{state}");
                assert_eq!(shown.iter().filter(|shown| shown.name == named).count(), 1, "{named}");
            }
        }
    }
}

//! Offices: find the competent office and the near ones, with hours, telephone and access. For anyone.
//!
//! **Invariant**: a page that shows an invented office carries the mark of test data.

mod examples;
pub mod import;
mod office;
mod pages;
mod records;
pub mod rules;
#[cfg(test)]
mod tests;

use a11y::page::{Link, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;

use crate::citizen::Level;
use crate::db::Conn;
use crate::places::{Belfiore, Cap, Comune, Position, Provincia, fold};
use crate::services::{self, Answer, Call, Example, Failure, Service, Sheet};

use self::pages::{About, By, Origin, Results, Setting, Why};
use self::rules::asked::{self, Asked, Choices, Comunale};
use self::rules::{Line, Phone, Sede, chief_town, competent, metres, where_is};

crate::words!("offices");

/// The service "Trova la tua sede".
#[derive(Debug)]
pub struct Offices;

#[async_trait]
impl Service for Offices {
    fn name(&self) -> &'static str {
        "sedi"
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang, words::terms(lang))
    }

    fn searches(&self) -> bool {
        true
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let setting = setting(call);
        match call.path.as_slice() {
            [] => {
                if [pages::WHERE, pages::PAGE, pages::TYPED]
                    .iter()
                    .any(|name| call.fields.all(name).count() > 1)
                {
                    return Ok(Answer::BadForm);
                }
                match call.fields.get(pages::WHERE) {
                    None => Ok(pages::form(call.lang()).into()),
                    Some(typed) => found(call, &setting, typed).await,
                }
            }
            [code] => one(call, &setting, code).await,
            _ => Ok(Answer::NotFound),
        }
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::all(lang)
    }
}

/// The link to the offices of the place that these words are, for who typed them into another search; `None` if they are
/// none.
#[must_use]
pub fn of_place(lang: Lang, typed: &str) -> Option<Link> {
    let typed = typed.trim();
    let to = services::path(lang, &format!("sedi?{}={}", pages::WHERE, pages::encoded(typed)));
    asked::is_called(typed).then(|| Link::inside(words::to_results(lang, &Text::typed(typed)), to))
}

fn setting(call: &Call<'_>) -> Setting {
    let config = &call.portal.config;
    let phone = |number: &str, line| Phone { number: number.to_owned(), line };
    Setting {
        lang: call.lang(),
        now: call.context.now.in_rome().datetime(),
        channel: call.context.channel,
        phones: vec![phone(&config.phone, Line::Fixed), phone(&config.phone_mobile, Line::Mobile)],
        mail: config.mail.clone(),
    }
}

/// The page for what was typed.
async fn found(call: &Call<'_>, setting: &Setting, typed: &str) -> Result<Answer, Failure> {
    let lang = call.lang();
    let number = call.fields.trimmed(pages::PAGE).parse().unwrap_or(1);
    let mut conn = call.db().reader().await?;
    if let Some(code) = like_a_code(typed)
        && let Some(office) = records::by_code(&mut conn, &code).await?
    {
        return Ok(Answer::See(format!("sedi/{}", office.code)));
    }
    if typed.chars().count() > asked::LONGEST {
        let most = i64::try_from(asked::LONGEST).unwrap_or(i64::MAX);
        return Ok(pages::form_with_problem(lang, typed, words::where_long(lang, most)).into());
    }
    let empty = records::is_empty(&mut conn).await?;
    let show = |results: Option<Results>| match results {
        Some(results) => pages::results(setting, &results, number),
        None if empty => pages::none_yet(setting, typed),
        None => pages::none(setting, typed),
    };
    let asked = asked::read(typed);
    let used = match &asked {
        Asked::Comune(found) => Some(Used::Comune(found.comune)),
        Asked::Provincia(provincia) => Some(Used::Provincia(provincia)),
        _ => None,
    };
    let page = match asked {
        Asked::Nothing => {
            return Ok(pages::form_with_problem(lang, typed, words::where_missing(lang)).into());
        }
        Asked::WrongCap(digits) => {
            let problem = words::cap_digits(lang, i64::try_from(digits).unwrap_or(i64::MAX));
            return Ok(pages::form_with_problem(lang, typed, problem).into());
        }
        Asked::Comune(comune) => {
            let beside = asked::begun_beside(typed, &comune);
            let results = around(&mut conn, typed, comune, By::Name).await?;
            let is_first = results.is_some() && number <= 1;
            let page = show(results);
            if is_first { pages::with_begun(page, comune.comune, &beside) } else { page }
        }
        Asked::Provincia(provincia) => {
            let page = show(in_province(&mut conn, typed, provincia, About::Provincia(provincia)).await?);
            match asked::former_province(typed) {
                Some(old) => pages::with_former_province(page, old, provincia),
                None => page,
            }
        }
        Asked::Ceased(comune) => {
            show(in_province(&mut conn, typed, comune.province, About::Ceased(comune)).await?)
        }
        Asked::Regione(region) => pages::regione(lang, typed, &region),
        Asked::Which(choices) if choices.guessed => pages::which(lang, typed, &choices, Why::Like),
        Asked::Which(choices) => pages::which(lang, typed, &choices, Why::Match),
        Asked::Abroad(like) => pages::abroad(setting, typed, like.as_ref()),
        Asked::Cap(cap) => match cap_comuni(&mut conn, cap.as_str(), cap.as_str()).await?.as_slice() {
            [] => show(match chief_town_of(&mut conn, cap).await? {
                Some(comune) => around(&mut conn, typed, comune.into(), By::City(cap)).await?,
                None => match by_digits(&mut conn, typed, cap).await? {
                    Some(results) => Some(results),
                    None if empty => None,
                    None => {
                        let digits = cap.as_str().get(..2).unwrap_or_default();
                        let problem = words::cap_of_nobody(lang, cap.as_str(), digits);
                        return Ok(pages::form_with_problem(lang, typed, problem).into());
                    }
                },
            }),
            [comune] => show(around(&mut conn, typed, (*comune).into(), By::Cap(cap)).await?),
            several => {
                let comuni = several.iter().map(|comune| (*comune).into()).collect();
                let choices = Choices { comuni, ..Choices::default() };
                pages::which(lang, typed, &choices, Why::Cap(cap))
            }
        },
        Asked::Need => match asked::place_with_province(typed) {
            Some(place) => return Ok(see(typed, &place)),
            None => pages::need(setting, typed),
        },
        Asked::Words(like) => match (by_words(&mut conn, typed).await?, like) {
            (None, Some(choices)) => pages::which(lang, typed, &choices, Why::Like),
            (None, None) => match asked::place_with_province(typed) {
                Some(place) => return Ok(see(typed, &place)),
                None => match asked::begun_with_cap(typed) {
                    Some((cap, choices)) => {
                        let of_cap = cap_comuni(&mut conn, cap.as_str(), cap.as_str()).await?;
                        let both = of_cap.iter().find(|own| choices.comuni.contains(&Comunale::from(**own)));
                        match both {
                            Some(comune) => return Ok(see(typed, &comune.label())),
                            None => pages::which(lang, typed, &choices, Why::Match),
                        }
                    }
                    None => show(None),
                },
            },
            (results, _) => show(results),
        },
    };
    let page = told_part(&mut conn, call, typed, used, page).await?;
    Ok(with_back(lang, page))
}

/// To the results of the place that was found among the words typed, which go along.
fn see(typed: &str, place: &str) -> Answer {
    let query = pages::encoded(place);
    let rest = match asked::is_more_than(typed, place) {
        true => format!("&{}={}", pages::TYPED, pages::encoded(typed)),
        false => String::new(),
    };
    Answer::See(format!("sedi?{}={query}{rest}", pages::WHERE))
}

/// The place that a page is about.
#[derive(Clone, Copy)]
enum Used {
    Comune(&'static Comune),
    Provincia(&'static Provincia),
}

/// The page, saying what was typed and not searched, where that is so: as the address says, or because the digits beside
/// a place were left out. A postal code that fits the comune needs no word; of one that does not it is told whose it is.
async fn told_part(
    conn: &mut Conn,
    call: &Call<'_>,
    typed: &str,
    used: Option<Used>,
    page: Page,
) -> Result<Page, Failure> {
    let whole = call.fields.get(pages::TYPED).filter(|whole| is_typed_for(whole, typed));
    let page = if whole.is_some_and(asked::is_need) { pages::with_need(page) } else { page };
    let digits = matches!(used, Some(Used::Comune(_))) && fold(typed).bytes().any(|b| b.is_ascii_digit());
    let Some(whole) = whole.or(digits.then_some(typed)) else { return Ok(page) };
    let comune = match used {
        Some(Used::Comune(comune)) => comune,
        Some(Used::Provincia(provincia)) => {
            return Ok(pages::with_part_used(page, whole, provincia.italian_name()));
        }
        None => return Ok(pages::with_part_used(page, whole, typed)),
    };
    let Some((cap, words)) = asked::cap_beside(whole) else {
        return Ok(pages::with_part_used(page, whole, comune.name));
    };
    let own = match cap_comuni(conn, cap.as_str(), cap.as_str()).await? {
        known if known.is_empty() => chief_town_of(conn, cap).await?.into_iter().collect(),
        known => known,
    };
    // Comuni without an office share postal codes with their neighbours: only another province tells something.
    let strange = !own.is_empty() && own.iter().all(|known| known.province != comune.province);
    let of_town =
        own.iter().any(|known| known.province.capoluogo == Some(known.belfiore) && *known != comune);
    let contradicts =
        cap.is_of_another_part(comune.province) || strange || of_town && cap.zone().ends_with('1');
    let used = if contradicts { comune.name.to_owned() } else { format!("{} {}", cap.as_str(), comune.name) };
    let page = match asked::is_more_than(&words, &comune.label()) {
        true => pages::with_part_used(page, whole, &used),
        false => page,
    };
    Ok(if contradicts { pages::with_other_cap(page, cap, own.first().copied(), comune) } else { page })
}

/// Whether the results of these words are what the search of all that was typed leads to: a hand-made address says
/// nothing of what was not typed.
fn is_typed_for(whole: &str, typed: &str) -> bool {
    let begun = || {
        asked::begun_with_cap(whole)
            .is_some_and(|(_, choices)| choices.comuni.iter().any(|found| found.comune.label() == typed))
    };
    whole.chars().count() <= asked::LONGEST
        && (asked::place_with_province(whole).as_deref() == Some(typed) || begun())
}

/// The page of one office.
async fn one(call: &Call<'_>, setting: &Setting, code: &str) -> Result<Answer, Failure> {
    let mut conn = call.db().reader().await?;
    let Some(office) = records::by_code(&mut conn, code).await? else {
        return Ok(Answer::NotFound);
    };
    let others = records::nearby(&mut conn, office.provincia, office.position).await?;
    let mut near: Vec<(Sede, u64)> = others
        .into_iter()
        .filter(|other| other.code != office.code && other.position.is_some() && office.position.is_some())
        .map(|other| (metres(office.position, other.position), other))
        .map(|(metres, other)| (other, metres))
        .collect();
    near.sort_by(|one, other| (one.1, &one.0.code).cmp(&(other.1, &other.0.code)));
    let typed = call.fields.get(pages::WHERE).filter(|typed| !typed.trim().is_empty());
    let number = call.fields.trimmed(pages::PAGE).parse().unwrap_or(1);
    let from = typed.map(|typed| Origin::of(typed, number));
    let back = from.as_ref().map(|from| from.link(call.lang()));
    let page = office::page(setting, &office::Facts { office, near, from });
    Ok(match back {
        Some(back) => Answer::page(page, back),
        None => with_back(call.lang(), page),
    })
}

fn with_back(lang: Lang, page: Page) -> Answer {
    Answer::page(page, Link::inside(words::title(lang), services::path(lang, "sedi")))
}

/// An office's code, if what was typed looks like one: letters, then digits, in one word.
fn like_a_code(typed: &str) -> Option<String> {
    let code = typed.trim().to_ascii_uppercase();
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let shape = code.len() <= 12 && digits.len() < code.len() && !digits.is_empty();
    (shape && digits.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

/// The competent office of a comune, then those of its province and the near ones by distance.
async fn around(conn: &mut Conn, typed: &str, asked: Comunale, by: By) -> Result<Option<Results>, Failure> {
    let place = where_is(asked.comune);
    let offices = records::nearby(conn, asked.comune.province, place).await?;
    // A comune that is newer than the last import is not in its table yet.
    let competent = records::competent(conn, asked.comune.belfiore.as_str())
        .await?
        .or_else(|| competent(asked.comune.province, place, &offices).cloned());
    let yours = offices.iter().any(|office| office.provincia == asked.comune.province);
    let offices = ranked(offices, competent.as_ref(), place);
    Ok(results(typed, About::Comune(asked, by), yours && competent.is_some(), offices))
}

fn ranked(mut offices: Vec<Sede>, first: Option<&Sede>, from: Option<Position>) -> Vec<(Sede, Option<u64>)> {
    if let Some(first) = first.filter(|first| offices.iter().all(|office| office.code != first.code)) {
        offices.push(first.clone());
    }
    offices.sort_by_cached_key(|office| {
        let later = first.is_none_or(|first| first.code != office.code);
        (later, metres(from, office.position), office.kind, office.code.clone())
    });
    let far = |office: &Sede| Some(metres(from, office.position)).filter(|metres| *metres < u64::MAX);
    offices.into_iter().map(|office| (far(&office), office)).map(|(far, office)| (office, far)).collect()
}

/// The offices of a province, that of the province first, then by comune.
async fn in_province(
    conn: &mut Conn,
    typed: &str,
    provincia: &'static Provincia,
    about: About,
) -> Result<Option<Results>, Failure> {
    let offices = records::nearby(conn, provincia, None).await?;
    let competent = match about {
        About::Provincia(_) => records::competent(conn, provincia.sigla).await?,
        _ => None,
    };
    let mut offices = listed(offices);
    let yours = !offices.is_empty() && competent.is_some();
    if let Some(competent) = &competent {
        if offices.is_empty() {
            offices = ranked(Vec::new(), Some(competent), chief_town(provincia));
        }
        offices.sort_by_key(|(office, _)| office.code != competent.code);
    }
    Ok(results(typed, about, yours, offices))
}

/// The comuni of the offices that have a postal code between two, in order of name.
///
/// There is no open table of postal codes: the offices' own addresses are the only ones the portal may tell from.
async fn cap_comuni(conn: &mut Conn, from: &str, to: &str) -> Result<Vec<&'static Comune>, Failure> {
    let offices = records::by_cap(conn, from, to).await?;
    let codes: std::collections::BTreeSet<Belfiore> = offices.iter().map(|office| office.belfiore).collect();
    let mut comuni: Vec<_> = codes.into_iter().filter_map(Comune::active).collect();
    comuni.sort_by_key(|comune| fold(comune.name));
    Ok(comuni)
}

/// The chief town whose postal codes begin with the same three digits, the last of them 1.
///
/// That digit marks the codes of a chief town itself, of which a large one has dozens: Rome's are 00118 to 00199.
async fn chief_town_of(conn: &mut Conn, cap: Cap) -> Result<Option<&'static Comune>, Failure> {
    if !cap.zone().ends_with('1') {
        return Ok(None);
    }
    let (from, to) = (format!("{:0<5}", cap.zone()), format!("{:9<5}", cap.zone()));
    Ok(match cap_comuni(conn, &from, &to).await?.as_slice() {
        [comune] if comune.province.capoluogo == Some(comune.belfiore) => Some(comune),
        _ => None,
    })
}

/// The offices whose postal code begins with the same digits: the first three, which mostly are one
/// province's, or failing that the first two.
async fn by_digits(conn: &mut Conn, typed: &str, cap: Cap) -> Result<Option<Results>, Failure> {
    for length in [3, 2] {
        let digits: String = cap.as_str().chars().take(length).collect();
        let (from, to) = (format!("{digits:0<5}"), format!("{digits:9<5}"));
        let offices = records::by_cap(conn, &from, &to).await?;
        if !offices.is_empty() {
            return Ok(results(typed, About::Cap(cap, digits), false, listed(offices)));
        }
    }
    Ok(None)
}

/// The offices whose name, address or comune holds the beginnings of all the words typed.
async fn by_words(conn: &mut Conn, typed: &str) -> Result<Option<Results>, Failure> {
    let wanted = fold(&typed.chars().take(asked::LONGEST).collect::<String>());
    let mut offices = records::all(conn).await?;
    offices.retain(|office| {
        let text = fold(&format!("{} {} {}", office.name, office.address, office.comune));
        wanted.split(' ').all(|word| text.split(' ').any(|known| known.starts_with(word)))
    });
    Ok(results(typed, About::Words, false, listed(offices)))
}

/// In order of comune, the provincial office before the agencies; without distances.
fn listed(mut offices: Vec<Sede>) -> Vec<(Sede, Option<u64>)> {
    offices.sort_by_cached_key(|office| (fold(&office.comune), office.kind, office.code.clone()));
    offices.into_iter().map(|office| (office, None)).collect()
}

fn results(typed: &str, about: About, yours: bool, offices: Vec<(Sede, Option<u64>)>) -> Option<Results> {
    let some = !offices.is_empty();
    some.then(|| Results { typed: typed.to_owned(), about, yours, offices })
}

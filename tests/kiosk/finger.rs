//! Someone who works the kiosk by what is shown alone: a finger, and eyes.

use scraper::{ElementRef, Html, Selector};

use crate::ear::Kiosk;

/// The screen, once it shows these words.
#[track_caller]
pub fn sees(kiosk: &Kiosk, words: &str) -> String {
    kiosk.until(&format!("«{words}» is not shown"), |kiosk| {
        let screen = kiosk.screen();
        let shown = text(Html::parse_document(&screen).root_element());
        (screen.contains(words) || shown.contains(words)).then_some(screen)
    })
}

/// What is shown after these words, once nothing is covered.
#[track_caller]
pub fn below(kiosk: &Kiosk, words: &str) -> String {
    kiosk.until(&format!("«{words}» is not shown, or covered"), |kiosk| {
        let shown = text(Html::parse_document(&kiosk.screen()).root_element());
        shown.split_once(words).map(|(_, rest)| rest.to_owned()).filter(|rest| !rest.contains("••••"))
    })
}

/// Touches what shows the values that are covered, if any are; how many touches it took.
#[track_caller]
pub fn uncovers(kiosk: &Kiosk) -> u32 {
    let covered = |kiosk: &Kiosk| kiosk.screen().contains("••••");
    if !covered(kiosk) {
        return 0;
    }
    kiosk.touch("comando:mostra");
    kiosk.until("they are shown", |kiosk| (!covered(kiosk)).then_some(()));
    1
}

/// What is told to who would send what they have not seen.
const UNSEEN: &str = "leggili, poi tocca di nuovo";

/// Touches what has these words on it, a link, a button or a choice, and waits for what follows; how often it took: what is
/// covered is shown by the first touch, and sent by the second.
#[track_caller]
pub fn touches(kiosk: &Kiosk, words: &str, then: &str) -> u32 {
    let id = shown(kiosk, words, |html| {
        let found = all(html, "main :is(a, button, label)").into_iter().find(|part| is(*part, words))?;
        let own = found.attr("for").or(found.value().id());
        own.or_else(|| above(found)).map(str::to_owned)
    });
    kiosk.touch(&format!("parte:{id}"));
    // What is heard of a choice that was made is seen as a mark.
    if then.starts_with("Scelto: ") {
        let chosen = format!("input#{id}[checked]");
        kiosk.until("it is chosen", |kiosk| {
            (!all(&Html::parse_document(&kiosk.screen()), &chosen).is_empty()).then_some(())
        });
        return 1;
    }
    again_where_unseen(kiosk, &id, then)
}

/// Waits for what follows a touch, and touches once more where that has shown what it would have sent; how many touches.
#[track_caller]
fn again_where_unseen(kiosk: &Kiosk, id: &str, then: &str) -> u32 {
    let unseen = kiosk.until(&format!("«{then}» is not shown"), |kiosk| {
        let screen = kiosk.screen();
        let shown = text(Html::parse_document(&screen).root_element());
        let there = screen.contains(then) || shown.contains(then);
        (there || shown.contains(UNSEEN)).then_some(!there)
    });
    if unseen {
        kiosk.touch(&format!("parte:{id}"));
        sees(kiosk, then);
    }
    1 + u32::from(unseen)
}

/// Opens the box that these words ask for: the keyboard is there.
#[track_caller]
pub fn opens(kiosk: &Kiosk, words: &str) {
    kiosk.touch(&format!("parte:{}", box_of(kiosk, words)));
    sees(kiosk, "segno:");
}

/// Writes where these words ask for it, by the keyboard on the screen; how many touches it took.
#[track_caller]
pub fn writes(kiosk: &Kiosk, words: &str, text: &str) -> u32 {
    writes_into(kiosk, &box_of(kiosk, words), text)
}

/// The same in place of what stands there.
#[track_caller]
pub fn writes_instead(kiosk: &Kiosk, words: &str, stands: &str, text: &str) -> u32 {
    let id = box_of(kiosk, words);
    kiosk.touch(&format!("parte:{id}"));
    sees(kiosk, "cancella");
    stands.chars().for_each(|_| kiosk.touch("cancella"));
    let erased = u32::try_from(stands.chars().count()).unwrap();
    erased + writes_into(kiosk, &id, text)
}

#[track_caller]
fn box_of(kiosk: &Kiosk, words: &str) -> String {
    shown(kiosk, words, |html| {
        let labels = all(html, "main label").into_iter().find(|label| is(*label, words));
        let hinted = || {
            let question = all(html, "main .question").into_iter().find(|part| is(*part, words))?;
            question.select(&Selector::parse("input, textarea").unwrap()).next()?.value().id()
        };
        labels.and_then(|label| label.attr("for")).or_else(hinted).map(str::to_owned)
    })
}

/// The same in the box of this id.
#[track_caller]
pub fn writes_into(kiosk: &Kiosk, id: &str, text: &str) -> u32 {
    kiosk.touch(&format!("parte:{id}"));
    // Of a code the keyboard has capitals alone.
    let first = text.chars().next().unwrap();
    let (small, great) = (format!("segno:{first}"), format!("segno:{}", first.to_uppercase()));
    let capitals = kiosk.until("the keyboard has it", |kiosk| {
        let screen = kiosk.screen();
        (screen.contains(&small) || screen.contains(&great)).then(|| !screen.contains(&small))
    });
    let text = if capitals { text.to_uppercase() } else { text.to_owned() };
    text.chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
    kiosk.touch("comando:fatto");
    2 + u32::try_from(text.chars().count()).unwrap()
}

/// Touches what this selector finds, or what it stands in.
#[track_caller]
pub fn touches_part(kiosk: &Kiosk, selector: &str, then: &str) {
    let id = shown(kiosk, selector, |html| {
        let found = all(html, selector).into_iter().next()?;
        found.value().id().or_else(|| above(found)).map(str::to_owned)
    });
    kiosk.touch(&format!("parte:{id}"));
    again_where_unseen(kiosk, &id, then);
}

/// What is found on the screen, once it is there.
#[track_caller]
fn shown(kiosk: &Kiosk, what: &str, find: impl Fn(&Html) -> Option<String>) -> String {
    kiosk.until(&format!("«{what}» is not on the screen"), |kiosk| {
        find(&Html::parse_document(&kiosk.screen()))
    })
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn above<'a>(part: ElementRef<'a>) -> Option<&'a str> {
    part.ancestors().find_map(|node| ElementRef::wrap(node)?.value().id())
}

fn text(part: ElementRef<'_>) -> String {
    part.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// These words stand on it; after a bracket, as where they begin what is heard, they begin what is shown.
fn is(part: ElementRef<'_>, words: &str) -> bool {
    let text = text(part);
    match words.strip_prefix("] ") {
        Some(words) => text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)),
        None => text.contains(words),
    }
}

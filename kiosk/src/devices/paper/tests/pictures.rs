//! Print as a picture: Tesseract reads it, and it is quickly made.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// What Tesseract reads in a picture; `None` where it is not installed.
fn read(picture: &Picture, language: &str) -> Option<String> {
    read_as(picture, language, "6")
}

/// The same where Tesseract takes the picture for one block of text (6), or for a column of lines (4).
fn read_as(picture: &Picture, language: &str, layout: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.bmp");
    std::fs::write(&file, picture.bmp()).unwrap();
    if let Ok(kept) = std::env::var("PAPER_PICTURES") {
        std::fs::copy(&file, format!("{kept}/{language}-{}.bmp", picture.height())).unwrap();
    }
    let read = Command::new("tesseract")
        .arg(&file)
        .args(["-", "-l", language, "--psm", layout])
        .env("OMP_THREAD_LIMIT", "1")
        .output()
        .ok()?;
    read.status.success().then(|| String::from_utf8(read.stdout).unwrap())
}

/// How many of the words of the lines are among those that were read, in hundredths.
fn found(lines: &[Line], read: &str) -> usize {
    let letters = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let seen: Vec<String> = read.split_whitespace().map(letters).collect();
    let words: Vec<String> = lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .map(letters)
        .filter(|it| it.chars().count() > 2)
        .collect();
    assert!(words.len() > 8);
    words.iter().filter(|word| seen.contains(word)).count() * 100 / words.len()
}

#[test]
fn pictures_can_be_read() {
    for (lines, language, large) in [
        (arabic(), "ara", false),
        (arabic(), "ara", true),
        (italian(), "ita", true),
        (english(), "eng", true),
    ] {
        let roll = on_paper(&Job { large, ..job(1, lines.clone()) });
        let mut seen = String::new();
        for picture in pictures(&roll) {
            let Some(text) = read(picture, language) else {
                return not_shown(language);
            };
            seen.push_str(&text);
        }
        let share = found(&lines, &seen);
        eprintln!("{language}, large {large}: {share} % of the words were read");
        assert!(share >= 60, "{language}, large {large}: {share} % of the words in\n{seen}");
    }
}

/// Said also where the test passes and what it prints is kept from view: `./test` repeats it at its end.
fn not_shown(language: &str) {
    use std::io::Write;
    let told = format!("NOT SHOWN: tesseract with {language} is not installed, and nothing drawn was read");
    drop(writeln!(std::io::stderr(), "{told}"));
}

/// The pictures of a roll below each other, as on the paper.
fn one(roll: &Roll) -> Picture {
    let mut pictures = pictures(roll).into_iter();
    let first = pictures.next().unwrap().clone();
    pictures.fold(first, |mut all, next| {
        all.append(next);
        all
    })
}

/// Its letters and figures, as one machine writes them and another.
fn signs(text: &str) -> Vec<char> {
    let same = |sign: char| match sign {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(sign) - 0x660, 10).unwrap(),
        other => other,
    };
    let joined = |sign: &char| sign.is_alphanumeric() && *sign != '\u{640}';
    text.chars().filter(joined).flat_map(char::to_lowercase).map(same).collect()
}

/// How much of a line stands in what was read, by its signs in threes, in hundredths; `None` of one that is too short.
fn stands_in(line: &str, threes: &BTreeSet<Vec<char>>) -> Option<usize> {
    let signs = signs(line);
    let all = signs.windows(3);
    let there = all.clone().filter(|three| threes.contains(*three)).count();
    (signs.len() >= 12).then(|| there * 100 / all.len())
}

/// Of the picture of any line a machine reads at least so much, and so much of all of them: of Arabic it reads less, whose
/// letters join.
const LEAST: [[usize; 2]; 2] = [[70, 95], [45, 90]];

/// A line after one that had no room for its first word goes on with it, as in the receipt that these were kept of: in large
/// print their text is laid out anew.
fn go_on(lines: &mut [Line]) {
    for n in 1..lines.len() {
        let (before, word) = (&lines[n - 1].text, lines[n].text.split(' ').next().unwrap_or_default());
        let columns = before.chars().count() + 1 + word.chars().count();
        if !before.is_empty() && !word.is_empty() && columns > receipt::Columns::C48.count() {
            lines[n].begins = Begins::Word;
        }
    }
}

#[test]
fn every_line_that_is_drawn_is_read_on_a_page_of_each_service_in_arabic_and_in_large_print() {
    let mut pages = BTreeMap::new();
    for (name, lines) in receipts() {
        let (file, _) = name.split_once(' ').unwrap();
        let kept = pages.entry(file.to_owned()).or_insert_with(Vec::new);
        if kept.len() < lines.len() {
            *kept = lines;
        }
    }
    assert!(pages.len() >= 24, "each service in each language: {:?}", pages.keys());
    let mut faults = Vec::new();
    for (file, mut lines) in pages {
        // What a machine reads in a second.
        lines.truncate(30);
        let lang = lines[0].lang;
        let (language, least, absent) = match lang {
            Lang::It => ("ita", LEAST[0], "Questa riga non sta da nessuna parte"),
            Lang::En => ("eng", LEAST[0], "This line stands nowhere on paper"),
            // Names and addresses stand there in Latin letters.
            Lang::Ar => ("ara+ita", LEAST[1], "هذا السطر ليس مكتوبا في أي مكان"),
        };
        for large in [false, true].into_iter().filter(|large| *large || lang == Lang::Ar) {
            if large {
                go_on(&mut lines);
            }
            let roll = on_paper(&Job { large, ..job(1, lines.clone()) });
            assert!(roll.text().iter().all(|text| text.is_empty()), "{file}: all is drawn");
            let mut threes: BTreeSet<Vec<char>> = BTreeSet::new();
            let mut fault = None;
            // A line beside which Tesseract sees a column is read where it is told that there is one; an Arabic word that it
            // takes for a Latin one, where it knows no Latin.
            let alone = language.split('+').next().unwrap_or(language);
            for (language, layout) in [(language, "6"), (language, "4"), (alone, "6")] {
                let Some(seen) = read_as(&one(&roll), language, layout) else {
                    return not_shown(language);
                };
                threes.extend(signs(&seen).windows(3).map(<[char]>::to_vec));
                let share = |line: &Line| Some((stands_in(&line.text, &threes)?, line.text.clone()));
                let shares: Vec<(usize, String)> = lines.iter().filter_map(share).collect();
                let whole = shares.iter().map(|(share, _)| share).sum::<usize>() / shares.len();
                println!("{file}, large {large}: {} lines, {whole} % read", shares.len());
                let poor: Vec<_> = shares.iter().filter(|(share, _)| *share < least[0]).collect();
                let well = poor.is_empty() && whole >= least[1];
                fault = (!well).then(|| format!("{file}, large {large}: {whole} %, {poor:#?}"));
                if well {
                    break;
                }
            }
            // And a line that is lost would be missed.
            assert!(stands_in(absent, &threes) < Some(least[0]), "{file}: «{absent}» is not there");
            faults.extend(fault);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn figures_forty_lines_are_quickly_made() {
    let letters: Vec<Line> = italian().into_iter().cycle().take(40).collect();
    let shapes: Vec<Line> = arabic().into_iter().filter(|it| !it.text.is_empty()).cycle().take(40).collect();
    let settings = settings();
    let figure = |job: Job| {
        bytes(&job, &settings);
        let started = Instant::now();
        (0..10).for_each(|_| drop(bytes(&job, &settings)));
        started.elapsed() / 10
    };
    let (letters, shapes, large) = (
        figure(job(1, letters.clone())),
        figure(job(1, shapes.clone())),
        figure(Job { large: true, ..job(1, letters) }),
    );
    // The limits are for the release build; this one may be ten times slower on a busy machine.
    let times = if cfg!(debug_assertions) { 10 } else { 1 };
    for (what, took, limit) in
        [("in letters", letters, 20), ("in Arabic", shapes, 50), ("in large print", large, 50)]
    {
        println!("| a receipt of 40 lines {what}: its bytes | {took:.1?} | {limit} ms |");
        assert!(took < Duration::from_millis(limit * times), "{what}: {took:?}");
    }
}

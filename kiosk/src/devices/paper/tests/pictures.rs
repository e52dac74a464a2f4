//! Print as a picture: Tesseract reads it, and it is quickly made.

use super::*;

/// What Tesseract reads in a picture; `None` where it is not installed.
fn read(picture: &Picture, language: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.bmp");
    std::fs::write(&file, picture.bmp()).unwrap();
    if let Ok(kept) = std::env::var("PAPER_PICTURES") {
        std::fs::copy(&file, format!("{kept}/{language}-{}.bmp", picture.height())).unwrap();
    }
    let read =
        Command::new("tesseract").arg(&file).args(["-", "-l", language, "--psm", "6"]).output().ok()?;
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
                eprintln!("tesseract with {language} is not installed: nothing was read");
                return;
            };
            seen.push_str(&text);
        }
        let share = found(&lines, &seen);
        eprintln!("{language}, large {large}: {share} % of the words were read");
        assert!(share >= 60, "{language}, large {large}: {share} % of the words in\n{seen}");
    }
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

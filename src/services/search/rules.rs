//! Which pages fit some words, and which fits best.

use crate::places::fold;
use crate::places::search::is_one_slip;

/// The most results a page shows: more is a search too wide.
pub(super) const MOST: usize = 12;

/// How many characters of what was written are looked at.
pub(super) const LONGEST: usize = 200;

/// What a page can be found by.
#[derive(Clone, Debug)]
pub(super) struct Findable {
    title: Vec<String>,
    keywords: Vec<String>,
    summary: Vec<String>,
}

impl Findable {
    /// A page by its title, its keywords and its sentence, as they are written.
    pub(super) fn new(title: &str, keywords: &str, summary: &str) -> Findable {
        Findable { title: folded(title), keywords: folded(keywords), summary: folded(summary) }
    }

    /// How well it fits: first how many of the words it has, then where it has them.
    fn fit(&self, wanted: &[String], like: fn(&str, &str) -> u32) -> (usize, u32) {
        let scores: Vec<u32> =
            wanted.iter().map(|word| self.score(word, like)).filter(|score| *score > 0).collect();
        (scores.len(), scores.iter().sum())
    }

    /// Whether it has this very word.
    pub(super) fn has(&self, word: &str) -> bool {
        [&self.title, &self.keywords, &self.summary].into_iter().flatten().any(|token| token == word)
    }

    /// Whether it has this word or one like it.
    pub(super) fn is_found_by(&self, word: &str) -> bool {
        self.score(word, likeness) > 0
    }

    fn score(&self, word: &str, like: fn(&str, &str) -> u32) -> u32 {
        [(&self.title, 6), (&self.keywords, 4), (&self.summary, 2)]
            .into_iter()
            .map(|(tokens, weight)| weight * tokens.iter().map(|token| like(token, word)).max().unwrap_or(0))
            .max()
            .unwrap_or(0)
    }
}

/// 2 for the same word, 1 for the same word but for its end (`sede`, `sedi`) or its beginning, 0 for another.
fn likeness(token: &str, word: &str) -> u32 {
    if token == word {
        return 2;
    }
    let same = token.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (long, short) = {
        let (a, b) = (token.chars().count(), word.chars().count());
        (a.max(b), a.min(b))
    };
    // An inflected ending is one letter or two; what is still being typed is a beginning of three or more.
    let inflected = short >= 4 && same + 1 >= short && long - same <= 2;
    let begun = same >= 3 && same == word.chars().count();
    u32::from(inflected || begun)
}

/// 1 for the same word but for a slip of the hand, its last letter aside (`contirbuti`, `pensoni`).
fn slip(token: &str, word: &str) -> u32 {
    let long = |text: &str| text.chars().count() >= 5;
    let begun = |text: &str| text.char_indices().next_back().map_or(0, |(at, _)| at);
    let (stem, typed) = (&token[..begun(token)], &word[..begun(word)]);
    let slipped = is_one_slip(token, word) || long(stem) && long(typed) && is_one_slip(stem, typed);
    u32::from(long(token) && long(word) && slipped)
}

/// The words that were written, folded.
pub(super) fn tokens(written: &str) -> Vec<String> {
    folded(&written.chars().take(LONGEST).collect::<String>())
}

/// The words of a text, folded; single letters and the Arabic article are left out.
pub(super) fn folded(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .map(|word| match word.strip_prefix("ال") {
            Some(bare) if bare.chars().count() >= 3 => bare.to_owned(),
            _ => word.to_owned(),
        })
        .filter(|word| word.chars().count() >= 2)
        .collect()
}

/// Those of the words that tell anything: without the small ones, if there are others.
pub(super) fn telling(words: Vec<String>, small: &[String]) -> Vec<String> {
    let telling: Vec<String> = words.iter().filter(|word| !small.contains(word)).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

/// What something is called: words, and phrases that count only with all of their words.
#[derive(Clone, Debug)]
pub(super) struct Names(Vec<Vec<String>>);

impl Names {
    /// Names as they are written, with commas between them.
    pub(super) fn new(written: &str) -> Names {
        let names = written.split([',', '،']).map(folded);
        Names(names.filter(|words| !words.is_empty()).collect())
    }

    /// Whether any of them is among these words: as it was written, or, if `nearly` is enough, but for a slip of the hand.
    pub(super) fn are_in(&self, wanted: &[String], nearly: bool) -> bool {
        // The beginning of a word says too little to tell anybody what is not here.
        let called = |token: &str, word: &str| match word.chars().count() {
            _ if token == word => true,
            0..5 => false,
            _ => likeness(token, word) > 0 || nearly && slip(token, word) > 0,
        };
        self.0.iter().any(|name| name.iter().all(|token| wanted.iter().any(|word| called(token, word))))
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The places in the list of those that fit, the best first, equally good ones in their order.
    pub(super) places: Vec<usize>,
    /// No page has the words as they were written: these have words like them.
    pub(super) alike: bool,
}

/// Those of `pages` that fit `wanted`; failing that those that fit it but for a slip of the hand.
pub(super) fn find(pages: &[Findable], wanted: &[String]) -> Found {
    let places = fitting(pages, wanted, likeness);
    if !places.is_empty() {
        return Found { places, alike: false };
    }
    Found { places: fitting(pages, wanted, slip), alike: true }
}

fn fitting(pages: &[Findable], wanted: &[String], like: fn(&str, &str) -> u32) -> Vec<usize> {
    let mut found: Vec<(usize, (usize, u32))> = pages
        .iter()
        .enumerate()
        .map(|(place, page)| (place, page.fit(wanted, like)))
        .filter(|(_, (words, _))| *words > 0)
        .collect();
    found.sort_by(|(_, a), (_, b)| b.cmp(a));
    found.into_iter().take(MOST).map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pages() -> Vec<Findable> {
        vec![
            Findable::new("Trova una sede", "ufficio orari", "Indirizzo e orari della sede più vicina."),
            Findable::new("Estratto conto", "contributi pensione", "I tuoi contributi, anno per anno."),
            Findable::new("Aiuto", "telefono sede", "Come parlare con una persona."),
        ]
    }

    fn found(wanted: &str) -> Vec<usize> {
        find(&pages(), &tokens(wanted)).places
    }

    #[test]
    fn a_title_comes_before_a_keyword_and_a_keyword_before_a_sentence() {
        assert_eq!(found("sede"), [0, 2]);
        assert_eq!(found("persona"), [2]);
    }

    #[test]
    fn case_accents_plurals_and_beginnings_do_not_matter() {
        for wanted in ["SEDI", "  séde ", "Sede!", "sed"] {
            assert_eq!(found(wanted).first(), Some(&0), "{wanted}");
        }
        assert_eq!(found("contr"), [1]);
    }

    #[test]
    fn who_has_more_of_the_words_comes_first() {
        assert_eq!(found("sede telefono"), [2, 0]);
    }

    #[test]
    fn nothing_is_found_for_nothing_or_for_another_word() {
        assert!(found("").is_empty() && found("a").is_empty() && found("xyz").is_empty());
    }

    #[test]
    fn a_slip_of_the_hand_finds_what_was_meant_and_says_so() {
        for wanted in ["contirbuti", "contibuti", "pensoni", "telefno", "inidrizzo"] {
            let found = find(&pages(), &tokens(wanted));
            assert!(found.alike && !found.places.is_empty(), "{wanted}");
        }
        assert!(!find(&pages(), &tokens("contributi")).alike);
        for wanted in ["cane", "tavolo", "xyzzy"] {
            assert!(found(wanted).is_empty(), "{wanted}");
        }
    }

    #[test]
    fn a_name_is_whole_or_inflected_and_no_mere_beginning_and_a_phrase_has_all_its_words() {
        let names = Names::new("congedo, maternità, CU, quota 100، opzione donna");
        let has = |wanted, nearly| names.are_in(&tokens(wanted), nearly);
        assert!(has("maternita", false) && has("CONGEDI", false) && has("cu", false) && has("la CU", false));
        assert!(
            !has("con", false) && !has("cong", false) && !has("materntià", false) && has("materntià", true)
        );
        assert!(has("Quota 100", false) && has("la donna e l’opzione", false) && has("opzoine donna", true));
        assert!(!has("quota", true) && !has("donna delle pulizie", true) && !has("100", true));
    }

    #[test]
    fn small_words_count_only_where_there_are_no_others() {
        let small = ["di", "la", "dove"].map(str::to_owned);
        let told = |wanted| telling(tokens(wanted), &small);
        assert_eq!(told("Pensione di reversibilità"), ["pensione", "reversibilita"]);
        assert_eq!(told("dove di"), ["dove", "di"]);
        assert!(told("").is_empty());
    }

    #[test]
    fn arabic_words_are_found_with_and_without_article_and_vowels() {
        let pages = [Findable::new("المساعدة", "", "")];
        for wanted in ["مساعدة", "المساعدة", "اَلْمُسَاعَدَةُ"] {
            assert_eq!(find(&pages, &tokens(wanted)).places, [0], "{wanted}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_never_finds_a_page_twice(wanted in "\\PC{0,300}") {
            let mut places = found(&wanted);
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), found(&wanted).len());
        }
    }
}

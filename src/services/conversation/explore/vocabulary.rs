#![allow(clippy::unwrap_used)]
//! The words of each language, as its files have them: a message in words of another one is told apart.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use a11y::text::{Lang, Span, Text};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Every word that some message of a language has, shown or said.
type Words = BTreeSet<String>;

/// Whether a text says something, and all of it in words of this language, as it is shown and as it is said. Values and names
/// are of no language.
pub(super) fn speaks(lang: Lang, text: &Text) -> bool {
    let known = of(lang);
    let all = |spans: &[Span]| {
        let words: Vec<String> = spans
            .iter()
            .filter_map(|span| if let Span::Words(words) = span { Some(words_in(words)) } else { None })
            .flatten()
            .collect();
        !words.is_empty() && words.iter().all(|word| known.contains(word))
    };
    all(text.spans()) && all(text.spoken())
}

/// The words of a language.
fn of(lang: Lang) -> &'static Words {
    static WORDS: [OnceLock<Words>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];
    WORDS[lang as usize].get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut words = Words::new();
        for folder in ["src", "a11y/src"] {
            gather(&root.join(folder), &format!("{}.ftl", lang.code()), &mut words);
        }
        words
    })
}

/// The words of every file of this name below a folder.
fn gather(folder: &Path, file: &str, words: &mut Words) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, file, words);
        } else if path.ends_with(file) {
            let resource = fluent_syntax::parser::parse(std::fs::read_to_string(&path).unwrap()).unwrap();
            for entry in resource.body {
                let Entry::Message(message) = entry else { continue };
                let said = message.attributes.iter().map(|attribute| &attribute.value);
                message.value.iter().chain(said).for_each(|pattern| words_of(pattern, words));
            }
        }
    }
}

fn words_of(pattern: &Pattern<String>, words: &mut Words) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value }
            | PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => words.extend(words_in(value)),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().for_each(|variant| words_of(&variant.value, words));
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// The words of a sentence, in small letters with the signs over and under them; what has no letter is none.
fn words_in(text: &str) -> Vec<String> {
    let of_word = |sign: char| sign.is_alphanumeric() || a11y::text::is_short_vowel(sign);
    let words = text.split(|sign: char| !of_word(sign)).map(str::to_lowercase);
    words.filter(|word| word.contains(char::is_alphabetic)).collect()
}

#[test]
fn words_of_another_language_are_told_apart() {
    let said = |words: &'static str| Text::plain(words);
    for (lang, own) in
        [(Lang::It, "Scegli il contratto"), (Lang::En, "Choose the contract"), (Lang::Ar, "اختر العقد")]
    {
        for other in Lang::ALL {
            assert_eq!(speaks(other, &said(own)), lang == other, "{own} as {}", other.code());
        }
        // A name says nothing, and one word of another language is enough.
        assert!(!speaks(lang, &Text::name("Roma")) && !speaks(lang, &Text::plain("")));
        assert!(!speaks(lang, &a11y::text::join([said(own), said("nonsense-word")], " ")));
    }
}

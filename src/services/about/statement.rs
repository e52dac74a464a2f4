//! The accessibility statement's data: one TOML file in the fields of the national model.
//!
//! The model is that of AgID, after the annex of decision (EU) 2018/1523; what the institute knows of itself and of
//! its site stands in the file, the words around it in the `.ftl` files.

use std::sync::LazyLock;

use a11y::text::{Builder, Lang, Span, Text};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// Within how many days feedback is answered, before the Difensore civico per il digitale may be asked.
pub(crate) const DAYS: i64 = 30;

/// The statement as the file gives it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    /// How far the site conforms.
    pub(super) status: Status,
    /// What is not accessible, and why.
    #[serde(default)]
    pub(super) not_accessible: Vec<Gap>,
    /// When and how the statement was made.
    pub(super) drafting: Drafting,
    /// Facts about the site.
    pub(super) site: Site,
    /// Facts about the institute.
    pub(super) institute: Institute,
}

/// How far the site conforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    /// "Conforme".
    Conforming,
    /// "Parzialmente conforme".
    Partial,
    /// "Non conforme".
    NonConforming,
}

/// Why something is not accessible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    /// "Inosservanza della legge 4/2004".
    NonCompliance,
    /// "Onere sproporzionato".
    Burden,
    /// "Fuori dall’ambito della legislazione".
    OutOfScope,
}

/// Something that is not accessible.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gap {
    /// Why.
    pub(super) reason: Reason,
    /// What, as one sentence.
    pub(super) what: Words,
}

/// When and how the statement was made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drafting {
    /// When it was first made.
    #[serde(deserialize_with = "date")]
    pub(super) first: Date,
    /// When it was last reviewed; at most 12 months ago.
    #[serde(deserialize_with = "date")]
    pub(super) reviewed: Date,
    /// Who judged the site.
    pub(super) method: Method,
}

/// Who judged the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Method {
    /// The institute.
    OwnAssessment,
    /// Someone else.
    ThirdParty,
}

/// Facts about the site (section 2 of the model).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    /// When it was published, if it is.
    #[serde(default, deserialize_with = "maybe_date")]
    pub(super) published: Option<Date>,
    /// Whether people with and without disabilities have tested it.
    pub(super) usability_tests: bool,
    /// The software it is made with.
    pub(super) software: String,
}

/// Facts about the institute (section 2 of the model), unknown until it gives them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Institute {
    /// Staff with a disability.
    pub(super) staff: Option<i64>,
    /// Workplaces for staff with a disability.
    pub(super) workplaces: Option<i64>,
}

/// A sentence in every language, and how the Arabic one is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    it: String,
    en: String,
    ar: String,
    ar_speech: String,
}

impl Words {
    /// The sentence in a language.
    pub(super) fn text(&'static self, lang: Lang) -> Text {
        let (shown, said) = match lang {
            Lang::It => (&self.it, None),
            Lang::En => (&self.en, None),
            Lang::Ar => (&self.ar, Some(&self.ar_speech)),
        };
        let words = |text: &'static String| move |b: &mut Builder| b.span(Span::Words(text.as_str().into()));
        Builder::message(words(shown), said.map(words))
    }
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn maybe_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    date(from).map(Some)
}

/// The statement's file.
const FILE: &str = include_str!("../../../data/accessibility_statement.toml");

/// The statement, if the file can be read (a test sees to it).
pub(super) fn statement() -> Option<&'static Statement> {
    static READ: LazyLock<Result<Statement, toml::de::Error>> = LazyLock::new(|| toml::from_str(FILE));
    READ.as_ref().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::Clock;
    use jiff::ToSpan;
    use proptest::prelude::*;

    proptest! {
        /// Whoever reviews the file may slip anywhere in it: it is read as it stands, or refused.
        #[test]
        fn a_file_with_a_line_gone_doubled_or_wrong_is_read_or_refused(
            line in any::<prop::sample::Index>(),
            slip in 0_u8..4,
            words in r#"\PC{0,30}|[a-z]{1,9} = "\PC{0,9}"|\[[a-z_.]{1,12}\]"#,
            cut in any::<prop::sample::Index>(),
        ) {
            let mut lines: Vec<&str> = FILE.lines().collect();
            let at = line.index(lines.len());
            let gone = lines[at];
            match slip {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, gone),
                2 => lines[at] = &words,
                _ => lines.insert(at, &words),
            }
            let read = toml::from_str::<Statement>(&lines.join("\n"));
            // A field is needed, and said once: but for a comment, a blank, or a reason with all of its sentences.
            let field = gone.contains(" = ") && !gone.starts_with('#');
            let optional = gone.starts_with("published") || gone.starts_with("staff") || gone.starts_with("workplaces");
            if field && (slip == 1 || (slip == 0 && !optional)) {
                prop_assert!(read.is_err(), "{}: {:?}", gone, read);
            }
            if let Ok(read) = read {
                prop_assert!(read.not_accessible.len() + 1 >= FILE.matches("[[not_accessible]]").count());
            }
            let whole: Vec<char> = FILE.chars().collect();
            let part: String = whole[..cut.index(whole.len())].iter().collect();
            let _ = toml::from_str::<Statement>(&part);
        }

        #[test]
        fn a_day_is_one_of_the_calendar_or_none(day in r"20[0-9]{2}-[0-9]{2}-[0-9]{2}|\PC{0,12}") {
            let file = FILE.replacen("\"2026-11-23\"", &toml::Value::from(day.as_str()).to_string(), 1);
            let read = toml::from_str::<Statement>(&file);
            let known = day.parse::<Date>();
            prop_assert_eq!(read.is_ok(), known.is_ok());
            if let (Ok(read), Ok(known)) = (read, known) {
                prop_assert_eq!(read.drafting.first, known);
            }
        }
    }

    #[test]
    fn the_file_has_the_fields_of_the_model() {
        let read = toml::from_str::<Statement>(FILE).unwrap();
        assert!(read.status == Status::Conforming || !read.not_accessible.is_empty());
        assert!(read.drafting.first <= read.drafting.reviewed);
        assert!(toml::from_str::<Statement>(&FILE.replace("[drafting]", "[draughting]")).is_err());
    }

    #[test]
    fn the_statement_was_reviewed_in_the_last_12_months() {
        let today = Clock::System.now().date();
        let reviewed = statement().unwrap().drafting.reviewed;
        assert!(
            reviewed.checked_add(12.months()).unwrap() >= today,
            "review data/accessibility_statement.toml: by law every year, by 23 September"
        );
    }
}

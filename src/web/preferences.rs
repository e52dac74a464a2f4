//! The preferences page: how pages look and read. A cookie before sign-in; with the citizen only by their act.

use a11y::page::{Block, Choice, Input, Notice, Page, Problem, Question, Tone, View};
use a11y::text::{Lang, Text};

use super::shell::{Look, Size, Spacing, Theme};
use super::words;
use crate::citizen::sessions::LENGTHS;
use crate::services::Fields;
use crate::services::conversation::{Answers, answer_text, fill};

/// How someone wishes to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// Colours, size, spacing.
    pub(crate) look: Look,
    /// Codes and tables.
    pub(crate) view: View,
    /// How long a session lasts without a sign of life, in minutes.
    pub(crate) minutes: i64,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences { look: Look::default(), view: View::default(), minutes: LENGTHS[0] }
    }
}

impl Preferences {
    /// As a cookie and a session keep them: `tema.testo.spazi.lettura.durata`.
    pub(crate) fn code(&self) -> String {
        let reading = u8::from(self.view.spell_codes) + 2 * u8::from(self.view.tables_as_lists);
        let look = self.look;
        format!(
            "{}.{}.{}.{reading}.{}",
            look.theme.code(),
            look.size.code(),
            look.spacing.code(),
            self.minutes
        )
    }

    /// Reads [`Preferences::code`]; what is not understood is the default.
    pub(crate) fn from_code(code: &str) -> Preferences {
        let mut parts = code.split('.');
        let mut next = || parts.next().unwrap_or("");
        let look = Look {
            theme: Theme::from_code(next()).unwrap_or_default(),
            size: Size::from_code(next()).unwrap_or_default(),
            spacing: Spacing::from_code(next()).unwrap_or_default(),
        };
        let reading: u8 = next().parse().unwrap_or(0);
        let view =
            View { spell_codes: reading & 1 == 1, tables_as_lists: reading & 2 == 2, ..View::default() };
        let minutes = next().parse().ok().filter(|m| LENGTHS.contains(m)).unwrap_or(LENGTHS[0]);
        Preferences { look, view, minutes }
    }
}

/// What the form of the page says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    /// The choices.
    pub(crate) preferences: Preferences,
    /// Keep them with the citizen.
    pub(crate) keep: bool,
}

/// Reads the page's form; `None` if a choice is missing or not one of the page's.
pub(crate) fn read(fields: &Fields) -> Option<Chosen> {
    let reading: Vec<&str> = fields.all("lettura").collect();
    let look = Look {
        theme: Theme::from_code(fields.get("colori")?)?,
        size: Size::from_code(fields.get("testo")?)?,
        spacing: Spacing::from_code(fields.get("spazio")?)?,
    };
    let view = View {
        spell_codes: reading.contains(&"codici"),
        tables_as_lists: reading.contains(&"elenchi"),
        ..View::default()
    };
    let minutes = fields.get("durata")?.parse().ok().filter(|minutes| LENGTHS.contains(minutes))?;
    let keep = fields.all("conserva").any(|value| value == "si");
    Some(Chosen { preferences: Preferences { look, view, minutes }, keep })
}

/// The preferences page. `kept` says whether they are kept with the citizen, for who is signed in; `sent` is a form
/// that [`read`] did not understand.
pub(crate) fn page(
    lang: Lang,
    now: Preferences,
    kept: Option<bool>,
    saved: bool,
    sent: Option<&Fields>,
) -> Page {
    // Told in the title as well: who comes by the headings misses the notice.
    let title = if saved { words::preferences_saved_title(lang) } else { words::preferences_title(lang) };
    let mut page = Page::new(lang, title).public();
    if saved {
        page.done =
            Some(Notice { tone: Tone::Done, title: words::preferences_saved(lang), body: Vec::new() });
    }
    let stay = if kept == Some(true) { words::preferences_kept(lang) } else { words::preferences_here(lang) };
    page = page.say(words::preferences_intro(lang).then(stay));
    let sent = sent.map(Answers::from);
    for mut question in questions(lang, now, kept) {
        if let Some(sent) = &sent {
            refill(lang, &mut question, sent);
        }
        page.body.push(Block::from(question));
    }
    page.submit(words::preferences_save(lang))
}

/// Chooses in a question what was sent, and says where it is none of the choices.
fn refill(lang: Lang, question: &mut Question, sent: &Answers) {
    fill(&mut question.input, sent, &question.name);
    if let Input::OneChoice { choices, chosen } = &mut question.input
        && !choices.iter().any(|choice| Some(&choice.value) == chosen.as_ref())
    {
        *chosen = None;
        question.problem = Some(Problem::from(words::choose_one(lang, &question.label)));
    }
}

fn questions(lang: Lang, now: Preferences, kept: Option<bool>) -> Vec<Question> {
    let look = now.look;
    let theme_words = |theme| match theme {
        Theme::Auto => words::theme_auto(lang),
        Theme::Light => words::theme_light(lang),
        Theme::Dark => words::theme_dark(lang),
        Theme::HighLight => words::theme_high_light(lang),
        Theme::HighDark => words::theme_high_dark(lang),
    };
    let size_words = |size| match size {
        Size::Normal => words::size_100(lang),
        Size::Larger => words::size_125(lang),
        Size::Large => words::size_150(lang),
        Size::Double => words::size_200(lang),
    };
    let spacing_words = |spacing| match spacing {
        Spacing::Normal => words::spacing_normal(lang),
        Spacing::Wide => words::spacing_wide(lang),
    };
    let one = |name: &str, label, choices, chosen: String| {
        Question::new(name, label, Input::OneChoice { choices, chosen: Some(chosen) })
    };
    let mut reading = Vec::new();
    if now.view.spell_codes {
        reading.push("codici".to_owned());
    }
    if now.view.tables_as_lists {
        reading.push("elenchi".to_owned());
    }
    let reading_choices =
        vec![choice("codici", words::spell_codes(lang)), choice("elenchi", words::tables_as_lists(lang))];
    let themes = Theme::ALL.iter().map(|t| choice(t.code(), theme_words(*t))).collect();
    let sizes = Size::ALL.iter().map(|s| choice(s.code(), size_words(*s))).collect();
    let spacings = Spacing::ALL.iter().map(|s| choice(s.code(), spacing_words(*s))).collect();
    let mut questions = vec![
        one("testo", words::size(lang), sizes, look.size.code().to_owned()),
        one("colori", words::theme(lang), themes, look.theme.code().to_owned()),
        one("spazio", words::spacing(lang), spacings, look.spacing.code().to_owned()),
        Question::new(
            "lettura",
            words::reading(lang),
            Input::ManyChoices { choices: reading_choices, chosen: reading },
        )
        .hint(words::reading_hint(lang))
        .optional(),
        one("durata", words::length(lang), length_choices(lang), now.minutes.to_string())
            .hint(words::length_hint(lang)),
    ];
    if let Some(kept) = kept {
        let choices = vec![choice("si", words::keep_mine(lang))];
        let chosen = if kept { vec!["si".to_owned()] } else { Vec::new() };
        questions.push(
            Question::new("conserva", words::keep(lang), Input::ManyChoices { choices, chosen })
                .hint(words::keep_hint(lang))
                .optional(),
        );
    }
    questions
}

/// Preferences in words, from their code: each question of the page with what is chosen.
pub(crate) fn in_words(lang: Lang, code: &str) -> Vec<(Text, Text)> {
    let asked = questions(lang, Preferences::from_code(code), None);
    asked.into_iter().map(|asked| (asked.label, answer_text(lang, &asked.input))).collect()
}

/// The lengths of a session one may choose, in words.
fn length_choices(lang: Lang) -> Vec<Choice> {
    LENGTHS
        .iter()
        .map(|minutes| {
            let words = if minutes % 60 == 0 {
                words::length_hours(lang, minutes / 60)
            } else {
                words::length_minutes(lang, *minutes)
            };
            choice(&minutes.to_string(), words)
        })
        .collect()
}

fn choice(value: &str, label: Text) -> Choice {
    Choice { value: value.to_owned(), label, hint: None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_cookie_says_it_is_read_as_something_that_can_be_written(
            code in r"[ -~]{0,40}|(scuro|auto|)\.(100|200|)\.[a-z]{0,8}\.[0-9]{0,4}\.(30|300|-1|)",
        ) {
            let read = Preferences::from_code(&code);
            prop_assert!(LENGTHS.contains(&read.minutes));
            prop_assert_eq!(Preferences::from_code(&read.code()), read);
        }

        #[test]
        fn whatever_the_form_says_it_is_read_or_asked_again(
            fields in proptest::collection::vec(("colori|testo|spazio|durata|lettura|conserva|x", any::<String>()), 0..8),
        ) {
            let fields = Fields(fields);
            match read(&fields) {
                Some(chosen) => {
                    prop_assert_eq!(Preferences::from_code(&chosen.preferences.code()), chosen.preferences);
                }
                None => {
                    let asked = page(Lang::It, Preferences::default(), None, false, Some(&fields));
                    prop_assert!(!asked.problems().is_empty());
                }
            }
        }
    }

    #[test]
    fn what_is_none_of_the_choices_is_told_at_its_question_and_the_rest_stays_chosen() {
        let sent = [("colori", "viola"), ("testo", "150"), ("spazio", "wide"), ("lettura", "codici")];
        let fields = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let fields = Fields(fields.into_iter().chain([("durata".to_owned(), "300".to_owned())]).collect());
        assert!(read(&fields).is_none());
        let page = page(Lang::It, Preferences::default(), None, false, Some(&fields));
        let told: Vec<_> = page.problems().into_iter().map(|(control, _)| control).collect();
        assert_eq!(told, ["colori"]);
        let chosen = page.questions().into_iter().map(|question| match &question.input {
            Input::OneChoice { chosen, .. } => chosen.clone().into_iter().collect(),
            Input::ManyChoices { chosen, .. } => chosen.clone(),
            other => panic!("{other:?}"),
        });
        assert_eq!(chosen.collect::<Vec<_>>().concat(), ["150", "wide", "codici", "300"]);
    }

    #[test]
    fn where_the_choices_are_is_told_as_it_is() {
        let told = |kept| {
            let page = page(Lang::It, Preferences::default(), kept, false, None);
            let Some(Block::Paragraph(told)) = page.body.first() else { panic!("{page:?}") };
            a11y::values::line(told, Lang::It)
        };
        for kept in [None, Some(false)] {
            assert!(told(kept).ends_with(" Restano solo in questo browser."), "{kept:?}: {}", told(kept));
        }
        let mine = told(Some(true));
        assert!(mine.contains("con i tuoi dati") && !mine.contains("solo"), "{mine}");
    }

    #[test]
    fn a_cookie_reads_back_as_it_was_written() {
        for theme in Theme::ALL {
            for reading in [(false, true), (true, false), (true, true)] {
                let look = Look { theme: *theme, size: Size::Double, spacing: Spacing::Wide };
                let view = View { spell_codes: reading.0, tables_as_lists: reading.1, ..View::default() };
                let wanted = Preferences { look, view, minutes: 300 };
                assert_eq!(Preferences::from_code(&wanted.code()), wanted);
            }
        }
    }

    #[test]
    fn a_damaged_cookie_is_the_default() {
        for damaged in ["", "....", "x.y.z.9999.7", "\u{0}", "auto.100.normal.256.30"] {
            assert_eq!(Preferences::from_code(damaged), Preferences::default());
        }
    }
}

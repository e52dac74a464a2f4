//! Text: a sentence as typed spans, worded at the last moment by each rendering.
//!
//! **Invariant**: a value (money, date, code, name) is never flattened into words before a rendering asks for it.
//! **Invariant**: what is said may differ from what is shown (Arabic carries its short vowels), never in its facts.

use std::borrow::Cow;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A language the service is offered in. Adding one: a variant here, one `.ftl` file a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Italian, the language of the source texts.
    It,
    /// English.
    En,
    /// Arabic, written right to left.
    Ar,
}

/// The base direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Lang {
    /// Every language, in the order of the language page.
    pub const ALL: [Lang; 3] = [Lang::It, Lang::En, Lang::Ar];

    /// The BCP 47 tag, also the first segment of every address.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::It => "it",
            Lang::En => "en",
            Lang::Ar => "ar",
        }
    }

    /// The language's name in itself, for the language page.
    pub const fn endonym(self) -> &'static str {
        match self {
            Lang::It => "Italiano",
            Lang::En => "English",
            Lang::Ar => "العربية",
        }
    }

    /// The direction its script runs in.
    pub const fn direction(self) -> Direction {
        match self {
            Lang::It | Lang::En => Direction::Ltr,
            Lang::Ar => Direction::Rtl,
        }
    }

    /// The value of the HTML `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self.direction() {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// What stands between the parts of a list, its blank included.
    pub const fn comma(self) -> &'static str {
        match self {
            Lang::It | Lang::En => ", ",
            Lang::Ar => "، ",
        }
    }

    /// What stands between parts that may have commas of their own, its blank included.
    pub const fn semicolon(self) -> &'static str {
        match self {
            Lang::It | Lang::En => "; ",
            Lang::Ar => "؛ ",
        }
    }

    /// The language of a BCP 47 tag, by its primary subtag; `None` if it is not offered.
    pub fn from_code(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

/// An amount of money in euro cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cents(pub i64);

/// A number with two decimals, kept as hundredths (`4150` is 41.5): weeks of contributions, distances in km.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hundredths(pub i64);

/// One stretch of a week in which an office is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Opening {
    /// Day of the week, 0 Monday to 6 Sunday.
    pub weekday: u8,
    /// When it opens.
    pub from: Time,
    /// When it closes.
    pub to: Time,
    /// Only who has an appointment is received.
    pub by_appointment: bool,
}

/// A piece of a sentence: words of the page's language, or a value that each rendering words itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "span", content = "value", rename_all = "snake_case")]
pub enum Span {
    /// Words in the language of the page.
    Words(Cow<'static, str>),
    /// A whole number that counts something.
    Number(i64),
    /// A number with at most two decimals.
    Decimal(Hundredths),
    /// Money in euro.
    Money(Cents),
    /// A calendar day.
    Date(Date),
    /// A time of day, to the minute.
    Time(Time),
    /// A year: a number that counts nothing, and has no dot for thousands.
    Year(i16),
    /// Digits and letters that are no word: shown in groups of two, said one by one.
    Code(String),
    /// An Italian fiscal code: shown whole, said in groups, spelled with names on request.
    FiscalCode(String),
    /// A telephone number as it is dialled, digits and a leading `+`.
    Phone(String),
    /// An address for electronic mail.
    Mail(String),
    /// A run in a language of its own: names, addresses and employers are Italian everywhere, unless somebody wrote them
    /// in Arabic letters; states are called as each language calls them.
    Foreign(Lang, String),
    /// The opening hours of a week.
    Hours(Vec<Opening>),
}

impl Span {
    /// A proper name, address or employer, or what somebody typed: a run of the language whose letters it begins with.
    pub fn name(name: impl Into<String>) -> Span {
        let name = name.into();
        let first = name.chars().find(|sign| is_arabic(*sign) || sign.is_alphabetic());
        Span::Foreign(if first.is_some_and(is_arabic) { Lang::Ar } else { Lang::It }, name)
    }
}

/// One sentence, label or heading.
///
/// Made by the word functions generated from the `.ftl` files, or from a single value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    spans: Vec<Span>,
    /// What is said, where that differs from what is shown; empty means the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speech: Vec<Span>,
    /// It tells something of a person: never for a loudspeaker.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    private: bool,
    /// It helps on the screen alone: on the paper of a printed page it would be noise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unprinted: bool,
    /// It is about the page in a browser: in plain text and on a receipt it would mean nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    browser: bool,
    /// What a machine calls the answer that it words; none where the words are all there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<Box<str>>,
}

impl Text {
    /// Words of the page's own language that come from no `.ftl` file: examples and tests.
    pub fn plain(words: impl Into<Cow<'static, str>>) -> Text {
        Text::from(Span::Words(words.into()))
    }

    /// A proper name, address or employer: an Italian run on a page of any language, an Arabic one in Arabic letters.
    pub fn name(name: impl Into<String>) -> Text {
        Text::from(Span::name(name))
    }

    /// A name as `lang` has it, a run of that language on a page of any; `said` is what its voice says, where the writing
    /// leaves out what it needs.
    pub fn name_in(lang: Lang, name: &str, said: Option<&str>) -> Text {
        let run = |name: &str| Span::Foreign(lang, name.to_owned());
        Text { spans: vec![run(name)], speech: said.map(run).into_iter().collect(), ..Text::default() }
    }

    /// Something the citizen typed, shown back: private whatever the page is.
    pub fn typed(text: impl Into<String>) -> Text {
        Text::name(text).private()
    }

    /// The same text, marked as telling something of a person.
    pub fn private(mut self) -> Text {
        self.private = true;
        self
    }

    /// The same text, marked as no use on paper: a page that is printed leaves out a paragraph or a list of links of such.
    pub fn unprinted(mut self) -> Text {
        self.unprinted = true;
        self
    }

    /// The same text, marked as about the page in a browser, as how to keep it: left out of its plain text and of its
    /// receipt, where it is a paragraph or follows a confirmation, and on paper.
    pub fn in_browser(mut self) -> Text {
        self.browser = true;
        self.unprinted()
    }

    /// The same text, with what a machine calls the answer that it words: never shown or said.
    pub fn coded(mut self, code: impl Into<Box<str>>) -> Text {
        self.code = Some(code.into());
        self
    }

    /// What a machine calls it.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Whether it is about the page in a browser alone.
    pub fn is_for_browser(&self) -> bool {
        self.browser
    }

    /// Whether it is left out on paper.
    pub fn is_unprinted(&self) -> bool {
        self.unprinted
    }

    /// Whether it tells something of a person.
    pub fn is_private(&self) -> bool {
        self.private
    }

    /// What is shown and printed.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// What is said: the speech of the message where it has one, else what is shown.
    pub fn spoken(&self) -> &[Span] {
        if self.speech.is_empty() { &self.spans } else { &self.speech }
    }

    /// Whether the message carries a speech of its own.
    pub fn has_speech(&self) -> bool {
        !self.speech.is_empty()
    }

    /// The same text, to stand after other words: with a small first letter, unless it begins with an abbreviation.
    pub fn lowered(&self) -> Text {
        let lower = |spans: &[Span]| {
            let mut spans = spans.to_vec();
            if let Some(Span::Words(words)) = spans.first_mut() {
                let mut rest = words.chars();
                let first = rest.next().filter(|c| c.is_uppercase());
                if let Some(first) = first.filter(|_| !rest.clone().next().is_some_and(char::is_uppercase)) {
                    *words = format!("{}{}", first.to_lowercase(), rest.as_str()).into();
                }
            }
            spans
        };
        Text {
            spans: lower(&self.spans),
            speech: lower(&self.speech),
            private: self.private,
            unprinted: self.unprinted,
            browser: self.browser,
            code: None,
        }
    }

    /// The same sentence with `cover` in place of every value: words of the page's language stay.
    pub fn covered(&self, cover: &'static str) -> Text {
        if self.spans.iter().all(|span| matches!(span, Span::Words(_))) {
            return self.clone();
        }
        let hide = |spans: &[Span]| {
            let hidden = |span: &Span| match span {
                Span::Words(words) => Span::Words(words.clone()),
                _ => Span::Words(cover.into()),
            };
            spans.iter().map(hidden).collect()
        };
        Text {
            spans: hide(&self.spans),
            speech: Vec::new(),
            private: self.private,
            unprinted: self.unprinted,
            browser: self.browser,
            code: None,
        }
    }

    /// The same text with `other` in place of `part`: where that is private the rest is not. `None` if it does not stand
    /// there.
    pub fn with_other(&self, part: &Text, other: &Text) -> Option<Text> {
        let at = self.spans.windows(part.spans.len().max(1)).position(|spans| spans == part.spans)?;
        let (before, rest) = self.spans.split_at(at);
        let spans = [before, &other.spans, &rest[part.spans.len()..]].concat();
        let private = other.private || (self.private && !part.private);
        let (unprinted, browser) = (self.unprinted, self.browser);
        Some(Text { spans, speech: Vec::new(), private, unprinted, browser, code: None })
    }

    /// Nothing to show.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The same text for a page of any language: words and worded values become runs of `lang`, as `shown` words them;
    /// codes, telephones and names stay what they are.
    pub fn kept_in(&self, lang: Lang, shown: impl Fn(&Span) -> String) -> Text {
        let keep = |spans: &[Span], values: bool| -> Vec<Span> {
            let mut kept: Vec<Span> = Vec::new();
            for span in spans {
                let worded = match span {
                    Span::Words(_) => shown(span),
                    Span::Number(_)
                    | Span::Decimal(_)
                    | Span::Money(_)
                    | Span::Date(_)
                    | Span::Time(_)
                    | Span::Hours(_)
                        if values =>
                    {
                        shown(span)
                    }
                    value => {
                        kept.push(value.clone());
                        continue;
                    }
                };
                match kept.last_mut() {
                    Some(Span::Foreign(last, run)) if *last == lang => run.push_str(&worded),
                    _ => kept.push(Span::Foreign(lang, worded)),
                }
            }
            kept
        };
        // What is said keeps its values: they are worded for the ear, with their vowels.
        Text {
            spans: keep(&self.spans, true),
            speech: keep(self.spoken(), false),
            private: self.private,
            unprinted: self.unprinted,
            browser: self.browser,
            code: self.code.clone(),
        }
    }

    /// Puts `self` and `other` in one text, with a blank between: for whole sentences only.
    pub fn then(self, other: Text) -> Text {
        join([self, other], " ")
    }
}

/// Several texts in one, `between` them: sentences by a blank, items by a comma.
pub fn join(texts: impl IntoIterator<Item = Text>, between: &'static str) -> Text {
    let texts: Vec<Text> = texts.into_iter().filter(|t| !t.is_empty()).collect();
    let fill = |b: &mut Builder| {
        for (n, text) in texts.iter().enumerate() {
            if n > 0 {
                b.words(between);
            }
            b.text(text);
        }
    };
    let speaks = texts.iter().any(Text::has_speech);
    Builder::message(fill, speaks.then_some(fill))
}

impl From<Span> for Text {
    fn from(span: Span) -> Text {
        Text { spans: vec![span], ..Text::default() }
    }
}

impl From<Cents> for Text {
    fn from(money: Cents) -> Text {
        Span::Money(money).into()
    }
}

impl From<Date> for Text {
    fn from(date: Date) -> Text {
        Span::Date(date).into()
    }
}

impl From<i64> for Text {
    fn from(number: i64) -> Text {
        Span::Number(number).into()
    }
}

impl From<Hundredths> for Text {
    fn from(number: Hundredths) -> Text {
        Span::Decimal(number).into()
    }
}

/// A letter, digit or sign of the Arabic script.
pub(crate) const fn is_arabic(sign: char) -> bool {
    matches!(sign, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
        || matches!(sign, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The parts of a run of this language by the letters they are written in, for no voice reads both: those that are not of
/// its own are Arabic or Italian. Blanks and signs go with the letters before them.
pub fn by_script(lang: Lang, run: &str) -> Vec<(Lang, &str)> {
    let of = |sign: char| match (is_arabic(sign), lang) {
        (true, _) => Some(Lang::Ar),
        (false, _) if !sign.is_alphabetic() => None,
        (false, Lang::Ar) => Some(Lang::It),
        (false, lang) => Some(lang),
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    let mut now = run.chars().find_map(of).unwrap_or(lang);
    for (at, sign) in run.char_indices() {
        let Some(next) = of(sign).filter(|next| *next != now) else { continue };
        parts.push((now, &run[start..at]));
        (now, start) = (next, at);
    }
    parts.push((now, &run[start..]));
    parts
}

/// An Arabic sign that is written for a voice alone.
pub const fn is_short_vowel(sign: char) -> bool {
    matches!(sign, '\u{64b}'..='\u{652}' | '\u{670}')
}

/// Italian articles, and what they become before a vowel.
const ELISIONS: [(&str, &str); 11] = [
    ("il", "l’"),
    ("Il", "L’"),
    ("al", "all’"),
    ("dal", "dall’"),
    ("Dal", "Dall’"),
    ("del", "dell’"),
    ("nel", "nell’"),
    ("le", "l’"),
    ("alle", "all’"),
    ("dalle", "dall’"),
    ("delle", "dell’"),
];

/// Puts a message together; called by the generated word functions.
#[derive(Debug, Default)]
pub struct Builder {
    spans: Vec<Span>,
    private: bool,
    spoken: bool,
}

impl Builder {
    /// Runs a message's pattern, and its speech where it has one.
    pub fn message(shown: impl Fn(&mut Builder), said: Option<impl Fn(&mut Builder)>) -> Text {
        let mut seen = Builder::default();
        shown(&mut seen);
        let mut heard = Builder { spoken: true, ..Builder::default() };
        if let Some(said) = said {
            said(&mut heard);
        }
        Text {
            spans: seen.spans,
            speech: heard.spans,
            private: seen.private,
            unprinted: false,
            browser: false,
            code: None,
        }
    }

    /// Adds words of the message.
    pub fn words(&mut self, words: &'static str) {
        self.spans.push(Span::Words(Cow::Borrowed(words)));
    }

    /// Adds a value.
    pub fn span(&mut self, span: Span) {
        self.elide_before(&span);
        self.spans.push(span);
    }

    /// Adds a text that is itself a message, with its own speech where this is the speech.
    pub fn text(&mut self, text: &Text) {
        self.private |= text.private;
        let spans = if self.spoken { text.spoken() } else { text.spans() };
        if let Some(first) = spans.first() {
            self.elide_before(first);
        }
        self.spans.extend_from_slice(spans);
    }

    /// Shortens an Italian article before a day or an hour that begins with a vowel: "dall’8 marzo", "dopo l’1 e 20".
    ///
    /// No other language of ours has these words.
    fn elide_before(&mut self, next: &Span) {
        let vowel = match next {
            Span::Date(date) => matches!(date.day(), 8 | 11),
            Span::Time(time) => time.hour() == 1,
            _ => false,
        };
        let Some(Span::Words(words)) = self.spans.last_mut().filter(|_| vowel) else { return };
        let Some(bare) = words.strip_suffix(' ') else { return };
        let (before, article) = bare.split_at(bare.rfind(' ').map_or(0, |blank| blank + 1));
        if let Some((_, short)) = ELISIONS.iter().find(|(long, _)| *long == article) {
            *words = Cow::Owned(format!("{before}{short}"));
        }
    }
}

/// The plural category of a whole number, as CLDR names it.
pub use icu::plurals::PluralCategory as Plural;

/// The plural category of `count` in `lang` (CLDR, through ICU4X).
pub fn plural(lang: Lang, count: i64) -> Plural {
    use icu::locale::locale;
    use icu::plurals::PluralRules;
    use std::sync::LazyLock;
    static RULES: LazyLock<[Option<PluralRules>; 3]> = LazyLock::new(|| {
        [locale!("it"), locale!("en"), locale!("ar")]
            .map(|locale| PluralRules::try_new_cardinal(locale.into()).ok())
    });
    RULES[lang as usize].as_ref().map_or(Plural::Other, |rules| rules.category_for(count.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_tag_is_a_language_by_its_first_part_alone(
            tag in "(it|en|ar|fr|IT|Ar|)([-_]?[A-Za-z0-9-]{0,8})|\\PC{0,12}",
        ) {
            let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
            let found = Lang::ALL.into_iter().find(|lang| lang.code() == primary);
            prop_assert_eq!(Lang::from_code(&tag), found);
        }
    }
}

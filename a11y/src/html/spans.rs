//! A Text as markup: values keep their direction, their language and what can be done with them.
//!
//! **Invariant**: a text inside a link, button, label, caption or heading never holds a link of its own.

use std::borrow::Cow;

use maud::{Escaper, Markup, Render, html};

use crate::page::{Link, Target, View};
use crate::text::{Direction, Lang, Span, Text, by_script};
use crate::values::{self, lines, spelled, write};

use super::support::{Support, Treatment::*, relied_on, repeated};

/// What running text asks of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("a href: link and its name", [Pass, Pass, Pass, Pass, Pass]),
    repeated("lang on a run: the voice changes", [Pass, Pass, Pass, Partial, Partial]),
    repeated("bdi: direction of a run, for the eye only", [Pass, Pass, Pass, Pass, Pass]),
];

/// A space at which no line is broken.
const TOGETHER: &str = "\u{a0}";

/// How a page's words are set: its language and the reader's wishes.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The language of the page.
    pub lang: Lang,
    /// The reader's wishes.
    pub view: View,
}

impl Setting {
    /// Running text: telephone numbers and addresses for mail are links, unless they are the reader's own.
    pub fn text(self, text: &Text) -> Run<'_> {
        // What is private is the reader's own: nobody calls or writes to themselves.
        Run { links: !self.view.only_read && !text.is_private(), ..self.bare(text) }
    }

    /// Text where no link may stand: in links, buttons, labels, headings and captions.
    pub fn bare(self, text: &Text) -> Run<'_> {
        Run { set: self, spans: text.spans(), links: false, loose: false }
    }

    /// The full stop of a sentence that is written without one.
    pub(super) fn stop(self, sentence: &Text) -> &'static str {
        values::after_sentence(&values::line(sentence, self.lang))
    }

    /// A link with its words.
    pub fn link(self, link: &Link) -> Markup {
        html! { a href=(href(&link.to)) { (self.bare(&link.text)) } }
    }

    /// The direction for boxes whose content is never in the page's script, where that differs from the page's.
    pub(super) fn ltr(self) -> Option<&'static str> {
        (self.lang.direction() == Direction::Rtl).then_some("ltr")
    }

    /// Writes a value with what keeps its direction and its language.
    fn span(self, span: &Span, links: bool, out: &mut String) {
        match span {
            // No `time`: Orca makes a sentence of what stands before one, and says a column's header again in its cell.
            Span::Words(_) | Span::Hours(_) | Span::Time(_) => self.words(span, out),
            // A day and its month in one line: what ends a line there, or begins one, is no value. The year may stand in the
            // next one: in large print not all of it has room in one.
            Span::Date(_) => {
                let day = values::shown(span, self.lang);
                // "primo settembre" is too long for that.
                let short = day.starts_with(|sign: char| sign.is_ascii_digit());
                out.push_str(&if short { day.replacen(' ', TOGETHER, 1) } else { day });
            }
            // Digits with their separators stand in their own order in any run: isolated they would look the same, and a
            // reader of screens would make three pieces of the sentence around them.
            Span::Number(_) | Span::Decimal(_) | Span::Year(_) => self.words(span, out),
            // An amount and its currency stay in one line too; the style sheet parts them where no line has room for both,
            // and there only at their blank.
            Span::Money(_) => {
                out.push_str("<bdi class=\"num\">");
                self.words(span, out);
                out.push_str("</bdi>");
            }
            Span::Code(code) | Span::FiscalCode(code) => {
                // Without a blank at which it could go on in the next line; a `wbr` would be heard as one.
                let whole = matches!(span, Span::FiscalCode(_));
                self.isolated(span, if whole { " class=\"cf\"" } else { "" }, out);
                if self.view.spell_codes {
                    for (n, sign) in spelled(code, self.lang).iter().enumerate() {
                        out.push_str(if n == 0 { " (" } else { self.lang.comma() });
                        self.bare(sign).render_to(out);
                    }
                    out.push(')');
                }
            }
            Span::Phone(number) if links => self.linked(&dialled(number), span, out),
            Span::Mail(address) if links => self.linked(&format!("mailto:{address}"), span, out),
            Span::Phone(_) | Span::Mail(_) => self.isolated(span, "", out),
            Span::Foreign(lang, run) => self.foreign(*lang, run).render_to(out),
        }
    }

    /// The bare words of a value.
    fn words(self, span: &Span, out: &mut String) {
        // What is written into a String is taken.
        let _ = write(span, self.lang, &mut Escaper::new(out));
    }

    /// A run that reads left to right whatever stands around it.
    fn isolated(self, span: &Span, class: &str, out: &mut String) {
        out.extend(["<bdi dir=\"ltr\"", class, ">"]);
        self.words(span, out);
        out.push_str("</bdi>");
    }

    fn linked(self, to: &str, span: &Span, out: &mut String) {
        let run = Run { set: self, spans: std::slice::from_ref(span), links: false, loose: false };
        html! { a href=(to) { (run) } }.render_to(out);
    }

    fn foreign(self, lang: Lang, run: &str) -> Markup {
        html! {
            bdi lang=[(lang != self.lang).then(|| lang.code())] {
                @for (n, line) in lines(run).into_iter().enumerate() {
                    @if n > 0 { br; }
                    @for (own, part) in by_script(lang, line) {
                        @if own == lang { (part) } @else { span lang=(own.code()) { (part) } }
                    }
                }
            }
        }
    }
}

/// A text as it is set, written where it stands: most of a page is words, which need no markup of their own.
#[derive(Clone, Copy, Debug)]
pub struct Run<'t> {
    set: Setting,
    spans: &'t [Span],
    links: bool,
    loose: bool,
}

impl Run<'_> {
    /// The same, where there is so little room that a value may go on in the next line.
    pub(super) fn loose(self) -> Self {
        Run { loose: true, ..self }
    }
}

impl Render for Run<'_> {
    fn render_to(&self, out: &mut String) {
        let begins = out.len();
        self.spans.iter().for_each(|span| self.set.span(span, self.links, out));
        if self.loose {
            let set = out.split_off(begins).replace(TOGETHER, " ");
            out.push_str(&set);
        }
    }
}

fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// The address a link leads to.
pub fn href(target: &Target) -> Cow<'_, str> {
    match target {
        Target::Inside(path) | Target::Outside(path) | Target::Download(path) => path.into(),
        Target::Phone(number) => dialled(number).into(),
        Target::Mail(address) => format!("mailto:{address}").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Hundredths;

    fn set(lang: Lang) -> Setting {
        Setting { lang, view: View::default() }
    }

    #[test]
    fn codes_phones_and_mail_run_left_to_right_in_any_language() {
        for lang in Lang::ALL {
            for span in [
                Span::Code("AN40592".into()),
                Span::FiscalCode("RSSMRA58C67H501X".into()),
                Span::Phone("+39071200000".into()),
                Span::Mail("sede@inps.example".into()),
            ] {
                let html = set(lang).text(&Text::from(span)).render().into_string();
                assert!(html.contains("<bdi dir=\"ltr\""), "{html}");
            }
        }
    }

    #[test]
    fn spelled_signs_have_the_commas_of_the_page() {
        let view = View { spell_codes: true, ..View::default() };
        let html = |lang| {
            let code = Text::from(Span::Code("AN4".into()));
            Setting { lang, view }.text(&code).render().into_string()
        };
        assert_eq!((html(Lang::Ar).matches('،').count(), html(Lang::Ar).matches(',').count()), (2, 0));
        assert_eq!(html(Lang::It).matches(", ").count(), 2);
    }

    #[test]
    fn a_number_is_no_run_of_its_own_in_any_language() {
        for lang in Lang::ALL {
            for span in [Span::Number(1_250), Span::Decimal(Hundredths(2_080)), Span::Year(2017)] {
                let html = set(lang).text(&Text::from(span)).render().into_string();
                assert!(!html.contains('<'), "{html}");
            }
        }
    }

    /// The contracts of our HTML ask for dates in words and for no element: `time` told a reader nothing that the words
    /// do not, and cut the sentence around it in three.
    #[test]
    fn a_sentence_with_a_date_and_a_time_is_one_run_of_words() {
        let opens =
            crate::words::received(Lang::It, jiff::civil::date(2026, 11, 30), jiff::civil::time(8, 30, 0, 0));
        let html = set(Lang::It).text(&opens).render().into_string();
        assert_eq!(html, "Ricevuto il 30\u{a0}novembre 2026 alle 8:30");
    }

    #[test]
    fn a_day_stays_with_its_month_and_an_amount_with_its_currency() {
        let html = |lang, span| set(lang).text(&Text::from(span)).render().into_string();
        let day = |n| Span::Date(jiff::civil::date(2026, 3, n));
        assert_eq!(html(Lang::It, day(12)), "12\u{a0}marzo 2026");
        assert_eq!(html(Lang::It, day(1)), "primo marzo 2026");
        assert_eq!(html(Lang::En, day(1)), "1\u{a0}March 2026");
        let amount = |cents| Span::Money(crate::text::Cents(cents));
        assert_eq!(html(Lang::It, amount(123_450)), "<bdi class=\"num\">1.234,50 euro</bdi>");
        assert_eq!(html(Lang::It, amount(-500)), "<bdi class=\"num\">meno 5,00 euro</bdi>");
    }

    #[test]
    fn a_name_is_marked_italian_only_on_pages_of_another_language() {
        let name = Text::name("Maria Rossi");
        assert_eq!(set(Lang::Ar).text(&name).render().into_string(), "<bdi lang=\"it\">Maria Rossi</bdi>");
        assert_eq!(set(Lang::It).text(&name).render().into_string(), "<bdi>Maria Rossi</bdi>");
    }

    #[test]
    fn what_was_typed_in_arabic_letters_is_an_arabic_run_on_any_page() {
        let html = |lang, typed: &str| set(lang).text(&Text::typed(typed)).render().into_string();
        for lang in [Lang::It, Lang::En] {
            assert_eq!(html(lang, "١٢ شارع روما"), "<bdi lang=\"ar\">١٢ شارع روما</bdi>");
        }
        assert_eq!(html(Lang::Ar, "شارع روما"), "<bdi>شارع روما</bdi>");
        // Both scripts in one answer: it runs as it begins, and each voice gets its own letters.
        let mixed = "أسكن في Via Roma منذ عام\nSì";
        assert_eq!(
            html(Lang::It, mixed),
            "<bdi lang=\"ar\">أسكن في <span lang=\"it\">Via Roma </span>منذ عام<br><span lang=\"it\">Sì</span></bdi>"
        );
        assert_eq!(html(Lang::It, "Bar «أمل»"), "<bdi>Bar «<span lang=\"ar\">أمل»</span></bdi>");
    }

    #[test]
    fn ones_own_number_and_address_are_no_links() {
        for own in [Span::Phone("+39 071 2000".into()), Span::Mail("io@prova.example".into())] {
            for lang in Lang::ALL {
                let html = |text: &Text| set(lang).text(text).render().into_string();
                let text = Text::from(own.clone());
                assert!(html(&text).contains("<a href=") && !html(&text.private()).contains("<a href="));
            }
        }
    }

    #[test]
    fn a_phone_number_is_a_link_in_running_text_and_none_in_a_label() {
        let phone = Text::from(Span::Phone("+39 071 2000".into()));
        assert!(set(Lang::It).text(&phone).render().into_string().contains("href=\"tel:+390712000\""));
        assert!(!set(Lang::It).bare(&phone).render().into_string().contains("<a"));
    }

    #[test]
    fn where_nothing_calls_or_writes_running_text_has_no_links() {
        let set = Setting { lang: Lang::It, view: View { only_read: true, ..View::default() } };
        for span in [Span::Phone("+39 071 2000".into()), Span::Mail("sede@inps.example".into())] {
            let html = set.text(&Text::from(span)).render().into_string();
            assert!(html.starts_with("<bdi dir=\"ltr\">"), "{html}");
        }
    }

    #[test]
    fn paragraphs_that_were_typed_stay() {
        let typed = Text::typed("Ho lavorato.\n\n\nHo le buste paga\ne il contratto.\n");
        let html = set(Lang::It).text(&typed).render().into_string();
        assert_eq!(html, "<bdi>Ho lavorato.<br><br>Ho le buste paga<br>e il contratto.</bdi>");
    }

    #[test]
    fn what_was_typed_is_never_markup() {
        let html = set(Lang::It).text(&Text::typed("<b>\"&")).render().into_string();
        assert_eq!(html, "<bdi>&lt;b&gt;&quot;&amp;</bdi>");
    }
}

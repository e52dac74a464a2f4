//! Words in lines of so many cells.

use unicode_width::UnicodeWidthStr;

use crate::text::{Direction, Lang, Span, Text};
use crate::values;

/// Holds the parts of a value together; it becomes a blank once the lines are cut.
const TIE: char = '\u{a0}';

/// How many cells a text fills.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text as it is shown, its values tied so that no line ends within them.
///
/// On a page written right to left, runs that go left to right are isolated: else the groups of a telephone number
/// would be shown in reverse order.
pub(crate) fn shown(text: &Text, lang: Lang) -> String {
    let mut line = String::new();
    for span in text.spans() {
        let written = match span {
            Span::Foreign(_, run) => values::lines(run).into_iter().map(clean).collect::<Vec<_>>().join("\n"),
            span => clean(&values::shown(span, lang)),
        };
        let foreign = match span {
            Span::Code(_) | Span::FiscalCode(_) | Span::Phone(_) | Span::Mail(_) => true,
            Span::Foreign(foreign, _) => foreign.direction() == Direction::Ltr,
            _ => false,
        };
        let tied = match span {
            Span::Words(_) | Span::Hours(_) => written,
            Span::Foreign(..) if !foreign || lang.direction() == Direction::Ltr => written,
            _ => written.replace(' ', &TIE.to_string()),
        };
        if foreign && lang.direction() == Direction::Rtl {
            let lines = tied.split('\n');
            let isolated =
                lines.map(|line| if line.is_empty() { String::new() } else { values::isolate(line) });
            line.push_str(&isolated.collect::<Vec<_>>().join("\n"));
        } else {
            line.push_str(&tied);
        }
    }
    line
}

/// Without control characters and bidi controls, every kind of blank a plain one.
pub(super) fn clean(written: &str) -> String {
    written
        .chars()
        .filter_map(|sign| match sign {
            '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            sign if sign.is_whitespace() => Some(' '),
            sign if sign.is_control() => None,
            sign => Some(sign),
        })
        .collect()
}

/// The signs after which a long address is cut, where nobody takes the end of the line for the end of the address.
const JOINTS: [char; 8] = ['/', '?', '#', '&', '=', '@', '.', '-'];

/// Where a word wider than a line is cut: after the last joint that still fits, else where the line is full.
fn cut(word: &str, columns: usize) -> usize {
    let (mut joint, mut full) = (None, 0);
    for (at, sign) in word.char_indices() {
        let end = at + sign.len_utf8();
        // Together signs may be wider than each for itself: a digit drawn as a picture.
        if full > 0 && word.get(..end).is_some_and(|begins| width(begins) > columns) {
            return joint.unwrap_or(full);
        }
        full = end;
        if JOINTS.contains(&sign) {
            joint = Some(full);
        }
    }
    full
}

/// Lines of at most `columns` cells, those of the text for themselves: cut between words, within a value only where it is
/// wider than a line, within a word likewise, and then at a joint of it ([`JOINTS`]).
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrapped(text, columns).into_iter().map(|(line, _)| line).collect()
}

/// How a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// With words of its own.
    Anew,
    /// With the next word of the text that the line before is of.
    Word,
    /// Within the word that the line before ends in.
    InWord,
}

/// The same, and how each line begins: to put together again what is laid out by other letters.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<(String, Begins)> {
    if text.contains('\n') {
        let cut = |line: &str| match line {
            "" => vec![(String::new(), Begins::Anew)],
            line => wrapped(line, columns),
        };
        return text.split('\n').flat_map(cut).collect();
    }
    let mut lines = Vec::new();
    let (mut line, mut begins) = (String::new(), Begins::Anew);
    let mut place = |word: &str| {
        let needed = width(word) + usize::from(!line.is_empty());
        if width(&line) + needed <= columns {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            return;
        }
        if !line.is_empty() {
            lines.push((std::mem::take(&mut line), std::mem::replace(&mut begins, Begins::Word)));
        }
        let mut rest = word;
        while width(rest) > columns {
            let (full, further) = rest.split_at(cut(rest, columns));
            lines.push((full.to_owned(), std::mem::replace(&mut begins, Begins::InWord)));
            rest = further;
        }
        line.push_str(rest);
    };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if width(word) <= columns {
            place(&word.replace(TIE, " "));
        } else {
            word.split(TIE).filter(|part| !part.is_empty()).for_each(&mut place);
        }
    }
    if !line.is_empty() {
        lines.push((line, begins));
    }
    lines
}

//! The printer's own letters: which character is which byte in the code pages that receipts need.
//!
//! **Invariant**: a text is encoded whole or not at all; no character is ever replaced by another.

use serde::Deserialize;

/// The upper half of PC437; U+0000 stands where a page has no printed character.
const PC437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The upper half of PC850. Its soft hyphen is left out: on paper it is a hyphen, in a text it is nothing.
const PC850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\0±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The 32 characters in which WPC1252 differs from Latin 1.
const WPC1252: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// The byte that PC858 gave to the euro sign, and which is a dotless i in PC850.
const EURO: u8 = 0xd5;

/// A table of 256 characters that a printer can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Page {
    /// The first page of every printer: USA, standard Europe.
    Pc437,
    /// Western Europe.
    Pc850,
    /// Western Europe with the euro sign.
    Pc858,
    /// Western Europe with the euro sign and typographic quotation marks, which Italian texts are full of.
    Wpc1252,
}

impl Page {
    /// The byte of a character, if it is on the page.
    fn byte(self, sign: char) -> Option<u8> {
        match (sign, self) {
            (' '..='~', _) => u8::try_from(sign).ok(),
            (..='~', _) => None,
            ('€', Page::Pc858) => Some(EURO),
            (_, Page::Pc437) => place(PC437, sign),
            (_, Page::Pc850) => place(PC850, sign),
            (_, Page::Pc858) => place(PC850, sign).filter(|byte| *byte != EURO),
            ('\u{ad}', Page::Wpc1252) => None,
            ('\u{a0}'..='\u{ff}', Page::Wpc1252) => u8::try_from(u32::from(sign)).ok(),
            (_, Page::Wpc1252) => place(WPC1252, sign),
        }
    }

    /// The bytes of a text, if all of it is on the page.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|sign| self.byte(sign)).collect()
    }
}

/// The byte of a character by its place in the upper half of a page.
fn place(half: &str, sign: char) -> Option<u8> {
    let at = half.chars().position(|there| there == sign)?;
    u8::try_from(at + 0x80).ok()
}

/// A page, and the number under which this model of printer has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The page.
    pub page: Page,
    /// What ESC t is told to choose it.
    pub number: u8,
}

/// The pages that carry Italian and English, under the numbers that most printers follow.
pub(super) fn usual() -> Vec<Slot> {
    vec![Slot { page: Page::Pc858, number: 19 }, Slot { page: Page::Wpc1252, number: 16 }]
}

/// The page for a text and its bytes there: the one in use if it will do, else the first that has every character.
pub(super) fn choose(text: &str, slots: &[Slot], in_use: Option<Slot>) -> Option<(Slot, Vec<u8>)> {
    in_use.iter().chain(slots).find_map(|slot| Some((*slot, slot.page.encode(text)?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_half_page_has_its_128_characters() {
        assert_eq!(PC437.chars().count(), 128);
        assert_eq!(PC850.chars().count(), 128);
        assert_eq!(WPC1252.chars().count(), 32);
    }

    #[test]
    fn italian_prices_are_on_pc858_and_its_apostrophes_on_wpc1252() {
        assert_eq!(Page::Pc858.encode("è € 5").unwrap(), [0x8a, 0x20, 0xd5, 0x20, 0x35]);
        assert_eq!(Page::Wpc1252.encode("l’€").unwrap(), [0x6c, 0x92, 0x80]);
        assert_eq!(Page::Pc850.encode("€"), None);
        assert_eq!(Page::Pc858.encode("l’età"), None);
        assert_eq!(Page::Pc437.encode("ı"), None);
        assert_eq!(Page::Pc858.encode("ı"), None);
    }

    #[test]
    fn the_page_in_use_is_kept_while_it_will_do() {
        let slots = usual();
        let (first, _) = choose("perché", &slots, None).unwrap();
        assert_eq!(first.page, Page::Pc858);
        let (second, _) = choose("l’ora", &slots, Some(first)).unwrap();
        assert_eq!(second.page, Page::Wpc1252);
        let (third, _) = choose("perché", &slots, Some(second)).unwrap();
        assert_eq!(third.page, Page::Wpc1252);
    }

    #[test]
    fn what_no_page_has_is_refused() {
        for text in ["ع", "č", "\n", "\u{1b}@", "\u{2068}5\u{2069}", "\0", "\u{7f}", "co\u{ad}sì"] {
            assert_eq!(choose(text, &usual(), None), None, "{text:?}");
        }
    }
}

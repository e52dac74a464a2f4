//! Words for what an office should have or when it should be open: one searches by place, and none of them is one.

use std::sync::OnceLock;

use crate::places::fold;

/// In Italian, English and Arabic, the longer before what they hold.
const NEEDS: [&str; 47] = [
    "interprete di lingua dei segni",
    "interprete della lingua dei segni",
    "lingua italiana dei segni",
    "lingua dei segni",
    "linguaggio dei segni",
    "dei segni",
    "interprete",
    "LIS",
    "sordi",
    "senza gradini",
    "gradini",
    "senza barriere",
    "barriere architettoniche",
    "sedia a rotelle",
    "carrozzina",
    "rampa",
    "ascensore",
    "disabili",
    "accessibile",
    "accessibili",
    "percorso tattile",
    "parcheggio",
    "orario",
    "orari",
    "aperta",
    "aperte",
    "aperto",
    "apertura",
    "pomeriggio",
    "appuntamento",
    "sign language",
    "interpreter",
    "wheelchair",
    "step free",
    "steps",
    "parking",
    "accessible",
    "opening hours",
    "open",
    "saturday",
    "لغة الإشارة",
    "مترجم",
    "كرسي متحرك",
    "درج",
    "موقف سيارات",
    "أوقات العمل",
    "السبت",
];

/// Whether folded words hold one.
pub(super) fn is_in(folded: &str) -> bool {
    without(folded).len() < folded.len()
}

/// The folded words without them.
pub(super) fn without(folded: &str) -> String {
    /// As they are compared, a blank on either side: made once.
    static FOLDED: OnceLock<Vec<String>> = OnceLock::new();
    let needs = FOLDED.get_or_init(|| NEEDS.iter().map(|need| format!(" {} ", fold(need))).collect());
    let mut rest = format!(" {folded} ");
    for need in needs {
        // Twice, for "aperta aperta": what stands between two of them is one blank.
        while rest.contains(need.as_str()) {
            rest = rest.replace(need.as_str(), " ");
        }
    }
    rest.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::{Comune, Provincia};

    #[test]
    fn none_of_them_is_in_what_a_place_is_or_was_called() {
        let comuni = Comune::all().iter().flat_map(|comune| [Some(comune.name), comune.other_name]);
        for name in comuni.flatten().chain(Provincia::all().iter().map(|provincia| provincia.name)) {
            assert!(!is_in(&fold(name)), "{name}");
        }
    }

    #[test]
    fn only_whole_words_are_left_out() {
        assert_eq!(without("sede aperta aperta di sabato a lecce"), "sede di sabato a lecce");
        assert_eq!(without("apertamente liscate"), "apertamente liscate");
        assert_eq!(without("lis"), "");
    }
}

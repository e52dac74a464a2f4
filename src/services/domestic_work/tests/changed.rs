//! Answers changed, pages asked for out of turn, another language in the middle: nothing accepted is lost or asked twice.

use super::*;

/// All answers with a pay for a month.
fn monthly(pay: &str, hours: &str) -> Answers {
    let mut answers = full();
    for (name, value) in [("tipo-paga", "mensile"), ("paga", pay), ("ore", hours)] {
        answers.set(name, value);
    }
    answers
}

#[tokio::test]
async fn an_accepted_pay_is_the_same_in_every_language() {
    for (lang, pay) in [(Lang::It, "1.200"), (Lang::En, "1,200"), (Lang::Ar, "1.200")] {
        let mut at = At::begin().await;
        at.lang = lang;
        at.fill(&monthly(pay, "30")).await;
        for lang in Lang::ALL {
            at.lang = lang;
            let review = at.get("/riepilogo").await;
            let Answer::Show(review) = review else { panic!("{lang:?} {pay}: {review:?}") };
            assert!(shown(&review.page).contains("120000"), "{lang:?} {pay}: {}", shown(&review.page));
        }
        assert_eq!(at.send().await, "/inviata");
    }
    // What was not accepted stays as it was typed.
    let at = At::begin().await;
    at.fill(&full()).await;
    at.see("/paga", &[("tipo-paga", "mensile"), ("paga", "30.000")]).await;
    assert!(shown(&at.page("/paga").await).contains("30.000"));
}

//! What can be done after the body: links, and small forms without questions.

use maud::{Markup, html};

use crate::ids;
use crate::page::{Action, Frame, Link, Send};
use crate::text::Lang;

use super::example::{Example, page, words};
use super::form::hidden;
use super::spans::Setting;
use super::support::{Support, Treatment::*, relied_on, repeated};

/// What actions ask of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("a href: link and its name", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("button: button and its name", [Pass, Pass, Pass, Pass, Pass]),
    repeated("ul role=list: number of items", [Pass, Pass, Pass, Fail, Pass]),
];

/// The actions in their order. A page with a main form has its primary button there, so none here is (`may_lead`).
pub(super) fn actions(actions: &[Action], may_lead: bool, frame: &Frame, set: Setting) -> Markup {
    let numbered: Vec<(usize, &Action)> = actions.iter().enumerate().collect();
    let alike =
        |a: &(usize, &Action), b: &(usize, &Action)| matches!((a.1, b.1), (Action::Link(_), Action::Link(_)));
    html! {
        @if !actions.is_empty() {
            div class="actions" {
                @for run in numbered.chunk_by(alike) {
                    @match run {
                        [(n, Action::Link(link))] => p id=(ids::action(*n)) { (set.link(link)) },
                        [(n, Action::Send(send))] => (small_form(*n, send, may_lead, frame, set)),
                        links => ul role="list" class="links" { @for (n, link) in links { (item(*n, link, set)) } },
                    }
                }
            }
        }
    }
}

fn item(n: usize, action: &Action, set: Setting) -> Markup {
    html! { @if let Action::Link(link) = action { li id=(ids::action(n)) { (set.link(link)) } } }
}

fn small_form(n: usize, send: &Send, may_lead: bool, frame: &Frame, set: Setting) -> Markup {
    let class = (!(send.primary && may_lead)).then_some("secondary");
    html! {
        form id=(ids::action(n)) method="post" action=(send.address) {
            (hidden(&send.fields, frame.token.as_deref()))
            button type="submit" class=[class] { (set.bare(&send.label)) }
        }
    }
}

pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let code = lang.code();
    let send = |label, primary| Send {
        label,
        address: format!("/{code}/estratto/posta"),
        fields: vec![("chiave".into(), "0198".into())],
        primary,
    };
    let title = words(lang, "Il tuo estratto", "Your statement", "كَشْفُكَ");
    let page = page(lang, title)
        .send(send(words(lang, "Spedisci l’estratto", "Post the statement", "إِرْسَالُ الْكَشْفِ"), true))
        .send(send(words(lang, "Annulla la richiesta", "Cancel the request", "إِلْغَاءُ الطَّلَبِ"), false))
        .link(Link::inside(
            words(lang, "Torna ai servizi", "Back to services", "اَلْعَوْدَةُ إِلَى الْخِدْمَاتِ"),
            format!("/{code}/"),
        ))
        .link(Link::inside(
            words(lang, "Vai alla tua area", "Go to your area", "اَلذَّهَابُ إِلَى مِسَاحَتِكَ"),
            format!("/{code}/area"),
        ));
    vec![Example::new("actions", page)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_primary_button_a_page() {
        for example in examples(Lang::It) {
            let html = super::super::main(&example.page, &Frame::default()).into_string();
            assert_eq!(html.matches("<button type=\"submit\">").count(), 1, "{html}");
        }
    }
}

//! The one id of each part of a page, the same in HTML, speech and highlight.
//!
//! **Invariant**: ids come from block paths and question names only, so two renderings of a page agree on them.

/// The id of `<main>`, where the first skip link leads.
pub const CONTENT: &str = "contenuto";
/// The id of the error summary; a redirect after a faulty answer goes to `#errori`.
pub const ERRORS: &str = "errori";
/// The id of what has been done; a redirect after a success goes to `#fatto`.
pub const DONE: &str = "fatto";
/// The id of the first-level heading.
pub const TITLE: &str = "titolo";
/// The id of the words "Passo 2 di 5".
pub const STEP: &str = "passo";
/// The id of the page's one main form: a button that stands outside it may belong to it.
pub const FORM: &str = "modulo";
/// The id of the main form's button.
pub const SUBMIT: &str = "invia";
/// What stands for the link to the page before, by ear; the frame of the screen has its own.
pub const BACK: &str = "indietro";
/// What stands for the link to the help page, likewise.
pub const HELP: &str = "aiuto";
/// What stands for the time when the session ends, likewise.
pub const SESSION: &str = "sessione";
/// The name of the hidden field that carries the session's token.
pub const TOKEN: &str = "gettone";
/// The name of the hidden field of a form that writes and has no draft: a key made when it is shown, by which it is done once.
pub const KEY: &str = "chiave";

/// The number of what is sent under this draft or key: eight digits, which kiosk and portal both make of it, for whoever
/// does not know whether it arrived.
pub fn number(key: u128) -> String {
    format!("{:08}", key % 100_000_000)
}

/// The id of the block at `path`: its position from 0, then its position inside that section or notice, and so on.
///
/// Rows, items and tasks of a block count as its children. A question goes by its name instead.
pub fn block_id(path: &[usize]) -> String {
    path.iter().fold("b".to_owned(), |id, &n| child(&id, n))
}

/// The id of a block of the notice that says what has been done.
pub fn done_block_id(path: &[usize]) -> String {
    path.iter().fold(DONE.to_owned(), |id, &n| child(&id, n))
}

/// The id of the part `n`, from 0, of the block `id`.
pub fn child(id: &str, n: usize) -> String {
    format!("{id}-{n}")
}

/// The id of the link that belongs to the part `id`.
pub fn link(id: &str) -> String {
    format!("{id}-link")
}

/// The id of the words that name the part `id`.
pub fn name(id: &str) -> String {
    format!("{id}-nome")
}

/// The id of the heading that the block `id` stands under: of its section or notice, or of the page.
pub fn heading_over(id: &str) -> String {
    match id.rsplit_once('-') {
        Some((over, _)) if over.contains('-') || over == DONE => name(over),
        _ => TITLE.to_owned(),
    }
}

/// The id of action `n`, from 0, after the body.
pub fn action(n: usize) -> String {
    format!("azione-{n}")
}

/// The id of a question's hint.
pub fn hint(name: &str) -> String {
    format!("{name}-aiuto")
}

/// The id of what is wrong with a question's answer.
pub fn problem(name: &str) -> String {
    format!("{name}-errore")
}

/// The id of a question's group of choices; its first choice has the bare name.
pub fn group(name: &str) -> String {
    format!("{name}-gruppo")
}

/// The id of choice `n`, from 0: the first has the bare name, so that the error summary lands on it.
pub fn choice(name: &str, n: usize) -> String {
    if n == 0 { name.to_owned() } else { format!("{name}-{}", n + 1) }
}

/// The id of the hint of choice `n`, from 0.
pub fn choice_hint(name: &str, n: usize) -> String {
    format!("{name}-{}-aiuto", n + 1)
}

/// The names, and ids, of the three boxes of a date: day, month, year.
pub fn date_boxes(name: &str) -> [String; 3] {
    ["giorno", "mese", "anno"].map(|part| format!("{name}-{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_goes_by_its_path() {
        assert_eq!(block_id(&[2, 1]), "b-2-1");
        assert_eq!(done_block_id(&[0]), "fatto-0");
    }

    #[test]
    fn the_first_choice_has_the_bare_name() {
        assert_eq!(choice("sesso", 0), "sesso");
        assert_eq!(choice("sesso", 1), "sesso-2");
    }
}

//! What the screen shows, made from the state alone.

use a11y::text::Text;

use super::command::{Command, Keyboard, Picture};
use super::session::{Own, Place, Session};
use super::{State, finger, follow, listener, signs, standing, typing, words};

/// Shows the picture of this state, if it is another than before.
pub(super) fn refresh(state: &mut State, out: &mut Vec<Command>) {
    let now = picture(state);
    let now = Picture { number: number(state, &now), ..now };
    // What is said, and where the cursor is, moves nothing to another place.
    let same = |shown: &Picture| {
        (
            &shown.page,
            &shown.keyboard,
            shown.look,
            shown.curtain,
            shown.waiting,
            &shown.warning,
            shown.explored.is_some(),
        ) == (
            &now.page,
            &now.keyboard,
            now.look,
            now.curtain,
            now.waiting,
            &now.warning,
            now.explored.is_some(),
        )
    };
    let now = match state.shown.as_deref().is_some_and(same) {
        true => now,
        false => {
            finger::turned(state);
            Picture { explored: now.explored.map(|_| state.glass.number), ..now }
        }
    };
    if state.shown.as_deref() != Some(&now) {
        state.shown = Some(Box::new(now.clone()));
        out.push(Command::Show(Box::new(now)));
    }
}

/// The number of the page that comes to be shown. One that is covered, uncovered or behind the curtain is another: what was
/// touched on it before was not what stands there now.
fn number(state: &mut State, now: &Picture) -> u64 {
    let same = |shown: &&Picture| (shown.covered, shown.curtain) == (now.covered, now.curtain);
    let shown = state.shown.as_deref().filter(same);
    let view = &mut state.session.view;
    let before = match view.number {
        // It was made anew, as it was.
        0 => {
            shown.filter(|shown| shown.page == now.page && shown.frame == now.frame).map(|shown| shown.number)
        }
        own => shown.map(|_| own),
    };
    // What a finger had found stood on the page before; a cover leaves it where it is.
    let stays = match view.number {
        0 => before.is_some(),
        own => state.shown.as_deref().is_none_or(|shown| shown.number == own),
    };
    if !stays {
        state.session.hand.on = None;
    }
    view.number = before.unwrap_or_else(|| {
        state.glass.pages += 1;
        state.glass.pages
    });
    view.number
}

fn picture(state: &State) -> Picture {
    let session = &state.session;
    let view = &session.view;
    let lang = state.lang();
    let waiting = session.begun.is_none();
    let warning = session.warned.map(|warned| {
        let left = state.setup.warning.saturating_sub(state.now - warned);
        let seconds = i64::try_from(left.div_ceil(1_000)).unwrap_or(i64::MAX);
        words::idle(lang).then(words::idle_what(lang, seconds))
    });
    // Where a secret is typed nothing shows which key was meant.
    let secret = session
        .keyboard
        .iter()
        .chain(session.ring.iter().map(|ring| &ring.place))
        .any(|place| typing::is_secret(state, place));
    let here =
        view.here().filter(|_| session.listening.is_some() && !secret).map(|utterance| utterance.id.clone());
    // What is typed into is to be seen beside the keyboard.
    let typed = session.keyboard.as_ref().map(|place| match place.part {
        Some(part) => a11y::ids::date_boxes(&place.name)[part.min(2)].clone(),
        None => place.name.clone(),
    });
    let covered = super::cover::covered(state);
    let page = match covered {
        Some(true) => super::cover::page(state),
        _ => view.page.clone(),
    };
    let written = session.written.clone().filter(|_| session.listening.is_none());
    let place = typed.or(here).or(written).map(|id| match covered {
        Some(true) => super::cover::place(&page, &view.frame, &id),
        _ => id,
    });
    let mut ears = follow::ears(state);
    if covered == Some(true) {
        super::cover::retain(&page, &view.frame, &mut ears);
    }
    // Behind the curtain only what is for everyone, and so where nobody looks who is meant.
    let curtain = listener::curtained(state);
    let hidden = curtain || super::cover::unseen(state);
    // Where one is, is told by the page's title, which is covered as on the page; how far one is in it is nobody's secret.
    let title = if hidden { super::cover::title(&view.page) } else { page.title.clone() };
    let seen = signs::seen(state);
    let ring = seen.is_some() && !hidden && warning.is_none();
    let told = seen.or_else(|| session.caption.clone());
    let masked = told.as_ref().filter(|_| title != view.page.title);
    let masked = masked.and_then(|said| said.with_other(&view.page.title, &title));
    let whole = masked.is_none();
    let told = masked.or(told).filter(|said| !(hidden && said.is_private()));
    let followed = whole && told.is_some() && warning.is_none();
    let caption = beside_problem(session, told).or_else(|| standing::told(state));
    let said = follow::said(state, covered == Some(true)).filter(|said| said.place.is_some() || followed);
    Picture {
        page,
        number: view.number,
        frame: view.frame.clone(),
        look: session.look,
        focus: place,
        caption: caption.filter(|_| warning.is_none()),
        keyboard: session.keyboard.as_ref().and_then(|place| keyboard(state, place)),
        secrets: typing::secrets(state),
        curtain,
        unplugged: session.unplugged.is_some(),
        prints: super::own::prints(&view.page),
        covered,
        listening: session.listening.is_some(),
        waiting,
        serves: super::in_service(state),
        ring,
        warning,
        explored: finger::on(state).then_some(state.glass.number),
        still: session.hand.still,
        turned: state.glass.turned,
        ears,
        said,
        back: !waiting
            && (session.behind.is_some() || !matches!(view.own, Some(Own::Welcome | Own::Languages))),
    }
}

/// What was told last; once it was said to its end what was told before to be wrong stands beside it.
fn beside_problem(session: &Session, told: Option<Text>) -> Option<Text> {
    let problem =
        session.problem.as_ref().map(|problem| &problem.said).filter(|_| session.speaking.is_none());
    // What one can do here is in nobody's way once it was said.
    let taught = session.listening.is_some() && session.last.is_none();
    Some(match (told?, problem) {
        (_, Some(problem)) if taught => problem.clone(),
        (told, Some(problem)) if told.with_other(problem, problem).is_none() => problem.clone().then(told),
        (told, _) => told,
    })
}

fn keyboard(state: &State, place: &Place) -> Option<Keyboard> {
    let view = &state.session.view;
    let input = view.input(place)?;
    let kind = typing::kind(state, place)?;
    let questions = view.page.questions();
    // After the last box of the page, which of a date is the year, one sends.
    let last = questions.last().is_some_and(|last| last.name == place.name)
        && place.part.is_none_or(|part| part == 2);
    let form = view.page.form.as_ref().filter(|_| last && state.session.look.low);
    let send = form.map(|form| form.submit.clone());
    let question = questions.into_iter().find(|question| question.name == place.name)?;
    let secret = typing::secret(input).then(|| typing::count(state, &place.name));
    let (lang, label) = (view.page.lang, question.label.clone());
    let layer = state.session.layer;
    let capital = typing::writes_a_capital(state, place);
    Some(Keyboard { lang, kind, layer, capital, label, secret, send })
}

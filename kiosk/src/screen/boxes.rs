//! Where things are on the screen, as its script tells: for who explores them by ear.
//!
//! **Invariant**: what does not make sense is refused whole.

use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};

use super::{Screen, read};
use crate::event::{Boxes, Event, Rectangle, Spot, Touch};

/// How many things a screen may show.
const MOST: usize = 1_000;

/// Takes what the script tells.
pub(super) async fn tell(request: HttpRequest, body: Bytes, screen: web::Data<Screen>) -> HttpResponse {
    if !screen.knows(&request) {
        return HttpResponse::Forbidden().finish();
    }
    let told = std::str::from_utf8(&body).ok().and_then(parse);
    let Some(boxes) = told else { return HttpResponse::BadRequest().finish() };
    match screen.events.send(Event::Boxes(boxes)) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// The number of the picture and the size of the window, then a line a thing: its corners, and what a touch there is.
pub(super) fn parse(told: &str) -> Option<Boxes> {
    let mut lines = told.lines();
    let mut head = lines.next()?.split(' ');
    let number = head.next()?.parse().ok()?;
    let mut side = || head.next()?.parse().ok().filter(|side| (1..=100_000).contains(side));
    let (width, height): (u32, u32) = (side()?, side()?);
    let boxes: Option<Vec<_>> = lines.map(|line| thing(line, width, height)).collect();
    boxes.filter(|boxes| boxes.len() <= MOST).map(|boxes| Boxes { number, boxes })
}

fn thing(line: &str, width: u32, height: u32) -> Option<(Touch, Rectangle)> {
    let mut parts = line.splitn(5, ' ');
    let mut part = |of: u32| {
        let at: u32 = parts.next()?.parse().ok()?;
        u16::try_from(u64::from(at.min(of)) * 10_000 / u64::from(of)).ok()
    };
    let from = Spot { x: part(width)?, y: part(height)? };
    let to = Spot { x: part(width)?, y: part(height)? };
    Some((read(parts.next()?)?, Rectangle { from, to }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::event::Control;

    #[test]
    fn boxes_are_parts_of_the_screen() {
        let told =
            parse("7 1080 1920\n108 192 540 960 parte:b-0-0\n0 0 2000 10 comando:fine\n1 2 3 4 segno: ")
                .unwrap();
        let spot = |x, y| Spot { x, y };
        assert_eq!(told.number, 7);
        assert_eq!(
            told.boxes[0],
            (Touch::Part("b-0-0".into()), Rectangle { from: spot(1_000, 1_000), to: spot(5_000, 5_000) })
        );
        assert_eq!(told.boxes[1].0, Touch::Control(Control::End));
        assert_eq!(told.boxes[1].1.to.x, 10_000, "what is beside the screen ends at its edge");
        assert_eq!(told.boxes[2].0, Touch::Sign(' '));
        assert_eq!(parse("7 1080 1920"), Some(Boxes { number: 7, boxes: Vec::new() }));
    }

    #[test]
    fn what_makes_no_sense_is_refused_whole() {
        let thing = "1 2 3 4 parte:x\n";
        let many = format!("1 10 10\n{}", thing.repeat(MOST + 1));
        for told in [
            "",
            "x 10 10",
            "1 0 10",
            "1 10",
            "1 10 10\n1 2 3",
            "1 10 10\n1 2 3 4 foglio",
            "1 10 10\n-1 2 3 4 parte:x",
            &many,
        ] {
            assert_eq!(parse(told), None, "{}", &told[..told.len().min(40)]);
        }
        assert!(parse(&format!("1 10 10\n{}", thing.repeat(MOST))).is_some());
    }

    proptest! {
        #[test]
        fn nothing_that_is_told_breaks_it(told in "([0-9]{1,6}|[ \n]|parte:b|segno:.|-|\\PC){0,60}") {
            if let Some(boxes) = parse(&told) {
                prop_assert!(boxes.boxes.iter().all(|(_, place)| place.to.x <= 10_000 && place.to.y <= 10_000));
            }
        }
    }
}

//! A card that stays in the reader begins nothing and leads nobody away, whatever became of power and reader meanwhile.

use sportello_kiosk::event::{Card, Control, Event, Touch};

use crate::citizen::{Citizen, NOEMI, Place, Way};
use crate::matrix::Phase;
use crate::world::{World, holder, seen};

#[test]
fn a_card_that_was_in_when_the_power_came_begins_nothing_until_it_is_pulled() {
    let mut world = World::new();
    world.starts_again(Some(holder(NOEMI)));
    world.does(Event::Jack(true));
    world.passes(10_000);
    assert!(world.state().waits(), "{}", seen(world.picture()));
    assert!(world.said.is_empty(), "a jack that was full begins nothing");
    world.does(Event::Card(Card::Empty));
    world.does(Event::Card(Card::Reading));
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    assert!(!world.state().waits());
}

#[test]
fn a_card_left_behind_begins_nothing_when_its_reader_comes_back() {
    let citizen = Citizen { way: Way::Touch, code: NOEMI };
    let mut world = Phase::End.reached(citizen);
    world.does(Event::Card(Card::NoReader));
    world.does(Event::Card(Card::Reading));
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    world.passes(1_000);
    assert!(world.state().waits(), "{}", seen(world.picture()));
    world.does(Event::Card(Card::Empty));
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    assert!(!world.state().waits(), "put in again it is somebody's");
}

#[test]
fn a_reader_that_comes_back_with_the_card_leads_nobody_away() {
    let citizen = Citizen { way: Way::Touch, code: NOEMI };
    let mut world = World::new();
    world.touch("b-0-0");
    world.passes(200);
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    world.passes(200);
    assert_eq!(citizen.place(&world), Place::SignIn);
    world.does(Event::Touch(Touch::Control(Control::Back)));
    world.passes(200);
    assert_eq!(citizen.place(&world), Place::Services);
    world.does(Event::Card(Card::NoReader));
    world.does(Event::Card(Card::Reading));
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    world.passes(200);
    assert_eq!(citizen.place(&world), Place::Services);
    assert!(seen(world.picture()).contains("Tessera letta."));
}

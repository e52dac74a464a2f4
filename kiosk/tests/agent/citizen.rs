//! Someone at the kiosk who wants to send a request and take its receipt home, by ear and keypad or by touch alone.

use sportello_kiosk::event::{Card, Control, Event, Key, Touch};

use crate::portal::{ACCOUNT, PIN};
use crate::world::{World, holder, seen};

/// How they use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ear,
    Touch,
}

/// A person with a card.
#[derive(Clone, Copy, Debug)]
pub struct Citizen {
    pub way: Way,
    pub code: &'static str,
}

pub const NOEMI: &str = "MRNNMO69C66H501O";
pub const ENRICO: &str = "RNLNRC84S04I782A";

/// What a page is about, to whoever reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Waiting,
    Languages,
    Services,
    SignIn,
    Form,
    Review,
    Sent,
    /// The kiosk says that something does not work.
    Trouble,
}

impl Citizen {
    /// Where they are.
    pub fn place(self, world: &World) -> Place {
        if world.state().waits() {
            return Place::Waiting;
        }
        match seen_title(world).as_str() {
            "Scegli la lingua" | "Lo Sportello ti dà il benvenuto" => Place::Languages,
            "Servizi" => Place::Services,
            "Accedi" => Place::SignIn,
            "La tua domanda" => Place::Form,
            "Controlla e invia" => Place::Review,
            "Domanda inviata" => Place::Sent,
            _ => Place::Trouble,
        }
    }

    /// Does what comes next; nothing where the kiosk is to do it.
    pub fn acts(self, world: &mut World) {
        if world.picture().curtain {
            match self.way {
                Way::Ear => world.does(Event::Jack(true)),
                Way::Touch => world.does(Event::Touch(Touch::Control(Control::Uncover))),
            }
        }
        match self.place(world) {
            Place::Waiting => self.begins(world),
            Place::Languages => self.chooses(world, "b-0-0"),
            Place::Services => self.chooses(world, "azione-0"),
            Place::SignIn => self.signs_in(world),
            Place::Form => {
                self.types(world, "conto", ACCOUNT);
                self.chooses(world, "invia");
            }
            Place::Review => self.chooses(world, "azione-0"),
            Place::Sent if !world.printing() => self.chooses(world, "azione-0"),
            Place::Sent | Place::Trouble => {}
        }
        world.passes(400);
    }

    fn begins(self, world: &mut World) {
        match self.way {
            Way::Ear => {
                world.does(Event::Jack(false));
                world.does(Event::Jack(true));
            }
            Way::Touch => world.touch("b-0-0"),
        }
    }

    fn signs_in(self, world: &mut World) {
        let filled = a11y::act::fields(&world.picture().page).iter().any(|(_, value)| value == self.code);
        if !filled {
            world.does(Event::Card(Card::Empty));
            world.does(Event::Card(Card::Reading));
            world.passes(300);
            world.does(Event::Card(Card::Read(holder(self.code))));
            world.passes(200);
        }
        self.types(world, "pin", PIN);
        self.chooses(world, "invia");
    }

    /// Types into an empty box.
    pub fn types(self, world: &mut World, name: &str, digits: &str) {
        self.reaches(world, name);
        match self.way {
            Way::Ear => {
                // What stands there already goes first.
                world.key(Key::Select);
                (0..written(world, name)).for_each(|_| world.key(Key::Back));
                world.digits(digits);
            }
            Way::Touch => {
                (0..8).for_each(|_| world.does(Event::Touch(Touch::Erase)));
                digits.chars().for_each(|digit| world.does(Event::Touch(Touch::Sign(digit))));
            }
        }
    }

    /// Goes to a part of the page and chooses it.
    pub fn chooses(self, world: &mut World, id: &str) {
        self.reaches(world, id);
        if self.way == Way::Ear {
            world.key(Key::Select);
        }
    }

    fn reaches(self, world: &mut World, id: &str) {
        match self.way {
            Way::Touch => world.touch(id),
            Way::Ear => {
                for _ in 0..80 {
                    if world.picture().focus.as_deref() == Some(id) {
                        return;
                    }
                    world.key(Key::Next);
                }
                panic!("{id} is not reached: {}", seen(world.picture()));
            }
        }
    }

    /// Goes on until this is so; how often they acted.
    #[track_caller]
    pub fn until(self, world: &mut World, wanted: impl Fn(&World) -> bool) -> u32 {
        for acts in 0..200 {
            if wanted(world) {
                return acts;
            }
            self.acts(world);
        }
        panic!("{:?} never comes there: {}\n{}", self, seen(world.picture()), world.heard_since(0));
    }
}

/// How many signs stand in a box.
fn written(world: &World, name: &str) -> usize {
    let picture = world.picture();
    let secret = picture.keyboard.as_ref().and_then(|keyboard| keyboard.secret);
    let fields = a11y::act::fields(&picture.page);
    let open = fields.iter().find(|(own, _)| own == name).map_or(0, |(_, value)| value.chars().count());
    secret.unwrap_or(open)
}

fn seen_title(world: &World) -> String {
    let page = &world.picture().page;
    a11y::values::line(&page.title, page.lang)
}

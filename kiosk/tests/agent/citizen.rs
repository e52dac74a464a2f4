//! Someone at the kiosk who wants to send a request and take its receipt home: by ear and keypad, by touch alone, by
//! braille, or by ear with the PIN of their card.

use sportello_kiosk::event::{Braille, BrailleKey, Card, Control, Event, Key, Touch};

use crate::portal::{ACCOUNT, CARD_PIN, PIN};
use crate::world::{World, holder, seen};

/// How they use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ear,
    Touch,
    /// By a braille display, without a voice.
    Braille,
    /// By ear; the card and its own PIN sign in.
    Card,
}

impl Way {
    /// Every one.
    pub const ALL: [Way; 4] = [Way::Ear, Way::Touch, Way::Braille, Way::Card];

    /// They wear headphones.
    pub fn listens(self) -> bool {
        matches!(self, Way::Ear | Way::Card)
    }
}

/// Cells of the display: whatever is told stands on it whole.
const CELLS: u16 = 500;

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
    /// Where the card and its PIN sign in.
    ByCard,
    Form,
    Review,
    Sent,
    /// The portal takes nothing from this kiosk.
    Refused,
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
            // Somebody did something, and nothing is on the display yet.
            title if title.starts_with("Lo Sportello ti dà il benvenuto") => match self.way {
                Way::Braille => Place::Waiting,
                _ => Place::Languages,
            },
            "Scegli la lingua" => Place::Languages,
            "Servizi" => Place::Services,
            "Accedi" => Place::SignIn,
            "Accedi con la tessera" => Place::ByCard,
            "Questo chiosco non può collegarsi" => Place::Refused,
            "La tua domanda" => Place::Form,
            "Controlla e invia" => Place::Review,
            "Domanda inviata" => Place::Sent,
            _ => Place::Trouble,
        }
    }

    /// Does what comes next; nothing where the kiosk is to do it.
    pub fn acts(self, world: &mut World) {
        if world.picture().curtain {
            self.comes_back(world);
        }
        match self.place(world) {
            Place::Waiting => self.begins(world),
            Place::Languages => self.chooses(world, "b-0-0"),
            Place::Services => self.chooses(world, "azione-0"),
            Place::SignIn if self.way == Way::Card => self.chooses(world, "azione-0"),
            Place::SignIn => self.signs_in(world),
            Place::ByCard => {
                self.puts_the_card_in(world);
                self.types(world, "tessera", CARD_PIN);
                self.chooses(world, "invia");
            }
            Place::Refused => self.goes_back(world),
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

    /// One page back.
    pub fn goes_back(self, world: &mut World) {
        match self.way {
            Way::Ear | Way::Card => world.key(Key::Back),
            Way::Touch => world.does(Event::Touch(Touch::Control(Control::Back))),
            Way::Braille => world.does(Event::Braille(Braille::Key(BrailleKey::Back))),
        }
    }

    /// Has the page again that was covered.
    pub fn comes_back(self, world: &mut World) {
        match self.way {
            Way::Ear | Way::Card => world.does(Event::Jack(true)),
            Way::Touch => world.does(Event::Touch(Touch::Control(Control::Uncover))),
            Way::Braille => world.does(Event::Braille(Braille::Attached(CELLS))),
        }
    }

    /// Puts the card in; who left theirs there has taken it out.
    pub fn puts_the_card_in(self, world: &mut World) {
        world.does(Event::Card(Card::Empty));
        world.does(Event::Card(Card::Reading));
        world.passes(300);
        world.does(Event::Card(Card::Read(holder(self.code))));
        world.passes(200);
    }

    fn begins(self, world: &mut World) {
        match self.way {
            Way::Braille => {
                world.does(Event::Braille(Braille::Gone));
                world.does(Event::Braille(Braille::Attached(CELLS)));
            }
            Way::Ear | Way::Card => {
                world.does(Event::Jack(false));
                world.does(Event::Jack(true));
            }
            Way::Touch => world.touch("b-0-0"),
        }
    }

    fn signs_in(self, world: &mut World) {
        let filled = a11y::act::fields(&world.picture().page).iter().any(|(_, value)| value == self.code);
        if !filled {
            self.puts_the_card_in(world);
        }
        self.types(world, "pin", PIN);
        self.chooses(world, "invia");
    }

    /// Types into an empty box.
    pub fn types(self, world: &mut World, name: &str, digits: &str) {
        self.reaches(world, name);
        match self.way {
            Way::Braille => {
                let key = |key| Event::Braille(Braille::Key(key));
                (0..written(world, name)).for_each(|_| world.does(key(BrailleKey::Erase)));
                digits.chars().for_each(|digit| world.does(key(BrailleKey::Sign(digit))));
            }
            Way::Ear | Way::Card => {
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
        match self.way {
            Way::Ear | Way::Card => world.key(Key::Select),
            Way::Braille => world.does(Event::Braille(Braille::Key(BrailleKey::Select))),
            Way::Touch => {}
        }
    }

    fn reaches(self, world: &mut World, id: &str) {
        match self.way {
            Way::Touch => world.touch(id),
            // The screen marks nothing: the fingers know how far it is from the top.
            Way::Braille => {
                let picture = world.picture();
                let heard = a11y::speech::page(&picture.page, &picture.frame);
                let at = heard.iter().position(|heard| heard.id == id);
                world.does(Event::Braille(Braille::Key(BrailleKey::Top)));
                for _ in 0..at.unwrap_or_else(|| panic!("{id} is not there")) {
                    world.does(Event::Braille(Braille::Key(BrailleKey::Next)));
                }
            }
            Way::Ear | Way::Card => {
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

//! The prober in the guest: makes devices that the kernel cannot tell from real ones, and works them as it is told.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::process::exit;
use std::sync::mpsc::{Sender, channel};
use std::thread::sleep;
use std::time::Duration;

use evdev::uinput::VirtualDevice;
use evdev::{
    AbsInfo, AbsoluteAxisCode as Axis, AttributeSet, BusType, Device, EventType, InputEvent, InputId,
    KeyCode, PropType, SwitchCode, UinputAbsSetup,
};

use sportello_kiosk::devices::input::{self, Tongue};

use crate::inside::clock;

/// How long lies between two reports of a reader: USB asks for them every 1 to 10 ms.
const PACE: Duration = Duration::from_millis(4);

/// The size of the screen in the panel's own measure.
const PANEL: (i32, i32) = (4095, 2047);

#[derive(Default)]
struct Prober {
    scanner: Option<VirtualDevice>,
    jack: Option<VirtualDevice>,
    touch: Option<VirtualDevice>,
    switches: Option<VirtualDevice>,
    stripe: Option<File>,
    /// A scanner that is no keyboard.
    pos: Option<File>,
    /// The fingers that are down, by slot, and the next number of one.
    down: [bool; 5],
    finger: i32,
    /// A device that it holds as another program would.
    held: Option<Device>,
    /// Consoles that are there because somebody has them open.
    consoles: Vec<File>,
}

/// Serves the host's line until the machine is switched off.
pub(crate) fn serve() -> ! {
    let line = OpenOptions::new().read(true).write(true).open("/dev/ttyS1").unwrap();
    let mut answers = line.try_clone().unwrap();
    let mut prober = Prober::default();
    writeln!(answers, "READY").unwrap();
    for work in BufReader::new(line).lines() {
        let work = work.unwrap();
        let answer = match prober.does(work.trim()) {
            Ok(answer) => format!("OK {answer}"),
            Err(error) => format!("ERR {error}"),
        };
        writeln!(answers, "{answer}").unwrap();
    }
    exit(0)
}

fn other(what: impl Into<String>) -> io::Error {
    io::Error::other(what.into())
}

fn key(code: u16, value: i32) -> InputEvent {
    InputEvent::new(EventType::KEY.0, code, value)
}

fn axis(code: Axis, value: i32) -> InputEvent {
    InputEvent::new(EventType::ABSOLUTE.0, code.0, value)
}

impl Prober {
    fn does(&mut self, work: &str) -> io::Result<String> {
        let (what, with) = work.split_once(' ').unwrap_or((work, ""));
        match what {
            "plug" => self.plug(with)?,
            "unplug" => self.unplug(with)?,
            "jack" => self.jack_is(with == "1")?,
            "scan" => self.scan(with)?,
            "flood" => self.flood(with)?,
            "press" => return self.press(with),
            "chord" => self.chord(with)?,
            "read" => return fs::read_to_string(with).map(|text| text.trim().to_owned()),
            "sysctl" => sysctl()?,
            "holds" => return holds(with),
            "touch" => self.touch(with)?,
            "swipe" => self.swipe(with)?,
            "pos" => self.pos(with)?,
            "grab" => return self.grab(with),
            "opened" => return opened(with),
            "release" => self.held = None,
            "cpu" => return cpu(),
            "learn" => return self.learn(with),
            _ => return Err(other(format!("unknown: {what}"))),
        }
        Ok(String::new())
    }

    fn plug(&mut self, what: &str) -> io::Result<()> {
        let keyboard = |name: &str, vendor, product| {
            let keys: AttributeSet<KeyCode> = (1..=120).map(KeyCode::new).collect();
            VirtualDevice::builder()?
                .name(name)
                .input_id(InputId::new(BusType::BUS_USB, vendor, product, 1))
                .with_keys(&keys)?
                .build()
        };
        match what {
            "scanner" => self.scanner = Some(keyboard("Fake scanner", 0x0c2e, 0x0901)?),
            "switches" => self.switches = Some(keyboard("Fake switches", 0x1209, 0x0002)?),
            "stranger" => self.switches = Some(keyboard("Fake stranger", 0x1234, 0x5678)?),
            "jack" => {
                let switches: AttributeSet<SwitchCode> =
                    [SwitchCode::SW_HEADPHONE_INSERT].into_iter().collect();
                self.jack =
                    Some(VirtualDevice::builder()?.name("Fake jack").with_switches(&switches)?.build()?);
            }
            "consoles" => {
                self.consoles =
                    ["/dev/tty2", "/dev/tty3"].into_iter().map(File::open).collect::<io::Result<_>>()?;
            }
            "touch" => self.touch = Some(panel()?),
            "stripe" => self.stripe = Some(hid(b"Fake stripe", 0x0801, 0x0001, KEYBOARD)?),
            "pos" => self.pos = Some(hid(b"Fake HID-POS", 0x0c2e, 0x0b07, SCANNER)?),
            _ => return Err(other(what)),
        }
        Ok(())
    }

    fn unplug(&mut self, what: &str) -> io::Result<()> {
        match what {
            "scanner" => self.scanner = None,
            "switches" | "stranger" => self.switches = None,
            "jack" => self.jack = None,
            "touch" => self.touch = None,
            "stripe" | "pos" => {
                let device = if what == "pos" { &mut self.pos } else { &mut self.stripe };
                if let Some(mut uhid) = device.take() {
                    // UHID_DESTROY.
                    let mut destroy = [0; 4_380];
                    destroy[0..4].copy_from_slice(&1_u32.to_ne_bytes());
                    uhid.write_all(&destroy)?;
                }
            }
            _ => return Err(other(what)),
        }
        Ok(())
    }

    fn jack_is(&mut self, full: bool) -> io::Result<()> {
        let event = InputEvent::new(EventType::SWITCH.0, SwitchCode::SW_HEADPHONE_INSERT.0, i32::from(full));
        self.jack.as_mut().ok_or_else(|| other("no jack"))?.emit(&[event])
    }

    /// Types a scan as a reader does, one report at a time.
    fn scan(&mut self, text: &str) -> io::Result<()> {
        let scanner = self.scanner.as_mut().ok_or_else(|| other("no scanner"))?;
        for c in text.chars().chain(['\n']) {
            let keys = keys(c);
            for (code, value) in
                keys.iter().map(|code| (*code, 1)).chain(keys.iter().rev().map(|code| (*code, 0)))
            {
                scanner.emit(&[key(code, value)])?;
                sleep(PACE);
            }
        }
        Ok(())
    }

    /// Types so much at once that the kernel must lose some of it.
    fn flood(&mut self, what: &str) -> io::Result<()> {
        let device = if what == "switches" { &mut self.switches } else { &mut self.scanner };
        let device = device.as_mut().ok_or_else(|| other("not plugged"))?;
        let frame = InputEvent::new(EventType::SYNCHRONIZATION.0, 0, 0);
        let presses: Vec<InputEvent> =
            (0..1_000).flat_map(|n| [key(30 + n % 8, 1), frame, key(30 + n % 8, 0), frame]).collect();
        device.emit(&presses)
    }

    /// Presses a key of the two switches by its number; when.
    fn press(&mut self, code: &str) -> io::Result<String> {
        let switches = self.switches.as_mut().ok_or_else(|| other("no switches"))?;
        let code = code.parse().map_err(|_| other(code))?;
        let at = clock();
        switches.emit(&[key(code, 1)])?;
        switches.emit(&[key(code, 0)])?;
        Ok(at.to_string())
    }

    /// Presses these keys of the same device together.
    fn chord(&mut self, codes: &str) -> io::Result<()> {
        let device = self.switches.as_mut().ok_or_else(|| other("no switches"))?;
        let codes: Vec<u16> = codes.split(' ').filter_map(|code| code.parse().ok()).collect();
        for (code, value) in
            codes.iter().map(|code| (*code, 1)).chain(codes.iter().rev().map(|code| (*code, 0)))
        {
            device.emit(&[key(code, value)])?;
            sleep(PACE);
        }
        Ok(())
    }

    /// Lets the kiosk learn the two switches, and presses these keys when it asks for the next; the map it writes.
    fn learn(&mut self, codes: &str) -> io::Result<String> {
        let switches = self.switches.as_mut().ok_or_else(|| other("no switches"))?;
        let node = switches.enumerate_dev_nodes_blocking()?.next().ok_or_else(|| other("no node"))??;
        let (asked, asks) = channel();
        let lesson = std::thread::spawn(move || {
            let mut map = Vec::new();
            input::learn(&node, Tongue::It, &mut Asked(asked), &mut map).map(|()| map)
        });
        for code in codes.split(' ') {
            let code = code.parse().map_err(|_| other(code))?;
            asks.recv_timeout(Duration::from_secs(20)).map_err(|_| other("it does not ask"))?;
            switches.emit(&[key(code, 1)])?;
            switches.emit(&[key(code, 0)])?;
        }
        let map = lesson.join().map_err(|_| other("it broke"))??;
        Ok(String::from_utf8_lossy(&map).replace('\n', "|"))
    }

    /// Fingers, step by step: `40,50 60,50;w30;41,50;-` are two fingers in percent of the screen, 30 ms, one, none.
    fn touch(&mut self, steps: &str) -> io::Result<()> {
        for step in steps.split(';') {
            if let Some(millis) = step.strip_prefix('w') {
                sleep(Duration::from_millis(millis.parse().map_err(|_| other(step))?));
                continue;
            }
            let places: Vec<(i32, i32)> = step
                .split_whitespace()
                .filter_map(|place| place.split_once(','))
                .filter_map(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
                .collect();
            self.fingers(&places)?;
        }
        Ok(())
    }

    fn fingers(&mut self, places: &[(i32, i32)]) -> io::Result<()> {
        let was = self.down.iter().any(|down| *down);
        let mut events = Vec::new();
        for slot in 0..self.down.len() {
            let place = places.get(slot);
            if place.is_none() && !self.down[slot] {
                continue;
            }
            events.push(axis(Axis::ABS_MT_SLOT, i32::try_from(slot).unwrap_or(0)));
            let Some((x, y)) = place else {
                self.down[slot] = false;
                events.push(axis(Axis::ABS_MT_TRACKING_ID, -1));
                continue;
            };
            if !self.down[slot] {
                self.down[slot] = true;
                self.finger += 1;
                events.push(axis(Axis::ABS_MT_TRACKING_ID, self.finger));
            }
            events.push(axis(Axis::ABS_MT_POSITION_X, x * PANEL.0 / 100));
            events.push(axis(Axis::ABS_MT_POSITION_Y, y * PANEL.1 / 100));
        }
        let is = !places.is_empty();
        if was != is {
            events.push(key(KeyCode::BTN_TOUCH.code(), i32::from(is)));
        }
        self.touch.as_mut().ok_or_else(|| other("no panel"))?.emit(&events)
    }

    /// Types a stripe through the whole HID stack of the kernel.
    fn swipe(&mut self, text: &str) -> io::Result<()> {
        let stripe = self.stripe.as_mut().ok_or_else(|| other("no stripe reader"))?;
        for c in text.chars().chain(['\n']) {
            let usage = match c {
                '0' => 39,
                '1'..='9' => 30 + c as u8 - b'1',
                'A'..='Z' => 4 + c as u8 - b'A',
                '%' => 34,
                '?' => 56,
                ' ' => 44,
                _ => 40,
            };
            let shift = if c.is_ascii_uppercase() || matches!(c, '%' | '?') { 2 } else { 0 };
            report(stripe, &[shift, 0, usage, 0, 0, 0, 0, 0])?;
            sleep(PACE);
            report(stripe, &[0; 8])?;
            sleep(PACE);
        }
        Ok(())
    }

    /// Sends a scan in reports of HID Point of Sale: `a|b` goes on in a second report, `a|` never does.
    fn pos(&mut self, text: &str) -> io::Result<()> {
        let scanner = self.pos.as_mut().ok_or_else(|| other("no scanner"))?;
        let parts: Vec<&str> = text.split('|').collect();
        for (n, part) in parts.iter().enumerate().filter(|(_, part)| !part.is_empty()) {
            let mut bytes = vec![0; 64];
            (bytes[0], bytes[1]) = (2, u8::try_from(part.len()).unwrap_or(0));
            bytes[2..5].copy_from_slice(b"]A0");
            bytes[5..5 + part.len()].copy_from_slice(part.as_bytes());
            bytes[63] = u8::from(n + 1 < parts.len());
            report(scanner, &bytes)?;
            sleep(PACE);
        }
        Ok(())
    }

    /// Tries to take a device for itself, as a thief of keys would; what came of it.
    fn grab(&mut self, name: &str) -> io::Result<String> {
        let found = evdev::enumerate().map(|(_, device)| device).find(|device| device.name() == Some(name));
        let mut device = found.ok_or_else(|| other(format!("no {name}")))?;
        match device.grab() {
            Ok(()) => {
                self.held = Some(device);
                Ok("taken".into())
            }
            Err(error) if error.raw_os_error() == Some(16) => Ok("EBUSY".into()),
            Err(error) => Err(error),
        }
    }
}

/// Gives the kernel what a kiosk's machine is set to, as `sysctl --system` does: a name that it does not know is an error.
fn sysctl() -> io::Result<()> {
    let lines = include_str!("../../system/50-sportello-kiosk.conf").lines();
    for (name, value) in lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "))
    {
        let file = format!("/proc/sys/{}", name.replace('.', "/"));
        fs::write(&file, value).map_err(|error| other(format!("{name}: {error}")))?;
        let now = fs::read_to_string(&file)?;
        if now.trim() != value {
            return Err(other(format!("{name} is {now}")));
        }
    }
    Ok(())
}

/// How often a word is in the memory of the agent that it may have written to. The line that brings the word is the
/// prober's alone, and the two share no memory.
fn holds(word: &str) -> io::Result<String> {
    let agent = fs::read_dir("/proc")?.flatten().map(|process| process.path()).find(|process| {
        let told = fs::read(process.join("environ")).unwrap_or_default();
        told.split(|byte| *byte == 0).any(|own| own == b"SPORTELLO_GUEST=agent")
    });
    let agent = agent.ok_or_else(|| other("no agent"))?;
    let mut memory = File::open(agent.join("mem"))?;
    let mut count = 0;
    for line in fs::read_to_string(agent.join("maps"))?.lines() {
        let mut parts = line.split_whitespace();
        let (Some(span), Some(rights)) = (parts.next(), parts.next()) else { continue };
        let bound = |at: &str| u64::from_str_radix(at, 16).map_err(|_| other(line));
        let Some((start, end)) = span.split_once('-').filter(|_| rights.starts_with("rw")) else { continue };
        let (start, end) = (bound(start)?, bound(end)?);
        let mut piece = vec![0; usize::try_from(end - start).unwrap_or(0)];
        memory.seek(SeekFrom::Start(start))?;
        if memory.read_exact(&mut piece).is_ok() {
            let here = piece.windows(word.len()).filter(|window| *window == word.as_bytes()).count();
            if here > 0 {
                eprintln!("HOLDS {here} in {line}");
            }
            count += here;
        }
    }
    Ok(count.to_string())
}

/// Counts the questions that are asked.
struct Asked(Sender<()>);

impl Write for Asked {
    fn write(&mut self, words: &[u8]) -> io::Result<usize> {
        if words.windows(5).any(|word| word == b"Premi") {
            self.0.send(()).ok();
        }
        Ok(words.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A touchscreen of ten fingers.
fn panel() -> io::Result<VirtualDevice> {
    let keys: AttributeSet<KeyCode> = [KeyCode::BTN_TOUCH].into_iter().collect();
    let direct: AttributeSet<PropType> = [PropType::DIRECT].into_iter().collect();
    let axis = |code, most| UinputAbsSetup::new(code, AbsInfo::new(0, 0, most, 0, 0, 0));
    VirtualDevice::builder()?
        .name("Fake touchscreen")
        .with_keys(&keys)?
        .with_properties(&direct)?
        .with_absolute_axis(&axis(Axis::ABS_X, PANEL.0))?
        .with_absolute_axis(&axis(Axis::ABS_Y, PANEL.1))?
        .with_absolute_axis(&axis(Axis::ABS_MT_SLOT, 9))?
        .with_absolute_axis(&axis(Axis::ABS_MT_TRACKING_ID, 65_535))?
        .with_absolute_axis(&axis(Axis::ABS_MT_POSITION_X, PANEL.0))?
        .with_absolute_axis(&axis(Axis::ABS_MT_POSITION_Y, PANEL.1))?
        .build()
}

/// The keys for a character of a scan, Shift first.
fn keys(c: char) -> Vec<u16> {
    let rows = [(16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"), (2, "1234567890"), (28, "\n")];
    let code = rows.iter().find_map(|(first, row)| Some(first + u16::try_from(row.find(c)?).ok()?));
    let shift = c.is_ascii_uppercase().then_some(42);
    shift.into_iter().chain(code).collect()
}

/// What a keyboard tells the kernel of itself: eight modifiers, six keys at once (HID 1.11, appendix B.1).
const KEYBOARD: &[u8] = &[
    0x05, 1, 0x09, 6, 0xa1, 1, 0x05, 7, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0, 0x25, 1, 0x75, 1, 0x95, 8, 0x81, 2,
    0x95, 1, 0x75, 8, 0x81, 1, 0x95, 6, 0x75, 8, 0x15, 0, 0x25, 0x65, 0x05, 7, 0x19, 0, 0x29, 0x65, 0x81, 0,
    0xc0,
];

/// What a scanner tells of itself: one report, number 2, of 63 bytes (HID Point of Sale, page 0x8C).
const SCANNER: &[u8] = &[
    0x05, 0x8c, 0x09, 2, 0xa1, 1, 0x85, 2, 0x15, 0, 0x26, 0xff, 0, 0x75, 8, 0x95, 63, 0x09, 0xfe, 0x81, 2,
    0xc0,
];

/// Waits until another process has opened a device: what it types from then on is read.
fn opened(name: &str) -> io::Result<String> {
    for _ in 0..3_000 {
        let path = evdev::enumerate().find(|(_, device)| device.name() == Some(name)).map(|(path, _)| path);
        let others = fs::read_dir("/proc")?.flatten().filter(|process| {
            process
                .file_name()
                .to_str()
                .is_some_and(|id| id.parse().is_ok_and(|id: u32| id != std::process::id()))
        });
        let files =
            others.filter_map(|process| fs::read_dir(process.path().join("fd")).ok()).flatten().flatten();
        if path.is_some()
            && files.filter_map(|file| fs::read_link(file.path()).ok()).any(|at| Some(at) == path)
        {
            return Ok(String::new());
        }
        sleep(Duration::from_millis(10));
    }
    Err(other(format!("nobody opens {name}")))
}

/// A HID device: a stripe reader that is a keyboard, or a scanner (`struct uhid_create2_req` of `linux/uhid.h`).
fn hid(name: &[u8], vendor: u32, product: u32, descriptor: &[u8]) -> io::Result<File> {
    let mut uhid = OpenOptions::new().read(true).write(true).open("/dev/uhid")?;
    let mut create = vec![0; 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + 4096];
    create[0..4].copy_from_slice(&11_u32.to_ne_bytes());
    create[4..4 + name.len()].copy_from_slice(name);
    create[260..262].copy_from_slice(&u16::try_from(descriptor.len()).unwrap_or(0).to_ne_bytes());
    create[262..264].copy_from_slice(&BusType::BUS_USB.0.to_ne_bytes());
    create[264..268].copy_from_slice(&vendor.to_ne_bytes());
    create[268..272].copy_from_slice(&product.to_ne_bytes());
    create[280..280 + descriptor.len()].copy_from_slice(descriptor);
    uhid.write_all(&create)?;
    let mut told = uhid.try_clone()?;
    // The kernel's own questions need somebody to read them.
    std::thread::spawn(move || {
        let mut bytes = [0; 8_192];
        while told.read(&mut bytes).is_ok_and(|n| n > 0) {}
    });
    Ok(uhid)
}

/// Sends a report (`UHID_INPUT2`).
fn report(uhid: &mut File, report: &[u8]) -> io::Result<()> {
    let mut input = vec![0; 4 + 2 + 4096];
    input[0..4].copy_from_slice(&12_u32.to_ne_bytes());
    input[4..6].copy_from_slice(&u16::try_from(report.len()).unwrap_or(0).to_ne_bytes());
    input[6..6 + report.len()].copy_from_slice(report);
    uhid.write_all(&input)
}

/// How much processor time the thread that waits for devices has had, in nanoseconds, and how often it woke.
fn cpu() -> io::Result<String> {
    for process in fs::read_dir("/proc")?.flatten() {
        for thread in fs::read_dir(process.path().join("task")).into_iter().flatten().flatten() {
            let thread = thread.path();
            if fs::read_to_string(thread.join("comm")).is_ok_and(|name| name.trim() == "input") {
                let sched = fs::read_to_string(thread.join("schedstat"))?;
                let mut numbers = sched.split_whitespace();
                let used = numbers.next().unwrap_or("?").to_owned();
                return Ok(format!("{used} {} {}", numbers.nth(1).unwrap_or("?"), clock()));
            }
        }
    }
    Err(other("no thread named input"))
}

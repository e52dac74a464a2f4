//! The driver at work on a simulated printer: what it says of each job is true, whatever state the printer is in.

use super::*;

use Paper::{Failed, Printed, Refused, State};
use PaperState::{CoverOpen, Fault, Missing, NearEnd, Out, Ready};

/// A driver at work on a simulated printer.
struct Bench {
    printer: printer::Printer,
    driver: Printer,
    events: Receiver<Event>,
}

impl Bench {
    fn start(change: impl FnOnce(&printer::Printer, &mut Settings)) -> Bench {
        let printer = printer::Printer::start().unwrap();
        let port = Port::Tcp(printer.address().to_string());
        let mut settings = Settings { pause: 20, patience: 3_000, stall: 3_000, ..Settings::new(port) };
        change(&printer, &mut settings);
        let (sender, events) = channel();
        Bench { printer, driver: Printer::start(settings, sender), events }
    }

    fn next(&self) -> Paper {
        match self.events.recv_timeout(Duration::from_secs(60)).unwrap() {
            Event::Paper(paper) => paper,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn expect(&self, expected: &[Paper]) {
        for paper in expected {
            assert_eq!(self.next(), *paper);
        }
    }
}

#[test]
fn a_job_is_called_printed_once_it_is_on_the_paper() {
    let bench = Bench::start(|_, _| {});
    bench.expect(&[State(Ready)]);
    let sent = Job { link: Some(LINK.into()), ..job(5, [italian(), arabic()].concat()) };
    bench.driver.print(sent.clone());
    bench.expect(&[Printed(5)]);
    assert_eq!(bench.printer.bytes(), bytes(&sent, &settings()));
}

#[test]
fn jobs_come_out_one_after_the_other() {
    let bench = Bench::start(|_, _| {});
    for id in 1..=5 {
        bench.driver.print(job(id, vec![line(&format!("ricevuta {id}"), Lang::It)]));
    }
    bench.expect(&[State(Ready), Printed(1), Printed(2), Printed(3), Printed(4), Printed(5)]);
    let expected: Vec<String> = (1..=5).map(|id| format!("ricevuta {id}")).collect();
    assert_eq!(bench.printer.roll().text(), expected);
}

#[test]
fn each_state_before_a_job_is_told_and_only_the_good_ones_print() {
    for state in [NearEnd, Out, CoverOpen, Fault, Missing] {
        let bench = Bench::start(|printer, _| printer.set(state));
        bench.expect(&[State(state)]);
        bench.driver.print(job(1, italian()));
        if state == NearEnd {
            bench.expect(&[Printed(1)]);
            continue;
        }
        bench.expect(&[Refused(1, state)]);
        assert!(bench.printer.bytes().is_empty());
        bench.printer.set(Ready);
        bench.expect(&[State(Ready)]);
    }
}

#[test]
fn each_state_during_a_job_fails_it_and_it_comes_out_once_when_sent_again() {
    let whole = bytes(&job(2, italian()), &settings());
    let end = bytes(&job(1, vec![broken()]), &settings());
    for state in [Out, CoverOpen, Fault, Missing] {
        for at in [0, 1, 300, whole.len() - 1] {
            let bench = Bench::start(|_, _| {});
            bench.expect(&[State(Ready)]);
            bench.printer.set_at(at, state);
            bench.driver.print(job(1, italian()));
            bench.expect(&[State(state), Failed(1, state)]);
            let half = bench.printer.bytes();
            assert!(half.len() <= at, "{} of {at}", half.len());
            assert!(whole.starts_with(&half));
            bench.printer.set(Ready);
            bench.expect(&[State(Ready)]);
            // What the printer held of the first has not come out by itself, and does not come behind the second; the
            // piece of it is off before anybody is told that the printer works.
            assert_eq!(bench.printer.bytes(), [half.clone(), end.clone()].concat(), "{state:?} at {at}");
            bench.driver.print(job(2, italian()));
            bench.expect(&[Printed(2)]);
            assert_eq!(
                bench.printer.bytes(),
                [half, end.clone(), whole.clone()].concat(),
                "{state:?} at {at}"
            );
        }
    }
}

#[test]
fn a_piece_is_cut_off_once_even_if_that_fails_at_first() {
    let end = bytes(&job(1, vec![broken()]), &settings());
    let bench = Bench::start(|_, _| {});
    bench.expect(&[State(Ready)]);
    bench.printer.set_at(300, CoverOpen);
    bench.driver.print(job(1, italian()));
    bench.expect(&[State(CoverOpen), Failed(1, CoverOpen)]);
    let half = bench.printer.bytes();
    // The cover is opened again while it is cut off.
    bench.printer.set(Ready);
    bench.printer.set_at(10, CoverOpen);
    while bench.printer.bytes().len() == half.len() {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(200));
    let tried = bench.printer.bytes();
    assert!(tried.len() < half.len() + end.len(), "it was cut off");
    bench.printer.set(Ready);
    bench.expect(&[State(Ready)]);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(bench.printer.bytes(), [tried, end].concat());
}

#[test]
fn what_hangs_in_the_printer_when_the_agent_starts_is_cut_off_before_anything_is_printed() {
    let cut = bytes(&job(0, Vec::new()), &settings());
    for found in [Ready, Out, Missing] {
        let bench = Bench::start(|printer, settings| {
            printer.set(found);
            settings.clears = true;
        });
        bench.expect(&[State(found)]);
        if found != Ready {
            assert_eq!(bench.printer.bytes(), [0; 0], "{found:?}");
            bench.printer.set(Ready);
            bench.expect(&[State(Ready)]);
        }
        assert_eq!(bench.printer.bytes(), cut, "{found:?}");
        bench.driver.print(job(1, italian()));
        bench.expect(&[Printed(1)]);
        assert_eq!(bench.printer.bytes(), [cut.clone(), bytes(&job(1, italian()), &settings())].concat());
    }
    let port = "port.tcp = \"127.0.0.1:9100\"";
    assert!(toml::from_str::<Settings>(port).unwrap().clears, "of an office, unless it says otherwise");
}

#[test]
fn a_state_that_comes_after_the_job_does_not_undo_it() {
    let bench = Bench::start(|_, _| {});
    let length = bytes(&job(1, italian()), &settings()).len();
    bench.driver.print(job(1, italian()));
    bench.expect(&[State(Ready), Printed(1)]);
    assert_eq!(bench.printer.bytes().len(), length);
    for state in [NearEnd, Out, CoverOpen, Fault, Missing, Ready] {
        bench.printer.set(state);
        bench.expect(&[State(state)]);
    }
}

#[test]
fn a_printer_that_never_reads_is_missing() {
    let bench = Bench::start(|printer, settings| {
        printer.set_deaf(true);
        settings.patience = 100;
    });
    bench.expect(&[State(Missing)]);
    bench.driver.print(job(1, italian()));
    bench.expect(&[Refused(1, Missing)]);
    bench.printer.set_deaf(false);
    bench.expect(&[State(Ready)]);
    bench.driver.print(job(1, italian()));
    bench.expect(&[Printed(1)]);
}

/// A serial line whose other end is the simulated printer.
fn serial(printer: &printer::Printer) -> PathBuf {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let master = File::from(master);
    let printer = TcpStream::connect(printer.address()).unwrap();
    let carry = |mut from: Box<dyn Read + Send>, mut to: Box<dyn Write + Send>| {
        std::thread::spawn(move || std::io::copy(&mut from, &mut to));
    };
    carry(Box::new(printer.try_clone().unwrap()), Box::new(master.try_clone().unwrap()));
    carry(Box::new(master), Box::new(printer));
    PathBuf::from(name.into_string().unwrap())
}

#[test]
fn over_a_serial_line_it_is_the_same() {
    let bench = Bench::start(|printer, settings| {
        settings.port = Port::Serial { path: serial(printer), speed: 115_200 };
    });
    bench.expect(&[State(Ready)]);
    let sent = job(1, [italian(), arabic()].concat());
    bench.driver.print(sent.clone());
    bench.expect(&[Printed(1)]);
    assert_eq!(bench.printer.bytes(), bytes(&sent, &settings()));
    bench.printer.set_at(100, Out);
    bench.driver.print(sent);
    bench.expect(&[State(Out), Failed(1, Out)]);
}

#[test]
fn nothing_is_printed_that_the_printer_does_not_confirm() {
    // Answers every DLE EOT well and never comes to the end of the job.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut last, mut byte) = ([0; 2], [0]);
            while stream.read_exact(&mut byte).is_ok() {
                if last == [0x10, 0x04] && stream.write_all(&[0x12]).is_err() {
                    break;
                }
                last = [last[1], byte[0]];
            }
        }
    });
    let (sender, events) = channel();
    let port = Port::Tcp(address.to_string());
    let settings = Settings { finish: 300, patience: 500, pause: 60_000, ..Settings::new(port) };
    let driver = Printer::start(settings, sender);
    driver.print(job(1, italian()));
    let told: Vec<Event> = events.iter().take(3).collect();
    assert_eq!(told, [State(Ready), State(Fault), Failed(1, Fault)].map(Event::Paper));
}

#[test]
fn nonsense_for_an_answer_is_a_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut question) = (stream.unwrap(), [0; 3]);
            while stream.read_exact(&mut question).is_ok() && stream.write_all(&[0xff, 0x91]).is_ok() {}
        }
    });
    let (sender, events) = channel();
    let port = Port::Tcp(address.to_string());
    let _driver = Printer::start(Settings { patience: 1_000, ..Settings::new(port) }, sender);
    assert_eq!(events.recv_timeout(Duration::from_secs(60)).unwrap(), Event::Paper(State(Fault)));
}

#[test]
fn the_thread_ends_with_its_printer() {
    let bench = Bench::start(|_, _| {});
    bench.expect(&[State(Ready)]);
    drop(bench.driver);
    assert!(bench.events.recv_timeout(Duration::from_secs(60)).is_err(), "the thread still has its sender");
}

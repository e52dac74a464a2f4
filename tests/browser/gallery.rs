//! Every page of the portal in every state and language, whole documents: axe, the Nu validator, Chromium's tree,
//! sizes, edges, the focus, and the colours of every theme.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use a11y::text::Lang;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use scraper::ElementRef;
use sportello::web::gallery::{Exhibit, gallery};

use super::harness::{Browser, vnu};

/// What the reader may choose, as the preferences page names it; `auto` leaves it to the device.
const THEMES: [&str; 5] = ["auto", "chiaro", "scuro", "alto-chiaro", "alto-scuro"];
/// What a device may ask for while the reader has chosen nothing, and the theme it then gets.
const DEVICES: [(&str, &[(&str, &str)]); 4] = [
    ("chiaro", &[("prefers-color-scheme", "light")]),
    ("scuro", &[("prefers-color-scheme", "dark")]),
    ("alto-chiaro", &[("prefers-contrast", "more"), ("prefers-color-scheme", "light")]),
    ("alto-scuro", &[("prefers-contrast", "more"), ("prefers-color-scheme", "dark")]),
];

/// What is to be seen: not what differs from something else in its words alone.
fn to_be_seen(lang: Lang) -> impl Iterator<Item = Exhibit> {
    gallery(lang, "auto").into_iter().filter(|shown| !shown.in_words)
}

/// The exhibits behind a loopback server, with the style sheet at its own address.
struct Hall {
    base: String,
    exhibits: Vec<Exhibit>,
    stop: Option<Box<dyn FnOnce() + Send>>,
}

impl Hall {
    /// Every page in these languages.
    fn open(langs: &[Lang]) -> Hall {
        let exhibits: Vec<Exhibit> = langs.iter().flat_map(|lang| to_be_seen(*lang)).collect();
        assert!(exhibits.len() >= 100 * langs.len(), "only {} pages in {langs:?}", exhibits.len());
        Hall::with(exhibits)
    }

    /// Only pages that hold something no page before them holds: for what depends on the style sheet alone, which asks
    /// for elements, what they stand in and their attributes, never for words.
    fn of_shapes(langs: &[Lang]) -> Hall {
        Hall::of_new(langs, shapes)
    }

    /// The same, and every page with a table whose words no table before it has: for how wide things are, which words
    /// decide.
    fn of_widths(langs: &[Lang]) -> Hall {
        Hall::of_new(langs, |html| [shapes(html), tables(html)].concat())
    }

    fn of_new(langs: &[Lang], found: impl Fn(&str) -> Vec<String>) -> Hall {
        let mut seen = HashSet::new();
        let new = |shown: &Exhibit| {
            found(&shown.html).into_iter().filter(|one| seen.insert(one.clone())).count() > 0
        };
        let exhibits: Vec<Exhibit> = langs.iter().flat_map(|lang| to_be_seen(*lang)).filter(new).collect();
        assert!(exhibits.len() >= 20, "only {} pages differ", exhibits.len());
        Hall::with(exhibits)
    }

    fn with(exhibits: Vec<Exhibit>) -> Hall {
        let documents: HashMap<String, String> =
            exhibits.iter().map(|shown| (address(shown), shown.html.clone())).collect();
        assert_eq!(documents.len(), exhibits.len(), "two pages share a name");
        let documents = Arc::new(documents);
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new().app_data(web::Data::from(documents.clone())).default_service(web::to(show))
                });
                let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
                let at = server.addrs()[0];
                let server = server.run();
                tell.send((at, server.handle(), tokio::runtime::Handle::current())).unwrap();
                server.await.unwrap();
            });
        });
        let (at, server, runtime) = told.recv().unwrap();
        let stop = Box::new(move || drop(runtime.spawn(server.stop(false))));
        Hall { base: format!("http://{at}"), exhibits, stop: Some(stop) }
    }

    /// Asks something about every page, and lists the answers that are not nothing.
    fn each<T: std::fmt::Debug>(&self, ask: impl Fn(&Exhibit, &str) -> Vec<T>) -> Vec<String> {
        let started = Instant::now();
        let faults = self
            .exhibits
            .iter()
            .flat_map(|shown| {
                let address = address(shown);
                let found = ask(shown, &format!("{}{address}", self.base));
                found.into_iter().map(|fault| format!("{address}: {fault:#?}")).collect::<Vec<_>>()
            })
            .collect();
        println!("{} pages in {:.1} s", self.exhibits.len(), started.elapsed().as_secs_f32());
        faults
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop();
        }
    }
}

/// Every element with all it stands in, as the style sheet can tell them apart.
fn shapes(html: &str) -> Vec<String> {
    const TOLD: [&str; 7] = ["class", "type", "role", "tabindex", "dir", "inputmode", "autocapitalize"];
    let told = |element: ElementRef<'_>| {
        let attributes = element.value().attrs().map(|(name, value)| match name {
            _ if TOLD.contains(&name) => format!("[{name}={value}]"),
            "href" => format!("[href={}]", value.split(['/', ':', '#']).next().unwrap_or("")),
            _ => format!("[{name}]"),
        });
        let mut attributes: Vec<String> = attributes.collect();
        attributes.sort();
        format!("{}{}", element.value().name(), attributes.concat())
    };
    let document = scraper::Html::parse_document(html);
    let elements = document.root_element().descendants().filter_map(ElementRef::wrap);
    let paths = elements.map(|element| {
        let around = element.ancestors().filter_map(ElementRef::wrap).map(told);
        std::iter::once(told(element)).chain(around).collect::<Vec<_>>().join(" < ")
    });
    paths.collect()
}

/// Every table that scrolls by itself, by its words.
fn tables(html: &str) -> Vec<String> {
    let table = scraper::Selector::parse(".wide").unwrap();
    scraper::Html::parse_document(html).select(&table).map(|table| table.text().collect()).collect()
}

/// Where a page hangs: not its own address, which its states share.
fn address(shown: &Exhibit) -> String {
    format!("/{}/{}.html", shown.page.lang.code(), shown.name.trim_matches('/'))
}

async fn show(request: HttpRequest, documents: web::Data<HashMap<String, String>>) -> HttpResponse {
    match documents.get(request.path()) {
        Some(html) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html.clone()),
        None if request.path().starts_with("/s/") => HttpResponse::Ok()
            .insert_header(("cache-control", "max-age=3600"))
            .content_type("text/css; charset=utf-8")
            .body(a11y::html::STYLE.as_str()),
        None => HttpResponse::NotFound().finish(),
    }
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// The judge's tree is set beside Chromium's in Italian alone: the roles of a page are the same in every language, and
/// the judge compares its names to the Page in each of them.
fn every_page_is_sound(lang: Lang) {
    let (hall, browser) = (Hall::open(&[lang]), Browser::bare());
    none(&hall.each(|shown, url| {
        let tree = (lang == Lang::It).then(|| a11y::tree::read(&shown.html).unwrap());
        browser.visit(url, tree.as_ref())
    }));
}

/// A language that is new needs a test of its own below.
const _: () = assert!(Lang::ALL.len() == 3);

/// A test for each language, so that no core waits for the longest.
#[test]
fn every_page_in_italian_is_sound_under_axe_at_44_pixels_a_target_and_at_320_a_line() {
    every_page_is_sound(Lang::It);
}

#[test]
fn every_page_in_english_is_sound_under_axe_at_44_pixels_a_target_and_at_320_a_line() {
    every_page_is_sound(Lang::En);
}

#[test]
fn every_page_in_arabic_is_sound_under_axe_at_44_pixels_a_target_and_at_320_a_line() {
    every_page_is_sound(Lang::Ar);
}

#[test]
fn the_nu_validator_finds_nothing_on_any_page() {
    let pages: Vec<(String, String)> = Lang::ALL
        .into_iter()
        .flat_map(|lang| gallery(lang, "auto"))
        .map(|shown| (address(&shown), shown.html))
        .collect();
    let remarks = vnu(&pages);
    assert!(remarks.is_empty(), "{remarks:#?}");
}

/// In Italian alone, whose words are long.
#[test]
fn at_320_pixels_text_of_double_size_scrolls_nowhere_sideways_and_is_never_a_sliver() {
    let (hall, browser) = (Hall::open(&[Lang::It]), Browser::bare());
    none(&hall.each(|_, url| browser.visit_large(url)));
}

#[test]
fn at_double_size_a_choice_stands_beside_its_button_where_its_words_have_room() {
    let asked = to_be_seen(Lang::It).filter(|shown| shown.name == "accedi/vuota");
    let (hall, browser) = (Hall::with(asked.collect()), Browser::bare());
    browser.viewport(390, 900);
    browser.open(&format!("{}{}", hall.base, address(&hall.exhibits[0])));
    let found = browser.script(BESIDE, Vec::new());
    let found: Vec<(String, bool)> = serde_json::from_value(found).unwrap();
    // Eight letters of double size have room beside a button of double size; longer words may not.
    let short = |label: &str| label.split_whitespace().all(|word| word.chars().count() <= 8);
    let short: Vec<&(String, bool)> = found.iter().filter(|(label, _)| short(label)).collect();
    assert!(short.len() > 2, "{found:?}");
    assert!(short.iter().all(|(_, beside)| *beside), "{found:?}");
}

/// Each choice, and whether its words begin beside its button.
const BESIDE: &str = "document.documentElement.dataset.size = '200';
    return [...document.querySelectorAll('.choice:has(> input)')].map(choice => {
        const [button, label] = ['input', 'label'].map(name => choice.querySelector(name).getBoundingClientRect());
        return [choice.querySelector('label').textContent, label.top < button.bottom];
    });";

#[test]
fn nothing_around_a_page_is_as_large_as_its_title_at_any_size_on_any_screen() {
    let (hall, browser) = (Hall::open(&[Lang::It]), Browser::bare());
    browser.open(&format!("{}{}", hall.base, address(&hall.exhibits[0])));
    for size in ["", "125", "150", "200"] {
        browser.script("document.documentElement.dataset.size = arguments[0]", vec![size.into()]);
        for width in [320, 400, 480, 600, 768, 1024, 1280] {
            browser.viewport(width, 900);
            let larger = browser.larger_than_the_title_here();
            assert!(larger.is_empty(), "{size} at {width}: {larger:#?}");
        }
    }
}

#[test]
fn the_names_of_columns_take_two_lines_at_most_where_the_screen_is_wide() {
    let (hall, browser) = (Hall::of_widths(&Lang::ALL), Browser::bare());
    browser.viewport(1280, 900);
    none(&hall.each(|_, url| {
        browser.open(url);
        serde_json::from_value::<Vec<String>>(browser.script(NAMES, Vec::new())).unwrap()
    }));
}

/// Every name of a column that takes more lines than two, and every date and amount of a cell that is broken before its month
/// or currency.
const NAMES: &str = "const lines = (node, from, to) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return new Set([...range.getClientRects()].map(rect => Math.round(rect.top))).size;
    };
    const found = [...document.querySelectorAll('main thead th')].filter(name => name.checkVisibility())
        .filter(name => lines(name, 0, name.childNodes.length) > 2).map(name => name.textContent);
    const all = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (all.nextNode()) {
        const whole = all.currentNode.parentElement.matches('bdi.num') ? /.+/g : /[0-9]+\\u00a0\\p{L}+/gu;
        for (const value of all.currentNode.data.matchAll(whole))
            if (lines(all.currentNode, value.index, value.index + value[0].length) > 1) found.push(value[0]);
    }
    return found;";

#[test]
fn a_table_begins_with_the_text_and_one_of_many_columns_uses_the_room_of_a_wide_screen() {
    let (hall, browser) = (Hall::of_widths(&Lang::ALL), Browser::bare());
    browser.viewport(1280, 900);
    none(&hall.each(|_, url| {
        browser.open(url);
        serde_json::from_value::<Vec<String>>(browser.script(BEYOND, Vec::new())).unwrap()
    }));
}

/// Every table of up to four columns that goes on beyond the text, and every larger one that does not begin with it, goes
/// over the window, has the width of the text alone or an amount in two lines.
const BEYOND: &str = "const box = element => element.getBoundingClientRect();
    const broken = value => new Set([...value.getClientRects()].map(line => Math.round(line.top))).size > 1;
    return [...document.querySelectorAll('main .wide, main table:not(.wide table)')].filter(table => {
        const own = box(table), around = box(table.parentElement), starts = document.dir === 'rtl' ? 'right' : 'left';
        const padding = side => parseFloat(getComputedStyle(table.parentElement)[`padding${side}`]);
        const column = { left: around.left + padding('Left'), right: around.right - padding('Right') };
        column.width = column.right - column.left;
        if (Math.abs(own[starts] - column[starts]) > 1) return true;
        if (table.querySelectorAll('thead th').length < 5) return own.width > column.width + 1;
        const over = own.left < 16 || own.right > innerWidth - 16;
        return over || own.width < column.width + 100 || [...table.querySelectorAll('bdi.num')].some(broken);
    }).map(table => `${box(table).width} pixels: ${table.textContent.slice(0, 60)}`);";

#[test]
fn a_bar_stands_between_the_institute_and_the_service_where_they_share_a_line_and_nowhere_else() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::It, Lang::Ar]), Browser::bare());
    let seen = std::cell::RefCell::new(HashSet::new());
    none(&hall.each(|_, url| {
        browser.open(url);
        let wrong = [320, 480, 768, 1024, 1280].into_iter().flat_map(|width| {
            browser.viewport(width, 900);
            let bars: Vec<(bool, bool)> = serde_json::from_value(browser.script(BARS, Vec::new())).unwrap();
            seen.borrow_mut().extend(bars.iter().map(|(together, _)| *together));
            let wrong = bars.into_iter().filter(|(together, bar)| together != bar);
            wrong.map(move |(together, bar)| format!("at {width}: on one line {together}, a bar {bar}"))
        });
        wrong.collect()
    }));
    assert_eq!(seen.take().len(), 2, "some share a line, some do not");
}

/// Of each name of a service: whether the institute's stands on its line, and whether a bar is seen before it.
const BARS: &str = "const box = element => element.getBoundingClientRect();
    return [...document.querySelectorAll('.service')].map(service => {
        const place = service.parentElement, side = document.dir === 'rtl' ? 'right' : 'left';
        const bar = getComputedStyle(service, '::before'), before = -parseFloat(bar[side]);
        const cut = getComputedStyle(place).overflowX === 'clip' && before > Math.abs(box(service)[side] - box(place)[side]);
        return [box(service).top < box(place.querySelector('a')).bottom, !cut];
    });";

#[test]
fn what_stands_over_a_table_is_smaller_than_the_headings_of_its_page_and_of_one_size() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::It, Lang::Ar]), Browser::bare());
    browser.viewport(1280, 900);
    none(&hall.each(|_, url| {
        browser.open(url);
        serde_json::from_value::<Vec<String>>(browser.script(CAPTIONS, Vec::new())).unwrap()
    }));
}

/// Every caption that is as large as a heading of the second level, or smaller than the text.
const CAPTIONS: &str = "const size = element => parseFloat(getComputedStyle(element).fontSize);
    return [...document.querySelectorAll('caption')].filter(caption => {
        const own = size(caption), text = size(document.body);
        return ![text, text * 1.25].includes(own)
            || [...document.querySelectorAll('main h2')].some(heading => !heading.closest('.notice, .faults') && own >= size(heading));
    }).map(caption => `${size(caption)}px ${caption.textContent}`);";

#[test]
fn a_table_is_as_large_as_the_text_and_on_a_tablet_is_read_without_scrolling() {
    let (hall, browser) = (Hall::of_widths(&Lang::ALL), Browser::bare());
    none(&hall.each(|_, url| {
        browser.open(url);
        // As wide as tablets are that stand, and as the text just is.
        let found = [768, 790, 834].into_iter().flat_map(|width| {
            browser.viewport(width, 900);
            let found = browser.script(TABLES, Vec::new());
            serde_json::from_value::<Vec<String>>(found)
                .unwrap()
                .into_iter()
                .map(move |one| format!("{width}: {one}"))
        });
        found.collect()
    }));
}

/// Every cell that is smaller than the text, and every table that is wider than its place.
const TABLES: &str = "const size = element => parseFloat(getComputedStyle(element).fontSize);
    return [...document.querySelectorAll('main :is(th, td)')].filter(cell => size(cell) < size(document.body))
        .concat([...document.querySelectorAll('.wide')].filter(table => table.scrollWidth > table.clientWidth + 1))
        .map(element => `${size(element)}px ${element.scrollWidth} ${element.textContent.slice(0, 60)}`);";

/// Twelve points, or as many more as the reader chose for the screen.
#[test]
fn on_paper_text_is_as_large_as_the_reader_chose_and_no_table_is_smaller_or_runs_off_the_sheet() {
    let (hall, browser) = (Hall::of_widths(&Lang::ALL), Browser::bare());
    browser.paper(true);
    none(&hall.each(|_, url| {
        browser.open(url);
        let found = [("", 16), ("125", 20), ("200", 32)].into_iter().flat_map(|(chosen, pixels)| {
            let set = "if (arguments[0]) document.documentElement.dataset.size = arguments[0]";
            browser.script(set, vec![chosen.into()]);
            let found = browser.script(PRINTED, vec![pixels.into()]);
            serde_json::from_value::<Vec<String>>(found)
                .unwrap()
                .into_iter()
                .map(move |one| format!("{pixels}: {one}"))
        });
        found.collect()
    }));
}

/// What is printed smaller than it should be, a caption as large as the title, a link nobody can follow in a table, and
/// what goes over the edge.
const PRINTED: &str = "const size = element => parseFloat(getComputedStyle(element).fontSize);
    const shown = [...document.querySelectorAll('main *, body > header *')].filter(element => element.checkVisibility());
    const text = size(document.body), title = size(document.querySelector('h1'));
    return [document.body].filter(body => text !== arguments[0])
        .concat(shown.filter(element => element.matches('th, td, caption, .citizen') && size(element) < text))
        .concat(shown.filter(element => element.matches('caption') && size(element) >= title))
        .concat(shown.filter(element => element.matches('.act')))
        .concat(shown.filter(element => element.getBoundingClientRect().right > innerWidth + 1
            || element.getBoundingClientRect().left < -1))
        .map(element => `${size(element)}px ${element.outerHTML.slice(0, 120)}`);";

/// Where a number stands alone in the words, and in a run of its own that reads left to right: each of its signs is at the
/// same place. So a number needs no run of its own, which readers of screens would make a piece of.
#[test]
fn numbers_among_arabic_words_stand_as_they_would_in_runs_of_their_own() {
    let (hall, browser) = (Hall::open(&[Lang::Ar]), Browser::bare());
    let numbers = std::cell::Cell::new(0);
    none(&hall.each(|_, url| {
        browser.open(url);
        let (found, count): (Vec<String>, usize) =
            serde_json::from_value(browser.script(ORDER, Vec::new())).unwrap();
        numbers.set(numbers.get() + count);
        found
    }));
    assert!(numbers.get() > 1_000, "{numbers:?}");
}

/// The texts with a number that stands elsewhere once it is isolated, and how many numbers there are.
const ORDER: &str = "const number = /[0-9](?:[0-9.,:/]*[0-9])?/g, found = [];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { white-space: nowrap !important }');
    document.adoptedStyleSheets = [sheet];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let text; (text = walk.nextNode());) if (!text.parentElement.closest('bdi[dir], style')) texts.push(text);
    const left = (part, at) => {
        const range = new Range();
        range.setStart(part, at), range.setEnd(part, at + 1);
        return Math.round(range.getBoundingClientRect().left);
    };
    const order = parts => parts.flatMap(part => [...part.data].map((_, at) => left(part, at)))
        .map((x, sign) => [x, sign]).sort(([x, one], [y, other]) => x - y || one - other)
        .map(([, sign]) => sign).join(' ');
    let count = 0;
    for (const text of texts) {
        // One that follows Latin letters runs with them, as a law and its number.
        const numbers = [...text.data.matchAll(number)].filter(one => !/[a-z][^؀-ۿ]*$/i.test(text.data.slice(0, one.index)));
        if (!numbers.length) continue;
        count += numbers.length;
        const before = order([text]), words = text.data, parts = [];
        for (const one of numbers.reverse()) {
            const tail = text.splitText(one.index + one[0].length), own = text.splitText(one.index);
            const run = document.createElement('span');
            run.dir = 'ltr';
            run.style.unicodeBidi = 'isolate';
            own.replaceWith(run);
            run.append(own);
            parts.unshift(own, tail);
        }
        parts.unshift(text);
        if (order(parts) !== before) found.push(words);
    }
    return [found, count];";

/// English has the stops and the sides of Italian.
#[test]
fn the_focus_is_seen_and_never_lost_on_pages_of_any_shape() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::It]), Browser::bare());
    none(&hall.each(|_, url| browser.focus_walk(url).faults));
}

#[test]
fn the_focus_is_seen_and_never_lost_from_right_to_left() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::Ar]), Browser::bare());
    none(&hall.each(|_, url| browser.focus_walk(url).faults));
}

/// In Italian alone: no rule of colour in the style sheet asks for a language.
#[test]
fn contrast_holds_in_every_theme() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::It]), Browser::bare());
    none(&hall.each(|_, url| {
        browser.open(url);
        let mut found = Vec::new();
        for theme in &THEMES[1..] {
            browser.wear(theme);
            let seen = browser.colours_here();
            let unexplained: Vec<_> = seen.unexplained().into_iter().cloned().collect();
            let faults = [seen.violations, unexplained].concat();
            found.extend(faults.into_iter().map(|fault| format!("{theme}: {fault:?}")));
        }
        found
    }));
}

/// Colours that the device alone chooses, of which backgrounds and shadows are the first to go: whatever is operated keeps
/// a line or an underline, what is read its contrast, and the focus its outline.
#[test]
fn forced_colours_take_nothing_away() {
    let (hall, browser) = (Hall::of_shapes(&[Lang::It]), Browser::bare());
    browser.media(&[("forced-colors", "active")]);
    none(&hall.each(|_, url| {
        browser.open(url);
        let mut found = browser.lost_in_forced_colours_here();
        let seen = browser.colours_here();
        found.extend(seen.violations.iter().chain(seen.unexplained()).map(|fault| format!("{fault:?}")));
        found
    }));
}

/// So that what holds in a theme holds for the wish of a device as well.
#[test]
fn what_a_device_asks_for_has_the_colours_of_the_theme_of_that_name() {
    let (hall, browser) = (Hall::open(&[Lang::It]), Browser::bare());
    let shown = hall.exhibits.iter().find(|shown| shown.name == "preferenze/errori").unwrap();
    browser.open(&format!("{}{}", hall.base, address(shown)));
    for (theme, wishes) in DEVICES {
        browser.wear(theme);
        let chosen = browser.script(COLOURS, Vec::new());
        browser.wear("auto");
        browser.media(wishes);
        let asked = browser.script(COLOURS, Vec::new());
        browser.media(&[]);
        assert_eq!(asked, chosen, "{theme}");
        assert!(chosen.to_string().contains("rgb("), "{chosen}");
    }
}

/// Every colour on the page, element by element.
const COLOURS: &str = "return [...document.querySelectorAll('*')].map(element => {
    const style = getComputedStyle(element);
    return [element.localName, style.color, style.backgroundColor, style.borderColor, style.colorScheme].join(' ');
});";

/// What lets the test of the themes change one attribute instead of loading every page anew.
#[test]
fn a_theme_changes_nothing_but_its_attribute_and_what_is_drawn_before_the_style_sheet() {
    let plain = gallery(Lang::It, "auto");
    for theme in &THEMES[1..] {
        let drawn = if theme.ends_with("scuro") { "dark" } else { "light" };
        for (plain, dressed) in plain.iter().zip(gallery(Lang::It, theme)) {
            let undressed = dressed.html.replacen(&format!(" data-theme=\"{theme}\""), "", 1).replacen(
                &format!("name=\"color-scheme\" content=\"{drawn}\""),
                "name=\"color-scheme\" content=\"light dark\"",
                1,
            );
            assert_eq!(undressed, plain.html, "{theme} {}", plain.name);
            assert_ne!(dressed.html, plain.html, "{theme} {}", plain.name);
        }
    }
}

//! A browser without script in front of a process that may be away: it asks again until it is answered.

use std::collections::BTreeMap;
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Got {
    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let start =
            self.body.find(&at).unwrap_or_else(|| panic!("no {name} in {} {}", self.status, self.body));
        self.body[start + at.len()..].split('"').next().unwrap().to_owned()
    }
}

/// Where a browser asks.
pub trait Door: Sync {
    /// The port to ask at now.
    fn port(&self) -> u16;

    /// Which life of the process this is; the browser waits after a failure until there is another.
    fn life(&self) -> u32;

    /// Waits until it lives again after the life `lost`, but not for ever.
    fn await_life_after(&self, lost: u32);
}

/// A browser that sends a request again until it is answered.
pub struct Browser<'a> {
    door: &'a dyn Door,
    agent: ureq::Agent,
    cookies: BTreeMap<String, String>,
    /// The place it says it comes from, if a proxy is believed.
    pub place: Option<String>,
    /// How many requests got no answer.
    pub lost: u32,
    /// How many were told that the portal has too much to do.
    pub busy: u32,
}

impl<'a> Browser<'a> {
    pub fn new(door: &'a dyn Door) -> Browser<'a> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Browser { door, agent: config.into(), cookies: BTreeMap::new(), place: None, lost: 0, busy: 0 }
    }

    /// The same browser, from this place.
    pub fn from(self, place: impl Into<String>) -> Browser<'a> {
        Browser { place: Some(place.into()), ..self }
    }

    /// The same person at the same browser, before another door.
    pub fn at<'b>(&self, door: &'b dyn Door) -> Browser<'b> {
        let (cookies, place) = (self.cookies.clone(), self.place.clone());
        Browser { cookies, place, ..Browser::new(door) }
    }

    /// A browser with these cookies, as [`Browser::cookies`] gives them.
    pub fn holding(door: &'a dyn Door, cookies: &str) -> Browser<'a> {
        let pairs = cookies.split("; ").map(|pair| pair.split_once('=').unwrap());
        let cookies = pairs.map(|(name, value)| (name.into(), value.into())).collect();
        Browser { cookies, ..Browser::new(door) }
    }

    /// Its cookies, as a header of a request.
    pub fn cookies(&self) -> String {
        self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ")
    }

    pub fn get(&mut self, address: &str) -> Got {
        self.until_answered("GET", address, "")
    }

    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Got {
        self.until_answered("POST", address, &encode(fields))
    }

    fn until_answered(&mut self, method: &str, address: &str, body: &str) -> Got {
        for _ in 0..600 {
            let life = self.door.life();
            match self.once(method, address, body) {
                // Its line said nothing for too long, on a machine with much to do: asked again, as browsers do.
                Some(got) if got.status == 408 => self.lost += 1,
                // Too much to do at once: asked again, as the page says.
                Some(got) if got.status == 503 => self.busy += 1,
                Some(got) => return got,
                None => self.lost += 1,
            }
            self.door.await_life_after(life);
        }
        panic!("{method} {address} is never answered");
    }

    /// One request; `None` if it was not answered whole.
    pub fn once(&mut self, method: &str, address: &str, body: &str) -> Option<Got> {
        let uri = format!("http://127.0.0.1:{}{address}", self.door.port());
        let mut request =
            ureq::http::Request::builder().method(method).uri(uri).header("accept", "text/html");
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookies());
        }
        if let Some(place) = &self.place {
            request = request.header("x-forwarded-for", place);
        }
        let answer = if method == "GET" {
            self.agent.run(request.body(()).unwrap())
        } else {
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            self.agent.run(request.body(body.to_owned()).unwrap())
        };
        let mut answer = answer.ok()?;
        let body = answer.body_mut().read_to_string().ok()?;
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        let location = answer.headers().get("location").map_or("", |to| to.to_str().unwrap()).to_owned();
        Some(Got { status: answer.status().as_u16(), location, body })
    }
}

/// Writes a form's body.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    fields.iter().map(|(n, v)| format!("{}={}", escape(n), escape(v))).collect::<Vec<_>>().join("&")
}

impl Got {
    /// The words of the first element that `selector` finds.
    pub fn words(&self, selector: &str) -> Option<String> {
        let html = scraper::Html::parse_document(&self.body);
        let found = html.select(&scraper::Selector::parse(selector).unwrap()).next()?;
        Some(found.text().collect::<String>().split_whitespace().collect())
    }

    /// The fields of the form in `main` that is sent to `address`, as they stand; a choice not made is empty.
    pub fn fields_of(&self, address: &str) -> Vec<(String, String)> {
        let html = scraper::Html::parse_document(&self.body);
        let [forms, inputs] =
            ["main form", "input[name], textarea[name]"].map(|s| scraper::Selector::parse(s).unwrap());
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        let own = |form: &scraper::ElementRef<'_>| form.value().attr("action").is_none_or(|to| to == address);
        for input in html.select(&forms).filter(own).flat_map(|form| form.select(&inputs)) {
            let at = |name| input.value().attr(name).unwrap_or("");
            let chosen =
                !matches!(at("type"), "radio" | "checkbox") || input.value().attr("checked").is_some();
            let held = fields.entry(at("name").to_owned()).or_default();
            if chosen {
                at("value").clone_into(held);
            }
        }
        fields.into_iter().collect()
    }
}

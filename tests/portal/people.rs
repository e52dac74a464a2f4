//! Invented citizens with a PIN, on record in a portal under test.

use sportello::sql;
use uuid::Uuid;

use crate::support::{Browser, Got, Running};

/// A citizen who can sign in.
pub struct Person {
    pub code: &'static str,
    pub name: &'static str,
    pub surname: &'static str,
    pub pin: &'static str,
}

/// A woman born in Rome in 1969.
pub const NOEMI: Person =
    Person { code: "MRNNMO69C66H501O", name: "Noemi", surname: "Mariani", pin: "27495163" };

/// A man born in Rome in 1980.
pub const MARIO: Person =
    Person { code: "RSSMRA80A01H501U", name: "Mario", surname: "Rossi", pin: "58203746" };

impl Running {
    /// Puts a citizen on record, with a PIN that reads.
    pub fn with(self, person: &'static Person) -> Running {
        self.run(async {
            let hash = self.portal.hasher.hash(person.pin).await.unwrap();
            self.portal
                .db
                .write(move |tx| Box::pin(async move { put(tx, person, hash).await }))
                .await
                .unwrap();
        });
        self
    }
}

impl Running {
    /// Grants a citizen another PIN, whose halves they have.
    pub fn grant_pin(&self, person: &'static Person, halves: [&str; 2]) {
        self.run(async {
            let first = self.portal.hasher.hash(halves[0]).await.unwrap();
            let second = self.portal.hasher.hash(halves[1]).await.unwrap();
            let now = self.portal.clock.now();
            let write = self.portal.db.write(move |tx| {
                Box::pin(async move {
                    sql!(
                        tx,
                        "INSERT INTO pin_requests (id, number, citizen_id, codice_fiscale, answers, \
                         first_half_hash, second_half_hash, delivery, state, created_at, expires_at) \
                         SELECT $1, '2026000000000014', id, codice_fiscale, $2, $3, $4, 'letter', 'sent', $5, $6 \
                         FROM citizens WHERE codice_fiscale = $7",
                        Uuid::now_v7(),
                        Vec::new(),
                        first,
                        second,
                        now.0,
                        now.plus(sportello::clock::DAY).0,
                        person.code
                    )
                    .execute()
                    .await
                })
            });
            write.await.unwrap();
        });
    }
}

async fn put(
    tx: &mut sportello::db::Conn,
    person: &Person,
    hash: String,
) -> Result<(), sportello::db::DbError> {
    let id = Uuid::now_v7();
    sql!(
        tx,
        "INSERT INTO citizens (id, codice_fiscale, base_code, surname, name, sex, birth_date, birth_belfiore, \
         residence_street, residence_number, residence_belfiore, residence_cap, synthetic, updated_at) \
         VALUES ($1, $2, $3, $4, $5, 'F', '1969-03-26', 'H501', 'Via di Prova', '12', 'H501', '00100', $6, $7)",
        id,
        person.code,
        person.code,
        person.surname,
        person.name,
        true,
        0_i64
    )
    .execute()
    .await?;
    sql!(
        tx,
        "INSERT INTO pins (citizen_id, hash, level, created_at, changed_at) VALUES ($1, $2, 'reader', $3, $4)",
        id,
        hash,
        0_i64,
        0_i64
    )
    .execute()
    .await?;
    Ok(())
}

impl Browser {
    /// Signs in on the page `page`, which is the sign-in page.
    pub fn sign_in_on(&mut self, page: &Got, who: &Person) -> Got {
        self.submit(page, "Accedi", &[("codice-fiscale", who.code), ("pin", who.pin)])
    }

    /// Signs in; fails if that does not work.
    #[track_caller]
    pub fn sign_in(&mut self, who: &Person) -> Got {
        let page = self.get("/it/accedi");
        self.sign_in_on(&page, who);
        let home = self.get("/it/");
        assert_eq!(home.signed_in().as_deref(), Some(who.full_name().as_str()));
        home
    }
}

impl Person {
    pub fn full_name(&self) -> String {
        format!("{} {}", self.name, self.surname)
    }
}

impl Got {
    /// Whom the page greets.
    pub fn signed_in(&self) -> Option<String> {
        self.words("form.citizen span").map(|words| words.trim_start_matches("Accesso di ").to_owned())
    }

    /// The clock time at which the page says that the session ends.
    pub fn session_end(&self) -> Option<String> {
        let told = self.words("aside p")?;
        told.split(' ').find(|word| word.contains(':')).map(str::to_owned)
    }

    /// The token in the page's forms.
    pub fn token(&self) -> Option<String> {
        let html = self.html();
        let hidden = scraper::Selector::parse("input[name=gettone]").unwrap();
        html.select(&hidden).next().map(|input| input.value().attr("value").unwrap().to_owned())
    }

    /// What a field of the page holds.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        self.value_of(name).unwrap_or_else(|| panic!("no field {name} in {}", self.address))
    }

    /// What a field of the page holds, if there is such a field.
    pub fn value_of(&self, name: &str) -> Option<String> {
        let html = self.html();
        let field = scraper::Selector::parse(&format!("[name={name}]")).unwrap();
        html.select(&field).next().map(|field| match field.value().name() {
            "textarea" => field.text().collect(),
            _ => field.value().attr("value").unwrap_or("").to_owned(),
        })
    }
}

impl Running {
    /// Three periods of work for [`NOEMI`], so that her statement has rows.
    pub fn give_noemi_a_career(&self) {
        self.run(async {
            let rows = [
                ("1998", "Ente di prova Scuola"),
                ("1999", "Azienda di prova Due Torri"),
                ("2001", "Ditta di prova"),
            ];
            for (year, employer) in rows {
                let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
                let db = &self.portal.db;
                db.write(move |tx| Box::pin(async move { period(tx, year, from, to, employer).await }))
                    .await
                    .unwrap();
            }
        });
    }
}

async fn period(
    tx: &mut sportello::db::Conn,
    year: &str,
    from: String,
    to: String,
    employer: &'static str,
) -> Result<(), sportello::db::DbError> {
    sql!(
        tx,
        "INSERT INTO contributions (id, citizen_id, year, regime, kind, from_date, to_date, unit, quantity, \
         weeks_right, weeks_measure, pay_cents, employer, note) \
         SELECT $1, id, $2, 'general', 'employee', $3, $4, 'weeks', 52, 5200, 5200, 2400000, $5, '' \
         FROM citizens WHERE codice_fiscale = $6",
        Uuid::now_v7(),
        year.parse::<i64>().unwrap(),
        from,
        to,
        employer,
        NOEMI.code
    )
    .execute()
    .await?;
    Ok(())
}

-- The foundation: people, identity, the ledger, letters, contributions, offices.
--
-- Conventions, the same in both dialects (a test compares them column by column):
--   ids            UUIDv7: UUID here, 16 bytes of BLOB in SQLite
--   numbers        64 bits: BIGINT here, INTEGER in SQLite
--   true or false  BOOLEAN here, INTEGER 0 or 1 in SQLite
--   times          Unix milliseconds (names end in _at, or are `at`, `since`, `before`)
--   dates          TEXT 'YYYY-MM-DD' (a date of birth has no time zone)
--   money          whole euro cents (names end in _cents)
--   sealed         bytes encrypted by the application; the database never sees the words
-- Foreign keys are checked at once, never at COMMIT, as in SQLite.

-- The institute's records of a person. Only imports and clerks write here.
CREATE TABLE citizens (
    id                 UUID    NOT NULL PRIMARY KEY,
    codice_fiscale     TEXT    NOT NULL UNIQUE,
    base_code          TEXT    NOT NULL, -- the code with its omocodia letters turned back into digits
    surname            TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    sex                TEXT    NOT NULL CHECK (sex IN ('F', 'M')),
    birth_date         TEXT    NOT NULL,
    birth_belfiore     TEXT    NOT NULL, -- Belfiore code of the comune, or Z... of the state
    residence_street   TEXT    NOT NULL,
    residence_number   TEXT    NOT NULL,
    residence_belfiore TEXT    NOT NULL,
    residence_cap      TEXT    NOT NULL,
    synthetic          BOOLEAN NOT NULL, -- test data ("dati di prova")
    updated_at         BIGINT  NOT NULL
);
CREATE INDEX citizens_by_base_code ON citizens (base_code);

-- Telephones and mail on record, each with the day since when: a call with a
-- secret goes only to a number that has been there long enough.
CREATE TABLE contacts (
    id         UUID    NOT NULL PRIMARY KEY,
    citizen_id UUID    NOT NULL REFERENCES citizens (id),
    kind       TEXT    NOT NULL CHECK (kind IN ('home', 'office', 'mobile', 'email')),
    value      TEXT    NOT NULL,
    since      BIGINT  NOT NULL
);
CREATE INDEX contacts_by_citizen ON contacts (citizen_id);

-- The PIN in use: one a citizen; a revoked one stays, so that the area can say since when.
CREATE TABLE pins (
    citizen_id UUID    NOT NULL PRIMARY KEY REFERENCES citizens (id),
    hash       TEXT    NOT NULL, -- argon2id, PHC string
    level      TEXT    NOT NULL CHECK (level IN ('reader', 'actor')),
    created_at BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL,
    revoked_at BIGINT
);

-- Requests for a PIN. Every request writes the same row, whether or not the
-- person is known: the job that writes the letter finds the citizen afterwards.
CREATE TABLE pin_requests (
    id               UUID    NOT NULL PRIMARY KEY,
    number           TEXT    NOT NULL UNIQUE, -- what the citizen quotes: "say request N"
    citizen_id       UUID    REFERENCES citizens (id),
    codice_fiscale   TEXT    NOT NULL, -- as typed, well-formed, perhaps of nobody
    answers          BYTEA   NOT NULL, -- sealed
    first_half_hash  TEXT    NOT NULL,
    second_half_hash TEXT,             -- once the letter is written
    delivery         TEXT    NOT NULL CHECK (delivery IN ('letter', 'braille', 'call')),
    state            TEXT    NOT NULL
        CHECK (state IN ('received', 'written', 'sent', 'activated', 'refused', 'expired')),
    created_at       BIGINT  NOT NULL,
    expires_at       BIGINT  NOT NULL,
    resolved_at      BIGINT,
    letter_id        UUID
);
CREATE INDEX pin_requests_by_code ON pin_requests (codice_fiscale, created_at);
CREATE INDEX pin_requests_by_state ON pin_requests (state, created_at);

-- Sessions, found by the hash of their cookie: who reads this table cannot use one.
CREATE TABLE sessions (
    id_hash      BYTEA   NOT NULL PRIMARY KEY,
    citizen_id   UUID    REFERENCES citizens (id),
    level        TEXT    NOT NULL CHECK (level IN ('anonymous', 'claimed', 'reader', 'actor')),
    lang         TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    seen_at      BIGINT  NOT NULL,
    ends_at      BIGINT  NOT NULL,
    length_ms    BIGINT  NOT NULL, -- chosen by the citizen, up to ten times the default
    device_label TEXT    NOT NULL, -- "Firefox su Windows", for "my sessions"
    device_id    BYTEA,             -- devices.id_hash, once known
    channel      TEXT    NOT NULL,
    preferences  TEXT    NOT NULL,
    sealed       BYTEA   -- what may be read again in this session only
);
CREATE INDEX sessions_by_citizen ON sessions (citizen_id, ends_at);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- Devices that signed this citizen in before: a slow-down of others does not touch them.
CREATE TABLE devices (
    id_hash    BYTEA   NOT NULL,
    citizen_id UUID    NOT NULL REFERENCES citizens (id),
    first_seen BIGINT  NOT NULL,
    last_seen  BIGINT  NOT NULL,
    PRIMARY KEY (id_hash, citizen_id)
);
CREATE INDEX devices_by_citizen ON devices (citizen_id);

-- Wrong tries, counted by the place they come from and the subject they aim at,
-- in spans of time. Neither names a person in clear: both are keyed hashes.
CREATE TABLE tries (
    place   TEXT    NOT NULL,
    subject TEXT    NOT NULL, -- empty: the place over all citizens
    since   BIGINT  NOT NULL, -- start of the span
    wrong   BIGINT  NOT NULL,
    last_at BIGINT  NOT NULL,
    PRIMARY KEY (place, subject, since)
);
CREATE INDEX tries_by_subject ON tries (subject, since);
CREATE INDEX tries_by_time ON tries (since);

-- Answers not yet sent. Of someone not signed in: until the session ends; else 30 days.
CREATE TABLE drafts (
    id           UUID    NOT NULL PRIMARY KEY, -- becomes the case's id: two sends are one
    session_hash BYTEA,
    citizen_id   UUID    REFERENCES citizens (id),
    service      TEXT    NOT NULL,
    answers      BYTEA   NOT NULL, -- raw strings as typed, JSON, sealed where the service says so
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    expires_at   BIGINT  NOT NULL
);
CREATE INDEX drafts_by_session ON drafts (session_hash);
CREATE INDEX drafts_by_citizen ON drafts (citizen_id, service);
CREATE INDEX drafts_by_end ON drafts (expires_at);

-- Forms posted after the session's end, kept 60 minutes for the same citizen (WCAG 2.2.5).
CREATE TABLE late_forms (
    id         UUID    NOT NULL PRIMARY KEY,
    citizen_id UUID    NOT NULL REFERENCES citizens (id),
    address    TEXT    NOT NULL, -- path it was posted to
    sealed     BYTEA   NOT NULL,
    created_at BIGINT  NOT NULL
);
CREATE INDEX late_forms_by_citizen ON late_forms (citizen_id, created_at);
CREATE INDEX late_forms_by_time ON late_forms (created_at);

-- What the deletion job may remove from the append-only tables: rows older than `before`.
CREATE TABLE retention (
    table_name TEXT    NOT NULL PRIMARY KEY,
    before     BIGINT  NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.at >= COALESCE((SELECT before FROM retention WHERE table_name = TG_TABLE_NAME), 0) THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END
$$;

-- Every contact of a citizen with the institute, by whatever door. Append-only;
-- no foreign key, for it outlives what it names.
CREATE TABLE encounters (
    id         UUID    NOT NULL PRIMARY KEY,
    citizen_id UUID,             -- null: nobody was identified
    who        TEXT    NOT NULL, -- citizen, delegate, staff, job
    channel    TEXT    NOT NULL, -- web, kiosk, telephone, counter, post
    service    TEXT    NOT NULL,
    outcome    TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    case_id    UUID
);
CREATE INDEX encounters_by_citizen ON encounters (citizen_id, at);
CREATE INDEX encounters_by_time ON encounters (at);
CREATE TRIGGER encounters_keep_rows BEFORE UPDATE ON encounters
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER encounters_keep_all BEFORE DELETE ON encounters
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
CREATE TRIGGER encounters_keep_table BEFORE TRUNCATE ON encounters
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was sent, with its protocol number and life cycle.
CREATE TABLE cases (
    id         UUID    NOT NULL PRIMARY KEY,
    protocol   TEXT    NOT NULL UNIQUE,
    citizen_id UUID    NOT NULL REFERENCES citizens (id),
    service    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    answers    TEXT    NOT NULL, -- exactly as sent
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);
CREATE INDEX cases_by_citizen ON cases (citizen_id, created_at);
CREATE INDEX cases_by_state ON cases (service, state, created_at);

-- The life of a case, step by step.
CREATE TABLE case_events (
    id      UUID    NOT NULL PRIMARY KEY,
    case_id UUID    NOT NULL REFERENCES cases (id),
    state   TEXT    NOT NULL,
    note    TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    actor   TEXT    NOT NULL
);
CREATE INDEX case_events_by_case ON case_events (case_id, at);

-- The last progressive number given, a year and an office.
CREATE TABLE protocol_counters (
    year   BIGINT  NOT NULL,
    office TEXT    NOT NULL,
    last   BIGINT  NOT NULL,
    PRIMARY KEY (year, office)
);

-- Keys made when a form is shown: a write and its repeats are one, with one outcome.
CREATE TABLE idempotency (
    key        UUID    NOT NULL PRIMARY KEY,
    service    TEXT    NOT NULL,
    case_id    UUID,
    outcome    TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);
CREATE INDEX idempotency_by_time ON idempotency (created_at);

-- Every reading of personal data. Append-only; no foreign key, for it outlives what it names.
CREATE TABLE audit (
    id         UUID    NOT NULL PRIMARY KEY,
    at         BIGINT  NOT NULL,
    citizen_id UUID    NOT NULL, -- whose data
    actor      TEXT    NOT NULL, -- who read them
    channel    TEXT    NOT NULL,
    what       TEXT    NOT NULL, -- which data, never the data themselves
    address    TEXT    NOT NULL  -- path of the page
);
CREATE INDEX audit_by_citizen ON audit (citizen_id, at);
CREATE INDEX audit_by_time ON audit (at);
CREATE TRIGGER audit_keep_rows BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_keep_all BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
CREATE TRIGGER audit_keep_table BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The outbox: what the mail house takes and acknowledges. A secret is erased when taken.
CREATE TABLE letters (
    id              UUID    NOT NULL PRIMARY KEY,
    citizen_id      UUID    NOT NULL REFERENCES citizens (id),
    kind            TEXT    NOT NULL,
    lang            TEXT    NOT NULL,
    delivery        TEXT    NOT NULL CHECK (delivery IN ('letter', 'braille', 'call')),
    address         BYTEA   NOT NULL, -- sealed: the one in the records when it was written
    body            BYTEA   NOT NULL, -- sealed
    secret          BYTEA,             -- sealed
    state           TEXT    NOT NULL CHECK (state IN ('waiting', 'taken', 'acknowledged', 'returned')),
    batch           TEXT,
    created_at      BIGINT  NOT NULL,
    taken_at        BIGINT,
    acknowledged_at BIGINT
);
CREATE INDEX letters_by_citizen ON letters (citizen_id, created_at);
CREATE INDEX letters_by_state ON letters (state, created_at);
CREATE INDEX letters_by_batch ON letters (batch);

-- Periods of work and credited periods (domain: contribution statement).
CREATE TABLE contributions (
    id            UUID    NOT NULL PRIMARY KEY,
    citizen_id    UUID    NOT NULL REFERENCES citizens (id),
    year          BIGINT  NOT NULL,
    regime        TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    from_date     TEXT    NOT NULL,
    to_date       TEXT    NOT NULL,
    unit          TEXT    NOT NULL, -- weeks, days, months, years
    quantity      BIGINT  NOT NULL, -- in that unit
    weeks_right   BIGINT  NOT NULL, -- hundredths of a week, towards the right to a pension
    weeks_measure BIGINT  NOT NULL, -- hundredths of a week, towards its amount
    pay_cents     BIGINT,
    employer      TEXT    NOT NULL,
    note          TEXT    NOT NULL
);
CREATE INDEX contributions_by_citizen ON contributions (citizen_id, year, from_date);

-- Offices (Sede) as imported; what is not known is null, never "no".
CREATE TABLE offices (
    code         TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    provincia    TEXT    NOT NULL,
    comune       TEXT    NOT NULL,
    belfiore     TEXT    NOT NULL,
    cap          TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    lat          BIGINT,          -- millionths of a degree, WGS 84
    lon          BIGINT,          -- millionths of a degree, WGS 84
    hours        TEXT    NOT NULL, -- weekday intervals, as parsed
    closures     TEXT    NOT NULL,
    phone        TEXT    NOT NULL,
    step_free    BOOLEAN,
    tactile_path BOOLEAN,
    lis          BOOLEAN, -- Italian sign language by booking
    services     TEXT    NOT NULL,
    synthetic    BOOLEAN NOT NULL
);
CREATE INDEX offices_by_provincia ON offices (provincia);

-- Which office is competent for a residence.
CREATE TABLE competence (
    place       TEXT    NOT NULL PRIMARY KEY, -- Belfiore code of a comune, or abbreviation of a Provincia
    office_code TEXT    NOT NULL REFERENCES offices (code)
);
CREATE INDEX competence_by_office ON competence (office_code);

-- Accessibility feedback, without sign-in; whatever was not given is empty.
CREATE TABLE feedback (
    id        UUID    NOT NULL PRIMARY KEY,
    url       TEXT    NOT NULL,
    device    TEXT    NOT NULL,
    assistive TEXT    NOT NULL, -- assistive technology and version
    steps     TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    lang      TEXT    NOT NULL,
    at        BIGINT  NOT NULL
);
CREATE INDEX feedback_by_time ON feedback (at);

-- Preferences kept by the citizen's own act (they may reveal a disability: GDPR art. 9).
CREATE TABLE preferences (
    citizen_id UUID    NOT NULL PRIMARY KEY REFERENCES citizens (id),
    value      TEXT    NOT NULL,
    updated_at BIGINT  NOT NULL
);

-- How far each file's import has come; committed together with the rows it counts.
CREATE TABLE imports (
    digest     TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of the file, hexadecimal
    name       TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('citizens', 'contributions', 'offices')),
    position   BIGINT  NOT NULL, -- bytes of the file read and committed
    rows       BIGINT  NOT NULL,
    bad        BIGINT  NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('running', 'done')),
    updated_at BIGINT  NOT NULL
);

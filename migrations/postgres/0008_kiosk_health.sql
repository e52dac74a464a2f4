-- How the kiosks are: what each tells of its parts, in its own order and once. Nothing in it is of a person.

-- A kiosk numbers its reports from 1 on in a journal of its own; one that has lost its journal begins another.
CREATE TABLE kiosk_journals (
    kiosk_id UUID   NOT NULL REFERENCES kiosks (id),
    journal  UUID   NOT NULL,
    last     BIGINT NOT NULL, -- the last report that was taken: none before it is taken any more
    PRIMARY KEY (kiosk_id, journal)
);

CREATE TABLE kiosk_reports (
    kiosk_id   UUID   NOT NULL REFERENCES kiosks (id),
    journal    UUID   NOT NULL,
    number     BIGINT NOT NULL,
    at         BIGINT NOT NULL, -- by the kiosk's clock
    arrived_at BIGINT NOT NULL,
    part       TEXT   NOT NULL, -- voice, jack, keypad ...
    state      TEXT   NOT NULL, -- good, gone, silent ...
    tested     BIGINT NOT NULL, -- 1 if its test of itself found it
    PRIMARY KEY (kiosk_id, journal, number)
);
CREATE INDEX kiosk_reports_by_time ON kiosk_reports (arrived_at);

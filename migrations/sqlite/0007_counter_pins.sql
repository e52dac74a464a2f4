-- Citizens whose document a clerk has seen: each may choose a PIN at that kiosk until the way closes.

CREATE TABLE counter_pins (
    id         BLOB    NOT NULL PRIMARY KEY,
    citizen_id BLOB    NOT NULL REFERENCES citizens (id),
    kiosk_id   BLOB    NOT NULL REFERENCES kiosks (id),
    document   BLOB    NOT NULL, -- which one was seen; sealed
    opened_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX counter_pins_by_citizen ON counter_pins (citizen_id, kiosk_id, expires_at);
CREATE INDEX counter_pins_by_time ON counter_pins (opened_at);

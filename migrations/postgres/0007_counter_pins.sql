-- Citizens whose document a clerk has seen: each may choose a PIN at that kiosk until the way closes.

CREATE TABLE counter_pins (
    id         UUID   NOT NULL PRIMARY KEY,
    citizen_id UUID   NOT NULL REFERENCES citizens (id),
    kiosk_id   UUID   NOT NULL REFERENCES kiosks (id),
    document   BYTEA  NOT NULL, -- which one was seen; sealed
    opened_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX counter_pins_by_citizen ON counter_pins (citizen_id, kiosk_id, expires_at);
CREATE INDEX counter_pins_by_time ON counter_pins (opened_at);

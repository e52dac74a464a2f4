-- The kiosks of the offices: what each signs its requests with, and which session was opened at which.

CREATE TABLE kiosks (
    id          UUID   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL, -- names its key in requests; free again once revoked
    office_code TEXT   NOT NULL, -- as the offices' own code; no foreign key, for an import replaces them all
    public_key  BYTEA  NOT NULL, -- Ed25519, 32 bytes
    enrolled_at BIGINT NOT NULL,
    seen_at     BIGINT,          -- its last request, to the minute
    revoked_at  BIGINT
);
CREATE UNIQUE INDEX kiosks_in_use ON kiosks (name) WHERE revoked_at IS NULL;

-- The requests of the last minutes: none is taken twice.
CREATE TABLE kiosk_nonces (
    kiosk_id UUID   NOT NULL REFERENCES kiosks (id),
    nonce    TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (kiosk_id, nonce)
);
CREATE INDEX kiosk_nonces_by_time ON kiosk_nonces (at);

-- A session of a kiosk goes on at that kiosk alone.
ALTER TABLE sessions ADD COLUMN kiosk_id UUID;

-- The kiosks of the offices: what each signs its requests with, and which session was opened at which.

CREATE TABLE kiosks (
    id          BLOB    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL, -- names its key in requests; free again once revoked
    office_code TEXT    NOT NULL, -- as the offices' own code; no foreign key, for an import replaces them all
    public_key  BLOB    NOT NULL, -- Ed25519, 32 bytes
    enrolled_at INTEGER NOT NULL,
    seen_at     INTEGER,          -- its last request, to the minute
    revoked_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX kiosks_in_use ON kiosks (name) WHERE revoked_at IS NULL;

-- The requests of the last minutes: none is taken twice.
CREATE TABLE kiosk_nonces (
    kiosk_id BLOB    NOT NULL REFERENCES kiosks (id),
    nonce    TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (kiosk_id, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX kiosk_nonces_by_time ON kiosk_nonces (at);

-- A session of a kiosk goes on at that kiosk alone.
ALTER TABLE sessions ADD COLUMN kiosk_id BLOB;

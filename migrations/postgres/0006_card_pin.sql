-- What a citizen's card is to sign: one for a session at a kiosk, for a minute, taken back by the first answer.

CREATE TABLE card_challenges (
    session_hash BYTEA  NOT NULL PRIMARY KEY,
    kiosk_id     UUID   NOT NULL REFERENCES kiosks (id),
    challenge    TEXT   NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX card_challenges_by_end ON card_challenges (expires_at);

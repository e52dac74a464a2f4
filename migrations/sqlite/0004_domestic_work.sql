-- Work relationships that an employer registered: what the office and the rules need beside the answers as sent. One
-- for each case; its end is told by a case of its own.

CREATE TABLE domestic_relationships (
    case_id      BLOB    NOT NULL PRIMARY KEY REFERENCES cases (id),
    starts_on    TEXT    NOT NULL,
    ends_on      TEXT, -- of a contract with an end
    contract     TEXT    NOT NULL CHECK (contract IN ('TIN', 'TDE', 'TDS')),
    role         TEXT    NOT NULL CHECK (role IN ('0', '1')), -- colf, badante
    weekly_hours INTEGER NOT NULL,
    pay_kind     TEXT    NOT NULL CHECK (pay_kind IN ('0', '1')), -- monthly, hourly
    hourly_pay   INTEGER NOT NULL, -- cents
    lives_in     INTEGER NOT NULL CHECK (lives_in IN (0, 1)),
    kinship      TEXT    NOT NULL, -- code of the relation, 'spouse', 'other', or empty
    ended_on     TEXT,
    end_reason   TEXT,
    ended_by     BLOB, -- the case that told the end
    ended_at     INTEGER
) STRICT;

-- A letter whose case is withdrawn or refused before it leaves is cancelled. As in SQLite, the column is made anew.
ALTER TABLE letters ADD COLUMN stands TEXT NOT NULL DEFAULT 'waiting'
    CHECK (stands IN ('waiting', 'taken', 'acknowledged', 'returned', 'cancelled'));
UPDATE letters SET stands = state;
DROP INDEX letters_by_state;
ALTER TABLE letters DROP COLUMN state;
ALTER TABLE letters RENAME COLUMN stands TO state;
CREATE INDEX letters_by_state ON letters (state, created_at);

-- A case that is withdrawn asks for its letters.
CREATE INDEX letters_by_case ON letters (case_id) WHERE case_id IS NOT NULL;

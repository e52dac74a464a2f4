-- A letter may also be in ordinary print. SQLite changes no CHECK: the column is made anew.
ALTER TABLE letters ADD COLUMN way TEXT NOT NULL DEFAULT 'letter' CHECK (way IN ('print', 'letter', 'braille', 'call'));
UPDATE letters SET way = delivery;
ALTER TABLE letters DROP COLUMN delivery;
ALTER TABLE letters RENAME COLUMN way TO delivery;

-- The case that a letter answers. The first has the id of its case; of those that were written again, the last is known.
ALTER TABLE letters ADD COLUMN case_id UUID;
UPDATE letters SET case_id = id WHERE id IN (SELECT id FROM cases);
UPDATE letters SET case_id = (SELECT request.id FROM pin_requests request WHERE request.letter_id = letters.id)
WHERE case_id IS NULL AND id IN (SELECT letter_id FROM pin_requests WHERE letter_id IS NOT NULL);

-- What a case is about asks for the other requests of its citizen.
CREATE INDEX pin_requests_by_citizen ON pin_requests (citizen_id, created_at);

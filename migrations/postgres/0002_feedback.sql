-- A report has a number to quote, a rating in words, and a contact if an answer is wanted.

ALTER TABLE feedback ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN rating BIGINT;  -- 1 (not clear at all) to 5 (very clear)
ALTER TABLE feedback ADD COLUMN contact BYTEA; -- sealed: mail or telephone
CREATE UNIQUE INDEX feedback_by_number ON feedback (number) WHERE number <> '';

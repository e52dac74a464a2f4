-- What else an office may have, where it is known; its certified mail is empty where it is not.
ALTER TABLE offices ADD COLUMN hearing_loop BOOLEAN;
ALTER TABLE offices ADD COLUMN lift BOOLEAN;
ALTER TABLE offices ADD COLUMN reserved_parking BOOLEAN;
ALTER TABLE offices ADD COLUMN pec TEXT NOT NULL DEFAULT '';

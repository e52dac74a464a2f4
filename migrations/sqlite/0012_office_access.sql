-- What else an office may have, where it is known; its certified mail is empty where it is not.
ALTER TABLE offices ADD COLUMN hearing_loop INTEGER CHECK (hearing_loop IN (0, 1));
ALTER TABLE offices ADD COLUMN lift INTEGER CHECK (lift IN (0, 1));
ALTER TABLE offices ADD COLUMN reserved_parking INTEGER CHECK (reserved_parking IN (0, 1));
ALTER TABLE offices ADD COLUMN pec TEXT NOT NULL DEFAULT '';

-- A reading is one encounter a visit: of one that a session can repeat, the encounter says in which it was.
ALTER TABLE encounters ADD COLUMN session_hash BLOB; -- sessions.id_hash; null where a session cannot repeat it

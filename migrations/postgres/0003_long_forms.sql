-- A draft of a long form knows the page its citizen was at, and is found by its citizen; other drafts have no step.

ALTER TABLE drafts ADD COLUMN step TEXT;
CREATE INDEX drafts_open ON drafts (citizen_id, updated_at) WHERE step IS NOT NULL;

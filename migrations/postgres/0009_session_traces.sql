-- A session is also known by the token on its pages: a form whose browser has lost the cookie finds its citizen.

ALTER TABLE sessions ADD COLUMN trace BYTEA;
CREATE UNIQUE INDEX sessions_by_trace ON sessions (trace);

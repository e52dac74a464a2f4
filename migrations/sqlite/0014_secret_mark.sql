-- What a database knows of the secret that it is used with, which itself is never in it: a digest of fixed words under a key
-- made of it. Another secret, or a new one in place of a lost one, is told by it before anything is sealed or refused.
CREATE TABLE secret_mark (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    mark BLOB    NOT NULL
) STRICT;

-- One row that is written now and then to see whether the disk still takes something.
CREATE TABLE write_trial (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    room BLOB    NOT NULL
) STRICT;

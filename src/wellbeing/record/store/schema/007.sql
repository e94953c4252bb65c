-- Version 7: who wrote the words that people gave a meaning to. A word is what somebody wrote: it goes with them.

CREATE TABLE mend_writers (
    profile TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    -- A contribution that holds a row with the word.
    writer TEXT NOT NULL,
    PRIMARY KEY (profile, field, value, writer)
) STRICT, WITHOUT ROWID;

-- Version 6: what was noticed in a file that no row shows, such as error values and merged cells.

CREATE TABLE notices (
    sha256 TEXT NOT NULL REFERENCES imports,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    -- What was said of it: where, and how it was read. Never what people wrote.
    text TEXT NOT NULL,
    PRIMARY KEY (sha256, kind)
) STRICT, WITHOUT ROWID;

-- Version 2: a chained log, what came of every row of every file, versions, withdrawals, notes.

-- SHA-256 over the hash of the entry before and this entry; filled for old entries when this file is run.
ALTER TABLE log ADD COLUMN hash TEXT NOT NULL DEFAULT '';

-- How far the log had come and what the tables held at the last commit: an entry cut from the end shows.
CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Of each table, the sum of the SHA-256 of its rows, modulo 2^256: a row changed from outside shows.
CREATE TABLE digests (
    name TEXT PRIMARY KEY,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What ids of withdrawn contributions are hashed with.
ALTER TABLE identity ADD COLUMN salt TEXT;

ALTER TABLE organisations ADD COLUMN declined_on TEXT;

-- Same id, other fingerprint: what was said has changed since.
ALTER TABLE contributions ADD COLUMN fingerprint TEXT;
ALTER TABLE contributions ADD COLUMN basis TEXT;
ALTER TABLE contributions ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What a contribution said before it was corrected.
CREATE TABLE versions (
    contribution_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT,
    -- JSON: the contribution, its communities, its answers.
    content TEXT NOT NULL,
    reason TEXT NOT NULL,
    replaced_in INTEGER NOT NULL REFERENCES log,
    PRIMARY KEY (contribution_id, version)
) STRICT, WITHOUT ROWID;

-- Contributions that were withdrawn: HMAC-SHA256 of their ids, so that they do not come back with a file.
CREATE TABLE tombstones (
    hash TEXT PRIMARY KEY,
    withdrawn_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    note_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    topic TEXT,
    stakeholder TEXT,
    text TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_row INTEGER NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE note_themes (
    note_id TEXT NOT NULL REFERENCES notes ON DELETE CASCADE,
    theme TEXT NOT NULL,
    PRIMARY KEY (note_id, theme)
) STRICT, WITHOUT ROWID;

-- The account of each file: no row is lost between reading and keeping.
CREATE TABLE imports (
    sha256 TEXT PRIMARY KEY REFERENCES sources,
    file TEXT NOT NULL,
    profile TEXT NOT NULL,
    -- The profile as it was, JSON: rows that are mended later go through the same.
    mapping TEXT NOT NULL,
    rows INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    added INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log,
    CHECK (imported + quarantined + refused = rows),
    CHECK (min(imported, quarantined, refused, added, unchanged, changed) >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES imports,
    source_row INTEGER NOT NULL,
    -- JSON, heading → text.
    cells TEXT NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log,
    UNIQUE (sha256, source_row)
) STRICT;

CREATE TABLE problems (
    id INTEGER NOT NULL REFERENCES quarantine ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    heading TEXT,
    reason TEXT NOT NULL,
    suggestion TEXT,
    PRIMARY KEY (id, field, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusals (
    sha256 TEXT NOT NULL REFERENCES imports,
    source_row INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (sha256, source_row)
) STRICT, WITHOUT ROWID;

-- What a person decided that a word of a profile's files means.
CREATE TABLE mends (
    profile TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    becomes TEXT NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log,
    PRIMARY KEY (profile, field, value)
) STRICT, WITHOUT ROWID;

-- Of files with rows in quarantine: how many contributions that say the same they held. A mended row that says
-- it once more is then one more, not the same again.
CREATE TABLE contents (
    sha256 TEXT NOT NULL REFERENCES imports,
    fingerprint TEXT NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (sha256, fingerprint)
) STRICT, WITHOUT ROWID;

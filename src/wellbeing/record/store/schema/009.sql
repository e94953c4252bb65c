-- Version 9: a contribution is assembled from parts, so that an import can be taken back; refused rows are kept whole.

-- What each of several files, or a correction, says of one contribution. One of which a single file speaks has no rows
-- here: that file is the one whose entry the contribution came with.
CREATE TABLE parts (
    contribution_id TEXT NOT NULL,
    -- The entry of the log that it came with.
    added_in INTEGER NOT NULL REFERENCES log,
    -- When it was given, as the file says; null where it does not.
    said_at TEXT,
    -- JSON; null where all parts of a contribution say what the contribution says.
    content TEXT,
    PRIMARY KEY (contribution_id, added_in)
) STRICT, WITHOUT ROWID;

-- Which file an entry of the log took rows from, imports that were taken back too.
CREATE TABLE takings (
    entry INTEGER PRIMARY KEY REFERENCES log,
    sha256 TEXT NOT NULL,
    -- When the platform wrote the file, if a person said so.
    exported_at TEXT
) STRICT;

INSERT INTO takings SELECT added_in, sha256, NULL FROM imports;

-- Which entries brought a hui, an organisation, a note, or said whom a hui was for: what none brings any more goes.
CREATE TABLE mentions (
    kind TEXT NOT NULL CHECK (kind IN ('events', 'organisations', 'notes', 'audience')),
    id TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES log,
    PRIMARY KEY (kind, id, entry)
) STRICT, WITHOUT ROWID;

-- Imports that were taken back, with their accounts.
CREATE TABLE undone (
    undone_in INTEGER PRIMARY KEY REFERENCES log,
    added_in INTEGER NOT NULL REFERENCES log,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    -- JSON: rows, imported, quarantined, …, and the answers by question.
    account TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- The number that a refused row is called back by, and its cells (JSON, heading → text). Null where the row was refused
-- before they were kept, or the contribution was withdrawn.
ALTER TABLE refusals ADD COLUMN id INTEGER;

ALTER TABLE refusals ADD COLUMN cells TEXT;

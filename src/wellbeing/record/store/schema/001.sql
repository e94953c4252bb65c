-- The record, version 1. Dates are ISO 8601 text. Rows are added, never changed in place.

CREATE TABLE IF NOT EXISTS identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    engagement TEXT NOT NULL,
    -- SHA-256 of the workspace's secret: another secret would draw other roundings, which could be averaged.
    secret_sha256 TEXT,
    made_at TEXT NOT NULL
) STRICT;

-- What was done to the record, in order. A hash over each entry and the one before comes to stand here.
CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    -- JSON.
    detail TEXT NOT NULL
) STRICT;

CREATE TRIGGER IF NOT EXISTS log_is_never_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER IF NOT EXISTS log_is_never_cut BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- A file is known by its content: the same file twice adds nothing.
CREATE TABLE IF NOT EXISTS sources (
    sha256 TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    added_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS events (
    event_id TEXT PRIMARY KEY,
    held_on TEXT NOT NULL,
    place TEXT NOT NULL,
    region TEXT NOT NULL,
    status TEXT NOT NULL,
    attendees INTEGER CHECK (attendees >= 0),
    notes TEXT,
    provenance TEXT NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS event_audience (
    event_id TEXT NOT NULL REFERENCES events ON DELETE CASCADE,
    stakeholder TEXT NOT NULL,
    PRIMARY KEY (event_id, stakeholder)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS organisations (
    organisation_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    region TEXT,
    invited_on TEXT,
    may_be_named INTEGER NOT NULL CHECK (may_be_named IN (0, 1)),
    provenance TEXT NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS contributions (
    contribution_id TEXT PRIMARY KEY,
    round TEXT NOT NULL,
    channel TEXT NOT NULL,
    event_id TEXT REFERENCES events,
    organisation_id TEXT REFERENCES organisations,
    region TEXT,
    place TEXT,
    stakeholder TEXT,
    topic TEXT NOT NULL,
    received_on TEXT NOT NULL,
    language TEXT,
    source_file TEXT NOT NULL,
    source_row INTEGER NOT NULL CHECK (source_row >= 0),
    provenance TEXT NOT NULL,
    added_in INTEGER NOT NULL REFERENCES log
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS contribution_communities (
    contribution_id TEXT NOT NULL REFERENCES contributions ON DELETE CASCADE,
    community TEXT NOT NULL,
    PRIMARY KEY (contribution_id, community)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS answers (
    contribution_id TEXT NOT NULL REFERENCES contributions ON DELETE CASCADE,
    question_id TEXT NOT NULL,
    value TEXT,
    text TEXT,
    position TEXT,
    tone REAL CHECK (tone BETWEEN -1 AND 1),
    tone_source TEXT,
    tone_state TEXT,
    added_in INTEGER NOT NULL REFERENCES log,
    PRIMARY KEY (contribution_id, question_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS answer_themes (
    contribution_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    theme TEXT NOT NULL,
    PRIMARY KEY (contribution_id, question_id, theme),
    FOREIGN KEY (contribution_id, question_id) REFERENCES answers ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

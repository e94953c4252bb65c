-- Version 13: contributions are numbered in the order in which they came, so that they are digested a block at a time
-- (store/digests.py), and the index of their ids has a name, so that a first import makes it after its rows.

DROP TRIGGER codes_are_never_cut;

DROP TRIGGER code_themes_are_never_cut;

DROP VIEW answers;

DROP VIEW contribution_communities;

ALTER TABLE contributions RENAME TO contributions_12;

CREATE TABLE contributions (
    -- From 1 on; kept when the file is rebuilt.
    arrival INTEGER PRIMARY KEY,
    contribution_id TEXT NOT NULL,
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
    added_in INTEGER NOT NULL REFERENCES log,
    -- Same id, other fingerprint: what was said has changed since.
    fingerprint TEXT,
    basis TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    -- JSON: ids, sorted.
    communities TEXT NOT NULL DEFAULT '[]',
    -- JSON, last in the row, so that who counts reads no text: an object for each question that was answered, with
    -- question_id, value or text, position, and the entry of the log that it came with.
    answers TEXT NOT NULL DEFAULT '[]'
) STRICT;

INSERT INTO contributions
SELECT
    NULL, contribution_id, round, channel, event_id, organisation_id, region, place, stakeholder, topic, received_on,
    language, source_file, source_row, provenance, added_in, fingerprint, basis, version, communities, answers
FROM contributions_12 ORDER BY rowid;

DROP TABLE contributions_12;

CREATE UNIQUE INDEX contributions_by_id ON contributions (contribution_id);

-- json_each alone: other functions of JSON count as unsafe where a file's schema is not trusted (SQLite 3.40).
CREATE VIEW answers AS
SELECT
    contribution_id,
    (SELECT value FROM json_each(each.value) WHERE key = 'question_id') AS question_id,
    (SELECT value FROM json_each(each.value) WHERE key = 'value') AS value,
    (SELECT value FROM json_each(each.value) WHERE key = 'text') AS text,
    (SELECT value FROM json_each(each.value) WHERE key = 'position') AS position,
    (SELECT value FROM json_each(each.value) WHERE key = 'added_in') AS added_in
FROM contributions, json_each(contributions.answers) AS each;

CREATE VIEW contribution_communities AS
SELECT contribution_id, each.value AS community
FROM contributions, json_each(contributions.communities) AS each;

-- They are deleted only after the contribution, when that is withdrawn.
CREATE TRIGGER codes_are_never_cut BEFORE DELETE ON codes
WHEN EXISTS (SELECT 1 FROM contributions WHERE contribution_id = OLD.contribution_id)
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

CREATE TRIGGER code_themes_are_never_cut BEFORE DELETE ON code_themes
WHEN EXISTS (SELECT 1 FROM contributions WHERE contribution_id = OLD.contribution_id)
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

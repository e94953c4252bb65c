-- Version 10: a row for each contribution, with its communities and answers in it: it is there whole or not at all, and
-- a million come in several times as fast. The views `answers` and `contribution_communities` show a row for each.

DROP TRIGGER codes_are_never_cut;

DROP TRIGGER code_themes_are_never_cut;

ALTER TABLE contributions RENAME TO contributions_9;

-- Rows lie in the order in which they came, not in that of their ids, which are random.
CREATE TABLE contributions (
    contribution_id TEXT NOT NULL UNIQUE,
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
    contribution_id, round, channel, event_id, organisation_id, region, place, stakeholder, topic, received_on,
    language, source_file, source_row, provenance, added_in, fingerprint, basis, version,
    (
        SELECT json_group_array(community) FROM (
            SELECT community FROM contribution_communities AS each
            WHERE each.contribution_id = whole.contribution_id ORDER BY community
        )
    ),
    (
        SELECT json_group_array(json(answer)) FROM (
            SELECT
                CASE
                    WHEN text IS NULL THEN json_object(
                        'question_id', question_id, 'value', value, 'position', position, 'added_in', added_in
                    )
                    ELSE json_object(
                        'question_id', question_id, 'value', value, 'text', text, 'position', position,
                        'added_in', added_in
                    )
                END AS answer
            FROM answers AS each WHERE each.contribution_id = whole.contribution_id ORDER BY question_id
        )
    )
FROM contributions_9 AS whole ORDER BY contribution_id;

DROP TABLE answers;

DROP TABLE contribution_communities;

DROP TABLE contributions_9;

DELETE FROM digests WHERE name IN ('answers', 'contribution_communities');

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

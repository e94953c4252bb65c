-- Version 12: an answer that is not understood waits by itself; the other answers of its row are in the record.

CREATE TABLE waiting_answers (
    -- One numbering with the rows in quarantine and those refused.
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES imports,
    source_row INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    -- As the file writes it.
    value TEXT NOT NULL,
    heading TEXT,
    reason TEXT NOT NULL,
    suggestion TEXT,
    contribution_id TEXT NOT NULL,
    -- When it was given, as the file says; null where it does not.
    said_at TEXT,
    -- JSON, heading → text, of the question's columns.
    cells TEXT NOT NULL,
    -- answered: something newer answers the question, as long as that stands. refused: by a person.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'refused')),
    added_in INTEGER NOT NULL REFERENCES log
) STRICT;

CREATE INDEX waiting_answers_of_contributions ON waiting_answers (contribution_id);

-- What waits, rows and answers alike: a line for each value that is not understood.
CREATE VIEW waiting AS
SELECT id, sha256, source_row, field, value, heading, reason, suggestion, 'row' AS holds
FROM quarantine JOIN problems USING (id)
UNION ALL
SELECT id, sha256, source_row, question_id, value, heading, reason, suggestion, 'answer'
FROM waiting_answers WHERE state = 'waiting';

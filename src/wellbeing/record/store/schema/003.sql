-- Version 3: words of comments that a steward approved for releases.

CREATE TABLE quotes (
    contribution_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    approved_in INTEGER NOT NULL REFERENCES log,
    approved_by TEXT NOT NULL,
    -- Where in the comment the words lie: the first character, and one after the last.
    starts INTEGER NOT NULL CHECK (starts >= 0),
    ends INTEGER NOT NULL CHECK (ends >= starts),
    -- As they may be published; […] stands where something was taken out. Empty: approved no more.
    words TEXT NOT NULL,
    redaction TEXT NOT NULL CHECK (redaction IN ('whole', 'shortened', 'retracted')),
    -- What still looked as if it could identify somebody, and was judged by the steward.
    marks INTEGER NOT NULL CHECK (marks >= 0),
    theme TEXT,
    -- The last of a contribution and question counts.
    PRIMARY KEY (contribution_id, question_id, approved_in)
) STRICT, WITHOUT ROWID;

-- They are deleted only with the contribution, when that is withdrawn.
CREATE TRIGGER quotes_are_never_changed BEFORE UPDATE ON quotes
BEGIN SELECT RAISE(ABORT, 'quotes are append-only'); END;

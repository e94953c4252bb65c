-- Version 4: what people read in comments, coded by the codebook.

CREATE TABLE codes (
    contribution_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    -- The first, or that of somebody who has not seen the first.
    reading INTEGER NOT NULL CHECK (reading IN (1, 2)),
    -- Beside the rest of the key: SQLite 3.40 takes values for missing where a key's columns stand apart.
    added_in INTEGER NOT NULL REFERENCES log,
    coder TEXT NOT NULL CHECK (coder <> ''),
    -- Null where the coder could not tell.
    tone TEXT CHECK (tone IN ('negative', 'neutral', 'positive')),
    coded_on TEXT NOT NULL,
    -- Of a random sample, which measures; or chosen because it teaches a model most, which does not.
    purpose TEXT NOT NULL CHECK (purpose IN ('measure', 'teach')),
    codebook_version TEXT NOT NULL,
    provenance TEXT NOT NULL,
    -- The last of a comment and reading counts.
    PRIMARY KEY (contribution_id, question_id, reading, added_in)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_themes (
    contribution_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    reading INTEGER NOT NULL,
    added_in INTEGER NOT NULL,
    theme TEXT NOT NULL CHECK (theme <> ''),
    PRIMARY KEY (contribution_id, question_id, reading, added_in, theme),
    FOREIGN KEY (contribution_id, question_id, reading, added_in) REFERENCES codes
) STRICT, WITHOUT ROWID;

CREATE TRIGGER codes_are_never_changed BEFORE UPDATE ON codes
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

CREATE TRIGGER code_themes_are_never_changed BEFORE UPDATE ON code_themes
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

-- They are deleted only after the contribution, when that is withdrawn.
CREATE TRIGGER codes_are_never_cut BEFORE DELETE ON codes
WHEN EXISTS (SELECT 1 FROM contributions WHERE contribution_id = OLD.contribution_id)
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

CREATE TRIGGER code_themes_are_never_cut BEFORE DELETE ON code_themes
WHEN EXISTS (SELECT 1 FROM contributions WHERE contribution_id = OLD.contribution_id)
BEGIN SELECT RAISE(ABORT, 'codes are append-only'); END;

-- Version 8: the account of each file by question: no answer is lost between reading and keeping. Files that came in
-- before have no such account.

CREATE TABLE answer_accounts (
    sha256 TEXT NOT NULL REFERENCES imports,
    question_id TEXT NOT NULL,
    read INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    merged INTEGER NOT NULL,
    no_answer INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (sha256, question_id),
    CHECK (stored + merged + no_answer + quarantined + refused = read),
    CHECK (min(stored, merged, no_answer, quarantined, refused) >= 0)
) STRICT, WITHOUT ROWID;

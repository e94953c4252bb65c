-- Version 5: answers without columns that nothing ever filled. How a comment sounds and what it is about is in
-- `codes` where a person said so, and is judged anew for each release where nobody did.

DROP TABLE answer_themes;

DELETE FROM digests WHERE name = 'answer_themes';

ALTER TABLE answers DROP COLUMN tone;

ALTER TABLE answers DROP COLUMN tone_source;

ALTER TABLE answers DROP COLUMN tone_state;

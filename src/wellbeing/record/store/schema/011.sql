-- Version 11: consents, and who said whether a body may be named.

-- Of contributions that say anything of what may be done with them; a row goes with its contribution. Null: not said.
CREATE TABLE consents (
    contribution_id TEXT PRIMARY KEY,
    may_publish TEXT CHECK (may_publish IN ('yes', 'no')),
    may_be_named TEXT CHECK (may_be_named IN ('yes', 'no')),
    only_for_agency TEXT CHECK (only_for_agency IN ('yes', 'no'))
) STRICT, WITHOUT ROWID;

-- Null where no roster said it: what the body's contributions say decides. Of bodies that imports brought, none did.
ALTER TABLE organisations ADD COLUMN naming INTEGER CHECK (naming IN (0, 1));

UPDATE organisations
SET naming = CASE WHEN may_be_named = 1 THEN 1 WHEN provenance = 'imported' THEN NULL ELSE 0 END;

ALTER TABLE organisations DROP COLUMN may_be_named;

ALTER TABLE organisations RENAME COLUMN naming TO may_be_named;

"""The import wall: rows of a file, through a profile, to tables of the record; or to quarantine with the reason.

A row is imported, quarantined (kept whole, with what was not understood and what would be) or refused.
Imported + quarantined + refused = rows read, always; the same row taken in twice is one contribution.

* ``taking``: ``take_in``: a file batch by batch, nothing written. Read this first.
* ``conventions``: what numbers, signs and dates mean, decided over whole columns before a row is taken in.
* ``mapping``: rows under our columns: words resolved, days read, what is wrong with a row.
* ``refusals``: rows that are no contributions: tests, empty forms, torn rows.
* ``identity``: record linkage: which contribution a row is, whatever file it comes in; ``uuids``: ids made
  of names.
* ``survey``, ``hui``: responses, attendance sheets and notes as ``tables`` of the record.
* ``counting``: what came of the answers to each question.
* ``annotated``: a copy of a file with what became of each row, to be mended in a spreadsheet.
"""

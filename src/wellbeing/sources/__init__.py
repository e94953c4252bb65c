"""Reading what others made: the engagement's folder, boundaries, and files of contributions.

Everything here reads or writes files and knows no database. A file of unknown origin is checked against
limits before it is parsed, its rows are read as text, a profile maps its columns and values to the
engagement's own, and each row ends imported, quarantined or refused: the import wall. What is imported goes to
the record, ``docs/method.md``, section "The record".

Read first: ``intake.taking`` (``take_in``), which calls the rooms in the order in which a file passes them.

* ``reading``: a file as rows of text, whatever its format, encoding and dialect.
* ``profiles``: how the columns and values of a file become ours; ``proposing``: a first profile for a file.
* ``names``: which of the engagement's words something written means (controlled vocabularies).
* ``intake``: rows to contributions, answers, events, notes; or to quarantine, with the reason.
* ``templates``, ``coding``: workbooks that this program writes and takes back.

Beside them: ``engagement`` (the folder that describes one consultation), whose files ``checking``
reads and checks; ``boundaries``, ``outlines`` and ``placement`` (the drawn map); ``paths`` (where
things are); ``private`` (files for their owner only), ``subkeys`` (a key for each purpose from one secret),
``text_workbook`` (rows of text as a workbook).

Nothing here is named after a country or a survey platform: what differs between them is a profile.
"""

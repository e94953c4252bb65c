"""The system of record: every contribution of an engagement in one SQLite file, and all that was done to it.

Rows come in through ``intake`` (or ``demonstration``), where each row of a file is imported, quarantined or
refused, and the three add up to the rows read. ``assembly`` makes one contribution of what several files say of
it; ``undoing`` takes an import back. They are kept by ``store``, whose log is the audit trail: an
entry for each thing that was done, chained by hashes. ``custody`` keeps the whole from loss and change:
verification, backups, the secret key. ``rights`` is what people may ask of what they gave: access,
correction, withdrawal, and that it is not kept longer than they were told. ``comments`` holds what people
read in comments (codes), what of them may be published (quotes) and facilitators' notes. ``organisations`` is
the roster of bodies that were invited or took part. ``releases`` says which releases are out and how much has
changed since.

What leaves is tables (``store.tables``), never a connection: only ``cli`` opens the record, and no page can.
Every row enters, changes and leaves through ``store.rows``, which keeps a digest of each table
(``store.digests``), so that a row changed from outside shows.

Imports go down only: ``demonstration``, ``rights``, ``undoing`` → ``intake``, ``comments``, ``custody`` →
``assembly``, ``organisations``, ``releases`` → ``store``, ``care``. Read ``store/database.py`` first, then
``intake/imports.py``.
"""

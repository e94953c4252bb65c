"""SQLite in, tables out: the file, its schema, its transactions, its audit trail.

``database`` opens the one file of a workspace and leaves it sealed; ``migrations`` brings a file of an
earlier version forward by the statements in ``schema/``. All writing goes through ``transactions``
(everything or nothing) and ``rows`` (every row is counted into the digest of its table: ``digests``). ``log`` is
the audit trail, each entry chained to the one before by a hash; ``seal`` is what log, tables and file were when
they were last written, kept beside the file. ``writer`` makes a second writer wait outside, ``failures`` puts what
SQLite and the disk refuse into words.

``contributions`` keeps each as one row, with its communities and answers in it. ``tables`` are the exact tables
that an engagement is counted from, ``validity`` holds them against the engagement's code lists and against each
other. ``versions`` keeps what a contribution said before it was corrected, ``tombstones`` what is left of one that
was withdrawn.

Read ``database`` first, then ``rows`` and ``log``: the rest leans on these two.
"""

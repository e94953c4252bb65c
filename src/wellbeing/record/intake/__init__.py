"""The import wall: each row of a file is imported, quarantined or refused; the three add up to the rows read.

``imports`` takes a file in, in one transaction. ``surveys`` says which survey its ids are of, ``linkage`` links its
contributions to those that the record holds (deterministic record linkage, by id and fingerprint): new, the same,
changed, withdrawn. ``additions`` writes them, ``hui`` what they say of hui. ``account`` is the account of rows, for
the person who imports and for the record; ``answers`` keeps that of answers, by question, and those that wait.

A row that is not understood waits in ``quarantine``, whole and with its reason. ``recodes`` is what people
decided that a word means, and what files were read by; ``mends`` takes rows (``retaking``) and answers in again once
a word is decided or a row is corrected in the workbook that ``quarantine_workbook`` writes and reads. ``remedies``
says what helps, ``dismissal`` refuses rows that are no contributions.

How a row is read (profiles, names, dates) is ``sources.intake``; here it is kept. Read ``imports`` first.
"""

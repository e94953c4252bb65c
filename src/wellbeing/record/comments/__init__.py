"""What people wrote and what others read in it; nothing of it leaves but words that a steward approved.

``texts`` gives the comments themselves, to those on the steward's machine who may read them. ``codes`` are
human codes (tone and themes by the codebook, some by two coders, for intercoder agreement); ``coding_sheets``
holds the rows of a coder's workbook against the record. ``quotes`` are words that a steward approved for
releases, each a ``redaction`` of its comment. ``notes`` are facilitators' notes of hui: their themes are
counted, never their words. ``repeated`` finds texts of others that repeat what was written.

Codes and quotes are added, never changed: the last one counts, and those before stay for whoever asks. Read
``codes`` first.
"""

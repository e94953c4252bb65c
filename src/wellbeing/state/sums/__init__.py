"""What tables say of several regions or types at once: rows that stand beside those of the release.

It lies below ``coverage`` and ``positions``, which add its rows to theirs, and beside ``figures``.
"""

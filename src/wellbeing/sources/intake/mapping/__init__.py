"""Rows of a file under our columns: the one place where foreign values become the engagement's own.

A value that is not understood is null in its column and a problem beside it: what it was to become, what
stands in the file, why it is not certain, what would be. No value is guessed.

* ``rows``: ``map_rows``: every column of a batch of rows. Read this first.
* ``context``: what rows are mapped with: a fitted profile, vocabularies, what people decided before.
* ``words``: a column of words, by mends, the profile's map and the vocabulary, in this order.
* ``distinct``: each combination of cells resolved once.
* ``days``: a column of days: formats, time zones, changeovers, days outside the engagement.
* ``problems``: what keeps rows out, one table of one shape.
"""

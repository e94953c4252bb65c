"""Measures of an analyst's own: a function of published tables, seen wherever a show is.

``measure`` is what a function is marked by (``wb.measure``); ``working_out`` calls it and refuses what is no measure,
in words; ``show`` is what pages and files have of it (``briefing.own`` makes its scene); ``loading`` finds those that
lie in a folder or come with an installed package. An error of a measure stands in its own place: no page breaks by it.

Imports go down: ``loading`` → ``measure`` → ``show`` → ``working_out``. Read ``measure``.
"""

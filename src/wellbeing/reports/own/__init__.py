"""Measures of an analyst's own: a function of published tables, seen wherever a show is.

``measure`` is what a function is marked by (``wb.measure``); ``loading`` finds those that lie in a folder or come with
an installed package; ``apart`` does so in a process of its own, where a page is served, of which ``steps`` is what
runs. What pages and files have of them is in ``reports.shows.own``.
"""

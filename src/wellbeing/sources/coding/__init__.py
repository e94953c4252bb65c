"""Workbooks in which people code comments; they hold comments, and stay on the steward's machine.

* ``sheet``: what such a workbook holds and asks. Read this first.
* ``writing``: comments beside lists of tones and themes, a sheet for each reading, one that explains
  (``guide.toml``).
* ``reading``: what came back, row by row; whether it counts is for the record to say.

Which comments are coded, and what codes correct, stands in ``opinion.coding``.
"""

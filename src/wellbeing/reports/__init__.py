"""One release in words, signs and files: what pages, a presenter and a download say of it.

Nothing here draws and nothing is counted: everything is put into words from an ``Answer`` (``state``), whose
tables and names it carries.

* ``shows``: what can be shown of a cell (coverage, position, tone, a theme), one class each. Whoever shows
  anything asks the show that is chosen.
* ``evidence``: what stands behind the figure of a cell, whatever is shown.
* ``words``: how counts, shares, tones and states are put, and the picture of one cell.
* ``limits`` (what we do not know), ``representative`` and ``progress`` (over time), ``funnel``: sections of a
  page with words of their own.
* ``files``: what is shown as CSV and workbook. Another format is another module there, with a function from an
  answer to bytes.

Imports go down: ``files`` → ``shows`` → ``evidence`` → ``words``. Read ``shows`` first.
"""

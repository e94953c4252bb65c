"""Human codes of comments: what to code, how far coders agree, and what codes correct.

A code is what a person says of a comment: its tone and up to three themes. Codes of a stratified random
sample measure (``MEASURE``); codes of comments that were chosen because a model is unsure of them teach it
and measure nothing (``TEACH``).

* ``sampling``: the sample: one comment of each cell and question, the rest in proportion, a fifth twice.
* ``agreement``: Krippendorff's α of two readings, for tone and theme by theme.
* ``correction``: prediction-powered inference: the mean tone of a group of comments from all scores and some
  codes, with an interval that covers. The formulae stand in ``docs/method.md``, section "What people said".

Workbooks for coders are written and read in ``sources.coding``; the record keeps the codes.
"""

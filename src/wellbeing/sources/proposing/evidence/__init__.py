"""What an unknown file looks like: its headings, and what stands below them.

* ``layout``, ``sampling``: the heading rows; rows drawn at random over the file.
* ``columns``: ``column_evidence``: what the cells of a column look like. Read this first.
* ``dating``, ``day_texts``: days, in one order of day and month for the whole column.
* ``splitting``: what parts several words in a cell.
* ``lexicon`` with ``headings.toml``: what words of headings say; ``likeness``: headings and questions.
"""

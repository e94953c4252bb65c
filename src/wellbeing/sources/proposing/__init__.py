"""Proposing a profile for an unknown file, with the evidence for each column, to be edited by a person.

Nothing that is proposed is used before somebody has read and saved it.

* ``proposing``: ``propose``: the text of a profile for a file. Read this first.
* ``evidence``: what the values of a column look like: dates, scales, known words.
* ``roles``: what each column may be for, and why.
* ``writing``: the proposal as TOML, each line with what speaks for it.
"""

"""Proposing a profile for an unknown file: what it leaves no doubt of, and questions about all else.

Nothing that is proposed is used before somebody has read and saved it. A heading can rule a column out, its values
support it; what is not alike stays a comment, and nothing that a person may have written is repeated.

* ``proposing``: ``propose``: the text of a profile for a file. Read this first.
* ``evidence``: rows drawn at random, headings and what they say, what the cells of a column look like.
* ``roles``: what each column may be for: the best of all assignments.
* ``platforms``: profiles that the engagement has already and that fit the file.
* ``found``, ``writing``: the proposal as TOML.
"""

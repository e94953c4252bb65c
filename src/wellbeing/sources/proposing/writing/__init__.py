"""A proposal as TOML: live lines for what is certain, comments that ask for all else.

* ``profile``: ``profile_text``, and ``questions_of`` such a text. Read this first.
* ``tables``: a table for each part and question; ``constants``: what holds for a whole file.
* ``consents``: what may be done with a response, always asked.
* ``unused``: the columns that nothing was made of; ``toml_text``: TOML.
"""

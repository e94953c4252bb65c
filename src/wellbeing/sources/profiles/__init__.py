"""Profiles: how a foreign file's columns and values become ours. What one may say: ``model.profile``.

* ``choosing``: ``open_with_profile``: a file with the profile that is named, or that of its template.
* ``reading``: profiles of an engagement's folder, checked against its questions and words.
* ``fitting``: ``fit_profile``: the file's own headings in place of those that the profile names.

A new survey platform is a TOML file in an engagement's ``profiles``, and no code.
"""

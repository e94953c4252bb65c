"""What a briefing leaves on the presenter's machine, and what of that machine it is given.

* ``asked``: the file in which questions are kept that could not be answered.
* ``notes``: the presenter's notes, which are in no release.
* ``screen``: the browser that shows it.
"""

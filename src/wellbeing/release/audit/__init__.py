"""A release's claims recomputed from its folder alone, and the page that tells a privacy officer of them.

``rebuilt`` makes the design anew from what is published, ``claims`` holds the release against it and against
the releases beside it, ``assurance`` says what was found.
"""

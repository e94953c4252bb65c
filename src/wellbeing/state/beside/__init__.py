"""What stands beside an answer.

``where_next``: what further events would settle. ``communities``: a second lens, each by itself. ``comparison``:
whether a difference between two selections may be said. ``changes``: states of two releases.
"""

"""Sentences that were taken from a release, and whether they hold under another.

* ``content``: a claim: a sentence, where it stands, and what it rests on, as values.
* ``taking``: a claim made of what a page shows.
* ``holding``: whether it holds under the figures of another release, in words and without a count.
* ``keeping``: a folder of claims, a file each, whose name is what it says: the same claim twice is one.

Nothing is kept of who took it, or when. Imports go down: ``holding`` → ``taking`` → ``content``; ``keeping`` →
``content``, which whoever only carries claims needs.
"""

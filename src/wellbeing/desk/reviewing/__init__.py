"""What people review on the steward's machine: comments to quote and to code, and what those who gave them ask for.

For the command line and the steward's page alike; nothing here knows how it is shown.

* ``quotes``: comments that may be quoted, ranked and marked.
* ``coding``: comments that are to be coded, and codes that were given.
* ``requests``: access, withdrawal, retention.
* ``finding``: what is held, by words of those who gave it.
* ``names``: names that a reader of comments should know.
"""

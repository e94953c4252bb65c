"""What each command does, under the name of its file in ``cli.commands``.

The only room that stands on both sides of the release wall is ``release``: it reads the record and writes releases.
``counting`` reads the exact tables that it is made from, ``retiring`` says which releases are not served any more.
"""

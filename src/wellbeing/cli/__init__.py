"""The command line: ``wellbeing``.

Only click is imported here: each command imports what it needs when it runs, so that help is there at once.
"""

from wellbeing.cli.main import main

__all__ = ["main"]

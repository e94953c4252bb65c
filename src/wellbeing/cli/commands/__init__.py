"""Each command as it is typed: options, arguments, help, and nothing else.

What a command does stands under the same name in ``cli.jobs`` and is imported when it is called, so that ``--help``
and a wrong word are answered at once.
"""

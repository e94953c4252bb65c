"""The figures of pages as tables, asked for by words: what a notebook, and whoever reproduces a page, reads.

``asked`` gives the rows of one figure with whose they are, ``supposed`` those under other targets and another rule,
``compared`` two releases side by side; ``told`` takes out of rows what pages do not tell. ``words`` refuses what a
release does not know, with what it does, ``cells`` a name that may be several cells, ``arguments`` what is not even a
word; ``shared`` keeps the figures of an opened release for all who open it.

Imports go down: ``supposed``, ``compared`` → ``asked``, ``cells`` → ``told``, ``words``, ``arguments``, ``shared``.
Read ``asked``.
"""

"""What an analyst has in a notebook: a release that is asked for figures, pictures and explanations by name.

``opened`` is the library's ``open_release``: its ``OpenedRelease`` is the whole of it. ``frames`` are the tables that
it hands out, ``about`` what they are of, ``mapping`` its maps (``areas``: codes of any frame), ``explaining`` what a
page's evidence says of a cell, ``supposing`` other rules, ``comparing`` two releases, ``measuring`` one's own measures.

Everything here reads a release and nothing else; what opens the record stands in ``desk``. Figures come from
``state``, words from ``reports``, pictures from ``charts``. Imports go down: ``opened`` → ``shown`` → ``figures``, and
the others → ``frames``.
"""

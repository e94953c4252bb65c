"""What stands behind a figure, as plain rows of text: the panel that a reader opens to check it.

``figure`` says how one cell was counted, against what, through which channels and with which positions;
``comments`` where a tone comes from and how far coders agree; ``themes`` what comments raise; ``gatherings``
which hui were held and which bodies were heard; ``quotes`` the words that a steward approved. Each is a class
that takes an ``Answer`` and is asked for its rows.

It is the same whatever is shown. Read ``figure`` first.
"""

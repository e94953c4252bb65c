"""The parts of a page, one file each: made once, written anew where an answer changes them.

``part`` is what they have in common: a ``Part`` follows the explorer, says its ``html``, and turns presses
into choices. It names the fields of the choice that it ``follows`` in one line, and is shown nothing else of
it: its text is a function of the release and of these fields, worked out once for all readers and sent only
when it changes. What is chosen in it the browser marks
(``chosen``). ``map``, ``funnel`` and ``over_time`` draw as well. What is shown they ask of the show that is
chosen (``reports.shows``): none knows which shows there are. Read ``part`` first, then ``matrix``.
"""

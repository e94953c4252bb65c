"""The parts of a page, one file each: made once, written anew where an answer changes them.

``part`` is what they have in common: a ``Part`` follows the explorer, says its ``html``, and turns presses
into choices. ``map``, ``funnel`` and ``over_time`` draw as well. What is shown they ask of the show that is
chosen (``reports.shows``): none knows which shows there are. Read ``part`` first, then ``matrix``.
"""

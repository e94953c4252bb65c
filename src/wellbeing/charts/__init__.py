"""Pictures: a finished table in, an element or a drawing out. A chart decides how, never what: it counts nothing.

``outline`` makes the map of a page: one drawing of paths that the browser paints. Charts are drawn once for both
themes and then written in place, which is how a click is answered in time: ``in_place`` hands a drawing's data out
to whoever writes it (``views.drawing``). ``funnel`` draws shares between the limits of chance, ``over_time`` weeks
against a plan; ``still`` makes a picture of the map (``geography``) as a file, without a browser.

Every colour of the project stands in ``palette``, as do the signs that go with states: colour never speaks
alone. Read ``palette`` first, then ``outline``.
"""

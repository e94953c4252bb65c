"""Charts that are drawn when they are first looked at, and then written in place.

``chart`` sends a chart once, as Bokeh has it, and of what changes later the columns. It is drawn in the browser and
stands in no document of the server, where each reader's would cost a tenth of a second and could be set by messages.
Elements themselves come from ``charts``.
"""

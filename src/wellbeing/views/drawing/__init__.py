"""Charts that are drawn when they are first looked at, and then written in place.

``canvas`` keeps the data sources of a chart that a browser has asked for, and sends the columns that changed and
nothing else. Elements themselves come from ``charts``.
"""

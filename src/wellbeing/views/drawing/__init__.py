"""The map's two drawings, made once and then written in place: what keeps a click under 50 ms.

``canvas`` keeps the data sources of a drawing that a browser has asked for, and sends the columns that
changed and nothing else. ``regions`` puts the layers of a map or of equal tiles together, from boundaries
and the pictures of areas. Elements themselves come from ``charts``. Read ``canvas`` first.
"""

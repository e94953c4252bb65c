"""Where next: which further events would settle what cannot be said yet, and where more would change nothing.

``outlook``: how far each cell is from being heard enough, and how sure of that one is. ``candidates``: places and
audiences to choose from, and which cells those who come to one would count in. ``choosing``: the events that leave
least open. ``where_next`` puts them together.
"""

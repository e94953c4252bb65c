"""A folder for another engagement: files that are examples with comments, to be filled in.

``new_folder`` writes it; ``regions`` its tables of regions, from nothing or from a file of outlines, which ``outlines``
checks and simplifies and ``adopting`` puts into a folder. Imports go down in that order, ``adopting`` first.
"""

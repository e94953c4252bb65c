"""Disclosure control: measure with noise, reconcile, publish.

Protection is a property of the design, known before any data. ``grid`` lists every structurally distinct
count of the lattice once, ``equations`` all that holds among them whoever was heard, ``facts`` what is public
anyway; ``design`` puts them together. ``noise`` is drawn by key for each cell, ``refresh`` decides whether a
cell is measured anew, ``reconciliation`` makes all measurements add up by generalised least squares and says
with which standard deviation, ``publication`` rounds them and applies the threshold rule.
"""

"""True counts: what the contributions of a record add up to, cell by cell. None of it leaves.

``grain`` reads every contribution once and counts it by everything that a table may ask for; ``counts`` adds
that up to the cells of the lattice, ``sources`` says from how many hui and other sources opinions come.
``axes`` are the members of each dimension.
"""

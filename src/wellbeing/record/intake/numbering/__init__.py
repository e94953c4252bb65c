"""Numbers: which contribution a row is by the number that its platform, or its paper, gave it.

``row_ids`` names it before what the row says is understood. ``kept`` finds rows that wait or were refused by it, and
says which numbers the record knows. Read ``row_ids`` first.
"""

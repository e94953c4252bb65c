"""Statistics: pure functions, table in, table out."""

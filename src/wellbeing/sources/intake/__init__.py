"""The import wall: rows of a file, through a profile, to contributions; or to quarantine with the reason."""

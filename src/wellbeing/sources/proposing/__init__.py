"""Propose a profile for an unknown file, with the evidence for each column, to be edited and saved."""

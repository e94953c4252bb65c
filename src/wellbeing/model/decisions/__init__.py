"""Rounds of consultation, what was decided in each, and the addresses of the cells that it rests on."""

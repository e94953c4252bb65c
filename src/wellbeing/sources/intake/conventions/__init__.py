"""Conventions: what numbers, signs and dates of a file mean, decided over the whole column before a row is read.

One value that contradicts a convention keeps out all that rest on it; what nothing in the file proves is asked,
until a person confirms it by name. What was decided is part of the profile that the import keeps, so that rows
that are mended later are read in the same way, whatever rows they are, and in whatever order the file had them.

* ``deciding``: ``decide_conventions``: a profile for one file, and what is said of it. Read this first.
* ``numbers``: scales, numbered answers, codes of a list, tick boxes.
* ``dates``: the order of day and month, dates that a spreadsheet changed, the zone of times; ``orders``: formats.
* ``signs``: votes whose sign some exports turn, proved by what authors voted on their own statements.
* ``repeats``: ids that several rows have and say different things by.
* ``notices``: in which words it is told.
"""

"""What the columns of an unknown file may be for.

* ``assigning``: ``assigned``: the best assignment of columns to parts and questions. Read this first.
* ``matching``, ``asked``: how well one column suits one part, one question.
* ``boxes``: tick boxes, which are proposed as sets.
* ``row_meaning``: what a row is: a response, one of several answers, people at a hui.
"""

"""What is chosen on a page, and what follows from it: parameters, tables and names, no words and no pictures.

A ``Choice`` is everything that a reader has chosen, as a value: what an address carries. ``Filters`` holds
the present one, refuses what a release does not have, and steps back. ``Explorer`` is one reader's page: it
watches the filters, and says what follows as one ``Answer``. Every part of the page works out what it says of
it before any part says it.

An answer is tables. It works each out when it is first asked for: ``coverage`` (who was heard), ``positions``
(closed answers), ``comments``. All three are ``Margins``: the same figure of every cell, of each area, of
each type and of the whole, and the one place that knows which of the four tells of what is chosen. Figures
themselves are worked out once for a release and shared by all its readers, as answers are (``model.kept``):
``Figures``, with ``PositionFigures`` and ``CommentFigures`` beside it, from the cells that ``cells`` reads,
under the names that ``names`` gives.

What is shown is an id here (``Choice.show``) and nothing more: which ids there are, the page says when it
makes an explorer; what each says and how it looks stands in ``reports.shows``.

Imports go down: ``explorer`` → ``answer``, ``filters`` → ``coverage``, ``positions``, ``comments`` → ``sums``,
``figures`` → ``position_figures``, ``comment_figures``, ``names`` → ``cells``, ``margins``, ``choice``. Read
``choice`` first, then ``answer`` and ``figures``.
"""

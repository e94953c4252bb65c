"""One description of what a briefing says, for every place that says it.

``making.briefing`` makes it of a release; a format is a function from it to bytes and adds no word and no figure.

* ``content``: what a scene is, as values: a title that states the finding, sentences to speak, steps, one picture
  as data, one typed table, the evidence line, notes that stay with the presenter.
* ``tables``: the tables, each column described once.
* ``heard``, ``said``, ``ahead``, ``decided``: the scenes. Their sentences are those of ``shows``, ``evidence``,
  ``limits`` and ``where_next``: no second truth.
* ``spoken_for``: for whom its sentences stand, beside a random draw of contributions.
* ``room``: every region × type answered in one sentence, for whoever asks.
* ``printable``: no text in it can break a file.

Imports go down: ``making`` → scenes → ``tables`` → ``content``. Read ``content`` first.
"""

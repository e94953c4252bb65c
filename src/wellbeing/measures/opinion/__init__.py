"""What they said: shares of those who answered, with intervals that know of clusters and of small numbers.

``answered`` says of how many, ``positions`` and ``themes`` are shares, ``intervals`` their limits, ``clusters`` the
design effect and intraclass correlation of hui, ``shrinkage`` the empirical Bayes estimate of a small cell,
``standing`` its side of the whole, ``funnel`` where that turns; ``channels`` compares hui and surveys, ``raking``
weights the headline to a benchmark, ``unheard`` says what the silent could change; ``tone`` is the mean of comments.
"""

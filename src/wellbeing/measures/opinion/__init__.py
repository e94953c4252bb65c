"""What they said: shares of those who answered, with intervals that know of clusters and of small numbers.

``answered`` says of how many, ``positions`` and ``themes`` are shares, ``intervals`` their limits, ``clusters`` the
design effect and intraclass correlation of hui, ``shrinkage`` the empirical Bayes estimate of a small cell,
``funnel`` and ``from_group`` what stands in its place; ``tone`` is the mean of comments, ``unheard`` what the
silent could change.
"""

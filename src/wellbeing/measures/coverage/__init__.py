"""Who was heard: contributions against what a benchmark expects of them.

What is expected: ``benchmarks`` (shares; ``members``: what areas and types are made of), ``baseline`` (of how
many). What a published figure tells of the true count: ``clustering`` (how many came together), ``evidence``.
What follows: ``views`` (which cells are judged together), ``ensemble`` (their prior, and a list cut at a
false-discovery rate), ``states`` (the rule), ``firmness`` (how far the benchmark may be wrong); ``coverage`` puts
them together. Beside it: ``yardsticks`` (benchmark sensitivity), ``counting`` (other ways to count), ``finest``
(which level can answer), ``over_time``.
"""

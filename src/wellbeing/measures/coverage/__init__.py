"""Who was heard: contributions against what a benchmark expects of them.

``benchmarks`` says what is expected (``members``: what areas and types are made of), ``posterior`` what a published
figure tells of the true count, ``states`` is the rule of a gap, ``coverage`` puts them together; ``robustness`` asks
whether the benchmark decides (benchmark sensitivity), ``finest`` which level can answer, ``over_time`` and
``similarity`` look at the whole.
"""

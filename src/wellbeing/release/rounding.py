"""Random rounding, so that a shown count is never more than two contributions from the true one."""

import polars as pl

from wellbeing.model.engagement import Disclosure


def rounded(disclosure: Disclosure) -> pl.Expr:
    """R = n − (n mod b) + b·[u < (n mod b)/b], then at least the threshold.

    Reads columns ``n`` and ``u``. Unbiased: over many secrets the mean of R is n, except just above the
    threshold. method.md, section 3.3; base 3 as Stats NZ rounds its census counts.
    """
    n, base = pl.col("n"), disclosure.base
    rest = n % base
    up = (pl.col("u") < rest / base).cast(pl.Int64)
    return (n - rest + base * up).clip(lower_bound=disclosure.threshold)

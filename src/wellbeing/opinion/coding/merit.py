"""How well a scorer reads comments, measured by codes of the random sample that stand for all comments."""

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.model.vocabulary import CODED_TONES
from wellbeing.opinion.coding.jackknife import Figure, jackknife

_Floats = npt.NDArray[np.float64]


def correlation(coded: pl.DataFrame) -> Figure | None:
    """Pearson's r of scores and codes; None where either are all alike.

    Args:
        coded: ``score``, ``code``; ``weight``: how many comments each stands for.
    """
    weight, x, y = (coded[name].to_numpy() for name in ("weight", "score", "code"))
    moments = np.column_stack([np.ones_like(weight), x, y, x * x, y * y, x * y])
    return jackknife(moments * weight[:, None], _r)


def macro_f1(coded: pl.DataFrame) -> Figure | None:
    """The mean over tones that people gave of F1, the harmonic mean of precision and recall.

    Args:
        coded: ``heard``, the tone by the scorer; ``label``, by a person; ``weight``.
    """
    place = {tone: at for at, tone in enumerate(CODED_TONES)}
    heard, label = (
        coded[name].replace_strict(place, return_dtype=pl.Int64).to_numpy() for name in ("heard", "label")
    )
    confusion = np.zeros((coded.height, len(place), len(place)))
    confusion[np.arange(coded.height), label, heard] = coded["weight"].to_numpy()
    return jackknife(confusion.reshape(coded.height, len(place) ** 2), _f1)


def _r(moments: _Floats) -> float | None:
    n, x, y, xx, yy, xy = moments
    if n <= 0:
        return None
    spread = (xx / n - (x / n) ** 2) * (yy / n - (y / n) ** 2)
    return float((xy / n - x * y / n**2) / np.sqrt(spread)) if spread > 1e-12 else None


def _f1(sums: _Floats) -> float | None:
    confusion = sums.reshape(len(CODED_TONES), -1)
    given, heard = confusion.sum(axis=1), confusion.sum(axis=0)
    is_given = given > 1e-9
    if not is_given.any():
        return None
    return float(np.mean((2 * np.diag(confusion) / np.maximum(given + heard, 1e-9))[is_given]))

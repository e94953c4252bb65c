"""Over time: a figure stays until enough has changed, and nobody can tell which change was enough.

A count is measured anew with a probability that rises smoothly with how far it has moved since it was last
measured; otherwise its measurement stays, noise and all. One contribution more or less changes the chance to
be measured anew, and the chance not to be, by a factor of e at most.
"""

import hmac
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.model.policy import Refresh
from wellbeing.release.protect.noise import discrete_gaussian, gaussian, uniforms

Floats = npt.NDArray[np.float64]
#: What is kept of each measurement: its label, the true value and the noise's standard deviation then, what
#: was measured, and the series of data that it was drawn for. For its owner's eyes only.
MEASUREMENT_COLUMNS: Final = {
    "label": pl.String,
    "n": pl.Float64,
    "sigma": pl.Float64,
    "measured": pl.Float64,
    "since": pl.String,
}


@dataclass(frozen=True)
class Quantities:
    """Quantities to be measured."""

    label: pl.Series
    #: The true values.
    n: Floats
    #: The standard deviation of each one's noise; 0 for a public fact.
    sigma: Floats
    #: Whether they are whole numbers.
    whole: bool = True


@dataclass(frozen=True)
class Occasion:
    """When it is measured."""

    #: 256 secret bits.
    key: bytes
    #: Names the data: equal data are measured alike.
    since: str
    #: ``MEASUREMENT_COLUMNS``, of the release before; no rows for the first.
    before: pl.DataFrame
    #: How probably a quantity is measured anew; None where the contributions are the same: then only what
    #: is another quantity by now, under its old name, is (a group with other members).
    refresh: Refresh | None


def chance(moved: Floats, refresh: Refresh) -> Floats:
    """The probability to be measured anew, by how far a count has moved."""
    low = refresh.still * np.exp(np.minimum(moved, refresh.rising))
    stays = (1 - low) * np.exp(-refresh.falling * np.maximum(moved - refresh.rising, 0))
    return np.asarray(1 - stays)


def measure(wanted: Quantities, occasion: Occasion) -> pl.DataFrame:
    """``MEASUREMENT_COLUMNS`` of quantities, in order: measured anew, or as they were measured before."""
    now = pl.DataFrame({"label": wanted.label, "n": wanted.n, "sigma": wanted.sigma})
    then = occasion.before.rename({name: f"{name}_then" for name in MEASUREMENT_COLUMNS if name != "label"})
    both = now.join(then, on="label", how="left", maintain_order="left")
    known = both["n_then"].is_not_null().to_numpy()
    n_then, sigma_then, value_then = (
        both[name].fill_null(0).to_numpy() for name in ("n_then", "sigma_then", "measured_then")
    )
    stays = known & (sigma_then > 0) & (wanted.sigma > 0)
    stays &= ~_anew(wanted, np.abs(wanted.n - n_then), occasion)
    fresh = wanted.n + _noise(wanted.label, wanted.sigma, occasion, whole=wanted.whole)
    # Where more noise is called for than a kept measurement has, the rest is added.
    more = np.sqrt(np.maximum(wanted.sigma**2 - sigma_then**2, 0)) * stays
    topped = value_then + _noise("more|" + wanted.label, more, occasion, whole=wanted.whole)
    return both.select(
        "label",
        pl.Series("n", np.where(stays, n_then, wanted.n)),
        pl.Series("sigma", np.where(stays, np.maximum(sigma_then, wanted.sigma), wanted.sigma)),
        pl.Series("measured", np.where(stays, topped, fresh)),
        since=pl.when(pl.Series(stays)).then("since_then").otherwise(pl.lit(occasion.since)),
    )


def _anew(wanted: Quantities, moved: Floats, occasion: Occasion) -> npt.NDArray[np.bool_]:
    if occasion.refresh is None:
        return moved > 0
    drawn = uniforms(_key(occasion, "refresh"), wanted.label)
    return np.asarray(drawn < chance(moved, occasion.refresh))


def _noise(label: pl.Series, sigma: Floats, occasion: Occasion, *, whole: bool) -> Floats:
    """Noise by key, label and data; the standard deviations are few."""
    noise = np.zeros_like(sigma)
    for each in np.unique(sigma[sigma > 0]):
        which = np.flatnonzero(sigma == each)
        drawn = uniforms(_key(occasion, "noise"), label.gather(which))
        noise[which] = discrete_gaussian(drawn, float(each)) if whole else gaussian(drawn, float(each))
    return noise


def _key(occasion: Occasion, purpose: str) -> bytes:
    return hmac.digest(occasion.key, f"{purpose}|{occasion.since}".encode(), "sha256")

"""What is measured of those who gave an opinion: from how many sources, and how their comments sound."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.release.count.sources import PARENT, parent_keys
from wellbeing.release.estimate.tone import SCORED, Sums, estimates, levels
from wellbeing.release.protect.design import Design
from wellbeing.release.protect.publication import opinions, too_few_sources
from wellbeing.release.protect.refresh import Occasion, Quantities, measure

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """What came of it."""

    #: Counts that are opinions of too few sources.
    one_source: npt.NDArray[np.bool_]
    #: ``PARENT`` and the columns that tables of tones add.
    tones: pl.DataFrame
    #: As ``refresh.MEASUREMENT_COLUMNS``.
    kept: pl.DataFrame


@dataclass(frozen=True)
class Parents:
    """True values of parent cells: each is the whole that a breakdown of opinions is of."""

    #: ``parent_keys``, ``sources``, ``largest``.
    sources: pl.DataFrame
    #: ``PARENT``, ``level``, ``sum``, ``codes``: of open questions.
    sums: pl.DataFrame
    #: ``Sums.factors``.
    factors: pl.DataFrame

    def values(self) -> Iterator[Floats]:
        """All of them, as numbers: they are part of the data that a measurement is named by."""
        for frame, names in _MEASURED:
            # Sums of fractions are told apart to a millionth: less is the arithmetic's.
            yield from (np.round(getattr(self, frame)[name].to_numpy(), 6) + 0.0 for name in names)

    def measure(self, occasion: Occasion, design: Design, estimate: Floats) -> Measured:
        """Measure them, and work out what is told of them from what was measured."""
        noise = design.policy.noise
        kept, told = [], {}
        for frame, names in _MEASURED:
            rows = getattr(self, frame)
            for name in names:
                made = _measure(rows, f"{frame} {name}", rows[name], noise[_NOISE[name]], occasion)
                rows = rows.with_columns(made["measured"].alias(name))
                kept.append(made)
            told[frame] = rows
        answers = opinions(design)
        cell = answers["cell"].to_numpy()
        figures = (("estimate", estimate[cell]), ("sd", design.deviations[cell]))
        answers = answers.with_columns(pl.Series(name, values) for name, values in figures)
        one_source = _one_source(answers, told["sources"], design, estimate.size)
        scored = _scored(answers)
        cells = told["sums"].join(scored, on=PARENT, how="left", maintain_order="left")
        cells = cells.with_columns(sum_sd=pl.lit(noise["tone"]))
        tones = estimates(cells, told["factors"], design.policy)
        return Measured(one_source, tones, pl.concat(kept))


#: What is measured of which frame, and with the noise of which class.
_MEASURED = (("sources", ("sources", "largest")), ("sums", ("sum", "codes")), ("factors", ("codes",)))
_NOISE = {"sources": "sources", "largest": "largest", "sum": "tone", "codes": "codes"}


def parents(design: Design, sources: pl.DataFrame, tones: Sums) -> Parents:
    """The true values on the full grid of parent cells: nobody is measured as somebody is."""
    keys = parent_keys(design.grid.axes.lattice)
    asked = opinions(design).select(keys).unique(maintain_order=True).sort(keys)
    filled = asked.join(sources, on=keys, how="left", maintain_order="left")
    opened = [question.id for question in design.grid.axes.open]
    heard = asked.select(PARENT).unique(maintain_order=True).filter(pl.col("question").is_in(opened))
    heard = heard.with_columns(levels(heard, design.grid.axes))
    sums = heard.join(tones.cells, on=[*PARENT, "level"], how="left", maintain_order="left")
    return Parents(
        filled.with_columns(pl.col("sources", "largest").fill_null(0).cast(pl.Float64)),
        sums.with_columns(pl.col("sum", "codes").fill_null(0).cast(pl.Float64)),
        tones.factors,
    )


def _measure(
    rows: pl.DataFrame, what: str, values: pl.Series, sigma: float, occasion: Occasion
) -> pl.DataFrame:
    keys = [name for name in (*PARENT, "level") if name in rows.columns]
    crossed = [name for name, kind in rows.schema.items() if kind == pl.String and name not in keys]
    whose = pl.concat_str(pl.lit(what), *keys, separator="|")
    label = rows.select(label=pl.concat_str(whose, *(_where_cut(name) for name in crossed)))["label"]
    noise = np.full(rows.height, sigma)
    return measure(Quantities(label, values.to_numpy(), noise, whole="sum" not in what.split()), occasion)


def _where_cut(name: str) -> pl.Expr:
    """A part of a label that is there only where the parent cell is cut."""
    return pl.when(pl.col(name) != "").then(pl.lit("|") + pl.col(name)).otherwise(pl.lit(""))


def _one_source(
    answers: pl.DataFrame, sources: pl.DataFrame, design: Design, width: int
) -> npt.NDArray[np.bool_]:
    """Which counts are answers of a parent cell from too few sources."""
    closed = pl.col("position") != "" if "position" in answers.columns else pl.lit(value=False)
    counted = answers.filter("answers", closed | (pl.col("tone") != ""))
    keys = parent_keys(design.grid.axes.lattice)
    numbers = counted.group_by(keys).agg(answered=pl.col("estimate").sum())
    known = sources.join(numbers, on=keys, how="left", maintain_order="left")
    few = known.with_columns(few=too_few_sources(known, known["answered"].fill_null(0), design.policy))
    marked = answers.filter("answers").join(few.filter("few").select(keys), on=keys, how="semi")
    one_source = np.zeros(width, dtype=bool)
    one_source[marked["cell"].to_numpy()] = True
    return one_source


def _scored(answers: pl.DataFrame) -> pl.DataFrame:
    """``PARENT``, ``scored``: comments with a tone by reconciled figures, ``scored_sd``: about how sure."""
    tones = answers.filter(pl.col("tone").is_in(SCORED))
    return tones.group_by(PARENT).agg(
        scored=pl.col("estimate").sum(), scored_sd=(pl.col("sd") ** 2).sum().sqrt()
    )

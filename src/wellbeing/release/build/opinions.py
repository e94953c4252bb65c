"""What is measured of those who gave an opinion: from how many sources, how comments sound, what they raise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.measures.opinion.answered import NO_ANSWER
from wellbeing.model.policy import Policy
from wellbeing.model.vocabulary import TONES
from wellbeing.release.count.sources import PARENT, parent_keys
from wellbeing.release.estimate.sums import MIDDLE, TONE, Sums, levels
from wellbeing.release.estimate.themes import theme_estimates
from wellbeing.release.estimate.tone import SCORED, tone_estimates
from wellbeing.release.protect.design import Design
from wellbeing.release.protect.publication import opinions, too_few_sources
from wellbeing.release.protect.refresh import Occasion, Quantities, measure

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """What came of it."""

    #: Counts that are opinions of too few sources.
    one_source: npt.NDArray[np.bool_]
    #: ``tones`` and ``mentions``: what tables of tones and of themes are joined with.
    estimates: dict[str, pl.DataFrame]
    #: As ``refresh.MEASUREMENT_COLUMNS``.
    kept: pl.DataFrame


@dataclass(frozen=True)
class Parents:
    """True values of parent cells: each is the whole that a breakdown of opinions is of."""

    #: ``parent_keys``, ``sources``, ``largest``.
    sources: pl.DataFrame
    #: As the fields of ``Sums``, on the full grid of open questions.
    sums: pl.DataFrame
    themes: pl.DataFrame
    codes: pl.DataFrame
    factors: pl.DataFrame

    def values(self) -> Iterator[Floats]:
        """All of them, as numbers: they are part of the data that a measurement is named by."""
        for frame, names in _MEASURED:
            # Sums of fractions are told apart to a millionth: less is the arithmetic's.
            yield from (np.round(getattr(self, frame)[name].to_numpy(), 6) + 0.0 for name in names)

    def measure(self, occasion: Occasion, design: Design, estimate: Floats) -> Measured:
        """Measure them, and work out what is told of them from what was measured."""
        kept, measured = [], {}
        for frame, names in _MEASURED:
            rows = getattr(self, frame)
            for name in names:
                made = _measure(
                    rows, f"{frame} {name}", rows[name], design.policy.noise[_NOISE[name]], occasion
                )
                rows = rows.with_columns(made["measured"].alias(name))
                kept.append(made)
            measured[frame] = rows
        answers = opinions(design)
        cell = answers["cell"].to_numpy()
        figures = (("estimate", estimate[cell]), ("sd", design.deviations[cell]))
        answers = answers.with_columns(pl.Series(name, values) for name, values in figures)
        few = _few_sources(answers, measured["sources"], design)
        estimates = self._estimates(measured, answers, few, design.policy)
        return Measured(_one_source(answers, few, estimate.size), estimates, pl.concat(kept))

    def _estimates(
        self, measured: dict[str, pl.DataFrame], answers: pl.DataFrame, few: pl.DataFrame, policy: Policy
    ) -> dict[str, pl.DataFrame]:
        numbers = _numbers(answers, SCORED, "scored")
        commented = _numbers(answers, [tone for tone in TONES if tone != NO_ANSWER], "commented")
        uncut = [pl.col(name) == "" for name in few.columns if name not in PARENT]
        marked = few.filter(uncut).select(*PARENT, few_sources=pl.lit(value=True))
        cells = measured["sums"].with_columns(sum_sd=pl.lit(policy.noise[_NOISE[TONE]]))
        for frame in (numbers, commented, marked):
            cells = cells.join(frame, on=PARENT, how="left", maintain_order="left")
        cells = cells.with_columns(pl.col("few_sources").fill_null(value=False))
        themes = measured["themes"].join(
            cells.drop("level", TONE, MIDDLE), on=PARENT, how="left", maintain_order="left"
        )
        known = (measured["codes"], self.factors, policy)
        return {"tones": tone_estimates(cells, *known), "mentions": theme_estimates(themes, *known)}


#: What is measured of which frame, and with the noise of which class.
_MEASURED: Final = (
    ("sources", ("sources", "largest")),
    ("sums", (TONE, MIDDLE, "codes")),
    ("themes", ("raised",)),
    ("codes", ("codes",)),
)
_NOISE: Final = {
    **{name: name for name in ("sources", "largest", "codes")},
    **dict.fromkeys((TONE, MIDDLE, "raised"), "tone"),
}
#: Sums of fractions.
_FRACTIONS: Final = (TONE, MIDDLE, "raised")


def parents(design: Design, sources: pl.DataFrame, sums: Sums) -> Parents:
    """The true values on the full grid of parent cells: nobody is measured as somebody is."""
    keys = parent_keys(design.grid.axes.lattice)
    asked = opinions(design).select(keys).unique(maintain_order=True).sort(keys)
    filled = asked.join(sources, on=keys, how="left", maintain_order="left")
    opened = [question.id for question in design.grid.axes.open]
    heard = asked.select(PARENT).unique(maintain_order=True).filter(pl.col("question").is_in(opened))
    heard = heard.with_columns(levels(heard, design.grid.axes))
    every = pl.DataFrame({"theme": design.grid.axes.themes}, {"theme": pl.String})
    each = heard.join(every, how="cross", maintain_order="left_right")
    return Parents(
        _filled(filled, "sources", "largest"),
        _filled(_joined(heard, sums.tones), TONE, MIDDLE, "codes"),
        _filled(_joined(each, sums.themes), "raised"),
        sums.codes,
        sums.factors,
    )


def _joined(grid: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in (*PARENT, "level", "theme") if name in grid.columns]
    return grid.join(found, on=keys, how="left", maintain_order="left")


def _filled(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    return rows.with_columns(pl.col(*names).fill_null(0).cast(pl.Float64))


def _measure(
    rows: pl.DataFrame, what: str, values: pl.Series, sigma: float, occasion: Occasion
) -> pl.DataFrame:
    keys = [name for name in (*PARENT, "level", "theme") if name in rows.columns]
    crossed = [name for name, kind in rows.schema.items() if kind == pl.String and name not in keys]
    whose = pl.concat_str(pl.lit(what), *keys, separator="|")
    label = rows.select(label=pl.concat_str(whose, *(_where_cut(name) for name in crossed)))["label"]
    noise = np.full(rows.height, sigma)
    whole = values.name not in _FRACTIONS
    return measure(Quantities(label, values.to_numpy(), noise, whole=whole), occasion)


def _where_cut(name: str) -> pl.Expr:
    """A part of a label that is there only where the parent cell is cut."""
    return pl.when(pl.col(name) != "").then(pl.lit("|") + pl.col(name)).otherwise(pl.lit(""))


def _few_sources(answers: pl.DataFrame, sources: pl.DataFrame, design: Design) -> pl.DataFrame:
    """``parent_keys`` of cells whose answers come from too few sources."""
    closed = pl.col("position") != "" if "position" in answers.columns else pl.lit(value=False)
    counted = answers.filter("answers", closed | (pl.col("tone") != ""))
    keys = parent_keys(design.grid.axes.lattice)
    numbers = counted.group_by(keys).agg(answered=pl.col("estimate").sum())
    known = sources.join(numbers, on=keys, how="left", maintain_order="left")
    few = known.with_columns(few=too_few_sources(known, known["answered"].fill_null(0), design.policy))
    return few.filter("few").select(keys)


def _one_source(answers: pl.DataFrame, few: pl.DataFrame, width: int) -> npt.NDArray[np.bool_]:
    """Which counts are answers of a parent cell from too few sources."""
    marked = answers.filter("answers").join(few, on=few.columns, how="semi")
    one_source = np.zeros(width, dtype=bool)
    one_source[marked["cell"].to_numpy()] = True
    return one_source


def _numbers(answers: pl.DataFrame, tones: Sequence[str], name: str) -> pl.DataFrame:
    """``PARENT``; by reconciled figures, the number of comments of some tones and about how sure that is."""
    counted = answers.filter(pl.col("tone").is_in(list(tones)))
    sd = (pl.col("sd") ** 2).sum().sqrt()
    return counted.group_by(PARENT).agg(pl.col("estimate").sum().alias(name), sd.alias(f"{name}_sd"))

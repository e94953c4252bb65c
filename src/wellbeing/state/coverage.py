"""What a choice shows of coverage: every cell and margin, what is chosen, and which cells lack voices."""

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.finest import LEVELS, slice_is_offered
from wellbeing.measures.coverage.states import UNDER
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.sums.several import with_several


class Coverage(Margins, frozen=True):
    """Who was heard, under the chosen slice and benchmark, from published cells."""

    #: Each area for the chosen type, or for all: what the map shows.
    map_rows: pl.DataFrame
    #: The chosen cell answered at the finest level that can: one row, none when nothing is chosen.
    finest: pl.DataFrame
    #: The family of the list of gaps: groups of areas × groups of types, regions, types.
    family: pl.DataFrame
    #: Those of them that lack voices, gaps first, each with whether another yardstick says otherwise.
    gaps: pl.DataFrame
    #: Whether enough of the matrix resolves for this slice to be shown crossed.
    is_crossable: bool


def coverage_of(figures: Figures, choice: Choice) -> Coverage:
    """Coverage of everything that a choice shows."""
    benchmark = figures.benchmark(choice.benchmark).id
    published = figures.coverage(choice.cut, benchmark)
    everything = with_several(figures, choice, published, benchmark)
    margins = Margins.of_rows(everything)
    finest = _itself(everything) if choice.is_several else figures.finest(choice.cut, benchmark)
    return Coverage(
        *margins.frames,
        map_rows=margins.by_area(choice.stakeholder),
        finest=finest.filter(area=choice.area, stakeholder=choice.stakeholder),
        family=everything.filter("family"),
        gaps=gap_list(published, figures.yardsticks(choice.cut, benchmark)),
        is_crossable=slice_is_offered(figures.of_groups(margins.cells)),
    )


def gap_list(coverage: pl.DataFrame, yardsticks: pl.DataFrame) -> pl.DataFrame:
    """The list of gaps: of the family, gaps first, then by how many more would reach their share.

    With ``verdict``, ``unlike``, ``alike`` and ``others``: whether another yardstick says otherwise, and which.
    """
    lacking = coverage.filter("family", pl.col("state").cast(pl.String).is_in(UNDER))
    judged = yardsticks.select(*DIMENSIONS, "verdict", "unlike", "alike", "others")
    is_thin = pl.col("state").cast(pl.String) == "thin"
    return lacking.join(judged, on=DIMENSIONS, how="left").sort(
        is_thin, -pl.col("needed_high"), "area", "stakeholder"
    )


def _itself(coverage: pl.DataFrame) -> pl.DataFrame:
    """Every cell answered by itself: for several at once no larger one speaks."""
    own = [pl.col(name).alias(f"answer_{name}") for name in DIMENSIONS]
    return coverage.with_columns(*own, pl.lit(LEVELS[0]).alias("level"))

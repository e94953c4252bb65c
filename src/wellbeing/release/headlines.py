"""True cells of the two tables beside the lattice: week by week, and the engagement's headline figures."""

import polars as pl

from wellbeing.release.axes import AREA_KIND, Axes
from wellbeing.release.cells import cells
from wellbeing.release.grain import copied_column, tone_column
from wellbeing.release.true_tables import TrueTables

WEEKS = "week_channel"
FIGURES = "figures"
#: What figures on comments begin with, before the question.
COMMENTS = "comments"
COPIES = "copies"
#: The whole engagement, where an area must be named.
EVERYWHERE = pl.DataFrame({"area": [""], "area_kind": ["group"]}, {"area": pl.String, "area_kind": AREA_KIND})


def headlines(counted: pl.LazyFrame, axes: Axes) -> dict[str, pl.LazyFrame]:
    """True cells of both tables by name; ``counted`` is the grain."""
    return {WEEKS: _weeks(counted, axes), FIGURES: _figures(counted, axes)}


def with_public(figures: pl.DataFrame, true: TrueTables) -> pl.DataFrame:
    """Published figures and, exactly, how many hui were held in how many places: the events say so anyway."""
    held = true.events.filter(pl.col("status") == "held")
    numbers = {"hui": held.height, "places": held["place"].n_unique()}
    rows = [(name, "shown", number, number, number, None) for name, number in numbers.items()]
    return pl.concat([figures, pl.DataFrame(rows, figures.schema, orient="row")]).sort("figure")


def _weeks(counted: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    """The whole engagement (area "") and each region group, by week (its Monday) and channel."""
    groups = axes.areas.filter(pl.col("area_kind") == "group")
    everywhere = counted.join(EVERYWHERE.lazy(), how="cross")
    rows = pl.concat([everywhere, counted.join(groups.lazy(), on="region")], how="diagonal")
    areas = pl.concat([EVERYWHERE, groups.select("area", "area_kind").unique()])
    weeks, channels = axes.members["week"].lazy(), axes.members["channel"].lazy()
    grid = areas.lazy().join(weeks, how="cross").join(channels, how="cross")
    return cells(rows, grid.with_columns(possible=True))


def _figures(counted: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    """``attendances``, ``responses``, ``responses.<topic>``, under the names of published.csv, and comments.

    ``comments.<question>`` made a comment that says something, ``copies.<question>`` one that is a copy in a
    campaign.
    """
    at_hui = pl.col("channel") == "hui"
    by_topic = pl.lit("responses.") + pl.col("topic")
    rows = [
        counted.filter(at_hui).with_columns(figure=pl.lit("attendances")),
        counted.filter(~at_hui).with_columns(figure=pl.lit("responses")),
        counted.filter(~at_hui).with_columns(figure=by_topic),
    ]
    topics = [f"responses.{topic}" for topic in axes.members["topic"]["topic"]]
    named = {f"{what}.{asked.id}": asked.id for asked in axes.comments for what in (COMMENTS, COPIES)}
    rows += [_commented(counted, figure, question) for figure, question in named.items()]
    grid = pl.LazyFrame({"figure": ["attendances", "responses", *topics, *named]})
    return cells(pl.concat(rows), grid.with_columns(possible=True))


def _commented(counted: pl.LazyFrame, figure: str, question: str) -> pl.LazyFrame:
    says = pl.col(tone_column(question)).is_not_null() & (pl.col(tone_column(question)) != "no_answer")
    copied = says & pl.col(copied_column(question))
    wanted = copied if figure.startswith(COPIES) else says
    return counted.filter(wanted).with_columns(figure=pl.lit(figure))

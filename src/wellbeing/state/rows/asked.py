"""The rows of a figure, asked for by words: the same that pages show, each with whose figure it is."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.finest import LEVELS
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.told import SHARE_TEXT, TIMES_TEXT, TONE_TEXT, interval_text, without_few
from wellbeing.state.rows.words import CROSSING, ROWS, benchmark_of, check, cut_of, question_of

#: What a table of coverage holds, after whose it is.
_HEARD: Final = (
    *("status", "count", "low", "high", "expected", "basis", "ratio", "lower", "upper", "interval", "state"),
    *("p_under", "needed_low", "needed_high", "tipping", "answered_by"),
)
#: What a table begins with, of those that it has.
_FIRST: Final = (
    *(
        "owner",
        "position",
        "state_before",
        "state_now",
        "state",
        "changed",
        "standing",
        "count_before",
        "count",
    ),
    *("value", "share", "estimate", "expected", "ratio", "interval", "lower", "upper"),
)
#: Worked out on the way: of no use to who reads a table.
_INNER: Final = ("commented_variance", "answered_variance", "asks")
#: Whose figures those of no area and no type are.
EVERYONE: Final = message("Everyone heard")


class AskedRows:
    """Which rows of a figure are asked for: those of a margin, crossed or not, with groups or without."""

    def __init__(self, rows: str, by: str, *, groups: bool) -> None:
        """Take ``region``, ``stakeholder`` or ``total``, and with which of the first two they are crossed."""
        check(rows, "rows", ROWS)
        if by:
            others = [one for one in CROSSING if rows in CROSSING and one != rows]
            check(by, "by", others)
        self._rows, self._by, self._groups = rows, by, groups

    def of(self, margins: Margins, figures: Figures) -> pl.DataFrame:
        """The rows, without groups unless they are asked for: they may then be added up."""
        found = {"region": margins.areas, "stakeholder": margins.stakeholders, "total": margins.whole}
        cells = margins.cells if self._by else found[self._rows]
        members = {"area": ["", *figures.regions], "stakeholder": ["", *figures.types]}
        single = [pl.col(name).is_in(some) for name, some in members.items() if name in cells.columns]
        return cells if self._groups or not single else cells.filter(single)


def coverage_rows(
    figures: Figures, rows: AskedRows, compared_with: str = "", where: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Who was heard, beside how many were expected (``notebook.opened``)."""
    cut, benchmark = cut_of(where, figures), benchmark_of(compared_with, figures)
    return with_answers(
        rows.of(Margins.of_rows(figures.coverage(cut, benchmark)), figures), figures, cut, benchmark
    )


def with_answers(cells: pl.DataFrame, figures: Figures, cut: str, benchmark: str) -> pl.DataFrame:
    """Rows of coverage with whose they are, their interval, and who answers where a cell itself cannot."""
    found = figures.finest(cut, benchmark)
    answers = found.select(
        *DIMENSIONS,
        _named(found, figures, "answer_area", "answer_stakeholder").alias("answered_by"),
        is_answered=pl.col("level").cast(pl.String) != LEVELS[-1],
    )
    told = cells.join(answers, on=DIMENSIONS, how="left", maintain_order="left")
    answered = told.with_columns(pl.when("is_answered").then("answered_by").alias("answered_by"))
    return owner_first(told_of(answered, figures, TIMES_TEXT).select("owner", *DIMENSIONS, *_HEARD))


def position_rows(figures: Figures, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """What was said to a closed question (``notebook.opened``)."""
    asked = question_of(question, [one.id for one in figures.positions.questions])
    margins = Margins.of(lambda table: figures.positions.beside_whole(table, asked).drop("others"))
    return told_of(rows.of(margins, figures), figures, SHARE_TEXT)


def tone_rows(figures: Figures, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """How comments on an open question sound (``notebook.opened``)."""
    asked = question_of(question, [one.id for one in figures.comments.questions])
    margins = Margins.of(lambda table: figures.comments.tone(table, asked, "with")).within("commented")
    return told_of(rows.of(margins, figures), figures, TONE_TEXT)


def theme_rows(figures: Figures, theme: str, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """The share of comments that raise a theme (``notebook.opened``); no interval where pages give no share."""
    check(theme, "theme", figures.comments.themes)
    asked = question_of(question, [one.id for one in figures.comments.questions])
    margins = Margins.of(lambda table: figures.comments.mentions(table, asked, theme))
    ends = [pl.when(pl.col("share").is_not_null()).then(name).alias(name) for name in ("lower", "upper")]
    return told_of(rows.of(margins, figures).with_columns(ends), figures, SHARE_TEXT)


def told_of(cells: pl.DataFrame, figures: Figures, kind: str) -> pl.DataFrame:
    """Rows with ``owner``, the name of the cell whose figures they are, and ``interval``, as it is written.

    Numbers of people that pages tell as "fewer than" are null, and what is worked out of them.
    """
    told = without_few(cells, figures.release.policy.threshold)
    owner, interval = _named(told, figures).alias("owner"), interval_text(told, kind)
    return owner_first(told.with_columns(owner, interval).drop(_INNER, strict=False))


def with_owner(cells: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Rows with ``owner``, the name of the cell whose figures they are."""
    return owner_first(cells.with_columns(_named(cells, figures).alias("owner")))


def owner_of(cell: tuple[str, str], figures: Figures) -> str:
    """What a cell is called as the owner of figures, by its area and its type."""
    return figures.names.cell(*cell) if any(cell) else say(EVERYONE)


def owner_first(rows: pl.DataFrame) -> pl.DataFrame:
    """The same columns: whose a figure is and what it says before all else, as far as a narrow screen shows them."""
    first = [name for name in _FIRST if name in rows.columns]
    return rows.select(*first, pl.exclude(first))


def _named(
    cells: pl.DataFrame, figures: Figures, area: str = "area", stakeholder: str = "stakeholder"
) -> pl.Series:
    """What the cell of each row is called, by the columns that hold its area and its type; absent ones are all."""
    keys = [
        (pl.col(name).cast(pl.String).fill_null("") if name in cells.columns else pl.lit("")).alias(key)
        for key, name in (("_area", area), ("_type", stakeholder))
    ]
    rows = cells.with_columns(keys).select("_area", "_type").iter_rows()
    return pl.Series([owner_of(one, figures) for one in rows], dtype=pl.String)

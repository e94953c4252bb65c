"""The rows of a figure, asked for by words: the same that pages show, each with whose figure it is."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.language import decimal_mark, say
from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.finest import LEVELS
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.words import ROWS, benchmark_of, check, cut_of, question_of

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
EVERYONE: Final = "Everyone heard"
#: As an interval is written: of a share, a tone, or times what was expected.
_SHARE, _TONE, _TIMES = "share", "tone", "times"


class AskedRows:
    """Which rows of a figure are asked for: those of a margin, crossed or not, with groups or without."""

    def __init__(self, rows: str, by: str, *, groups: bool) -> None:
        """Take ``region``, ``stakeholder`` or ``total``, and with which of the first two they are crossed."""
        check(rows, "kind of rows", ROWS)
        if by:
            others = [one for one in ROWS[:2] if rows in ROWS[:2] and one != rows]
            check(by, "kind to cross them with", others)
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
    return owner_first(told_of(answered, figures, _TIMES).select("owner", *DIMENSIONS, *_HEARD))


def position_rows(figures: Figures, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """What was said to a closed question (``notebook.opened``)."""
    asked = question_of(question, [one.id for one in figures.positions.questions])
    margins = Margins.of(lambda table: figures.positions.beside_whole(table, asked).drop("others"))
    return told_of(rows.of(margins, figures), figures, _SHARE)


def tone_rows(figures: Figures, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """How comments on an open question sound (``notebook.opened``)."""
    asked = question_of(question, [one.id for one in figures.comments.questions])
    margins = Margins.of(lambda table: figures.comments.tone(table, asked, "with"))
    return told_of(rows.of(margins, figures), figures, _TONE)


def theme_rows(figures: Figures, theme: str, rows: AskedRows, question: str = "") -> pl.DataFrame:
    """The share of comments that raise a theme (``notebook.opened``)."""
    check(theme, "theme", figures.comments.themes)
    asked = question_of(question, [one.id for one in figures.comments.questions])
    margins = Margins.of(lambda table: figures.comments.mentions(table, asked, theme))
    return told_of(rows.of(margins, figures), figures, _SHARE)


def told_of(cells: pl.DataFrame, figures: Figures, kind: str) -> pl.DataFrame:
    """Rows with ``owner``, the name of the cell whose figures they are, and ``interval``, as it is written."""
    told = cells.with_columns(_named(cells, figures).alias("owner"), _interval(kind)).drop(
        _INNER, strict=False
    )
    return owner_first(told)


def with_owner(cells: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Rows with ``owner``, the name of the cell whose figures they are."""
    return owner_first(cells.with_columns(_named(cells, figures).alias("owner")))


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
    return pl.Series([figures.names.cell(*one) if any(one) else EVERYONE for one in rows], dtype=pl.String)


def _written(number: pl.Expr) -> pl.Expr:
    """A number with the language's mark between it and its decimals."""
    return number.cast(pl.String).str.replace(".", decimal_mark(), literal=True)


def _interval(kind: str) -> pl.Expr:
    """``22–58 %``, ``−0.3 to 0.1``, ``0.62–1.10 times``; null where there is none."""
    lower, upper = pl.col("lower").cast(pl.Float64), pl.col("upper").cast(pl.Float64)
    if kind == _SHARE:
        ends = [(100 * one).round().cast(pl.Int64).cast(pl.String) for one in (lower, upper)]
        text = pl.format("{}–{}\N{NO-BREAK SPACE}%", *ends)
    elif kind == _TONE:
        signed = [_written(one.round(1)).str.replace("-", "\N{MINUS SIGN}") for one in (lower, upper)]
        text = pl.format(say("{low} to {high}", low="{}", high="{}"), *signed)
    else:
        text = pl.format(
            say("{low}–{high} times", low="{}", high="{}"),
            *(_written(one.round(2)) for one in (lower, upper)),
        )
    return pl.when(lower.is_not_null() & upper.is_not_null()).then(text).alias("interval")

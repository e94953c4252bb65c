"""The rows of a file under our columns, one row each, and what keeps some of them out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.model.profile import Column
from wellbeing.sources.intake.context import SEVERAL, SINGLE, Context
from wellbeing.sources.intake.problems import problems, together
from wellbeing.sources.intake.words import Settled, first_said
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.headings import clean_label

#: What stands before the id of a question in a column's name.
ANSWER: Final = "answer:"
PARAGRAPH: Final = "\n\n"
#: Between the parts of an id. No text holds it: control characters are taken out when a file is read.
PART: Final = "\x1f"
#: BCP 47: a language, perhaps a script, a country.
LANGUAGE: Final = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True)
class Wide:
    """Rows under our columns."""

    #: ``ROW``, ``received_at``, the engagement's words, ``answer:…`` for each question mapped.
    rows: pl.DataFrame
    problems: pl.DataFrame


def widened(rows: pl.DataFrame, context: Context) -> Wide:
    """Every row of a file under our columns; a value that is not understood is null there, and a problem."""
    settled = {
        **{name: context.words[name].settle(rows) for name in SINGLE},
        **{name: context.words[name].settle_several(rows) for name in SEVERAL},
        "received_at": context.days.settle(rows),
        "language": _language(rows, context.profile.language),
        "organisation": _label(rows, context.profile.organisation),
        "id": _id(rows, context.profile.id),
        "session": _label(rows, context.profile.session),
        "note": _text(rows, context.profile.note.columns),
        **_answers(rows, context),
    }
    columns = [column.values.alias(name) for name, column in settled.items()]
    wide = rows.select(ROW).with_columns(columns).with_columns(received_on=pl.col("received_at").dt.date())
    located, misplaced = _located(wide, context)
    wrong = together([*(column.problems for column in settled.values()), misplaced])
    unsaid = _unsaid(wide, context).join(wrong, on=[ROW, "field"], how="anti", maintain_order="left")
    return Wide(located, together([wrong, unsaid]))


def _answers(rows: pl.DataFrame, context: Context) -> dict[str, Settled]:
    found = {
        answer.id: context.answers[answer.id].settle(rows)
        if answer.id in context.answers
        else _text(rows, answer.columns)
        for answer in context.profile.questions
    }
    if context.questions is None:
        return {ANSWER + name: settled for name, settled in found.items()}
    about = context.questions.settle(rows)
    mine = {name: _where(settled, about.values == name, rows) for name, settled in found.items()}
    return {ANSWER + name: settled for name, settled in mine.items()} | {"statement": about}


def _where(settled: Settled, here: pl.Series, rows: pl.DataFrame) -> Settled:
    """Only the answers of rows that are about a question."""
    wanted = rows[ROW].filter(here.fill_null(value=False))
    values = pl.select(pl.when(here).then(settled.values)).to_series()
    return Settled(values, settled.problems.filter(pl.col(ROW).is_in(wanted.implode())))


def _text(rows: pl.DataFrame, columns: tuple[str, ...]) -> Settled:
    """What was written, composed characters, a paragraph for each column that says anything."""
    none = pl.lit(None, pl.String)
    joined = pl.concat_str([pl.col(name) for name in columns], separator=PARAGRAPH, ignore_nulls=True)
    said = joined.str.normalize("NFC").replace("", None) if columns else none
    return Settled(rows.select(ROW, text=said)["text"], together([]))


def _id(rows: pl.DataFrame, columns: tuple[str, ...]) -> Settled:
    """What the platform calls the response; a row without is a problem where others have one."""
    if not columns:
        return _text(rows, ())
    parts = [pl.col(name).fill_null("").str.replace_all(r"\s+", " ") for name in columns]
    said = rows.select(ROW, value=pl.concat_str(parts, separator=PART))
    nothing = pl.all_horizontal([pl.col(name).is_null() for name in columns])
    reasons = rows.select(
        ROW, value=pl.lit(None, pl.String), reason=pl.when(nothing).then(pl.lit("says no id"))
    )
    return Settled(said["value"], problems(reasons, "id", columns))


def _label(rows: pl.DataFrame, column: Column) -> Settled:
    said = rows.select(ROW, value=first_said(column.columns))["value"]
    return Settled(_or(_each(said, clean_label), column.constant), together([]))


def _language(rows: pl.DataFrame, column: Column) -> Settled:
    said = rows.select(ROW, value=first_said(column.columns))
    tags = _each(said["value"], lambda text: column.values.get(text, text.lower().replace("_", "-")))
    good = tags.is_null() | (tags == "") | tags.str.contains(LANGUAGE.pattern)
    reasons = said.with_columns(reason=pl.when(~good).then(pl.lit("is no language tag such as en or mi")))
    return Settled(_or(tags, column.constant), problems(reasons, "language", column.columns))


def _or(said: pl.Series, constant: str) -> pl.Series:
    """What is said, else the profile's constant, else null."""
    return said.fill_null(constant).replace("", None)


def _each(said: pl.Series, change: Callable[[str], str]) -> pl.Series:
    """Each different text changed once."""
    distinct = said.drop_nulls().unique()
    changed = {text: change(text) for text in distinct}
    return said.replace_strict(changed, default=None, return_dtype=pl.String)


def _located(wide: pl.DataFrame, context: Context) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A place gives its region; one that lies elsewhere than the row says is a problem."""
    regions = {place: sorted(codes) for place, codes in context.names.regions_of.items()}
    lies = pl.col("place").replace_strict(regions, default=None, return_dtype=pl.List(pl.String))
    inside = wide.with_columns(possible=lies)
    contradicts = pl.col("region").is_not_null() & ~pl.col("possible").list.contains(pl.col("region"))
    unsure = pl.col("region").is_null() & (pl.col("possible").list.len() > 1)
    reason = (
        pl.when(contradicts)
        .then(pl.lit("lies in another region than the row says"))
        .when(unsure)
        .then(pl.lit("lies in one of several regions: the row must say which"))
    )
    told = inside.select(ROW, value="place", reason=reason)
    only = pl.when(pl.col("possible").list.len() == 1).then(pl.col("possible").list.first())
    placed = inside.with_columns(region=pl.coalesce("region", only)).drop("possible")
    return placed, problems(told, "place", context.profile.place.columns)


def _unsaid(wide: pl.DataFrame, context: Context) -> pl.DataFrame:
    """What a row must say: a survey's its topic and channel, a hui's its place."""
    needed = {"survey": ("topic", "channel", "round"), "attendance": ("place", "round"), "notes": ("place",)}
    lacking = [
        problems(
            wide.filter(pl.col(name).is_null()).select(
                ROW, value=pl.lit(None, pl.String), reason=pl.lit(f"says no {name}")
            ),
            name,
            getattr(context.profile, name).columns,
        )
        for name in needed[context.profile.kind]
    ]
    return together(lacking)

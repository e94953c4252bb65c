"""Mapping: the rows of a file under our columns, one row each, and what keeps some of them out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.profile import Column, Profile
from wellbeing.sources.intake.mapping.context import SEVERAL_COLUMNS, SINGLE_COLUMNS, Context
from wellbeing.sources.intake.mapping.distinct import ResolvedColumn, same_for_all
from wellbeing.sources.intake.mapping.places import first_value
from wellbeing.sources.intake.mapping.problems import merge_problems, no_problems, problems
from wellbeing.sources.intake.uuids import PART
from wellbeing.sources.names.languages import LANGUAGE_TAG, language_tag
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.headings import clean_name

#: What stands before the id of a question in a column's name.
ANSWER: Final = "answer:"
PARAGRAPH: Final = "\n\n"
#: Why a place is not believed; no word that it could mean would help.
ELSEWHERE: Final = message("lies in another region than the row says")
ONE_OF_SEVERAL: Final = message("lies in one of several regions: the row must say which")
#: An id as a spreadsheet shows long numbers: other people's ids were shortened to the same.
_SHORTENED: Final = r"^[+-]?\d([.,]\d+)?[eE][+-]?\d+$"
#: A whole number as most platforms write it: it is its own id.
_PLAIN_ID: Final = r"^(0|[1-9]\d*)$"
#: What is written where there is none: marks alone, or a word for nothing.
_NO_ID: Final = r"^(?i)(\W*|\W*(n\W?a|nil|null|none|nan|blank|unknown|not stated)\W*)$"
NO_ID: Final = message("says no id")
SHORTENED: Final = message(
    "was shortened by a spreadsheet, so that several people may have it: export the file again without opening it "
    "in one, or leave id out of the profile"
)


@dataclass(frozen=True)
class MappedRows:
    """Rows under our columns."""

    #: ``ROW``, ``received_at``, the engagement's words, ``answer:…`` for each question mapped; ``waits`` where an
    #: answer is not understood: which, and what is written.
    rows: pl.DataFrame
    #: What keeps rows out.
    problems: pl.DataFrame
    #: Answers of other rows that are not understood: they wait by themselves.
    unclear: pl.DataFrame


def map_rows(rows: pl.DataFrame, context: Context) -> MappedRows:
    """Every row of a file under our columns; a value that is not understood is null there, and a problem."""
    resolved = {
        **{name: context.words[name].resolve(rows) for name in SINGLE_COLUMNS},
        **{name: context.words[name].resolve_several(rows) for name in SEVERAL_COLUMNS},
        "received_at": context.days.resolve(rows),
        "language": _language(rows, context.profile.language, context.folder.engagement.language),
        "organisation": _label(rows, context.profile.organisation),
        "id": platform_id(rows, context.profile),
        **({"apart": _text(rows, context.profile.apart)} if context.profile.apart else {}),
        "session": _label(rows, context.profile.session),
        "note": _text(rows, context.profile.note.columns),
        **_answers(rows, context),
    }
    columns = [column.values.alias(name) for name, column in resolved.items()]
    mapped = rows.select(ROW).with_columns(columns).with_columns(received_on=pl.col("received_at").dt.date())
    located, misplaced = _located(mapped, context)
    told = {name: column.problems for name, column in resolved.items()}
    wrong = merge_problems([*(told[name] for name in told if not name.startswith(ANSWER)), misplaced])
    unsaid = _unsaid(mapped, context).join(wrong, on=[ROW, "field"], how="anti", maintain_order="left")
    unclear = merge_problems(told[name] for name in told if name.startswith(ANSWER))
    return _parted(located, merge_problems([wrong, unsaid]), unclear, context)


def _parted(
    rows: pl.DataFrame, problems: pl.DataFrame, unclear: pl.DataFrame, context: Context
) -> MappedRows:
    """Answers that are not understood wait by themselves where the rest of their row says who and where."""
    if unclear.is_empty() or not context.answers_wait:
        return MappedRows(rows, merge_problems([problems, unclear]), unclear.clear())
    waits = unclear.group_by(ROW).agg(
        waits=pl.concat_str("field", "value", separator=PART).sort().str.join(PART)
    )
    marked = rows.join(waits, on=ROW, how="left", maintain_order="left")
    lost = unclear.join(problems, on=ROW, how="semi", maintain_order="left")
    alone = unclear.join(problems, on=ROW, how="anti", maintain_order="left")
    return MappedRows(marked, merge_problems([problems, lost]), alone)


def _answers(rows: pl.DataFrame, context: Context) -> dict[str, ResolvedColumn]:
    every = {
        answer.id: context.answers[answer.id].resolve(rows)
        if answer.id in context.answers
        else _text(rows, answer.columns)
        for answer in context.profile.questions
    }
    if context.questions is None:
        return {ANSWER + name: resolved for name, resolved in every.items()}
    question = context.questions.resolve(rows)
    mine = {name: _where(resolved, question.values == name, rows) for name, resolved in every.items()}
    return {ANSWER + name: resolved for name, resolved in mine.items()} | {"statement": question}


def _where(resolved: ResolvedColumn, here: pl.Series, rows: pl.DataFrame) -> ResolvedColumn:
    """Only the answers of rows that are about a question."""
    about = rows[ROW].filter(here.fill_null(value=False))
    values = pl.select(pl.when(here).then(resolved.values)).to_series()
    return ResolvedColumn(values, resolved.problems.filter(pl.col(ROW).is_in(about.implode())))


def _text(rows: pl.DataFrame, columns: tuple[str, ...]) -> ResolvedColumn:
    """What was written, composed characters, a paragraph for each column that says anything."""
    if not columns:
        return same_for_all(None, rows)
    joined = pl.concat_str([pl.col(name) for name in columns], separator=PARAGRAPH, ignore_nulls=True)
    text = rows.select(joined.alias("text"))["text"]
    is_ascii = (text.str.len_bytes() == text.str.len_chars()).all()
    composed = text if is_ascii else text.str.normalize("NFC")
    return ResolvedColumn(composed.replace("", None), no_problems())


def platform_id(rows: pl.DataFrame, profile: Profile) -> ResolvedColumn:
    """What the platform calls the response; a row without is a problem where others have one.

    Of several columns the last numbers the rows, and those before say within what: without its own number, a row
    that only says of which pile it is has no id.
    """
    columns = profile.id
    if not columns:
        return _text(rows, ())
    is_plain = rows.select(pl.col(columns).str.contains(_PLAIN_ID).fill_null(value=False).all()).row(0)
    if len(columns) == 1 and all(is_plain):
        return ResolvedColumn(rows[columns[0]], no_problems())
    parts = [_plain_id(pl.col(name).fill_null("")) for name in columns]
    if profile.id_by_hand:
        parts = [part.str.normalize("NFC").str.to_uppercase() for part in parts]
    number = pl.col(columns[-1])
    nothing = number.is_null() | number.str.contains(_NO_ID)
    ids = rows.select(
        ROW, value=pl.when(nothing).then(pl.lit("")).otherwise(pl.concat_str(parts, separator=PART))
    )
    short = [pl.col(name).str.contains(_SHORTENED) for name in columns]
    reason = pl.when(nothing).then(pl.lit(NO_ID)).when(pl.any_horizontal(short)).then(pl.lit(SHORTENED))
    value = pl.when(pl.any_horizontal(short)).then(pl.coalesce(columns))
    return ResolvedColumn(ids["value"], problems(rows.select(ROW, value=value, reason=reason), "id", columns))


def _plain_id(written: pl.Expr) -> pl.Expr:
    """A whole number is the same with noughts before it, or with the decimals that a spreadsheet adds."""
    whole = written.str.replace_all(r"\s+", " ").str.replace(r"^(\d+)\.0+$", "$1")
    return whole.str.replace(r"^0+(\d+)$", "$1")


def _label(rows: pl.DataFrame, column: Column) -> ResolvedColumn:
    if not column.columns:
        return same_for_all(column.constant or None, rows)
    written = rows.select(ROW, value=first_value(column.columns))["value"]
    return ResolvedColumn(_or(_each(written, clean_name), column.constant), no_problems())


def _language(rows: pl.DataFrame, column: Column, spoken: str) -> ResolvedColumn:
    if not column.columns:
        return same_for_all(column.constant or None, rows)
    written = rows.select(ROW, value=first_value(column.columns))
    tags = _each(written["value"], lambda text: column.values.get(text, language_tag(text, spoken)))
    good = tags.is_null() | (tags == "") | tags.str.contains(LANGUAGE_TAG)
    reasons = written.with_columns(
        reason=pl.when(~good).then(
            pl.lit(message("is no known name of a language, and no tag such as en, es or mi"))
        )
    )
    return ResolvedColumn(_or(tags, column.constant), problems(reasons, "language", column.columns))


def _or(written: pl.Series, constant: str) -> pl.Series:
    """What is said, else the profile's constant, else null."""
    return written.fill_null(constant).replace("", None)


def _each(written: pl.Series, change: Callable[[str], str]) -> pl.Series:
    """Each different text changed once."""
    distinct = written.drop_nulls().unique()
    changed = {text: change(text) for text in distinct}
    return written.replace_strict(changed, default=None, return_dtype=pl.String)


def _located(rows: pl.DataFrame, context: Context) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A place gives its region; one that lies elsewhere than the row says is a problem."""
    if rows["place"].null_count() == rows.height:
        return rows, no_problems()
    regions = {place: sorted(codes) for place, codes in context.names.regions_of.items()}
    lies = pl.col("place").replace_strict(regions, default=None, return_dtype=pl.List(pl.String))
    inside = rows.with_columns(possible=lies)
    contradicts = pl.col("region").is_not_null() & ~pl.col("possible").list.contains(pl.col("region"))
    unsure = pl.col("region").is_null() & (pl.col("possible").list.len() > 1)
    reason = pl.when(contradicts).then(pl.lit(ELSEWHERE)).when(unsure).then(pl.lit(ONE_OF_SEVERAL))
    judged = inside.select(ROW, value="place", reason=reason)
    only = pl.when(pl.col("possible").list.len() == 1).then(pl.col("possible").list.first())
    placed = inside.with_columns(region=pl.coalesce("region", only)).drop("possible")
    return placed, problems(judged, "place", context.profile.place.columns)


def _unsaid(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """What a row must say: a survey's its topic and channel, a hui's its place."""
    needed = {"survey": ("topic", "channel", "round"), "attendance": ("place", "round"), "notes": ("place",)}
    lacking = [
        problems(
            rows.filter(pl.col(name).is_null()).select(
                ROW, value=pl.lit(None, pl.String), reason=pl.lit(message(f"says no {name}"))
            ),
            name,
            getattr(context.profile, name).columns,
        )
        for name in needed[context.profile.kind]
        if rows[name].null_count()
    ]
    return merge_problems(lacking)
